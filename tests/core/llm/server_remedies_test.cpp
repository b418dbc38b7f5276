// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/fault_plays.h"
#include "tests/support/asker.h"
#include "tests/support/fake_model_server.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using Kind = concert::ChatError::Kind;

namespace {

constexpr int deadline = 60'000;

} // namespace

/// What a call does when its server does not do what it is asked: each remedy once, and none of
/// them makes it worse.
class ServerRemediesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSlipIsTheModels();
    void aModelThatAlwaysSlipsIsAskedForLess();
    void aVagueRefusalGetsASecondLook_data();
    void aVagueRefusalGetsASecondLook();
    void whatDidNotHelpIsTakenBack();
    void thoughtsThatAreTheAnswer_data();
    void thoughtsThatAreTheAnswer();
    void thoughtsWithoutAnswer_data();
    void thoughtsWithoutAnswer();
    void aRemedyThatIsRefusedIsNotTheUsersFault();
    void neverAsksForMoreThanTheLimit();
    void halfAnAnswerIsBroken_data();
    void halfAnAnswerIsBroken();
    void missingCountsAreEstimated_data();
    void missingCountsAreEstimated();
    void oldConnectionsAreNoOutage();
    void longThoughtsMayCome();
    void nothingIsSaidTwiceToQt();

private:
    Asker asker_;
};

namespace {

const QByteArray slip =
    R"({"error":{"message":"Failed to generate JSON. Please adjust your prompt. See )"
    R"('failed_generation' for more details.","type":"invalid_request_error","code":)"
    R"("json_validate_failed","failed_generation":"{\"response_format\": \"max_tokens\""}})";

} // namespace

void ServerRemediesTest::aSlipIsTheModels()
{
    FakeModelServer server;
    const ProviderProfile profile = profileAt(server, u"groq"_s);
    server.script({fake::body(400, "application/json", slip), fake::fine(theJson)});
    const ChatResult &result = asker_.ask(profile, jsonQuestion());
    QVERIFY(!result.error);
    QCOMPARE(result.attempts, 2);
    QCOMPARE(server.body(0), server.body(1)); // nothing is taken away for that
    QVERIFY(asker_.learned() == Concessions());
    QVERIFY2(asker_.told.value(0).contains(u"refused what its model wrote"_s),
             qPrintable(asker_.told.value(0)));
}

void ServerRemediesTest::aModelThatAlwaysSlipsIsAskedForLess()
{
    FakeModelServer server;
    const ProviderProfile profile = profileAt(server, u"groq"_s);
    server.script({[](HttpExchange *exchange) {
        if (exchange->request().body.contains("response_format"))
            exchange->respond(400, "application/json", slip);
        else
            fake::fine(theJson)(exchange);
    }});
    const ChatResult &result = asker_.ask(profile, jsonQuestion());
    QVERIFY2(!result.error, qPrintable(asker_.problem()));
    QCOMPARE(result.attempts, 4); // schema twice, any object, and by the prompt alone
    QCOMPARE(asker_.ask(profile, jsonQuestion()).attempts, 1);
}

void ServerRemediesTest::aVagueRefusalGetsASecondLook_data()
{
    QTest::addColumn<int>("refusals");
    QTest::addColumn<bool>("always");
    QTest::addColumn<int>("attempts");
    QTest::newRow("of that moment") << 1 << false << 2;
    QTest::newRow("of the form") << 2 << false << 3;
    QTest::newRow("always") << 3 << true << 3;
}

/// One that names nothing: the same again after a moment, then one form weaker, then its reason.
void ServerRemediesTest::aVagueRefusalGetsASecondLook()
{
    QFETCH(int, refusals);
    QFETCH(bool, always);
    QFETCH(int, attempts);
    for (const QString &provider :
         {u"openai"_s, u"anthropic"_s, u"gemini"_s, u"ollama-native"_s, u"openai-responses"_s}) {
        FakeModelServer server;
        const ProviderProfile profile = profileAt(server, provider);
        QList<fake::Behaviour> script(
            refusals, fake::body(400, "application/json", R"({"error":{"message":"参数错误"}})"));
        if (!always)
            script << FaultPlays(profile.dialect).fine(theJson);
        server.script(script);
        const ChatResult &result = asker_.ask(profile, jsonQuestion());
        QCOMPARE(result.attempts, attempts);
        QCOMPARE(result.error.has_value(), always);
        QCOMPARE(server.body(0), server.body(1));
        QCOMPARE(asker_.learned() == Concessions(), attempts == 2 || always);
        if (always)
            QVERIFY2(result.error->message.contains(u"It says: 参数错误"_s),
                     qPrintable(result.error->message));
    }
}

