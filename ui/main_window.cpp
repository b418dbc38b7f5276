// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "core/record/match_export.h"
#include "ui/agents/agents_view.h"
#include "ui/chances/chances_view.h"
#include "ui/comparison/comparison_dialog.h"
#include "ui/field_guard.h"
#include "ui/focus_outline.h"
#include "ui/inspector/inspector_view.h"
#include "ui/latency/latency_chart.h"
#include "ui/map/map_view.h"
#include "ui/messages/messages_view.h"
#include "ui/navigator.h"
#include "ui/painted_accessible.h"
#include "ui/panel_action.h"
#include "ui/parking/parked_strip.h"
#include "ui/phase_text.h"
#include "ui/problems/problems_view.h"
#include "ui/recent_match.h"
#include "ui/replay/phase_bar.h"
#include "ui/replay/replay_bar.h"
#include "ui/saved_games_dialog.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_dialog.h"
#include "ui/standings/orders_view.h"
#include "ui/standings/powers_view.h"
#include "ui/summary/summary_view.h"
#include "ui/time_text.h"
#include "ui/timeline/timeline_panel.h"
#include "ui/window_board.h"
#include "ui/window_dialogs.h"
#include "ui/window_icons.h"
#include "ui/window_message_strip.h"
#include "ui/window_status.h"
#include "ui/window_welcome.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <utility>

namespace concert {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Requests *requests, Settings *settings, QWidget *parent)
    : QMainWindow(parent), requests_(requests), settings_(settings),
      navigator_(new Navigator(this)), recent_(new RecentMatches(this))
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    new FieldGuard(this);
    new FocusOutline(this);
    describePaintedWidgets();
    createMatchActions();
    createCentral();
    createDocks();
    createMenus();
    createToolBar();
    connectViews();
    applySettings();
    showRecent();
    restoreSession();
    qApp->installEventFilter(this);
    navigator_->setLog(requests_->log());
    onRunStateChanged();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectViews()
{
    connect(requests_, &Requests::matchChanged, this, [this] {
        continuedAt_.reset();
        navigator_->setLog(requests_->log());
    });
    connect(requests_, &Requests::runStateChanged, this, &MainWindow::onRunStateChanged);
    connect(requests_, &Requests::progressChanged, this, &MainWindow::onProgress);
    connect(requests_, &Requests::placesQuestioned, this,
            [this](const QString &question) { strip_->ask(question, tr("Go on with these")); });
    connect(strip_, &MessageStrip::agreed, requests_, &Requests::resumeTrusting);
    connect(requests_, &Requests::failed, this, [this](const QString &problem) {
        strip_->showMessage(MessageStrip::Kind::Problem, problem);
    });
    connect(requests_, &Requests::openingTakesTime, this, [this](const QString &path) {
        strip_->showMessage(MessageStrip::Kind::Wait,
                            tr("%1 is being opened…").arg(QDir::toNativeSeparators(path)));
    });
    connect(strip_, &MessageStrip::cancelled, requests_, &Requests::cancelOpening);
    connect(requests_, &Requests::gamesFound, this, &MainWindow::offerGames);
    connect(requests_, &Requests::exported, this, [this](const QString &path) {
        strip_->showMessage(MessageStrip::Kind::Notice,
                            tr("Written: %1").arg(QDir::toNativeSeparators(path)));
    });

    connect(navigator_, &Navigator::logChanged, this, &MainWindow::onLogChanged);
    connect(navigator_, &Navigator::playheadChanged, this, &MainWindow::onPlayhead);
    connect(navigator_, &Navigator::behindChanged, this, &MainWindow::showStandings);
    connect(navigator_, &Navigator::selectionChanged, this,
            [this] { map_->highlight(navigator_->selectedProvince()); });
    connect(map_, &MapView::provinceHovered, orders_, &OrdersView::setHovered);
    connect(map_, &MapView::provinceClicked, this, &MainWindow::onProvinceClicked);
    connect(powers_, &PowersView::powerClicked, orders_, &OrdersView::showPower);
    connect(powers_, &PowersView::powerClicked, agents_, &AgentsView::showPower);
    connect(agents_, &AgentsView::powerClicked, orders_, &OrdersView::showPower);
    connect(latency_, &LatencyChart::phaseClicked, navigator_, &Navigator::goToPhase);
    connectChoices();
    connect(inspector_, &InspectorView::written, requests_, &Requests::exported);
    connect(inspector_, &InspectorView::failed, requests_, &Requests::failed);
    connect(chances_, &ChancesView::written, requests_, &Requests::exported);
    connect(chances_, &ChancesView::failed, requests_, &Requests::failed);
    connect(problems_, &ProblemsView::problemCountChanged, this, &MainWindow::updateProblemCount);
    connect(parked_, &ParkedStrip::keyWanted, this, [this] {
        showSettings(false);
        settingsDialog_->showProviderPage();
    });
    connect(replay_, &ReplayBar::speedChosen, settings_, &Settings::setReadingSpeed);

    connect(welcome_, &WelcomePage::startClicked, this, &MainWindow::start);
    connect(welcome_, &WelcomePage::newMatchClicked, newMatchAction_, &QAction::trigger);
    connect(welcome_, &WelcomePage::openClicked, openAction_, &QAction::trigger);
    connect(welcome_, &WelcomePage::recentChosen, requests_, &Requests::open);
    connect(welcome_, &WelcomePage::resumeClicked, requests_, &Requests::openAndResume);
    connect(settings_, &Settings::readingSpeedChanged, this, &MainWindow::applySettings);
    connect(settings_, &Settings::animationChanged, this, &MainWindow::applySettings);
    connect(settings_, &Settings::providersChanged, this, &MainWindow::applySettings);
    connect(settings_, &Settings::recentMatchesChanged, this, &MainWindow::readRecent);
    connect(recent_, &RecentMatches::changed, this, &MainWindow::showRecent);
    connect(settings_, &Settings::failed, this, [this](const QString &problem) {
        strip_->showMessage(MessageStrip::Kind::Problem, problem);
    });
    updateProblemCount(problems_->problemCount());
}

