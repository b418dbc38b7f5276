// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/board_state.h"
#include "ui/map/map_geometry.h"

#include <vector>

namespace concert {

enum class OrderLine { None, Move, Retreat, Support, SupportHold, Convoy };
enum class OrderRing { None, Hold, ImplicitHold, Convoy, Build, Disband };
/// Why an order failed, as a mark on its line.
enum class OrderMark { None, Bounce, Cut, Void, Disrupted, NoConvoy };

/// Where the lines of one order run, in board units.
struct OrderShape {
    std::size_t order = 0; ///< its place in BoardState::orders
    OrderLine line = OrderLine::None;
    OrderRing ring = OrderRing::None;
    OrderMark mark = OrderMark::None;
    bool dislodged = false; ///< the ordered unit is driven out by this phase
    bool rejected = false; ///< an order was given but could not be taken; the default stands for it
    QPointF place;         ///< the ordered unit's token
    QPointF markAt;
    QPolygonF route; ///< a move's whole way, from token to token: what an animation follows
    QPolygonF curve; ///< the line that is drawn
    QPolygonF ghost; ///< a move that is supported or convoyed though nobody ordered it
};

/// A token's radius, before symbolScale.
inline constexpr double tokenRadius = 13;

/// The lines of all orders, in their order. Pure: equal states give equal lines. Moves bend around
/// tokens that stand in their way; \a symbol is symbolScale of the zoom.
std::vector<OrderShape> orderShapes(const MapGeometry &map, const BoardState &state, double symbol);

/// The fleets that carry a move, from the army on; empty for a move without a convoy.
std::vector<Location> convoyChain(const BoardState &state, const Order &move);

} // namespace concert
