// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/span.h"

#include <QList>
#include <QString>

namespace concert {

/// When a stage may start; all three play the same game. A schedule only adds waiting to true
/// inputs. See ARCHITECTURE.md.
enum class Schedule {
    Blocking, ///< the old way: initialisations and speakers one after another, a barrier a stage
    Staged,   ///< a barrier after every stage, calls of one stage together
    Pipelined ///< a stage starts when its own inputs are there
};

/// Whether the schedule puts a barrier after each group: the stages of one kind, phase and round.
bool hasBarriers(Schedule schedule);
/// Whether the schedule lets the powers of a group in one after another.
bool isOneAfterAnother(Schedule schedule, const QString &stage);

/// Where a stage stands within its phase: groups follow one another by phase, this, and round.
/// Consolidation goes beside the orders; unknown names come last.
int stageOrder(const QString &stage);

/// The spans, by place in the list, in groups that follow one another as the scheduler has them;
/// within a group by power.
QList<QList<qsizetype>> scheduleGroups(const QList<Span> &spans);

/// What a schedule makes each span wait for besides its inputs, by place in the list: the same
/// barriers that the scheduler draws, rebuilt from stages, phases and rounds alone, for spans that
/// were recorded under any schedule. As in the log, the next group waits for the last one and so
/// for all before it; what is among the inputs is left out.
QList<QList<int>> scheduleWaits(const QList<Span> &spans, Schedule schedule);

} // namespace concert
