// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert adjudicate FILE|-`: what becomes of set-ups, one JSON object a line: id, the next
/// phase, units, dislodged units with their retreats, results and reasons, and orders that were
/// refused.
int adjudicateCommand(const QStringList &arguments);

} // namespace concert
