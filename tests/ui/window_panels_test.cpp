// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/played_log.h"
#include "tests/ui/recording_requests.h"
#include "tests/ui/sample_log.h"
#include "ui/agents/agents_view.h"
#include "ui/main_window.h"
#include "ui/map/map_view.h"
#include "ui/messages/messages_view.h"
#include "ui/navigator.h"
#include "ui/settings/settings.h"
#include "ui/standings/orders_view.h"

#include <QAction>
#include <QDockWidget>
#include <QListView>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>

#include <utility>

using namespace concert;
using namespace Qt::StringLiterals;

/// Where the window's panels and buttons stand, and what brings them to the front.
class WindowPanelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void layoutCanBeReset();
    void panelsComeToTheFront();
    void whatStandsBehindIsHidden();
    void keysLeadToPanels();
    void clickedMessagesShowTheirCall();
    void clickedOrdersShowTheirCall();
    void nothingMovesWhenItPauses();
    void layoutIsRemembered();
    void panelsKeepTheirSizes_data();
    void panelsKeepTheirSizes();
    void fitsASmallScreen();

private:
    template <typename T>
    T *child(const char *name) const
    {
        return window_->findChild<T *>(QLatin1StringView(name));
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<RecordingRequests> requests_;
    std::unique_ptr<Settings> settings_;
    std::unique_ptr<MainWindow> window_;
};

void WindowPanelsTest::init()
{
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

void WindowPanelsTest::cleanup()
{
    window_.reset();
    requests_.reset();
    settings_.reset();
}

void WindowPanelsTest::layoutCanBeReset()
{
    auto *messages = child<QDockWidget>("messagesDock");
    auto *powers = child<QDockWidget>("powersDock");
    messages->hide();
    powers->setFloating(true);
    for (QDockWidget *dock : window_->findChildren<QDockWidget *>())
        dock->hide();
    window_->resetLayout();
    for (const QDockWidget *dock : window_->findChildren<QDockWidget *>())
        QVERIFY2(!dock->isHidden(), qPrintable(dock->objectName()));
    QVERIFY(messages->isVisible());
    QVERIFY(!powers->isFloating());
    QCOMPARE(window_->dockWidgetArea(powers), Qt::LeftDockWidgetArea);
}

/// A panel behind another tab is shown by its shortcut, not closed; a second time closes it.
void WindowPanelsTest::panelsComeToTheFront()
{
    auto *chances = child<QDockWidget>("chancesDock");
    QAction *toggle = chances->actions().first();
    QTRY_VERIFY(!toggle->isChecked()); // Latency stands in front
    toggle->trigger();
    QTRY_VERIFY(toggle->isChecked());
    QVERIFY(!chances->visibleRegion().isEmpty());
    toggle->trigger();
    QVERIFY(chances->isHidden());
    toggle->trigger();
    QTRY_VERIFY(!chances->visibleRegion().isEmpty());
}

/// Behind another tab a panel is hidden in earnest: what it holds does no work for nobody, and the
/// keyboard does not lead into it.
void WindowPanelsTest::whatStandsBehindIsHidden()
{
    const auto isHonest = [this] {
        const auto docks = window_->findChildren<QDockWidget *>();
        return std::all_of(docks.begin(), docks.end(), [this](const QDockWidget *dock) {
            const bool isInside =
                dock->isFloating() || window_->rect().intersects(dock->geometry());
            return dock->widget()->isVisible() == (dock->isVisible() && isInside);
        });
    };
    QTRY_VERIFY(isHonest());
    QSize before;
    for (const char *name : {"latencyDock", "chancesDock", "problemsDock", "timelineDock"}) {
        child<QDockWidget>(name)->raise();
        QTRY_VERIFY(isHonest() && child<QDockWidget>(name)->widget()->isVisible());
        QVERIFY(before.isEmpty() || window_->map()->size() == before); // nothing moves
        before = window_->map()->size();
    }
    auto *chances = child<QDockWidget>("chancesDock");
    chances->setFloating(true);
    QTRY_VERIFY(chances->widget()->isVisible() && isHonest());
    chances->hide();
    QVERIFY(!chances->widget()->isVisible());
    window_->resetLayout();
    QTRY_VERIFY(isHonest() && child<QDockWidget>("latencyDock")->widget()->isVisible());
    window_->close();
    window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    QTRY_VERIFY(isHonest());
}

/// As in development environments: to the front, with the keyboard; once more, and it is hidden.
void WindowPanelsTest::keysLeadToPanels()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    requests_->show(&log, Requests::RunState::Ended);
    window_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    const auto isInFront = [](const QDockWidget *dock) {
        return dock->isVisible() && !dock->visibleRegion().isEmpty();
    };
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(QApplication::focusWidget(), key, Qt::ControlModifier);
    };
    const auto hasKeyboard = [](const QDockWidget *dock) {
        return dock->isAncestorOf(QApplication::focusWidget());
    };
    auto *latency = child<QDockWidget>("latencyDock");
    auto *timeline = child<QDockWidget>("timelineDock");
    QVERIFY(isInFront(latency));
    press(Qt::Key_4); // it is there already, but the keyboard is elsewhere
    QVERIFY(isInFront(latency) && hasKeyboard(latency));
    press(Qt::Key_5);
    QVERIFY(isInFront(timeline) && hasKeyboard(timeline) && !isInFront(latency));
    press(Qt::Key_5);
    QVERIFY(timeline->isHidden());
    press(Qt::Key_5);
    QVERIFY(isInFront(timeline) && hasKeyboard(timeline));
    const QAction *toggle = timeline->actions().first();
    QVERIFY2(toggle->toolTip().contains(u"again"_s) && toggle->toolTip().contains(u"Ctrl+5"_s),
             qPrintable(toggle->toolTip()));
}

