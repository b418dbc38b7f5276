// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/map.h"
#include "core/rules/position.h"
#include "core/rules/province_set.h"

namespace concert {

/// Questions about convoys, asked of a set of fleets at sea. Routes are never listed: what matters
/// is which fleets hang together.

/// The seas with a fleet of anybody.
ProvinceSet fleetsAtSea(const Map &map, const Position &position);

/// The fleets that hang together with those at \a seeds.
ProvinceSet connectedFleets(const Map &map, const ProvinceSet &fleets, const ProvinceSet &seeds);

/// The coastal provinces at these seas.
ProvinceSet shoresOf(const Map &map, const ProvinceSet &fleets);

/// Can these fleets carry an army from here to there?
bool canConvoy(const Map &map, const ProvinceSet &fleets, Province from, Province to);

/// Where these fleets can carry an army that stands here; without \a from.
ProvinceSet convoyTargets(const Map &map, const ProvinceSet &fleets, Province from);

/// What one fleet can do in a convoy: an army goes from a to b "through" the fleet if some route
/// needs it, that is, a route of which no fleet can be left out (the diplomacy library's rule).
class ConvoyThrough {
public:
    ConvoyThrough(const Map &map, const ProvinceSet &fleets, Province fleet);

    /// Provinces from which an army may be carried through the fleet.
    const ProvinceSet &shores() const { return shores_; }
    ProvinceSet targets(Province from) const;

private:
    struct Route { // so far: what its seas but the last touch
        ProvinceSet seas;
        ProvinceSet shores;
        bool throughFleet;
    };
    void follow(Province sea, Route route, ProvinceSet &targets) const;

    const Map &map_;
    Province fleet_;
    ProvinceSet connected_; ///< fleets that hang together with this one
    ProvinceSet shores_;
};

} // namespace concert
