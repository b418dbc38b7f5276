// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/llm/chat_provider.h"

#include <QByteArray>
#include <QList>
#include <QNetworkReply>

#include <functional>
#include <optional>

namespace concert {

/// Time that passes only when a test lets it.
class VirtualClock : public Clock {
public:
    ChatClock::time_point now() const override { return now_; }
    std::unique_ptr<Alarm> alarm(std::function<void()> action) override;

    std::chrono::milliseconds elapsed() const;
    /// Lets time pass until \a done, or for \a most; alarms ring in order, and the event loop runs
    /// dry in between. False: \a done did not come true.
    bool run(std::chrono::milliseconds most, const std::function<bool()> &done = {});

private:
    class VirtualAlarm;
    const ChatClock::time_point start_{std::chrono::hours(1)};
    ChatClock::time_point now_ = start_;
    QList<VirtualAlarm *> alarms_;
};

/// What a virtual server answers, after a time.
struct VirtualAnswer {
    std::chrono::milliseconds after{50};
    int status = 200; ///< 0: \a error before any header
    QByteArray body;
    QByteArray contentType = "text/event-stream";
    QList<QPair<QByteArray, QByteArray>> headers = {};
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    bool http2 = false;
};

/// A network within the process, in virtual time: every request is answered by a function.
class VirtualNetwork {
public:
    struct Request {
        std::chrono::milliseconds at{0};
        QByteArray body;
        bool http2Allowed = false;
    };
    using Server = std::function<VirtualAnswer(const Request &)>;

    explicit VirtualNetwork(Server server) : server_(std::move(server)) {}

    /// To build a ChatProvider on.
    ProviderGround ground();
    /// The provider whose requests it answers, whatever its address: "fake".
    static ProviderProfile profile();
    VirtualClock &clock() { return clock_; }
    const QList<Request> &requests() const { return requests_; }
    static VirtualAnswer fine();
    /// What the built-in model answers.
    static VirtualAnswer played(const Request &request);
    static VirtualAnswer refused();
    static VirtualAnswer status(int code, const QByteArray &body = "{}");

private:
    class Manager;
    friend class VirtualReply;

    VirtualClock clock_;
    Server server_;
    QList<Request> requests_;
};

} // namespace concert
