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
    for (const Power power : allPowers) {
        const ProvinceSet held = position.occupiedBy(power) & map.supplyCenterSet();
        for (const Province center : held - position.centerSet(power))
            position.setOwner(center, power);
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
    position.clearDislodged(); // who cannot retreat is gone
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

void adjudicateInto(Resolution &resolution, const Map &map, const Position &position,
                    std::span<const Order> orders, RuleSet rules, Reasons reasons)
{
    resolution.orders.clear();
    resolution.standoffs.clear();
    resolution.next = position;
    const Play play{map, position, orders, rules, reasons};
    switch (position.phase.type) {
    case PhaseType::Movement:
        playMovement(play, resolution);
        break;
    case PhaseType::Retreat:
        playRetreats(play, resolution);
        break;
    case PhaseType::Adjustment:
        playAdjustments(play, resolution);
        break;
    }
    advance(map, resolution.next);
}

Resolution adjudicate(const Map &map, const Position &position, const std::vector<Order> &orders,
                      RuleSet rules)
{
    Resolution resolution;
    adjudicateInto(resolution, map, position, orders, rules, Reasons::Told);
    return resolution;
}

} // namespace concert
