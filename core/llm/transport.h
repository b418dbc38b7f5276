// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"
#include "core/chat/provider_profile.h"
#include "core/llm/circuit_breaker.h"
#include "core/llm/clock.h"
#include "core/llm/concurrency_limit.h"
#include "core/llm/retry_budget.h"
#include "core/llm/server_knowledge.h"

#include <QList>

#include <functional>
#include <memory>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace concert {

/// What a provider stands on. Tests put a virtual clock and a virtual network below it.
struct ProviderGround {
    Clock *clock = &systemClock();
    std::function<std::unique_ptr<QNetworkAccessManager>()> makeManager; ///< empty: a real one
    std::shared_ptr<ServerKnowledge> knowledge = std::make_shared<ServerKnowledge>();
};

/// Waits for its turn, then starts: the calls as Transport sees them. None of these may call back
/// into user code.
class QueuedCall {
public:
    virtual void start() = 0;   ///< a place is yours
    virtual void proceed() = 0; ///< the server is there again, or you are to find out
    virtual void outageGoesOn(ChatClock::time_point nextProbe) = 0; ///< to those that are parked

protected:
    ~QueuedCall() = default;
};

/// What the calls of one provider share: the key, the queue in front of the places that the
/// concurrency limit allows, the retry budget, the circuit breaker with the calls it holds back,
/// what was found out about models, and the access managers. Calls hold it jointly with their
/// provider, so that either may go first.
class Transport {
public:
    /// How an attempt ended, for limit and breaker.
    enum class Outcome {
        Worked,      ///< at the first attempt
        Repeated,    ///< worked, after others that did not
        Answered,    ///< the server is there and says no
        RateLimited, ///< asks for fewer requests
        Outage       ///< no connection, no answer, out of order
    };

    Transport(const ProviderProfile &profile, const QByteArray &key, const ProviderGround &ground);
    ~Transport(); ///< breaks all connections

    const ProviderProfile profile;
    const QByteArray key;
    const Dialect &dialect;
    Clock &clock;
    RetryBudget budget;

    /// What was found out about a model.
    Concessions concessions(const QString &model) const
    {
        return ground_.knowledge->of(profile.baseUrl, model);
    }
    void learn(const QString &model, const Concessions &concessions)
    {
        ground_.knowledge->learn(profile.baseUrl, model, concessions);
    }

    /// Starts \a call now, or when a place is free; first come, first served.
    void enter(QueuedCall *call);
    /// Gives its place, in the queue or in flight, to the next. Does nothing the second time.
    void leave(QueuedCall *call);
    void close(); ///< starts nobody any more
    int inFlight() const { return static_cast<int>(running_.size()); }

    /// True: \a call may send now. False: the server is down, and the call is parked until
    /// proceed().
    bool admits(QueuedCall *call);
    void heard() { answered_ = true; } ///< a server's headers, whatever they say
    void ended(QueuedCall *call, Outcome outcome);
    /// A call used up its attempts at a server that worked before: waiting is better than failing.
    /// False: it never worked.
    bool declareOutage();
    bool isDown() const { return !breaker_.isClosed(); }
    void probeNow(); ///< if it is down and no probe is on its way
    ChatClock::time_point nextProbe() const { return breaker_.probeTime(); }
    int limit() const { return limit_.value(); }

    /// Sends it over a manager that has a free connection. The body is sent once: Qt does not
    /// repeat it silently when a kept connection turns out to be dead. \a mayBeKept: whether it may
    /// go over a connection that was there before. \a left is called at most once, from within Qt's
    /// network code, when a connection has taken the body's last byte; it must not touch the reply.
    QNetworkReply *post(const HttpPost &post, bool *mayBeKept, std::function<void()> left);
    int requestsSent() const { return requestsSent_; }
    /// A server's HTTP/2 broke in the middle (GOAWAY, RST_STREAM): the second time is the last.
    void http2Failed() { ++http2Failures_; }

    /// The answer is complete, the last bytes may arrive; the connection is kept if they do so
    /// soon.
    static void letEnd(QNetworkReply *reply);
    static void breakOff(QNetworkReply *reply);

    void warmUp(int connections);

private:
    struct Line;
    /// For a request, or only \a toOpen a connection.
    Line &freeLine(bool toOpen);
    bool isTls() const;
    void startWaiting();
    void breakerOpened();
    void probe();
    void releaseParked();

    ProviderGround ground_;
    ConcurrencyLimit limit_;
    CircuitBreaker breaker_;
    std::unique_ptr<Alarm> probeAlarm_;
    std::vector<std::unique_ptr<Line>> lines_;
    QList<QueuedCall *> waiting_;
    QList<QueuedCall *> running_;
    QList<QueuedCall *> parked_; ///< of those that run
    QueuedCall *probe_ = nullptr;
    int requestsSent_ = 0;
    int http2Failures_ = 0;
    bool answered_ = false; ///< the server, ever
    bool worked_ = false;
    bool closed_ = false;
};

} // namespace concert
