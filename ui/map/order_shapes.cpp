// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/order_shapes.h"

#include "ui/map/curves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace concert {

namespace {

/// The order of a unit in this province; none: nullptr.
const MapOrder *orderOf(const BoardState &state, Province province)
{
    for (const MapOrder &order : state.orders) {
        if (order.order.kind != OrderKind::Waive && order.order.unit.province() == province)
            return &order;
    }
    return nullptr;
}

bool touches(Province a, Province b)
{
    const auto neighbours = Map::standard().touching(a);
    return std::find(neighbours.begin(), neighbours.end(), b) != neighbours.end();
}

bool isMoveTo(const Order &order, Location from, Location to)
{
    return order.kind == OrderKind::Move && order.unit.province() == from.province() &&
           order.target.province() == to.province();
}

OrderMark markOf(const MapOrder &order)
{
    if (!order.resolved)
        return OrderMark::None;
    static constexpr std::array marks{std::pair(OrderResult::Void, OrderMark::Void),
                                      std::pair(OrderResult::NoConvoy, OrderMark::NoConvoy),
                                      std::pair(OrderResult::Bounce, OrderMark::Bounce),
                                      std::pair(OrderResult::Cut, OrderMark::Cut),
                                      std::pair(OrderResult::Disrupted, OrderMark::Disrupted)};
    for (const auto &[result, mark] : marks) {
        if (has(order.results, result))
            return mark;
    }
    return OrderMark::None;
}

} // namespace

std::vector<Location> convoyChain(const BoardState &state, const Order &move)
{
    const bool byLand = Map::standard().canMove(UnitType::Army, move.unit, move.target);
    if (move.kind != OrderKind::Move || move.unitType != UnitType::Army ||
        (byLand && !move.viaConvoy))
        return {};
    std::vector<Location> fleets;
    for (const MapOrder &order : state.orders) {
        if (order.order.kind == OrderKind::Convoy &&
            order.order.auxiliary.province() == move.unit.province() &&
            order.order.target.province() == move.target.province())
            fleets.push_back(order.order.unit);
    }
    // Breadth first: the shortest chain; the first listed of equals.
    std::vector<std::vector<Location>> chains;
    for (const Location fleet : fleets) {
        if (touches(move.unit.province(), fleet.province()))
            chains.push_back({fleet});
    }
    for (std::size_t i = 0; i < chains.size(); ++i) {
        const std::vector<Location> chain = chains[i];
        if (touches(chain.back().province(), move.target.province()))
            return chain;
        for (const Location fleet : fleets) {
            if (std::find(chain.begin(), chain.end(), fleet) == chain.end() &&
                touches(chain.back().province(), fleet.province()))
                chains.push_back([&] {
                    auto longer = chain;
                    longer.push_back(fleet);
                    return longer;
                }());
        }
    }
    return {};
}

/// Lays out all lines of a state.
class OrderLayout {
public:
    OrderLayout(const MapGeometry &map, const BoardState &state, double symbol)
        : map_(map), state_(state), symbol_(symbol)
    {
        for (const Unit &unit : state.position.units())
            obstacles_.append(map.unitAnchor(unit.location));
        for (const DislodgedUnit &unit : state.position.dislodged())
            obstacles_.append(map.dislodgedAnchor(unit.unit.location));
    }

    std::vector<OrderShape> shapes()
    {
        for (std::size_t i = 0; i < state_.orders.size(); ++i)
            shapes_.push_back(begin(i));
        for (OrderShape &shape : shapes_) { // moves first: the others join them
            if (kind(shape) == OrderKind::Move || kind(shape) == OrderKind::Retreat)
                layMove(shape);
        }
        for (OrderShape &shape : shapes_) {
            if (kind(shape) == OrderKind::Support)
                laySupport(shape);
            else if (kind(shape) == OrderKind::Convoy)
                layConvoy(shape);
        }
        spreadJoins();
        for (OrderShape &shape : shapes_) {
            // Supports join behind the middle: the mark of a move keeps before it.
            const bool move = shape.line == OrderLine::Move || shape.line == OrderLine::Retreat;
            shape.markAt = shape.curve.isEmpty() ? shape.place + QPointF(0, -18 * symbol_)
                                                 : pointAlong(shape.curve, move ? 0.4 : 0.5);
        }
        return std::move(shapes_);
    }

private:
    const MapOrder &order(const OrderShape &shape) const { return state_.orders[shape.order]; }
    OrderKind kind(const OrderShape &shape) const { return order(shape).order.kind; }

