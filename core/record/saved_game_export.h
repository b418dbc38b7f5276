// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "core/record/saved_game.h"

namespace concert {

/// A match as a saved game: a pure function of the log. Besides what the `diplomacy` library
/// reads it has AI_Diplomacy's additions: per played phase state_agents, agent_relationships,
/// order_results, summary and config, and for the game phase_summaries and final_agent_states.
/// A match that is still running ends with its current phase. No key is in it, as none is in the
/// log.
SavedGame savedGame(const MatchLog &log);

/// lmvsgame.json.
QJsonObject savedGameJson(const MatchLog &log);

} // namespace concert
