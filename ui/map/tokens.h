// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/board_state.h"
#include "ui/map/order_shapes.h"

#include <vector>

namespace concert {

/// A unit as it is drawn at one moment.
struct Token {
    Power power = Power::Austria;
    UnitType type = UnitType::Army;
    QPointF at;
    bool dislodged = false;
    double opacity = 1;

    bool operator==(const Token &) const = default;
};

/// The units of a position, standing still; dislodged ones beside the place they lost.
std::vector<Token> tokensOf(const MapGeometry &map, const Position &position);

/// The units while the orders of \a before play out, at a fraction of the time. They glide along
/// \a shapes (those of before); who bounced goes half the way and back. At 1 it is
/// tokensOf(after).
std::vector<Token> tokensBetween(const MapGeometry &map, const BoardState &before,
                                 const std::vector<OrderShape> &shapes, const BoardState &after,
                                 double fraction);

} // namespace concert
