// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/phase_chart_view.h"

#include <QMouseEvent>

namespace concert {

PhaseChartView::PhaseChartView(QChart *chart, QWidget *parent) : QChartView(chart, parent)
{
    chart->setBackgroundVisible(false); // ours is behind the bars
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus); // the window's shortcuts step through phases
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

} // namespace concert
