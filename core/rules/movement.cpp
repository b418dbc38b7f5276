// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/movement.h"

#include "core/rules/convoys.h"
#include "core/rules/movement_cycles.h"

#include <algorithm>

namespace concert {

Movement::Movement(const Map &map, const Position &position, std::span<const Order> orders,
                   RuleSet rules)
    : map_(map), rules_(rules)
{
    unitAt_.fill(MovingUnit::none);
    firstAttacker_.fill(MovingUnit::none);
    readOrders(position, orders);
    readSupportsAndConvoys();
    chooseWays();
}

void Movement::readOrders(const Position &position, std::span<const Order> orders)
{
    for (const Power power : allPowers) {
        for (const Province place : position.occupiedBy(power)) {
            const int i = count();
            const Order &order = orders[units_.size()];
            MovingUnit unit;
            unit.unit = *position.unitAt(place);
            unit.order = order;
            unit.from = place;
            unit.to = order.target.province();
            unit.isMove = order.kind == OrderKind::Move;
            unitAt_[index(indexOf(place))] = i;
            if (unit.isMove) {
                int &first = firstAttacker_[index(indexOf(unit.to))];
                unit.nextAttacker = first;
                first = i;
            }
            units_.push_back(unit);
        }
    }
    verdicts_.assign(units_.size(), {});
}

// DATC 4.B.4: a coast that is named must be the right one. The library takes it out of the order
// when a fleet supports.
bool Movement::fitsCoast(const MovingUnit &helper, const MovingUnit &helped) const
{
    if (helper.unit.type == UnitType::Fleet &&
        rules_.wrongSupportCoast == RuleSet::WrongSupportCoast::Ignored)
        return true;
    return helper.order.target.coast() == Coast::None || helper.order.target == helped.order.target;
}

void Movement::readSupportsAndConvoys()
{
    for (int i = 0; i < count(); ++i) {
        MovingUnit &unit = units_[index(i)];
        if (unit.order.kind != OrderKind::Support && unit.order.kind != OrderKind::Convoy)
            continue;
        const int other = unitAt(unit.order.auxiliary.province());
        if (other == MovingUnit::none)
            continue;
        MovingUnit &helped = units_[index(other)];
        if (unit.order.kind == OrderKind::Support && unit.order.isSupportHold())
            unit.isMatched = !helped.isMove;
        else
            unit.isMatched = helped.isMove && helped.to == unit.to && fitsCoast(unit, helped);
        if (!unit.isMatched)
            continue;
        if (unit.order.kind == OrderKind::Support) {
            unit.nextSupporter = helped.firstSupporter;
            helped.firstSupporter = i;
        } else {
            helped.convoyers.insert(unit.from);
        }
    }
}

void Movement::chooseWays()
{
    for (MovingUnit &unit : units_) {
        if (!unit.isMove || unit.unit.type == UnitType::Fleet)
            continue;
        unit.hasRoute =
            !unit.convoyers.isEmpty() && canConvoy(map_, unit.convoyers, unit.from, unit.to);
        if (!map_.canMove(UnitType::Army, unit.from, unit.to)) {
            unit.way = Way::Convoy;
            continue;
        }
        // An own fleet that is ordered to convoy shows that this is meant (DATC 4.A.3).
        const bool isOwn = !unit.order.viaConvoy && isConvoyedByOwn(unit);
        if (!unit.hasRoute) { // by land, perhaps also with a VIA (DATC 6.G.8)
            if ((unit.order.viaConvoy && rules_.missingConvoy == RuleSet::MissingConvoy::Fails) ||
                (isOwn && rules_.brokenOwnConvoy == RuleSet::BrokenOwnConvoy::Fails))
                unit.way = Way::Convoy;
            continue;
        }
        unit.isImplied = isOwn;
        if (unit.order.viaConvoy || isOwn)
            unit.way = Way::Convoy;
    }
}

bool Movement::isConvoyedByOwn(const MovingUnit &army) const
{
    return std::ranges::any_of(army.convoyers, [&](Province fleet) {
        return units_[index(unitAt(fleet))].unit.power == army.unit.power;
    });
}

void Movement::startVerdicts()
{
    for (int i = 0; i < count(); ++i) {
        MovingUnit &unit = units_[index(i)];
        unit.isParadox = false;
        MovementVerdicts &verdicts = verdicts_[index(i)];
        verdicts = {};
        if (unit.isMove)
            verdicts.moves = Verdict::Open;
        if (unit.way != Way::Land)
            verdicts.convoyed = Verdict::Open;
        if (unit.order.kind == OrderKind::Support && unit.isMatched)
            verdicts.supports = Verdict::Open;
        if (firstAttacker(unit.from) != MovingUnit::none)
            verdicts.dislodged = Verdict::Open;
    }
}

int Movement::winner(Province province) const
{
    for (int i = firstAttacker(province); i != MovingUnit::none; i = unit(i).nextAttacker) {
        if (verdicts(i).moves == Verdict::Yes)
            return i;
    }
    return MovingUnit::none;
}

Verdict Movement::hasPath(int i) const
{
    return unit(i).way == Way::Convoy ? verdicts(i).convoyed : Verdict::Yes;
}

bool Movement::isHeadToHead(int i, int other) const
{
    const MovingUnit &one = unit(i);
    const MovingUnit &two = unit(other);
    return one.isMove && two.isMove && one.to == two.from && two.to == one.from &&
           !travelsByConvoy(i) && !travelsByConvoy(other);
}

/// 1 and the supports, without those of one power.
Movement::Strength Movement::supportStrength(int i, int exceptPower) const
{
    Strength strength{1, 1};
    for (int s = unit(i).firstSupporter; s != MovingUnit::none; s = unit(s).nextSupporter) {
        if (indexOf(unit(s).unit.power) == exceptPower)
            continue;
        strength.least += verdicts(s).supports == Verdict::Yes ? 1 : 0;
        strength.most += verdicts(s).supports != Verdict::No ? 1 : 0;
    }
    return strength;
}

// A unit does not dislodge its own power's units, and supports do not help to dislodge their own.
Movement::Strength Movement::attackStrength(int i) const
{
    const Verdict path = hasPath(i);
    if (path == Verdict::No)
        return {};
    const int defender = unitAt(unit(i).to);
    Strength strength;
    if (defender == MovingUnit::none) {
        strength = supportStrength(i);
    } else {
        const bool headToHead = isHeadToHead(i, defender);
        const bool surelyLeaves = verdicts(defender).moves == Verdict::Yes && !headToHead;
        const bool surelyStays = verdicts(defender).moves == Verdict::No || headToHead;
        const Power power = unit(defender).unit.power;
        const Strength full = supportStrength(i);
        const Strength restricted =
            power == unit(i).unit.power ? Strength{} : supportStrength(i, indexOf(power));
        strength.least = surelyLeaves ? full.least : restricted.least;
        strength.most = surelyStays ? restricted.most : full.most;
    }
    if (path == Verdict::Open)
        strength.least = 0;
    return strength;
}

Movement::Strength Movement::defendStrength(int i) const
{
    return supportStrength(i);
}

// Who loses a head-to-head battle has no effect on the province that the winner came from.
Movement::Strength Movement::preventStrength(int i) const
{
    const Verdict path = hasPath(i);
    if (path == Verdict::No)
        return {};
    Strength strength = supportStrength(i);
    if (path == Verdict::Open)
        strength.least = 0;
    const int opponent = unitAt(unit(i).to);
    if (opponent != MovingUnit::none && isHeadToHead(i, opponent)) {
        if (verdicts(opponent).moves != Verdict::No)
            strength.least = 0;
        if (verdicts(opponent).moves == Verdict::Yes)
            strength.most = 0;
    }
    return strength;
}

Movement::Strength Movement::holdStrength(Province province) const
{
    const int holder = unitAt(province);
    if (holder == MovingUnit::none)
        return {};
    if (!unit(holder).isMove)
        return supportStrength(holder);
    return {verdicts(holder).moves == Verdict::No ? 1 : 0,
            verdicts(holder).moves == Verdict::Yes ? 0 : 1};
}

Verdict Movement::judgeMove(int i) const
{
    const Strength attack = attackStrength(i);
    const Province target = unit(i).to;
    const int defender = unitAt(target);
    const Strength against = defender != MovingUnit::none && isHeadToHead(i, defender)
                                 ? defendStrength(defender)
                                 : holdStrength(target);
    bool wins = attack.least > against.most;
    bool fails = attack.most <= against.least;
    for (int other = firstAttacker(target); other != MovingUnit::none;
         other = unit(other).nextAttacker) {
        if (other == i)
            continue;
        const Strength prevent = preventStrength(other);
        wins = wins && attack.least > prevent.most;
        fails = fails || attack.most <= prevent.least;
    }
    if (wins)
        return Verdict::Yes;
    return fails ? Verdict::No : Verdict::Open;
}

Verdict Movement::judgeDislodged(int i) const
{
    if (verdicts(i).moves == Verdict::Yes)
        return Verdict::No;
    Verdict result = Verdict::No;
    for (int a = firstAttacker(unit(i).from); a != MovingUnit::none; a = unit(a).nextAttacker) {
        if (verdicts(a).moves == Verdict::Yes)
            return verdicts(i).moves == Verdict::No ? Verdict::Yes : Verdict::Open;
        if (verdicts(a).moves == Verdict::Open)
            result = Verdict::Open;
    }
    return result;
}

Verdict Movement::reachesSupporter(int attacker, int supporter) const
{
    const MovingUnit &army = unit(attacker);
    const Province target = unit(supporter).to;
    if (army.unit.power == unit(supporter).unit.power || army.from == target)
        return Verdict::No;
    const Verdict path = hasPath(attacker);
    if (army.way == Way::Land || path == Verdict::No || !army.convoyers.contains(target))
        return path;
    ProvinceSet others = army.convoyers;
    others.erase(target);
    return judgeRoute(attacker, others);
}

// An attack cuts, unless it is one's own, comes from where the support is given to, or comes over a
// fleet there that its convoy cannot do without (DATC 4.A.4); a dislodgement always does.
Verdict Movement::judgeSupport(int i) const
{
    if (verdicts(i).dislodged == Verdict::Yes)
        return Verdict::No;
    Verdict result = verdicts(i).dislodged == Verdict::No ? Verdict::Yes : Verdict::Open;
    for (int a = firstAttacker(unit(i).from); a != MovingUnit::none; a = unit(a).nextAttacker) {
        const Verdict reaches = reachesSupporter(a, i);
        if (reaches == Verdict::Yes)
            return Verdict::No;
        if (reaches == Verdict::Open)
            result = Verdict::Open;
    }
    return result;
}

Verdict Movement::judgeConvoy(int i) const
{
    return judgeRoute(i, unit(i).convoyers);
}

Verdict Movement::judgeRoute(int i, ProvinceSet fleets) const
{
    ProvinceSet safe = fleets;
    for (const Province fleet : unit(i).convoyers) {
        const Verdict dislodged = verdicts(unitAt(fleet)).dislodged;
        if (dislodged != Verdict::No)
            safe.erase(fleet);
        if (dislodged == Verdict::Yes)
            fleets.erase(fleet);
    }
    if (canConvoy(map_, safe, unit(i).from, unit(i).to))
        return Verdict::Yes;
    return canConvoy(map_, fleets, unit(i).from, unit(i).to) ? Verdict::Open : Verdict::No;
}

bool Movement::judge(int i)
{
    MovementVerdicts &verdicts = verdicts_[index(i)];
    const MovementVerdicts before = verdicts;
    if (verdicts.convoyed == Verdict::Open)
        verdicts.convoyed = judgeConvoy(i);
    if (verdicts.moves == Verdict::Open)
        verdicts.moves = judgeMove(i);
    if (verdicts.dislodged == Verdict::Open)
        verdicts.dislodged = judgeDislodged(i);
    if (verdicts.supports == Verdict::Open)
        verdicts.supports = judgeSupport(i);
    return verdicts != before;
}

void Movement::propagate()
{
    FixedList<int, provinceCount> open;
    for (int i = 0; i < count(); ++i) {
        if (verdicts(i).isOpen())
            open.push_back(i);
    }
    for (bool changed = true; changed;) {
        changed = false;
        const auto before = open;
        open.clear();
        for (const int i : before) {
            changed = judge(i) || changed;
            if (verdicts(i).isOpen())
                open.push_back(i);
        }
    }
}

void Movement::solve()
{
    do {
        startVerdicts();
        propagate();
        if (std::ranges::any_of(verdicts_, &MovementVerdicts::isOpen))
            MovementCycles(*this).resolve();
    } while (fallBackToLand());
}

// An army whose convoy was only implied goes by land if the convoy is broken, where the rules say
// so. That is known when everything is decided, and then everything is decided anew. A paradox is
// no broken convoy.
bool Movement::fallBackToLand()
{
    if (rules_.brokenOwnConvoy == RuleSet::BrokenOwnConvoy::Fails)
        return false;
    bool changed = false;
    for (int i = 0; i < count(); ++i) {
        MovingUnit &unit = units_[index(i)];
        if (unit.isImplied && unit.way == Way::Convoy && !unit.isParadox &&
            verdicts(i).convoyed == Verdict::No) {
            unit.way = Way::Land;
            changed = true;
        }
    }
    return changed;
}

} // namespace concert
