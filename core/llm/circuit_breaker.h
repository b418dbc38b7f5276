// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"

#include <QList>

#include <chrono>

namespace concert {

/// Notices that a server is down, so that its calls wait instead of failing one after another. Open
/// after five failures in a row, or when half of the last twenty failed: for 15 s, then one probe,
/// whose failure doubles the time (to 60 s). Pure arithmetic.
class CircuitBreaker {
public:
    using Time = ChatClock::time_point;
    static constexpr std::chrono::seconds shortest{15};
    static constexpr std::chrono::seconds longest{60};

    bool isClosed() const { return state_ == State::Closed; }
    /// When it is open: from when on one call may try.
    Time probeTime() const { return probeTime_; }

    void succeeded(); ///< by anyone: closes
    void failed(Time now);
    void open(Time now); ///< whatever the counts say
    void probing() { state_ = State::Probing; }
    void probeGivenUp(Time now); ///< it ended without telling anything

private:
    enum class State { Closed, Open, Probing };

    State state_ = State::Closed;
    int inARow_ = 0;
    QList<bool> last_; ///< true: failed
    std::chrono::seconds pause_ = shortest;
    Time probeTime_{};
};

} // namespace concert
