// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/message_writer.h"

#include <algorithm>

namespace concert {

namespace {

std::uint64_t keyOf(Power power)
{
    return static_cast<std::uint64_t>(indexOf(power));
}

} // namespace

std::string MessageWriter::goalText(Province supported, Province place)
{
    return (supported == place ? "in " : "into ") + placeTitle(place);
}

MessageWriter::MessageWriter(const Map &map, const PlayerView &view)
    : map_(map), view_(view), plan_(planMovement(map, view, view.power, Faith::Good)),
      random_(randomFor(1))
{
    for (const HeardMessage &message : view.heard) {
        if (message.round >= view.round)
            continue; // rounds are simultaneous
        for (const Proposal &proposal : readProposals(view.position, message)) {
            if (message.from == view.power)
                ours_.push_back(proposal);
            else if (message.to == view.power)
                theirs_.push_back(proposal);
        }
    }
    const auto &units = plan_.planner.units();
    for (const Proposal &proposal : ours_) {
        for (std::size_t i = 0; i < units.size(); ++i) {
            if (proposal.kind == ProposalKind::SupportPromise &&
                proposal.supporter == units[i].location.province())
                lent_.push_back(i);
        }
    }
}

PlayerRandom MessageWriter::randomFor(std::uint64_t purpose) const
{
    return PlayerRandom{view_.seed,
                        0x3e55a9e,
                        purpose,
                        static_cast<std::uint64_t>(view_.position.phase.year),
                        static_cast<std::uint64_t>(view_.position.phase.season),
                        keyOf(view_.power),
                        static_cast<std::uint64_t>(view_.round)};
}

std::string MessageWriter::say(Phrase kind, const PhraseWords &words)
{
    return phrase(kind, words, random_);
}

PhraseWords MessageWriter::wordsFor(Power other) const
{
    PhraseWords words;
    words.self = powerTitle(view_.power);
    words.other = powerTitle(other);
    return words;
}

bool MessageWriter::alreadySaid(Power other, ProposalKind kind) const
{
    return std::any_of(ours_.begin(), ours_.end(), [&](const Proposal &proposal) {
        return proposal.to == other && proposal.kind == kind;
    });
}

bool MessageWriter::tellsLies(Power other) const
{
    return breaksItsWord(view_, other, plan_.relations.towards(other));
}

bool MessageWriter::wantsToEnter(Province place) const
{
    const std::vector<Order> orders = plan_.planner.orders();
    return std::any_of(orders.begin(), orders.end(), [&](const Order &order) {
        return order.kind == OrderKind::Move && order.target.province() == place;
    });
}

std::optional<Province> MessageWriter::borderWith(Power other) const
{
    std::vector<Province> between;
    for (int i = 0; i < provinceCount; ++i) {
        const auto place = static_cast<Province>(i);
        const Assessment &assessment = plan_.planner.assessment();
        if (!map_.isSupplyCenter(place) && !view_.position.unitAt(place) &&
            assessment.reach(view_.power, place) > 0 && assessment.reach(other, place) > 0)
            between.push_back(place);
    }
    if (between.empty())
        return {};
    const auto [low, high] = std::minmax({keyOf(view_.power), keyOf(other)});
    PlayerRandom random{view_.seed, 0xb0de8, low, high,
                        static_cast<std::uint64_t>(view_.position.phase.year)};
    return between[random.below(between.size())];
}

std::optional<std::size_t> MessageWriter::helper(Province place, std::optional<Province> named,
                                                 double maxCost) const
{
    std::optional<std::size_t> best;
    double bestCost = maxCost;
    const auto &units = plan_.planner.units();
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Province here = units[i].location.province();
        if ((named && here != *named) || here == place ||
            std::find(lent_.begin(), lent_.end(), i) != lent_.end())
            continue;
        const auto next = map_.neighbours(units[i].type, units[i].location);
        const bool reaches = std::any_of(next.begin(), next.end(), [&](Location location) {
            return location.province() == place;
        });
        const double cost = plan_.planner.costOfDiverting(i);
        if (reaches && cost <= bestCost) {
            best = i;
            bestCost = cost;
        }
    }
    return best;
}

void MessageWriter::answerSupportRequest(const Proposal &proposal, Draft &draft)
{
    const auto theirs = view_.position.unitAt(*proposal.supported);
    const auto occupant = view_.position.unitAt(*proposal.place);
    if (!theirs || theirs->power != proposal.from)
        return;
    PhraseWords words = wordsFor(proposal.from);
    words.theirs = unitText(*theirs);
    words.goal = goalText(*proposal.supported, *proposal.place);
    const double liking = plan_.relations.towards(proposal.from);
    const bool harmless = !occupant || occupant->power != view_.power;
    const auto unit =
        harmless ? helper(*proposal.place, proposal.supporter, 1 + 4 * liking) : std::nullopt;
    const bool lies = tellsLies(proposal.from) && harmless && !unit;
    const auto pretended = lies ? helper(*proposal.place, proposal.supporter, 1e6) : unit;
    if (!pretended) {
        draft.sentences.push_back(say(Phrase::RefuseSupport, words));
        return;
    }
    words.mine = unitText(plan_.planner.units()[*pretended]);
    lent_.push_back(*pretended);
    draft.sentences.push_back(say(Phrase::AcceptSupport, words));
}

