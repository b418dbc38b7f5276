// SPDX-License-Identifier: GPL-3.0-or-later
// The `state` of a saved game and a position.
#include "core/record/saved_game.h"
#include "core/record/text.h"
#include "core/rules/board_text.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Thrown within this file only; positionFromState turns it into its answer.
struct BadState {
    QString text;
};

/// Where a part of a state puts what is wrong with it; null: it is thrown.
using Problems = QStringList *;

void complain(Problems problems, const QString &text)
{
    if (problems == nullptr)
        throw BadState{text};
    *problems << text;
}

QStringList listInState(const QJsonValue &value, const QString &what, Problems problems)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isArray())
        complain(problems, u"%1 are not a list"_s.arg(what));
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array) {
        if (item.isString())
            texts << item.toString();
        else
            complain(problems, u"%1 are not a list of texts"_s.arg(what));
    }
    return texts;
}

/// Calls \a read with each power of a table by powers.
template <typename Read>
void forEachPower(const QJsonObject &state, const QString &key, Problems problems, Read read)
{
    const QJsonValue value = state[key];
    if (value.isUndefined() || value.isNull())
        return;
    if (!value.isObject())
        complain(problems, u"\"%1\" is not a table of powers"_s.arg(key));
    const QJsonObject table = value.toObject();
    for (auto it = table.begin(); it != table.end(); ++it) {
        if (const auto power = powerFromText(it.key()))
            read(*power, it.value());
        else
            complain(problems, u"\"%1\" in \"%2\" is no power"_s.arg(it.key(), key));
    }
}

/// An army on land, a fleet at sea or on a coast, named where there are two.
bool canStandThere(const Unit &unit)
{
    const Map &map = Map::standard();
    const Province province = unit.location.province();
    const bool namesCoast = unit.location.coast() != Coast::None;
    if (unit.type == UnitType::Army)
        return map.terrain(province) != Terrain::Sea && !namesCoast;
    return map.terrain(province) != Terrain::Inland && map.coasts(province).empty() != namesCoast;
}

std::optional<Unit> unitInState(const QString &text, Power power, Problems problems)
{
    const auto unit = parseUnit(text.toStdString(), power);
    if (!unit) {
        complain(problems,
                 u"\"%1\" of %2 is no unit; it should be like \"A PAR\" or \"F STP/SC\""_s.arg(
                     text, powerText(power)));
    } else if (!canStandThere(*unit)) {
        complain(problems, u"\"%1\" of %2 cannot stand there"_s.arg(text, powerText(power)));
        return std::nullopt;
    }
    return unit;
}

class StateReader {
public:
    StateReader(const QJsonObject &state, StateProblems *problems)
        : state_(state), retreatProblems_(problems ? &problems->retreats : nullptr),
          centerProblems_(problems ? &problems->centers : nullptr)
    {}

    Position read()
    {
        if (const auto phase = phaseFromText(state_[u"name"_s].toString()))
            position_.phase = *phase;
        if (!state_[u"units"_s].isObject())
            throw BadState{u"the state has no units"_s};
        forEachPower(state_, u"retreats"_s, retreatProblems_,
                     [this](Power power, const QJsonValue &value) { readRetreats(power, value); });
        forEachPower(state_, u"units"_s, nullptr,
                     [this](Power power, const QJsonValue &value) { readUnits(power, value); });
        forEachPower(state_, u"centers"_s, centerProblems_,
                     [this](Power power, const QJsonValue &value) { readCenters(power, value); });
        position_.setDislodged(std::move(dislodged_));
        return position_;
    }

private:
    void readUnits(Power power, const QJsonValue &value)
    {
        const QString what = u"the units of "_s % powerText(power);
        for (const QString &text : listInState(value, what, nullptr)) {
            if (text.startsWith(u'*')) {
                addDislodged(*unitInState(text.mid(1), power, nullptr));
                continue;
            }
            const Unit unit = *unitInState(text, power, nullptr);
            const auto other = position_.unitAt(unit.location.province());
            if (other && *other != unit) // the same one twice does no harm
                throw BadState{u"%1 %2 and %3 %4 stand in one province"_s.arg(
                    powerText(other->power), toQString(unitText(*other)), powerText(power), text)};
            position_.setUnit(unit);
        }
    }

