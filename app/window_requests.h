// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/call_text_store.h"
#include "app/chance_memory.h"
#include "app/chosen_places.h"
#include "app/evaluator.h"
#include "app/keys/key_store.h"
#include "app/known_hosts.h"
#include "app/match_session.h"
#include "app/prompt_trials.h"
#include "app/window_comparison.h"
#include "app/window_phase_end.h"
#include "app/window_providers.h"
#include "core/record/match_log_reader.h"
#include "ui/requests.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTimer>

#include <memory>

namespace concert {

class Settings;

/// Carries out what the window asks for: matches that run (MatchSession) and matches that are read
/// from their files, finished or still being written by another process.
class WindowRequests : public Requests {
    Q_OBJECT

public:
    /// \a settings must outlive it.
    explicit WindowRequests(Settings *settings, QObject *parent = nullptr);
    ~WindowRequests() override;

    const MatchLog *log() const override;
    RunState runState() const override;
    MatchProgress progress() const override;
    void start(const MatchConfig &config) override;
    void pause() override;
    void resume() override;
    bool isInterrupted() const override;
    void resumeTrusting() override;
    void openAndResume(const QString &path) override;
    void setAfterPhase(AfterPhase what) override;
    AfterPhase afterPhase() const override;
    void stop() override;
    void goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model) override;
    void changeCaps(const SpendingCaps &caps) override;
    SpendingCaps caps() const override;
    void open(const QString &path) override;
    void cancelOpening() override;
    void openGame(const QString &path, int game) override;
    QString folder() const override;
    ProviderRequests *providers() override { return &providers_; }
    void findCallTexts(const CallId &call) override;
    QList<CallText> runningCalls() const override;
    QStringList trialModels() const override;
    QString trialNote(const QString &model) const override;
    void tryPrompt(const PromptTrial &trial) override;
    void stopTrial(int id) override;
    void findChances(qsizetype phase) override;
    void exportMatch(const QString &form, const QString &path) override;
    void compare(const ComparisonPlan &plan) override;
    void stopComparison() override;
    const ComparisonState *comparison() const override;

private:
    /// A match that is read from its file, and followed while it grows.
    struct OpenedMatch {
        explicit OpenedMatch(const QString &path) : reader(path) {}
        MatchLogReader reader;
        MatchLog log;
        bool grew = false;            ///< while it was looked at
        bool playedElsewhere = false; ///< or broken off
        bool isDamaged = false;       ///< something in the middle cannot be read
        QString folder() const { return QFileInfo(reader.fileName()).absolutePath(); }
        QString savedGame = {}; ///< the file, if it is one of these and no match's
    };

    void foretell();
    void noteSavedKey(const ProviderProfile &profile, bool saved);
    void introduceHosts();
    // window_chances.cpp
    void rememberChances(const QString &folder);
    void onEvaluated(const Position &position, const Chances &chances);
    void startWith(const MatchConfig &config);
    void show(std::unique_ptr<MatchSession> next);
    void followMatch();
    void tellUnsaved(MatchSession *session);
    // window_resuming.cpp
    bool isQuestionable(const MatchConfig &config);
    void goOnWith(const MatchConfig &config);
    QString takeUpOpened(const MatchConfig &config);
    bool isPlayedElsewhere() const;
    void noticeBreakingOff();
    /// Calls \a then when keys_ knows the key of \a model, or that there is none.
    void withKeyOf(const ModelId &model, const MatchConfig &config,
                   const std::function<void()> &then);
    void compareWith(const ComparisonPlan &plan, const ModelKeys &keys);
    void goOnNow(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model);
    // window_opening.cpp
    void openMatch(const QString &path);
    void offer(const QString &path, const SavedGameList &games);
    void openFile(const QString &path, int game, FileFrom from);
    void showSavedGame(const QString &path, std::vector<MatchEvent> events, const QString &notes);
    void readMore();
    void showOpened();
    void keepCallTexts(const QString &folder);
    MatchConfig trialConfig() const;
    MatchSession *askingSession();
    QString newFolder(const QString &prefix = {}) const;

    Settings *settings_;
    KeyStore keys_;
    KnownHosts hosts_;
    ChosenPlaces chosen_;
    QStringList questioned_; // places of the record that was to be resumed
    WindowProviders providers_{&keys_, &hosts_};
    int startNumber_ = 0;
    std::unique_ptr<MatchSession> session_;
    std::unique_ptr<PhaseEnd> phaseEnd_; // of the match that runs, once it was asked for
    std::unique_ptr<OpenedMatch> opened_;
    std::unique_ptr<OpenedMatch> opening_; // not complete yet; what is shown stays
    int openNumber_ = 0;                   // of what was opened last, or played since
    std::unique_ptr<CallTextStore> texts_; // of the match that is shown
    std::unique_ptr<MatchSession> asking_; // for prompts that are tried; it plays nothing
    PromptTrials trials_;                  // destroyed before the session it asks through
    std::unique_ptr<Evaluator> evaluator_; // from the first question on
    ChanceMemory chances_{QString()};      // of the match that is shown
    QTimer chancesTimer_;                  // until they are written
    QTimer readTimer_;
    QTimer openingTimer_; // until it is told that it takes a while
    QString openingPath_;
    QElapsedTimer stillFor_;     // since the opened match last grew
    bool resumesOpened_ = false; // as soon as it is read
    QTimer progressTimer_;
    RunState toldState_ = RunState::None;
    std::optional<TimeLeft> left_; // of the match that runs
    QElapsedTimer foretold_;       // since it was foretold
    qint64 foretellCost_ = 0;      // milliseconds
    std::unique_ptr<WindowComparison> comparison_;
};

} // namespace concert
