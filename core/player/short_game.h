// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/quick_player.h"
#include "core/rules/adjudicator.h"

#include <span>
#include <vector>

namespace concert {

/// Plays games on to their end or to the end of a year, all powers by QuickPlayer. Keep the object
/// for one game after another: then next to nothing is allocated.
class ShortGame {
public:
    explicit ShortGame(const Map &map) : map_(map), player_(map) {}

    /// The board after the last year's winter, or when somebody has won. It stays valid until the
    /// next call.
    const Position &play(const Position &start, int lastYear, PlayerRandom random);
    /// The same, with the orders of the first phase given.
    const Position &play(const Position &start, std::span<const Order> orders, int lastYear,
                         PlayerRandom random);

private:
    const Position &playOn(int lastYear, PlayerRandom random);

    const Map &map_;
    QuickPlayer player_;
    Position position_;
    Resolution resolution_;
    std::vector<Order> orders_;
};

/// The year whose winter is the last of \a years winters from this phase on.
int lastYearOf(const Phase &phase, int years);

} // namespace concert
