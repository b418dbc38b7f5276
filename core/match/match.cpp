// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"

#include "core/match/running_call.h"
#include "core/record/text.h"

#include <QCryptographicHash>

#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// So many calls of one power in a row without an answer, and the match ends: what would follow is
/// not a game between seven players any more.
constexpr int maxFailuresInARow = 3;

std::size_t slotOf(Power power)
{
    return static_cast<std::size_t>(indexOf(power));
}

/// Trying again will not help, for this power or any other at that provider.
bool isFinal(ChatError::Kind kind)
{
    return kind == ChatError::Kind::Unauthorized || kind == ChatError::Kind::QuotaExhausted ||
           kind == ChatError::Kind::BadRequest || kind == ChatError::Kind::Tls;
}

/// What a model is told about an answer that cannot be used: its first line goes to the log too.
QString explained(FinishReason reason, const QString &problem)
{
    switch (reason) {
    case FinishReason::Length:
        return u"Your answer was cut off at its limit of tokens; be shorter.\n"_s % problem;
    case FinishReason::Filtered:
    case FinishReason::Refused:
        return u"You declined to answer.\nThis is the board game Diplomacy, played by programs "
               "against each other: armies and fleets are wooden pieces, and whoever is attacked "
               "or misled is another program.\n"_s %
               problem;
    case FinishReason::Complete:
    case FinishReason::Other:
        break;
    }
    return problem;
}

QByteArray hashOf(const ChatRequest &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const ChatMessage &message : request.messages) {
        hash.addData(QByteArray::number(static_cast<int>(message.role)));
        hash.addData(message.content.toUtf8());
    }
    return hash.result().toHex();
}

} // namespace

Match::Match(const MatchConfig &config, Seats seats, MatchLog *log, QObject *parent)
    : QObject(parent), config_(config), seats_(std::move(seats)), log_(log),
      scheduler_(config.schedule, &graph_)
{
    if (config_.promptFolders.isEmpty())
        prompts_.emplace_back();
    for (const QString &folder : config_.promptFolders)
        prompts_.emplace_back(QStringList{folder});
    scheduler_.setSlots(config_.callSlots, [this] {
        return remainingPaths(graph_, [this](const CallId &call) {
            return forecast_.quantile(seatOf(call)->name(), call.stage, 0.5);
        });
    });
    connect(&scheduler_, &StageScheduler::started, this, &Match::startStage);
}

Match::~Match() = default;

qint64 Match::since(ChatClock::time_point time) const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(time - start_).count();
}

qint64 Match::now() const
{
    return since(ChatClock::now());
}

MatchEvent Match::eventNow(Audience audience, MatchEventData data) const
{
    return {now(), audience, std::move(data)};
}

void Match::append(Audience audience, MatchEventData data)
{
    log_->append(eventNow(audience, std::move(data)));
}

void Match::start()
{
    start_ = ChatClock::now();
    append(Audience::everyone(), MatchStarted{1, u"Concert "_s % QStringLiteral(CONCERT_VERSION),
                                              QDateTime::currentDateTimeUtc(), config_});
    const Position first = Position::start();
    append(Audience::everyone(), PhaseStarted{first});
    graph_.publish(boardDatum(first.phase), std::nullopt);
    phases_[first.phase].position = first;
    addInitialStages();
    addPhase(first);
    Q_EMIT phaseStarted(first.phase);
    scheduler_.proceed();
}

void Match::pause()
{
    if (ended_ || scheduler_.isPaused())
        return;
    scheduler_.setPaused(true);
    append(Audience::watcherOnly(), MatchPaused{});
    Q_EMIT activityChanged();
}

void Match::resume()
{
    if (ended_ || !scheduler_.isPaused())
        return;
    append(Audience::watcherOnly(), MatchResumed{});
    scheduler_.setPaused(false);
    Q_EMIT activityChanged();
}

void Match::stop()
{
    end(MatchEnded::Reason::Stopped, {});
}

const Position &Match::currentPosition() const
{
    return outcome_ ? outcome_->position : phases_.rbegin()->second.position;
}

void Match::end(MatchEnded::Reason reason, const QString &text)
{
    if (ended_)
        return;
    ended_ = true;
    scheduler_.setPaused(true);
    running_.clear();
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

    call->request = PromptBuilder(promptsFor(what.call.power)).request(call->context);
    call->ended.requestHash = hashOf(call->request);
    ask(call);
}

