// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/relations.h"

#include "core/player/distances.h"
#include "core/player/player_random.h"

#include <algorithm>

namespace concert {

namespace {

std::uint64_t relationKey(Power power)
{
    return static_cast<std::uint64_t>(indexOf(power)) + 1;
}

/// The same for both, so that friendships are mutual; drawn anew about every five years, not for
/// all pairs in the same year.
double mutualLiking(const Position &position, Power one, Power other, std::uint64_t seed)
{
    const std::uint64_t low = std::min(relationKey(one), relationKey(other));
    const std::uint64_t high = std::max(relationKey(one), relationKey(other));
    PlayerRandom pair{seed, 0x11cef, low, high};
    const auto era = (static_cast<std::uint64_t>(position.phase.year) + pair.below(5)) / 5;
    PlayerRandom random{seed, 0x11cef, low, high, era};
    return 2 * random.unit() - 1;
}

/// How much of the other's is within reach of a power's own, per own centre.
double closenessOf(const Distances &distances, const std::vector<Province> &own,
                   const std::vector<Province> &theirs)
{
    if (own.empty() || theirs.empty())
        return 0;
    constexpr std::array<double, 4> weight{1.0, 1.0, 0.5, 0.15};
    double sum = 0;
    for (const Province here : own) {
        for (const Province there : theirs) {
            const auto steps = static_cast<std::size_t>(distances.borders(here, there));
            sum += steps < weight.size() ? weight[steps] : 0;
        }
    }
    return std::min(1.5, sum / static_cast<double>(own.size()));
}

std::vector<Province> holdingsOf(const Position &position, Power power)
{
    std::vector<Province> places = position.centers(power);
    for (const Unit &unit : position.units(power))
        places.push_back(unit.location.province());
    return places;
}

} // namespace

Relations relationsOnBoard(const Map &map, const Position &position, Power power,
                           std::uint64_t seed)
{
    const Distances &distances = Distances::of(map);
    const std::vector<Province> own = holdingsOf(position, power);
    const int size = position.centerCount(power);
    Relations relations;
    std::array<double, powerCount> prey{};
    int alive = 0;
    for (const Power other : allPowers) {
        if (other == power || position.isEliminated(other))
            continue;
        ++alive;
        const auto at = static_cast<std::size_t>(indexOf(other));
        const int theirs = position.centerCount(other);
        relations.closeness[at] = closenessOf(distances, own, holdingsOf(position, other));
        // A power that runs away with the game has no friends, and one that does needs none.
        const double lead = std::max(0, theirs - std::max(size, 7)) * 0.12;
        const double ambition = std::max(0, size - 9) * 0.08;
        relations.liking[at] =
            0.6 * mutualLiking(position, power, other, seed) + 0.1 - lead - ambition;
        prey[at] = 0.7 * relations.closeness[at] - 0.9 * relations.liking[at] +
                   0.1 * std::max(0, theirs - 6);
    }
    for (const Power other : allPowers) {
        if (other == power || position.isEliminated(other))
            continue;
        const auto at = static_cast<std::size_t>(indexOf(other));
        if (!relations.rival ||
            prey[at] > prey[static_cast<std::size_t>(indexOf(*relations.rival))])
            relations.rival = other;
    }
    for (const Power other : allPowers) { // the likeable neighbour that is not the rival
        if (other == power || other == relations.rival || position.isEliminated(other) ||
            relations.nearness(other) < 0.1 || relations.towards(other) < 0)
            continue;
        if (!relations.partner || relations.towards(other) > relations.towards(*relations.partner))
            relations.partner = other;
    }
    if (relations.rival) {
        double &liking = relations.liking[static_cast<std::size_t>(indexOf(*relations.rival))];
        liking = std::min(liking - 0.4, -0.7);
    }
    if (relations.partner && alive > 1) {
        double &liking = relations.liking[static_cast<std::size_t>(indexOf(*relations.partner))];
        liking = std::max(liking + 0.3, 0.65);
    }
    for (double &liking : relations.liking)
        liking = std::clamp(liking, -1.0, 1.0);
    return relations;
}

Attitude attitudeFor(double liking)
{
    if (liking < -0.55)
        return Attitude::Enemy;
    if (liking < -0.2)
        return Attitude::Unfriendly;
    if (liking < 0.25)
        return Attitude::Neutral;
    return liking < 0.6 ? Attitude::Friendly : Attitude::Ally;
}

std::string_view attitudeName(Attitude attitude)
{
    constexpr std::array<std::string_view, 5> names{"Enemy", "Unfriendly", "Neutral", "Friendly",
                                                    "Ally"};
    return names[static_cast<std::size_t>(attitude)];
}

} // namespace concert
