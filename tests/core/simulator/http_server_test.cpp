// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/http_server.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

using concert::HttpExchange;
using concert::HttpServer;

namespace {

constexpr int deadline = 20'000;

/// A client that sends what it is told and keeps what it gets.
class RawClient {
public:
    explicit RawClient(const HttpServer &server)
    {
        socket.connectToHost(QHostAddress::LocalHost, server.port());
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket,
                         [this] { received += socket.readAll(); });
    }
    void send(const QByteArray &bytes) { socket.write(bytes); }

    QTcpSocket socket;
    QByteArray received;
};

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &more = {})
{
    return "POST " + path +
           " HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" +
           more + "\r\n" + body;
}

} // namespace

class HttpServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsTheConnection();
    void takesRequestsInPieces();
    void answersPipelinedRequestsInOrder();
    void streamsInChunks();
    void streamsToHttp10WithoutChunks();
    void closesWhenAsked();
    void noticesThatAClientLeaves();
    void dropsWithAReset();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void slowRequestsEnd();
    void takesSoManyConnections();
    void continuesWhenExpected();
    void answersManyAtOnce();
    void mayBeDeletedByASlot();
    void closingDropsEverybody();

private:
    void echo(); ///< every request is answered with its path and body at once
    std::unique_ptr<HttpServer> server_;
};

void HttpServerTest::init()
{
    server_ = std::make_unique<HttpServer>();
    QVERIFY2(server_->listen(), qPrintable(server_->errorString()));
    QVERIFY(server_->port() != 0);
}

void HttpServerTest::cleanup()
{
    server_.reset();
}

void HttpServerTest::echo()
{
    connect(server_.get(), &HttpServer::requested, server_.get(), [](HttpExchange *exchange) {
        exchange->respond(200, "text/plain",
                          exchange->request().path + '=' + exchange->request().body);
    });
}

void HttpServerTest::keepsTheConnection()
{
    echo();
    RawClient client(*server_);
    client.send(post("/a", "one"));
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("/a=one"), deadline);
    QVERIFY(client.received.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(client.received.contains("\r\nContent-Length: 6\r\n"));
    client.send(post("/b", ""));
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("/b="), deadline);
    QCOMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
}

void HttpServerTest::takesRequestsInPieces()
{
    QHash<QByteArray, QByteArray> headers;
    connect(server_.get(), &HttpServer::requested, this, [&](HttpExchange *exchange) {
        headers = exchange->request().headers;
        exchange->respond(200, "text/plain", exchange->request().body);
    });
    RawClient client(*server_);
    for (char byte : post("/", "body!", "X-Concert-Call:  abc \r\n")) {
        client.send(QByteArray(1, byte));
        QVERIFY(client.socket.waitForConnected() && client.socket.waitForBytesWritten());
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("body!"), deadline);
    QCOMPARE(headers.value("x-concert-call"), "abc"_ba);
}

void HttpServerTest::answersPipelinedRequestsInOrder()
{
    QList<QPointer<HttpExchange>> waiting;
    connect(server_.get(), &HttpServer::requested, this,
            [&](HttpExchange *exchange) { waiting.append(exchange); });
    RawClient client(*server_);
    client.send(post("/1", "") + post("/2", ""));
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 1, deadline); // the second waits for the first
    waiting[0]->respond(200, "text/plain", "first");
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 2, deadline);
    waiting[1]->respond(200, "text/plain", "second");
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("second"), deadline);
    QVERIFY(client.received.indexOf("first") > 0);
    QTRY_VERIFY_WITH_TIMEOUT(waiting[0].isNull() && waiting[1].isNull(), deadline);
}

void HttpServerTest::streamsInChunks()
{
    QPointer<HttpExchange> exchange;
    connect(server_.get(), &HttpServer::requested, this,
            [&](HttpExchange *asked) { exchange = asked; });
    RawClient client(*server_);
    client.send(post("/", ""));
    QTRY_VERIFY_WITH_TIMEOUT(exchange, deadline);
    exchange->beginStream(200, "text/event-stream");
    exchange->write("data: 1\n\n");
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("\r\n9\r\ndata: 1\n\n\r\n"), deadline);
    QVERIFY(client.received.contains("Transfer-Encoding: chunked\r\n"));
    exchange->write("0123456789abcdefg");
    exchange->end();
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("11\r\n0123456789abcdefg\r\n0\r\n\r\n"),
                             deadline);
    QTRY_VERIFY_WITH_TIMEOUT(exchange.isNull(), deadline);
    QCOMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
}

