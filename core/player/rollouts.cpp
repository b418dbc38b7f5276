// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/rollouts.h"

#include <algorithm>
#include <cmath>

namespace concert {

namespace {

constexpr double scale = 0x1.0p32;

/// Mean and standard error from sums of values and of their squares.
Estimate estimate(double sum, double squares, int games)
{
    const double mean = sum / games;
    if (games < 2)
        return {mean, 0};
    const double variance = std::max(0.0, (squares - sum * mean) / (games - 1));
    return {mean, std::sqrt(variance / games)};
}

} // namespace

std::array<double, powerCount> sharesOf(const Position &position)
{
    std::array<double, powerCount> shares{};
    double sum = 0;
    const std::optional<Power> winner = position.soloWinner();
    for (const Power power : allPowers) {
        // A board without any centres is everybody's.
        const int centers = position.centerCount(power);
        double &share = shares[static_cast<std::size_t>(indexOf(power))];
        share = winner ? (power == *winner ? 1 : 0) : centers * centers;
        sum += share;
    }
    for (double &share : shares)
        share = sum > 0 ? share / sum : 1.0 / powerCount;
    return shares;
}

Rollouts::Rollouts(const Map &map, const Position &position, const RolloutOptions &options)
    : start_(position), options_(options), lastYear_(lastYearOf(position.phase, options.years)),
      game_(map)
{}

void Rollouts::play(int games)
{
    for (const int end = games_ + games; games_ < end; ++games_)
        count(game_.play(start_, lastYear_,
                         PlayerRandom{options_.seed, 0x9a3e5, static_cast<std::uint64_t>(games_)}));
}

void Rollouts::count(const Position &end)
{
    const std::array<double, powerCount> shares = sharesOf(end);
    const std::optional<Power> winner = end.soloWinner();
    for (const Power power : allPowers) {
        const auto i = static_cast<std::size_t>(indexOf(power));
        const std::int64_t centers = end.centerCount(power);
        Sums &sums = sums_[i];
        sums.share += std::llround(shares[i] * scale);
        sums.shareSquares += std::llround(shares[i] * shares[i] * scale);
        sums.centers += centers;
        sums.centersSquares += centers * centers;
        sums.solos += winner == power ? 1 : 0;
        sums.alive += end.isEliminated(power) ? 0 : 1;
    }
}

Chances Rollouts::chances() const
{
    Chances chances;
    chances.games = games_;
    if (games_ == 0)
        return chances;
    const auto number = [](std::int64_t value) { return static_cast<double>(value); };
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const Sums &sums = sums_[i];
        PowerChances &power = chances.powers[i];
        power.share =
            estimate(number(sums.share) / scale, number(sums.shareSquares) / scale, games_);
        power.centers = estimate(number(sums.centers), number(sums.centersSquares), games_);
        power.solo = estimate(number(sums.solos), number(sums.solos), games_);
        power.alive = estimate(number(sums.alive), number(sums.alive), games_);
    }
    return chances;
}

} // namespace concert
