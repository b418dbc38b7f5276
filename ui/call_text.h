// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QString>

#include <optional>

namespace concert {

/// How calls are named, and where the log has them.

/// "orders of S1901M", "messages of S1901M, round 2".
QString callTitle(const CallId &call);
/// "France: orders of S1901M"; the narrator's calls are of no power.
QString callHeading(const CallId &call);

/// What the log says about a call.
struct CallRecord {
    CallStarted start;
    qint64 startedAt = 0; ///< microseconds since the match started
    qsizetype startEvent = 0;
    std::optional<CallEnded> end;
    qint64 endedAt = 0;
    qsizetype endEvent = -1;

    /// Where the call is in the log: its end once it has one.
    qsizetype place() const { return end ? endEvent : startEvent; }
};
std::optional<CallRecord> callRecord(const MatchLog &log, int span);

/// The newest such call, by span; absent: there is none.
std::optional<int> spanOf(const MatchLog &log, Power power, const Phase &phase, StageKind stage,
                          int round);

} // namespace concert
