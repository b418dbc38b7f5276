// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/board_view.h"

#include "core/rules/legal_orders.h"
#include "core/rules/map.h"
#include "core/rules/order_text.h"

#include <algorithm>
#include <array>

namespace concert {

namespace {

std::string joined(const std::vector<std::string> &parts, std::string_view separator)
{
    std::string text;
    for (const std::string &part : parts) {
        if (!text.empty())
            text += separator;
        text += part;
    }
    return text;
}

std::string nameOf(Province place)
{
    return std::string(provinceAbbreviation(place));
}

/// "A MUN (GERMANY)".
std::string foreignText(const Unit &unit)
{
    return unitText(unit) + " (" + std::string(powerName(unit.power)) + ")";
}

/// "empty", "centre of GERMANY, A MUN (GERMANY)", "centre of nobody".
std::string placeState(const Position &position, Province place)
{
    std::vector<std::string> parts;
    if (Map::standard().isSupplyCenter(place)) {
        const auto owner = position.owner(place);
        parts.push_back("centre of " + (owner ? std::string(powerName(*owner)) : "nobody"));
    }
    if (const auto unit = position.unitAt(place))
        parts.push_back(foreignText(*unit));
    return parts.empty() ? "empty" : joined(parts, ", ");
}

/// How far a unit walks or sails to each province, and from where it arrives.
struct Ways {
    struct Step {
        int distance = -1;
        Location from;
    };
    std::array<Step, locationCount> steps{};
    std::vector<Location> reached; ///< nearest first

    Ways(UnitType type, Location start)
    {
        const auto at = [](Location place) { return static_cast<std::size_t>(place.index()); };
        steps[at(start)].distance = 0;
        reached.push_back(start);
        for (std::size_t i = 0; i < reached.size(); ++i) {
            for (const Location next : Map::standard().neighbours(type, reached[i])) {
                if (steps[at(next)].distance >= 0)
                    continue;
                steps[at(next)] = {steps[at(reached[i])].distance + 1, reached[i]};
                reached.push_back(next);
            }
        }
    }

