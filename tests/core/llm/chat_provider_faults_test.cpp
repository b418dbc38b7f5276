// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_provider.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/refusing_port.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using Kind = concert::ChatError::Kind;

namespace {

constexpr int deadline = 60'000;
/// Looks like no vendor's key, so that only knowing it helps.
const QByteArray canary = "CANARY4f3c2b1a0e";

using Script = QList<fake::Behaviour>;

ChatRequest question()
{
    ChatRequest request;
    request.model = u"model"_s;
    request.messages = {{ChatMessage::Role::User, u"Your orders?"_s}};
    return request;
}

/// A 4xx or 5xx whose retries come at once.
fake::Behaviour soon(int status, const QByteArray &type = {})
{
    return fake::status(status, type, {{"retry-after-ms", "1"}});
}

} // namespace

/// What a provider's faults come to, over real sockets: never a crash, never a hang, and a sentence
/// that says what happened, without the key.
class ChatProviderFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fails_data();
    void fails();
    void recovers_data();
    void recovers();
    void timersEnd_data();
    void timersEnd();
    void slowButSteadyIsFine();
    void doneMayBeMissing();
    void refusedConnection();
    void unknownHost();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void waitsAsTold();
    void doesNotWaitTooLong();
    void stopsEndlessAnswers();
    void endlessAnswersEndSoonerUnderACap();
    void stopsHugeBodies();
    void stopsManyHeaders();
    void unpacksNoBomb();
    void usesTheProxyForNoLoopback();

private:
    /// Sends one request and waits for its end; checks what holds for every fault.
    const ChatResult &ask(const ProviderProfile &profile);

    std::unique_ptr<FakeModelServer> server_;
    std::unique_ptr<ChatProvider> provider_;
    ChatReply *reply_ = nullptr;
    QStringList restarts_;
    QString sinceRestart_;
};

Q_DECLARE_METATYPE(Script)

void ChatProviderFaultsTest::init()
{
    provider_.reset();
    server_ = std::make_unique<FakeModelServer>();
    restarts_.clear();
    sinceRestart_.clear();
}

const ChatResult &ChatProviderFaultsTest::ask(const ProviderProfile &profile)
{
    provider_ = std::make_unique<ChatProvider>(profile, canary, 11);
    reply_ = provider_->send(question());
    QSignalSpy finished(reply_, &ChatReply::finished);
    QSignalSpy sent(reply_, &ChatReply::sent);
    connect(reply_, &ChatReply::restarted, this, [this](const QString &reason) {
        restarts_ << reason;
        sinceRestart_.clear();
    });
    connect(reply_, &ChatReply::textReceived, this,
            [this](const QString &text) { sinceRestart_ += text; });
    finished.wait(deadline); // not QTRY_…, which looks every 50 ms
    const ChatResult &result = reply_->result();
    const auto check = [&] {
        QVERIFY(reply_->isFinished());
        QCOMPARE(finished.size(), 1);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(provider_->inFlight(), 0);
        QCOMPARE(provider_->requestsSent(), result.attempts);
        QCOMPARE(restarts_.size(), result.attempts - 1);
        QCOMPARE(sinceRestart_, result.text); // what a watcher saw is what is kept
        for (const QString &text :
             restarts_ + QStringList(result.error ? result.error->message : QString())) {
            QVERIFY2(!text.contains(u"CANARY"_s), qPrintable(text));
            QVERIFY2(!text.contains(u'\n') && text.size() < 600, qPrintable(text));
        }
        QVERIFY(!result.error || result.error->message.size() > 10);
        QVERIFY(bool(reply_->timing().lastToken) == !result.error);
    };
    check();
    return result;
}

