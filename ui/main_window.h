// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "ui/requests.h"

#include <QMainWindow>
#include <QPointer>

#include <optional>

class QLabel;
class QMenu;
class QStackedWidget;

namespace concert {

class AgentsView;
class BoardPresenter;
class ChancesView;
class ComparisonDialog;
class InspectorView;
class LatencyChart;
class MapView;
class MatchStatus;
class MessageStrip;
class MessagesView;
class Navigator;
class OrdersView;
class ParkedStrip;
class PowersView;
class ProblemsView;
class RecentMatches;
class ReplayBar;
class Settings;
class SavedGamesDialog;
class SettingsDialog;
class SummaryView;
class TimelinePanel;
class WelcomePage;
class WhatIfView;

/// The window: the map in the middle, everything else around it. It reads the match through
/// Requests::log() and the navigator's playhead, and asks Requests for whatever is to be done; it
/// runs nothing itself. Closing it stops a match that runs, without a question.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// \a requests and \a settings must outlive it.
    MainWindow(Requests *requests, Settings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    Navigator *navigator() const { return navigator_; }
    MapView *map() const { return map_; }

    /// Docks and toolbar as they are at first, in sizes that fit the window.
    void resetLayout();

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // main_window_setup.cpp: how it is put together
    void createCentral();
    void createDocks();
    QDockWidget *addDock(const QString &name, const QString &title, QWidget *widget,
                         const QKeySequence &keys);
    void placeDocks();
    void createMatchActions();
    void createMenus();
    void createFileMenu();
    void createExportMenu(QMenu *file);
    void createViewMenu();
    void createMapMenu(QMenu *menu);
    void createToolBar();
    void restoreSession();
    void saveSession() const;
    void restoreDocks();
    void setDockSizes();
    bool isTall() const; ///< the right panels have room for each other
    void keepPauseWidth();

    // main_window.cpp: how it behaves
    void connectViews();
    void connectChoices();
    void onLogChanged();
    void onRunStateChanged();
    void onProgress();
    void onPlayhead(qsizetype from, qsizetype to, bool jumped);
    void onProvinceClicked(Province province);
    void applySettings();
    void showStandings();
    void showOutcome();
    void updateTitle();
    void updateProblemCount(int count);
    void start();
    void pauseOrResume();
    void setAfterPhase(const QAction *chosen);
    void showSettings(bool newMatch);
    void offerGames(const QString &path, const SavedGameList &games);
    void askForMatch();
    void askForExport(const QString &form, const QString &filter);
    void askForChartFile();
    void askForMapFile();
    void readRecent();
    void showRecent();
    void showComparison();
    void showShortcuts();
    void showAbout();
    bool isMatchRunning() const;
    static QString pauseText();
    static QString resumeText();

    Requests *requests_;
    Settings *settings_;
    Navigator *navigator_;
    RecentMatches *recent_;
    BoardMoment moment_; ///< what the playhead shows

    QStackedWidget *pages_ = nullptr;
    WelcomePage *welcome_ = nullptr;
    MessageStrip *strip_ = nullptr;
    ParkedStrip *parked_ = nullptr;
    MapView *map_ = nullptr;
    BoardPresenter *board_ = nullptr;
    ReplayBar *replay_ = nullptr;
    MessagesView *messages_ = nullptr;
    PowersView *powers_ = nullptr;
    OrdersView *orders_ = nullptr;
    LatencyChart *latency_ = nullptr;
    TimelinePanel *timeline_ = nullptr;
    AgentsView *agents_ = nullptr;
    ChancesView *chances_ = nullptr;
    WhatIfView *whatIf_ = nullptr;
    SummaryView *summary_ = nullptr;
    InspectorView *inspector_ = nullptr;
    ProblemsView *problems_ = nullptr;
    MatchStatus *status_ = nullptr;
    QPointer<SettingsDialog> settingsDialog_;
    QPointer<SavedGamesDialog> gamesDialog_;
    ComparisonDialog *comparisonDialog_ = nullptr; ///< once it was asked for; keeps its page

    QList<QDockWidget *> docks_;       ///< all of them, as the View menu lists them
    QList<QDockWidget *> bottomDocks_; ///< those that share tabs below the map
    QDockWidget *powersDock_ = nullptr;
    QDockWidget *ordersDock_ = nullptr;
    QDockWidget *messagesDock_ = nullptr;
    QDockWidget *inspectorDock_ = nullptr;
    QDockWidget *latencyDock_ = nullptr;
    QDockWidget *timelineDock_ = nullptr;
    QDockWidget *agentsDock_ = nullptr;
    QDockWidget *chancesDock_ = nullptr;
    QDockWidget *whatIfDock_ = nullptr;
    QDockWidget *summaryDock_ = nullptr;
    QDockWidget *problemsDock_ = nullptr;
    QToolBar *matchBar_ = nullptr;
    QToolBar *replayToolBar_ = nullptr;
    QMenu *recentMenu_ = nullptr;
    QAction *startAction_ = nullptr;
    QAction *pauseAction_ = nullptr;
    QAction *stepAction_ = nullptr;
    QAction *stopAfterAction_ = nullptr;
    QAction *stopAction_ = nullptr;
    QAction *newMatchAction_ = nullptr;
    QAction *openAction_ = nullptr;
    QAction *resumeAction_ = nullptr;
    QAction *folderAction_ = nullptr;
    QMenu *exportMenu_ = nullptr;
    std::optional<qsizetype> continuedAt_; ///< as MatchLog's, when the state last changed
    QByteArray lastState_; ///< of docks, until the window has the size that they had it in
    QSize lastSize_;
    bool sizesChosen_ = false; ///< docks were sized for this window, or as they were last time
};

} // namespace concert
