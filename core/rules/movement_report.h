// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"
#include "core/rules/movement.h"

#include <string>

namespace concert {

/// Tells how each unit fared once everything is decided.
class MovementReport {
public:
    MovementReport(const Map &map, const Movement &movement) : map_(map), movement_(movement) {}

    /// What became of the unit's own order.
    OrderResults results(int i) const;
    /// Why, for each of these results; empty when the unit did as ordered.
    std::string reason(int i, OrderResults results) const;

    /// Who kept a move from succeeding, or was the strongest that it overcame; none: nobody.
    struct Opponent {
        int unit = MovingUnit::none;
        int strength = 0;
    };
    Opponent strongestAgainst(int i) const;
    /// The first that cut this support; none if nobody did.
    int cutter(int i) const;

private:
    OrderResults moveResults(int i) const;
    OrderResults supportResults(int i) const;
    OrderResults convoyResults(int i) const;
    std::string orderReason(int i, OrderResults results) const;
    std::string supportReason(int i, OrderResults results) const;
    std::string convoyReason(int i, OrderResults results) const;
    std::string whyBounced(int i) const;
    std::string whoCouldConvoy(int i) const;
    std::string whyNoConvoy(int i) const;
    std::string nameOf(int i) const { return unitText(movement_.unit(i).unit); }
    int helpedBy(int i) const { return movement_.unitAt(auxiliary(i)); }
    Province auxiliary(int i) const { return movement_.unit(i).order.auxiliary.province(); }

    int fullStrength(int i) const;
    bool isExplicitOverTarget(int attacker, const MovingUnit &supporter) const;
    bool wouldDislodgeOwn(int i, int helped) const;
    bool isOnRoute(int fleet, const MovingUnit &army) const;
    bool isBroken(int army) const;
    bool lacksConvoy(int i) const
    {
        return movement_.unit(i).isMove && movement_.hasPath(i) == Verdict::No;
    }

    const Map &map_;
    const Movement &movement_;
};

} // namespace concert
