// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agents_view.h"
#include "ui/chances/chances_view.h"
#include "ui/inspector/inspector_view.h"
#include "ui/latency/latency_chart.h"
#include "ui/main_window.h"
#include "ui/map/map_view.h"
#include "ui/messages/messages_view.h"
#include "ui/navigator.h"
#include "ui/panel_action.h"
#include "ui/panel_curtain.h"
#include "ui/parking/parked_strip.h"
#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/problems/problems_view.h"
#include "ui/replay/replay_bar.h"
#include "ui/standings/orders_view.h"
#include "ui/standings/powers_view.h"
#include "ui/summary/summary_view.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/whatif/what_if_view.h"
#include "ui/window_board.h"
#include "ui/window_icons.h"
#include "ui/window_message_strip.h"
#include "ui/window_status.h"
#include "ui/window_welcome.h"

#include <QActionGroup>
#include <QDesktopServices>
#include <QDir>
#include <QDockWidget>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

// Raise it when docks or toolbars change their names: an older state then does not apply.
constexpr int windowStateVersion = 3;

/// Where the window stood is its own affair, apart from the user's settings: a file beside theirs.
QSettings windowSession()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, u"concert"_s, u"window"_s);
}

/// It had a folder of its own once.
void moveOldSession()
{
    const QSettings old(QSettings::IniFormat, QSettings::UserScope, u"Concert"_s, u"window"_s);
    const QFileInfo from(old.fileName());
    const QString to = windowSession().fileName();
    if (!from.exists() || QFileInfo::exists(to)) // also where case makes no difference
        return;
    QDir().mkpath(QFileInfo(to).path());
    if (QFile::rename(from.filePath(), to))
        QDir().rmdir(from.path()); // if nothing else is there
}

QKeySequence dockKey(int number)
{
    return QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number));
}

void describeAction(QAction *action, const QString &tip)
{
    action->setToolTip(
        action->shortcut().isEmpty()
            ? tip
            : u"%1 (%2)"_s.arg(tip, action->shortcut().toString(QKeySequence::NativeText)));
}

} // namespace

void MainWindow::createCentral()
{
    map_ = new MapView(this);
    map_->setObjectName(u"mapView"_s);
    map_->setAccessibleName(tr("Map of Europe"));
    board_ = new BoardPresenter(map_);
    welcome_ = new WelcomePage(this);
    pages_ = new QStackedWidget(this);
    pages_->addWidget(welcome_);
    pages_->addWidget(map_);
    strip_ = new MessageStrip(this);
    parked_ = new ParkedStrip(requests_, this);

    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(strip_);
    layout->addWidget(parked_);
    layout->addWidget(pages_, 1);
    setCentralWidget(central);

    // The replay bar spans the window, below the docks: a toolbar is what can do that.
    replay_ = new ReplayBar(navigator_, this);
    replayToolBar_ = new QToolBar(tr("Replay"), this);
    replayToolBar_->setObjectName(u"replayToolBar"_s);
    replayToolBar_->setMovable(false);
    replayToolBar_->addWidget(replay_);
    addToolBar(Qt::BottomToolBarArea, replayToolBar_);
    status_ = new MatchStatus(requests_, statusBar());
}

QDockWidget *MainWindow::addDock(const QString &name, const QString &title, QWidget *widget,
                                 const QKeySequence &keys)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    if (widget->accessibleName().isEmpty())
        widget->setAccessibleName(title); // else a screen reader hears nothing of where it is
    dock->setWidget(widget);
    docks_ << dock;
    new PanelAction(dock, keys);
    new PanelCurtain(dock);
    return dock;
}

