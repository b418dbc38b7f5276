// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/movement_plan.h"

#include "core/player/player_random.h"

#include <algorithm>

namespace concert {

MovementPlan planMovement(const Map &map, const PlayerView &view, Power power, Faith faith,
                          std::uint64_t mood)
{
    Relations relations = relationsOnBoard(map, view.position, power, view.seed);
    Agreements agreements;
    if (power == view.power) {
        agreements = readAgreements(view, relations.liking, faith);
        for (std::size_t i = 0; i < relations.liking.size(); ++i)
            relations.liking[i] = std::clamp(relations.liking[i] + agreements.warmth[i], -1.0, 1.0);
    }
    const std::uint64_t seed = mood == 0 ? view.seed : PlayerRandom{view.seed, 0x300d, mood}.next();
    Assessment assessment(map, view.position, power, relations, seed);
    for (const Province place : agreements.emptyZones)
        assessment.forbid(ProvinceSet::of(place));
    for (const Power other : allPowers) {
        if (agreements.peace[static_cast<std::size_t>(indexOf(other))])
            assessment.forbid(view.position.centerSet(other) | view.position.occupiedBy(other));
    }
    MovementPlanner planner(map, view.position, power, assessment, agreements);
    planner.plan();
    return {relations, agreements, planner};
}

} // namespace concert
