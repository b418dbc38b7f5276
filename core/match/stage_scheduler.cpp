// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/stage_scheduler.h"

#include <algorithm>

namespace concert {

StageScheduler::StageScheduler(Schedule schedule, StageGraph *graph, QObject *parent)
    : QObject(parent), schedule_(schedule), graph_(graph)
{}

void StageScheduler::proceed()
{
    // A stage that finishes while it is started (adjudication) must not recurse.
    if (proceeding_) {
        again_ = true;
        return;
    }
    proceeding_ = true;
    do {
        again_ = false;
        while (states_.size() < graph_->size())
            states_ << State::Waiting;
        while (firstWaiting_ < states_.size() && states_[firstWaiting_] != State::Waiting)
            ++firstWaiting_;
        if (slotCount_ > 0)
            startByPriority();
        else
            startAll();
    } while (again_ && !paused_);
    proceeding_ = false;
}

void StageScheduler::setSlots(int count, std::function<QList<qint64>()> priorities)
{
    slotCount_ = count;
    priorities_ = std::move(priorities);
}

void StageScheduler::startAll()
{
    for (int stage = firstWaiting_; stage < states_.size() && !paused_; ++stage) {
        if (states_[stage] == State::Waiting && mayStart(stage))
            start(stage);
    }
}

void StageScheduler::startByPriority()
{
    QList<int> ready;
    for (int stage = firstWaiting_; stage < states_.size(); ++stage) {
        if (states_[stage] == State::Waiting && mayStart(stage))
            ready << stage;
    }
    if (ready.size() > slotCount_ - runningCount_) {
        const QList<qint64> priorities = priorities_();
        std::stable_sort(ready.begin(), ready.end(),
                         [&](int a, int b) { return priorities[a] > priorities[b]; });
    }
    for (const int stage : std::as_const(ready)) {
        if (paused_ || runningCount_ >= slotCount_)
            return;
        start(stage);
    }
}

void StageScheduler::start(int stage)
{
    states_[stage] = State::Running;
    ++runningCount_;
    spans_.insert(stage, static_cast<int>(spans_.size()));
    Q_EMIT started(stage);
}

void StageScheduler::finish(int stage)
{
    states_[stage] = State::Finished;
    --runningCount_;
    ++finishedCount_;
    proceed();
}

void StageScheduler::giveUpPlace()
{
    --runningCount_;
    proceed();
}

void StageScheduler::setPaused(bool paused)
{
    paused_ = paused;
    if (!paused)
        proceed();
}

bool StageScheduler::isSequential(int stage) const
{
    const StageKind kind = graph_->stage(stage).call.stage;
    return schedule_ == Schedule::Blocking &&
           (kind == StageKind::InitialState || kind == StageKind::Messages);
}

std::optional<int> StageScheduler::predecessor(int stage) const
{
    if (stage > 0 && isSequential(stage) &&
        graph_->stage(stage - 1).group == graph_->stage(stage).group)
        return stage - 1; // the stages of a group are added one after another, in order of power
    return std::nullopt;
}

QList<int> StageScheduler::previousGroup(int stage) const
{
    QList<int> stages;
    const int group = graph_->stage(stage).group;
    int previous = -1;
    for (int other = 0; other < graph_->size(); ++other) {
        const int candidate = graph_->stage(other).group;
        if (candidate >= group || candidate < previous)
            continue;
        if (candidate > previous)
            stages.clear();
        previous = candidate;
        stages << other;
    }
    return stages;
}

bool StageScheduler::mayStart(int stage) const
{
    if (!graph_->hasInputs(stage) || (isHeld_ && isHeld_(graph_->stage(stage))))
        return false;
    if (schedule_ == Schedule::Pipelined)
        return true;
    if (const auto before = predecessor(stage); before && states_[*before] != State::Finished)
        return false;
    const int group = graph_->stage(stage).group;
    for (int other = 0; other < states_.size(); ++other) {
        if (graph_->stage(other).group < group && states_[other] != State::Finished)
            return false;
    }
    return true;
}

QList<int> StageScheduler::waitSpans(int stage) const
{
    if (schedule_ == Schedule::Pipelined)
        return {};
    const auto before = predecessor(stage);
    const QList<int> stages = before ? QList<int>{*before} : previousGroup(stage);
    const QList<int> inputs = graph_->inputSpans(stage);
    QList<int> waits;
    for (const int other : stages) {
        const int otherSpan = span(other);
        if (otherSpan >= 0 && !inputs.contains(otherSpan))
            waits << otherSpan;
    }
    std::sort(waits.begin(), waits.end());
    return waits;
}

} // namespace concert