void ChatProviderFaultsTest::fails_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const fake::Behaviour &behaviour, Kind kind, int attempts,
                        const QString &says) {
        QTest::newRow(name) << Script{behaviour} << kind << attempts << says;
    };
    row("401", fake::status(401, {}, {}, "Incorrect key: " + canary), Kind::Unauthorized, 1,
        u"Set FAKE_API_KEY to a valid key"_s);
    row("403", fake::status(403), Kind::Unauthorized, 1, u"does not permit"_s);
    row("402", fake::status(402), Kind::QuotaExhausted, 1, u"credit"_s);
    row("429 quota", fake::status(429, "insufficient_quota"), Kind::QuotaExhausted, 1, u"quota"_s);
    // A refusal without a reason gets a second look; the others say what they mean.
    row("400", fake::status(400), Kind::BadRequest, 2, u"Something is wrong."_s);
    row("404", fake::status(404), Kind::BadRequest, 1, u"does not know the model"_s);
    row("413", fake::status(413), Kind::BadRequest, 1, u"too long"_s);
    row("422", fake::status(422), Kind::BadRequest, 2, u"422"_s);
    row("400, told not to", fake::status(400, {}, {{"x-should-retry", "false"}}), Kind::BadRequest,
        1, u"400"_s);
    row("431", fake::status(431), Kind::BadRequest, 1, u"too long"_s);
    row("204", fake::body(204, "text/plain", ""), Kind::Protocol, 1, u"204"_s);
    row("429 for ever", soon(429), Kind::RateLimited, 4, u"fewer requests (429)"_s);
    row("503 for ever", soon(503), Kind::Server, 4, u"failed (503)"_s);
    row("529 for ever", soon(529), Kind::Server, 4, u"failed (529)"_s);
    row("500 for ever", soon(500), Kind::Server, 2, u"failed (500)"_s);
    row("408 for ever", soon(408), Kind::Timeout, 2, u"408"_s);
    row("409 for ever", soon(409), Kind::BadRequest, 2, u"409"_s);
    row("425 for ever", soon(425), Kind::BadRequest, 2, u"425"_s);
    row("503, told not to", fake::status(503, {}, {{"x-should-retry", "false"}}), Kind::Server, 1,
        u"503"_s);
    row("400, told to", fake::status(400, {}, {{"x-should-retry", "true"}}), Kind::BadRequest, 2,
        u"400"_s);
    row("HTML 502",
        fake::body(502, "text/html", "<html><title>Bad gateway</title><b>x</b></html>",
                   {{"retry-after-ms", "1"}}),
        Kind::Server, 4, u"failed (502). It says: Bad gateway"_s);
    row("web page", fake::body(200, "text/html", "<html><body>Please log in</body></html>"),
        Kind::Protocol, 1, u"web page"_s);
    row("error in 200", fake::body(200, "application/json", R"({"error":{"message":"No.",
        "type":"authentication_error"}})"),
        Kind::Unauthorized, 1, u"refused the key"_s);
    row("nonsense", fake::stream("data: {nonsense\n\n"), Kind::Protocol, 2, u"not valid JSON"_s);
    row("nothing", fake::stream(""), Kind::Interrupted, 4, u"in the middle"_s);
    row("empty answer", fake::stream(fake::chunk(u"  "_s) + fake::lastChunks()), Kind::Protocol, 2,
        u"empty answer"_s);
    row("deep", fake::body(200, "application/json", QByteArray(100'000, '[')), Kind::Protocol, 2,
        u"not valid JSON"_s);
}

void ChatProviderFaultsTest::fails()
{
    QFETCH(Script, script);
    QFETCH(Kind, kind);
    QFETCH(int, attempts);
    QFETCH(QString, says);
    server_->script(script);
    const ChatResult &result = ask(server_->profile());
    QVERIFY(result.error);
    QVERIFY2(result.error->kind == kind, qPrintable(result.error->message));
    QCOMPARE(result.attempts, attempts);
    QCOMPARE(server_->requests().size(), attempts); // and Qt repeated none on its own
    QVERIFY2(result.error->message.contains(says), qPrintable(result.error->message));
    QVERIFY2(result.error->message.startsWith(u"Fake (127.0.0.1:"_s),
             qPrintable(result.error->message));
}

void ChatProviderFaultsTest::recovers_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<bool>("estimated"); // the attempt that broke may be billed
    const auto row = [](const char *name, const fake::Behaviour &behaviour, bool estimated = true) {
        QTest::newRow(name) << Script{behaviour, fake::fine()} << 2 << estimated;
    };
    row("429", soon(429), false);
    row("500", soon(500), false);
    row("503", soon(503), false);
    row("reset before headers", fake::resetBeforeHeaders());
    row("reset in the answer", fake::resetInAnswer());
    row("cut", fake::cut());
    row("body cut", fake::cutBody());
    row("ends without its marker", fake::endWithoutMarker());
    row("garbage", fake::garbage());
    row("error chunk", fake::errorChunk("overloaded_error"));
    row("error chunk, server", fake::errorChunk("server_error"));
    row("provider's finish reason", fake::stream(fake::chunk(u"x"_s) + fake::lastChunks("error")));
    QTest::newRow("three times") << Script{soon(503), soon(429), fake::cut(), fake::fine()} << 4
                                 << true;
    QTest::newRow("bad UTF-8")
        << Script{fake::stream(fake::chunk(u"The answer."_s) +
                               "data: {\"choices\":[{\"delta\":{\"content\":\"\xff\xfe\"}}]}" +
                               "\n\n" + fake::lastChunks())}
        << 1 << false;
    QTest::newRow("plain JSON") << Script{fake::wholeJson(u"The answer."_s)} << 1 << false;
}

void ChatProviderFaultsTest::recovers()
{
    QFETCH(Script, script);
    QFETCH(int, attempts);
    server_->script(script);
    const ChatResult &result = ask(server_->profile());
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    QVERIFY2(result.text.startsWith(u"The answer."_s), qPrintable(result.text));
    QCOMPARE(result.attempts, attempts);
    QCOMPARE(server_->requests().size(), attempts);
    // What failed attempts may have cost is in it, too.
    QVERIFY(result.usage.outputTokens >= 34 && result.usage.outputTokens <= 40);
    QTEST(result.usage.estimated, "estimated");
    QCOMPARE(result.usage.inputTokens > 12, result.usage.estimated);
    const ChatTiming &timing = reply_->timing();
    QVERIFY(attempts == 1 || *timing.firstByte > *timing.sent);
}

void ChatProviderFaultsTest::timersEnd_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<ChatTimeouts>("timeouts");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("says");
    const ChatTimeouts usual{30s, 30s, 30s, 30s, 30s};
    ChatTimeouts times = usual;
    times.firstByte = 200ms;
    QTest::newRow("silent") << Script{fake::silent()} << times << 2 << u"begin to answer"_s;
    QTest::newRow("headers only") << Script{fake::headersOnly()} << times << 2
                                  << u"begin to answer"_s;
    times = usual;
    times.idle = 200ms;
    QTest::newRow("stall") << Script{fake::stall()} << times << 2 << u"fell silent"_s;
    times = usual;
    times.idle = 5s;
    times.progress = 300ms;
    QTest::newRow("comments only")
        << Script{fake::commentsOnly(20)} << times << 2 << u"sent no text"_s;
    times = usual;
    times.total = 400ms;
    QTest::newRow("drip") << Script{fake::drip(20)} << times << 1 << u"did not finish"_s;
}

