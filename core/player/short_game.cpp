// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/short_game.h"

#include <algorithm>
#include <utility>

namespace concert {

const Position &ShortGame::play(const Position &start, int lastYear, PlayerRandom random)
{
    position_ = start;
    return playOn(lastYear, random);
}

const Position &ShortGame::play(const Position &start, std::span<const Order> orders, int lastYear,
                                PlayerRandom random)
{
    adjudicateInto(resolution_, map_, start, orders);
    std::swap(position_, resolution_.next);
    return playOn(lastYear, random);
}

const Position &ShortGame::playOn(int lastYear, PlayerRandom random)
{
    while (position_.phase.year <= lastYear && !position_.soloWinner()) {
        player_.chooseForAll(position_, random, orders_);
        adjudicateInto(resolution_, map_, position_, orders_);
        std::swap(position_, resolution_.next);
    }
    return position_;
}

int lastYearOf(const Phase &phase, int years)
{
    const bool isWinter = phase.season == Season::Winter;
    return phase.year + std::max(1, years) - (isWinter ? 0 : 1);
}

} // namespace concert
