// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "core/trace/analysis.h"

#include <array>
#include <optional>
#include <vector>

namespace concert {

/// A call as the timeline draws it. Microseconds since the match started, rising from ready to
/// neededAt; what has not happened yet falls on the next that has.
struct TimelineBar {
    int span = 0;
    Power power = Power::Austria;
    StageKind stage = StageKind::Orders;
    int lane = 0; ///< calls of one power that run beside each other stand in lanes
    qint64 ready = 0;
    qint64 started = 0; ///< after ready: the schedule made it wait
    qint64 sent = 0;
    qint64 firstToken = 0;
    qint64 end = 0;
    qint64 neededAt = 0;    ///< when somebody used it; until then it was not in a hurry (slack)
    bool answering = false; ///< the first token is known
    bool running = false;
    bool brokenOff = false; ///< its end is not recorded, and never will be
    bool failed = false;
    QList<qint64> again; ///< when further requests left: after a failure, or beside a slow one
};

/// Where a phase begins, and the next.
struct TimelinePhase {
    QString name;
    qint64 from = 0;
    qint64 to = 0;
};

/// A piece of the critical path: who held up the table from when to when.
struct TimelineStep {
    std::size_t bar = 0; ///< in bars
    qint64 from = 0;
    qint64 to = 0;
};

/// What happens in a stretch of time.
struct TimelineTotals {
    qint64 duration = 0;
    int calls = 0; ///< that run in it, wholly or in part
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
};

/// What the timeline shows, as numbers: a function of a log and a moment.
struct TimelinePicture {
    std::vector<TimelineBar> bars; ///< by start
    std::vector<TimelinePhase> phases;
    std::vector<TimelineStep> path;
    std::array<int, powerCount> lanes{}; ///< at least 1
    qint64 total = 0;

    /// Running calls last until \a now. \a over: nobody plays the match any more, so that they were
    /// broken off then.
    static TimelinePicture at(const MatchLog &log, qint64 now, bool over = false);

    /// The bar of a span; null: none.
    const TimelineBar *bar(int span) const;
    TimelineTotals totals(const MatchLog &log, qint64 from, qint64 to) const;
};

} // namespace concert
