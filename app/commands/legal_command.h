// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert legal FILE|-`: all legal orders of set-ups, one JSON object a line: id, phase and
/// possible_orders by place.
int legalCommand(const QStringList &arguments);

} // namespace concert
