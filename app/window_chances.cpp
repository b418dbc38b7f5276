// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_requests.h"

namespace concert {

namespace {

/// The board at the beginning of an entry of the log's phases(), or at their number that which the
/// match ended with; null: there is none.
const Position *positionAt(const MatchLog &log, qsizetype phase)
{
    if (phase >= 0 && phase < log.phases().size())
        return &*log.at(log.phases()[phase].started).as<PhaseStarted>()->position;
    const MatchEnded *end = log.hasEnded() ? log.at(log.size() - 1).as<MatchEnded>() : nullptr;
    return end != nullptr && phase == log.phases().size() ? &*end->position : nullptr;
}

PhaseChances shownChances(const Chances &chances)
{
    PhaseChances shown;
    shown.games = chances.games;
    shown.years = RolloutOptions().years;
    for (std::size_t i = 0; i < shown.powers.size(); ++i) {
        const PowerChances &power = chances.powers[i];
        shown.powers[i] = {power.share.mean,    power.share.error, power.centers.mean,
                           power.centers.error, power.solo.mean,   power.alive.mean};
    }
    return shown;
}

} // namespace

/// Of the match that is shown from now on; empty: it has no folder of its own.
void WindowRequests::rememberChances(const QString &folder)
{
    chancesTimer_.stop();
    chances_.save();
    chances_ = ChanceMemory(folder);
    if (evaluator_)
        evaluator_->forgetWaiting(); // what views ask for from now on is of the new match
}

void WindowRequests::findChances(qsizetype phase)
{
    const Position *position = log() == nullptr ? nullptr : positionAt(*log(), phase);
    if (position == nullptr)
        return;
    if (const Chances *known = chances_.find(*position)) {
        QTimer::singleShot(0, this, [this, position = *position, chances = *known] {
            onEvaluated(position, chances);
        });
        return;
    }
    if (!evaluator_) {
        evaluator_ = std::make_unique<Evaluator>();
        connect(evaluator_.get(), &Evaluator::evaluated, this, &WindowRequests::onEvaluated);
    }
    evaluator_->evaluate(*position);
}

/// For every phase of the shown match with this board: an answer for another match finds none, or
/// is right for this one, too.
void WindowRequests::onEvaluated(const Position &position, const Chances &chances)
{
    if (log() == nullptr)
        return;
    bool found = false;
    for (qsizetype phase = 0; phase <= log()->phases().size(); ++phase) {
        const Position *there = positionAt(*log(), phase);
        if (there == nullptr || there->phase != position.phase || *there != position)
            continue;
        found = true;
        Q_EMIT chancesFound(phase, shownChances(chances));
    }
    if (found && chances.games == Evaluator::mostGames && chances_.find(position) == nullptr) {
        chances_.add(position, chances);
        chancesTimer_.start();
    }
}

} // namespace concert
