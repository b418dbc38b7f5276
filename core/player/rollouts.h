// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/short_game.h"
#include "core/rules/position.h"

#include <array>
#include <cstdint>

namespace concert {

/// A mean over games with its standard error.
struct Estimate {
    double mean = 0;
    double error = 0;

    bool operator==(const Estimate &) const = default;
};

/// What a power may hope for, as rollouts tell.
struct PowerChances {
    /// Its share of the game: the mean, over the games, of 1 to a power that won alone and
    /// otherwise of its centres squared over the sum of all powers' squares (the sum of squares, as
    /// webDiplomacy scores draws). The shares of all powers add up to 1.
    Estimate share;
    Estimate centers; ///< after the last winter played
    Estimate solo;    ///< how often it won alone within the horizon
    Estimate alive;   ///< how often it was left in the end

    bool operator==(const PowerChances &) const = default;
};

struct Chances {
    std::array<PowerChances, powerCount> powers;
    int games = 0; ///< 0: nothing is known

    PowerChances of(Power power) const { return powers[static_cast<std::size_t>(indexOf(power))]; }
    bool operator==(const Chances &) const = default;
};

struct RolloutOptions {
    int years = 2; ///< how many winters are played, from 1 on
    std::uint64_t seed = 1;
};

/// Plays short games on from one position, all powers by QuickPlayer, and counts how they end. Game
/// g depends on nothing but position, options and g, and counts are whole numbers: the same games
/// give the same chances, at once or in slices. Pure; a game takes about a tenth of a millisecond.
class Rollouts {
public:
    Rollouts(const Map &map, const Position &position, const RolloutOptions &options = {});

    /// Plays that many more.
    void play(int games);
    int games() const { return games_; }
    Chances chances() const;

private:
    /// Sums over games, in units of 2^-32, so that the order of adding does not matter.
    struct Sums {
        std::int64_t share = 0;
        std::int64_t shareSquares = 0;
        std::int64_t centers = 0;
        std::int64_t centersSquares = 0;
        std::int64_t solos = 0;
        std::int64_t alive = 0;
    };

    void count(const Position &end);

    Position start_;
    RolloutOptions options_;
    int lastYear_ = 0;
    int games_ = 0;
    std::array<Sums, powerCount> sums_{};
    ShortGame game_;
};

/// The share of each power in a position that counts as the end, see PowerChances::share.
std::array<double, powerCount> sharesOf(const Position &position);

} // namespace concert
