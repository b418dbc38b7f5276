// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/prompt_builder.h"

#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString noneText = u"(none)"_s;

QString joinedOr(const QStringList &parts, const QString &separator)
{
    return parts.isEmpty() ? noneText : parts.join(separator);
}

QString historyText(const QList<PhaseOutcome> &history)
{
    QStringList lines;
    for (const PhaseOutcome &outcome : history) {
        for (const Power power : allPowers) {
            QStringList orders;
            for (const ResolvedOrder &resolved : outcome.orders) {
                if (resolved.power != power)
                    continue;
                QString order = toQString(orderText(resolved.order));
                QStringList codes;
                for (const std::string &code : resultCodes(resolved.results))
                    codes << toQString(code);
                if (!codes.isEmpty())
                    order += u" ("_s % codes.join(u", "_s) % u')';
                orders << order;
            }
            if (!orders.isEmpty()) {
                lines << phaseText(outcome.phase) % u' ' % powerText(power) % u": "_s %
                             orders.join(u"; "_s);
            }
        }
    }
    return joinedOr(lines, u"\n"_s);
}

QString legalOrdersText(const PromptContext &context)
{
    QStringList lines;
    const Power power = context.call.power;
    for (const Province place : orderablePlaces(context.position, power)) {
        QStringList orders;
        for (const Order &order : legalOrders(Map::standard(), context.position, place))
            orders << toQString(orderText(order));
        lines << toQString(provinceAbbreviation(place)) % u": "_s % orders.join(u"; "_s);
    }
    return joinedOr(lines, u"\n"_s);
}

/// Press is other people's text: JSON strings keep it apart from ours, and the sender is set by us.
QString messagesText(const QList<MessageSent> &messages)
{
    QStringList lines;
    for (const MessageSent &message : messages) {
        const QJsonObject json{{u"from"_s, powerText(message.from)},
                               {u"to"_s, message.to ? powerText(*message.to) : u"GLOBAL"_s},
                               {u"round"_s, message.round},
                               {u"text"_s, message.text}};
        lines << QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
    }
    return joinedOr(lines, u"\n"_s);
}

/// Powers that this one wrote to in an earlier round of the phase and that have not written back.
QString unansweredText(const PromptContext &context)
{
    QStringList silent;
    for (const Power other : allPowers) {
        bool wrote = false;
        bool heard = false;
        for (const MessageSent &message : context.messages) {
            wrote |= message.from == context.call.power && message.to == other;
            heard |= message.from == other && message.to == context.call.power;
        }
        if (wrote && !heard)
            silent << powerText(other);
    }
    return silent.isEmpty() ? QString()
                            : u"You wrote to these powers and they have not answered: %1.\n"_s.arg(
                                  silent.join(u", "_s));
}

QString relationshipsText(const Agent &agent)
{
    QStringList parts;
    for (const auto &[power, relationship] : agent.relationships)
        parts << powerText(power) % u' ' % relationshipName(relationship);
    return joinedOr(parts, u", "_s);
}

QString goalsText(const Agent &agent)
{
    QStringList lines;
    for (const QString &goal : agent.goals)
        lines << u"- "_s % goal;
    return joinedOr(lines, u"\n"_s);
}

QString labelsText()
{
    QStringList labels;
    for (const auto label : {Relationship::Enemy, Relationship::Unfriendly, Relationship::Neutral,
                             Relationship::Friendly, Relationship::Ally})
        labels << relationshipName(label);
    return labels.join(u", "_s);
}

QString adjustmentTask(const PromptContext &context)
{
    const int builds = context.position.builds(context.call.power);
    return builds > 0
               ? u"You may build %1 unit(s) in your empty home centres (WAIVE leaves one unused)."_s
                     .arg(builds)
               : u"You must remove %1 unit(s): order D (disband) for them."_s.arg(-builds);
}

QString taskFile(const PromptContext &context)
{
    switch (context.call.stage) {
    case StageKind::InitialState:
        return u"initial_state_prompt.txt"_s;
    case StageKind::Messages:
        return u"conversation_instructions.txt"_s;
    case StageKind::StateUpdate:
        return u"state_update_prompt.txt"_s;
    case StageKind::Orders:
    case StageKind::Plan:
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
    case StageKind::Consolidation:
    case StageKind::Commentary:
    case StageKind::Adjudication:
        break;
    }
    switch (context.call.phase.type) {
    case PhaseType::Retreat:
        return u"order_instructions_retreat_phase.txt"_s;
    case PhaseType::Adjustment:
        return u"order_instructions_adjustment_phase.txt"_s;
    case PhaseType::Movement:
        break;
    }
    return u"order_instructions_movement_phase.txt"_s;
}