void ChatProviderFaultsTest::timersEnd()
{
    QFETCH(Script, script);
    QFETCH(ChatTimeouts, timeouts);
    QFETCH(int, attempts);
    QFETCH(QString, says);
    server_->script(script);
    ProviderProfile profile = server_->profile();
    profile.timeouts = timeouts;
    const ChatResult &result = ask(profile);
    QVERIFY(result.error && result.error->kind == Kind::Timeout);
    QCOMPARE(result.attempts, attempts);
    QVERIFY2(result.error->message.contains(says), qPrintable(result.error->message));
    QTRY_COMPARE_WITH_TIMEOUT(server_->clientsGone(), attempts, deadline); // all are let go
    QVERIFY(result.usage.estimated);
}

void ChatProviderFaultsTest::slowButSteadyIsFine()
{
    server_->script({fake::slow(300)});
    ProviderProfile profile = server_->profile();
    profile.timeouts.connect = 100ms; // long over when the answer comes
    const ChatResult &result = ask(profile);
    QVERIFY(!result.error);
    QCOMPARE(result.attempts, 1);
    QVERIFY(*reply_->timing().firstByte - *reply_->timing().sent >= 250ms);
}

void ChatProviderFaultsTest::doneMayBeMissing()
{
    server_->script({fake::withoutDone()});
    ProviderProfile profile = server_->profile();
    profile.timeouts.idle = 200ms;
    const ChatResult &result = ask(profile);
    QVERIFY(!result.error);
    QCOMPARE(result.text, u"The answer."_s);
    QVERIFY(result.usage.estimated);
}

void ChatProviderFaultsTest::refusedConnection()
{
    const RefusingPort nobody;
    ProviderProfile profile = server_->profile();
    profile.baseUrl = nobody.baseUrl();
    const ChatResult &result = ask(profile);
    QVERIFY(result.error->kind == Kind::Connect);
    QCOMPARE(result.attempts, 4);
    QVERIFY2(result.error->message.contains(u"refused the connection. Is the server running?"_s),
             qPrintable(result.error->message));
    QCOMPARE(result.usage, Usage());
}

void ChatProviderFaultsTest::unknownHost()
{
    ProviderProfile profile = server_->profile();
    profile.baseUrl = QUrl(u"https://nobody.invalid/v1"_s);
    profile.timeouts.connect = 5s;
    const ChatResult &result = ask(profile);
    QVERIFY2(result.error->kind == Kind::Connect, qPrintable(result.error->message));
    QCOMPARE(result.attempts, 4);
    QVERIFY(!result.error->message.contains(u"chat/completions"_s)); // names the server, no address
}

void ChatProviderFaultsTest::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    for (int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status;
}

void ChatProviderFaultsTest::followsNoRedirect()
{
    QFETCH(int, status);
    FakeModelServer thief;
    server_->script({fake::redirect(status, thief.baseUrl())});
    const ChatResult &result = ask(server_->profile());
    QVERIFY(result.error->kind == Kind::Protocol);
    QVERIFY2(result.error->message.contains(u"redirects elsewhere"_s),
             qPrintable(result.error->message));
    QCOMPARE(result.attempts, 1);
    QCOMPARE(thief.connections(), 0); // neither key nor prompt went there
    QCOMPARE(server_->requests().size(), 1);
}

