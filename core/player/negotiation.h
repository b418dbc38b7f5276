// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/player.h"

namespace concert {

enum class ProposalKind : std::uint8_t {
    Alliance,       ///< against a third power
    Peace,          ///< no attacks on each other
    EmptyZone,      ///< both stay out of a province
    SupportPromise, ///< the sender's unit supports
    SupportRequest, ///< the sender asks for support
    Refusal
};

/// One thing that a message says, as far as this player understands language: by keywords and by
/// the provinces and powers that a sentence names.
struct Proposal {
    ProposalKind kind = ProposalKind::Peace;
    Power from = Power::Austria;
    std::optional<Power> to;
    int round = 1;
    bool agreed = false;               ///< the sentence says yes to something said before
    std::optional<Power> against;      ///< Alliance
    std::optional<Province> supporter; ///< where the supporting unit stands; may be left open
    std::optional<Province> supported; ///< where the supported unit stands
    std::optional<Province> place;     ///< where the support goes; the empty zone
};

std::vector<Proposal> readProposals(const Position &position, const HeardMessage &message);

/// What a power counts on when it gives orders: what it promised, and what it was promised.
struct Agreements {
    struct Support {
        Power other = Power::Austria; ///< the power on the other side
        bool given = false;           ///< our unit supports theirs; else theirs supports ours
        Province supporter = Province::ADR;
        Province supported = Province::ADR;
        Province place = Province::ADR; ///< equal to supported: in place
    };
    std::vector<Support> supports;
    std::vector<Province> emptyZones;
    std::array<bool, powerCount> peace{};    ///< no attacks on each other
    std::array<double, powerCount> warmth{}; ///< what talking changed in Relations::liking
};

enum class Faith : std::uint8_t {
    Good, ///< as if the power kept every word
    True  ///< without what it is going to break
};

/// Agreements that follow from all that was said.
Agreements readAgreements(const PlayerView &view, const std::array<double, powerCount> &liking,
                          Faith faith);

/// Whether a power breaks its word to another in this phase: seldom, and more readily to those it
/// dislikes.
bool breaksItsWord(const PlayerView &view, Power other, double liking);

} // namespace concert
