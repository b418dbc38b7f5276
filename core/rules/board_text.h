// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/position.h"

#include <string>
#include <string_view>
#include <variant>

namespace concert {

/// Writes a position as the text that prompts, logs and tests carry; one line a power that still
/// has a unit or a centre, one for neutral centres, dislodged units with '*' and their retreats:
///
///     PHASE S1902R
///     FRANCE units: A BUR, F MAO; centers: BRE, MAR, PAR
///     GERMANY units: F KIE, *A MUN (from BUR; retreats BOH, TYR); centers: BER, KIE, MUN
///     NEUTRAL centers: BEL, ...
std::string boardText(const Position &position);

/// Reads what boardText writes, wherever in a longer text it stands: everything before the line
/// "PHASE …" and after the last line of this form is passed over. On error a sentence that says
/// what is wrong.
std::variant<Position, std::string> parseBoardText(std::string_view text);

/// Reads one unit in the diplomacy library's notation: "A PAR", "F STP/SC".
std::optional<Unit> parseUnit(std::string_view text, Power power);

} // namespace concert
