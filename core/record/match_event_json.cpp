// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/event_fields.h"
#include "core/record/match_event.h"
#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/order_text.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr std::array outcomeNames{"answered"_L1, "repaired"_L1, "defaulted"_L1, "cancelled"_L1};
constexpr std::array severityNames{"note"_L1, "warning"_L1, "error"_L1};
constexpr std::array verdictNames{"kept"_L1, "broken"_L1, "moot"_L1};
constexpr std::array reasonNames{"last_year"_L1, "solo"_L1, "stopped"_L1, "failed"_L1,
                                 "spending_cap"_L1};
constexpr std::array parkReasonNames{"key"_L1,    "money"_L1, "model"_L1,
                                     "outage"_L1, "busy"_L1,  "failures"_L1};
constexpr std::array unparkedNames{"again"_L1, "other_model"_L1, "defaults"_L1};

// ---- One writer and one reader for each kind of event
// ---------------------------------------------

void write(QJsonObject *json, const MatchStarted &event)
{
    json->insert(u"format"_s, event.formatVersion);
    json->insert(u"program"_s, event.program);
    json->insert(u"started_at"_s, event.startedAt.toUTC().toString(Qt::ISODateWithMs));
    json->insert(u"config"_s, event.config->toJson());
}

void read(const QJsonObject &json, MatchStarted *event)
{
    event->formatVersion = json[u"format"_s].toInt();
    if (event->formatVersion != 1) {
        throw BadField{u"format version %1 is not known to this version of the program"_s.arg(
            event->formatVersion)};
    }
    event->program = json[u"program"_s].toString();
    event->startedAt = QDateTime::fromString(json[u"started_at"_s].toString(), Qt::ISODateWithMs);
    event->config = MatchConfig::fromJson(json[u"config"_s].toObject());
}

void write(QJsonObject *json, const PhaseStarted &event)
{
    json->insert(u"phase"_s, phaseText(event.position->phase));
    json->insert(u"board"_s, toQString(boardText(event.position)));
}

void read(const QJsonObject &json, PhaseStarted *event)
{
    event->position = positionIn(json[u"board"_s]);
}

void write(QJsonObject *json, const CallStarted &event)
{
    json->insert(u"span"_s, event.span);
    json->insert(u"call"_s, event.call.toString());
    json->insert(u"model"_s, event.model);
    json->insert(u"inputs"_s, listOf(event.inputs));
    json->insert(u"waits"_s, listOf(event.waits));
    json->insert(u"ready_us"_s, event.ready);
}

void read(const QJsonObject &json, CallStarted *event)
{
    event->span = json[u"span"_s].toInt();
    event->call = callIn(json[u"call"_s]);
    event->model = json[u"model"_s].toString();
    event->inputs = numbersIn(json[u"inputs"_s]);
    event->waits = numbersIn(json[u"waits"_s]);
    event->ready = timeOf(json[u"ready_us"_s]);
}

void write(QJsonObject *json, const CallEnded &event)
{
    json->insert(u"span"_s, event.span);
    json->insert(u"call"_s, event.call.toString());
    json->insert(u"outcome"_s, nameIn(outcomeNames, event.outcome));
    if (!event.problem.isEmpty())
        json->insert(u"problem"_s, event.problem);
    insertTime(json, u"sent_us"_s, event.sent);
    insertTime(json, u"first_byte_us"_s, event.firstByte);
    insertTime(json, u"first_token_us"_s, event.firstToken);
    insertTime(json, u"last_token_us"_s, event.lastToken);
    json->insert(u"input_tokens"_s, event.usage.inputTokens);
    json->insert(u"cached_input_tokens"_s, event.usage.cachedInputTokens);
    json->insert(u"output_tokens"_s, event.usage.outputTokens);
    json->insert(u"reasoning_tokens"_s, event.usage.reasoningTokens);
    if (event.usage.estimated)
        json->insert(u"tokens_estimated"_s, true);
    if (event.cost)
        json->insert(u"cost_usd"_s, *event.cost);
    if (event.usage.cost) // else by the prices of the configuration
        json->insert(u"cost_told_usd"_s, *event.usage.cost);
    json->insert(u"attempts"_s, event.attempts);
    if (event.requests.size() > 1) {
        QJsonArray requests;
        for (const SpanRequest &request : event.requests)
            requests << requestToJson(request);
        json->insert(u"requests"_s, requests);
    }
    if (!event.held.isEmpty()) {
        QJsonArray held;
        for (const auto &[from, to] : event.held)
            held << QJsonArray{from, to};
        json->insert(u"held_us"_s, held);
    }
    if (!event.model.isEmpty())
        json->insert(u"model"_s, event.model);
    json->insert(u"request_sha256"_s, QString::fromLatin1(event.requestHash));
}

