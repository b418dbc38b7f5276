// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_requests.h"
#include "core/record/match_log_reader.h"
#include "tests/support/fake_model_server.h"
#include "ui/main_window.h"
#include "ui/map/map_view.h"
#include "ui/messages/messages_view.h"
#include "ui/navigator.h"
#include "ui/settings/settings.h"

#include <QAbstractItemView>
#include <QAction>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;

} // namespace

/// The real window over real matches: what somebody who clicks Start sees.
class WindowMatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startShowsAMatch();
    void pauseAndResume();
    void closingEndsWithinASecond();
    void anotherStartEndsTheFirst();
    void opensWhatWasPlayed();
    void opensWhatIsBeingPlayed();
    void aMatchThatCannotStartSaysWhy();
    void aPowerWithoutItsProviderGetsAnother();
    void exportsTimings();

private:
    MatchConfig quick(double scale, int maxYear = 1901) const;
    QAction *action(const char *name) const
    {
        return window_->findChild<QAction *>(QLatin1String(name));
    }
    /// Clicks the toolbar's button, as a user does.
    void click(const char *name);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<WindowRequests> requests_;
    std::unique_ptr<MainWindow> window_;
};

MatchConfig WindowMatchTest::quick(double scale, int maxYear) const
{
    MatchConfig config = settings_->matchConfig();
    config.simulator.scale = scale;
    config.maxYear = maxYear;
    config.negotiationRounds = 1;
    return config;
}

void WindowMatchTest::init()
{
    // Holds for one test function (Qt 6.4); the offscreen platform's own remarks are not ours.
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)."_s));
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

void WindowMatchTest::cleanup()
{
    window_.reset();
    requests_.reset();
    settings_.reset();
}

void WindowMatchTest::click(const char *name)
{
    const auto bars = window_->findChildren<QToolBar *>();
    for (QToolBar *bar : bars) {
        if (QWidget *button = bar->widgetForAction(action(name))) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }
    QFAIL("the toolbar has no such button");
}

void WindowMatchTest::startShowsAMatch()
{
    settings_->setMatchConfig(quick(0.02));
    QVERIFY(requests_->log() == nullptr);
    click("startAction");
    QVERIFY(requests_->log() != nullptr);
    window_->navigator()->setPace(Navigator::Pace::Live);

    auto *map = window_->findChild<MapView *>(u"mapView"_s);
    QVERIFY(map->isVisible());
    const QImage before = map->toImage(QSize(600, 450));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(window_->navigator()->playhead(), requests_->log()->size() - 1,
                              deadline);
    // Units have moved, messages are there, bars have grown.
    QTRY_VERIFY_WITH_TIMEOUT(map->toImage(QSize(600, 450)) != before, deadline);
    const auto lists = window_->findChild<MessagesView *>()->findChildren<QAbstractItemView *>();
    int rows = 0;
    for (const QAbstractItemView *list : lists)
        rows = std::max(rows, list->model()->rowCount());
    QVERIFY2(rows > 20, qPrintable(QString::number(rows)));
    QCOMPARE(requests_->runState(), Requests::RunState::Ended);
    QVERIFY(!window_->grab().isNull());
}

void WindowMatchTest::pauseAndResume()
{
    settings_->setMatchConfig(quick(0.05));
    click("startAction");
    click("pauseAction");
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Paused, deadline);
    const qsizetype events = requests_->log()->size();
    click("pauseAction");
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->size() > events + 5, deadline);
    click("stopAction");
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Ended, deadline);
    QVERIFY(requests_->log()->hasEnded());
}

void WindowMatchTest::closingEndsWithinASecond()
{
    settings_->setMatchConfig(quick(1000)); // answers that would take minutes
    click("startAction");
    const QString folder = settings_->recentMatches().first();
    QTRY_COMPARE_WITH_TIMEOUT(requests_->progress().callsRunning, powerCount, deadline);
    QElapsedTimer timer;
    timer.start();
    window_->close();
    window_.reset();
    requests_.reset();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    MatchLog log;
    QCOMPARE(readMatchLog(folder, &log), QString());
    QVERIFY(log.hasEnded());
}

void WindowMatchTest::anotherStartEndsTheFirst()
{
    settings_->setMatchConfig(quick(0.5));
    requests_->start(settings_->matchConfig());
    const QString first = settings_->recentMatches().first();
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QVERIFY(settings_->recentMatches().first() != first);
    MatchLog log;
    QCOMPARE(readMatchLog(first, &log), QString());
    QCOMPARE(log.at(log.size() - 1).as<MatchEnded>()->reason, MatchEnded::Reason::Stopped);
}

