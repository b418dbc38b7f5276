// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator.h"

#include "tests/ui/played_log.h"
#include "tests/ui/sample_log.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

class NavigatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); } // lasts one function
    void endedLogStartsAtItsFirstPhase();
    void growingLogIsFollowed();
    void bookkeepingTakesNoTime();
    void messagesTakeTheTimeToReadThem();
    void liveStaysAtTheNewestEvent();
    void stepsThroughPhases();
    void goToClampsAndHalts();
    void endOfAMatchHalts();
    void playsAgainFromTheStart();
    void behindCountsPhases();
    void anotherLogReplacesTheFirst();
    void selectionIsToldOnce();
    void callsMessagesAndOrdersBelongTogether();
    void selectingGoesThereAndBack();
    void selectingWhatIsShownMovesNothing();
    void actionsSayTheirShortcuts();
};

void NavigatorTest::endedLogStartsAtItsFirstPhase()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    Navigator navigator;
    navigator.setLog(&log);
    QCOMPARE(navigator.playhead(), log.phases().first().started);
    QCOMPARE(navigator.phaseIndex(), 0);
    QCOMPARE(navigator.pace(), Navigator::Pace::Halted);
}

void NavigatorTest::growingLogIsFollowed()
{
    MatchLog log;
    Navigator navigator;
    navigator.setSpeed(100);
    navigator.setLog(&log);
    QCOMPARE(navigator.pace(), Navigator::Pace::Reading);
    QCOMPARE(navigator.playhead(), -1);
    QSignalSpy moves(&navigator, &Navigator::playheadChanged);
    sample::writeMatch(&log, false);
    QTRY_COMPARE_WITH_TIMEOUT(navigator.playhead(), log.size() - 1, 20000);
    // Forward only, without gaps, and never as a jump.
    qsizetype last = -1;
    for (const QList<QVariant> &move : moves) {
        QCOMPARE(move.at(0).value<qsizetype>(), last);
        QVERIFY(move.at(1).value<qsizetype>() > last);
        QCOMPARE(move.at(2).toBool(), false);
        last = move.at(1).value<qsizetype>();
    }
    QCOMPARE(navigator.pace(), Navigator::Pace::Reading); // more may come
}

void NavigatorTest::bookkeepingTakesNoTime()
{
    MatchLog log;
    sample::Writer writer(&log);
    Navigator navigator;
    navigator.setLog(&log);
    writer.start();
    for (int span = 0; span < 50; ++span)
        writer.callStarted(span, Power::Italy, StageKind::InitialState);
    QCOMPARE(navigator.playhead(), 50); // passed at once, without an event loop
    writer.phase(sample::spring);
    QCOMPARE(navigator.playhead(), 51);
    writer.message(Power::Italy, std::nullopt, u"Ciao"_s);
    QCOMPARE(navigator.playhead(), 51); // the phase's start stays for its time
}

void NavigatorTest::messagesTakeTheTimeToReadThem()
{
    MatchLog log;
    sample::Writer writer(&log);
    writer.start();
    writer.message(Power::Italy, std::nullopt, u"one two three four five six seven eight"_s);
    writer.message(Power::Italy, std::nullopt, u"short"_s);
    writer.message(Power::Italy, std::nullopt, u"word "_s.repeated(1000));
    writer.message(Power::Italy, std::nullopt, u"last"_s);
    Navigator navigator;
    navigator.setSpeed(10);
    QElapsedTimer clock;
    std::array<qint64, 5> shownAt{}; // milliseconds, by event
    connect(&navigator, &Navigator::playheadChanged, this, [&](qsizetype, qsizetype to) {
        shownAt[static_cast<std::size_t>(to)] = clock.elapsed();
    });
    clock.start();
    navigator.setLog(&log);
    QTRY_COMPARE_WITH_TIMEOUT(navigator.playhead(), 4, 30000);
    // Ten times as fast: 8 words at 1000 a minute take 48 ms; no less than 30, no more than 150.
    QVERIFY(shownAt[2] - shownAt[1] >= 47);
    QVERIFY(shownAt[3] - shownAt[2] >= 29);
    QVERIFY(shownAt[4] - shownAt[3] >= 149);
    QVERIFY(shownAt[4] - shownAt[3] < 5000); // a thousand words alone would take 6 s
}

void NavigatorTest::liveStaysAtTheNewestEvent()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    Navigator navigator;
    navigator.setLog(&log);
    QVERIFY(navigator.eventsBehind() > 0);
    navigator.liveAction()->trigger();
    QCOMPARE(navigator.pace(), Navigator::Pace::Live);
    QCOMPARE(navigator.eventsBehind(), 0);
    QVERIFY(navigator.liveAction()->isChecked());
    QVERIFY(!navigator.playAction()->isChecked());
    sample::Writer writer(&log);
    writer.message(Power::Italy, std::nullopt, u"now"_s);
    writer.message(Power::Italy, std::nullopt, u"and now"_s);
    QCOMPARE(navigator.playhead(), log.size() - 1);
}

