// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_painter.h"

#include "ui/latency/stage_style.h"
#include "ui/phase_text.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/window_colors.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr double pathRoom = 3; // pixels below a bar, for the critical path
constexpr int queueAlpha = 70;
constexpr int waitingAlpha = 140;
constexpr int mostTicks = 500; // more than fit on any screen

QColor translucent(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

/// A round step between ticks that are at least this far apart, in microseconds.
double tickStep(double least)
{
    static constexpr double seconds[]{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};
    if (least >= 1e6) {
        for (const double step : seconds) {
            if (step * 1e6 >= least)
                return step * 1e6;
        }
        return std::ceil(least / 3600e6) * 3600e6;
    }
    const double power = std::pow(10.0, std::floor(std::log10(std::max(least, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least)
            return factor * power;
    }
    return 10 * power;
}

} // namespace

QString timelineTimeText(double microseconds, double step)
{
    if (step >= 1e6)
        return elapsedText(std::llround(std::min(microseconds, 9e18))); // what a qint64 holds
    const int decimals = std::clamp(static_cast<int>(std::ceil(6 - std::log10(step) - 1e-9)), 1, 5);
    return QLocale().toString(microseconds / 1e6, 'f', decimals) + u" s"_s;
}

TimelinePainter::TimelinePainter(const TimelinePicture &picture, const TimelineGeometry &geometry,
                                 const QPalette &palette, const QFont &font)
    : picture_(picture), geometry_(geometry), palette_(palette), font_(font)
{}

double TimelinePainter::nameWidth(const QFont &font, double available)
{
    const QFontMetricsF metrics(font);
    const double chip = metrics.height() + 8;
    double widest = 0;
    for (const Power power : allPowers)
        widest = std::max(widest, metrics.horizontalAdvance(powerDisplayName(power)));
    const double full = chip + widest + 8;
    return full < available * 0.2 ? full : chip; // the chip says enough where room is dear
}

double TimelinePainter::rulerHeight(const QFont &font)
{
    return 2 * QFontMetricsF(smallerFont(font)).height() + 3;
}

bool TimelinePainter::isVisible(double begin, double end) const
{
    return end >= geometry_.from && begin <= geometry_.to();
}

QRectF TimelinePainter::barRect(const TimelineBar &bar, double begin, double end) const
{
    return geometry_.lane(picture_, bar.power, bar.lane, begin, end).adjusted(0, 1, 0, -pathRoom);
}

void TimelinePainter::paint(QPainter *painter, const TimelineMarks &marks) const
{
    const QRectF &plot = geometry_.plot;
    painter->save();
    painter->setFont(smallerFont(font_));
    paintRows(painter);
    painter->setClipRect(QRectF(plot.left(), 0, plot.width(), plot.bottom()));
    paintPhases(painter);
    paintTimes(painter);
    painter->setClipRect(plot);
    paintWaits(painter);
    paintBars(painter);
    paintPath(painter);
    painter->setClipRect(QRectF(plot.left(), 0, plot.width(), plot.bottom()));
    paintMarks(painter, marks);
    painter->restore();
}

void TimelinePainter::paintRows(QPainter *painter) const
{
    const QFontMetricsF metrics(font_);
    const bool named = geometry_.plot.left() > metrics.height() * 2 + 16;
    for (const Power power : allPowers) {
        const QRectF row = geometry_.row(power);
        painter->setPen(translucent(palette_.color(QPalette::Text), 30));
        painter->drawLine(QPointF(0, row.bottom()), row.bottomRight());
        const double chip = std::min(metrics.height(), row.height() - 2);
        const QRectF place(3, row.center().y() - chip / 2, chip, chip);
        paintPowerChip(painter, place, power);
        if (!named)
            continue;
        painter->setFont(font_);
        painter->setPen(palette_.color(QPalette::Text));
        painter->drawText(QRectF(place.right() + 5, row.top(),
                                 geometry_.plot.left() - place.right() - 5, row.height()),
                          Qt::AlignVCenter | Qt::AlignLeft, powerDisplayName(power));
        painter->setFont(smallerFont(font_));
    }
}

void TimelinePainter::paintPhases(QPainter *painter) const
{
    const QFontMetricsF metrics(painter->font());
    const QRectF &plot = geometry_.plot;
    for (std::size_t i = 0; i < picture_.phases.size(); ++i) {
        const TimelinePhase &phase = picture_.phases[i];
        const auto begin = static_cast<double>(phase.from);
        const auto end = static_cast<double>(phase.to);
        if (!isVisible(begin, end))
            continue;
        const double left = std::max(geometry_.xOf(begin), plot.left());
        const double right = std::min(geometry_.xOf(end), plot.right());
        if (i % 2 == 1)
            painter->fillRect(QRectF(left, 0, right - left, plot.bottom()),
                              translucent(palette_.color(QPalette::Text), 14));
        painter->setPen(translucent(palette_.color(QPalette::Text), 60));
        if (begin >= geometry_.from)
            painter->drawLine(QPointF(left, 0), QPointF(left, plot.bottom()));
        if (right - left < metrics.horizontalAdvance(phase.name) + 8)
            continue;
        painter->setPen(palette_.color(QPalette::Text));
        painter->drawText(QRectF(left + 4, 1, right - left, metrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, phase.name);
    }
}

void TimelinePainter::paintTimes(QPainter *painter) const
{
    const QFontMetricsF metrics(painter->font());
    const double widest = metrics.horizontalAdvance(u"0:00:00 "_s);
    const double step = tickStep(geometry_.perPixel * widest * 1.4);
    const double top = metrics.height() + 2;
    const double first = std::ceil(geometry_.from / step) * step;
    // Counted: to a time of a record near 2^63 a small step adds nothing.
    for (int i = 0; i < mostTicks && first + i * step <= geometry_.to(); ++i) {
        const double time = first + i * step;
        const double x = geometry_.xOf(time);
        painter->setPen(translucent(palette_.color(QPalette::Text), 90));
        painter->drawLine(QPointF(x, geometry_.plot.top() - 4), QPointF(x, geometry_.plot.top()));
        painter->setPen(faintTextColor(palette_));
        painter->drawText(QRectF(x + 3, top, widest * 2, metrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter, timelineTimeText(time, step));
    }
    painter->setPen(translucent(palette_.color(QPalette::Text), 60));
    painter->drawLine(geometry_.plot.topLeft(), geometry_.plot.topRight());
}

void TimelinePainter::paintWaits(QPainter *painter) const
{
    const QColor ink = palette_.color(QPalette::Text);
    const QBrush hatch(translucent(ink, 90), Qt::BDiagPattern);
    const QColor faint = translucent(ink, 70);
    for (const TimelineBar &bar : picture_.bars) {
        const auto ready = static_cast<double>(bar.ready);
        const auto started = static_cast<double>(bar.started);
        const auto end = static_cast<double>(bar.end);
        const auto needed = static_cast<double>(bar.neededAt);
        if (started - ready > geometry_.perPixel && isVisible(ready, started))
            painter->fillRect(barRect(bar, ready, started).adjusted(0, 1, 0, -1), hatch);
        if (needed - end > 3 * geometry_.perPixel && isVisible(end, needed)) {
            const QRectF slack = barRect(bar, end, needed);
            const double y = std::floor(slack.center().y());
            painter->fillRect(QRectF(slack.left(), y, slack.width(), 1), faint);
            if (slack.width() > 8)
                painter->fillRect(QRectF(slack.right() - 1, y - 2, 1, 5), faint);
        }
    }
}

void TimelinePainter::paintBars(QPainter *painter) const
{
    painter->setPen(Qt::NoPen);
    std::array<std::vector<double>, powerCount> paintedTo;
    for (std::size_t i = 0; i < powerCount; ++i)
        paintedTo[i].assign(static_cast<std::size_t>(picture_.lanes[i]), -1);
    for (const TimelineBar &bar : picture_.bars) {
        const auto begin = static_cast<double>(bar.started);
        const auto end = static_cast<double>(bar.end);
        if (!isVisible(begin, end))
            continue;
        QRectF rect = barRect(bar, begin, end);
        double &last = paintedTo[static_cast<std::size_t>(indexOf(bar.power))]
                                [static_cast<std::size_t>(bar.lane)];
        if (rect.width() < 1) {
            if (std::floor(rect.left()) <= last)
                continue; // that pixel is painted
            rect.setWidth(1);
        }
        last = std::floor(rect.right() - 1);
        paintBar(painter, bar, rect);
    }
}

void TimelinePainter::paintBar(QPainter *painter, const TimelineBar &bar, const QRectF &rect) const
{
    const QColor color = stageColor(bar.stage);
    if (rect.width() < 4) {
        painter->fillRect(rect, color);
    } else {
        const double sent = geometry_.xOf(static_cast<double>(bar.sent));
        const double first = geometry_.xOf(static_cast<double>(bar.firstToken));
        const auto part = [&](double from, double to, int alpha) {
            if (to > from)
                painter->fillRect(QRectF(QPointF(from, rect.top()), QPointF(to, rect.bottom())),
                                  translucent(color, alpha));
        };
        part(rect.left(), sent, queueAlpha);
        part(sent, first, waitingAlpha);
        part(first, rect.right() - 1, 255); // a gap to the next one
        if (bar.answering && rect.width() > 12)
            painter->fillRect(QRectF(std::floor(first), rect.top() - 1, 1, rect.height() + 2),
                              palette_.color(QPalette::Text));
    }
    for (const qint64 again : bar.again) {
        const double x = std::floor(geometry_.xOf(static_cast<double>(again)));
        if (rect.width() > 12)
            painter->fillRect(QRectF(x, rect.center().y() - 2, 4, 4), problemColor(palette_));
    }
    if (bar.failed)
        painter->fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), problemColor(palette_));
    if (bar.running) // it goes on
        painter->fillRect(QRectF(rect.right(), rect.top(), 2, rect.height()),
                          translucent(color, waitingAlpha));
}

void TimelinePainter::paintPath(QPainter *painter) const
{
    // Under each bar that held up the table, and from one to the next: one unbroken line.
    // Rectangles: wide lines take ten times as long.
    constexpr double width = 2;
    const QColor ink = palette_.color(QPalette::Text);
    std::optional<double> before;
    for (const TimelineStep &step : picture_.path) {
        const QRectF rect = barRect(picture_.bars[step.bar], static_cast<double>(step.from),
                                    static_cast<double>(step.to));
        const double y = std::floor(rect.bottom()) + 1;
        if (isVisible(static_cast<double>(step.from), static_cast<double>(step.to))) {
            const double left = std::floor(rect.left());
            painter->fillRect(QRectF(left, y, std::floor(rect.right()) - left + width, width), ink);
            if (before)
                painter->fillRect(
                    QRectF(left, std::min(y, *before), width, std::abs(y - *before) + width), ink);
        }
        before = y;
    }
}

void TimelinePainter::paintOutline(QPainter *painter, int span, const QColor &color,
                                   double width) const
{
    const TimelineBar *bar = picture_.bar(span);
    if (bar == nullptr)
        return;
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color, width));
    painter->drawRect(
        barRect(*bar, static_cast<double>(bar->started), static_cast<double>(bar->end))
            .adjusted(-1.5, -0.5, 1.5, 0.5));
}