void read(const QJsonObject &json, CallEnded *event)
{
    event->span = json[u"span"_s].toInt();
    event->call = callIn(json[u"call"_s]);
    event->outcome = enumIn<CallOutcome>(outcomeNames, json[u"outcome"_s]);
    event->problem = json[u"problem"_s].toString();
    event->sent = timeIn(json[u"sent_us"_s]);
    event->firstByte = timeIn(json[u"first_byte_us"_s]);
    event->firstToken = timeIn(json[u"first_token_us"_s]);
    event->lastToken = timeIn(json[u"last_token_us"_s]);
    event->usage.inputTokens = countIn(json[u"input_tokens"_s]);
    event->usage.cachedInputTokens = countIn(json[u"cached_input_tokens"_s]);
    event->usage.outputTokens = countIn(json[u"output_tokens"_s]);
    event->usage.reasoningTokens = countIn(json[u"reasoning_tokens"_s]);
    event->usage.estimated = json[u"tokens_estimated"_s].toBool();
    event->cost = costIn(json[u"cost_usd"_s]);
    event->usage.cost = costIn(json[u"cost_told_usd"_s]);
    event->attempts = json[u"attempts"_s].toInt();
    const QJsonArray requests = json[u"requests"_s].toArray();
    for (const QJsonValue &request : requests)
        event->requests << requestIn(request.toObject());
    const QJsonArray held = json[u"held_us"_s].toArray();
    for (const QJsonValue &range : held)
        event->held << TimeRange{timeOf(range[0]), timeOf(range[1])};
    event->model = json[u"model"_s].toString();
    event->requestHash = json[u"request_sha256"_s].toString().toLatin1();
}

void write(QJsonObject *json, const MessageSent &event)
{
    json->insert(u"id"_s, event.id);
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"round"_s, event.round);
    json->insert(u"from"_s, powerText(event.from));
    json->insert(u"recipient"_s, event.to ? powerText(*event.to) : u"GLOBAL"_s);
    json->insert(u"text"_s, event.text);
    if (!event.note.isEmpty())
        json->insert(u"note"_s, event.note);
    if (!event.commitments.isEmpty()) {
        QJsonArray commitments;
        for (const Commitment &commitment : event.commitments)
            commitments << toJson(commitment);
        json->insert(u"commitments"_s, commitments);
    }
}

void read(const QJsonObject &json, MessageSent *event)
{
    event->id = json[u"id"_s].toString();
    event->phase = phaseIn(json[u"phase"_s]);
    event->round = json[u"round"_s].toInt();
    event->from = powerIn(json[u"from"_s]);
    if (json[u"recipient"_s].toString() != u"GLOBAL"_s)
        event->to = powerIn(json[u"recipient"_s]);
    event->text = json[u"text"_s].toString();
    event->note = json[u"note"_s].toString();
    const QJsonArray commitments = json[u"commitments"_s].toArray();
    for (const QJsonValue &value : commitments) {
        if (const auto commitment = commitmentFromJson(value.toObject(), event->phase))
            event->commitments << *commitment;
    }
}

