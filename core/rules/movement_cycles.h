// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/movement.h"

#include <vector>

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
    using Verdicts = std::vector<MovementVerdicts>;

    Verdict &verdict(int decision);
    bool isOpen(int decision) { return verdict(decision) == Verdict::Open; }

    /// Open decisions that hang on one another and on no others that are open. Empty: none is open.
    std::vector<int> findCycle();
    void visit(int decision);
    void addDependencies(int decision, std::vector<int> &list) const;
    void addMoveDependencies(int i, std::vector<int> &list) const;
    void addConvoyers(int i, std::vector<int> &list) const;
    void addSupporters(int i, std::vector<int> &list) const;

    void resolveCycle(const std::vector<int> &cycle);
    /// Collects every consistent way to decide the cycle.
    void search(const std::vector<int> &cycle, std::vector<int> &guesses);
    bool agreesWithGuesses(const std::vector<int> &guesses) const;
    bool isParadox(const std::vector<int> &cycle) const;
    void applySzykman(const std::vector<int> &cycle);
    void takeMostMoves();

    Movement &movement_;
    std::vector<Verdicts> solutions_;
    // Tarjan's algorithm
    std::vector<int> order_;
    std::vector<int> lowest_;
    std::vector<bool> onStack_;
    std::vector<int> stack_;
    std::vector<int> found_;
    int counter_ = 0;
};

} // namespace concert
