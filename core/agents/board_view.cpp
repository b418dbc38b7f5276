// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/board_view.h"

#include "core/rules/legal_orders.h"
#include "core/rules/map.h"
#include "core/rules/order_text.h"
#include "core/rules/queries.h"

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

/// The units of these provinces: own ones plain, foreign ones with their power.
std::string unitsText(const Position &position, Power power, const ProvinceSet &places)
{
    std::vector<std::string> parts;
    for (const Province place : places) {
        if (const auto unit = position.unitAt(place))
            parts.push_back(unit->power == power ? unitText(*unit) : foreignText(*unit));
    }
    return joined(parts, ", ");
}

/// Who could support the unit where it stands and each of its moves, convoyed ones too.
std::string supportsText(const Position &position, const Unit &unit,
                         const std::vector<Order> &orders)
{
    const Map &map = Map::standard();
    const Province here = unit.location.province();
    std::vector<std::string> parts;
    const auto add = [&](const std::string &what, const ProvinceSet &places) {
        if (const std::string text = unitsText(position, unit.power, places); !text.empty())
            parts.push_back(what + ": " + text);
    };
    add("staying", whoCanSupportIn(map, position, here));
    ProvinceSet seen;
    for (const Order &order : orders) {
        const Province target = order.target.province();
        if (order.kind != OrderKind::Move || seen.contains(target))
            continue;
        seen.insert(target);
        add("to " + nameOf(target), whoCanSupportMove(map, position, here, target));
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

/// "A PAR (stands on Paris: centre of FRANCE, your home)".
std::string standingText(const Position &position, const Unit &unit)
{
    const Map &map = Map::standard();
    const Province here = unit.location.province();
    std::string ground = "no centre";
    if (map.isSupplyCenter(here)) {
        const auto owner = position.owner(here);
        ground = "centre of " + (owner ? std::string(powerName(*owner)) : "nobody");
        if (map.home(here) == unit.power)
            ground += ", your home";
    }
    return unitText(unit) + " (stands on " + std::string(provinceName(here)) + ": " + ground + ")";
}

std::string line(std::string_view what, const std::string &text)
{
    return text.empty() ? std::string() : "  " + std::string(what) + ": " + text + "\n";
}

std::string unitView(const Position &position, const Unit &unit, Detail detail)
{
    const std::vector<Order> orders =
        legalOrders(Map::standard(), position, unit.location.province());
    const Ways ways(unit.type, unit.location);
    std::string text;
    if (detail == Detail::Full) {
        text = standingText(position, unit) + "\n";
        text += line("beside it", neighboursText(position, unit));
        text += line("could be supported", supportsText(position, unit, orders));
        text += line("could be convoyed", convoysText(position, orders));
        text += line("nearest foreign units", nearestUnits(position, unit, ways));
    } else {
        text = unitText(unit) + "\n";
    }
    text += line("nearest centres not yours", nearestCenters(position, unit, ways));
    return text + line("legal orders", ordersText(orders));
}

/// A dislodged unit: who drove it out, and what is where it may go.
std::string retreatView(const Position &position, const DislodgedUnit &lost)
{
    const Province here = lost.unit.location.province();
    std::vector<std::string> places;
    for (const Location place : lost.retreats)
        places.push_back(locationText(place) + " (" + placeState(position, place.province()) + ")");
    const auto winner = position.unitAt(here);
    std::string text = unitText(lost.unit) + " (dislodged from " + std::string(provinceName(here)) +
                       (winner ? " by " + foreignText(*winner) : std::string()) +
                       " that came from " + nameOf(lost.attackerFrom) + ")\n";
    text += line("could retreat to", places.empty() ? "nowhere" : joined(places, "; "));
    return text + line("legal orders", ordersText(legalOrders(Map::standard(), position, here)));
}

/// A place to build in, or a unit that could be removed.
std::string adjustmentView(const Position &position, Power power, Province place)
{
    std::string text;
    if (const auto unit = position.unitAt(place)) {
        text = standingText(position, *unit) + "\n";
        text += line("nearest centres not yours",
                     nearestCenters(position, *unit, Ways(unit->type, unit->location)));
    } else {
        std::vector<std::string> foreign;
        for (const Province beside : Map::standard().touching(place)) {
            const auto other = position.unitAt(beside);
            if (other && other->power != power)
                foreign.push_back(foreignText(*other));
        }
        text = nameOf(place) + " (empty home centre)\n";
        text += line("foreign units beside it", joined(foreign, ", "));
    }
    return text + line("legal orders", ordersText(legalOrders(Map::standard(), position, place)));
}

} // namespace

std::string unitsView(const Position &position, Power power, Detail detail)
{
    std::string text;
    switch (position.phase.type) {
    case PhaseType::Movement:
        for (const Unit &unit : position.units(power))
            text += unitView(position, unit, detail);
        break;
    case PhaseType::Retreat:
        for (const DislodgedUnit &lost : position.dislodged()) {
            if (lost.unit.power == power)
                text += retreatView(position, lost);
        }
        break;
    case PhaseType::Adjustment:
        for (const Province place : orderablePlaces(position, power))
            text += adjustmentView(position, power, place);
        break;
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
