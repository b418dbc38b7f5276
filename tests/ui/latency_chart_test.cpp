// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/latency_chart.h"
#include "ui/latency/stage_legend.h"

#include <QLabel>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

using namespace Qt::StringLiterals;
using concert::Audience;
using concert::CallId;
using concert::LatencyChart;
using concert::LatencyPicture;
using concert::MatchLog;
using concert::Phase;
using concert::Power;
using concert::StageKind;
using concert::TimeAxis;

namespace {

Phase phaseNumber(int number)
{
    return {1901 + number / 2, number % 2 == 0 ? concert::Season::Spring : concert::Season::Fall,
            concert::PhaseType::Movement};
}

/// Plays whole phases into a log: two message rounds, orders, adjudication, state updates, each
/// call with a random latency, started when the stage before has ended.
class LogWriter {
public:
    explicit LogWriter(MatchLog *log) : log_(log) {}

    void playPhase()
    {
        phase_ = phaseNumber(number_);
        concert::PhaseStarted started;
        started.position.phase = phase_;
        append(now_, started);
        if (number_ == 0)
            playStage(StageKind::InitialState, 0);
        playStage(StageKind::Messages, 1);
        playStage(StageKind::Messages, 2);
        playStage(StageKind::Orders, 0);
        concert::PhaseAdjudicated adjudicated;
        adjudicated.phase = phase_;
        adjudicated.span = static_cast<int>(log_->spans().size());
        adjudicated.inputs = before_;
        adjudicated.ready = now_;
        now_ += 900;
        append(now_, adjudicated);
        before_ = {adjudicated.span};
        playStage(StageKind::StateUpdate, 0);
        ++number_;
    }

    /// Begins a message round and leaves its calls running.
    void beginRound()
    {
        phase_ = phaseNumber(number_);
        concert::PhaseStarted started;
        started.position.phase = phase_;
        append(now_, started);
        for (const Power power : concert::allPowers)
            begin({power, phase_, StageKind::Messages, 1, 1});
    }

    qint64 now() const { return now_; }

private:
    void append(qint64 time, concert::MatchEventData data)
    {
        log_->append({time, Audience::watcherOnly(), std::move(data)});
    }

    int begin(const CallId &call)
    {
        concert::CallStarted started;
        started.span = static_cast<int>(log_->spans().size());
        started.call = call;
        started.inputs = before_;
        started.ready = now_;
        append(now_, started);
        return started.span;
    }

    void playStage(StageKind stage, int round)
    {
        QList<QPair<qint64, int>> ends;
        for (const Power power : concert::allPowers) {
            const int span = begin({power, phase_, stage, round, 1});
            ends.append({now_ + 150'000 + random_.bounded(900'000), span});
        }
        std::sort(ends.begin(), ends.end());
        before_.clear();
        for (const auto &[time, span] : ends) {
            concert::CallEnded ended;
            ended.span = span;
            ended.sent = now_ + 200;
            ended.lastToken = time - 100;
            append(time, ended);
            before_ << span;
        }
        now_ = ends.last().first;
    }

    MatchLog *log_;
    QRandomGenerator random_{7};
    Phase phase_;
    QList<int> before_;
    qint64 now_ = 0;
    int number_ = 0;
};

/// The heights of all bars of the stacked series that has this many sets, by category.
QList<double> stackHeights(const LatencyChart &chart, int sets)
{
    const auto *view = chart.findChild<QChartView *>();
    for (QAbstractSeries *series : view->chart()->series()) {
        const auto *bars = qobject_cast<QStackedBarSeries *>(series);
        if (bars == nullptr || bars->count() != sets)
            continue;
        QList<double> heights;
        for (int i = 0; i < bars->barSets().first()->count(); ++i) {
            double height = 0;
            for (const QBarSet *set : bars->barSets())
                height += set->at(i);
            heights << height;
        }
        return heights;
    }
    return {};
}

/// The labels that can be seen.
QStringList phasesShown(const LatencyChart &chart)
{
    const auto *view = chart.findChild<QChartView *>();
    auto *axis = qobject_cast<QBarCategoryAxis *>(view->chart()->axes(Qt::Horizontal).first());
    QStringList names = axis->categories();
    names.removeIf([](const QString &name) { return name.trimmed().isEmpty(); });
    return names;
}

void show(QWidget *widget, int width, int height)
{
    widget->resize(width, height);
    widget->show();
    QVERIFY(QTest::qWaitForWindowExposed(widget));
}

} // namespace

class LatencyChartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void axes_data();
    void axes();
    void headline();
    void emptyThenGrowing();
    void barsAreWallTimes();
    void runningCallsGrow();
    void newestIsVisible();
    void clicksNamePhases();
    void otherView();
    void logThatGoesAway();
    void refreshIsCheap();
    void pictures();
};

void LatencyChartTest::durations_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64{0} << u"0 s"_s;
    QTest::newRow("adjudication") << qint64{900} << u"0.9 ms"_s;
    QTest::newRow("ms") << qint64{640'400} << u"640 ms"_s;
    QTest::newRow("s") << qint64{17'940'000} << u"17.9 s"_s;
    QTest::newRow("min") << qint64{125'000'000} << u"2 min 05 s"_s;
    QTest::newRow("h") << qint64{3'600'000'000 + 61'000'000} << u"1 h 01 min"_s;
}

void LatencyChartTest::durations()
{
    QFETCH(qint64, time);
    QTEST(concert::durationText(time), "text");
}

void LatencyChartTest::axes_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("text"); // maximum by step, unit
    QTest::newRow("nothing") << qint64{0} << u"3 by 1 ms"_s;
    QTest::newRow("ms") << qint64{640'000} << u"800 by 200 ms"_s;
    QTest::newRow("s") << qint64{1'300'000} << u"1500 by 500 ms"_s;
    QTest::newRow("full") << qint64{5'000'000} << u"5 by 1 s"_s;
    QTest::newRow("whole minutes") << qint64{151'000'000} << u"3 by 1 min"_s;
    QTest::newRow("hours") << qint64{26'000'000'000} << u"8 by 2 h"_s;
    QTest::newRow("more") << qint64{17'900'000} << u"20 by 5 s"_s;
    QTest::newRow("min") << qint64{400'000'000} << u"8 by 2 min"_s;
}

void LatencyChartTest::axes()
{
    QFETCH(qint64, time);
    const TimeAxis axis = TimeAxis::upTo(time);
    QTEST(u"%1 by %2 %3"_s.arg(axis.maximum).arg(axis.step).arg(axis.unitName), "text");
}

void LatencyChartTest::headline()
{
    LatencyPicture picture;
    picture.total = 17'900'000;
    picture.sequential = 72'600'000;
    QCOMPARE(picture.headline(), u"Total 17.9 s · one after another 72.6 s · 75 % less"_s);
    picture.total = 72'700'000; // blocking: nothing gained, nothing claimed
    QCOMPARE(picture.headline(), u"Total 72.7 s · one after another 72.6 s"_s);
}

void LatencyChartTest::emptyThenGrowing()
{
    MatchLog log;
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 240);
    auto *view = chart.findChild<QChartView *>();
    QVERIFY(!view->isVisible());
    LogWriter writer(&log);
    writer.playPhase();
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), 10'000);
    QCOMPARE(phasesShown(chart), QStringList{u"S1901M"_s});
    chart.setLog(nullptr);
    QVERIFY(!view->isVisible());
}

void LatencyChartTest::barsAreWallTimes()
{
    MatchLog log;
    LogWriter writer(&log);
    for (int i = 0; i < 4; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 240);
    double wall = 0;
    for (const double height : stackHeights(chart, 5))
        wall += height;
    QVERIFY(std::abs(wall - static_cast<double>(log.lastTime()) / 1e6) < 1e-6);
    double sequential = 0;
    for (const double height : stackHeights(chart, 1))
        sequential += height;
    const qint64 expected = concert::sequentialTime(log.spans(), 0);
    QVERIFY(std::abs(sequential - static_cast<double>(expected) / 1e6) < 1e-6);
    QVERIFY(sequential > 2 * wall);
}

void LatencyChartTest::runningCallsGrow()
{
    MatchLog log;
    LogWriter writer(&log);
    writer.playPhase();
    writer.beginRound();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 240);
    chart.setClock(writer.now() + 2'000'000, true);
    QTRY_COMPARE_WITH_TIMEOUT(stackHeights(chart, 5).size(), 2, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(stackHeights(chart, 5).last() - 2.0) < 1e-6, 10'000);
    QVERIFY(std::abs(stackHeights(chart, 1).last() - 14.0) < 1e-6);
    chart.setClock(writer.now() + 3'000'000, true);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(stackHeights(chart, 5).last() - 3.0) < 1e-6, 10'000);
}

