// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/phase_chart_view.h"

#include "ui/window_colors.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace concert {

PhaseChartView::PhaseChartView(QChart *chart, QWidget *parent) : QChartView(chart, parent)
{
    chart->setBackgroundVisible(false); // ours is behind the bars
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus); // the window's shortcuts step through phases
}

void PhaseChartView::setColumnCount(int count)
{
    columnCount_ = count;
    viewport()->update();
}

void PhaseChartView::setMarkedColumn(int column)
{
    if (marked_ == column)
        return;
    marked_ = column;
    viewport()->update();
}

void PhaseChartView::setBarLabels(const QList<BarLabel> &labels)
{
    if (labels_ == labels)
        return;
    labels_ = labels;
    viewport()->update();
}

QRectF PhaseChartView::plotArea() const
{
    return chart()->mapRectToScene(chart()->plotArea());
}

int PhaseChartView::columnAt(const QPoint &position) const
{
    const QPointF point = mapToScene(position);
    const QRectF area = plotArea();
    if (columnCount_ == 0 || point.x() < area.left() || point.x() >= area.right())
        return -1;
    return static_cast<int>((point.x() - area.left()) / area.width() * columnCount_);
}

void PhaseChartView::hover(int column, const QPoint &globalPosition)
{
    if (hovered_ != column) {
        hovered_ = column;
        viewport()->setCursor(column < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
        viewport()->update();
    }
    Q_EMIT columnHovered(column, globalPosition);
}

void PhaseChartView::keyPressEvent(QKeyEvent *event)
{
    const bool tells = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!tells || marked_ < 0 || marked_ >= columnCount_)
        return event->ignore(); // nothing scrolls here: the keys are for somebody else
    const QRectF area = plotArea();
    const QPointF place(area.left() + (marked_ + 0.5) * area.width() / columnCount_,
                        area.center().y());
    Q_EMIT columnHovered(marked_, viewport()->mapToGlobal(mapFromScene(place)));
}

void PhaseChartView::mouseMoveEvent(QMouseEvent *event)
{
    hover(columnAt(event->position().toPoint()), event->globalPosition().toPoint());
    QChartView::mouseMoveEvent(event);
}

void PhaseChartView::mouseReleaseEvent(QMouseEvent *event)
{
    const int column = columnAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && column >= 0)
        Q_EMIT columnClicked(column);
    QChartView::mouseReleaseEvent(event);
}

void PhaseChartView::leaveEvent(QEvent *event)
{
    hover(-1, {});
    QChartView::leaveEvent(event);
}

void PhaseChartView::drawBackground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawBackground(painter, rect);
    if (columnCount_ == 0)
        return;
    const QRectF area = plotArea();
    const double width = area.width() / columnCount_;
    const auto column = [&](int index) {
        return QRectF(area.left() + index * width, area.top(), width, area.height());
    };
    QColor ink = palette().color(QPalette::Text);
    if (hovered_ >= 0 && hovered_ < columnCount_) {
        ink.setAlpha(18);
        painter->fillRect(column(hovered_), ink);
    }
    if (marked_ >= columnCount_)
        return;
    QColor color = palette().color(QPalette::Highlight);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    constexpr double size = 6;
    if (marked_ < 0) { // further left than what is shown
        painter->setBrush(color);
        const QPointF tip(area.left() + 2, area.center().y());
        painter->drawPolygon(QPolygonF{tip, tip + QPointF(size, -size), tip + QPointF(size, size)});
        return;
    }
    const QRectF place = column(marked_);
    color.setAlpha(40);
    painter->fillRect(place, color);
    color.setAlpha(255);
    painter->setBrush(color);
    const QPointF tip(place.center().x(), area.top() + 1);
    painter->drawPolygon(QPolygonF{tip, tip + QPointF(-size, -size), tip + QPointF(size, -size)});
}

void PhaseChartView::drawForeground(QPainter *painter, const QRectF &rect)
{
    QChartView::drawForeground(painter, rect);
    const QList<QAbstractAxis *> axes = chart()->axes(Qt::Vertical);
    const auto *axis = axes.isEmpty() ? nullptr : qobject_cast<QValueAxis *>(axes.first());
    if (columnCount_ == 0 || axis == nullptr || axis->max() <= 0)
        return;
    const QRectF area = plotArea();
    const double column = area.width() / columnCount_;
    painter->setFont(smallerFont(font()));
    const QFontMetricsF metrics(painter->font());
    for (const BarLabel &label : labels_) {
        const double x = area.left() + (label.center + 0.5) * column;
        const double y = area.bottom() - label.value / axis->max() * area.height();
        const double half = label.width * column / 2;
        if (label.torn)
            drawTear(painter, {QPointF(x - half, y), QPointF(x + half, area.bottom())});
        const auto text =
            std::find_if(label.texts.begin(), label.texts.end(), [&](const QString &each) {
                return metrics.horizontalAdvance(each) <= label.room * column;
            });
        if (text == label.texts.end())
            continue;
        const QRectF place(x - column, y - metrics.height() - 1, 2 * column, metrics.height());
        if (place.top() < 0) // outside the chart
            continue;
        painter->setPen(label.torn ? faintTextColor(palette()) : palette().color(QPalette::Text));
        painter->drawText(place, Qt::AlignHCenter | Qt::AlignBottom, *text);
    }
}

/// The bar's upper end becomes teeth, and below them a gap of the same shape: it goes on, and its
/// length is not to be compared.
void PhaseChartView::drawTear(QPainter *painter, const QRectF &bar) const
{
    constexpr double depth = 4;
    const int teeth = std::max(2, static_cast<int>(std::lround(bar.width() / 7)));
    const double step = bar.width() / teeth;
    const auto edge = [&](double top) {
        QPolygonF line;
        for (int i = 0; i < teeth; ++i)
            line << QPointF(bar.left() + i * step, top + depth)
                 << QPointF(bar.left() + (i + 0.5) * step, top);
        return line << QPointF(bar.right(), top + depth);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(palette().brush(QPalette::Base));
    QPolygonF above = edge(bar.top());
    above << bar.topRight() - QPointF(0, 1) << bar.topLeft() - QPointF(0, 1);
    painter->drawPolygon(above);
    QPolygonF gap = edge(bar.top() + depth + 2);
    const QPolygonF below = edge(bar.top() + depth + 5);
    std::copy(below.crbegin(), below.crend(), std::back_inserter(gap));
    painter->drawPolygon(gap);
    painter->restore();
}

} // namespace concert
