// SPDX-License-Identifier: GPL-3.0-or-later
// Why an order is illegal: one sentence a reason, the first one that applies. Whether it is, in a
// movement phase, legality.cpp says.
#include "core/rules/convoys.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <algorithm>
#include <vector>

namespace concert {

namespace {

std::string nameOf(Province province)
{
    return std::string(provinceName(province));
}

/// "There is no fleet in Brest; an army of France stands there."
std::string whyNotHere(const Position &position, UnitType type, Location location)
{
    const Province place = location.province();
    const std::optional<Unit> unit = position.unitAt(place);
    if (!unit)
        return "No unit stands in " + nameOf(place) + ".";
    if (unit->type != type)
        return "The unit in " + nameOf(place) + " is " + unitText(*unit) + ", not " +
               unitText(type, location) + ".";
    if (unit->location != location)
        return "The fleet in " + nameOf(place) + " lies at " + locationText(unit->location) +
               ", not at " + locationText(location) + ".";
    return {};
}

std::string whyIllegalMove(const Map &map, const Order &order)
{
    const Province from = order.unit.province();
    const Province to = order.target.province();
    const std::string name = unitText(order.unitType, order.unit);
    if (from == to)
        return name + " stands in " + nameOf(to) + " already.";
    if (order.unitType == UnitType::Fleet) {
        if (order.viaConvoy)
            return "Only armies are convoyed.";
        if (map.terrain(to) == Terrain::Inland)
            return "A fleet cannot enter " + nameOf(to) + ", which is inland.";
        if (map.reach(UnitType::Fleet, order.unit).contains(to)) {
            if (order.target.coast() == Coast::None)
                return "The order must name the coast of " + nameOf(to) + ".";
            return name + " cannot reach " + locationText(order.target) +
                   " directly, only another coast of " + nameOf(to) + ".";
        }
        return name + " does not reach " + nameOf(to) + ".";
    }
    if (order.target.coast() != Coast::None)
        return "An army does not stand on a coast.";
    if (map.terrain(to) == Terrain::Sea)
        return "An army cannot enter " + nameOf(to) + ", which is sea.";
    if (order.viaConvoy)
        return "No chain of fleets could convoy " + name + " to " + nameOf(to) + ".";
    return name + " does not reach " + nameOf(to) +
           " by land, and no chain of fleets could convoy it there.";
}

std::string whyIllegalSupport(const Map &map, const Position &position, const Order &order)
{
    const Province place = order.unit.province();
    const Province helped = order.auxiliary.province();
    const Province target = order.target.province();
    const std::string name = unitText(order.unitType, order.unit);
    if (helped == place)
        return name + " cannot support itself.";
    if (std::string problem = whyNotHere(position, order.auxiliaryType, order.auxiliary);
        !problem.empty())
        return problem;
    if (!map.reach(order.unitType, order.unit).contains(target))
        return name + " cannot support an action in " + nameOf(target) +
               ", where it could not move itself.";
    return unitText(order.auxiliaryType, order.auxiliary) + " does not reach " + nameOf(target) +
           ".";
}

/// "F NTH, F NWG".
std::string fleetsText(const std::vector<Province> &seas)
{
    std::string text;
    for (const Province sea : seas)
        text += (text.empty() ? "" : ", ") + unitText(UnitType::Fleet, sea);
    return text;
}

std::string whyIllegalConvoy(const Map &map, const Position &position, const Order &order)
{
    const Province place = order.unit.province();
    const Province from = order.auxiliary.province();
    const Province to = order.target.province();
    if (order.unitType != UnitType::Fleet || map.terrain(place) != Terrain::Sea)
        return "Only a fleet at sea can convoy.";
    if (order.auxiliaryType != UnitType::Army)
        return "Only armies are convoyed.";
    if (std::string problem = whyNotHere(position, order.auxiliaryType, order.auxiliary);
        !problem.empty())
        return problem;
    if (from == to)
        return "A convoy leads to another province than it begins in.";
    for (const Province end : {from, to}) {
        if (!map.coastalProvinces().contains(end))
            return nameOf(end) + " has no coast for a convoy to begin or end at.";
    }
    // Others could carry it, and a fleet that a convoy does not need takes no part (DATC 6.G.19).
    ProvinceSet others = fleetsAtSea(map, position);
    others.erase(place);
    const std::vector<Province> route = shortestConvoy(map, others, from, to);
    if (!route.empty())
        return unitText(order.unitType, order.unit) + " is not needed to convoy " +
               unitText(order.auxiliaryType, order.auxiliary) + " to " + nameOf(to) + ": " +
               fleetsText(route) + " would do.";
    return "The fleets at sea form no chain from " + nameOf(from) + " through " + nameOf(place) +
           " to " + nameOf(to) + ".";
}

std::string whyIllegalInMovement(const Map &map, const Position &position, Power power,
                                 const Order &order)
{
    const std::optional<Unit> unit = position.unitAt(order.unit.province());
    if (std::string problem = whyNotHere(position, order.unitType, order.unit); !problem.empty())
        return problem;
    if (unit->power != power)
        return unitText(*unit) + " is not a unit of " + std::string(powerName(power)) + ".";
    switch (order.kind) {
    case OrderKind::Move:
        return whyIllegalMove(map, order);
    case OrderKind::Support:
        return whyIllegalSupport(map, position, order);
    case OrderKind::Convoy:
        return whyIllegalConvoy(map, position, order);
    case OrderKind::Hold:
    case OrderKind::Retreat:
    case OrderKind::Disband:
    case OrderKind::Build:
    case OrderKind::Waive:
        break;
    }
    return "In a movement phase units hold, move, support or convoy.";
}

std::string whyIllegalInRetreat(const Position &position, Power power, const Order &order)
{
    if (order.kind != OrderKind::Retreat && order.kind != OrderKind::Disband)
        return "In a retreat phase dislodged units retreat or disband.";
    const std::string name = unitText(order.unitType, order.unit);
    const auto &dislodged = position.dislodged();
    const auto entry = std::ranges::find_if(dislodged, [&order](const DislodgedUnit &candidate) {
        return candidate.unit.location == order.unit && candidate.unit.type == order.unitType;
    });
    if (entry == dislodged.end())
        return name + " is not dislodged.";
    if (entry->unit.power != power)
        return name + " is not a unit of " + std::string(powerName(power)) + ".";
    if (order.kind == OrderKind::Retreat &&
        std::ranges::find(entry->retreats, order.target) == entry->retreats.end())
        return name + " cannot retreat to " + locationText(order.target) + ".";
    return {};
}

std::string whyIllegalBuild(const Map &map, const Position &position, Power power,
                            const Order &order)
{
    const Province place = order.unit.province();
    if (position.builds(power) <= 0)
        return std::string(powerName(power)) + " has nothing to build.";
    if (order.kind == OrderKind::Waive)
        return {};
    if (map.home(place) != power)
        return nameOf(place) + " is not a home center of " + std::string(powerName(power)) + ".";
    if (position.owner(place) != power)
        return nameOf(place) + " is not in the hands of " + std::string(powerName(power)) + ".";
    if (position.unitAt(place))
        return nameOf(place) + " is occupied.";
    if (order.unitType == UnitType::Army)
        return order.unit.coast() == Coast::None ? "" : "An army does not stand on a coast.";
    if (map.terrain(place) == Terrain::Inland)
        return "No fleet can be built in " + nameOf(place) + ", which is inland.";
    if (!map.coasts(place).empty() && order.unit.coast() == Coast::None)
        return "The order must name the coast of " + nameOf(place) + ".";
    return {};
}

std::string whyIllegalInAdjustment(const Map &map, const Position &position, Power power,
                                   const Order &order)
{
    switch (order.kind) {
    case OrderKind::Build:
    case OrderKind::Waive:
        return whyIllegalBuild(map, position, power, order);
    case OrderKind::Disband: {
        if (std::string problem = whyNotHere(position, order.unitType, order.unit);
            !problem.empty())
            return problem;
        if (position.unitAt(order.unit.province())->power != power)
            return unitText(order.unitType, order.unit) + " is not a unit of " +
                   std::string(powerName(power)) + ".";
        if (position.builds(power) >= 0)
            return std::string(powerName(power)) + " has nothing to remove.";
        return {};
    }
    case OrderKind::Hold:
    case OrderKind::Move:
    case OrderKind::Support:
    case OrderKind::Convoy:
    case OrderKind::Retreat:
        break;
    }
    return "In an adjustment phase units are built, removed or waived.";
}

} // namespace

std::string whyIllegal(const Map &map, const Position &position, Power power, const Order &order)
{
    switch (position.phase.type) {
    case PhaseType::Movement:
        return isLegal(map, position, power, order)
                   ? std::string()
                   : whyIllegalInMovement(map, position, power, order);
    case PhaseType::Retreat:
        return whyIllegalInRetreat(position, power, order);
    case PhaseType::Adjustment:
        return whyIllegalInAdjustment(map, position, power, order);
    }
    return {};
}

} // namespace concert
