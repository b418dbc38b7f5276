// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "core/rules/phase_plays.h"

#include <algorithm>

namespace concert {

namespace {

constexpr auto adjustmentVoid = static_cast<OrderResults>(OrderResult::Void);

/// Whose order this is: the unit's, or that of the power whose home centre it is.
std::optional<Power> powerOf(const Map &map, const Position &position, const Order &order)
{
    if (order.kind == OrderKind::Build)
        return map.home(order.unit.province());
    if (const std::optional<Unit> unit = position.unitAt(order.unit.province()))
        return unit->power;
    return std::nullopt;
}

/// Plays the orders of one power, first come, first served.
class PowerAdjustments {
public:
    PowerAdjustments(const Play &play, Power power, Resolution &resolution)
        : play_(play), power_(power), resolution_(resolution), left_(play.position.builds(power))
    {}

    void play(const Order &order);
    void playDefaults();

private:
    void apply(const Order &order);
    bool isRepeated(const Order &order) const;
    void resolve(const Order &order, OrderResults results, std::string reason)
    {
        resolution_.orders.push_back({power_, order, results, std::move(reason)});
    }

    const Play &play_;
    Power power_;
    Resolution &resolution_;
    int left_; ///< builds (positive) or removals (negative) still to come
};

bool PowerAdjustments::isRepeated(const Order &order) const
{
    return std::ranges::any_of(resolution_.orders, [&order](const ResolvedOrder &resolved) {
        return resolved.order.kind != OrderKind::Waive &&
               resolved.order.unit.province() == order.unit.province() && resolved.results == 0;
    });
}

void PowerAdjustments::play(const Order &order)
{
    if (isRepeated(order))
        return; // one build a centre; a unit is removed once
    std::string why = whyIllegal(play_.map, play_.position, power_, order);
    if (why.empty() && left_ == 0)
        why = order.kind == OrderKind::Build ? "There are no more builds."
                                             : "There are no more removals.";
    if (!why.empty())
        resolve(order, adjustmentVoid, std::move(why));
    else
        apply(order);
}

void PowerAdjustments::apply(const Order &order)
{
    if (order.kind == OrderKind::Build) {
        resolution_.next.setUnit({power_, order.unitType, order.unit});
        --left_;
    } else {
        resolution_.next.clearUnit(order.unit.province());
        ++left_;
    }
    resolve(order, 0, {});
}

void PowerAdjustments::playDefaults()
{
    for (const Unit &unit : civilDisorderRemovals(play_.map, play_.position, power_, -left_,
                                                  play_.orders, play_.rules)) {
        apply(Order::disband(unit.type, unit.location));
        resolution_.orders.back().reason = "removed by the rule of civil disorder";
    }
}

} // namespace

void playAdjustments(const Play &play, Resolution &resolution)
{
    const Map &map = play.map;
    const Position &position = play.position;
    for (const Power power : allPowers) {
        PowerAdjustments adjustments(play, power, resolution);
        for (const Order &order : play.orders) {
            if (order.kind != OrderKind::Waive && powerOf(map, position, order) == power)
                adjustments.play(order);
        }
        adjustments.playDefaults();
    }
    // Orders of units that are not there, and builds outside home centres, belong to nobody known.
    for (const Order &order : play.orders) {
        if (order.kind != OrderKind::Waive && !powerOf(map, position, order)) {
            const Power power = position.owner(order.unit.province()).value_or(Power::Austria);
            resolution.orders.push_back(
                {power, order, adjustmentVoid, whyIllegal(map, position, power, order)});
        }
    }
    std::ranges::stable_sort(resolution.orders, [](const ResolvedOrder &a, const ResolvedOrder &b) {
        return std::pair(a.power, a.order.unit.province()) <
               std::pair(b.power, b.order.unit.province());
    });
    for (const Power power : allPowers) {
        const auto built =
            std::ranges::count_if(resolution.orders, [power](const ResolvedOrder &resolved) {
                return resolved.power == power && resolved.order.kind == OrderKind::Build &&
                       resolved.results == 0;
            });
        for (int i = static_cast<int>(built); i < position.builds(power); ++i)
            resolution.orders.push_back({power, Order::waive(), adjustmentVoid, {}});
    }
}

} // namespace concert