void HttpServerTest::streamsToHttp10WithoutChunks()
{
    connect(server_.get(), &HttpServer::requested, this, [](HttpExchange *exchange) {
        exchange->beginStream(200, "text/event-stream");
        exchange->write("plain");
        exchange->end();
    });
    RawClient client(*server_);
    client.send("GET / HTTP/1.0\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(client.socket.state(), QAbstractSocket::UnconnectedState, deadline);
    QVERIFY(client.received.endsWith("\r\n\r\nplain"));
}

void HttpServerTest::closesWhenAsked()
{
    echo();
    RawClient client(*server_);
    client.send(post("/x", "", "Connection: close\r\n"));
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("/x="), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(client.socket.state(), QAbstractSocket::UnconnectedState, deadline);
}

void HttpServerTest::noticesThatAClientLeaves()
{
    QPointer<HttpExchange> exchange;
    int gone = 0;
    connect(server_.get(), &HttpServer::requested, this, [&](HttpExchange *asked) {
        exchange = asked;
        connect(asked, &HttpExchange::clientGone, this, [&gone, asked] {
            ++gone;
            asked->write("too late"); // harmless
            asked->end();
        });
        asked->beginStream(200, "text/plain");
    });
    RawClient client(*server_);
    client.send(post("/", ""));
    QTRY_VERIFY_WITH_TIMEOUT(exchange, deadline);
    client.socket.abort();
    QTRY_COMPARE_WITH_TIMEOUT(gone, 1, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(exchange.isNull(), deadline);
}

void HttpServerTest::dropsWithAReset()
{
    connect(server_.get(), &HttpServer::requested, this, [](HttpExchange *exchange) {
        exchange->writeRaw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\npart");
        exchange->drop(exchange->request().path == "/reset");
    });
    for (bool reset : {false, true}) {
        RawClient client(*server_);
        QSignalSpy errors(&client.socket, &QTcpSocket::errorOccurred);
        client.send(post(reset ? "/reset" : "/cut", ""));
        QTRY_COMPARE_WITH_TIMEOUT(client.socket.state(), QAbstractSocket::UnconnectedState,
                                  deadline);
        QVERIFY(reset || client.received.endsWith("part"));
        QCOMPARE(errors.size(), 1);
    }
}

void HttpServerTest::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no http") << "hello\r\n\r\n"_ba
                             << "400"_ba;
    QTest::newRow("version") << "GET / HTTP/3.0\r\n\r\n"_ba
                             << "400"_ba;
    QTest::newRow("method") << "G@T / HTTP/1.1\r\n\r\n"_ba
                            << "400"_ba;
    QTest::newRow("header") << "GET / HTTP/1.1\r\nno colon\r\n\r\n"_ba
                            << "400"_ba;
    QTest::newRow("folded") << "GET / HTTP/1.1\r\nA: b\r\n c: d\r\n\r\n"_ba
                            << "400"_ba;
    QTest::newRow("length") << "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"_ba
                            << "400"_ba;
    QTest::newRow("lengths")
        << "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"_ba
        << "400"_ba;
    QTest::newRow("chunked") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"_ba
                             << "400"_ba;
    QTest::newRow("body") << "POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"_ba
                          << "413"_ba;
    QTest::newRow("head") << "GET / HTTP/1.1\r\nA: " + QByteArray(70'000, 'a') << "431"_ba;
}

void HttpServerTest::refusesBadRequests()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    QSignalSpy requested(server_.get(), &HttpServer::requested);
    RawClient client(*server_);
    client.send(request);
    QTRY_VERIFY_WITH_TIMEOUT(client.received.startsWith(QByteArray("HTTP/1.1 " + status)),
                             deadline);
    QTRY_COMPARE_WITH_TIMEOUT(client.socket.state(), QAbstractSocket::UnconnectedState, deadline);
    QCOMPARE(requested.size(), 0);
}

/// Between requests silence may last, within one it may not.
void HttpServerTest::slowRequestsEnd()
{
    using namespace std::chrono_literals;
    server_ = std::make_unique<HttpServer>(concert::HttpServerLimits{256, 300ms});
    QVERIFY(server_->listen());
    echo();
    RawClient idle(*server_);
    RawClient silent(*server_);
    silent.send(post("/a", "x"));
    RawClient head(*server_);
    head.send("POST / HTTP/1.1\r\nHost:");
    RawClient body(*server_);
    body.send("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf");
    for (RawClient *client : {&head, &body}) {
        QTRY_VERIFY_WITH_TIMEOUT(client->received.startsWith("HTTP/1.1 408 "), deadline);
        QTRY_COMPARE_WITH_TIMEOUT(client->socket.state(), QAbstractSocket::UnconnectedState,
                                  deadline);
    }
    for (RawClient *client : {&idle, &silent}) {
        client->send(post("/late", "y"));
        QTRY_VERIFY_WITH_TIMEOUT(client->received.endsWith("/late=y"), deadline);
    }
}

void HttpServerTest::takesSoManyConnections()
{
    server_ = std::make_unique<HttpServer>(concert::HttpServerLimits{3, std::chrono::seconds(30)});
    QVERIFY(server_->listen());
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(*server_));
        QTRY_COMPARE_WITH_TIMEOUT(server_->connectionsTaken(), i + 1, deadline);
    }
    for (std::size_t i = 3; i < 5; ++i)
        QTRY_VERIFY_WITH_TIMEOUT(clients[i]->received.startsWith("HTTP/1.1 503 "), deadline);
    clients.clear(); // there is room again
    echo();
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            RawClient client(*server_);
            client.send(post("/a", "x"));
            return QTest::qWaitFor([&] { return !client.received.isEmpty(); }, deadline) &&
                   client.received.endsWith("/a=x");
        }(),
        deadline);
}

