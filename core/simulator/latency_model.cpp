// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/latency_model.h"

#include "core/player/player_random.h"

#include <cmath>
#include <numbers>

namespace concert {

namespace {

constexpr double firstTokenMedianMs = 250;
constexpr double firstTokenSigma = 0.35;
constexpr double tokensPerSecond = 120;
constexpr double speedSigma = 0.15; // powers differ, as models do
constexpr double flushMs = 40;      // a few tokens each, as servers send them

/// A standard normal variate (Box and Muller).
double normalVariate(PlayerRandom random)
{
    const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
    return radius * std::cos(2 * std::numbers::pi * random.unit());
}

} // namespace

AnswerSchedule answerSchedule(const SimulatorOptions &options, const CallKey &key)
{
    const double drawn = normalVariate(
        PlayerRandom{options.seed, key.hedge ? 0x4ed6eU : 0x1a7eU, key.series, key.place});
    if (options.latency == SimulatorOptions::Latency::LogNormal)
        return {options.scale * options.medianMs * std::exp(options.sigma * drawn), 0, 0};
    const quint64 speaker = key.power ? static_cast<quint64>(indexOf(*key.power)) + 1 : 0;
    const double speed =
        tokensPerSecond *
        std::exp(speedSigma * normalVariate(PlayerRandom{options.seed, 0x5beed, speaker}));
    return {options.scale * firstTokenMedianMs * std::exp(firstTokenSigma * drawn),
            options.scale * 1000 / speed, options.scale * flushMs};
}

} // namespace concert
