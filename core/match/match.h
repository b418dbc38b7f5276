// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agents/prompt_builder.h"
#include "core/agents/prompt_library.h"
#include "core/llm/clock.h"
#include "core/match/latency_forecast.h"
#include "core/match/seat.h"
#include "core/match/spending_guard.h"
#include "core/match/stage_graph.h"
#include "core/match/stage_scheduler.h"
#include "core/record/match_config.h"
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"

#include <QObject>
#include <QSet>

#include <array>
#include <map>
#include <memory>
#include <vector>

namespace concert {

/// What a seat does at this moment.
struct SeatActivity {
    enum class State { Idle, Asked, Answering, Retrying, Parked };
    State state = State::Idle;
    CallId call;
    qsizetype characters = 0; ///< of the answer so far
    QString detail;           ///< why it is tried again, or why it waits
    // Of a power that waits for its provider, in microseconds since the start:
    std::optional<qint64> nextTry;    ///< when it is looked for next
    std::optional<qint64> waitsUntil; ///< then WhenParked decides
    /// Nothing has come since then (microseconds, as above) from the server that has its request,
    /// for longer than Match::silenceTold.
    std::optional<qint64> silentSince = {};
    QString silentServer = {}; ///< that one
};

/// A game being played: builds the graph of stages as it goes, asks the seats, adjudicates, and
/// appends everything that happens to the log. The log is the only thing it leaves behind.
///
/// With the same configuration and seats that answer alike it plays the same game under every
/// schedule: prompts are built from the outputs of their stage's inputs only, in canonical order.
/// (PressOrder::Mailbox excepted: there a power reads what has arrived, which is a matter of time.)
class Match : public QObject {
    Q_OBJECT

public:
    using Seats = std::array<std::unique_ptr<Seat>, powerCount>;
    /// A server that says nothing for so long is worth a word to whoever watches.
    static constexpr std::chrono::seconds silenceTold{10};

    /// \a log must outlive the match, as must \a clock.
    Match(const MatchConfig &config, Seats seats, MatchLog *log, QObject *parent = nullptr,
          Clock &clock = systemClock());
    ~Match() override; ///< running calls are aborted and paid; nothing is appended

    /// Who comments each phase, if the configuration wants it; to be set before start() or goOn().
    /// Without one the match is played, and recorded, as one without commentary.
    void setNarrator(std::unique_ptr<Seat> narrator) { narrator_ = std::move(narrator); }

    /// What its log is written to, from the start on; outlives the match. The texts of calls go
    /// there. While it cannot be written the match pauses: calls that run finish and are kept in
    /// memory, and it goes on by itself when they are written. resume() then tries that at once.
    void setFile(MatchLogFile *file);
    /// What the day's spending is counted in; to be set before the start, outlives the match.
    void setLedger(SpendingLedger *ledger) { guard_.setLedger(ledger); }
    /// Somebody is there to decide: at a spending cap the match pauses. Else it ends there.
    void setAttended(bool attended) { attended_ = attended; }

    void start(); ///< the log must be empty
    /// Goes on with the match that the log (up to its settledSize()) holds, with this configuration
    /// from now on: what is finished there is taken as it is and never asked again, what was being
    /// asked is. The log goes on, too: it gets a MatchContinued with \a origin and \a from. A
    /// sentence if it holds no match that can be taken up; nothing was appended then, and the match
    /// cannot be used.
    QString goOn(const QString &origin = {}, std::optional<Phase> from = {});
    void pause(); ///< no new calls; running ones finish
    void resume();
    void stop(); ///< now: calls are aborted, the log ends with MatchEnded{Stopped}