void ChatProviderFaultsTest::waitsAsTold()
{
    server_->script({fake::status(429, {}, {{"Retry-After", "1"}}), fake::fine()});
    QElapsedTimer clock;
    clock.start();
    const ChatResult &result = ask(server_->profile());
    QVERIFY(!result.error);
    QVERIFY2(clock.elapsed() >= 1000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(restarts_.value(0).contains(u"Trying again in 1."_s));
}

void ChatProviderFaultsTest::doesNotWaitTooLong()
{
    server_->script({fake::status(429, {}, {{"Retry-After", "36000"}})});
    const ChatResult &result = ask(server_->profile());
    QVERIFY(result.error->kind == Kind::RateLimited);
    QCOMPARE(result.attempts, 1);
    QVERIFY(result.error->retryAfter == 10h);
    QVERIFY2(result.error->message.contains(u"It asks to wait until "_s),
             qPrintable(result.error->message));
}

void ChatProviderFaultsTest::stopsEndlessAnswers()
{
    server_->script({fake::endless()});
    const ChatResult &result = ask(server_->profile());
    QVERIFY(result.error->kind == Kind::TooLarge);
    QCOMPARE(result.attempts, 1);
    QVERIFY(result.text.size() > 65'536 && result.text.size() <= 1024 * 1024);
    QTRY_COMPARE_WITH_TIMEOUT(server_->clientsGone(), 1, deadline);
}

/// Nothing was held back for it.
void ChatProviderFaultsTest::endlessAnswersEndSoonerUnderACap()
{
    server_->script({fake::endless()});
    ChatProvider provider(server_->profile(), "secret-key", 1);
    ChatRequest request = question();
    request.isCapped = true;
    ChatReply *reply = provider.send(request);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    const ChatResult &result = reply->result();
    QVERIFY(result.error->kind == Kind::TooLarge);
    QVERIFY2(result.error->message.contains(u"the limit was 4096 tokens"_s),
             qPrintable(result.error->message));
    QVERIFY(result.usage.estimated && result.usage.outputTokens <= 4 * 4096);
}

void ChatProviderFaultsTest::stopsHugeBodies()
{
    // No line ever ends, then: more than 16 MiB of comments.
    const QByteArray comments = QByteArray(":" + QByteArray(900'000, 'c') + "\n").repeated(40);
    for (const auto &behaviour :
         {fake::body(200, "application/json", "{\"x\":\"" + QByteArray(50'000'000, 'x')),
          fake::stream("data: " + QByteArray(50'000'000, 'x')), fake::stream(comments)}) {
        init();
        server_->script({behaviour});
        const ChatResult &result = ask(server_->profile());
        QVERIFY2(result.error && result.error->kind == Kind::TooLarge,
                 result.error ? qPrintable(result.error->message) : "");
        QCOMPARE(result.attempts, 1);
    }
}

void ChatProviderFaultsTest::stopsManyHeaders()
{
    fake::Headers many;
    for (int i = 0; i < 90; ++i)
        many.emplaceBack("X-Header-" + QByteArray::number(i), QByteArray(1000, 'h'));
    server_->script({fake::body(200, "application/json", "{}", many)});
    const ChatResult &result = ask(server_->profile());
    QVERIFY2(result.error && result.error->kind == Kind::TooLarge,
             qPrintable(result.error->message));
}

void ChatProviderFaultsTest::unpacksNoBomb()
{
    // qCompress makes zlib's format with four bytes of length before it: "deflate" on the wire.
    const QByteArray bomb = qCompress(QByteArray(100'000'000, ' '), 9).mid(4);
    QVERIFY(bomb.size() < 200'000);
    server_->script({fake::body(200, "application/json", bomb, {{"Content-Encoding", "deflate"}})});
    const ChatResult &result = ask(server_->profile());
    QVERIFY(result.error);
    QVERIFY2(result.error->kind == Kind::Protocol || result.error->kind == Kind::TooLarge,
             qPrintable(result.error->message));
    QCOMPARE(result.attempts, 1);
}

void ChatProviderFaultsTest::usesTheProxyForNoLoopback()
{
    FakeModelServer proxy;
    QNetworkProxy::setApplicationProxy({QNetworkProxy::HttpProxy, proxy.baseUrl().host(),
                                        static_cast<quint16>(proxy.baseUrl().port())});
    const ChatResult &result = ask(server_->profile());
    QNetworkProxy::setApplicationProxy(QNetworkProxy::DefaultProxy);
    QVERIFY(!result.error);
    QCOMPARE(proxy.connections(), 0);
}

QTEST_GUILESS_MAIN(ChatProviderFaultsTest)
#include "chat_provider_faults_test.moc"
