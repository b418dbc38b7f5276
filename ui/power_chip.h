// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace concert {

/// A power's sign in lists: its colour with its initial, so that colour never stands alone.
void paintPowerChip(QPainter *painter, const QRectF &rect, Power power, bool faded = false);

/// The same as an icon.
QIcon powerChip(Power power);

/// A power's colour for bars, lightened where the dark powers would drown in a dark base.
QColor powerBarColor(Power power, const QPalette &palette);

} // namespace concert
