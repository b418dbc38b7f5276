// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/signs.h"

#include "ui/powers.h"

#include <QPainter>

#include <cmath>

namespace concert {

namespace {

void paintArmy(QPainter &painter, const MapStyle &style, Power power)
{
    const QColor color = powerColor(power);
    const QColor sign = onPowerColor(power);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.casing);
    painter.drawEllipse(QPointF(), 14, 14);
    painter.setBrush(style.rim);
    painter.drawEllipse(QPointF(), 13, 13);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(), 11.4, 11.4);
    // A field gun: barrel, trail, wheel.
    painter.setPen(roundPen(sign, 3.5));
    painter.drawLine(QPointF(-1.4, 0.2), QPointF(7.2, -4.6));
    painter.setPen(roundPen(sign, 2));
    painter.drawLine(QPointF(-1.8, 1), QPointF(-7.6, 4.4));
    painter.setPen(QPen(sign, 1.8));
    painter.setBrush(color);
    painter.drawEllipse(QPointF(-0.7, 2.4), 3.7, 3.7);
    painter.setPen(Qt::NoPen);
    painter.setBrush(sign);
    painter.drawEllipse(QPointF(-0.7, 2.4), 1.2, 1.2);
}

void paintFleet(QPainter &painter, const MapStyle &style, Power power)
{
    const auto hull = [](double grow) {
        const double w = 14.6 + grow;
        const double top = -10.6 - grow;
        const double bottom = 11 + grow;
        QPainterPath path(QPointF(-w, -3));
        path.quadTo(-w, top, -w * 0.5, top);
        path.lineTo(w * 0.5, top);
        path.quadTo(w, top, w, -3);
        path.quadTo(w, bottom, 0, bottom);
        path.quadTo(-w, bottom, -w, -3);
        return path;
    };
    painter.fillPath(hull(1.8), style.casing);
    painter.fillPath(hull(0.8), style.rim);
    painter.fillPath(hull(-0.8), powerColor(power));
    // A ship under sail.
    const QColor sign = onPowerColor(power);
    QPainterPath ship(QPointF(-9, 3));
    ship.lineTo(9, 3);
    ship.lineTo(6, 7);
    ship.lineTo(-5.5, 7);
    ship.closeSubpath();
    ship.moveTo(0.7, -8.2);
    ship.lineTo(0.7, 1.7);
    ship.lineTo(7.6, 1.7);
    ship.quadTo(6.8, -4.4, 0.7, -8.2);
    ship.moveTo(-0.9, -6.4);
    ship.lineTo(-0.9, 1.7);
    ship.lineTo(-6.6, 1.7);
    ship.quadTo(-4.2, -2, -0.9, -6.4);
    painter.fillPath(ship, sign);
}

} // namespace

QPainterPath ringPath(QPointF center, double radius, int corners, double inner)
{
    QPolygonF points;
    const int count = inner < 1 ? corners * 2 : corners;
    for (int i = 0; i <= count; ++i) {
        const double r = i % 2 != 0 ? radius * inner : radius;
        const double angle = (2 * i + 1) * M_PI / count;
        points.append(center + QPointF(r * std::cos(angle), r * std::sin(angle)));
    }
    QPainterPath path;
    path.addPolygon(points);
    return path;
}

QPen roundPen(const QColor &color, double width)
{
    return {color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void paintUnitSign(QPainter &painter, const MapStyle &style, UnitType type, Power power)
{
    if (type == UnitType::Army)
        paintArmy(painter, style, power);
    else
        paintFleet(painter, style, power);
}

void paintMarkSign(QPainter &painter, const MapStyle &style, OrderMark mark)
{
    painter.setPen(roundPen(style.failed, 1.7));
    painter.setBrush(QColor(0xFF, 0xFD, 0xF5));
    painter.drawEllipse(QPointF(), 8, 8);
    painter.setPen(roundPen(style.failed, 2));
    painter.setBrush(Qt::NoBrush);
    switch (mark) {
    case OrderMark::None:
        break;
    case OrderMark::Bounce: // thrown back
        painter.drawLine(QPointF(-3.2, -3.2), QPointF(3.2, 3.2));
        painter.drawLine(QPointF(-3.2, 3.2), QPointF(3.2, -3.2));
        break;
    case OrderMark::Cut: // a line with a gap and a blade
        painter.drawLine(QPointF(-4.8, 0), QPointF(-2.6, 0));
        painter.drawLine(QPointF(2.6, 0), QPointF(4.8, 0));
        painter.drawLine(QPointF(-1.6, 4.6), QPointF(1.6, -4.6));
        break;
    case OrderMark::Void: // the empty set
        painter.setPen(roundPen(style.failed, 1.6));
        painter.drawEllipse(QPointF(), 3.5, 3.5);
        painter.drawLine(QPointF(-4, 4), QPointF(4, -4));
        break;
    case OrderMark::Disrupted: // a broken wave
    case OrderMark::NoConvoy: {
        QPainterPath wave(QPointF(-5, 0.8));
        wave.quadTo(-3.2, -3, -1.2, 0);
        wave.moveTo(1.2, 0);
        wave.quadTo(3.2, 3, 5, -0.8);
        painter.drawPath(wave);
        if (mark == OrderMark::Disrupted)
            painter.drawLine(QPointF(0, -4.6), QPointF(0, 4.6));
        break;
    }
    }
}

void paintStandoffSign(QPainter &painter, const MapStyle &style)
{
    QPainterPath star = ringPath({}, 12, 8, 0.62);
    star.closeSubpath();
    painter.strokePath(star, roundPen(style.rim, 4));
    painter.setPen(roundPen(style.standoff, 1.7));
    painter.setBrush(QColor(0xFF, 0xF3, 0xD6));
    painter.drawPath(star);
    painter.setPen(roundPen(style.casing, 1.8));
    painter.drawLine(QPointF(-4, -4), QPointF(4, 4));
    painter.drawLine(QPointF(-4, 4), QPointF(4, -4));
    for (const double side : {-1.0, 1.0}) { // hilts of the crossed swords
        painter.drawLine(QPointF(side * 1.4, 3.8), QPointF(side * 3.8, 1.4));
    }
}

} // namespace concert
