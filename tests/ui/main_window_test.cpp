// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "core/record/match_export.h"
#include "core/record/match_log_file.h"
#include "tests/ui/played_log.h"
#include "tests/ui/recording_requests.h"
#include "tests/ui/sample_log.h"
#include "ui/latency/latency_chart.h"
#include "ui/map/map_view.h"
#include "ui/messages/messages_view.h"
#include "ui/navigator.h"
#include "ui/parking/parked_strip.h"
#include "ui/replay/phase_bar.h"
#include "ui/settings/match_page.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_dialog.h"
#include "ui/standings/orders_view.h"
#include "ui/standings/powers_view.h"
#include "ui/timeline/timeline_view.h"
#include "ui/window_message_strip.h"
#include "ui/window_welcome.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStatusBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

class MainWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void welcomesWhenNothingIsOpen();
    void recentMatchesAreCalledByWhatTheyWere();
    void startUsesTheSettings();
    void actionsFollowTheRunState();
    void everyFormIsExported_data();
    void everyFormIsExported();
    void saysHowLongItStillTakes();
    void playsALog();
    void steppingBackRestoresThePicture();
    void movesAreAnimatedByTheClockOnly();
    void statusAndTitleSayHowItStands();
    void outcomeIsShownAtTheEnd();
    void problemsArePlainText();
    void provincesAreDescribedAndSelected();
    void playheadKeysWorkFromAnywhere();
    void everythingHasAnAccessibleName();
    void openSettingsKeepTheirEdits_data();
    void openSettingsKeepTheirEdits();
    void closingStopsTheMatch();
    void selectingACallShowsItEverywhere();

private:
    QAction *action(const char *name) const
    {
        return window_->findChild<QAction *>(QLatin1StringView(name));
    }
    template <typename T>
    T *child(const char *name) const
    {
        return window_->findChild<T *>(QLatin1StringView(name));
    }
    QString statusText() const
    {
        QStringList texts;
        for (const QLabel *label : window_->statusBar()->findChildren<QLabel *>()) {
            if (!label->isHidden())
                texts << label->text();
        }
        return texts.join(u" | "_s);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<RecordingRequests> requests_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<MainWindow> window_;
};

void MainWindowTest::init()
{
    // Lasts one function. The offscreen platform itself warns of what it cannot do; nothing else
    // may.
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    folder_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_->path());
    requests_ = std::make_unique<RecordingRequests>();
    settings_ = std::make_unique<Settings>(folder_->filePath(u"settings.ini"_s));
    window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
    window_->resize(1280, 820);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
}

void MainWindowTest::cleanup()
{
    window_.reset();
    requests_.reset();
    settings_.reset();
}

void MainWindowTest::welcomesWhenNothingIsOpen()
{
    auto *welcome = child<WelcomePage>("welcomePage");
    QVERIFY(welcome->isVisible());
    QCOMPARE(window_->width(), 1280); // its panels did not make it grow
    QVERIFY(!child<MapView>("mapView")->isVisible());
    QCOMPARE(window_->windowTitle(), u"Concert"_s);
    QTest::mouseClick(child<QPushButton>("welcomeStart"), Qt::LeftButton);
    QCOMPARE(requests_->calls, QStringList(u"start"_s));
    settings_->addRecentMatch(u"/tmp/a match"_s);
    auto *recent = welcome->findChild<QListView *>();
    QCOMPARE(recent->model()->index(0, 0).data().toString(), u"/tmp/a match"_s); // nothing there
    Q_EMIT recent->activated(recent->model()->index(0, 0));
    QCOMPARE(requests_->calls.last(), u"open /tmp/a match"_s);
}

