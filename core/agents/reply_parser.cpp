// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/reply_parser.h"

#include "core/agents/answer_schema.h"
#include "core/record/text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <set>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype maxMessageLength = 2000;
constexpr qsizetype maxMessages = 10;
constexpr qsizetype maxOrders = 500;
constexpr qsizetype maxGoals = 8;
constexpr qsizetype maxGoalLength = 500;
constexpr qsizetype maxQuoted = 200;
constexpr qsizetype maxDiaryLength = 4000;
constexpr qsizetype maxCommitments = 6;

QString shortened(const QString &text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    // Never half of a surrogate pair.
    return text.left(text.at(length - 1).isHighSurrogate() ? length - 1 : length);
}

/// Reasoning models put their thoughts in front; what they thought of answering is not the answer.
QString withoutThinking(const QString &answer)
{
    QString text = answer.trimmed();
    for (const QString &mark : {u"</think>"_s, u"</thinking>"_s}) {
        if (const qsizetype end = text.lastIndexOf(mark, -1, Qt::CaseInsensitive); end >= 0)
            text = text.mid(end + mark.size());
    }
    return text.trimmed();
}

std::optional<QJsonObject> objectFrom(const QString &text, const QString &arrayKey)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (document.isObject())
        return document.object();
    if (document.isArray() && !arrayKey.isEmpty())
        return QJsonObject{{arrayKey, document.array()}};
    return std::nullopt;
}

/// The end of the JSON value that opens at \a start, strings and nesting respected; -1: it is not
/// closed.
qsizetype closingBracket(const QString &text, qsizetype start)
{
    QString open;
    bool inString = false;
    for (qsizetype i = start; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                inString = false;
        } else if (c == u'"') {
            inString = true;
        } else if (c == u'{' || c == u'[') {
            open += c;
        } else if (c == u'}' || c == u']') {
            if (open.isEmpty() || (open.back() == u'{') != (c == u'}'))
                return -1;
            open.chop(1);
            if (open.isEmpty())
                return i;
        }
    }
    return -1;
}

/// The last complete object or array that stands anywhere in the text.
std::optional<QJsonObject> lastObjectIn(const QString &text, const QString &arrayKey)
{
    // An opening bracket that never closes would be followed to the end each time; a rubbish answer
    // may hold a hundred thousand.
    constexpr int maxUnclosed = 64;
    int unclosed = 0;
    std::optional<QJsonObject> found;
    for (qsizetype at = 0; at < text.size() && unclosed < maxUnclosed; ++at) {
        if (text[at] != u'{' && (text[at] != u'[' || arrayKey.isEmpty()))
            continue;
        const qsizetype end = closingBracket(text, at);
        if (end < 0) {
            ++unclosed;
            continue;
        }
        if (const auto object = objectFrom(text.mid(at, end - at + 1), arrayKey)) {
            found = object;
            at = end;
        }
    }
    return found;
}

/// What is left of an answer without thinking and code fences, as one paragraph each line.
QString plainTextIn(const QString &answer)
{
    QString text = withoutThinking(answer);
    if (text.startsWith(u"```"_s)) {
        text = text.mid(text.indexOf(u'\n') + 1);
        if (text.endsWith(u"```"_s))
            text.chop(3);
    }
    // What was meant as JSON and is none is no text either.
    return text.contains(u'{') ? QString() : text.trimmed();
}

QString answerTextField(StageKind kind)
{
    switch (kind) {
    case StageKind::Plan:
        return u"plan"_s;
    case StageKind::Consolidation:
        return u"consolidated_diary"_s;
    default:
        return u"commentary"_s;
    }
}

QStringList stringsIn(const QJsonValue &value)
{
    QStringList strings;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        if (item.isString())
            strings << item.toString();
    }
    return strings;
}

QJsonValue firstOf(const QJsonObject &json, const QStringList &keys)
{
    for (const QString &key : keys) {
        if (json.contains(key))
            return json[key];
    }
    return {};
}

QString legalOrdersAt(const Position &position, Province place)
{
    QStringList texts;
    for (const Order &order : legalOrders(Map::standard(), position, place))
        texts << toQString(orderText(order));
    return texts.join(u"; "_s);
}

/// What an answer without usable JSON is told.
const QString noJsonProblem =
    u"Your answer holds no complete JSON object of the form that was asked for."_s;

/// The sentence that sends illegal orders back, with the legal orders of the places concerned.
QString ordersProblem(const ParsedOrders &parsed, const std::set<Province> &troubled,
                      const Position &position)
{
    QStringList lines{u"These orders cannot be carried out:"_s};
    for (const RejectedOrder &rejected : parsed.rejected)
        lines << u"- "_s % rejected.text % u": "_s % rejected.reason;
    if (!troubled.empty())
        lines << u"Legal orders there:"_s;
    for (const Province place : troubled)
        lines << toQString(provinceAbbreviation(place)) % u": "_s % legalOrdersAt(position, place);
    return lines.join(u'\n');
}

