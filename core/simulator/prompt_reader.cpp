// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/prompt_reader.h"

#include "core/rules/board_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

std::optional<Power> powerOf(QStringView text)
{
    return parsePower(text.toString().toStdString());
}

Prompt::Kind guessedKind(const QString &lastUserMessage)
{
    const std::pair<const char16_t *, Prompt::Kind> signs[]{
        {u"initial_goals", Prompt::Kind::InitialState},
        {u"message_type", Prompt::Kind::Messages},
        {u"negotiation_summary", Prompt::Kind::Diary},
        {u"parsable output", Prompt::Kind::Orders},
        {u"\"orders\"", Prompt::Kind::Orders},
        {u"\"relationships\"", Prompt::Kind::StateUpdate},
        {u"your orders", Prompt::Kind::Orders},
    };
    for (const auto &[sign, kind] : signs) {
        if (lastUserMessage.contains(QStringView(sign), Qt::CaseInsensitive))
            return kind;
    }
    return Prompt::Kind::FreeText;
}

/// Our own stages that other programs do not ask for in this way.
bool isOwnStage(const QString &stage)
{
    return stage == u"plan"_s || stage == u"result_diary"_s || stage == u"consolidation"_s ||
           stage == u"commentary"_s;
}

/// Where no name says it (most dialects have none), the fields do.
QString stageOf(const AskedRequest &request)
{
    if (!request.schemaName.isEmpty())
        return request.schemaName;
    static const std::pair<QString, QString> signs[]{
        {u"initial_goals"_s, u"initial_state"_s},
        {u"messages"_s, u"messages"_s},
        {u"orders"_s, u"orders"_s},
        {u"plan"_s, u"plan"_s},
        {u"negotiation_summary"_s, u"negotiation_diary"_s},
        {u"result_summary"_s, u"result_diary"_s},
        {u"consolidated_diary"_s, u"consolidation"_s},
        {u"commentary"_s, u"commentary"_s},
        {u"relationships"_s, u"state_update"_s},
    };
    for (const auto &[field, stage] : signs) {
        if (request.fields.contains(field))
            return stage;
    }
    return {};
}

/// nullopt: no stage of ours.
std::optional<Prompt::Kind> kindOf(const QString &stage)
{
    if (stage == u"initial_state"_s)
        return Prompt::Kind::InitialState;
    if (stage == u"messages"_s)
        return Prompt::Kind::Messages;
    if (stage == u"orders"_s)
        return Prompt::Kind::Orders;
    if (stage == u"state_update"_s)
        return Prompt::Kind::StateUpdate;
    if (stage == u"negotiation_diary"_s)
        return Prompt::Kind::Diary;
    if (isOwnStage(stage))
        return Prompt::Kind::OwnFields;
    return std::nullopt;
}

