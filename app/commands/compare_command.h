// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert compare …`: plays the same match under several schedules and writes what it makes of
/// their times. Progress on stderr; the last line on stdout is a JSON object. Exit codes as
/// `concert run`; 1 also when games differ that should not. Needs a QCoreApplication.
int compareCommand(const QStringList &arguments);

} // namespace concert
