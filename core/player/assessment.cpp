// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/assessment.h"

#include "core/player/distances.h"
#include "core/player/player_random.h"

#include <algorithm>
#include <cmath>

namespace concert {

namespace {

constexpr double neutralWorth = 10; // the measure of all other worths: a neutral centre

/// tail[k]: the probability that at least k of \a count units take part, each with \a share.
template <std::size_t Size>
std::array<double, Size> participationTail(int count, double share)
{
    std::array<double, Size> exactly{};
    exactly[0] = 1;
    for (int i = 0; i < count; ++i) {
        for (std::size_t k = Size - 1; k > 0; --k)
            exactly[k] = exactly[k] * (k == Size - 1 ? 1 : 1 - share) + exactly[k - 1] * share;
        exactly[0] *= 1 - share;
    }
    for (std::size_t k = Size - 1; k > 0; --k)
        exactly[k - 1] += exactly[k];
    return exactly;
}

bool gainsCenters(const Phase &phase)
{
    return phase.season == Season::Fall;
}

} // namespace

Assessment::Assessment(const Map &map, const Position &position, Power power,
                       const Relations &relations, std::uint64_t seed)
{
    // A mood that changes each season keeps fronts from freezing.
    boldness_ = PlayerRandom{seed, 0xb01d, static_cast<std::uint64_t>(position.phase.year),
                             static_cast<std::uint64_t>(position.phase.season),
                             static_cast<std::uint64_t>(indexOf(power))}
                    .unit();
    centerLoss_ = (gainsCenters(position.phase) ? 11 : 7) * (1.1 - 0.5 * boldness_);
    countReach(map, position);
    weighTargets(map, position, power, relations);
    estimateForces(map, position, power, relations);
    valuePlaces(map, position, power, seed);
}

double Assessment::interpolated(const ForceTable &table, Province place, double force)
{
    const double bounded = std::clamp(force, 0.0, static_cast<double>(maxForce));
    const auto low = static_cast<std::size_t>(bounded);
    const auto &row = table[at(place)];
    if (low == maxForce)
        return row[low];
    return row[low] + (row[low + 1] - row[low]) * (bounded - static_cast<double>(low));
}

void Assessment::forbid(const ProvinceSet &places)
{
    for (auto &values : value_) {
        for (int i = 0; i < locationCount; ++i) {
            if (places.contains(Location::fromIndex(i).province()))
                values[static_cast<std::size_t>(i)] -= neutralWorth;
        }
    }
}

void Assessment::countReach(const Map &map, const Position &position)
{
    for (const Unit &unit : position.units()) {
        std::array<bool, provinceCount> counted{}; // a fleet may reach two coasts of one province
        for (const Location location : map.neighbours(unit.type, unit.location)) {
            const std::size_t place = at(location.province());
            if (!counted[place])
                ++reach_[static_cast<std::size_t>(indexOf(unit.power))][place];
            counted[place] = true;
        }
    }
}

void Assessment::weighTargets(const Map &map, const Position &position, Power power,
                              const Relations &relations)
{
    for (const Province place : map.supplyCenters()) {
        const std::optional<Power> owner = position.owner(place);
        if (!owner) {
            target_[at(place)] = neutralWorth;
        } else if (*owner != power) {
            // Enemies' centres first, friends' hardly ever; the weak fall first.
            const double liking = relations.towards(*owner);
            const double weakness = std::max(0, 4 - position.centerCount(*owner)) * 0.5;
            const double strength = std::max(0, position.centerCount(*owner) - 7) * 0.2;
            const double worth = 6.5 - 6 * liking + (liking < 0.3 ? weakness + strength : 0);
            target_[at(place)] = liking > 0.6 ? 0 : std::clamp(worth, 0.5, 12.0);
        }
    }
}

void Assessment::estimateForces(const Map &map, const Position &position, Power power,
                                const Relations &relations)
{
    const double staying = 0.8 - 0.5 * boldness_;      // an occupant holds its ground
    const double supporting = 0.45 - 0.35 * boldness_; // a neighbour of the same power supports it
    constexpr auto size = maxForce + 1;
    for (int index = 0; index < provinceCount; ++index) {
        const auto place = static_cast<Province>(index);
        const std::optional<Unit> occupant = position.unitAt(place);
        auto &chance = chance_[at(place)];
        auto &safety = safety_[at(place)];
        chance.fill(1);
        safety.fill(1);
        double empty = 1;
        for (const Power other : allPowers) {
            const int near = reach(other, place);
            const bool stands = occupant && occupant->power == other;
            if (other == power || (near == 0 && !stands))
                continue;
            // Whether they want it: centres more than other places, ours more if they dislike us.
            double share = map.isSupplyCenter(place) && position.owner(place) != other ? 0.5 : 0.22;
            if (position.owner(place) == power || (occupant && occupant->power == power))
                share *= std::clamp(1 - relations.towards(other), 0.15, 1.6);
            const auto joining = participationTail<size>(near, stands ? supporting : share);
            for (std::size_t force = 0; force < size; ++force) {
                const double attackers = force + 1 < size ? joining[force + 1] : 0;
                // An occupant resists with 1 and its supports; an equal attacker makes a standoff.
                double opponents = joining[force];
                if (stands)
                    opponents = force == 0 ? 1 : staying * joining[force - 1];
                chance[force] *= 1 - opponents;
                safety[force] *= stands ? 1 : 1 - attackers;
            }
            empty *= stands ? 0 : 1 - joining[1];
        }
        intrusion_[at(place)] = 1 - empty;
    }
}

void Assessment::valuePlaces(const Map &map, const Position &position, Power power,
                             std::uint64_t seed)
{
    const Distances &distances = Distances::of(map);
    constexpr std::array<double, 7> fading{0, 1, 0.5, 0.27, 0.15, 0.08, 0.04};
    const double presence = gainsCenters(position.phase) ? 1.0 : 0.6;
    // What draws units near: targets, and own centres that somebody could walk into.
    std::array<double, provinceCount> draw = target_;
    for (const Province center : position.centers(power))
        draw[at(center)] = 5 * intrusion(center);
    PlayerRandom random{seed, 0x7a1e, static_cast<std::uint64_t>(position.phase.year),
                        static_cast<std::uint64_t>(position.phase.season),
                        static_cast<std::uint64_t>(indexOf(power))};
    for (const UnitType type : {UnitType::Army, UnitType::Fleet}) {
        for (int index = 0; index < locationCount; ++index) {
            const Location here = Location::fromIndex(index);
            std::array<double, 4> near{}; // the best prospects; more of them add little
            for (const Province center : map.supplyCenters()) {
                const int moves = distances.moves(type, here, center);
                if (moves == 0 || moves >= static_cast<int>(fading.size()))
                    continue;
                double prospect = draw[at(center)] * fading[static_cast<std::size_t>(moves)];
                for (double &better : near) {
                    if (prospect > better)
                        std::swap(prospect, better);
                }
            }
            const double value = presence * target_[at(here.province())] + 0.5 * near[0] +
                                 0.35 * near[1] + 0.25 * near[2] + 0.15 * near[3];
            value_[static_cast<std::size_t>(type)][static_cast<std::size_t>(index)] =
                value * (0.9 + 0.2 * random.unit());
        }
    }
}

} // namespace concert
