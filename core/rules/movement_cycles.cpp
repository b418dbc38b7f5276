// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/movement_cycles.h"

#include <algorithm>

namespace concert {

MovementCycles::MovementCycles(Movement &movement) : movement_(movement) {}

Verdict &MovementCycles::verdict(int decision)
{
    MovementVerdicts &verdicts = movement_.verdicts_[Movement::index(decision / 4)];
    switch (decision % 4) {
    case Moves:
        return verdicts.moves;
    case Dislodged:
        return verdicts.dislodged;
    case Supports:
        return verdicts.supports;
    default:
        return verdicts.convoyed;
    }
}

void MovementCycles::resolve()
{
    for (std::vector<int> cycle = findCycle(); !cycle.empty(); cycle = findCycle())
        resolveCycle(cycle);
}

std::vector<int> MovementCycles::findCycle()
{
    const auto decisions = static_cast<std::size_t>(4 * movement_.count());
    order_.assign(decisions, 0);
    lowest_.assign(decisions, 0);
    onStack_.assign(decisions, false);
    stack_.clear();
    found_.clear();
    counter_ = 0;
    for (int decision = 0; decision < 4 * movement_.count() && found_.empty(); ++decision) {
        if (isOpen(decision))
            visit(decision);
    }
    return found_;
}

// Tarjan's algorithm, stopped at the first strongly connected part that is complete: it depends on
// nothing else that is open.
void MovementCycles::visit(int decision)
{
    const std::size_t self = Movement::index(decision);
    order_[self] = lowest_[self] = ++counter_;
    stack_.push_back(decision);
    onStack_[self] = true;
    std::vector<int> dependencies;
    addDependencies(decision, dependencies);
    for (const int other : dependencies) {
        if (!isOpen(other))
            continue;
        const std::size_t next = Movement::index(other);
        if (order_[next] == 0) {
            visit(other);
            if (!found_.empty())
                return;
            lowest_[self] = std::min(lowest_[self], lowest_[next]);
        } else if (onStack_[next]) {
            lowest_[self] = std::min(lowest_[self], order_[next]);
        }
    }
    if (lowest_[self] == order_[self])
        found_.assign(std::ranges::find(stack_, decision), stack_.end());
}

void MovementCycles::addSupporters(int i, std::vector<int> &list) const
{
    for (int s = movement_.unit(i).firstSupporter; s != MovingUnit::none;
         s = movement_.unit(s).nextSupporter)
        list.push_back(4 * s + Supports);
}

void MovementCycles::addConvoyers(int i, std::vector<int> &list) const
{
    for (const Province fleet : movement_.unit(i).convoyers)
        list.push_back(4 * movement_.unitAt(fleet) + Dislodged);
}

void MovementCycles::addMoveDependencies(int i, std::vector<int> &list) const
{
    const Province target = movement_.unit(i).to;
    const int defender = movement_.unitAt(target);
    if (defender != MovingUnit::none) {
        list.push_back(4 * defender + Moves);
        addSupporters(defender, list);
    }
    for (int a = movement_.firstAttacker(target); a != MovingUnit::none;
         a = movement_.unit(a).nextAttacker) {
        list.push_back(4 * a + Convoyed);
        addSupporters(a, list);
    }
}

void MovementCycles::addDependencies(int decision, std::vector<int> &list) const
{
    const int i = decision / 4;
    const MovingUnit &unit = movement_.unit(i);
    switch (decision % 4) {
    case Moves:
        addMoveDependencies(i, list);
        break;
    case Dislodged:
        list.push_back(4 * i + Moves);
        for (int a = movement_.firstAttacker(unit.from); a != MovingUnit::none;
             a = movement_.unit(a).nextAttacker)
            list.push_back(4 * a + Moves);
        break;
    case Supports:
        list.push_back(4 * i + Dislodged);
        for (int a = movement_.firstAttacker(unit.from); a != MovingUnit::none;
             a = movement_.unit(a).nextAttacker) {
            list.push_back(4 * a + Convoyed);
            addConvoyers(a, list);
        }
        break;
    default:
        addConvoyers(i, list);
        break;
    }
}

bool MovementCycles::agreesWithGuesses(const std::vector<int> &guesses) const
{
    return std::ranges::all_of(guesses, [this](int decision) {
        const int i = decision / 4;
        const Verdict judged = movement_.judgeMove(i);
        return judged == Verdict::Open || judged == movement_.verdicts(i).moves;
    });
}

// Everything else follows from the moves, so only these are guessed; a guess stands only if the
// rules, asked again, say the same.
void MovementCycles::search(const std::vector<int> &cycle, std::vector<int> &guesses)
{
    movement_.propagate();
    if (!agreesWithGuesses(guesses))
        return;
    const auto open = std::ranges::find_if(
        cycle, [this](int decision) { return decision % 4 == Moves && isOpen(decision); });
    if (open == cycle.end()) {
        solutions_.push_back(movement_.verdicts_);
        return;
    }
    const int decision = *open;
    const Verdicts before = movement_.verdicts_;
    guesses.push_back(decision);
    for (const Verdict guess : {Verdict::Yes, Verdict::No}) {
        verdict(decision) = guess;
        search(cycle, guesses);
        movement_.verdicts_ = before;
    }
    guesses.pop_back();
}

bool MovementCycles::isParadox(const std::vector<int> &cycle) const
{
    return std::ranges::any_of(cycle, [this](int decision) {
        if (decision % 4 != Convoyed)
            return false;
        const std::size_t i = Movement::index(decision / 4);
        return std::ranges::any_of(solutions_,
                                   [this, i](const Verdicts &solution) {
                                       return solution[i].convoyed !=
                                              solutions_.front()[i].convoyed;
                                   }) ||
               solutions_.empty();
    });
}

void MovementCycles::applySzykman(const std::vector<int> &cycle)
{
    for (const int decision : cycle) {
        if (decision % 4 != Convoyed)
            continue;
        verdict(decision) = Verdict::No;
        movement_.units_[Movement::index(decision / 4)].isParadox = true;
    }
}

void MovementCycles::takeMostMoves()
{
    const auto successes = [](const Verdicts &solution) {
        return std::ranges::count(solution, Verdict::Yes, &MovementVerdicts::moves);
    };
    movement_.verdicts_ = *std::ranges::max_element(solutions_, {}, successes);
}

void MovementCycles::resolveCycle(const std::vector<int> &cycle)
{
    solutions_.clear();
    std::vector<int> guesses;
    const Verdicts before = movement_.verdicts_;
    search(cycle, guesses);
    movement_.verdicts_ = before;
    if (isParadox(cycle)) {
        applySzykman(cycle);
    } else if (!solutions_.empty()) {
        takeMostMoves();
    } else {
        // Cannot happen by the theory; but never loop: who cannot be decided does not move.
        for (const int decision : cycle) {
            if (decision % 4 == Moves)
                verdict(decision) = Verdict::No;
        }
    }
    movement_.propagate();
}

} // namespace concert
