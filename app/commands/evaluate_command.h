// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert evaluate`: each power's chances at each phase of matches, saved games and set-ups, by
/// short games played on from there. Gives the exit code.
int evaluateCommand(const QStringList &arguments);

} // namespace concert
