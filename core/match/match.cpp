// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"

#include "core/match/running_call.h"
#include "core/record/text.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// What the failure of a call says about its provider; nullopt: it is about this call.
std::optional<ParkReason> parkReason(const ChatError &error)
{
    switch (error.kind) {
    case ChatError::Kind::Unauthorized:
        return ParkReason::Key;
    case ChatError::Kind::QuotaExhausted:
        return ParkReason::Money;
    case ChatError::Kind::BadRequest:
        return ParkReason::Model;
    case ChatError::Kind::RateLimited:
        return ParkReason::Busy;
    case ChatError::Kind::Tls:
    case ChatError::Kind::Connect:
        return ParkReason::Outage;
    case ChatError::Kind::Server: // 500 may be about the request
        return error.httpStatus > 500 ? std::optional(ParkReason::Outage) : std::nullopt;
    default:
        return std::nullopt;
    }
}

PromptLibrary::Options promptOptions(const MatchConfig &config)
{
    return {config.simplePrompts ? PromptSet::Compact : PromptSet::Full,
            config.countrySpecificPrompts};
}

/// One for all, or one a power.
std::vector<PromptLibrary> powersPrompts(const MatchConfig &config)
{
    std::vector<PromptLibrary> prompts;
    if (config.promptFolders.isEmpty())
        prompts.emplace_back(QStringList(), promptOptions(config));
    for (const QString &folder : config.promptFolders)
        prompts.emplace_back(QStringList{folder}, promptOptions(config));
    return prompts;
}

/// No power's own: of seven folders none is the narrator's.
PromptLibrary narratorsPrompts(const MatchConfig &config)
{
    PromptLibrary::Options options = promptOptions(config);
    options.countrySpecific = false;
    return {config.promptFolders.size() == 1 ? config.promptFolders : QStringList(), options};
}

} // namespace

Match::Match(const MatchConfig &config, Seats seats, MatchLog *log, QObject *parent, Clock &clock)
    : QObject(parent), config_(config), seats_(std::move(seats)), log_(log),
      narratorsPrompts_(narratorsPrompts(config)), commonSchema_(commonSchema(config)),
      scheduler_(config.schedule, &graph_), clock_(clock),
      otherMatches_(clock.alarm([this] { askUnaffordable(); })),
      deadline_(clock.alarm([this] { deadlinePassed(); }))
{
    guard_.setCaps(config.caps);
    scheduler_.setHeld([this](const Stage &stage) {
        const CallId &call = stage.call;
        const bool isPowers =
            call.stage != StageKind::Adjudication && call.stage != StageKind::Commentary;
        return isPowers && troubleOf(call.power).parked && whyNotAsked(call).isEmpty();
    });
    prompts_ = powersPrompts(config_);
    MatchConfig simple = config_;
    simple.simplePrompts = true;
    shortPrompts_ = powersPrompts(simple);
    const auto longestPaths = [this](int first) {
        std::map<std::pair<const Seat *, StageKind>, qint64> medians;
        return remainingPaths(graph_, first, [&](const CallId &call) -> qint64 {
            const Seat *seat = seatOf(call);
            if (seat == nullptr) // the narrator of before is there no more
                return 0;
            const auto [known, isNew] = medians.try_emplace({seat, call.stage});
            if (isNew)
                known->second = forecast_.quantile(seat->name(), call.stage, 0.5);
            return known->second;
        });
    };
    scheduler_.setSlots(config_.callSlots, config_.longestPathFirst
                                               ? StageScheduler::Priorities(longestPaths)
                                               : StageScheduler::Priorities());
    connect(&scheduler_, &StageScheduler::started, this, &Match::startStage);
}

Match::~Match()
{
    for (const auto &[stage, call] : running_) {
        for (RunningCall::Pending &pending : call->pending) {
            pending.reply->disconnect(this);
            pending.reply->abort();
            settle(call.get(), pending.reply, &pending.held);
        }
    }
}

qint64 Match::since(ChatClock::time_point time) const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(time - start_).count();
}

qint64 Match::now() const
{
    return since(stillSince_.value_or(clock_.now()));
}

/// A pause is nobody's time: while nothing is on its way the match's clock stands still, and no
/// chart, total, bound or path knows of it.
void Match::holdClock()
{
    const bool isQuiet = std::all_of(running_.begin(), running_.end(), [](const auto &entry) {
        return entry.second->pending.isEmpty();
    });
    if (scheduler_.isPaused() && isQuiet && !ended_ && !stillSince_)
        stillSince_ = clock_.now();
}

void Match::runClock()
{
    if (stillSince_)
        start_ += clock_.now() - *stillSince_;
    stillSince_.reset();
}

MatchEvent Match::eventNow(Audience audience, MatchEventData data) const
{
    return {now(), audience, std::move(data)};
}

void Match::append(Audience audience, MatchEventData data)
{
    // Nothing comes after the end, whoever within a loop still has something to say.
    if (ended_ && log_->at(log_->size() - 1).as<MatchEnded>() != nullptr)
        return;
    log_->append(eventNow(audience, std::move(data)));
}

