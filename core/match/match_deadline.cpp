// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/running_call.h"
#include "core/record/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace concert {

// The deadline is the turn's: it runs from the phase's beginning, through all that is said and
// thought before the orders. Its last third is for the orders alone, or one that never finishes
// talking would cost those who wait for its words their orders as well.

namespace {

std::chrono::nanoseconds timeForOrders(int deadline)
{
    return std::chrono::nanoseconds(std::chrono::seconds(deadline)) / 3;
}

} // namespace

void Match::beginTurn(const Phase &phase)
{
    turn_ = {};
    turn_.phase = phase;
    turn_.left = std::chrono::seconds(config_.turnDeadline);
    runTurnClock();
}

void Match::runTurnClock()
{
    if (config_.turnDeadline <= 0 || ended_ || scheduler_.isPaused())
        return;
    turn_.ends = clock_.now() + turn_.left;
    deadline_->set(turn_.isForOrders ? turn_.ends
                                     : turn_.ends - timeForOrders(config_.turnDeadline));
}

void Match::holdTurnClock()
{
    if (config_.turnDeadline <= 0)
        return;
    turn_.left = std::max<std::chrono::nanoseconds>(0s, turn_.ends - clock_.now());
    deadline_->cancel();
}

void Match::deadlinePassed()
{
    if (ended_ || scheduler_.isPaused())
        return;
    if (turn_.isForOrders) {
        endTurn();
        return;
    }
    turn_.isForOrders = true;
    deadline_->set(turn_.ends);
    endTalks();
}

/// Orders may be waiting for it.
bool Match::keepsFromOrders(const CallId &call) const
{
    switch (call.stage) {
    case StageKind::InitialState:
    case StageKind::Messages:
    case StageKind::NegotiationDiary:
    case StageKind::Plan:
        return call.phase <= turn_.phase;
    case StageKind::ResultDiary:
    case StageKind::StateUpdate:
    case StageKind::Consolidation:
        return call.phase < turn_.phase; // still owed from the phase before
    case StageKind::Orders:
    case StageKind::Adjudication:
    case StageKind::Commentary:
        break;
    }
    return false;
}

/// From now on all are asked for their orders, with what has been said by now; after the last turn
/// the match ends.
void Match::endTalks()
{
    const auto isAskedForOrders = [&](Power power) {
        return phases_.at(turn_.phase).orders.contains(power) ||
               std::ranges::any_of(running_, [&](auto &entry) {
                   return entry.second->call.power == power &&
                          entry.second->call.stage == StageKind::Orders;
               });
    };
    if (!outcome_ && std::ranges::all_of(phases_.at(turn_.phase).players, isAskedForOrders))
        return;
    QList<Power> talking;
    QStringList names;
    for (const Power power : allPowers) {
        const QList<int> stages = runningStagesOf(power);
        const bool isTalking = std::ranges::any_of(
            stages, [this](int stage) { return keepsFromOrders(running_.at(stage)->call); });
        // What a parked power would say is not asked for, and yet the others wait for its words.
        const bool isParked =
            !outcome_ && troubleOf(power).parked && !isAskedForOrders(power) && stages.isEmpty();
        if (isTalking || isParked) {
            talking << power;
            names << powerText(power);
        }
    }
    if (talking.isEmpty())
        return;
    turn_.talksEnded =
        outcome_ ? u"The game is over: what %1 would still think about it is not waited for any "
                   "longer (turn deadline of %2 s)."_s.arg(names.join(u", "_s))
                       .arg(config_.turnDeadline)
                 : u"%1: two thirds of the turn's deadline of %2 s have passed, so the talking "
                   "ends without %3, and the orders are due."_s.arg(phaseText(turn_.phase))
                       .arg(config_.turnDeadline)
                       .arg(names.join(u", "_s));
    append(Audience::watcherOnly(),
           ProblemReported{ProblemReported::Severity::Warning, std::nullopt, turn_.talksEnded});
    for (const Power power : std::as_const(talking))
        cutOff(power);
    if (!ended_)
        scheduler_.proceed();
}

/// It is not we who keep it waiting: for a place, or for room under a spending cap.
bool Match::isAwaited(const RunningCall &call) const
{
    return !call.unaffordable &&
           (call.parked || call.waitsForServer ||
            std::ranges::any_of(call.pending, [](const RunningCall::Pending &pending) {
                return pending.reply->result().attempts > 0;
            }));
}

/// After the last turn nobody owes orders any more, but the narrator may still write.
void Match::endCommentary()
{
    QList<int> stages;
    for (const auto &[stage, call] : running_) {
        if (call->call.stage == StageKind::Commentary)
            stages << stage;
    }
    if (stages.isEmpty())
        return;
    turn_.commentaryEnded = u"The game is over: its commentary is not waited for any longer (turn "
                            "deadline of %1 s)."_s.arg(config_.turnDeadline);
    append(Audience::watcherOnly(), ProblemReported{ProblemReported::Severity::Warning,
                                                    std::nullopt, turn_.commentaryEnded});
    for (const int stage : std::as_const(stages)) {
        const auto running = running_.find(stage);
        if (running == running_.end() || ended_)
            continue;
        breakOff(running->second.get());
        finishCall(running->second.get(), CallOutcome::Defaulted, turn_.commentaryEnded);
    }
}

/// Whoever was asked and has given no orders gets the defaults. Whom Concert itself kept waiting
/// has the time for orders once more.
void Match::endTurn()
{
    if (outcome_) { // what comes after the last phase is no phase
        endCommentary();
        return;
    }
    const Phase phase = turn_.phase;
    const PlayedPhase &played = phases_.at(phase);
    QList<Power> late;
    bool somebodyWaits = false;
    for (const Power power : played.players) {
        if (played.orders.contains(power))
            continue;
        const QList<int> stages = runningStagesOf(power);
        const bool isLate =
            troubleOf(power).parked || std::ranges::any_of(stages, [this](int stage) {
                const RunningCall &call = *running_.at(stage);
                return call.call.stage != StageKind::Consolidation && isAwaited(call);
            });
        if (isLate)
            late << power;
        somebodyWaits |= !isLate;
    }
    for (const Power power : std::as_const(late))
        troubleOf(power).lateIn = phase;
    // All are told of before anybody is cut off: the first may end the phase, and the match.
    for (const Power power : std::as_const(late)) {
        const QString problem = whyNotAsked({power, phase, StageKind::Orders, 0, 1});
        append(Audience::watcherOnly(),
               ProblemReported{ProblemReported::Severity::Warning, power, problem});
    }
    for (const Power power : std::as_const(late))
        cutOff(power);
    if (ended_)
        return;
    if (somebodyWaits && turn_.phase == phase) {
        turn_.left = timeForOrders(config_.turnDeadline);
        runTurnClock();
    }
    scheduler_.proceed();
}

} // namespace concert
