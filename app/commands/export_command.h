// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert export RUN_DIR --format csv|json|trace|md [-o FILE]`: a match's timings in another
/// form, beside the match unless a file is named. Prints the file's name. Needs a
/// QCoreApplication. Gives the exit code.
int exportCommand(const QStringList &arguments);

} // namespace concert
