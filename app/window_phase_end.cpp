// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_phase_end.h"

#include <utility>

namespace concert {

PhaseEnd::PhaseEnd(Match *match) : match_(match)
{
    // Not when a phase is adjudicated: after the last one the match ends properly by itself.
    connect(match, &Match::phaseStarted, this, &PhaseEnd::nextPhaseBegan);
    // Queued: never from within the end of a call.
    connect(match, &Match::activityChanged, this, &PhaseEnd::stopWhenQuiet, Qt::QueuedConnection);
}

void PhaseEnd::set(Requests::AfterPhase then)
{
    then_ = then;
    stopping_ = false;
    if (match_ && match_->isPaused() && then != Requests::AfterPhase::GoOn)
        match_->resume();
}

void PhaseEnd::nextPhaseBegan()
{
    const auto then = std::exchange(then_, Requests::AfterPhase::GoOn);
    if (then == Requests::AfterPhase::GoOn)
        return;
    match_->pause();
    stopping_ = then == Requests::AfterPhase::Stop;
    if (stopping_)
        QMetaObject::invokeMethod(this, &PhaseEnd::stopWhenQuiet, Qt::QueuedConnection);
    Q_EMIT reached();
}

void PhaseEnd::stopWhenQuiet()
{
    if (!stopping_ || !match_ || match_->callsRunning() > 0)
        return;
    stopping_ = false;
    if (match_->isPaused()) // else somebody went on after all
        match_->stop();
}

} // namespace concert