void write(QJsonObject *json, const OrdersSubmitted &event)
{
    QJsonArray orders;
    QJsonArray defaulted;
    for (const SubmittedOrder &submitted : event.orders) {
        orders << toQString(orderText(submitted.order));
        if (submitted.defaulted)
            defaulted << orders.size() - 1;
    }
    QJsonArray rejected;
    for (const RejectedOrder &order : event.rejected)
        rejected << QJsonObject{{u"order"_s, order.text}, {u"reason"_s, order.reason}};
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"power"_s, powerText(event.power));
    json->insert(u"orders"_s, orders);
    json->insert(u"defaulted"_s, defaulted);
    json->insert(u"rejected"_s, rejected);
    json->insert(u"reasoning"_s, event.reasoning);
}

void read(const QJsonObject &json, OrdersSubmitted *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->power = powerIn(json[u"power"_s]);
    const QJsonArray orders = json[u"orders"_s].toArray();
    for (const QJsonValue &order : orders)
        event->orders << SubmittedOrder{orderIn(order, event->power), false};
    for (const int index : numbersIn(json[u"defaulted"_s])) {
        if (index >= 0 && index < event->orders.size())
            event->orders[index].defaulted = true;
    }
    const QJsonArray rejected = json[u"rejected"_s].toArray();
    for (const QJsonValue &order : rejected)
        event->rejected << RejectedOrder{order[u"order"_s].toString(),
                                         order[u"reason"_s].toString()};
    event->reasoning = json[u"reasoning"_s].toString();
}

void write(QJsonObject *json, const MemoryUpdated &event)
{
    QJsonObject relationships;
    for (const auto &[power, relationship] : event.relationships)
        relationships.insert(powerText(power), relationshipName(relationship));
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"power"_s, powerText(event.power));
    json->insert(u"goals"_s, QJsonArray::fromStringList(event.goals));
    json->insert(u"relationships"_s, relationships);
    json->insert(u"reasoning"_s, event.reasoning);
}

void read(const QJsonObject &json, MemoryUpdated *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->power = powerIn(json[u"power"_s]);
    const QJsonArray goals = json[u"goals"_s].toArray();
    for (const QJsonValue &goal : goals)
        event->goals << goal.toString();
    const QJsonObject relationships = json[u"relationships"_s].toObject();
    for (auto item = relationships.begin(); item != relationships.end(); ++item) {
        if (const auto relationship = parseRelationship(item.value().toString()))
            event->relationships[powerIn(item.key())] = *relationship;
    }
    event->reasoning = json[u"reasoning"_s].toString();
}

void write(QJsonObject *json, const PlanMade &event)
{
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"power"_s, powerText(event.power));
    json->insert(u"text"_s, event.text);
}

void read(const QJsonObject &json, PlanMade *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->power = powerIn(json[u"power"_s]);
    event->text = json[u"text"_s].toString();
}

void write(QJsonObject *json, const DiaryWritten &event)
{
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"power"_s, powerText(event.power));
    json->insert(u"kind"_s, stageName(event.kind));
    json->insert(u"text"_s, event.text);
    if (!event.intent.isEmpty())
        json->insert(u"intent"_s, event.intent);
}

void read(const QJsonObject &json, DiaryWritten *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->power = powerIn(json[u"power"_s]);
    if (const auto kind = parseStageName(json[u"kind"_s].toString()))
        event->kind = *kind;
    else
        throw BadField{u"\"%1\" is no stage"_s.arg(json[u"kind"_s].toString())};
    event->text = json[u"text"_s].toString();
    event->intent = json[u"intent"_s].toString();
}

void write(QJsonObject *json, const DiaryConsolidated &event)
{
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"power"_s, powerText(event.power));
    json->insert(u"text"_s, event.text);
}

void read(const QJsonObject &json, DiaryConsolidated *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->power = powerIn(json[u"power"_s]);
    event->text = json[u"text"_s].toString();
}

