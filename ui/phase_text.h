// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/phase.h"

#include <QString>

namespace concert {

/// "S1901M".
QString phaseShortName(Phase phase);
/// "Spring 1901, movement".
QString phaseDisplayName(Phase phase);
/// "0:17", "1:02:03": since the match started.
QString elapsedText(qint64 microseconds);

} // namespace concert