void MainWindowTest::recentMatchesAreCalledByWhatTheyWere()
{
    const QString folder = folder_->filePath(u"20260101"_s);
    MatchLog log;
    {
        const MatchLogFile file(folder, &log);
        sample::writeMatch(&log, true);
    }
    settings_->addRecentMatch(folder);
    auto *recent = child<WelcomePage>("welcomePage")->findChild<QListView *>();
    const auto text = [recent] { return recent->model()->index(0, 0).data().toString(); };
    QCOMPARE(text(), QDir::toNativeSeparators(folder)); // it is read beside the event loop
    QTRY_VERIFY2(text().contains(u"simulator · Russia 4"_s), qPrintable(text()));
    // What is chosen stays chosen when another one comes above it, or the settings change.
    recent->setCurrentIndex(recent->model()->index(0, 0));
    const QSignalSpy removed(recent->model(), &QAbstractItemModel::rowsAboutToBeRemoved);
    settings_->setReadingSpeed(2);
    settings_->addRecentMatch(u"/tmp/another"_s);
    QTRY_COMPARE(recent->model()->rowCount(), 2);
    QCOMPARE(recent->currentIndex().row(), 1);
    QCOMPARE(removed.size(), 0);
    settings_->addRecentMatch(folder);
    QTRY_COMPARE(recent->currentIndex().row(), 0);
    Q_EMIT recent->activated(recent->model()->index(0, 0));
    QCOMPARE(requests_->calls.last(), u"open "_s + folder);
}

void MainWindowTest::startUsesTheSettings()
{
    MatchConfig config = settings_->matchConfig();
    config.seed = 4711;
    settings_->setMatchConfig(config);
    action("startAction")->trigger();
    QCOMPARE(requests_->started.seed, quint64(4711));
    QVERIFY(requests_->started.usesSimulator());
}

void MainWindowTest::actionsFollowTheRunState()
{
    using State = Requests::RunState;
    MatchLog log;
    sample::writeMatch(&log, false);
    const auto enabled = [this] {
        return std::array{action("startAction")->isEnabled(), action("pauseAction")->isEnabled(),
                          action("stopAction")->isEnabled()};
    };
    QCOMPARE(enabled(), (std::array{true, false, false}));
    requests_->show(&log, State::Running);
    QCOMPARE(enabled(), (std::array{false, true, true}));
    action("pauseAction")->trigger();
    requests_->setState(State::Pausing);
    QCOMPARE(enabled(), (std::array{false, true, true}));
    requests_->setState(State::Paused);
    action("pauseAction")->trigger();
    requests_->setState(State::Running);
    action("pauseAction")->trigger();
    action("stopAction")->trigger();
    QCOMPARE(requests_->calls, QStringList({u"pause"_s, u"resume"_s, u"pause"_s, u"stop"_s}));
    requests_->setState(State::Ended);
    QCOMPARE(enabled(), (std::array{true, false, false}));
}

void MainWindowTest::everyFormIsExported_data()
{
    QTest::addColumn<QString>("form");
    for (const MatchExport &form : matchExports())
        QTest::newRow(qPrintable(form.name)) << form.name;
}

/// What the command line writes, the menu writes too.
void MainWindowTest::everyFormIsExported()
{
    QFETCH(QString, form);
    MatchLog log;
    sample::writeMatch(&log, true);
    const auto *given = window_->findChild<QAction *>(u"export_"_s + form);
    QVERIFY(given != nullptr);
    QVERIFY(!given->isEnabled()); // there is nothing yet
    requests_->show(&log, Requests::RunState::Ended);
    QVERIFY(given->isEnabled());
    action(qPrintable(u"export_"_s + form))->trigger();
    auto *dialog = window_->findChild<QFileDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(!dialog->isModal() || dialog->windowModality() == Qt::WindowModal);
    Q_EMIT dialog->fileSelected(u"/tmp/file"_s);
    QCOMPARE(requests_->calls.last(), u"export %1 /tmp/file"_s.arg(form));
    dialog->close();
}

void MainWindowTest::saysHowLongItStillTakes()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    requests_->show(&log, Requests::RunState::Running);
    QVERIFY(!statusText().contains(u"left"_s)); // nothing is known yet
    requests_->now.left = TimeLeft{75'400'000, 60'000'000, 130'000'000};
    Q_EMIT requests_->progressChanged();
    QVERIFY2(statusText().contains(u"about 75 s left"_s), qPrintable(statusText()));
    QVERIFY(window_->windowTitle().contains(u"about 75 s left"_s));
}

void MainWindowTest::playsALog()
{
    MatchLog log;
    settings_->setReadingSpeed(4);
    requests_->show(&log, Requests::RunState::Running);
    QVERIFY(child<MapView>("mapView")->isVisible());
    sample::writeMatch(&log, true);
    requests_->setState(Requests::RunState::Ended);
    QTRY_COMPARE_WITH_TIMEOUT(window_->navigator()->playhead(), log.size() - 1, 60000);
    QCOMPARE(child<MessagesView>("messagesView")->model()->messageCount(), 4);
    QTRY_VERIFY(!window_->map()->isAnimating());
    QCOMPARE(window_->map()->board().position, log.at(log.size() - 1).as<MatchEnded>()->position);
}

