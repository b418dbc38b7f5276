// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/latency_chart.h"

#include "ui/latency/phase_chart_view.h"
#include "ui/latency/stage_legend.h"
#include "ui/latency/stage_style.h"
#include "ui/no_timings.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QEvent>
#include <QGraphicsLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int refreshInterval = 100; // ms: ten times a second at most
constexpr int mostPhasesShown = 16;  // more cost more than 5 ms a tick
constexpr int fewestColumns = 8;     // a young match leaves room for what is to come
constexpr double wallBarWidth = 0.9; // of its share of the column
constexpr double sequentialBarWidth = 0.5;

/// Changes only what differs: each change of a bar costs a layout.
void setBarValues(QBarSet *set, const QList<double> &values)
{
    if (set->count() != values.size()) {
        set->remove(0, set->count());
        set->append(values);
        return;
    }
    for (int i = 0; i < values.size(); ++i) {
        if (set->at(i) != values[i])
            set->replace(i, values[i]);
    }
}

} // namespace

LatencyChart::LatencyChart(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"latencyChart"_s);
    headline_ = new QLabel(this);
    headline_->setTextFormat(Qt::PlainText);
    headline_->setWordWrap(true);
    headline_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont strong = font();
    strong.setBold(true);
    headline_->setFont(strong);
    wallButton_ = new QRadioButton(this);
    busyButton_ = new QRadioButton(this);
    wallButton_->setChecked(true);

    createChart();
    empty_ = new QLabel(this);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    legend_ = new StageLegend(this);
    sequentialBox_ = new QCheckBox(this);
    sequentialBox_->setChecked(true);
    setTabOrder(busyButton_, sequentialBox_); // Tab goes as one reads
    setTabOrder(sequentialBox_, view_);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(empty_);
    pages_->addWidget(view_);
    scroll_ = new QScrollBar(Qt::Horizontal, this);
    scroll_->hide();

    auto *top = new QHBoxLayout;
    top->addWidget(headline_, 1);
    top->addWidget(wallButton_);
    top->addWidget(busyButton_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(2);
    layout->addLayout(top);
    auto *colors = new QHBoxLayout;
    colors->addWidget(legend_, 1);
    colors->addWidget(sequentialBox_, 0, Qt::AlignTop);
    layout->addLayout(colors);
    layout->addWidget(pages_, 1);
    layout->addWidget(scroll_);

    refresh_.setSingleShot(true);
    refresh_.setInterval(refreshInterval);
    connect(&refresh_, &QTimer::timeout, this, &LatencyChart::refresh);
    connect(wallButton_, &QAbstractButton::toggled, this, &LatencyChart::changeView);
    connect(sequentialBox_, &QAbstractButton::toggled, this, &LatencyChart::changeView);
    connect(scroll_, &QScrollBar::valueChanged, this, [this] {
        reveals_ = false; // who looks elsewhere is left there
        showBars();
    });
    connect(view_, &PhaseChartView::columnHovered, this, &LatencyChart::showTip);
    connect(view_, &PhaseChartView::columnClicked, this, &LatencyChart::click);
    applyPalette();
    retranslate();
    changeView();
    refresh();
}

