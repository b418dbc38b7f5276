// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

class QPainter;
class QRect;

namespace concert {

/// What the window's own painting has in common; all of it follows the palette.

/// \a amount of \a b in \a a, 0 to 1.
QColor mixedColor(const QColor &a, const QColor &b, double amount);
/// Text of less weight: remarks, times. Still at least 4.5 to 1 on the usual bases.
QColor faintTextColor(const QPalette &palette);
/// Thin lines between things.
QColor separatorColor(const QPalette &palette);
/// Text of warnings and of orders that failed, readable on the base colour.
QColor problemColor(const QPalette &palette);
/// A step smaller, for second lines.
QFont smallerFont(QFont font);
/// A frame just inside \a rect: the keys go to what paints itself there.
void paintFocus(QPainter *painter, const QRect &rect, const QPalette &palette);

} // namespace concert
