// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/running_call.h"
#include "core/record/spending.h"
#include "core/record/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// No text of ours has more tokens than this: English has one for four characters, JSON and names
/// more.
qint64 mostTokens(const ChatRequest &request)
{
    qsizetype characters = 0;
    for (const ChatMessage &message : request.messages)
        characters += message.content.size();
    return (characters + 2) / 3;
}

} // namespace

// ---- Money ----

/// Reserves what the call may cost at most. False: it waits for room under a cap.
bool Match::afford(RunningCall *call, SpendingAmount *reserved)
{
    Usage most;
    most.inputTokens = mostTokens(call->request);
    most.outputTokens = call->request.maxTokens;
    *reserved = {call->seat->cost(most).value_or(0), most.inputTokens + most.outputTokens};
    const QString problem = guard_.reserve(*reserved);
    call->unaffordable = !problem.isEmpty() && call->pending.isEmpty(); // a hedge is just not sent
    if (problem.isEmpty())
        return true;
    if (call->unaffordable) {
        call->activity.state = SeatActivity::State::Parked;
        call->activity.detail = problem;
        // What is reserved for calls that run may turn out cheaper.
        if (!guard_.mayGetRoom())
            QMetaObject::invokeMethod(
                this, [this, problem] { capReached(problem); }, Qt::QueuedConnection);
    }
    return false;
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
    if (!attended_) {
        end(MatchEnded::Reason::Spent, problem);
        return;
    }
    scheduler_.setPaused(true);
    append(Audience::watcherOnly(), MatchPaused{problem});
    Q_EMIT activityChanged();
}

void Match::changeCaps(const SpendingCaps &caps)
{
    guard_.setCaps(caps);
    resume();
}

// ---- Time ----

void Match::armDeadline()
{
    if (config_.turnDeadline > 0 && !ended_)
        deadline_->set(clock_.now() + std::chrono::seconds(config_.turnDeadline));
}

/// Whoever is still being asked is late and gets default orders. Who only waited for them has the
/// same time from now on.
void Match::deadlinePassed()
{
    if (ended_ || outcome_ || scheduler_.isPaused()) // resuming begins anew
        return;
    const auto &[phase, played] = *phases_.rbegin();
    QList<Power> late;
    for (const Power power : played.players) {
        const QList<int> stages = runningStagesOf(power);
        const bool isBusy = std::any_of(stages.begin(), stages.end(), [this](int stage) {
            return running_.at(stage)->call.stage != StageKind::Consolidation;
        });
        if (!played.orders.contains(power) && (isBusy || troubleOf(power).parked))
            late << power;
    }
    for (const Power power : std::as_const(late))
        troubleOf(power).lateIn = phase;
    for (const Power power : std::as_const(late)) {
        const QString problem = whyNotAsked({power, phase, StageKind::Orders, 0, 1});
        append(Audience::watcherOnly(),
               ProblemReported{ProblemReported::Severity::Warning, power, problem});
        cutOff(power, problem);
    }
    if (ended_)
        return;
    armDeadline();
    scheduler_.proceed();
}

} // namespace concert
