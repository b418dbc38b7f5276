// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_provider.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/measured.h"
#include "tests/support/refusing_port.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

namespace {

constexpr int deadline = 30'000;

ChatRequest question()
{
    ChatRequest request;
    request.model = u"model"_s;
    request.messages = {{ChatMessage::Role::System, u"You play FRANCE."_s},
                        {ChatMessage::Role::User, u"Your orders?"_s}};
    return request;
}

} // namespace

/// A provider over real sockets when all goes well, and its promises about objects' lives.
class ChatProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void streams();
    void isSentWhenAllOfItHasLeft_data();
    void isSentWhenAllOfItHasLeft();
    void whatNeverLeftWasSentWhenItWasTried();
    void takesWholeAnswers();
    void sendsWhatTheDialectSays();
    void tellsTheCallToTheBuiltInModelOnly();
    void keepsConnections();
    void keeps14InFlight();
    void queuesInOrder();
    void startsNoneWithinSend();
    void abortsInTheQueue();
    void abortsBeforeTheFirstByte();
    void abortsInTheAnswer();
    void abortsWhileWaiting();
    void survivesDeletionOfTheReplyInSlots();
    void survivesDeletionOfTheProviderInSlots();
    void finishesItsCallsWhenDeleted();
    void deletingAReplyFreesItsPlace();
    void refusesABadProfile();
    void warmsUp_data();
    void warmsUp();
    void leavesTheEventLoopFree();

private:
    std::unique_ptr<FakeModelServer> server_;
};

void ChatProviderTest::init()
{
    server_ = std::make_unique<FakeModelServer>();
}

void ChatProviderTest::streams()
{
    ChatProvider provider(server_->profile(), "key", 1);
    ChatReply *reply = provider.send(question());
    QSignalSpy sent(reply, &ChatReply::sent);
    QSignalSpy finished(reply, &ChatReply::finished);
    QString text;
    connect(reply, &ChatReply::textReceived, this, [&](const QString &more) { text += more; });
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, deadline);

    const ChatResult &result = reply->result();
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    QCOMPARE(result.text, u"The answer."_s);
    QCOMPARE(text, result.text);
    QCOMPARE(result.finishReason, FinishReason::Complete);
    QCOMPARE(result.attempts, 1);
    QCOMPARE(result.usage, (Usage{12, 0, 34, 0, false}));
    QCOMPARE(sent.size(), 1);
    QVERIFY(reply->isFinished());
    QCOMPARE(provider.inFlight(), 0);
    QCOMPARE(provider.requestsSent(), 1);

    const ChatTiming &timing = reply->timing();
    QVERIFY(timing.sent && timing.firstByte && timing.firstToken && timing.lastToken);
    QVERIFY(timing.queued <= *timing.sent && *timing.sent <= *timing.firstByte);
    QVERIFY(*timing.firstByte <= *timing.firstToken && *timing.firstToken <= *timing.lastToken);
    reply->abort(); // too late to matter
    QCOMPARE(finished.size(), 1);
    QVERIFY(!reply->result().error);
}

void ChatProviderTest::isSentWhenAllOfItHasLeft_data()
{
    QTest::addColumn<int>("characters");
    QTest::addColumn<int>("before"); // calls that took connections and places before it
    QTest::newRow("short") << 10 << 0;
    QTest::newRow("several pieces") << 100'000 << 0;
    QTest::newRow("over a manager's connections") << 10 << 6;
    QTest::newRow("behind the limit") << 10 << 7;
}

