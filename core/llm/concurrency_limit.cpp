// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/concurrency_limit.h"

#include <algorithm>

namespace concert {

ConcurrencyLimit::ConcurrencyLimit(int start, int most)
    : value_(std::clamp(start, 1, std::max(1, most))), most_(std::max(1, most))
{}

void ConcurrencyLimit::succeeded()
{
    if (++clean_ < value_) // a round: as many as may be in flight
        return;
    clean_ = 0;
    value_ = std::min(most_, value_ + std::max(1, value_ / 20));
}

void ConcurrencyLimit::rateLimited(Time now)
{
    clean_ = 0;
    if (lastDecrease_ && now - *lastDecrease_ < episode)
        return; // the same episode: requests that were on their way
    lastDecrease_ = now;
    value_ = std::max(1, value_ * 4 / 5);
}

} // namespace concert
