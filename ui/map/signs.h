// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_style.h"
#include "ui/map/order_shapes.h"

#include <QPainterPath>
#include <QPen>

class QPainter;

namespace concert {

/// The small signs of the map, drawn around (0, 0).

/// The radius of a unit's sign.
inline constexpr double signRadius = 14;

/// A field gun on a round shield, or a ship on a hull.
void paintUnitSign(QPainter &painter, const MapStyle &style, UnitType type, Power power);
/// Why an order failed; each with a form of its own.
void paintMarkSign(QPainter &painter, const MapStyle &style, OrderMark mark);
/// Crossed swords in a star.
void paintStandoffSign(QPainter &painter, const MapStyle &style);

/// A ring of straight sides; with \a inner below 1 a star.
QPainterPath ringPath(QPointF center, double radius, int corners, double inner = 1);
QPen roundPen(const QColor &color, double width);

} // namespace concert
