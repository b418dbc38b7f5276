// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game_export.h"

#include "core/record/diary_text.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// What a power kept in mind when a phase was over.
struct PowerMemory {
    QStringList goals;
    std::map<Power, Relationship> relationships;
    QList<DiaryLine> diary;
    int shortYear = 0; ///< prompts show shortDiary in place of what is from before this year
    QString shortDiary;

    QJsonArray fullDiary() const
    {
        QJsonArray lines;
        for (const DiaryLine &entry : diary)
            lines << entry.toString();
        return lines;
    }
    QJsonArray workingDiary() const
    {
        QJsonArray lines;
        if (shortYear > 0)
            lines << ConsolidatedLine{shortYear, shortDiary}.toString();
        for (const DiaryLine &entry : diary) {
            if (entry.phase.year >= shortYear)
                lines << entry.toString();
        }
        return lines;
    }
};
using Memories = std::map<Power, PowerMemory>;

/// What the log has of one phase, in whatever order it came: a state update may arrive when the
/// next phase has begun.
struct PhaseEvents {
    Position position;
    qint64 started = 0; ///< microseconds since the match began
    std::map<Power, OrdersSubmitted> orders;
    QList<std::pair<qint64, MessageSent>> messages;
    QList<MemoryUpdated> memories;
    QList<DiaryWritten> diary;
    QList<DiaryConsolidated> consolidations;
    std::optional<PhaseAdjudicated> adjudicated;
};

std::map<Phase, PhaseEvents> eventsByPhase(const MatchLog &log)
{
    std::map<Phase, PhaseEvents> phases;
    for (qsizetype i = 0; i < log.size(); ++i) {
        const MatchEvent &event = log.at(i);
        if (const auto *started = event.as<PhaseStarted>()) {
            PhaseEvents &phase = phases[started->position->phase];
            phase.position = started->position;
            phase.started = event.time;
        } else if (const auto *orders = event.as<OrdersSubmitted>()) {
            phases[orders->phase].orders[orders->power] = *orders;
        } else if (const auto *message = event.as<MessageSent>()) {
            phases[message->phase].messages << std::pair(event.time, *message);
        } else if (const auto *memory = event.as<MemoryUpdated>()) {
            phases[memory->phase].memories << *memory;
        } else if (const auto *entry = event.as<DiaryWritten>()) {
            phases[entry->phase].diary << *entry;
        } else if (const auto *consolidated = event.as<DiaryConsolidated>()) {
            phases[consolidated->phase].consolidations << *consolidated;
        } else if (const auto *adjudicated = event.as<PhaseAdjudicated>()) {
            phases[adjudicated->phase].adjudicated = *adjudicated;
        }
    }
    return phases;
}

/// The kinds' names in order_results.
QString kindName(OrderKind kind)
{
    switch (kind) {
    case OrderKind::Hold:
        return u"hold"_s;
    case OrderKind::Move:
        return u"move"_s;
    case OrderKind::Support:
        return u"support"_s;
    case OrderKind::Convoy:
        return u"convoy"_s;
    case OrderKind::Retreat:
        return u"retreat"_s;
    case OrderKind::Disband:
        return u"disband"_s;
    case OrderKind::Build:
        return u"build"_s;
    case OrderKind::Waive:
        return u"waive"_s;
    }
    return u"other"_s;
}

bool isDone(const ResolvedOrder &resolved)
{
    // A waived build counts as void, and a unit that was to disband as disbanded.
    return resolved.results == 0 || resolved.order.kind == OrderKind::Waive ||
           (resolved.order.kind == OrderKind::Disband &&
            resolved.results == static_cast<OrderResults>(OrderResult::Disbanded));
}

QString resultText(const ResolvedOrder &resolved)
{
    if (isDone(resolved))
        return u"success"_s;
    QStringList texts;
    for (const std::string &code : resultCodes(resolved.results))
        texts << (code == "void" ? u"void: no effect"_s : toQString(code));
    return texts.join(u", "_s);
}

void appendOrderResult(QJsonObject *byKind, const QString &kind, const QString &order,
                       const QString &result)
{
    QJsonArray list = (*byKind)[kind].toArray();
    list << QJsonObject{{u"order"_s, order}, {u"result"_s, result}};
    byKind->insert(kind, list);
}

QJsonObject orderResultsOf(const PhaseEvents &events)
{
    QJsonObject table;
    for (const Power power : allPowers) {
        QJsonObject byKind;
        for (const ResolvedOrder &resolved : events.adjudicated->orders) {
            if (resolved.power == power)
                appendOrderResult(&byKind, kindName(resolved.order.kind),
                                  toQString(orderText(resolved.order)), resultText(resolved));
        }
        const auto orders = events.orders.find(power);
        if (orders != events.orders.end()) {
            for (const RejectedOrder &rejected : orders->second.rejected)
                appendOrderResult(&byKind, u"other"_s, rejected.text, u"invalid"_s);
        }
        table.insert(powerText(power), byKind);
    }
    return table;
}