void LatencyChart::createChart()
{
    chart_ = new QChart;
    chart_->setAnimationOptions(QChart::NoAnimation);
    chart_->setMargins({0, 4, 0, 0});
    chart_->layout()->setContentsMargins(0, 0, 0, 0);
    chart_->setBackgroundRoundness(0);
    chart_->setLocalizeNumbers(true);
    chart_->legend()->hide();

    wallSeries_ = new QStackedBarSeries(this);
    busySeries_ = new QBarSeries(this);
    sequentialSeries_ = new QStackedBarSeries(this);
    const QList<StageKind> stages = allStageKinds();
    for (std::size_t i = 0; i < stageCount; ++i) {
        const StageKind stage = stages[static_cast<qsizetype>(i)];
        for (auto *set : {&wallSets_[i], &busySets_[i]}) {
            *set = new QBarSet({}, this); // not every one gets into a series, which would own it
            (*set)->setBrush(stageColor(stage));
            (*set)->setPen(Qt::NoPen);
        }
        wallSeries_->append(wallSets_[i]);
        if (stage != StageKind::Adjudication) // no call: never busy
            busySeries_->append(busySets_[i]);
    }
    sequentialSet_ = new QBarSet({});
    sequentialSet_->setPen(Qt::NoPen);
    sequentialSeries_->append(sequentialSet_);
    wallSeries_->setBarWidth(wallBarWidth);
    sequentialSeries_->setBarWidth(sequentialBarWidth);
    busySeries_->setBarWidth(0.8);

    phaseAxis_ = new QBarCategoryAxis;
    phaseAxis_->setGridLineVisible(false);
    timeAxis_ = new QValueAxis;
    timeAxis_->setTickType(QValueAxis::TicksDynamic);
    timeAxis_->setTickAnchor(0);
    timeAxis_->setTruncateLabels(false);
    phaseAxis_->setTruncateLabels(false);
    chart_->addAxis(phaseAxis_, Qt::AlignBottom);
    chart_->addAxis(timeAxis_, Qt::AlignLeft);
    view_ = new PhaseChartView(chart_, this);
    // How many labels there is room for depends on it.
    connect(chart_, &QChart::plotAreaChanged, this, &LatencyChart::schedule);
}

void LatencyChart::changeView()
{
    // In and out of the chart instead of hidden: Qt Charts keeps a hidden series its place.
    const bool wall = wallButton_->isChecked();
    const auto put = [this](QAbstractBarSeries *series, bool shown) {
        if (shown == chart_->series().contains(series))
            return;
        if (!shown) {
            chart_->removeSeries(series);
            series->setParent(this);
            return;
        }
        chart_->addSeries(series);
        series->attachAxis(phaseAxis_);
        series->attachAxis(timeAxis_);
    };
    put(busySeries_, false);
    // The wall bars come first, so they stand on the left.
    if (wall != chart_->series().contains(wallSeries_))
        put(sequentialSeries_, false);
    put(wallSeries_, wall);
    put(sequentialSeries_, isSequentialShown());
    put(busySeries_, !wall);
    showLegend();
    showBars();
}

void LatencyChart::showLegend()
{
    // Only what can be seen: a stage of less than two thousandths of the time has no visible bar.
    const bool wall = wallButton_->isChecked();
    QMap<QString, qint64> times;
    for (const PhaseTimes &phase : picture_.phases) {
        const QMap<QString, qint64> &stages = wall ? phase.critical : phase.busy;
        for (auto it = stages.begin(); it != stages.end(); ++it)
            times[it.key()] += it.value();
    }
    QList<StageLegend::Entry> entries;
    for (const StageKind stage : allStageKinds()) {
        if (times.value(stageName(stage)) > picture_.total / 500)
            entries.append({stageDisplayName(stage), stageColor(stage)});
    }
    if (entries == legend_->entries() && sequentialBox_->isVisibleTo(this) == wall)
        return;
    legend_->setEntries(entries);
    sequentialBox_->setVisible(wallButton_->isChecked());
    const int side = fontMetrics().ascent() - 2;
    QPixmap swatch(QSize(side, side) * devicePixelRatio());
    swatch.setDevicePixelRatio(devicePixelRatio());
    swatch.fill(sequentialSet_->brush().color());
    sequentialBox_->setIcon(swatch);
    sequentialBox_->setIconSize(QSize(side, side));
}

void LatencyChart::retranslate()
{
    wallButton_->setText(tr("&Waiting time"));
    wallButton_->setToolTip(tr("What the table waited for: each stage's share of the time"));
    busyButton_->setText(tr("Bus&y time"));
    busyButton_->setToolTip(tr("How long at least one call of each stage was running"));
    headline_->setAccessibleName(tr("Time so far"));
    view_->setAccessibleName(tr("Time of each phase"));
    scroll_->setAccessibleName(tr("Phases shown"));
    const QList<StageKind> stages = allStageKinds();
    for (std::size_t i = 0; i < stageCount; ++i) {
        const QString name = stageDisplayName(stages[static_cast<qsizetype>(i)]);
        wallSets_[i]->setLabel(name);
        busySets_[i]->setLabel(name);
    }
    sequentialBox_->setText(tr("&One after another"));
    sequentialBox_->setToolTip(
        tr("What the same calls would have taken one after another, beside each phase"));
    legend_->setAccessibleName(tr("Colours"));
    showLegend();
}

