// SPDX-License-Identifier: GPL-3.0-or-later
// Retreats, builds and removals; movement is in quick_player.cpp.
#include "core/player/fleet_share.h"
#include "core/player/quick_player.h"

#include <algorithm>

namespace concert {

namespace {

constexpr float mood = 0.3F; // how far chance changes what seems best
constexpr float siteGuard = 0.5F;

float drawn(PlayerRandom &random)
{
    return mood * static_cast<float>(random.unit());
}

} // namespace

void QuickPlayer::chooseRetreats(PlayerRandom &random, std::vector<Order> &orders)
{
    weigh(power_);
    ProvinceSet taken;
    for (const DislodgedUnit &entry : position_->dislodged()) {
        if (entry.unit.power != power_)
            continue;
        Order best = Order::disband(entry.unit.type, entry.unit.location);
        float most = 0;
        for (const Location place : entry.retreats) {
            const float value = 1 + worth(entry.unit.type, place) + drawn(random);
            if (taken.contains(place.province()) || value <= most)
                continue;
            most = value;
            best = Order::retreat(entry.unit.type, entry.unit.location, place);
        }
        if (best.kind == OrderKind::Retreat)
            taken.insert(best.target.province());
        orders.push_back(best);
    }
}

void QuickPlayer::chooseBuilds(int count, PlayerRandom &random, std::vector<Order> &orders)
{
    weigh(power_);
    ProvinceSet sites = position_->buildSiteSet(power_);
    auto fleets = static_cast<float>((position_->occupiedBy(power_) & position_->fleets()).count());
    auto units = static_cast<float>(position_->unitCount(power_));
    for (; count > 0 && !sites.isEmpty(); --count, ++units) {
        Order best;
        float most = -1e9F;
        const float lacking = fleetShare(power_) * (units + 1) - fleets - 0.5F;
        const float taste = 0.8F * std::clamp(lacking, -1.5F, 1.5F);
        const auto consider = [&](UnitType type, Location place, float more) {
            const bool isThreatened = othersNear(place.province()) > 0;
            const float value =
                worth(type, place) + more + (isThreatened ? siteGuard : 0) + drawn(random);
            if (value > most) {
                most = value;
                best = Order::build(type, place);
            }
        };
        for (const Province site : sites) {
            consider(UnitType::Army, site, 0);
            if (map_.terrain(site) != Terrain::Coastal)
                continue;
            if (map_.coasts(site).empty())
                consider(UnitType::Fleet, site, taste);
            for (const Location coast : map_.coasts(site))
                consider(UnitType::Fleet, coast, taste);
        }
        orders.push_back(best);
        fleets += best.unitType == UnitType::Fleet ? 1 : 0;
        sites.erase(best.unit.province());
    }
}

void QuickPlayer::chooseRemovals(int count, PlayerRandom &random, std::vector<Order> &orders)
{
    weigh(power_);
    struct Candidate {
        float value = 0;
        Unit unit;
    };
    FixedList<Candidate, mostUnits> candidates;
    for (const Province place : position_->occupiedBy(power_)) {
        const Unit unit = *position_->unitAt(place);
        candidates.push_back({worth(unit.type, unit.location) + drawn(random), unit});
    }
    std::ranges::sort(candidates, {}, &Candidate::value);
    for (std::size_t i = 0; i < candidates.size() && count > 0; ++i, --count)
        orders.push_back(Order::disband(candidates[i].unit.type, candidates[i].unit.location));
}

} // namespace concert
