// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game.h"

#include "core/record/text.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Thrown within this file only; savedGameFromJson turns it into its answer.
struct BadGame {
    QString text;
};

constexpr qsizetype longestName = 60; // of a key that is quoted

/// What is wrong with one field: sentences.
using FieldProblems = QStringList;

QStringList textsInGame(const QJsonValue &value, const QString &what, FieldProblems *problems)
{
    QStringList texts;
    if (!value.isArray())
        *problems << u"%1 are not a list"_s.arg(what);
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        if (item.isString())
            texts << item.toString();
        else
            *problems << u"%1 are not a list of texts"_s.arg(what);
    }
    return texts;
}

QJsonObject tableInGame(const QJsonValue &value, const QString &what, FieldProblems *problems)
{
    if (!value.isNull() && !value.isUndefined() && !value.isObject())
        *problems << u"%1 are not a table"_s.arg(what);
    return value.toObject();
}

std::map<Power, QStringList> ordersInGame(const QJsonValue &value, FieldProblems *problems)
{
    std::map<Power, QStringList> orders;
    const QJsonObject table = tableInGame(value, u"the orders"_s, problems);
    for (auto it = table.begin(); it != table.end(); ++it) {
        const auto power = powerFromText(it.key());
        if (!power)
            *problems << u"\"%1\" in \"orders\" is no power"_s.arg(it.key().left(longestName));
        else if (!it.value().isNull())
            orders[*power] = textsInGame(it.value(), u"the orders of "_s % it.key(), problems);
    }
    return orders;
}

QMap<QString, QStringList> resultsInGame(const QJsonValue &value, FieldProblems *problems)
{
    QMap<QString, QStringList> results;
    const QJsonObject table = tableInGame(value, u"the results"_s, problems);
    for (auto it = table.begin(); it != table.end(); ++it) {
        const QString what = u"the results of "_s % it.key().left(longestName);
        if (it.value().isArray())
            results.insert(it.key(), textsInGame(it.value(), what, problems));
        else
            *problems << u"%1 are not a list"_s.arg(what);
    }
    return results;
}

/// Whether a message's key is a text, or missing: then it is empty.
bool isTextOrNothing(const QJsonValue &value)
{
    return value.isString() || value.isNull() || value.isUndefined();
}

/// What is of another kind than it should be stays among the further keys.
SavedMessage messageInGame(QJsonObject json, FieldProblems *problems)
{
    SavedMessage message;
    const auto takeText = [&json, problems](const QString &key) {
        if (!isTextOrNothing(json.value(key))) {
            *problems << u"the %1 of a message is no text"_s.arg(key);
            return QString();
        }
        return json.take(key).toString();
    };
    message.sender = takeText(u"sender"_s);
    message.recipient = takeText(u"recipient"_s);
    message.phase = takeText(u"phase"_s);
    message.text = takeText(u"message"_s);
    const QJsonValue time = json.value(u"time_sent"_s);
    message.timeSent = time.toInteger();
    if (time.isDouble() || time.isNull() || time.isUndefined())
        json.remove(u"time_sent"_s);
    else
        *problems << u"the time_sent of a message is no number"_s;
    message.further = json;
    return message;
}

QList<SavedMessage> messagesInGame(const QJsonValue &value, FieldProblems *problems)
{
    QList<SavedMessage> messages;
    if (!value.isNull() && !value.isUndefined() && !value.isArray())
        *problems << u"the messages are not a list"_s;
    const QJsonArray list = value.toArray();
    for (const QJsonValue &message : list) {
        if (message.isObject())
            messages << messageInGame(message.toObject(), problems);
        else
            *problems << u"a message is not a table"_s;
    }
    return messages;
}

/// What AI_Diplomacy adds about each power: tables whose parts the views show.
void checkAgents(const QJsonValue &value, FieldProblems *problems)
{
    const QJsonObject agents = tableInGame(value, u"the agents' states"_s, problems);
    for (auto it = agents.begin(); it != agents.end(); ++it) {
        const QString whose = u" of "_s % it.key().left(longestName);
        const QJsonObject agent = tableInGame(it.value(), u"the agent's state"_s % whose, problems);
        for (const QString &key : {u"goals"_s, u"full_private_diary"_s}) {
            if (!agent[key].isNull() && !agent[key].isUndefined())
                textsInGame(agent[key], u"the "_s % key % whose, problems);
        }
        tableInGame(agent[u"relationships"_s], u"the relationships"_s % whose, problems);
        if (!isTextOrNothing(agent[u"model_id"_s]))
            *problems << u"the model_id"_s % whose % u" is no text"_s;
    }
}

void checkRelationships(const QJsonValue &value, FieldProblems *problems)
{
    const QJsonObject table = tableInGame(value, u"the relationships"_s, problems);
    for (auto it = table.begin(); it != table.end(); ++it)
        tableInGame(it.value(), u"the relationships of "_s % it.key().left(longestName), problems);
}

