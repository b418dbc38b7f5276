// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/adjudicator.h"

#include "core/rules/phase_plays.h"

#include <algorithm>

namespace concert {

std::vector<std::string> resultCodes(OrderResults results)
{
    constexpr struct {
        OrderResult result;
        const char *code;
    } codes[] = {
        {OrderResult::Bounce, "bounce"},       {OrderResult::Cut, "cut"},
        {OrderResult::NoConvoy, "no convoy"},  {OrderResult::Void, "void"},
        {OrderResult::Disrupted, "disrupted"}, {OrderResult::Dislodged, "dislodged"},
        {OrderResult::Disbanded, "disband"},
    };
    std::vector<std::string> list;
    for (const auto &[result, code] : codes) {
        if (has(results, result))
            list.emplace_back(code);
    }
    return list;
}

namespace {

/// A centre belongs to whom a unit stands in it after fall's retreats.
void takeCenters(const Map &map, Position &position)
{
    for (const Province center : map.supplyCenters()) {
        if (const std::optional<Unit> unit = position.unitAt(center))
            position.setOwner(center, unit->power);
    }
}

bool hasAdjustments(const Position &position)
{
    return std::ranges::any_of(allPowers,
                               [&position](Power power) { return position.builds(power) != 0; });
}

/// Turns the calendar to the next phase in which somebody has something to do.
void advance(const Map &map, Position &position)
{
    Phase &phase = position.phase;
    if (phase.type == PhaseType::Movement) {
        const auto canRetreat = [](const DislodgedUnit &entry) { return !entry.retreats.empty(); };
        if (std::ranges::any_of(position.dislodged(), canRetreat)) {
            phase.type = PhaseType::Retreat;
            return;
        }
    }
    position.setDislodged({}); // who cannot retreat is gone
    if (phase.type != PhaseType::Adjustment) {
        if (phase.season == Season::Spring) {
            phase = {phase.year, Season::Fall, PhaseType::Movement};
            return;
        }
        takeCenters(map, position);
        phase = {phase.year, Season::Winter, PhaseType::Adjustment};
        if (hasAdjustments(position))
            return;
    }
    phase = {phase.year + 1, Season::Spring, PhaseType::Movement};
}

} // namespace

Resolution adjudicate(const Map &map, const Position &position, const std::vector<Order> &orders)
{
    Resolution resolution;
    switch (position.phase.type) {
    case PhaseType::Movement:
        resolution = playMovement(map, position, orders);
        break;
    case PhaseType::Retreat:
        resolution = playRetreats(map, position, orders);
        break;
    case PhaseType::Adjustment:
        resolution = playAdjustments(map, position, orders);
        break;
    }
    advance(map, resolution.next);
    return resolution;
}

} // namespace concert