/// "POWER FRANCE"; else the power that another program's prompt speaks to.
Power readPower(const QString &text)
{
    static const QRegularExpression line(u"^POWER ([A-Z]+)\\s*$"_s,
                                         QRegularExpression::MultilineOption);
    static const QString names = u"(AUSTRIA|ENGLAND|FRANCE|GERMANY|ITALY|RUSSIA|TURKEY)\\b"_s;
    static const QRegularExpression addressed(
        u"(?:playing(?: as)?|you are|you represent|you play)(?: the)? "_s % names,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression mentioned(u"\\b"_s % names,
                                              QRegularExpression::CaseInsensitiveOption);
    for (const QRegularExpression *pattern : {&line, &addressed, &mentioned}) {
        const QRegularExpressionMatch match = pattern->match(text);
        if (match.hasMatch()) {
            if (const auto power = powerOf(match.capturedView(1)))
                return *power;
        }
    }
    return Power::Austria;
}

int readRound(const QString &text)
{
    static const QRegularExpression line(u"^ROUND (\\d{1,3}) OF \\d{1,3}\\s*$"_s,
                                         QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = line.match(text);
    return match.hasMatch() ? match.capturedView(1).toInt() : 1;
}

/// The press that this power may know; other lines are passed over.
std::vector<HeardMessage> readPress(const QString &text, Power self)
{
    std::vector<HeardMessage> heard;
    qsizetype start = 0;
    while ((start = text.indexOf(u"{\"from\"", start)) >= 0) {
        const qsizetype newline = text.indexOf(u'\n', start);
        const qsizetype end = newline < 0 ? text.size() : newline;
        const QJsonObject json =
            QJsonDocument::fromJson(QStringView(text).mid(start, end - start).toUtf8()).object();
        start = end;
        const QString to = json.value(u"to"_s).toString();
        HeardMessage message;
        const auto from = powerOf(json.value(u"from"_s).toString());
        message.to = powerOf(to);
        message.text = json.value(u"text"_s).toString().toStdString();
        message.round = json.value(u"round"_s).toInt(1);
        const bool global = to.compare(u"GLOBAL"_s, Qt::CaseInsensitive) == 0;
        if (!from || (!global && (!message.to || (*from != self && *message.to != self))))
            continue;
        message.from = *from;
        heard.push_back(std::move(message));
    }
    return heard;
}

/// Whatever looks like an order after the words "possible orders" (or anywhere, without them).
QStringList readPossibleOrders(const QString &text)
{
    static const QRegularExpression heading(u"possible[ _]orders|legal orders"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression order(
        u"\\b[AF] [A-Z]{3}(?:/[NSE]C)? (?:H|B|D|[-R] [A-Z]{3}(?:/[NSE]C)?(?: VIA)?|"
        "[SC] [AF] [A-Z]{3}(?:/[NSE]C)?(?: - [A-Z]{3}(?:/[NSE]C)?)?)(?![A-Za-z])|\\bWAIVE\\b"_s);
    QStringList orders;
    // Our own list of units inside somebody else's prompt: a line a unit.
    static const QRegularExpression line(u"^  legal orders: (.*)$"_s,
                                         QRegularExpression::MultilineOption);
    for (auto lines = line.globalMatch(text); lines.hasNext();) {
        const QString unit = lines.next().captured(1);
        for (auto matches = order.globalMatch(unit); matches.hasNext();)
            orders << matches.next().captured();
    }
    if (!orders.isEmpty())
        return orders;
    const qsizetype start = text.lastIndexOf(heading);
    if (start < 0)
        return orders;
    for (auto matches = order.globalMatch(text, start); matches.hasNext();)
        orders << matches.next().captured();
    return orders;
}

/// Of the kinds that \a kinds leaves open, the one that the prompt shows last.
QJsonObject chosenKind(const QJsonArray &kinds, const QString &text)
{
    QJsonObject chosen = kinds.first().toObject();
    qsizetype latest = -1;
    for (const QJsonValue &kind : kinds) {
        const QString first = kind[u"required"_s][0].toString();
        const qsizetype at = text.lastIndexOf(QString(u"{\""_s % first % u'"'));
        if (!first.isEmpty() && at > latest) {
            latest = at;
            chosen = kind.toObject();
        }
    }
    return chosen;
}

bool mayBeNull(const QJsonValue &schema)
{
    const QJsonArray kinds = schema[u"anyOf"_s].toArray();
    return std::any_of(kinds.begin(), kinds.end(), [](const auto &kind) {
        return kind.toObject()[u"type"_s].toString() == u"null";
    });
}

/// A schema of one field that has a choice of objects: from here on the chosen one is asked for.
void choose(AskedRequest *request, const QString &text, Prompt *prompt)
{
    const QJsonObject schema = request->schema;
    const QString only = request->fields.size() == 1 ? request->fields.first() : QString();
    const QJsonArray kinds = schema[u"properties"_s][only][u"anyOf"_s].toArray();
    const auto isKind = [](const auto &kind) {
        return kind.toObject()[u"properties"_s].isObject();
    };
    if (kinds.isEmpty() || !std::all_of(kinds.begin(), kinds.end(), isKind))
        return;
    prompt->wrapper = only;
    const QJsonObject chosen = chosenKind(kinds, text);
    request->schema = chosen;
    request->schemaName.clear();
    request->fields.clear();
    const QJsonValue properties = chosen[u"properties"_s];
    for (const QJsonValue &field : chosen[u"required"_s].toArray()) {
        const QString name = field.toString();
        const bool isMeant =
            !mayBeNull(properties[name]) || text.contains(QString(u'"' % name % u'"'));
        (isMeant ? request->fields : prompt->nothings) << name;
    }
}

} // namespace

Prompt readPrompt(const AskedRequest &asked, quint64 seed)
{
    AskedRequest request = asked;
    Prompt prompt;
    QString text;
    QString lastUserMessage;
    for (const ChatMessage &message : request.messages) {
        text += message.content % u'\n';
        if (message.role == ChatMessage::Role::User)
            lastUserMessage = message.content;
    }
    choose(&request, text, &prompt);
    const QString stage = stageOf(request);
    const auto ownKind = kindOf(stage);
    prompt.fields = request.fields;
    prompt.characters = text.size() + request.schemaText.size();
    prompt.structured = !stage.isEmpty() || !request.schema.isEmpty();
    prompt.kind = ownKind.value_or(guessedKind(lastUserMessage));
    prompt.view.power = readPower(text);
    prompt.view.seed = seed;
    prompt.view.round = readRound(text);
    prompt.view.heard = readPress(text, prompt.view.power);
    // boardText() starts with "PHASE"; without it parsing a long foreign prompt is spared.
    if (text.contains(u"PHASE "_s)) {
        const auto board = parseBoardText(text.toStdString());
        if (const auto *position = std::get_if<Position>(&board)) {
            prompt.view.position = *position;
            prompt.hasBoard = true;
        }
    }
    if (!prompt.hasBoard)
        prompt.possibleOrders = readPossibleOrders(text);
    // A schema of ours comes with our board, except where a power only thinks.
    if (!ownKind || (!prompt.hasBoard && *ownKind != Prompt::Kind::OwnFields))
        prompt.schema = request.schema;
    return prompt;
}

Prompt readPrompt(const QJsonObject &chatRequest, quint64 seed)
{
    return readPrompt(readRequest(DialectName::OpenAiChat, {}, chatRequest), seed);
}

} // namespace concert