void Match::start()
{
    start_ = clock_.now();
    if (narrator_ == nullptr)
        config_.commentary.reset();
    append(Audience::everyone(), MatchStarted{1, u"Concert "_s % QStringLiteral(CONCERT_VERSION),
                                              QDateTime::currentDateTimeUtc(), config_});
    begin();
    goOnTo(Position::start());
    scheduler_.proceed();
}

/// What there is before the first phase.
void Match::begin()
{
    const Position first = Position::start();
    graph_.publish(boardDatum(first.phase), std::nullopt);
    phases_[first.phase].position = first;
    addInitialStages();
}

/// The next phase begins, or the game is over.
void Match::goOnTo(const Position &next)
{
    const auto winner = next.soloWinner();
    if (winner || config_.endsBefore(next.phase)) {
        outcome_ = MatchEnded{
            winner ? MatchEnded::Reason::Solo : MatchEnded::Reason::LastYear, {}, winner, next};
        for (const Power power : allPowers) {
            if (troubleOf(power).parked)
                cutOff(power);
        }
    } else {
        addPhase(next);
        append(Audience::everyone(), PhaseStarted{next});
        Q_EMIT phaseStarted(next.phase);
    }
    beginTurn(next.phase);
}

void Match::pause()
{
    pauseFor({});
}

void Match::resume()
{
    if (ended_ || !scheduler_.isPaused())
        return;
    if (pausedUnsaved_) {
        file_->tryAgain();
        return;
    }
    runClock();
    append(Audience::watcherOnly(), MatchResumed{{}, QDateTime::currentDateTimeUtc()});
    if (!unsaved_.isEmpty()) { // one reason to pause is gone, the other is not
        pausedUnsaved_ = true;
        append(Audience::watcherOnly(), MatchPaused{unsaved_, true});
        holdClock();
        Q_EMIT activityChanged();
        file_->tryAgain();
        return;
    }
    scheduler_.setPaused(false);
    runTurnClock();
    askUnaffordable();
    Q_EMIT activityChanged();
}

void Match::stop()
{
    end(MatchEnded::Reason::Stopped, {});
}

const Position &Match::currentPosition() const
{
    return outcome_ ? *outcome_->position : phases_.rbegin()->second.position;
}

void Match::end(MatchEnded::Reason reason, const QString &text)
{
    if (ended_)
        return;
    ended_ = true;
    scheduler_.setPaused(true);
    deadline_->cancel();
    otherMatches_->cancel();
    for (Trouble &trouble : troubles_)
        trouble.nextTry.reset();
    cancelRunning();
    MatchEnded event;
    event.reason = reason;
    event.text = text;
    event.position = phases_.empty() ? Position::start() : currentPosition();
    if (outcome_ && reason != MatchEnded::Reason::Failed)
        event.winner = outcome_->winner;
    append(Audience::everyone(), event);
    Q_EMIT activityChanged();
    Q_EMIT ended();
}

void Match::startStage(int stage)
{
    const Stage &what = graph_.stage(stage);
    if (what.call.stage == StageKind::Adjudication) {
        adjudicateStage(stage);
        return;
    }
    auto running = std::make_unique<RunningCall>();
    RunningCall *call = running.get();
    running_[stage] = std::move(running);
    call->stage = stage;
    call->call = what.call;
    call->context = contextFor(what);
    call->agent = call->context.agent;

    CallStarted started;
    started.span = scheduler_.span(stage);
    started.call = what.call;
    started.model = seatOf(what.call)->name();
    started.inputs = graph_.inputSpans(stage);
    started.waits = scheduler_.waitSpans(stage);
    for (const Datum &datum : what.inputs)
        started.ready = std::max(started.ready, publishedAt_.value(datum));
    append(Audience::watcherOnly(), started);

    call->model = started.model;
    if (const QString problem = whyNotAsked(what.call); !problem.isEmpty()) {
        finishCall(call, CallOutcome::Defaulted, problem);
        return;
    }
    call->request = PromptBuilder(promptsFor(what.call)).request(call->context);
    ask(call);
}

/// What was sent may be billed, so the log has it.
void Match::cancelRunning()
{
    std::vector<MatchEvent> events;
    for (const auto &[stage, call] : running_) {
        breakOff(call.get());
        call->noteRequest();
        endWaitForRoom(call.get());
        call->ended.span = scheduler_.span(stage);
        call->ended.call = graph_.stage(stage).call;
        call->ended.outcome = CallOutcome::Cancelled;
        events.push_back(eventNow(Audience::watcherOnly(), call->ended));
    }
    running_.clear();
    log_->append(std::move(events));
}

