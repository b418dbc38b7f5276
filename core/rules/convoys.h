// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/fixed_list.h"
#include "core/rules/map.h"
#include "core/rules/position.h"
#include "core/rules/province_set.h"

#include <array>
#include <span>
#include <vector>

namespace concert {

/// Questions about convoys, asked of a set of fleets at sea. Routes are never listed: what matters
/// is which fleets hang together.

/// The seas with a fleet of anybody.
inline ProvinceSet fleetsAtSea(const Map &map, const Position &position)
{
    return position.fleets() & map.seas();
}

/// The fleets that hang together with those at \a seeds.
ProvinceSet connectedFleets(const Map &map, const ProvinceSet &fleets, const ProvinceSet &seeds);

/// The coastal provinces at these seas.
ProvinceSet shoresOf(const Map &map, const ProvinceSet &fleets);

/// Can these fleets carry an army from here to there?
bool canConvoy(const Map &map, const ProvinceSet &fleets, Province from, Province to);

/// The shortest chain of these fleets that leads from here to there; empty if there is none.
std::vector<Province> shortestConvoy(const Map &map, const ProvinceSet &fleets, Province from,
                                     Province to);

/// How fleets hang together: asked often of the same fleets.
class ConvoyNet {
public:
    ConvoyNet(const Map &map, const ProvinceSet &fleets);

    /// Where an army that stands here can be carried; without \a from.
    ProvinceSet targets(Province from) const;
    /// For each group of fleets that hang together: where they come ashore.
    std::span<const ProvinceSet> shores() const & { return shores_.all(); }
    std::span<const ProvinceSet> shores() && = delete;

private:
    FixedList<ProvinceSet, seaCount> shores_;
};

/// What each fleet can do for one army: it goes from a to b "through" a fleet if some route needs
/// it, that is, a route of which no fleet can be left out (the diplomacy library's rule).
class ConvoyRoutes {
public:
    ConvoyRoutes(const Map &map, const ProvinceSet &fleets, Province from);

    /// Where the army can be carried through this fleet.
    const ProvinceSet &targets(Province fleet) const { return through_[number(fleet)]; }

private:
    struct Route { // so far: its fleets, and what they touch
        ProvinceSet fleets;
        ProvinceSet touched;
        ProvinceSet shores;
    };
    std::size_t number(Province sea) const { return static_cast<std::size_t>(map_.seaNumber(sea)); }
    void follow(Province sea, Route route);

    const Map &map_;
    ProvinceSet fleets_;
    Province from_;
    std::array<ProvinceSet, seaCount> through_{};
};

} // namespace concert
