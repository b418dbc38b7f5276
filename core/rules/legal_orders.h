// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order.h"
#include "core/rules/position.h"

#include <string>
#include <vector>

namespace concert {

/// Provinces for which a power may give an order in this phase: its units, its dislodged units, its
/// build sites or (when it must remove) its units. In the order of Province.
std::vector<Province> orderablePlaces(const Position &position, Power power);

/// All orders that are legal for the unit that stands (or is dislodged, or may be built) here, in a
/// fixed order: hold first, then moves, convoyed moves (VIA), supports, convoys.
std::vector<Order> legalOrders(const Map &map, const Position &position, Province place);

/// Why this order of this power is illegal here, as a sentence; empty when it is legal. "Legal" is
/// the rulebook's: possible in itself, whatever others do.
std::string whyIllegal(const Map &map, const Position &position, Power power, const Order &order);

/// The shortest chain of provinces with fleets (anybody's) that could convoy an army from here to
/// there, ends excluded; empty if there is none.
std::vector<Province> convoyRoute(const Map &map, const Position &position, Province from,
                                  Province to);

/// What happens to whatever a power did not order: hold, disband (retreat), waive or the removal
/// that the rulebook's civil disorder rule chooses. One order per missing unit or adjustment.
std::vector<Order> defaultOrders(const Map &map, const Position &position, Power power,
                                 const std::vector<Order> &given);

} // namespace concert
