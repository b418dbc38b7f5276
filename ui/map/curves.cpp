// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/curves.h"

#include <algorithm>
#include <cmath>

namespace concert {

namespace {

constexpr int samples = 20; // segments of a curve between two of its points

} // namespace

double distance(QPointF a, QPointF b)
{
    return std::hypot(b.x() - a.x(), b.y() - a.y());
}

QPointF unitVector(QPointF vector)
{
    const double length = std::hypot(vector.x(), vector.y());
    return length > 0 ? vector / length : QPointF();
}

double curveLength(const QPolygonF &curve)
{
    double sum = 0;
    for (qsizetype i = 1; i < curve.size(); ++i)
        sum += distance(curve[i - 1], curve[i]);
    return sum;
}

QPointF pointAlong(const QPolygonF &curve, double fraction)
{
    double rest = curveLength(curve) * fraction;
    for (qsizetype i = 1; i < curve.size(); ++i) {
        const double step = distance(curve[i - 1], curve[i]);
        if (rest <= step && step > 0)
            return curve[i - 1] + (curve[i] - curve[i - 1]) * (rest / step);
        rest -= step;
    }
    return curve.isEmpty() ? QPointF() : curve.last();
}

QPolygonF trimmed(const QPolygonF &curve, double start, double end)
{
    const double length = curveLength(curve);
    if (length <= 0)
        return curve;
    double from = start / length;
    double to = 1 - end / length;
    if (to - from < 0.1) { // shares what is there
        const double middle = std::clamp(start / std::max(start + end, 1e-6), 0.05, 0.95);
        from = middle - 0.05;
        to = middle + 0.05;
    }
    return sectionOf(curve, from, to);
}

QPolygonF sectionOf(const QPolygonF &curve, double from, double to)
{
    const double length = curveLength(curve);
    QPolygonF part{pointAlong(curve, from)};
    double walked = 0;
    for (qsizetype i = 1; i < curve.size(); ++i) {
        walked += distance(curve[i - 1], curve[i]);
        if (walked > from * length + 1e-6 && walked < to * length - 1e-6)
            part.append(curve[i]);
    }
    part.append(pointAlong(curve, to));
    return part;
}

double nearestFraction(const QPolygonF &curve, QPointF point, double low, double high)
{
    double best = low;
    double least = -1;
    for (int i = 0; i <= samples; ++i) {
        const double fraction = low + (high - low) * i / samples;
        const double gap = distance(pointAlong(curve, fraction), point);
        if (least < 0 || gap < least) {
            least = gap;
            best = fraction;
        }
    }
    return best;
}

double gapTo(const QPolygonF &curve, QPointF point)
{
    double least = -1;
    for (qsizetype i = 1; i < curve.size(); ++i) {
        const QPointF a = curve[i - 1];
        const QPointF way = curve[i] - a;
        const double square = QPointF::dotProduct(way, way);
        const double t = square > 0 ? QPointF::dotProduct(point - a, way) / square : 0;
        const QPointF off = point - a - way * std::clamp(t, 0.0, 1.0);
        const double gap = QPointF::dotProduct(off, off);
        if (least < 0 || gap < least)
            least = gap;
    }
    return std::sqrt(std::max(least, 0.0));
}

QPolygonF bowed(QPointF a, QPointF b, double bow)
{
    if (bow == 0)
        return {a, b};
    const QPointF way = b - a;
    // The control point of a parabola stands twice as far out as the curve gets.
    const QPointF control = (a + b) / 2 + QPointF(way.y(), -way.x()) * (2 * bow);
    QPolygonF curve;
    for (int i = 0; i <= samples; ++i) {
        const double t = static_cast<double>(i) / samples;
        curve.append(a * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + b * (t * t));
    }
    return curve;
}

QPolygonF through(const QPolygonF &points)
{
    if (points.size() < 3)
        return points;
    QPolygonF curve; // a Catmull-Rom spline
    const auto at = [&](qsizetype i) {
        return points[std::clamp<qsizetype>(i, 0, points.size() - 1)];
    };
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const QPointF p0 = at(i - 1);
        const QPointF p1 = at(i);
        const QPointF p2 = at(i + 1);
        const QPointF p3 = at(i + 2);
        for (int k = 0; k < samples; ++k) {
            const double t = static_cast<double>(k) / samples;
            curve.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * (t * t) +
                                (3 * p1 - p0 - 3 * p2 + p3) * (t * t * t)));
        }
    }
    curve.append(points.last());
    return curve;
}

} // namespace concert
