// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/http_server.h"

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace concert {

inline namespace http_server_parts { // named: unity batches warn of members of unnamed types

constexpr qsizetype maxHeadBytes = qsizetype{64} * 1024;
constexpr qsizetype maxBodyBytes = qsizetype{16} * 1024 * 1024;

struct RequestHead {
    HttpServerRequest request;
    qsizetype bodySize = 0;
    bool http11 = true;
    bool keepAlive = true;
};

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 403:
        return "Forbidden";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status"; // the phrase carries no meaning (RFC 9112, section 4)
    }
}

QByteArray statusAndHeaders(int status, const HttpExchange::Headers &headers)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    for (const auto &[name, value] : headers)
        head += name + ": " + value + "\r\n";
    return head;
}

bool isToken(const QByteArray &text)
{
    const auto isTokenChar = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

/// A request's line and headers, without the blank line (RFC 9112); nullopt: malformed.
std::optional<RequestHead> parseRequestHead(const QByteArray &bytes)
{
    QList<QByteArray> lines = bytes.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    if (words.size() != 3 || !isToken(words[0]) || words[1].isEmpty() ||
        (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0"))
        return std::nullopt;
    RequestHead head;
    head.request.method = words[0];
    head.request.path = words[1];
    head.http11 = words[2] == "HTTP/1.1";
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        if (colon < 1 || !isToken(name)) // this also refuses folded lines, as RFC 9112 wants it
            return std::nullopt;
        const QByteArray value = line.mid(colon + 1).trimmed();
        QByteArray &known = head.request.headers[name];
        if (name == "content-length" && !known.isEmpty() && known != value)
            return std::nullopt;
        known = known.isEmpty() || name == "content-length" ? value : known + ", " + value;
    }
    const auto &headers = head.request.headers;
    if (headers.contains("transfer-encoding")) // our clients always know a body's length
        return std::nullopt;
    if (headers.contains("content-length")) {
        bool isNumber = false;
        const QByteArray length = headers["content-length"];
        head.bodySize = length.toLongLong(&isNumber);
        if (!isNumber || head.bodySize < 0 || length.startsWith('+'))
            return std::nullopt;
    }
    const QByteArray connection = headers.value("connection").toLower();
    head.keepAlive = head.http11 ? !connection.contains("close") : connection == "keep-alive";
    return head;
}

class HttpConnection;

class ServedExchange final : public HttpExchange {
public:
    ServedExchange(const RequestHead &head, HttpConnection *connection);

    const HttpServerRequest &request() const override { return head_.request; }
    void respond(int status, const QByteArray &contentType, const QByteArray &body,
                 const Headers &headers) override;
    void beginStream(int status, const QByteArray &contentType, const Headers &headers) override;
    void write(const QByteArray &bytes) override;
    void end() override;
    void writeRaw(const QByteArray &bytes) override;
    void drop(bool reset) override;

    void leaveConnection(); ///< the client has gone, or the answer is complete
    Headers withConnection(Headers headers) const;

private:
    enum class State { Waiting, Streaming, Raw };
    bool isHead() const { return head_.request.method == "HEAD"; }

    RequestHead head_;
    HttpConnection *connection_; ///< null: answered, or the client has gone
    State state_ = State::Waiting;
};

/// One client's connection: takes one request after another.
class HttpConnection final : public QObject {
public:
    HttpConnection(QTcpSocket *socket, HttpServer *server);
    ~HttpConnection() override;

    void write(const QByteArray &bytes) { socket_->write(bytes); }
    void exchangeEnded(bool keepAlive);
    void drop(bool reset);
    void close();
    void refuse(int status);

private:
    void read();
    void watchRequest();
    void takeRequests();
    bool takeRequest();
    void clientLeft();

    HttpServer *server_;
    QTcpSocket *socket_;
    QByteArray buffer_;
    std::optional<RequestHead> head_; ///< whose body is still arriving
    ServedExchange *exchange_ = nullptr;
    QTimer late_; ///< runs while a part of a request is there
    bool taking_ = false;
    bool closing_ = false;
};

// ---- HttpConnection ----

HttpConnection::HttpConnection(QTcpSocket *socket, HttpServer *server)
    : QObject(server), server_(server), socket_(socket)
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::clientLeft);
    late_.setSingleShot(true);
    late_.setInterval(server->limits().request);
    connect(&late_, &QTimer::timeout, this, [this] { refuse(408); });
}

