// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_requests.h"
#include "core/record/match_log_reader.h"
#include "ui/main_window.h"
#include "ui/settings/settings.h"

#include <QAction>
#include <QLabel>
#include <QSettings>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;

} // namespace

/// Step one phase, and stop after this phase: the real window over real matches.
class WindowPhaseEndTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void stepsPhaseByPhase();
    void aStepIsCalledOff();
    void stopsAfterThePhase();
    void theLastPhaseEndsTheMatch();

private:
    void start(int maxYear);
    QAction *action(const char *name) const
    {
        return window_->findChild<QAction *>(QLatin1String(name));
    }
    /// Clicks the toolbar's button, as a user does.
    void click(const char *name)
    {
        auto *bar = window_->findChild<QToolBar *>(u"matchToolBar"_s);
        QTest::mouseClick(bar->widgetForAction(action(name)), Qt::LeftButton);
    }
    QString status() const
    {
        QStringList texts;
        for (const QLabel *label : window_->statusBar()->findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u'|');
    }
    int callsOf(const Phase &phase) const;

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<WindowRequests> requests_;
    std::unique_ptr<MainWindow> window_;
};

void WindowPhaseEndTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_->path());
    settings_ = std::make_unique<Settings>(folder_->filePath(u"concert.ini"_s));
    settings_->setRunsFolder(folder_->filePath(u"runs"_s));
    requests_ = std::make_unique<WindowRequests>(settings_.get());
    window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
    window_->resize(1280, 800);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

void WindowPhaseEndTest::cleanup()
{
    window_.reset();
    requests_.reset();
    settings_.reset();
}

void WindowPhaseEndTest::start(int maxYear)
{
    MatchConfig config = settings_->matchConfig();
    config.simulator.scale = 0.02;
    config.maxYear = maxYear;
    config.negotiationRounds = 1;
    settings_->setMatchConfig(config);
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
