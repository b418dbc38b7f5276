// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/simulator/simulator_client.h"
#include "tests/support/measured.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::asking;

/// The built-in model as a server: what it refuses, and how it begins and ends.
class SimulatorServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesJunk_data();
    void refusesJunk();
    void listsItsModelAndHealth();
    void takesNobodyElsesRequests_data();
    void takesNobodyElsesRequests();
    void survivesClientsThatLeave();
    void stopsQuicklyWithRequestsInFlight();
    void saysWhyItCannotListen();
};

void SimulatorServerTest::refusesJunk_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no JSON") << QByteArray("POST") << u"/chat/completions"_s << QByteArray("{\"a\"")
                             << 400;
    QTest::newRow("a list") << QByteArray("POST") << u"/chat/completions"_s << QByteArray("[1]")
                            << 400;
    QTest::newRow("empty") << QByteArray("POST") << u"/chat/completions"_s << QByteArray() << 400;
    QTest::newRow("no messages") << QByteArray("POST") << u"/chat/completions"_s << QByteArray("{}")
                                 << 400;
    QTest::newRow("bad UTF-8") << QByteArray("POST") << u"/chat/completions"_s
                               << QByteArray("{\"messages\":[{\"content\":\"\xff\"}]}") << 400;
    QTest::newRow("messages of no shape")
        << QByteArray("POST") << u"/chat/completions"_s
        << QByteArray("{\"messages\":[1,null,{\"content\":{\"a\":[]}}]}") << 200;
    QTest::newRow("impossible board")
        << QByteArray("POST") << u"/chat/completions"_s
        << QByteArray("{\"messages\":[{\"role\":\"user\",\"content\":\"POWER FRANCE\\nPHASE "
                      "S9999M\\nFRANCE units: F PAR, A NTH; centers: XXX\\nyour orders\"}]}")
        << 200;
    QTest::newRow("unknown path") << QByteArray("POST") << u"/completions"_s << QByteArray("{}")
                                  << 404;
    QTest::newRow("GET for POST") << QByteArray("GET") << u"/chat/completions"_s << QByteArray()
                                  << 405;
    QTest::newRow("POST for GET") << QByteArray("POST") << u"/models"_s << QByteArray("{}") << 405;
}

void SimulatorServerTest::refusesJunk()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    QNetworkRequest request = client.requestFor(path);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply *reply = client.manager().sendCustomRequest(request, method, body);
    QVERIFY(waitFor(reply));
    QCOMPARE(statusOf(reply), status);
    if (status == 200)
        return;
    const QJsonObject json = QJsonDocument::fromJson(reply->readAll()).object();
    QVERIFY(!json[u"error"_s][u"message"_s].toString().isEmpty());
}

void SimulatorServerTest::listsItsModelAndHealth()
{
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    QNetworkReply *models = client.get(u"/models"_s);
    QNetworkReply *health = client.get(u"/health"_s);
    QVERIFY(waitFor(models) && waitFor(health));
    const QJsonObject json = QJsonDocument::fromJson(models->readAll()).object();
    QCOMPARE(json[u"data"_s][0][u"id"_s].toString(), u"simulator"_s);
    QCOMPARE(statusOf(health), 200);
}

void SimulatorServerTest::takesNobodyElsesRequests_data()
{
    QTest::addColumn<QByteArray>("headers"); ///< PORT stands for the simulator's
    QTest::addColumn<int>("status");
    const QByteArray here = "Host: 127.0.0.1:PORT\r\n";
    const QByteArray json = "Content-Type: application/json\r\n";
    QTest::newRow("a program") << here + json << 200;
    QTest::newRow("by name") << "Host: localhost:PORT\r\n" + json << 200;
    QTest::newRow("with a character set")
        << here + "Content-Type: Application/JSON; charset=utf-8\r\n"
        << 200;
    QTest::newRow("a page of this machine") << here + json + "Origin: http://localhost:PORT\r\n"
                                            << 200;
    QTest::newRow("no host") << json << 403;
    QTest::newRow("a host of somebody's (DNS rebinding)")
        << "Host: evil.example:PORT\r\n" + json << 403;
    QTest::newRow("a name that only looks local") << "Host: evil.localhost:PORT\r\n" + json << 403;
    QTest::newRow("another port") << "Host: 127.0.0.1:1\r\n" + json << 403;
    QTest::newRow("no port") << "Host: 127.0.0.1\r\n" + json << 403;
    QTest::newRow("another's name within")
        << "Host: evil.example/@127.0.0.1:PORT\r\n" + json << 403;
    QTest::newRow("a page of somebody's") << here + json + "Origin: https://evil.example\r\n"
                                          << 403;
    QTest::newRow("a page of another server here") << here + json + "Origin: http://127.0.0.1:1\r\n"
                                                   << 403;
    QTest::newRow("a page of nobody's") << here + json + "Origin: null\r\n" << 403;
    QTest::newRow("what pages may post") << here + "Content-Type: text/plain\r\n" << 415;
    QTest::newRow("no type") << here << 415;
}

