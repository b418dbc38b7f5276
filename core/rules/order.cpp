// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/order.h"

namespace concert {

Order Order::hold(UnitType type, Location unit)
{
    return {.kind = OrderKind::Hold, .unitType = type, .unit = unit};
}

Order Order::move(UnitType type, Location unit, Location target, bool viaConvoy)
{
    return {.kind = OrderKind::Move,
            .unitType = type,
            .unit = unit,
            .target = target,
            .viaConvoy = viaConvoy};
}

Order Order::supportHold(UnitType type, Location unit, UnitType auxiliaryType, Location auxiliary)
{
    return supportMove(type, unit, auxiliaryType, auxiliary, auxiliary);
}

Order Order::supportMove(UnitType type, Location unit, UnitType auxiliaryType, Location auxiliary,
                         Location target)
{
    return {.kind = OrderKind::Support,
            .unitType = type,
            .unit = unit,
            .target = target,
            .auxiliary = auxiliary,
            .auxiliaryType = auxiliaryType};
}

Order Order::convoy(Location fleet, Location army, Location target)
{
    return {.kind = OrderKind::Convoy,
            .unitType = UnitType::Fleet,
            .unit = fleet,
            .target = target,
            .auxiliary = army,
            .auxiliaryType = UnitType::Army};
}

Order Order::retreat(UnitType type, Location unit, Location target)
{
    return {.kind = OrderKind::Retreat, .unitType = type, .unit = unit, .target = target};
}

Order Order::disband(UnitType type, Location unit)
{
    return {.kind = OrderKind::Disband, .unitType = type, .unit = unit};
}

Order Order::build(UnitType type, Location place)
{
    return {.kind = OrderKind::Build, .unitType = type, .unit = place};
}

Order Order::waive()
{
    return {.kind = OrderKind::Waive};
}

} // namespace concert
