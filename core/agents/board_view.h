// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/position.h"

#include <string>

namespace concert {

/// What a power has to order, for its prompt. In movement phases for each unit, by the rules' own
/// tables: what it stands on, its neighbours with owner and occupant, who could support each of its
/// moves, the nearest foreign units and centres with the way there, and all its legal orders; in
/// other phases the legal orders of each place.
std::string unitsView(const Position &position, Power power);

/// One line a power: "FRANCE: A PAR, F BRE".
std::string unitsOnBoard(const Position &position);
/// One line a power: "FRANCE: BRE, MAR, PAR".
std::string centersOnBoard(const Position &position);

} // namespace concert
