// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"

#include "core/rules/convoys.h"
#include "core/rules/order_text.h"

#include <algorithm>

namespace concert {

namespace {

const DislodgedUnit *dislodgedFrom(const Position &position, Province place)
{
    const auto &dislodged = position.dislodged();
    const auto entry = std::ranges::find_if(dislodged, [place](const DislodgedUnit &candidate) {
        return candidate.unit.location.province() == place;
    });
    return entry == dislodged.end() ? nullptr : &*entry;
}

/// Writes orders one after another into room that is surely enough.
class OrderList {
public:
    explicit OrderList(Order *place) : begin_(place), next_(place) {}

    void add(const Order &order) { *next_++ = order; }
    std::size_t count() const { return static_cast<std::size_t>(next_ - begin_); }

private:
    Order *begin_;
    Order *next_;
};

/// What the lists of all units of a position share. Convoys are asked for where they are needed.
class MovementOrders {
public:
    MovementOrders(const Map &map, const Position &position)
        : map_(map), position_(position), fleets_(fleetsAtSea(map, position)),
          armies_((position.occupied() - position.fleets()) & map.coastalProvinces()),
          net_(map, fleets_)
    {}

    /// No unit has more: supports of 74 others in and to 11 places and their coasts, convoys
    /// between 42 coastal provinces.
    static constexpr std::size_t most = 4096;

    void add(const Unit &unit, OrderList &list);

private:
    void addSupports(const Unit &unit, OrderList &list) const;
    ConvoyNet netWithout(Province place) const;
    void addSupportsOf(const Order &hold, const ProvinceSet &targets, OrderList &list) const;
    void addConvoys(const Unit &fleet, OrderList &list);
    const ConvoyRoutes &routesFrom(Province army);

