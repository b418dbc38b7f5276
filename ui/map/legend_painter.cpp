// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/legend_painter.h"

#include "ui/map/curves.h"
#include "ui/map/order_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <functional>
#include <vector>

namespace concert {

namespace {

constexpr double rowHeight = 20;
constexpr double signWidth = 46;
constexpr double padding = 10;
constexpr Power legendPower = Power::Germany; // grey: means no power in particular

struct LegendRow {
    QString text;
    std::function<void(OrderPainter &, QPainter &)> sign; ///< drawn around (0, 0), 40 x 16 units
};

QString legendText(const char *text)
{
    return QCoreApplication::translate("MapLegend", text);
}

LegendRow lineRow(const char *text, OrderLine line, double end = 20)
{
    OrderShape shape;
    shape.line = line;
    shape.curve = {QPointF(-20, 0), QPointF(end, 0)};
    return {legendText(text), [shape](OrderPainter &orders, QPainter &) {
                orders.paintLine(shape, legendPower);
                orders.paintJoin(shape, legendPower);
            }};
}

LegendRow tokenRow(const char *text, const OrderShape &shape)
{
    return {legendText(text), [shape](OrderPainter &orders, QPainter &painter) {
                painter.scale(0.6, 0.6); // a whole token in a row
                const bool fleet = shape.ring == OrderRing::Convoy;
                orders.paintRing(shape, legendPower);
                orders.paintToken(
                    {legendPower, fleet ? UnitType::Fleet : UnitType::Army, {}, false, 1});
                orders.paintBadges(shape);
            }};
}

LegendRow ringRow(const char *text, OrderRing ring)
{
    OrderShape shape;
    shape.ring = ring;
    return tokenRow(text, shape);
}

LegendRow markRow(const char *text, OrderMark mark)
{
    return {legendText(text), [mark](OrderPainter &orders, QPainter &painter) {
                painter.scale(0.9, 0.9);
                orders.paintMark(mark, {});
            }};
}

std::vector<LegendRow> legendRows()
{
    OrderShape rejected;
    rejected.ring = OrderRing::ImplicitHold;
    rejected.rejected = true;
    OrderShape dislodged;
    dislodged.dislodged = true;
    return {
        lineRow(QT_TRANSLATE_NOOP("MapLegend", "Move"), OrderLine::Move),
        lineRow(QT_TRANSLATE_NOOP("MapLegend", "Support of a move"), OrderLine::Support),
        lineRow(QT_TRANSLATE_NOOP("MapLegend", "Support in place"), OrderLine::SupportHold, 12),
        {legendText(QT_TRANSLATE_NOOP("MapLegend", "Move by convoy")),
         [](OrderPainter &orders, QPainter &) {
             orders.paintArrow(bowed({-20, 4}, {20, 4}, 0.18), legendPower, false, false);
         }},
        ringRow(QT_TRANSLATE_NOOP("MapLegend", "Fleet that convoys"), OrderRing::Convoy),
        ringRow(QT_TRANSLATE_NOOP("MapLegend", "Hold"), OrderRing::Hold),
        ringRow(QT_TRANSLATE_NOOP("MapLegend", "No order"), OrderRing::ImplicitHold),
        tokenRow(QT_TRANSLATE_NOOP("MapLegend", "Order rejected"), rejected),
        tokenRow(QT_TRANSLATE_NOOP("MapLegend", "Dislodged"), dislodged),
        lineRow(QT_TRANSLATE_NOOP("MapLegend", "Retreat"), OrderLine::Retreat),
        ringRow(QT_TRANSLATE_NOOP("MapLegend", "Build"), OrderRing::Build),
        ringRow(QT_TRANSLATE_NOOP("MapLegend", "Disband"), OrderRing::Disband),
        markRow(QT_TRANSLATE_NOOP("MapLegend", "Bounced"), OrderMark::Bounce),
        markRow(QT_TRANSLATE_NOOP("MapLegend", "Support cut"), OrderMark::Cut),
        markRow(QT_TRANSLATE_NOOP("MapLegend", "Without effect"), OrderMark::Void),
        markRow(QT_TRANSLATE_NOOP("MapLegend", "Convoy disrupted"), OrderMark::Disrupted),
        markRow(QT_TRANSLATE_NOOP("MapLegend", "No convoy"), OrderMark::NoConvoy),
        {legendText(QT_TRANSLATE_NOOP("MapLegend", "Stand-off")),
         [](OrderPainter &orders, QPainter &painter) {
             painter.scale(0.72, 0.72);
             orders.paintStandoff({});
         }},
    };
}

} // namespace

void paintLegend(QPainter &painter, const MapStyle &style, QPointF topLeft, double scale)
{
    const std::vector<LegendRow> rows = legendRows();
    MapFont font = style.landFont;
    font.font.setWeight(QFont::Normal);
    font.font.setLetterSpacing(QFont::AbsoluteSpacing, 0);
    font.size = 13;
    double textWidth = 0;
    for (const LegendRow &row : rows)
        textWidth = std::max(textWidth, font.width(row.text));
    const QRectF card(0, 0, signWidth + textWidth + 3 * padding,
                      rowHeight * static_cast<double>(rows.size()) + 1.4 * padding);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(topLeft);
    painter.scale(scale, scale);
    painter.setPen(QPen(style.hatching, 1));
    painter.setBrush(style.card);
    painter.drawRoundedRect(card, 7, 7);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double y = 0.7 * padding + rowHeight * (static_cast<double>(i) + 0.5);
        painter.save();
        painter.translate(padding + signWidth / 2, y);
        OrderPainter orders(painter, style, 0.85);
        rows[i].sign(orders, painter);
        painter.restore();
        painter.fillPath(leftText(font, {signWidth + 2 * padding, y}, rows[i].text),
                         style.cardText);
    }
    painter.restore();
}

} // namespace concert
