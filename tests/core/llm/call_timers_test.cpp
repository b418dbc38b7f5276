// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/call_timers.h"

#include <QTest>

using concert::CallTimers;
using Limit = concert::CallTimers::Limit;
using namespace std::chrono_literals;

/// Limits 10, 120, 60, 180, 600 s; every time is told, none is waited for.
class CallTimersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void limitsConnecting();
    void limitsTheFirstByte();
    void limitsSilence();
    void limitsBytesWithoutText();
    void limitsTheWholeCall();

private:
    const CallTimers::Time start_{1000s};
    CallTimers timers_{concert::ChatTimeouts()};
};

void CallTimersTest::init()
{
    timers_ = CallTimers(concert::ChatTimeouts());
    timers_.callStarted(start_);
    timers_.attemptStarted(start_);
}

void CallTimersTest::limitsConnecting()
{
    QVERIFY(!timers_.expired(start_ + 9999ms));
    QVERIFY(timers_.expired(start_ + 10s) == Limit::Connect);
}

void CallTimersTest::limitsTheFirstByte()
{
    timers_.requestSent(start_ + 5s);
    timers_.requestSent(start_ + 50s); // told twice: the first counts
    QVERIFY(!timers_.expired(start_ + 124s));
    QVERIFY(timers_.expired(start_ + 125s) == Limit::FirstByte);
}

void CallTimersTest::limitsSilence()
{
    timers_.bytesReceived(start_ + 100s);
    timers_.bytesReceived(start_ + 130s);
    QVERIFY(!timers_.expired(start_ + 189s));
    QVERIFY(timers_.expired(start_ + 190s) == Limit::Idle);
}

void CallTimersTest::limitsBytesWithoutText()
{
    for (int second = 10; second <= 220; second += 10) {
        timers_.bytesReceived(start_ + std::chrono::seconds(second));
        if (second == 30)
            timers_.progressed(start_ + 30s);
    }
    QVERIFY(!timers_.expired(start_ + 209s));
    QVERIFY(timers_.expired(start_ + 210s) == Limit::Progress);
}

void CallTimersTest::limitsTheWholeCall()
{
    for (int second = 10; second <= 600; second += 10) {
        timers_.bytesReceived(start_ + std::chrono::seconds(second));
        timers_.progressed(start_ + std::chrono::seconds(second));
    }
    QVERIFY(timers_.expired(start_ + 600s) == Limit::Total);
    timers_.attemptStarted(start_ + 595s); // a further attempt gets no time of its own
    QVERIFY(!timers_.expired(start_ + 599s));
    QVERIFY(timers_.expired(start_ + 600s) == Limit::Total);
}

QTEST_GUILESS_MAIN(CallTimersTest)
#include "call_timers_test.moc"