void MainWindowTest::steppingBackRestoresThePicture()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    requests_->show(&log, Requests::RunState::Ended);
    auto *orders = child<OrdersView>("ordersView");
    const auto state = [&] {
        QStringList list;
        for (int row = 0; row < orders->orders()->rowCount(); ++row)
            list << orders->orders()->index(row).data(Qt::AccessibleTextRole).toString();
        return std::pair(window_->map()->board(), list);
    };
    std::vector<decltype(state())> seen;
    for (qsizetype i = 0; i < log.size(); ++i) {
        window_->navigator()->goTo(i);
        seen.push_back(state());
    }
    const auto played = static_cast<std::size_t>(*log.phases().first().adjudicated);
    QCOMPARE(seen[played].first.orders.size(), std::size_t(2));
    QVERIFY(seen[played].first.orders[0].resolved);
    QVERIFY(!seen[played - 1].first.orders[0].resolved);
    for (qsizetype i = log.size() - 1; i >= 0; --i) {
        window_->navigator()->goTo(i);
        QVERIFY(state() == seen[static_cast<std::size_t>(i)]);
    }
}

void MainWindowTest::movesAreAnimatedByTheClockOnly()
{
    MatchLog log;
    sample::Writer writer(&log);
    const Order move = Order::move(UnitType::Army, Province::PAR, Province::BUR);
    requests_->show(&log, Requests::RunState::Running);
    window_->navigator()->setPace(Navigator::Pace::Live);
    writer.start();
    writer.phase(sample::spring);
    writer.adjudicated({{Power::France, move, 0, {}}});
    QVERIFY(!window_->map()->isAnimating());
    writer.position().clearUnit(Province::PAR);
    writer.position().setUnit({Power::France, UnitType::Army, Province::BUR});
    writer.phase(sample::fall);
    QVERIFY(window_->map()->isAnimating());
    QTRY_VERIFY(!window_->map()->isAnimating());
    QVERIFY(window_->map()->board().position.unitAt(Province::BUR));
    window_->navigator()->goToPhase(0);
    window_->navigator()->goTo(log.size() - 1); // a jump
    QVERIFY(!window_->map()->isAnimating());

    settings_->setAnimation(false);
    window_->navigator()->setPace(Navigator::Pace::Live);
    writer.adjudicated();
    writer.phase(sample::winter);
    QVERIFY(!window_->map()->isAnimating());
}

void MainWindowTest::statusAndTitleSayHowItStands()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    requests_->now.ordersIn = 5;
    requests_->now.ordersExpected = 7;
    requests_->now.callsRunning = 2;
    requests_->now.now = 17000000;
    requests_->show(&log, Requests::RunState::Running);
    window_->navigator()->goTo(log.size() - 1);
    Q_EMIT requests_->progressChanged();
    QCOMPARE(statusText(),
             u"Match: W1901A | 5 of 7 orders in | 2 call(s) running | 0:17 | Running"_s);
    QVERIFY(window_->windowTitle().startsWith(u"W1901A · 5 of 7 orders in"_s));

    auto *powers = child<PowersView>("powersView");
    requests_->now.seats[0] = {SeatProgress::State::Answering, StageKind::Orders, 0, 99, {}};
    Q_EMIT requests_->progressChanged();
    const QModelIndex austria = powers->standings()->index(0);
    QVERIFY(austria.data(StandingsModel::BusyRole).toBool());
    window_->navigator()->goToPhase(0); // looking back: what it does now is not of then
    QVERIFY(!austria.data(StandingsModel::BusyRole).toBool());
}

void MainWindowTest::outcomeIsShownAtTheEnd()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    requests_->show(&log, Requests::RunState::Ended);
    auto *strip = child<MessageStrip>("messageStrip");
    QVERIFY(!strip->isVisible()); // an ended match is opened at its start
    window_->navigator()->lastPhaseAction()->trigger();
    QVERIFY(strip->isVisible());
    QVERIFY(strip->text().contains(u"Russia 4"_s));
    QVERIFY(!qApp->activeModalWidget());
    window_->navigator()->previousPhaseAction()->trigger();
    QVERIFY(!strip->isVisible());
}