    // What the watcher may choose for a power that is parked (see PowerParked). They do nothing
    // after the end.
    /// Asks again what had no answer; \a seat, if given, answers from now on (it has another key).
    void tryAgain(Power power, std::unique_ptr<Seat> seat = {});
    /// Another model plays it from now on.
    void changeModel(Power power, std::unique_ptr<Seat> seat);
    /// Nobody is asked any more for this power: the rulebook's defaults.
    void playDefaults(Power power);
    /// Goes on with other caps, if it paused at one.
    void changeCaps(const SpendingCaps &caps);
    const SpendingCaps &caps() const { return guard_.caps(); }

    bool isPaused() const { return scheduler_.isPaused(); }
    bool hasEnded() const { return ended_; }
    int callsRunning() const; ///< those that wait for their provider do not
    /// Nothing goes on: whatever was asked waits for a provider or for money.
    bool isHeldUp() const;
    SeatActivity activity(Power power) const;
    /// What runs at this moment, with as much of each answer as has come.
    QList<CallText> runningTexts() const;
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
        QList<Power> players;                                         // who has something to order
        std::map<std::pair<int, Power>, QList<MessageSent>> messages; // by round, then power
        std::map<Power, OrdersSubmitted> orders;
        std::vector<ResolvedOrder> resolved;
        QList<MessageSent> arrived;                  // the same messages as they came
        QList<CommitmentJudged> judged;              // what was promised for this phase
        QList<Datum> lastWords;                      // those that follow all others
        std::array<QList<Datum>, powerCount> state;  // the agents' versions as the phase began
        std::array<Datum, powerCount> consolidation; // made in this phase; mostly none
    };
    /// Something that was promised in a message: one of its commitments.
    struct Promise {
        MessageSent message;
        int index = 0;
    };
    struct RunningCall;

    // match_stages.cpp: the graph
    void addInitialStages();
    void addPhase(const Position &position);
    void addMessageRound(const Phase &phase, int round, const QList<Power> &speakers);
    Datum addMessageStage(const CallId &call, int group, const QList<Datum> &heard);
    void addDeliberation(const Phase &phase);
    QList<Datum> addForEach(const QList<Power> &powers, const Phase &phase, StageKind kind,
                            const QList<Datum> &inputs, Datum (*output)(const CallId &));
    void addOrderStages(const Phase &phase, const QList<Datum> &plans);
    void addConsolidations(const Phase &phase, const std::array<QList<Datum>, powerCount> &state);
    void addLookingBack(const Phase &phase, const Position &next);
    void continueQuietly(const CallId &call);
    QList<Power> nextSpeakers(const Phase &phase, int round) const;
    StageKind lookingBackKind() const;
    int nextGroup() { return ++group_; }

    // match_context.cpp: what a stage may know
    PromptContext contextFor(const Stage &stage) const;
    Agent agentFrom(Power power, const QList<Datum> &state) const;
    QList<MessageSent> messagesFor(const Stage &stage, const PlayedPhase &played) const;
    const PromptLibrary &promptsFor(const CallId &call) const;
    void recallLastMoves(PromptContext *context, const Stage &stage,
                         const PlayedPhase &played) const;
    Seat *seatOf(const CallId &call) const;

    // match_recall.cpp: going on with a log
    QString recall();
    bool recallEvent(const MatchEvent &event, std::vector<MatchEvent> *outputs);
    bool recallAdjudication(const PhaseAdjudicated &played, qint64 time);
    bool recallCall(const CallEnded &ended, const std::vector<MatchEvent> &outputs, qint64 time);
    void dropCommentary();
    void giveUpInterrupted();

    // match.cpp: running it
    void begin();
    void startStage(int stage);
    void adjudicateStage(int stage);
    PhaseAdjudicated playOrders(int stage, int span, std::vector<MatchEvent> *judged,
                                Position *next);
    void goOnTo(const Position &next);
    void cancelRunning();
    void failed(RunningCall *call, const ChatError &error);
    void finishCall(RunningCall *call, CallOutcome outcome, const QString &problem);
    void append(Audience audience, MatchEventData data);
    MatchEvent eventNow(Audience audience, MatchEventData data) const;
    void end(MatchEnded::Reason reason, const QString &text);
    qint64 since(ChatClock::time_point time) const;
    const Position &currentPosition() const;

