// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/running_call.h"

#include <utility>

namespace concert {

// A match whose log cannot be written pauses: what is asked now would be paid for, and a program
// that ends before the disk works again would have lost it.

void Match::setFile(MatchLogFile *file)
{
    file_ = file;
    connect(this, &Match::callAnswered, file, &MatchLogFile::writeCall);
    connect(file, &MatchLogFile::failed, this, &Match::pauseUnsaved);
    connect(file, &MatchLogFile::saved, this, &Match::goOnSaved);
}

void Match::pauseUnsaved(const QString &problem)
{
    if (ended_)
        return;
    unsaved_ = problem;
    if (scheduler_.isPaused()) { // somebody else wants that, too
        append(Audience::watcherOnly(),
               ProblemReported{ProblemReported::Severity::Warning, std::nullopt, problem});
        return;
    }
    pausedUnsaved_ = true;
    pauseFor(problem);
}

void Match::goOnSaved()
{
    unsaved_.clear();
    if (std::exchange(pausedUnsaved_, false))
        resume();
}

/// It was to be asked again, but that would be a request more.
void Match::waitUntilSaved(RunningCall *call)
{
    call->parked = false;
    call->unaffordable = true; // asked when the match goes on
    call->activity.state = SeatActivity::State::Parked;
    call->activity.detail = unsaved_;
}

} // namespace concert
