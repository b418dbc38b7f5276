// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <array>
#include <optional>

namespace concert {

/// Who plays a power at a moment of the log, and what keeps it from going on.
struct Seating {
    QString model;
    std::optional<PowerParked> parked;
    qint64 since = 0;           ///< when it was parked, microseconds since the match started
    bool playsDefaults = false; ///< nobody is asked any more
    QString defaultsReason;     ///< why it had been parked before that
};

/// A pure function of the log up to \a eventIndex.
std::array<Seating, powerCount> seatingsAt(const MatchLog &log, qsizetype eventIndex);

} // namespace concert
