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

const PromptLibrary &Match::promptsFor(Power power) const
{
    const auto place = static_cast<std::size_t>(indexOf(power));
    return prompts_.size() == powerCount ? prompts_[place] : prompts_.front();
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
    return heard;
}

PromptContext Match::contextFor(const Stage &stage) const
{
    const CallId &call = stage.call;
    PromptContext context;
    context.call = call;
    context.rounds = config_.negotiationRounds;
    context.maxYear = config_.maxYear;
    context.maxTokens = config_.maxTokens;
    context.promptTokens = std::min(
        config_.promptTokens, promptLimits_.value(seatOf(call)->name(), config_.promptTokens));
    context.fused = stage.fused;

    const auto played = phases_.find(call.phase);
    const auto shown = looksBack(call.stage) ? std::next(played) : played;
    context.position = shown == phases_.end() ? outcome_->position : shown->second.position;
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
        if (phase->first.type != PhaseType::Movement)
            continue;
        const bool looksBackToo = std::any_of(stage.fused.begin(), stage.fused.end(), looksBack);
        if (looksBackToo) {
            context.lookedBackAt = phase->first;
            Stage earlier = stage;
            earlier.call.phase = phase->first;
            earlier.call.stage = StageKind::ResultDiary;
            context.earlierMessages = messagesFor(earlier, phase->second);
        }
        break;
    }
    return context;
}

} // namespace concert
