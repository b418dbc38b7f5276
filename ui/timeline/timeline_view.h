// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/timeline_painter.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace concert {

/// The calls of a match over time, a row a power: zoomed with the wheel at the pointer, panned with
/// the middle button or the wheel and Shift, measured by dragging. It grows with the newest moment,
/// at most ten times a second; who looks at an earlier stretch is left there.
class TimelineView : public QWidget {
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);

    void setLog(const MatchLog *log); ///< null: nothing is shown
    void setPlayhead(qsizetype eventIndex);
    /// While \a running, calls without an end last until \a nowMicroseconds.
    void setClock(qint64 nowMicroseconds, bool running);
    /// Nobody plays the match any more: calls without an end were broken off where its record ends.
    void setOver(bool over);
    /// A span; it is scrolled into view.
    void setSelected(std::optional<int> span);

    const TimelinePicture &picture() const { return picture_; }
    TimelineGeometry geometryNow() const { return geometry_; }
    /// The stretch that was dragged over.
    std::optional<std::pair<qint64, qint64>> range() const { return marks_.range; }
    TimelineTotals rangeTotals() const;

    void zoomIn();
    void zoomOut();
    void fit();
    void scrollTo(qint64 time); ///< to the left edge

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void callClicked(int span);
    void rangeChanged();
    void pictureChanged(); ///< other numbers: the match grew
    void viewChanged();    ///< another stretch is shown

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void schedule();
    void refresh();
    void placePlot();
    void revealSelected();
    void describeSelected(); ///< for those who do not see it
    void changeView(const TimelineGeometry &geometry);
    void setRange(std::optional<std::pair<qint64, qint64>> range);
    void selectBeside(int step);
    QString describe(const TimelineBar &bar) const;

    QPointer<const MatchLog> log_;
    TimelinePicture picture_;
    TimelineGeometry geometry_;
    TimelineMarks marks_;
    qsizetype playhead_ = -1;
    qint64 now_ = 0;
    bool running_ = false;
    bool over_ = false;
    bool fitted_ = true; ///< shows the whole match, however it grows
    QTimer refresh_;
    std::optional<QPointF> pressed_; ///< the left button went down there
    std::optional<QPointF> panning_; ///< the middle button is down; where it was last
};

} // namespace concert
