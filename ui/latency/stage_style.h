// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/stage_kind.h"

#include <QColor>
#include <QString>

namespace concert {

/// The one table of how a stage is called and coloured.

/// "Messages", translated.
QString stageDisplayName(StageKind stage);

/// For bars, in light and in dark. Colour-blind checked: least CIE76 distance 28 among the stages
/// over normal, protan, deutan and tritan sight; 32 to every power's colour; contrast of at least
/// 2.6 to 1 on white and on dark grey.
QColor stageColor(StageKind stage);

} // namespace concert