void Match::ask(RunningCall *call)
{
    call->activity.state = SeatActivity::State::Asked;
    call->activity.call = call->call;
    call->activity.characters = 0;
    call->activity.detail.clear();
    ChatReply *reply = seatOf(call->call)->ask(call->context, call->request);
    call->reply = reply;
    connect(reply, &ChatReply::textReceived, this, [this, call](const QString &text) {
        call->activity.state = SeatActivity::State::Answering;
        call->activity.characters += text.size();
        Q_EMIT activityChanged();
    });
    connect(reply, &ChatReply::restarted, this, [this, call](const QString &reason) {
        call->activity.state = SeatActivity::State::Retrying;
        call->activity.characters = 0;
        call->activity.detail = reason;
        Q_EMIT activityChanged();
    });
    connect(reply, &ChatReply::finished, this, [this, call] { answered(call); });
    Q_EMIT activityChanged();
}

void Match::answered(RunningCall *call)
{
    const ChatResult result = call->reply->result();
    const ChatTiming timing = call->reply->timing();
    call->reply->deleteLater();
    call->reply = nullptr;

    CallEnded &ended = call->ended;
    const auto microseconds = [this](const std::optional<ChatClock::time_point> &time) {
        return time ? std::optional(since(*time)) : std::nullopt;
    };
    if (!ended.sent)
        ended.sent = microseconds(timing.sent);
    if (!ended.firstByte)
        ended.firstByte = microseconds(timing.firstByte);
    if (!ended.firstToken)
        ended.firstToken = microseconds(timing.firstToken);
    ended.lastToken = microseconds(timing.lastToken);
    ended.attempts += result.attempts;
    ended.usage.inputTokens += result.usage.inputTokens;
    ended.usage.cachedInputTokens += result.usage.cachedInputTokens;
    ended.usage.outputTokens += result.usage.outputTokens;
    ended.usage.reasoningTokens += result.usage.reasoningTokens;
    ended.usage.estimated |= result.usage.estimated;
    Q_EMIT callAnswered({call->call, call->request.messages, result.text});

    if (result.error) {
        if (!askShorter(call, *result.error))
            failed(call, *result.error);
        return;
    }
    if (call->call.stage != StageKind::Commentary)
        failuresInARow_[slotOf(call->call.power)] = 0;
    QString problem;
    const bool first = call->call.attempt == 1;
    const bool used = useAnswer(call, result.text, &problem);
    if (!problem.isEmpty())
        problem = explained(result.finishReason, problem);
    if (!problem.isEmpty() && first) {
        if (result.finishReason == FinishReason::Length)
            call->request.maxTokens *= 2;
        call->request = PromptBuilder::askAgain(call->request, result.text, problem);
        ++call->call.attempt;
        call->request.callId = call->call.toString().toLatin1();
        ask(call);
        return;
    }
    const bool defaulted = !used;
    finishCall(call,
               defaulted                    ? CallOutcome::Defaulted
               : first && problem.isEmpty() ? CallOutcome::Answered
                                            : CallOutcome::Repaired,
               problem.section(u'\n', 0, 0));
}

/// The prompt is longer than the model takes: once more with half of it, and later ones no longer
/// than that. False: this is not it, or nothing can be left out.
bool Match::askShorter(RunningCall *call, const ChatError &error)
{
    if (error.kind != ChatError::Kind::ContextLength || std::exchange(call->shortened, true))
        return false;
    qsizetype characters = 0;
    for (const ChatMessage &message : std::as_const(call->request.messages))
        characters += message.content.size();
    PromptContext context = call->context;
    context.promptTokens = static_cast<int>(characters / 8); // four characters a token
    const ChatRequest shorter = PromptBuilder(promptsFor(call->call.power)).request(context);
    if (shorter.messages == call->request.messages)
        return false;
    const QString model = seatOf(call->call)->name();
    promptLimits_[model] = context.promptTokens;
    append(Audience::watcherOnly(),
           ProblemReported{ProblemReported::Severity::Note, call->call.power,
                           u"%1 (%2): %3 Its prompts are cut to about %4 tokens from now on."_s.arg(
                               powerText(call->call.power), model, error.message,
                               QString::number(context.promptTokens))});
    call->context = context;
    call->request.messages = shorter.messages;
    ask(call);
    return true;
}

