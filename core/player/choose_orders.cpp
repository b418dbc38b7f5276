// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/player.h"

#include "core/player/distances.h"
#include "core/player/fleet_share.h"
#include "core/player/movement_plan.h"
#include "core/player/order_search.h"
#include "core/rules/legal_orders.h"

#include <algorithm>

namespace concert {

namespace {

/// Retreats in the order of worth; two units never go to the same place.
std::vector<Order> retreatOrders(const Map &map, const PlayerView &view)
{
    const Assessment assessment(map, view.position, view.power,
                                relationsOnBoard(map, view.position, view.power, view.seed),
                                view.seed);
    std::vector<Order> orders;
    std::vector<Province> taken;
    for (const DislodgedUnit &dislodged : view.position.dislodged()) {
        const Unit &unit = dislodged.unit;
        if (unit.power != view.power)
            continue;
        std::optional<Location> best;
        double bestValue = 0;
        for (const Location place : dislodged.retreats) {
            if (std::find(taken.begin(), taken.end(), place.province()) != taken.end())
                continue;
            const bool home = view.position.owner(place.province()) == view.power;
            const double value = assessment.value(unit.type, place) + (home ? 4 : 0) +
                                 3 * assessment.safety(place.province(), 1);
            if (!best || value > bestValue) {
                best = place;
                bestValue = value;
            }
        }
        if (best)
            taken.push_back(best->province());
        orders.push_back(best ? Order::retreat(unit.type, unit.location, *best)
                              : Order::disband(unit.type, unit.location));
    }
    return orders;
}

std::vector<Order> buildOrders(const Map &map, const PlayerView &view, int count)
{
    const Assessment assessment(map, view.position, view.power,
                                relationsOnBoard(map, view.position, view.power, view.seed),
                                view.seed);
    std::vector<Province> sites = view.position.buildSites(view.power);
    int fleets = 0;
    for (const Unit &unit : view.position.units(view.power))
        fleets += unit.type == UnitType::Fleet ? 1 : 0;
    int units = view.position.unitCount(view.power);
    std::vector<Order> orders;
    for (; count > 0 && !sites.empty(); --count, ++units) {
        std::optional<Order> best;
        double bestValue = 0;
        const double wanted = double{fleetShare(view.power)} * (units + 1) - fleets;
        for (const Province site : sites) {
            const double needed = 6 * assessment.intrusion(site); // defends the site too
            const auto consider = [&](UnitType type, Location place, double taste) {
                const double value = assessment.value(type, place) + needed + taste;
                if (!best || value > bestValue) {
                    best = Order::build(type, place);
                    bestValue = value;
                }
            };
            consider(UnitType::Army, site, 0);
            if (map.terrain(site) != Terrain::Coastal)
                continue;
            const double taste = std::clamp(wanted - 0.5, -2.0, 2.0) * 3;
            if (map.coasts(site).empty())
                consider(UnitType::Fleet, site, taste);
            for (const Location coast : map.coasts(site))
                consider(UnitType::Fleet, coast, taste);
        }
        orders.push_back(*best);
        fleets += best->unitType == UnitType::Fleet ? 1 : 0;
        sites.erase(std::find(sites.begin(), sites.end(), best->unit.province()));
    }
    return orders;
}

/// Takes away the units that are farthest from everything: own centres and worthwhile targets.
std::vector<Order> removalOrders(const Map &map, const PlayerView &view, int count)
{
    const Assessment assessment(map, view.position, view.power,
                                relationsOnBoard(map, view.position, view.power, view.seed),
                                view.seed);
    const Distances &distances = Distances::of(map);
    struct Candidate {
        double value;
        Unit unit;
    };
    std::vector<Candidate> candidates;
    for (const Unit &unit : view.position.units(view.power)) {
        int nearest = Distances::unreachable;
        for (const Province center : view.position.centers(view.power))
            nearest = std::min(nearest, distances.moves(unit.type, unit.location, center));
        candidates.push_back(
            {assessment.value(unit.type, unit.location) - 4.0 * std::min(nearest, 6), unit});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &a, const Candidate &b) { return a.value < b.value; });
    std::vector<Order> orders;
    for (const Candidate &candidate : candidates) {
        if (count-- > 0)
            orders.push_back(Order::disband(candidate.unit.type, candidate.unit.location));
    }
    return orders;
}

} // namespace

std::vector<Order> chooseOrders(const Map &map, const PlayerView &view)
{
    std::vector<Order> orders;
    switch (view.position.phase.type) {
    case PhaseType::Movement:
        orders = searchOrders(map, view);
        break;
    case PhaseType::Retreat:
        orders = retreatOrders(map, view);
        break;
    case PhaseType::Adjustment:
        const int count = view.position.builds(view.power);
        orders = count > 0 ? buildOrders(map, view, count) : removalOrders(map, view, -count);
        break;
    }
    // The board may come from anybody's prompt, and a convoy from a plan that changed half-way:
    // nothing illegal leaves here.
    const auto isIllegal = [&](const Order &order) {
        return !whyIllegal(map, view.position, view.power, order).empty();
    };
    if (view.position.phase.type == PhaseType::Movement) {
        for (Order &order : orders) {
            if (isIllegal(order))
                order = Order::hold(order.unitType, order.unit);
        }
    }
    std::erase_if(orders, isIllegal);
    return orders;
}

} // namespace concert
