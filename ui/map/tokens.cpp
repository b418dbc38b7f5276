// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/tokens.h"

#include "ui/map/curves.h"

#include <algorithm>
#include <cmath>

namespace concert {

namespace {

/// A unit of a position, its token, and (once it is found in the other position) its partner.
struct Standing {
    Unit unit;
    bool dislodged = false;
    Token token;
    bool matched = false;
};

std::vector<Standing> standingUnits(const MapGeometry &map, const Position &position)
{
    std::vector<Standing> units;
    for (const Unit &unit : position.units()) {
        const QPointF at = map.unitAnchor(unit.location);
        units.push_back({unit, false, {unit.power, unit.type, at, false, 1}, false});
    }
    for (const DislodgedUnit &lost : position.dislodged()) {
        const QPointF at = map.dislodgedAnchor(lost.unit.location);
        units.push_back({lost.unit, true, {lost.unit.power, lost.unit.type, at, true, 1}, false});
    }
    return units;
}

bool goes(const Order &order)
{
    return order.kind == OrderKind::Move || order.kind == OrderKind::Retreat;
}

/// The unit of the later position that this one has become: at its order's target, or where it was.
Standing *partnerOf(const Standing &unit, const OrderShape *shape, const Order *order,
                    std::vector<Standing> &later)
{
    const auto find = [&](Province province) -> Standing * {
        const auto it = std::find_if(later.begin(), later.end(), [&](const Standing &other) {
            return !other.matched && other.unit.power == unit.unit.power &&
                   other.unit.type == unit.unit.type && other.unit.location.province() == province;
        });
        return it != later.end() ? &*it : nullptr;
    };
    if (order && goes(*order) && shape->mark == OrderMark::None) {
        if (Standing *there = find(order->target.province()))
            return there;
    }
    return find(unit.unit.location.province());
}

Token glide(const Token &from, const Token &to, const OrderShape *shape, bool moved,
            double fraction)
{
    Token token = from;
    token.dislodged = fraction < 0.5 ? from.dislodged : to.dislodged;
    if (shape && moved && !shape->route.isEmpty()) {
        token.at = pointAlong(shape->route, fraction);
        return token;
    }
    if (shape && shape->mark == OrderMark::Bounce && from.at == to.at) {
        constexpr double turn = 0.4; // where the mark is
        token.at = pointAlong(shape->route, turn * std::sin(fraction * M_PI));
        return token;
    }
    token.at = from.at + (to.at - from.at) * fraction;
    return token;
}

} // namespace

std::vector<Token> tokensOf(const MapGeometry &map, const Position &position)
{
    std::vector<Token> tokens;
    for (const Standing &unit : standingUnits(map, position))
        tokens.push_back(unit.token);
    return tokens;
}

std::vector<Token> tokensBetween(const MapGeometry &map, const BoardState &before,
                                 const std::vector<OrderShape> &shapes, const BoardState &after,
                                 double fraction)
{
    if (fraction >= 1)
        return tokensOf(map, after.position);
    std::vector<Standing> earlier = standingUnits(map, before.position);
    std::vector<Standing> later = standingUnits(map, after.position);
    const auto shapeOf = [&](const Standing &unit) -> const OrderShape * {
        const auto it = std::find_if(shapes.begin(), shapes.end(), [&](const OrderShape &shape) {
            const Order &order = before.orders[shape.order].order;
            return order.unit.province() == unit.unit.location.province() &&
                   before.orders[shape.order].power == unit.unit.power &&
                   (order.kind == OrderKind::Retreat) == unit.dislodged;
        });
        return it != shapes.end() ? &*it : nullptr;
    };
    std::vector<Token> tokens;
    for (const Standing &unit : earlier) {
        const OrderShape *shape = shapeOf(unit);
        const Order *order = shape ? &before.orders[shape->order].order : nullptr;
        Standing *partner = partnerOf(unit, shape, order, later);
        if (!partner) { // disbanded
            tokens.push_back(unit.token);
            tokens.back().opacity = 1 - fraction;
            continue;
        }
        partner->matched = true;
        const bool moved =
            order && goes(*order) && order->target.province() == partner->unit.location.province();
        tokens.push_back(glide(unit.token, partner->token, shape, moved, fraction));
    }
    for (const Standing &unit : later) {
        if (!unit.matched) { // built
            tokens.push_back(unit.token);
            tokens.back().opacity = fraction;
        }
    }
    return tokens;
}

} // namespace concert