/// It was not that: later calls are asked for in the best form again.
void ServerRemediesTest::whatDidNotHelpIsTakenBack()
{
    FakeModelServer server;
    const ProviderProfile profile = profileAt(server, u"openai"_s);
    server.script({fake::body(400, "application/json",
                              R"({"error":{"message":"stream_options: something is wrong"}})")});
    QVERIFY(asker_.ask(profile, jsonQuestion()).error);
    QVERIFY(asker_.learned() == Concessions());
}

void ServerRemediesTest::thoughtsThatAreTheAnswer_data()
{
    QTest::addColumn<DialectName>("dialect");
    for (const DialectName dialect : allDialects())
        QTest::newRow(qPrintable(dialectLabel(dialect))) << dialect;
}

/// Under a schema some servers take the answer for a thought.
void ServerRemediesTest::thoughtsThatAreTheAnswer()
{
    QFETCH(DialectName, dialect);
    FakeModelServer server;
    ProviderProfile profile = server.profile();
    profile.dialect = dialect;
    const FaultPlays play(dialect);
    for (const FinishReason reason : {FinishReason::Complete, FinishReason::Length}) {
        server.script({play.stream(
            play.write.begin(play.usage) + play.write.reasoning(theJson.left(9)) +
            play.write.reasoning(theJson.mid(9)) + play.write.ending(reason, play.usage))});
        const ChatResult &result = asker_.ask(profile, jsonQuestion());
        QVERIFY2(!result.error, qPrintable(asker_.problem()));
        QCOMPARE(result.text, theJson);
        QCOMPARE(asker_.seen, theJson);
        QCOMPARE(result.attempts, 1);
        QVERIFY(result.finishReason == FinishReason::Complete);
    }
}

void ServerRemediesTest::thoughtsWithoutAnswer_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("asks"); // what the request has the second time
    QTest::newRow("Ollama") << u"ollama-native"_s << "\"think\":false"_ba;
    QTest::newRow("vLLM") << u"vllm"_s << "\"enable_thinking\":false"_ba;
    QTest::newRow("DeepSeek") << u"deepseek"_s << "\"thinking\":{\"type\":\"disabled\"}"_ba;
    QTest::newRow("Gemini") << u"gemini"_s << "\"thinkingBudget\":0"_ba;
    QTest::newRow("OpenAI: a weaker form") << u"openai"_s << "\"json_object\""_ba;
}

void ServerRemediesTest::thoughtsWithoutAnswer()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, asks);
    FakeModelServer server;
    const ProviderProfile profile = profileAt(server, provider);
    const FaultPlays play(profile.dialect);
    const auto thoughts = play.stream(play.write.begin(play.usage) + play.write.reasoning(u"Hm"_s) +
                                      play.write.ending(FinishReason::Complete, play.usage));
    server.script({thoughts, play.fine(theJson)});
    QVERIFY(!asker_.ask(profile, jsonQuestion()).error);
    QCOMPARE(asker_.result().attempts, 2);
    QVERIFY(server.requests()[1].body.contains(asks));
    QVERIFY2(asker_.told.value(0).contains(u"sent thoughts only, and no answer."_s),
             qPrintable(asker_.told.value(0)));
    server.script({thoughts});
    asker_.forget();
    const ChatResult &result = asker_.ask(profile, jsonQuestion());
    QVERIFY(result.error && result.error->message.contains(u"thoughts only"_s));
    QCOMPARE(result.attempts, 2); // and no more are paid for one cause
}