HttpConnection::~HttpConnection()
{
    socket_->disconnect(this);
    if (exchange_)
        std::exchange(exchange_, nullptr)->leaveConnection();
}

void HttpConnection::read()
{
    const QByteArray bytes = socket_->readAll();
    if (closing_)
        return;
    buffer_ += bytes;
    if (exchange_ && buffer_.size() > maxHeadBytes + maxBodyBytes) {
        drop(true); // floods us while it is being answered
        return;
    }
    takeRequests();
}

void HttpConnection::takeRequests()
{
    if (taking_)
        return;
    taking_ = true;
    const QPointer<HttpConnection> guard(this); // a slot may close or delete the server
    while (!closing_ && !exchange_ && takeRequest()) {
        if (!guard)
            return;
    }
    if (guard) {
        taking_ = false;
        watchRequest();
    }
}

/// Between requests a client may be silent as long as it likes, but not within one.
void HttpConnection::watchRequest()
{
    const bool isPart = !closing_ && !exchange_ && (head_ || !buffer_.isEmpty());
    if (!isPart)
        late_.stop();
    else if (!late_.isActive())
        late_.start();
}

/// Takes one complete request out of the buffer; false: there is none.
bool HttpConnection::takeRequest()
{
    if (!head_) {
        while (buffer_.startsWith("\r\n")) // allowed before a request (RFC 9112, section 2.2)
            buffer_.remove(0, 2);
        const qsizetype size = buffer_.indexOf("\r\n\r\n");
        if (size > maxHeadBytes || (size < 0 && buffer_.size() > maxHeadBytes)) {
            refuse(431);
            return false;
        }
        if (size < 0)
            return false;
        head_ = parseRequestHead(buffer_.left(size));
        if (!head_ || head_->bodySize > maxBodyBytes) {
            refuse(head_ ? 413 : 400);
            return false;
        }
        buffer_.remove(0, size + 4);
        if (buffer_.size() < head_->bodySize &&
            head_->request.headers.value("expect").toLower() == "100-continue")
            write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    if (buffer_.size() < head_->bodySize)
        return false;
    head_->request.taken = std::chrono::steady_clock::now();
    head_->request.body = buffer_.left(head_->bodySize);
    buffer_.remove(0, head_->bodySize);
    exchange_ = new ServedExchange(*head_, this);
    head_.reset();
    late_.stop();
    Q_EMIT server_->requested(exchange_);
    return true;
}

void HttpConnection::refuse(int status)
{
    closing_ = true;
    const QByteArray body = reasonPhrase(status) + '\n';
    write(statusAndHeaders(status, {{"Content-Type", "text/plain"},
                                    {"Content-Length", QByteArray::number(body.size())},
                                    {"Connection", "close"}}) +
          "\r\n" + body);
    socket_->disconnectFromHost();
}

void HttpConnection::exchangeEnded(bool keepAlive)
{
    exchange_ = nullptr;
    if (!keepAlive) {
        drop(false);
        return;
    }
    takeRequests(); // what a pipelining client has sent in the meantime
}

void HttpConnection::drop(bool reset)
{
    closing_ = true;
    exchange_ = nullptr;
    if (!reset) {
        socket_->disconnectFromHost(); // writes what is pending first
        return;
    }
    socket_->flush();
#ifdef Q_OS_UNIX
    const linger atOnce{1, 0}; // closing then sends RST
    setsockopt(static_cast<int>(socket_->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
               sizeof atOnce);
#endif
    socket_->abort();
}

void HttpConnection::close()
{
    socket_->disconnect(this);
    socket_->abort();
    clientLeft();
}

void HttpConnection::clientLeft()
{
    closing_ = true;
    deleteLater();
    if (exchange_)
        std::exchange(exchange_, nullptr)->leaveConnection();
}

// ---- ServedExchange ----

ServedExchange::ServedExchange(const RequestHead &head, HttpConnection *connection)
    : head_(head), connection_(connection)
{}

HttpExchange::Headers ServedExchange::withConnection(Headers headers) const
{
    if (!head_.keepAlive)
        headers.emplaceBack("Connection", "close");
    else if (!head_.http11)
        headers.emplaceBack("Connection", "keep-alive");
    return headers;
}

void ServedExchange::respond(int status, const QByteArray &contentType, const QByteArray &body,
                             const Headers &headers)
{
    if (!connection_ || state_ != State::Waiting)
        return;
    Headers all{{"Content-Type", contentType}, {"Content-Length", QByteArray::number(body.size())}};
    all += withConnection(headers);
    connection_->write(statusAndHeaders(status, all) + "\r\n" + (isHead() ? QByteArray() : body));
    HttpConnection *connection = std::exchange(connection_, nullptr);
    deleteLater();
    connection->exchangeEnded(head_.keepAlive);
}

void ServedExchange::beginStream(int status, const QByteArray &contentType, const Headers &headers)
{
    if (!connection_ || state_ != State::Waiting)
        return;
    state_ = State::Streaming;
    Headers all{{"Content-Type", contentType}, {"Cache-Control", "no-cache"}};
    if (head_.http11)
        all.emplaceBack("Transfer-Encoding", "chunked");
    else
        head_.keepAlive = false; // HTTP/1.0 knows no chunks: the end of the connection is the end
    all += withConnection(headers);
    connection_->write(statusAndHeaders(status, all) + "\r\n");
}

void ServedExchange::write(const QByteArray &bytes)
{
    if (!connection_ || state_ != State::Streaming || bytes.isEmpty() || isHead())
        return;
    connection_->write(head_.http11 ? QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n"
                                    : bytes);
}

void ServedExchange::end()
{
    if (!connection_ || state_ == State::Waiting)
        return;
    if (state_ == State::Streaming && head_.http11 && !isHead())
        connection_->write("0\r\n\r\n");
    HttpConnection *connection = std::exchange(connection_, nullptr);
    deleteLater();
    connection->exchangeEnded(head_.keepAlive && state_ == State::Streaming);
}

void ServedExchange::writeRaw(const QByteArray &bytes)
{
    if (!connection_)
        return;
    state_ = State::Raw;
    connection_->write(bytes);
}

void ServedExchange::drop(bool reset)
{
    if (!connection_)
        return;
    deleteLater();
    std::exchange(connection_, nullptr)->drop(reset);
}

void ServedExchange::leaveConnection()
{
    connection_ = nullptr;
    deleteLater();
    Q_EMIT clientGone();
}

} // namespace http_server_parts

// ---- HttpServer ----

class HttpServer::Private {
public:
    HttpServerLimits limits;
    QTcpServer listener;
    QList<QPointer<HttpConnection>> connections;
    int taken = 0;
};

HttpServer::HttpServer(const HttpServerLimits &limits, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>())
{
    d->limits = limits;
    d->listener.setListenBacklogSize(512); // a match's calls come all at once; Qt's default is 50
    d->listener.setMaxPendingConnections(512);
    connect(&d->listener, &QTcpServer::newConnection, this, [this] {
        d->connections.removeIf([](const auto &connection) { return connection.isNull(); });
        while (QTcpSocket *socket = d->listener.nextPendingConnection()) {
            const bool isFull = d->connections.size() >= d->limits.connections;
            d->connections.append(new HttpConnection(socket, this));
            ++d->taken;
            if (isFull)
                d->connections.last()->refuse(503);
        }
    });
}

HttpServer::~HttpServer()
{
    close();
}

bool HttpServer::listen(const QHostAddress &address, quint16 port)
{
    return d->listener.listen(address, port);
}

void HttpServer::close()
{
    d->listener.close();
    const auto connections = std::exchange(d->connections, {});
    for (const auto &connection : connections) {
        if (!connection)
            continue;
        connection->setParent(nullptr); // may be the one whose request is being handled right now
        connection->close();
    }
}

quint16 HttpServer::port() const
{
    return d->listener.serverPort();
}

const HttpServerLimits &HttpServer::limits() const
{
    return d->limits;
}

int HttpServer::connectionsTaken() const
{
    return d->taken;
}

QString HttpServer::errorString() const
{
    return d->listener.errorString();
}

} // namespace concert
