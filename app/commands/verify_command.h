// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert verify FILE…`: plays saved games again and prints each difference with game, phase and
/// order, and a summary line. Gives the exit code: 0 none, 1 differences, 2 a file that cannot be
/// read (the others are checked all the same).
int verifyCommand(const QStringList &arguments);

} // namespace concert
