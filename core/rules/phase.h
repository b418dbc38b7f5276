// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef> // first: moc 6.4 stumbles over <compare> before any other standard header

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concert {

enum class Season : std::uint8_t { Spring, Fall, Winter };
enum class PhaseType : std::uint8_t { Movement, Retreat, Adjustment };

/// A moment of the game's calendar: S1901M, S1901R, F1901M, F1901R, W1901A. Ordered by time.
struct Phase {
    int year = 1901;
    Season season = Season::Spring;
    PhaseType type = PhaseType::Movement;

    constexpr auto operator<=>(const Phase &) const = default;

    /// "S1901M".
    std::string name() const;
    /// Reads that, or the long form: "SPRING 1901 MOVEMENT".
    static std::optional<Phase> parse(std::string_view text);
};

} // namespace concert