void LatencyChart::applyPalette()
{
    const QColor text = palette().color(QPalette::Text);
    QColor line = text;
    line.setAlpha(40);
    QColor faint = text;
    faint.setAlpha(70);
    view_->setBackgroundBrush(palette().brush(QPalette::Base));
    for (QAbstractAxis *axis :
         {static_cast<QAbstractAxis *>(phaseAxis_), static_cast<QAbstractAxis *>(timeAxis_)}) {
        axis->setLabelsColor(text);
        axis->setLabelsFont(font());
        axis->setTitleBrush(text);
        axis->setTitleFont(font());
        axis->setLinePen(QPen(line, 1));
        axis->setGridLinePen(QPen(line, 1));
    }
    sequentialSet_->setBrush(faint);
}

void LatencyChart::setLog(const MatchLog *log)
{
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    playhead_ = -1;
    now_ = 0;
    running_ = false;
    if (log_)
        connect(log_, &MatchLog::appended, this, &LatencyChart::schedule);
    reveals_ = false;
    scroll_->setMaximum(0); // the new one is seen from its newest phase
    refresh();
}

void LatencyChart::setPlayhead(qsizetype eventIndex, bool jumped)
{
    const QString before = markedPhase();
    const bool inSight = before.isEmpty() || reveals_ || isInSight(markedPlace());
    playhead_ = eventIndex;
    if (markedPhase() != before) {
        reveals_ = jumped || inSight; // who scrolled away while the match runs is left there
        placeWindow();
        showBars();
    }
}

QString LatencyChart::markedPhase() const
{
    const qsizetype phase = log_ && playhead_ >= 0 ? log_->phaseIndexAt(playhead_) : -1;
    return phase < 0 ? QString() : QString::fromStdString(log_->phases()[phase].phase.name());
}

bool LatencyChart::isInSight(int place) const
{
    return place >= first_ && place < first_ + count_;
}

int LatencyChart::markedPlace() const
{
    const QString marked = markedPhase();
    for (int i = 0; !marked.isEmpty() && i < picture_.phases.size(); ++i) {
        if (picture_.phases[i].phase == marked)
            return i;
    }
    return -1;
}

void LatencyChart::setClock(qint64 nowMicroseconds, bool running)
{
    const bool changed = running || running_ != running;
    now_ = nowMicroseconds;
    running_ = running;
    if (changed)
        schedule();
}

void LatencyChart::schedule()
{
    if (!refresh_.isActive())
        refresh_.start();
}

void LatencyChart::refresh()
{
    if (!isVisible() && !picture_.phases.isEmpty() && log_)
        return; // showEvent comes back
    QElapsedTimer elapsed;
    elapsed.start();
    picture_ = log_ ? LatencyPicture::at(log_->spans(), running_ ? std::max(now_, log_->lastTime())
                                                                 : log_->lastTime())
                    : LatencyPicture{};
    const bool empty = picture_.phases.isEmpty();
    headline_->setText(empty ? QString() : picture_.headline());
    empty_->setText(noTimingsText(
        log_, tr("While a match is played, this shows where the time of each phase goes.")));
    pages_->setCurrentIndex(empty ? 0 : 1);
    wallButton_->setEnabled(!empty);
    busyButton_->setEnabled(!empty);
    showLegend();
    placeWindow();
    showBars();
    // A match of thousands of phases must not take more than a fifth of the event loop.
    refresh_.setInterval(std::max(refreshInterval, static_cast<int>(elapsed.elapsed()) * 5));
}

