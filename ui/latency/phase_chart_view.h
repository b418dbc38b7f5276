// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCharts/QChartView>

namespace concert {

/// A chart with one column a category: says which column the mouse is over, not which bar, because
/// a thin bar is no target; and marks the column where the playhead is.
class PhaseChartView : public QChartView {
    Q_OBJECT

public:
    PhaseChartView(QChart *chart, QWidget *parent);

    void setColumnCount(int count);
    /// -1: left of all columns; beyond the last: none.
    void setMarkedColumn(int column);

Q_SIGNALS:
    void columnHovered(int column, const QPoint &globalPosition); ///< -1: none
    void columnClicked(int column);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;

private:
    int columnAt(const QPoint &position) const;
    void hover(int column, const QPoint &globalPosition);
    QRectF plotArea() const; ///< in scene coordinates

    int columnCount_ = 0;
    int marked_ = 0;
    int hovered_ = -1;
};

} // namespace concert
