// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/comparison_plan.h"
#include "ui/latency/latency_model.h"

#include <QWidget>

#include <array>
#include <optional>

namespace concert {

/// A variant as the chart shows it. Microseconds.
struct ComparisonBar {
    QString variant;
    int runs = 0;                                      ///< that are done
    std::array<double, experimentPartCount> parts{};   ///< mean critical shares
    QList<qint64> totals;                              ///< of each run
    std::array<qint64, experimentPartCount> running{}; ///< of the match that runs; all 0: none
    double mean() const;
    qint64 runningTotal() const;
};

/// A bar for each variant of \a plan, in its order: a pure function.
QList<ComparisonBar> comparisonBars(const ComparisonPlan &plan, const QList<ComparedRun> &runs,
                                    const std::optional<ComparedRun> &running);

/// The variants' times as bars, split by the experiment's parts, as they come: the mean of the runs
/// that are done, below it a tick for each of them and the match that runs. A dashed line shows the
/// target.
class ComparisonBars : public QWidget {
    Q_OBJECT

public:
    explicit ComparisonBars(QWidget *parent = nullptr);

    void setBars(const QList<ComparisonBar> &bars);
    /// For texts beside the bars and the target's place.
    void setResult(const ComparisonResult &result);
    const QList<ComparisonBar> &bars() const { return bars_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void variantClicked(const QString &variant);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    int rowHeight() const;
    int nameWidth() const;
    QRectF plot() const;
    double xOf(double microseconds) const;
    int rowAt(const QPoint &position) const;
    QString remark(const QString &variant) const;
    void paintAxis(QPainter *painter) const;
    void paintRow(QPainter *painter, int row) const;
    void paintParts(QPainter *painter, const QRectF &place,
                    const std::array<double, experimentPartCount> &parts, int alpha) const;
    void paintTarget(QPainter *painter) const;
    QString describe(const ComparisonBar &bar) const;

    QList<ComparisonBar> bars_;
    ComparisonResult result_;
    TimeAxis axis_;
};

} // namespace concert
