// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game.h"

#include "core/record/text.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Thrown within this file only; savedGameFromJson turns it into its answer.
struct BadGame {
    QString text;
};

/// Takes a value out of an object, so that in the end what is not known is left.
QJsonValue takeKey(QJsonObject *json, const QString &key)
{
    const QJsonValue value = json->take(key);
    return value.isUndefined() ? QJsonValue() : value;
}

QStringList textsInGame(const QJsonValue &value, const QString &what)
{
    QStringList texts;
    if (!value.isArray())
        throw BadGame{u"%1 are not a list"_s.arg(what)};
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        if (!item.isString())
            throw BadGame{u"%1 are not a list of texts"_s.arg(what)};
        texts << item.toString();
    }
    return texts;
}

QJsonObject tableInGame(const QJsonValue &value, const QString &what)
{
    if (!value.isNull() && !value.isObject())
        throw BadGame{u"%1 are not a table"_s.arg(what)};
    return value.toObject();
}

std::map<Power, QStringList> ordersInGame(const QJsonValue &value)
{
    std::map<Power, QStringList> orders;
    const QJsonObject table = tableInGame(value, u"the orders"_s);
    for (auto it = table.begin(); it != table.end(); ++it) {
        const auto power = powerFromText(it.key());
        if (!power)
            throw BadGame{u"\"%1\" in \"orders\" is no power"_s.arg(it.key())};
        if (!it.value().isNull())
            orders[*power] = textsInGame(it.value(), u"the orders of "_s % it.key());
    }
    return orders;
}

QMap<QString, QStringList> resultsInGame(const QJsonValue &value)
{
    QMap<QString, QStringList> results;
    const QJsonObject table = tableInGame(value, u"the results"_s);
    for (auto it = table.begin(); it != table.end(); ++it)
        results.insert(it.key(), textsInGame(it.value(), u"the results of "_s % it.key()));
    return results;
}

SavedMessage messageInGame(const QJsonValue &value)
{
    if (!value.isObject())
        throw BadGame{u"a message is not a table"_s};
    QJsonObject json = value.toObject();
    SavedMessage message;
    message.sender = takeKey(&json, u"sender"_s).toString();
    message.recipient = takeKey(&json, u"recipient"_s).toString();
    message.phase = takeKey(&json, u"phase"_s).toString();
    message.text = takeKey(&json, u"message"_s).toString();
    message.timeSent = takeKey(&json, u"time_sent"_s).toInteger();
    message.further = json;
    return message;
}

SavedPhase phaseInGame(QJsonObject json, const QString &name)
{
    SavedPhase phase;
    phase.name = name;
    phase.phase = phaseFromText(name);
    if (!phase.phase && name != u"FORMING"_s && name != u"COMPLETED"_s)
        throw BadGame{u"this is no phase; it should be like \"S1901M\", \"F1901R\", \"W1901A\""_s};
    const QJsonValue state = takeKey(&json, u"state"_s);
    if (!state.isObject())
        throw BadGame{u"the phase has no state"_s};
    phase.state = state.toObject();
    const QString named = phase.state[u"name"_s].toString(name);
    if (named != name)
        throw BadGame{u"the state is that of %1"_s.arg(named)};
    auto position = positionFromState(phase.state);
    if (const auto *problem = std::get_if<QString>(&position))
        throw BadGame{*problem};
    phase.position = std::get<Position>(std::move(position));
    if (phase.phase)
        phase.position.phase = *phase.phase;
    phase.orders = ordersInGame(takeKey(&json, u"orders"_s));
    phase.results = resultsInGame(takeKey(&json, u"results"_s));
    const QJsonValue messages = takeKey(&json, u"messages"_s);
    if (!messages.isNull() && !messages.isArray())
        throw BadGame{u"the messages are not a list"_s};
    const QJsonArray list = messages.toArray();
    for (const QJsonValue &message : list)
        phase.messages << messageInGame(message);
    json.remove(u"name"_s);
    phase.further = json;
    return phase;
}

QJsonObject toJson(const SavedMessage &message)
{
    QJsonObject json = message.further;
    json.insert(u"sender"_s, message.sender);
    json.insert(u"recipient"_s, message.recipient);
    json.insert(u"phase"_s, message.phase);
    json.insert(u"message"_s, message.text);
    json.insert(u"time_sent"_s, message.timeSent);
    return json;
}

QJsonObject toJson(const SavedPhase &phase)
{
    QJsonObject orders;
    for (const Power power : allPowers) {
        const auto given = phase.orders.find(power);
        orders.insert(powerText(power), given == phase.orders.end()
                                            ? QJsonValue()
                                            : QJsonArray::fromStringList(given->second));
    }
    QJsonObject results;
    for (auto it = phase.results.begin(); it != phase.results.end(); ++it)
        results.insert(it.key(), QJsonArray::fromStringList(it.value()));
    QJsonArray messages;
    for (const SavedMessage &message : phase.messages)
        messages << toJson(message);
    QJsonObject json = phase.further;
    json.insert(u"name"_s, phase.name);
    json.insert(u"state"_s, phase.state);
    json.insert(u"orders"_s, orders);
    json.insert(u"results"_s, results);
    json.insert(u"messages"_s, messages);
    return json;
}

} // namespace

std::variant<SavedGame, QString> savedGameFromJson(const QJsonObject &json, const QString &place)
{
    QJsonObject left = json;
    SavedGame game;
    QString where = place;
    try {
        game.id = takeKey(&left, u"id"_s).toString();
        game.map = takeKey(&left, u"map"_s).toString(u"standard"_s);
        if (game.map != u"standard"_s)
            throw BadGame{u"the map \"%1\" is unknown; only \"standard\" is"_s.arg(game.map)};
        const QJsonValue rules = takeKey(&left, u"rules"_s);
        if (!rules.isNull())
            game.rules = textsInGame(rules, u"the rules"_s);
        const QJsonValue phases = takeKey(&left, u"phases"_s);
        if (!phases.isArray())
            throw BadGame{u"this is not a saved game: it has no list of phases"_s};
        const QJsonArray list = phases.toArray();
        for (qsizetype i = 0; i < list.size(); ++i) {
            where = u"%1:phases[%2]"_s.arg(place).arg(i);
            if (!list[i].isObject() || !list[i][u"name"_s].isString())
                throw BadGame{u"the phase has no name"_s};
            const QString name = list[i][u"name"_s].toString();
            where = place % u':' % name;
            game.phases << phaseInGame(list[i].toObject(), name);
        }
    } catch (const BadGame &problem) {
        return QString(where % u": "_s % problem.text);
    }
    game.further = left;
    return game;
}

QJsonObject toJson(const SavedGame &game)
{
    QJsonArray phases;
    for (const SavedPhase &phase : game.phases)
        phases << toJson(phase);
    QJsonObject json = game.further;
    json.insert(u"id"_s, game.id);
    json.insert(u"map"_s, game.map);
    json.insert(u"rules"_s, QJsonArray::fromStringList(game.rules));
    json.insert(u"phases"_s, phases);
    return json;
}

} // namespace concert
