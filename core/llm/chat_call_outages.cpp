// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_call.h"

#include <algorithm>
#include <utility>

namespace concert {

// A call while its server is gone: it waits, and goes out again when a probe succeeds.

void ChatCall::proceed()
{
    if (!parkedSince_)
        return;
    const auto time = transport_->clock.now() - *std::exchange(parkedSince_, std::nullopt);
    parked_ += time;
    timers_.callPaused(time);
    alarm_->cancel();
    trySend();
}

/// Called by other calls' ends, so it is told later.
void ChatCall::outageGoesOn(ChatClock::time_point nextProbe)
{
    const auto now = transport_->clock.now();
    const ProviderProfile &profile = transport_->profile;
    if (!outage_) { // it was never sent itself
        outage_.emplace();
        outage_->kind = ChatError::Kind::Connect;
        outage_->retryable = true;
        outage_->message = tr("%1 is not available.").arg(profile.serverName());
    }
    alarm_->set(*parkedSince_ + outagePatience - parked_);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(nextProbe - now).count();
    const QString reason = tr("%1 Waiting for it; the next attempt is in %2 s.")
                               .arg(outage_->message, QString::number(std::max(0L, seconds)));
    QMetaObject::invokeMethod(
        this,
        [this, reason] {
            if (parkedSince_)
                Q_EMIT restarted(reason);
        },
        Qt::QueuedConnection);
}

void ChatCall::hurry()
{
    if (parkedSince_)
        transport_->probeNow();
}

std::optional<ChatClock::time_point> ChatCall::nextTry() const
{
    return parkedSince_ ? std::optional(transport_->nextProbe()) : std::nullopt;
}

void ChatCall::park(const ChatError &error)
{
    clearAttempt();
    outage_ = error;
    trySend();
}

} // namespace concert
