// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_style.h"
#include "ui/map/order_shapes.h"
#include "ui/map/tokens.h"

class QPainter;

namespace concert {

/// Draws orders and units, in board units. Every kind of order and every way of failing has a form
/// of its own; colour says only whose it is.
class OrderPainter {
public:
    /// \a symbol: symbolScale of the zoom.
    OrderPainter(QPainter &painter, const MapStyle &style, double symbol);

    /// The line of an order; of a failed move only a hint is left behind its mark.
    void paintLine(const OrderShape &shape, Power power, double opacity = 1);
    /// Where a support joins its move: drawn over the move, or it would not be seen.
    void paintJoin(const OrderShape &shape, Power power, double opacity = 1);
    /// What lies around the ordered unit's token, drawn before it: hold, convoy, dislodged.
    void paintRing(const OrderShape &shape, Power power, double opacity = 1);
    /// What lies over the token: build, disband, an order that was rejected.
    void paintBadges(const OrderShape &shape, double opacity = 1);
    /// Why an order failed.
    void paintMark(OrderMark mark, QPointF at, double opacity = 1);
    void paintToken(const Token &token);
    /// A province that stays empty because of a stand-off.
    void paintStandoff(QPointF at);

    /// A move's arrow, for the legend too; failed: faint from the mark on.
    void paintArrow(const QPolygonF &curve, Power power, bool thin, bool failed);
    void paintDashes(const QPolygonF &curve, Power power, double dash, double gap, double width);
    void paintHoldRing(QPointF at, Power power, bool implicit);

private:
    /// What lies under dashes and dots, so that they show on any land.
    QColor below() const;
    /// What was meant, but did not come about.
    void paintDots(const QPolygonF &curve);
    void strokeCased(const QPainterPath &path, const QColor &color, double width);
    void paintHead(QPointF tip, QPointF direction, const QColor &color, double size, bool hollow);
    void paintPlus(QPointF at);
    void paintWarning(QPointF at);
    void paintShield(const QPolygonF &curve, Power power);
    void paintWaves(QPointF at, Power power);
    void paintBurst(QPointF at);

    QPainter &painter_;
    const MapStyle &style_;
    double symbol_;
};

} // namespace concert