void MainWindowTest::problemsArePlainText()
{
    const QString problem = u"<b>bold</b> <img src=\"http://127.0.0.1:1/x.png\">"_s;
    Q_EMIT requests_->failed(problem);
    auto *strip = child<MessageStrip>("messageStrip");
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->text(), problem);
    for (const QLabel *label : strip->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(!qApp->activeModalWidget());
    strip->findChild<QAbstractButton *>()->click();
    QVERIFY(!strip->isVisible());

    MatchLog log;
    sample::writeMatch(&log, false);
    requests_->show(&log, Requests::RunState::Running);
    auto *dock = child<QDockWidget>("problemsDock");
    QCOMPARE(dock->windowTitle(), u"Problems"_s);
    sample::Writer(&log).add(ProblemReported{ProblemReported::Severity::Error, {}, problem});
    QCOMPARE(dock->windowTitle(), u"Problems (1)"_s);
}

void MainWindowTest::provincesAreDescribedAndSelected()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    requests_->show(&log, Requests::RunState::Ended);
    window_->navigator()->goToPhase(0);
    MapView *map = window_->map();
    QTest::mouseClick(map, Qt::LeftButton, {}, map->positionOf(Province::PAR).toPoint());
    QCOMPARE(window_->navigator()->selectedProvince(), std::optional(Province::PAR));
    QCOMPARE(map->options().highlight, std::optional(Province::PAR));
    QCOMPARE(child<OrdersView>("ordersView")->currentIndex().data().toString(), u"A PAR - BUR"_s);
    QTest::mouseClick(map, Qt::LeftButton, {}, map->positionOf(Province::PAR).toPoint());
    QCOMPARE(window_->navigator()->selectedProvince(), std::nullopt);
}

void MainWindowTest::playheadKeysWorkFromAnywhere()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    requests_->show(&log, Requests::RunState::Ended);
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    Navigator *navigator = window_->navigator();
    for (QWidget *focus : {static_cast<QWidget *>(window_->map()),
                           static_cast<QWidget *>(child<OrdersView>("ordersView")),
                           static_cast<QWidget *>(child<PhaseBar>("phaseBar"))}) {
        focus->setFocus();
        QTest::keyClick(focus, Qt::Key_End);
        QCOMPARE(navigator->playhead(), log.size() - 1);
        QTest::keyClick(focus, Qt::Key_Left);
        QCOMPARE(navigator->playhead(), *log.phases().last().adjudicated);
        QTest::keyClick(focus, Qt::Key_Home);
        QCOMPARE(navigator->playhead(), log.phases().first().started);
        QTest::keyClick(focus, Qt::Key_Right);
        QCOMPARE(navigator->playhead(), *log.phases().first().adjudicated);
        QTest::keyClick(focus, Qt::Key_Space);
        QCOMPARE(navigator->pace(), Navigator::Pace::Reading);
        QTest::keyClick(focus, Qt::Key_Space);
        QCOMPARE(navigator->pace(), Navigator::Pace::Halted);
    }
    // But not out of a text that is being written, nor instead of a button's own key.
    auto *search = child<MessagesView>("messagesView")->findChild<QLineEdit *>();
    search->setFocus();
    QTest::keyClicks(search, u"l l"_s);
    QCOMPARE(search->text(), u"l l"_s);
    QCOMPARE(navigator->pace(), Navigator::Pace::Halted);
}

void MainWindowTest::everythingHasAnAccessibleName()
{
    // What a screen reader says; a tooltip is not read out with the widget.
    const auto isNamed = [](QWidget *widget) {
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        return interface && !interface->text(QAccessible::Name).isEmpty();
    };
    QList<QWidget *> spoken;
    for (const char *name : {"mapView", "messagesView", "latencyChart", "phaseBar", "powersView"}) {
        QVERIFY2(child<QWidget>(name), name);
        spoken << child<QWidget>(name);
    }
    for (QAbstractButton *button : window_->findChildren<QAbstractButton *>()) {
        const bool internal = button->objectName().startsWith(u"qt_"_s) ||
                              button->inherits("QLineEditIconButton"); // Qt's own
        if (!internal && button->objectName() != u"messageYes"_s) // says what is asked, once it is
            spoken << button;
    }
    for (QComboBox *box : window_->findChildren<QComboBox *>())
        spoken << box;
    QStringList unnamed;
    for (QWidget *widget : spoken) {
        if (!isNamed(widget)) {
            unnamed << QLatin1StringView(widget->metaObject()->className()) + u' ' +
                           widget->objectName() + u' ' + widget->toolTip();
        }
    }
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
    for (const QAction *menu : window_->menuBar()->actions()) {
        QVERIFY(menu->text().contains(u'&'));
        for (const QAction *item : menu->menu()->actions())
            QVERIFY(item->isSeparator() || !item->text().isEmpty());
    }
}

