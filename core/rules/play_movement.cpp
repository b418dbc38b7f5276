// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"
#include "core/rules/movement.h"
#include "core/rules/movement_report.h"
#include "core/rules/order_text.h"
#include "core/rules/phase_plays.h"

namespace concert {

namespace {

/// One legal order for each unit; what was illegal is a hold with a reason.
FixedList<Order, provinceCount> ordersToPlay(const Play &play, Resolution &resolution)
{
    const Position &position = play.position;
    std::array<const Order *, provinceCount> given{};
    for (const Order &order : play.orders) {
        const Order *&first = given[static_cast<std::size_t>(indexOf(order.unit.province()))];
        if (first == nullptr && order.kind != OrderKind::Waive)
            first = &order;
    }
    FixedList<Order, provinceCount> played;
    for (const Power power : allPowers) {
        for (const Province place : position.occupiedBy(power)) {
            const Unit unit = *position.unitAt(place);
            Order order = Order::hold(unit.type, unit.location);
            std::string reason;
            if (const Order *wish = given[static_cast<std::size_t>(indexOf(place))]) {
                if (isLegal(play.map, position, power, *wish))
                    order = *wish;
                else if (play.reasons == Reasons::Told)
                    reason = "held, as " + orderText(*wish) +
                             " is illegal: " + whyIllegal(play.map, position, power, *wish);
            }
            played.push_back(order);
            resolution.orders.push_back({power, order, 0, std::move(reason)});
        }
    }
    return played;
}

/// Provinces that a unit failed to enter for lack of strength and that are empty in the end.
ProvinceSet standoffsOf(const Movement &movement, const Position &next)
{
    ProvinceSet standoffs;
    for (int i = 0; i < movement.count(); ++i) {
        const MovingUnit &unit = movement.unit(i);
        if (unit.isMove && movement.verdicts(i).moves != Verdict::Yes && !next.unitAt(unit.to) &&
            movement.preventStrength(i).least > 0)
            standoffs.insert(unit.to);
    }
    return standoffs;
}

DislodgedUnit dislodgedUnit(const Map &map, const Movement &movement, int i, const Position &next,
                            const ProvinceSet &standoffs)
{
    const MovingUnit &lost = movement.unit(i);
    const int attacker = movement.winner(lost.from);
    DislodgedUnit entry{lost.unit, movement.unit(attacker).from, {}};
    // Only the way by land is barred (DATC 4.A.5).
    const bool byConvoy = movement.travelsByConvoy(attacker);
    for (const Location place : map.neighbours(lost.unit.type, lost.unit.location)) {
        const Province province = place.province();
        if (next.unitAt(province) || standoffs.contains(province) ||
            (province == entry.attackerFrom && !byConvoy))
            continue;
        entry.retreats.push_back(place);
    }
    return entry;
}

/// A unit that holds because its order was illegal has one already.
void addReason(ResolvedOrder &resolved, const std::string &reason)
{
    if (!resolved.reason.empty())
        resolved.reason += "; ";
    resolved.reason += reason;
}

} // namespace

void playMovement(const Play &play, Resolution &resolution)
{
    Movement movement(play.map, play.position, ordersToPlay(play, resolution).all(), play.rules);
    movement.solve();
    const MovementReport report(play.map, movement);
    Position &next = resolution.next;
    next.clearUnits();
    for (int i = 0; i < movement.count(); ++i) {
        const MovingUnit &unit = movement.unit(i);
        ResolvedOrder &resolved = resolution.orders[static_cast<std::size_t>(i)];
        resolved.results = report.results(i);
        if (play.reasons == Reasons::Told && resolved.results != 0)
            addReason(resolved, report.reason(i, resolved.results));
        if (movement.isDislodged(i))
            continue;
        Unit moved = unit.unit;
        if (movement.verdicts(i).moves == Verdict::Yes)
            moved.location = unit.order.target;
        next.setUnit(moved);
    }
    const ProvinceSet standoffs = standoffsOf(movement, next);
    for (const Province province : standoffs)
        resolution.standoffs.push_back(province);
    next.clearDislodged();
    for (int i = 0; i < movement.count(); ++i) {
        if (movement.isDislodged(i))
            next.addDislodged(dislodgedUnit(play.map, movement, i, next, standoffs));
    }
}

} // namespace concert
