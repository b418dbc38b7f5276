// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/stage_graph.h"
#include "core/record/match_config.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <map>

namespace concert {

/// Starts each stage of a graph the moment its inputs are there and its schedule lets it. A
/// schedule only adds waiting: Pipelined nothing, Staged a barrier after every group, Blocking
/// besides that one power after another in initialisations and message rounds.
class StageScheduler : public QObject {
    Q_OBJECT

public:
    StageScheduler(Schedule schedule, StageGraph *graph, QObject *parent = nullptr);

    /// By stage; those before \a first are not asked for.
    using Priorities = std::function<QList<qint64>(int first)>;
    /// At most \a count calls at once (0: no limit). Where more could start, those with the highest
    /// \a priorities go first; without priorities, and among equals, those that could start first.
    /// Our own work (adjudication) needs no slot.
    void setSlots(int count, Priorities priorities);

    /// Stages that \a isHeld names do not start; proceed() when it may have changed its mind.
    void setHeld(std::function<bool(const Stage &)> isHeld) { isHeld_ = std::move(isHeld); }
    /// A running stage waits, perhaps for long: its place is another's until it reclaims one.
    void giveUpPlace();
    void reclaimPlace();
    /// A running stage sends a second request beside its first: that needs a slot like any other.
    /// False: there is none. Giving it back starts nobody; proceed() does.
    bool takeSlot();
    void giveBackSlot();

    /// Starts whatever can start. Call it after adding stages and publishing data.
    void proceed();
    /// A stage is done; its data have been published before. Proceeds.
    void finish(int stage);

    /// What a log says of an earlier time: a stage began as this span, and (finished) is done. One
    /// that is not done starts once more. Nothing starts by it.
    void recall(int stage, int span, bool finished);

    void setPaused(bool paused); ///< paused: nothing new starts
    bool isPaused() const { return paused_; }

    int runningCount() const { return runningCount_; }
    /// Every stage that was added is done.
    bool isDone() const { return finishedCount_ == graph_->size(); }

    /// The spans that the schedule, not its inputs, makes a stage wait for, and the one whose slot
    /// it had to wait for; those among its inputs are left out. Valid once it has started.
    QList<int> waitSpans(int stage) const;
    /// Which span a started stage is, the last time: numbered in the order of starting.
    int span(int stage) const { return spans_.value(stage, -1); }

Q_SIGNALS:
    /// Start this stage now. May call finish() from within.
    void started(int stage);

private:
    enum class State { Waiting, Queued, Running, Finished };

    void takeUpAdded();
    void setFinished(int stage);
    void startAll();
    void startInSlots();
    void queueReady();
    bool needsSlot(int stage) const;
    void start(int stage);
    bool mayStart(int stage) const;
    bool isSequential(int stage) const;
    std::optional<int> predecessor(int stage) const; ///< in its group, when that is sequential
    QList<int> previousGroup(int stage) const;

    Schedule schedule_;
    StageGraph *graph_;
    QList<State> states_;
    std::map<int, QList<int>> groups_;    // stages by group
    std::map<int, qsizetype> unfinished_; // how many of each group; those with any
    QHash<int, int> spans_;               // stage to span
    int nextSpan_ = 0;
    int slotCount_ = 0;
    Priorities priorities_;
    std::function<bool(const Stage &)> isHeld_;
    QList<int> queue_; // stages that could start, in front of the slots, as they came
    int slotsTaken_ = 0;
    QSet<int> delayed_;         // of the queue: found no free slot when they came
    std::optional<int> freed_;  // the stage whose end freed a slot just now
    QHash<int, int> slotWaits_; // stage to the one whose slot it got
    int firstWaiting_ = 0;
    int runningCount_ = 0;
    int finishedCount_ = 0;
    bool paused_ = false;
    bool proceeding_ = false;
    bool again_ = false;
};

} // namespace concert
