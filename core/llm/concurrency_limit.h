// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"

#include <chrono>
#include <optional>

namespace concert {

/// How many requests may be in flight at a provider: grows slowly while all goes well, shrinks at
/// once when the server asks for fewer (additive increase, multiplicative decrease). Pure.
class ConcurrencyLimit {
public:
    using Time = ChatClock::time_point;
    static constexpr int usualStart = 16;
    static constexpr std::chrono::seconds episode{15}; ///< one decrease in this time

    ConcurrencyLimit(int start, int most);

    int value() const { return value_; }
    /// A call that succeeded at its first attempt; one that had to be repeated says nothing.
    void succeeded();
    void rateLimited(Time now);

private:
    int value_;
    int most_;
    int clean_ = 0; ///< successes since the last change
    std::optional<Time> lastDecrease_;
};

} // namespace concert
