// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/latency/latency_chart.h"

#include "core/record/text.h"
#include "tests/support/measured.h"
#include "tests/ui/played_log.h"
#include "ui/latency/phase_chart_view.h"
#include "ui/latency/stage_legend.h"
#include "ui/latency/stage_style.h"

#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QStackedBarSeries>
#include <QtCharts/QValueAxis>

using namespace Qt::StringLiterals;
using concert::LatencyChart;
using concert::LatencyPicture;
using concert::MatchLog;
using concert::TimeAxis;
using concert::sample::PlayedLog;

namespace {

const int stages = static_cast<int>(concert::allStageKinds().size());

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

/// What is written above the bars beside, uncut.
QStringList sequentialTexts(const LatencyChart &chart, bool torn)
{
    QStringList texts;
    for (const concert::BarLabel &label :
         chart.findChild<concert::PhaseChartView *>()->barLabels()) {
        if (label.width < 0.3 && label.torn == torn)
            texts << label.texts.value(0);
    }
    return texts;
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
    void barsThatDwarfAreTorn();
    void barsThatFitAreWhole();
    void axisLabelsHaveRoom();
    void hostileTimesAreShown_data();
    void hostileTimesAreShown();
    void runningCallsGrow();
    void newestIsVisible();
    void thePlayheadsPhaseComesIntoSight_data();
    void thePlayheadsPhaseComesIntoSight();
    void followsTheMatch();
    void clicksNamePhases();
    void otherView();
    void logThatGoesAway();
    void refreshIsCheap();
    void isWrittenAsAPicture();
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
    QTest::newRow("below nothing") << std::numeric_limits<qint64>::min() << u"3 by 1 ms"_s;
    QTest::newRow("the end of the world")
        << std::numeric_limits<qint64>::max() << u"3e+08 by 1e+08 h"_s;
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
    picture.held = 54'800'000; // an outage is saved by nobody
    QCOMPARE(picture.headline(),
             u"Total 72.7 s, of it 54.8 s waiting for a provider or a spending "
             "cap · one after another 72.6 s · 75 % less without the waiting"_s);
}

void LatencyChartTest::emptyThenGrowing()
{
    MatchLog log;
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 240);
    auto *view = chart.findChild<QChartView *>();
    QVERIFY(!view->isVisible());
    PlayedLog writer(&log);
    writer.playPhase();
    QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), 10'000);
    QCOMPARE(phasesShown(chart), QStringList{u"S1901M"_s});
    chart.setLog(nullptr);
    QVERIFY(!view->isVisible());
}

void LatencyChartTest::barsAreWallTimes()
{
    MatchLog log;
    PlayedLog writer(&log);
    for (int i = 0; i < 4; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 240);
    double wall = 0;
    for (const double height : stackHeights(chart, stages))
        wall += height;
    QVERIFY(std::abs(wall - static_cast<double>(log.lastTime()) / 1e6) < 1e-6);
}

void LatencyChartTest::barsThatDwarfAreTorn()
{
    MatchLog log;
    PlayedLog writer(&log);
    for (int i = 0; i < 4; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 900, 300);
    const QList<double> walls = stackHeights(chart, stages);
    const double highest = *std::max_element(walls.begin(), walls.end());
    for (const double height : stackHeights(chart, 1))
        QVERIFY(std::abs(height - 1.6 * highest) < 1e-4);
    // Their own length is written above.
    const QList<concert::PhaseTimes> phases = concert::phaseTimes(log.spans(), log.lastTime());
    QStringList expected;
    for (const concert::PhaseTimes &phase : phases)
        expected << QString::number(static_cast<double>(phase.sequential) / 1e6, 'f', 0) % u" s"_s;
    QCOMPARE(sequentialTexts(chart, true), expected);

    auto *box = chart.findChild<QCheckBox *>();
    box->click();
    QVERIFY(stackHeights(chart, 1).isEmpty());
    QVERIFY(sequentialTexts(chart, true).isEmpty());
    box->click();
    QCOMPARE(stackHeights(chart, 1).size(), 4);
}

