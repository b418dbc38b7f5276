// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game_log.h"

#include "core/record/diary_text.h"
#include "core/record/saved_game_check.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr OrderResults disrupted = static_cast<OrderResults>(OrderResult::Disrupted);
constexpr qint64 oneDay = 86'400'000'000; // microseconds

OrderResults resultsFrom(const QStringList &codes)
{
    OrderResults results = 0;
    for (unsigned bit = 1; bit <= static_cast<unsigned>(OrderResult::Disbanded); bit <<= 1) {
        for (const std::string &code : resultCodes(static_cast<OrderResults>(bit))) {
            if (codes.contains(toQString(code)))
                results = static_cast<OrderResults>(results | bit);
        }
    }
    return results;
}

/// What the rules made of an order, as the file has it.
void takeResults(ResolvedOrder *resolved, const QMap<QString, QStringList> &results)
{
    const QString unit = toQString(unitText(resolved->order.unitType, resolved->order.unit));
    const auto said = results.find(unit);
    if (said == results.end())
        return;
    const OrderResults theirs = resultsFrom(*said);
    if ((theirs & ~disrupted) == (resolved->results & ~disrupted))
        return; // the library tells of disrupted convoys that were none
    resolved->results = theirs;
    resolved->reason.clear();
}

ModelId modelFrom(const QString &text)
{
    QStringList known;
    for (const ProviderProfile &profile : builtInProviders())
        known << profile.name;
    return parseModelId(text, known).model.value_or(ModelId{text, {}, {}});
}

class EventWriter {
public:
    explicit EventWriter(const SavedGame &game) : game_(game) {}

    std::vector<MatchEvent> write()
    {
        begin();
        for (const SavedPhase &phase : game_.phases) {
            const bool isLast = &phase == &game_.phases.last();
            const bool isCurrent = isLast && phase.results.isEmpty();
            if (phase.phase && !(isCurrent && phase.messages.isEmpty()))
                addPhase(phase, !isCurrent);
            else if (isLast && lastPlayed_)
                addAgents(phase, *lastPlayed_);
        }
        end();
        return std::move(events_);
    }

private:
    void add(MatchEventData data, Audience audience = Audience::everyone())
    {
        events_.push_back({time_, audience, std::move(data)});
    }

    /// Files tell of times or not, and not always in order; a match's never run back.
    void passTo(qint64 since1970)
    {
        const qint64 time = since1970 - startedAt_;
        if (since1970 > 0 && time > time_ && time < 365 * oneDay)
            time_ = time;
    }

    static qint64 timeOf(const SavedPhase &phase)
    {
        return phase.state[u"timestamp"_s].toInteger();
    }

    void begin()
    {
        for (const SavedPhase &phase : game_.phases) {
            for (const SavedMessage &message : phase.messages) {
                if (message.timeSent > 0 && (startedAt_ == 0 || message.timeSent < startedAt_))
                    startedAt_ = message.timeSent;
            }
            const qint64 stands = timeOf(phase);
            if (stands > 0 && (startedAt_ == 0 || stands < startedAt_))
                startedAt_ = stands;
        }
        MatchStarted started;
        started.program = u"saved game %1"_s.arg(game_.id);
        if (startedAt_ > 0)
            started.startedAt = QDateTime::fromMSecsSinceEpoch(startedAt_ / 1000, Qt::UTC);
        MatchConfig config = MatchConfig::demo();
        config.models.fill(ModelId{});
        for (const SavedPhase &phase : game_.phases) {
            const QJsonObject agents = phase.further[u"state_agents"_s].toObject();
            for (const Power power : allPowers) {
                const QString model = agents[powerText(power)].toObject()[u"model_id"_s].toString();
                if (!model.isEmpty())
                    config.models[static_cast<std::size_t>(indexOf(power))] = modelFrom(model);
            }
        }
        started.config = config;
        add(started);
    }

    void addPhase(const SavedPhase &phase, bool played)
    {
        add(PhaseStarted{phase.position});
        QList<SavedMessage> messages = phase.messages;
        std::stable_sort(
            messages.begin(), messages.end(),
            [](const SavedMessage &a, const SavedMessage &b) { return a.timeSent < b.timeSent; });
        for (const SavedMessage &message : std::as_const(messages))
            addMessage(message, *phase.phase);
        if (played)
            addOrders(phase);
        addAgents(phase, *phase.phase);
        lastPlayed_ = phase.phase;
    }

    void addMessage(const SavedMessage &saved, const Phase &phase)
    {
        const auto from = powerFromText(saved.sender);
        if (!from)
            return; // the game master's
        MessageSent message;
        message.phase = phase;
        message.from = *from;
        message.to = powerFromText(saved.recipient);
        message.text = saved.text;
        message.id = u"%1/0/%2/%3"_s.arg(phaseText(phase), powerText(*from))
                         .arg(static_cast<qsizetype>(events_.size()));
        passTo(saved.timeSent);
        add(message, message.to ? Audience::only(*from).with(*message.to) : Audience::everyone());
    }

