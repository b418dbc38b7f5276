// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/virtual_world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using Kind = concert::ChatError::Kind;
using Request = VirtualNetwork::Request;

namespace {

ProviderProfile cloud()
{
    ProviderProfile profile;
    profile.name = u"fake"_s;
    profile.displayName = u"Fake"_s;
    profile.baseUrl = QUrl(u"https://models.example/v1"_s);
    return profile;
}

ChatRequest ask(const QString &model = u"m"_s)
{
    ChatRequest request;
    request.model = model;
    request.messages = {{ChatMessage::Role::User, u"Your orders?"_s}};
    return request;
}

} // namespace

/// A provider in virtual time and a virtual network: what it does in minutes of trouble.
class OutageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outlivesTenMinutes_data();
    void outlivesTenMinutes();
    void outlivesAMinuteAlone();
    void failsIfTheServerWasNeverThere();
    void losesPatience();
    void oneBadRequestIsNoOutage();
    void abortsWhileParked();
    void triesNowWhenTold();
    void slowsDownWhenAsked();
    void stepsDownAndRemembers();
    void addsUpUsage();
    void timesAreTheSameEverywhere();
    void givesUpHttp2();
};

void OutageTest::outlivesTenMinutes_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("network down") << 0;
    QTest::newRow("503") << 503;
    QTest::newRow("529") << 529;
}

