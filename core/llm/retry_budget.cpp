// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/retry_budget.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace concert {

void RetryBudget::refill(Time now)
{
    if (std::exchange(isFilled_, true) && now > filled_)
        tokens_ += perSecond * std::chrono::duration<double>(now - filled_).count();
    tokens_ = std::min(tokens_, capacity);
    filled_ = now;
}

void RetryBudget::requestSent(Time now)
{
    refill(now);
    tokens_ = std::min(tokens_ + perRequest, capacity);
}

std::chrono::milliseconds RetryBudget::takeRetry(Time now)
{
    refill(now);
    tokens_ -= 1;
    const double missing = std::max(0.0, -tokens_);
    return std::chrono::milliseconds(static_cast<qint64>(std::ceil(1000 * missing / perSecond)));
}

} // namespace concert
