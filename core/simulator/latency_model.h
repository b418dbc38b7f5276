// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/call_key.h"
#include "core/simulator/simulator_options.h"

namespace concert {

/// When the parts of an answer leave, in milliseconds from the request's arrival; scaled.
struct AnswerSchedule {
    double firstMs = 0;      ///< the first token
    double msPerToken = 0;   ///< 0: all tokens come with the first
    double flushEveryMs = 0; ///< tokens leave in groups; 0: as one
};

/// Pure: equal arguments give equal schedules.
AnswerSchedule answerSchedule(const SimulatorOptions &options, const CallKey &key);

} // namespace concert
