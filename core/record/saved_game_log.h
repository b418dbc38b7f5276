// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_event.h"
#include "core/record/saved_game.h"

#include <vector>

namespace concert {

/// A saved game as the events of a match that has ended, to be looked at: boards, messages, orders
/// with what became of them, and the goals, relationships and diaries that AI_Diplomacy and Concert
/// add. Boards and results are the file's; why an order failed the rules say, where they agree with
/// it. Nothing is known of calls and their times.
std::vector<MatchEvent> matchEventsOf(const SavedGame &game);

} // namespace concert
