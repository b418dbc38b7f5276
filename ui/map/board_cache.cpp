// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/board_cache.h"

#include <QPainter>

#include <cmath>

namespace concert {

namespace {

/// The board's rectangle in device pixels, whole.
QRect boardOnDevice(const QTransform &toDevice)
{
    return toDevice.mapRect(MapGeometry::standard().rect()).toAlignedRect();
}

bool sameScale(const QTransform &a, const QTransform &b)
{
    // A shift by whole pixels shows the same pixels.
    const double dx = a.dx() - b.dx();
    const double dy = a.dy() - b.dy();
    return a.m11() == b.m11() && dx == std::round(dx) && dy == std::round(dy);
}

} // namespace

bool BoardCache::sameSea(const Request &a, const Request &b) const
{
    return a.style == b.style && sameScale(a.toDevice, b.toDevice);
}

bool BoardCache::sameLand(const Request &a, const Request &b) const
{
    return sameSea(a, b) && a.owners == b.owners && a.options.names == b.options.names &&
           a.options.centers == b.options.centers;
}

bool BoardCache::covers(const Layer &layer, const Request &request) const
{
    if (layer.image.isNull())
        return false;
    const QPoint shift(static_cast<int>(std::lround(request.toDevice.dx() - layer.toDevice.dx())),
                       static_cast<int>(std::lround(request.toDevice.dy() - layer.toDevice.dy())));
    const QRect need = boardOnDevice(request.toDevice) & QRect(QPoint(), request.viewport);
    return QRect(layer.origin + shift, layer.image.size()).contains(need);
}

bool BoardCache::request(const Request &request)
{
    const bool same = sameLand(request, wanted_) && covers(working_, request);
    wanted_ = request;
    if (sameLand(request, finished_.of) && covers(finished_, request)) {
        part_ = BoardPainter::partCount;
        return true;
    }
    if (same && part_ < BoardPainter::partCount)
        return false; // being painted
    const bool seaDone = sameSea(request, sea_.of) && covers(sea_, request);
    part_ = seaDone ? BoardPainter::seaParts : 0;
    working_ = {};
    if (seaDone)
        working_ = sea_;
    else
        beginSea();
    working_.of = request;
    return false;
}

void BoardCache::beginSea()
{
    // A margin, so that dragging the map does not paint at every move.
    const QSize view = wanted_.viewport;
    const QRect area =
        QRect(QPoint(), view)
            .adjusted(-view.width() / 4, -view.height() / 4, view.width() / 4, view.height() / 4) &
        boardOnDevice(wanted_.toDevice);
    working_.toDevice = wanted_.toDevice;
    working_.origin = area.topLeft();
    working_.image = QImage(area.size().expandedTo({1, 1}), QImage::Format_RGB32);
    working_.image.fill(wanted_.style.desk);
}

bool BoardCache::step()
{
    if (part_ >= BoardPainter::partCount)
        return true;
    {
        QPainter painter(&working_.image);
        painter.translate(-working_.origin);
        painter.setTransform(working_.toDevice, true);
        const Request &of = working_.of;
        BoardPainter(MapGeometry::standard(), of.style, of.options, of.owners, zoom())
            .paintPart(painter, part_);
    }
    ++part_;
    if (part_ == BoardPainter::seaParts)
        sea_ = working_;
    if (part_ < BoardPainter::partCount)
        return false;
    finished_ = working_;
    return true;
}

void BoardCache::draw(QPainter &painter) const
{
    if (finished_.image.isNull())
        return;
    painter.save();
    if (sameScale(finished_.toDevice, wanted_.toDevice)) {
        const QPointF shift(wanted_.toDevice.dx() - finished_.toDevice.dx(),
                            wanted_.toDevice.dy() - finished_.toDevice.dy());
        painter.drawImage(finished_.origin + shift.toPoint(), finished_.image);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.setTransform(finished_.toDevice.inverted() * wanted_.toDevice, true);
        painter.drawImage(finished_.origin, finished_.image);
    }
    painter.restore();
}

} // namespace concert