    void addOrders(const SavedPhase &phase)
    {
        std::vector<Order> all;
        for (const auto &[power, texts] : phase.orders) {
            const TakenOrders taken = takeOrders(phase.position, {{power, texts}});
            OrdersSubmitted submitted{*phase.phase, power, {}, {}, {}};
            for (const Order &order : taken.orders)
                submitted.orders << SubmittedOrder{order, false};
            for (const RefusedOrder &refused : taken.refused)
                submitted.rejected << RejectedOrder{refused.text, refused.reason};
            all.insert(all.end(), taken.orders.begin(), taken.orders.end());
            if (!texts.isEmpty())
                add(submitted, Audience::only(power));
        }
        Resolution resolution = adjudicate(Map::standard(), phase.position, all);
        for (ResolvedOrder &resolved : resolution.orders)
            takeResults(&resolved, phase.results);
        PhaseAdjudicated played;
        played.phase = *phase.phase;
        played.span = -1; // of no call
        played.orders = std::move(resolution.orders);
        played.standoffs = std::move(resolution.standoffs);
        passTo(timeOf(phase));
        add(played);
    }

    /// What the powers had in mind at the end of \a when.
    void addAgents(const SavedPhase &phase, const Phase &when)
    {
        const QJsonObject agents = phase.further[u"state_agents"_s].toObject();
        const QJsonObject seen = phase.further[u"agent_relationships"_s].toObject();
        for (const Power power : allPowers) {
            const QString name = powerText(power);
            const QJsonObject agent = agents[name].toObject();
            const QJsonObject relationships = agent.contains(u"relationships"_s)
                                                  ? agent[u"relationships"_s].toObject()
                                                  : seen[name].toObject();
            if (agent.isEmpty() && relationships.isEmpty())
                continue;
            MemoryUpdated memory{when, power, {}, {}, {}};
            const QJsonArray goals = agent[u"goals"_s].toArray();
            for (const QJsonValue &goal : goals) {
                if (goal.isString())
                    memory.goals << goal.toString();
            }
            for (const Power other : allPowers) {
                if (const auto label =
                        parseRelationship(relationships[powerText(other)].toString()))
                    memory.relationships[other] = *label;
            }
            addMemory(memory);
            addDiary(when, power, agent[u"full_private_diary"_s].toArray());
            addConsolidation(power, agent[u"private_diary"_s][0].toString());
        }
    }

    /// Each phase has all that is on a power's mind, changed or not.
    void addMemory(const MemoryUpdated &memory)
    {
        auto &known = minds_[memory.power];
        if (!known && memory.goals.isEmpty() && memory.relationships.empty())
            return;
        if (known && known->goals == memory.goals && known->relationships == memory.relationships)
            return;
        known = memory;
        add(memory, Audience::only(memory.power));
    }

    /// Each phase has the whole diary so far. Entries name their phase, or are of this one.
    void addDiary(const Phase &phase, Power power, const QJsonArray &entries)
    {
        qsizetype &known = diary_[power];
        for (qsizetype i = known; i < entries.size(); ++i) {
            if (!entries[i].isString())
                continue;
            const QString line = entries[i].toString();
            const DiaryLine entry = DiaryLine::parse(line).value_or(DiaryLine{phase, line, {}});
            const StageKind kind =
                entry.intent.isEmpty() ? StageKind::ResultDiary : StageKind::NegotiationDiary;
            add(DiaryWritten{entry.phase, power, kind, entry.text, entry.intent},
                Audience::only(power));
        }
        known = std::max(known, entries.size());
    }

    /// In Concert's files the diary that prompts show begins with what stands for its older part.
    void addConsolidation(Power power, const QString &line)
    {
        const auto brief = ConsolidatedLine::parse(line);
        if (!brief || brief->year <= consolidatedYear_[power])
            return;
        consolidatedYear_[power] = brief->year;
        add(DiaryConsolidated{{brief->year, Season::Spring, PhaseType::Movement},
                              power,
                              brief->text},
            Audience::only(power));
    }

    void end()
    {
        if (game_.phases.isEmpty())
            return;
        const SavedPhase &last = game_.phases.last();
        passTo(timeOf(last));
        MatchEnded ended;
        ended.position = last.position;
        if (last.phase && !last.results.isEmpty()) { // it ends with a phase that was played
            const TakenOrders taken = takeOrders(last.position, last.orders);
            ended.position = adjudicate(Map::standard(), last.position, taken.orders).next;
        }
        ended.winner = ended.position->soloWinner();
        ended.reason = ended.winner ? MatchEnded::Reason::Solo : MatchEnded::Reason::LastYear;
        add(ended);
    }

    const SavedGame &game_;
    std::vector<MatchEvent> events_;
    std::map<Power, qsizetype> diary_;
    std::map<Power, int> consolidatedYear_;
    std::map<Power, std::optional<MemoryUpdated>> minds_;
    std::optional<Phase> lastPlayed_;
    qint64 startedAt_ = 0; ///< microseconds since 1970; 0: the file does not say
    qint64 time_ = 0;      ///< microseconds since the start
};

} // namespace

std::vector<MatchEvent> matchEventsOf(const SavedGame &game)
{
    return EventWriter(game).write();
}

} // namespace concert
