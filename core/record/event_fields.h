// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_event.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace concert {

/// Thrown by the small readers below; matchEventFromJson turns it into its answer.
struct BadField {
    QString text;
};

QJsonArray listOf(const QList<int> &numbers);
QList<int> numbersIn(const QJsonValue &value);
QJsonArray provincesToJson(const std::vector<Province> &provinces);
std::vector<Province> provincesIn(const QJsonValue &value);
Power powerIn(const QJsonValue &value);
Phase phaseIn(const QJsonValue &value);
CallId callIn(const QJsonValue &value);
Position positionIn(const QJsonValue &value);
Order orderIn(const QJsonValue &value, Power power);
void insertTime(QJsonObject *json, const QString &key, const std::optional<qint64> &time);
/// A time of a match, in microseconds since its start; so, none before it or ten years later.
qint64 timeOf(const QJsonValue &value);
std::optional<qint64> timeIn(const QJsonValue &value);
/// A number of tokens as a server told it, within limits: a match's sum of them is a number, too.
qint64 countIn(const QJsonValue &value);
/// Dollars as a server told them, within limits.
std::optional<double> costIn(const QJsonValue &value);
QJsonObject requestToJson(const SpanRequest &request);
SpanRequest requestIn(const QJsonObject &json);
/// Of the times that an event tells of, besides its own.
qint64 latestTime(const MatchEventData &data);

template <typename Enum, std::size_t Size>
QString nameIn(const std::array<QLatin1StringView, Size> &names, Enum value)
{
    return names[static_cast<std::size_t>(value)];
}

template <typename Enum, std::size_t Size>
Enum enumIn(const std::array<QLatin1StringView, Size> &names, const QJsonValue &value)
{
    const auto found = std::find(names.begin(), names.end(), value.toString());
    if (found == names.end())
        throw BadField{QStringLiteral("\"%1\" is unknown").arg(value.toString())};
    return static_cast<Enum>(found - names.begin());
}

} // namespace concert
