// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/provider_profile.h"

#include <optional>

namespace concert {

/// The five time limits of a call, as arithmetic: told what happened when, it says which limit is
/// passed. QNetworkAccessManager's own timer is none of these: it runs while a request queues, and
/// any comment of a stream resets it.
class CallTimers {
public:
    enum class Limit { Connect, FirstByte, Idle, Progress, Total };
    using Time = ChatClock::time_point;

    explicit CallTimers(const ChatTimeouts &timeouts) : timeouts_(timeouts) {}

    void callStarted(Time now) { callStart_ = now; } ///< Total runs over all attempts
    /// Time in which nothing could be done, as the server was down, does not count.
    void callPaused(std::chrono::nanoseconds time) { callStart_ += time; }
    void attemptStarted(Time now) { enter(Stage::Connecting, now); }
    void requestSent(Time now);
    void bytesReceived(Time now);
    void progressed(Time now) { progress_ = now; } ///< more of the answer, reasoning included

    /// The limit that runs out first in what is going on now, and when.
    std::pair<Limit, Time> next() const;
    std::optional<Limit> expired(Time now) const;
    Time totalDeadline() const { return callStart_ + timeouts_.total; }

private:
    enum class Stage { Connecting, Waiting, Receiving };
    void enter(Stage stage, Time now);

    ChatTimeouts timeouts_;
    Stage stage_ = Stage::Connecting;
    Time callStart_{};
    Time stageStart_{};
    Time lastByte_{};
    Time progress_{};
};

} // namespace concert
