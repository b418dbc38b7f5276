// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "core/rules/phase_plays.h"

#include <algorithm>
#include <array>

namespace concert {

namespace {

constexpr auto retreatVoid = static_cast<OrderResults>(OrderResult::Void);
constexpr auto retreatBounce = static_cast<OrderResults>(OrderResult::Bounce);
constexpr auto retreatDisbanded = static_cast<OrderResults>(OrderResult::Disbanded);

/// The first order for a dislodged unit, made legal.
ResolvedOrder resolveRetreat(const Play &play, const DislodgedUnit &entry)
{
    const Unit &unit = entry.unit;
    ResolvedOrder resolved{
        unit.power, Order::disband(unit.type, unit.location), retreatDisbanded, {}};
    const auto given = std::ranges::find_if(play.orders, [&unit](const Order &order) {
        return order.kind != OrderKind::Waive &&
               order.unit.province() == unit.location.province() && order.unitType == unit.type;
    });
    if (given == play.orders.end()) {
        resolved.reason = "no order to retreat";
        return resolved;
    }
    resolved.order = *given;
    std::string why = whyIllegal(play.map, play.position, unit.power, *given);
    if (!why.empty()) {
        resolved.results |= retreatVoid;
        resolved.reason = std::move(why);
    } else if (given->kind == OrderKind::Retreat) {
        resolved.results = 0;
    }
    return resolved;
}

} // namespace

void playRetreats(const Play &play, Resolution &resolution)
{
    const Position &position = play.position;
    std::array<int, provinceCount> comers{};
    for (const DislodgedUnit &entry : position.dislodged()) {
        ResolvedOrder resolved = resolveRetreat(play, entry);
        if (resolved.results == 0)
            ++comers[static_cast<std::size_t>(indexOf(resolved.order.target.province()))];
        resolution.orders.push_back(std::move(resolved));
    }
    for (ResolvedOrder &resolved : resolution.orders) {
        if (resolved.results != 0)
            continue;
        const Province target = resolved.order.target.province();
        if (comers[static_cast<std::size_t>(indexOf(target))] > 1) {
            resolved.results = retreatBounce | retreatDisbanded;
            resolved.reason = "several units retreated to " + std::string(provinceName(target));
        } else if (const auto unit = position.unitAt(target)) { // a file may list such places
            resolved.results = retreatBounce | retreatDisbanded;
            resolved.reason = unitText(*unit) + " stands in " + std::string(provinceName(target));
        } else {
            resolution.next.setUnit(
                {resolved.power, resolved.order.unitType, resolved.order.target});
        }
    }
    for (std::size_t i = 0; i < comers.size(); ++i) {
        if (comers[i] > 1)
            resolution.standoffs.push_back(static_cast<Province>(i));
    }
    // Who is not dislodged has nothing to do now; such orders are told of, and void.
    for (const Order &order : play.orders) {
        const auto isItsOrder = [&order](const ResolvedOrder &resolved) {
            return resolved.order.unit.province() == order.unit.province() &&
                   resolved.order.unitType == order.unitType;
        };
        const std::optional<Unit> unit = position.unitAt(order.unit.province());
        if (unit && unit->type == order.unitType &&
            std::ranges::none_of(resolution.orders, isItsOrder))
            resolution.orders.push_back(
                {unit->power, order, retreatVoid, unitText(*unit) + " is not dislodged."});
    }
}

} // namespace concert
