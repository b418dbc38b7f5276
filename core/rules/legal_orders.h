// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order.h"
#include "core/rules/position.h"
#include "core/rules/rule_set.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace concert {

/// Provinces for which a power may give an order in this phase: its units, its dislodged units, its
/// build sites or (when it must remove) its units. In the order of Province.
std::vector<Province> orderablePlaces(const Position &position, Power power);
ProvinceSet orderableSet(const Position &position, Power power);

/// All orders that are legal for the unit that stands (or is dislodged, or may be built) here, in a
/// fixed order: hold first, then moves, convoyed moves (VIA), supports, convoys.
std::vector<Order> legalOrders(const Map &map, const Position &position, Province place);

/// All legal orders of a position at once, the same lists as legalOrders() has. Keep the object to
/// ask for one position after another: then nothing is allocated.
class LegalOrders {
public:
    LegalOrders() = default;
    LegalOrders(const Map &map, const Position &position) { gather(map, position); }

    void gather(const Map &map, const Position &position);
    /// In the order of Province.
    std::span<const Order> at(Province place) const &;
    std::span<const Order> at(Province place) && = delete;
    std::span<const Order> all() const & { return {orders_.data(), ends_.back()}; }
    std::span<const Order> all() && = delete;

private:
    void gatherMovement(const Map &map, const Position &position);

    std::vector<Order> orders_; ///< room; used up to ends_.back()
    std::array<std::size_t, provinceCount> ends_{};
};

/// May this power give this order in this phase? "Legal" is the rulebook's: possible in itself,
/// whatever others do.
bool isLegal(const Map &map, const Position &position, Power power, const Order &order);

/// Why this order of this power is illegal here, as a sentence; empty when it is legal.
std::string whyIllegal(const Map &map, const Position &position, Power power, const Order &order);

/// The shortest chain of provinces with fleets (anybody's) that could convoy an army from here to
/// there, ends excluded; empty if there is none.
std::vector<Province> convoyRoute(const Map &map, const Position &position, Province from,
                                  Province to);

/// What happens to whatever a power did not order: hold, disband (retreat), waive or the removal
/// that the rulebook's civil disorder rule chooses. One order per missing unit or adjustment.
std::vector<Order> defaultOrders(const Map &map, const Position &position, Power power,
                                 const std::vector<Order> &given,
                                 RuleSet rules = RuleSet::library());

} // namespace concert
