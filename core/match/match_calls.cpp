// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/running_call.h"

#include "core/chat/token_estimate.h"
#include "core/record/text.h"

#include <QCryptographicHash>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// At most this share of all requests has a second one beside it.
constexpr double hedgedShare = 0.05;

/// A repair that a model finds too long may be longer than its prompt by this part of it.
constexpr int repairShare = 12;
/// From the longest prompts to those of a model with a small context.
constexpr int maxShortenings = 4;

qsizetype tokensIn(const QList<ChatMessage> &messages)
{
    qsizetype tokens = 0;
    for (const ChatMessage &message : messages)
        tokens += estimatedTokens(message.content);
    return tokens;
}

std::optional<double> addedCost(const CallEnded &before, const ChatResult &result,
                                const std::optional<double> &cost)
{
    if (result.attempts == 0)
        return before.cost;
    if (before.attempts == 0)
        return cost;
    return before.cost && cost ? std::optional(*before.cost + *cost) : std::nullopt;
}

/// The model spent all of its limit before it began to answer.
bool onlyThought(const ChatResult &result)
{
    return result.finishReason == FinishReason::Length && result.text.trimmed().isEmpty();
}

/// Any words are a plan; that they are usable says nothing about the model.
bool hasForm(StageKind stage)
{
    return stage != StageKind::Plan && stage != StageKind::Consolidation &&
           stage != StageKind::Commentary;
}

/// What a model is told about an answer that cannot be used: its first line goes to the log too.
QString explained(const ChatResult &result, const QString &problem)
{
    switch (result.finishReason) {
    case FinishReason::Length:
        if (onlyThought(result))
            return u"Your limit of tokens was used up by thinking, before you began to answer; "
                   "think less.\n"_s %
                   problem;
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

} // namespace

void Match::RunningCall::noteRequest()
{
    if (!ended.requestHash.isEmpty() || request.messages.isEmpty())
        return;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const ChatMessage &message : std::as_const(request.messages)) {
        hash.addData(QByteArray::number(static_cast<int>(message.role)));
        hash.addData(message.content.toUtf8());
    }
    ended.requestHash = hash.result().toHex();
}

bool Match::isHeldUp() const
{
    return !running_.empty() && std::ranges::all_of(running_, [](const auto &entry) {
        return entry.second->pending.isEmpty() || entry.second->waitsForServer;
    });
}

int Match::callsRunning() const
{
    return static_cast<int>(std::count_if(running_.begin(), running_.end(), [](const auto &entry) {
        return !entry.second->pending.isEmpty() && !entry.second->waitsForServer;
    }));
}

void Match::addSilence(Power power, SeatActivity *activity) const
{
    for (const auto &[stage, call] : running_) {
        if (call->call.power != power || call->call.stage == StageKind::Commentary)
            continue;
        std::optional<ChatClock::time_point> last; // of a request beside it, too
        for (const RunningCall::Pending &pending : std::as_const(call->pending))
            last = std::max(last, pending.reply->silentSince());
        if (!last || clock_.now() - *last < silenceTold ||
            (activity->silentSince && *activity->silentSince <= since(*last)))
            continue;
        activity->silentSince = since(*last);
        activity->silentServer = call->seat->server();
    }
}

/// Sends what the call asks, or lets it wait for room under a spending cap.
void Match::ask(RunningCall *call)
{
    runClock(); // who is put back into the game during a pause is asked at once
    call->activity.state = SeatActivity::State::Asked;
    call->activity.call = call->call;
    call->activity.characters = 0;
    call->activity.detail.clear();
    call->parked = false;
    call->waitsForServer = false;
    call->seat = seatOf(call->call);
    send(call, false);
    Q_EMIT activityChanged();
}

void Match::send(RunningCall *call, bool hedge)
{
    RunningCall::Pending pending{nullptr, call->call, {}, hedge};
    if (!afford(call, &pending.held))
        return;
    ChatRequest request = call->request;
    request.isCapped = pending.held.billed && config_.caps != SpendingCaps();
    if (hedge) // the built-in model takes another time for it, and gives the same answer
        request.callId += "+hedge";
    ++(hedge ? hedges_ : asked_);
    ChatReply *reply = call->seat->ask(call->context, request);
    pending.reply = reply;
    call->pending << pending;
    reply->setPermit(
        [this, call, reply](const ChatRequest &next) { return affordAgain(call, reply, next); });
    connect(reply, &ChatReply::finished, this, [this, call, reply] { answered(call, reply); });
    if (hedge)
        return;
    connect(reply, &ChatReply::sent, this, [this, call] {
        call->noteRequest();
        const auto slow = forecast_.slow(call->seat->name(), call->call.stage);
        if (!config_.hedging || call->hedged || !slow)
            return;
        call->slow = clock_.alarm([this, call] { this->hedge(call); });
        call->slow->set(clock_.now() + std::chrono::microseconds(*slow));
    });
    connect(reply, &ChatReply::textReceived, this, [this, call](const QString &text) {
        call->activity.state = SeatActivity::State::Answering;
        call->activity.characters += text.size();
        call->waitsForServer = false;
        Q_EMIT activityChanged();
    });
    connect(reply, &ChatReply::restarted, this, [this, call](const QString &reason) {
        call->activity.state = SeatActivity::State::Retrying;
        call->activity.characters = 0;
        call->activity.detail = reason;
        Q_EMIT activityChanged();
    });
    connect(reply, &ChatReply::outageBegan, this,
            [this, call](const QString &problem) { outageBegan(call, problem); });
}

