// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/retry_policy.h"

#include <algorithm>
#include <cmath>

namespace concert {

using namespace std::chrono_literals;

namespace {

constexpr int mostAttempts = 4;

} // namespace

int RetryPolicy::maxAttempts(const ChatError &error)
{
    if (!error.retryable)
        return 1;
    switch (error.kind) {
    case ChatError::Kind::RateLimited:
    case ChatError::Kind::Connect:
    case ChatError::Kind::Interrupted:
        return mostAttempts;
    case ChatError::Kind::Server: // 500 may mean that the request is wrong (llama.cpp, Together)
        return error.httpStatus == 500 ? 2 : mostAttempts;
    case ChatError::Kind::Timeout: // a gateway's; 408 and our own timers may have cost an answer
        return error.httpStatus >= 500 ? mostAttempts : 2;
    default: // an answer that makes no sense; 409, 425; what a server wants tried again
        return 2;
    }
}

std::optional<std::chrono::milliseconds> RetryPolicy::wait(const ChatError &error, int attempts)
{
    if (!error.retryable || attempts >= mostAttempts ||
        error.retryAfter.value_or(0ms) > longestWait)
        return std::nullopt;
    if (maxAttempts(error) < mostAttempts && ++doubtful_ >= maxAttempts(error))
        return std::nullopt;
    const double ceiling = std::min(30'000.0, 500.0 * std::exp2(attempts - 1));
    const double backoff = random() * ceiling;
    const double hint = error.retryAfter ? static_cast<double>(error.retryAfter->count()) : 0.0;
    // Never before the hint, and not all at the same moment after it.
    const double wanted = std::max(hint * (1.0 + 0.1 * random()), hint > 0 ? hint : backoff);
    return std::chrono::milliseconds(static_cast<qint64>(std::ceil(wanted)));
}

double RetryPolicy::random()
{
    // SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
    quint64 z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<double>((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

} // namespace concert
