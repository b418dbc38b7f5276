// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "core/record/match_log_reader.h"

#include <QLabel>
#include <QStatusBar>

using namespace Qt::StringLiterals;
using namespace concert;

/// Step one phase, and stop after this phase: the real window over real matches.
class WindowPhaseEndTest : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void stepsPhaseByPhase();
    void aStepIsCalledOff();
    void stopsAfterThePhase();
    void theLastPhaseEndsTheMatch();

private:
    void start(int maxYear);
    QString status() const
    {
        QStringList texts;
        for (const QLabel *label : window_->statusBar()->findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u'|');
    }
    int callsOf(const Phase &phase) const;
};

void WindowPhaseEndTest::start(int maxYear)
{
    settings_->setMatchConfig(quick(0.02, maxYear));
    QVERIFY(!action("stepAction")->isEnabled() && !action("stopAfterAction")->isEnabled());
    action("startAction")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(requests_->runState() == Requests::RunState::Running, deadline);
}

int WindowPhaseEndTest::callsOf(const Phase &phase) const
{
    int calls = 0;
    const MatchLog &log = *requests_->log();
    for (qsizetype i = 0; i < log.size(); ++i) {
        const auto *started = log.at(i).as<CallStarted>();
        calls += started != nullptr && started->call.phase == phase;
    }
    return calls;
}

void WindowPhaseEndTest::stepsPhaseByPhase()
{
    start(1902);
    for (qsizetype phases = 2; phases <= 3; ++phases) {
        click("stepAction"); // the second time from its pause
        QVERIFY(action("stepAction")->isChecked());
        QVERIFY2(status().contains(u"pauses after this phase"_s), qPrintable(status()));
        QTRY_VERIFY_WITH_TIMEOUT(requests_->runState() == Requests::RunState::Paused, deadline);
        QVERIFY(!action("stepAction")->isChecked() && action("stepAction")->isEnabled());
        const MatchLog &log = *requests_->log();
        QCOMPARE(log.phases().size(), phases);
        QVERIFY(log.phases()[phases - 2].adjudicated.has_value());
        QCOMPARE(callsOf(log.phases().last().phase), 0); // nobody was asked about the next one
    }
}

void WindowPhaseEndTest::aStepIsCalledOff()
{
    start(1901);
    click("stepAction");
    click("stopAfterAction"); // rather this
    QVERIFY(!action("stepAction")->isChecked() && action("stopAfterAction")->isChecked());
    click("stopAfterAction"); // nor this
    QVERIFY(!action("stepAction")->isChecked() && !action("stopAfterAction")->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(requests_->runState() == Requests::RunState::Ended, deadline);
    const auto *end = requests_->log()->at(requests_->log()->size() - 1).as<MatchEnded>();
    QVERIFY(end && end->reason == MatchEnded::Reason::LastYear);
}

void WindowPhaseEndTest::stopsAfterThePhase()
{
    start(1902);
    click("stopAfterAction");
    QVERIFY2(status().contains(u"stops after this phase"_s), qPrintable(status()));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->runState() == Requests::RunState::Ended, deadline);
    const MatchLog &log = *requests_->log();
    const auto *end = log.at(log.size() - 1).as<MatchEnded>();
    QVERIFY(end && end->reason == MatchEnded::Reason::Stopped);
    QCOMPARE(log.phases().size(), 2);
    QVERIFY(log.phases().first().adjudicated.has_value());
    QCOMPARE(callsOf(log.phases().last().phase), 0);
    for (qsizetype i = 0; i < log.size(); ++i) { // what was asked was heard
        const auto *ended = log.at(i).as<CallEnded>();
        QVERIFY(!ended || ended->outcome != CallOutcome::Cancelled);
    }
    QVERIFY(!action("stopAfterAction")->isEnabled() && !action("stopAfterAction")->isChecked());
}

void WindowPhaseEndTest::theLastPhaseEndsTheMatch()
{
    start(1901);
    const MatchLog &log = *requests_->log();
    while (!log.hasEnded()) {
        const qsizetype size = log.size();
        if (requests_->runState() != Requests::RunState::Ended)
            requests_->setAfterPhase(Requests::AfterPhase::Pause);
        QTRY_VERIFY_WITH_TIMEOUT(
            log.size() > size + 1 &&
                (log.hasEnded() || requests_->runState() == Requests::RunState::Paused),
            deadline);
    }
    const auto *end = log.at(log.size() - 1).as<MatchEnded>();
    QVERIFY(end && end->reason == MatchEnded::Reason::LastYear); // by itself, not in a pause
}

QTEST_MAIN(WindowPhaseEndTest)
#include "window_phase_end_test.moc"
