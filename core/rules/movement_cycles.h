// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/fixed_list.h"
#include "core/rules/movement.h"

namespace concert {

/// Resolves what exclusion leaves open: decisions that depend on themselves.
class MovementCycles {
public:
    explicit MovementCycles(Movement &movement);

    /// Until nothing is open.
    void resolve();

private:
    // A decision's number: 4 * unit + kind.
    enum Kind : int { Moves, Dislodged, Supports, Convoyed };
    static constexpr std::size_t mostDecisions = 4 * std::size_t{provinceCount};
    using Decisions = FixedList<int, mostDecisions>;
    using Verdicts = Movement::Verdicts;

    Verdict &verdict(int decision);
    bool isOpen(int decision) { return verdict(decision) == Verdict::Open; }

    /// Open decisions that hang on one another and on no others that are open. Empty: none is open.
    const Decisions &findCycle();
    void visit(int decision);
    void addDependencies(int decision, Decisions &list) const;
    void addMoveDependencies(int i, Decisions &list) const;
    void addConvoyers(int i, Decisions &list) const;
    void addSupporters(int i, Decisions &list) const;

    void resolveCycle(const Decisions &cycle);
    /// Finds every consistent way to decide the cycle.
    void search(const Decisions &cycle);
    bool agreesWithGuesses() const;
    void keepSolution(const Decisions &cycle);
    void applySzykman(const Decisions &cycle);

    Movement &movement_;
    // the search
    Decisions guesses_;
    int solutionCount_ = 0;
    Verdicts firstSolution_;
    Verdicts bestSolution_; ///< in which most moves succeed
    std::ptrdiff_t mostMoves_ = 0;
    bool convoysDiffer_ = false; ///< between solutions
    // Tarjan's algorithm
    std::array<int, mostDecisions> order_;
    std::array<int, mostDecisions> lowest_;
    std::array<bool, mostDecisions> onStack_;
    Decisions stack_;
    Decisions found_;
    int counter_ = 0;
};

} // namespace concert
