// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/comparison.h"
#include "core/record/match_config.h"
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"
#include "core/record/saved_games_file.h"
#include "core/trace/forecast.h"

#include <QObject>

#include <array>

namespace concert {

/// What one seat does at this moment. Progress, not fact: never stored.
struct SeatProgress {
    enum class State { Idle, Waiting, Paused, Thinking, Answering, Retrying, Parked };
    State state = State::Idle;
    StageKind stage = StageKind::Orders;
    int round = 0;
    qsizetype characters = 0; ///< of the answer so far
    QString detail;           ///< why it is tried again, or waits; else empty
    // Of a power that waits for its provider, in microseconds since the start:
    std::optional<qint64> nextTry = {};    ///< when it is tried again
    std::optional<qint64> waitsUntil = {}; ///< and how long; then MatchConfig::whenParked decides
    /// Its server has its request and has said nothing for a while, since then (as above).
    std::optional<qint64> silentSince = {};
    QString silentServer = {}; ///< that one
};

struct MatchProgress {
    std::array<SeatProgress, powerCount> seats;
    int callsRunning = 0;
    int ordersIn = 0; ///< of this phase
    int ordersExpected = 0;
    qint64 now = 0;               ///< microseconds since the match started
    std::optional<TimeLeft> left; ///< absent: nothing is known yet, or nothing goes on
};

/// How a comparison of schedules stands: what it plays, what it has so far.
struct ComparisonState {
    ComparisonPlan plan;
    QString folder;
    QStringList notes;       ///< what there is to know from the start: hosts that are new
    QList<ComparedRun> runs; ///< those that are done
    /// The match that runs, up to now.
    std::optional<ComparedRun> running;
    bool ended = false;
    bool stopped = false;    ///< by the user, before its end
    QString problem;         ///< why it ended early or was not written; empty: it was
    ComparisonReport report; ///< of the runs that are done
};

/// A prompt that is tried outside of the match: one that was sent, mostly edited, to the same or
/// another model. Whatever comes of it never changes the match.
struct PromptTrial {
    int id = 0;
    CallId call;   ///< whose prompt it was: the form of the answer is that call's
    QString model; ///< a key may stand behind it, as on the command line
    QList<ChatMessage> messages;
};

struct TrialAnswer {
    QString text;
    QString problem; ///< a sentence: why there is no answer; empty: there is one
    QString taken;   ///< what a match would take from it, and what it would refuse
    Usage usage;
    std::optional<double> cost; ///< dollars; absent: nobody knows
    qint64 firstToken = 0;      ///< microseconds after it was sent
    qint64 whole = 0;           ///< until the answer was complete
};

/// What each power may hope for at a phase, by short games played on from there; the shares of the
/// game add up to 1. Errors are standard errors.
struct PhaseChances {
    struct Chance {
        double share = 0;
        double shareError = 0;
        double centers = 0; ///< expected after the last year played
        double centersError = 0;
        double solo = 0;  ///< probability to win alone within those years
        double alive = 1; ///< to be there in the end
        bool operator==(const Chance &) const = default;
    };
    std::array<Chance, powerCount> powers{};
    int games = 0;
    int years = 0; ///< that were played

    const Chance &of(Power power) const { return powers[static_cast<std::size_t>(indexOf(power))]; }
    bool operator==(const PhaseChances &) const = default;
};

class ProviderRequests;

/// What the window wants done. The window knows nothing of matches that run: app implements this.
class Requests : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    enum class RunState {
        None,
        Running,
        Pausing,
        Paused,
        Unfinished, ///< an opened file without an end: played by another process, or broken off
        Ended
    };

    /// The match that is shown; null: none. Owned by the implementation; replaced only with
    /// matchChanged().
    virtual const MatchLog *log() const = 0;
    virtual RunState runState() const = 0;
    /// Nobody plays the shown match (any more): what has no end in its log was broken off.
    bool isOver() const { return runState() == RunState::Ended || isInterrupted(); }
    virtual MatchProgress progress() const = 0;

