// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/match/directed_match.h"

#include "core/match/match.h"
#include "core/trace/analysis.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::directed;
using std::chrono::milliseconds;

/// What a schedule may change: who waits for whom, and what the record says of it; never the game.
class SchedulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameGameUnderEverySchedule_data();
    void sameGameUnderEverySchedule();
    void consolidationHoldsNobodyUp();
    void barriersAreInTheRecord();
    void slotsGoToTheLongestPath_data();
    void slotsGoToTheLongestPath();
    void schedulesOnlyAddWaiting_data();
    void schedulesOnlyAddWaiting();
    void callsOfAStageRunTogether();
};

void SchedulesTest::sameGameUnderEverySchedule_data()
{
    // Not PressOrder::Mailbox: there a power reads what has arrived, which is a matter of time.
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("rounds");
    QTest::addColumn<PressOrder>("order");
    QTest::addColumn<Deliberation>("deliberation");
    const auto row = [](const char *name, quint64 seed, int rounds, PressOrder order,
                        Deliberation deliberation) {
        QTest::newRow(name) << seed << rounds << order << deliberation;
    };
    row("with press", 1, 2, PressOrder::Simultaneous, Deliberation::Separate);
    row("another seed", 2, 1, PressOrder::Simultaneous, Deliberation::Separate);
    row("without press", 3, 0, PressOrder::Simultaneous, Deliberation::Separate);
    row("speaking", 4, 2, PressOrder::Speaking, Deliberation::Separate);
    row("until quiet", 5, 3, PressOrder::UntilQuiet, Deliberation::Separate);
    row("fused", 6, 2, PressOrder::Simultaneous, Deliberation::Fused);
    row("fused until quiet", 7, 3, PressOrder::UntilQuiet, Deliberation::Fused);
    row("fused without press", 8, 0, PressOrder::Simultaneous, Deliberation::Fused);
}

void SchedulesTest::sameGameUnderEverySchedule()
{
    QFETCH(quint64, seed);
    QFETCH(int, rounds);
    QFETCH(PressOrder, order);
    QFETCH(Deliberation, deliberation);
    QList<QStringList> games;
    for (const Schedule schedule : {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined}) {
        MatchLog log;
        MatchConfig config = shortMatch(schedule, rounds, 1902);
        config.pressOrder = order;
        config.deliberation = deliberation;
        config.commentary = config.models[0];
        Match match(config, scriptedSeats(seed, unevenDelay), &log);
        match.setNarrator(std::make_unique<ScriptedSeat>(seed, unevenDelay));
        playToTheEnd(&match);
        games << gameOf(log);
    }
    QVERIFY(games[0].size() > 50);
    QCOMPARE(games[1], games[0]);
    QCOMPARE(games[2], games[0]);
}

void SchedulesTest::consolidationHoldsNobodyUp()
{
    // Its own power's next message waits for it, and nothing else in the match does.
    const auto delay = [](const CallId &call) {
        return milliseconds(call.stage == StageKind::Consolidation ? 300 : 1);
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined, 1, 1902), scriptedSeats(1, delay), &log);
    playToTheEnd(&match);
    QSet<int> slow;
    for (const Span &span : log.spans()) {
        if (span.stage == u"consolidation"_s)
            slow << span.id;
        for (const int input : span.inputs) {
            if (slow.contains(input)) {
                QCOMPARE(span.power, log.spans()[input].power);
                QCOMPARE(span.phase, u"F1902M"_s);
            }
        }
    }
    QCOMPARE(slow.size(), 7);
}

void SchedulesTest::barriersAreInTheRecord()
{
    // Staged, the adjudication waits for the consolidations of its group though it needs no word
    // of them: without that in the record the bound would take the time for our own work.
    const auto delay = [](const CallId &call) {
        return milliseconds(call.stage == StageKind::Consolidation ? 150 : 1);
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Staged, 1, 1902), scriptedSeats(1, delay), &log);
    playToTheEnd(&match);
    QSet<int> slow;
    QSet<int> waited;
    for (const Span &span : log.spans()) {
        if (span.stage == u"consolidation"_s)
            slow << span.id;
        if (!span.isCall && span.phase == u"S1902M"_s)
            waited = QSet<int>(span.waits.cbegin(), span.waits.cend());
    }
    QCOMPARE(slow.size(), 7);
    QCOMPARE(waited, slow);
}

