// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/movement_planner.h"

#include <algorithm>

namespace concert {

namespace {

constexpr double unitLoss = 4;        // a dislodged unit
constexpr double keptAgreement = 2.5; // using the support one was promised
constexpr double supportWorth = 0.02; // otherwise useless units lean towards supporting
constexpr double failedMove = 0.25;   // a move that bounces
constexpr double leastImprovement = 1e-6;

bool canReach(const Map &map, const Unit &unit, Province place)
{
    const auto next = map.neighbours(unit.type, unit.location);
    return std::any_of(next.begin(), next.end(),
                       [&](Location location) { return location.province() == place; });
}

} // namespace

MovementPlanner::MovementPlanner(const Map &map, const Position &position, Power power,
                                 const Assessment &assessment, const Agreements &agreements)
    : map_(map), position_(position), assessment_(assessment), units_(position.units(power)),
      centers_(position.centers(power))
{
    if (units_.size() > maxUnits)
        units_.resize(maxUnits); // a board text may claim anything
    promised_.resize(units_.size());
    unitIn_.fill(-1);
    for (std::size_t i = 0; i < units_.size(); ++i) {
        choices_[i].to = units_[i].location;
        unitIn_[static_cast<std::size_t>(indexOf(units_[i].location.province()))] =
            static_cast<std::int8_t>(i);
        for (const Location to : map.neighbours(units_[i].type, units_[i].location))
            reach_[i].set(static_cast<std::size_t>(indexOf(to.province())));
    }
    applyAgreements(agreements);
}

void MovementPlanner::applyAgreements(const Agreements &agreements)
{
    const auto ownUnit = [&](Province place) {
        return unitIn_[static_cast<std::size_t>(indexOf(place))];
    };
    for (const Agreements::Support &support : agreements.supports) {
        const std::optional<Unit> theirs =
            position_.unitAt(support.given ? support.supported : support.supporter);
        const int ours = ownUnit(support.given ? support.supporter : support.supported);
        if (!theirs || theirs->power != support.other || ours < 0)
            continue;
        const auto index = static_cast<std::size_t>(ours);
        if (!support.given) {
            help_.push_back({index, support.place});
            continue;
        }
        const Unit &unit = units_[index];
        const bool inPlace = support.place == support.supported;
        if (!reaches(index, support.place) ||
            (!inPlace && !canReach(map_, *theirs, support.place)) || ownUnit(support.place) >= 0)
            continue;
        Location target = support.place;
        for (const Location location : map_.neighbours(theirs->type, theirs->location)) {
            if (location.province() == support.place)
                target = location; // the coast that the fleet goes to
        }
        promised_[index] =
            inPlace ? Order::supportHold(unit.type, unit.location, theirs->type, theirs->location)
                    : Order::supportMove(unit.type, unit.location, theirs->type, theirs->location,
                                         target);
        choices_[index].kind = Kind::Promised;
    }
}

std::optional<Order> MovementPlanner::promisedBy(Province place) const
{
    const int unit = unitIn_[static_cast<std::size_t>(indexOf(place))];
    return unit < 0 ? std::nullopt : promised_[static_cast<std::size_t>(unit)];
}

bool MovementPlanner::canSupport(std::size_t supporter, std::size_t unit, Province place) const
{
    return supporter != unit && units_[supporter].location.province() != place &&
           reaches(supporter, place);
}

bool MovementPlanner::supports(const Choices &choices, std::size_t supporter,
                               std::size_t unit) const
{
    const Choice &choice = choices[supporter];
    return choice.kind == Kind::Support && choice.partner == unit &&
           (choices[unit].kind == Kind::Move) == (choice.to != units_[unit].location) &&
           (choices[unit].kind != Kind::Move || choices[unit].to == choice.to);
}

MovementPlanner::Gathered MovementPlanner::gather(const Choices &choices) const
{
    Gathered all;
    all.force.fill(1);
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const Choice &choice = choices[i];
        if (choice.kind == Kind::Move)
            ++all.into[static_cast<std::size_t>(indexOf(choice.to.province()))];
        else if (choice.kind == Kind::Support && supports(choices, i, choice.partner))
            all.force[choice.partner] += 1 - assessment_.attacked(units_[i].location.province());
        else if (choice.kind == Kind::Convoy && choices[choice.partner].to == choice.to)
            ++all.ferries[choice.partner];
    }
    for (const PromisedHelp &help : help_) {
        if (choices[help.unit].to.province() == help.place)
            all.force[help.unit] += 0.8; // promises are mostly kept
    }
    return all;
}