/// What is clicked somewhere is shown where it is told of: that panel comes to the front. Only a
/// click does that, never what a match that runs adds.
void MainWindow::connectChoices()
{
    const auto bring = [](QDockWidget *dock) {
        return [panel = dock->findChild<PanelAction *>()] { panel->bringToFront(); };
    };
    const auto showInspector = bring(inspectorDock_);
    connect(timeline_, &TimelinePanel::callClicked, inspectorDock_, showInspector);
    connect(agents_, &AgentsView::callChosen, inspectorDock_, showInspector);
    connect(agents_, &AgentsView::messageChosen, messagesDock_, bring(messagesDock_));
    connect(problems_, &ProblemsView::callChosen, inspectorDock_, showInspector);
    connect(messages_, &MessagesView::callChosen, inspectorDock_, showInspector);
    connect(orders_, &OrdersView::callChosen, inspectorDock_, showInspector);
    connect(summary_, &SummaryView::callChosen, inspectorDock_, showInspector);
}

void MainWindow::applySettings()
{
    if (navigator_->speed() != settings_->readingSpeed())
        navigator_->setSpeed(settings_->readingSpeed());
    board_->setSpeed(navigator_->speed());
    board_->setAnimated(settings_->animation());
    parked_->setProviders(settings_->providers());
}

void MainWindow::onLogChanged()
{
    const MatchLog *log = navigator_->log();
    pages_->setCurrentWidget(log ? static_cast<QWidget *>(map_) : welcome_);
    strip_->hide();
    moment_ = {};
    board_->setLog(log);
    powers_->standings()->setLog(log);
    orders_->orders()->setMoment(std::nullopt);
    latency_->setLog(log);
    exportMenu_->setEnabled(log);
    folderAction_->setEnabled(log);
    folderAction_->setStatusTip(QDir::toNativeSeparators(requests_->folder()));
    for (QAction *action : exportMenu_->actions())
        action->setEnabled(log); // their shortcuts too
    if (!log)
        welcome_->setFocus();
    else
        replay_->phaseBar()->setFocus();
    onProgress();
    readRecent();
}

