// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_event.h"

#include <QString>

namespace concert {

/// What calls have used up.
struct Spending {
    Usage usage;
    double cost = 0;  ///< dollars, of the calls whose price is known
    int calls = 0;    ///< that used anything
    int unpriced = 0; ///< of these, at an unknown price

    void add(const CallEnded &call);
    qint64 tokens() const { return usage.inputTokens + usage.outputTokens; }

    bool operator==(const Spending &) const = default;
};

QJsonObject toJson(const Spending &spending);

/// Small sums keep two digits that mean something: 2 for 1.25, 4 for 0.0034.
int dollarDecimals(double dollars);
/// "$1.25", "$0.0034".
QString dollarsText(double dollars);

} // namespace concert