/// False: nothing to answer.
bool MessageWriter::answerProposal(const Proposal &proposal, Draft &draft)
{
    const Power other = proposal.from;
    const double liking = plan_.relations.towards(other);
    const bool lies = tellsLies(other);
    PhraseWords words = wordsFor(other);
    const auto reply = [&](bool yes, Phrase acceptance, Phrase refusal) {
        draft.sentences.push_back(say(yes || lies ? acceptance : refusal, words));
    };
    switch (proposal.kind) {
    case ProposalKind::SupportRequest:
        if (proposal.agreed)
            return false; // thanks for what we promised
        answerSupportRequest(proposal, draft);
        return true;
    case ProposalKind::SupportPromise: {
        const auto ours = view_.position.unitAt(*proposal.supported);
        const auto theirs = view_.position.unitAt(*proposal.supporter);
        if (proposal.agreed || !ours || ours->power != view_.power || !theirs)
            return false;
        words.mine = unitText(*ours);
        words.theirs = unitText(*theirs);
        words.goal = goalText(*proposal.supported, *proposal.place);
        draft.sentences.push_back(say(Phrase::ThankForSupport, words));
        return true;
    }
    case ProposalKind::EmptyZone:
        if (alreadySaid(other, ProposalKind::EmptyZone) && proposal.place == borderWith(other))
            return false; // both proposed it: agreed already
        words.place = placeTitle(*proposal.place);
        reply(liking > -0.3 && !wantsToEnter(*proposal.place), Phrase::AcceptEmptyZone,
              Phrase::RefuseEmptyZone);
        return true;
    case ProposalKind::Alliance:
        if (proposal.agreed || proposal.against == view_.power)
            return false;
        words.third = powerTitle(*proposal.against);
        reply(liking > 0 && plan_.relations.towards(*proposal.against) < 0.1,
              Phrase::AcceptAlliance, Phrase::RefuseAlliance);
        return true;
    case ProposalKind::Peace:
        if (proposal.agreed || alreadySaid(other, ProposalKind::Peace))
            return false;
        reply(liking > -0.4, Phrase::AcceptPeace, Phrase::RefusePeace);
        return true;
    case ProposalKind::Refusal:
        return false;
    }
    return false;
}

void MessageWriter::answer(Power other)
{
    Draft draft{other, 2 + plan_.relations.nearness(other), {}};
    int answered = 0;
    for (const Proposal &proposal : theirs_) {
        // Answered last round already, or too much for one letter.
        if (proposal.from == other && proposal.round + 1 == view_.round && answered < 2)
            answered += answerProposal(proposal, draft) ? 1 : 0;
    }
    if (answered == 1 && plan_.relations.towards(other) > 0.3 && random_.unit() < 0.4)
        draft.sentences.push_back(say(Phrase::Reassurance, wordsFor(other)));
    if (!draft.sentences.empty())
        drafts_.push_back(draft);
}

std::optional<std::string> MessageWriter::announcement()
{
    PhraseWords words = wordsFor(view_.power);
    for (const Power power : allPowers) {
        const int centers = view_.position.centerCount(power);
        if (power != view_.power && centers >= 9 &&
            centers > view_.position.centerCount(view_.power) && random_.unit() < 0.4) {
            words.third = powerTitle(power);
            words.count = centers;
            return say(Phrase::AgainstLeader, words);
        }
    }
    if (random_.unit() < 0.12)
        return say(Phrase::Proclamation, words);
    return {};
}

std::vector<PlayerMessage> MessageWriter::write()
{
    std::vector<PlayerMessage> messages;
    if (plan_.planner.units().empty())
        return messages;
    for (const Power other : allPowers) {
        if (other == view_.power || view_.position.unitCount(other) == 0)
            continue;
        const std::size_t before = drafts_.size();
        answer(other);
        if (drafts_.size() == before)
            propose(other);
    }
    std::stable_sort(drafts_.begin(), drafts_.end(),
                     [](const Draft &a, const Draft &b) { return a.relevance > b.relevance; });
    if (const auto text = announcement())
        messages.push_back({std::nullopt, *text});
    const std::size_t limit = 2 + random_.below(2) + (view_.round > 1 ? 1 : 0);
    for (const Draft &draft : drafts_) {
        if (messages.size() >= std::min<std::size_t>(limit, 4))
            break;
        std::string text = view_.round <= 1 ? say(Phrase::Greeting, wordsFor(draft.to)) : "";
        for (std::size_t i = 0; i < draft.sentences.size(); ++i)
            text += (i > 0 ? " " : "") + draft.sentences[i];
        messages.push_back({draft.to, text});
    }
    return messages;
}

std::vector<PlayerMessage> writeMessages(const Map &map, const PlayerView &view)
{
    return MessageWriter(map, view).write();
}

} // namespace concert
