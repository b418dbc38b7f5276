// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_geometry.h"

#include <QFont>
#include <QPalette>

#include <optional>
#include <utility>

class QPainter;

namespace concert {

/// What stands out on the timeline at this moment.
struct TimelineMarks {
    std::optional<qint64> playhead;
    std::optional<int> selected; ///< a span
    int hovered = -1;
    std::optional<std::pair<qint64, qint64>> range; ///< that is measured
};

/// Paints a picture through a geometry. Bars are in their stage's colour: faint while they queue,
/// half until the first token (a tick), full while tokens come. What is narrower than a pixel is
/// painted once a pixel, so a whole match costs no more than the window is wide.
class TimelinePainter {
public:
    TimelinePainter(const TimelinePicture &picture, const TimelineGeometry &geometry,
                    const QPalette &palette, const QFont &font);

    void paint(QPainter *painter, const TimelineMarks &marks) const;

    /// Room for the names on the left and for the ruler on top.
    static double nameWidth(const QFont &font, double available);
    static double rulerHeight(const QFont &font);

private:
    void paintPhases(QPainter *painter) const;
    void paintTimes(QPainter *painter) const;
    void paintRows(QPainter *painter) const;
    void paintBars(QPainter *painter) const;
    void paintBar(QPainter *painter, const TimelineBar &bar, const QRectF &rect) const;
    void paintWaits(QPainter *painter) const;
    void paintPath(QPainter *painter) const;
    void paintMarks(QPainter *painter, const TimelineMarks &marks) const;
    void paintOutline(QPainter *painter, int span, const QColor &color, double width) const;
    QRectF barRect(const TimelineBar &bar, double begin, double end) const;
    bool isVisible(double begin, double end) const;

    const TimelinePicture &picture_;
    const TimelineGeometry &geometry_;
    QPalette palette_;
    QFont font_;
};

/// "0:05", "1:02:03", and parts of a second where \a step needs them.
QString timelineTimeText(double microseconds, double step);

} // namespace concert