void WindowMatchTest::opensWhatWasPlayed()
{
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    const QString folder = settings_->recentMatches().first();
    const qsizetype events = requests_->log()->size();
    QSignalSpy changed(requests_.get(), &Requests::matchChanged);
    requests_->open(folder);
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, deadline);
    QCOMPARE(requests_->log()->size(), events);
    QCOMPARE(requests_->runState(), Requests::RunState::Ended);

    // Every phase can be seen again, and stepping back draws the same picture.
    auto *map = window_->findChild<MapView *>(u"mapView"_s);
    QList<QImage> forward;
    for (qsizetype phase = 0; phase < requests_->log()->phases().size(); ++phase) {
        window_->navigator()->goToPhase(phase);
        forward << map->toImage(QSize(500, 375));
    }
    QVERIFY(forward[0] != forward[1]);
    for (qsizetype phase = forward.size() - 1; phase >= 0; --phase) {
        window_->navigator()->goToPhase(phase);
        QCOMPARE(map->toImage(QSize(500, 375)), forward[phase]);
    }
}

void WindowMatchTest::opensWhatIsBeingPlayed()
{
    MatchSession other;
    const QString folder = folder_->filePath(u"elsewhere"_s);
    QCOMPARE(other.start(quick(0.1), {}, folder), QString());
    QTRY_VERIFY_WITH_TIMEOUT(other.log()->size() > 20, deadline);
    requests_->open(folder);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() != nullptr, deadline);
    QVERIFY(!requests_->log()->hasEnded());
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QCOMPARE(requests_->log()->size(), other.log()->size());
}

void WindowMatchTest::aMatchThatCannotStartSaysWhy()
{
    qunsetenv("OPENAI_API_KEY");
    QSignalSpy failed(requests_.get(), &Requests::failed);
    MatchConfig config = quick(0);
    config.models[2] = {u"openai"_s, u"some-model"_s, {}};
    requests_->start(config);
    QCOMPARE(failed.size(), 1);
    const QString problem = failed[0][0].toString();
    QVERIFY2(problem.contains(u"FRANCE"_s) && problem.contains(u"OPENAI_API_KEY"_s),
             qPrintable(problem));
    QVERIFY(requests_->log() == nullptr);
    QVERIFY(!QFileInfo::exists(settings_->runsFolder())); // nothing was written
    bool shown = false;
    const auto labels = window_->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        shown |= label->isVisible() && label->text().contains(u"OPENAI_API_KEY"_s);
    QVERIFY(shown);

    requests_->open(folder_->filePath(u"nowhere"_s));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, deadline);
}

/// A wrong key: the match goes on as far as it can, the strip says why, and the watcher gives the
/// power to the built-in model.
void WindowMatchTest::aPowerWithoutItsProviderGetsAnother()
{
    FakeModelServer server;
    server.script({fake::body(401, "application/json", R"({"error":{"message":"No."}})")});
    MatchConfig config = quick(0);
    config.models[2] = {u"openai"_s, u"m"_s, server.baseUrl()};
    settings_->setMatchConfig(config);
    click("startAction");
    const auto button = [this](const char *name) {
        auto *found = window_->findChild<QPushButton *>(QLatin1StringView(name));
        return found && found->isVisible() ? found : nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(button("otherModel") != nullptr, deadline);
    QVERIFY(requests_->runState() == Requests::RunState::Running);
    button("otherModel")->click();
    QTRY_VERIFY(button("useModel") != nullptr);
    button("useModel")->click(); // what is offered first: the built-in model
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    const MatchLog &log = *requests_->log();
    QCOMPARE(log.at(log.size() - 1).as<MatchEnded>()->reason, MatchEnded::Reason::LastYear);
    QVERIFY(button("otherModel") == nullptr);
    bool changed = false;
    for (const qsizetype index : log.seatings()) {
        const auto *goes = log.at(index).as<PowerUnparked>();
        changed = changed || (goes && goes->how == PowerUnparked::How::OtherModel &&
                              goes->model == simulatorProviderName);
    }
    QVERIFY(changed);
}

void WindowMatchTest::exportsTimings()
{
    requests_->start(quick(0));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QSignalSpy exported(requests_.get(), &Requests::exported);
    QSignalSpy failed(requests_.get(), &Requests::failed);
    const QString path = folder_->filePath(u"timings.csv"_s);
    requests_->exportTimings(path);
    QCOMPARE(exported.size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    int calls = 0;
    for (const Span &span : requests_->log()->spans())
        calls += span.isCall ? 1 : 0;
    QCOMPARE(file.readAll().count('\n'), calls + 1);
    requests_->exportTimings(folder_->filePath(u"no/such/folder/timings.csv"_s));
    QCOMPARE(failed.size(), 1);
}

QTEST_MAIN(WindowMatchTest)
#include "window_match_test.moc"
