// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/transport.h"

#include "core/chat/redactor.h"
#include "core/llm/network_request.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>
#include <cstring>
#include <utility>

namespace concert {

using namespace std::chrono_literals;

namespace {

/// Qt 6.4 opens this many HTTP/1.1 connections a manager and host; further requests would wait in
/// it.
constexpr int connectionsPerManager = 6;
/// Connections that rested longer may be dead without our knowing it.
constexpr auto longestRest = 60s;
constexpr auto longestEnding = 2s;

/// A request's body. It refuses to be rewound, for QNetworkAccessManager would otherwise send a
/// POST again on its own (up to three times) when a connection dies before the answer. It also
/// knows when the request leaves: a connection reads it only when it is there and has room (Qt's
/// requestSent() comes with the first bytes of a request, not with the last, and an event later).
class OneTimeBody final : public QIODevice {
public:
    OneTimeBody(const QByteArray &bytes, std::function<void()> left)
        : bytes_(bytes), left_(std::move(left))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    qint64 size() const override { return bytes_.size(); }
    bool reset() override { return false; }

protected:
    qint64 readData(char *to, qint64 maxSize) override
    {
        const qint64 count = std::min<qint64>(maxSize, bytes_.size() - pos());
        if (count <= 0)
            return -1;
        std::memcpy(to, bytes_.constData() + pos(), static_cast<size_t>(count));
        if (const auto left = pos() + count == bytes_.size() ? std::exchange(left_, {}) : nullptr)
            left();
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray bytes_;
    std::function<void()> left_;
};

/// What occupies a manager's connections. One that is only being opened will serve a request.
int unfinishedReplies(const QNetworkAccessManager &manager, bool openingToo)
{
    const auto replies = manager.findChildren<QNetworkReply *>(Qt::FindDirectChildrenOnly);
    const auto counts = [openingToo](const QNetworkReply *reply) {
        return !reply->isFinished() &&
               (openingToo || reply->operation() == QNetworkAccessManager::PostOperation);
    };
    return static_cast<int>(std::count_if(replies.begin(), replies.end(), counts));
}

} // namespace

struct Transport::Line {
    std::unique_ptr<QNetworkAccessManager> manager;
    ChatClock::time_point lastUse{};
    bool hasKept = false; ///< connections of before, as far as their server kept them, too
};

Transport::Transport(const ProviderProfile &theProfile, const QByteArray &theKey,
                     const ProviderGround &ground)
    : profile(theProfile), key(theKey), dialect(dialectNamed(theProfile.dialect)),
      clock(*ground.clock), ground_(ground),
      // A server on this machine queues by itself and never asks for fewer.
      limit_(isLoopback(theProfile.baseUrl) ? theProfile.maxConcurrent
                                            : ConcurrencyLimit::usualStart,
             theProfile.maxConcurrent),
      probeAlarm_(clock.alarm([this] { probe(); }))
{
    Redactor::ofProcess().addSecret(key);
    if (!ground_.makeManager)
        ground_.makeManager = [] { return std::make_unique<QNetworkAccessManager>(); };
}

Transport::~Transport() = default;

// ---- Places ----

void Transport::enter(QueuedCall *call)
{
    if (closed_)
        return;
    waiting_.append(call);
    startWaiting();
}

void Transport::leave(QueuedCall *call)
{
    waiting_.removeOne(call);
    parked_.removeOne(call);
    running_.removeOne(call);
    if (probe_ == call) { // it was aborted before it could tell
        probe_ = nullptr;
        breaker_.probeGivenUp(clock.now());
        breakerOpened();
    }
    startWaiting();
}

void Transport::close()
{
    closed_ = true;
    probeAlarm_->cancel();
}

void Transport::startWaiting()
{
    while (!closed_ && !waiting_.isEmpty() &&
           inFlight() < std::min(limit_.value(), profile.maxConcurrent)) {
        running_.append(waiting_.takeFirst());
        running_.last()->start();
    }
}

// ---- Outages ----

bool Transport::admits(QueuedCall *call)
{
    if (breaker_.isClosed() || call == probe_)
        return true;
    if (!probe_ && clock.now() >= breaker_.probeTime()) { // its time came when nobody waited
        probe_ = call;
        breaker_.probing();
        return true;
    }
    if (!parked_.contains(call))
        parked_.append(call);
    return false;
}

void Transport::ended(QueuedCall *call, Outcome outcome)
{
    const bool wasProbe = std::exchange(probe_, probe_ == call ? nullptr : probe_) == call;
    const auto now = clock.now();
    worked_ = worked_ || outcome == Outcome::Worked || outcome == Outcome::Repeated;
    if (outcome == Outcome::Outage) {
        // A server that was never there is a wrong address or not started: nothing to wait for.
        const bool wasClosed = breaker_.isClosed();
        if (answered_)
            breaker_.failed(now);
        if (wasProbe || (wasClosed && !breaker_.isClosed()))
            breakerOpened();
        return;
    }
    if (outcome == Outcome::Worked)
        limit_.succeeded();
    else if (outcome == Outcome::RateLimited)
        limit_.rateLimited(now);
    const bool wasDown = isDown();
    breaker_.succeeded();
    if (wasDown)
        releaseParked();
}

bool Transport::declareOutage()
{
    if (!worked_)
        return false;
    if (breaker_.isClosed()) {
        breaker_.open(clock.now());
        breakerOpened();
    }
    return true;
}

void Transport::breakerOpened()
{
    if (closed_)
        return;
    probeAlarm_->set(breaker_.probeTime());
    for (QueuedCall *call : std::as_const(parked_))
        call->outageGoesOn(breaker_.probeTime());
}

void Transport::probe()
{
    if (breaker_.isClosed() || probe_ || parked_.isEmpty())
        return; // if nobody waits, the next call tries: see admits()
    probe_ = parked_.takeFirst();
    breaker_.probing();
    probe_->proceed();
}

void Transport::probeNow()
{
    if (closed_ || breaker_.isClosed() || probe_)
        return;
    breaker_.probeGivenUp(clock.now()); // its time is now
    probe();
}

void Transport::releaseParked()
{
    probeAlarm_->cancel();
    const auto calls = std::exchange(parked_, {});
    for (QueuedCall *call : calls)
        call->proceed();
}

// ---- The network ----

bool Transport::isTls() const
{
    return profile.baseUrl.scheme() == QLatin1String("https");
}

Transport::Line &Transport::freeLine(bool toOpen)
{
    const auto now = clock.now();
    // A plain connection may be there before the next one is asked for, and Qt 6.4 then takes that
    // one for served by it: each that is opened ahead has a manager of its own.
    const int room = toOpen && !isTls() ? 1 : connectionsPerManager;
    Line *free = nullptr;
    for (const auto &line : lines_) {
        const int unfinished = unfinishedReplies(*line->manager, toOpen);
        if (unfinished == 0) { // before one that would have to open another connection
            free = line.get();
            if (now - line->lastUse > longestRest) {
                line->manager->clearConnectionCache();
                line->hasKept = false;
            }
            break;
        }
        if (unfinished < room && free == nullptr)
            free = line.get();
    }
    if (free == nullptr) {
        lines_.push_back(std::make_unique<Line>(Line{ground_.makeManager(), now, false}));
        free = lines_.back().get();
        chooseProxy(free->manager.get(), profile.baseUrl);
    }
    free->lastUse = now;
    return *free;
}

QNetworkReply *Transport::post(const HttpPost &post, bool *mayBeKept, std::function<void()> left)
{
    ++requestsSent_;
    budget.requestSent(clock.now());
    QNetworkRequest request = networkRequest(post);
    if (http2Failures_ >= 2)
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setHeader(QNetworkRequest::ContentLengthHeader, post.body.size());
    auto body = std::make_unique<OneTimeBody>(post.body, std::move(left));
    Line &line = freeLine(false);
    *mayBeKept = line.hasKept;
    QNetworkReply *reply = line.manager->post(request, body.get());
    body.release()->setParent(reply);
    QObject::connect(reply, &QNetworkReply::finished, reply, [&line, reply] {
        line.hasKept = line.hasKept || reply->error() == QNetworkReply::NoError;
    });
    return reply;
}

void Transport::letEnd(QNetworkReply *reply)
{
    if (reply->isFinished()) {
        reply->deleteLater();
        return;
    }
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    QTimer::singleShot(longestEnding, reply, [reply] { breakOff(reply); });
}

void Transport::breakOff(QNetworkReply *reply)
{
    // Between a server's error and its end, abort() would tell of a second error, which Qt 6.4
    // calls an "internal problem"; that end is on its way.
    if (!reply->isFinished() && reply->error() != QNetworkReply::NoError) {
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
        return;
    }
    reply->abort();
    // What Qt's network thread has sent to the reply meanwhile is too late, as it is when the reply
    // goes: of a server's error after abort()'s own, Qt 6.4 warns as of an "internal problem".
    QCoreApplication::removePostedEvents(reply, QEvent::MetaCall);
    reply->deleteLater();
}

void Transport::warmUp(int connections)
{
    // What QNetworkAccessManager::connectToHost() does; but that one asks for HTTP/2 over plain
    // HTTP too, and our requests, which do not, would then not use its connection.
    QUrl url;
    url.setScheme(isTls() ? QStringLiteral("preconnect-https") : QStringLiteral("preconnect-http"));
    url.setHost(profile.baseUrl.host());
    url.setPort(profile.baseUrl.port(isTls() ? 443 : 80));
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, isTls());
    for (int i = 0; i < std::min(connections, profile.maxConcurrent); ++i) {
        Line &line = freeLine(true);
        line.hasKept = true;
        QNetworkReply *reply = line.manager->get(request);
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    }
}

} // namespace concert