/// What we do before a packet leaves is our own time, and none of the model's: here the event loop,
/// without which none does, is kept busy.
void ChatProviderTest::isSentWhenAllOfItHasLeft()
{
    QFETCH(int, characters);
    QFETCH(int, before);
    constexpr auto busy = 30ms;
    ProviderProfile profile = server_->profile();
    profile.maxConcurrent = 7;
    ChatProvider provider(profile, {}, 1);
    QList<ChatReply *> replies;
    ChatRequest request = question();
    request.messages[1].content = QString(characters, u'x');
    for (int i = 0; i <= before; ++i)
        replies << provider.send(request);
    QVERIFY(!replies.last()->timing().sent);
    QTest::qSleep(static_cast<int>(busy.count()));
    for (ChatReply *reply : std::as_const(replies)) {
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
        QVERIFY(!reply->result().error);
        const ChatTiming &timing = reply->timing();
        QVERIFY(*timing.sent - timing.queued >= busy);
        QVERIFY(*timing.sent <= *timing.firstByte);
        QCOMPARE(reply->result().requests.first().sent, *timing.sent);
    }
    QVERIFY(*replies.last()->timing().sent <= server_->requests().last().taken);
}

void ChatProviderTest::whatNeverLeftWasSentWhenItWasTried()
{
    server_->close();
    ChatProvider provider(server_->profile(), {}, 1);
    ChatReply *reply = provider.send(question());
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    const QList<ChatAttempt> &requests = reply->result().requests;
    QVERIFY(!requests.isEmpty());
    QCOMPARE(*reply->timing().sent, requests.first().sent);
    for (const ChatAttempt &request : requests)
        QVERIFY(request.sent < request.ended);
}

void ChatProviderTest::takesWholeAnswers()
{
    server_->script({fake::wholeJson(u"A PAR - BUR"_s)});
    ChatProvider provider(server_->profile(), {}, 1);
    ChatRequest request = question();
    request.stream = false;
    ChatReply *reply = provider.send(request);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    QVERIFY(!reply->result().error);
    QCOMPARE(reply->result().text, u"A PAR - BUR"_s);
    QCOMPARE(server_->body(0)[u"stream"_s].toBool(true), false);
}

void ChatProviderTest::sendsWhatTheDialectSays()
{
    ChatProvider provider(server_->profile(), "sk-secret", 1);
    ChatRequest request = question();
    request.callId = "FRANCE/S1901M";
    request.messages[1].content = QString(100'000, u'é'); // several pieces of upload
    ChatReply *reply = provider.send(request);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    QVERIFY(!reply->result().error);
    const HttpServerRequest &asked = server_->requests().at(0);
    QCOMPARE(asked.method, "POST"_ba);
    QCOMPARE(asked.path, "/v1/chat/completions"_ba);
    QCOMPARE(asked.headers.value("authorization"), "Bearer sk-secret"_ba);
    QCOMPARE(asked.headers.value("content-type"), "application/json"_ba);
    QVERIFY(!asked.headers.contains("upgrade")); // no HTTP/2 over plain HTTP
    QVERIFY(!asked.headers.contains("x-concert-call"));
    QCOMPARE(server_->body(0)[u"messages"_s][1][u"content"_s].toString(),
             request.messages[1].content);
}

void ChatProviderTest::tellsTheCallToTheBuiltInModelOnly()
{
    ProviderProfile profile = server_->profile();
    profile.name = simulatorProviderName;
    ChatProvider provider(profile, {}, 1);
    ChatRequest request = question();
    request.callId = "FRANCE/S1901M/orders";
    ChatReply *reply = provider.send(request);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    QCOMPARE(server_->requests().at(0).headers.value("x-concert-call"), request.callId);
    QVERIFY(!server_->requests().at(0).headers.contains("authorization"));
}

void ChatProviderTest::keepsConnections()
{
    ChatProvider provider(server_->profile(), {}, 1);
    for (int i = 0; i < 5; ++i) {
        ChatReply *reply = provider.send(question());
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
        QVERIFY(!reply->result().error);
    }
    QCOMPARE(server_->requests().size(), 5);
    QCOMPARE(server_->connections(), 1);
}

void ChatProviderTest::keeps14InFlight()
{
    server_->script({fake::silent()});
    ChatProvider provider(server_->profile(), {}, 1);
    for (int i = 0; i < 14; ++i)
        provider.send(question());
    QTRY_COMPARE_WITH_TIMEOUT(server_->mostInFlight(), 14, deadline); // Qt alone would stop at 6
    QCOMPARE(provider.inFlight(), 14);
}

void ChatProviderTest::queuesInOrder()
{
    server_->script({fake::slow(20)});
    ProviderProfile profile = server_->profile();
    profile.maxConcurrent = 3;
    ChatProvider provider(profile, {}, 1);
    QList<ChatReply *> replies;
    for (int i = 0; i < 10; ++i) {
        ChatRequest request = question();
        request.model = QString::number(i);
        replies.append(provider.send(request));
        QVERIFY(provider.inFlight() <= 3);
    }
    for (ChatReply *reply : replies)
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    QCOMPARE(server_->mostInFlight(), 3);
    for (int i = 0; i < 10; ++i) {
        QVERIFY(!replies[i]->result().error);
        QVERIFY(i == 0 || *replies[i - 1]->timing().sent <= *replies[i]->timing().sent);
        QVERIFY(i < 3 || *replies[i]->timing().sent - replies[i]->timing().queued >= 15ms);
    }
}

void ChatProviderTest::startsNoneWithinSend()
{
    const RefusingPort nobody; // would fail at once
    ProviderProfile profile = server_->profile();
    profile.baseUrl = nobody.baseUrl();
    ChatProvider provider(profile, {}, 1);
    ChatReply *reply = provider.send(question());
    QSignalSpy sent(reply, &ChatReply::sent);
    QSignalSpy finished(reply, &ChatReply::finished);
    QVERIFY(!reply->isFinished());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, deadline);
    QCOMPARE(sent.size(), 1);
}