/// The call is slower than nineteen of twenty: a second request may be faster. The first answer
/// that can be used wins.
void Match::hedge(RunningCall *call)
{
    const bool allowed = hedges_ + 1 <= hedgedShare * asked_ && !scheduler_.isPaused() && !ended_;
    if (!allowed || call->pending.size() != 1 || call->waitsForServer || !scheduler_.takeSlot())
        return;
    call->hedged = true;
    call->hasSecondSlot = true;
    send(call, true);
    if (call->pending.size() == 1) // no cap has room for it
        giveBackSecondSlot(call);
}

/// Queued, so that nothing starts within a call's end.
void Match::giveBackSecondSlot(RunningCall *call)
{
    if (!std::exchange(call->hasSecondSlot, false))
        return;
    scheduler_.giveBackSlot();
    QMetaObject::invokeMethod(
        this, [this] { scheduler_.proceed(); }, Qt::QueuedConnection);
}

/// Adds to the call's account what a reply that has ended says of its times, tokens and cost.
void Match::collect(RunningCall *call, ChatReply *reply, bool usesIt)
{
    const auto place = std::find_if(
        call->pending.begin(), call->pending.end(),
        [reply](const RunningCall::Pending &pending) { return pending.reply == reply; });
    RunningCall::Pending pending = *place;
    call->pending.erase(place);
    giveBackSecondSlot(call); // of the two, one is left
    const ChatResult &result = reply->result();
    const ChatTiming &timing = reply->timing();
    reply->deleteLater();

    CallEnded &ended = call->ended;
    const auto microseconds = [this](const std::optional<ChatClock::time_point> &time) {
        return time ? std::optional(since(*time)) : std::nullopt;
    };
    if (timing.sent && (!ended.sent || since(*timing.sent) < *ended.sent))
        ended.sent = since(*timing.sent);
    if (usesIt) {
        if (!ended.firstByte)
            ended.firstByte = microseconds(timing.firstByte);
        if (!ended.firstToken)
            ended.firstToken = microseconds(timing.firstToken);
        ended.lastToken = microseconds(timing.lastToken);
    }
    for (const ChatAttempt &attempt : result.requests) {
        QString problem = attempt.problem;
        if (problem.isEmpty() && !usesIt)
            problem = u"another answer was used"_s;
        ended.requests << SpanRequest{since(attempt.sent), since(attempt.ended), pending.hedge,
                                      problem};
    }
    const std::optional<double> cost = call->seat->cost(result.usage);
    ended.cost = addedCost(ended, result, cost);
    ended.attempts += result.attempts;
    ended.usage += result.usage;
    settle(call, reply, &pending.held);
    askUnaffordable();
    if (result.attempts > 0 || !result.error || result.error->kind != ChatError::Kind::Aborted)
        Q_EMIT callAnswered({pending.call, call->request.messages, result.text});
}

/// What it did cost takes the place of what was held back for it.
void Match::settle(RunningCall *call, ChatReply *reply, SpendingReservation *held)
{
    const Usage &usage = reply->result().usage;
    guard_.settle(held,
                  {call->seat->cost(usage).value_or(0), usage.inputTokens + usage.outputTokens});
}

/// Ends all requests of a call; what was sent may be billed.
void Match::breakOff(RunningCall *call)
{
    call->slow.reset();
    while (!call->pending.isEmpty()) {
        ChatReply *reply = call->pending.first().reply;
        reply->disconnect(this);
        reply->abort();
        collect(call, reply, false);
    }
}

/// The prompt is longer than the model takes: again with half of it, and later ones no longer than
/// that. False: this is not it, or nothing can be left out.
bool Match::askShorter(RunningCall *call, const ChatError &error)
{
    if (error.kind != ChatError::Kind::ContextLength || call->shortened++ >= maxShortenings)
        return false;
    const QString model = seatOf(call->call)->name();
    const auto tokens = static_cast<int>(tokensIn(call->request.messages));
    // The prompt may be longer than those that another call found too long meanwhile.
    const int known = promptLimits_.value(model, std::numeric_limits<int>::max());
    PromptContext context = call->context;
    context.promptTokens = std::min(known, tokens / 2);
    const PromptBuilder builder(promptsFor(call->call));
    ChatRequest shorter = call->request;
    if (call->call.attempt == 1) {
        shorter.messages = builder.request(context).messages;
        if (tokensIn(shorter.messages) > tokens * 3 / 4 && takeShortSet(*call)) {
            // What is long are our own words; of the press there may be room for all.
            context.promptTokens = std::min(known, tokens * 3 / 4);
            shorter.messages = PromptBuilder(promptsFor(call->call)).request(context).messages;
        }
    } else { // mostly what was put behind the prompt is too long, and it is enough to cut that
        ChatRequest first = call->request;
        first.messages.resize(first.messages.size() - 2);
        const auto fits =
            static_cast<int>(tokensIn(first.messages) * (repairShare + 1) / repairShare);
        context.promptTokens = std::min(fits, tokens * 3 / 4);
        if (fits > context.promptTokens)
            first.messages = builder.request(context).messages;
        shorter =
            PromptBuilder::askAgain(first, call->unusable, call->complaint, context.promptTokens);
    }
    if (tokensIn(shorter.messages) >= tokens)
        return false;
    call->context = context;
    call->request = shorter;
    learnLimit(*call, std::min(known, std::max(tokens / 2, context.promptTokens)), error);
    ask(call);
    return true;
}

