// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulator/fault_plays.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace concert {

/// Something that goes wrong at a model's server and can be asked for by name. The built-in model
/// plays these on request, the fault matrix (tests/faults) plays all of them in every dialect.
struct Fault {
    QString name;
    int number = 0; ///< the case in the fault matrix
    QString what;   ///< what the server does, for help texts
    /// \a answer: what would have been answered; some faults are in it.
    std::function<FaultPlays::Play(const FaultPlays &plays, const QString &answer)> play;
};

/// All that have a name, in the order of their numbers.
const QList<Fault> &faults();
/// One of these, or "http" with any error status ("http503").
std::optional<Fault> faultNamed(const QString &name);

} // namespace concert
