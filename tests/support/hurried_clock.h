// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/llm/clock.h"

#include <memory>
#include <utility>

namespace concert {

/// Time that runs some times as fast as the machine's: for tests over real sockets, whose waits
/// (backoff, Retry-After) are long and whose answers are not.
class HurriedClock : public Clock {
public:
    static constexpr int factor = 10;

    ChatClock::time_point now() const override
    {
        return start_ + factor * (systemClock().now() - start_);
    }
    std::unique_ptr<Alarm> alarm(std::function<void()> action) override
    {
        return std::make_unique<HurriedAlarm>(*this, std::move(action));
    }

private:
    class HurriedAlarm : public Alarm {
    public:
        HurriedAlarm(const HurriedClock &clock, std::function<void()> action)
            : clock_(clock), real_(systemClock().alarm(std::move(action)))
        {}
        void set(ChatClock::time_point when) override
        {
            real_->set(clock_.start_ + (when - clock_.start_) / factor);
        }
        void cancel() override { real_->cancel(); }

    private:
        const HurriedClock &clock_;
        std::unique_ptr<Alarm> real_;
    };

    const ChatClock::time_point start_ = systemClock().now();
};

} // namespace concert
