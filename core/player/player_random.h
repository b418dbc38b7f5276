// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace concert {

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every platform, which the
/// distributions of <random> are not.
class PlayerRandom {
public:
    explicit PlayerRandom(std::uint64_t seed) : state_(seed) {}

    /// A generator for one purpose: equal keys give equal numbers, whatever else was drawn.
    PlayerRandom(std::initializer_list<std::uint64_t> keys)
    {
        for (const std::uint64_t key : keys) {
            state_ ^= key;
            state_ = next();
        }
    }

    std::uint64_t next()
    {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    /// In [0, 1).
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    /// In [0, count); count > 0.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

private:
    std::uint64_t state_ = 0;
};

} // namespace concert
