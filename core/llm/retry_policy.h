// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"

#include <chrono>
#include <optional>

namespace concert {

/// Decides whether and when a failed request is sent again: exponential backoff with full jitter, a
/// server's own hint before everything. Pure: the jitter comes from the seed, the time from nobody.
class RetryPolicy {
public:
    /// A longer wait is not worth obeying silently: the call fails, and says so.
    static constexpr std::chrono::seconds longestWait{120};

    explicit RetryPolicy(quint64 seed) : state_(seed) {}

    /// How long to wait before the next request when \a attempts were sent and the last one ended
    /// with \a error; nullopt: give up.
    std::optional<std::chrono::milliseconds> wait(const ChatError &error, int attempts);

    /// Requests that one call may send, if they all end so. If they end in different ways, each
    /// counts for its own kind.
    static int maxAttempts(const ChatError &error);

private:
    double random(); ///< in [0, 1)

    quint64 state_;
    int doubtful_ = 0; ///< errors so far that are tried again only once
};

} // namespace concert
