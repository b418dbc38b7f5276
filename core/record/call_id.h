// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/stage_kind.h"
#include "core/rules/phase.h"
#include "core/rules/power.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace concert {

/// Which call this is, independent of when it runs: seeds, replay and comparison use it.
struct CallId {
    Power power = Power::Austria;
    Phase phase;
    StageKind stage = StageKind::Orders;
    int round = 0;   ///< of messages, from 1
    int attempt = 1; ///< 2: asked again because the first answer was no use

    /// "FRANCE/S1901M/messages/2/1".
    QString toString() const;
    static std::optional<CallId> parse(const QString &text);

    auto operator<=>(const CallId &) const = default;
};

} // namespace concert
