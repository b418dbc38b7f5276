// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/convoys.h"

namespace concert {

ProvinceSet fleetsAtSea(const Map &map, const Position &position)
{
    ProvinceSet fleets;
    for (const Province sea : map.seas()) {
        if (position.unitAt(sea))
            fleets.insert(sea);
    }
    return fleets;
}

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

ProvinceSet convoyTargets(const Map &map, const ProvinceSet &fleets, Province from)
{
    ProvinceSet targets = shoresOf(map, connectedFleets(map, fleets, map.adjacentSeas(from)));
    targets.erase(from);
    return targets;
}

ConvoyThrough::ConvoyThrough(const Map &map, const ProvinceSet &fleets, Province fleet)
    : map_(map), fleet_(fleet)
{
    ProvinceSet self;
    self.insert(fleet);
    connected_ = connectedFleets(map, fleets, self);
    shores_ = shoresOf(map, connected_);
}

ProvinceSet ConvoyThrough::targets(Province from) const
{
    ProvinceSet targets;
    const ProvinceSet &firstSeas = map_.adjacentSeas(from);
    for (const Province sea : connected_ &firstSeas)
        follow(sea, {firstSeas, {}, false}, targets);
    targets.erase(from);
    return targets;
}

// No fleet can be left out of a route just when its seas touch one another only in their order, the
// first alone touches the start and the last alone the end. Such routes are few.
void ConvoyThrough::follow(Province sea, Route route, ProvinceSet &targets) const
{
    route.throughFleet |= sea == fleet_;
    if (route.throughFleet)
        targets |= map_.shores(sea) - route.shores;
    const ProvinceSet next = (map_.adjacentSeas(sea) & connected_) - route.seas;
    route.shores |= map_.shores(sea);
    route.seas |= map_.adjacentSeas(sea);
    route.seas.insert(sea);
    for (const Province following : next)
        follow(following, route, targets);
}

} // namespace concert