/// "think" is refused: the power is in no worse a place than before.
void ServerRemediesTest::aRemedyThatIsRefusedIsNotTheUsersFault()
{
    FakeModelServer server;
    const ProviderProfile profile = profileAt(server, u"ollama-native"_s);
    const FaultPlays play(profile.dialect);
    server.script({[&](HttpExchange *exchange) {
        if (exchange->request().body.contains("\"think\""))
            exchange->respond(400, "application/json",
                              R"({"error":"\"m\" does not support thinking"})");
        else
            play.stream(play.write.begin(play.usage) + play.write.reasoning(u"Hm"_s) +
                        play.write.ending(FinishReason::Complete, play.usage))(exchange);
    }});
    const ChatResult &result = asker_.ask(profile, jsonQuestion());
    QVERIFY(result.error);
    QVERIFY2(result.error->kind == Kind::Protocol, qPrintable(result.error->message));
    QVERIFY2(result.error->message.contains(u"thoughts only"_s), qPrintable(result.error->message));
    QVERIFY(!asker_.learned().withoutThoughts);
}

void ServerRemediesTest::neverAsksForMoreThanTheLimit()
{
    for (const DialectName dialect : allDialects()) {
        FakeModelServer server;
        ProviderProfile profile = server.profile();
        profile.dialect = dialect;
        const FaultPlays play(dialect);
        server.script({play.stream(play.write.begin(play.usage) + play.write.reasoning(u"Hm"_s) +
                                   play.write.ending(FinishReason::Length, play.usage))});
        ChatRequest request = jsonQuestion();
        request.maxTokens = 1000;
        const ChatResult &result = asker_.ask(profile, request);
        QVERIFY(result.finishReason == FinishReason::Length && result.text.isEmpty());
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(server.requests()[0].body.contains("1000"));
    }
}

void ServerRemediesTest::halfAnAnswerIsBroken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("broken");
    QTest::newRow("half of the JSON") << theJson.left(14) << true;
    QTest::newRow("half of it in a fence") << QString(u"```json\n"_s % theJson.left(14)) << true;
    QTest::newRow("half of it after thoughts")
        << QString(u"<think>Hm {</think>"_s % theJson.left(14)) << true;
    QTest::newRow("all of it") << theJson << false;
    QTest::newRow("all of it and more") << QString(theJson % u" So be it {"_s) << false;
    QTest::newRow("a bracket in a text") << u"{\"orders\": [\"A [PAR\"]}"_s << false;
    QTest::newRow("prose") << u"I hold."_s << false;
}

/// "[DONE]" without a finish reason says nothing about whether it was all.
void ServerRemediesTest::halfAnAnswerIsBroken()
{
    QFETCH(QString, text);
    QFETCH(bool, broken);
    FakeModelServer server;
    ProviderProfile profile = server.profile();
    server.script({fake::stream(fake::chunk(text) + "data: [DONE]\n\n"), fake::fine(theJson)});
    const ChatResult &result = asker_.ask(profile, jsonQuestion());
    QVERIFY(!result.error);
    QCOMPARE(result.attempts, broken ? 2 : 1);
    QCOMPARE(result.text, broken ? theJson : text);
    if (broken) {
        QVERIFY2(asker_.told.value(0).contains(u"in the middle"_s),
                 qPrintable(asker_.told.value(0)));
        QVERIFY(result.usage.estimated);
    }
}

void ServerRemediesTest::missingCountsAreEstimated_data()
{
    QTest::addColumn<DialectName>("dialect");
    QTest::addColumn<QByteArray>("removed");
    QTest::newRow("Ollama, the prompt was cached")
        << DialectName::Ollama << "\"prompt_eval_count\":"_ba;
    QTest::newRow("Ollama, the answer") << DialectName::Ollama << "\"eval_count\":"_ba;
    QTest::newRow("Chat, the prompt") << DialectName::OpenAiChat << "\"prompt_tokens\":"_ba;
    QTest::newRow("Chat, the answer") << DialectName::OpenAiChat << "\"completion_tokens\":"_ba;
    QTest::newRow("Responses, the prompt")
        << DialectName::OpenAiResponses << "\"input_tokens\":"_ba;
    QTest::newRow("Gemini, the prompt") << DialectName::Gemini << "\"promptTokenCount\":"_ba;
    QTest::newRow("Anthropic, the prompt") << DialectName::Anthropic << "\"input_tokens\":"_ba;
}

