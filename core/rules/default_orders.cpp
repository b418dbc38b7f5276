// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to whatever was not ordered, civil disorder included.
#include "core/rules/legal_orders.h"
#include "core/rules/phase_plays.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <tuple>

namespace concert {

namespace {

constexpr int farAway = std::numeric_limits<std::int8_t>::max();

/// For each place the distance to the nearest of some centres.
class CenterDistances {
public:
    /// The home centres; armies count every border, water too, fleets their own ways, from either
    /// coast of a home.
    static const CenterDistances &ofHomes(const Map &map, Power power)
    {
        static const auto all = [&map] {
            std::array<CenterDistances, powerCount> distances;
            for (const Power one : allPowers) {
                CenterDistances &table = distances[static_cast<std::size_t>(indexOf(one))];
                table.measure(map, map.homeCenterSet(one));
                table.measureFleets(map, map.homeCenterSet(one));
            }
            return distances;
        }();
        return all[static_cast<std::size_t>(indexOf(power))];
    }
    CenterDistances() = default;
    /// Any centres; everybody counts every border.
    CenterDistances(const Map &map, const ProvinceSet &centers) { measure(map, centers); }

    int distance(const Unit &unit) const
    {
        const auto &table = unit.type == UnitType::Army ? army_ : fleet_;
        return table[static_cast<std::size_t>(unit.location.index())];
    }

private:
    using Table = std::array<std::int8_t, locationCount>;

    void measure(const Map &map, const ProvinceSet &centers)
    {
        spread(army_, {centers.begin(), centers.end()},
               [&map](Location place) { return map.touching(place.province()); });
        for (int i = provinceCount; i < locationCount; ++i)
            army_[static_cast<std::size_t>(i)] =
                army_[static_cast<std::size_t>(indexOf(Location::fromIndex(i).province()))];
        fleet_ = army_;
    }

    void measureFleets(const Map &map, const ProvinceSet &centers)
    {
        std::vector<Location> harbours;
        for (const Province center : centers) {
            harbours.emplace_back(center);
            harbours.insert(harbours.end(), map.coasts(center).begin(), map.coasts(center).end());
        }
        spread(fleet_, harbours,
               [&map](Location place) { return map.neighbours(UnitType::Fleet, place); });
    }

    template <typename Neighbours>
    static void spread(Table &table, std::vector<Location> open, Neighbours neighbours)
    {
        table.fill(farAway);
        const auto at = [&table](Location place) -> std::int8_t & {
            return table[static_cast<std::size_t>(place.index())];
        };
        for (const Location place : open)
            at(place) = 0;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const Location place = open[i];
            for (const Location next : neighbours(place)) {
                if (at(next) != farAway)
                    continue;
                at(next) = static_cast<std::int8_t>(at(place) + 1);
                open.push_back(next);
            }
        }
    }

    Table army_{};
    Table fleet_{};
};

bool isOrdered(const std::vector<Order> &given, Location unit)
{
    return std::ranges::any_of(given, [unit](const Order &order) {
        return order.kind != OrderKind::Waive && order.unit.province() == unit.province();
    });
}

std::vector<Order> defaultAdjustments(const Map &map, const Position &position, Power power,
                                      const std::vector<Order> &given, RuleSet rules)
{
    std::vector<Order> orders;
    const int count = position.builds(power);
    std::vector<Order> counted; // the legal ones, each place once, as many as are due
    int waived = 0;
    for (const Order &order : given) {
        if (static_cast<int>(counted.size()) + waived >= std::abs(count) ||
            isOrdered(counted, order.unit) || !whyIllegal(map, position, power, order).empty())
            continue;
        if (order.kind == OrderKind::Waive)
            ++waived;
        else
            counted.push_back(order);
    }
    const int left = std::abs(count) - static_cast<int>(counted.size()) - waived;
    if (count > 0)
        orders.assign(static_cast<std::size_t>(left), Order::waive());
    if (count < 0) {
        for (const Unit &unit : civilDisorderRemovals(map, position, power, left, counted, rules))
            orders.push_back(Order::disband(unit.type, unit.location));
    }
    return orders;
}

} // namespace

std::vector<Unit> civilDisorderRemovals(const Map &map, const Position &position, Power power,
                                        int count, std::span<const Order> given, RuleSet rules)
{
    if (count <= 0)
        return {};
    std::vector<Unit> units = position.units(power);
    std::erase_if(units, [&](const Unit &unit) {
        return std::ranges::find(given, Order::disband(unit.type, unit.location)) != given.end();
    });
    const CenterDistances distances = rules.removalDistance == RuleSet::RemovalDistance::HomeCenters
                                          ? CenterDistances::ofHomes(map, power)
                                          : CenterDistances(map, position.centerSet(power));
    const auto rank = [&distances](const Unit &unit) {
        return std::tuple(-distances.distance(unit), unit.type == UnitType::Fleet ? 0 : 1,
                          unit.location.province());
    };
    std::ranges::sort(units, {}, rank);
    units.resize(std::min(units.size(), static_cast<std::size_t>(count)));
    return units;
}

std::vector<Order> defaultOrders(const Map &map, const Position &position, Power power,
                                 const std::vector<Order> &given, RuleSet rules)
{
    std::vector<Order> orders;
    switch (position.phase.type) {
    case PhaseType::Movement:
        for (const Unit &unit : position.units(power)) {
            if (!isOrdered(given, unit.location))
                orders.push_back(Order::hold(unit.type, unit.location));
        }
        break;
    case PhaseType::Retreat:
        for (const DislodgedUnit &entry : position.dislodged()) {
            if (entry.unit.power == power && !isOrdered(given, entry.unit.location))
                orders.push_back(Order::disband(entry.unit.type, entry.unit.location));
        }
        break;
    case PhaseType::Adjustment:
        return defaultAdjustments(map, position, power, given, rules);
    }
    return orders;
}

} // namespace concert
