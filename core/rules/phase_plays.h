// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/adjudicator.h"

#include <span>
#include <vector>

namespace concert {

/// What a phase is played with.
struct Play {
    const Map &map;
    const Position &position;
    std::span<const Order> orders;
    RuleSet rules;
    Reasons reasons;
};

/// One function a phase type. They fill in Resolution::orders and ::standoffs, which are empty, and
/// turn ::next, a copy of the position, into the board as it stands afterwards, still in the phase
/// that was played; adjudicate() does the rest.
void playMovement(const Play &play, Resolution &resolution);
void playRetreats(const Play &play, Resolution &resolution);
void playAdjustments(const Play &play, Resolution &resolution);

/// The units that civil disorder removes, in the order of removal (DATC 4.D.8): farthest away
/// first, fleets before armies, then by abbreviation. Units that \a given orders disband already
/// are passed over.
std::vector<Unit> civilDisorderRemovals(const Map &map, const Position &position, Power power,
                                        int count, std::span<const Order> given, RuleSet rules);

} // namespace concert
