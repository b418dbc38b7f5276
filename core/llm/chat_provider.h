// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/chat/provider_profile.h"
#include "core/llm/chat_reply.h"
#include "core/llm/transport.h"

#include <QObject>

#include <memory>

namespace concert {

/// Sends requests to one provider over QNetworkAccessManager, without ever blocking. One retry loop
/// (RetryPolicy, RetryBudget), five timers, redirects never followed, as many requests in flight as
/// ConcurrencyLimit allows; the rest wait in order. While the server is down (CircuitBreaker) calls
/// wait for it, and say so. What a model's server does not take is found out once and left out. As
/// many access managers as the calls in flight need, because one opens at most six HTTP/1.1
/// connections to a host (Qt 6.4).
class ChatProvider : public QObject {
    Q_OBJECT

public:
    /// \a key stays in memory. \a seed makes the jitter of retries reproducible.
    ChatProvider(const ProviderProfile &profile, const QByteArray &key, quint64 seed,
                 QObject *parent = nullptr, const ProviderGround &ground = {});
    ~ChatProvider() override; ///< aborts what runs; finished() of those replies is still emitted

    const ProviderProfile &profile() const;

    /// Starts a call. The reply is a child of this provider. Errors too arrive by finished().
    ChatReply *send(const ChatRequest &request);

    int inFlight() const;
    int requestsSent() const; ///< attempts of all calls so far

    /// What was found out that this model's server does not take.
    Concessions concessions(const QString &model) const;
    /// It worked or answered and does not any more; calls wait for it.
    bool isDown() const;
    /// Requests that may be in flight at present.
    int concurrencyLimit() const;

    /// Opens connections ahead of the first calls (TLS handshakes cost round trips).
    void warmUp(int connections);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace concert