    // match_calls.cpp: asking, once or twice, and hearing
    void ask(RunningCall *call);
    void send(RunningCall *call, bool hedge);
    void answered(RunningCall *call, ChatReply *reply);
    void gaveNothing(RunningCall *call, const ChatResult &result, const QString &problem);
    bool takeShortSet(const RunningCall &call);
    bool askShorter(RunningCall *call, const ChatError &error);
    void learnLimit(const RunningCall &call, int tokens, const ChatError &error);
    void collect(RunningCall *call, ChatReply *reply, bool usesIt);
    void settle(RunningCall *call, ChatReply *reply, SpendingReservation *held);
    void breakOff(RunningCall *call);
    void hedge(RunningCall *call);
    void giveBackSecondSlot(RunningCall *call);
    void addSilence(Power power, SeatActivity *activity) const;

    // match_parking.cpp: powers whose provider is gone
    /// So many calls of one power in a row without an answer, or a usable one, and it is parked.
    static constexpr int maxFailuresInARow = 3;
    /// What is between a power and its game.
    struct Trouble {
        int failuresInARow = 0; // calls without an answer
        int unusableInARow = 0; // calls whose answers were not of the form, but for free texts
        std::optional<PowerParked> parked;
        bool playsDefaults = false;
        QString why; // it plays defaults
        ChatClock::time_point parkedAt{};
        std::unique_ptr<Alarm> nextTry; // of an outage
        ChatClock::time_point nextTryAt{};
        std::chrono::seconds pause{0}; // before it
        std::optional<Phase> lateIn;   // the turn's deadline is past
    };
    Trouble &troubleOf(Power power) { return troubles_[static_cast<std::size_t>(indexOf(power))]; }
    const Trouble &troubleOf(Power power) const
    {
        return troubles_[static_cast<std::size_t>(indexOf(power))];
    }
    void startOver(RunningCall *call);
    void park(RunningCall *call, ParkReason reason, const ChatError &error);
    bool waitsForServer(Power power) const;
    void outageBegan(RunningCall *call, const QString &problem);
    void tell(const RunningCall *call, ParkReason reason, const QString &text,
              const QDateTime &until);
    bool isPolicyDue(const Trouble &trouble, const ChatError &error) const;
    void followPolicy(Power power);
    void addWaits(Power power, SeatActivity *activity) const;
    void armNextTry(Power power, std::chrono::seconds least);
    void tryNow(Power power);
    void serverIsBack(const Seat &seat);
    void unpark(Power power, PowerUnparked::How how);
    void askParked(Power power);
    void cutOff(Power power);
    void replaceSeat(Power power, std::unique_ptr<Seat> seat);
    QString whyNotAsked(const CallId &call) const;
    QList<int> runningStagesOf(Power power) const;

    // match_limits.cpp: money
    bool afford(RunningCall *call, SpendingReservation *held);
    bool affordAgain(RunningCall *call, const ChatReply *reply, const ChatRequest &next);
    QString reserve(const RunningCall &call, const ChatRequest &request, SpendingReservation *held);
    SpendingAmount billedBefore() const;
    void waitForRoom(RunningCall *call, const QString &problem);
    void endWaitForRoom(RunningCall *call);
    void askUnaffordable();
    bool waitsForOthers();
    void capReached(const QString &problem);
    void holdClock();
    void runClock();
    void pauseFor(const QString &reason);

    // match_saving.cpp: the disk
    void pauseUnsaved(const QString &problem);
    void goOnSaved();
    void waitUntilSaved(RunningCall *call);