void LatencyChartTest::barsThatFitAreWhole()
{
    QCOMPARE(concert::barCut(10, 16), std::nullopt);
    QCOMPARE(concert::barCut(10, 17), std::optional(qint64{16}));
    QCOMPARE(concert::barCut(0, 17), std::nullopt); // nothing to be seen beside
    QCOMPARE(concert::barTexts(32'400'000, TimeAxis::upTo(50'000'000)),
             QStringList({u"32 s"_s, u"32"_s}));
    QCOMPARE(concert::barTexts(6'300'000, TimeAxis::upTo(600'000'000)), QStringList{u"6.3 s"_s});
    QCOMPARE(concert::barTexts(640'000, TimeAxis::upTo(9'000'000)),
             QStringList({u"0.6 s"_s, u"0.6"_s}));
}

void LatencyChartTest::axisLabelsHaveRoom()
{
    MatchLog log;
    PlayedLog writer(&log);
    for (int i = 0; i < 4; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    for (const int height : {110, 130, 160, 220, 400}) {
        show(&chart, 560, height);
        const auto *view = chart.findChild<QChartView *>();
        const auto *axis = qobject_cast<QValueAxis *>(view->chart()->axes(Qt::Vertical).first());
        const auto spacing = [&] {
            return view->chart()->plotArea().height() * axis->tickInterval() / axis->max();
        };
        QTRY_VERIFY_WITH_TIMEOUT(spacing() > chart.fontMetrics().height() ||
                                     axis->tickInterval() == axis->max(),
                                 10'000);
    }
}

void LatencyChartTest::hostileTimesAreShown_data()
{
    QTest::addColumn<qint64>("time");
    constexpr qint64 latest = std::numeric_limits<qint64>::max();
    QTest::newRow("ten years") << qint64{315'576'000'000'000};
    QTest::newRow("half") << latest / 2;
    QTest::newRow("what the room above makes too long") << latest / 6 * 5;
    QTest::newRow("negative") << -latest;
}

/// A record says when things were; Qt Charts makes a tick for every step of its axis.
void LatencyChartTest::hostileTimesAreShown()
{
    QFETCH(qint64, time);
    MatchLog log;
    PlayedLog writer(&log);
    writer.playPhase();
    concert::CallStarted call;
    call.span = static_cast<int>(log.spans().size());
    call.call = {concert::Power::France, log.phases().last().phase, concert::StageKind::Orders, 0,
                 9};
    log.append({log.lastTime(), concert::Audience::watcherOnly(), call});
    concert::CallEnded ended;
    ended.span = call.span;
    ended.call = call.call;
    ended.sent = 1;
    ended.firstByte = ended.firstToken = ended.lastToken = time;
    log.append({time, concert::Audience::watcherOnly(), ended});
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 560, 300);
    const auto *view = chart.findChild<QChartView *>();
    const auto *axis = qobject_cast<QValueAxis *>(view->chart()->axes(Qt::Vertical).first());
    for (auto *button : chart.findChildren<QRadioButton *>()) {
        button->click();
        QVERIFY(axis->tickInterval() > 0);
        QVERIFY2(axis->max() / axis->tickInterval() <= 50,
                 qPrintable(u"%1 by %2"_s.arg(axis->max()).arg(axis->tickInterval())));
        QVERIFY(!chart.grab().isNull());
    }
}

void LatencyChartTest::runningCallsGrow()
{
    MatchLog log;
    PlayedLog writer(&log);
    writer.playPhase();
    writer.beginRound();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 240);
    chart.setClock(writer.now() + 2'000'000, true);
    QTRY_COMPARE_WITH_TIMEOUT(stackHeights(chart, stages).size(), 2, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(stackHeights(chart, stages).last() - 2.0) < 1e-6, 10'000);
    QCOMPARE(sequentialTexts(chart, true).last(), u"14 s"_s);
    chart.setClock(writer.now() + 3'000'000, true);
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(stackHeights(chart, stages).last() - 3.0) < 1e-6, 10'000);
}

void LatencyChartTest::newestIsVisible()
{
    MatchLog log;
    PlayedLog writer(&log);
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

void LatencyChartTest::thePlayheadsPhaseComesIntoSight_data()
{
    QTest::addColumn<int>("phase");
    for (const int phase : {0, 1, 7, 14, 15, 28, 29})
        QTest::addRow("%d", phase) << phase;
}

/// In a long match, whoever goes somewhere finds its bar, from wherever the chart was.
void LatencyChartTest::thePlayheadsPhaseComesIntoSight()
{
    QFETCH(int, phase);
    MatchLog log;
    PlayedLog writer(&log);
    for (int i = 0; i < 30; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 900, 240);
    auto *scroll = chart.findChild<QScrollBar *>();
    const auto name = [](int number) {
        return QString::fromStdString(concert::sample::phaseNumber(number).name());
    };
    const auto *view = chart.findChild<concert::PhaseChartView *>();
    for (const int from : {scroll->maximum(), 0, scroll->maximum() / 2}) {
        chart.setPlayhead(log.phases()[(phase + 11) % 30].started);
        scroll->setValue(from);
        chart.setPlayhead(log.phases()[phase].started);
        QVERIFY2(phasesShown(chart).contains(name(phase)),
                 qPrintable(phasesShown(chart).join(u' ')));
        QVERIFY(view->accessibleDescription().startsWith(name(phase) % u": "_s));
        chart.resize(400, 240); // fewer columns: it stays in sight
        QVERIFY(phasesShown(chart).contains(name(phase)));
        chart.resize(900, 240);
        QVERIFY(phasesShown(chart).contains(name(phase)));
    }
    // A selection within the phase is no reason to move, nor is what the match adds.
    scroll->setValue(phase < 15 ? scroll->maximum() : 0);
    const QStringList shown = phasesShown(chart);
    chart.setPlayhead(log.phases()[phase].started + 3);
    QCOMPARE(phasesShown(chart), shown);
    chart.setPlayhead(log.phases()[(phase + 1) % 30].started, false);
    QCOMPARE(phasesShown(chart), shown);
}

/// Live, the newest bar is in sight; who scrolls away is left there, and comes back by a click.
void LatencyChartTest::followsTheMatch()
{
    MatchLog log;
    PlayedLog writer(&log);
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 900, 240);
    for (int i = 0; i < 25; ++i) {
        writer.playPhase();
        chart.setPlayhead(log.size() - 1, false);
    }
    const auto newest = [&log] { return QString::fromStdString(log.phases().last().phase.name()); };
    QTRY_VERIFY_WITH_TIMEOUT(phasesShown(chart).contains(newest()), 10'000);
    auto *scroll = chart.findChild<QScrollBar *>();
    scroll->setValue(0);
    const int before = scroll->maximum();
    writer.playPhase();
    chart.setPlayhead(log.size() - 1, false);
    QTRY_COMPARE_WITH_TIMEOUT(scroll->maximum(), before + 1, 10'000);
    QCOMPARE(phasesShown(chart).first(), u"S1901M"_s);
    chart.setPlayhead(log.phases()[5].started);
    chart.setPlayhead(log.size() - 1);
    QCOMPARE(phasesShown(chart).last(), newest());
    QCOMPARE(scroll->value(), scroll->maximum());
}

void LatencyChartTest::clicksNamePhases()
{
    MatchLog log;
    PlayedLog writer(&log);
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
    PlayedLog(&log).playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 700, 300);
    const auto *legend = chart.findChild<concert::StageLegend *>();
    QCOMPARE(legend->entries().size(), 4); // an adjudication of 0.9 ms cannot be seen
    const auto *sequential = chart.findChild<QCheckBox *>();
    QVERIFY(sequential->isVisible());
    const QList<QRadioButton *> buttons = chart.findChildren<QRadioButton *>();
    QCOMPARE(buttons.size(), 2);
    buttons[1]->click();
    QCOMPARE(legend->entries().size(), 4);
    QVERIFY(!sequential->isVisible());
    buttons[0]->click();
    QCOMPARE(legend->entries().size(), 4);
    QVERIFY(sequential->isVisible());
}

void LatencyChartTest::logThatGoesAway()
{
    LatencyChart chart;
    {
        MatchLog log;
        PlayedLog(&log).playPhase();
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
    PlayedLog writer(&log);
    for (int i = 0; i < 200; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 1000, 260);
    QImage image(chart.size(), QImage::Format_ARGB32_Premultiplied);
    double paint = 1e6; // the best of ten: what else shares the machine's caches is not ours
    double refresh = 1e6;
    for (int i = 1; i <= 10; ++i) {
        writer.playPhase();
        const QString newest = concert::phaseText(log.phases().last().phase);
        double before = concert::threadCpuMs();
        QTRY_COMPARE_WITH_TIMEOUT(phasesShown(chart).last(), newest, 10'000); // it has refreshed
        refresh = std::min(refresh, concert::threadCpuMs() - before);
        before = concert::threadCpuMs();
        chart.render(&image);
        paint = std::min(paint, concert::threadCpuMs() - before);
    }
    qInfo("of 200 phases: a refresh %.1f ms, a paint %.1f ms", refresh, paint);
    QVERIFY2(refresh < 100, "it comes at most ten times a second");
    QVERIFY2(paint < 50, "a paint takes about 5 ms");
}

void LatencyChartTest::isWrittenAsAPicture()
{
    MatchLog log;
    PlayedLog writer(&log);
    for (int i = 0; i < 4; ++i)
        writer.playPhase();
    LatencyChart chart;
    chart.setLog(&log);
    show(&chart, 800, 260);
    const QTemporaryDir folder;
    QCOMPARE(chart.exportTo(folder.filePath(u"chart.png"_s)), QString());
    const QImage image(folder.filePath(u"chart.png"_s));
    QVERIFY(image.width() > 1500); // twice as large, for print
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 4) {
        for (int x = 0; x < image.width(); x += 4)
            colors << image.pixel(x, y);
    }
    QVERIFY(colors.contains(concert::stageColor(concert::StageKind::Messages).rgb()));
    QCOMPARE(chart.exportTo(folder.filePath(u"chart.svg"_s)), QString());
    QFile svg(folder.filePath(u"chart.svg"_s));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const QByteArray drawn = svg.readAll();
    QVERIFY(drawn.contains("</svg>"));
    QVERIFY(drawn.contains(concert::stageColor(concert::StageKind::Messages).name().toLatin1()));
    QVERIFY(chart.exportTo(folder.filePath(u"chart.gif"_s)).contains(u".png"_s));
    QVERIFY(!chart.exportTo(folder.filePath(u"no/chart.png"_s)).isEmpty());
}

QTEST_MAIN(LatencyChartTest)
#include "latency_chart_test.moc"