QHash<QString, QString> placeholders(const PromptContext &context)
{
    const Position &position = context.position;
    QStringList homes;
    for (const Province home : Map::standard().homeCenters(context.call.power))
        homes << toQString(provinceAbbreviation(home));
    return {{u"power_name"_s, powerText(context.call.power)},
            {u"current_phase"_s, phaseText(position.phase)},
            {u"played_phase"_s, phaseText(context.call.phase)},
            {u"board"_s, toQString(boardText(position)).trimmed()},
            {u"max_year"_s, QString::number(context.maxYear)},
            {u"order_history"_s, historyText(context.history)},
            {u"home_centers"_s, homes.join(u", "_s)},
            {u"agent_goals"_s, goalsText(context.agent)},
            {u"agent_relationships"_s, relationshipsText(context.agent)},
            {u"possible_orders"_s, legalOrdersText(context)},
            {u"messages_this_round"_s, messagesText(context.messages)},
            {u"round"_s, QString::number(context.call.round)},
            {u"rounds"_s, QString::number(context.rounds)},
            {u"unanswered"_s, unansweredText(context)},
            {u"adjustment_task"_s, adjustmentTask(context)},
            {u"allowed_labels_str"_s, labelsText()}};
}

QJsonObject typed(const QString &type)
{
    return {{u"type"_s, type}};
}

QJsonObject listSchema(const QJsonObject &items)
{
    return {{u"type"_s, u"array"_s}, {u"items"_s, items}};
}

QJsonObject enumSchema(const QStringList &values)
{
    return {{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray::fromStringList(values)}};
}

QJsonObject objectSchema(const QList<std::pair<QString, QJsonObject>> &fields)
{
    QJsonObject properties;
    QJsonArray required;
    for (const auto &[name, schema] : fields) {
        properties.insert(name, schema);
        required << name;
    }
    return {{u"type"_s, u"object"_s},
            {u"properties"_s, properties},
            {u"required"_s, required},
            {u"additionalProperties"_s, false}};
}

QJsonObject relationshipsSchema(Power power)
{
    QList<std::pair<QString, QJsonObject>> fields;
    for (const Power other : allPowers) {
        if (other != power)
            fields.emplaceBack(powerText(other), enumSchema(labelsText().split(u", "_s)));
    }
    return objectSchema(fields);
}

} // namespace

ChatSchema answerSchema(StageKind stage, Power power)
{
    const QJsonObject text = typed(u"string"_s);
    switch (stage) {
    case StageKind::InitialState:
        return {stageName(stage),
                objectSchema({{u"initial_goals"_s, listSchema(text)},
                              {u"initial_relationships"_s, relationshipsSchema(power)}})};
    case StageKind::Messages: {
        QStringList recipients{u"GLOBAL"_s};
        for (const Power other : allPowers) {
            if (other != power)
                recipients << powerText(other);
        }
        return {stageName(stage),
                objectSchema({{u"messages"_s,
                               listSchema(objectSchema(
                                   {{u"message_type"_s, enumSchema({u"private"_s, u"global"_s})},
                                    {u"recipient"_s, enumSchema(recipients)},
                                    {u"content"_s, text}}))}})};
    }
    case StageKind::StateUpdate:
        return {stageName(stage), objectSchema({{u"reasoning"_s, text},
                                                {u"relationships"_s, relationshipsSchema(power)},
                                                {u"goals"_s, listSchema(text)}})};
    case StageKind::Orders:
    case StageKind::Plan:
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
    case StageKind::Consolidation:
    case StageKind::Commentary:
    case StageKind::Adjudication:
        break;
    }
    return {stageName(StageKind::Orders),
            objectSchema({{u"orders"_s, listSchema(text)}, {u"reasoning"_s, text}})};
}

ChatRequest PromptBuilder::request(const PromptContext &context) const
{
    const Power power = context.call.power;
    const QHash<QString, QString> values = placeholders(context);
    const auto filled = [&](const QString &file) {
        return PromptLibrary::filled(library_.text(file, power), values);
    };
    ChatRequest request;
    request.messages = {{ChatMessage::Role::System, filled(u"system_prompt.txt"_s)},
                        {ChatMessage::Role::User,
                         filled(u"context_prompt.txt"_s) % u'\n' % filled(taskFile(context))}};
    request.maxTokens = context.maxTokens;
    request.schema = answerSchema(context.call.stage, power);
    request.callId = context.call.toString().toLatin1();
    return request;
}

ChatRequest PromptBuilder::askAgain(const ChatRequest &request, const QString &answer,
                                    const QString &problem)
{
    ChatRequest again = request;
    again.messages << ChatMessage{ChatMessage::Role::Assistant, answer}
                   << ChatMessage{ChatMessage::Role::User,
                                  problem % u"\nAnswer again with the whole JSON object."_s};
    return again;
}

} // namespace concert