    OrderShape begin(std::size_t index) const
    {
        OrderShape shape;
        shape.order = index;
        const MapOrder &mapOrder = state_.orders[index];
        const Order &given = mapOrder.order;
        shape.mark = markOf(mapOrder);
        shape.dislodged = mapOrder.resolved && has(mapOrder.results, OrderResult::Dislodged);
        shape.rejected = mapOrder.defaulted && !mapOrder.reason.isEmpty();
        const bool retreating =
            given.kind == OrderKind::Retreat ||
            (given.kind == OrderKind::Disband && state_.position.phase.type == PhaseType::Retreat);
        shape.place = retreating ? map_.dislodgedAnchor(place(given.unit, true))
                                 : map_.unitAnchor(place(given.unit, false));
        if (given.kind == OrderKind::Hold)
            shape.ring = mapOrder.defaulted ? OrderRing::ImplicitHold : OrderRing::Hold;
        else if (given.kind == OrderKind::Convoy)
            shape.ring = OrderRing::Convoy;
        else if (given.kind == OrderKind::Build)
            shape.ring = OrderRing::Build;
        else if (given.kind == OrderKind::Disband)
            shape.ring = OrderRing::Disband;
        return shape;
    }

    /// The place with the coast that the unit there really has.
    Location place(Location ordered, bool dislodged) const
    {
        if (dislodged) {
            for (const DislodgedUnit &unit : state_.position.dislodged()) {
                if (unit.unit.location.province() == ordered.province())
                    return unit.unit.location;
            }
        }
        const auto unit = state_.position.unitAt(ordered.province());
        return unit && !dislodged ? unit->location : ordered;
    }

    double clearance(const QPolygonF &curve) const
    {
        const double reach = (tokenRadius + 6) * symbol_;
        double penalty = 0;
        for (const QPointF obstacle : obstacles_) {
            if (distance(obstacle, curve.first()) < 8 || distance(obstacle, curve.last()) < 8)
                continue; // its own token, and the one it goes to
            const double gap = gapTo(curve, obstacle);
            if (gap < reach)
                penalty += (reach - gap) * (reach - gap);
        }
        return penalty;
    }

    /// The least bent way that keeps clear of other tokens.
    QPolygonF clearWay(QPointF from, QPointF to) const
    {
        QPolygonF best;
        double least = -1;
        for (const double bow : {0.06, -0.06, 0.14, -0.14, 0.22, -0.22, 0.32, -0.32}) {
            const QPolygonF way = bowed(from, to, bow);
            const double cost = clearance(way) + std::abs(bow) * distance(from, to) * 0.8;
            if (least < 0 || cost < least) {
                least = cost;
                best = way;
            }
        }
        return best;
    }

    void layMove(OrderShape &shape)
    {
        const Order &move = order(shape).order;
        const QPointF to = map_.unitAnchor(move.target);
        const std::vector<Location> fleets = convoyChain(state_, move);
        const MapOrder *opposite = orderOf(state_, move.target.province());
        if (!fleets.empty()) {
            shape.route = wayPast(shape.place, fleets, to);
        } else if (opposite && isMoveTo(opposite->order, move.target, move.unit) &&
                   convoyChain(state_, opposite->order).empty()) {
            shape.route = bowed(shape.place, to, 0.16); // each to its left: they part
        } else {
            shape.route = clearWay(shape.place, to);
        }
        shape.line = move.kind == OrderKind::Move ? OrderLine::Move : OrderLine::Retreat;
        const bool occupied = state_.position.unitAt(move.target.province()).has_value();
        shape.curve = trimmed(shape.route, (tokenRadius + 1) * symbol_,
                              (occupied ? tokenRadius + 2.5 : 3) * symbol_);
    }

