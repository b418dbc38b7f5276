// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/explain.h"

#include "core/rules/movement.h"
#include "core/rules/movement_report.h"

#include <algorithm>

namespace concert {

namespace {

/// Explains a movement phase that is decided.
class MovementExplainer {
public:
    MovementExplainer(const Map &map, const Movement &movement)
        : movement_(movement), report_(map, movement)
    {}

    std::string whySucceeded(int i) const;
    std::vector<ProvinceForces> provinces() const;

private:
    std::string whyMoved(int i) const;
    std::string whySupported(int i) const;
    ProvinceForce holder(int i) const;
    ProvinceForce comer(int i) const;
    void addHelpers(int i, ProvinceForce &force) const;
    std::string nameOf(int i) const { return unitText(movement_.unit(i).unit); }

    const Movement &movement_;
    MovementReport report_;
};

std::string MovementExplainer::whySucceeded(int i) const
{
    const Order &order = movement_.unit(i).order;
    switch (order.kind) {
    case OrderKind::Move:
        return whyMoved(i);
    case OrderKind::Support:
        return whySupported(i);
    case OrderKind::Convoy:
        return "carried " + unitText(order.auxiliaryType, order.auxiliary);
    default:
        break;
    }
    if (movement_.firstAttacker(movement_.unit(i).from) == MovingUnit::none)
        return "nobody attacked it";
    return "withstood, strength " +
           std::to_string(movement_.holdStrength(movement_.unit(i).from).least);
}

std::string MovementExplainer::whyMoved(int i) const
{
    const std::string by = movement_.travelsByConvoy(i) ? "by sea, " : "";
    const int defender = movement_.unitAt(movement_.unit(i).to);
    const MovementReport::Opponent opponent = report_.strongestAgainst(i);
    const std::string strength = std::to_string(movement_.attackStrength(i).least);
    if (opponent.unit != MovingUnit::none)
        return by + "strength " + strength + " against " + std::to_string(opponent.strength) +
               " of " + nameOf(opponent.unit);
    if (defender != MovingUnit::none)
        return by + "followed " + nameOf(defender) + ", which left";
    return by + "nobody opposed it";
}

std::string MovementExplainer::whySupported(int i) const
{
    const Order &order = movement_.unit(i).order;
    const int helped = movement_.unitAt(order.auxiliary.province());
    if (order.isSupportHold())
        return "helped " + nameOf(helped) + " to stay";
    return "helped " + nameOf(helped) +
           (movement_.verdicts(helped).moves == Verdict::Yes ? " to get there"
                                                             : ", which did not get there");
}

void MovementExplainer::addHelpers(int i, ProvinceForce &force) const
{
    for (int s = movement_.unit(i).firstSupporter; s != MovingUnit::none;
         s = movement_.unit(s).nextSupporter) {
        auto &list = movement_.verdicts(s).supports == Verdict::Yes ? force.helpers : force.cut;
        list.push_back(movement_.unit(s).unit);
    }
    std::ranges::sort(force.helpers);
    std::ranges::sort(force.cut);
}

ProvinceForce MovementExplainer::holder(int i) const
{
    const MovingUnit &unit = movement_.unit(i);
    ProvinceForce force;
    force.unit = unit.unit;
    if (movement_.verdicts(i).moves == Verdict::Yes) {
        force.role = ProvinceForce::Role::Left;
        return force;
    }
    force.strength = movement_.holdStrength(unit.from).least;
    force.prevails = !movement_.isDislodged(i);
    if (unit.isMove) {
        const int opponent = movement_.unitAt(unit.to);
        if (opponent == MovingUnit::none || !movement_.isHeadToHead(i, opponent))
            return force; // supports of its move did not help it to stay
        force.strength = movement_.defendStrength(i).least;
    }
    addHelpers(i, force);
    return force;
}

ProvinceForce MovementExplainer::comer(int i) const
{
    ProvinceForce force;
    force.unit = movement_.unit(i).unit;
    force.role = ProvinceForce::Role::Came;
    force.strength = movement_.attackStrength(i).least;
    force.prevails = movement_.verdicts(i).moves == Verdict::Yes;
    addHelpers(i, force);
    return force;
}

std::vector<ProvinceForces> MovementExplainer::provinces() const
{
    std::vector<ProvinceForces> result;
    for (int p = 0; p < provinceCount; ++p) {
        const auto province = static_cast<Province>(p);
        if (movement_.firstAttacker(province) == MovingUnit::none)
            continue;
        ProvinceForces forces{province, {}};
        if (const int i = movement_.unitAt(province); i != MovingUnit::none)
            forces.forces.push_back(holder(i));
        for (int i = 0; i < movement_.count(); ++i) {
            if (movement_.unit(i).isMove && movement_.unit(i).to == province)
                forces.forces.push_back(comer(i));
        }
        result.push_back(std::move(forces));
    }
    return result;
}

void explainMovement(const Map &map, const Position &position, const Resolution &resolution,
                     RuleSet rules, Explanation &explanation)
{
    std::vector<Order> played;
    for (const ResolvedOrder &resolved : resolution.orders)
        played.push_back(resolved.order);
    Movement movement(map, position, played, rules);
    movement.solve();
    const MovementExplainer explainer(map, movement);
    for (int i = 0; i < movement.count(); ++i) {
        std::string &why = explanation.orders[static_cast<std::size_t>(i)].why;
        if (why.empty())
            why = explainer.whySucceeded(i);
    }
    explanation.provinces = explainer.provinces();
}

void explainRetreats(const Resolution &resolution, Explanation &explanation)
{
    ProvinceSet targets;
    for (const ResolvedOrder &resolved : resolution.orders) {
        if (resolved.order.kind == OrderKind::Retreat && !has(resolved.results, OrderResult::Void))
            targets.insert(resolved.order.target.province());
    }
    for (const Province province : targets) {
        ProvinceForces forces{province, {}};
        for (const ResolvedOrder &resolved : resolution.orders) {
            const Order &order = resolved.order;
            if (order.kind != OrderKind::Retreat || order.target.province() != province ||
                has(resolved.results, OrderResult::Void))
                continue;
            ProvinceForce force;
            force.unit = {resolved.power, order.unitType, order.unit};
            force.role = ProvinceForce::Role::Came;
            force.strength = 1;
            force.prevails = resolved.results == 0;
            forces.forces.push_back(force);
        }
        explanation.provinces.push_back(std::move(forces));
    }
}

std::string whyDone(const Order &order)
{
    switch (order.kind) {
    case OrderKind::Retreat:
        return "no other unit retreated there";
    case OrderKind::Build:
        return "built";
    case OrderKind::Waive:
        return "a build was not used";
    default:
        return "removed, as ordered";
    }
}

std::string forceText(const ProvinceForce &force)
{
    std::string text = unitText(force.unit) + " (";
    if (force.role == ProvinceForce::Role::Left)
        return text + "left)";
    text += std::to_string(force.strength);
    for (const Unit &helper : force.helpers)
        text += (&helper == &force.helpers.front() ? " with " : ", ") + unitText(helper);
    for (const Unit &helper : force.cut)
        text += (&helper == &force.cut.front() ? "; cut: " : ", ") + unitText(helper);
    return text + ")";
}

} // namespace

Explanation explain(const Map &map, const Position &position, const std::vector<Order> &orders,
                    RuleSet rules)
{
    const Resolution resolution = adjudicate(map, position, orders, rules);
    Explanation explanation;
    for (const ResolvedOrder &resolved : resolution.orders)
        explanation.orders.push_back(
            {resolved.power, resolved.order, resolved.results, resolved.reason});
    if (position.phase.type == PhaseType::Movement)
        explainMovement(map, position, resolution, rules, explanation);
    else if (position.phase.type == PhaseType::Retreat)
        explainRetreats(resolution, explanation);
    for (ExplainedOrder &order : explanation.orders) {
        if (order.why.empty())
            order.why = whyDone(order.order);
    }
    return explanation;
}

std::string forcesText(const ProvinceForces &forces)
{
    std::string text(provinceName(forces.province));
    text += ": ";
    for (const ProvinceForce &force : forces.forces)
        text += (&force == &forces.forces.front() ? "" : ", ") + forceText(force);
    const auto winner = std::ranges::find(forces.forces, true, &ProvinceForce::prevails);
    if (winner == forces.forces.end())
        return text + "; nobody got it";
    return text + "; " + unitText(winner->unit) +
           (winner->role == ProvinceForce::Role::Came ? " got it" : " kept it");
}

} // namespace concert
