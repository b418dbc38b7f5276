// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/match.h"
#include "ui/requests.h"

#include <QPointer>

namespace concert {

/// Lets a match pause or stop as soon as the phase that it plays is adjudicated. From then on
/// nobody is asked anything; calls that run finish, before the match stops, too.
class PhaseEnd : public QObject {
    Q_OBJECT

public:
    explicit PhaseEnd(Match *match);

    const Match *match() const { return match_; } ///< null: it is gone
    void set(Requests::AfterPhase then);          ///< a match that is paused goes on
    Requests::AfterPhase then() const { return then_; }

Q_SIGNALS:
    void reached(); ///< it pauses; then() is GoOn again

private:
    void nextPhaseBegan();
    void stopWhenQuiet();

    QPointer<Match> match_;
    Requests::AfterPhase then_ = Requests::AfterPhase::GoOn;
    bool stopping_ = false; ///< the phase is played, the last calls still run
};

} // namespace concert