void MainWindow::createDocks()
{
    // Left and right reach down to the replay bar; the bottom is the map's alone.
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);

    powers_ = new PowersView(this);
    orders_ = new OrdersView(navigator_, this);
    messages_ = new MessagesView(navigator_, this);
    latency_ = new LatencyChart(this);
    latency_->setObjectName(u"latencyChart"_s);
    timeline_ = new TimelinePanel(navigator_, this);
    agents_ = new AgentsView(navigator_, this);
    chances_ = new ChancesView(navigator_, requests_, this);
    whatIf_ = new WhatIfView(navigator_, this);
    summary_ = new SummaryView(navigator_, this);
    inspector_ = new InspectorView(navigator_, requests_, this);
    problems_ = new ProblemsView(navigator_, this);
    powersDock_ = addDock(u"powersDock"_s, tr("Powers"), powers_, dockKey(1));
    ordersDock_ = addDock(u"ordersDock"_s, tr("Orders"), orders_, dockKey(2));
    messagesDock_ = addDock(u"messagesDock"_s, tr("Messages"), messages_, dockKey(3));
    latencyDock_ = addDock(u"latencyDock"_s, tr("Latency"), latency_, dockKey(4));
    timelineDock_ = addDock(u"timelineDock"_s, tr("Timeline"), timeline_, dockKey(5));
    agentsDock_ = addDock(u"agentsDock"_s, tr("Agents"), agents_, dockKey(6));
    inspectorDock_ = addDock(u"inspectorDock"_s, tr("Inspector"), inspector_, dockKey(7));
    problemsDock_ = addDock(u"problemsDock"_s, tr("Problems"), problems_, dockKey(8));
    whatIfDock_ = addDock(u"whatIfDock"_s, tr("What if"), whatIf_, dockKey(9));
    chancesDock_ = addDock(u"chancesDock"_s, tr("Chances"), chances_,
                           QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_8));
    summaryDock_ = addDock(u"summaryDock"_s, tr("Summary"), summary_,
                           QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_9));
    bottomDocks_ = {latencyDock_, timelineDock_, agentsDock_,  chancesDock_,
                    whatIfDock_,  summaryDock_,  problemsDock_};
    // Their tabs name them; a title bar more would take the chart's room.
    for (QDockWidget *dock : std::as_const(bottomDocks_))
        dock->setTitleBarWidget(new QWidget(dock));
    placeDocks();
}

void MainWindow::placeDocks()
{
    addDockWidget(Qt::LeftDockWidgetArea, powersDock_);
    addDockWidget(Qt::LeftDockWidgetArea, ordersDock_);
    addDockWidget(Qt::RightDockWidgetArea, messagesDock_);
    addDockWidget(Qt::RightDockWidgetArea, inspectorDock_);
    // Where both have room: a click on a message shows its call, and should not hide the message.
    if (isTall())
        splitDockWidget(messagesDock_, inspectorDock_, Qt::Vertical);
    else
        tabifyDockWidget(messagesDock_, inspectorDock_);
    // Never side by side, not even for a moment: the window would grow to hold them all.
    addDockWidget(Qt::BottomDockWidgetArea, latencyDock_);
    for (QDockWidget *dock : bottomDocks_.mid(1))
        tabifyDockWidget(latencyDock_, dock);
    for (QDockWidget *dock : docks_)
        dock->show();
    latencyDock_->raise();
    messagesDock_->raise();
}

void MainWindow::createMatchActions()
{
    startAction_ = new QAction(drawnIcon(WindowIcon::Start), tr("&Start"), this);
    startAction_->setObjectName(u"startAction"_s);
    startAction_->setShortcut(Qt::Key_F5);
    describeAction(startAction_, tr("Start a match with the settings' models"));
    connect(startAction_, &QAction::triggered, this, &MainWindow::start);

    pauseAction_ = new QAction(drawnIcon(WindowIcon::Pause), pauseText(), this);
    pauseAction_->setObjectName(u"pauseAction"_s);
    pauseAction_->setShortcut(Qt::Key_F6);
    connect(pauseAction_, &QAction::triggered, this, &MainWindow::pauseOrResume);

    stepAction_ = new QAction(drawnIcon(WindowIcon::Step), tr("St&ep one phase"), this);
    stepAction_->setObjectName(u"stepAction"_s);
    stepAction_->setCheckable(true);
    stepAction_->setShortcut(Qt::SHIFT | Qt::Key_F6);
    describeAction(stepAction_, tr("Play this phase to its end, then pause"));

    stopAfterAction_ =
        new QAction(drawnIcon(WindowIcon::StopAfter), tr("Stop &after this phase"), this);
    stopAfterAction_->setObjectName(u"stopAfterAction"_s);
    stopAfterAction_->setCheckable(true);
    stopAfterAction_->setShortcut(Qt::SHIFT | Qt::Key_F7);
    describeAction(stopAfterAction_, tr("Play this phase to its end, then end the match"));
    for (const QAction *action : {stepAction_, stopAfterAction_})
        connect(action, &QAction::triggered, this, [this, action] { setAfterPhase(action); });

    stopAction_ = new QAction(drawnIcon(WindowIcon::Stop), tr("S&top"), this);
    stopAction_->setObjectName(u"stopAction"_s);
    stopAction_->setShortcut(Qt::Key_F7);
    describeAction(stopAction_, tr("End the match now; what was played stays"));
    connect(stopAction_, &QAction::triggered, requests_, &Requests::stop);

    newMatchAction_ = new QAction(drawnIcon(WindowIcon::NewMatch), tr("&New match…"), this);
    newMatchAction_->setShortcut(QKeySequence::New);
    describeAction(newMatchAction_, tr("Choose the models and start"));
    connect(newMatchAction_, &QAction::triggered, this, [this] { showSettings(true); });

    openAction_ = new QAction(drawnIcon(WindowIcon::Open), tr("&Open…"), this);
    openAction_->setShortcut(QKeySequence::Open);
    describeAction(openAction_, tr("Open a match that was played, or one that still is"));
    connect(openAction_, &QAction::triggered, this, &MainWindow::askForMatch);
}

