// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_legend.h"

#include "core/record/stage_kind.h"
#include "ui/latency/stage_style.h"
#include "ui/timeline/timeline_painter.h"
#include "ui/window_colors.h"

#include <QPainter>

namespace concert {

namespace {

constexpr int sampleWidth = 26;
constexpr int sampleGap = 5;
constexpr int entryGap = 14;

enum class Sample { Call, Path, Slack, Wait, Again };

struct LegendEntry {
    Sample sample;
    QString text;
};

QList<LegendEntry> timelineLegend()
{
    return {
        {Sample::Call, TimelineLegend::tr("Queued, until the first token, answering")},
        {Sample::Path, TimelineLegend::tr("Critical path: the table waited for it")},
        {Sample::Slack, TimelineLegend::tr("Slack")},
        {Sample::Wait, TimelineLegend::tr("Held back by the schedule")},
        {Sample::Again, TimelineLegend::tr("Sent again")},
    };
}

void paintSample(QPainter *painter, Sample sample, const QRectF &rect, const QPalette &palette)
{
    QColor ink = palette.color(QPalette::Text);
    switch (sample) {
    case Sample::Call: {
        // The three shades, as the stages' colours have them; a grey, because it means them all.
        const auto part = [&](double from, double to, int alpha) {
            QColor shade = palette.color(QPalette::Text);
            shade.setAlpha(alpha);
            painter->fillRect(QRectF(rect.left() + from * rect.width(), rect.top(),
                                     (to - from) * rect.width(), rect.height()),
                              shade);
        };
        part(0, 0.2, 40);
        part(0.2, 0.55, 85);
        part(0.55, 1, 150);
        painter->fillRect(
            QRectF(rect.left() + 0.55 * rect.width(), rect.top() - 1, 1.5, rect.height() + 2), ink);
        break;
    }
    case Sample::Path:
        painter->fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), ink);
        break;
    case Sample::Slack:
        ink.setAlpha(110);
        painter->setPen(ink);
        painter->drawLine(QPointF(rect.left(), rect.center().y()),
                          QPointF(rect.right(), rect.center().y()));
        painter->drawLine(QPointF(rect.right(), rect.center().y() - 3),
                          QPointF(rect.right(), rect.center().y() + 3));
        break;
    case Sample::Wait:
        ink.setAlpha(120);
        painter->fillRect(rect, QBrush(ink, Qt::BDiagPattern));
        break;
    case Sample::Again:
        painter->fillRect(QRectF(rect.center().x() - 2, rect.center().y() - 2, 4, 4),
                          problemColor(palette));
        break;
    }
}

} // namespace

TimelineLegend::TimelineLegend(QWidget *parent) : QWidget(parent)
{
    setFont(smallerFont(font()));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize TimelineLegend::sizeHint() const
{
    int width = 0;
    for (const LegendEntry &entry : timelineLegend())
        width += sampleWidth + sampleGap + fontMetrics().horizontalAdvance(entry.text) + entryGap;
    return {width, fontMetrics().height() + 2};
}

QSize TimelineLegend::minimumSizeHint() const
{
    return {0, fontMetrics().height() + 2};
}

void TimelineLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int x = 2;
    for (const LegendEntry &entry : timelineLegend()) {
        const int text = fontMetrics().horizontalAdvance(entry.text);
        if (x + sampleWidth + sampleGap + text > width())
            break;
        const QRectF rect(x, (height() - fontMetrics().ascent()) / 2.0 + 1, sampleWidth,
                          fontMetrics().ascent() - 3);
        paintSample(&painter, entry.sample, rect, palette());
        x += sampleWidth + sampleGap;
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(QRect(x, 0, text + 1, height()), Qt::AlignVCenter | Qt::AlignLeft,
                         entry.text);
        x += text + entryGap;
    }
}

} // namespace concert
