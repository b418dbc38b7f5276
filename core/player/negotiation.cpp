// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/negotiation.h"

#include "core/player/player_random.h"
#include "core/rules/ascii.h"

#include <algorithm>

namespace concert {

namespace {

struct Mention {
    std::size_t offset = 0;
    Province province = Province::ADR;
};

std::string lowerCase(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        c = lowerLetter(c);
    return lower;
}

bool isLetter(std::string_view text, std::size_t offset)
{
    return offset < text.size() && isAsciiLetter(text[offset]);
}

/// Where \a word stands in \a text as a word of its own, from \a start.
std::size_t findWord(std::string_view text, std::string_view word, std::size_t start)
{
    for (std::size_t at = text.find(word, start); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        if ((at == 0 || !isLetter(text, at - 1)) && !isLetter(text, at + word.size()))
            return at;
    }
    return std::string_view::npos;
}

/// Lower-case names once, not at every message.
const std::array<std::string, provinceCount> &lowerProvinceNames()
{
    static const std::array<std::string, provinceCount> names = [] {
        std::array<std::string, provinceCount> lower;
        for (std::size_t i = 0; i < lower.size(); ++i)
            lower[i] = lowerCase(provinceName(static_cast<Province>(i)));
        return lower;
    }();
    return names;
}

/// Abbreviations count in capitals only ("war" is no place), full names in any case.
std::vector<Mention> mentionedProvinces(std::string_view sentence, std::string_view lower)
{
    std::vector<Mention> mentions;
    for (std::size_t at = 0; at + 3 <= sentence.size(); ++at) {
        const auto isCapital = [&](std::size_t i) { return isUpperLetter(sentence[i]); };
        if ((at > 0 && isLetter(sentence, at - 1)) || isLetter(sentence, at + 3) ||
            !isCapital(at) || !isCapital(at + 1) || !isCapital(at + 2))
            continue;
        if (const auto location = parseLocation(sentence.substr(at, 3)))
            mentions.push_back({at, location->province()});
    }
    const auto &names = lowerProvinceNames();
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (std::size_t at = findWord(lower, names[i], 0); at != std::string_view::npos;
             at = findWord(lower, names[i], at + 1))
            mentions.push_back({at, static_cast<Province>(i)});
    }
    std::sort(mentions.begin(), mentions.end(),
              [](const Mention &a, const Mention &b) { return a.offset < b.offset; });
    return mentions;
}

std::optional<Power> mentionedThirdPower(std::string_view lower, Power from,
                                         std::optional<Power> to)
{
    for (const Power power : allPowers) {
        if (power != from && power != to &&
            findWord(lower, lowerCase(powerName(power)), 0) != std::string_view::npos)
            return power;
    }
    return {};
}

bool containsAny(std::string_view lower, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return lower.find(word) != std::string_view::npos;
    });
}

/// "my A MUN supports your A PAR into BUR", "support my A PAR into BUR", "A BEL S A PAR - BUR".
void readSupport(const Position &position, const std::vector<Mention> &mentions,
                 const Proposal &common, std::vector<Proposal> &proposals)
{
    if (!common.to || mentions.empty())
        return;
    const auto ownerAt = [&](std::size_t i) -> std::optional<Power> {
        const auto unit = position.unitAt(mentions[i].province);
        if (unit && (unit->power == common.from || unit->power == *common.to))
            return unit->power;
        return {};
    };
    std::size_t next = 0;
    while (next < mentions.size() && !ownerAt(next))
        ++next;
    if (next == mentions.size())
        return;
    Proposal proposal = common;
    const std::optional<Power> first = ownerAt(next);
    if (next + 1 < mentions.size() && ownerAt(next + 1) && ownerAt(next + 1) != first)
        proposal.supporter = mentions[next++].province;
    proposal.supported = mentions[next].province;
    proposal.place = next + 1 < mentions.size() ? mentions[next + 1].province : *proposal.supported;
    const bool ours = proposal.supporter ? first == common.from : first == common.to;
    proposal.kind = ours ? ProposalKind::SupportPromise : ProposalKind::SupportRequest;
    proposals.push_back(proposal);
}

