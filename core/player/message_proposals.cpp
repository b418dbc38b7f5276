// SPDX-License-Identifier: GPL-3.0-or-later
// What a power proposes of its own accord; answers and the whole letter: message_writer.cpp.
#include "core/player/message_writer.h"

#include <algorithm>

namespace concert {

/// Asks for support where the own plan is in doubt and the other has a unit near.
void MessageWriter::proposeSupport(Power other, Draft &draft)
{
    const auto &units = plan_.planner.units();
    const std::vector<Order> orders = plan_.planner.orders();
    std::optional<std::size_t> wish;
    double doubt = 0.25;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Province place = orders[i].target.province();
        const auto occupant = view_.position.unitAt(place);
        if (orders[i].kind != OrderKind::Move || orders[i].viaConvoy ||
            (occupant && (occupant->power == other || occupant->power == view_.power)) ||
            view_.position.owner(place) == other ||
            plan_.planner.assessment().reach(other, place) == 0)
            continue;
        const double worth = 1 - plan_.planner.chanceOf(i);
        if (worth > doubt) {
            doubt = worth;
            wish = i;
        }
    }
    if (!wish)
        return;
    const Province place = orders[*wish].target.province();
    for (const Unit &theirs : view_.position.units(other)) {
        const auto next = map_.neighbours(theirs.type, theirs.location);
        if (!std::any_of(next.begin(), next.end(),
                         [&](Location location) { return location.province() == place; }))
            continue;
        PhraseWords words = wordsFor(other);
        words.mine = unitText(units[*wish]);
        words.theirs = unitText(theirs);
        words.goal = goalText(units[*wish].location.province(), place);
        draft.sentences.push_back(say(Phrase::AskSupport, words));
        draft.relevance += 1.5 * doubt;
        return;
    }
}

/// Offers an idle unit's support for a move that the other probably wants to make.
void MessageWriter::offerSupport(Power other, Draft &draft)
{
    const MovementPlan guess = planMovement(map_, view_, other, Faith::Good);
    const std::vector<Order> orders = guess.planner.orders();
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const Province place = orders[i].target.province();
        const auto occupant = view_.position.unitAt(place);
        if (orders[i].kind != OrderKind::Move || orders[i].viaConvoy ||
            guess.planner.chanceOf(i) > 0.75 ||
            (occupant && (occupant->power == other || occupant->power == view_.power)) ||
            view_.position.owner(place) == view_.power)
            continue;
        const auto unit = helper(place, {}, 0.6);
        if (!unit)
            continue;
        lent_.push_back(*unit);
        PhraseWords words = wordsFor(other);
        words.mine = unitText(plan_.planner.units()[*unit]);
        words.theirs = unitText(guess.planner.units()[i]);
        words.goal = goalText(orders[i].unit.province(), place);
        draft.sentences.push_back(say(Phrase::OfferSupport, words));
        draft.relevance += 0.8;
        return;
    }
}

void MessageWriter::proposeAlliance(Power other, Power against, Draft &draft)
{
    PhraseWords words = wordsFor(other);
    words.third = powerTitle(against);
    std::vector<std::string> proposal{say(Phrase::ProposeAlliance, words)};
    const Assessment &assessment = plan_.planner.assessment();
    for (const Province center : view_.position.centers(against)) {
        const int ours = assessment.reach(view_.power, center);
        const int theirs = assessment.reach(other, center);
        if (ours > theirs && words.place.empty())
            words.place = placeTitle(center);
        else if (theirs > 0 && words.goal.empty())
            words.goal = placeTitle(center);
    }
    if (!words.place.empty() && !words.goal.empty())
        proposal.push_back(say(Phrase::ShareSpoils, words));
    draft.sentences.insert(draft.sentences.begin(), proposal.begin(), proposal.end());
    draft.relevance += plan_.relations.towards(other);
}

void MessageWriter::proposeTerms(Power other, Draft &draft)
{
    const double liking = plan_.relations.towards(other);
    const std::optional<Power> rival = plan_.relations.rival;
    PhraseWords words = wordsFor(other);
    if (rival && rival != other && liking > 0.2 && !alreadySaid(other, ProposalKind::Alliance) &&
        random_.unit() < 0.6) {
        proposeAlliance(other, *rival, draft);
        return;
    }
    const auto zone = borderWith(other);
    if (zone && liking > -0.5 && !wantsToEnter(*zone) &&
        !alreadySaid(other, ProposalKind::EmptyZone)) {
        words.place = placeTitle(*zone);
        draft.sentences.push_back(say(Phrase::ProposeEmptyZone, words));
        return;
    }
    if ((liking > -0.4 || tellsLies(other)) && !alreadySaid(other, ProposalKind::Peace)) {
        draft.sentences.push_back(say(Phrase::ProposePeace, words));
        return;
    }
    for (const Province center : view_.position.centers(view_.power)) {
        if (liking < -0.5 && plan_.planner.assessment().reach(other, center) > 0) {
            words.place = placeTitle(center);
            draft.sentences.push_back(say(Phrase::Warning, words));
            return;
        }
    }
}

void MessageWriter::propose(Power other)
{
    const double nearness = plan_.relations.nearness(other);
    const double liking = plan_.relations.towards(other);
    Draft draft{other, nearness, {}};
    if (liking > -0.2)
        proposeSupport(other, draft);
    if (draft.sentences.empty() && liking > 0.3 && nearness > 0.1)
        offerSupport(other, draft);
    if (nearness > 0.1 && draft.sentences.size() < 2)
        proposeTerms(other, draft);
    if (view_.round > 1 && draft.sentences.empty() && !ours_.empty() && nearness > 0.1 &&
        std::any_of(ours_.begin(), ours_.end(), [&](const Proposal &p) { return p.to == other; }))
        draft.sentences.push_back(say(Phrase::NoAnswer, wordsFor(other)));
    if (draft.sentences.empty() || (draft.sentences.size() < 2 && random_.unit() < 0.3)) {
        const Power third = allPowers[random_.below(allPowers.size())];
        if (third != other && third != view_.power && !view_.position.isEliminated(third)) {
            PhraseWords words = wordsFor(other);
            words.third = powerTitle(third);
            draft.sentences.push_back(say(Phrase::SmallTalk, words));
        }
    }
    draft.relevance += 0.3 * random_.unit();
    if (!draft.sentences.empty())
        drafts_.push_back(draft);
}

} // namespace concert
