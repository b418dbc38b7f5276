// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/fixed_list.h"
#include "core/rules/map.h"
#include "core/rules/order.h"
#include "core/rules/position.h"
#include "core/rules/province_set.h"
#include "core/rules/rule_set.h"

#include <array>
#include <cstdint>
#include <span>

namespace concert {

/// What is known of a decision so far.
enum class Verdict : std::uint8_t { Open, Yes, No };

/// How a unit that moves gets there. A convoyed army without a convoy does not get there.
enum class Way : std::uint8_t { Land, Convoy };

/// The four things to decide about a unit, after L. B. Kruijswijk, "The Math of Adjudication".
struct MovementVerdicts {
    Verdict moves = Verdict::No;     ///< its move succeeds
    Verdict dislodged = Verdict::No; ///< it is driven out
    Verdict supports = Verdict::No;  ///< its support is given (not cut)
    Verdict convoyed = Verdict::No;  ///< its convoy has an unbroken route
    bool operator==(const MovementVerdicts &) const = default;
    bool isOpen() const
    {
        return moves == Verdict::Open || dislodged == Verdict::Open || supports == Verdict::Open ||
               convoyed == Verdict::Open;
    }
};

/// A unit, its order and who acts on it. Units are named by their number in Movement.
struct MovingUnit {
    static constexpr int none = -1;

    Unit unit;
    Order order;
    Province from = Province::ADR;
    Province to = Province::ADR; ///< of a move; of a support: where it helps
    Way way = Way::Land;
    bool isMove = false;
    bool isImplied = false;    ///< its convoy is implied by an own fleet (DATC 4.A.3)
    bool isParadox = false;    ///< its convoy fails by Szykman's rule
    bool hasRoute = false;     ///< a move's: the fleets ordered to convoy it form a whole route
    bool isMatched = false;    ///< a support or convoy of what the other unit really does
    ProvinceSet convoyers;     ///< a move's: fleets ordered to convoy it
    int nextAttacker = none;   ///< the next unit that moves to the same province
    int firstSupporter = none; ///< of this unit's move or hold
    int nextSupporter = none;  ///< of the unit that this unit supports
};

/// Decides a movement phase. Decisions are found by exclusion until nothing more follows; parts
/// that hang on themselves are then searched completely: one solution is taken; of several without
/// a convoy in question the one in which most moves succeed (units that move in a circle do); a
/// convoy in question is a paradox, and Szykman's rule lets the convoyed armies fail (DATC 4.A.2).
class Movement {
public:
    /// \a orders: one legal order for each of position.units(), in their order.
    Movement(const Map &map, const Position &position, std::span<const Order> orders,
             RuleSet rules = RuleSet::library());

    void solve();

    int count() const { return static_cast<int>(units_.size()); }
    const MovingUnit &unit(int i) const { return units_[index(i)]; }
    const MovementVerdicts &verdicts(int i) const { return verdicts_[index(i)]; }
    int unitAt(Province province) const { return unitAt_[index(indexOf(province))]; }
    int firstAttacker(Province province) const { return firstAttacker_[index(indexOf(province))]; }
    /// The one that moved in; none if nobody did.
    int winner(Province province) const;
    bool isDislodged(int i) const { return verdicts(i).dislodged == Verdict::Yes; }

    struct Strength {
        int least = 0;
        int most = 0;
    };
    Strength attackStrength(int i) const;
    Strength defendStrength(int i) const;
    Strength preventStrength(int i) const;
    Strength holdStrength(Province province) const;
    bool isHeadToHead(int i, int other) const;
    bool travelsByConvoy(int i) const { return unit(i).way == Way::Convoy; }
    /// The army can get there, by land or by an unbroken convoy.
    Verdict hasPath(int i) const;
    /// The attack reaches this unit and can cut the support that it gives.
    Verdict reachesSupporter(int attacker, int supporter) const;

private:
    friend class MovementCycles;

    static constexpr std::size_t index(int i) { return static_cast<std::size_t>(i); }

    void readOrders(const Position &position, std::span<const Order> orders);
    void readSupportsAndConvoys();
    bool fitsCoast(const MovingUnit &helper, const MovingUnit &helped) const;
    void chooseWays();
    bool isConvoyedByOwn(const MovingUnit &army) const;
    void startVerdicts();

    Strength supportStrength(int i, int exceptPower = -1) const;
    Verdict judgeMove(int i) const;
    Verdict judgeDislodged(int i) const;
    Verdict judgeSupport(int i) const;
    Verdict judgeConvoy(int i) const;
    Verdict judgeRoute(int i, ProvinceSet fleets) const;
    bool judge(int i);
    void propagate();
    bool fallBackToLand();

    using Units = FixedList<MovingUnit, provinceCount>;
    using Verdicts = FixedList<MovementVerdicts, provinceCount>;

    const Map &map_;
    RuleSet rules_;
    Units units_;
    Verdicts verdicts_;
    std::array<int, provinceCount> unitAt_;
    std::array<int, provinceCount> firstAttacker_;
};

} // namespace concert