void HttpServerTest::continuesWhenExpected()
{
    echo();
    RawClient client(*server_);
    client.send("POST /e HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(client.received, "HTTP/1.1 100 Continue\r\n\r\n"_ba, deadline);
    client.send("ok");
    QTRY_VERIFY_WITH_TIMEOUT(client.received.endsWith("/e=ok"), deadline);
}

void HttpServerTest::answersManyAtOnce()
{
    constexpr int count = 100;
    QList<QPointer<HttpExchange>> waiting;
    connect(server_.get(), &HttpServer::requested, this,
            [&](HttpExchange *exchange) { waiting.append(exchange); });
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawClient>(*server_));
        clients.back()->send(post("/" + QByteArray::number(i), QByteArray(100'000, 'x')));
    }
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), count, deadline); // none waits for another
    for (const auto &exchange : waiting) {
        QCOMPARE(exchange->request().body.size(), 100'000);
        exchange->respond(200, "text/plain", exchange->request().path);
    }
    for (int i = 0; i < count; ++i) {
        const QByteArray path = "\r\n\r\n/" + QByteArray::number(i);
        QTRY_VERIFY_WITH_TIMEOUT(clients[size_t(i)]->received.endsWith(path), deadline);
    }
}

void HttpServerTest::mayBeDeletedByASlot()
{
    QPointer<HttpExchange> exchange;
    bool gone = false;
    connect(server_.get(), &HttpServer::requested, this, [&](HttpExchange *asked) {
        exchange = asked;
        connect(asked, &HttpExchange::clientGone, this, [&] { gone = true; });
        server_.reset();
    });
    RawClient client(*server_);
    client.send(post("/1", "") + post("/2", ""));
    QTRY_VERIFY_WITH_TIMEOUT(gone, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(exchange.isNull(), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(client.socket.state(), QAbstractSocket::UnconnectedState, deadline);
}

void HttpServerTest::closingDropsEverybody()
{
    QSignalSpy requested(server_.get(), &HttpServer::requested);
    RawClient client(*server_);
    client.send(post("/", ""));
    QTRY_COMPARE_WITH_TIMEOUT(requested.size(), 1, deadline);
    server_->close();
    QTRY_COMPARE_WITH_TIMEOUT(client.socket.state(), QAbstractSocket::UnconnectedState, deadline);
    QVERIFY(server_->listen()); // and opens again
    echo();
    RawClient next(*server_);
    next.send(post("/n", ""));
    QTRY_VERIFY_WITH_TIMEOUT(next.received.endsWith("/n="), deadline);
}

QTEST_GUILESS_MAIN(HttpServerTest)
#include "http_server_test.moc"