    /// A curve that passes beside the fleets' tokens.
    QPolygonF wayPast(QPointF from, const std::vector<Location> &fleets, QPointF to) const
    {
        QPolygonF tokens{from};
        for (const Location fleet : fleets)
            tokens.append(map_.unitAnchor(place(fleet, false)));
        tokens.append(to);
        QPolygonF points{from};
        for (qsizetype i = 1; i + 1 < tokens.size(); ++i) {
            const QPointF along = unitVector(tokens[i + 1] - tokens[i - 1]);
            QPointF side(along.y(), -along.x());
            // On the inner side of the bend; where there is none, above.
            const QPointF inwards = (tokens[i - 1] + tokens[i + 1]) / 2 - tokens[i];
            if (QPointF::dotProduct(side, inwards) < 0)
                side = -side;
            points.append(tokens[i] + side * ((tokenRadius + 10) * symbol_));
        }
        points.append(to);
        return through(points);
    }

    OrderShape *moveShape(const Order &helper)
    {
        for (OrderShape &shape : shapes_) {
            if (isMoveTo(order(shape).order, helper.auxiliary, helper.target))
                return &shape;
        }
        return nullptr;
    }

    /// What is supported or convoyed though nobody moves like that.
    QPolygonF ghostOf(const Order &helper) const
    {
        return trimmed(bowed(map_.unitAnchor(place(helper.auxiliary, false)),
                             map_.unitAnchor(helper.target), 0.06),
                       (tokenRadius + 2) * symbol_, 4 * symbol_);
    }

    void laySupport(OrderShape &shape)
    {
        const Order &support = order(shape).order;
        if (support.isSupportHold()) {
            const QPointF to = map_.unitAnchor(place(support.auxiliary, false));
            shape.line = OrderLine::SupportHold;
            shape.curve = trimmed(clearWay(shape.place, to), (tokenRadius + 1) * symbol_,
                                  (tokenRadius + 5) * symbol_);
            return;
        }
        shape.line = OrderLine::Support;
        if (const OrderShape *move = moveShape(support)) {
            const double fraction = nearestFraction(move->curve, shape.place, 0.5, 0.8);
            joins_[move->order].push_back({shape.order, fraction});
        } else {
            shape.ghost = ghostOf(support);
            joinAt(shape, pointAlong(shape.ghost, 0.6));
        }
    }

    void joinAt(OrderShape &shape, QPointF point) const
    {
        shape.curve = trimmed(QPolygonF{shape.place, point}, (tokenRadius + 1) * symbol_, 0);
    }

    /// Supports of one move join it one behind the other, so that they can be counted.
    void spreadJoins()
    {
        for (auto &[move, joins] : joins_) {
            const QPolygonF &curve = shapes_[move].curve;
            const double step = std::min(9 * symbol_ / std::max(curveLength(curve), 1.0), 0.12);
            std::stable_sort(joins.begin(), joins.end(),
                             [](const Join &a, const Join &b) { return a.fraction < b.fraction; });
            double last = 0;
            for (Join &join : joins)
                last = join.fraction = std::max(join.fraction, last + step);
            double next = 0.86 + step; // the head comes after
            for (auto join = joins.rbegin(); join != joins.rend(); ++join)
                next = join->fraction = std::min(join->fraction, next - step);
            for (const Join &join : joins)
                joinAt(shapes_[join.support], pointAlong(curve, join.fraction));
        }
    }

    void layConvoy(OrderShape &shape)
    {
        const Order &convoy = order(shape).order;
        const OrderShape *move = moveShape(convoy);
        if (!move)
            shape.ghost = ghostOf(convoy);
        const QPolygonF &way = move ? move->curve : shape.ghost;
        const QPointF to = pointAlong(way, nearestFraction(way, shape.place, 0.05, 0.9));
        shape.line = OrderLine::Convoy;
        shape.curve = trimmed(QPolygonF{shape.place, to}, (tokenRadius + 1) * symbol_, 0);
    }

    struct Join {
        std::size_t support;
        double fraction;
    };

    const MapGeometry &map_;
    const BoardState &state_;
    double symbol_;
    QPolygonF obstacles_;
    std::vector<OrderShape> shapes_;
    std::map<std::size_t, std::vector<Join>> joins_; ///< by the supported move
};

std::vector<OrderShape> orderShapes(const MapGeometry &map, const BoardState &state, double symbol)
{
    return OrderLayout(map, state, symbol).shapes();
}

} // namespace concert
