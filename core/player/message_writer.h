// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/movement_plan.h"
#include "core/player/phrases.h"

namespace concert {

/// Writes one power's messages of one round: first what answers others, then proposals that fit
/// its plan, at most one message to each power.
class MessageWriter {
public:
    MessageWriter(const Map &map, const PlayerView &view);

    std::vector<PlayerMessage> write();

private:
    struct Draft {
        Power to = Power::Austria;
        double relevance = 0;
        std::vector<std::string> sentences;
    };

    void answer(Power other);
    bool answerProposal(const Proposal &proposal, Draft &draft);
    void answerSupportRequest(const Proposal &proposal, Draft &draft);
    void propose(Power other);
    void proposeSupport(Power other, Draft &draft);
    void offerSupport(Power other, Draft &draft);
    void proposeTerms(Power other, Draft &draft);
    void proposeAlliance(Power other, Power against, Draft &draft);
    std::optional<std::string> announcement();

    bool alreadySaid(Power other, ProposalKind kind) const;
    /// A place between both powers that neither holds; the same for both of them.
    std::optional<Province> borderWith(Power other) const;
    /// The own unit that supports most cheaply into (or at) \a place.
    std::optional<std::size_t> helper(Province place, std::optional<Province> named,
                                      double maxCost) const;
    /// Whether the own plan leads there.
    bool wantsToEnter(Province place) const;
    bool tellsLies(Power other) const;
    /// "into Burgundy", "in Munich".
    static std::string goalText(Province supported, Province place);
    std::string say(Phrase kind, const PhraseWords &words);
    PhraseWords wordsFor(Power other) const;
    PlayerRandom randomFor(std::uint64_t purpose) const;

    const Map &map_;
    const PlayerView &view_;
    MovementPlan plan_;
    PlayerRandom random_;
    std::vector<Proposal> ours_;    ///< said in earlier rounds
    std::vector<Proposal> theirs_;  ///< said to us in earlier rounds
    std::vector<std::size_t> lent_; ///< units that support others
    std::vector<Draft> drafts_;
};

} // namespace concert
