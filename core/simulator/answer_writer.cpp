// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/answer_writer.h"

#include "core/player/answers.h"
#include "core/player/phrases.h"
#include "core/rules/order_text.h"
#include "core/simulator/schema_instance.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString compactJson(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// The view to judge the powers from; the opening board where a prompt shows none.
PlayerView viewOf(const Prompt &prompt)
{
    PlayerView view = prompt.view;
    if (!prompt.hasBoard)
        view.position = Position::start();
    return view;
}

QJsonArray goalsOf(const Outlook &outlook)
{
    QJsonArray goals;
    for (const std::string &goal : outlook.goals)
        goals << textOf(goal);
    return goals;
}

QJsonObject relationshipsOf(const PlayerView &view, const Outlook &outlook)
{
    QJsonObject relationships;
    for (const Power other : allPowers) {
        if (other != view.power && !view.position.isEliminated(other))
            relationships[textOf(powerName(other))] =
                textOf(attitudeName(outlook.attitudes[static_cast<std::size_t>(indexOf(other))]));
    }
    return relationships;
}

/// Why the player sees the others as it does.
QString outlookReasons(const PlayerView &view, const Outlook &outlook)
{
    QStringList friends;
    QStringList enemies;
    for (const Power other : allPowers) {
        const Attitude attitude = outlook.attitudes[static_cast<std::size_t>(indexOf(other))];
        if (other == view.power || view.position.isEliminated(other))
            continue;
        if (attitude >= Attitude::Friendly)
            friends << textOf(powerTitle(other));
        else if (attitude <= Attitude::Unfriendly)
            enemies << textOf(powerTitle(other));
    }
    QString text = u"I hold %1 centres with %2 units. "_s.arg(view.position.centerCount(view.power))
                       .arg(view.position.unitCount(view.power));
    text += friends.isEmpty() ? u"Nobody has earned my trust so far. "_s
                              : u"I can work with %1. "_s.arg(friends.join(u", "_s));
    text += enemies.isEmpty() ? u"No one threatens me openly."_s
                              : u"I have to watch %1."_s.arg(enemies.join(u", "_s));
    return text;
}

QString initialState(const Prompt &prompt)
{
    const PlayerView view = viewOf(prompt);
    const Outlook outlook = chooseOutlook(Map::standard(), view);
    return compactJson({{u"initial_goals"_s, goalsOf(outlook)},
                        {u"initial_relationships"_s, relationshipsOf(view, outlook)}});
}

QString stateUpdate(const Prompt &prompt)
{
    const PlayerView view = viewOf(prompt);
    const Outlook outlook = chooseOutlook(Map::standard(), view);
    return compactJson({{u"reasoning"_s, outlookReasons(view, outlook)},
                        {u"relationships"_s, relationshipsOf(view, outlook)},
                        {u"goals"_s, goalsOf(outlook)}});
}

/// The negotiation diary that AI_Diplomacy asks for.
QString diary(const Prompt &prompt)
{
    const PlayerView view = viewOf(prompt);
    const Outlook outlook = chooseOutlook(Map::standard(), view);
    return compactJson({{u"negotiation_summary"_s, outlookReasons(view, outlook)},
                        {u"intent"_s, textOf(outlook.goals.front())},
                        {u"updated_relationships"_s, relationshipsOf(view, outlook)},
                        {u"goals"_s, goalsOf(outlook)}});
}

/// Without a board nothing is known but who plays: a courtesy to one other power.
std::vector<PlayerMessage> courtesy(const Prompt &prompt, quint64 taste)
{
    PlayerRandom random{prompt.view.seed, taste};
    const auto shift = 1 + random.below(powerCount - 1);
    const auto self = static_cast<std::size_t>(indexOf(prompt.view.power));
    const Power other = allPowers[(self + shift) % powerCount];
    PhraseWords words;
    words.self = powerTitle(prompt.view.power);
    words.other = powerTitle(other);
    return {{other, phrase(Phrase::ProposePeace, words, random)}};
}

