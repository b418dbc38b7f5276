// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/assessment.h"
#include "core/player/negotiation.h"

#include <bitset>

namespace concert {

/// Finds a movement phase's orders for one power by local search: one unit, or a few together, get
/// other orders as long as the expected utility of all of them grows. Utility: what each place is
/// worth times how likely the unit gets there, less dislodged units and lost centres.
class MovementPlanner {
public:
    /// \a map and \a position must live as long as the planner.
    MovementPlanner(const Map &map, const Position &position, Power power,
                    const Assessment &assessment, const Agreements &agreements);

    void plan();

    const Assessment &assessment() const { return assessment_; }
    const std::vector<Unit> &units() const { return units_; }
    /// One for each of units().
    std::vector<Order> orders() const;
    /// The support that the unit in this province has to give to another power.
    std::optional<Order> promisedBy(Province place) const;
    /// That the unit's move succeeds, by the planner's guess; 1 for a unit that does not move.
    double chanceOf(std::size_t unit) const;
    /// What the power gives up when this unit does nothing but support a neighbour.
    double costOfDiverting(std::size_t unit) const;

private:
    enum class Kind : std::uint8_t { Stay, Move, Support, Convoy, Promised };
    struct Choice {
        Kind kind = Kind::Stay;
        Location to;              ///< Move; Support: where the supported unit is to end
        std::size_t partner = 0;  ///< Support, Convoy: the index of the own unit that profits
        std::uint8_t ferries = 0; ///< Move: fleets that carry the army; 0: it walks

        static Choice stay(Location here) { return {Kind::Stay, here, 0, 0}; }
        static Choice move(Location to) { return {Kind::Move, to, 0, 0}; }
    };
    struct PromisedHelp { ///< another power's support for a move (or a hold) of ours
        std::size_t unit = 0;
        Province place = Province::ADR;
    };
    static constexpr std::size_t maxUnits = 34; ///< one for each centre of the board
    using Choices = std::array<Choice, maxUnits>;

    /// What follows from all choices together, gathered once for an evaluation.
    struct Gathered {
        std::array<double, maxUnits> force{};           ///< of the unit's move or hold
        std::array<std::uint8_t, maxUnits> ferries{};   ///< fleets that do carry this army
        std::array<std::uint8_t, provinceCount> into{}; ///< own units that move here
    };

    void applyAgreements(const Agreements &agreements);
    double utility(const Choices &choices) const;
    Gathered gather(const Choices &choices) const;
    double succeeds(const Choices &choices, const Gathered &all, std::size_t unit, int depth) const;
    bool supports(const Choices &choices, std::size_t supporter, std::size_t unit) const;
    bool reaches(std::size_t unit, Province place) const
    {
        return reach_[unit][static_cast<std::size_t>(indexOf(place))];
    }
    bool canSupport(std::size_t supporter, std::size_t unit, Province place) const;
    bool isFixed(std::size_t unit) const { return choices_[unit].kind == Kind::Promised; }

    bool improveAlone(std::size_t unit);
    bool improveTogether(std::size_t unit);
    /// Takes a destination from another own unit, which gets the best of what is left to it.
    bool improveByDisplacing(std::size_t unit);
    bool improveByConvoy(std::size_t unit);
    bool takeIfBetter(const Choices &choices);
    /// Adds supporters to the unit's choice, the most useful first, while that helps.
    void addSupporters(Choices &choices, std::size_t unit) const;
    Order orderFor(std::size_t unit) const;

    const Map &map_;
    const Position &position_;
    Assessment assessment_;
    std::vector<Unit> units_;
    std::vector<Province> centers_;
    std::array<std::int8_t, provinceCount> unitIn_{};        ///< the own unit there; -1: none
    std::array<std::bitset<provinceCount>, maxUnits> reach_; ///< where each unit can move
    Choices choices_;
    std::vector<std::optional<Order>> promised_; ///< by unit: supports for others
    std::vector<PromisedHelp> help_;
    double best_ = 0;
};

} // namespace concert