/// The numbers of builds; the homes beside them are looked at where there is something to build.
void checkBuilds(const QJsonValue &value, FieldProblems *problems)
{
    const QJsonObject table = tableInGame(value, u"the builds"_s, problems);
    for (auto it = table.begin(); it != table.end(); ++it) {
        const QString whose = u" of "_s % it.key().left(longestName);
        const QJsonObject builds = tableInGame(it.value(), u"the builds"_s % whose, problems);
        if (!builds.isEmpty() && !builds[u"count"_s].isDouble())
            *problems << u"the count of the builds"_s % whose % u" is no number"_s;
        if (!builds[u"homes"_s].isNull() && !builds[u"homes"_s].isUndefined())
            textsInGame(builds[u"homes"_s], u"the homes of the builds"_s % whose, problems);
    }
}

class GameReader {
public:
    explicit GameReader(const QString &place) : place_(place), where_(place) {}

    std::variant<SavedGame, QString> read(const QJsonObject &json)
    {
        try {
            readGame(json);
        } catch (const BadGame &problem) {
            return QString(where_ % u": "_s % problem.text);
        }
        return std::move(game_);
    }

private:
    void readGame(QJsonObject json);
    void readPhase(QJsonObject json, const QString &name);
    void readState(const QJsonObject &state, SavedPhase *phase);

    /// One note for a field, whatever is wrong with it and in how many phases.
    void note(const QString &field, const FieldProblems &problems)
    {
        if (problems.isEmpty())
            return;
        auto known =
            std::find_if(game_.notes.begin(), game_.notes.end(), [&](const SavedGameNote &note) {
                return note.field == field && note.phases.isEmpty() == phaseName_.isEmpty();
            });
        if (known == game_.notes.end()) {
            game_.notes << SavedGameNote{{}, field, problems.first()};
            known = game_.notes.end() - 1;
        }
        if (!phaseName_.isEmpty())
            known->phases << phaseName_;
    }

    /// Takes a field out of what is left of a phase, or of the game; a damaged one stays there, as
    /// it was. Says whether it is sound.
    template <typename Read>
    bool take(QJsonObject *left, const QString &key, Read readField)
    {
        FieldProblems problems;
        readField(left->value(key), &problems);
        note(key, problems);
        if (problems.isEmpty())
            left->remove(key);
        return problems.isEmpty();
    }

    QString place_;
    QString where_; ///< the place, with the phase that is read
    QString phaseName_;
    SavedGame game_;
};

void GameReader::readGame(QJsonObject json)
{
    take(&json, u"id"_s, [this](const QJsonValue &value, FieldProblems *problems) {
        game_.id = value.toString();
        if (!isTextOrNothing(value))
            *problems << u"the id is no text"_s;
    });
    take(&json, u"map"_s, [this](const QJsonValue &value, FieldProblems *problems) {
        game_.map = value.toString(u"standard"_s);
        if (!isTextOrNothing(value))
            *problems << u"the map's name is no text; it is taken for \"standard\""_s;
    });
    if (game_.map != u"standard"_s)
        throw BadGame{
            u"the map \"%1\" is unknown; only \"standard\" is"_s.arg(game_.map.left(longestName))};
    take(&json, u"rules"_s, [this](const QJsonValue &value, FieldProblems *problems) {
        if (!value.isNull() && !value.isUndefined())
            game_.rules = textsInGame(value, u"the rules"_s, problems);
    });
    const QJsonValue phases = json.take(u"phases"_s);
    if (!phases.isArray())
        throw BadGame{u"this is not a saved game: it has no list of phases"_s};
    game_.further = json;
    const QJsonArray list = phases.toArray();
    for (qsizetype i = 0; i < list.size(); ++i) {
        where_ = u"%1:phases[%2]"_s.arg(place_).arg(i);
        if (!list[i].isObject() || !list[i][u"name"_s].isString())
            throw BadGame{u"the phase has no name"_s};
        phaseName_ = list[i][u"name"_s].toString();
        where_ = place_ % u':' % phaseName_.left(longestName);
        readPhase(list[i].toObject(), phaseName_);
    }
}

void GameReader::readState(const QJsonObject &state, SavedPhase *phase)
{
    phase->state = state;
    const QJsonValue named = state[u"name"_s];
    if (!isTextOrNothing(named))
        note(u"state.name"_s, {u"the state's name is no text"_s});
    else if (named.toString(phase->name) != phase->name)
        note(u"state.name"_s,
             {u"the state is that of %1"_s.arg(named.toString().left(longestName))});
    StateProblems problems;
    auto position = positionFromState(state, &problems);
    if (const auto *problem = std::get_if<QString>(&position))
        throw BadGame{*problem};
    phase->position = std::get<Position>(std::move(position));
    phase->position.phase = phase->phase.value_or(Phase{});
    phase->hasRetreats = state[u"retreats"_s].isObject() && problems.retreats.isEmpty();
    phase->hasCenters = state[u"centers"_s].isObject() && problems.centers.isEmpty();
    note(u"state.retreats"_s, problems.retreats);
    note(u"state.centers"_s, problems.centers);
    const QJsonValue time = state[u"timestamp"_s];
    if (!time.isDouble() && !time.isNull() && !time.isUndefined())
        note(u"state.timestamp"_s, {u"the time is no number"_s});
    FieldProblems ofBuilds;
    checkBuilds(state[u"builds"_s], &ofBuilds);
    note(u"state.builds"_s, ofBuilds);
}

