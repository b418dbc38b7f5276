// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/fault_plays.h"
#include "tests/support/asker.h"
#include "tests/support/fake_model_server.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using Kind = concert::ChatError::Kind;

namespace {

using Script = QList<fake::Behaviour>;

const QString half = theJson.left(14);
const QByteArray done = "data: [DONE]\n\n";

/// Of the answer, each followed by \a between.
QByteArray chunks(const QByteArray &between = {})
{
    return fake::chunk(half) + between + fake::chunk(theJson.mid(14)) + between;
}

/// The same with "data:" and no blank, as some write it.
QByteArray tight(QByteArray bytes)
{
    return bytes.replace("data: ", "data:").replace("\n", "\r\n");
}

fake::Behaviour json(int status, const QByteArray &body, const fake::Headers &headers = {})
{
    return fake::body(status, "application/json", body, headers);
}

/// Refuses every body that holds one of \a words by its own reason.
fake::Behaviour refusing(const QList<std::pair<QByteArray, QByteArray>> &reasons)
{
    return [reasons](HttpExchange *exchange) {
        for (const auto &[words, reason] : reasons) {
            if (exchange->request().body.contains(words))
                return exchange->respond(400, "application/json", reason);
        }
        fake::fine(theJson)(exchange);
    };
}

} // namespace

/// What people reported of servers as it comes over the wire, each as short as it can be.
class ReportedServersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOn_data();
    void goesOn();
    void saysWhy_data();
    void saysWhy();

private:
    static void streams();
    static void refusals();
    static void otherDialects();
    static void row(const char *who, const QString &provider, const Script &script, int attempts);

    Asker asker_;
};

void ReportedServersTest::row(const char *who, const QString &provider, const Script &script,
                              int attempts)
{
    QTest::newRow(who) << provider << script << attempts;
}

void ReportedServersTest::streams()
{
    const QString chat = u"openai"_s;
    const auto fine = fake::fine(theJson);
    row("OpenRouter: comments between", chat,
        {fake::stream(": OPENROUTER PROCESSING\n\n" + chunks(": OPENROUTER PROCESSING\n\n") +
                      fake::lastChunks())},
        1);
    row("empty data, ids and retry times", chat,
        {fake::stream("data:\n\nretry: 3000\n\nid: 7\n\n" + chunks("id: 1\ndata: \n\n") +
                      fake::lastChunks())},
        1);
    row("a BOM and no blanks", chat,
        {fake::stream("\xEF\xBB\xBF" + tight(chunks() + fake::lastChunks()))}, 1);
    row("a proxy that buffers", chat,
        {fake::body(200, "text/event-stream; charset=utf-8", chunks() + fake::lastChunks())}, 1);
    row("no usage", chat,
        {fake::stream(chunks() +
                      R"(data: {"choices":[{"delta":{},"finish_reason":"stop"}]})"
                      "\n\n" +
                      done)},
        1);
    row("OpenRouter: an error in a chunk", chat,
        {fake::stream(fake::chunk(half) +
                      R"(data: {"choices":[{"delta":{"content":""},"finish_reason":"error"}],)"
                      R"("error":{"code":502,"message":"Upstream provider disconnected"}})"
                      "\n\n" +
                      done),
         fine},
        2);
    row("LM Studio: JSON as an event stream", chat,
        {fake::body(200, "text/event-stream",
                    R"({"error":{"message":"model is not loaded","type":"server_error"}})"),
         fine},
        2);
    row("the end half way", chat, {fake::stream(fake::chunk(half)), fine}, 2);
    row("the end without any word", chat, {fake::stream(chunks()), fine}, 2);
    row("llama.cpp: a field named error", chat,
        {fake::stream(fake::chunk(half) + R"(error: {"code":500,"message":"the slot was lost"})"
                                          "\n\n"),
         fine},
        2);
    row("an error that is a text", chat,
        {fake::stream(fake::chunk(half) + R"(data: {"error":"CUDA out of memory"})"
                                          "\n\n"),
         fine},
        2);
}

void ReportedServersTest::refusals()
{
    const QString chat = u"openai"_s;
    const auto fine = fake::fine(theJson);
    row("LM Studio: nothing but text", chat,
        {refusing({{"\"json_schema\"", R"({"error":"'response_format.type' must be 'text'"})"},
                   {"\"json_object\"",
                    R"({"error":"'response_format.type' must be 'json_schema' or 'text'"})"}})},
        3);
    row("LM Studio: not this schema", chat,
        {refusing({{"\"json_schema\"",
                    R"({"error":"Failed to process schema: Unsupported schema keyword"})"},
                   {"\"json_object\"",
                    R"({"error":"'response_format.type' must be 'json_schema' or 'text'"})"}})},
        3);
    row("DeepSeek: the word json is there", chat, {[](HttpExchange *exchange) {
            const QByteArray body = exchange->request().body;
            const QByteArray messages = body.mid(body.indexOf("\"messages\""));
            if (body.contains("\"json_schema\""))
                json(400, R"({"error":{"message":"This response_format type is unavailable"}})")(
                    exchange);
            else if (!messages.left(messages.indexOf("\"model\"")).toLower().contains("json"))
                json(400, R"({"error":{"message":"'messages' must contain the word 'json'"}})")(
                    exchange);
            else
                fake::fine(theJson)(exchange);
        }},
        2);
    row("llama.cpp: loading", chat,
        {json(503, R"({"error":{"code":503,"message":"Loading model"}})"), fine}, 2);
    row("Cloudflare: 524", chat,
        {fake::body(524, "text/html", "<html><head><title>A timeout occurred</title></head>"),
         fine},
        2);
    row("429 with milliseconds", chat,
        {json(429, R"({"error":{"code":"rate_limit_exceeded"}})", {{"retry-after-ms", "50"}}),
         fine},
        2);
}

