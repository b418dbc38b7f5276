// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/position.h"

#include <string>

namespace concert {

/// How much is said of each unit; its legal orders are never left out.
enum class Detail { Full, Brief };

/// What a power has to order, for its prompt. In movement phases for each unit, by the rules' own
/// tables: what it stands on, its neighbours with owner and occupant, who could support it staying
/// and each of its moves, which fleets could convoy it, the nearest foreign units and centres with
/// the way there, and all its legal orders (briefly: the nearest centres and the legal orders). For
/// a dislodged unit who drove it out, and what is where it may go; for adjustments what stands
/// beside each place.
std::string unitsView(const Position &position, Power power, Detail detail = Detail::Full);

/// One line a power: "FRANCE: A PAR, F BRE".
std::string unitsOnBoard(const Position &position);
/// One line a power: "FRANCE: BRE, MAR, PAR".
std::string centersOnBoard(const Position &position);

} // namespace concert
