// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCharts/QChartView>

namespace concert {

/// What is written above a bar. Places are the chart's: columns are 1 wide, the first is around 0.
struct BarLabel {
    double center = 0;
    double width = 0;  ///< of the bar
    double room = 0;   ///< for the text, in columns
    double value = 0;  ///< the bar's top, in the time axis' unit
    QStringList texts; ///< the first that fits; none: nothing
    bool torn = false; ///< the bar goes on far beyond: its top is torn off
    bool operator==(const BarLabel &) const = default;
};

/// A chart with one column a category: says which column the mouse is over, not which bar, because
/// a thin bar is no target; marks the column where the playhead is; and writes values above bars.
class PhaseChartView : public QChartView {
    Q_OBJECT

public:
    PhaseChartView(QChart *chart, QWidget *parent);

    void setColumnCount(int count);
    /// -1: left of all columns; beyond the last: none.
    void setMarkedColumn(int column);
    void setBarLabels(const QList<BarLabel> &labels);
    const QList<BarLabel> &barLabels() const { return labels_; }

Q_SIGNALS:
    void columnHovered(int column, const QPoint &globalPosition); ///< -1: none
    void columnClicked(int column);

protected:
    void keyPressEvent(QKeyEvent *event) override; ///< Enter: as the mouse over the marked column
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    int columnAt(const QPoint &position) const;
    void hover(int column, const QPoint &globalPosition);
    void drawTear(QPainter *painter, const QRectF &bar) const;
    QRectF plotArea() const; ///< in scene coordinates

    QList<BarLabel> labels_;

    int columnCount_ = 0;
    int marked_ = 0;
    int hovered_ = -1;
};

} // namespace concert