    const Map &map_;
    const Position &position_;
    ProvinceSet fleets_; ///< at sea
    ProvinceSet armies_; ///< on coasts
    ConvoyNet net_;
    FixedList<ConvoyRoutes, provinceCount> routes_;
    std::array<std::int8_t, provinceCount> routeIndex_{};
};

void MovementOrders::add(const Unit &unit, OrderList &list)
{
    list.add(Order::hold(unit.type, unit.location));
    for (const Location target : map_.neighbours(unit.type, unit.location))
        list.add(Order::move(unit.type, unit.location, target));
    const Province place = unit.location.province();
    if (armies_.contains(place)) {
        for (const Province target : net_.targets(place))
            list.add(Order::move(unit.type, unit.location, target, true));
    }
    addSupports(unit, list);
    if (fleets_.contains(place))
        addConvoys(unit, list);
}

void MovementOrders::addSupports(const Unit &unit, OrderList &list) const
{
    const Province place = unit.location.province();
    const ProvinceSet &reach = map_.reach(unit.type, unit.location);
    ProvinceSet others = map_.supportable(unit.type, unit.location);
    FixedList<ProvinceSet, seaCount> landings; // shores of fleets that could land where it reaches
    const ConvoyNet net = netWithout(place);
    for (const ProvinceSet &shores : net.shores()) {
        if (!shores.intersects(reach))
            continue;
        landings.push_back(shores);
        others |= shores & armies_;
    }
    others &= position_.occupied();
    others.erase(place);
    for (const Province other : others) {
        const Unit helped = *position_.unitAt(other);
        const Order hold =
            Order::supportHold(unit.type, unit.location, helped.type, helped.location);
        if (reach.contains(other))
            list.add(hold);
        ProvinceSet targets = map_.reach(helped.type, helped.location);
        if (helped.type == UnitType::Army) {
            for (const ProvinceSet &shores : landings) {
                if (shores.contains(other))
                    targets |= shores;
            }
        }
        targets &= reach;
        targets.erase(place);
        targets.erase(other);
        addSupportsOf(hold, targets, list);
    }
}

// A fleet cannot support and convoy at once.
ConvoyNet MovementOrders::netWithout(Province place) const
{
    return fleets_.contains(place) ? ConvoyNet(map_, fleets_ - ProvinceSet::of(place)) : net_;
}

void MovementOrders::addSupportsOf(const Order &hold, const ProvinceSet &targets,
                                   OrderList &list) const
{
    Order support = hold;
    const bool isFleet = hold.auxiliaryType == UnitType::Fleet;
    for (const Province target : targets) {
        support.target = target;
        list.add(support);
        if (!isFleet)
            continue;
        for (const Location coast : map_.coasts(target)) {
            if (!map_.canMove(UnitType::Fleet, hold.auxiliary, coast))
                continue;
            support.target = coast;
            list.add(support);
        }
    }
}

const ConvoyRoutes &MovementOrders::routesFrom(Province army)
{
    std::int8_t &index = routeIndex_[static_cast<std::size_t>(indexOf(army))];
    if (index == 0) {
        routes_.push_back(ConvoyRoutes(map_, fleets_, army));
        index = static_cast<std::int8_t>(routes_.size());
    }
    return routes_[static_cast<std::size_t>(index - 1)];
}

void MovementOrders::addConvoys(const Unit &fleet, OrderList &list)
{
    const Province sea = fleet.location.province();
    const ProvinceSet connected = connectedFleets(map_, fleets_, ProvinceSet::of(sea));
    for (const Province from : shoresOf(map_, connected) & armies_) {
        for (const Province target : routesFrom(from).targets(sea))
            list.add(Order::convoy(fleet.location, from, target));
    }
}

void addRetreats(const Position &position, Province place, OrderList &list)
{
    if (const DislodgedUnit *entry = dislodgedFrom(position, place)) {
        list.add(Order::disband(entry->unit.type, entry->unit.location));
        for (const Location target : entry->retreats)
            list.add(Order::retreat(entry->unit.type, entry->unit.location, target));
    }
}

void addAdjustments(const Map &map, const Position &position, Province place, OrderList &list)
{
    if (const std::optional<Unit> unit = position.unitAt(place)) {
        if (position.builds(unit->power) < 0)
            list.add(Order::disband(unit->type, unit->location));
        return;
    }
    const std::optional<Power> home = map.home(place);
    if (!home || position.owner(place) != home || position.builds(*home) <= 0)
        return;
    list.add(Order::build(UnitType::Army, place));
    if (map.terrain(place) == Terrain::Coastal && map.coasts(place).empty())
        list.add(Order::build(UnitType::Fleet, place));
    for (const Location coast : map.coasts(place))
        list.add(Order::build(UnitType::Fleet, coast));
    list.add(Order::waive());
}

/// A retreat or adjustment phase; no place has more.
constexpr std::size_t mostOutsideMovement = 16;

void addOutsideMovement(const Map &map, const Position &position, Province place, OrderList &list)
{
    if (position.phase.type == PhaseType::Retreat)
        addRetreats(position, place, list);
    else
        addAdjustments(map, position, place, list);
}

} // namespace

ProvinceSet orderableSet(const Position &position, Power power)
{
    ProvinceSet places;
    switch (position.phase.type) {
    case PhaseType::Movement:
        return position.occupiedBy(power);
    case PhaseType::Retreat:
        for (const DislodgedUnit &entry : position.dislodged()) {
            if (entry.unit.power == power)
                places.insert(entry.unit.location.province());
        }
        return places;
    case PhaseType::Adjustment:
        break;
    }
    const int builds = position.builds(power);
    if (builds > 0)
        return position.buildSiteSet(power);
    return builds < 0 ? position.occupiedBy(power) : places;
}

std::vector<Province> orderablePlaces(const Position &position, Power power)
{
    const ProvinceSet places = orderableSet(position, power);
    return {places.begin(), places.end()};
}

std::vector<Order> legalOrders(const Map &map, const Position &position, Province place)
{
    FixedList<Order, MovementOrders::most> room;
    OrderList list(room.begin());
    if (position.phase.type != PhaseType::Movement)
        addOutsideMovement(map, position, place, list);
    else if (const std::optional<Unit> unit = position.unitAt(place))
        MovementOrders(map, position).add(*unit, list);
    return {room.begin(), room.begin() + list.count()};
}

void LegalOrders::gather(const Map &map, const Position &position)
{
    if (position.phase.type == PhaseType::Movement) {
        gatherMovement(map, position);
        return;
    }
    orders_.resize(std::max(orders_.size(), provinceCount * mostOutsideMovement));
    OrderList list(orders_.data());
    for (std::size_t i = 0; i < ends_.size(); ++i) {
        addOutsideMovement(map, position, static_cast<Province>(i), list);
        ends_[i] = list.count();
    }
}

void LegalOrders::gatherMovement(const Map &map, const Position &position)
{
    MovementOrders movement(map, position);
    std::size_t count = 0;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
        if (const std::optional<Unit> unit = position.unitAt(static_cast<Province>(i))) {
            if (orders_.size() < count + MovementOrders::most)
                orders_.resize(2 * count + MovementOrders::most);
            OrderList list(orders_.data() + count);
            movement.add(*unit, list);
            count += list.count();
        }
        ends_[i] = count;
    }
}

std::span<const Order> LegalOrders::at(Province place) const &
{
    const auto i = static_cast<std::size_t>(indexOf(place));
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return {orders_.data() + begin, ends_[i] - begin};
}

std::vector<Province> convoyRoute(const Map &map, const Position &position, Province from,
                                  Province to)
{
    return shortestConvoy(map, fleetsAtSea(map, position), from, to);
}

} // namespace concert