void ServerRemediesTest::missingCountsAreEstimated()
{
    QFETCH(DialectName, dialect);
    QFETCH(QByteArray, removed);
    FakeModelServer server;
    ProviderProfile profile = server.profile();
    profile.dialect = dialect;
    FaultPlays play(dialect);
    play.usage = {12, 0, 34, 0, false};
    server.script({play.stream(play.good(theJson).replace(removed, "\"x\":"))});
    const Usage usage = asker_.ask(profile, jsonQuestion()).usage;
    QVERIFY(usage.inputTokens > 0 && usage.outputTokens > 0);
    QVERIFY(usage.estimated);
}

/// A server that closes kept connections is there all the same.
void ServerRemediesTest::oldConnectionsAreNoOutage()
{
    FakeModelServer server;
    const ProviderProfile profile = server.profile();
    int answered = 0;
    server.script({[&](HttpExchange *exchange) {
        // The third, fifth, … request meets a connection that goes with it.
        if (++answered % 2 == 1 && answered > 1)
            exchange->drop(true);
        else
            fake::fine(theJson)(exchange);
    }});
    for (int i = 0; i < 12; ++i) {
        const ChatResult &result = asker_.ask(profile, jsonQuestion());
        QVERIFY2(!result.error, qPrintable(asker_.problem()));
        QVERIFY(!asker_.isDown());
        QCOMPARE(result.attempts, i < 2 ? 1 : 2);
        QVERIFY2(asker_.told.isEmpty() || asker_.told.value(0).endsWith(u"Trying again."_s),
                 qPrintable(asker_.told.value(0)));
    }
}

/// Sixteen MiB on the wire are no more than some fifty thousand tokens, each in a chunk of its own.
void ServerRemediesTest::longThoughtsMayCome()
{
    FakeModelServer server;
    const FaultPlays play(DialectName::OpenAiChat);
    const QByteArray thoughts = play.write.reasoning(QString(60'000, u'x'));
    server.script({[&](HttpExchange *exchange) {
        exchange->beginStream(200, "text/event-stream");
        for (int i = 0; i < 300; ++i)
            exchange->write(thoughts);
        exchange->write(play.good(theJson));
        exchange->end();
    }});
    ChatRequest request = jsonQuestion();
    request.maxTokens = 100'000;
    QVERIFY2(!asker_.ask(server.profile(), request).error, "18 MB");
    request.maxTokens = 4096;
    const ChatResult &result = asker_.ask(server.profile(), request);
    QVERIFY(result.error && result.error->kind == Kind::TooLarge);
    QVERIFY2(result.error->message.contains(u"more than 16 MiB"_s),
             qPrintable(result.error->message));
}

/// Qt warns of an "internal problem" where a server's error comes to a reply that was broken off.
void ServerRemediesTest::nothingIsSaidTwiceToQt()
{
    QTest::failOnWarning(QRegularExpression(u"Internal problem"_s));
    for (int round = 0; round < 30; ++round) {
        FakeModelServer server;
        server.script({fake::status(402)});
        auto provider = std::make_unique<ChatProvider>(server.profile(), "k", 1);
        QList<ChatReply *> replies;
        bool over = false;
        for (int i = 0; i < 14; ++i) {
            replies << provider->send(jsonQuestion());
            connect(replies.last(), &ChatReply::finished, this, [&] { // as a match that ends
                if (std::exchange(over, true))
                    return;
                for (ChatReply *reply : std::as_const(replies))
                    reply->abort();
            });
        }
        QTRY_VERIFY_WITH_TIMEOUT(over, deadline);
        QCoreApplication::processEvents();
    }
}

QTEST_GUILESS_MAIN(ServerRemediesTest)
#include "server_remedies_test.moc"
