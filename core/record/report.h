// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace concert {

/// One match's timings as Markdown to read: totals and bounds, phases, the experiment's parts,
/// latencies by model and stage, who holds up the table, the slowest calls.
QByteArray timingsReport(const MatchLog &log);

/// A Markdown table; the first column is aligned left, the others right unless \a allLeft.
QString markdownTable(const QStringList &head, const QList<QStringList> &rows,
                      bool allLeft = false);

} // namespace concert
