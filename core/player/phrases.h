// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/player_random.h"
#include "core/rules/power.h"
#include "core/rules/unit.h"

#include <cstdint>
#include <string>
#include <vector>

namespace concert {

/// What a diplomat says. The keywords in these sentences are the ones that readProposals() knows.
enum class Phrase : std::uint8_t {
    Greeting,        ///< {other}
    ProposeAlliance, ///< {third}
    ShareSpoils,     ///< {place} is for us, {goal} for them
    AcceptAlliance,
    RefuseAlliance,
    ProposePeace,
    AcceptPeace,
    RefusePeace,
    ProposeEmptyZone, ///< {place}
    AcceptEmptyZone,
    RefuseEmptyZone,
    OfferSupport, ///< {mine} supports {theirs} {goal}
    AskSupport,   ///< {theirs} supports {mine} {goal}
    AcceptSupport,
    RefuseSupport, ///< {goal}
    ThankForSupport,
    Warning,   ///< {place}
    SmallTalk, ///< {third}
    Reassurance,
    NoAnswer,
    AgainstLeader, ///< {third}, {count}; to all
    Proclamation   ///< {self}; to all
};

/// What stands for the placeholders of a phrase.
struct PhraseWords {
    std::string self;
    std::string other;
    std::string third;
    std::string place; ///< "Burgundy"
    std::string mine;  ///< "A PAR"
    std::string theirs;
    std::string goal; ///< "into Burgundy", "in Munich"; ShareSpoils: "Kiel"
    int count = 0;
};

/// One of the phrase's wordings, filled in.
std::string phrase(Phrase phrase, const PhraseWords &words, PlayerRandom &random);

/// "France".
std::string powerTitle(Power power);
/// "Burgundy", "the North Sea".
std::string placeTitle(Province province);
/// "Burgundy, Picardy and Belgium".
std::string listText(const std::vector<std::string> &items);

} // namespace concert
