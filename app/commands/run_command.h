// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert run …`: plays a match headless. Progress on stderr, one line a phase; the last line on
/// stdout is one JSON object. Needs a QCoreApplication. Gives the exit code: 0 ended, 1 failed, 2
/// usage, 3 ended at a spending cap, 130 interrupted.
int runCommand(const QStringList &arguments);

} // namespace concert
