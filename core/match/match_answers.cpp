// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/commitment_judge.h"
#include "core/match/running_call.h"

#include <algorithm>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

/// Takes from an answer what can be used. False: nothing can (of this and earlier attempts).
bool Match::useAnswer(RunningCall *call, const QString &answer, QString *problem)
{
    useFused(call, answer);
    const auto useState = [&](ParsedState parsed) {
        *problem = parsed.problem;
        call->agent = std::move(parsed.agent);
        call->agentChanged = parsed.changed;
        call->reasoning = std::move(parsed.reasoning);
        call->entries = std::move(parsed.entries);
        return problem->isEmpty();
    };
    const CallId &id = call->call;
    switch (id.stage) {
    case StageKind::Orders: {
        ParsedOrders parsed = parseOrders(answer, call->context.position, id.power);
        *problem = parsed.problem;
        QList<RejectedOrder> rejected = call->orders.rejected + parsed.rejected;
        if (parsed.orders.size() >= call->orders.orders.size())
            call->orders = std::move(parsed);
        call->orders.rejected = std::move(rejected);
        return !call->orders.orders.isEmpty() || problem->isEmpty();
    }
    case StageKind::Messages: {
        ParsedMessages parsed = parseMessages(answer, id, call->context.position);
        *problem = parsed.problem;
        if (problem->isEmpty() || parsed.messages.size() >= call->messages.size()) {
            call->messages = std::move(parsed.messages);
            call->notes = std::move(parsed.notes);
        }
        return problem->isEmpty() || !call->messages.isEmpty();
    }
    case StageKind::InitialState:
    case StageKind::StateUpdate:
        return useState(parseState(answer, call->context.agent));
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
        return useState(parseDiary(answer, call->context.agent, id.phase, id.stage));
    case StageKind::Plan:
    case StageKind::Consolidation:
    case StageKind::Commentary:
        call->text = parseText(answer, id.stage);
        if (call->text.isEmpty())
            *problem = u"Your answer holds no text."_s;
        return problem->isEmpty();
    case StageKind::Adjudication:
        break;
    }
    return false;
}

/// Other stages' parts of the answer. What is missing or wrong in them is no reason to ask again:
/// the messages or orders are what everybody waits for.
void Match::useFused(RunningCall *call, const QString &answer)
{
    for (const StageKind kind : call->context.fused) {
        const bool back = kind != StageKind::NegotiationDiary;
        const Phase phase = back ? call->context.lookedBackAt : call->call.phase;
        ParsedState parsed = parseFused(answer, call->agent, phase, kind);
        if (!parsed.problem.isEmpty())
            continue;
        call->agent = std::move(parsed.agent);
        call->agentChanged |= parsed.changed;
        call->reasoning += parsed.reasoning;
        call->entries += parsed.entries;
    }
}

/// \a problem as it is told to somebody who watches: the model was told more, and in other words.
QString Match::watchersProblem(const RunningCall &call, const ChatResult &result,
                               const QString &problem) const
{
    if (problem.isEmpty())
        return {};
    if (result.finishReason == FinishReason::Length && result.text.trimmed().isEmpty())
        return u"the limit of %1 tokens was used up by thinking"_s.arg(call.request.maxTokens);
    if (result.finishReason == FinishReason::Length)
        return u"the answer was cut off at the limit of %1 tokens"_s.arg(call.request.maxTokens);
    if (result.finishReason == FinishReason::Filtered ||
        result.finishReason == FinishReason::Refused)
        return u"the model declined to answer"_s;
    if (call.call.stage == StageKind::Orders && !call.orders.rejected.isEmpty()) {
        QStringList refused;
        for (const RejectedOrder &rejected : call.orders.rejected.mid(0, 3))
            refused << u"\"%1\" (%2)"_s.arg(rejected.text, rejected.reason);
        if (call.orders.rejected.size() > refused.size())
            refused << u"and %1 more"_s.arg(call.orders.rejected.size() - refused.size());
        return u"orders that cannot be carried out: "_s % refused.join(u", "_s);
    }
    return result.text.trimmed().isEmpty() ? u"the answer was empty"_s
                                           : u"the answer was not of the form that was asked for"_s;
}

/// The events that say what a stage leaves behind.
std::vector<MatchEvent> Match::outputsOf(const RunningCall &call) const
{
    std::vector<MatchEvent> events;
    const CallId &id = call.call;
    const Audience own = Audience::only(id.power);
    switch (id.stage) {
    case StageKind::Messages:
        tellMessages(call, &events);
        break;
    case StageKind::Orders: {
        OrdersSubmitted orders{id.phase, id.power, {}, call.orders.rejected, call.orders.reasoning};
        orders.orders = completedOrders(call.orders.orders, call.context.position, id.power);
        events.push_back(eventNow(own, orders));
        break;
    }
    case StageKind::Plan:
        if (!call.text.isEmpty())
            events.push_back(eventNow(own, PlanMade{id.phase, id.power, call.text}));
        break;
    case StageKind::Consolidation:
        if (!call.text.isEmpty())
            events.push_back(eventNow(own, DiaryConsolidated{id.phase, id.power, call.text}));
        break;
    case StageKind::Commentary:
        if (!call.text.isEmpty()) {
            events.push_back(eventNow(Audience::watcherOnly(),
                                      Commented{id.phase, seatOf(id)->name(), call.text}));
        }
        break;
    case StageKind::InitialState:
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
    case StageKind::StateUpdate:
    case StageKind::Adjudication:
        break;
    }
    tellState(call, &events);
    return events;
}

