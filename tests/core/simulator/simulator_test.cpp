// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in model over real HTTP.
#include "core/rules/board_text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "core/simulator/simulator.h"
#include "tests/support/measured.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

SimulatorOptions atOnce()
{
    SimulatorOptions options;
    options.scale = 0;
    return options;
}

/// A request in the form of our own prompts.
QJsonObject ourRequest(const QString &schema, const QString &power, const Position &position,
                       const QStringList &press = {}, bool stream = false)
{
    const QString board = QString::fromStdString(boardText(position));
    const QString prompt = u"These are the rules of Diplomacy.\n\n"_s % board % u"\n\nPOWER "_s %
                           power % u"\nROUND "_s % (press.isEmpty() ? u"1"_s : u"2"_s) %
                           u" OF 2\n"_s % press.join(u'\n') % u"\nNow answer.\n"_s;
    QJsonObject request{
        {u"model"_s, u"simulator"_s},
        {u"stream"_s, stream},
        {u"messages"_s,
         QJsonArray{QJsonObject{{u"role"_s, u"system"_s}, {u"content"_s, u"You play Diplomacy."_s}},
                    QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, prompt}}}},
        {u"response_format"_s,
         QJsonObject{{u"type"_s, u"json_schema"_s},
                     {u"json_schema"_s, QJsonObject{{u"name"_s, schema}, {u"strict"_s, true}}}}}};
    if (stream)
        request[u"stream_options"_s] = QJsonObject{{u"include_usage"_s, true}};
    return request;
}

QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// A client with as many managers as it takes for every call to have its own connection.
class Client {
public:
    explicit Client(const Simulator &simulator) : base_(simulator.baseUrl()) {}

    QNetworkReply *post(const QByteArray &body, const QByteArray &callId = {})
    {
        QNetworkRequest request = requestFor(u"/chat/completions"_s);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        if (!callId.isEmpty())
            request.setRawHeader("X-Concert-Call", callId);
        return manager().post(request, body);
    }
    QNetworkReply *get(const QString &path) { return manager().get(requestFor(path)); }

    QNetworkRequest requestFor(const QString &path) const
    {
        QUrl url = base_;
        url.setPath((path.startsWith(u"/health"_s) ? QString() : base_.path()) % path);
        return QNetworkRequest(url);
    }
    QNetworkAccessManager &manager()
    {
        managers_.push_back(std::make_unique<QNetworkAccessManager>());
        managers_.back()->setProxy(QNetworkProxy::NoProxy);
        return *managers_.back();
    }

private:
    QUrl base_;
    std::vector<std::unique_ptr<QNetworkAccessManager>> managers_;
};

bool waitFor(QNetworkReply *reply)
{
    return QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000);
}

int statusOf(QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// The content of a whole answer.
QString contentOf(const QByteArray &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    return json[u"choices"_s][0][u"message"_s][u"content"_s].toString();
}

struct Streamed {
    QString content;
    QString finishReason;
    qint64 completionTokens = 0;
    int contentChunks = 0;
    bool roleFirst = false;
    bool done = false; ///< the terminal marker came last
};

Streamed readStream(const QByteArray &body)
{
    Streamed streamed;
    int events = 0;
    for (const QByteArray &event : body.split('\n')) {
        if (!event.startsWith("data: "))
            continue;
        ++events;
        streamed.done = event == "data: [DONE]";
        const QJsonObject json = QJsonDocument::fromJson(event.mid(6)).object();
        const QJsonValue choice = json[u"choices"_s][0];
        const QJsonValue delta = choice[u"delta"_s];
        if (events == 1)
            streamed.roleFirst = delta[u"role"_s].toString() == u"assistant"_s;
        streamed.content += delta[u"content"_s].toString();
        streamed.contentChunks += delta[u"content"_s].toString().isEmpty() ? 0 : 1;
        if (choice[u"finish_reason"_s].isString())
            streamed.finishReason = choice[u"finish_reason"_s].toString();
        if (json.contains(u"usage"_s))
            streamed.completionTokens = json[u"usage"_s][u"completion_tokens"_s].toInteger();
    }
    return streamed;
}

} // namespace

class SimulatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersEachKind_data();
    void answersEachKind();
    void streamsTheSameAnswer();
    void ordersAreLegal();
    void messagesAnswerThePress();
    void understandsOtherPrograms();
    void sameRequestSameBytes();
    void arrivalOrderDoesNotMatter();
    void manyAtOnceAreAllInFlight();
    void tokensComeOverTime();
    void cutsAtTheTokenLimit();
    void refusesJunk_data();
    void refusesJunk();
    void listsItsModelAndHealth();
    void takesNobodyElsesRequests_data();
    void takesNobodyElsesRequests();
    void survivesClientsThatLeave();
    void stopsQuicklyWithRequestsInFlight();
    void saysWhyItCannotListen();
};

void SimulatorTest::answersEachKind_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("initial_state")
        << u"initial_state"_s << QStringList{u"initial_goals"_s, u"initial_relationships"_s};
    QTest::newRow("messages") << u"messages"_s << QStringList{u"messages"_s};
    QTest::newRow("orders") << u"orders"_s << QStringList{u"orders"_s, u"reasoning"_s};
    QTest::newRow("state_update") << u"state_update"_s
                                  << QStringList{u"goals"_s, u"reasoning"_s, u"relationships"_s};
}

void SimulatorTest::answersEachKind()
{
    QFETCH(QString, schema);
    QFETCH(QStringList, fields);
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    for (const QString &power : {u"FRANCE"_s, u"TURKEY"_s}) {
        QNetworkReply *reply = client.post(bytesOf(ourRequest(schema, power, Position::start())));
        QVERIFY(waitFor(reply));
        QCOMPARE(statusOf(reply), 200);
        const QJsonObject answer =
            QJsonDocument::fromJson(contentOf(reply->readAll()).toUtf8()).object();
        QStringList keys = answer.keys();
        keys.sort();
        QCOMPARE(keys, fields);
        const QJsonObject relationships =
            answer[schema == u"initial_state"_s ? u"initial_relationships"_s : u"relationships"_s]
                .toObject();
        if (schema == u"initial_state"_s || schema == u"state_update"_s) {
            QCOMPARE(relationships.size(), 6);
            QVERIFY(!relationships.contains(power));
        }
    }
}

void SimulatorTest::streamsTheSameAnswer()
{
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    const QByteArray id = "ITALY/S1901M/orders/0/1";
    QNetworkReply *whole =
        client.post(bytesOf(ourRequest(u"orders"_s, u"ITALY"_s, Position::start())), id);
    QNetworkReply *stream =
        client.post(bytesOf(ourRequest(u"orders"_s, u"ITALY"_s, Position::start(), {}, true)), id);
    QVERIFY(waitFor(whole) && waitFor(stream));
    QVERIFY(stream->header(QNetworkRequest::ContentTypeHeader)
                .toString()
                .startsWith(u"text/event-stream"_s));
    const Streamed streamed = readStream(stream->readAll());
    QCOMPARE(streamed.content, contentOf(whole->readAll()));
    QVERIFY(streamed.roleFirst);
    QVERIFY(streamed.done);
    QVERIFY(streamed.contentChunks > 3);
    QCOMPARE(streamed.finishReason, u"stop"_s);
    QVERIFY(streamed.completionTokens >= 50);
}

void SimulatorTest::ordersAreLegal()
{
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    const Position position = Position::start();
    for (const Power power : allPowers) {
        const QString name = QString::fromUtf8(powerName(power).data());
        QNetworkReply *reply = client.post(bytesOf(ourRequest(u"orders"_s, name, position)));
        QVERIFY(waitFor(reply));
        const QJsonArray orders = QJsonDocument::fromJson(contentOf(reply->readAll()).toUtf8())
                                      .object()[u"orders"_s]
                                      .toArray();
        QCOMPARE(int(orders.size()), position.unitCount(power));
        for (const QJsonValue &text : orders) {
            const ParsedOrder parsed = parseOrder(text.toString().toStdString(), position, power);
            QVERIFY2(parsed.order, parsed.problem.c_str());
            const std::string problem = whyIllegal(Map::standard(), position, power, *parsed.order);
            QVERIFY2(problem.empty(), problem.c_str());
        }
    }
}

