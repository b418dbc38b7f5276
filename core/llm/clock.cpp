// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/clock.h"

#include <QTimer>

#include <algorithm>

namespace concert {

inline namespace clock_parts { // named: unity batches warn of members of unnamed types

class TimerAlarm final : public Alarm {
public:
    explicit TimerAlarm(std::function<void()> action)
    {
        timer_.setSingleShot(true);
        timer_.setTimerType(Qt::PreciseTimer);
        timer_.callOnTimeout(&timer_, std::move(action));
    }

    void set(ChatClock::time_point when) override
    {
        using namespace std::chrono;
        timer_.start(std::max(0ms, ceil<milliseconds>(when - ChatClock::now())));
    }
    void cancel() override { timer_.stop(); }

private:
    QTimer timer_;
};

class SystemClock final : public Clock {
public:
    ChatClock::time_point now() const override { return ChatClock::now(); }
    std::unique_ptr<Alarm> alarm(std::function<void()> action) override
    {
        return std::make_unique<TimerAlarm>(std::move(action));
    }
};

} // namespace clock_parts

Clock &systemClock()
{
    static SystemClock clock;
    return clock;
}

} // namespace concert
