// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/commitment.h"

#include "core/record/text.h"
#include "core/rules/place_words.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr std::array commitmentNames{"support"_L1, "move"_L1, "stay_out"_L1, "demilitarise"_L1,
                                     "peace"_L1};
constexpr qsizetype mostPlaces = 12;

QJsonArray placesToJson(const QList<Province> &places)
{
    QJsonArray array;
    for (const Province place : places)
        array << toQString(provinceAbbreviation(place));
    return array;
}

QString namesText(const QList<Province> &places)
{
    QStringList names;
    for (const Province place : places)
        names << toQString(provinceAbbreviation(place));
    return names.join(u", "_s);
}

/// A list or a single text; "A MAR", "MAR", "Marseilles", "F STP/SC".
QList<Province> placesFromJson(const QJsonValue &value)
{
    QList<Province> places;
    const QJsonArray array = value.isString() ? QJsonArray{value} : value.toArray();
    for (const QJsonValue &item : array) {
        OrderWords words(item.toString().toStdString());
        words.takeUnitType();
        const auto location = words.takePlace();
        if (location && places.size() < mostPlaces)
            places << location->province();
    }
    return places;
}

} // namespace

QString commitmentKindName(Commitment::Kind kind)
{
    return commitmentNames[static_cast<std::size_t>(kind)];
}

std::optional<Commitment::Kind> parseCommitmentKind(const QString &name)
{
    const QString wanted = name.trimmed().toLower().replace(u' ', u'_').replace(u'-', u'_');
    if (wanted == u"demilitarize"_s)
        return Commitment::Kind::Demilitarise;
    const auto found = std::find(commitmentNames.begin(), commitmentNames.end(), wanted);
    if (found == commitmentNames.end())
        return std::nullopt;
    return static_cast<Commitment::Kind>(found - commitmentNames.begin());
}

QList<Commitment::Kind> allCommitmentKinds()
{
    return {Commitment::Kind::Support, Commitment::Kind::Move, Commitment::Kind::StayOut,
            Commitment::Kind::Demilitarise, Commitment::Kind::Peace};
}

QString commitmentText(const Commitment &commitment)
{
    const QString places = namesText(commitment.places);
    switch (commitment.kind) {
    case Commitment::Kind::Support: {
        const QString text = namesText(commitment.units.mid(0, 1)) % u" supports "_s %
                             namesText(commitment.units.mid(1, 1));
        return places.isEmpty() ? text : text % u" to "_s % places;
    }
    case Commitment::Kind::Move:
        return namesText(commitment.units) % u" goes to "_s % places;
    case Commitment::Kind::StayOut:
        return u"stays out of "_s % places;
    case Commitment::Kind::Demilitarise:
        return u"keeps "_s % places % u" free of units"_s;
    case Commitment::Kind::Peace:
        break;
    }
    return u"peace"_s;
}

QJsonObject toJson(const Commitment &commitment)
{
    return {{u"type"_s, commitmentKindName(commitment.kind)},
            {u"units"_s, placesToJson(commitment.units)},
            {u"places"_s, placesToJson(commitment.places)},
            {u"phase"_s, phaseText(commitment.phase)}};
}

std::optional<Commitment> commitmentFromJson(const QJsonObject &json, const Phase &phase)
{
    const auto kind = parseCommitmentKind(json[u"type"_s].toString());
    if (!kind)
        return std::nullopt;
    Commitment commitment;
    commitment.kind = *kind;
    commitment.units = placesFromJson(json[u"units"_s]);
    commitment.places = placesFromJson(json[u"places"_s]);
    const auto meant = phaseFromText(json[u"phase"_s].toString());
    const bool sensible = meant && *meant >= phase && meant->type == PhaseType::Movement;
    commitment.phase = sensible ? *meant : phase;
    bool complete = true;
    switch (*kind) {
    case Commitment::Kind::Support:
        complete = commitment.units.size() >= 2;
        break;
    case Commitment::Kind::Move:
        complete = !commitment.units.isEmpty() && !commitment.places.isEmpty();
        break;
    case Commitment::Kind::StayOut:
    case Commitment::Kind::Demilitarise:
        complete = !commitment.places.isEmpty();
        break;
    case Commitment::Kind::Peace:
        break;
    }
    return complete ? std::optional(commitment) : std::nullopt;
}

} // namespace concert
