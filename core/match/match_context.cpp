// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"

#include <algorithm>

namespace concert {

namespace {

bool looksBack(StageKind stage)
{
    return stage == StageKind::ResultDiary || stage == StageKind::StateUpdate ||
           stage == StageKind::Commentary;
}

} // namespace

const PromptLibrary &Match::promptsFor(const CallId &call) const
{
    if (call.stage == StageKind::Commentary)
        return narratorsPrompts_;
    const auto place = static_cast<std::size_t>(indexOf(call.power));
    const Seat *seat = seatOf(call);
    const bool isShort = seat != nullptr && shortSet_.contains(seat->name());
    const auto &prompts = isShort ? shortPrompts_ : prompts_;
    return prompts.size() == powerCount ? prompts[place] : prompts.front();
}

Seat *Match::seatOf(const CallId &call) const
{
    return call.stage == StageKind::Commentary
               ? narrator_.get()
               : seats_[static_cast<std::size_t>(indexOf(call.power))].get();
}

Agent Match::agentFrom(Power power, const QList<Datum> &state) const
{
    Agent agent = Agent::fresh(power);
    for (const Datum &datum : state) {
        const auto whole = agents_.constFind(datum);
        if (whole != agents_.constEnd())
            agent = *whole;
        const auto made = consolidations_.constFind(datum);
        if (made != consolidations_.constEnd())
            agent.consolidation = *made;
    }
    return agent;
}

/// The press of the stage's phase that the stage may know: what its power sent or received, as far
/// as its inputs reach; the narrator hears everything.
QList<MessageSent> Match::messagesFor(const Stage &stage, const PlayedPhase &played) const
{
    const CallId &call = stage.call;
    const bool all = call.stage == StageKind::Commentary;
    const auto mayKnow = [&](const MessageSent &message) {
        return all || !message.to || message.from == call.power || message.to == call.power;
    };
    QList<MessageSent> heard;
    if (call.stage == StageKind::Consolidation) // waits for no message, so it sees none
        return heard;
    if (config_.pressOrder == PressOrder::Mailbox) { // whatever has come, as it came
        std::copy_if(played.arrived.begin(), played.arrived.end(), std::back_inserter(heard),
                     mayKnow);
        return heard;
    }
    for (const auto &[key, messages] : played.messages) {
        const bool before = call.stage != StageKind::Messages || key.first < call.round ||
                            stage.inputs.contains(answerDatum(
                                {key.second, call.phase, StageKind::Messages, key.first, 1}));
        if (before)
            std::copy_if(messages.begin(), messages.end(), std::back_inserter(heard), mayKnow);
    }
    // Round by round, and in each by counterpart: a talk can be followed, and what is new comes
    // last.
    const auto counterpart = [&call](const MessageSent &message) {
        const auto other = message.from == call.power ? message.to : std::optional(message.from);
        return message.to && other ? indexOf(*other) : -1;
    };
    if (!all) {
        std::stable_sort(
            heard.begin(), heard.end(), [&](const MessageSent &a, const MessageSent &b) {
                return std::pair(a.round, counterpart(a)) < std::pair(b.round, counterpart(b));
            });
    }
    return heard;
}

PromptContext Match::contextFor(const Stage &stage) const
{
    const CallId &call = stage.call;
    PromptContext context;
    context.call = call;
    context.rounds = config_.negotiationRounds;
    context.maxYear = config_.maxYear;
    context.maxTokens =
        call.stage == StageKind::Commentary ? config_.maxTokens : config_.maxTokensOf(call.power);
    context.promptTokens = std::min(
        config_.promptTokens, promptLimits_.value(seatOf(call)->name(), config_.promptTokens));
    context.fused = stage.fused;
    context.commonSchema = commonSchema_;

    const auto played = phases_.find(call.phase);
    const auto shown = looksBack(call.stage) ? std::next(played) : played;
    context.position = shown == phases_.end() ? *outcome_->position : shown->second.position;
    context.agent = agentFrom(call.power, stage.state);
    context.before =
        agentFrom(call.power, played->second.state[static_cast<std::size_t>(indexOf(call.power))]);
    context.messages = messagesFor(stage, played->second);
    const Datum plan = answerDatum({call.power, call.phase, StageKind::Plan, 0, 1});
    if (stage.inputs.contains(plan))
        context.plan = plans_.value(plan);

    // Back to the last movement phase that was played.
    for (auto phase = shown; phase != phases_.begin();) {
        --phase;
        context.history.prepend({phase->first, phase->second.resolved});
        if (phase->first.type == PhaseType::Movement) {
            recallLastMoves(&context, stage, phase->second);
            break;
        }
    }
    return context;
}

/// What a power may know of the last movement phase besides its orders: what was said, and what
/// came of promises made to it or by it.
void Match::recallLastMoves(PromptContext *context, const Stage &stage,
                            const PlayedPhase &played) const
{
    const bool back = looksBack(stage.call.stage);
    const bool fusedBack = std::any_of(stage.fused.begin(), stage.fused.end(), looksBack);
    if (!back && !fusedBack && stage.call.stage != StageKind::Messages)
        return;
    context->lookedBackAt = played.position.phase;
    if (!back) {
        Stage earlier = stage;
        earlier.call.phase = played.position.phase;
        earlier.call.stage = StageKind::ResultDiary;
        context->earlierMessages = messagesFor(earlier, played);
    }
    const bool all = stage.call.stage == StageKind::Commentary;
    if (all && stage.call.phase != played.position.phase)
        return; // it was told of them when they were judged
    for (const CommitmentJudged &judged : played.judged) {
        const bool own =
            !judged.to || judged.from == stage.call.power || judged.to == stage.call.power;
        if ((back || fusedBack) && (all || own))
            context->judged << judged;
    }
}

} // namespace concert