void MainWindow::onPlayhead(qsizetype from, qsizetype to, bool jumped)
{
    const MatchLog *log = navigator_->log();
    if (!log || to < 0)
        return;
    moment_ = boardAt(*log, to);
    board_->setSpeed(navigator_->speed());
    board_->show(from, to, jumped);
    // The final board has no orders of its own: what led to it stays listed.
    const PhaseEntry *last = log->phases().isEmpty() ? nullptr : &log->phases().last();
    const bool final = log->at(to).as<MatchEnded>() && last && last->adjudicated;
    orders_->orders()->setMoment(final ? boardAt(*log, *last->adjudicated) : moment_);
    latency_->setPlayhead(to, jumped);
    showStandings();
    showOutcome();
    updateTitle();
}

void MainWindow::showStandings()
{
    const MatchLog *log = navigator_->log();
    if (!log)
        return;
    // What the seats do now belongs to the newest phase; looking back, it would be a lie.
    const bool newest = navigator_->phasesBehind() == 0 && isMatchRunning();
    powers_->standings()->setMoment(moment_,
                                    newest ? std::optional(requests_->progress()) : std::nullopt);
}

void MainWindow::showOutcome()
{
    const MatchLog *log = navigator_->log();
    const auto *ended = log->at(navigator_->playhead()).as<MatchEnded>();
    if (ended)
        strip_->showMessage(MessageStrip::Kind::Result, outcomeText(*ended));
    else if (strip_->kind() == MessageStrip::Kind::Result)
        strip_->hide();
}

void MainWindow::onRunStateChanged()
{
    const Requests::RunState state = requests_->runState();
    const bool runs = isMatchRunning();
    const bool interrupted = !runs && requests_->isInterrupted();
    const bool held =
        interrupted || state == Requests::RunState::Pausing || state == Requests::RunState::Paused;
    startAction_->setEnabled(!runs);
    const MatchLog *log = requests_->log();
    const auto continued = log ? log->continuedAt() : std::nullopt;
    if (std::exchange(continuedAt_, continued) != continued && runs)
        navigator_->setPace(Navigator::Pace::Live); // it goes on at its end, not at its beginning
    stopAction_->setEnabled(runs);
    stepAction_->setEnabled(runs);
    stepAction_->setChecked(requests_->afterPhase() == Requests::AfterPhase::Pause);
    stopAfterAction_->setEnabled(runs);
    stopAfterAction_->setChecked(requests_->afterPhase() == Requests::AfterPhase::Stop);
    pauseAction_->setEnabled(runs || interrupted);
    pauseAction_->setText(held ? resumeText() : pauseText());
    pauseAction_->setIcon(drawnIcon(held ? WindowIcon::Play : WindowIcon::Pause));
    pauseAction_->setToolTip(u"%1 (%2)"_s.arg(
        held ? tr("Go on with the match") : tr("No new calls; those that run finish"),
        pauseAction_->shortcut().toString(QKeySequence::NativeText)));
    onProgress();
}

void MainWindow::onProgress()
{
    showStandings();
    const bool ticking = requests_->runState() == Requests::RunState::Running ||
                         requests_->runState() == Requests::RunState::Pausing;
    const qint64 now = requests_->progress().now;
    latency_->setClock(now, ticking);
    timeline_->setClock(now, ticking);
    timeline_->setOver(requests_->isOver());
    summary_->setClock(now, ticking);
    updateTitle();
}

void MainWindow::onProvinceClicked(Province province)
{
    const bool again = navigator_->selectedProvince() == province;
    navigator_->select(again ? std::nullopt : std::optional(province));
}

