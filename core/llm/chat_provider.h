// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/chat/provider_profile.h"
#include "core/llm/chat_reply.h"

#include <QObject>

#include <memory>

namespace concert {

/// Sends requests to one provider over QNetworkAccessManager, without ever blocking. One retry loop
/// (RetryPolicy), five timers, redirects never followed, at most profile.maxConcurrent requests in
/// flight; the rest wait in order. As many access managers as the calls in flight need, because one
/// opens at most six HTTP/1.1 connections to a host (Qt 6.4).
class ChatProvider : public QObject {
    Q_OBJECT

public:
    /// \a key stays in memory. \a seed makes the jitter of retries reproducible.
    ChatProvider(const ProviderProfile &profile, const QByteArray &key, quint64 seed,
                 QObject *parent = nullptr);
    ~ChatProvider() override; ///< aborts what runs; finished() of those replies is still emitted

    const ProviderProfile &profile() const;

    /// Starts a call. The reply is a child of this provider. Errors too arrive by finished().
    ChatReply *send(const ChatRequest &request);

    int inFlight() const;
    int requestsSent() const; ///< attempts of all calls so far

    /// Opens connections ahead of the first calls (TLS handshakes cost round trips).
    void warmUp(int connections);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace concert
