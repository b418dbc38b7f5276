// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace concert {

namespace {

constexpr double closest = 20;        // microseconds a pixel
constexpr double roomAtTheEnd = 1.02; // so that the newest bar does not touch the edge
constexpr double rowGap = 2;          // pixels
constexpr double tolerance = 3;       // pixels beside a thin bar that still mean it

} // namespace

QRectF TimelineGeometry::row(Power power) const
{
    const double height = plot.height() / powerCount;
    return {plot.left(), plot.top() + indexOf(power) * height, plot.width(), height};
}

QRectF TimelineGeometry::lane(const TimelinePicture &picture, Power power, int lane, double begin,
                              double end) const
{
    const QRectF room = row(power).adjusted(0, rowGap, 0, -rowGap);
    const double height = room.height() / picture.lanes[static_cast<std::size_t>(indexOf(power))];
    const double left = xOf(begin);
    return {left, room.top() + lane * height, xOf(end) - left, height};
}

int TimelineGeometry::spanAt(const TimelinePicture &picture, const QPointF &point) const
{
    if (!plot.contains(point))
        return -1;
    int nearest = -1;
    double best = std::numeric_limits<double>::max();
    for (const TimelineBar &bar : picture.bars) {
        const QRectF place = lane(picture, bar.power, bar.lane, static_cast<double>(bar.started),
                                  static_cast<double>(bar.end));
        if (point.y() < place.top() || point.y() >= place.bottom())
            continue;
        const double beside = std::max({place.left() - point.x(), point.x() - place.right(), 0.0});
        if (beside <= tolerance && beside < best) {
            best = beside;
            nearest = bar.span;
        }
    }
    return nearest;
}

double TimelineGeometry::fitted(qint64 total, double width)
{
    return std::max(static_cast<double>(total) * roomAtTheEnd / std::max(width, 1.0), closest);
}

void TimelineGeometry::fit(qint64 total)
{
    perPixel = fitted(total, plot.width());
    from = 0;
}

bool TimelineGeometry::isFitted(qint64 total) const
{
    return perPixel >= fitted(total, plot.width()) * 0.999;
}

void TimelineGeometry::zoomAt(double x, double factor, qint64 total)
{
    const double time = timeAt(x);
    perPixel = std::clamp(perPixel / factor, closest, fitted(total, plot.width()));
    moveTo(time - (x - plot.left()) * perPixel, total);
}

void TimelineGeometry::panBy(double pixels, qint64 total)
{
    moveTo(from + pixels * perPixel, total);
}

void TimelineGeometry::moveTo(double time, qint64 total)
{
    const double latest = static_cast<double>(total) * roomAtTheEnd - plot.width() * perPixel;
    from = std::clamp(time, 0.0, std::max(latest, 0.0));
}

void TimelineGeometry::reveal(double begin, double end, qint64 total)
{
    if (begin >= from && end <= to())
        return;
    const double length = end - begin;
    if (length > plot.width() * perPixel * 0.9)
        perPixel =
            std::min(length / 0.6 / std::max(plot.width(), 1.0), fitted(total, plot.width()));
    moveTo((begin + end) / 2 - plot.width() * perPixel / 2, total);
}

} // namespace concert
