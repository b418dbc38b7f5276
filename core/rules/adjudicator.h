// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order.h"
#include "core/rules/position.h"
#include "core/rules/rule_set.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace concert {

/// How an order fared. Several can hold at once (a unit that bounced and was dislodged).
enum class OrderResult : std::uint8_t {
    Succeeded = 0,
    Bounce = 1 << 0,    ///< the move failed against an equal or stronger force
    Cut = 1 << 1,       ///< the support was cut
    Void = 1 << 2,      ///< illegal or unmatched: without effect
    Dislodged = 1 << 3, ///< the unit was driven out
    Disrupted = 1 << 4, ///< the convoy is part of a paradox and fails (Szykman's rule)
    NoConvoy = 1 << 5,  ///< no route of convoying fleets
    Disbanded = 1 << 6  ///< a retreating unit was lost
};

using OrderResults = std::uint8_t; ///< a set of OrderResult

constexpr bool has(OrderResults results, OrderResult result)
{
    return (results & static_cast<OrderResults>(result)) != 0;
}

/// The library's codes in a fixed order: {"bounce", "dislodged"}; empty: as ordered.
std::vector<std::string> resultCodes(OrderResults results);

struct ResolvedOrder {
    Power power = Power::Austria;
    Order order;
    OrderResults results = 0;
    std::string reason; ///< why it did not go as ordered ("support cut by A BUR"); empty otherwise

    bool operator==(const ResolvedOrder &) const = default;
};

/// The outcome of a phase.
struct Resolution {
    std::vector<ResolvedOrder> orders; ///< one for each unit, by power then province; waives last
    std::vector<Province> standoffs;   ///< provinces left empty by a standoff
    Position next;                     ///< the next phase that somebody has something to do in
};

/// Plays one phase. Pure: the same position and orders give the same outcome, in whatever order the
/// orders are listed (but of more builds or removals than are due the first count). Units without
/// an order get the rulebook's default; an illegal movement order is played and told as a hold,
/// with a reason and no result; of two orders for one unit the first counts. Unused builds are
/// waived and told as Void, as the library does. Retreat phases without a possible retreat and
/// adjustment phases without adjustments are passed over in Resolution::next; centres change hands
/// when the adjustment phase is reached, also when it is passed over.
Resolution adjudicate(const Map &map, const Position &position, const std::vector<Order> &orders,
                      RuleSet rules = RuleSet::library());

enum class Reasons : std::uint8_t { Omitted, Told };

/// The same, into an outcome that is used again and again: then movement phases allocate nothing.
/// \a position and \a orders must not be parts of \a resolution.
void adjudicateInto(Resolution &resolution, const Map &map, const Position &position,
                    std::span<const Order> orders, RuleSet rules = RuleSet::library(),
                    Reasons reasons = Reasons::Omitted);

} // namespace concert
