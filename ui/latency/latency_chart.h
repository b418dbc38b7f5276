// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "ui/latency/latency_model.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <array>

class QAbstractButton;
class QCheckBox;
class QLabel;
class QScrollBar;
class QStackedWidget;
QT_BEGIN_NAMESPACE
class QBarCategoryAxis;
class QBarSeries;
class QBarSet;
class QChart;
class QStackedBarSeries;
class QValueAxis;
QT_END_NAMESPACE

namespace concert {

class PhaseChartView;
class StageLegend;

/// Where the time of each phase goes, while it goes: a bar a phase, stacked by each stage's share
/// of the critical path (so the bar is the wall time), beside it what the same calls take one after
/// another, torn off where it would dwarf the stages. The other view: how long each stage was busy.
/// Always grows with the newest moment; a mark shows the phase of the playhead, which comes into
/// sight when somebody goes to another one, and stays in sight while the match gets on.
class LatencyChart : public QWidget {
    Q_OBJECT

public:
    explicit LatencyChart(QWidget *parent = nullptr);

    void setLog(const MatchLog *log); ///< null: nothing is shown
    /// \a jumped: somebody went there; not: the picture got on by itself.
    void setPlayhead(qsizetype eventIndex, bool jumped = true);
    /// While \a running, calls without an end last until \a nowMicroseconds.
    void setClock(qint64 nowMicroseconds, bool running);
    /// Writes what is shown, legend included, by the file's name as PNG or SVG. On error a
    /// sentence; empty: done.
    QString exportTo(const QString &path);

Q_SIGNALS:
    void phaseClicked(qsizetype phaseIndex); ///< an entry of the log's phases()

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    static constexpr std::size_t stageCount = 10;

    void createChart();
    void changeView();
    void showLegend();
    void retranslate();
    void applyPalette();
    void schedule();
    void refresh();
    void placeWindow(); ///< which phases are shown
    void showBars();
    void showAxis(qint64 highest);
    void showLabels(const QList<PhaseTimes> &shown, std::optional<qint64> cut);
    void showMark();
    QString markedPhase() const; ///< the playhead's; empty: none
    int markedPlace() const;     ///< of it among the picture's phases; -1: not there
    bool isInSight(int place) const;
    QString tipText(int column) const;
    void showTip(int column, const QPoint &globalPosition);
    void click(int column);
    qsizetype phaseIndex(const QString &phase) const;
    int windowSize() const;
    bool isSequentialShown() const;

    QPointer<const MatchLog> log_;
    qsizetype playhead_ = -1;
    qint64 now_ = 0;
    bool running_ = false;
    LatencyPicture picture_;
    TimeAxis axis_;
    QTimer refresh_; ///< coalesces what happens within a tenth of a second
    int first_ = 0;  ///< the phases that are shown
    int count_ = 0;
    bool reveals_ = false; ///< the marked phase is to come into sight

    QLabel *headline_ = nullptr;
    QAbstractButton *wallButton_ = nullptr;
    QAbstractButton *busyButton_ = nullptr;
    StageLegend *legend_ = nullptr;
    QCheckBox *sequentialBox_ = nullptr; ///< the legend's last entry, which can be switched off
    QStackedWidget *pages_ = nullptr;
    QLabel *empty_ = nullptr;
    QScrollBar *scroll_ = nullptr;
    PhaseChartView *view_ = nullptr;
    QChart *chart_ = nullptr;
    QBarCategoryAxis *phaseAxis_ = nullptr;
    QValueAxis *timeAxis_ = nullptr;
    QStackedBarSeries *wallSeries_ = nullptr; ///< in the chart while its view is shown
    QStackedBarSeries *sequentialSeries_ = nullptr;
    QBarSeries *busySeries_ = nullptr;
    std::array<QBarSet *, stageCount> wallSets_{};
    std::array<QBarSet *, stageCount> busySets_{};
    QBarSet *sequentialSet_ = nullptr;
};

} // namespace concert