QJsonObject relationshipsOf(const PowerMemory &memory)
{
    QJsonObject json;
    for (const auto &[power, relationship] : memory.relationships)
        json.insert(powerText(power), relationshipName(relationship));
    return json;
}

QJsonObject stateAgents(const Memories &memories, const MatchConfig &config)
{
    QJsonObject agents;
    for (const auto &[power, memory] : memories) {
        const ModelId &model = config.models[static_cast<std::size_t>(indexOf(power))];
        agents.insert(powerText(power),
                      QJsonObject{{u"power_name"_s, powerText(power)},
                                  {u"model_id"_s, model.toString()},
                                  {u"max_tokens"_s, config.maxTokensOf(power)},
                                  {u"goals"_s, QJsonArray::fromStringList(memory.goals)},
                                  {u"relationships"_s, relationshipsOf(memory)},
                                  {u"full_private_diary"_s, memory.fullDiary()},
                                  {u"private_diary"_s, memory.workingDiary()}});
    }
    return agents;
}

/// What a reader wants to know first, from the results alone.
QString summaryOfPhase(const PhaseEvents &events)
{
    const std::vector<ResolvedOrder> &orders = events.adjudicated->orders;
    const auto done = std::count_if(orders.begin(), orders.end(), &isDone);
    QString text = u"%1: %2 of %3 orders were carried out."_s.arg(phaseText(events.position.phase))
                       .arg(done)
                       .arg(orders.size());
    for (const ResolvedOrder &resolved : orders) {
        if (!isDone(resolved))
            text +=
                u"\n%1 %2: %3"_s.arg(powerText(resolved.power),
                                     toQString(orderText(resolved.order)), resultText(resolved));
    }
    return text;
}

/// Provinces that a power was the last to stand in or to own, as the library keeps them.
class Influence {
public:
    void update(const Position &position)
    {
        for (const Power power : allPowers) {
            for (const Province center : position.centers(power)) {
                if (!holders_.contains(center))
                    holders_[center] = power;
            }
        }
        for (const Unit &unit : position.units())
            holders_[unit.location.province()] = unit.power;
    }
    QJsonObject toJson() const
    {
        QJsonObject table;
        for (const Power power : allPowers)
            table.insert(powerText(power), QJsonArray());
        for (const auto &[province, power] : holders_) {
            QJsonArray list = table[powerText(power)].toArray();
            list << toQString(provinceAbbreviation(province));
            table.insert(powerText(power), list);
        }
        return table;
    }

private:
    std::map<Province, Power> holders_;
};

class SavedGameWriter {
public:
    explicit SavedGameWriter(const MatchLog &log) : log_(log)
    {
        const MatchStarted *started = log.isEmpty() ? nullptr : log.at(0).as<MatchStarted>();
        if (started != nullptr)
            startedAt_ = started->startedAt.toMSecsSinceEpoch() * 1000;
        game_.id = u"concert-%1"_s.arg(startedAt_ / 1000);
        game_.map = u"standard"_s;
        if (log.config().negotiationRounds == 0)
            game_.rules << u"NO_PRESS"_s;
        game_.rules << u"POWER_CHOICE"_s;
        for (const Power power : allPowers)
            memories_[power];
    }

    SavedGame write()
    {
        for (const auto &[phase, events] : eventsByPhase(log_)) {
            remember(events);
            if (events.adjudicated)
                writePlayed(events);
            else
                writeCurrent(events.position, phaseText(phase), events.started, events.messages);
        }
        writeEnd();
        QJsonObject agents;
        for (const auto &[power, memory] : memories_)
            agents.insert(powerText(power),
                          QJsonObject{{u"relationships"_s, relationshipsOf(memory)},
                                      {u"goals"_s, QJsonArray::fromStringList(memory.goals)}});
        game_.further.insert(u"phase_summaries"_s, summaries_);
        game_.further.insert(u"final_agent_states"_s, agents);
        return game_;
    }

private:
    SavedPhase begin(const Position &position, const QString &name, qint64 time)
    {
        influence_.update(position);
        SavedPhase phase;
        phase.name = name;
        phase.phase = phaseFromText(name);
        phase.position = position;
        phase.state = stateOf(position);
        phase.state.insert(u"name"_s, name);
        phase.state.insert(u"influence"_s, influence_.toJson());
        phase.state.insert(u"timestamp"_s, wallTime(time));
        phase.state.insert(u"note"_s, QString());
        phase.state.insert(u"game_id"_s, game_.id);
        phase.state.insert(u"map"_s, game_.map);
        phase.state.insert(u"rules"_s, QJsonArray::fromStringList(game_.rules));
        return phase;
    }

