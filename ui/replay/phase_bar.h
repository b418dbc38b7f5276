// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc of Qt 6.4 cannot read libstdc++'s <compare> on its own

#include "core/rules/phase.h"

#include <vector>

namespace concert {

class Navigator;

/// Where each phase lies on the strip: what is painted and what a click means, without a window.
/// Retreats and adjustments are narrower; no phase is wider than is comfortable, so that the strip
/// grows from the left while a match runs.
struct PhaseBarGeometry {
    std::vector<double> edges; ///< n + 1 for n phases, rising
    double height = 0;

    static PhaseBarGeometry of(const std::vector<Phase> &phases, double width, double height,
                               double widest);
    int phaseCount() const { return edges.empty() ? 0 : static_cast<int>(edges.size()) - 1; }
    QRectF segment(int phase) const;
    int phaseAt(double x) const; ///< the nearest; -1 without phases
};

/// The match as a strip: a segment for each phase, what was watched darker, the playhead, and an
/// open end while the match goes on. A click goes to a phase, dragging to any moment.
class PhaseBar : public QWidget {
    Q_OBJECT

public:
    explicit PhaseBar(Navigator *navigator, QWidget *parent = nullptr);

    PhaseBarGeometry geometryNow() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintSegment(QPainter *painter, const PhaseBarGeometry &geometry, int phase) const;
    void paintOpenEnd(QPainter *painter, const PhaseBarGeometry &geometry) const;
    void paintPlayhead(QPainter *painter, const PhaseBarGeometry &geometry) const;
    double playheadX(const PhaseBarGeometry &geometry) const;
    qsizetype eventAt(const PhaseBarGeometry &geometry, double x) const;
    /// First event of this phase, and of the next (or the log's size).
    std::pair<qsizetype, qsizetype> eventsOf(int phase) const;
    QString toolTipFor(int phase) const;
    void onMoved();

    Navigator *navigator_;
    QPointF pressed_;
    bool dragging_ = false;
};

} // namespace concert