/// Whoever clicks a message wants to see its call; who only watches is left alone.
void WindowPanelsTest::clickedMessagesShowTheirCall()
{
    MatchLog log;
    sample::PlayedLog match(&log);
    match.playPhase();
    requests_->show(&log, Requests::RunState::Running);
    Navigator *navigator = window_->navigator();
    navigator->setPace(Navigator::Pace::Live);
    auto *messages = child<QDockWidget>("messagesDock");
    auto *inspector = child<QDockWidget>("inspectorDock");
    const auto isInFront = [](const QDockWidget *dock) { return !dock->visibleRegion().isEmpty(); };
    const int line = window_->fontMetrics().height();
    for (const bool isTall : {false, true}) { // then they have room for each other
        window_->resize(1400, line * (isTall ? 60 : 48));
        window_->resetLayout();
        navigator->clearSelection();
        QTRY_VERIFY(isInFront(messages) && isInFront(inspector) == isTall);
        match.playPhase();
        QVERIFY(isInFront(messages) && isInFront(inspector) == isTall);
        auto *list = child<MessagesView>("messagesView")
                         ->findChild<QListView *>(QString(), Qt::FindDirectChildrenOnly);
        const QModelIndex last = list->model()->index(list->model()->rowCount() - 1, 0);
        list->scrollTo(last);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(last).center());
        QVERIFY(navigator->selectedCall());
        QTRY_VERIFY(isInFront(inspector) && isInFront(messages) == isTall);
        Q_EMIT window_->findChild<AgentsView *>()->messageChosen(); // with a promise
        QTRY_VERIFY(isInFront(messages));
        navigator->clearSelection();
    }
}

void WindowPanelsTest::clickedOrdersShowTheirCall()
{
    MatchLog log;
    sample::Writer writer(&log);
    writer.start();
    writer.phase(sample::spring);
    writer.add(CallStarted{
        0, {Power::France, sample::spring, StageKind::Orders, 0, 1}, {}, {}, {}, log.lastTime()});
    writer.orders(Power::France,
                  {{Order::move(UnitType::Army, Province::PAR, Province::BUR), false}});
    requests_->show(&log, Requests::RunState::Running);
    window_->navigator()->setPace(Navigator::Pace::Live);
    auto *inspector = child<QDockWidget>("inspectorDock");
    child<QDockWidget>("messagesDock")->raise();
    inspector->hide(); // wherever it stands
    auto *orders = child<OrdersView>("ordersView");
    const QModelIndex row = orders->model()->index(orders->orders()->rowOf(Province::PAR), 0);
    QTest::mouseClick(orders->viewport(), Qt::LeftButton, {}, orders->visualRect(row).center());
    QCOMPARE(window_->navigator()->selectedCall(), std::optional(0));
    QTRY_VERIFY(!inspector->visibleRegion().isEmpty());
}

