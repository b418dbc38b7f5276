// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"

#include <cstdint>
#include <string>
#include <vector>

namespace concert {

/// An order, its results, and why: also of an order that succeeded.
struct ExplainedOrder {
    Power power = Power::Austria;
    Order order;
    OrderResults results = 0;
    std::string why; ///< "strength 2 against 1 of A MUN"; never empty

    bool operator==(const ExplainedOrder &) const = default;
};

/// One unit's part in what happened in a province.
struct ProvinceForce {
    enum class Role : std::uint8_t {
        Stayed, ///< stood there: held, or failed to leave
        Left,   ///< stood there and went away
        Came    ///< was ordered to move or retreat there
    };
    Unit unit; ///< as it stood before the phase
    Role role = Role::Stayed;
    int strength = 0;          ///< with which it attacked or held; 0: it did not get there, or left
    bool prevails = false;     ///< it stands there afterwards
    std::vector<Unit> helpers; ///< whose support counted
    std::vector<Unit> cut;     ///< whose support was cut

    bool operator==(const ProvinceForce &) const = default;
};

/// The forces that met in a province: first who stood there, then who came, by power and province.
struct ProvinceForces {
    Province province = Province::ADR;
    std::vector<ProvinceForce> forces;

    bool operator==(const ProvinceForces &) const = default;
};

/// Why a phase went as it did. Computed when it is asked for, from what adjudicate() was given.
struct Explanation {
    std::vector<ExplainedOrder> orders;    ///< as in Resolution::orders
    std::vector<ProvinceForces> provinces; ///< where somebody was ordered to move or retreat to
};

Explanation explain(const Map &map, const Position &position, const std::vector<Order> &orders,
                    RuleSet rules = RuleSet::library());

/// "Burgundy: A BUR (1), A PAR (2 with A MAR); A PAR got it": one line for tooltips.
std::string forcesText(const ProvinceForces &forces);

} // namespace concert
