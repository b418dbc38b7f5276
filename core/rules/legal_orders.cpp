// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"

#include "core/rules/convoys.h"
#include "core/rules/order_text.h"

#include <algorithm>

namespace concert {

namespace {

bool isCoastalArmy(const Map &map, const Unit &unit)
{
    return unit.type == UnitType::Army && map.coastalProvinces().contains(unit.location.province());
}

const DislodgedUnit *dislodgedFrom(const Position &position, Province place)
{
    const auto &dislodged = position.dislodged();
    const auto entry = std::ranges::find_if(dislodged, [place](const DislodgedUnit &candidate) {
        return candidate.unit.location.province() == place;
    });
    return entry == dislodged.end() ? nullptr : &*entry;
}

void addSupports(const Map &map, const Position &position, const Unit &unit,
                 std::vector<Order> &orders)
{
    const Province place = unit.location.province();
    const ProvinceSet &reach = map.reach(unit.type, unit.location);
    ProvinceSet fleets = fleetsAtSea(map, position);
    fleets.erase(place); // it cannot support and convoy at once
    for (int i = 0; i < provinceCount; ++i) {
        const auto other = static_cast<Province>(i);
        const std::optional<Unit> helped = position.unitAt(other);
        if (!helped || other == place)
            continue;
        if (reach.contains(other))
            orders.push_back(
                Order::supportHold(unit.type, unit.location, helped->type, helped->location));
        ProvinceSet targets = map.reach(helped->type, helped->location) & reach;
        if (isCoastalArmy(map, *helped))
            targets |= convoyTargets(map, fleets, other) & reach;
        targets.erase(place);
        for (const Province target : targets) {
            orders.push_back(Order::supportMove(unit.type, unit.location, helped->type,
                                                helped->location, target));
            if (helped->type == UnitType::Army)
                continue;
            for (const Location coast : map.coasts(target)) {
                if (map.canMove(UnitType::Fleet, helped->location, coast))
                    orders.push_back(Order::supportMove(unit.type, unit.location, helped->type,
                                                        helped->location, coast));
            }
        }
    }
}

void addConvoys(const Map &map, const Position &position, const Unit &fleet,
                std::vector<Order> &orders)
{
    const Province sea = fleet.location.province();
    const ConvoyThrough routes(map, fleetsAtSea(map, position), sea);
    for (const Province from : routes.shores()) {
        const std::optional<Unit> army = position.unitAt(from);
        if (!army || army->type != UnitType::Army)
            continue;
        for (const Province target : routes.targets(from))
            orders.push_back(Order::convoy(fleet.location, from, target));
    }
}

std::vector<Order> legalMovementOrders(const Map &map, const Position &position, const Unit &unit)
{
    std::vector<Order> orders;
    orders.push_back(Order::hold(unit.type, unit.location));
    for (const Location target : map.neighbours(unit.type, unit.location))
        orders.push_back(Order::move(unit.type, unit.location, target));
    const Province place = unit.location.province();
    if (isCoastalArmy(map, unit)) {
        for (const Province target : convoyTargets(map, fleetsAtSea(map, position), place))
            orders.push_back(Order::move(unit.type, unit.location, target, true));
    }
    addSupports(map, position, unit, orders);
    if (unit.type == UnitType::Fleet && map.terrain(place) == Terrain::Sea)
        addConvoys(map, position, unit, orders);
    return orders;
}

std::vector<Order> legalRetreatOrders(const Position &position, Province place)
{
    std::vector<Order> orders;
    if (const DislodgedUnit *entry = dislodgedFrom(position, place)) {
        orders.push_back(Order::disband(entry->unit.type, entry->unit.location));
        for (const Location target : entry->retreats)
            orders.push_back(Order::retreat(entry->unit.type, entry->unit.location, target));
    }
    return orders;
}

std::vector<Order> legalAdjustmentOrders(const Map &map, const Position &position, Province place)
{
    std::vector<Order> orders;
    if (const std::optional<Unit> unit = position.unitAt(place)) {
        if (position.builds(unit->power) < 0)
            orders.push_back(Order::disband(unit->type, unit->location));
        return orders;
    }
    const std::optional<Power> home = map.home(place);
    if (!home || position.owner(place) != home || position.builds(*home) <= 0)
        return orders;
    orders.push_back(Order::build(UnitType::Army, place));
    if (map.terrain(place) == Terrain::Coastal && map.coasts(place).empty())
        orders.push_back(Order::build(UnitType::Fleet, place));
    for (const Location coast : map.coasts(place))
        orders.push_back(Order::build(UnitType::Fleet, coast));
    orders.push_back(Order::waive());
    return orders;
}

} // namespace

std::vector<Province> orderablePlaces(const Position &position, Power power)
{
    std::vector<Province> places;
    switch (position.phase.type) {
    case PhaseType::Movement:
        for (const Unit &unit : position.units(power))
            places.push_back(unit.location.province());
        break;
    case PhaseType::Retreat:
        for (const DislodgedUnit &entry : position.dislodged()) {
            if (entry.unit.power == power)
                places.push_back(entry.unit.location.province());
        }
        break;
    case PhaseType::Adjustment:
        if (position.builds(power) > 0) {
            places = position.buildSites(power);
            std::ranges::sort(places);
        } else if (position.builds(power) < 0) {
            for (const Unit &unit : position.units(power))
                places.push_back(unit.location.province());
        }
        break;
    }
    return places;
}

std::vector<Order> legalOrders(const Map &map, const Position &position, Province place)
{
    switch (position.phase.type) {
    case PhaseType::Movement:
        if (const std::optional<Unit> unit = position.unitAt(place))
            return legalMovementOrders(map, position, *unit);
        return {};
    case PhaseType::Retreat:
        return legalRetreatOrders(position, place);
    case PhaseType::Adjustment:
        return legalAdjustmentOrders(map, position, place);
    }
    return {};
}

std::vector<Province> convoyRoute(const Map &map, const Position &position, Province from,
                                  Province to)
{
    std::array<Province, provinceCount> cameFrom{};
    const ProvinceSet fleets = fleetsAtSea(map, position);
    ProvinceSet seen = map.adjacentSeas(from) & fleets;
    if (from == to || !map.coastalProvinces().contains(from) ||
        !map.coastalProvinces().contains(to))
        return {};
    std::vector<Province> open;
    for (const Province sea : seen) {
        cameFrom[static_cast<std::size_t>(indexOf(sea))] = from;
        open.push_back(sea);
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
        const Province sea = open[i];
        if (map.shores(sea).contains(to)) {
            std::vector<Province> route;
            for (Province step = sea; step != from;
                 step = cameFrom[static_cast<std::size_t>(indexOf(step))])
                route.insert(route.begin(), step);
            return route;
        }
        const ProvinceSet found = (map.adjacentSeas(sea) & fleets) - seen;
        seen |= found;
        for (const Province next : found) {
            cameFrom[static_cast<std::size_t>(indexOf(next))] = sea;
            open.push_back(next);
        }
    }
    return {};
}

} // namespace concert
