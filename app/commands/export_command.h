// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert export RUN_DIR --format game -o FILE`: a match in a format of other programs. Gives the
/// exit code.
int exportCommand(const QStringList &arguments);

} // namespace concert