    /// Ends the match that runs, if any, and starts another. Problems arrive by failed().
    virtual void start(const MatchConfig &config) = 0;
    virtual void pause() = 0; ///< no new calls; running ones finish
    /// Goes on with a match that is paused, or that isInterrupted(). Problems arrive by failed().
    virtual void resume() = 0;
    /// The shown match ended before its game was over (broken off, stopped, failed, at its spending
    /// cap), and nobody plays it: resume() goes on with it.
    virtual bool isInterrupted() const { return false; }
    /// The user's yes to placesQuestioned().
    virtual void resumeTrusting() { resume(); }
    /// The same for the match of a folder, which is opened first.
    virtual void openAndResume(const QString &path) { open(path); }
    /// What the match that runs does as soon as the phase that is played is adjudicated: no calls
    /// of the next one, and then it pauses, or stops when those that run have finished. It is GoOn
    /// again afterwards, and for every new match.
    enum class AfterPhase { GoOn, Pause, Stop };
    virtual void setAfterPhase(AfterPhase what) = 0; ///< a paused match goes on, up to there
    virtual AfterPhase afterPhase() const = 0;
    virtual void stop() = 0; ///< now; the log ends with MatchEnded{Stopped}
    /// What the watcher chooses for powers whose provider is gone; \a model is who plays them from
    /// now on, with How::OtherModel. Problems arrive by failed().
    virtual void goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model) = 0;
    /// The spending caps of the match that runs; it goes on if it paused at one.
    virtual void changeCaps(const SpendingCaps &caps) = 0;
    virtual SpendingCaps caps() const = 0;
    /// A match's folder, finished or still growing, or a file with saved games: if it holds
    /// several, gamesFound() offers them.
    virtual void open(const QString &path) = 0;
    /// One game of such a file, by its number.
    virtual void openGame(const QString &path, int) { open(path); }
    virtual void cancelOpening() {} ///< what is shown stays
    /// Where the files of the shown match are; empty: there is none.
    virtual QString folder() const { return {}; }
    /// What a call of the shown match said and was asked: all attempts. Answers by
    /// callTextsFound(), never from within.
    virtual void findCallTexts(const CallId &call) = 0;
    /// The calls that run at this moment, each with as much of its answer as has come.
    virtual QList<CallText> runningCalls() const = 0;
    /// Models that a prompt can be tried with, "provider:name".
    virtual QStringList trialModels() const = 0;
    /// What there is to know before a prompt goes to \a model: that nobody has spoken to its server
    /// before, or that only the match's record names it. A sentence; empty: nothing.
    virtual QString trialNote(const QString & /*model*/) const { return {}; }
    /// Answers by trialProgressed() and trialEnded().
    virtual void tryPrompt(const PromptTrial &trial) = 0;
    virtual void stopTrial(int id) = 0;
    /// The chances at the beginning of a phase of the shown match: an entry of its log's phases(),
    /// or their number for the board that it ended with. What was asked for last comes first.
    /// Answers by chancesFound(), again each time that more games were played, never from within.
    virtual void findChances(qsizetype phase) = 0;
    /// \a form: see core/record/match_export.h. Answers by exported() or failed().
    virtual void exportMatch(const QString &form, const QString &path) = 0;

    /// Plays matches one after another, beside the match that is shown. Replaces an earlier
    /// comparison. Problems arrive by failed().
    virtual void compare(const ComparisonPlan &plan) = 0;
    virtual void stopComparison() = 0;
    /// The newest one; null: none yet.
    virtual const ComparisonState *comparison() const = 0;
    /// Keys, lists of models and tests; null: not here.
    virtual ProviderRequests *providers() { return nullptr; }

Q_SIGNALS:
    void matchChanged(); ///< log() is another one
    /// What was to be opened takes a while: until matchChanged(), failed(), or it is cancelled.
    void openingTakesTime(const QString &path);
    void runStateChanged();
    /// Instead of resume(): the record names addresses or prompt folders that are not the user's,
    /// as \a question says. resumeTrusting() goes on with them.
    void placesQuestioned(const QString &question);
    void progressChanged(); ///< at most ten times a second
    /// None: nothing is recorded (yet).
    void callTextsFound(const concert::CallId &call, const QList<concert::CallText> &texts);
    void trialProgressed(int id, const QString &textSoFar);      ///< at most ten times a second
    void trialEnded(int id, const concert::TrialAnswer &answer); ///< exactly once, unless stopped
    void chancesFound(qsizetype phase, const concert::PhaseChances &chances);
    /// What was opened holds more than one game; openGame() shows the one that is chosen.
    void gamesFound(const QString &path, const concert::SavedGameList &games);
    void exported(const QString &path);
    void comparisonChanged();            ///< at most ten times a second
    void failed(const QString &problem); ///< a sentence for the user
};

} // namespace concert