void LatencyChartTest::newestIsVisible()
{
    MatchLog log;
    LogWriter writer(&log);
    for (int i = 0; i < 30; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 900, 240);
    QVERIFY(phasesShown(chart).size() <= 16);
    QCOMPARE(phasesShown(chart).last(), u"F1915M"_s);
    writer.playPhase();
    QTRY_COMPARE_WITH_TIMEOUT(phasesShown(chart).last(), u"S1916M"_s, 10'000);

    // Who looks at the past is left there.
    auto *scroll = chart.findChild<QScrollBar *>();
    QVERIFY(scroll->isVisible());
    scroll->setValue(0);
    QCOMPARE(phasesShown(chart).first(), u"S1901M"_s);
    QSignalSpy changed(scroll, &QScrollBar::rangeChanged);
    const int before = scroll->maximum();
    writer.playPhase();
    QTRY_COMPARE_WITH_TIMEOUT(scroll->maximum(), before + 1, 10'000);
    QCOMPARE(phasesShown(chart).first(), u"S1901M"_s);
}

void LatencyChartTest::clicksNamePhases()
{
    MatchLog log;
    LogWriter writer(&log);
    for (int i = 0; i < 3; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 300);
    QSignalSpy clicked(&chart, &LatencyChart::phaseClicked);
    auto *view = chart.findChild<QChartView *>();
    const QRectF area = view->chart()->plotArea();
    for (int column = 0; column < 3; ++column) {
        const QPointF place(area.left() + area.width() * (column + 0.5) / 8, area.center().y());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place.toPoint());
        QCOMPARE(clicked.size(), column + 1);
        QCOMPARE(clicked.last().first().value<qsizetype>(), column);
    }
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(1, 1));
    QCOMPARE(clicked.size(), 3);
}

void LatencyChartTest::otherView()
{
    MatchLog log;
    LogWriter(&log).playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 300);
    const auto *legend = chart.findChild<concert::StageLegend *>();
    QCOMPARE(legend->entries().size(), 6); // five stages, one after another
    const QList<QRadioButton *> buttons = chart.findChildren<QRadioButton *>();
    QCOMPARE(buttons.size(), 2);
    buttons[1]->click();
    QCOMPARE(legend->entries().size(), 4); // adjudication is no call
    buttons[0]->click();
    QCOMPARE(legend->entries().size(), 6);
}

void LatencyChartTest::logThatGoesAway()
{
    LatencyChart chart;
    {
        MatchLog log;
        LogWriter(&log).playPhase();
        chart.setLog(&log);
        show(&chart, 700, 300);
    }
    chart.setPlayhead(3);
    chart.setClock(1, true);
    QTRY_VERIFY_WITH_TIMEOUT(!chart.findChild<QChartView *>()->isVisible(), 10'000);
}

void LatencyChartTest::refreshIsCheap()
{
    MatchLog log;
    LogWriter writer(&log);
    for (int i = 0; i < 40; ++i)
        writer.playPhase();
    writer.beginRound();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 1000, 260);
    QImage image(chart.size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer timer;
    qint64 worst = 0;
    for (int i = 1; i <= 20; ++i) {
        timer.start();
        chart.resize(1000 + i % 2, 260); // lays out again, as a changed bar does
        chart.render(&image);
        worst = std::max(worst, timer.nsecsElapsed());
    }
    qInfo("worst paint of 20: %.1f ms", static_cast<double>(worst) / 1e6);
    QVERIFY2(worst < 200'000'000, "a paint takes about 5 ms; ten frames a second need below 100");
}

/// For the eye: CONCERT_PICTURES=FOLDER writes what the chart looks like.
void LatencyChartTest::pictures()
{
    const QString folder = qEnvironmentVariable("CONCERT_PICTURES");
    if (folder.isEmpty())
        QSKIP("CONCERT_PICTURES is not set");
    MatchLog log;
    LogWriter writer(&log);
    for (int i = 0; i < 20; ++i) {
        writer.playPhase();
        if (i == 3 || i == 19) {
            for (const QSize size : {QSize(420, 300), QSize(1000, 220), QSize(1400, 400)}) {
                LatencyChart chart;
                chart.setLog(&log);
                show(&chart, size.width(), size.height());
                chart.setPlayhead(log.phases()[2].started + 5);
                if (i == 3) // one picture of a dark one
                    chart.setPalette(QPalette(QColor(0x35, 0x37, 0x3a), QColor(0x2a, 0x2c, 0x2e)));
                const QString name = u"%1/chart-%2-%3"_s.arg(folder).arg(i).arg(size.width());
                QVERIFY(chart.grab().save(name % u".png"_s));
                chart.findChildren<QRadioButton *>()[1]->click();
                QVERIFY(chart.grab().save(name % u"-busy.png"_s));
            }
        }
    }
}

QTEST_MAIN(LatencyChartTest)
#include "latency_chart_test.moc"
