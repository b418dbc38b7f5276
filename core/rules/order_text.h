// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order.h"
#include "core/rules/position.h"
#include "core/rules/rule_set.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concert {

/// Writes an order in the notation of the diplomacy library: "A PAR - BUR", "A LON - NWY VIA",
/// "F MAO S F GAS - SPA/NC", "F NTH C A LON - NWY", "A PAR R PIC", "A PAR D", "F STP/NC B",
/// "WAIVE".
std::string orderText(const Order &order);

/// What parseOrder made of a text: an order, or a problem that says what was not understood.
/// A text that is not empty gets the nearest legal orders as a second sentence.
struct ParsedOrder {
    std::optional<Order> order;
    std::string problem;
};

/// Reads an order of \a power tolerantly: any case, "->", "to", full names, "army"/"fleet", coasts
/// in the usual spellings; a missing unit letter or coast is filled in from the board where only
/// one is possible. Says nothing about legality (see legal_orders.h).
ParsedOrder parseOrder(std::string_view text, const Position &position, Power power,
                       RuleSet rules = RuleSet::library());

/// The legal orders of a power that are written most like this text, the nearest first; for what
/// was not understood as for what is illegal. No more than \a count.
std::vector<Order> nearestLegalOrders(std::string_view text, const Position &position, Power power,
                                      std::size_t count = 3);

/// "Nearest legal orders: A PAR - BUR, A PAR - PIC."; empty if the power has none.
std::string nearestLegalOrdersText(std::string_view text, const Position &position, Power power);

} // namespace concert
