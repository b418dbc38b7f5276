// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/convoys.h"
#include "core/rules/legal_orders.h"
#include "core/rules/movement.h"
#include "core/rules/order_text.h"
#include "core/rules/phase_plays.h"

namespace concert {

namespace {

std::string placeName(Province province)
{
    return std::string(provinceName(province));
}

/// Tells how each unit fared once everything is decided.
class MovementReport {
public:
    MovementReport(const Map &map, const Movement &movement) : map_(map), movement_(movement) {}

    /// Results and reasons of the unit's own order.
    void describe(int i, ResolvedOrder &resolved) const;

private:
    void describeMove(int i, ResolvedOrder &resolved) const;
    void describeSupport(int i, ResolvedOrder &resolved) const;
    void describeConvoy(int i, ResolvedOrder &resolved) const;
    std::string nameOf(int i) const { return unitText(movement_.unit(i).unit); }
    std::string whyBounced(int i) const;
    std::string whyNoConvoy(int i) const;
    std::string whoCut(int i) const;
    int fullStrength(int i) const;
    bool isExplicitOverTarget(int attacker, const MovingUnit &supporter) const;
    bool wouldDislodgeOwn(int i, int helped) const;
    bool isBroken(int army) const;
    bool lacksConvoy(int i) const
    {
        return movement_.unit(i).isMove && movement_.hasPath(i) == Verdict::No;
    }

