// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/circuit_breaker.h"

#include <algorithm>

namespace concert {

namespace {

constexpr int failuresToOpen = 5;
constexpr qsizetype breakerWindow = 20;

} // namespace

void CircuitBreaker::succeeded()
{
    if (!isClosed()) {
        *this = CircuitBreaker();
        return;
    }
    inARow_ = 0;
    last_.append(false);
    if (last_.size() > breakerWindow)
        last_.removeFirst();
}

void CircuitBreaker::failed(Time now)
{
    if (state_ == State::Open) // was on its way when it opened
        return;
    if (state_ == State::Probing) {
        pause_ = std::min(2 * pause_, longest);
        open(now);
        return;
    }
    ++inARow_;
    last_.append(true);
    if (last_.size() > breakerWindow)
        last_.removeFirst();
    const bool halfFail = last_.size() == breakerWindow && 2 * last_.count(true) >= breakerWindow;
    if (inARow_ >= failuresToOpen || halfFail)
        open(now);
}

void CircuitBreaker::open(Time now)
{
    state_ = State::Open;
    probeTime_ = now + pause_;
}

void CircuitBreaker::probeGivenUp(Time now)
{
    state_ = State::Open;
    probeTime_ = now;
}

} // namespace concert
