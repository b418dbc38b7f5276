// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/movement_plan.h"
#include "core/player/phrases.h"

#include <algorithm>

namespace concert {

namespace {

/// The up to \a count most wanted centres near the power's units.
std::vector<std::string> wantedCenters(const Map &map, const Position &position, Power power,
                                       const Assessment &assessment, std::size_t count)
{
    std::vector<Province> centers;
    for (const Province center : map.supplyCenters()) {
        bool near = assessment.reach(power, center) > 0;
        for (const Province place : map.touching(center))
            near = near || assessment.reach(power, place) > 0;
        if (near && position.owner(center) != power && assessment.target(center) > 3)
            centers.push_back(center);
    }
    std::stable_sort(centers.begin(), centers.end(), [&](Province a, Province b) {
        const auto worth = [&](Province place) {
            return assessment.target(place) + (assessment.reach(power, place) > 0 ? 4 : 0);
        };
        return worth(a) > worth(b);
    });
    if (centers.size() > count)
        centers.resize(count);
    std::vector<std::string> names;
    for (const Province center : centers)
        names.push_back(placeTitle(center));
    return names;
}

/// Own centres that somebody else could walk into.
std::vector<std::string> endangeredCenters(const Position &position, Power power,
                                           const Assessment &assessment)
{
    std::vector<std::string> names;
    for (const Province center : position.centers(power)) {
        if (assessment.intrusion(center) > 0.45 && names.size() < 2)
            names.push_back(placeTitle(center));
    }
    return names;
}

std::string movementReasons(const Map &map, const PlayerView &view,
                            const std::vector<Order> &orders)
{
    std::vector<std::string> goals;
    std::vector<std::string> posts;
    int supports = 0;
    bool convoys = false;
    for (const Order &order : orders) {
        const Province target = order.target.province();
        std::string name = placeTitle(target);
        if (order.kind == OrderKind::Move) {
            auto &list = map.isSupplyCenter(target) && view.position.owner(target) != view.power
                             ? goals
                             : posts;
            list.push_back(name);
        }
        supports += order.kind == OrderKind::Support ? 1 : 0;
        convoys = convoys || order.kind == OrderKind::Convoy;
    }
    if (goals.size() > 3)
        goals.resize(3);
    if (posts.size() > 3)
        posts.resize(3);
    std::string text;
    if (!goals.empty())
        text += "I go for " + listText(goals) + ", where a centre is to be won. ";
    if (!posts.empty())
        text += "Moving to " + listText(posts) +
                " brings my units to where the next season needs "
                "them. ";
    if (supports > 0)
        text += supports == 1 ? "One unit gives support, since force decides where others resist. "
                              : std::to_string(supports) +
                                    " units give support, since force decides where others "
                                    "resist. ";
    if (convoys)
        text += "The convoy lands an army where it counts for more. ";
    if (text.empty())
        text = "Every step would open a gap this season, so my units hold what they have. ";
    return text;
}

} // namespace

Outlook chooseOutlook(const Map &map, const PlayerView &view)
{
    const Position &position = view.position;
    Relations relations = relationsOnBoard(map, position, view.power, view.seed);
    const Agreements agreements = readAgreements(view, relations.liking, Faith::Good);
    for (std::size_t i = 0; i < relations.liking.size(); ++i)
        relations.liking[i] = std::clamp(relations.liking[i] + agreements.warmth[i], -1.0, 1.0);
    const Assessment assessment(map, position, view.power, relations, view.seed);
    Outlook outlook;
    for (const Power other : allPowers) {
        if (other != view.power)
            outlook.attitudes[static_cast<std::size_t>(indexOf(other))] =
                attitudeFor(relations.towards(other));
    }
    const int year = position.phase.year + (position.phase.season == Season::Winter ? 1 : 0);
    const auto wanted = wantedCenters(map, position, view.power, assessment, 3);
    if (!wanted.empty())
        outlook.goals.push_back("Take " + listText(wanted) + " before the end of " +
                                std::to_string(year) + ".");
    const auto endangered = endangeredCenters(position, view.power, assessment);
    if (!endangered.empty())
        outlook.goals.push_back("Keep " + listText(endangered) + " safe.");
    if (relations.partner && relations.rival)
        outlook.goals.push_back("Work with " + powerTitle(*relations.partner) + " against " +
                                powerTitle(*relations.rival) + ".");
    else if (relations.rival)
        outlook.goals.push_back("Weaken " + powerTitle(*relations.rival) + ".");
    if (outlook.goals.size() < 2)
        outlook.goals.push_back("Survive and wait for the others to quarrel.");
    return outlook;
}

std::string explainOrders(const Map &map, const PlayerView &view, const std::vector<Order> &orders)
{
    const Relations relations = relationsOnBoard(map, view.position, view.power, view.seed);
    std::string text;
    switch (view.position.phase.type) {
    case PhaseType::Movement:
        text = movementReasons(map, view, orders);
        break;
    case PhaseType::Retreat:
        text = "The retreat keeps the unit as near as possible to centres that matter. ";
        break;
    case PhaseType::Adjustment:
        text = view.position.builds(view.power) < 0
                   ? "I give up what stands farthest from the front and from my own centres. "
                   : "The new units appear where the next campaign needs them. ";
        break;
    }
    if (relations.rival)
        text += powerTitle(*relations.rival) + " remains the power I have to beat";
    if (relations.rival && relations.partner)
        text += ", and I rely on " + powerTitle(*relations.partner) + " not to interfere";
    text += relations.rival ? "." : "";
    return text;
}

} // namespace concert