    const Map &map_;
    const Movement &movement_;
};

void addResult(ResolvedOrder &resolved, OrderResult result, const std::string &reason)
{
    resolved.results |= static_cast<OrderResults>(result);
    if (!resolved.reason.empty() && !reason.empty())
        resolved.reason += "; ";
    resolved.reason += reason;
}

void MovementReport::describe(int i, ResolvedOrder &resolved) const
{
    switch (movement_.unit(i).order.kind) {
    case OrderKind::Move:
        describeMove(i, resolved);
        break;
    case OrderKind::Support:
        describeSupport(i, resolved);
        break;
    case OrderKind::Convoy:
        describeConvoy(i, resolved);
        break;
    default:
        break;
    }
    if (movement_.isDislodged(i))
        addResult(resolved, OrderResult::Dislodged,
                  "dislodged by " + nameOf(movement_.winner(movement_.unit(i).from)));
}

void MovementReport::describeMove(int i, ResolvedOrder &resolved) const
{
    if (movement_.verdicts(i).moves == Verdict::Yes)
        return;
    if (lacksConvoy(i))
        addResult(resolved, OrderResult::NoConvoy, whyNoConvoy(i));
    else
        addResult(resolved, OrderResult::Bounce, whyBounced(i));
}

std::string MovementReport::whyNoConvoy(int i) const
{
    if (movement_.unit(i).convoyers.isEmpty())
        return "no fleet was ordered to convoy it";
    std::string lost;
    for (const Province fleet : movement_.unit(i).convoyers) {
        const int convoyer = movement_.unitAt(fleet);
        if (movement_.isDislodged(convoyer))
            lost += (lost.empty() ? "" : ", ") + nameOf(convoyer);
    }
    if (lost.empty())
        return "no unbroken route of convoying fleets";
    return "its convoy was broken: " + lost + " dislodged";
}

std::string MovementReport::whyBounced(int i) const
{
    const MovingUnit &unit = movement_.unit(i);
    const int attack = movement_.attackStrength(i).least;
    const int defender = movement_.unitAt(unit.to);
    int strongest = MovingUnit::none;
    int strength = 0;
    if (defender != MovingUnit::none && movement_.verdicts(defender).moves != Verdict::Yes) {
        if (movement_.unit(defender).unit.power == unit.unit.power)
            return nameOf(defender) + " of the same power stayed in " + placeName(unit.to);
        strongest = defender;
        strength = movement_.isHeadToHead(i, defender) ? movement_.defendStrength(defender).least
                                                       : movement_.holdStrength(unit.to).least;
    }
    for (int a = movement_.firstAttacker(unit.to); a != MovingUnit::none;
         a = movement_.unit(a).nextAttacker) {
        if (a != i && movement_.preventStrength(a).least > strength) {
            strongest = a;
            strength = movement_.preventStrength(a).least;
        }
    }
    if (strongest == MovingUnit::none)
        return {};
    return "bounced against " + nameOf(strongest) + ", strength " + std::to_string(attack) +
           " against " + std::to_string(strength);
}

/// A dislodgement cuts too, but over the fleet that the support concerns it is told as a cut only
/// if the convoy was not asked for with VIA (so the library has it; the outcome is the same).
bool MovementReport::isExplicitOverTarget(int attacker, const MovingUnit &supporter) const
{
    const MovingUnit &army = movement_.unit(attacker);
    return army.from != supporter.to && army.order.viaConvoy &&
           army.convoyers.contains(supporter.to);
}

/// Empty: nobody.
std::string MovementReport::whoCut(int i) const
{
    const MovingUnit &supporter = movement_.unit(i);
    for (int a = movement_.firstAttacker(supporter.from); a != MovingUnit::none;
         a = movement_.unit(a).nextAttacker) {
        const bool isWinner = movement_.verdicts(a).moves == Verdict::Yes;
        if (movement_.reachesSupporter(a, i) == Verdict::Yes ||
            (isWinner && !isExplicitOverTarget(a, supporter)))
            return nameOf(a);
    }
    return {};
}

/// 1 and all supports that were not cut, whatever they were worth.
int MovementReport::fullStrength(int i) const
{
    int strength = 1;
    for (int s = movement_.unit(i).firstSupporter; s != MovingUnit::none;
         s = movement_.unit(s).nextSupporter)
        strength += whoCut(s).empty() ? 1 : 0;
    return strength;
}

void MovementReport::describeSupport(int i, ResolvedOrder &resolved) const
{
    const MovingUnit &supporter = movement_.unit(i);
    const int helped = movement_.unitAt(supporter.order.auxiliary.province());
    if (!supporter.isMatched) {
        addResult(resolved, OrderResult::Void,
                  supporter.order.isSupportHold()
                      ? nameOf(helped) + " was ordered to move"
                      : nameOf(helped) + " was not ordered to move to " + placeName(supporter.to));
        return;
    }
    if (lacksConvoy(helped) && !movement_.unit(helped).hasRoute)
        addResult(resolved, OrderResult::Void,
                  "no fleets were ordered to convoy " + nameOf(helped));
    else if (const std::string cutter = whoCut(i); !cutter.empty())
        addResult(resolved, OrderResult::Cut, "support cut by " + cutter);
    else if (lacksConvoy(helped))
        addResult(resolved, OrderResult::NoConvoy,
                  "the convoy of " + nameOf(helped) + " did not come about");
    else if (wouldDislodgeOwn(i, helped))
        addResult(resolved, OrderResult::Void,
                  "no power helps to dislodge its own unit, here " +
                      nameOf(movement_.unitAt(supporter.to)));
}

/// The supported attack would win if the support counted against an own unit too; between two that
/// attack each other it is always told.
bool MovementReport::wouldDislodgeOwn(int i, int helped) const
{
    const MovingUnit &attacker = movement_.unit(helped);
    const int defender = movement_.unitAt(attacker.to);
    if (!attacker.isMove || defender == MovingUnit::none ||
        movement_.unit(defender).unit.power != movement_.unit(i).unit.power)
        return false;
    if (movement_.isHeadToHead(helped, defender))
        return true;
    if (movement_.verdicts(defender).moves == Verdict::Yes)
        return false;
    const int strength = fullStrength(helped);
    if (strength <= (movement_.unit(defender).isMove ? 1 : fullStrength(defender)))
        return false;
    for (int a = movement_.firstAttacker(attacker.to); a != MovingUnit::none;
         a = movement_.unit(a).nextAttacker) {
        if (a != helped && movement_.preventStrength(a).least >= strength)
            return false;
    }
    return true;
}

void MovementReport::describeConvoy(int i, ResolvedOrder &resolved) const
{
    const MovingUnit &fleet = movement_.unit(i);
    const int army = movement_.unitAt(fleet.order.auxiliary.province());
    if (!fleet.isMatched) {
        addResult(resolved, OrderResult::Void,
                  nameOf(army) + " was not ordered to move to " + placeName(fleet.to));
        return;
    }
    const MovingUnit &passenger = movement_.unit(army);
    const ConvoyThrough routes(map_, passenger.convoyers, fleet.from);
    if (!routes.targets(passenger.from).contains(passenger.to)) {
        addResult(resolved, OrderResult::NoConvoy, {});
        addResult(resolved, OrderResult::Void,
                  "no route of convoying fleets led through " + placeName(fleet.from));
    } else if (passenger.way == Way::Land && !passenger.isImplied) {
        addResult(resolved, OrderResult::NoConvoy, {});
        addResult(resolved, OrderResult::Void, nameOf(army) + " went by land");
    } else if (!movement_.isDislodged(i) && isBroken(army)) {
        addResult(resolved, OrderResult::NoConvoy, whyNoConvoy(army));
    }
}

/// Dislodgements left no route (a paradox is no broken convoy).
bool MovementReport::isBroken(int army) const
{
    const MovingUnit &passenger = movement_.unit(army);
    ProvinceSet left = passenger.convoyers;
    for (const Province fleet : passenger.convoyers) {
        if (movement_.isDislodged(movement_.unitAt(fleet)))
            left.erase(fleet);
    }
    return !canConvoy(map_, left, passenger.from, passenger.to);
}

/// One legal order for each unit; what was illegal is a hold with a reason.
std::vector<Order> ordersToPlay(const Map &map, const Position &position,
                                const std::vector<Unit> &units, const std::vector<Order> &orders,
                                std::vector<ResolvedOrder> &resolved)
{
    std::array<int, provinceCount> given;
    given.fill(-1);
    for (std::size_t i = orders.size(); i-- > 0;) { // backwards: the first one counts
        if (orders[i].kind != OrderKind::Waive)
            given[static_cast<std::size_t>(indexOf(orders[i].unit.province()))] =
                static_cast<int>(i);
    }
    std::vector<Order> played;
    played.reserve(units.size());
    for (const Unit &unit : units) {
        Order order = Order::hold(unit.type, unit.location);
        std::string reason;
        const int index = given[static_cast<std::size_t>(indexOf(unit.location.province()))];
        if (index >= 0) {
            const Order &wish = orders[static_cast<std::size_t>(index)];
            reason = whyIllegal(map, position, unit.power, wish);
            if (reason.empty())
                order = wish;
            else
                reason = "held, as " + orderText(wish) + " is illegal: " + reason;
        }
        played.push_back(order);
        resolved.push_back({unit.power, order, 0, std::move(reason)});
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

} // namespace

Resolution playMovement(const Map &map, const Position &position, const std::vector<Order> &orders)
{
    Resolution resolution;
    const std::vector<Unit> units = position.units();
    resolution.orders.reserve(units.size());
    Movement movement(map, position, ordersToPlay(map, position, units, orders, resolution.orders));
    movement.solve();

    resolution.next = position;
    for (const Unit &unit : units)
        resolution.next.clearUnit(unit.location.province());
    const MovementReport report(map, movement);
    for (int i = 0; i < movement.count(); ++i) {
        const MovingUnit &unit = movement.unit(i);
        report.describe(i, resolution.orders[static_cast<std::size_t>(i)]);
        Unit moved = unit.unit;
        if (movement.verdicts(i).moves == Verdict::Yes)
            moved.location = unit.order.target;
        if (!movement.isDislodged(i))
            resolution.next.setUnit(moved);
    }
    const ProvinceSet standoffs = standoffsOf(movement, resolution.next);
    for (const Province province : standoffs)
        resolution.standoffs.push_back(province);
    std::vector<DislodgedUnit> dislodged;
    for (int i = 0; i < movement.count(); ++i) {
        if (movement.isDislodged(i))
            dislodged.push_back(dislodgedUnit(map, movement, i, resolution.next, standoffs));
    }
    resolution.next.setDislodged(std::move(dislodged));
    return resolution;
}

} // namespace concert