void OutageTest::outlivesTenMinutes()
{
    QFETCH(int, status);
    const auto from = 5s;
    const auto to = from + 10min;
    VirtualNetwork network([&](const Request &request) {
        if (request.at < from || request.at >= to)
            return VirtualNetwork::fine();
        return status ? VirtualNetwork::status(status) : VirtualNetwork::refused();
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    ChatReply *before = provider.send(ask());
    QVERIFY(network.clock().run(5s, [&] { return before->isFinished(); }));
    QVERIFY(!before->result().error);
    network.clock().run(5s);

    QList<ChatReply *> replies;
    QStringList told;
    for (int i = 0; i < 7; ++i) {
        replies << provider.send(ask());
        connect(replies.last(), &ChatReply::restarted, this,
                [&](const QString &reason) { told << reason; });
    }
    const auto finished = [&] {
        return std::all_of(replies.begin(), replies.end(),
                           [](const ChatReply *reply) { return reply->isFinished(); });
    };
    QVERIFY(network.clock().run(1min, [&] { return provider.isDown(); }));
    QVERIFY(!network.clock().run(to - network.clock().elapsed(), finished));
    qsizetype sent = 0;
    std::optional<std::chrono::milliseconds> success;
    QVERIFY(network.clock().run(65s, finished));
    for (const Request &request : network.requests()) {
        sent += request.at >= from && request.at < to ? 1 : 0;
        if (request.at >= to && !success)
            success = request.at;
    }
    qInfo("%lld requests left in the outage; the first success began %lld ms after its end",
          static_cast<long long>(sent), static_cast<long long>((*success - to).count()));
    QVERIFY(sent <= 60);
    QVERIFY(*success - to <= 65s);
    for (const ChatReply *reply : std::as_const(replies)) {
        QVERIFY(!reply->result().error);
        QCOMPARE(reply->result().text, u"The answer."_s);
    }
    QVERIFY(!provider.isDown());
    QCOMPARE(provider.inFlight(), 0);
    const QStringList waits = told.filter(u"Waiting for it; the next attempt is in "_s);
    QVERIFY(waits.size() > 50); // each is told anew how long
    QVERIFY2(waits.last().startsWith(u"Fake (models.example) "_s), qPrintable(waits.last()));
    QVERIFY(!waits.filter(u" 15 s."_s).isEmpty() && !waits.filter(u" 60 s."_s).isEmpty());
}

void OutageTest::outlivesAMinuteAlone()
{
    VirtualNetwork network([](const Request &request) {
        const bool down = request.at > 1s && request.at < 61s;
        return down ? VirtualNetwork::refused() : VirtualNetwork::fine();
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    provider.send(ask());
    network.clock().run(2s);
    ChatReply *reply = provider.send(ask()); // the only call: five in a row do not come together
    QVERIFY(network.clock().run(3min, [&] { return reply->isFinished(); }));
    QVERIFY(!reply->result().error);
}

void OutageTest::failsIfTheServerWasNeverThere()
{
    VirtualNetwork network([](const Request &) { return VirtualNetwork::refused(); });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    QList<ChatReply *> replies;
    for (int i = 0; i < 7; ++i)
        replies << provider.send(ask());
    QVERIFY(network.clock().run(30s, [&] { return provider.inFlight() == 0; }));
    for (const ChatReply *reply : std::as_const(replies)) {
        QCOMPARE(reply->result().attempts, 4);
        QVERIFY(reply->result().error->kind == Kind::Connect);
    }
}

void OutageTest::losesPatience()
{
    VirtualNetwork network([](const Request &request) {
        return request.at < 1s ? VirtualNetwork::fine() : VirtualNetwork::status(503);
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    provider.send(ask());
    network.clock().run(2s);
    ChatReply *reply = provider.send(ask());
    QVERIFY(!network.clock().run(25min, [&] { return reply->isFinished(); }));
    QVERIFY(network.clock().run(10min, [&] { return reply->isFinished(); }));
    QVERIFY(reply->result().error->kind == Kind::Server);
    QVERIFY(reply->result().attempts < 60);
}

void OutageTest::oneBadRequestIsNoOutage()
{
    VirtualNetwork network([](const Request &request) {
        return request.body.contains("\"bad\"") ? VirtualNetwork::status(500)
                                                : VirtualNetwork::fine();
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    provider.send(ask());
    network.clock().run(1s);
    ChatReply *bad = provider.send(ask(u"bad"_s));
    ChatReply *good = nullptr;
    for (int i = 0; i < 20; ++i) {
        good = provider.send(ask());
        QVERIFY(network.clock().run(1s, [&] { return good->isFinished(); }));
        QVERIFY(!good->result().error);
    }
    QVERIFY(bad->isFinished());
    QCOMPARE(bad->result().attempts, 2);
    QVERIFY(!provider.isDown());
}

void OutageTest::abortsWhileParked()
{
    VirtualNetwork network([](const Request &request) {
        return request.at < 1s ? VirtualNetwork::fine() : VirtualNetwork::status(503);
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    provider.send(ask());
    network.clock().run(2s);
    QList<ChatReply *> replies;
    for (int i = 0; i < 8; ++i)
        replies << provider.send(ask());
    QVERIFY(network.clock().run(1min, [&] { return provider.isDown(); }));
    network.clock().run(15s + 20ms); // a probe is on its way
    for (ChatReply *reply : std::as_const(replies)) {
        reply->abort();
        QVERIFY(reply->isFinished() && reply->result().error->kind == Kind::Aborted);
    }
    QCOMPARE(provider.inFlight(), 0);
    const qsizetype sent = network.requests().size();
    network.clock().run(10min);
    QCOMPARE(network.requests().size(), sent); // nobody is left to ask
    ChatReply *next = provider.send(ask());    // and is the probe then
    network.clock().run(1s);
    QCOMPARE(network.requests().size(), sent + 1);
    delete next;
    QCOMPARE(provider.inFlight(), 0);
}

void OutageTest::triesNowWhenTold()
{
    VirtualNetwork network([](const Request &request) {
        return request.at < 1s || request.at > 100s ? VirtualNetwork::fine()
                                                    : VirtualNetwork::refused();
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    provider.send(ask());
    network.clock().run(2s);
    ChatReply *reply = provider.send(ask());
    QStringList problems;
    connect(reply, &ChatReply::outageBegan, this,
            [&](const QString &problem) { problems << problem; });
    network.clock().run(99s);
    QVERIFY(provider.isDown());
    QCOMPARE(problems.size(), 1); // told once, whatever the probes find
    QVERIFY(problems[0].contains(u"models.example"_s));
    const qsizetype before = network.requests().size();
    reply->hurry();
    reply->hurry(); // one probe at a time
    network.clock().run(100ms);
    QCOMPARE(network.requests().size(), before + 1);
    QVERIFY(network.clock().run(1s, [&] { return reply->isFinished(); }));
    QVERIFY(!reply->result().error);
    QCOMPARE(reply->result().requests.size(), reply->result().attempts);
    QVERIFY(reply->result().requests.last().problem.isEmpty());
    QVERIFY(!reply->result().requests.first().problem.isEmpty());
}

void OutageTest::slowsDownWhenAsked()
{
    int refusals = 0;
    VirtualNetwork network([&](const Request &request) {
        if (request.at > 1s && request.at < 20s) {
            ++refusals;
            VirtualAnswer answer = VirtualNetwork::status(429);
            answer.headers = {{"Retry-After", "2"}};
            return answer;
        }
        return VirtualNetwork::fine();
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    QCOMPARE(provider.concurrencyLimit(), 16);
    for (int i = 0; i < 40; ++i)
        provider.send(ask());
    QCOMPARE(provider.inFlight(), 16);
    network.clock().run(1100ms);
    QCOMPARE(provider.inFlight(), 0);
    QCOMPARE(provider.concurrencyLimit(), 18); // two clean rounds
    for (int i = 0; i < 40; ++i)
        provider.send(ask());
    network.clock().run(5s);
    QVERIFY(refusals >= 18);
    QCOMPARE(provider.concurrencyLimit(), 14); // once for the whole episode
    QVERIFY(!provider.isDown());
}

void OutageTest::stepsDownAndRemembers()
{
    VirtualNetwork network([](const Request &request) {
        const auto refuse = [](const QByteArray &message) {
            return VirtualNetwork::status(400, R"({"error":{"message":")" + message + "\"}}");
        };
        if (request.body.contains("temperature"))
            return refuse("Unsupported parameter: 'temperature' is not supported.");
        if (request.body.contains("json_schema"))
            return refuse("response_format json_schema is unknown");
        if (request.body.contains("json_object"))
            return refuse("'response_format.type' must be text");
        if (request.body.contains("stream_options"))
            return refuse("stream_options: Extra inputs are not permitted");
        return VirtualNetwork::fine();
    });
    ProviderProfile profile = cloud();
    profile.extraFields = {{u"temperature"_s, 0.5}};
    ChatProvider provider(profile, "secret-key", 1, nullptr, network.ground());
    ChatRequest request = ask();
    request.schema = ChatSchema{u"orders"_s, {{u"type"_s, u"object"_s}}};
    ChatReply *first = provider.send(request);
    ChatReply *same = provider.send(request); // finds out with it, not after it
    QVERIFY(network.clock().run(5s, [&] { return provider.inFlight() == 0; }));
    QVERIFY(!first->result().error && !same->result().error);
    QCOMPARE(first->result().attempts, 5);
    const Concessions known = provider.concessions(u"m"_s);
    QVERIFY(known.structured == StructuredLevel::Plain);
    QCOMPARE(known.droppedFields, (QStringList{u"temperature"_s, u"stream_options"_s}));
    ChatReply *later = provider.send(request);
    QVERIFY(network.clock().run(5s, [&] { return later->isFinished(); }));
    QCOMPARE(later->result().attempts, 1);
    QVERIFY(network.requests().last().body.contains("following this JSON schema"));
    request.model = u"other"_s; // may be better
    ChatReply *other = provider.send(request);
    QVERIFY(network.clock().run(5s, [&] { return other->isFinished(); }));
    QCOMPARE(other->result().attempts, 5);
    const ProviderGround ground = network.ground(); // as one match after another
    ChatProvider before(profile, "secret-key", 1, nullptr, ground);
    ChatProvider after(profile, "secret-key", 1, nullptr, ground);
    for (ChatProvider *each : {&before, &after}) {
        ChatReply *reply = each->send(request);
        QVERIFY(network.clock().run(5s, [&] { return reply->isFinished(); }));
        QCOMPARE(reply->result().attempts, each == &before ? 5 : 1);
    }
}

void OutageTest::addsUpUsage()
{
    int asked = 0;
    VirtualNetwork network([&](const Request &) {
        VirtualAnswer answer = VirtualNetwork::fine();
        if (++asked == 1) // told before it broke
            answer.body = "data: {\"choices\":[{\"delta\":{\"content\":\"The\"}}],\"usage\":"
                          "{\"prompt_tokens\":100,\"completion_tokens\":7}}\n\n"
                          "data: {\"error\":{\"type\":\"server_error\",\"message\":\"m\"}}\n\n";
        else if (asked == 2) // not told
            answer.body = "data: {\"choices\":[{\"delta\":{\"content\":\"12345678\"}}]}\n\n";
        return answer;
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    ChatReply *reply = provider.send(ask());
    QVERIFY(network.clock().run(1min, [&] { return reply->isFinished(); }));
    QCOMPARE(reply->result().attempts, 3);
    QCOMPARE(reply->result().usage, (Usage{100 + 3 + 12, 0, 7 + 3 + 34, 0, true}));
}

void OutageTest::timesAreTheSameEverywhere()
{
    VirtualNetwork network([](const Request &) {
        VirtualAnswer answer = VirtualNetwork::status(429);
        answer.headers = {{"Retry-After", "7200"}};
        return answer;
    });
    static const QRegularExpression until(
        u"It asks to wait until (\\d{4}-\\d\\d-\\d\\d )?\\d\\d:\\d\\d\\.$"_s);
    const QLocale locale;
    for (const QLocale::Language language : {QLocale::English, QLocale::German, QLocale::Arabic}) {
        QLocale::setDefault(QLocale(language));
        ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
        ChatReply *reply = provider.send(ask());
        const bool ended = network.clock().run(5s, [&] { return reply->isFinished(); });
        QLocale::setDefault(locale);
        QVERIFY(ended && reply->result().error);
        QVERIFY2(reply->result().error->message.contains(until),
                 qPrintable(reply->result().error->message));
    }
}

void OutageTest::givesUpHttp2()
{
    VirtualNetwork network([](const Request &request) {
        if (!request.http2Allowed)
            return VirtualNetwork::fine();
        VirtualAnswer goAway = VirtualNetwork::refused();
        goAway.error = QNetworkReply::ProtocolFailure;
        goAway.http2 = true;
        return goAway;
    });
    ChatProvider provider(cloud(), "secret-key", 1, nullptr, network.ground());
    ChatReply *reply = provider.send(ask());
    QVERIFY(network.clock().run(1min, [&] { return reply->isFinished(); }));
    QVERIFY(!reply->result().error);
    QCOMPARE(reply->result().attempts, 3); // once more over HTTP/2, then not
}

QTEST_GUILESS_MAIN(OutageTest)
#include "outage_test.moc"
