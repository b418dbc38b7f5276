// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/comparison.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

Span partCall(int id, const QString &stage, qint64 from, qint64 to, const QList<int> &inputs = {})
{
    Span span;
    span.id = id;
    span.phase = u"S1901M"_s;
    span.stage = stage;
    span.ready = span.started = from;
    span.sent = from;
    span.lastToken = span.ended = to;
    span.inputs = inputs;
    return span;
}

RunTimes timesWith(qint64 orders, qint64 messages)
{
    RunTimes times;
    times.parts[static_cast<std::size_t>(ExperimentPart::Orders)] = {orders, orders / 2, 7};
    times.parts[static_cast<std::size_t>(ExperimentPart::Negotiation)] = {messages, messages, 14};
    times.total = orders + messages;
    times.bound = times.total * 10 / 11;
    times.busy = times.total;
    times.calls = 21;
    return times;
}

constexpr qint64 second = 1'000'000;

} // namespace

class ComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStageHasAPart_data();
    void everyStageHasAPart();
    void partsOfARunAddUp();
    void comparesPairsOfEqualSeeds();
    void eachPairHasItsOwnBaseline();
    void statusFollowsTheInterval();
    void theVerdictLooksAtTheLowerEnd();
};

void ComparisonTest::everyStageHasAPart_data()
{
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *stage, const char *part) {
        QTest::newRow(stage) << QString::fromLatin1(stage) << QString::fromLatin1(part);
    };
    row("initial_state", "initialisation");
    row("messages", "negotiation");
    row("negotiation_diary", "negotiation");
    row("plan", "planning");
    row("orders", "orders");
    row("result_diary", "state_update");
    row("state_update", "state_update");
    row("consolidation", "state_update");
    row("commentary", "other");
    row("adjudication", "other");
    row("something new", "other");
}

void ComparisonTest::everyStageHasAPart()
{
    QFETCH(QString, stage);
    QTEST(partName(partOf(stage)), "part");
}

void ComparisonTest::partsOfARunAddUp()
{
    const QList<Span> spans{
        partCall(0, u"initial_state"_s, 0, 10), partCall(1, u"messages"_s, 10, 40, {0}),
        partCall(2, u"messages"_s, 12, 30, {0}), partCall(3, u"orders"_s, 42, 60, {1})};
    const RunTimes times = runTimes(spans, 64); // the end was written at 64
    QCOMPARE(times.total, 64);
    QCOMPARE(times.bound, 10 + 30 + 18);
    QCOMPARE(times.sequential, 10 + 30 + 18 + 18);
    QCOMPARE(times.calls, 4);
    QCOMPARE(times.busy, 10 + 30 + 18);
    QCOMPARE(times.part(ExperimentPart::Initialisation).critical, 10);
    QCOMPARE(times.part(ExperimentPart::Negotiation).critical, 30);
    QCOMPARE(times.part(ExperimentPart::Negotiation).busy, 30);
    QCOMPARE(times.part(ExperimentPart::Negotiation).calls, 2);
    QCOMPARE(times.part(ExperimentPart::Orders).critical, 20); // from its input's end on
    QCOMPARE(times.part(ExperimentPart::Planning).calls, 0);
    QCOMPARE(times.part(ExperimentPart::Other).critical, 4);
    QVERIFY(std::abs(times.overhead() - (64.0 / 58 - 1)) < 1e-12);
}

void ComparisonTest::comparesPairsOfEqualSeeds()
{
    const QList<ComparedRun> runs{{u"after"_s, 1, timesWith(second, second)},
                                  {u"before"_s, 1, timesWith(2 * second, 6 * second)},
                                  {u"before"_s, 2, timesWith(2 * second, 2 * second)},
                                  {u"after"_s, 2, timesWith(second, second)},
                                  {u"before"_s, 3, timesWith(9 * second, 9 * second)}};
    const ComparisonResult result = compareRuns(runs, {u"before"_s, u"after"_s});
    QCOMPARE(result.baseline, u"before"_s);
    QCOMPARE(result.variants.size(), 1);
    const ComparedVariant &after = result.variants.first();
    QCOMPARE(after.seeds, (QList<quint64>{1, 2})); // the third has no partner
    QCOMPARE(after.parts.size(), experimentPartCount);
    const ComparedTimes &negotiation = after.parts[1];
    QCOMPARE(negotiation.name, u"negotiation"_s);
    QCOMPARE(negotiation.criticalBefore, 4.0);
    QCOMPARE(negotiation.criticalAfter, 1.0);
    QCOMPARE(negotiation.callsBefore, 14.0);
    QCOMPARE(negotiation.critical.n, 2);
    QVERIFY(std::abs(negotiation.critical.reduction - (1 - 1 / std::sqrt(6.0 * 2))) < 1e-9);
    QCOMPARE(after.parts[2].critical.n, 0); // planning was not asked for
    const ComparedTimes &overall = after.overall;
    QCOMPARE(overall.criticalBefore, 6.0);
    QCOMPARE(overall.criticalAfter, 2.0);
    QVERIFY(std::abs(overall.critical.median - (0.75 + 0.5) / 2) < 1e-9);
    double sum = 0;
    for (const ComparedTimes &part : after.parts)
        sum += part.criticalBefore;
    QCOMPARE(sum, overall.criticalBefore);
}

