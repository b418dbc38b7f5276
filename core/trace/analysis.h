// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/span.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>

#include <vector>

namespace concert {

/// A stretch of time that one span is answerable for.
struct PathStep {
    int span = 0;
    qint64 from = 0; ///< microseconds since the match started
    qint64 to = 0;
};

/// Who held up the table: going back from what ended last, always to the input or wait that ended
/// last. The steps follow one another without a gap from 0 to the end, so their lengths add up to
/// the total. Running spans end at \a now. Pure; any order of spans.
QList<PathStep> criticalPath(const QList<Span> &spans, qint64 now);

/// The longest path over inputs and waits with the calls' latencies: what this schedule cannot
/// beat.
qint64 bound(const QList<Span> &spans, qint64 now);
/// The same over true inputs alone: what no schedule can beat.
qint64 dependencyBound(const QList<Span> &spans, qint64 now);
/// What Span::held adds to the bound: the match could not have ended sooner without an end of that
/// waiting, and it is no work of ours.
qint64 heldTime(const QList<Span> &spans, qint64 now);
/// The sum of all latencies: what the same calls take one after another.
qint64 sequentialTime(const QList<Span> &spans, qint64 now);

/// How much later each span could have ended without the match ending later, by id: what lay
/// between it and the spans that used it or waited for it took as long as it did. 0 for those on
/// the critical path.
QHash<int, qint64> slack(const QList<Span> &spans, qint64 now);

/// How long at least one of some intervals (from, to) lasts.
qint64 unionLength(std::vector<TimeRange> intervals);

/// Where a phase's time went.
struct PhaseTimes {
    QString phase;
    qint64 wall = 0;                ///< its part of the critical path: the sum of critical
    qint64 sequential = 0;          ///< the sum of its calls' latencies
    QMap<QString, qint64> critical; ///< stage to its share of the critical path
    QMap<QString, qint64> busy;     ///< stage to the union of its calls' intervals
    int calls = 0;
};

/// One entry a phase, in the order in which phases began.
QList<PhaseTimes> phaseTimes(const QList<Span> &spans, qint64 now);

} // namespace concert