void SimulatorTest::messagesAnswerThePress()
{
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    const QStringList press{
        u"{\"from\":\"ENGLAND\",\"to\":\"FRANCE\",\"round\":1,\"text\":\"Let us both keep out of the English Channel this season.\"}"_s,
        u"{\"from\":\"TURKEY\",\"to\":\"RUSSIA\",\"round\":1,\"text\":\"Not for France.\"}"_s,
        u"{\"from\":\"ITALY\",\"to\":\"GLOBAL\",\"round\":1,\"text\":\"Peace to all.\"}"_s};
    QNetworkReply *reply =
        client.post(bytesOf(ourRequest(u"messages"_s, u"FRANCE"_s, Position::start(), press)));
    QVERIFY(waitFor(reply));
    const QJsonArray messages = QJsonDocument::fromJson(contentOf(reply->readAll()).toUtf8())
                                    .object()[u"messages"_s]
                                    .toArray();
    QVERIFY(messages.size() >= 1 && messages.size() <= 4);
    bool answered = false;
    for (const QJsonValue &message : messages) {
        const bool isPrivate = message[u"message_type"_s].toString() == u"private"_s;
        QCOMPARE(message[u"recipient"_s].toString() != u"GLOBAL"_s, isPrivate);
        answered = answered || (message[u"recipient"_s].toString() == u"ENGLAND"_s &&
                                message[u"content"_s].toString().contains(u"English Channel"_s));
    }
    QVERIFY(answered);
}

void SimulatorTest::understandsOtherPrograms()
{
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    const auto ask = [&](const QString &text) {
        QNetworkReply *reply = client.post(
            bytesOf({{u"model"_s, u"x"_s},
                     {u"messages"_s,
                      QJsonArray{QJsonObject{{u"role"_s, u"user"_s}, {u"content"_s, text}}}}}));
        return waitFor(reply) && statusOf(reply) == 200 ? contentOf(reply->readAll()) : QString();
    };
    const QString orders =
        ask(u"You are playing as Germany.\nPossible orders:\nA MUN: ['A MUN H', 'A MUN - BUR', "
            "'A MUN S A BER']\nF KIE: ['F KIE - HOL']\nEnd with PARSABLE OUTPUT: and JSON."_s);
    const qsizetype marker = orders.indexOf(u"PARSABLE OUTPUT:"_s);
    QVERIFY(marker > 0);
    const QJsonArray list = QJsonDocument::fromJson(orders.mid(marker + 16).trimmed().toUtf8())
                                .object()[u"orders"_s]
                                .toArray();
    QCOMPARE(list.size(), 2);
    QVERIFY(list[0].toString().startsWith(u"A MUN "_s));
    QCOMPARE(list[1].toString(), u"F KIE - HOL"_s);

    const QString none = ask(u"Your orders, please, with PARSABLE OUTPUT."_s);
    QVERIFY(none.endsWith(u"{\"orders\":[]}"_s));
    const QJsonArray messages =
        QJsonDocument::fromJson(
            ask(u"You are TURKEY. Answer with objects of message_type, recipient, content."_s)
                .toUtf8())
            .array();
    QCOMPARE(messages.size(), 1);
    QVERIFY(messages[0][u"recipient"_s].toString() != u"TURKEY"_s);
    QVERIFY(!ask(u"Tell me something."_s).isEmpty());
}

void SimulatorTest::sameRequestSameBytes()
{
    QByteArray first;
    for (int run = 0; run < 2; ++run) { // also from one start of the server to the next
        Simulator simulator(atOnce());
        QVERIFY(simulator.start());
        Client client(simulator);
        const QByteArray body =
            bytesOf(ourRequest(u"messages"_s, u"RUSSIA"_s, Position::start(), {}, true));
        for (int i = 0; i < 2; ++i) {
            QNetworkReply *reply = client.post(body, "RUSSIA/S1901M/messages/1/1");
            QVERIFY(waitFor(reply));
            const QByteArray bytes = reply->readAll();
            QVERIFY(!bytes.isEmpty());
            if (first.isEmpty())
                first = bytes;
            QCOMPARE(bytes, first);
        }
    }
}

