// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/stage_scheduler.h"

#include <algorithm>
#include <iterator>

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
        takeUpAdded();
        while (firstWaiting_ < states_.size() && states_[firstWaiting_] != State::Waiting)
            ++firstWaiting_;
        if (slotCount_ > 0)
            startInSlots();
        else
            startAll();
    } while (again_ && !paused_);
    proceeding_ = false;
}

/// Counts the stages that were added to the graph.
void StageScheduler::takeUpAdded()
{
    for (int stage = static_cast<int>(states_.size()); stage < graph_->size(); ++stage) {
        const int group = graph_->stage(stage).group;
        groups_[group] << stage;
        ++unfinished_[group];
    }
    states_.resize(graph_->size(), State::Waiting);
}

void StageScheduler::setFinished(int stage)
{
    states_[stage] = State::Finished;
    ++finishedCount_;
    const auto left = unfinished_.find(graph_->stage(stage).group);
    if (--left->second == 0)
        unfinished_.erase(left);
}

void StageScheduler::setSlots(int count, Priorities priorities)
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

bool StageScheduler::needsSlot(int stage) const
{
    return slotCount_ > 0 && graph_->stage(stage).call.stage != StageKind::Adjudication;
}

/// What could start now and could not before joins the queue; our own work does not wait in it.
void StageScheduler::queueReady()
{
    for (int stage = firstWaiting_; stage < states_.size() && !paused_; ++stage) {
        if (states_[stage] != State::Waiting || !mayStart(stage))
            continue;
        if (!needsSlot(stage)) {
            start(stage);
        } else {
            states_[stage] = State::Queued;
            queue_ << stage;
        }
    }
}

void StageScheduler::startInSlots()
{
    queueReady();
    if (priorities_ && queue_.size() > slotCount_ - slotsTaken_) {
        const QList<qint64> priorities =
            priorities_(*std::min_element(queue_.begin(), queue_.end()));
        std::stable_sort(queue_.begin(), queue_.end(),
                         [&](int a, int b) { return priorities[a] > priorities[b]; });
    }
    while (!queue_.isEmpty() && !paused_ && slotsTaken_ < slotCount_) {
        const int stage = queue_.takeFirst();
        if (isHeld_ && isHeld_(graph_->stage(stage))) { // since it joined the queue
            states_[stage] = State::Waiting;
            firstWaiting_ = std::min(firstWaiting_, stage);
            continue;
        }
        if (delayed_.remove(stage) && freed_)
            slotWaits_.insert(stage, *freed_);
        start(stage);
    }
    delayed_ = QSet<int>(queue_.begin(), queue_.end());
    freed_.reset();
}

void StageScheduler::start(int stage)
{
    states_[stage] = State::Running;
    ++runningCount_;
    slotsTaken_ += needsSlot(stage) ? 1 : 0;
    spans_.insert(stage, nextSpan_++);
    Q_EMIT started(stage);
}

void StageScheduler::finish(int stage)
{
    setFinished(stage);
    --runningCount_;
    if (needsSlot(stage)) {
        --slotsTaken_;
        freed_ = stage;
    }
    proceed();
}

void StageScheduler::giveUpPlace()
{
    --runningCount_;
    --slotsTaken_;
    proceed();
}

void StageScheduler::reclaimPlace()
{
    ++runningCount_;
    ++slotsTaken_;
}

bool StageScheduler::takeSlot()
{
    if (slotCount_ > 0 && slotsTaken_ >= slotCount_)
        return false;
    ++slotsTaken_;
    return true;
}

void StageScheduler::giveBackSlot()
{
    --slotsTaken_;
}

void StageScheduler::recall(int stage, int span, bool finished)
{
    takeUpAdded();
    spans_.insert(stage, span);
    nextSpan_ = std::max(nextSpan_, span + 1);
    if (finished && states_[stage] != State::Finished)
        setFinished(stage);
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
    const auto own = groups_.find(graph_->stage(stage).group);
    return own == groups_.begin() ? QList<int>() : std::prev(own)->second;
}

bool StageScheduler::mayStart(int stage) const
{
    if (!graph_->hasInputs(stage) || (isHeld_ && isHeld_(graph_->stage(stage))))
        return false;
    if (schedule_ == Schedule::Pipelined)
        return true;
    if (const auto before = predecessor(stage); before && states_[*before] != State::Finished)
        return false;
    return unfinished_.begin()->first >= graph_->stage(stage).group;
}

QList<int> StageScheduler::waitSpans(int stage) const
{
    const auto before = predecessor(stage);
    QList<int> stages;
    if (schedule_ != Schedule::Pipelined)
        stages = before ? QList<int>{*before} : previousGroup(stage);
    if (const auto slot = slotWaits_.constFind(stage); slot != slotWaits_.cend())
        stages << *slot;
    const QList<int> inputs = graph_->inputSpans(stage);
    QList<int> waits;
    for (const int other : stages) {
        const int otherSpan = span(other);
        if (otherSpan >= 0 && !inputs.contains(otherSpan) && !waits.contains(otherSpan))
            waits << otherSpan;
    }
    std::sort(waits.begin(), waits.end());
    return waits;
}

} // namespace concert