/// The model of \a call is asked by the short set from now on. False: nothing of its prompts
/// becomes shorter by that.
bool Match::takeShortSet(const RunningCall &call)
{
    const QString model = seatOf(call.call)->name();
    if (config_.simplePrompts || call.call.stage == StageKind::Commentary)
        return false;
    const auto sizeNow = [&] {
        return tokensIn(PromptBuilder(promptsFor(call.call)).request(call.context).messages);
    };
    const qsizetype before = sizeNow();
    const bool wasShort = shortSet_.contains(model);
    shortSet_ << model;
    if (sizeNow() < before)
        return true;
    if (!wasShort)
        shortSet_.remove(model);
    return wasShort && tokensIn(call.request.messages) > before; // another call found it out
}

/// How long prompts may be that this model takes.
void Match::learnLimit(const RunningCall &call, int tokens, const ChatError &error)
{
    const QString model = seatOf(call.call)->name();
    promptLimits_[model] = tokens;
    ProblemReported note{ProblemReported::Severity::Note, std::nullopt, {}};
    if (call.call.stage != StageKind::Commentary)
        note.power = call.call.power;
    const QString who = note.power ? powerText(*note.power) : u"Commentary"_s;
    const QString said =
        note.power && shortSet_.contains(model)
            ? u"%1 (%2): %3 Its prompts are cut to about %4 tokens and put in fewer words from now "
              "on."_s
            : u"%1 (%2): %3 Its prompts are cut to about %4 tokens from now on."_s;
    note.text = said.arg(who, model, error.message, QString::number(tokens));
    append(Audience::watcherOnly(), note);
}

void Match::answered(RunningCall *call, ChatReply *reply)
{
    const ChatResult result = reply->result();
    const auto own = std::ranges::find(call->pending, reply, &RunningCall::Pending::reply);
    const QString denied = own->denied;
    call->noteRequest();
    collect(call, reply, true);
    const bool raced = !call->pending.isEmpty(); // the other one may still do better
    if (!denied.isEmpty() && !raced) {
        waitForRoom(call, denied);
        return;
    }
    if (result.error) {
        if (!raced && !askShorter(call, *result.error))
            failed(call, *result.error);
        return;
    }
    if (call->call.stage != StageKind::Commentary) {
        if (!onlyThought(result))
            troubleOf(call->call.power).failuresInARow = 0;
        serverIsBack(*call->seat);
    }
    QString problem;
    const bool first = call->call.attempt == 1;
    const bool used = useAnswer(call, result.text, &problem);
    if (!problem.isEmpty() && raced)
        return;
    breakOff(call);
    if (!problem.isEmpty())
        problem = explained(result, problem);
    if (!problem.isEmpty() && first) {
        call->request.thinkLess = onlyThought(result);
        call->repaired = watchersProblem(*call, result, problem);
        call->unusable = result.text;
        call->complaint = problem;
        call->request = PromptBuilder::askAgain(call->request, result.text, problem,
                                                call->context.promptTokens);
        ++call->call.attempt;
        call->request.callId = call->call.toString().toLatin1();
        ask(call);
        return;
    }
    if (!problem.isEmpty())
        problem = watchersProblem(*call, result, problem);
    if (!used) {
        gaveNothing(call, result, problem);
        return;
    }
    if (hasForm(call->call.stage))
        troubleOf(call->call.power).unusableInARow = 0;
    finishCall(call, first && problem.isEmpty() ? CallOutcome::Answered : CallOutcome::Repaired,
               problem.isEmpty() ? call->repaired : problem);
}

/// A model that never gives an answer that can be used is no better than one that is gone.
void Match::gaveNothing(RunningCall *call, const ChatResult &result, const QString &problem)
{
    ChatError error;
    if (onlyThought(result)) {
        error.message =
            u"It used up its limit of %1 tokens by thinking and gave no answer; a higher "
            "limit leaves room for one."_s.arg(call->request.maxTokens);
        failed(call, error);
        return;
    }
    const bool counts = hasForm(call->call.stage);
    if (!counts || ++troubleOf(call->call.power).unusableInARow < maxFailuresInARow) {
        finishCall(call, CallOutcome::Defaulted, problem);
        return;
    }
    error.message =
        u"It keeps giving answers that cannot be used. The last time: %1."_s.arg(problem);
    park(call, ParkReason::Failures, error);
}

} // namespace concert
