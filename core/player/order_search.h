// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/player.h"

namespace concert {

/// A movement phase's orders for view.power, found by trying: a handful of order sets (the
/// planner's, the same in another mood, and QuickPlayer's draws as far as they break no word) meet
/// the same sampled replies of the others, the year is played on, and the set with the best mean
/// share (see PowerChances::share) is taken; of equally good ones the planner's. An ally is
/// attacked only for a clear gain. A pure function of the view; the others' real moods are not
/// looked at. May contain illegal orders where the board is an impossible one.
std::vector<Order> searchOrders(const Map &map, const PlayerView &view);

} // namespace concert