void NavigatorTest::stepsThroughPhases()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    const auto &phases = log.phases();
    Navigator navigator;
    navigator.setLog(&log);
    // Forward: each phase's orders with results, then the final board.
    for (const PhaseEntry &phase : phases) {
        navigator.nextPhaseAction()->trigger();
        QCOMPARE(navigator.playhead(), *phase.adjudicated);
    }
    navigator.nextPhaseAction()->trigger();
    QCOMPARE(navigator.playhead(), log.size() - 1);
    QVERIFY(!navigator.nextPhaseAction()->isEnabled());
    // And back the same way.
    for (qsizetype phase = phases.size() - 1; phase >= 0; --phase) {
        navigator.previousPhaseAction()->trigger();
        QCOMPARE(navigator.playhead(), *phases[phase].adjudicated);
    }
    navigator.previousPhaseAction()->trigger();
    QCOMPARE(navigator.playhead(), phases.first().started);
    QVERIFY(!navigator.previousPhaseAction()->isEnabled());
    navigator.lastPhaseAction()->trigger();
    QCOMPARE(navigator.playhead(), log.size() - 1);
    navigator.firstPhaseAction()->trigger();
    QCOMPARE(navigator.playhead(), phases.first().started);
    // From the middle of a phase "previous" is the phase before it.
    navigator.goTo(phases[1].started + 1);
    navigator.previousPhaseAction()->trigger();
    QCOMPARE(navigator.playhead(), *phases[0].adjudicated);
}

void NavigatorTest::goToClampsAndHalts()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    Navigator navigator;
    navigator.setLog(&log);
    QCOMPARE(navigator.pace(), Navigator::Pace::Reading);
    QSignalSpy moves(&navigator, &Navigator::playheadChanged);
    navigator.goTo(100000);
    QCOMPARE(navigator.playhead(), log.size() - 1);
    QCOMPARE(moves.last().at(2).toBool(), true);
    QCOMPARE(navigator.pace(), Navigator::Pace::Halted);
    navigator.goTo(-5);
    QCOMPARE(navigator.playhead(), 0);
    QCOMPARE(navigator.phaseIndex(), -1);
    navigator.goToPhase(99);
    QCOMPARE(navigator.playhead(), log.size() - 1); // not adjudicated yet: its newest event
    navigator.goToPhase(-3);
    QCOMPARE(navigator.playhead(), *log.phases().first().adjudicated);
    sample::Writer(&log).message(Power::Italy, std::nullopt, u"more"_s);
    QCOMPARE(navigator.playhead(), *log.phases().first().adjudicated); // halted is halted
}

void NavigatorTest::endOfAMatchHalts()
{
    MatchLog log;
    Navigator navigator;
    navigator.setSpeed(100);
    navigator.setLog(&log);
    sample::writeMatch(&log, true);
    QTRY_COMPARE_WITH_TIMEOUT(navigator.playhead(), log.size() - 1, 20000);
    QCOMPARE(navigator.pace(), Navigator::Pace::Halted);
    QVERIFY(!navigator.playAction()->isChecked());
    QVERIFY(!navigator.liveAction()->isEnabled());
}

void NavigatorTest::playsAgainFromTheStart()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    Navigator navigator;
    navigator.setLog(&log);
    navigator.lastPhaseAction()->trigger();
    QSignalSpy moves(&navigator, &Navigator::playheadChanged);
    navigator.playAction()->trigger();
    QCOMPARE(moves.first().at(1).value<qsizetype>(), log.phases().first().started);
    QCOMPARE(navigator.pace(), Navigator::Pace::Reading);
    navigator.playAction()->trigger();
    QCOMPARE(navigator.pace(), Navigator::Pace::Halted);
    const qsizetype halted = navigator.playhead();
    QVERIFY(halted < log.size() - 1);
}

void NavigatorTest::behindCountsPhases()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    Navigator navigator;
    QSignalSpy behind(&navigator, &Navigator::behindChanged);
    navigator.setLog(&log);
    navigator.goToPhase(0);
    QCOMPARE(navigator.phasesBehind(), 2);
    navigator.goToPhase(1);
    QCOMPARE(navigator.phasesBehind(), 1);
    behind.clear();
    sample::Writer(&log).phase({1902, Season::Spring, PhaseType::Movement});
    QCOMPARE(navigator.phasesBehind(), 2);
    QVERIFY(!behind.isEmpty());
}

void NavigatorTest::anotherLogReplacesTheFirst()
{
    MatchLog first;
    Navigator navigator;
    navigator.setLog(&first);
    sample::writeMatch(&first, false);
    {
        MatchLog second;
        sample::writeMatch(&second, true);
        navigator.setLog(&second);
        QCOMPARE(navigator.log(), &second);
        sample::Writer(&first).message(Power::Italy, std::nullopt, u"unheard"_s);
        QCOMPARE(navigator.playhead(), second.phases().first().started);
    }
    QCOMPARE(navigator.log(), nullptr); // gone with its owner
    QCOMPARE(navigator.playhead(), -1);
    QCOMPARE(navigator.eventsBehind(), 0);
    navigator.goTo(3);
    navigator.setPace(Navigator::Pace::Reading);
    QCOMPARE(navigator.pace(), Navigator::Pace::Halted);
}

