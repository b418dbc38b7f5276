// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/stage_legend.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace concert {

namespace {

constexpr int legendGap = 14;  // between entries
constexpr int swatchGap = 5;   // between colour and name
constexpr int legendInset = 2; // left, and above the first line

} // namespace

void StageLegend::setEntries(const QList<Entry> &entries)
{
    entries_ = entries;
    QStringList names;
    for (const Entry &entry : entries)
        names << entry.name;
    setAccessibleDescription(QLocale().createSeparatedList(names));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    updateGeometry();
    update();
}

int StageLegend::entryWidth(const Entry &entry) const
{
    return fontMetrics().ascent() + swatchGap + fontMetrics().horizontalAdvance(entry.name);
}

QList<QPoint> StageLegend::places(int width) const
{
    QList<QPoint> result;
    QPoint next(legendInset, legendInset);
    for (const Entry &entry : entries_) {
        if (next.x() > legendInset && next.x() + entryWidth(entry) > width)
            next = {legendInset, next.y() + fontMetrics().height()};
        result << next;
        next.rx() += entryWidth(entry) + legendGap;
    }
    return result;
}

int StageLegend::heightForWidth(int width) const
{
    const QList<QPoint> at = places(width);
    return (at.isEmpty() ? 0 : at.last().y()) + fontMetrics().height() + legendInset;
}

QSize StageLegend::sizeHint() const
{
    int width = legendInset;
    for (const Entry &entry : entries_)
        width += entryWidth(entry) + legendGap;
    return {width, heightForWidth(width)};
}

QSize StageLegend::minimumSizeHint() const
{
    int width = 0;
    for (const Entry &entry : entries_)
        width = std::max(width, entryWidth(entry));
    return {width + legendInset, fontMetrics().height()};
}

void StageLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    const QList<QPoint> at = places(width());
    const int side = metrics.ascent() - 2;
    for (qsizetype i = 0; i < entries_.size(); ++i) {
        const int top = at[i].y() + (metrics.height() - side) / 2;
        painter.fillRect(at[i].x(), top, side, side, entries_[i].color);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(at[i].x() + metrics.ascent() + swatchGap, at[i].y() + metrics.ascent(),
                         entries_[i].name);
    }
}

void StageLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace concert
