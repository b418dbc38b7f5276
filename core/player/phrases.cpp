// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/phrases.h"

#include "core/rules/ascii.h"

#include <span>
#include <string_view>

namespace concert {

namespace {

using Wordings = std::span<const std::string_view>;

constexpr std::string_view greetings[]{"To my colleague in {other}: ",
                                       "To the court of {other}: ",
                                       "",
                                       "",
                                       "Your Excellency: ",
                                       "In confidence: "};
constexpr std::string_view proposeAlliance[]{
    "I propose an alliance against {third}; together we divide what neither could take alone.",
    "{third} is the common danger, so let us be allies against {third} from this season on.",
    "Would you join an alliance against {third}? I ask for nothing but your good faith.",
    "Our interests meet at one point, and I suggest that we act together against {third}.",
    "I am told that {third} counts on our quarrel; an alliance against {third} would be the "
    "answer.",
    "Let us settle it between us: you and I against {third}, and no surprises on our own border.",
    "Sooner or later {third} comes for both of us, so why not stand as allies against {third} "
    "now?"};
constexpr std::string_view shareSpoils[]{"{place} would be mine and {goal} yours.",
                                         "I would take {place}, and {goal} falls to you.",
                                         "Let us say {place} for me, {goal} for you."};
constexpr std::string_view acceptAlliance[]{
    "Agreed, we are allies against {third}.",
    "I accept: from today an alliance against {third} binds us.",
    "Gladly, let us stand together against {third}.",
    "Your reasoning convinces me, and I agree to move against {third}.",
    "Agreed: {third} shall find an alliance against it on every side."};
constexpr std::string_view refuseAlliance[]{
    "I cannot join you against {third} at present; my frontiers do not allow it.",
    "With respect, I must decline an alliance against {third}, who has given me no offence.",
    "I regret that a war against {third} does not serve my country this year.",
    "I have other worries than {third} and cannot follow you in this."};
constexpr std::string_view proposePeace[]{
    "I offer you a non-aggression pact for this year, in plain words and without clauses.",
    "Let there be peace between us, for we both have more urgent frontiers.",
    "A truce would cost neither of us anything, and I am ready to sign one today.",
    "We gain nothing from each other this year; I suggest peace, and the others will envy us.",
    "My offer is simple: a truce until the next builds, and then we talk again."};
constexpr std::string_view acceptPeace[]{
    "Agreed, there is peace between us this year.", "I accept the truce and shall honour it.",
    "Gladly: peace it is, and may it last.", "Agreed, a truce; my units turn elsewhere.",
    "I gladly agree to peace and take you at your word."};
constexpr std::string_view refusePeace[]{
    "I cannot speak of peace while your units stand so near to my centres.",
    "I decline the pact: your last moves spoke louder than your letters.",
    "I regret that I see no ground for a truce yet.",
    "A truce on these terms would serve you alone, and so I decline."};
constexpr std::string_view proposeEmptyZone[]{
    "I suggest that we demilitarise {place}, so that neither need fear the other.",
    "Let us both keep out of {place} this season.", "If you stay out of {place}, so shall I.",
    "{place} should be neutral ground, and I shall stay out of it if you do."};
constexpr std::string_view acceptEmptyZone[]{"Agreed, I keep out of {place} as well.",
                                             "I accept that we demilitarise {place}.",
                                             "You have my word that I stay out of {place}."};
constexpr std::string_view refuseEmptyZone[]{
    "I cannot leave {place} to chance this season.",
    "I must decline to keep out of {place}; it is the key to my defence.",
    "I regret that {place} is too important to me to be left empty."};
constexpr std::string_view offerSupport[]{
    "My {mine} will support your {theirs} {goal}, if that is of use to you.",
    "You have the support of my {mine} for your {theirs} {goal}, should you wish it.",
    "As a proof of good will I offer the support of my {mine} for your {theirs} {goal}."};
constexpr std::string_view askSupport[]{
    "Would your {theirs} support my {mine} {goal}?",
    "I should be obliged if your {theirs} could support my {mine} {goal}.",
    "Your {theirs} could decide the matter by supporting my {mine} {goal}.",
    "If your {theirs} lent its support to my {mine} {goal}, I should return the favour."};
constexpr std::string_view acceptSupport[]{
    "Agreed, my {mine} will support your {theirs} {goal}.",
    "You can count on it that my {mine} supports your {theirs} {goal}.",
    "Gladly, the order for my {mine} to support your {theirs} {goal} is already written.",
    "Agreed, and gladly: my {mine} supports your {theirs} {goal}."};
constexpr std::string_view refuseSupport[]{
    "I cannot spare a unit to support you {goal} this season.",
    "I regret that I am unable to support you {goal}; my own lines are too thin.",
    "I must decline to help {goal}, for other duties bind my units."};
constexpr std::string_view thankForSupport[]{
    "I accept your offer with thanks: with the support of your {theirs} my {mine} goes {goal}.",
    "Gladly accepted, your {theirs} supports my {mine} {goal} and I shall not forget it."};
constexpr std::string_view warnings[]{
    "Your intentions towards {place} have been noticed, and any step there will be answered.",
    "I hold {place} and mean to keep it; spare us both a costly season.",
    "Whoever touches {place} will find it defended.",
    "I advise against any adventure near {place}; my answer is prepared."};
constexpr std::string_view smallTalk[]{
    "What have you heard from {third}?",
    "{third} has been writing to everybody, I am told; believe half of it.",
    "I should like to know how you read {third} this season.",
    "Keep an eye on {third}, whose units are better placed than they look.",
    "Has {third} made you an offer, too?",
    "I wonder what {third} has in mind; its letters say little."};
constexpr std::string_view reassurances[]{
    "My units face the other way, as you can see on the map.",
    "Nothing I order this season is meant against you.",
    "I value our understanding and have given orders to match.",
    "You will find me as good as my word."};
constexpr std::string_view noAnswers[]{
    "I have had no answer from you yet, and the orders will not wait for ever.",
    "Your silence leaves me to guess; a single line would do.",
    "May I hope for a reply before the orders are sealed?"};
constexpr std::string_view againstLeader[]{
    "{third} has {count} centres, and whoever still fights a neighbour is working for {third}.",
    "Gentlemen, look at the map: with {count} centres {third} is the concern of us all.",
    "{count} centres for {third}. I call on every power to turn its units that way."};
constexpr std::string_view proclamations[]{
    "{self} wishes all powers a calm season and reminds them that its frontiers are guarded.",
    "{self} keeps the agreements it has made, and expects the same of others.",
    "Let it be known that {self} seeks no quarrel that is not forced upon it.",
    "{self} greets the concert of powers and remains open to reasonable proposals."};

Wordings wordingsOf(Phrase phrase)
{
    switch (phrase) {
    case Phrase::Greeting:
        return greetings;
    case Phrase::ProposeAlliance:
        return proposeAlliance;
    case Phrase::ShareSpoils:
        return shareSpoils;
    case Phrase::AcceptAlliance:
        return acceptAlliance;
    case Phrase::RefuseAlliance:
        return refuseAlliance;
    case Phrase::ProposePeace:
        return proposePeace;
    case Phrase::AcceptPeace:
        return acceptPeace;
    case Phrase::RefusePeace:
        return refusePeace;
    case Phrase::ProposeEmptyZone:
        return proposeEmptyZone;
    case Phrase::AcceptEmptyZone:
        return acceptEmptyZone;
    case Phrase::RefuseEmptyZone:
        return refuseEmptyZone;
    case Phrase::OfferSupport:
        return offerSupport;
    case Phrase::AskSupport:
        return askSupport;
    case Phrase::AcceptSupport:
        return acceptSupport;
    case Phrase::RefuseSupport:
        return refuseSupport;
    case Phrase::ThankForSupport:
        return thankForSupport;
    case Phrase::Warning:
        return warnings;
    case Phrase::SmallTalk:
        return smallTalk;
    case Phrase::Reassurance:
        return reassurances;
    case Phrase::NoAnswer:
        return noAnswers;
    case Phrase::AgainstLeader:
        return againstLeader;
    case Phrase::Proclamation:
        return proclamations;
    }
    return {};
}

std::string wordFor(std::string_view name, const PhraseWords &words)
{
    if (name == "self")
        return words.self;
    if (name == "other")
        return words.other;
    if (name == "third")
        return words.third;
    if (name == "place")
        return words.place;
    if (name == "mine")
        return words.mine;
    if (name == "theirs")
        return words.theirs;
    if (name == "goal")
        return words.goal;
    return std::to_string(words.count);
}

} // namespace

std::string phrase(Phrase phrase, const PhraseWords &words, PlayerRandom &random)
{
    const Wordings wordings = wordingsOf(phrase);
    std::string_view wording = wordings[random.below(wordings.size())];
    std::string text;
    for (std::size_t open = wording.find('{'); open != std::string_view::npos;
         open = wording.find('{')) {
        const std::size_t close = wording.find('}', open);
        text += wording.substr(0, open);
        text += wordFor(wording.substr(open + 1, close - open - 1), words);
        wording.remove_prefix(close + 1);
    }
    text += wording;
    if (!text.empty())
        text[0] = upperLetter(text[0]);
    return text;
}

std::string powerTitle(Power power)
{
    std::string title(powerName(power));
    for (std::size_t i = 1; i < title.size(); ++i)
        title[i] = lowerLetter(title[i]);
    return title;
}

std::string placeTitle(Province province)
{
    const std::string_view name = provinceName(province);
    const bool isWater = name.ends_with("Sea") || name.ends_with("Ocean") ||
                         name.ends_with("Channel") || name.ends_with("Mediterranean") ||
                         name.starts_with("Gulf");
    return (isWater ? "the " : "") + std::string(name);
}

std::string listText(const std::vector<std::string> &items)
{
    std::string text;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0)
            text += i + 1 == items.size() ? " and " : ", ";
        text += items[i];
    }
    return text;
}

} // namespace concert