void SchedulesTest::slotsGoToTheLongestPath_data()
{
    QTest::addColumn<bool>("longestFirst");
    QTest::newRow("longest path first") << true;
    QTest::newRow("first come, first served") << false;
}

void SchedulesTest::slotsGoToTheLongestPath()
{
    QFETCH(bool, longestFirst);
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1902);
    config.callSlots = 4;
    config.longestPathFirst = longestFirst;
    MatchLog log;
    Match match(config, scriptedSeats(1, unevenDelay), &log);
    int most = 0;
    connect(&match, &Match::activityChanged, &match,
            [&] { most = std::max(most, match.callsRunning()); });
    playToTheEnd(&match);
    QCOMPARE(most, 4);
    MatchLog free;
    Match other(shortMatch(Schedule::Pipelined, 2, 1902), scriptedSeats(1, unevenDelay), &free);
    playToTheEnd(&other);
    QCOMPARE(gameOf(log), gameOf(free));
    // Our own work needs no slot: nobody had to free one before it began.
    for (const Span &span : log.spans())
        QVERIFY2(span.isCall || span.waits.isEmpty(), qPrintable(span.phase));
    // Who had to wait for a slot names the call that freed it, so the bound knows of it.
    int waited = 0;
    for (const Span &span : log.spans()) {
        for (const int freed : span.waits) {
            QVERIFY(*log.spans()[freed].ended <= span.started);
            QVERIFY(*log.spans()[freed].ended > span.ready);
        }
        waited += span.waits.isEmpty() ? 0 : 1;
    }
    QVERIFY(waited > 20);
    const qint64 total = log.lastTime();
    QVERIFY(bound(log.spans(), total) > dependencyBound(log.spans(), total));
    QVERIFY(bound(log.spans(), total) <= total);
    if (longestFirst)
        return;
    // Nobody overtakes: calls begin in the order in which they could.
    qint64 ready = 0;
    for (const Span &span : log.spans()) {
        if (!span.isCall)
            continue;
        QVERIFY(span.ready >= ready);
        ready = span.ready;
    }
}

void SchedulesTest::schedulesOnlyAddWaiting_data()
{
    QTest::addColumn<int>("schedule");
    for (const Schedule schedule : {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined})
        QTest::newRow(qPrintable(scheduleName(schedule))) << int(schedule);
}

void SchedulesTest::schedulesOnlyAddWaiting()
{
    QFETCH(int, schedule);
    const auto kind = static_cast<Schedule>(schedule);
    MatchLog log;
    Match match(shortMatch(kind, 2), scriptedSeats(1, unevenDelay), &log);
    playToTheEnd(&match);
    const qint64 total = log.lastTime();
    const qint64 own = bound(log.spans(), total);
    const qint64 least = dependencyBound(log.spans(), total);
    QVERIFY(least > 0);
    QVERIFY(least <= own);
    QVERIFY(own <= total);
    QVERIFY(own <= sequentialTime(log.spans(), total));
    bool waited = false;
    for (const Span &span : log.spans()) {
        waited |= !span.waits.isEmpty();
        for (const int other : span.inputs + span.waits) {
            QVERIFY(other < span.id); // nothing waits for what begins later
            QVERIFY(*log.spans()[other].ended <= span.started);
        }
    }
    QCOMPARE(waited, kind != Schedule::Pipelined);
    if (kind == Schedule::Pipelined)
        QCOMPARE(own, least);
    if (kind != Schedule::Blocking)
        return;
    // One speaker after another: initialisations and messages never overlap.
    qint64 free = 0;
    for (const Span &span : log.spans()) {
        if (span.stage == u"initial_state"_s || span.stage == u"messages"_s) {
            QVERIFY(span.started >= free);
            free = *span.ended;
        }
    }
}

void SchedulesTest::callsOfAStageRunTogether()
{
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined),
                scriptedSeats(1, [](const CallId &) { return milliseconds(50); }), &log);
    int most = 0;
    connect(&match, &Match::activityChanged, &match,
            [&] { most = std::max(most, match.callsRunning()); });
    playToTheEnd(&match);
    QVERIFY(most >= powerCount);
}

QTEST_GUILESS_MAIN(SchedulesTest)
#include "schedules_test.moc"