void TimelinePainter::paintMarks(QPainter *painter, const TimelineMarks &marks) const
{
    const QColor highlight = palette_.color(QPalette::Highlight);
    const QRectF &plot = geometry_.plot;
    if (marks.range) {
        const double left = geometry_.xOf(static_cast<double>(marks.range->first));
        const double right = geometry_.xOf(static_cast<double>(marks.range->second));
        painter->fillRect(QRectF(left, 0, right - left, plot.bottom()), translucent(highlight, 50));
        painter->setPen(highlight);
        painter->drawLine(QPointF(left, 0), QPointF(left, plot.bottom()));
        painter->drawLine(QPointF(right, 0), QPointF(right, plot.bottom()));
    }
    paintOutline(painter, marks.hovered, translucent(palette_.color(QPalette::Text), 160), 1);
    if (marks.selected)
        paintOutline(painter, *marks.selected, highlight, 2.5);
    if (!marks.playhead)
        return;
    const double x = std::floor(geometry_.xOf(static_cast<double>(*marks.playhead))) + 0.5;
    painter->setPen(QPen(highlight, 1.5));
    painter->drawLine(QPointF(x, plot.top() - 6), QPointF(x, plot.bottom()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(highlight);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->drawPolygon(QPolygonF{QPointF(x - 5, plot.top() - 8), QPointF(x + 5, plot.top() - 8),
                                   QPointF(x, plot.top() - 1)});
}

} // namespace concert
