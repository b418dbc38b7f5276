// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"

#include <chrono>

namespace concert {

/// Keeps retries from multiplying the load of a server in trouble: a bucket of tokens for all calls
/// of a provider. A retry takes one; each request brings 0.6, each second one more (a game is
/// short, so that no call should starve). A retry that finds none waits for it.
class RetryBudget {
public:
    using Time = ChatClock::time_point;

    void requestSent(Time now);
    /// Takes a token; how long the retry has to wait for it.
    std::chrono::milliseconds takeRetry(Time now);

private:
    void refill(Time now);

    double tokens_ = capacity; ///< below zero: promised to retries that wait
    Time filled_{};
    bool isFilled_ = false;

    static constexpr double capacity = 60;
    static constexpr double perRequest = 0.6;
    static constexpr double perSecond = 1;
};

} // namespace concert
