// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/movement_planner.h"

namespace concert {

/// A finished plan for a movement phase with everything it was made from.
struct MovementPlan {
    Relations relations; ///< after what was said
    Agreements agreements;
    MovementPlanner planner;
};

/// What \a power would order if it saw what view.power sees. For view.power itself this is its own
/// plan; for others the guess of somebody who thinks like them and has not heard their talks.
/// Each \a mood weighs the board a little differently; 0 is the one that the power talks in.
MovementPlan planMovement(const Map &map, const PlayerView &view, Power power, Faith faith,
                          std::uint64_t mood = 0);

} // namespace concert