void SimulatorTest::arrivalOrderDoesNotMatter()
{
    const auto collect = [](bool backwards) {
        Simulator simulator(atOnce());
        simulator.start();
        Client client(simulator);
        QList<QNetworkReply *> replies(powerCount);
        for (int i = 0; i < powerCount; ++i) {
            const int index = backwards ? powerCount - 1 - i : i;
            const QString name =
                QString::fromUtf8(powerName(allPowers[static_cast<std::size_t>(index)]).data());
            replies[index] = client.post(bytesOf(ourRequest(u"orders"_s, name, Position::start())),
                                         name.toUtf8() + "/S1901M/orders/0/1");
        }
        QList<QByteArray> answers;
        for (QNetworkReply *reply : replies)
            answers << (waitFor(reply) ? reply->readAll() : QByteArray());
        return answers;
    };
    const QList<QByteArray> answers = collect(false);
    QVERIFY(!answers.contains(QByteArray()));
    QCOMPARE(collect(true), answers);
}

void SimulatorTest::manyAtOnceAreAllInFlight()
{
    SimulatorOptions options;
    options.latency = SimulatorOptions::Latency::LogNormal;
    options.medianMs = 1500;
    options.sigma = 0.05;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    Client client(simulator);
    QList<QNetworkReply *> replies;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 14; ++i)
        replies << client.post(bytesOf(ourRequest(u"orders"_s, u"FRANCE"_s, Position::start())),
                               "FRANCE/S1901M/orders/0/" + QByteArray::number(i));
    for (QNetworkReply *reply : replies)
        QVERIFY(waitFor(reply));
    QCOMPARE(simulator.maxInFlight(), 14);
    QCOMPARE(simulator.requestCount(), 14);
    QVERIFY(timer.elapsed() >= 1000);     // each really waited
    QVERIFY(timer.elapsed() < 14 * 1000); // and not one after another
}

void SimulatorTest::tokensComeOverTime()
{
    SimulatorOptions options;
    options.scale = 1.5;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    Client client(simulator);
    QElapsedTimer timer;
    timer.start();
    QNetworkReply *reply =
        client.post(bytesOf(ourRequest(u"orders"_s, u"GERMANY"_s, Position::start(), {}, true)));
    qint64 first = -1;
    int pieces = 0;
    connect(reply, &QNetworkReply::readyRead, this, [&] {
        ++pieces;
        if (first < 0)
            first = timer.elapsed();
    });
    QVERIFY(waitFor(reply));
    const qint64 last = timer.elapsed();
    const Streamed streamed = readStream(reply->readAll());
    QVERIFY(streamed.done);
    QVERIFY2(pieces >= 5, qPrintable(QString::number(pieces)));
    QVERIFY(first >= 30);
    // About 120 tokens a second, here in half as much time again. Counted from the question on: a
    // busy machine may show the first ones late, but none too early.
    const double expected = static_cast<double>(streamed.completionTokens) * 1000 / 120 * 1.5;
    QVERIFY2(static_cast<double>(last) > 30 + 0.5 * expected, qPrintable(QString::number(last)));
}

void SimulatorTest::cutsAtTheTokenLimit()
{
    Simulator simulator(atOnce());
    QVERIFY(simulator.start());
    Client client(simulator);
    QJsonObject request = ourRequest(u"orders"_s, u"GERMANY"_s, Position::start(), {}, true);
    request[u"max_completion_tokens"_s] = 10;
    QNetworkReply *reply = client.post(bytesOf(request));
    QVERIFY(waitFor(reply));
    const Streamed streamed = readStream(reply->readAll());
    QCOMPARE(streamed.finishReason, u"length"_s);
    QCOMPARE(streamed.completionTokens, 10);
}

void SimulatorTest::refusesJunk_data()
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

void SimulatorTest::refusesJunk()
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

void SimulatorTest::listsItsModelAndHealth()
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

void SimulatorTest::takesNobodyElsesRequests_data()
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
void SimulatorTest::takesNobodyElsesRequests()
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

void SimulatorTest::survivesClientsThatLeave()
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

void SimulatorTest::stopsQuicklyWithRequestsInFlight()
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

void SimulatorTest::saysWhyItCannotListen()
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

QTEST_GUILESS_MAIN(SimulatorTest)
#include "simulator_test.moc"