void ChatProviderTest::abortsInTheQueue()
{
    server_->script({fake::silent()});
    ProviderProfile profile = server_->profile();
    profile.maxConcurrent = 1;
    ChatProvider provider(profile, {}, 1);
    ChatReply *first = provider.send(question());
    ChatReply *second = provider.send(question());
    ChatReply *third = provider.send(question());
    QSignalSpy sent(second, &ChatReply::sent);
    QSignalSpy finished(second, &ChatReply::finished);
    second->abort();
    QCOMPARE(finished.size(), 1);
    QVERIFY(second->result().error->kind == ChatError::Kind::Aborted);
    QCOMPARE(second->result().attempts, 0);
    QVERIFY(!second->timing().sent);
    first->abort(); // its place goes to the third
    QTRY_COMPARE_WITH_TIMEOUT(server_->inFlight(), 1, deadline);
    QVERIFY(third->timing().sent);
    QCOMPARE(sent.size(), 0);
}

void ChatProviderTest::abortsBeforeTheFirstByte()
{
    server_->script({fake::silent()});
    ChatProvider provider(server_->profile(), {}, 1);
    ChatReply *reply = provider.send(question());
    QSignalSpy finished(reply, &ChatReply::finished);
    QTRY_COMPARE_WITH_TIMEOUT(server_->inFlight(), 1, deadline);
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QVERIFY(reply->result().error->kind == ChatError::Kind::Aborted);
    QVERIFY(reply->result().usage.estimated); // the server has the prompt, and may bill it
    QTRY_COMPARE_WITH_TIMEOUT(server_->clientsGone(), 1, deadline); // stops generating
    QCOMPARE(provider.requestsSent(), 1);
}

void ChatProviderTest::abortsInTheAnswer()
{
    server_->script({fake::stall()});
    ChatProvider provider(server_->profile(), {}, 1);
    ChatReply *reply = provider.send(question());
    QSignalSpy finished(reply, &ChatReply::finished);
    connect(reply, &ChatReply::textReceived, reply, &ChatReply::abort);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, deadline);
    QVERIFY(reply->result().error->kind == ChatError::Kind::Aborted);
    QCOMPARE(reply->result().text, u"The ans"_s); // what had arrived is kept
    QTRY_COMPARE_WITH_TIMEOUT(server_->clientsGone(), 1, deadline);
}

