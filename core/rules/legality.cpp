// SPDX-License-Identifier: GPL-3.0-or-later
// Whether an order is legal, without words: the adjudicator asks for every order.
#include "core/rules/convoys.h"
#include "core/rules/legal_orders.h"

namespace concert {

namespace {

bool standsHere(const Position &position, UnitType type, Location location)
{
    const std::optional<Unit> unit = position.unitAt(location.province());
    return unit && unit->type == type && unit->location == location;
}

bool isLegalMove(const Map &map, const Position &position, const Order &order)
{
    if (!order.viaConvoy && map.canMove(order.unitType, order.unit, order.target))
        return true;
    return order.unitType == UnitType::Army && order.target.coast() == Coast::None &&
           canConvoy(map, fleetsAtSea(map, position), order.unit.province(),
                     order.target.province());
}

// Support by the only fleet that could convoy the supported army is missing in the lists, but the
// library accepts it (DATC 6.D.31); it has no effect.
bool isLegalSupport(const Map &map, const Position &position, const Order &order)
{
    const Province helped = order.auxiliary.province();
    const Province target = order.target.province();
    if (helped == order.unit.province() ||
        !map.reach(order.unitType, order.unit).contains(target) ||
        !standsHere(position, order.auxiliaryType, order.auxiliary))
        return false;
    return order.isSupportHold() ||
           map.reach(order.auxiliaryType, order.auxiliary).contains(target) ||
           (order.auxiliaryType == UnitType::Army &&
            canConvoy(map, fleetsAtSea(map, position), helped, target));
}

bool isLegalConvoy(const Map &map, const Position &position, const Order &order)
{
    const Province sea = order.unit.province();
    const Province from = order.auxiliary.province();
    const Province to = order.target.province();
    if (order.unitType != UnitType::Fleet || order.auxiliaryType != UnitType::Army ||
        map.terrain(sea) != Terrain::Sea || from == to || !map.coastalProvinces().contains(from) ||
        !map.coastalProvinces().contains(to) ||
        !standsHere(position, order.auxiliaryType, order.auxiliary))
        return false;
    if (map.shores(sea).contains(from) && map.shores(sea).contains(to))
        return true; // it needs no other fleet
    return ConvoyRoutes(map, fleetsAtSea(map, position), from).targets(sea).contains(to);
}

bool isLegalInMovement(const Map &map, const Position &position, Power power, const Order &order)
{
    if (!standsHere(position, order.unitType, order.unit) ||
        position.unitAt(order.unit.province())->power != power)
        return false;
    switch (order.kind) {
    case OrderKind::Hold:
        return true;
    case OrderKind::Move:
        return isLegalMove(map, position, order);
    case OrderKind::Support:
        return isLegalSupport(map, position, order);
    case OrderKind::Convoy:
        return isLegalConvoy(map, position, order);
    case OrderKind::Retreat:
    case OrderKind::Disband:
    case OrderKind::Build:
    case OrderKind::Waive:
        break;
    }
    return false;
}

} // namespace

bool isLegal(const Map &map, const Position &position, Power power, const Order &order)
{
    return position.phase.type == PhaseType::Movement
               ? isLegalInMovement(map, position, power, order)
               : whyIllegal(map, position, power, order).empty();
}

} // namespace concert
