// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

namespace concert {

/// Whether the event at \a index is a call that was given up for a reason that the log told before
/// it in words of its own: default orders from now on, a turn's deadline. Many calls of a power may
/// end for one reason, which is told to people once.
bool isToldBefore(const MatchLog &log, qsizetype index);

} // namespace concert
