// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"

#include <functional>
#include <memory>

namespace concert {

/// Calls a function at a set time, once. Destroying it cancels it.
class Alarm {
public:
    virtual ~Alarm() = default;
    virtual void set(ChatClock::time_point when) = 0; ///< replaces an earlier time
    virtual void cancel() = 0;
};

/// Where calls have their time from: the machine, or a test that lets ten minutes pass at once.
class Clock {
public:
    virtual ~Clock() = default;
    virtual ChatClock::time_point now() const = 0;
    virtual std::unique_ptr<Alarm> alarm(std::function<void()> action) = 0;
};

/// Monotonic, with timers of this thread's event loop.
Clock &systemClock();

} // namespace concert
