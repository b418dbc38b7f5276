// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/retry_policy.h"

#include <QTest>

using concert::ChatError;
using concert::RetryPolicy;
using Kind = concert::ChatError::Kind;
using namespace std::chrono_literals;

class RetryPolicyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAttempts_data();
    void countsAttempts();
    void countsEachKind();
    void staysWithinTheCeiling();
    void isReproducible();
    void obeysTheServersHint();
    void doesNotWaitForever();
};

void RetryPolicyTest::countsAttempts_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("retryable");
    QTest::addColumn<int>("attempts");
    QTest::newRow("rate") << Kind::RateLimited << 429 << true << 4;
    QTest::newRow("connect") << Kind::Connect << 0 << true << 4;
    QTest::newRow("cut") << Kind::Interrupted << 200 << true << 4;
    QTest::newRow("502") << Kind::Server << 502 << true << 4;
    QTest::newRow("529") << Kind::Server << 529 << true << 4;
    QTest::newRow("504") << Kind::Timeout << 504 << true << 4;
    QTest::newRow("500") << Kind::Server << 500 << true << 2;
    QTest::newRow("408") << Kind::Timeout << 408 << true << 2;
    QTest::newRow("own timer") << Kind::Timeout << 0 << true << 2;
    QTest::newRow("409") << Kind::BadRequest << 409 << true << 2;
    QTest::newRow("bad chunk") << Kind::Protocol << 200 << true << 2;
    QTest::newRow("quota") << Kind::QuotaExhausted << 429 << false << 1;
    QTest::newRow("key") << Kind::Unauthorized << 401 << false << 1;
    QTest::newRow("503, told not to") << Kind::Server << 503 << false << 1;
}

void RetryPolicyTest::countsAttempts()
{
    QFETCH(Kind, kind);
    QFETCH(int, status);
    QFETCH(bool, retryable);
    QFETCH(int, attempts);
    const ChatError error{kind, status, {}, retryable, {}};
    RetryPolicy policy(7);
    int sent = 1;
    while (policy.wait(error, sent) && sent < 100)
        ++sent;
    QCOMPARE(sent, attempts);
    QVERIFY(retryable || !policy.wait(error, 0)); // refused before it was ever sent
}

/// Before a bad chunk two cuts: it is the first of its kind, and the call's third request.
void RetryPolicyTest::countsEachKind()
{
    const ChatError cut{Kind::Interrupted, 200, {}, true, {}};
    const ChatError bad{Kind::Protocol, 200, {}, true, {}};
    const ChatError server{Kind::Server, 500, {}, true, {}};
    RetryPolicy policy(7);
    QVERIFY(policy.wait(cut, 1));
    QVERIFY(policy.wait(cut, 2));
    QVERIFY(policy.wait(bad, 3));
    QVERIFY(!policy.wait(cut, 4)); // enough in all
    RetryPolicy other(7);
    QVERIFY(other.wait(bad, 1));
    QVERIFY(!other.wait(server, 2)); // both are tried again only once
}

void RetryPolicyTest::staysWithinTheCeiling()
{
    const ChatError error{Kind::Server, 503, {}, true, {}};
    std::chrono::milliseconds longest[4]{};
    for (quint64 seed = 0; seed < 2000; ++seed) {
        RetryPolicy policy(seed);
        for (int attempts = 1; attempts <= 3; ++attempts) {
            const auto wait = policy.wait(error, attempts);
            QVERIFY(wait && *wait >= 0ms);
            longest[attempts] = std::max(longest[attempts], *wait);
        }
    }
    for (int attempts = 1; attempts <= 3; ++attempts) { // full jitter fills its range, and no more
        const auto ceiling = 500ms * (1 << (attempts - 1));
        QVERIFY(longest[attempts] <= ceiling);
        QVERIFY(longest[attempts] > ceiling * 98 / 100);
    }
}

void RetryPolicyTest::isReproducible()
{
    const ChatError error{Kind::Connect, 0, {}, true, {}};
    RetryPolicy a(42);
    RetryPolicy b(42);
    RetryPolicy other(43);
    const auto wait = a.wait(error, 3);
    QCOMPARE(wait->count(), b.wait(error, 3)->count());
    QVERIFY(wait != other.wait(error, 3));
}

void RetryPolicyTest::obeysTheServersHint()
{
    for (quint64 seed = 0; seed < 500; ++seed) {
        RetryPolicy policy(seed);
        const auto wait = policy.wait({Kind::RateLimited, 429, {}, true, 2000ms}, 1);
        QVERIFY(*wait >= 2000ms && *wait <= 2200ms);
    }
}

void RetryPolicyTest::doesNotWaitForever()
{
    RetryPolicy policy(1);
    QVERIFY(policy.wait({Kind::RateLimited, 429, {}, true, 120s}, 1));
    QVERIFY(!policy.wait({Kind::RateLimited, 429, {}, true, 121s}, 1));
}

QTEST_GUILESS_MAIN(RetryPolicyTest)
#include "retry_policy_test.moc"
