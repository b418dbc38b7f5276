// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in model over real HTTP.
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "tests/core/simulator/simulator_client.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::asking;

namespace {

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

QTEST_GUILESS_MAIN(SimulatorTest)
#include "simulator_test.moc"