    // match_deadline.cpp: time
    /// The turn that is being played, as its deadline sees it. A pause takes nothing from it.
    struct Turn {
        Phase phase;
        std::chrono::nanoseconds left{0}; // when the clock was last started
        ChatClock::time_point ends{};
        bool isForOrders = false; // the time for talking is over
        QString talksEnded;       // and somebody was still talking: a sentence
        QString commentaryEnded;  // the same of the narrator, after the last turn
    };
    void beginTurn(const Phase &phase);
    void runTurnClock();
    void holdTurnClock();
    void deadlinePassed();
    void endTalks();
    void endCommentary();
    void endTurn();
    bool keepsFromOrders(const CallId &call) const;
    bool isAwaited(const RunningCall &call) const;

    // match_answers.cpp: what comes of an answer
    bool useAnswer(RunningCall *call, const QString &answer, QString *problem);
    void useFused(RunningCall *call, const QString &answer);
    std::vector<MatchEvent> outputsOf(const RunningCall &call) const;
    void tellMessages(const RunningCall &call, std::vector<MatchEvent> *events) const;
    void tellState(const RunningCall &call, std::vector<MatchEvent> *events) const;
    void keepOutputs(int stage, const std::vector<MatchEvent> &outputs, qint64 time);
    void keepPromises(const MessageSent &message);
    void keepState(const Stage &stage, const std::vector<MatchEvent> &outputs);
    QString watchersProblem(const RunningCall &call, const ChatResult &result,
                            const QString &problem) const;
    std::vector<MatchEvent> judgeCommitments(PlayedPhase *played, const Position &next);

    MatchConfig config_;
    Seats seats_;
    std::unique_ptr<Seat> narrator_;
    MatchLog *log_;
    std::vector<PromptLibrary> prompts_;      // one for all or one a power
    std::vector<PromptLibrary> shortPrompts_; // the same for models of shortSet_
    const PromptLibrary narratorsPrompts_;
    const ChatSchema commonSchema_;
    StageGraph graph_;
    LatencyForecast forecast_;
    StageScheduler scheduler_;
    ChatClock::time_point start_;
    std::optional<ChatClock::time_point> stillSince_; // paused, and nothing is on its way
    std::map<Phase, PlayedPhase> phases_;
    std::map<Phase, QList<Promise>> promises_; // by the phase that they are for, as they came
    QHash<Datum, Agent> agents_;               // every version
    QHash<Datum, QString> plans_;
    QHash<Datum, Consolidation> consolidations_;
    QHash<Datum, qint64> publishedAt_;               // microseconds
    std::array<QList<Datum>, powerCount> state_;     // what stages added now are made from
    std::array<QList<Datum>, powerCount> nextState_; // the same from the next movement phase on
    std::optional<Position> recalledNext_; // the phase that begins next in the log, or now
    bool lookBackDue_ = false; // fused: nobody has looked back at the last movement phase yet
    std::map<int, std::unique_ptr<RunningCall>> running_; // by stage
    QHash<QString, int> promptLimits_; ///< in tokens, of models that found a prompt too long
    QSet<QString> shortSet_;           ///< models for which the usual prompts are too long
    Clock &clock_;
    std::array<Trouble, powerCount> troubles_;
    std::vector<std::unique_ptr<Seat>> retired_; // calls may still run there
    SpendingGuard guard_;
    bool attended_ = false;
    bool isAloneTold_ = false; // see SpendingGuard::isAlone()
    MatchLogFile *file_ = nullptr;
    QString unsaved_;                     // why the log cannot be written
    bool pausedUnsaved_ = false;          // for that, and not because somebody wants it
    bool looksForRoom_ = false;           // askUnaffordable() is on its way
    std::unique_ptr<Alarm> otherMatches_; // may have given back what they held
    std::optional<ChatClock::time_point> heldByOthersSince_;
    std::unique_ptr<Alarm> deadline_;
    Turn turn_;
    QSet<QString> answered_; // servers
    int asked_ = 0;          // requests, hedges not included
    int hedges_ = 0;
    std::optional<MatchEnded> outcome_; // known; the match ends when the last stages are done
    int group_ = 0;
    bool ended_ = false;
};

} // namespace concert
