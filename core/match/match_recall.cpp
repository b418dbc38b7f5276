// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"

#include "core/chat/token_estimate.h"
#include "core/record/match_branch.h"
#include "core/record/seating.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

QString Match::goOn(const QString &origin, std::optional<Phase> from)
{
    if (const QString problem = recall(); !problem.isEmpty())
        return problem;
    if (narrator_ == nullptr)
        dropCommentary();
    // The clock goes on where the log stood, so that the time in between is in no total, chart,
    // bound or path: for all of them it did not pass.
    start_ = clock_.now() - std::chrono::microseconds(log_->lastTime());
    append(Audience::watcherOnly(),
           MatchContinued{u"Concert "_s % QStringLiteral(CONCERT_VERSION),
                          QDateTime::currentDateTimeUtc(), config_, origin, from});
    if (const auto next = std::exchange(recalledNext_, std::nullopt))
        goOnTo(*next);
    else
        beginTurn(phases_.rbegin()->first); // its whole time: nobody knows what was left
    giveUpInterrupted();
    const auto seatings = seatingsAt(*log_, log_->size() - 1);
    for (const Power power : allPowers) { // whoever was parked is tried again
        const Seating &seating = seatings[static_cast<std::size_t>(indexOf(power))];
        troubleOf(power).playsDefaults = seating.playsDefaults;
        troubleOf(power).why = seating.defaultsReason;
    }
    guard_.setSpent(billedBefore());
    scheduler_.proceed();
    if (scheduler_.isDone() && outcome_)
        end(outcome_->reason, {});
    return {};
}

/// Plays the log's events through the same functions that appended them, in their order: the graph
/// grows as it grew, and every stage that ended there is done. Asks nobody, appends nothing.
QString Match::recall()
{
    const MatchStarted *started = log_->isEmpty() ? nullptr : log_->at(0).as<MatchStarted>();
    if (started == nullptr)
        return tr("There is no match to go on with.");
    // What is already played was shaped by what it was played with.
    const MatchConfig config = std::exchange(config_, started->config);
    begin();
    recalledNext_ = Position::start();
    std::vector<MatchEvent> outputs; // of the call whose end follows them
    for (qsizetype i = 0; i < log_->size(); ++i) {
        if (!recallEvent(log_->at(i), &outputs))
            return tr("The record cannot be taken up: its event %1 does not follow from those "
                      "before it.")
                .arg(i + 1);
    }
    config_ = config;
    return outputs.empty() ? QString() : tr("The record ends in the middle of what a call said.");
}

/// False: it cannot have happened after those before.
bool Match::recallEvent(const MatchEvent &event, std::vector<MatchEvent> *outputs)
{
    if (isOutput(event)) {
        outputs->push_back(event);
    } else if (const auto *phase = event.as<PhaseStarted>()) {
        if (!recalledNext_ || *recalledNext_ != phase->position)
            return false;
        addPhase(*std::exchange(recalledNext_, std::nullopt));
    } else if (const auto *call = event.as<CallStarted>()) {
        const auto stage = graph_.find(call->call);
        if (!stage || call->span < 0 || call->span >= log_->spans().size())
            return false;
        scheduler_.recall(*stage, call->span, false);
    } else if (const auto *ended = event.as<CallEnded>()) {
        return recallCall(*ended, std::exchange(*outputs, {}), event.time);
    } else if (const auto *played = event.as<PhaseAdjudicated>()) {
        return recallAdjudication(*played, event.time);
    } else if (const auto *continued = event.as<MatchContinued>()) {
        config_ = continued->config;
    }
    return true;
}

bool Match::recallAdjudication(const PhaseAdjudicated &played, qint64 time)
{
    const auto stage = graph_.find({Power::Austria, played.phase, StageKind::Adjudication, 0, 1});
    if (!stage || recalledNext_ || !graph_.hasInputs(*stage) || played.span < 0)
        return false;
    scheduler_.recall(*stage, played.span, true);
    std::vector<MatchEvent> judged; // the log has them
    Position next;
    playOrders(*stage, played.span, &judged, &next);
    publishedAt_.insert(boardDatum(next.phase), time);
    recalledNext_ = next;
    return true;
}

bool Match::recallCall(const CallEnded &ended, const std::vector<MatchEvent> &outputs, qint64 time)
{
    const auto stage = graph_.find(ended.call);
    if (!stage || scheduler_.span(*stage) != ended.span || ended.span >= log_->spans().size())
        return false;
    asked_ += ended.attempts;
    hedges_ += static_cast<int>(std::count_if(ended.requests.begin(), ended.requests.end(),
                                              [](const auto &request) { return request.hedge; }));
    if (ended.outcome == CallOutcome::Cancelled)
        return outputs.empty();
    if (!graph_.hasInputs(*stage))
        return false;
    keepOutputs(*stage, outputs, time);
    scheduler_.recall(*stage, ended.span, true);
    if (ended.sent && ended.lastToken)
        forecast_.add(log_->spans()[ended.span].model, ended.call.stage,
                      *ended.lastToken - *ended.sent);
    if (ended.call.stage == StageKind::Messages && config_.pressOrder == PressOrder::UntilQuiet)
        continueQuietly(ended.call);
    return true;
}

/// The match had a narrator and has none any more: what that still owed is not asked for.
void Match::dropCommentary()
{
    config_.commentary.reset();
    for (int number = 0; number < graph_.size(); ++number) {
        if (graph_.stage(number).call.stage == StageKind::Commentary)
            scheduler_.recall(number, scheduler_.span(number), true);
    }
}

/// Calls that ran when the program ended: nobody knows what they would have said, and their stages
/// start again as other spans. They may have been billed, so they count with their prompts.
void Match::giveUpInterrupted()
{
    std::vector<MatchEvent> events;
    for (int number = 0; number < graph_.size(); ++number) {
        const int span = scheduler_.span(number);
        if (span < 0 || log_->spans()[span].ended)
            continue;
        const Stage &stage = graph_.stage(number);
        CallEnded ended;
        ended.span = span;
        ended.call = stage.call;
        ended.outcome = CallOutcome::Cancelled;
        ended.problem = u"the program ended before the answer had come; it was asked again"_s;
        ended.attempts = 1;
        ended.usage.estimated = true;
        if (const Seat *seat = seatOf(stage.call)) {
            const ChatRequest request =
                PromptBuilder(promptsFor(stage.call)).request(contextFor(stage));
            for (const ChatMessage &message : request.messages)
                ended.usage.inputTokens += estimatedTokens(message.content);
            if (seat->name() == log_->spans()[span].model)
                ended.cost = seat->cost(ended.usage);
        } else {
            ended.problem = u"the program ended before the answer had come"_s;
        }
        events.push_back(eventNow(Audience::watcherOnly(), ended));
    }
    log_->append(std::move(events));
}

} // namespace concert