double MovementPlanner::succeeds(const Choices &choices, const Gathered &all, std::size_t unit,
                                 int depth) const
{
    const Choice &choice = choices[unit];
    const auto place = static_cast<std::size_t>(indexOf(choice.to.province()));
    if (all.into[place] > 1 || all.ferries[unit] < choice.ferries)
        return 0; // own units stand each other off; the convoy is incomplete
    double chance = assessment_.chance(choice.to.province(), all.force[unit]);
    if (choice.ferries > 0)
        chance *= 0.85; // fleets get dislodged
    if (unitIn_[place] < 0)
        return chance;
    const auto other = static_cast<std::size_t>(unitIn_[place]);
    const bool swaps = choices[other].to.province() == units_[unit].location.province() &&
                       choices[other].ferries == 0 && choice.ferries == 0;
    if (choices[other].kind != Kind::Move || swaps)
        return 0; // it stays, or both want to change places
    return chance * (depth > 3 ? 0.8 : succeeds(choices, all, other, depth + 1));
}

double MovementPlanner::utility(const Choices &choices) const
{
    const Gathered all = gather(choices);
    double sum = 0;
    std::array<double, provinceCount> guarded{}; // probability that a unit of ours is there
    const auto guard = [&](Province place, double probability) {
        double &known = guarded[static_cast<std::size_t>(indexOf(place))];
        known = std::max(known, probability);
    };
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const Province here = units_[i].location.province();
        const double value = assessment_.value(units_[i].type, units_[i].location);
        if (choices[i].kind != Kind::Move) {
            const double safety = assessment_.safety(here, all.force[i]);
            sum += value - (1 - safety) * unitLoss;
            sum += choices[i].kind == Kind::Support ? supportWorth : 0;
            guard(here, safety);
            continue;
        }
        const double chance = succeeds(choices, all, i, 0);
        const Province there = choices[i].to.province();
        sum += chance * assessment_.value(units_[i].type, choices[i].to) +
               (1 - chance) * (value - failedMove);
        guard(here, (1 - chance) * assessment_.safety(here, 1));
        guard(there, assessment_.safety(there, all.force[i])); // a standoff keeps others out, too
        for (const PromisedHelp &help : help_)
            sum += help.unit == i && help.place == there ? keptAgreement : 0;
    }
    for (const Province center : centers_)
        sum -= (1 - guarded[static_cast<std::size_t>(indexOf(center))]) *
               assessment_.intrusion(center) * assessment_.centerLoss();
    return sum;
}

bool MovementPlanner::takeIfBetter(const Choices &choices)
{
    const double value = utility(choices);
    if (value <= best_ + leastImprovement)
        return false;
    best_ = value;
    choices_ = choices;
    return true;
}

bool MovementPlanner::improveAlone(std::size_t unit)
{
    bool better = false;
    Choices trial = choices_;
    trial[unit] = Choice::stay(units_[unit].location);
    better |= takeIfBetter(trial);
    for (const Location to : map_.neighbours(units_[unit].type, units_[unit].location)) {
        trial = choices_;
        trial[unit] = Choice::move(to);
        better |= takeIfBetter(trial);
    }
    for (std::size_t other = 0; other < units_.size(); ++other) {
        const Location place =
            choices_[other].kind == Kind::Move ? choices_[other].to : units_[other].location;
        if (choices_[other].ferries > 0 || !canSupport(unit, other, place.province()))
            continue;
        trial = choices_;
        trial[unit] = {Kind::Support, place, other, 0};
        better |= takeIfBetter(trial);
    }
    return better;
}

void MovementPlanner::addSupporters(Choices &choices, std::size_t unit) const
{
    const Province place = choices[unit].to.province();
    double value = utility(choices);
    for (int added = 0; added < 3; ++added) {
        std::optional<std::size_t> best;
        double bestValue = added == 0 ? -1e9 : value; // the first support may pay with the second
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (isFixed(i) || supports(choices, i, unit) || !canSupport(i, unit, place))
                continue;
            const Choice old = choices[i];
            choices[i] = {Kind::Support, choices[unit].to, unit, 0};
            const double trialValue = utility(choices);
            choices[i] = old;
            if (trialValue > bestValue) {
                bestValue = trialValue;
                best = i;
            }
        }
        if (!best)
            return;
        choices[*best] = {Kind::Support, choices[unit].to, unit, 0};
        value = bestValue;
    }
}

bool MovementPlanner::improveTogether(std::size_t unit)
{
    bool better = false;
    const auto tryPlace = [&](Kind kind, Location to) {
        Choices trial = choices_;
        trial[unit] = {kind, to, 0, 0};
        addSupporters(trial, unit);
        better |= takeIfBetter(trial);
    };
    for (const Location to : map_.neighbours(units_[unit].type, units_[unit].location)) {
        // Support is worth the trouble where somebody resists.
        if (assessment_.chance(to.province(), 1) < 0.85)
            tryPlace(Kind::Move, to);
    }
    if (assessment_.safety(units_[unit].location.province(), 1) < 0.9)
        tryPlace(Kind::Stay, units_[unit].location);
    return better;
}