/// Pages in a browser reach any server of the machine.
void SimulatorServerTest::takesNobodyElsesRequests()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    const auto port = static_cast<quint16>(simulator.baseUrl().port());
    const QByteArray body = bytesOf(ourRequest(u"orders"_s, u"FRANCE"_s, Position::start()));
    headers.replace("PORT", QByteArray::number(port));
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, port);
    client.write("POST /v1/chat/completions HTTP/1.1\r\n" + headers +
                 "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QTRY_VERIFY_WITH_TIMEOUT(client.bytesAvailable() > 12, 20'000);
    QCOMPARE(client.readAll().left(12), "HTTP/1.1 " + QByteArray::number(status));
}

void SimulatorServerTest::survivesClientsThatLeave()
{
    SimulatorOptions options;
    options.scale = 0.3;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    Client client(simulator);
    for (int i = 0; i < 20; ++i) {
        QNetworkReply *reply =
            client.post(bytesOf(ourRequest(u"orders"_s, u"FRANCE"_s, Position::start(), {}, true)),
                        "FRANCE/S1901M/orders/0/" + QByteArray::number(i));
        if (i % 2 == 0) { // half of them leave in the middle of the answer
            QSignalSpy arrived(reply, &QNetworkReply::readyRead);
            QVERIFY(arrived.wait(20'000));
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(simulator.requestCount(), i + 1, 20'000);
        }
        reply->abort();
    }
    QNetworkReply *last =
        client.post(bytesOf(ourRequest(u"orders"_s, u"FRANCE"_s, Position::start())));
    QVERIFY(waitFor(last));
    QCOMPARE(statusOf(last), 200);
}

void SimulatorServerTest::stopsQuicklyWithRequestsInFlight()
{
    constexpr qint64 never = 100'000;
    const auto stop = [](int) -> qint64 {
        SimulatorOptions options;
        options.scale = 1000; // they would take minutes
        auto simulator = std::make_unique<Simulator>(options);
        if (!simulator->start())
            return never;
        Client client(*simulator);
        QList<QNetworkReply *> replies;
        for (int i = 0; i < 7; ++i)
            replies << client.post(
                bytesOf(ourRequest(u"orders"_s, u"FRANCE"_s, Position::start(), {}, true)));
        if (!QTest::qWaitFor([&] { return simulator->maxInFlight() == 7; }, 20'000))
            return never;
        QElapsedTimer timer;
        timer.start();
        simulator.reset();
        const qint64 took = timer.elapsed();
        const bool allFailed = std::ranges::all_of(replies, [](QNetworkReply *reply) {
            return waitFor(reply) && reply->error() != QNetworkReply::NoError;
        });
        return allFailed ? took : never;
    };
    const qint64 took = shortestMs(1000, stop);
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
}

void SimulatorServerTest::saysWhyItCannotListen()
{
    bool isFreeAgain = false; // unless another program took it in that moment
    for (int attempt = 0; attempt < 5 && !isFreeAgain; ++attempt) {
        Simulator first(atOnce());
        QVERIFY(first.start());
        SimulatorOptions options = atOnce();
        options.port = static_cast<quint16>(first.baseUrl().port());
        Simulator second(options);
        QString error;
        QVERIFY(!second.start(&error));
        QVERIFY(!error.isEmpty());
        QVERIFY(second.baseUrl().isEmpty());
        first.stop();
        isFreeAgain = second.start(&error);
    }
    QVERIFY(isFreeAgain);
}

QTEST_GUILESS_MAIN(SimulatorServerTest)
#include "simulator_server_test.moc"
