// SPDX-License-Identifier: GPL-3.0-or-later
// Movement; the other phases are in quick_adjustments.cpp.
#include "core/player/quick_player.h"

#include <algorithm>

namespace concert {

namespace {

// What is worth how much, in centres. Found by playing: see tests/benchmarks/player_speed.cpp.
constexpr float neutralWorth = 1.0F;
constexpr float foreignWorth = 0.8F;
constexpr float guardWorth = 0.5F; // an own centre that somebody could walk into
constexpr float captureInFall = 2.0F;
constexpr float captureInSpring = 1.0F;
constexpr float guardInPlace = 0.8F;
constexpr float boldness = 0.25F; // how far moods change what seems best
constexpr float ownUnitLeaves = 0.2F;
constexpr float helperShare = 0.9F; // of a unit nearby counts as support before anything is chosen
constexpr float pairHope = 1.5F;    // a first support may pay with the second
constexpr float holdStake = 1.0F;   // a threatened centre is supported as if a centre was at stake
constexpr float convoyTrust = 0.8F; // fleets get dislodged

float unitOf(PlayerRandom &random)
{
    return static_cast<float>(random.next() >> 40U) * 0x1.0p-24F;
}

} // namespace

void QuickPlayer::survey(const Position &position)
{
    position_ = &position;
    reachAll_.fill(0);
    for (const Power power : allPowers) {
        auto &reach = reach_[at(power)];
        reach.fill(0);
        for (const Province place : position.occupiedBy(power)) {
            const Unit unit = *position.unitAt(place);
            for (const Province target : map_.reach(unit.type, unit.location)) {
                ++reach[at(target)];
                ++reachAll_[at(target)];
            }
        }
    }
}

void QuickPlayer::chooseForAll(const Position &position, PlayerRandom &random,
                               std::vector<Order> &orders)
{
    orders.clear();
    survey(position);
    for (const Power power : allPowers)
        chooseFor(power, random, orders);
}

void QuickPlayer::chooseFor(Power power, PlayerRandom &random, std::vector<Order> &orders)
{
    power_ = power;
    const int builds = position_->builds(power);
    switch (position_->phase.type) {
    case PhaseType::Movement:
        if (position_->unitCount(power) > 0)
            chooseMovement(random, orders);
        break;
    case PhaseType::Retreat:
        chooseRetreats(random, orders);
        break;
    case PhaseType::Adjustment:
        if (builds > 0)
            chooseBuilds(builds, random, orders);
        else if (builds < 0)
            chooseRemovals(-builds, random, orders);
        break;
    }
}

void QuickPlayer::weigh(Power power)
{
    power_ = power;
    wanted_.fill(0);
    const std::span<const Province> centers = map_.supplyCenters();
    for (std::size_t i = 0; i < centers.size(); ++i) {
        const std::optional<Power> owner = position_->owner(centers[i]);
        if (!owner)
            wanted_[i] = neutralWorth;
        else if (*owner != power)
            wanted_[i] = foreignWorth;
        else if (othersNear(centers[i]) > 0)
            wanted_[i] = guardWorth;
    }
}

float QuickPlayer::worth(UnitType type, Location place) const
{
    const Province province = place.province();
    float worth = pull_.sum(type, place, wanted_);
    if (map_.isSupplyCenter(province)) {
        if (position_->owner(province) != power_)
            worth += position_->phase.season == Season::Fall ? captureInFall : captureInSpring;
        else if (othersNear(province) > 0)
            worth += guardInPlace;
    }
    return worth;
}

float QuickPlayer::chance(Province place, float force) const
{
    const std::optional<Unit> occupant = position_->unitAt(place);
    float resistance = 0.5F * static_cast<float>(othersNear(place));
    if (occupant && occupant->power != power_)
        resistance = 6.0F + static_cast<float>(reach_[at(occupant->power)][at(place)]);
    return force * force / (force * force + resistance);
}

void QuickPlayer::chooseMovement(PlayerRandom &random, std::vector<Order> &orders)
{
    weigh(power_);
    listOptions(random);
    std::ranges::sort(options_, [](const Option &a, const Option &b) { return a.score > b.score; });
    claimed_ = {};
    for (const Option &option : options_) {
        if (isFree(option))
            take(option);
    }
    for (const OwnUnit &own : units_)
        orders.push_back(own.order); // a hold if everything was taken
}

void QuickPlayer::listOptions(PlayerRandom &random)
{
    units_.clear();
    options_.clear();
    unitIn_.fill(noUnit);
    for (const Province place : position_->occupiedBy(power_)) {
        OwnUnit own;
        own.unit = *position_->unitAt(place);
        own.order = Order::hold(own.unit.type, own.unit.location);
        own.here = worth(own.unit.type, own.unit.location);
        unitIn_[at(place)] = static_cast<std::uint8_t>(units_.size());
        units_.push_back(own);
    }
    for (std::size_t i = 0; i < units_.size(); ++i) {
        OwnUnit &own = units_[i];
        options_.push_back(
            {boldness * unitOf(random), static_cast<std::uint8_t>(i), noUnit, own.unit.location});
        for (const Location to : map_.neighbours(own.unit.type, own.unit.location)) {
            const Province place = to.province();
            const int helpers = reach_[at(power_)][at(place)] - 1;
            const float force = 1 + helperShare * static_cast<float>(std::min(helpers, 2));
            const float leaves =
                unitIn_[at(place)] != noUnit ? ownUnitLeaves : 1.0F; // the own unit there
            const float gain = leaves * (worth(own.unit.type, to) - own.here);
            own.best = std::max(own.best, chance(place, 1) * gain);
            options_.push_back({chance(place, force) * gain + boldness * unitOf(random),
                                static_cast<std::uint8_t>(i), noUnit, to});
        }
    }
    for (std::size_t i = 0; i < units_.size(); ++i) {
        if (units_[i].unit.type == UnitType::Army)
            listConvoys(i, random);
    }
}

/// Where one own fleet can carry the army.
void QuickPlayer::listConvoys(std::size_t army, PlayerRandom &random)
{
    const OwnUnit &own = units_[army];
    const Province from = own.unit.location.province();
    const ProvinceSet seas =
        map_.adjacentSeas(from) & position_->occupiedBy(power_) & position_->fleets();
    if (seas.isEmpty() || !map_.coastalProvinces().contains(from))
        return;
    const ProvinceSet &byLand = map_.reach(UnitType::Army, own.unit.location);
    for (const Province sea : seas) {
        const std::uint8_t fleet = unitIn_[at(sea)];
        ProvinceSet shores = map_.shores(sea) - byLand - position_->occupiedBy(power_);
        shores.erase(from);
        for (const Province to : shores) {
            const float gain =
                convoyTrust * chance(to, 1) * (worth(UnitType::Army, to) - own.here) -
                std::max(0.0F, units_[fleet].best);
            if (gain > 0)
                options_.push_back(
                    {gain + boldness * unitOf(random), static_cast<std::uint8_t>(army), fleet, to});
        }
    }
}

bool QuickPlayer::isFree(const Option &option) const
{
    const Province to = option.to.province();
    if (units_[option.unit].isOrdered || claimed_.contains(to) ||
        (option.ferry != noUnit && units_[option.ferry].isOrdered))
        return false;
    const std::uint8_t occupant = unitIn_[at(to)];
    if (occupant == noUnit || occupant == option.unit || !units_[occupant].isOrdered)
        return true;
    // It has orders: it must leave, and not to here.
    const Order &order = units_[occupant].order;
    return order.kind == OrderKind::Move &&
           order.target.province() != units_[option.unit].unit.location.province();
}

void QuickPlayer::take(const Option &option)
{
    OwnUnit &own = units_[option.unit];
    const Province to = option.to.province();
    const bool stays = option.to == own.unit.location;
    own.isOrdered = true;
    claimed_.insert(to);
    if (option.ferry != noUnit) {
        OwnUnit &fleet = units_[option.ferry];
        fleet.isOrdered = true;
        fleet.order = Order::convoy(fleet.unit.location, own.unit.location, option.to);
        claimed_.insert(fleet.unit.location.province());
        own.order = Order::move(own.unit.type, own.unit.location, option.to, true);
        return;
    }
    if (!stays)
        own.order = Order::move(own.unit.type, own.unit.location, option.to);
    const float stake = stays ? (othersNear(to) > 1 && map_.isSupplyCenter(to) ? holdStake : 0.0F)
                              : worth(own.unit.type, option.to) - own.here;
    if (stake > 0)
        recruit(option.unit, to, stake);
}

/// Units with little else to do support this one, as long as that helps more than it costs.
void QuickPlayer::recruit(std::size_t unit, Province place, float stake)
{
    const OwnUnit &own = units_[unit];
    for (int helpers = 0; helpers < 3; ++helpers) {
        const float force = 1 + static_cast<float>(helpers);
        float gain = stake * (chance(place, force + 1) - chance(place, force));
        OwnUnit *helper = nullptr;
        for (std::size_t i = 0; i < units_.size(); ++i) {
            OwnUnit &other = units_[i];
            if (i == unit || other.isOrdered || claimed_.contains(other.unit.location.province()) ||
                other.unit.location.province() == place ||
                !map_.reach(other.unit.type, other.unit.location).contains(place))
                continue;
            if (other.best < gain || (helpers == 0 && other.best < pairHope * gain)) {
                helper = &other;
                gain = other.best;
            }
        }
        if (helper == nullptr)
            return;
        helper->isOrdered = true;
        claimed_.insert(helper->unit.location.province());
        helper->order = own.order.kind == OrderKind::Move
                            ? Order::supportMove(helper->unit.type, helper->unit.location,
                                                 own.unit.type, own.unit.location, own.order.target)
                            : Order::supportHold(helper->unit.type, helper->unit.location,
                                                 own.unit.type, own.unit.location);
    }
}

} // namespace concert
