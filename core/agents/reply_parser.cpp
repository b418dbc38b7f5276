// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/reply_parser.h"

#include "core/agents/answer_json.h"
#include "core/agents/answer_schema.h"
#include "core/agents/order_texts.h"
#include "core/chat/text_cut.h"
#include "core/record/text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype maxMessageLength = 2000;
constexpr qsizetype maxMessages = 10;
constexpr qsizetype maxOrders = 100; // nobody has more than 34 units
constexpr qsizetype maxGoals = 8;
constexpr qsizetype maxGoalLength = 500;
constexpr qsizetype maxQuoted = 200;
constexpr qsizetype maxDiaryLength = 4000;
constexpr qsizetype maxCommitments = 6;

/// What is left of an answer without thoughts, code fences and quotes around it.
QString plainTextIn(const QString &answer)
{
    QString text = withoutThoughts(answer);
    if (text.startsWith(u"```"_s)) {
        text = text.mid(text.indexOf(u'\n') + 1).trimmed();
        if (text.endsWith(u"```"_s))
            text.chop(3);
        text = text.trimmed();
    }
    // What was meant as JSON and is none is no text either.
    if (text.contains(u'{'))
        return {};
    if (text.size() > 2 && text.startsWith(u'"') && text.indexOf(u'"', 1) == text.size() - 1)
        text = text.mid(1, text.size() - 2).trimmed();
    return text;
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

QString legalOrdersAt(const Position &position, Province place)
{
    QStringList texts;
    for (const Order &order : legalOrders(Map::standard(), position, place))
        texts << toQString(orderText(order));
    return texts.join(u"; "_s);
}

/// The sentence that sends illegal orders back, with the legal orders of the places concerned.
QString ordersProblem(const ParsedOrders &parsed, const ProvinceSet &troubled,
                      const Position &position)
{
    QStringList lines{u"These orders cannot be carried out:"_s};
    for (const RejectedOrder &rejected : parsed.rejected)
        lines << u"- "_s % rejected.text % u": "_s % rejected.reason;
    if (!troubled.isEmpty())
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

const QStringList orderNames{u"orders"_s, u"final_orders"_s, u"moves"_s, u"commands"_s};
const QStringList reasoningNames{u"reasoning"_s, u"rationale"_s, u"explanation"_s};

/// Judges order after order.
class OrderJudge {
public:
    OrderJudge(const Position &position, Power power)
        : position_(position), power_(power), allowed_(ordersAllowed(position, power)),
          places_(orderableSet(position, power))
    {}

    void judge(const QString &text);
    /// Superfluous orders do no harm; only what leaves a place without an order is worth asking
    /// again.
    ParsedOrders finish();
    bool isComplete() const { return parsed_.orders.size() >= allowed_; }

private:
    void reject(const QString &text, const QString &reason)
    {
        parsed_.rejected << RejectedOrder{cutText(text, maxQuoted), reason};
    }

    const Position &position_;
    Power power_;
    qsizetype allowed_;
    ProvinceSet places_;
    ProvinceSet ordered_;
    ProvinceSet troubled_; ///< own places whose order was refused
    ParsedOrders parsed_;
};

void OrderJudge::judge(const QString &text)
{
    const ParsedOrder order = parseDecoratedOrder(text, position_, power_);
    if (!order.order) {
        reject(text, toQString(order.problem));
        return;
    }
    const Province place = order.order->unit.province();
    const bool waives = order.order->kind == OrderKind::Waive;
    const std::string illegal = whyIllegal(Map::standard(), position_, power_, *order.order);
    if (!illegal.empty()) {
        reject(text, toQString(illegal));
        if (!waives && places_.contains(place))
            troubled_.insert(place);
    } else if (!waives && ordered_.contains(place)) {
        reject(text, u"%1 already has an order; the first one counts."_s.arg(
                         toQString(provinceAbbreviation(place))));
    } else if (isComplete()) {
        reject(text, allowed_ == 1 ? u"There is only one order to give."_s
                                   : u"There are only %1 orders to give."_s.arg(allowed_));
    } else {
        if (!waives)
            ordered_.insert(place);
        parsed_.orders << SubmittedOrder{*order.order, false};
    }
}

ParsedOrders OrderJudge::finish()
{
    if (!parsed_.rejected.isEmpty() && !isComplete())
        parsed_.problem = ordersProblem(parsed_, troubled_ - ordered_, position_);
    return parsed_;
}

} // namespace

ParsedOrders parseOrders(const QString &answer, const Position &position, Power power)
{
    OrderJudge judge(position, power);
    const AnswerJson json(answer);
    if (const auto found = json.find(QStringList(orderNames) << powerText(power))) {
        const QJsonValue member = memberOf(*found, orderNames);
        const QStringList texts =
            orderTextsIn(member.isUndefined() ? QJsonValue(*found) : member, power)
                .mid(0, maxOrders);
        for (const QString &text : texts)
            judge.judge(text);
        ParsedOrders parsed = judge.finish();
        parsed.reasoning = memberOf(*found, reasoningNames).toString();
        return parsed;
    }
    const QStringList texts =
        json.parts().isEmpty() ? orderTextsInProse(answer, position, power) : QStringList();
    for (const QString &text : texts)
        judge.judge(text);
    ParsedOrders parsed = judge.finish();
    // What is said for every place needs no other form.
    if (parsed.problem.isEmpty() && (parsed.orders.isEmpty() || !judge.isComplete()))
        parsed.problem = json.whyNotFound(orderNames);
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

namespace {

const QStringList messagesNames{u"messages"_s};
const QStringList contentNames{u"content"_s, u"message"_s, u"text"_s, u"body"_s};
const QStringList recipientNames{u"recipient"_s, u"to"_s, u"recipients"_s, u"receiver"_s};

/// Several powers in one text: "ENGLAND and GERMANY". Empty: it is not that.
QStringList powersIn(const QString &text)
{
    static const QRegularExpression between(u"\\s*(?:,|&|/|;|\\band\\b)\\s*"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QStringList names = text.split(between, Qt::SkipEmptyParts);
    const auto isPower = [](const QString &name) { return powerFromText(name).has_value(); };
    return names.size() > 1 && std::all_of(names.begin(), names.end(), isPower) ? names
                                                                                : QStringList();
}

/// One message for each recipient that an object names.
void addMessage(const QJsonObject &object, QList<QJsonObject> *list)
{
    const QJsonValue recipient = memberOf(object, recipientNames);
    const QJsonArray recipients = recipient.isArray()
                                      ? recipient.toArray()
                                      : QJsonArray::fromStringList(powersIn(recipient.toString()));
    if (recipients.isEmpty()) {
        *list << object;
        return;
    }
    for (const QJsonValue &one : recipients) {
        QJsonObject copy = object;
        copy.insert(recipientNames.first(), one);
        *list << copy;
    }
}

/// A list of messages, or a table {"ENGLAND": "text"}; none: neither.
std::optional<QList<QJsonObject>> messagesFrom(const QJsonValue &value)
{
    QList<QJsonObject> list;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array)
            addMessage(element.toObject(), &list);
        return list;
    }
    const QJsonObject table = value.toObject();
    if (!memberOf(table, contentNames).isUndefined()) {
        addMessage(table, &list);
        return list;
    }
    for (auto entry = table.begin(); entry != table.end(); ++entry) {
        const bool isRecipient = powerFromText(entry.key()) ||
                                 entry.key().compare(u"GLOBAL"_s, Qt::CaseInsensitive) == 0;
        if (!isRecipient)
            return std::nullopt;
        const QJsonArray texts =
            entry.value().isArray() ? entry.value().toArray() : QJsonArray{entry.value()};
        for (const QJsonValue &text : texts) {
            QJsonObject message = text.toObject();
            if (text.isString())
                message.insert(contentNames.first(), text);
            message.insert(recipientNames.first(), entry.key());
            list << message;
        }
    }
    return table.isEmpty() ? std::nullopt : std::optional(list);
}

/// All messages of an answer; a problem if it holds none or breaks off.
QList<QJsonObject> messagesIn(const QString &answer, QString *problem)
{
    const AnswerJson json(answer);
    if (const auto found = json.find(messagesNames)) {
        const QJsonValue messages = memberOf(*found, messagesNames);
        if (messages.isNull())
            return {};
        if (const auto list = messagesFrom(messages))
            return *list;
    }
    // Objects one after another, as some prompts ask for them, or as many as are whole.
    QList<QJsonObject> list;
    bool isWhole = true;
    for (const AnswerJson::Part &part : json.parts()) {
        isWhole = isWhole && part.isWhole;
        const auto found = part.isWhole ? messagesFrom(part.value.toObject()) : std::nullopt;
        if (found)
            list << *found;
    }
    if (list.isEmpty() || !isWhole)
        *problem = json.whyNotFound(messagesNames);
    return list;
}

bool isToEverybody(const QJsonObject &message, const QString &recipient)
{
    const QString type = memberOf(message, {u"message_type"_s, u"type"_s}).toString();
    if (type.compare(u"global"_s, Qt::CaseInsensitive) == 0 ||
        type.compare(u"public"_s, Qt::CaseInsensitive) == 0)
        return true;
    for (const QString &word :
         {u"GLOBAL"_s, u"ALL"_s, u"EVERYONE"_s, u"EVERYBODY"_s, u"PUBLIC"_s}) {
        if (recipient.compare(word, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace

ParsedMessages parseMessages(const QString &answer, const CallId &call, const Position &position)
{
    ParsedMessages parsed;
    const QList<QJsonObject> list = messagesIn(answer, &parsed.problem);
    for (const QJsonObject &value : list) {
        MessageSent message;
        message.phase = call.phase;
        message.round = call.round;
        message.from = call.power;
        message.text = memberOf(value, contentNames).toString().trimmed();
        if (message.text.isEmpty())
            continue;
        if (parsed.messages.size() == maxMessages) {
            parsed.notes << u"More than %1 messages; the rest was dropped."_s.arg(maxMessages);
            break;
        }
        const QString recipient = memberOf(value, recipientNames).toString().trimmed();
        if (!isToEverybody(value, recipient)) {
            message.to = powerFromText(recipient);
            if (!message.to)
                message.note = u"Made public: \"%1\" is no power."_s.arg(cutText(recipient, 40));
        }
        if (message.to == call.power) {
            parsed.notes << u"A message to %1 was dropped: it is its own sender."_s.arg(
                powerText(call.power));
            continue;
        }
        if (message.to && position.isEliminated(*message.to)) {
            parsed.notes << u"A message to %1 was dropped: it is out of the game."_s.arg(
                powerText(*message.to));
            continue;
        }
        if (message.text.size() > maxMessageLength) {
            message.text = cutText(message.text, maxMessageLength);
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

const QStringList goalNames{u"goals"_s, u"initial_goals"_s, u"updated_goals"_s};
const QStringList relationshipNames{u"relationships"_s, u"initial_relationships"_s,
                                    u"updated_relationships"_s, u"relationship_updates"_s};
const QStringList summaryNames{u"negotiation_summary"_s, u"result_summary"_s,
                               u"order_summary"_s,       u"summary"_s,
                               u"diary_entry"_s,         u"diary"_s};
const QStringList intentNames{u"intent"_s, u"intentions"_s};

/// Goals as a list of texts, of objects with one, or as one text with a goal a line.
QStringList goalsFrom(const QJsonValue &value)
{
    QStringList goals;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        goals << (item.isObject()
                      ? memberOf(item.toObject(), {u"goal"_s, u"text"_s, u"description"_s})
                      : item)
                     .toString();
    if (value.isString())
        goals = value.toString().split(u'\n');
    static const QRegularExpression mark(u"^\\s*(?:[-*\u2022]|\\(?\\d{1,2}[.):])\\s+"_s);
    for (QString &goal : goals)
        goal = cutText(goal.remove(mark).simplified(), maxGoalLength);
    goals.removeAll(QString());
    return goals.mid(0, maxGoals);
}

/// "Ally", also with a remark: "Friendly (they kept their word)".
std::optional<Relationship> labelFrom(const QJsonValue &value)
{
    const QString text =
        (value.isObject() ? memberOf(value.toObject(), {u"relationship"_s, u"label"_s, u"status"_s,
                                                        u"level"_s, u"value"_s})
                          : value)
            .toString();
    static const QRegularExpression word(u"[A-Za-z]+"_s);
    return parseRelationship(word.match(text).captured());
}

/// {"ENGLAND": "Ally"}, or [{"power": "ENGLAND", "relationship": "Ally"}].
std::map<Power, Relationship> relationshipsFrom(const QJsonValue &value)
{
    std::map<Power, Relationship> labels;
    const auto add = [&labels](const QString &name, const QJsonValue &text) {
        const auto power = powerFromText(name);
        const auto label = labelFrom(text);
        if (power && label)
            labels[*power] = *label;
    };
    const QJsonObject table = value.toObject();
    for (auto item = table.begin(); item != table.end(); ++item)
        add(item.key(), item.value());
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        add(memberOf(item.toObject(), {u"power"_s, u"country"_s, u"name"_s}).toString(), item);
    return labels;
}

ParsedState stateFrom(const QJsonObject &json, const Agent &before)
{
    ParsedState parsed;
    parsed.agent = before;
    parsed.reasoning = memberOf(json, reasoningNames).toString();
    const QJsonValue goals = memberOf(json, goalNames);
    const QJsonValue relationships = memberOf(json, relationshipNames);
    parsed.changed = goals.isArray() || goals.isString() || relationships.isObject();
    if (goals.isArray() || goals.isString())
        parsed.agent.goals = goalsFrom(goals);
    for (const auto &[power, label] : relationshipsFrom(relationships)) {
        parsed.changed = true;
        if (power != before.power)
            parsed.agent.relationships[power] = label;
    }
    return parsed;
}

ParsedState diaryFrom(const QJsonObject &json, const Agent &before, const Phase &phase,
                      StageKind kind)
{
    ParsedState parsed = stateFrom(json, before);
    const QString text = memberOf(json, summaryNames).toString().trimmed();
    const QString intent = memberOf(json, intentNames).toString().trimmed();
    if (!text.isEmpty() || !intent.isEmpty()) {
        parsed.entries << DiaryEntry{phase, kind, cutText(text, maxDiaryLength),
                                     cutText(intent, maxDiaryLength)};
    }
    return parsed;
}

} // namespace

ParsedState parseState(const QString &answer, const Agent &before)
{
    const AnswerJson json(answer);
    const auto found = json.find(goalNames + relationshipNames);
    ParsedState parsed = stateFrom(found.value_or(QJsonObject()), before);
    if (!parsed.changed)
        parsed.problem = json.whyNotFound(goalNames);
    return parsed;
}

ParsedState parseDiary(const QString &answer, const Agent &before, const Phase &phase,
                       StageKind kind)
{
    const AnswerJson json(answer);
    const auto found = json.find(summaryNames + intentNames + goalNames + relationshipNames);
    ParsedState parsed = diaryFrom(found.value_or(QJsonObject()), before, phase, kind);
    if (!parsed.entries.isEmpty() || parsed.changed)
        return parsed;
    const QString text = kind == StageKind::ResultDiary ? plainTextIn(answer) : QString();
    if (text.isEmpty())
        parsed.problem = json.whyNotFound(summaryNames);
    else // other programs' prompts ask for just text here
        parsed.entries << DiaryEntry{phase, kind, cutText(text, maxDiaryLength), {}};
    return parsed;
}

ParsedState parseFused(const QString &answer, const Agent &before, const Phase &phase,
                       StageKind kind)
{
    const QStringList names{fusedField(kind)};
    const AnswerJson json(answer);
    const auto found = json.find(names);
    const QJsonObject part = found ? memberOf(*found, names).toObject() : QJsonObject();
    ParsedState parsed = kind == StageKind::StateUpdate ? stateFrom(part, before)
                                                        : diaryFrom(part, before, phase, kind);
    if (parsed.entries.isEmpty() && !parsed.changed)
        parsed.problem = json.whyNotFound(names);
    return parsed;
}

QString parseText(const QString &answer, StageKind kind)
{
    const QStringList names{answerTextField(kind), u"text"_s, u"summary"_s, u"diary_entry"_s};
    const auto json = AnswerJson(answer).find(names);
    const QString text = json ? memberOf(*json, names).toString().trimmed() : QString();
    return cutText(text.isEmpty() ? plainTextIn(answer) : text, maxDiaryLength);
}

} // namespace concert
