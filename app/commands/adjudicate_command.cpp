// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/adjudicate_command.h"

#include "app/commands/set_up.h"
#include "core/record/text.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QJsonObject unitsByPower(const Position &position)
{
    QJsonObject table;
    for (const Power power : allPowers) {
        QJsonArray units;
        for (const Unit &unit : position.units(power))
            units << toQString(unitText(unit));
        if (!units.isEmpty())
            table.insert(powerText(power), units);
    }
    return table;
}

QJsonArray dislodgedUnits(const Position &position)
{
    QJsonArray list;
    for (const DislodgedUnit &entry : position.dislodged()) {
        QJsonArray retreats;
        for (const Location place : entry.retreats)
            retreats << toQString(locationText(place));
        list << QJsonObject{
            {u"power"_s, powerText(entry.unit.power)},
            {u"unit"_s, toQString(unitText(entry.unit))},
            {u"attacker_from"_s, toQString(provinceAbbreviation(entry.attackerFrom))},
            {u"retreats"_s, retreats}};
    }
    return list;
}

/// Codes and reasons by unit; a build or removal that was done has the library's empty code.
void addResults(QJsonObject *json, const Resolution &resolution, const TakenOrders &taken,
                PhaseType type)
{
    QJsonObject results;
    QJsonObject reasons;
    for (const ResolvedOrder &resolved : resolution.orders) {
        const QString unit =
            resolved.order.kind == OrderKind::Waive
                ? u"WAIVE"_s
                : toQString(unitText(resolved.order.unitType, resolved.order.unit));
        QJsonArray codes = results[unit].toArray();
        for (const std::string &code : resultCodes(resolved.results))
            codes << toQString(code);
        if (type == PhaseType::Adjustment && resolved.results == 0)
            codes << QString();
        results.insert(unit, codes);
        if (!resolved.reason.empty())
            reasons.insert(unit, toQString(resolved.reason));
    }
    for (const RefusedOrder &order : taken.refused) {
        if (!order.voidUnit.isEmpty() && !results.contains(order.voidUnit))
            results.insert(order.voidUnit, QJsonArray{u"void"_s});
    }
    json->insert(u"results"_s, results);
    if (!reasons.isEmpty())
        json->insert(u"reasons"_s, reasons);
}

QJsonObject outcomeOf(const SetUp &setUp, RuleSet rules)
{
    const TakenOrders taken = takeOrders(setUp.position, setUp.orders, rules);
    const Resolution resolution = adjudicate(Map::standard(), setUp.position, taken.orders, rules);
    QJsonObject centers;
    for (const Power power : allPowers) {
        QJsonArray own;
        for (const Province center : resolution.next.centers(power))
            own << toQString(provinceAbbreviation(center));
        if (!own.isEmpty())
            centers.insert(powerText(power), own);
    }
    QJsonObject json{{u"id"_s, setUp.id},
                     {u"phase"_s, phaseText(resolution.next.phase)},
                     {u"units"_s, unitsByPower(resolution.next)},
                     {u"dislodged"_s, dislodgedUnits(resolution.next)},
                     {u"centers"_s, centers}};
    addResults(&json, resolution, taken, setUp.position.phase.type);
    QJsonArray refused;
    const QList<RefusedOrder> dropped = taken.refused + taken.replaced;
    for (const RefusedOrder &order : dropped)
        refused << QJsonObject{{u"order"_s, order.text}, {u"reason"_s, order.reason}};
    if (!refused.isEmpty())
        json.insert(u"refused"_s, refused);
    return json;
}

} // namespace

int adjudicateCommand(const QStringList &arguments)
{
    return answerSetUps({u"adjudicate"_s,
                         u"Plays one phase of each set-up and prints what becomes of it, one JSON "
                         "object a line: next phase, units, dislodged units with their retreats, "
                         "centers, results with reasons, refused orders."_s,
                         true, &outcomeOf},
                        arguments);
}

} // namespace concert