void readSentence(const Position &position, std::string_view sentence, Proposal common,
                  std::vector<Proposal> &proposals)
{
    const std::string lower = lowerCase(sentence);
    const auto add = [&](ProposalKind kind) {
        proposals.push_back(common);
        proposals.back().kind = kind;
    };
    if (containsAny(lower,
                    {"cannot", "can not", "refuse", "declin", "regret", "unable", "won't"})) {
        add(ProposalKind::Refusal);
        return;
    }
    common.agreed =
        containsAny(lower, {"agree", "accept", "gladly", "have my word", "count on", "settled"});
    const std::vector<Mention> mentions = mentionedProvinces(sentence, lower);
    if (containsAny(lower, {"support", " s a ", " s f "})) {
        readSupport(position, mentions, common, proposals);
        return;
    }
    if (!mentions.empty() && containsAny(lower, {"stay out", "keep out", "stays empty", "demilitar",
                                                 "dmz", "leave empty", "remain empty"})) {
        common.place = mentions.front().province;
        add(ProposalKind::EmptyZone);
        return;
    }
    common.against = mentionedThirdPower(lower, common.from, common.to);
    if (common.against && containsAny(lower, {"alliance", "allies", "against", " ally ", "allied"}))
        add(ProposalKind::Alliance);
    else if (containsAny(lower, {"peace", "non-aggression", "nonaggression", "truce"}))
        add(ProposalKind::Peace);
}

} // namespace

std::vector<Proposal> readProposals(const Position &position, const HeardMessage &message)
{
    std::vector<Proposal> proposals;
    Proposal common;
    common.from = message.from;
    common.to = message.to;
    common.round = message.round;
    const std::string_view text = message.text;
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = std::min(text.find_first_of(".!?;\n", start), text.size());
        readSentence(position, text.substr(start, end - start), common, proposals);
        start = end + 1;
    }
    return proposals;
}

bool breaksItsWord(const PlayerView &view, Power other, double liking)
{
    const double probability = std::clamp(0.06 - 0.35 * liking, 0.03, 0.4);
    PlayerRandom random{view.seed,
                        0x11e5,
                        static_cast<std::uint64_t>(view.position.phase.year),
                        static_cast<std::uint64_t>(view.position.phase.season),
                        static_cast<std::uint64_t>(indexOf(view.power)),
                        static_cast<std::uint64_t>(indexOf(other))};
    return random.unit() < probability;
}

namespace {

/// What one of two powers told the other about peace, alliance and empty places.
struct SaidToEachOther {
    std::vector<Proposal> ours;
    std::vector<Proposal> theirs;
};

bool saysSame(const Proposal &one, const Proposal &other)
{
    return one.kind == other.kind && one.place == other.place && one.against == other.against;
}

void settleWithOther(const SaidToEachOther &said, Power other, bool keepsWord, Agreements &result)
{
    for (const Proposal &theirs : said.theirs) {
        if (theirs.kind == ProposalKind::SupportPromise && theirs.supporter)
            result.supports.push_back(
                {other, false, *theirs.supporter, *theirs.supported, *theirs.place});
    }
    if (!keepsWord)
        return;
    for (const Proposal &ours : said.ours) {
        if (ours.kind == ProposalKind::SupportPromise && ours.supporter)
            result.supports.push_back({other, true, *ours.supporter, *ours.supported, *ours.place});
    }
    double warmth = 0;
    for (const Proposal &ours : said.ours) {
        const bool mutual = std::any_of(said.theirs.begin(), said.theirs.end(),
                                        [&](const Proposal &p) { return saysSame(ours, p); });
        if (!mutual)
            continue;
        if (ours.kind == ProposalKind::EmptyZone)
            result.emptyZones.push_back(*ours.place);
        if (ours.kind == ProposalKind::Peace || ours.kind == ProposalKind::EmptyZone)
            warmth = std::max(warmth, 0.3);
        if (ours.kind == ProposalKind::Peace || ours.kind == ProposalKind::Alliance)
            result.peace[static_cast<std::size_t>(indexOf(other))] = true;
        if (ours.kind == ProposalKind::Alliance) {
            warmth = 0.4;
            if (ours.against)
                result.warmth[static_cast<std::size_t>(indexOf(*ours.against))] -= 0.2;
        }
    }
    result.warmth[static_cast<std::size_t>(indexOf(other))] += warmth;
}

} // namespace

Agreements readAgreements(const PlayerView &view, const std::array<double, powerCount> &liking,
                          Faith faith)
{
    std::array<SaidToEachOther, powerCount> said;
    for (const HeardMessage &message : view.heard) {
        const bool own = message.from == view.power;
        const std::optional<Power> other = own ? message.to : message.from;
        if (!other || *other == view.power || (message.to && !own && *message.to != view.power))
            continue;
        SaidToEachOther &pair = said[static_cast<std::size_t>(indexOf(*other))];
        for (const Proposal &proposal : readProposals(view.position, message))
            (own ? pair.ours : pair.theirs).push_back(proposal);
    }
    Agreements result;
    for (const Power other : allPowers) {
        const auto at = static_cast<std::size_t>(indexOf(other));
        const bool keepsWord = faith == Faith::Good || !breaksItsWord(view, other, liking[at]);
        settleWithOther(said[at], other, keepsWord, result);
    }
    return result;
}

} // namespace concert