void ChatProviderTest::abortsWhileWaiting()
{
    server_->script({fake::status(429, {}, {{"Retry-After", "60"}})});
    ChatProvider provider(server_->profile(), {}, 1);
    ChatReply *reply = provider.send(question());
    QSignalSpy restarted(reply, &ChatReply::restarted);
    QSignalSpy finished(reply, &ChatReply::finished);
    QTRY_COMPARE_WITH_TIMEOUT(restarted.size(), 1, deadline);
    QCOMPARE(provider.inFlight(), 1); // keeps its place
    reply->abort();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(provider.inFlight(), 0);
    QCOMPARE(server_->requests().size(), 1);
}

void ChatProviderTest::survivesDeletionOfTheReplyInSlots()
{
    using Connect = std::function<void(ChatReply *, std::function<void()>)>;
    const auto on = [this](auto signal) -> Connect {
        return [this, signal](ChatReply *reply, const std::function<void()> &action) {
            connect(reply, signal, this, action);
        };
    };
    const QList<QPair<Connect, fake::Behaviour>> cases{
        {on(&ChatReply::sent), fake::fine()},
        {on(&ChatReply::textReceived), fake::fine()},
        {on(&ChatReply::finished), fake::fine()},
        {on(&ChatReply::finished), fake::status(401)},
        {on(&ChatReply::finished), fake::stream("nonsense")},
        {on(&ChatReply::restarted), fake::cut()},
    };
    for (const auto &[connectTo, behaviour] : cases) {
        server_->script({behaviour});
        ChatProvider provider(server_->profile(), {}, 1);
        QPointer<ChatReply> reply = provider.send(question());
        connectTo(reply, [reply] { delete reply.data(); });
        QTRY_VERIFY_WITH_TIMEOUT(reply.isNull(), deadline);
        QCOMPARE(provider.inFlight(), 0);
        server_->script({fake::fine()});
        ChatReply *next = provider.send(question()); // all still works
        QTRY_VERIFY_WITH_TIMEOUT(next->isFinished(), deadline);
        QVERIFY(!next->result().error);
    }
}

void ChatProviderTest::survivesDeletionOfTheProviderInSlots()
{
    for (auto signal : {&ChatReply::sent, &ChatReply::finished}) {
        auto *provider = new ChatProvider(server_->profile(), {}, 1);
        QPointer<ChatProvider> guard(provider);
        int finished = 0;
        for (int i = 0; i < 3; ++i) {
            ChatReply *reply = provider->send(question());
            connect(reply, &ChatReply::finished, this, [&] { ++finished; });
            connect(reply, signal, this, [&provider] { delete std::exchange(provider, nullptr); });
        }
        QTRY_VERIFY_WITH_TIMEOUT(guard.isNull(), deadline);
        QCOMPARE(finished, 3);
    }
    auto *provider = new ChatProvider(server_->profile(), {}, 1);
    QPointer<ChatReply> reply = provider->send(question());
    connect(reply, &ChatReply::textReceived, this, [provider] { delete provider; });
    QTRY_VERIFY_WITH_TIMEOUT(reply.isNull(), deadline);
}

