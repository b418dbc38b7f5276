// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace concert {

/// `concert whatif RUN_DIR …`: what a recorded match would have taken under another schedule, with
/// fewer slots, faster models or shorter answers, and who would hold up the table. A table on
/// stdout, then one line with a JSON object. Needs a QCoreApplication. Gives the exit code.
int whatIfCommand(const QStringList &arguments);

} // namespace concert
