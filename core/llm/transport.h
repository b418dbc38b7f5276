// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"
#include "core/chat/provider_profile.h"

#include <QList>

#include <memory>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace concert {

/// Waits for its turn, then starts: the calls as Transport sees them.
class QueuedCall {
public:
    virtual void start() = 0; ///< your turn; must not call back into user code

protected:
    ~QueuedCall() = default;
};

/// What the calls of one provider share: the key, the queue in front of profile.maxConcurrent
/// places, and the access managers. Calls hold it jointly with their provider, so that either may
/// go first.
class Transport {
public:
    Transport(const ProviderProfile &profile, const QByteArray &key);
    ~Transport(); ///< breaks all connections

    const ProviderProfile profile;
    const QByteArray key;

    /// Starts \a call now, or when a place is free; first come, first served.
    void enter(QueuedCall *call);
    /// Gives its place, in the queue or in flight, to the next. Does nothing the second time.
    void leave(QueuedCall *call);
    void close() { closed_ = true; } ///< starts nobody any more
    int inFlight() const { return static_cast<int>(running_.size()); }

    /// Sends it over a manager that has a free connection. The body is sent once: Qt does not
    /// repeat it silently when a kept connection turns out to be dead.
    QNetworkReply *post(const HttpPost &post);
    int requestsSent() const { return requestsSent_; }

    /// The answer is complete, the last bytes may arrive; the connection is kept if they do so
    /// soon.
    static void letEnd(QNetworkReply *reply);
    static void breakOff(QNetworkReply *reply);

    void warmUp(int connections);

private:
    struct Line;
    /// For a request, or only \a toOpen a connection.
    QNetworkAccessManager &freeManager(bool toOpen);

    std::vector<std::unique_ptr<Line>> lines_;
    QList<QueuedCall *> waiting_;
    QList<QueuedCall *> running_;
    int requestsSent_ = 0;
    bool closed_ = false;
};

} // namespace concert
