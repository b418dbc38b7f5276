// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/relationship.h"
#include "core/rules/power.h"

#include <QStringList>

#include <map>

namespace concert {

/// What a power's player carries from phase to phase. A value: each stage that changes it makes a
/// new version, so that a prompt is built from the version its stage names and from no other.
struct Agent {
    Power power = Power::Austria;
    QStringList goals;
    std::map<Power, Relationship> relationships; ///< to the other powers

    bool operator==(const Agent &) const = default;

    /// Before it was asked anything: no goals, everybody Neutral.
    static Agent fresh(Power power)
    {
        Agent agent;
        agent.power = power;
        for (const Power other : allPowers) {
            if (other != power)
                agent.relationships[other] = Relationship::Neutral;
        }
        return agent;
    }
};

} // namespace concert
