// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"

#include "core/rules/legal_orders.h"

#include <algorithm>

namespace concert {

namespace {

std::size_t placeOf(Power power)
{
    return static_cast<std::size_t>(indexOf(power));
}

QList<Power> powersWithOrders(const Position &position)
{
    QList<Power> powers;
    for (const Power power : allPowers) {
        if (!orderablePlaces(position, power).empty())
            powers << power;
    }
    return powers;
}

/// Who speaks when: another power begins each time, or the last one would always know most.
QList<Power> speakingOrder(QList<Power> powers, const Phase &phase, int round)
{
    const int turn = phase.year * 2 + (phase.season == Season::Fall ? 1 : 0) + round;
    std::rotate(powers.begin(), powers.begin() + turn % powers.size(), powers.end());
    return powers;
}

} // namespace

void Match::addInitialStages()
{
    const Phase first = Position::start().phase;
    const int group = nextGroup();
    for (const Power power : allPowers) {
        const CallId call{power, first, StageKind::InitialState, 0, 1};
        // Before it there is only the fresh agent.
        graph_.add({call, {boardDatum(first)}, {stateDatum(call)}, {}, group, {}});
        nextState_[placeOf(power)] = {stateDatum(call)};
    }
}

/// The stages of a phase, as far as they are known when it begins; more follow its adjudication.
void Match::addPhase(const Position &position)
{
    const Phase phase = position.phase;
    PlayedPhase &played = phases_[phase];
    played.position = position;
    played.players = powersWithOrders(position);
    if (phase.type == PhaseType::Movement)
        state_ = nextState_;
    played.state = state_;
    if (phase.type != PhaseType::Movement) {
        addOrderStages(phase, {});
        return;
    }
    const bool untilQuiet = config_.pressOrder == PressOrder::UntilQuiet;
    const int rounds =
        untilQuiet ? std::min(1, config_.negotiationRounds) : config_.negotiationRounds;
    for (int round = 1; round <= rounds; ++round)
        addMessageRound(phase, round, played.players);
    if (!untilQuiet || rounds == 0)
        addDeliberation(phase);
}

void Match::addMessageRound(const Phase &phase, int round, const QList<Power> &speakers)
{
    PlayedPhase &played = phases_[phase];
    const int group = nextGroup();
    const bool inTurn = config_.pressOrder == PressOrder::Speaking;
    QList<Datum> words;
    for (const Power power : inTurn ? speakingOrder(speakers, phase, round) : speakers) {
        const CallId call{power, phase, StageKind::Messages, round, 1};
        QList<Datum> heard = played.lastWords;
        if (inTurn)
            heard += words;
        if (config_.pressOrder == PressOrder::Mailbox) {
            heard.clear();
            if (round > 1)
                heard << answerDatum({power, phase, StageKind::Messages, round - 1, 1});
        }
        words << addMessageStage(call, group, heard);
    }
    played.lastWords = words;
}

Datum Match::addMessageStage(const CallId &call, int group, const QList<Datum> &heard)
{
    QList<Datum> &state = state_[placeOf(call.power)];
    Stage stage{call, {boardDatum(call.phase)}, {answerDatum(call)}, state, group, {}};
    stage.inputs += state + heard;
    if (lookBackDue_ && call.round == 1) {
        stage.fused << lookingBackKind();
        stage.outputs << stateDatum(call);
        state = {stateDatum(call)};
    }
    graph_.add(stage);
    return answerDatum(call);
}

/// Until quiet: the last message of a round decides who speaks in the next one, those who were
/// told something. When nobody was, or no round is left, it goes on to the diaries.
void Match::continueQuietly(const CallId &call)
{
    const QList<Datum> &words = phases_[call.phase].lastWords;
    if (!std::all_of(words.begin(), words.end(),
                     [this](const Datum &datum) { return graph_.isPublished(datum); }))
        return;
    const QList<Power> speakers = nextSpeakers(call.phase, call.round);
    if (speakers.isEmpty() || call.round >= config_.negotiationRounds)
        addDeliberation(call.phase);
    else
        addMessageRound(call.phase, call.round + 1, speakers);
}

QList<Power> Match::nextSpeakers(const Phase &phase, int round) const
{
    const PlayedPhase &played = phases_.at(phase);
    QList<Power> speakers;
    for (const Power power : played.players) {
        for (const auto &[key, messages] : played.messages) {
            const bool told =
                key.first == round && key.second != power &&
                std::any_of(messages.begin(), messages.end(), [power](const MessageSent &message) {
                    return !message.to || message.to == power;
                });
            if (told && !speakers.contains(power))
                speakers << power;
        }
    }
    return speakers;
}

/// One stage a power; each needs the board, its own agent, and \a inputs. Gives what they publish.
QList<Datum> Match::addForEach(const QList<Power> &powers, const Phase &phase, StageKind kind,
                               const QList<Datum> &inputs, Datum (*output)(const CallId &))
{
    const int group = nextGroup();
    QList<Datum> outputs;
    for (const Power power : powers) {
        const CallId call{power, phase, kind, 0, 1};
        const QList<Datum> &state = state_[placeOf(power)];
        outputs << output(call);
        graph_.add({call, inputs + state, {outputs.last()}, state, group, {}});
    }
    return outputs;
}

/// Diary and plan run beside each other and do not see each other; the orders see both.
void Match::addDeliberation(const Phase &phase)
{
    const PlayedPhase &played = phases_[phase];
    const QList<Datum> inputs = QList<Datum>{boardDatum(phase)} + played.lastWords;
    const auto before = state_;
    QList<Datum> diaries;
    QList<Datum> plans;
    if (config_.writesDiaries() && config_.deliberation == Deliberation::Separate)
        diaries =
            addForEach(played.players, phase, StageKind::NegotiationDiary, inputs, stateDatum);
    if (config_.planning)
        plans = addForEach(played.players, phase, StageKind::Plan, inputs, answerDatum);
    for (qsizetype i = 0; i < diaries.size(); ++i)
        state_[placeOf(played.players[i])] = {diaries[i]};
    addOrderStages(phase, plans);
    nextState_ = state_;
    addConsolidations(phase, before);
    lookBackDue_ = false;
}

void Match::addOrderStages(const Phase &phase, const QList<Datum> &plans)
{
    const PlayedPhase &played = phases_[phase];
    const bool moves = phase.type == PhaseType::Movement;
    QList<StageKind> fused;
    if (moves && lookBackDue_ && config_.negotiationRounds == 0)
        fused << lookingBackKind();
    if (moves && config_.writesDiaries() && config_.deliberation == Deliberation::Fused)
        fused << StageKind::NegotiationDiary;
    const bool diariesRead =
        config_.writesDiaries() && config_.deliberation == Deliberation::Separate;
    const int group = nextGroup();
    QList<Datum> orders;
    for (qsizetype i = 0; i < played.players.size(); ++i) {
        const CallId call{played.players[i], phase, StageKind::Orders, 0, 1};
        QList<Datum> &state = state_[placeOf(call.power)];
        Stage stage{call, {boardDatum(phase)}, {answerDatum(call)}, state, group, fused};
        stage.inputs += state + plans.mid(i, 1);
        // A diary has read everything; without one the orders wait for the talk themselves.
        if (!diariesRead)
            stage.inputs += played.lastWords;
        orders << answerDatum(call);
        if (!fused.isEmpty()) {
            stage.outputs << stateDatum(call);
            state = {stateDatum(call)};
        }
        graph_.add(stage);
    }
    // The adjudication publishes the next phase's board; its name is known only then.
    graph_.add({{Power::Austria, phase, StageKind::Adjudication, 0, 1},
                orders << boardDatum(phase),
                {},
                {},
                nextGroup(),
                {}});
}

/// In spring the years before are made short, beside the orders. Nothing waits for it until its
/// power's next message prompt, where it takes effect under every schedule.
void Match::addConsolidations(const Phase &phase, const std::array<QList<Datum>, powerCount> &state)
{
    if (!config_.writesDiaries() || phase.season != Season::Spring ||
        phase.year == Position::start().phase.year)
        return;
    PlayedPhase &played = phases_[phase];
    const int ordersGroup = group_ - 1; // before the adjudication's
    for (const Power power : played.players) {
        const CallId call{power, phase, StageKind::Consolidation, 0, 1};
        const QList<Datum> &own = state[placeOf(power)];
        graph_.add({call,
                    QList<Datum>{boardDatum(phase)} + own,
                    {answerDatum(call)},
                    own,
                    ordersGroup,
                    {}});
        played.consolidation[placeOf(power)] = answerDatum(call);
        nextState_[placeOf(power)] << answerDatum(call);
    }
}

/// With press the diary looks back, without it an update of goals and relationships does.
StageKind Match::lookingBackKind() const
{
    return config_.writesDiaries() ? StageKind::ResultDiary : StageKind::StateUpdate;
}

/// After a movement phase every power that is still in the game reconsiders. Retreats and
/// adjustments do not wait for it: they use the version before.
void Match::addLookingBack(const Phase &phase, const Position &next)
{
    const bool moves = phase.type == PhaseType::Movement;
    const QList<Datum> inputs{boardDatum(next.phase)};
    if (moves && config_.deliberation == Deliberation::Fused) {
        lookBackDue_ = true; // in the next movement phase; after the last one never
    } else if (moves) {
        QList<Power> powers(allPowers.begin(), allPowers.end());
        powers.removeIf([&next](Power power) { return next.isEliminated(power); });
        const QList<Datum> views = addForEach(powers, phase, lookingBackKind(), inputs, stateDatum);
        for (qsizetype i = 0; i < powers.size(); ++i) {
            const std::size_t place = placeOf(powers[i]);
            nextState_[place] = {views[i]};
            if (const Datum &made = phases_[phase].consolidation[place]; !made.isEmpty())
                nextState_[place] << made;
        }
    }
    if (config_.commentary) {
        const CallId call{Power::Austria, phase, StageKind::Commentary, 0, 1};
        graph_.add({call, inputs, {answerDatum(call)}, {}, nextGroup(), {}});
    }
}

} // namespace concert
