// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QPolygonF>

namespace concert {

/// Curves of the map as polylines: easy to measure, to cut and to walk along.

double curveLength(const QPolygonF &curve);
/// The point at a fraction (0 to 1) of the length.
QPointF pointAlong(const QPolygonF &curve, double fraction);
/// The part that is left when lengths are cut off both ends; at least a tenth always remains.
QPolygonF trimmed(const QPolygonF &curve, double start, double end);
/// The part between two fractions of the length.
QPolygonF sectionOf(const QPolygonF &curve, double from, double to);
/// The fraction in [low, high] whose point is nearest.
double nearestFraction(const QPolygonF &curve, QPointF point, double low, double high);
/// How near the curve comes to a point.
double gapTo(const QPolygonF &curve, QPointF point);
/// From a to b, bulging to the left of the way by \a bow times the distance; 0: straight.
QPolygonF bowed(QPointF a, QPointF b, double bow);
/// A smooth curve through all points.
QPolygonF through(const QPolygonF &points);
/// The direction of a vector; (0, 0) for none.
QPointF unitVector(QPointF vector);
double distance(QPointF a, QPointF b);

} // namespace concert