/// The button that pauses and resumes has one width, whatever it says.
void WindowPanelsTest::nothingMovesWhenItPauses()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    requests_->show(&log, Requests::RunState::Running);
    auto *bar = child<QToolBar>("matchToolBar");
    auto *pause = child<QAction>("pauseAction");
    const auto places = [&] {
        QTest::qWait(0); // a changed button lays the toolbar out later
        QList<QRect> list;
        for (QAction *each : bar->actions())
            list << bar->widgetForAction(each)->geometry();
        return list;
    };
    const QList<QRect> before = places();
    requests_->setState(Requests::RunState::Paused);
    QVERIFY(pause->text().contains(u"Resume"_s));
    QCOMPARE(places(), before);
    QVERIFY(bar->widgetForAction(pause)->sizeHint().width() <=
            before[bar->actions().indexOf(pause)].width());
}

void WindowPanelsTest::layoutIsRemembered()
{
    child<QDockWidget>("messagesDock")->hide();
    window_->close();
    window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
    window_->show();
    QVERIFY(!child<QDockWidget>("messagesDock")->isVisible());
    QVERIFY(child<QDockWidget>("powersDock")->isVisible());
}

void WindowPanelsTest::panelsKeepTheirSizes_data()
{
    QTest::addColumn<QSize>("shownFirst");
    QTest::newRow("as it was") << QSize(1600, 1000);
    QTest::newRow("smaller first") << QSize(1100, 700); // as desktops do that maximize it then
}

/// After a restart, also wide ones.
void WindowPanelsTest::panelsKeepTheirSizes()
{
    QFETCH(QSize, shownFirst);
    window_->resize(1600, 1000);
    window_->resetLayout();
    window_->resizeDocks({child<QDockWidget>("powersDock"), child<QDockWidget>("messagesDock")},
                         {560, 740}, Qt::Horizontal);
    window_->resizeDocks({child<QDockWidget>("latencyDock")}, {340}, Qt::Vertical);
    const auto sizes = [this] {
        QList<QSize> list;
        for (const char *dock : {"powersDock", "messagesDock", "latencyDock"})
            list << child<QDockWidget>(dock)->size();
        return list;
    };
    auto settled = [&, last = QList<QSize>()]() mutable {
        return std::exchange(last, sizes()) == last && window_->size() == QSize(1600, 1000);
    };
    QTRY_VERIFY(settled());
    const QList<QSize> before = sizes();
    QVERIFY(before[0].width() + before[1].width() > 1000); // no room for them in the small one
    window_->close();
    window_ = std::make_unique<MainWindow>(requests_.get(), settings_.get());
    window_->resize(shownFirst);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    window_->resize(1600, 1000);
    QTRY_COMPARE(sizes(), before);
}

void WindowPanelsTest::fitsASmallScreen()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    requests_->show(&log, Requests::RunState::Running);
    window_->resize(1024, 700);
    QCOMPARE(window_->size(), QSize(1024, 700)); // nothing needs more
    QVERIFY(window_->map()->width() >= 400);
    QVERIFY(window_->map()->height() >= 250);
    // A laptop of 1366 × 768 has panels, too. What the page of recent matches holds plays no part.
    for (int i = 0; i < 8; ++i)
        settings_->addRecentMatch(u"/tmp/a match %1"_s.arg(i));
    requests_->show(nullptr, Requests::RunState::None);
    window_->resize(1000, 560);
    QCOMPARE(window_->size(), QSize(1000, 560));
    requests_->show(&log, Requests::RunState::Running);
    QTest::qWait(0);
    QCOMPARE(window_->size(), QSize(1000, 560));
}

QTEST_MAIN(WindowPanelsTest)
#include "window_panels_test.moc"
