// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"

#include <vector>

namespace concert {

/// One function a phase type. They fill in Resolution::orders and ::standoffs, and ::next as the
/// board stands afterwards, still in the phase that was played; adjudicate() does the rest.

Resolution playMovement(const Map &map, const Position &position, const std::vector<Order> &orders);
Resolution playRetreats(const Map &map, const Position &position, const std::vector<Order> &orders);
Resolution playAdjustments(const Map &map, const Position &position,
                           const std::vector<Order> &orders);

/// The units that civil disorder removes, in the order of removal (DATC 4.D.8, the library's
/// choice): farthest from the nearest home centre first, fleets before armies, then by
/// abbreviation. Units that \a given orders disband already are passed over.
std::vector<Unit> civilDisorderRemovals(const Map &map, const Position &position, Power power,
                                        int count, const std::vector<Order> &given);

} // namespace concert