void Match::tellMessages(const RunningCall &call, std::vector<MatchEvent> *events) const
{
    for (const MessageSent &message : call.messages) {
        const Audience audience =
            message.to ? Audience::only(message.from).with(*message.to) : Audience::everyone();
        events->push_back(eventNow(audience, message));
    }
    for (const QString &note : call.notes) {
        events->push_back(
            eventNow(Audience::watcherOnly(),
                     ProblemReported{ProblemReported::Severity::Note, call.call.power, note}));
    }
}

/// The agent that a stage leaves behind, if it is one that changes it.
void Match::tellState(const RunningCall &call, std::vector<MatchEvent> *events) const
{
    const Stage &stage = graph_.stage(call.stage);
    if (!stage.outputs.contains(stateDatum(stage.call)))
        return;
    const Power power = stage.call.power;
    const Audience own = Audience::only(power);
    for (const DiaryEntry &entry : call.entries) {
        events->push_back(
            eventNow(own, DiaryWritten{entry.phase, power, entry.kind, entry.text, entry.intent}));
    }
    const StageKind kind = stage.call.stage;
    const bool reconsiders = kind == StageKind::InitialState || kind == StageKind::StateUpdate;
    if (reconsiders || call.agentChanged) {
        const bool back = stage.fused.contains(StageKind::StateUpdate) ||
                          stage.fused.contains(StageKind::ResultDiary);
        events->push_back(eventNow(
            own, MemoryUpdated{back ? call.context.lookedBackAt : stage.call.phase, power,
                               call.agent.goals, call.agent.relationships, call.reasoning}));
    }
}

/// Takes up what a finished stage leaves behind, from these events alone: so a match that goes on
/// from its log stands where it stood when they were appended.
void Match::keepOutputs(int stage, const std::vector<MatchEvent> &outputs, qint64 time)
{
    const Stage what = graph_.stage(stage);
    const CallId &id = what.call;
    PlayedPhase &phase = phases_[id.phase];
    if (id.stage == StageKind::Messages)
        phase.messages[{id.round, id.power}] = {};
    for (const MatchEvent &event : outputs) {
        if (const auto *message = event.as<MessageSent>()) {
            phase.messages[{id.round, id.power}] << *message;
            phase.arrived << *message;
            keepPromises(*message);
        } else if (const auto *orders = event.as<OrdersSubmitted>()) {
            phase.orders[id.power] = *orders;
        } else if (const auto *plan = event.as<PlanMade>()) {
            plans_.insert(answerDatum(id), plan->text);
        } else if (const auto *made = event.as<DiaryConsolidated>()) {
            consolidations_.insert(answerDatum(id), {id.phase.year, made->text});
        }
    }
    if (what.outputs.contains(stateDatum(id)))
        keepState(what, outputs);
    for (const Datum &output : what.outputs) {
        graph_.publish(output, scheduler_.span(stage));
        publishedAt_.insert(output, time);
    }
}

void Match::keepPromises(const MessageSent &message)
{
    for (int i = 0; i < message.commitments.size(); ++i)
        promises_[message.commitments[i].phase] << Promise{message, i};
}

void Match::keepState(const Stage &stage, const std::vector<MatchEvent> &outputs)
{
    Agent agent = agentFrom(stage.call.power, stage.state);
    for (const MatchEvent &event : outputs) {
        if (const auto *entry = event.as<DiaryWritten>()) {
            agent.diary << DiaryEntry{entry->phase, entry->kind, entry->text, entry->intent};
        } else if (const auto *memory = event.as<MemoryUpdated>()) {
            agent.goals = memory->goals;
            agent.relationships = memory->relationships;
        }
    }
    agents_.insert(stateDatum(stage.call), agent);
}

/// What was promised for this phase, whenever it was said: in the order of phases, rounds and
/// powers, which is the same under every schedule.
std::vector<MatchEvent> Match::judgeCommitments(PlayedPhase *played, const Position &next)
{
    QList<Promise> promises = promises_[played->position.phase];
    promises_.erase(played->position.phase);
    std::ranges::stable_sort(promises, {}, [](const Promise &promise) {
        return std::tuple(promise.message.phase, promise.message.round, promise.message.from);
    });
    std::vector<MatchEvent> events;
    for (const auto &[message, index] : std::as_const(promises)) {
        const Commitment &commitment = message.commitments[index];
        const Judgement judgement =
            judge(commitment, message.from, message.to, {played->position, played->resolved, next});
        const Audience audience =
            message.to ? Audience::only(message.from).with(*message.to) : Audience::everyone();
        played->judged << CommitmentJudged{commitment.phase,  message.id,      index,
                                           message.from,      message.to,      commitment,
                                           judgement.verdict, judgement.reason};
        events.push_back(eventNow(audience, played->judged.last()));
    }
    return events;
}

} // namespace concert
