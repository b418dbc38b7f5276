// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/summary/summary_view.h"

#include "tests/ui/played_log.h"
#include "ui/latency/latency_model.h"
#include "ui/navigator.h"
#include "ui/summary/phase_times_model.h"
#include "ui/summary/summary_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace concert;

class SummaryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s));
    }
    void figuresAreThoseOfTheSpans();
    void severalModelsHaveASumToo();
    void leadsToTheCallAndThePhase();
    void growsWithTheMatch();
    void countsBrokenOffCallsAsTheChartDoes();
};

void SummaryTest::figuresAreThoseOfTheSpans()
{
    MatchLog log;
    sample::PlayedLog played(&log);
    played.playPhase();
    played.playPhase();
    SummaryModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSpans(log.spans(), log.lastTime());
    QCOMPARE(model.rowCount(), 1); // one model
    int calls = 0;
    qint64 tokens = 0;
    qint64 longest = 0;
    int slowest = -1;
    for (const Span &span : log.spans()) {
        if (!span.isCall)
            continue;
        ++calls;
        tokens += span.inputTokens;
        if (span.latency(0) > longest) {
            longest = span.latency(0);
            slowest = span.id;
        }
    }
    const QModelIndex all = model.index(0, 0);
    QCOMPARE(model.index(0, SummaryModel::Calls).data().toString(), QString::number(calls));
    QCOMPARE(model.index(0, SummaryModel::TokensIn).data().toString(), QLocale().toString(tokens));
    QCOMPARE(all.data(SummaryModel::SlowestRole).toInt(), slowest);
    QCOMPARE(model.rowCount(all), 4); // goals, messages, orders, looking back
    int sum = 0;
    for (int row = 0; row < model.rowCount(all); ++row)
        sum += model.index(row, SummaryModel::Calls, all).data().toInt();
    QCOMPARE(sum, calls);
    QCOMPARE(model.index(0, SummaryModel::Errors).data().toString(), u"–"_s);
}

void SummaryTest::severalModelsHaveASumToo()
{
    MatchLog log;
    sample::PlayedLog played(&log);
    played.playPhase();
    QList<Span> spans = log.spans();
    for (Span &span : spans) {
        if (span.power == u"FRANCE"_s) {
            span.model = u"other"_s;
            span.attempts = 3;
            span.failed = span.stage == u"orders"_s;
        }
    }
    SummaryModel model;
    model.setSpans(spans, log.lastTime());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data().toString(), u"All models"_s);
    const int sum = model.index(0, SummaryModel::Calls).data().toInt();
    QCOMPARE(model.index(1, SummaryModel::Calls).data().toInt() +
                 model.index(2, SummaryModel::Calls).data().toInt(),
             sum);
    const QString retries = model.index(0, SummaryModel::Retries).data().toString();
    QCOMPARE(retries, QString::number(2 * sum / 7));
    QCOMPARE(model.index(0, SummaryModel::Errors).data().toString(), u"1"_s);
}

void SummaryTest::leadsToTheCallAndThePhase()
{
    MatchLog log;
    sample::PlayedLog played(&log);
    for (int phase = 0; phase < 3; ++phase)
        played.playPhase();
    Navigator navigator;
    navigator.setLog(&log);
    SummaryView view(&navigator);
    view.resize(900, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy chosen(&view, &SummaryView::callChosen);
    auto *statistics = view.findChild<QTreeView *>(u"summaryStatistics"_s);
    Q_EMIT statistics->activated(statistics->model()->index(0, SummaryModel::Longest));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(navigator.selectedCall(), std::optional(chosen[0][0].toInt()));
    auto *phases = view.findChild<QTreeView *>(u"summaryPhases"_s);
    QCOMPARE(phases->model()->rowCount(), 3);
    Q_EMIT phases->activated(phases->model()->index(1, 0));
    QCOMPARE(navigator.phaseIndex(), 1);
}

void SummaryTest::growsWithTheMatch()
{
    MatchLog log;
    sample::PlayedLog played(&log);
    played.playPhase();
    Navigator navigator;
    navigator.setLog(&log);
    SummaryView view(&navigator);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto *phases = view.findChild<QTreeView *>(u"summaryPhases"_s);
    QCOMPARE(phases->model()->rowCount(), 1);
    const QAbstractItemModelTester tester(phases->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    played.playPhase();
    QTRY_COMPARE(phases->model()->rowCount(), 2);
}

/// A match that was killed while calls ran.
void SummaryTest::countsBrokenOffCallsAsTheChartDoes()
{
    MatchLog log;
    sample::PlayedLog played(&log);
    played.playPhase();
    played.beginRound();
    log.append({played.now() + 3'000'000, Audience::watcherOnly(), MatchPaused{}});
    Navigator navigator;
    navigator.setLog(&log);
    SummaryView view(&navigator);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto *phases = view.findChild<QTreeView *>(u"summaryPhases"_s);
    QTRY_COMPARE(phases->model()->rowCount(), 2);
    const LatencyPicture chart = LatencyPicture::at(log.spans(), log.lastTime());
    QCOMPARE(chart.phases.last().sequential, 7 * 3'000'000);
    QCOMPARE(phases->model()->index(1, PhaseTimesModel::Sequential).data().toString(),
             durationText(chart.phases.last().sequential));
}

QTEST_MAIN(SummaryTest)
#include "summary_test.moc"