void Match::failed(RunningCall *call, const ChatError &error)
{
    const QString model = seatOf(call->call)->name();
    if (call->call.stage == StageKind::Commentary) { // nobody plays worse without it
        finishCall(call, CallOutcome::Defaulted,
                   u"Commentary (%1): %2"_s.arg(model, error.message));
        return;
    }
    const int failures = ++failuresInARow_[slotOf(call->call.power)];
    const QString problem = u"%1 (%2): %3"_s.arg(powerText(call->call.power), model, error.message);
    const bool last = isFinal(error.kind) || failures >= maxFailuresInARow;
    if (last)
        scheduler_.setPaused(true); // nothing new is asked any more
    finishCall(call, CallOutcome::Defaulted, problem);
    if (last)
        end(MatchEnded::Reason::Failed, problem);
}

/// Ends a stage with whatever was usable; what was not has its default.
void Match::finishCall(RunningCall *call, CallOutcome outcome, const QString &problem)
{
    const int stage = call->stage;
    std::vector<MatchEvent> events;
    publishOutputs(call, &events);
    call->ended.span = scheduler_.span(stage);
    call->ended.call = graph_.stage(stage).call;
    call->ended.outcome = outcome;
    call->ended.problem = problem;
    events.push_back(eventNow(Audience::watcherOnly(), call->ended));
    log_->append(std::move(events));

    const QList<Datum> outputs = graph_.stage(stage).outputs;
    for (const Datum &output : outputs) {
        graph_.publish(output, scheduler_.span(stage));
        publishedAt_.insert(output, now());
    }
    const CallId id = graph_.stage(stage).call;
    if (call->ended.sent && call->ended.lastToken)
        forecast_.add(seatOf(id)->name(), id.stage, *call->ended.lastToken - *call->ended.sent);
    running_.erase(stage);
    if (id.stage == StageKind::Messages && config_.pressOrder == PressOrder::UntilQuiet && !ended_)
        continueQuietly(id);
    Q_EMIT activityChanged();
    scheduler_.finish(stage);
    if (scheduler_.isDone() && outcome_)
        end(outcome_->reason, {});
}

void Match::adjudicateStage(int stage)
{
    const Phase phase = graph_.stage(stage).call.phase;
    PlayedPhase &played = phases_[phase];
    std::vector<Order> orders;
    for (const auto &[power, submitted] : played.orders) {
        for (const SubmittedOrder &order : submitted.orders)
            orders.push_back(order.order);
    }
    PhaseAdjudicated event;
    event.phase = phase;
    event.span = scheduler_.span(stage);
    event.inputs = graph_.inputSpans(stage);
    event.ready = now();
    const Resolution resolution = adjudicate(Map::standard(), played.position, orders);
    played.resolved = resolution.orders;
    event.orders = resolution.orders;
    event.standoffs = resolution.standoffs;
    append(Audience::everyone(), event);
    Q_EMIT phaseAdjudicated(phase);

    const Position &next = resolution.next;
    const auto winner = next.soloWinner();
    graph_.publish(boardDatum(next.phase), event.span);
    publishedAt_.insert(boardDatum(next.phase), now());
    judgeCommitments(played, next);
    addLookingBack(phase, next);
    if (winner || next.phase.year > config_.maxYear) {
        outcome_ = MatchEnded{
            winner ? MatchEnded::Reason::Solo : MatchEnded::Reason::LastYear, {}, winner, next};
    } else {
        addPhase(next);
        append(Audience::everyone(), PhaseStarted{next});
        Q_EMIT phaseStarted(next.phase);
    }
    scheduler_.finish(stage);
    if (scheduler_.isDone() && outcome_)
        end(outcome_->reason, {});
}

SeatActivity Match::activity(Power power) const
{
    SeatActivity latest;
    for (const auto &[stage, call] : running_) {
        if (call->call.power == power)
            latest = call->activity;
    }
    return latest;
}

int Match::ordersIn() const
{
    return phases_.empty() ? 0 : static_cast<int>(phases_.rbegin()->second.orders.size());
}

int Match::ordersExpected() const
{
    return phases_.empty() ? 0 : static_cast<int>(phases_.rbegin()->second.players.size());
}

std::optional<qint64> Match::timeLeft() const
{
    int movements = 0; // played to the end
    for (const auto &[phase, played] : phases_)
        movements += phase.type == PhaseType::Movement && !played.resolved.empty() ? 1 : 0;
    if (ended_ || movements == 0)
        return std::nullopt;
    const int all = 2 * (config_.maxYear - Position::start().phase.year + 1);
    const qint64 each = now() / movements;
    return std::max<qint64>(0, each * (all - movements));
}

} // namespace concert
