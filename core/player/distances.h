// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/map.h"

#include <array>
#include <cstdint>

namespace concert {

/// How many moves lie between places of the empty board. Worked out once for the program.
class Distances {
public:
    static const Distances &of(const Map &map);

    static constexpr int unreachable = 99;

    /// Moves of this unit from here to there. An army crosses water too: a sea counts as two moves,
    /// the time to bring a fleet.
    int moves(UnitType type, Location from, Province to) const;
    /// Borders between two provinces, whatever can cross them.
    int borders(Province from, Province to) const;

private:
    explicit Distances(const Map &map);

    std::array<std::array<std::uint8_t, provinceCount>, provinceCount> army_{};
    std::array<std::array<std::uint8_t, provinceCount>, locationCount> fleet_{};
    std::array<std::array<std::uint8_t, provinceCount>, provinceCount> borders_{};
};

} // namespace concert
