// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/call_key.h"
#include "core/simulator/faults.h"

#include <QList>
#include <QString>

#include <variant>

namespace concert {

/// How many of the requests meet which fault: "stall:0.1,http429:0.2". Which of them follows from
/// seed, call and how often that call was sent, not from the order of arrival.
class FaultPlan {
public:
    /// What was read, or a sentence that says what would be right. Empty text: no faults.
    static std::variant<FaultPlan, QString> parse(const QString &text);

    bool isEmpty() const { return shares_.isEmpty(); }
    /// The fault that a call meets when it is sent for the \a nth time; null: none.
    const Fault *draw(quint64 seed, const CallKey &key, int nth) const;

private:
    QList<std::pair<Fault, double>> shares_; ///< the probabilities add up to at most 1
};

} // namespace concert
