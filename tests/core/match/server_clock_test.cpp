// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/server_clock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// What a match tells of its times, beside what its server knows of them. Nothing is timed here:
/// whatever happens on a busy machine, what is told contains what the server did, and not less.
/// tests/benchmarks/server_clock.cpp measures how much more.
class ServerClockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void toldTimesContainTheServers_data();
    void toldTimesContainTheServers();
};

void ServerClockTest::toldTimesContainTheServers_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<bool>("logNormal");
    QTest::newRow("pipelined") << Schedule::Pipelined << true;
    QTest::newRow("staged") << Schedule::Staged << true;
    QTest::newRow("blocking") << Schedule::Blocking << true;
    QTest::newRow("streamed") << Schedule::Pipelined << false;
}

void ServerClockTest::toldTimesContainTheServers()
{
    QFETCH(Schedule, schedule);
    QFETCH(bool, logNormal);
    QTemporaryDir folder;
    MatchConfig config = MatchConfig::demo();
    config.maxYear = 1901;
    config.negotiationRounds = 1;
    config.schedule = schedule;
    config.simulator.logNormal = logNormal;
    config.simulator.scale = 0.02;
    const std::unique_ptr<ServedMatch> match = playServedMatch(config, folder.filePath(u"match"_s));
    const MatchLog &log = match->log;
    QVERIFY(log.hasEnded());
    int calls = 0;
    qint64 drawn = 0;
    for (qsizetype i = 0; i < log.size(); ++i) {
        const auto *ended = log.at(i).as<CallEnded>();
        if (ended == nullptr)
            continue;
        ++calls;
        const QList<ServedCall> served = match->servedFor(ended->call);
        QCOMPARE(served.size(), ended->attempts);
        QVERIFY(ended->sent && ended->lastToken);
        // It had left before the server had it.
        const auto sent = match->start + std::chrono::microseconds(*ended->sent);
        QVERIFY(sent <= served.first().taken);
        std::chrono::nanoseconds took{0};
        for (const ServedCall &each : served) {
            QVERIFY(each.given - each.taken >= each.drawn - std::chrono::milliseconds(1));
            took += each.given - each.taken;
            drawn += each.drawn.count();
        }
        const std::chrono::microseconds told(*ended->lastToken - *ended->sent);
        QVERIFY2(told >= took - std::chrono::microseconds(1), qPrintable(ended->call.toString()));
        QVERIFY(log.spans()[ended->span].started <= *ended->sent);
    }
    QVERIFY2(calls > 40, qPrintable(QString::number(calls)));
    QVERIFY(drawn > 0);
    const qint64 told = bound(log.spans(), log.lastTime());
    QVERIFY(match->boundByServer() > 0);
    QVERIFY(match->boundByServer() <= told);
    QVERIFY(told <= log.lastTime());
}

QTEST_GUILESS_MAIN(ServerClockTest)
#include "server_clock_test.moc"