void MainWindow::createMenus()
{
    createFileMenu();
    QMenu *match = menuBar()->addMenu(tr("&Match"));
    match->addActions({startAction_, pauseAction_, stepAction_, stopAfterAction_, stopAction_});
    match->addSeparator();
    match->addActions({navigator_->playAction(), navigator_->liveAction()});
    match->addSeparator();
    match->addActions({navigator_->firstPhaseAction(), navigator_->previousPhaseAction(),
                       navigator_->nextPhaseAction(), navigator_->lastPhaseAction()});
    match->addSeparator();
    QAction *compare = match->addAction(tr("&Compare schedules…"), QKeySequence(Qt::Key_F8), this,
                                        &MainWindow::showComparison);
    compare->setObjectName(u"compareAction"_s);
    createViewMenu();
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1), this,
                    &MainWindow::showShortcuts);
    help->addAction(tr("&About Concert"), this, &MainWindow::showAbout);
}

void MainWindow::createFileMenu()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    connect(file, &QMenu::aboutToShow, this, &MainWindow::readRecent); // matches end, too
    file->addAction(newMatchAction_);
    file->addAction(tr("Start &demo"), QKeySequence(Qt::CTRL | Qt::Key_D), this, [this] {
        if (!isMatchRunning())
            requests_->start(MatchConfig::demo());
    });
    file->addAction(openAction_);
    recentMenu_ = file->addMenu(tr("Open &recent"));
    recentMenu_->setToolTipsVisible(true);
    resumeAction_ = file->addAction(tr("Res&ume the last unfinished match"), this, [this] {
        requests_->openAndResume(resumeAction_->data().toString());
    });
    resumeAction_->setObjectName(u"resumeLast"_s);
    folderAction_ = file->addAction(tr("Show the match's &folder"), this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(requests_->folder()));
    });
    folderAction_->setObjectName(u"showFolder"_s);
    file->addSeparator();
    createExportMenu(file);
    file->addSeparator();
    QAction *settings = file->addAction(tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
                                        this, [this] { showSettings(false); });
    settings->setMenuRole(QAction::PreferencesRole);
    file->addSeparator();
    QAction *quit =
        file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
    quit->setMenuRole(QAction::QuitRole);
    quit->setStatusTip(tr("A match that runs is stopped; it can be resumed later"));
}

void MainWindow::createExportMenu(QMenu *file)
{
    exportMenu_ = file->addMenu(tr("&Export"));
    const auto add = [this](const QString &form, const QString &text, const QString &filter) {
        QAction *action =
            exportMenu_->addAction(text, this, [=, this] { askForExport(form, filter); });
        action->setObjectName(u"export_"_s + form);
        return action;
    };
    add(u"csv"_s, tr("Timings as a &table (CSV)…"), tr("CSV files (*.csv)"))
        ->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_E));
    add(u"json"_s, tr("Timings with &statistics (JSON)…"), tr("JSON files (*.json)"));
    add(u"trace"_s, tr("Trace for &Perfetto…"), tr("Trace events (*.trace.json)"));
    add(u"md"_s, tr("Timings as a &report (Markdown)…"), tr("Markdown files (*.md)"));
    exportMenu_->addAction(tr("&Latency chart…"), this, &MainWindow::askForChartFile);
    exportMenu_->addSeparator();
    add(u"game"_s, tr("Saved &game…"), tr("Saved games (*.json)"));
    exportMenu_->addAction(tr("&Map…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this,
                           &MainWindow::askForMapFile);
}

void MainWindow::createViewMenu()
{
    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->setToolTipsVisible(true); // what the panels' keys do
    for (QDockWidget *dock : docks_)
        view->addActions(dock->actions());
    view->addSeparator();
    view->addAction(navigator_->returnAction());
    view->addSeparator();
    createMapMenu(view->addMenu(tr("&Map")));
    view->addSeparator();
    view->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
}

