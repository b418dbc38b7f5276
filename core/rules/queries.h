// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/map.h"
#include "core/rules/position.h"
#include "core/rules/province_set.h"

#include <optional>
#include <vector>

namespace concert {

/// What a power wants to know before it orders: who could come, help, carry; how far things are.
/// Units are named by their provinces. All answers are about what is possible now, whatever is
/// ordered; sets are cut out of the map's tables.

/// Units that can go directly to a province, to at least one of its coasts.
ProvinceSet whoCanMoveTo(const Map &map, const Position &position, Province target);

/// Armies that the fleets at sea (anybody's) could carry there; also such as can walk.
ProvinceSet whoCanBeConvoyedTo(const Map &map, const Position &position, Province target);

/// Units that can support what happens in a province, without the one that stands there.
ProvinceSet whoCanSupportIn(const Map &map, const Position &position, Province target);

/// Units that can support the unit that stands at \a from in moving to \a target; empty if there is
/// none or it cannot get there. A fleet that alone could carry the army cannot support it.
ProvinceSet whoCanSupportMove(const Map &map, const Position &position, Province from,
                              Province target);

/// Fleets that some convoy of an army from here to there could lead through.
ProvinceSet whoCanConvoy(const Map &map, const Position &position, Province from, Province target);

/// The units of one power among these, and the others'.
struct OwnAndForeign {
    ProvinceSet own;
    ProvinceSet foreign;
};
OwnAndForeign split(const Position &position, Power power, const ProvinceSet &units);

/// How many moves a unit of this type needs from here to a province on its own, over its own
/// borders, on an empty board; nothing if it never gets there. From a table.
std::optional<int> moveDistance(const Map &map, UnitType type, Location from, Province target);

/// A shortest way of a unit over its own borders, whoever stands there.
struct Journey {
    Province target = Province::ADR;
    std::vector<Location>
        steps; ///< the places to move to, one after another; the last is the target

    bool operator==(const Journey &) const = default;
};

/// The way to the nearest of these provinces; of equally near ones to the first in their order.
/// Nothing if none can be reached. No steps if the unit stands in one.
std::optional<Journey> wayToNearest(const Map &map, const Unit &unit, const ProvinceSet &provinces);

/// The way to the nearest unit of another power that the unit can come to.
std::optional<Journey> wayToNearestEnemy(const Map &map, const Position &position,
                                         const Unit &unit);

/// The way to the nearest supply centre that the unit's power does not own.
std::optional<Journey> wayToNearestCenter(const Map &map, const Position &position,
                                          const Unit &unit);

} // namespace concert
