// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace concert {

/// A power's sign in lists: its colour with its initial, so that colour never stands alone.
void paintPowerChip(QPainter *painter, const QRectF &rect, Power power, bool faded = false);

/// The same as an icon.
QIcon powerChip(Power power);

} // namespace concert
