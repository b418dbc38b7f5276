// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/circuit_breaker.h"
#include "core/llm/concurrency_limit.h"
#include "core/llm/retry_budget.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace concert;

/// The arithmetic that all calls of a provider share.
class LimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shrinksOnceAnEpisode();
    void growsByRounds();
    void staysWithinBounds();
    void opensAfterFailuresInARow();
    void opensAtHalf();
    void doublesItsPause();
    void budgetsRetries();

private:
    const ChatClock::time_point start_{1h};
};

void LimitsTest::shrinksOnceAnEpisode()
{
    ConcurrencyLimit limit(16, 64);
    limit.rateLimited(start_);
    QCOMPARE(limit.value(), 12); // 16 x 0.8, rounded down
    for (int i = 0; i < 30; ++i)
        limit.rateLimited(start_ + i * 499ms);
    QCOMPARE(limit.value(), 12);
    limit.rateLimited(start_ + 15s);
    QCOMPARE(limit.value(), 9);
}

void LimitsTest::growsByRounds()
{
    ConcurrencyLimit limit(16, 64);
    for (int i = 0; i < 15; ++i)
        limit.succeeded();
    QCOMPARE(limit.value(), 16);
    limit.succeeded();
    QCOMPARE(limit.value(), 17);
    for (int i = 0; i < 10; ++i)
        limit.succeeded();
    limit.rateLimited(start_); // begins a new round
    for (int i = 0; i < 12; ++i)
        limit.succeeded();
    QCOMPARE(limit.value(), 13);
}

void LimitsTest::staysWithinBounds()
{
    ConcurrencyLimit limit(16, 20);
    for (int i = 0; i < 5000; ++i)
        limit.succeeded();
    QCOMPARE(limit.value(), 20);
    for (int i = 0; i < 100; ++i)
        limit.rateLimited(start_ + i * 15s);
    QCOMPARE(limit.value(), 1);
    QCOMPARE(ConcurrencyLimit(16, 3).value(), 3);
}

void LimitsTest::opensAfterFailuresInARow()
{
    CircuitBreaker breaker;
    for (int i = 0; i < 4; ++i)
        breaker.failed(start_);
    breaker.succeeded();
    for (int i = 0; i < 4; ++i)
        breaker.failed(start_);
    QVERIFY(breaker.isClosed());
    breaker.failed(start_);
    QVERIFY(!breaker.isClosed());
    QVERIFY(breaker.probeTime() == start_ + 15s);
    breaker.failed(start_ + 5s); // was on its way
    QVERIFY(breaker.probeTime() == start_ + 15s);
    breaker.succeeded(); // so was this
    QVERIFY(breaker.isClosed());
}

void LimitsTest::opensAtHalf()
{
    CircuitBreaker breaker;
    for (int i = 0; i < 9; ++i) {
        breaker.succeeded();
        breaker.failed(start_);
    }
    breaker.succeeded();
    QVERIFY(breaker.isClosed());
    breaker.failed(start_); // ten of twenty
    QVERIFY(!breaker.isClosed());
}

void LimitsTest::doublesItsPause()
{
    CircuitBreaker breaker;
    auto now = start_;
    breaker.open(now);
    for (const auto pause : {15s, 30s, 60s, 60s}) {
        QVERIFY(breaker.probeTime() == now + pause);
        now = breaker.probeTime();
        breaker.probing();
        breaker.failed(now);
    }
    breaker.probing();
    breaker.probeGivenUp(now);
    QVERIFY(!breaker.isClosed() && breaker.probeTime() == now);
    breaker.succeeded();
    breaker.open(now);
    QVERIFY(breaker.probeTime() == now + 15s); // from the start again
}

void LimitsTest::budgetsRetries()
{
    RetryBudget budget;
    for (int i = 0; i < 60; ++i)
        QCOMPARE(budget.takeRetry(start_), 0ms);
    QCOMPARE(budget.takeRetry(start_), 1000ms);
    QCOMPARE(budget.takeRetry(start_), 2000ms); // behind that one
    QCOMPARE(budget.takeRetry(start_ + 3s), 0ms);
    for (int i = 0; i < 5; ++i)
        budget.requestSent(start_ + 3s); // bring three
    for (int i = 0; i < 3; ++i)
        QCOMPARE(budget.takeRetry(start_ + 3s), 0ms);
    QVERIFY(budget.takeRetry(start_ + 3s) > 0ms);
    QCOMPARE(budget.takeRetry(start_ + 2h), 0ms);
}

QTEST_APPLESS_MAIN(LimitsTest)
#include "limits_test.moc"