    void remember(const PhaseEvents &events)
    {
        for (const MemoryUpdated &memory : events.memories) {
            memories_[memory.power].goals = memory.goals;
            memories_[memory.power].relationships = memory.relationships;
        }
        for (const DiaryWritten &entry : events.diary)
            memories_[entry.power].diary << DiaryLine{entry.phase, entry.text, entry.intent};
        for (const DiaryConsolidated &consolidated : events.consolidations) {
            memories_[consolidated.power].shortYear = consolidated.phase.year;
            memories_[consolidated.power].shortDiary = consolidated.text;
        }
    }

    void addAgents(SavedPhase *phase)
    {
        QJsonObject relationships;
        for (const auto &[power, memory] : memories_)
            relationships.insert(powerText(power), relationshipsOf(memory));
        phase->further.insert(u"state_agents"_s, stateAgents(memories_, log_.config()));
        phase->further.insert(u"agent_relationships"_s, relationships);
    }

    /// Microseconds since 1970, interruptions of the match included.
    qint64 wallTime(qint64 time) const
    {
        const QDateTime wall = log_.wallTime(time);
        return wall.isValid() ? wall.toMSecsSinceEpoch() * 1000 + time % 1000 : time;
    }

    /// The library keeps messages by their times, so no two may have the same.
    void addMessages(SavedPhase *phase, const QList<std::pair<qint64, MessageSent>> &messages)
    {
        for (const auto &[time, message] : messages) {
            lastSent_ = std::max(lastSent_ + 1, wallTime(time));
            phase->messages << SavedMessage{powerText(message.from),
                                            message.to ? powerText(*message.to) : u"GLOBAL"_s,
                                            phase->name,
                                            message.text,
                                            lastSent_,
                                            {}};
        }
    }

    void addOrders(SavedPhase *phase, const PhaseEvents &events)
    {
        for (const Power power : allPowers)
            phase->orders[power]; // who had nothing to order has an empty list
        for (const auto &[power, submitted] : events.orders) {
            for (const SubmittedOrder &given : submitted.orders) {
                // The library drops waives, and has no units that cannot retreat.
                if (given.order.kind != OrderKind::Waive && !isLost(events.position, given.order))
                    phase->orders[power] << toQString(orderText(given.order));
            }
        }
        const bool isAdjustment = events.position.phase.type == PhaseType::Adjustment;
        for (const ResolvedOrder &resolved : events.adjudicated->orders) {
            const bool isWaive = resolved.order.kind == OrderKind::Waive;
            QStringList &codes =
                phase->results[isWaive ? u"WAIVE"_s
                                       : toQString(unitText(resolved.order.unitType,
                                                            resolved.order.unit))];
            for (const std::string &code : resultCodes(resolved.results))
                codes << toQString(code);
            if (isAdjustment && resolved.results == 0)
                codes << QString();
        }
    }

    static bool isLost(const Position &position, const Order &order)
    {
        return std::any_of(position.dislodged().begin(), position.dislodged().end(),
                           [&order](const DislodgedUnit &entry) {
                               return entry.unit.location == order.unit && entry.retreats.empty();
                           });
    }

    void writePlayed(const PhaseEvents &events)
    {
        const QString name = phaseText(events.position.phase);
        SavedPhase phase = begin(events.position, name, events.started);
        addMessages(&phase, events.messages);
        addOrders(&phase, events);
        addAgents(&phase);
        const QString summary = summaryOfPhase(events);
        phase.further.insert(u"order_results"_s, orderResultsOf(events));
        phase.further.insert(u"summary"_s, summary);
        phase.further.insert(u"config"_s, log_.config().toJson());
        summaries_.insert(name, summary);
        game_.phases << phase;
    }

    void writeCurrent(const Position &position, const QString &name, qint64 time,
                      const QList<std::pair<qint64, MessageSent>> &messages)
    {
        SavedPhase phase = begin(position, name, time);
        addMessages(&phase, messages);
        addAgents(&phase); // what was noted since the last adjudication
        game_.phases << phase;
    }

    /// A match that was stopped within a phase has that phase as its current one already.
    void writeEnd()
    {
        const MatchEnded *end =
            log_.hasEnded() ? log_.at(log_.size() - 1).as<MatchEnded>() : nullptr;
        if (end == nullptr || (!game_.phases.isEmpty() && game_.phases.last().orders.empty()))
            return;
        const QString name = end->winner ? u"COMPLETED"_s : phaseText(end->position->phase);
        writeCurrent(end->position, name, log_.lastTime(), {});
    }

    const MatchLog &log_;
    SavedGame game_;
    qint64 startedAt_ = 0; ///< microseconds since 1970
    qint64 lastSent_ = 0;
    Memories memories_;
    Influence influence_;
    QJsonObject summaries_;
};

} // namespace

SavedGame savedGame(const MatchLog &log)
{
    return SavedGameWriter(log).write();
}

QJsonObject savedGameJson(const MatchLog &log)
{
    return toJson(savedGame(log));
}

} // namespace concert
