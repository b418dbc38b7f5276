// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert simulate …`: the built-in model as a server for other programs, until it is
/// interrupted. Prints its base URL on stdout. Needs a QCoreApplication. Gives the exit code.
int simulateCommand(const QStringList &arguments);

} // namespace concert
