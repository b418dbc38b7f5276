// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"
#include "core/rules/province.h"
#include "core/rules/unit.h"

#include <optional>
#include <span>

namespace concert {

/// The facts of the standard board: terrain, supply centres, homes, who can move where. Immutable;
/// one instance for the whole program. Source: the map of the rulebook.
class Map {
public:
    static const Map &standard();

    Terrain terrain(Province province) const;
    bool isSupplyCenter(Province province) const;
    /// The power whose home centre this is.
    std::optional<Power> home(Province province) const;
    std::span<const Province> homeCenters(Power power) const;
    /// All 34, in the order of Province.
    std::span<const Province> supplyCenters() const;
    /// The coasts a fleet can stand on; empty for provinces with one coast or none.
    std::span<const Location> coasts(Province province) const;
    /// Where a unit of this type goes directly from here. Fleets: locations name the coast.
    std::span<const Location> neighbours(UnitType type, Location from) const;
    bool canMove(UnitType type, Location from, Location to) const;
    /// Provinces with a common border, whatever can cross it.
    std::span<const Province> touching(Province province) const;

private:
    Map();
};

/// The centres a power needs, and more than any other has, to win alone (rulebook).
inline constexpr int soloCenters = 18;

} // namespace concert