void ComparisonTest::eachPairHasItsOwnBaseline()
{
    const QList<ComparedRun> runs{{u"a"_s, 1, timesWith(8 * second, 0)},
                                  {u"b"_s, 1, timesWith(4 * second, 0)},
                                  {u"c"_s, 1, timesWith(3 * second, 0)}};
    const ComparisonResult result =
        compareRuns(runs, QList<ComparedPair>{{u"b"_s, u"a"_s}, {u"c"_s, u"b"_s, true}});
    QCOMPARE(result.baseline, u"a"_s);
    QCOMPARE(result.variants.size(), 2);
    QCOMPARE(result.variants[0].against, u"a"_s);
    QVERIFY(!result.variants[0].isLever);
    QVERIFY(std::abs(result.variants[0].overall.critical.reduction - 0.5) < 1e-9);
    QCOMPARE(result.variants[1].against, u"b"_s);
    QVERIFY(result.variants[1].isLever);
    QVERIFY(std::abs(result.variants[1].overall.critical.reduction - 0.25) < 1e-9);
}

void ComparisonTest::statusFollowsTheInterval()
{
    const auto status = [](double low, double high, double before = 7, double after = 7) {
        ComparedTimes times;
        times.name = u"orders"_s;
        times.callsBefore = before;
        times.callsAfter = after;
        times.critical.n = 10;
        times.critical.hasInterval = true;
        times.critical.low = low;
        times.critical.high = high;
        return statusOf(times);
    };
    QCOMPARE(status(0.2, 0.4), ComparedStatus::Faster);
    QCOMPARE(status(-0.4, -0.2), ComparedStatus::Slower);
    QCOMPARE(status(-0.1, 0.2), ComparedStatus::NoChangeShown);
    QCOMPARE(status(-0.002, -0.001), ComparedStatus::Same); // significant, and of no matter
    QCOMPARE(status(0.2, 0.4, 7, 0), ComparedStatus::InOtherCalls);
    QCOMPARE(status(0, 0, 0, 0), ComparedStatus::NotAskedFor);
    ComparedTimes one;
    one.callsBefore = one.callsAfter = 7;
    one.critical.n = 1;
    QCOMPARE(statusOf(one), ComparedStatus::Open);
}

void ComparisonTest::theVerdictLooksAtTheLowerEnd()
{
    const auto reached = [](const QList<double> &ratios, double target) {
        QList<ComparedRun> runs;
        for (qsizetype i = 0; i < ratios.size(); ++i) {
            const auto seed = static_cast<quint64>(i);
            runs << ComparedRun{u"a"_s, seed, timesWith(100 * second, 0)}
                 << ComparedRun{u"b"_s, seed, timesWith(std::llround(100 * second * ratios[i]), 0)};
        }
        return compareRuns(runs, {u"a"_s, u"b"_s}, target).variants.first().reached;
    };
    QVERIFY(reached({0.5, 0.52, 0.48, 0.51}, 0.3));
    QVERIFY(!reached({0.5, 0.52, 0.48, 0.51}, 0.6));
    QVERIFY(!reached({0.2, 1.1, 0.9, 0.6}, 0.3)); // 38 % in the mean, but by no means surely
    QVERIFY(!reached({0.1}, 0.3));                // one pair says nothing of the spread
}

QTEST_GUILESS_MAIN(ComparisonTest)
#include "comparison_test.moc"