/// How many orders may be given in all: units, or builds or removals.
qsizetype ordersAllowed(const Position &position, Power power)
{
    if (position.phase.type == PhaseType::Adjustment)
        return std::abs(position.builds(power));
    return static_cast<qsizetype>(orderablePlaces(position, power).size());
}

} // namespace

std::optional<QJsonObject> jsonIn(const QString &answer, const QString &arrayKey)
{
    const QString text = withoutThinking(answer);
    if (const auto whole = objectFrom(text, arrayKey))
        return whole;
    return lastObjectIn(text, arrayKey);
}

ParsedOrders parseOrders(const QString &answer, const Position &position, Power power)
{
    ParsedOrders parsed;
    const auto json = jsonIn(answer, u"orders"_s);
    if (!json || !json->contains(u"orders"_s)) {
        parsed.problem = noJsonProblem;
        return parsed;
    }
    parsed.reasoning = (*json)[u"reasoning"_s].toString();
    std::set<Province> ordered;
    std::set<Province> troubled;
    const qsizetype allowed = ordersAllowed(position, power);
    const QStringList texts = stringsIn((*json)[u"orders"_s]).mid(0, maxOrders);
    for (const QString &text : texts) {
        const auto reject = [&](const QString &reason) {
            parsed.rejected << RejectedOrder{shortened(text, maxQuoted), reason};
        };
        const ParsedOrder order = parseOrder(text.toStdString(), position, power);
        if (!order.order) {
            reject(toQString(order.problem));
            continue;
        }
        const Province place = order.order->unit.province();
        const bool waives = order.order->kind == OrderKind::Waive;
        const std::string illegal = whyIllegal(Map::standard(), position, power, *order.order);
        if (!illegal.empty()) {
            reject(toQString(illegal));
            const auto places = orderablePlaces(position, power);
            if (!waives && std::find(places.begin(), places.end(), place) != places.end())
                troubled.insert(place);
        } else if (!waives && !ordered.insert(place).second) {
            reject(u"%1 already has an order; the first one counts."_s.arg(
                toQString(provinceAbbreviation(place))));
        } else if (parsed.orders.size() >= allowed) {
            reject(u"there are only %1 orders to give."_s.arg(allowed));
        } else {
            parsed.orders << SubmittedOrder{*order.order, false};
        }
    }
    for (const Province place : ordered)
        troubled.erase(place);
    // Superfluous orders do no harm; only what leaves a place without an order is worth asking
    // again.
    if (!parsed.rejected.isEmpty() && parsed.orders.size() < allowed)
        parsed.problem = ordersProblem(parsed, troubled, position);
    return parsed;
}

QList<SubmittedOrder> completedOrders(const QList<SubmittedOrder> &orders, const Position &position,
                                      Power power)
{
    std::vector<Order> given;
    for (const SubmittedOrder &submitted : orders)
        given.push_back(submitted.order);
    QList<SubmittedOrder> completed = orders;
    for (const Order &order : defaultOrders(Map::standard(), position, power, given))
        completed << SubmittedOrder{order, true};
    return completed;
}

ParsedMessages parseMessages(const QString &answer, const CallId &call, const Position &position)
{
    ParsedMessages parsed;
    const auto json = jsonIn(answer, u"messages"_s);
    const QJsonValue list = json ? (*json)[u"messages"_s] : QJsonValue();
    if (!list.isArray()) {
        parsed.problem = noJsonProblem;
        return parsed;
    }
    const QJsonArray array = list.toArray();
    for (const QJsonValue &value : array) {
        MessageSent message;
        message.phase = call.phase;
        message.round = call.round;
        message.from = call.power;
        message.text = value[u"content"_s].toString().trimmed();
        if (message.text.isEmpty())
            continue;
        if (parsed.messages.size() == maxMessages) {
            parsed.notes << u"More than %1 messages; the rest was dropped."_s.arg(maxMessages);
            break;
        }
        const QString recipient = value[u"recipient"_s].toString().trimmed();
        const bool isPublic = value[u"message_type"_s].toString() == u"global"_s ||
                              recipient.compare(u"GLOBAL"_s, Qt::CaseInsensitive) == 0;
        if (!isPublic) {
            message.to = powerFromText(recipient);
            if (!message.to)
                message.note = u"Made public: \"%1\" is no power."_s.arg(shortened(recipient, 40));
        }
        if (message.to == call.power || (message.to && position.isEliminated(*message.to))) {
            parsed.notes << u"A message to %1 was dropped."_s.arg(powerText(*message.to));
            continue;
        }
        if (message.text.size() > maxMessageLength) {
            message.text = shortened(message.text, maxMessageLength);
            message.note = u"Cut at %1 characters."_s.arg(maxMessageLength);
        }
        const QJsonArray promises = value[u"commitments"_s].toArray();
        for (const QJsonValue &promise : promises) {
            const auto commitment = commitmentFromJson(promise.toObject(), call.phase);
            if (commitment && message.commitments.size() < maxCommitments)
                message.commitments << *commitment;
        }
        message.id = u"%1/%2/%3/%4"_s.arg(phaseText(call.phase))
                         .arg(call.round)
                         .arg(powerText(call.power))
                         .arg(parsed.messages.size());
        parsed.messages << message;
    }
    return parsed;
}