    /// "2 by GAS, SPA": distance and the places on the way, the goal included.
    std::string wayTo(Location goal) const
    {
        std::vector<std::string> places;
        const int distance = steps[static_cast<std::size_t>(goal.index())].distance;
        for (int left = distance; left > 0; --left) {
            places.insert(places.begin(), locationText(goal));
            goal = steps[static_cast<std::size_t>(goal.index())].from;
        }
        return std::to_string(distance) + " by " + joined(places, ", ");
    }
};

std::string neighboursText(const Position &position, const Unit &unit)
{
    const Map &map = Map::standard();
    const Province here = unit.location.province();
    std::vector<std::string> parts;
    for (const Province place : map.touching(here)) {
        const bool open = map.reach(unit.type, unit.location).contains(place);
        parts.push_back(nameOf(place) + " (" + placeState(position, place) +
                        (open ? ")" : "; closed to it)"));
    }
    return joined(parts, "; ");
}

/// Who could support a move of \a unit to a place, or it where it stands.
std::string supportersText(const std::vector<Unit> &all, const Unit &unit, Province target)
{
    std::vector<std::string> parts;
    for (const Unit &other : all) {
        const Province there = other.location.province();
        if (there == unit.location.province() || there == target ||
            !Map::standard().reach(other.type, other.location).contains(target))
            continue;
        parts.push_back(other.power == unit.power ? unitText(other) : foreignText(other));
    }
    return joined(parts, ", ");
}

std::string supportsText(const std::vector<Unit> &all, const Unit &unit)
{
    std::vector<std::string> parts;
    const std::string here = supportersText(all, unit, unit.location.province());
    if (!here.empty())
        parts.push_back("staying: " + here);
    std::vector<Province> targets;
    for (const Location to : Map::standard().neighbours(unit.type, unit.location)) {
        if (std::find(targets.begin(), targets.end(), to.province()) == targets.end())
            targets.push_back(to.province());
    }
    for (const Province target : targets) {
        const std::string text = supportersText(all, unit, target);
        if (!text.empty())
            parts.push_back("to " + nameOf(target) + ": " + text);
    }
    return parts.empty() ? "nobody" : joined(parts, "; ");
}

std::string nearestUnits(const Position &position, const Unit &unit, const Ways &ways)
{
    std::vector<std::string> parts;
    std::vector<Province> seen;
    for (const Location place : ways.reached) {
        const auto other = position.unitAt(place.province());
        if (!other || other->power == unit.power ||
            std::find(seen.begin(), seen.end(), place.province()) != seen.end())
            continue;
        seen.push_back(place.province());
        parts.push_back(foreignText(*other) + " " + ways.wayTo(place));
        if (parts.size() == 3)
            break;
    }
    return parts.empty() ? "none on its way" : joined(parts, "; ");
}

std::string nearestCenters(const Position &position, const Unit &unit, const Ways &ways)
{
    std::vector<std::string> parts;
    std::vector<Province> seen;
    for (const Location place : ways.reached) {
        const Province center = place.province();
        if (!Map::standard().isSupplyCenter(center) || position.owner(center) == unit.power ||
            std::find(seen.begin(), seen.end(), center) != seen.end())
            continue;
        seen.push_back(center);
        const auto owner = position.owner(center);
        parts.push_back(nameOf(center) + " of " +
                        (owner ? std::string(powerName(*owner)) : "nobody") + " " +
                        ways.wayTo(place));
        if (parts.size() == 3)
            break;
    }
    return parts.empty() ? "none on its way" : joined(parts, "; ");
}

/// The fleets that could carry an army, for each of its convoyed moves.
std::string convoysText(const Position &position, const std::vector<Order> &orders)
{
    std::vector<std::string> parts;
    for (const Order &order : orders) {
        if (order.kind != OrderKind::Move || !order.viaConvoy)
            continue;
        std::vector<std::string> fleets;
        for (const Province sea : convoyRoute(Map::standard(), position, order.unit.province(),
                                              order.target.province())) {
            const auto fleet = position.unitAt(sea);
            fleets.push_back(fleet ? foreignText(*fleet) : nameOf(sea));
        }
        parts.push_back("to " + locationText(order.target) + " over " + joined(fleets, ", "));
    }
    return joined(parts, "; ");
}

std::string ordersText(const std::vector<Order> &orders)
{
    std::vector<std::string> texts;
    for (const Order &order : orders)
        texts.push_back(orderText(order));
    return joined(texts, "; ");
}

std::string unitView(const Position &position, const std::vector<Unit> &all, const Unit &unit)
{
    const Province here = unit.location.province();
    const std::vector<Order> orders = legalOrders(Map::standard(), position, here);
    const Ways ways(unit.type, unit.location);
    const Map &map = Map::standard();
    std::string ground = "no centre";
    if (map.isSupplyCenter(here)) {
        const auto owner = position.owner(here);
        ground = "centre of " + (owner ? std::string(powerName(*owner)) : "nobody");
        if (map.home(here) == unit.power)
            ground += ", your home";
    }
    std::string text =
        unitText(unit) + " (stands on " + std::string(provinceName(here)) + ": " + ground + ")\n";
    text += "  beside it: " + neighboursText(position, unit) + "\n";
    text += "  could be supported: " + supportsText(all, unit) + "\n";
    if (const std::string convoys = convoysText(position, orders); !convoys.empty())
        text += "  could be convoyed: " + convoys + "\n";
    text += "  nearest foreign units: " + nearestUnits(position, unit, ways) + "\n";
    text += "  nearest centres not yours: " + nearestCenters(position, unit, ways) + "\n";
    text += "  legal orders: " + ordersText(orders) + "\n";
    return text;
}

} // namespace

std::string unitsView(const Position &position, Power power)
{
    std::string text;
    if (position.phase.type == PhaseType::Movement) {
        const std::vector<Unit> all = position.units();
        for (const Unit &unit : all) {
            if (unit.power == power)
                text += unitView(position, all, unit);
        }
    } else {
        for (const Province place : orderablePlaces(position, power)) {
            text += nameOf(place) + ": " +
                    ordersText(legalOrders(Map::standard(), position, place)) + "\n";
        }
    }
    if (!text.empty())
        text.pop_back();
    return text.empty() ? "(none)" : text;
}

std::string unitsOnBoard(const Position &position)
{
    std::vector<std::string> lines;
    for (const Power power : allPowers) {
        std::vector<std::string> units;
        for (const Unit &unit : position.units(power))
            units.push_back(unitText(unit));
        for (const DislodgedUnit &dislodged : position.dislodged()) {
            if (dislodged.unit.power == power)
                units.push_back("*" + unitText(dislodged.unit));
        }
        if (!units.empty())
            lines.push_back(std::string(powerName(power)) + ": " + joined(units, ", "));
    }
    return joined(lines, "\n");
}

std::string centersOnBoard(const Position &position)
{
    std::vector<std::string> lines;
    for (const Power power : allPowers) {
        std::vector<std::string> centers;
        for (const Province center : position.centers(power))
            centers.push_back(nameOf(center));
        if (!centers.empty())
            lines.push_back(std::string(powerName(power)) + ": " + joined(centers, ", "));
    }
    return joined(lines, "\n");
}

} // namespace concert
