// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/event_fields.h"

#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/order_text.h"

using namespace Qt::StringLiterals;

namespace concert {

QJsonArray listOf(const QList<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array << number;
    return array;
}

QList<int> numbersIn(const QJsonValue &value)
{
    QList<int> numbers;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        numbers << item.toInt();
    return numbers;
}

QJsonArray provincesToJson(const std::vector<Province> &provinces)
{
    QJsonArray array;
    for (const Province province : provinces)
        array << toQString(provinceAbbreviation(province));
    return array;
}

std::vector<Province> provincesIn(const QJsonValue &value)
{
    std::vector<Province> provinces;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        if (const auto location = parseLocation(item.toString().toStdString()))
            provinces.push_back(location->province());
    }
    return provinces;
}

Power powerIn(const QJsonValue &value)
{
    if (const auto power = powerFromText(value.toString()))
        return *power;
    throw BadField{u"\"%1\" is no power"_s.arg(value.toString())};
}

Phase phaseIn(const QJsonValue &value)
{
    if (const auto phase = phaseFromText(value.toString()))
        return *phase;
    throw BadField{u"\"%1\" is no phase"_s.arg(value.toString())};
}

CallId callIn(const QJsonValue &value)
{
    if (const auto call = CallId::parse(value.toString()))
        return *call;
    throw BadField{u"\"%1\" is no call"_s.arg(value.toString())};
}

Position positionIn(const QJsonValue &value)
{
    auto parsed = parseBoardText(value.toString().toStdString());
    if (const auto *position = std::get_if<Position>(&parsed))
        return *position;
    throw BadField{u"the board cannot be read: %1"_s.arg(toQString(std::get<std::string>(parsed)))};
}

/// Orders are stored in full, so that an empty board is enough to read them.
Order orderIn(const QJsonValue &value, Power power)
{
    static const Position nobody;
    const ParsedOrder parsed = parseOrder(value.toString().toStdString(), nobody, power);
    if (parsed.order)
        return *parsed.order;
    throw BadField{u"\"%1\" is no order: %2"_s.arg(value.toString(), toQString(parsed.problem))};
}

void insertTime(QJsonObject *json, const QString &key, const std::optional<qint64> &time)
{
    if (time)
        json->insert(key, *time);
}

qint64 timeOf(const QJsonValue &value)
{
    constexpr qint64 tenYears = qint64{10} * 366 * 24 * 3600 * 1'000'000;
    const qint64 time = value.toInteger();
    if (time < 0 || time > tenYears || (value.isDouble() && value.toDouble() > double(tenYears)))
        throw BadField{u"%1 microseconds are no time of a match"_s.arg(value.toDouble())};
    return time;
}

std::optional<qint64> timeIn(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(timeOf(value)) : std::nullopt;
}

qint64 countIn(const QJsonValue &value)
{
    constexpr qint64 most = 1'000'000'000'000;
    return std::clamp<qint64>(value.toInteger(), 0, most);
}

std::optional<double> costIn(const QJsonValue &value)
{
    constexpr double most = 1e9;
    return value.isDouble() ? std::optional(std::clamp(value.toDouble(), 0.0, most)) : std::nullopt;
}

QJsonObject requestToJson(const SpanRequest &request)
{
    QJsonObject json{{u"sent_us"_s, request.sent}, {u"ended_us"_s, request.ended}};
    if (request.hedge)
        json.insert(u"hedge"_s, true);
    if (!request.problem.isEmpty())
        json.insert(u"problem"_s, request.problem);
    return json;
}

SpanRequest requestIn(const QJsonObject &json)
{
    return {timeOf(json[u"sent_us"_s]), timeOf(json[u"ended_us"_s]), json[u"hedge"_s].toBool(),
            json[u"problem"_s].toString()};
}

qint64 latestTime(const MatchEventData &data)
{
    if (const auto *started = std::get_if<CallStarted>(&data))
        return started->ready;
    if (const auto *played = std::get_if<PhaseAdjudicated>(&data))
        return played->ready;
    const auto *ended = std::get_if<CallEnded>(&data);
    if (ended == nullptr)
        return 0;
    qint64 latest = 0;
    for (const auto &time : {ended->sent, ended->firstByte, ended->firstToken, ended->lastToken})
        latest = std::max(latest, time.value_or(0));
    for (const SpanRequest &request : ended->requests)
        latest = std::max({latest, request.sent, request.ended});
    for (const auto &[from, to] : ended->held)
        latest = std::max({latest, from, to});
    return latest;
}

} // namespace concert
