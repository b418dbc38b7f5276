// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QPair>

#include <chrono>
#include <memory>

namespace concert {

struct HttpServerRequest {
    QByteArray method;
    QByteArray path;                       ///< with its query
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    std::chrono::steady_clock::time_point taken{}; ///< all of it had come
};

/// One request that is being answered. Lives until it is answered or its client leaves, then
/// deletes itself; connect to clientGone() before keeping a pointer, or use QPointer.
class HttpExchange : public QObject {
    Q_OBJECT

public:
    using Headers = QList<QPair<QByteArray, QByteArray>>;

    virtual const HttpServerRequest &request() const = 0;
    /// A whole answer with Content-Length.
    virtual void respond(int status, const QByteArray &contentType, const QByteArray &body,
                         const Headers &headers = {}) = 0;
    /// A streamed answer (chunked): begin, then write as often as wanted, then end.
    virtual void beginStream(int status, const QByteArray &contentType,
                             const Headers &headers = {}) = 0;
    virtual void write(const QByteArray &bytes) = 0;
    virtual void end() = 0;
    /// Bytes straight to the socket, for tests of what broken servers do.
    virtual void writeRaw(const QByteArray &bytes) = 0;
    /// Closes the connection, with a reset if \a reset, without finishing the answer.
    virtual void drop(bool reset) = 0;

Q_SIGNALS:
    void clientGone();

protected:
    using QObject::QObject;
};

/// What one client, or all together, may take up.
struct HttpServerLimits {
    int connections = 256; ///< at once; more get 503
    std::chrono::milliseconds request{
        30'000}; ///< from a request's first byte to its last; then 408
};

/// A small HTTP/1.1 server on QTcpServer: keep-alive, Content-Length bodies, chunked answers,
/// TCP_NODELAY (without it a small answer costs 40 ms). It knows when a client leaves, which
/// QHttpServer of Qt 6.4 does not. Serves this machine's built-in model and the tests.
class HttpServer : public QObject {
    Q_OBJECT

public:
    explicit HttpServer(QObject *parent = nullptr) : HttpServer(HttpServerLimits(), parent) {}
    explicit HttpServer(const HttpServerLimits &limits, QObject *parent = nullptr);
    ~HttpServer() override;

    /// \a port 0: any free one. False on failure; see errorString().
    bool listen(const QHostAddress &address = QHostAddress::LocalHost, quint16 port = 0);
    void close(); ///< also drops all connections
    quint16 port() const;
    int connectionsTaken() const; ///< so far
    QString errorString() const;
    const HttpServerLimits &limits() const;

Q_SIGNALS:
    /// Every complete request; bad and slow ones are answered with 400, 408, 413 or 431 by the
    /// server itself.
    void requested(concert::HttpExchange *exchange);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace concert