    /// `retreats` and the units with '*' name the same units; one without a place to go may be
    /// missing in the first.
    void addDislodged(const Unit &unit)
    {
        for (const DislodgedUnit &entry : dislodged_) {
            if (entry.unit == unit)
                return;
        }
        dislodged_.push_back({unit, Province::ADR, {}});
    }

    void readRetreats(Power power, const QJsonValue &value)
    {
        if (!value.isObject() && !value.isNull())
            complain(retreatProblems_,
                     u"the retreats of %1 are not a table of units"_s.arg(powerText(power)));
        const QJsonObject table = value.toObject();
        for (auto it = table.begin(); it != table.end(); ++it) {
            const auto unit = unitInState(it.key(), power, retreatProblems_);
            if (!unit)
                continue;
            DislodgedUnit entry{*unit, Province::ADR, {}};
            const QString what = u"the retreats of "_s % it.key();
            for (const QString &text : listInState(it.value(), what, retreatProblems_)) {
                const auto place = parseLocation(text.toStdString());
                if (place && canStandThere({power, entry.unit.type, *place}))
                    entry.retreats.push_back(*place);
                else
                    complain(retreatProblems_,
                             u"\"%1\" is no place for %2 to retreat to"_s.arg(text, it.key()));
            }
            dislodged_.push_back(std::move(entry));
        }
    }

    void readCenters(Power power, const QJsonValue &value)
    {
        const QString what = u"the centers of "_s % powerText(power);
        for (const QString &text : listInState(value, what, centerProblems_)) {
            const auto place = parseLocation(text.toStdString());
            if (!place || !Map::standard().isSupplyCenter(place->province())) {
                complain(centerProblems_,
                         u"\"%1\" of %2 is no supply center"_s.arg(text, powerText(power)));
                continue;
            }
            const auto owner = position_.owner(place->province());
            if (owner && *owner != power)
                complain(centerProblems_, u"%1 belongs to %2 and %3"_s.arg(text, powerText(*owner),
                                                                           powerText(power)));
            else
                position_.setOwner(place->province(), power);
        }
    }

    const QJsonObject &state_;
    Problems retreatProblems_;
    Problems centerProblems_;
    Position position_;
    std::vector<DislodgedUnit> dislodged_;
};

template <typename Provinces>
QJsonArray abbreviations(const Provinces &provinces)
{
    QJsonArray array;
    for (const Province province : provinces)
        array << toQString(provinceAbbreviation(province));
    return array;
}

QJsonObject buildsOf(const Position &position, Power power)
{
    const int count = position.builds(power);
    return {{u"count"_s, count},
            {u"homes"_s, count > 0 ? abbreviations(position.buildSites(power)) : QJsonArray()}};
}

} // namespace

std::variant<Position, QString> positionFromState(const QJsonObject &state, StateProblems *problems)
{
    try {
        return StateReader(state, problems).read();
    } catch (const BadState &problem) {
        return problem.text;
    }
}

QJsonObject stateOf(const Position &position)
{
    QJsonObject units;
    QJsonObject retreats;
    QJsonObject centers;
    QJsonObject homes;
    QJsonObject civilDisorder;
    QJsonObject builds;
    for (const Power power : allPowers) {
        const QString name = powerText(power);
        QJsonArray own;
        for (const Unit &unit : position.units(power))
            own << toQString(unitText(unit));
        QJsonObject ownRetreats;
        for (const DislodgedUnit &entry : position.dislodged()) {
            if (entry.unit.power != power || entry.retreats.empty())
                continue;
            const QString unit = toQString(unitText(entry.unit));
            QJsonArray places;
            for (const Location place : entry.retreats)
                places << toQString(locationText(place));
            own << QString(u'*' % unit);
            ownRetreats.insert(unit, places);
        }
        units.insert(name, own);
        retreats.insert(name, ownRetreats);
        centers.insert(name, abbreviations(position.centers(power)));
        homes.insert(name, abbreviations(Map::standard().homeCenters(power)));
        civilDisorder.insert(name, 0);
        builds.insert(name, buildsOf(position, power));
    }
    return {{u"name"_s, phaseText(position.phase)},
            {u"units"_s, units},
            {u"retreats"_s, retreats},
            {u"centers"_s, centers},
            {u"homes"_s, homes},
            {u"civil_disorder"_s, civilDisorder},
            {u"builds"_s, builds}};
}

} // namespace concert