void Match::failed(RunningCall *call, const ChatError &error)
{
    const QString model = seatOf(call->call)->name();
    if (call->call.stage == StageKind::Commentary) { // nobody plays worse without it
        finishCall(call, CallOutcome::Defaulted,
                   u"Commentary (%1): %2"_s.arg(model, error.message));
        return;
    }
    const Power power = call->call.power;
    int &failures = troubleOf(power).failuresInARow;
    const bool isTurn = call->call.stage == StageKind::Orders;
    if (const auto reason = parkReason(error))
        park(call, *reason, error);
    else if (waitsForServer(power) && error.retryable &&
             error.about == ChatError::About::Other) // it is not yet back in earnest
        park(call, troubleOf(power).parked->reason, error);
    else if (isTurn && error.retryable && error.about == ChatError::About::Other &&
             !std::exchange(call->hadSecondChance, true))
        ask(call); // orders are what everybody would miss most
    else if (++failures >= maxFailuresInARow)
        park(call, ParkReason::Failures, error);
    else {
        if (waitsForServer(power)) { // the server is there, and says no
            const int before = failures;
            unpark(power, PowerUnparked::How::Again);
            failures = before;
        }
        finishCall(call, CallOutcome::Defaulted,
                   u"%1 (%2): %3"_s.arg(powerText(power), model, error.message));
    }
}

/// Ends a stage with whatever was usable; what was not has its default.
void Match::finishCall(RunningCall *call, CallOutcome outcome, const QString &problem)
{
    const int stage = call->stage;
    std::vector<MatchEvent> events = outputsOf(*call);
    call->noteRequest();
    endWaitForRoom(call);
    call->ended.span = scheduler_.span(stage);
    call->ended.call = graph_.stage(stage).call;
    call->ended.outcome = outcome;
    call->ended.problem = problem;
    if (call->seat != nullptr && call->seat->name() != call->model)
        call->ended.model = call->seat->name();
    keepOutputs(stage, events, now());
    events.push_back(eventNow(Audience::watcherOnly(), call->ended));
    log_->append(std::move(events));

    const CallId id = graph_.stage(stage).call;
    if (call->ended.sent && call->ended.lastToken)
        forecast_.add(call->seat->name(), id.stage, *call->ended.lastToken - *call->ended.sent);
    running_.erase(stage);
    if (id.stage == StageKind::Messages && config_.pressOrder == PressOrder::UntilQuiet && !ended_)
        continueQuietly(id);
    Q_EMIT activityChanged();
    scheduler_.finish(stage);
    holdClock();
    if (scheduler_.isDone() && outcome_)
        end(outcome_->reason, {});
}

void Match::adjudicateStage(int stage)
{
    std::vector<MatchEvent> judged;
    Position next;
    PhaseAdjudicated event = playOrders(stage, scheduler_.span(stage), &judged, &next);
    event.inputs = graph_.inputSpans(stage);
    event.waits = scheduler_.waitSpans(stage);
    event.ready = now();
    append(Audience::everyone(), event);
    Q_EMIT phaseAdjudicated(event.phase);
    for (MatchEvent &each : judged)
        each.time = now(); // after the adjudication, however quick it was
    log_->append(std::move(judged));
    publishedAt_.insert(boardDatum(next.phase), now());
    goOnTo(next);
    scheduler_.finish(stage);
    if (scheduler_.isDone() && outcome_)
        end(outcome_->reason, {});
}

/// Adjudicates the orders of a phase and adds what looks back at it.
PhaseAdjudicated Match::playOrders(int stage, int span, std::vector<MatchEvent> *judged,
                                   Position *next)
{
    PhaseAdjudicated event;
    event.phase = graph_.stage(stage).call.phase;
    event.span = span;
    PlayedPhase &played = phases_[event.phase];
    std::vector<Order> orders;
    for (const auto &[power, submitted] : played.orders) {
        for (const SubmittedOrder &order : submitted.orders)
            orders.push_back(order.order);
    }
    const Resolution resolution = adjudicate(Map::standard(), played.position, orders);
    played.resolved = resolution.orders;
    event.orders = resolution.orders;
    event.standoffs = resolution.standoffs;
    *next = resolution.next;
    graph_.publish(boardDatum(next->phase), span);
    *judged = judgeCommitments(&played, *next);
    addLookingBack(event.phase, *next);
    return event;
}

SeatActivity Match::activity(Power power) const
{
    SeatActivity latest;
    for (const auto &[stage, call] : running_) {
        if (call->call.power == power && call->call.stage != StageKind::Commentary)
            latest = call->activity;
    }
    addWaits(power, &latest);
    addSilence(power, &latest);
    return latest;
}

QList<CallText> Match::runningTexts() const
{
    QList<CallText> texts;
    for (const auto &[stage, call] : running_) {
        if (!call->pending.isEmpty())
            texts << CallText{call->call, call->request.messages,
                              call->pending.first().reply->result().text};
    }
    return texts;
}

int Match::ordersIn() const
{
    return phases_.empty() ? 0 : static_cast<int>(phases_.rbegin()->second.orders.size());
}

int Match::ordersExpected() const
{
    return phases_.empty() ? 0 : static_cast<int>(phases_.rbegin()->second.players.size());
}

} // namespace concert
