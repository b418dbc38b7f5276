// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_picture.h"

#include <QPointF>
#include <QRectF>

namespace concert {

/// Maps the timeline's data to pixels and back, without a window: powers' names on the left, a
/// ruler on top, then a row a power. Also what zooming and panning mean.
struct TimelineGeometry {
    QRectF plot;         ///< the rows, without names and ruler
    double from = 0;     ///< microseconds at the plot's left edge
    double perPixel = 1; ///< microseconds

    double xOf(double time) const { return plot.left() + (time - from) / perPixel; }
    double timeAt(double x) const { return from + (x - plot.left()) * perPixel; }
    double to() const { return from + plot.width() * perPixel; } ///< at the right edge

    QRectF row(Power power) const;
    /// Where bars of this lane stand, from one time to another.
    QRectF lane(const TimelinePicture &picture, Power power, int lane, double begin,
                double end) const;
    /// The call there, with some tolerance for thin ones; -1: none.
    int spanAt(const TimelinePicture &picture, const QPointF &point) const;

    /// The whole of \a total, with a little room at the end.
    void fit(qint64 total);
    /// The time under \a x stays there. Never further out than fit, never closer than 20 µs a
    /// pixel.
    void zoomAt(double x, double factor, qint64 total);
    void panBy(double pixels, qint64 total); ///< to later times
    void moveTo(double time, qint64 total);  ///< to the left edge, as far as there is something
    /// Shows a stretch, zooming out only when it must.
    void reveal(double begin, double end, qint64 total);
    bool isFitted(qint64 total) const;

    static double fitted(qint64 total, double width); ///< microseconds a pixel
};

} // namespace concert