void MainWindow::updateTitle()
{
    const MatchLog *log = navigator_->log();
    QStringList parts;
    if (log && navigator_->phaseIndex() >= 0) {
        // What follows is of the phase that is played, which the picture may not have reached.
        const PhaseEntry &entry =
            isMatchRunning() ? log->phases().last() : log->phases()[navigator_->phaseIndex()];
        parts << phaseShortName(entry.phase);
    }
    if (log && isMatchRunning()) {
        const MatchProgress progress = requests_->progress();
        if (progress.ordersExpected > 0)
            parts << tr("%1 of %2 orders in").arg(progress.ordersIn).arg(progress.ordersExpected);
        if (progress.left)
            parts << timeLeftText(*progress.left);
    }
    if (log && !log->isEmpty()) {
        if (const auto *started = log->at(0).as<MatchStarted>();
            started && started->startedAt.isValid())
            parts << tr("Match of %1").arg(momentText(started->startedAt));
    }
    setWindowTitle(parts.isEmpty() ? u"Concert"_s : parts.join(u" · "_s) + u" – Concert"_s);
}

void MainWindow::updateProblemCount(int count)
{
    problemsDock_->setWindowTitle(count > 0 ? tr("Problems (%1)").arg(count) : tr("Problems"));
}

bool MainWindow::isMatchRunning() const
{
    const Requests::RunState state = requests_->runState();
    return state == Requests::RunState::Running || state == Requests::RunState::Pausing ||
           state == Requests::RunState::Paused;
}

QString MainWindow::pauseText()
{
    return tr("&Pause");
}

QString MainWindow::resumeText()
{
    return tr("&Resume");
}

void MainWindow::start()
{
    strip_->hide();
    requests_->start(settings_->matchConfig());
}

void MainWindow::pauseOrResume()
{
    if (requests_->runState() == Requests::RunState::Running)
        requests_->pause();
    else
        requests_->resume();
}

/// The one that is chosen once more is called off.
void MainWindow::setAfterPhase(const QAction *chosen)
{
    using AfterPhase = Requests::AfterPhase;
    const AfterPhase wanted = chosen == stepAction_ ? AfterPhase::Pause : AfterPhase::Stop;
    requests_->setAfterPhase(requests_->afterPhase() == wanted ? AfterPhase::GoOn : wanted);
    onRunStateChanged(); // a checkable action has changed its own mark
}

void MainWindow::showSettings(bool newMatch)
{
    // One that is open holds what was edited in it: it comes to the front as it is. One that was
    // closed may still be there until the event loop deletes it.
    if (!settingsDialog_ || !settingsDialog_->isVisible()) {
        settingsDialog_ = new SettingsDialog(settings_, requests_->providers(), this);
        settingsDialog_->setAttribute(Qt::WA_DeleteOnClose);
        connect(settingsDialog_, &SettingsDialog::startRequested, requests_, &Requests::start);
    }
    if (newMatch)
        settingsDialog_->showMatchPage();
    settingsDialog_->show();
    settingsDialog_->raise();
    settingsDialog_->activateWindow();
}

/// Beside the window: what is shown stays, and goes on, until a game is chosen.
void MainWindow::offerGames(const QString &path, const SavedGameList &games)
{
    if (strip_->kind() == MessageStrip::Kind::Wait)
        strip_->hide(); // it said that this takes a while
    if (gamesDialog_)
        gamesDialog_->close();
    gamesDialog_ = new SavedGamesDialog(path, games, this);
    gamesDialog_->setAttribute(Qt::WA_DeleteOnClose);
    connect(gamesDialog_, &SavedGamesDialog::chosen, requests_, &Requests::openGame);
    gamesDialog_->show();
}

