// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game_faults.h"

#include "core/record/text.h"
#include "core/rules/order_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString unitOfOrder(const Order &order)
{
    return toQString(unitText(order.unitType, order.unit));
}

bool isHelpFor(const Order &help, const Order &move)
{
    return help.kind == OrderKind::Support && !help.isSupportHold() &&
           help.auxiliary.province() == move.unit.province() &&
           help.target.province() == move.target.province();
}

class FaultFinder {
public:
    FaultFinder(const SavedPhase &phase, const Resolution &resolution, const SavedPhase *next)
        : phase_(phase), orders_(resolution.orders), next_(next)
    {
        for (const Province province : resolution.standoffs)
            standoffs_.insert(province);
        for (const ResolvedOrder &resolved : orders_) {
            if (!has(resolved.results, OrderResult::Dislodged))
                occupied_.insert(succeeded(resolved) ? resolved.order.target.province()
                                                     : resolved.order.unit.province());
        }
    }

    QList<ReferenceFault> find()
    {
        for (const ResolvedOrder &resolved : orders_) {
            if (resolved.order.kind == OrderKind::Move) {
                findOwnSupport(resolved);
                findHeadToHead(resolved);
            }
            if (resolved.order.kind == OrderKind::Convoy)
                findBrokenConvoy(resolved);
            if (next_ != nullptr && has(resolved.results, OrderResult::Dislodged))
                findRetreats(resolved);
        }
        return faults_;
    }

private:
    void add(char letter, const Order &order, const QString &text)
    {
        faults_ << ReferenceFault{
            letter, toQString(orderText(order)),
            u"the file's engine is wrong (fault %1): %2"_s.arg(letter).arg(text)};
    }
    static bool succeeded(const ResolvedOrder &resolved)
    {
        return resolved.order.kind == OrderKind::Move && resolved.results == 0;
    }
    bool fileSays(const Order &order, const QString &code) const
    {
        return phase_.results.value(unitOfOrder(order)).contains(code);
    }
    const ResolvedOrder *orderAt(Province province) const
    {
        const auto found =
            std::find_if(orders_.begin(), orders_.end(), [province](const ResolvedOrder &other) {
                return other.order.unit.province() == province;
            });
        return found == orders_.end() ? nullptr : &*found;
    }
    /// A support of this power for the move.
    bool isHelpedBy(Power power, const Order &move) const
    {
        return std::any_of(orders_.begin(), orders_.end(), [&](const ResolvedOrder &other) {
            return other.power == power && isHelpFor(other.order, move);
        });
    }
    bool isHelped(const Order &move) const
    {
        return std::any_of(orders_.begin(), orders_.end(), [&](const ResolvedOrder &other) {
            return isHelpFor(other.order, move);
        });
    }
    bool goesByConvoy(const Order &move) const
    {
        return move.viaConvoy || !Map::standard().canMove(move.unitType, move.unit, move.target) ||
               std::any_of(orders_.begin(), orders_.end(), [&move](const ResolvedOrder &other) {
                   return other.order.kind == OrderKind::Convoy &&
                          other.order.auxiliary.province() == move.unit.province() &&
                          other.order.target.province() == move.target.province();
               });
    }

    void findOwnSupport(const ResolvedOrder &attack);
    void findHeadToHead(const ResolvedOrder &attack);
    void findBrokenConvoy(const ResolvedOrder &convoy);
    void findRetreats(const ResolvedOrder &lost);

    const SavedPhase &phase_;
    const std::vector<ResolvedOrder> &orders_;
    const SavedPhase *next_;
    ProvinceSet standoffs_;
    ProvinceSet occupied_; ///< in the end, by the rules
    QList<ReferenceFault> faults_;
};

/// A. The rulebook: no power may dislodge, or help to dislodge, a unit of its own.
void FaultFinder::findOwnSupport(const ResolvedOrder &attack)
{
    const ResolvedOrder *defender = orderAt(attack.order.target.province());
    if (!attack.order.viaConvoy || succeeded(attack) || defender == nullptr ||
        has(defender->results, OrderResult::Dislodged) ||
        !fileSays(defender->order, u"dislodged"_s) || !isHelpedBy(defender->power, attack.order))
        return;
    add('A', attack.order,
        u"it counts a support by %1 towards dislodging %1's own %2, as the attack is ordered VIA; "
        "no power helps to dislodge its own unit"_s.arg(powerText(defender->power),
                                                        unitOfOrder(defender->order)));
}