void ChatProviderTest::finishesItsCallsWhenDeleted()
{
    server_->script({fake::silent()});
    ProviderProfile profile = server_->profile();
    profile.maxConcurrent = 2;
    auto provider = std::make_unique<ChatProvider>(profile, "k", 1);
    int aborted = 0;
    for (int i = 0; i < 5; ++i) {
        ChatReply *reply = provider->send(question());
        connect(reply, &ChatReply::finished, this, [&aborted, provider = provider.get(), reply] {
            aborted += reply->result().error->kind == ChatError::Kind::Aborted ? 1 : 0;
            provider->send(question()); // who tries this gets no answer, but no crash either
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(server_->inFlight(), 2, deadline);
    QElapsedTimer clock;
    clock.start();
    provider.reset();
    QCOMPARE(aborted, 5);
    QVERIFY(clock.elapsed() < 20'000); // it waits for no answer, and none would ever come
    QTRY_COMPARE_WITH_TIMEOUT(server_->clientsGone(), 2, deadline);
    QCOMPARE(server_->requests().size(), 2);
}

void ChatProviderTest::deletingAReplyFreesItsPlace()
{
    server_->script({fake::silent(), fake::fine()});
    ProviderProfile profile = server_->profile();
    profile.maxConcurrent = 1;
    ChatProvider provider(profile, {}, 1);
    ChatReply *first = provider.send(question());
    ChatReply *second = provider.send(question());
    QTRY_COMPARE_WITH_TIMEOUT(server_->inFlight(), 1, deadline);
    delete first;
    QTRY_VERIFY_WITH_TIMEOUT(second->isFinished(), deadline);
    QVERIFY(!second->result().error);
    QTRY_COMPARE_WITH_TIMEOUT(server_->clientsGone(), 1, deadline);
}

void ChatProviderTest::refusesABadProfile()
{
    ProviderProfile profile = server_->profile();
    profile.baseUrl = QUrl(u"ftp://127.0.0.1/"_s);
    ChatProvider provider(profile, {}, 1);
    ChatReply *reply = provider.send(question());
    QSignalSpy finished(reply, &ChatReply::finished);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, deadline);
    QVERIFY(reply->result().error->kind == ChatError::Kind::BadRequest);
    QVERIFY(reply->result().error->message.contains(u"https://"_s));
    QCOMPARE(reply->result().attempts, 0);
}

void ChatProviderTest::warmsUp_data()
{
    QTest::addColumn<bool>("connected");
    QTest::newRow("ahead") << true;
    QTest::newRow("at the last moment") << false;
}

void ChatProviderTest::warmsUp()
{
    QFETCH(bool, connected);
    ChatProvider provider(server_->profile(), {}, 1);
    provider.warmUp(7);
    if (connected)
        QTRY_COMPARE_WITH_TIMEOUT(server_->connections(), 7, deadline);
    QList<ChatReply *> replies;
    for (int i = 0; i < 7; ++i)
        replies.append(provider.send(question()));
    for (ChatReply *reply : replies)
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    QCOMPARE(server_->connections(), 7); // all were of use
}

void ChatProviderTest::leavesTheEventLoopFree()
{
    // 8 MB of reasoning in one go: read in slices, other events have their turn in between.
    QByteArray bytes;
    const QByteArray thought = "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning\":\"" +
                               QByteArray(2000, 'x') + "\"}}]}\n\n";
    while (bytes.size() < 8'000'000)
        bytes += thought;
    server_->script({fake::stream(bytes + fake::chunk(u"Done."_s) + fake::lastChunks())});
    ChatProvider provider(server_->profile(), {}, 1);
    ChatReply *reply = provider.send(question());
    double lastTick = 0;
    double longest = 0;
    QTimer ticks;
    connect(&ticks, &QTimer::timeout, this, [&] {
        longest = std::max(longest, threadCpuMs() - lastTick);
        lastTick = threadCpuMs();
    });
    connect(reply, &ChatReply::finished, &ticks, &QTimer::stop);
    QTRY_VERIFY_WITH_TIMEOUT(!server_->requests().isEmpty(), deadline);
    lastTick = threadCpuMs();
    ticks.start(1);
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    QVERIFY(!reply->result().error);
    QCOMPARE(reply->result().text, u"Done."_s);
    qInfo("the most work between two ticks was %.1f ms", longest);
    QVERIFY(longest < 250); // of a slow machine; a single handler stays under 10 ms
}

QTEST_GUILESS_MAIN(ChatProviderTest)
#include "chat_provider_test.moc"