void MainWindow::askForMatch()
{
    auto *dialog = new QFileDialog(this, tr("Open a match"), settings_->runsFolder(),
                                   tr("Matches and saved games (match.jsonl *.json *.jsonl "
                                      "*.json.gz *.jsonl.gz);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, requests_, &Requests::open);
    dialog->open();
}

void MainWindow::askForExport(const QString &form, const QString &filter)
{
    auto *dialog = new QFileDialog(this, tr("Export"), {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString name = matchExport(form)->fileName;
    dialog->setDefaultSuffix(name.section(u'.', 1));
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, requests_,
            [this, form](const QString &path) { requests_->exportMatch(form, path); });
    dialog->open();
}

void MainWindow::askForChartFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the latency chart"), {},
                                   tr("PNG images (*.png);;SVG drawings (*.svg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    dialog->selectFile(u"latency.png"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u"svg"_s) ? u"svg"_s : u"png"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const QString problem = latency_->exportTo(path); !problem.isEmpty())
            Q_EMIT requests_->failed(problem);
        else
            Q_EMIT requests_->exported(path);
    });
    dialog->open();
}

void MainWindow::askForMapFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Export map"), {},
                        tr("PNG images (*.png);;SVG drawings (*.svg);;PDF documents (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"png"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u"svg"_s)   ? u"svg"_s
                                 : filter.contains(u"pdf"_s) ? u"pdf"_s
                                                             : u"png"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QString error;
        if (map_->exportTo(path, &error))
            strip_->showMessage(MessageStrip::Kind::Notice,
                                tr("Written: %1").arg(QDir::toNativeSeparators(path)));
        else
            strip_->showMessage(MessageStrip::Kind::Problem, error);
    });
    dialog->open();
}

void MainWindow::readRecent()
{
    recent_->read(settings_->recentMatches());
}

void MainWindow::showRecent()
{
    const QList<RecentMatch> &recent = recent_->matches();
    welcome_->setRecent(recent);
    recentMenu_->clear();
    recentMenu_->setEnabled(!recent.isEmpty());
    for (const auto &[path, text, isUnfinished] : recent) {
        QAction *action = recentMenu_->addAction(QString(text).replace(u'&', u"&&"_s));
        action->setToolTip(pathTip(path));
        action->setStatusTip(QDir::toNativeSeparators(path));
        connect(action, &QAction::triggered, requests_,
                [this, folder = path] { requests_->open(folder); });
    }
    const auto last = std::find_if(recent.begin(), recent.end(),
                                   [](const RecentMatch &match) { return match.isUnfinished; });
    resumeAction_->setEnabled(last != recent.end());
    resumeAction_->setData(last != recent.end() ? last->path : QString());
    resumeAction_->setStatusTip(last != recent.end() ? last->text : QString());
}

void MainWindow::showComparison()
{
    if (!comparisonDialog_) {
        comparisonDialog_ = new ComparisonDialog(requests_, settings_, this);
        connect(comparisonDialog_, &ComparisonDialog::settingsRequested, this,
                [this] { showSettings(false); });
    }
    comparisonDialog_->show();
    comparisonDialog_->raise();
    comparisonDialog_->activateWindow();
}

void MainWindow::showShortcuts()
{
    (new ShortcutsDialog(this))->show();
}

void MainWindow::showAbout()
{
    (new AboutDialog(this))->show();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveSession();
    if (isMatchRunning())
        requests_->stop();
    event->accept();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // Docks get their first places and sizes when the window has its own.
    if (!sizesChosen_)
        resetLayout();
    sizesChosen_ = true;
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    // Later: a layout cannot be replaced while it is being laid out.
    if (!lastState_.isEmpty())
        QMetaObject::invokeMethod(this, &MainWindow::restoreDocks, Qt::QueuedConnection);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        requests_->open(urls.first().toLocalFile());
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // The docks' tabs come and go with them. Where they have no room, whole words can be scrolled.
    if (event->type() == QEvent::Show && watched->parent() == this) {
        if (auto *tabs = qobject_cast<QTabBar *>(watched)) {
            tabs->setUsesScrollButtons(true);
            tabs->setElideMode(Qt::ElideNone);
        }
    }
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress)
        lastState_.clear(); // from now on the user says how it is laid out
    // The playhead's keys work from anywhere, but not against what the focused control needs them
    // for: a button's Space, a list box's Space, a tab bar's arrows.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *widget = qobject_cast<QWidget *>(watched);
        const auto *press = static_cast<QKeyEvent *>(event);
        if (widget && widget->window() == this && press->modifiers() == Qt::NoModifier) {
            const int key = press->key();
            const bool presses =
                qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget);
            if ((presses && key == Qt::Key_Space) ||
                (qobject_cast<QTabBar *>(widget) && (key == Qt::Key_Left || key == Qt::Key_Right)))
                event->accept();
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace concert
