// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"
#include "core/simulator/simulator_options.h"

#include <QByteArray>

#include <optional>

namespace concert {

/// When the parts of an answer leave, in milliseconds from the request's arrival; scaled.
struct AnswerSchedule {
    double firstMs = 0;      ///< the first token
    double msPerToken = 0;   ///< 0: all tokens come with the first
    double flushEveryMs = 0; ///< tokens leave in groups; 0: as one
};

/// What a call is drawn from. From "FRANCE/S1901M/orders/0/1": the series is of (power, stage), its
/// place in the series phase, round and attempt. Anything else is hashed as it is.
struct CallKey {
    quint64 series = 0;
    quint64 place = 0;
    std::optional<Power> power;
    bool hedge = false; ///< a second request for the same: the same answer, another time

    /// \a identity: the header's text; empty: the body takes its place.
    static CallKey of(const QByteArray &identity, const QByteArray &body);
};

/// Pure: equal arguments give equal schedules.
AnswerSchedule answerSchedule(const SimulatorOptions &options, const CallKey &key);

/// FNV-1a, 64 bits: the same everywhere and in every run, unlike qHash.
quint64 stableHash(QByteArrayView bytes);

} // namespace concert
