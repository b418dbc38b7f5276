// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/player.h"

namespace concert {

/// How a power sees the others before anybody has spoken: a slowly changing liking drawn from the
/// seed, the board (who is near, weak or far ahead), one rival and, where possible, one partner.
struct Relations {
    std::array<double, powerCount> liking{};    ///< -1 enemy to 1 ally
    std::array<double, powerCount> closeness{}; ///< 0: far away, about 1: a direct neighbour
    std::optional<Power> rival;
    std::optional<Power> partner;

    double towards(Power other) const { return liking[static_cast<std::size_t>(indexOf(other))]; }
    double nearness(Power other) const
    {
        return closeness[static_cast<std::size_t>(indexOf(other))];
    }
};

Relations relationsOnBoard(const Map &map, const Position &position, Power power,
                           std::uint64_t seed);

/// The label for a number of Relations::liking.
Attitude attitudeFor(double liking);

} // namespace concert
