// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/commitment.h"
#include "core/rules/adjudicator.h"
#include "core/rules/position.h"

#include <QString>

#include <optional>
#include <vector>

namespace concert {

/// A movement phase that was played.
struct PlayedMoves {
    const Position &before;
    const std::vector<ResolvedOrder> &orders;
    const Position &after;
};

struct Judgement {
    CommitmentVerdict verdict = CommitmentVerdict::Moot;
    QString reason; ///< a sentence
};

/// Whether \a from kept what it promised to \a to (absent: to everybody). By its orders, not by
/// their success: who ordered the promised support has kept its word, even if the support was cut.
Judgement judge(const Commitment &commitment, Power from, std::optional<Power> to,
                const PlayedMoves &played);

} // namespace concert
