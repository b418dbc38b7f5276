// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work_aside.h"

#include "tests/support/busy_machine.h"

#include <QTest>

#include <atomic>

using namespace concert;

/// Results that cross from a pooled thread.
class WorkAsideTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void handsOverOnce();
    void whoIsGoneHearsNothing();
};

namespace {

constexpr int mostWait = 120'000; // ms

} // namespace

void WorkAsideTest::handsOverOnce()
{
    constexpr int rounds = 400;
    const BusyMachine load;
    QObject context;
    QThread *ours = QThread::currentThread();
    int times = 0;
    int wrong = 0;
    for (int round = 0; round < rounds; ++round) {
        workAside(
            &context,
            [round, ours] {
                return QThread::currentThread() == ours ? std::vector<QString>()
                                                        : std::vector{QString::number(round)};
            },
            [&times, &wrong, round, ours](std::vector<QString> result) {
                ++times;
                wrong += QThread::currentThread() != ours ||
                         result != std::vector{QString::number(round)};
            });
        if (round % 2 == 0) // one by one, and two at a time
            QTRY_COMPARE_WITH_TIMEOUT(times, round + 1, mostWait);
    }
    QTRY_COMPARE_WITH_TIMEOUT(times, rounds, mostWait);
    QVERIFY(QThreadPool::globalInstance()->waitForDone(mostWait));
    QCoreApplication::processEvents();
    QCOMPARE(times, rounds);
    QCOMPARE(wrong, 0);
}

void WorkAsideTest::whoIsGoneHearsNothing()
{
    constexpr int rounds = 60;
    const BusyMachine load;
    std::atomic<int> done = 0;
    int heard = 0;
    for (int round = 0; round < rounds; ++round) {
        auto context = std::make_unique<QObject>();
        workAside(
            context.get(), [&done] { return ++done; }, [&heard](int) { ++heard; });
        if (round % 2 == 0) // else it goes while the work is at its beginning
            QTRY_COMPARE_WITH_TIMEOUT(done.load(), round + 1, mostWait);
        else
            QThread::yieldCurrentThread();
        context.reset();
        const int before = heard;
        QVERIFY(QThreadPool::globalInstance()->waitForDone(mostWait));
        QCoreApplication::processEvents();
        QCOMPARE(heard, before);
    }
    QCOMPARE(done.load(), rounds);
}

QTEST_GUILESS_MAIN(WorkAsideTest)
#include "work_aside_test.moc"