void write(QJsonObject *json, const Commented &event)
{
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"model"_s, event.model);
    json->insert(u"text"_s, event.text);
}

void read(const QJsonObject &json, Commented *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->model = json[u"model"_s].toString();
    event->text = json[u"text"_s].toString();
}

void write(QJsonObject *json, const CommitmentJudged &event)
{
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"message"_s, event.message);
    json->insert(u"index"_s, event.index);
    json->insert(u"from"_s, powerText(event.from));
    json->insert(u"recipient"_s, event.to ? powerText(*event.to) : u"GLOBAL"_s);
    json->insert(u"commitment"_s, toJson(event.commitment));
    json->insert(u"verdict"_s, nameIn(verdictNames, event.verdict));
    json->insert(u"reason"_s, event.reason);
}

void read(const QJsonObject &json, CommitmentJudged *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->message = json[u"message"_s].toString();
    event->index = json[u"index"_s].toInt();
    event->from = powerIn(json[u"from"_s]);
    if (json[u"recipient"_s].toString() != u"GLOBAL"_s)
        event->to = powerIn(json[u"recipient"_s]);
    const auto commitment = commitmentFromJson(json[u"commitment"_s].toObject(), event->phase);
    if (!commitment)
        throw BadField{u"the commitment cannot be read"_s};
    event->commitment = *commitment;
    event->verdict = enumIn<CommitmentVerdict>(verdictNames, json[u"verdict"_s]);
    event->reason = json[u"reason"_s].toString();
}

void write(QJsonObject *json, const PhaseAdjudicated &event)
{
    QJsonArray orders;
    for (const ResolvedOrder &resolved : event.orders) {
        QJsonArray codes;
        for (const std::string &code : resultCodes(resolved.results))
            codes << toQString(code);
        QJsonObject order{{u"power"_s, powerText(resolved.power)},
                          {u"order"_s, toQString(orderText(resolved.order))},
                          {u"result"_s, codes}};
        if (!resolved.reason.empty())
            order.insert(u"reason"_s, toQString(resolved.reason));
        orders << order;
    }
    json->insert(u"phase"_s, phaseText(event.phase));
    json->insert(u"span"_s, event.span);
    json->insert(u"inputs"_s, listOf(event.inputs));
    json->insert(u"waits"_s, listOf(event.waits));
    json->insert(u"ready_us"_s, event.ready);
    json->insert(u"orders"_s, orders);
    json->insert(u"standoffs"_s, provincesToJson(event.standoffs));
}

OrderResults resultsIn(const QJsonValue &value)
{
    OrderResults results = 0;
    const QJsonArray codes = value.toArray();
    for (const QJsonValue &code : codes) {
        for (unsigned bit = 1; bit <= static_cast<unsigned>(OrderResult::Disbanded); bit <<= 1U) {
            const auto names = resultCodes(static_cast<OrderResults>(bit));
            if (!names.empty() && toQString(names.front()) == code.toString())
                results = static_cast<OrderResults>(results | bit);
        }
    }
    return results;
}

void read(const QJsonObject &json, PhaseAdjudicated *event)
{
    event->phase = phaseIn(json[u"phase"_s]);
    event->span = json[u"span"_s].toInt();
    event->inputs = numbersIn(json[u"inputs"_s]);
    event->waits = numbersIn(json[u"waits"_s]);
    event->ready = timeOf(json[u"ready_us"_s]);
    const QJsonArray orders = json[u"orders"_s].toArray();
    for (const QJsonValue &order : orders) {
        ResolvedOrder resolved;
        resolved.power = powerIn(order[u"power"_s]);
        resolved.order = orderIn(order[u"order"_s], resolved.power);
        resolved.results = resultsIn(order[u"result"_s]);
        resolved.reason = order[u"reason"_s].toString().toStdString();
        event->orders.push_back(std::move(resolved));
    }
    event->standoffs = provincesIn(json[u"standoffs"_s]);
}