/// D. The rulebook: of two units that attack each other the one with less support is dislodged,
/// and with equal support neither.
void FaultFinder::findHeadToHead(const ResolvedOrder &attack)
{
    const ResolvedOrder *other = orderAt(attack.order.target.province());
    if (other == nullptr || other->order.kind != OrderKind::Move ||
        other->order.target.province() != attack.order.unit.province() || succeeded(attack) ||
        goesByConvoy(attack.order) || goesByConvoy(other->order) ||
        has(other->results, OrderResult::Dislodged) || !fileSays(other->order, u"dislodged"_s) ||
        !isHelped(other->order))
        return;
    add('D', attack.order,
        u"it dislodges %1 in a head-to-head battle without counting the support for %1's move"_s
            .arg(unitOfOrder(other->order)));
}

/// C and E. The rulebook: a convoy is broken when its fleet is dislodged, and only then.
void FaultFinder::findBrokenConvoy(const ResolvedOrder &convoy)
{
    const ResolvedOrder *army = orderAt(convoy.order.auxiliary.province());
    const bool isIntact = !has(convoy.results, OrderResult::Dislodged) &&
                          !has(convoy.results, OrderResult::NoConvoy) &&
                          !has(convoy.results, OrderResult::Void);
    if (!isIntact || army == nullptr || fileSays(convoy.order, u"dislodged"_s) ||
        (!fileSays(convoy.order, u"disrupted"_s) && !fileSays(army->order, u"no convoy"_s)))
        return;
    for (const ResolvedOrder &attack : orders_) {
        if (attack.order.kind == OrderKind::Move && attack.power != convoy.power &&
            attack.order.target.province() == convoy.order.unit.province() &&
            isHelpedBy(convoy.power, attack.order)) {
            add('C', convoy.order,
                u"it breaks the convoy by the attack of %1, which a support by the fleet's own "
                "power made strong enough; that support does not count, and the fleet stays"_s.arg(
                    unitOfOrder(attack.order)));
            return;
        }
    }
    add('E', convoy.order,
        u"it takes the convoy for broken though %1 is not dislodged"_s.arg(
            unitOfOrder(convoy.order)));
}

/// B. The rulebook: no retreat to an occupied place, nor to one left empty by a standoff.
void FaultFinder::findRetreats(const ResolvedOrder &lost)
{
    const auto attack =
        std::find_if(orders_.begin(), orders_.end(), [&lost](const ResolvedOrder &other) {
            return succeeded(other) && other.order.target.province() == lost.order.unit.province();
        });
    if (attack == orders_.end() || !goesByConvoy(attack->order))
        return;
    for (const DislodgedUnit &entry : next_->position.dislodged()) {
        if (entry.unit.location != lost.order.unit || entry.unit.power != lost.power)
            continue;
        QStringList wrong;
        for (const Location place : entry.retreats) {
            if (occupied_.contains(place.province()))
                wrong << u"%1 is occupied"_s.arg(toQString(locationText(place)));
            else if (standoffs_.contains(place.province()))
                wrong << u"%1 is contested"_s.arg(toQString(locationText(place)));
        }
        if (!wrong.isEmpty())
            add('B', lost.order,
                u"after the convoyed attack from %1 it lists retreats that nobody may take (%2)"_s
                    .arg(toQString(provinceAbbreviation(attack->order.unit.province())),
                         wrong.join(u", "_s)));
    }
}

} // namespace

QList<ReferenceFault> referenceFaults(const SavedPhase &phase, const Resolution &resolution,
                                      const SavedPhase *next)
{
    if (phase.position.phase.type != PhaseType::Movement)
        return {};
    return FaultFinder(phase, resolution, next).find();
}

} // namespace concert