void ReportedServersTest::otherDialects()
{
    const auto play = [](DialectName dialect) { return FaultPlays(dialect).fine(theJson); };
    row("a gateway without deltas", u"openai-responses"_s,
        {fake::stream("event: response.output_text.done\n"
                      R"(data: {"type":"response.output_text.done","text":"{\"orders\": [\"A PAR )"
                      R"(H\"]}"})"
                      "\n\nevent: response.completed\n"
                      R"(data: {"type":"response.completed","response":{"status":"completed",)"
                      R"("output":[],"usage":{"input_tokens":1,"output_tokens":2}}})"
                      "\n\n")},
        1);
    row("Anthropic: overloaded in the answer", u"anthropic"_s,
        {fake::stream(FaultPlays(DialectName::Anthropic).begun(theJson) +
                      "event: error\n"
                      R"(data: {"type":"error","error":{"type":"overloaded_error","message":"O"}})"
                      "\n\n"),
         play(DialectName::Anthropic)},
        2);
    row("Anthropic: a rate", u"anthropic"_s,
        {json(429, R"({"type":"error","error":{"type":"rate_limit_error","message":"m"}})",
              {{"retry-after", "1"}, {"anthropic-ratelimit-requests-remaining", "0"}}),
         play(DialectName::Anthropic)},
        2);
    row("Gemini: a quota of the minute", u"gemini"_s,
        {json(
             429,
             R"({"error":{"code":429,"message":"You exceeded your current quota, please check )"
             R"(your plan and billing details. Please retry in 0.8s.","status":)"
             R"("RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":)"
             R"("GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]},{"retryDelay":"0.8s"}]}})"),
         play(DialectName::Gemini)},
        2);
    row("Ollama: an error line", u"ollama-native"_s,
        {fake::body(200, "application/x-ndjson",
                    FaultPlays(DialectName::Ollama).begun(theJson) +
                        "{\"error\":\"error while running the model: unexpected EOF\"}\n"),
         play(DialectName::Ollama)},
        2);
    row("Ollama: busy", u"ollama-native"_s,
        {json(503, R"({"error":"server busy, please try again. maximum pending requests"})"),
         play(DialectName::Ollama)},
        2);
}

void ReportedServersTest::goesOn_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("attempts");
    streams();
    refusals();
    otherDialects();
}

void ReportedServersTest::goesOn()
{
    QFETCH(QString, provider);
    QFETCH(Script, script);
    QFETCH(int, attempts);
    FakeModelServer server;
    server.script(script);
    const ChatResult &result = asker_.ask(profileAt(server, provider), jsonQuestion());
    QVERIFY2(!result.error, qPrintable(asker_.problem()));
    QCOMPARE(result.text, theJson);
    QCOMPARE(asker_.seen, theJson);
    QVERIFY2(result.attempts == attempts, qPrintable(asker_.told.join(u'\n')));
    QVERIFY(result.usage.inputTokens > 0 && result.usage.outputTokens > 0);
    QVERIFY(!asker_.isDown());
}

void ReportedServersTest::saysWhy_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("OpenAI: quota")
        << u"openai"_s << 429
        << R"({"error":{"message":"You exceeded your current quota.","code":"insufficient_quota"}})"_ba
        << Kind::QuotaExhausted << u"You exceeded your current quota."_s;
    QTest::newRow("Gemini: the key")
        << u"gemini"_s << 400
        << R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",)"
           R"("status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}})"_ba
        << Kind::Unauthorized << u"API key not valid."_s;
}

/// Once, for asking again changes nothing.
void ReportedServersTest::saysWhy()
{
    QFETCH(QString, provider);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(QString, says);
    FakeModelServer server;
    server.script({json(status, body)});
    const ChatResult &result = asker_.ask(profileAt(server, provider), jsonQuestion());
    QVERIFY(result.error);
    QVERIFY2(result.error->kind == kind, qPrintable(result.error->message));
    QVERIFY2(result.error->message.contains(says), qPrintable(result.error->message));
    QCOMPARE(result.attempts, 1);
}

QTEST_GUILESS_MAIN(ReportedServersTest)
#include "reported_servers_test.moc"
