// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/request_parts.h"
#include "core/chat/token_estimate.h"
#include "core/match/running_call.h"
#include "core/record/spending.h"

#include <QDir>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Other matches do not tell when they give back what they held: looked for so often, and so long.
constexpr std::chrono::seconds othersInterval{1};
constexpr std::chrono::minutes othersPatience{10};

/// What a model's template puts around a message: names of roles and marks.
constexpr qsizetype aroundMessage = 8;

/// No prompt of ours has more tokens than this, whatever its players write in.
qint64 mostTokens(const ChatRequest &request)
{
    qsizetype tokens = 0;
    for (const ChatMessage &message : request.messages)
        tokens += tokensAtMost(message.content) + aroundMessage;
    qsizetype longestSchema = 0; // either may be asked by
    for (const auto &schema : {request.schema, request.commonSchema}) {
        if (schema)
            longestSchema = std::max(longestSchema,
                                     tokensAtMost(QString::fromUtf8(requestJson(schema->schema))));
    }
    return tokens + longestSchema;
}

} // namespace

/// Holds back what \a request may cost at most. A sentence: no cap has room for it.
QString Match::reserve(const RunningCall &call, const ChatRequest &request,
                       SpendingReservation *held)
{
    held->billed = call.seat->isBilled();
    if (!held->billed)
        return {};
    Usage most;
    most.inputTokens = mostTokens(request);
    most.outputTokens = request.maxTokens;
    const QString problem = guard_.reserve(
        {call.seat->cost(most).value_or(0), most.inputTokens + most.outputTokens}, held);
    if (guard_.isAlone() && !std::exchange(isAloneTold_, true))
        append(Audience::watcherOnly(),
               ProblemReported{ProblemReported::Severity::Warning, std::nullopt,
                               u"%1 cannot be written: what other matches spend today is not "
                               "known, and the day's caps hold for this match alone."_s.arg(
                                   QDir::toNativeSeparators(guard_.ledgerFolder()))});
    return problem;
}

/// What this match had spent before it went on, of what somebody may bill.
SpendingAmount Match::billedBefore() const
{
    Spending billed;
    for (qsizetype i = 0; i < log_->size(); ++i) {
        const auto *ended = log_->at(i).as<CallEnded>();
        if (ended == nullptr || ended->span < 0 || ended->span >= log_->spans().size())
            continue;
        const QString provider =
            log_->spans()[ended->span].model.section(u':', 0, 0).section(u'@', 0, 0);
        if (provider != simulatorProviderName)
            billed.add(*ended);
    }
    return {billed.cost, billed.tokens()};
}

/// False: the call waits for room under a cap. A second request beside it is just not sent.
bool Match::afford(RunningCall *call, SpendingReservation *held)
{
    const QString problem = reserve(*call, call->request, held);
    call->unaffordable = false;
    if (!problem.isEmpty() && call->pending.isEmpty())
        waitForRoom(call, problem);
    if (problem.isEmpty()) {
        heldByOthersSince_.reset();
        endWaitForRoom(call);
    }
    return problem.isEmpty();
}

/// The provider wants to send it once more, and the attempt before may be billed as well.
bool Match::affordAgain(RunningCall *call, const ChatReply *reply, const ChatRequest &next)
{
    const auto own = std::ranges::find(call->pending, reply, &RunningCall::Pending::reply);
    if (own == call->pending.end()) // it is over for us
        return false;
    own->denied = reserve(*call, next, &own->held);
    return own->denied.isEmpty();
}

void Match::waitForRoom(RunningCall *call, const QString &problem)
{
    call->unaffordable = true;
    if (!call->unaffordableSince)
        call->unaffordableSince = now();
    call->activity.state = SeatActivity::State::Parked;
    call->activity.detail = problem;
    // What is held back for calls that run may turn out cheaper, ours or those of other matches.
    if (guard_.mayGetRoom())
        return;
    if (guard_.isHeldByOthers() && waitsForOthers())
        otherMatches_->set(clock_.now() + othersInterval);
    else
        QMetaObject::invokeMethod(
            this, [this, problem] { capReached(problem); }, Qt::QueuedConnection);
}

/// The log tells waiting of this kind from our own processing.
void Match::endWaitForRoom(RunningCall *call)
{
    const auto since = std::exchange(call->unaffordableSince, std::nullopt);
    if (since && *since < now())
        call->ended.held << TimeRange{*since, now()};
}

/// A match that was killed gives back nothing; another one's calls end some time.
bool Match::waitsForOthers()
{
    if (!heldByOthersSince_)
        heldByOthersSince_ = clock_.now();
    return clock_.now() - *heldByOthersSince_ < othersPatience;
}

/// Calls that waited may fit now. Queued, so that it never runs within a call's end.
void Match::askUnaffordable()
{
    if (std::exchange(looksForRoom_, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            looksForRoom_ = false;
            QList<int> waiting;
            for (const auto &[stage, call] : running_) {
                if (call->unaffordable)
                    waiting << stage;
            }
            for (const int stage : std::as_const(waiting)) {
                const auto running = running_.find(stage);
                if (ended_ || scheduler_.isPaused() || running == running_.end())
                    return;
                ask(running->second.get());
            }
        },
        Qt::QueuedConnection);
}

void Match::capReached(const QString &problem)
{
    if (ended_ || scheduler_.isPaused() || guard_.mayGetRoom())
        return;
    if (attended_)
        pauseFor(problem);
    else
        end(MatchEnded::Reason::Spent, problem);
}

void Match::pauseFor(const QString &reason)
{
    if (ended_ || scheduler_.isPaused())
        return;
    holdTurnClock();
    scheduler_.setPaused(true);
    append(Audience::watcherOnly(), MatchPaused{reason, pausedUnsaved_});
    holdClock();
    Q_EMIT activityChanged();
}

void Match::changeCaps(const SpendingCaps &caps)
{
    guard_.setCaps(caps);
    resume();
}

} // namespace concert
