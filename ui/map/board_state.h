// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"
#include "core/rules/order.h"
#include "core/rules/position.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace concert {

/// An order as the map shows it.
struct MapOrder {
    Power power = Power::Austria;
    Order order;
    OrderResults results = 0;
    bool resolved = false;  ///< the phase was played: results say how it went
    bool defaulted = false; ///< nobody gave it: the rules' default
    QString reason;         ///< why it did not go as ordered, or what was rejected; may be empty

    bool operator==(const MapOrder &) const = default;
};

/// Which power was last in a province; supply centres: who owns it.
using Influence = std::array<std::optional<Power>, provinceCount>;

/// The influence once \a position is reached from positions with influence \a before.
Influence influenceAfter(Influence before, const Position &position);

/// What a picture of the board is a function of; equal states give equal pictures.
struct BoardState {
    Position position;            ///< before the orders are played
    std::vector<MapOrder> orders; ///< drawn over it
    std::vector<Province> standoffs;
    Influence influence{}; ///< tints land without a centre; may be left empty

    bool operator==(const BoardState &) const = default;
};

} // namespace concert
