// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/movement_report.h"

#include "core/rules/convoys.h"

namespace concert {

namespace {

std::string placeName(Province province)
{
    return std::string(provinceName(province));
}

constexpr OrderResults set(OrderResult result)
{
    return static_cast<OrderResults>(result);
}

constexpr OrderResults set(OrderResult one, OrderResult two)
{
    return static_cast<OrderResults>(set(one) | set(two));
}

} // namespace

OrderResults MovementReport::results(int i) const
{
    OrderResults results = 0;
    switch (movement_.unit(i).order.kind) {
    case OrderKind::Move:
        results = moveResults(i);
        break;
    case OrderKind::Support:
        results = supportResults(i);
        break;
    case OrderKind::Convoy:
        results = convoyResults(i);
        break;
    default:
        break;
    }
    return movement_.isDislodged(i) ? results | set(OrderResult::Dislodged) : results;
}

std::string MovementReport::reason(int i, OrderResults results) const
{
    std::string reason = orderReason(i, results);
    if (has(results, OrderResult::Dislodged)) {
        if (!reason.empty())
            reason += "; ";
        reason += "dislodged by " + nameOf(movement_.winner(movement_.unit(i).from));
    }
    return reason;
}

std::string MovementReport::orderReason(int i, OrderResults results) const
{
    switch (movement_.unit(i).order.kind) {
    case OrderKind::Move:
        if (has(results, OrderResult::NoConvoy))
            return whyNoConvoy(i);
        return has(results, OrderResult::Bounce) ? whyBounced(i) : std::string();
    case OrderKind::Support:
        return supportReason(i, results);
    case OrderKind::Convoy:
        return convoyReason(i, results);
    default:
        return {};
    }
}

// ---- Moves

OrderResults MovementReport::moveResults(int i) const
{
    if (movement_.verdicts(i).moves == Verdict::Yes)
        return 0;
    return set(lacksConvoy(i) ? OrderResult::NoConvoy : OrderResult::Bounce);
}

/// ": F NTH could have".
std::string MovementReport::whoCouldConvoy(int i) const
{
    ProvinceSet fleets;
    for (int other = 0; other < movement_.count(); ++other) {
        const MovingUnit &unit = movement_.unit(other);
        if (unit.unit.type == UnitType::Fleet && map_.seas().contains(unit.from))
            fleets.insert(unit.from);
    }
    std::string names;
    for (const Province sea :
         shortestConvoy(map_, fleets, movement_.unit(i).from, movement_.unit(i).to))
        names += (names.empty() ? ": " : ", ") + nameOf(movement_.unitAt(sea));
    return names + " could have";
}

std::string MovementReport::whyNoConvoy(int i) const
{
    const MovingUnit &army = movement_.unit(i);
    if (army.convoyers.isEmpty())
        return "no fleet was ordered to convoy it" + whoCouldConvoy(i);
    if (army.isParadox)
        return "its convoy decides on itself and so fails (Szykman's rule)";
    std::string lost;
    std::string ordered;
    for (const Province fleet : army.convoyers) {
        const int convoyer = movement_.unitAt(fleet);
        ordered += (ordered.empty() ? "" : ", ") + nameOf(convoyer);
        if (movement_.isDislodged(convoyer))
            lost += (lost.empty() ? "" : ", ") + nameOf(convoyer);
    }
    if (!army.hasRoute)
        return "the fleets ordered to convoy it (" + ordered + ") form no whole route";
    return "its convoy was broken: " + lost + " dislodged";
}

MovementReport::Opponent MovementReport::strongestAgainst(int i) const
{
    const Province target = movement_.unit(i).to;
    const int defender = movement_.unitAt(target);
    Opponent strongest;
    if (defender != MovingUnit::none && movement_.verdicts(defender).moves != Verdict::Yes)
        strongest = {defender, movement_.isHeadToHead(i, defender)
                                   ? movement_.defendStrength(defender).least
                                   : movement_.holdStrength(target).least};
    for (int a = movement_.firstAttacker(target); a != MovingUnit::none;
         a = movement_.unit(a).nextAttacker) {
        if (a != i && movement_.preventStrength(a).least > strongest.strength)
            strongest = {a, movement_.preventStrength(a).least};
    }
    return strongest;
}

std::string MovementReport::whyBounced(int i) const
{
    const MovingUnit &unit = movement_.unit(i);
    const int defender = movement_.unitAt(unit.to);
    const bool stays =
        defender != MovingUnit::none && movement_.verdicts(defender).moves != Verdict::Yes;
    if (stays && movement_.unit(defender).unit.power == unit.unit.power)
        return nameOf(defender) + " of the same power stayed in " + placeName(unit.to);
    const Opponent opponent = strongestAgainst(i);
    std::string reason = "bounced against " + nameOf(opponent.unit) + ", strength " +
                         std::to_string(movement_.attackStrength(i).least) + " against " +
                         std::to_string(opponent.strength);
    if (stays && opponent.unit != defender)
        reason += ", so that " + nameOf(defender) + " stayed in " + placeName(unit.to);
    return reason;
}

// ---- Supports

/// A dislodgement cuts too, but over the fleet that the support concerns it is told as a cut only
/// if the convoy was not asked for with VIA (so the library has it; the outcome is the same).
bool MovementReport::isExplicitOverTarget(int attacker, const MovingUnit &supporter) const
{
    const MovingUnit &army = movement_.unit(attacker);
    return army.from != supporter.to && army.order.viaConvoy &&
           army.convoyers.contains(supporter.to);
}

int MovementReport::cutter(int i) const
{
    const MovingUnit &supporter = movement_.unit(i);
    for (int a = movement_.firstAttacker(supporter.from); a != MovingUnit::none;
         a = movement_.unit(a).nextAttacker) {
        const bool isWinner = movement_.verdicts(a).moves == Verdict::Yes;
        if (movement_.reachesSupporter(a, i) == Verdict::Yes ||
            (isWinner && !isExplicitOverTarget(a, supporter)))
            return a;
    }
    return MovingUnit::none;
}

/// 1 and all supports that were not cut, whatever they were worth.
int MovementReport::fullStrength(int i) const
{
    int strength = 1;
    for (int s = movement_.unit(i).firstSupporter; s != MovingUnit::none;
         s = movement_.unit(s).nextSupporter)
        strength += cutter(s) == MovingUnit::none ? 1 : 0;
    return strength;
}

OrderResults MovementReport::supportResults(int i) const
{
    if (!movement_.unit(i).isMatched)
        return set(OrderResult::Void);
    const int helped = helpedBy(i);
    const bool lacks = lacksConvoy(helped);
    if (lacks && !movement_.unit(helped).hasRoute)
        return set(OrderResult::Void);
    if (cutter(i) != MovingUnit::none)
        return set(OrderResult::Cut);
    if (lacks)
        return set(OrderResult::NoConvoy);
    return wouldDislodgeOwn(i, helped) ? set(OrderResult::Void) : OrderResults{0};
}

std::string MovementReport::supportReason(int i, OrderResults results) const
{
    const MovingUnit &supporter = movement_.unit(i);
    const int helped = helpedBy(i);
    if (has(results, OrderResult::Cut))
        return "support cut by " + nameOf(cutter(i));
    if (has(results, OrderResult::NoConvoy))
        return "the convoy of " + nameOf(helped) + " did not come about";
    if (!has(results, OrderResult::Void))
        return {};
    if (supporter.isMatched)
        return lacksConvoy(helped) ? "no fleets were ordered to convoy " + nameOf(helped)
                                   : "no power helps to dislodge its own unit, here " +
                                         nameOf(movement_.unitAt(supporter.to));
    if (supporter.order.isSupportHold())
        return nameOf(helped) + " was ordered to move";
    const Location target = supporter.order.target;
    return nameOf(helped) + " was not ordered to move to " + placeName(supporter.to) +
           (target.coast() == Coast::None ? "" : " (" + locationText(target) + ")");
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

// ---- Convoys

/// The ordered fleets form a route of which this one cannot be left out.
bool MovementReport::isOnRoute(int fleet, const MovingUnit &army) const
{
    const Province sea = movement_.unit(fleet).from;
    if (map_.shores(sea).contains(army.from) && map_.shores(sea).contains(army.to))
        return true; // alone
    return ConvoyRoutes(map_, army.convoyers, army.from).targets(sea).contains(army.to);
}

OrderResults MovementReport::convoyResults(int i) const
{
    if (!movement_.unit(i).isMatched)
        return set(OrderResult::Void);
    const int army = helpedBy(i);
    const MovingUnit &passenger = movement_.unit(army);
    if (!isOnRoute(i, passenger) || (passenger.way == Way::Land && !passenger.isImplied))
        return set(OrderResult::NoConvoy, OrderResult::Void);
    if (movement_.isDislodged(i))
        return 0;
    if (isBroken(army))
        return set(OrderResult::NoConvoy);
    return passenger.isParadox ? set(OrderResult::Disrupted) : OrderResults{0};
}

std::string MovementReport::convoyReason(int i, OrderResults results) const
{
    const int army = helpedBy(i);
    if (!movement_.unit(i).isMatched)
        return nameOf(army) + " was not ordered to move to " + placeName(movement_.unit(i).to);
    if (has(results, OrderResult::Void))
        return isOnRoute(i, movement_.unit(army)) ? nameOf(army) + " went by land"
                                                  : "no route of convoying fleets led through " +
                                                        placeName(movement_.unit(i).from);
    if (has(results, OrderResult::Disrupted))
        return "the convoy of " + nameOf(army) + " decides on itself and so fails (Szykman's rule)";
    return has(results, OrderResult::NoConvoy) ? whyNoConvoy(army) : std::string();
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

} // namespace concert
