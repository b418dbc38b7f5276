// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <vector>

namespace concert {

/// What a call leaves behind: such events stand together, and the end of their call follows them.
bool isOutput(const MatchEvent &event);

/// How many of a log's events tell of something whole. A program that is killed may have written
/// only a part of what belongs together (what a call said, without the call's end; an adjudication
/// without the next phase): who goes on with the match leaves that part out, and it comes again.
qsizetype settledSize(const MatchLog &log);

/// Whether a call is over when this phase begins in the game, not in time: a diary on the phase
/// before is, though it may be written while others already talk.
bool isBefore(const CallId &call, const Phase &phase);

/// The events of a match up to a phase of it, for a match that is played anew from its start: all
/// that belongs to earlier phases, with spans numbered anew. Empty: the log has no such phase.
std::vector<MatchEvent> eventsBefore(const MatchLog &log, const Phase &phase);

} // namespace concert
