// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/queries.h"

#include "core/rules/convoys.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

namespace concert {

namespace {

/// All distances between places, for armies and for fleets.
class MoveDistances {
public:
    static constexpr std::uint8_t never = std::numeric_limits<std::uint8_t>::max();

    static const MoveDistances &of(const Map &map)
    {
        static const MoveDistances distances(map);
        return distances;
    }

    std::uint8_t between(UnitType type, Location from, Location to) const
    {
        return table_[static_cast<std::size_t>(type)][index(from)][index(to)];
    }
    /// To any coast of a province.
    std::uint8_t to(const Map &map, UnitType type, Location from, Province target) const
    {
        std::uint8_t least = between(type, from, target);
        for (const Location coast : map.coasts(target))
            least = std::min(least, between(type, from, coast));
        return least;
    }

private:
    static constexpr std::size_t index(Location place)
    {
        return static_cast<std::size_t>(place.index());
    }

    explicit MoveDistances(const Map &map)
    {
        for (const UnitType type : {UnitType::Army, UnitType::Fleet}) {
            for (int i = 0; i < locationCount; ++i)
                measure(map, type, Location::fromIndex(i));
        }
    }

    void measure(const Map &map, UnitType type, Location from)
    {
        auto &row = table_[static_cast<std::size_t>(type)][index(from)];
        row.fill(never);
        row[index(from)] = 0;
        std::vector<Location> open{from};
        for (std::size_t i = 0; i < open.size(); ++i) {
            const Location place = open[i];
            for (const Location next : map.neighbours(type, place)) {
                if (row[index(next)] != never)
                    continue;
                row[index(next)] = static_cast<std::uint8_t>(row[index(place)] + 1);
                open.push_back(next);
            }
        }
    }

    std::array<std::array<std::array<std::uint8_t, locationCount>, locationCount>, 2> table_{};
};

ProvinceSet coastalArmies(const Map &map, const Position &position)
{
    return (position.occupied() - position.fleets()) & map.coastalProvinces();
}

} // namespace

ProvinceSet whoCanMoveTo(const Map &map, const Position &position, Province target)
{
    ProvinceSet units;
    for (const Province place : map.approaches(target) & position.occupied()) {
        const Unit unit = *position.unitAt(place);
        if (map.reach(unit.type, unit.location).contains(target))
            units.insert(place);
    }
    return units;
}

ProvinceSet whoCanBeConvoyedTo(const Map &map, const Position &position, Province target)
{
    if (!map.coastalProvinces().contains(target))
        return {};
    // Convoys lead back as they lead there.
    return ConvoyNet(map, fleetsAtSea(map, position)).targets(target) &
           coastalArmies(map, position);
}

ProvinceSet whoCanSupportIn(const Map &map, const Position &position, Province target)
{
    return whoCanMoveTo(map, position, target) - ProvinceSet::of(target);
}

ProvinceSet whoCanSupportMove(const Map &map, const Position &position, Province from,
                              Province target)
{
    const std::optional<Unit> helped = position.unitAt(from);
    if (!helped || from == target)
        return {};
    const ProvinceSet helpers = whoCanSupportIn(map, position, target) - ProvinceSet::of(from);
    if (map.reach(helped->type, helped->location).contains(target))
        return helpers;
    ProvinceSet able;
    if (helped->type == UnitType::Fleet)
        return able;
    const ProvinceSet fleets = fleetsAtSea(map, position);
    for (const Province helper : helpers) {
        if (canConvoy(map, fleets - ProvinceSet::of(helper), from, target))
            able.insert(helper);
    }
    return able;
}

ProvinceSet whoCanConvoy(const Map &map, const Position &position, Province from, Province target)
{
    ProvinceSet able;
    const ProvinceSet fleets = fleetsAtSea(map, position);
    if (!canConvoy(map, fleets, from, target))
        return able;
    const ConvoyRoutes routes(map, fleets, from);
    for (const Province fleet : fleets) {
        if (routes.targets(fleet).contains(target))
            able.insert(fleet);
    }
    return able;
}

OwnAndForeign split(const Position &position, Power power, const ProvinceSet &units)
{
    const ProvinceSet &own = position.occupiedBy(power);
    return {units & own, (units & position.occupied()) - own};
}

std::optional<int> moveDistance(const Map &map, UnitType type, Location from, Province target)
{
    const std::uint8_t distance = MoveDistances::of(map).to(map, type, from, target);
    if (distance == MoveDistances::never)
        return std::nullopt;
    return distance;
}

std::optional<Journey> wayToNearest(const Map &map, const Unit &unit, const ProvinceSet &provinces)
{
    const MoveDistances &distances = MoveDistances::of(map);
    std::uint8_t least = MoveDistances::never;
    Journey journey;
    for (const Province target : provinces) {
        const std::uint8_t distance = distances.to(map, unit.type, unit.location, target);
        if (distance < least) {
            least = distance;
            journey.target = target;
        }
    }
    if (least == MoveDistances::never)
        return std::nullopt;
    Location place = unit.location;
    while (place.province() != journey.target) {
        --least;
        for (const Location next : map.neighbours(unit.type, place)) {
            if (distances.to(map, unit.type, next, journey.target) == least) {
                place = next;
                break;
            }
        }
        journey.steps.push_back(place);
    }
    return journey;
}

std::optional<Journey> wayToNearestEnemy(const Map &map, const Position &position, const Unit &unit)
{
    return wayToNearest(map, unit, position.occupied() - position.occupiedBy(unit.power));
}

std::optional<Journey> wayToNearestCenter(const Map &map, const Position &position,
                                          const Unit &unit)
{
    return wayToNearest(map, unit, map.supplyCenterSet() - position.centerSet(unit.power));
}

} // namespace concert