void GameReader::readPhase(QJsonObject json, const QString &name)
{
    SavedPhase phase;
    phase.name = name;
    phase.phase = phaseFromText(name);
    if (!phase.phase && name != u"FORMING"_s && name != u"COMPLETED"_s)
        throw BadGame{u"this is no phase; it should be like \"S1901M\", \"F1901R\", \"W1901A\""_s};
    const QJsonValue state = json.take(u"state"_s);
    if (!state.isObject())
        throw BadGame{u"the phase has no state"_s};
    readState(state.toObject(), &phase);
    const bool namesOrders = json.value(u"orders"_s).isObject();
    const auto keepIn = [](auto *field, auto readField) {
        return [field, readField](const QJsonValue &value, FieldProblems *problems) {
            *field = readField(value, problems);
        };
    };
    phase.hasOrders = take(&json, u"orders"_s, keepIn(&phase.orders, &ordersInGame)) && namesOrders;
    phase.hasSoundResults = take(&json, u"results"_s, keepIn(&phase.results, &resultsInGame));
    take(&json, u"messages"_s, keepIn(&phase.messages, &messagesInGame));
    // These are only looked at: whoever shows them takes what is of the right kind.
    FieldProblems agents;
    checkAgents(json.value(u"state_agents"_s), &agents);
    note(u"state_agents"_s, agents);
    FieldProblems relationships;
    checkRelationships(json.value(u"agent_relationships"_s), &relationships);
    note(u"agent_relationships"_s, relationships);
    json.remove(u"name"_s);
    phase.further = json;
    game_.phases << phase;
}

/// Writes a field, unless the file's own, which could not be read whole, stands there.
void insertUnlessThere(QJsonObject *json, const QString &key, const QJsonValue &value)
{
    if (!json->contains(key))
        json->insert(key, value);
}

QJsonObject toJson(const SavedMessage &message)
{
    QJsonObject json = message.further;
    insertUnlessThere(&json, u"sender"_s, message.sender);
    insertUnlessThere(&json, u"recipient"_s, message.recipient);
    insertUnlessThere(&json, u"phase"_s, message.phase);
    insertUnlessThere(&json, u"message"_s, message.text);
    insertUnlessThere(&json, u"time_sent"_s, message.timeSent);
    return json;
}

QJsonObject ordersToJson(const SavedPhase &phase)
{
    QJsonObject orders;
    for (const Power power : allPowers) {
        const auto given = phase.orders.find(power);
        orders.insert(powerText(power), given == phase.orders.end()
                                            ? QJsonValue()
                                            : QJsonArray::fromStringList(given->second));
    }
    return orders;
}

QJsonObject toJson(const SavedPhase &phase)
{
    QJsonObject results;
    for (auto it = phase.results.begin(); it != phase.results.end(); ++it)
        results.insert(it.key(), QJsonArray::fromStringList(it.value()));
    QJsonArray messages;
    for (const SavedMessage &message : phase.messages)
        messages << toJson(message);
    QJsonObject json = phase.further;
    json.insert(u"name"_s, phase.name);
    json.insert(u"state"_s, phase.state);
    insertUnlessThere(&json, u"orders"_s, phase.hasOrders ? ordersToJson(phase) : QJsonValue());
    insertUnlessThere(&json, u"results"_s, results);
    insertUnlessThere(&json, u"messages"_s, messages);
    return json;
}

} // namespace

QString phasesText(const QStringList &phases)
{
    if (phases.size() < 2)
        return phases.join(QString());
    return u"%1 and %2 more"_s.arg(phases.first()).arg(phases.size() - 1);
}

QString SavedGameNote::place() const
{
    return phasesText(phases);
}

QString SavedGameNote::sentence() const
{
    return phases.isEmpty() ? text : QString(place() % u": "_s % text);
}

std::variant<SavedGame, QString> savedGameFromJson(const QJsonObject &json, const QString &place)
{
    return GameReader(place).read(json);
}

QJsonObject toJson(const SavedGame &game)
{
    QJsonArray phases;
    for (const SavedPhase &phase : game.phases)
        phases << toJson(phase);
    QJsonObject json = game.further;
    insertUnlessThere(&json, u"id"_s, game.id);
    insertUnlessThere(&json, u"map"_s, game.map);
    insertUnlessThere(&json, u"rules"_s, QJsonArray::fromStringList(game.rules));
    json.insert(u"phases"_s, phases);
    return json;
}

} // namespace concert
