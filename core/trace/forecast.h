// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/what_if.h"

#include <optional>

namespace concert {

/// How much longer a match takes. Microseconds.
struct TimeLeft {
    qint64 expected = 0; ///< the median
    qint64 low = 0;      ///< 10 % of the draws are below
    qint64 high = 0;     ///< 10 % are above
    bool operator==(const TimeLeft &) const = default;
};

/// Plays the rest of a match on paper, several times. Turns to come (a movement phase and what
/// follows it) are like the last one of their season that was played; each call takes as long as
/// one that this model answered in this stage, drawn from those so far, and a call that runs at
/// least as long as it has run; barriers and slots are those of \a how. Absent: no turn was played
/// yet. \a turns: of the whole match. Pure: the draws follow from the spans alone.
std::optional<TimeLeft> timeLeft(const QList<Span> &spans, const WhatIf &how, int turns, qint64 now,
                                 int draws = 11);

} // namespace concert