int LatencyChart::windowSize() const
{
    constexpr int padding = 20; // Qt Charts cuts labels off that have less around them
    const int column = fontMetrics().horizontalAdvance(u"S1901M"_s) + padding;
    const int axis = fontMetrics().horizontalAdvance(u"2000 ms"_s) + padding;
    return std::clamp((width() - axis - padding) / column, 2, mostPhasesShown);
}

void LatencyChart::placeWindow()
{
    const int size = windowSize();
    const int last = std::max(0, static_cast<int>(picture_.phases.size()) - size);
    const bool atEnd = scroll_->value() == scroll_->maximum();
    const QSignalBlocker blocker(scroll_);
    scroll_->setPageStep(size);
    scroll_->setMaximum(last);
    // A phase that has no times yet is the newest, or comes with the next refresh.
    if (const int place = markedPlace(); reveals_ && place >= 0) {
        reveals_ = false;
        const int first = atEnd ? last : scroll_->value();
        scroll_->setValue(std::clamp(first, std::max(0, place - size + 1), place));
    } else if (atEnd) {
        scroll_->setValue(last);
    }
    scroll_->setVisible(last > 0);
}

void LatencyChart::showBars()
{
    const bool wall = wallButton_->isChecked();
    first_ = scroll_->value();
    count_ = std::min(windowSize(), static_cast<int>(picture_.phases.size()) - first_);
    const QList<PhaseTimes> shown = picture_.phases.mid(first_, count_);

    qint64 highest = 0;
    qint64 longest = 0; // one after another
    for (const PhaseTimes &phase : shown) {
        longest = std::max(longest, phase.sequential);
        highest = std::max(highest, wall ? phase.wall : qint64{0});
        for (const qint64 busy : phase.busy)
            highest = std::max(highest, wall ? qint64{0} : busy);
    }
    std::optional<qint64> cut;
    if (isSequentialShown()) {
        cut = barCut(highest, longest);
        highest = std::max(highest, cut.value_or(longest));
    }
    showAxis(highest);
    const auto inUnits = [&](qint64 time) {
        return static_cast<double>(time) / static_cast<double>(axis_.unit);
    };

    QStringList names;
    QList<double> sequential;
    for (const PhaseTimes &phase : shown) {
        names << phase.phase;
        sequential << inUnits(std::min(phase.sequential, cut.value_or(phase.sequential)));
    }
    const int columns = std::max(count_, std::min(windowSize(), fewestColumns));
    while (names.size() < columns) // room, under names that cannot be seen
        names << QString(names.size() + 1, u' ');
    if (phaseAxis_->categories() != names)
        phaseAxis_->setCategories(names);
    const QList<StageKind> stages = allStageKinds();
    for (std::size_t i = 0; i < stageCount; ++i) {
        const QString stage = stageName(stages[static_cast<qsizetype>(i)]);
        QList<double> critical;
        QList<double> busy;
        for (const PhaseTimes &phase : shown) {
            critical << inUnits(phase.critical.value(stage));
            busy << inUnits(phase.busy.value(stage));
        }
        setBarValues(wallSets_[i], critical);
        setBarValues(busySets_[i], busy);
    }
    setBarValues(sequentialSet_, sequential);
    view_->setColumnCount(columns);
    showLabels(shown, cut);
    showMark();
}

void LatencyChart::showAxis(qint64 highest)
{
    // As many steps as there is room for labels, and above the highest bar room for its own.
    const double plot = std::max(chart_->plotArea().height(), 1.0);
    const double line = fontMetrics().height();
    const double room = std::min(1.2 * line / plot, 0.5);
    // Axis and maximum from the same number, or Qt Charts makes ticks until memory is gone.
    const auto top = static_cast<qint64>(std::min(static_cast<double>(highest) * (1 + room),
                                                  static_cast<double>(TimeAxis::longest)));
    axis_ = TimeAxis::upTo(top, static_cast<int>(plot / (1.6 * line)));
    // The last step needs not be whole: the bars are to fill the height.
    const double quarter = axis_.step / 4;
    const double maximum =
        std::ceil(static_cast<double>(top) / static_cast<double>(axis_.unit) / quarter) * quarter;
    axis_.maximum = std::max(maximum, quarter);
    const QString format = u"%.0f "_s % axis_.unitName;
    if (timeAxis_->max() == axis_.maximum && timeAxis_->labelFormat() == format &&
        timeAxis_->tickInterval() == axis_.step)
        return;
    timeAxis_->setLabelFormat(format);
    timeAxis_->setTickInterval(axis_.step);
    timeAxis_->setRange(0, axis_.maximum);
    chart_->layout()->invalidate(); // the labels may be wider now
    chart_->layout()->activate();
}

