// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/province.h"
#include "core/rules/unit.h"

#include <cstdint>

namespace concert {

enum class OrderKind : std::uint8_t {
    Hold,    ///< unit
    Move,    ///< unit, target; viaConvoy
    Support, ///< unit supports auxiliary to target; target == auxiliary: supported in place
    Convoy,  ///< unit carries the army at auxiliary to target
    Retreat, ///< unit (dislodged) retreats to target
    Disband, ///< unit (dislodged, or removed in an adjustment)
    Build,   ///< unit names type and place
    Waive    ///< one build is not used; no place
};

/// One order. Whose it is follows from the unit that stands there (or, for a build, from the home
/// centre), so an order does not name its power.
struct Order {
    OrderKind kind = OrderKind::Hold;
    UnitType unitType = UnitType::Army;
    Location unit{};                         ///< the ordered unit's place
    Location target{};                       ///< where to
    Location auxiliary{};                    ///< the supported or convoyed unit's place
    UnitType auxiliaryType = UnitType::Army; ///< its type
    bool viaConvoy = false;                  ///< a move that asks for a convoy ("VIA")

    constexpr bool operator==(const Order &) const = default;

    static constexpr Order hold(UnitType type, Location unit)
    {
        return {.kind = OrderKind::Hold, .unitType = type, .unit = unit};
    }
    static constexpr Order move(UnitType type, Location unit, Location target,
                                bool viaConvoy = false)
    {
        return {.kind = OrderKind::Move,
                .unitType = type,
                .unit = unit,
                .target = target,
                .viaConvoy = viaConvoy};
    }
    static constexpr Order supportHold(UnitType type, Location unit, UnitType auxiliaryType,
                                       Location auxiliary)
    {
        return supportMove(type, unit, auxiliaryType, auxiliary, auxiliary);
    }
    static constexpr Order supportMove(UnitType type, Location unit, UnitType auxiliaryType,
                                       Location auxiliary, Location target)
    {
        return {.kind = OrderKind::Support,
                .unitType = type,
                .unit = unit,
                .target = target,
                .auxiliary = auxiliary,
                .auxiliaryType = auxiliaryType};
    }
    static constexpr Order convoy(Location fleet, Location army, Location target)
    {
        return {.kind = OrderKind::Convoy,
                .unitType = UnitType::Fleet,
                .unit = fleet,
                .target = target,
                .auxiliary = army,
                .auxiliaryType = UnitType::Army};
    }
    static constexpr Order retreat(UnitType type, Location unit, Location target)
    {
        return {.kind = OrderKind::Retreat, .unitType = type, .unit = unit, .target = target};
    }
    static constexpr Order disband(UnitType type, Location unit)
    {
        return {.kind = OrderKind::Disband, .unitType = type, .unit = unit};
    }
    static constexpr Order build(UnitType type, Location place)
    {
        return {.kind = OrderKind::Build, .unitType = type, .unit = place};
    }
    static constexpr Order waive() { return {.kind = OrderKind::Waive}; }

    constexpr bool isSupportHold() const
    {
        return kind == OrderKind::Support && target.province() == auxiliary.province();
    }
};

static_assert(sizeof(Order) <= 8);

} // namespace concert
