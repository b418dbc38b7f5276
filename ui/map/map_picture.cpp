// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_picture.h"

#include "ui/map/board_painter.h"
#include "ui/map/legend_painter.h"
#include "ui/map/order_painter.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

bool concerns(const Order &order, Province province)
{
    if (order.kind == OrderKind::Waive)
        return false;
    const bool target = order.kind != OrderKind::Hold && order.kind != OrderKind::Disband &&
                        order.kind != OrderKind::Build && order.target.province() == province;
    const bool auxiliary = (order.kind == OrderKind::Support || order.kind == OrderKind::Convoy) &&
                           order.auxiliary.province() == province;
    return order.unit.province() == province || target || auxiliary;
}

/// A shape with whose it is and how visible.
struct VisibleShape {
    const OrderShape &shape;
    const MapOrder &order;
    double opacity;
};

std::vector<VisibleShape> visibleShapes(const BoardOverlay &overlay, const MapOptions &options)
{
    const auto &orders = overlay.state.orders;
    const bool focus =
        options.highlight && std::any_of(orders.begin(), orders.end(), [&](const auto &o) {
            return concerns(o.order, *options.highlight);
        });
    std::vector<VisibleShape> visible;
    if (!options.orders)
        return visible;
    for (const OrderShape &shape : overlay.shapes) {
        const MapOrder &order = orders[shape.order];
        if (options.powerOrders[static_cast<std::size_t>(indexOf(order.power))] &&
            order.order.kind != OrderKind::Waive)
            visible.push_back(
                {shape, order, focus && !concerns(order.order, *options.highlight) ? 0.3 : 1.0});
    }
    return visible;
}

void paintHighlight(QPainter &painter, const MapStyle &style, Province province, double zoom)
{
    const QPainterPath &shape = MapGeometry::standard().shape(province);
    QColor fill = style.highlight;
    fill.setAlphaF(0.12F);
    painter.fillPath(shape, fill);
    painter.strokePath(shape,
                       QPen(style.rim, 4.6 / zoom, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.strokePath(
        shape, QPen(style.highlight, 2.4 / zoom, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
}

bool isMoveLine(const OrderShape &shape)
{
    return shape.line == OrderLine::Move || shape.line == OrderLine::Retreat;
}

} // namespace

void BoardOverlay::paint(QPainter &painter, const MapStyle &style, const MapOptions &options) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (options.highlight)
        paintHighlight(painter, style, *options.highlight, zoom);
    OrderPainter orders(painter, style, symbolScale(zoom));
    const std::vector<VisibleShape> visible = visibleShapes(*this, options);
    for (const bool moves : {false, true}) { // moves over the supports and convoys that join them
        for (const auto &[shape, order, opacity] : visible) {
            if (isMoveLine(shape) == moves)
                orders.paintLine(shape, order.power, opacity);
        }
    }
    for (const auto &[shape, order, opacity] : visible) {
        orders.paintJoin(shape, order.power, opacity);
        orders.paintRing(shape, order.power, opacity);
    }
    if (options.orders) {
        for (const Province province : state.standoffs)
            orders.paintStandoff(MapGeometry::standard().unitAnchor(province));
    }
    if (options.units) {
        for (const Token &token : tokens)
            orders.paintToken(token);
    }
    for (const auto &[shape, order, opacity] : visible) {
        if (shape.ring == OrderRing::Build)
            orders.paintToken({order.power, order.order.unitType, shape.place, false, 0.75});
        orders.paintBadges(shape, opacity);
    }
    for (const auto &[shape, order, opacity] : visible)
        orders.paintMark(shape.mark, shape.markAt, opacity);
    painter.restore();
}

void MapPicture::paint(QPainter &painter, QSizeF size) const
{
    const MapGeometry &map = MapGeometry::standard();
    const double zoom =
        std::min(size.width() / map.size().width(), size.height() / map.size().height());
    const QPointF corner((size.width() - map.size().width() * zoom) / 2,
                         (size.height() - map.size().height() * zoom) / 2);
    const double device = zoom * std::abs(painter.deviceTransform().m11());
    painter.fillRect(QRectF(QPointF(), size), style.desk);
    painter.save();
    painter.translate(corner);
    painter.scale(zoom, zoom);
    const Influence owners = ownersOf(state, options.influence);
    BoardPainter(map, style, options, owners, device).paint(painter);
    const std::vector<OrderShape> shapes = orderShapes(map, state, symbolScale(device));
    const std::vector<Token> tokens = tokensOf(map, state.position);
    BoardOverlay{state, shapes, tokens, device}.paint(painter, style, options);
    painter.restore();
    const double scale = legendScale(map.size().width() * zoom);
    if (options.legend && scale > 0)
        paintLegend(painter, style, corner + legendCorner * scale, scale);
}

QImage MapPicture::toImage(QSize size) const
{
    QImage image(size.expandedTo({1, 1}), QImage::Format_RGB32);
    QPainter painter(&image);
    paint(painter, image.size());
    return image;
}

QByteArray MapPicture::toFile(const QString &format) const
{
    const QSize size(1600, 1200);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (format == "png"_L1) {
        toImage(size * 1.5).save(&buffer, "PNG");
    } else if (format == "svg"_L1) {
        QSvgGenerator svg;
        svg.setOutputDevice(&buffer);
        svg.setSize(size);
        svg.setViewBox(QRect(QPoint(), size));
        svg.setTitle(QString::fromStdString(state.position.phase.name()));
        QPainter painter(&svg);
        paint(painter, size);
    } else if (format == "pdf"_L1) {
        QPdfWriter pdf(&buffer);
        pdf.setTitle(QString::fromStdString(state.position.phase.name()));
        pdf.setPageMargins({});
        pdf.setPageSize(QPageSize(QSizeF(297, 222.75), QPageSize::Millimeter));
        pdf.setResolution(150);
        QPainter painter(&pdf);
        painter.scale(pdf.width() / 1600.0, pdf.width() / 1600.0);
        paint(painter, size);
    }
    return bytes;
}

double legendScale(double width)
{
    return width < 900 ? 0 : std::clamp(width / 1600, 0.66, 1.0);
}

} // namespace concert
