// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/convoys.h"

#include <algorithm>

namespace concert {

ProvinceSet connectedFleets(const Map &map, const ProvinceSet &fleets, const ProvinceSet &seeds)
{
    ProvinceSet reached = seeds & fleets;
    ProvinceSet open = reached;
    while (!open.isEmpty()) {
        const ProvinceSet found = (map.adjacentSeas(open.takeFirst()) & fleets) - reached;
        reached |= found;
        open |= found;
    }
    return reached;
}

ProvinceSet shoresOf(const Map &map, const ProvinceSet &fleets)
{
    ProvinceSet shores;
    for (const Province fleet : fleets)
        shores |= map.shores(fleet);
    return shores;
}

bool canConvoy(const Map &map, const ProvinceSet &fleets, Province from, Province to)
{
    return from != to && map.coastalProvinces().contains(from) &&
           map.coastalProvinces().contains(to) &&
           connectedFleets(map, fleets, map.adjacentSeas(from)).intersects(map.adjacentSeas(to));
}

std::vector<Province> shortestConvoy(const Map &map, const ProvinceSet &fleets, Province from,
                                     Province to)
{
    if (!canConvoy(map, fleets, from, to))
        return {};
    // Backwards, so that each step of the way leads on: how many fleets are left from here.
    std::array<int, provinceCount> left{};
    const auto at = [&left](Province sea) -> int & {
        return left[static_cast<std::size_t>(indexOf(sea))];
    };
    ProvinceSet found = map.adjacentSeas(to) & fleets;
    ProvinceSet ring = found;
    for (int distance = 1; !ring.isEmpty(); ++distance) {
        ProvinceSet next;
        for (const Province sea : ring) {
            at(sea) = distance;
            next |= map.adjacentSeas(sea) & fleets;
        }
        ring = next - found;
        found |= ring;
    }
    std::vector<Province> route;
    ProvinceSet choice = map.adjacentSeas(from) & found;
    do {
        route.push_back(*std::ranges::min_element(choice, {}, at));
        choice = map.adjacentSeas(route.back()) & found;
    } while (at(route.back()) > 1);
    return route;
}

ConvoyNet::ConvoyNet(const Map &map, const ProvinceSet &fleets)
{
    ProvinceSet left = fleets;
    while (!left.isEmpty()) {
        ProvinceSet shores;
        ProvinceSet open = ProvinceSet::of(*left.begin());
        while (!open.isEmpty()) {
            const Province sea = open.takeFirst();
            left.erase(sea);
            shores |= map.shores(sea);
            open |= map.adjacentSeas(sea) & left;
        }
        shores_.push_back(shores);
    }
}

ProvinceSet ConvoyNet::targets(Province from) const
{
    ProvinceSet targets;
    for (const ProvinceSet &shores : shores_) {
        if (shores.contains(from))
            targets |= shores;
    }
    targets.erase(from);
    return targets;
}

ConvoyRoutes::ConvoyRoutes(const Map &map, const ProvinceSet &fleets, Province from)
    : map_(map), fleets_(fleets), from_(from)
{
    const ProvinceSet &firstSeas = map.adjacentSeas(from);
    for (const Province sea : fleets &firstSeas)
        follow(sea, {{}, firstSeas, ProvinceSet::of(from)});
}

// No fleet can be left out of a route just when its seas touch one another only in their order, the
// first alone touches the start and the last alone the end. Such routes are few.
void ConvoyRoutes::follow(Province sea, Route route)
{
    route.fleets.insert(sea);
    const ProvinceSet targets = map_.shores(sea) - route.shores;
    for (const Province fleet : route.fleets)
        through_[number(fleet)] |= targets;
    const ProvinceSet next = (map_.adjacentSeas(sea) & fleets_) - route.touched;
    route.shores |= map_.shores(sea);
    route.touched |= map_.adjacentSeas(sea);
    route.touched.insert(sea);
    for (const Province following : next)
        follow(following, route);
}

} // namespace concert
