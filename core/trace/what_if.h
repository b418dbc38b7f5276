// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/analysis.h"
#include "core/trace/schedule.h"
#include "core/trace/span.h"

#include <QHash>
#include <QList>
#include <QString>

namespace concert {

/// What would be different.
struct WhatIf {
    Schedule schedule = Schedule::Pipelined;
    int slots = 0;             ///< calls in flight at once; 0: no limit
    bool longestFirst = false; ///< where slots are short, the longest remaining path goes first, by
                               ///< what the scheduler would expect; else who came first
    double speed = 1;          ///< of every model: 2 halves first-token and generation times
    QHash<QString, double> modelSpeed = {}; ///< instead of speed, for models by name
    double outputScale = 1;                 ///< of the answers' length: generation times only
};

/// Time on the critical path that one power's calls are answerable for.
struct TableHolder {
    QString power; ///< empty: our own work
    qint64 time = 0;
    int calls = 0; ///< on the critical path
};

struct WhatIfResult {
    qint64 total = 0;
    QList<Span> spans;          ///< as they would have been, waits of that schedule included
    QList<PathStep> path;       ///< critical
    QList<TableHolder> holders; ///< who holds up the table, longest first
};

/// The recorded match with the same calls and true inputs, played again on paper. Each call is cut
/// into our preparation, the time to its first token, generation, and our work on the answer; what
/// it waited for a slot when it was recorded is not taken over, nor are pauses. Calls that still
/// run count up to \a now. Pure; spans that would wait for themselves are left out.
WhatIfResult whatIf(const QList<Span> &spans, const WhatIf &change, qint64 now);

/// The critical path's time by power.
QList<TableHolder> tableHolders(const QList<Span> &spans, const QList<PathStep> &path);

} // namespace concert