QString messages(const Prompt &prompt, quint64 taste)
{
    QJsonArray list;
    const auto written =
        prompt.hasBoard ? writeMessages(Map::standard(), prompt.view) : courtesy(prompt, taste);
    for (const PlayerMessage &message : written) {
        list << QJsonObject{
            {u"message_type"_s, message.to ? u"private"_s : u"global"_s},
            {u"recipient"_s, message.to ? textOf(powerName(*message.to)) : u"GLOBAL"_s},
            {u"content"_s, textOf(message.text)}};
    }
    // Without a schema the caller is another program, which expects the bare list.
    return prompt.structured
               ? compactJson({{u"messages"_s, list}})
               : QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

/// One order a unit out of another program's list of possible ones, moves before others.
QJsonArray pickOrders(const QStringList &possible, quint64 taste)
{
    QStringList units;
    QHash<QString, QStringList> byUnit;
    for (const QString &order : possible) {
        const QString unit = order.left(order.indexOf(u' ', 2)); // "A PAR", "WAIVE"
        if (!byUnit.contains(unit))
            units << unit;
        byUnit[unit] << order;
    }
    QJsonArray orders;
    PlayerRandom random{taste, 0x0bde2};
    for (const QString &unit : std::as_const(units)) {
        const QStringList &all = byUnit[unit];
        const QStringList moves =
            all.filter(u" - "_s).filter(QRegularExpression(u"^[AF] \\S+ -"_s));
        const QStringList &from = !moves.isEmpty() && random.unit() < 0.7 ? moves : all;
        orders << from[static_cast<qsizetype>(random.below(static_cast<std::size_t>(from.size())))];
    }
    return orders;
}

QString orders(const Prompt &prompt, quint64 taste)
{
    QJsonArray list;
    QString reasoning = u"I choose what looks soundest among the orders I may give."_s;
    if (prompt.hasBoard) {
        const std::vector<Order> chosen = chooseOrders(Map::standard(), prompt.view);
        for (const Order &order : chosen)
            list << textOf(orderText(order));
        reasoning = textOf(explainOrders(Map::standard(), prompt.view, chosen));
    } else {
        list = pickOrders(prompt.possibleOrders, taste);
    }
    // Orders first: they can be given while the rest still streams.
    const QString body =
        u"{\"orders\":"_s % QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
    if (!prompt.structured)
        return reasoning % u"\n\nPARSABLE OUTPUT:\n"_s % body % u'}';
    const QString rest = compactJson({{u"reasoning"_s, reasoning}});
    return body % u',' % rest.mid(1);
}

QString prose(const Prompt &prompt)
{
    const PlayerView view = viewOf(prompt);
    const Outlook outlook = chooseOutlook(Map::standard(), view);
    QString text = outlookReasons(view, outlook);
    for (const std::string &goal : outlook.goals)
        text += u' ' % textOf(goal);
    return text;
}

/// As another program wants it said.
QString answerInKind(const Prompt &prompt, quint64 taste)
{
    switch (prompt.kind) {
    case Prompt::Kind::InitialState:
        return initialState(prompt);
    case Prompt::Kind::Messages:
        return messages(prompt, taste);
    case Prompt::Kind::Orders:
        return orders(prompt, taste);
    case Prompt::Kind::StateUpdate:
        return stateUpdate(prompt);
    case Prompt::Kind::Diary:
        return diary(prompt);
    case Prompt::Kind::OwnFields:
    case Prompt::Kind::FreeText:
        break;
    }
    return prose(prompt);
}

QString answerBySchema(const Prompt &prompt, quint64 taste)
{
    const QJsonObject draft =
        QJsonDocument::fromJson(answerInKind(prompt, taste).toUtf8()).object();
    const QJsonValue made = schemaInstance(prompt.schema, draft, prose(prompt));
    const QByteArray json = QJsonDocument(QJsonArray{made}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2)); // whatever value it is
}

/// With what is asked for and does not concern this answer.
QString completed(QString answer, const QStringList &nothings)
{
    for (const QString &field : nothings) {
        answer.chop(1);
        answer += u",\""_s % field % u"\":null}"_s;
    }
    return answer;
}

/// Without regard to a field that it may have to stand in.
QString bareAnswer(const Prompt &prompt, quint64 taste)
{
    if (!prompt.schema.isEmpty())
        return answerBySchema(prompt, taste);
    // Asked by our own prompts and schemas: the same as the scripted player answers.
    const bool ours = prompt.kind == Prompt::Kind::OwnFields ||
                      (prompt.hasBoard && prompt.kind != Prompt::Kind::FreeText);
    if (ours && !prompt.fields.isEmpty()) {
        std::vector<std::string> fields;
        for (const QString &field : prompt.fields)
            fields.push_back(field.toStdString());
        return completed(textOf(answerJson(Map::standard(), viewOf(prompt), fields)),
                         prompt.nothings);
    }
    return answerInKind(prompt, taste);
}

} // namespace

QString writeAnswer(const Prompt &prompt, quint64 taste)
{
    const QString answer = bareAnswer(prompt, taste);
    return prompt.wrapper.isEmpty() ? answer : u"{\""_s % prompt.wrapper % u"\":"_s % answer % u'}';
}

} // namespace concert
