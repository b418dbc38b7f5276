// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <QByteArray>

#include <optional>

namespace concert {

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

/// FNV-1a, 64 bits: the same everywhere and in every run, unlike qHash.
quint64 stableHash(QByteArrayView bytes);

} // namespace concert
