// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/prompt_builder.h"
#include "core/agents/prompt_library.h"
#include "core/match/seat.h"
#include "core/match/stage_graph.h"
#include "core/match/stage_scheduler.h"
#include "core/record/match_config.h"
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"

#include <QObject>

#include <array>
#include <map>
#include <memory>

namespace concert {

/// What a seat does at this moment.
struct SeatActivity {
    enum class State { Idle, Asked, Answering, Retrying };
    State state = State::Idle;
    CallId call;
    qsizetype characters = 0; ///< of the answer so far
    QString detail;           ///< why it is tried again
};

/// A game being played: builds the graph of stages as it goes, asks the seats, adjudicates, and
/// appends everything that happens to the log. The log is the only thing it leaves behind.
///
/// With the same configuration and seats that answer alike it plays the same game under every
/// schedule: prompts are built from the outputs of their stage's inputs only, in canonical order.
class Match : public QObject {
    Q_OBJECT

public:
    using Seats = std::array<std::unique_ptr<Seat>, powerCount>;

    /// \a log must be empty and outlive the match.
    Match(const MatchConfig &config, Seats seats, MatchLog *log, QObject *parent = nullptr);
    ~Match() override; ///< running calls are aborted; nothing is appended

    void start();
    void pause(); ///< no new calls; running ones finish
    void resume();
    void stop(); ///< now: calls are aborted, the log ends with MatchEnded{Stopped}

    bool isPaused() const { return scheduler_.isPaused(); }
    bool hasEnded() const { return ended_; }
    int callsRunning() const { return static_cast<int>(running_.size()); }
    SeatActivity activity(Power power) const;
    /// Of the phase that runs: who has given orders, and who has to.
    int ordersIn() const;
    int ordersExpected() const;
    /// Microseconds since the start.
    qint64 now() const;

Q_SIGNALS:
    void phaseStarted(const concert::Phase &phase);
    void phaseAdjudicated(const concert::Phase &phase);
    /// What a call said; emitted before the event that ends the call.
    void callAnswered(const concert::CallText &call);
    void activityChanged();
    /// Exactly once; the log's last event is MatchEnded.
    void ended();

private:
    /// A phase as it was played so far.
    struct PlayedPhase {
        Position position;
        std::map<std::pair<int, Power>, QList<MessageSent>> messages; // by round, then power
        std::map<Power, OrdersSubmitted> orders;
        int ordersExpected = 0;
        std::vector<ResolvedOrder> resolved;
    };
    struct RunningCall;

    // match_stages.cpp: the graph
    void addInitialStages();
    void addPhase(const Position &position);
    void addMessageStages(const Phase &phase, const QList<Power> &powers);
    void addOrderStages(const Phase &phase, const QList<Power> &powers,
                        const QList<Power> &talkers);
    void addStateUpdates(const Phase &phase, const Position &next);
    int nextGroup() { return ++group_; }
    PromptContext contextFor(const Stage &stage) const;

    // match.cpp: running it
    void startStage(int stage);
    void adjudicateStage(int stage);
    void ask(RunningCall *call);
    void answered(RunningCall *call);
    bool useAnswer(RunningCall *call, const QString &answer, QString *problem);
    void finishCall(RunningCall *call, CallOutcome outcome, const QString &problem);
    void publishOutputs(RunningCall *call, std::vector<MatchEvent> *events);
    void append(Audience audience, MatchEventData data);
    MatchEvent eventNow(Audience audience, MatchEventData data) const;
    void end(MatchEnded::Reason reason, const QString &text);
    qint64 since(ChatClock::time_point time) const;
    const Position &currentPosition() const;

    MatchConfig config_;
    Seats seats_;
    MatchLog *log_;
    PromptLibrary prompts_;
    PromptBuilder builder_;
    StageGraph graph_;
    StageScheduler scheduler_;
    ChatClock::time_point start_;
    std::map<Phase, PlayedPhase> phases_;
    QHash<Datum, Agent> agents_;              // every version
    QHash<Datum, qint64> publishedAt_;        // microseconds
    std::array<Datum, powerCount> state_;     // the version that stages added now use
    std::array<Datum, powerCount> nextState_; // the version from the next movement phase on
    std::map<int, std::unique_ptr<RunningCall>> running_; // by stage
    std::array<int, powerCount> failuresInARow_{};
    std::optional<MatchEnded> outcome_; // known; the match ends when the last stages are done
    int group_ = 0;
    bool ended_ = false;
};

} // namespace concert