void MainWindow::createMapMenu(QMenu *menu)
{
    auto *names = new QActionGroup(this);
    const auto addName = [&](const QString &text, MapNames which) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(map_->options().names == which);
        names->addAction(action);
        connect(action, &QAction::triggered, map_, [this, which] { map_->setNames(which); });
    };
    addName(tr("N&o names"), MapNames::None);
    addName(tr("&Short names"), MapNames::Short);
    addName(tr("&Full names"), MapNames::Full);
    menu->addSeparator();
    const auto addToggle = [&](const QString &text, bool on, void (MapView::*set)(bool)) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::toggled, map_, set);
    };
    const MapOptions &options = map_->options();
    addToggle(tr("&Orders"), options.orders, &MapView::setOrdersShown);
    QMenu *ordersOf = menu->addMenu(tr("Orders o&f"));
    for (const Power power : allPowers) {
        QAction *action = ordersOf->addAction(powerChip(power), powerDisplayName(power));
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, map_,
                [this, power](bool shown) { map_->setPowerOrdersShown(power, shown); });
    }
    addToggle(tr("&Units"), options.units, &MapView::setUnitsShown);
    addToggle(tr("Supply &centres"), options.centers, &MapView::setCentersShown);
    addToggle(tr("&Influence"), options.influence, &MapView::setInfluenceShown);
    addToggle(tr("&Legend"), options.legend, &MapView::setLegendShown);
    menu->addSeparator();
    menu->addAction(tr("Zoom &in"), QKeySequence::ZoomIn, map_, &MapView::zoomIn);
    menu->addAction(tr("Zoom o&ut"), QKeySequence::ZoomOut, map_, &MapView::zoomOut);
    menu->addAction(tr("&Whole map"), QKeySequence(Qt::CTRL | Qt::Key_0), map_, &MapView::fit);
}

void MainWindow::createToolBar()
{
    matchBar_ = addToolBar(tr("Match"));
    matchBar_->setObjectName(u"matchToolBar"_s);
    matchBar_->setMovable(false);
    matchBar_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    matchBar_->setIconSize(QSize(20, 20));
    matchBar_->addActions({startAction_, pauseAction_, stepAction_, stopAfterAction_, stopAction_});
    for (QAction *action : {stepAction_, stopAfterAction_}) // their names are long
        static_cast<QToolButton *>(matchBar_->widgetForAction(action))
            ->setToolButtonStyle(Qt::ToolButtonIconOnly);
    keepPauseWidth();
    matchBar_->addSeparator();
    matchBar_->addActions({newMatchAction_, openAction_});
    // Toolbars cannot be hidden by a stray right click: their menu is the window's, so take it.
    setContextMenuPolicy(Qt::NoContextMenu);
}

/// Its texts take turns, and nothing beside it is to move.
void MainWindow::keepPauseWidth()
{
    QWidget *button = matchBar_->widgetForAction(pauseAction_);
    int width = 0;
    for (const QString &text : {resumeText(), pauseText()}) {
        pauseAction_->setText(text);
        width = std::max(width, button->sizeHint().width());
    }
    button->setFixedWidth(width);
}

bool MainWindow::isTall() const
{
    return height() >= fontMetrics().height() * 54;
}

void MainWindow::setDockSizes()
{
    const int left = std::clamp(width() * 21 / 100, fontMetrics().height() * 13, 380);
    const int right = std::clamp(width() * 25 / 100, fontMetrics().height() * 15, 520);
    const int bottom = std::clamp(height() * 27 / 100, fontMetrics().height() * 9, 320);
    resizeDocks({powersDock_, messagesDock_}, {left, right}, Qt::Horizontal);
    resizeDocks({latencyDock_}, {bottom}, Qt::Vertical);
    const int powers = powers_->sizeHint().height() + fontMetrics().height() + 10;
    resizeDocks({powersDock_, ordersDock_}, {powers, std::max(height() - powers - 160, 100)},
                Qt::Vertical);
    if (isTall())
        resizeDocks({messagesDock_, inspectorDock_}, {height() * 45 / 100, height() * 35 / 100},
                    Qt::Vertical);
}

void MainWindow::resetLayout()
{
    for (QDockWidget *dock : docks_) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    placeDocks();
    setDockSizes();
}

void MainWindow::restoreSession()
{
    resize(1280, 820);
    if (const QScreen *here = screen())
        resize(size().boundedTo(here->availableSize() * 0.95));
    moveOldSession();
    const QSettings session = windowSession();
    const bool known = restoreGeometry(session.value(u"geometry"_s).toByteArray());
    lastState_ = session.value(u"state"_s).toByteArray();
    lastSize_ = session.value(u"size"_s).toSize();
    sizesChosen_ = restoreState(lastState_, windowStateVersion) && known;
    matchBar_->show();
    replayToolBar_->show();
}

void MainWindow::saveSession() const
{
    QSettings session = windowSession();
    session.setValue(u"geometry"_s, saveGeometry());
    session.setValue(u"state"_s, saveState(windowStateVersion));
    session.setValue(u"size"_s, size());
}

/// The desktop may show the window smaller first, and maximize it then: docks that were squeezed
/// into the small one would stay narrow.
void MainWindow::restoreDocks()
{
    if (lastState_.isEmpty() || size() != lastSize_)
        return;
    restoreState(std::exchange(lastState_, {}), windowStateVersion);
    matchBar_->show();
    replayToolBar_->show();
}

} // namespace concert