bool MovementPlanner::improveByDisplacing(std::size_t unit)
{
    bool better = false;
    for (const Location to : map_.neighbours(units_[unit].type, units_[unit].location)) {
        for (std::size_t other = 0; other < units_.size(); ++other) {
            if (other == unit || choices_[other].kind != Kind::Move ||
                choices_[other].to.province() != to.province())
                continue;
            Choices trial = choices_;
            trial[unit] = Choice::move(to);
            trial[other] = Choice::stay(units_[other].location);
            better |= takeIfBetter(trial);
            for (const Location instead :
                 map_.neighbours(units_[other].type, units_[other].location)) {
                trial[other] = Choice::move(instead);
                better |= takeIfBetter(trial);
            }
            break; // own units never share a destination
        }
    }
    return better;
}

/// An army by one own fleet, or by two in a chain, to a far coast.
bool MovementPlanner::improveByConvoy(std::size_t unit)
{
    if (units_[unit].type != UnitType::Army ||
        map_.terrain(units_[unit].location.province()) != Terrain::Coastal)
        return false;
    const auto isFerry = [&](std::size_t i) {
        return !isFixed(i) && units_[i].type == UnitType::Fleet &&
               map_.terrain(units_[i].location.province()) == Terrain::Sea;
    };
    const double here = assessment_.value(UnitType::Army, units_[unit].location);
    const Province start = units_[unit].location.province();
    bool better = false;
    const auto tryShores = [&](std::size_t first, std::size_t last) {
        for (const Location shore : map_.neighbours(UnitType::Fleet, units_[last].location)) {
            const Province place = shore.province();
            // Two fleets only where neither carries the army alone.
            const bool needless = first != last && (reaches(first, place) || reaches(last, start));
            if (map_.terrain(place) != Terrain::Coastal || needless || reaches(unit, place) ||
                place == start || assessment_.value(UnitType::Army, place) < here + 0.5)
                continue;
            Choices trial = choices_;
            trial[unit] = {Kind::Move, place, 0, static_cast<std::uint8_t>(first == last ? 1 : 2)};
            trial[first] = {Kind::Convoy, place, unit, 0};
            trial[last] = {Kind::Convoy, place, unit, 0};
            better |= takeIfBetter(trial);
            addSupporters(trial, unit);
            better |= takeIfBetter(trial);
        }
    };
    for (std::size_t first = 0; first < units_.size(); ++first) {
        if (!isFerry(first) || !reaches(first, start))
            continue;
        tryShores(first, first);
        for (std::size_t last = 0; last < units_.size(); ++last) {
            if (last != first && isFerry(last) && reaches(first, units_[last].location.province()))
                tryShores(first, last);
        }
    }
    return better;
}

void MovementPlanner::plan()
{
    best_ = utility(choices_);
    for (int pass = 0; pass < 4; ++pass) {
        bool better = false;
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            if (isFixed(unit))
                continue;
            better |= improveAlone(unit);
            better |= improveTogether(unit);
            better |= improveByDisplacing(unit);
            better |= improveByConvoy(unit);
        }
        if (!better)
            break;
    }
}

double MovementPlanner::chanceOf(std::size_t unit) const
{
    return choices_[unit].kind == Kind::Move ? succeeds(choices_, gather(choices_), unit, 0) : 1;
}

double MovementPlanner::costOfDiverting(std::size_t unit) const
{
    Choices without = choices_;
    without[unit] = Choice::stay(units_[unit].location);
    return best_ - utility(without);
}

Order MovementPlanner::orderFor(std::size_t unit) const
{
    const Choice &choice = choices_[unit];
    const Unit &self = units_[unit];
    const Unit &partner = units_[choice.partner];
    switch (choice.kind) {
    case Kind::Promised:
        return *promised_[unit];
    case Kind::Move:
        return Order::move(self.type, self.location, choice.to, choice.ferries > 0);
    case Kind::Support:
        if (!supports(choices_, unit, choice.partner))
            break; // the partner has changed its mind since
        return choices_[choice.partner].kind == Kind::Move
                   ? Order::supportMove(self.type, self.location, partner.type, partner.location,
                                        choice.to)
                   : Order::supportHold(self.type, self.location, partner.type, partner.location);
    case Kind::Convoy:
        if (choices_[choice.partner].ferries == 0 || choices_[choice.partner].to != choice.to)
            break;
        return Order::convoy(self.location, partner.location, choice.to);
    case Kind::Stay:
        break;
    }
    return Order::hold(self.type, self.location);
}

std::vector<Order> MovementPlanner::orders() const
{
    std::vector<Order> orders;
    for (std::size_t i = 0; i < units_.size(); ++i)
        orders.push_back(orderFor(i));
    return orders;
}

} // namespace concert
