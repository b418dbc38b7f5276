// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/call_timers.h"

#include <algorithm>

namespace concert {

void CallTimers::enter(Stage stage, Time now)
{
    stage_ = stage;
    stageStart_ = now;
    lastByte_ = now;
    progress_ = now;
}

void CallTimers::requestSent(Time now)
{
    if (stage_ == Stage::Connecting)
        enter(Stage::Waiting, now);
}

void CallTimers::bytesReceived(Time now)
{
    if (stage_ != Stage::Receiving)
        enter(Stage::Receiving, now);
    lastByte_ = now;
}

std::pair<CallTimers::Limit, CallTimers::Time> CallTimers::next() const
{
    using Deadline = std::pair<Limit, Time>;
    const auto sooner = [](const Deadline &a, const Deadline &b) { return a.second < b.second; };
    const Deadline total{Limit::Total, totalDeadline()};
    switch (stage_) {
    case Stage::Connecting:
        return std::min(total, {Limit::Connect, stageStart_ + timeouts_.connect}, sooner);
    case Stage::Waiting:
        return std::min(total, {Limit::FirstByte, stageStart_ + timeouts_.firstByte}, sooner);
    case Stage::Receiving:
        break;
    }
    const Deadline idle{Limit::Idle, lastByte_ + timeouts_.idle};
    const Deadline progress{Limit::Progress, progress_ + timeouts_.progress};
    return std::min({total, idle, progress}, sooner);
}

std::optional<CallTimers::Limit> CallTimers::expired(Time now) const
{
    const auto [limit, when] = next();
    return when <= now ? std::optional(limit) : std::nullopt;
}

} // namespace concert
