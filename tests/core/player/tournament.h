// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/movement_plan.h"
#include "core/player/player.h"
#include "core/player/player_random.h"
#include "core/rules/adjudicator.h"
#include "core/rules/legal_orders.h"

#include <array>
#include <cmath>
#include <vector>

namespace concert::tournament {

/// What the planner orders by itself, as the built-in model did before it searched.
inline std::vector<Order> plannedOrders(const PlayerView &view)
{
    std::vector<Order> orders =
        planMovement(Map::standard(), view, view.power, Faith::True).planner.orders();
    std::erase_if(orders, [&](const Order &order) {
        return !isLegal(Map::standard(), view.position, view.power, order);
    });
    return orders;
}

using Seats = std::array<bool, powerCount>;

/// One game to the end of a year: mean centres of the seats that search less those of the seats
/// that only plan.
inline double advantage(std::uint64_t seed, const Seats &searches, int lastYear)
{
    Position position = Position::start();
    while (position.phase.year <= lastYear && !position.soloWinner()) {
        std::vector<Order> orders;
        for (const Power power : allPowers) {
            const PlayerView view{position, power, seed, {}, 0};
            const bool plans = position.phase.type == PhaseType::Movement &&
                               !searches[static_cast<std::size_t>(indexOf(power))];
            const auto chosen = plans ? plannedOrders(view) : chooseOrders(Map::standard(), view);
            orders.insert(orders.end(), chosen.begin(), chosen.end());
        }
        position = adjudicate(Map::standard(), position, orders).next;
    }
    double with = 0;
    double without = 0;
    double seats = 0;
    for (const Power power : allPowers) {
        const bool one = searches[static_cast<std::size_t>(indexOf(power))];
        seats += one ? 1 : 0;
        (one ? with : without) += position.centerCount(power);
    }
    return with / seats - without / (powerCount - seats);
}

struct Result {
    double mean = 0;  ///< centres a seat that searching is worth
    double error = 0; ///< of the mean
};

/// Pairs of games, each of three drawn seats that search against four that plan, and again with
/// all seats exchanged, so that no power's luck counts.
inline Result play(int pairs, int lastYear)
{
    double sum = 0;
    double squares = 0;
    for (int pair = 1; pair <= pairs; ++pair) {
        const auto seed = static_cast<std::uint64_t>(pair);
        Seats seats{};
        PlayerRandom random{seed, 0x5ea7};
        for (int chosen = 0; chosen < 3;) {
            bool &seat = seats[random.below(seats.size())];
            chosen += seat ? 0 : 1;
            seat = true;
        }
        Seats others{};
        for (std::size_t i = 0; i < seats.size(); ++i)
            others[i] = !seats[i];
        const double mean =
            (advantage(seed, seats, lastYear) + advantage(seed, others, lastYear)) / 2;
        sum += mean;
        squares += mean * mean;
    }
    const double mean = sum / pairs;
    return {mean, std::sqrt((squares - sum * mean) / (pairs - 1) / pairs)};
}

} // namespace concert::tournament