void write(QJsonObject *json, const ProblemReported &event)
{
    json->insert(u"severity"_s, nameIn(severityNames, event.severity));
    if (event.power)
        json->insert(u"power"_s, powerText(*event.power));
    json->insert(u"text"_s, event.text);
}

void read(const QJsonObject &json, ProblemReported *event)
{
    event->severity = enumIn<ProblemReported::Severity>(severityNames, json[u"severity"_s]);
    if (json.contains(u"power"_s))
        event->power = powerIn(json[u"power"_s]);
    event->text = json[u"text"_s].toString();
}

void write(QJsonObject *json, const MatchPaused &event)
{
    if (!event.reason.isEmpty())
        json->insert(u"reason"_s, event.reason);
    if (event.unsaved)
        json->insert(u"unsaved"_s, true);
}

void read(const QJsonObject &json, MatchPaused *event)
{
    event->reason = json[u"reason"_s].toString();
    event->unsaved = json[u"unsaved"_s].toBool();
}

void write(QJsonObject *json, const MatchResumed &event)
{
    if (event.resumedAt.isValid())
        json->insert(u"resumed_at"_s, event.resumedAt.toUTC().toString(Qt::ISODateWithMs));
    if (!event.reason.isEmpty())
        json->insert(u"reason"_s, event.reason);
}

void read(const QJsonObject &json, MatchResumed *event)
{
    event->resumedAt = QDateTime::fromString(json[u"resumed_at"_s].toString(), Qt::ISODateWithMs);
    event->reason = json[u"reason"_s].toString();
}

void write(QJsonObject *json, const PowerParked &event)
{
    json->insert(u"power"_s, powerText(event.power));
    json->insert(u"model"_s, event.model);
    json->insert(u"server"_s, event.server);
    json->insert(u"reason"_s, nameIn(parkReasonNames, event.reason));
    json->insert(u"text"_s, event.text);
    if (event.until.isValid())
        json->insert(u"until"_s, event.until.toUTC().toString(Qt::ISODateWithMs));
}

void read(const QJsonObject &json, PowerParked *event)
{
    event->power = powerIn(json[u"power"_s]);
    event->model = json[u"model"_s].toString();
    event->server = json[u"server"_s].toString();
    event->reason = enumIn<ParkReason>(parkReasonNames, json[u"reason"_s]);
    event->text = json[u"text"_s].toString();
    event->until = QDateTime::fromString(json[u"until"_s].toString(), Qt::ISODateWithMs);
}

void write(QJsonObject *json, const PowerUnparked &event)
{
    json->insert(u"power"_s, powerText(event.power));
    json->insert(u"how"_s, nameIn(unparkedNames, event.how));
    json->insert(u"model"_s, event.model);
}

void read(const QJsonObject &json, PowerUnparked *event)
{
    event->power = powerIn(json[u"power"_s]);
    event->how = enumIn<PowerUnparked::How>(unparkedNames, json[u"how"_s]);
    event->model = json[u"model"_s].toString();
}

void write(QJsonObject *json, const MatchContinued &event)
{
    json->insert(u"program"_s, event.program);
    json->insert(u"continued_at"_s, event.continuedAt.toUTC().toString(Qt::ISODateWithMs));
    json->insert(u"config"_s, event.config->toJson());
    if (!event.origin.isEmpty())
        json->insert(u"origin"_s, event.origin);
    if (event.from)
        json->insert(u"from_phase"_s, phaseText(*event.from));
}

void read(const QJsonObject &json, MatchContinued *event)
{
    event->program = json[u"program"_s].toString();
    event->continuedAt =
        QDateTime::fromString(json[u"continued_at"_s].toString(), Qt::ISODateWithMs);
    event->config = MatchConfig::fromJson(json[u"config"_s].toObject());
    event->origin = json[u"origin"_s].toString();
    if (json.contains(u"from_phase"_s))
        event->from = phaseIn(json[u"from_phase"_s]);
}