void MainWindowTest::openSettingsKeepTheirEdits_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"Ctrl+,", "Ctrl+N", "key"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

/// Whoever asks for the settings again finds what was edited, not what is stored.
void MainWindowTest::openSettingsKeepTheirEdits()
{
    QFETCH(QString, way);
    const auto go = [this](const QString &by) {
        if (by == u"key"_s)
            return Q_EMIT window_->findChild<ParkedStrip *>()->keyWanted();
        for (QAction *each : window_->findChildren<QAction *>()) {
            if (each->shortcut() == QKeySequence(by))
                return each->trigger();
        }
    };
    const auto open = [this] {
        QList<SettingsDialog *> dialogs = window_->findChildren<SettingsDialog *>();
        dialogs.removeIf([](const SettingsDialog *dialog) { return !dialog->isVisible(); });
        return dialogs;
    };
    go(u"Ctrl+,"_s);
    QCOMPARE(open().size(), 1);
    SettingsDialog *dialog = open().first();
    const auto *tabs = dialog->findChild<QTabWidget *>();
    auto *years = dialog->findChild<MatchPage *>()->findChildren<QSpinBox *>().first();
    const int stored = years->value();
    years->setValue(stored + 1);
    QCOMPARE(years->value(), stored + 1);
    go(way);
    QCOMPARE(open(), QList<SettingsDialog *>{dialog});
    QCOMPARE(years->value(), stored + 1);
    QVERIFY(way != u"key"_s || tabs->currentIndex() == 1);
    QVERIFY(way != u"Ctrl+N"_s || tabs->currentIndex() == 0);
    dialog->reject();
    go(way); // a new one, though the old one may not be deleted yet
    QCOMPARE(open().size(), 1);
    QVERIFY(open().first() != dialog);
    QCOMPARE(open().first()->findChild<MatchPage *>()->findChildren<QSpinBox *>().first()->value(),
             stored);
    QTest::qWait(0);
    QCOMPARE(open().size(), 1);
}

void MainWindowTest::closingStopsTheMatch()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    requests_->show(&log, Requests::RunState::Running);
    QVERIFY(window_->close());
    QCOMPARE(requests_->calls, QStringList(u"stop"_s));
    QVERIFY(!qApp->activeModalWidget());
}

void MainWindowTest::selectingACallShowsItEverywhere()
{
    MatchLog log;
    sample::PlayedLog match(&log);
    match.playPhase();
    match.playPhase();
    requests_->show(&log, Requests::RunState::Ended);
    Navigator *navigator = window_->navigator();
    navigator->goTo(log.size() - 1);
    auto *timeline = child<TimelineView>("timelineView");
    Q_EMIT timeline->callClicked(7); // the first messages of S1901M: Austria's
    QCOMPARE(log.spans()[7].stage, stageName(StageKind::Messages));
    QCOMPARE(navigator->selectedCall(), std::optional(7));
    QCOMPARE(navigator->phaseIndex(), 0); // map, orders and chart are there
    auto *inspector = child<QWidget>("inspectorView");
    QVERIFY(inspector->isVisible());
    QVERIFY(inspector->findChild<QPlainTextEdit *>()->toPlainText().contains(u"Round 1"_s));
    // The message it wrote is the one that is marked.
    const auto *list = child<MessagesView>("messagesView")
                           ->findChild<QListView *>(QString(), Qt::FindDirectChildrenOnly);
    QCOMPARE(list->currentIndex().data(MessageModel::EventIndexRole).value<qsizetype>(),
             *navigator->selectedMessage());
    navigator->returnAction()->trigger();
    QCOMPARE(navigator->playhead(), log.size() - 1);
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
