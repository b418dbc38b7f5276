// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/movement_cycles.h"

#include <algorithm>
#include <iterator>

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
    while (!findCycle().empty())
        resolveCycle(found_);
}

const MovementCycles::Decisions &MovementCycles::findCycle()
{
    order_.fill(0);
    onStack_.fill(false);
    stack_.clear();
    found_.clear();
    counter_ = 0;
    for (int decision = 0; decision < 4 * movement_.count() && found_.empty(); ++decision) {
        if (isOpen(decision) && order_[Movement::index(decision)] == 0)
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
    Decisions dependencies;
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
        std::ranges::copy(std::ranges::find(stack_, decision), stack_.end(),
                          std::back_inserter(found_));
}

void MovementCycles::addSupporters(int i, Decisions &list) const
{
    for (int s = movement_.unit(i).firstSupporter; s != MovingUnit::none;
         s = movement_.unit(s).nextSupporter)
        list.push_back(4 * s + Supports);
}

void MovementCycles::addConvoyers(int i, Decisions &list) const
{
    for (const Province fleet : movement_.unit(i).convoyers)
        list.push_back(4 * movement_.unitAt(fleet) + Dislodged);
}

void MovementCycles::addMoveDependencies(int i, Decisions &list) const
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

void MovementCycles::addDependencies(int decision, Decisions &list) const
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

bool MovementCycles::agreesWithGuesses() const
{
    return std::ranges::all_of(guesses_, [this](int decision) {
        const int i = decision / 4;
        const Verdict judged = movement_.judgeMove(i);
        return judged == Verdict::Open || judged == movement_.verdicts(i).moves;
    });
}

// Everything else follows from the moves, so only these are guessed; a guess stands only if the
// rules, asked again, say the same.
void MovementCycles::search(const Decisions &cycle)
{
    movement_.propagate();
    if (!agreesWithGuesses())
        return;
    const auto open = std::ranges::find_if(
        cycle, [this](int decision) { return decision % 4 == Moves && isOpen(decision); });
    if (open == cycle.end()) {
        keepSolution(cycle);
        return;
    }
    const int decision = *open;
    const Verdicts before = movement_.verdicts_;
    guesses_.push_back(decision);
    for (const Verdict guess : {Verdict::Yes, Verdict::No}) {
        verdict(decision) = guess;
        search(cycle);
        movement_.verdicts_ = before;
    }
    guesses_.pop_back();
}

void MovementCycles::keepSolution(const Decisions &cycle)
{
    const Verdicts &solution = movement_.verdicts_;
    const auto moves = std::ranges::count(solution, Verdict::Yes, &MovementVerdicts::moves);
    if (solutionCount_++ == 0) {
        firstSolution_ = bestSolution_ = solution;
        mostMoves_ = moves;
        return;
    }
    for (const int decision : cycle) {
        const std::size_t i = Movement::index(decision / 4);
        if (decision % 4 == Convoyed && solution[i].convoyed != firstSolution_[i].convoyed)
            convoysDiffer_ = true;
    }
    if (moves > mostMoves_) {
        bestSolution_ = solution;
        mostMoves_ = moves;
    }
}

void MovementCycles::applySzykman(const Decisions &cycle)
{
    // There is a convoy in it by the theory; but never loop: else who cannot be decided stays.
    const bool convoyed =
        std::ranges::any_of(cycle, [](int decision) { return decision % 4 == Convoyed; });
    for (const int decision : cycle) {
        if (decision % 4 != (convoyed ? Convoyed : Moves))
            continue;
        verdict(decision) = Verdict::No;
        movement_.units_[Movement::index(decision / 4)].isParadox = true;
    }
}

void MovementCycles::resolveCycle(const Decisions &cycle)
{
    guesses_.clear();
    solutionCount_ = 0;
    convoysDiffer_ = false;
    const Verdicts before = movement_.verdicts_;
    search(cycle);
    movement_.verdicts_ = before;
    // Without a convoy there is always a solution (units in a circle all move or all stay); a
    // convoy of which there is none, or which comes about in one and not in another, is a paradox.
    if (solutionCount_ == 0 || convoysDiffer_)
        applySzykman(cycle);
    else
        movement_.verdicts_ = bestSolution_;
    movement_.propagate();
}

} // namespace concert
