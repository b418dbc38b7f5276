// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/statistics.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace concert;

class StatisticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quantiles();
    void latencies();
    void noPairs();
    void onePairHasNoInterval();
    void equalRatiosHaveANarrowInterval();
    void theIntervalCoversTheTruth();
    void pairsWithoutTimeDoNotCount();
};

void StatisticsTest::quantiles()
{
    QCOMPARE(quantile({}, 0.5), 0.0);
    QCOMPARE(quantile({7}, 0.95), 7.0);
    QCOMPARE(quantile({4, 1, 3, 2}, 0.5), 2.5);
    QCOMPARE(quantile({4, 1, 3, 2, 5}, 0.5), 3.0);
    QCOMPARE(quantile({0, 100}, 0.95), 95.0);
    QCOMPARE(quantile({3, 1, 2}, 1), 3.0);
    QCOMPARE(quantile({3, 1, 2}, 0), 1.0);
}

void StatisticsTest::latencies()
{
    QList<Span> spans;
    for (int id = 0; id < 6; ++id) {
        Span span;
        span.id = id;
        span.model = id == 5 ? u"b"_s : u"a"_s;
        span.stage = id < 2 ? u"orders"_s : u"messages"_s;
        span.sent = 100;
        span.firstToken = 110 + id;
        span.lastToken = span.ended = 200 + 10 * id;
        span.outputTokens = 7;
        span.failed = id == 3;
        spans << span;
    }
    spans[1].sent.reset(); // not sent yet: does not count
    Span adjudication;
    adjudication.isCall = false;
    adjudication.stage = u"adjudication"_s;
    spans << adjudication;
    Span interrupted; // its program ended with it: sent and paid, nobody knows when
    interrupted.id = 7;
    interrupted.model = u"b"_s;
    interrupted.stage = u"messages"_s;
    interrupted.attempts = 1;
    interrupted.ended = 5000;
    spans << interrupted;
    const QList<LatencyStatistics> rows = latencyStatistics(spans, 999);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].model + rows[0].stage, u"amessages"_s);
    QCOMPARE(rows[0].calls, 3);
    QCOMPARE(rows[0].p50, 130.0);
    QCOMPARE(rows[0].max, 140.0);
    QCOMPARE(rows[0].p95, 139.0);
    QCOMPARE(rows[0].sum, 120 + 130 + 140);
    QCOMPARE(rows[0].firstTokenP50, 13.0);
    QCOMPARE(rows[0].outputTokens, 21);
    QCOMPARE(rows[0].failed, 1);
    QCOMPARE(rows[1].model + rows[1].stage, u"aorders"_s);
    QCOMPARE(rows[1].calls, 1);
    QCOMPARE(rows[2].model + rows[2].stage, u"bmessages"_s);
    QCOMPARE(rows[2].calls, 2);
    QCOMPARE(rows[2].max, 150.0);
    QCOMPARE(rows[2].slowest, 5);
}

void StatisticsTest::noPairs()
{
    const PairedReduction none = pairedReduction({}, {});
    QCOMPARE(none.n, 0);
    QVERIFY(!none.hasInterval);
}

void StatisticsTest::onePairHasNoInterval()
{
    const PairedReduction one = pairedReduction({4}, {1});
    QCOMPARE(one.n, 1);
    QCOMPARE(one.reduction, 0.75);
    QCOMPARE(one.median, 0.75);
    QVERIFY(!one.hasInterval);
}

void StatisticsTest::equalRatiosHaveANarrowInterval()
{
    const PairedReduction equal = pairedReduction({4, 8, 2}, {1, 2, 0.5});
    QCOMPARE(equal.n, 3);
    QVERIFY(equal.hasInterval);
    QVERIFY(std::abs(equal.reduction - 0.75) < 1e-12);
    QVERIFY(std::abs(equal.low - 0.75) < 1e-12);
    QVERIFY(std::abs(equal.high - 0.75) < 1e-12);
}

/// Against the normal approximation: mean ± 1.96 standard errors of the logarithms, which the
/// bootstrap of 40 evenly spread ratios must come close to.
void StatisticsTest::theIntervalCoversTheTruth()
{
    QList<double> before;
    QList<double> after;
    constexpr int count = 40;
    double squares = 0;
    for (int i = 0; i < count; ++i) {
        const double deviation = 0.02 * (i - (count - 1) / 2.0);
        squares += deviation * deviation;
        before << 10;
        after << 10 * std::exp(-0.7 + deviation);
    }
    const PairedReduction reduction = pairedReduction(before, after);
    const double error = std::sqrt(squares / count / count);
    QVERIFY(std::abs(reduction.reduction - (1 - std::exp(-0.7))) < 1e-9);
    QVERIFY(std::abs(reduction.low - (1 - std::exp(-0.7 + 1.96 * error))) < 0.003);
    QVERIFY(std::abs(reduction.high - (1 - std::exp(-0.7 - 1.96 * error))) < 0.003);
    // The same draws every time; other draws from another seed, close by.
    QCOMPARE(pairedReduction(before, after).low, reduction.low);
    const PairedReduction other = pairedReduction(before, after, bootstrapDraws, 2);
    QVERIFY(other.low != reduction.low);
    QVERIFY(std::abs(other.low - reduction.low) < 0.003);
}

void StatisticsTest::pairsWithoutTimeDoNotCount()
{
    const PairedReduction reduction = pairedReduction({4, 0, 3, 5}, {2, 1, 0, 2.5});
    QCOMPARE(reduction.n, 2);
    QCOMPARE(reduction.median, 0.5);
}

QTEST_GUILESS_MAIN(StatisticsTest)
#include "statistics_test.moc"
