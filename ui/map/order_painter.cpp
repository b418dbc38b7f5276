// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/order_painter.h"

#include "ui/map/curves.h"
#include "ui/map/signs.h"

#include <QPainter>

#include <cmath>

namespace concert {

namespace {

QPainterPath pathOfCurve(const QPolygonF &curve)
{
    QPainterPath path;
    path.addPolygon(curve);
    return path;
}

} // namespace

OrderPainter::OrderPainter(QPainter &painter, const MapStyle &style, double symbol)
    : painter_(painter), style_(style), symbol_(symbol)
{}

void OrderPainter::strokeCased(const QPainterPath &path, const QColor &color, double width)
{
    QColor rim = style_.rim;
    rim.setAlphaF(style_.dark ? 0.55F : 0.8F);
    painter_.strokePath(path, roundPen(rim, (width + 3.4) * symbol_));
    painter_.strokePath(path, roundPen(style_.casing, (width + 1.6) * symbol_));
    painter_.strokePath(path, roundPen(color, width * symbol_));
}

void OrderPainter::paintHead(QPointF tip, QPointF direction, const QColor &color, double size,
                             bool hollow)
{
    const QPointF side(-direction.y(), direction.x());
    const double length = size * symbol_;
    const QPolygonF head{tip, tip - direction * length + side * (length * 0.5),
                         tip - direction * (length * 0.72),
                         tip - direction * length - side * (length * 0.5)};
    QPainterPath path = pathOfCurve(head);
    path.closeSubpath();
    QColor rim = style_.rim;
    rim.setAlphaF(style_.dark ? 0.55F : 0.8F);
    painter_.strokePath(path, roundPen(rim, 3.4 * symbol_));
    painter_.setPen(roundPen(style_.casing, 1.6 * symbol_));
    painter_.setBrush(hollow ? style_.rim : color);
    painter_.drawPath(path);
}

void OrderPainter::paintArrow(const QPolygonF &curve, Power power, bool thin, bool failed)
{
    const QColor color = style_.line(power);
    const double width = thin ? 2.4 : 4;
    const double head = thin ? 11 : 13;
    const QPointF tip = curve.last();
    const QPolygonF shaft = trimmed(curve, 0, head * 0.75 * symbol_);
    const QPointF direction = unitVector(tip - shaft.last());
    if (!failed) {
        strokeCased(pathOfCurve(shaft), color, width);
        paintHead(tip, direction, color, head, false);
        return;
    }
    // It stops at the mark; what it was meant to be is only hinted at.
    const double opacity = painter_.opacity();
    painter_.setOpacity(opacity * 0.6);
    paintDots(sectionOf(shaft, 0.45, 1));
    paintHead(tip, direction, color, head * 0.85, true);
    painter_.setOpacity(opacity);
    strokeCased(pathOfCurve(sectionOf(curve, 0, 0.4)), color, width * 0.9);
}

QColor OrderPainter::below() const
{
    QColor color = style_.dark ? style_.halo : style_.rim;
    color.setAlphaF(0.8F);
    return color;
}

void OrderPainter::paintDots(const QPolygonF &curve)
{
    const QPainterPath path = pathOfCurve(curve);
    painter_.strokePath(path, roundPen(below(), 3.6 * symbol_));
    QPen dots(style_.dark ? style_.rim : style_.casing, 1.8 * symbol_, Qt::CustomDashLine,
              Qt::RoundCap);
    dots.setDashPattern({0.1, 2.5});
    painter_.strokePath(path, dots);
}

void OrderPainter::paintDashes(const QPolygonF &curve, Power power, double dash, double gap,
                               double width)
{
    const QPainterPath path = pathOfCurve(curve);
    painter_.strokePath(path, roundPen(below(), (width + 3) * symbol_));
    const auto dashes = [&](const QColor &color, double w, double grow) {
        QPen pen(color, w * symbol_, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
        pen.setDashPattern({(dash + grow) / w, (gap - grow) / w}); // in widths of the pen
        pen.setDashOffset(grow / 2 / w);
        painter_.strokePath(path, pen);
    };
    dashes(style_.casing, width + 1.4, 1.4);
    dashes(style_.line(power), width, 0);
}

void OrderPainter::paintJoin(const OrderShape &shape, Power power, double opacity)
{
    if (shape.line != OrderLine::Support)
        return;
    const QPointF at = shape.curve.last();
    painter_.save();
    painter_.setOpacity(opacity);
    painter_.setPen(roundPen(style_.casing, 1.2 * symbol_));
    painter_.setBrush(style_.rim);
    painter_.drawEllipse(at, 4.8 * symbol_, 4.8 * symbol_);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(style_.line(power));
    painter_.drawEllipse(at, 3 * symbol_, 3 * symbol_);
    painter_.restore();
}

void OrderPainter::paintShield(const QPolygonF &curve, Power power)
{
    // An arc held in front of the supported unit.
    const QPolygonF end = trimmed(curve, curveLength(curve) * 0.8, 0);
    const QPointF direction = unitVector(end.last() - end.first());
    const double radius = (tokenRadius + 5) * symbol_;
    const QPointF center = curve.last() + direction * radius;
    const double angle = std::atan2(-direction.y(), direction.x()) * 180 / M_PI + 180;
    QPainterPath arc;
    const QRectF box(center - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
    arc.arcMoveTo(box, angle - 42);
    arc.arcTo(box, angle - 42, 84);
    strokeCased(arc, style_.line(power), 2.6);
}

void OrderPainter::paintWaves(QPointF at, Power power)
{
    QPolygonF points;
    constexpr int waves = 10;
    for (int i = 0; i <= waves * 10; ++i) {
        const double angle = 2 * M_PI * i / (waves * 10);
        const double radius = (tokenRadius + 4.2 + 1.5 * std::sin(waves * angle)) * symbol_;
        points.append(at + QPointF(radius * 1.08 * std::cos(angle), radius * std::sin(angle)));
    }
    strokeCased(pathOfCurve(points), style_.line(power), 1.8);
}

void OrderPainter::paintHoldRing(QPointF at, Power power, bool implicit)
{
    const QPainterPath ring = ringPath(at, (tokenRadius + 4) * symbol_, 8);
    if (!implicit) {
        strokeCased(ring, style_.line(power), 2);
        return;
    }
    QPen pen(style_.dark ? style_.rim : style_.casing, 1.4 * symbol_, Qt::CustomDashLine,
             Qt::RoundCap);
    pen.setDashPattern({0.1, 2.6});
    painter_.strokePath(ring, pen);
}

void OrderPainter::paintLine(const OrderShape &shape, Power power, double opacity)
{
    painter_.save();
    painter_.setOpacity(opacity);
    const bool failed = shape.mark != OrderMark::None;
    if (!shape.ghost.isEmpty()) {
        painter_.setOpacity(opacity * 0.7);
        paintDots(shape.ghost);
        painter_.setOpacity(opacity);
    }
    switch (shape.line) {
    case OrderLine::None:
        break;
    case OrderLine::Move:
        paintArrow(shape.curve, power, false, failed);
        break;
    case OrderLine::Retreat:
        paintArrow(shape.curve, power, true, failed);
        break;
    case OrderLine::Support:
        paintDashes(shape.curve, power, 5.5, 4, 2.4);
        break;
    case OrderLine::SupportHold:
        paintDashes(shape.curve, power, 5.5, 4, 2.4);
        paintShield(shape.curve, power);
        break;
    case OrderLine::Convoy:
        paintDashes(shape.curve, power, 12, 4.5, 2.4);
        break;
    }
    painter_.restore();
}

void OrderPainter::paintRing(const OrderShape &shape, Power power, double opacity)
{
    painter_.save();
    painter_.setOpacity(opacity);
    if (shape.dislodged)
        paintBurst(shape.place);
    if (shape.ring == OrderRing::Hold || shape.ring == OrderRing::ImplicitHold)
        paintHoldRing(shape.place, power, shape.ring == OrderRing::ImplicitHold);
    else if (shape.ring == OrderRing::Convoy)
        paintWaves(shape.place, power);
    painter_.restore();
}

void OrderPainter::paintBadges(const OrderShape &shape, double opacity)
{
    painter_.save();
    painter_.setOpacity(opacity);
    const double radius = tokenRadius * symbol_;
    const QPointF at = shape.place;
    if (shape.ring == OrderRing::Build) {
        paintPlus(at + QPointF(radius, -radius) * 0.95);
    } else if (shape.ring == OrderRing::Disband) {
        QPainterPath cross;
        const QPointF a(radius, radius);
        const QPointF b(radius, -radius);
        cross.moveTo(at - a);
        cross.lineTo(at + a);
        cross.moveTo(at - b);
        cross.lineTo(at + b);
        strokeCased(cross, style_.failed, 3);
    }
    if (shape.rejected)
        paintWarning(at + QPointF(-radius, -radius) * 0.95);
    painter_.restore();
}

void OrderPainter::paintPlus(QPointF at)
{
    painter_.setPen(roundPen(style_.casing, 1.3 * symbol_));
    painter_.setBrush(style_.rim);
    painter_.drawEllipse(at, 7.5 * symbol_, 7.5 * symbol_);
    painter_.setPen(roundPen(QColor(0x1C, 0x6E, 0x35), 2.8 * symbol_));
    const double arm = 4 * symbol_;
    painter_.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0));
    painter_.drawLine(at - QPointF(0, arm), at + QPointF(0, arm));
}

void OrderPainter::paintWarning(QPointF at)
{
    const double r = 8 * symbol_;
    const QPolygonF triangle{at + QPointF(0, -r), at + QPointF(r, r * 0.75),
                             at + QPointF(-r, r * 0.75)};
    painter_.setPen(roundPen(style_.casing, 1.4 * symbol_));
    painter_.setBrush(QColor(0xFF, 0xD2, 0x3E));
    painter_.drawPolygon(triangle);
    painter_.setPen(roundPen(style_.casing, 1.8 * symbol_));
    painter_.drawLine(at + QPointF(0, -r * 0.35), at + QPointF(0, r * 0.15));
    painter_.drawPoint(at + QPointF(0, r * 0.5));
}

void OrderPainter::paintMark(OrderMark mark, QPointF at, double opacity)
{
    if (mark == OrderMark::None)
        return;
    painter_.save();
    painter_.setOpacity(opacity);
    painter_.translate(at);
    painter_.scale(symbol_, symbol_);
    paintMarkSign(painter_, style_, mark);
    painter_.restore();
}

void OrderPainter::paintStandoff(QPointF at)
{
    painter_.save();
    painter_.translate(at);
    painter_.scale(symbol_, symbol_);
    paintStandoffSign(painter_, style_);
    painter_.restore();
}

void OrderPainter::paintBurst(QPointF at)
{
    QPainterPath burst = ringPath(at, (tokenRadius + 6) * symbol_, 12, 0.78);
    burst.closeSubpath();
    painter_.strokePath(burst, roundPen(style_.rim, 3 * symbol_));
    painter_.setPen(roundPen(style_.failed, 1.6 * symbol_));
    painter_.setBrush(QColor(0xFF, 0xF0, 0xCC));
    painter_.drawPath(burst);
}

void OrderPainter::paintToken(const Token &token)
{
    if (token.opacity <= 0)
        return;
    painter_.save();
    painter_.setOpacity(painter_.opacity() * token.opacity);
    const double size = token.dislodged ? symbol_ * 0.84 : symbol_;
    if (token.dislodged) {
        const double all = symbol_;
        symbol_ = size;
        paintBurst(token.at);
        symbol_ = all;
    }
    painter_.translate(token.at);
    painter_.scale(size * tokenRadius / signRadius, size * tokenRadius / signRadius);
    paintUnitSign(painter_, style_, token.type, token.power);
    painter_.restore();
}

} // namespace concert
