// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order.h"
#include "core/rules/position.h"
#include "core/rules/rule_set.h"

#include <optional>
#include <string>
#include <string_view>

namespace concert {

/// Writes an order in the notation of the diplomacy library: "A PAR - BUR", "A LON - NWY VIA",
/// "F MAO S F GAS - SPA/NC", "F NTH C A LON - NWY", "A PAR R PIC", "A PAR D", "F STP/NC B",
/// "WAIVE".
std::string orderText(const Order &order);

/// What parseOrder made of a text: an order, or a problem that says what was not understood.
struct ParsedOrder {
    std::optional<Order> order;
    std::string problem;
};

/// Reads an order of \a power tolerantly: any case, "->", "to", full names, "army"/"fleet", coasts
/// in the usual spellings; a missing unit letter or coast is filled in from the board where only
/// one is possible. Says nothing about legality (see legal_orders.h).
ParsedOrder parseOrder(std::string_view text, const Position &position, Power power,
                       RuleSet rules = RuleSet::library());

} // namespace concert