namespace {

ParsedState stateFrom(const QJsonObject &json, const Agent &before)
{
    ParsedState parsed;
    parsed.agent = before;
    parsed.reasoning = json[u"reasoning"_s].toString();
    const QJsonValue goals = firstOf(json, {u"goals"_s, u"initial_goals"_s, u"updated_goals"_s});
    const QJsonValue relationships =
        firstOf(json, {u"relationships"_s, u"initial_relationships"_s, u"updated_relationships"_s,
                       u"relationship_updates"_s});
    parsed.changed = goals.isArray() || relationships.isObject();
    if (goals.isArray()) {
        parsed.agent.goals.clear();
        const QStringList texts = stringsIn(goals).mid(0, maxGoals);
        for (const QString &goal : texts)
            parsed.agent.goals << shortened(goal.simplified(), maxGoalLength);
    }
    const QJsonObject labels = relationships.toObject();
    for (auto item = labels.begin(); item != labels.end(); ++item) {
        const auto power = powerFromText(item.key());
        const auto label = parseRelationship(item.value().toString());
        if (power && label && *power != before.power)
            parsed.agent.relationships[*power] = *label;
    }
    return parsed;
}

ParsedState diaryFrom(const QJsonObject &json, const Agent &before, const Phase &phase,
                      StageKind kind)
{
    ParsedState parsed = stateFrom(json, before);
    const QString text = firstOf(json, {u"negotiation_summary"_s, u"result_summary"_s, u"summary"_s,
                                        u"diary_entry"_s, u"diary"_s})
                             .toString()
                             .trimmed();
    const QString intent = json[u"intent"_s].toString().trimmed();
    if (!text.isEmpty() || !intent.isEmpty()) {
        parsed.entries << DiaryEntry{phase, kind, shortened(text, maxDiaryLength),
                                     shortened(intent, maxDiaryLength)};
    }
    if (parsed.entries.isEmpty() && !parsed.changed)
        parsed.problem = noJsonProblem;
    return parsed;
}

} // namespace

ParsedState parseState(const QString &answer, const Agent &before)
{
    const auto json = jsonIn(answer, {});
    ParsedState parsed = stateFrom(json.value_or(QJsonObject()), before);
    if (!parsed.changed)
        parsed.problem = noJsonProblem;
    return parsed;
}

ParsedState parseDiary(const QString &answer, const Agent &before, const Phase &phase,
                       StageKind kind)
{
    const auto json = jsonIn(answer, {});
    ParsedState parsed = diaryFrom(json.value_or(QJsonObject()), before, phase, kind);
    if (json || kind != StageKind::ResultDiary)
        return parsed;
    const QString text = plainTextIn(answer);
    if (!text.isEmpty()) { // other programs' prompts ask for just text here
        parsed.problem.clear();
        parsed.entries << DiaryEntry{phase, kind, shortened(text, maxDiaryLength), {}};
    }
    return parsed;
}

ParsedState parseFused(const QString &answer, const Agent &before, const Phase &phase,
                       StageKind kind)
{
    const auto json = jsonIn(answer, {});
    const QJsonObject part = json ? (*json)[fusedField(kind)].toObject() : QJsonObject();
    ParsedState parsed = kind == StageKind::StateUpdate ? stateFrom(part, before)
                                                        : diaryFrom(part, before, phase, kind);
    if (part.isEmpty())
        parsed.problem = noJsonProblem;
    return parsed;
}

QString parseText(const QString &answer, StageKind kind)
{
    const auto json = jsonIn(answer, {});
    const QStringList keys{answerTextField(kind), u"text"_s, u"summary"_s, u"diary_entry"_s};
    const QString text = json ? firstOf(*json, keys).toString().trimmed() : QString();
    return shortened(text.isEmpty() && !json ? plainTextIn(answer) : text, maxDiaryLength);
}

} // namespace concert
