// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/provider_profile.h"
#include "core/simulator/http_server.h"

#include <QJsonObject>
#include <QList>
#include <QObject>

#include <functional>

namespace concert {

/// A model's server that behaves as a test wants it, over real sockets, and remembers what it was
/// asked.
class FakeModelServer : public QObject {
    Q_OBJECT

public:
    /// Answers one request; see namespace fake for the usual ones.
    using Behaviour = std::function<void(HttpExchange *)>;

    explicit FakeModelServer(QObject *parent = nullptr);

    /// One behaviour a request, in order; the last one stays.
    void script(const QList<Behaviour> &behaviours) { script_ = behaviours; }

    QUrl baseUrl() const; ///< http://127.0.0.1:PORT/v1
    /// Points to this server, with time limits that a test does not meet by accident.
    ProviderProfile profile() const;
    void close() { server_.close(); }

    const QList<HttpServerRequest> &requests() const { return requests_; }
    QJsonObject body(qsizetype request) const; ///< of the request with this index
    int inFlight() const { return inFlight_; }
    int mostInFlight() const { return mostInFlight_; }
    int clientsGone() const { return clientsGone_; }
    int connections() const { return server_.connectionsTaken(); } ///< so far

private:
    void serve(HttpExchange *exchange);

    HttpServer server_;
    QList<Behaviour> script_;
    QList<HttpServerRequest> requests_;
    int inFlight_ = 0;
    int mostInFlight_ = 0;
    int clientsGone_ = 0;
};

namespace fake {

using Behaviour = FakeModelServer::Behaviour;
using Headers = HttpExchange::Headers;

QByteArray chunk(const QString &text);                    ///< "data: {…}\n\n" with some text
QByteArray lastChunks(const QByteArray &reason = "stop"); ///< finish_reason, usage 12 + 34, [DONE]

Behaviour fine(const QString &text = QStringLiteral("The answer.")); ///< streamed, three chunks
Behaviour wholeJson(const QString &text);                            ///< not streamed
Behaviour body(int status, const QByteArray &contentType, const QByteArray &body,
               const Headers &headers = {});
Behaviour stream(const QByteArray &bytes); ///< these bytes as text/event-stream, then the end
Behaviour slow(int ms, const QString &text = QStringLiteral("The answer.")); ///< first byte late
Behaviour silent();                  ///< takes the request and says nothing
Behaviour headersOnly();             ///< then nothing
Behaviour stall();                   ///< some chunks, then nothing
Behaviour commentsOnly(int everyMs); ///< ": keep-alive" for ever
Behaviour drip(int everyMs);         ///< one more chunk every so often, for ever
Behaviour cut();                     ///< some chunks, then the connection closes
Behaviour cutBody();                 ///< Content-Length longer than the body
Behaviour endWithoutMarker();        ///< some chunks, then a proper end
Behaviour withoutDone();             ///< finish_reason, but no [DONE], and no end
Behaviour resetBeforeHeaders();
Behaviour resetInAnswer();
Behaviour garbage(); ///< not HTTP
Behaviour status(int code, const QByteArray &type = {}, const Headers &headers = {},
                 const QByteArray &message = "Something is wrong.");
Behaviour redirect(int code, const QUrl &to);
Behaviour errorChunk(const QByteArray &type); ///< some chunks, then data: {"error": …}
Behaviour endless(); ///< text as fast as the client takes it, until it leaves

} // namespace fake

} // namespace concert
