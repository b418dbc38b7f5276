// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QColor>
#include <QPalette>
#include <QString>

namespace concert {

/// The one table of how a power looks and is called: every view takes it from here.

/// The customary colour, for fills, tokens and bars. Colour-blind checked: least CIE76
/// distance 10.6 over normal, protan, deutan and tritan sight.
QColor powerColor(Power power);

/// A variant of powerColor that can be read as text on the palette's base colour (contrast of at
/// least 4.5 to 1), in light and in dark.
QColor powerTextColor(Power power, const QPalette &palette);

/// Black or white, whichever can be read on powerColor.
QColor onPowerColor(Power power);

/// "France", translated.
QString powerDisplayName(Power power);

/// Whether a palette is a dark one (Qt 6.4 has no colour scheme to ask).
bool isDark(const QPalette &palette);

} // namespace concert
