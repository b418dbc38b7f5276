// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef> // first: moc 6.4 stumbles over <compare> before any other standard header

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace concert {

/// The seven great powers, in the order that files and command lines list them.
enum class Power : std::uint8_t { Austria, England, France, Germany, Italy, Russia, Turkey };

inline constexpr int powerCount = 7;
inline constexpr std::array<Power, powerCount> allPowers{
    Power::Austria, Power::England, Power::France, Power::Germany,
    Power::Italy,   Power::Russia,  Power::Turkey};

constexpr int indexOf(Power power)
{
    return static_cast<int>(power);
}

/// The name as files have it: "AUSTRIA".
std::string_view powerName(Power power);

/// Reads a power's name in any case, surrounding blanks ignored; also the adjective ("French") and
/// "Austria-Hungary". Nothing else is guessed.
std::optional<Power> parsePower(std::string_view text);

} // namespace concert