void NavigatorTest::selectionIsToldOnce()
{
    Navigator navigator;
    QSignalSpy changed(&navigator, &Navigator::selectionChanged);
    navigator.select(Province::PAR);
    navigator.select(Province::PAR);
    QCOMPARE(changed.size(), 1);
    navigator.select(std::nullopt);
    QCOMPARE(changed.size(), 2);
}

void NavigatorTest::callsMessagesAndOrdersBelongTogether()
{
    MatchLog log;
    sample::PlayedLog(&log).playPhase();
    Navigator navigator;
    navigator.setLog(&log);
    navigator.goToPhase(0);
    const auto findSpan = [&](const QString &power, StageKind stage, int round) {
        for (const Span &span : log.spans()) {
            if (span.power == power && span.stage == stageName(stage) && span.round == round)
                return std::optional(span.id);
        }
        return std::optional<int>();
    };
    // A message selects its call, a call its message.
    const std::optional<int> talk = findSpan(u"ITALY"_s, StageKind::Messages, 2);
    navigator.selectCall(*talk);
    QCOMPARE(navigator.selectedCall(), talk);
    QVERIFY(navigator.selectedMessage());
    const qsizetype message = *navigator.selectedMessage();
    QCOMPARE(log.at(message).as<MessageSent>()->from, Power::Italy);
    QCOMPARE(log.at(message).as<MessageSent>()->round, 2);
    navigator.clearSelection();
    QCOMPARE(navigator.selectedCall(), std::nullopt);
    navigator.selectMessage(message);
    QCOMPARE(navigator.selectedCall(), talk);
    // The province of an order selects the call that gave it, and so does its power.
    navigator.select(Province::PAR);
    QCOMPARE(navigator.selectedCall(), findSpan(u"FRANCE"_s, StageKind::Orders, 0));
    QCOMPARE(navigator.selectedMessage(), std::nullopt);
    navigator.select(Province::BUR); // nobody's order
    QCOMPARE(navigator.selectedCall(), std::nullopt);
    navigator.selectOrders(Power::Russia);
    QCOMPARE(navigator.selectedCall(), findSpan(u"RUSSIA"_s, StageKind::Orders, 0));
    QCOMPARE(navigator.selectedProvince(), std::nullopt);
    navigator.selectCall(99999); // there is none
    QCOMPARE(navigator.selectedCall(), findSpan(u"RUSSIA"_s, StageKind::Orders, 0));
}

void NavigatorTest::selectingGoesThereAndBack()
{
    MatchLog log;
    sample::PlayedLog match(&log);
    match.playPhase();
    match.playPhase();
    match.beginRound();
    Navigator navigator;
    navigator.setLog(&log);
    navigator.setPace(Navigator::Pace::Live);
    const qsizetype newest = navigator.playhead();
    QCOMPARE(newest, log.size() - 1);
    QVERIFY(!navigator.returnAction()->isEnabled());
    navigator.selectCall(3);
    QCOMPARE(navigator.phaseIndex(), 0);
    QCOMPARE(log.at(navigator.playhead()).as<CallEnded>()->span, 3);
    navigator.selectCall(5); // still the first place is where one comes from
    QVERIFY(navigator.returnAction()->isEnabled());
    navigator.returnAction()->trigger();
    QCOMPARE(navigator.playhead(), newest);
    QCOMPARE(navigator.pace(), Navigator::Pace::Live);
    QVERIFY(!navigator.returnAction()->isEnabled());
    QCOMPARE(navigator.selectedCall(), std::optional(5)); // what was selected stays so
    navigator.selectCall(3);
    navigator.goToPhase(1); // whoever goes somewhere else himself does not come back
    QVERIFY(!navigator.returnAction()->isEnabled());
}

void NavigatorTest::selectingWhatIsShownMovesNothing()
{
    MatchLog log;
    sample::PlayedLog(&log).playPhase();
    Navigator navigator;
    navigator.setLog(&log);
    navigator.goToPhase(0);
    QSignalSpy moves(&navigator, &Navigator::playheadChanged);
    navigator.selectCall(2);
    navigator.selectMessage(*log.phases()[0].adjudicated - 1); // no message: nothing happens
    QCOMPARE(navigator.selectedCall(), std::optional(2));
    QCOMPARE(moves.size(), 0);
    navigator.goTo(log.phases()[0].started);
    moves.clear();
    navigator.selectCall(2); // later than what is shown
    QCOMPARE(moves.size(), 1);
}

void NavigatorTest::actionsSayTheirShortcuts()
{
    Navigator navigator;
    for (const QAction *action :
         {navigator.firstPhaseAction(), navigator.previousPhaseAction(), navigator.playAction(),
          navigator.nextPhaseAction(), navigator.lastPhaseAction(), navigator.liveAction()}) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->icon().isNull());
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)));
    }
}

QTEST_MAIN(NavigatorTest)
#include "navigator_test.moc"