void write(QJsonObject *json, const MatchEnded &event)
{
    json->insert(u"reason"_s, nameIn(reasonNames, event.reason));
    if (!event.text.isEmpty())
        json->insert(u"text"_s, event.text);
    if (event.winner)
        json->insert(u"winner"_s, powerText(*event.winner));
    json->insert(u"board"_s, toQString(boardText(event.position)));
}

void read(const QJsonObject &json, MatchEnded *event)
{
    event->reason = enumIn<MatchEnded::Reason>(reasonNames, json[u"reason"_s]);
    event->text = json[u"text"_s].toString();
    if (json.contains(u"winner"_s))
        event->winner = powerIn(json[u"winner"_s]);
    event->position = positionIn(json[u"board"_s]);
}

// ---- The kinds by name
// ------------------------------------------------------------------------------

constexpr std::array eventNames{
    "match_started"_L1,     "phase_started"_L1,    "call_started"_L1,       "call_ended"_L1,
    "message_sent"_L1,      "orders_submitted"_L1, "memory_updated"_L1,     "phase_adjudicated"_L1,
    "problem"_L1,           "match_paused"_L1,     "match_resumed"_L1,      "match_ended"_L1,
    "plan_made"_L1,         "diary_written"_L1,    "diary_consolidated"_L1, "commented"_L1,
    "commitment_judged"_L1, "power_parked"_L1,     "power_unparked"_L1,     "match_continued"_L1};
static_assert(eventNames.size() == std::variant_size_v<MatchEventData>);

/// Makes the variant's alternative number \a kind and reads it.
template <std::size_t Index = 0>
MatchEventData readKind(std::size_t kind, const QJsonObject &json)
{
    if constexpr (Index < std::variant_size_v<MatchEventData>) {
        if (kind != Index)
            return readKind<Index + 1>(kind, json);
        std::variant_alternative_t<Index, MatchEventData> event;
        read(json, &event);
        return event;
    } else {
        throw BadField{u"the event's kind is unknown"_s};
    }
}

QJsonValue audienceToJson(Audience audience)
{
    if (audience == Audience::everyone())
        return u"all"_s;
    QJsonArray powers;
    for (const Power power : allPowers) {
        if (audience.includes(power))
            powers << powerText(power);
    }
    return powers;
}

Audience audienceIn(const QJsonValue &value)
{
    if (value.toString() == u"all"_s)
        return Audience::everyone();
    Audience audience = Audience::watcherOnly();
    const QJsonArray powers = value.toArray();
    for (const QJsonValue &power : powers)
        audience = audience.with(powerIn(power));
    return audience;
}

} // namespace

QString outcomeName(CallOutcome outcome)
{
    return nameIn(outcomeNames, outcome);
}

QJsonObject toJson(const MatchEvent &event)
{
    QJsonObject json{{u"t_us"_s, event.time},
                     {u"event"_s, QString(eventNames[event.data.index()])},
                     {u"audience"_s, audienceToJson(event.audience)}};
    std::visit([&json](const auto &data) { write(&json, data); }, event.data);
    return json;
}

std::variant<MatchEvent, QString> matchEventFromJson(const QJsonObject &json)
{
    const auto name = std::find(eventNames.begin(), eventNames.end(), json[u"event"_s].toString());
    if (name == eventNames.end())
        return u"the event \"%1\" is unknown"_s.arg(json[u"event"_s].toString());
    try {
        MatchEvent event;
        event.time = timeOf(json[u"t_us"_s]);
        event.audience = audienceIn(json[u"audience"_s]);
        event.data = readKind(static_cast<std::size_t>(name - eventNames.begin()), json);
        return event;
    } catch (const BadField &problem) {
        return problem.text;
    }
}

} // namespace concert
