// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/distances.h"

#include <algorithm>
#include <vector>

namespace concert {

namespace {

using DistanceRow = std::array<std::uint8_t, provinceCount>;

/// Breadth first over anything with an index; \a neighbours(index) lists what is one move away.
template <typename Neighbours, typename Reach>
void spread(int from, int count, Neighbours neighbours, Reach reach)
{
    std::vector<int> distance(static_cast<std::size_t>(count), Distances::unreachable);
    std::vector<int> queue{from};
    distance[static_cast<std::size_t>(from)] = 0;
    for (std::size_t at = 0; at < queue.size(); ++at) {
        const int here = queue[at];
        const int steps = distance[static_cast<std::size_t>(here)];
        reach(here, steps);
        for (const int next : neighbours(here)) {
            if (distance[static_cast<std::size_t>(next)] == Distances::unreachable) {
                distance[static_cast<std::size_t>(next)] = steps + 1;
                queue.push_back(next);
            }
        }
    }
}

/// One move of an army by land: 1; onto a sea: 2 (and off it: 1); no edge: unreachable.
int armyStep(const Map &map, Province from, Province to)
{
    if (map.terrain(to) == Terrain::Sea)
        return map.terrain(from) == Terrain::Inland ? Distances::unreachable : 2;
    if (map.terrain(from) == Terrain::Sea)
        return map.terrain(to) == Terrain::Coastal ? 1 : Distances::unreachable;
    return map.canMove(UnitType::Army, from, to) ? 1 : Distances::unreachable;
}

} // namespace

const Distances &Distances::of(const Map &map)
{
    static const Distances distances(map); // there is one board, see Map::standard()
    return distances;
}

Distances::Distances(const Map &map)
{
    for (auto *rows : {&army_, &borders_}) {
        for (DistanceRow &row : *rows)
            row.fill(unreachable);
    }
    for (DistanceRow &row : fleet_)
        row.fill(unreachable);
    constexpr auto at = [](int index) { return static_cast<std::size_t>(index); };

    for (int from = 0; from < provinceCount; ++from) {
        spread(
            from, provinceCount,
            [&](int here) {
                std::vector<int> next;
                for (const Province province : map.touching(static_cast<Province>(here)))
                    next.push_back(indexOf(province));
                return next;
            },
            [&](int to, int steps) {
                borders_[at(from)][at(to)] = static_cast<std::uint8_t>(steps);
            });
        army_[at(from)][at(from)] = 0;
        for (const Province to : map.touching(static_cast<Province>(from)))
            army_[at(from)][at(indexOf(to))] =
                static_cast<std::uint8_t>(armyStep(map, static_cast<Province>(from), to));
    }
    for (std::size_t via = 0; via < provinceCount; ++via) { // Floyd and Warshall
        for (std::size_t from = 0; from < provinceCount; ++from) {
            for (std::size_t to = 0; to < provinceCount; ++to)
                army_[from][to] = static_cast<std::uint8_t>(
                    std::min<int>(army_[from][to], army_[from][via] + army_[via][to]));
        }
    }
    for (int from = 0; from < locationCount; ++from) {
        spread(
            from, locationCount,
            [&](int here) {
                std::vector<int> next;
                for (const Location location :
                     map.neighbours(UnitType::Fleet, Location::fromIndex(here)))
                    next.push_back(location.index());
                return next;
            },
            [&](int to, int steps) {
                std::uint8_t &known =
                    fleet_[at(from)][at(indexOf(Location::fromIndex(to).province()))];
                known = std::min(known, static_cast<std::uint8_t>(steps));
            });
    }
}

int Distances::moves(UnitType type, Location from, Province to) const
{
    const auto target = static_cast<std::size_t>(indexOf(to));
    return type == UnitType::Army
               ? army_[static_cast<std::size_t>(indexOf(from.province()))][target]
               : fleet_[static_cast<std::size_t>(from.index())][target];
}

int Distances::borders(Province from, Province to) const
{
    return borders_[static_cast<std::size_t>(indexOf(from))][static_cast<std::size_t>(indexOf(to))];
}

} // namespace concert
