// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"

#include "core/rules/legal_orders.h"

namespace concert {

namespace {

QList<Power> powersWith(const Position &position, bool (*condition)(const Position &, Power))
{
    QList<Power> powers;
    for (const Power power : allPowers) {
        if (condition(position, power))
            powers << power;
    }
    return powers;
}

} // namespace

void Match::addInitialStages()
{
    const Phase first = Position::start().phase;
    const int group = nextGroup();
    for (const Power power : allPowers) {
        const Datum state = stateDatum(power, std::nullopt);
        graph_.add({{power, first, StageKind::InitialState, 0, 1},
                    {boardDatum(first)},
                    state,
                    {}, // before it there is only the fresh agent
                    group});
        nextState_[static_cast<std::size_t>(indexOf(power))] = state;
    }
}

/// The stages of a phase, as far as they are known when it begins; more follow its adjudication.
void Match::addPhase(const Position &position)
{
    const Phase phase = position.phase;
    phases_[phase].position = position;
    if (phase.type == PhaseType::Movement)
        state_ = nextState_;
    const QList<Power> powers = powersWith(position, [](const Position &board, Power power) {
        return !orderablePlaces(board, power).empty();
    });
    const bool talks = phase.type == PhaseType::Movement && config_.negotiationRounds > 0;
    const QList<Power> talkers = talks ? powers : QList<Power>();
    if (talks)
        addMessageStages(phase, talkers);
    addOrderStages(phase, powers, talkers);
}

/// Simultaneous press: a round's messages need everybody's messages of the round before.
void Match::addMessageStages(const Phase &phase, const QList<Power> &powers)
{
    for (int round = 1; round <= config_.negotiationRounds; ++round) {
        const int group = nextGroup();
        for (const Power power : powers) {
            const Datum state = state_[static_cast<std::size_t>(indexOf(power))];
            QList<Datum> inputs{boardDatum(phase), state};
            for (const Power other : powers) {
                if (round > 1)
                    inputs << messagesDatum(other, phase, round - 1);
            }
            graph_.add({{power, phase, StageKind::Messages, round, 1},
                        inputs,
                        messagesDatum(power, phase, round),
                        state,
                        group});
        }
    }
}

void Match::addOrderStages(const Phase &phase, const QList<Power> &powers,
                           const QList<Power> &talkers)
{
    const int group = nextGroup();
    QList<Datum> orders;
    for (const Power power : powers) {
        const Datum state = state_[static_cast<std::size_t>(indexOf(power))];
        QList<Datum> inputs{boardDatum(phase), state};
        for (const Power other : talkers)
            inputs << messagesDatum(other, phase, config_.negotiationRounds);
        orders << ordersDatum(power, phase);
        graph_.add({{power, phase, StageKind::Orders, 0, 1}, inputs, orders.last(), state, group});
    }
    phases_[phase].ordersExpected = static_cast<int>(powers.size());
    orders << boardDatum(phase);
    // The adjudication publishes the next phase's board; its name is known only then.
    graph_.add(
        {{Power::Austria, phase, StageKind::Adjudication, 0, 1}, orders, {}, {}, nextGroup()});
}

/// After a movement phase every power that is still in the game reconsiders. Retreats and
/// adjustments do not wait for it: they use the version before.
void Match::addStateUpdates(const Phase &phase, const Position &next)
{
    const int group = nextGroup();
    for (const Power power : allPowers) {
        if (next.isEliminated(power))
            continue;
        const Datum before = state_[static_cast<std::size_t>(indexOf(power))];
        const Datum after = stateDatum(power, phase);
        graph_.add({{power, phase, StageKind::StateUpdate, 0, 1},
                    {boardDatum(next.phase), before},
                    after,
                    before,
                    group});
        nextState_[static_cast<std::size_t>(indexOf(power))] = after;
    }
}

PromptContext Match::contextFor(const Stage &stage) const
{
    PromptContext context;
    context.call = stage.call;
    context.rounds = config_.negotiationRounds;
    context.maxYear = config_.maxYear;
    context.maxTokens = config_.maxTokens;
    const Power power = stage.call.power;
    context.agent = agents_.value(stage.state, Agent::fresh(power));

    const bool looksBack = stage.call.stage == StageKind::StateUpdate;
    const auto played = phases_.find(stage.call.phase);
    const auto shown = looksBack ? std::next(played) : played;
    context.position = shown == phases_.end() ? outcome_->position : shown->second.position;

    for (const auto &[key, messages] : played->second.messages) {
        const bool before = stage.call.stage != StageKind::Messages || key.first < stage.call.round;
        for (const MessageSent &message : messages) {
            if (before && (!message.to || message.from == power || message.to == power))
                context.messages << message;
        }
    }
    // Back to the last movement phase that was played.
    for (auto phase = shown; phase != phases_.begin();) {
        --phase;
        context.history.prepend({phase->first, phase->second.resolved});
        if (phase->first.type == PhaseType::Movement)
            break;
    }
    return context;
}

} // namespace concert