void LatencyChart::showLabels(const QList<PhaseTimes> &shown, std::optional<qint64> cut)
{
    QList<BarLabel> labels;
    const bool sequential = isSequentialShown();
    const auto units = [this](qint64 time) {
        return static_cast<double>(time) / static_cast<double>(axis_.unit);
    };
    for (qsizetype i = 0; wallButton_->isChecked() && i < shown.size(); ++i) {
        // Qt Charts gives each series an equal share of the column.
        const double share = sequential ? 0.5 : 1.0;
        const auto column = static_cast<double>(i);
        labels.append({column - (sequential ? 0.25 : 0), wallBarWidth * share, share * 0.96,
                       units(shown[i].wall), barTexts(shown[i].wall, axis_), false});
        const bool torn = cut && shown[i].sequential > *cut;
        if (sequential)
            labels.append({column + 0.25, sequentialBarWidth * share, share * 0.96,
                           units(torn ? *cut : shown[i].sequential),
                           barTexts(shown[i].sequential, axis_), torn});
    }
    view_->setBarLabels(labels);
}

bool LatencyChart::isSequentialShown() const
{
    return wallButton_->isChecked() && sequentialBox_->isChecked();
}

void LatencyChart::showMark()
{
    const int place = markedPlace();
    const int column = place < 0 ? mostPhasesShown : std::max(-1, place - first_);
    view_->setMarkedColumn(column);
    view_->setAccessibleDescription(tipText(column));
}

qsizetype LatencyChart::phaseIndex(const QString &phase) const
{
    const QList<PhaseEntry> &phases = log_->phases();
    for (qsizetype i = phases.size() - 1; i >= 0; --i) {
        if (QString::fromStdString(phases[i].phase.name()) == phase)
            return i;
    }
    return -1;
}

QString LatencyChart::tipText(int column) const
{
    if (column < 0 || column >= count_)
        return {};
    const PhaseTimes &phase = picture_.phases[first_ + column];
    const QMap<QString, qint64> &times = wallButton_->isChecked() ? phase.critical : phase.busy;
    QStringList lines{tr("%1: %2").arg(phase.phase, durationText(phase.wall))};
    for (const StageKind stage : allStageKinds()) {
        if (times.contains(stageName(stage)))
            lines << tr("%1: %2").arg(stageDisplayName(stage),
                                      durationText(times.value(stageName(stage))));
    }
    lines << tr("One after another: %1 (%n call(s))", nullptr, phase.calls)
                 .arg(durationText(phase.sequential));
    return lines.join(u'\n');
}

void LatencyChart::showTip(int column, const QPoint &globalPosition)
{
    QToolTip::showText(globalPosition, tipText(column), view_); // nothing hides it
}

void LatencyChart::click(int column)
{
    if (!log_ || column >= count_)
        return;
    const qsizetype phase = phaseIndex(picture_.phases[first_ + column].phase);
    if (phase >= 0)
        Q_EMIT phaseClicked(phase);
}

void LatencyChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange:
        retranslate();
        refresh();
        break;
    case QEvent::PaletteChange:
    case QEvent::StyleChange:
    case QEvent::FontChange:
        applyPalette();
        legend_->setEntries({});
        showLegend();
        break;
    default:
        break;
    }
}

void LatencyChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    reveals_ |= isInSight(markedPlace()); // stays there
    placeWindow();
    showBars();
}

void LatencyChart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace concert
