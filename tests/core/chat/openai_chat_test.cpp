// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/decoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using Kind = concert::ChatError::Kind;

namespace {

QByteArray delta(const QByteArray &json)
{
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + json + "}]}\n\n";
}

const QByteArray stop =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
const QByteArray done = "data: [DONE]\n\n";
const QString complete = finishedText(FinishReason::Complete);

} // namespace

class OpenAiChatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesRequests();
    void leavesOutWhatAServerDoesNotKnow();
    void sendsNoKeyAndNoCallByDefault();
    void joinsAddresses_data();
    void joinsAddresses();
    void decodes_data();
    void decodes();
    void survivesNoise();
};

void OpenAiChatTest::writesRequests()
{
    ChatRequest request;
    request.model = u"gpt"_s;
    request.messages = {{ChatMessage::Role::System, u"Rules \"é\""_s},
                        {ChatMessage::Role::User, u"Q"_s},
                        {ChatMessage::Role::Assistant, u"A"_s}};
    request.maxTokens = 77;
    request.callId = "call";
    request.schema = ChatSchema{u"orders"_s, {{u"type"_s, u"object"_s}}};
    const HttpPost post = openAiChatDialect().post(request, profileNamed(u"openai"_s), "sk-1");
    QCOMPARE(post.url, QUrl(u"https://api.openai.com/v1/chat/completions"_s));
    const QByteArray expected = R"({
        "model": "gpt", "max_completion_tokens": 77, "stream": true,
        "stream_options": {"include_usage": true, "include_obfuscation": false},
        "messages": [{"role": "system", "content": "Rules \"é\""}, {"role": "user", "content": "Q"},
                     {"role": "assistant", "content": "A"}],
        "response_format": {"type": "json_schema", "json_schema":
            {"name": "orders", "strict": true, "schema": {"type": "object"}}}})";
    QCOMPARE(QJsonDocument::fromJson(post.body), QJsonDocument::fromJson(expected));
    const HttpHeaders headers(post.headers.begin(), post.headers.end());
    QCOMPARE(headers.value("Authorization"), "Bearer sk-1"_ba);
    QCOMPARE(headers.value("Content-Type"), "application/json"_ba);
    QVERIFY(headers.value("Accept").contains("text/event-stream"));
    QVERIFY(!headers.contains("X-Concert-Call")); // only the built-in model may know
    QVERIFY(!headers.contains("Accept-Encoding"));
}

void OpenAiChatTest::leavesOutWhatAServerDoesNotKnow()
{
    ChatRequest request;
    request.schema = ChatSchema{u"orders"_s, {}};
    request.messages = {{ChatMessage::Role::User, u"Q"_s}};
    request.stream = false;
    const HttpPost post = openAiChatDialect().post(request, profileNamed(u"deepseek"_s), "k");
    const QJsonObject body = QJsonDocument::fromJson(post.body).object();
    QCOMPARE(body[u"response_format"_s], (QJsonObject{{u"type"_s, u"json_object"_s}}));
    QVERIFY(body[u"messages"_s][0][u"content"_s].toString().contains(u"JSON schema"_s));
    QVERIFY(!body.contains(u"stream_options"_s));
    QCOMPARE(body[u"stream"_s], QJsonValue(false));
    QCOMPARE(body[u"max_tokens"_s], QJsonValue(4096));
    QVERIFY(!body.contains(u"max_completion_tokens"_s));
}

void OpenAiChatTest::sendsNoKeyAndNoCallByDefault()
{
    ChatRequest request;
    ProviderProfile simulator = profileNamed(u"simulator"_s);
    simulator.baseUrl = QUrl(u"http://127.0.0.1:1/v1"_s);
    for (const QByteArray &id : {QByteArray(), QByteArray("FRANCE/S1901M")}) {
        request.callId = id;
        const HttpPost post = openAiChatDialect().post(request, simulator, {});
        const HttpHeaders headers(post.headers.begin(), post.headers.end());
        QVERIFY(!headers.contains("Authorization"));
        QCOMPARE(headers.contains("X-Concert-Call"), !id.isEmpty());
        QCOMPARE(headers.value("X-Concert-Call"), id);
    }
}

void OpenAiChatTest::joinsAddresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("url");
    QTest::newRow("root") << u"http://h:1"_s << u"http://h:1/chat/completions"_s;
    QTest::newRow("slash") << u"http://h:1/"_s << u"http://h:1/chat/completions"_s;
    QTest::newRow("path") << u"https://h/openai/v1//"_s
                          << u"https://h/openai/v1/chat/completions"_s;
}

void OpenAiChatTest::joinsAddresses()
{
    QFETCH(QString, base);
    QFETCH(QString, url);
    ProviderProfile profile;
    profile.baseUrl = QUrl(base);
    QCOMPARE(openAiChatDialect().post({}, profile, {}).url.toString(), url);
}

void OpenAiChatTest::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("events");
    QTest::addColumn<QString>("provider");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &events,
                        const QString &provider = u"openai"_s) {
        QTest::newRow(name) << bytes << events << provider;
    };
    const QByteArray hello = delta(R"({"role":"assistant","content":"Héllo"})");
    const QString helloText = u"text Héllo"_s;
    const auto finishedBy = [&](const QByteArray &reason) -> QByteArray {
        return QByteArray(hello + stop).replace("stop", reason) + done;
    };
    const auto usage = [&](const QByteArray &json) {
        return QByteArray(hello + stop + "data: {\"choices\":[],\"usage\":" + json + "}\n\n" +
                          done);
    };

    row("plain", hello + delta(R"({"content":" you"})") + stop + done,
        {helloText, u"text  you"_s, complete});
    row("CRLF", QByteArray(hello + stop + done).replace("\n", "\r\n"), {helloText, complete});
    row("CR", QByteArray(hello + stop + done).replace("\n", "\r"), {helloText, complete});
    row("BOM", "\xEF\xBB\xBF" + hello + stop + done, {helloText, complete});
    row("comments", ": OPENROUTER PROCESSING\n\n" + hello + ": keep-alive\n\n" + stop + done,
        {helloText, complete});
    row("multi-line data",
        "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"Héllo\"}}]}\n\n" + stop + done,
        {helloText, complete});
    row("no DONE", hello + stop, {helloText, complete});
    row("no last line end", QByteArray(hello + stop + done).trimmed(), {helloText, complete});
    row("no finish_reason", hello + done, {helloText, u"finished 4"_s});
    row("no marker", hello, {helloText, failedText(Kind::Interrupted, true)});
    row("nothing", "", {failedText(Kind::Interrupted, true)});
    row("only DONE", done, {failedText(Kind::Interrupted, true)});
    row("after DONE", hello + stop + done + hello + done, {helloText, complete});
    row("after the end", hello + stop + hello + done, {helloText, complete});
    row("two choices",
        hello + QByteArray(hello).replace("\"index\":0", "\"index\":1") + stop + done,
        {helloText, complete});
    row("unknown things", "event: new\ndata: {\"new\":[1]}\n\nid: 7\n\n" + hello + stop + done,
        {helloText, complete});
    row("content null", delta(R"({"content":null,"refusal":null})") + hello + stop + done,
        {helloText, complete});
    row("content in parts",
        delta(R"({"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},)"
              R"({"type":"text","text":"Héllo"},{"type":"image"}]})") +
            stop + done,
        {u"reasoning hm"_s, helloText, complete});
    row("reasoning",
        delta(R"({"reasoning":"hm"})") + delta(R"({"reasoning_content":"ah"})") + hello + stop +
            done,
        {u"reasoning hm"_s, u"reasoning ah"_s, helloText, complete});
    row("reasoning twice",
        delta(R"({"reasoning":"hm","reasoning_content":"hm"})") + hello + stop + done,
        {u"reasoning hm"_s, helloText, complete});
    row("length", finishedBy("length"), {helloText, u"finished 1"_s});
    row("eos", finishedBy("eos"), {helloText, complete});
    row("length of Mistral", finishedBy("model_length"), {helloText, u"finished 1"_s});
    row("end_turn", finishedBy("end_turn"), {helloText, complete});
    row("filter", finishedBy("content_filter"), {helloText, u"finished 2"_s});
    row("function", finishedBy("function_call"), {helloText, u"finished 4"_s});
    row("new reason without text", QByteArray(stop).replace("stop", "new") + done,
        {failedText(Kind::Protocol, true)});
    row("tool", finishedBy("tool_calls"), {helloText, u"finished 4"_s});
    row("provider's error", finishedBy("error"), {helloText, failedText(Kind::Server, true)});
    row("DeepSeek out of resources", finishedBy("insufficient_system_resource"),
        {helloText, failedText(Kind::Server, true)});
    row("refusal", delta(R"({"refusal":"I must not."})") + stop + done,
        {u"text I must not."_s, u"finished 3"_s});
    row("length, all reasoning",
        delta(R"({"reasoning":"hm"})") + QByteArray(stop).replace("stop", "length") + done,
        {u"reasoning hm"_s, u"finished 1"_s});
    row("blank answer", delta(R"({"content":"  \n"})") + stop + done,
        {u"text   \n"_s, failedText(Kind::Protocol, true)});
    row("split surrogates",
        delta(R"({"content":"a\ud83d"})") + delta(R"({"content":"\ude00b"})") + stop + done,
        {u"text a"_s, u"text \U0001F600b"_s, complete});
    row("lone surrogate and controls",
        delta(R"({"content":"a\ud83d\u0000\u202e\u001bb"})") + stop + done,
        {u"text ab"_s, complete});
    row("invalid UTF-8",
        delta("{\"content\":\"a\xff\xfe"
              "b\"}") +
            stop + done,
        {u"text a\uFFFD\uFFFDb"_s, complete});

    row("usage",
        usage(R"({"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,)"
              R"("prompt_tokens_details":{"cached_tokens":4},)"
              R"("completion_tokens_details":{"reasoning_tokens":5}})"),
        {helloText, u"usage 10 4 20 5"_s, complete});
    row("usage of DeepSeek",
        usage(R"({"prompt_tokens":10,"completion_tokens":20,"prompt_cache_hit_tokens":6})"),
        {helloText, u"usage 10 6 20 0"_s, complete});
    row("usage of xAI",
        usage(R"({"prompt_tokens":10,"completion_tokens":20,"total_tokens":37,)"
              R"("completion_tokens_details":{"reasoning_tokens":7}})"),
        {helloText, u"usage 10 0 27 7"_s, complete}, u"xai"_s);
    row("usage in the last chunk",
        hello +
            QByteArray(stop).replace("}]}", "}],\"usage\":{\"prompt_tokens\":1,"
                                            "\"completion_tokens\":2}}") +
            done,
        {helloText, u"usage 1 0 2 0"_s, complete});
    row("usage in x_groq",
        hello +
            "data: {\"choices\":[],\"x_groq\":{\"usage\":{\"prompt_tokens\":1,"
            "\"completion_tokens\":2}}}\n\n" +
            stop + done,
        {helloText, u"usage 1 0 2 0"_s, complete});
    row("usage twice",
        usage(R"({"prompt_tokens":1,"completion_tokens":2}})"
              "\n\ndata: "
              R"({"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4})"),
        {helloText, u"usage 1 0 2 0"_s, u"usage 3 0 4 0"_s, complete});
    row("usage null", usage("null"), {helloText, complete});
    row("usage negative", usage(R"({"prompt_tokens":-1,"completion_tokens":-5})"),
        {helloText, complete});
    row("usage partly negative", usage(R"({"prompt_tokens":7,"completion_tokens":-5})"),
        {helloText, u"usage 7 0 0 0"_s, complete});
    row("usage absurd", usage(R"({"prompt_tokens":1e300,"completion_tokens":"many"})"),
        {helloText, complete});
    row("usage 1e400", usage(R"({"prompt_tokens":1e400})"), {helloText, complete});
    row("more cached than sent",
        usage(R"({"prompt_tokens":5,"completion_tokens":1,)"
              R"("prompt_tokens_details":{"cached_tokens":9}})"),
        {helloText, u"usage 5 5 1 0"_s, complete});

    row("error chunk",
        hello + "data: {\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}\n\n",
        {helloText, failedText(Kind::Server, true)});
    row("error event", hello + "event: error\ndata: {\"message\":\"x\"}\n\n" + stop + done,
        {helloText, failedText(Kind::Server, true)});
    row("error of OpenRouter",
        hello + "data: {\"error\":{\"code\":429,\"message\":\"slow\"},"
                "\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n",
        {helloText, failedText(Kind::RateLimited, true)});
    row("error 401 inside", "data: {\"error\":{\"code\":401,\"message\":\"key\"}}\n\n",
        {failedText(Kind::Unauthorized, false)});
    row("quota inside", "data: {\"error\":{\"type\":\"insufficient_quota\",\"message\":\"m\"}}\n\n",
        {failedText(Kind::QuotaExhausted, false)});
    row("error null", hello + QByteArray(stop).replace("}]}", "}],\"error\":null}") + done,
        {helloText, complete});
    row("bad chunk", hello + "data: {\"choices\"\n\n" + stop + done,
        {helloText, failedText(Kind::Protocol, true)});
    row("chunk is no object", "data: 7\n\n", {failedText(Kind::Protocol, true)});
    row("event too long", hello + "data: \"" + QByteArray(1'100'000, 'x') + "\"\n\n",
        {helloText, failedText(Kind::TooLarge, false)});

    const QByteArray whole = R"({"choices":[{"index":0,"message":{"role":"assistant",
        "content":"Héllo","reasoning_content":"hm"},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":1,"completion_tokens":2}})";
    const QStringList wholeEvents{u"usage 1 0 2 0"_s, u"reasoning hm"_s, helloText, complete};
    row("whole JSON", whole, wholeEvents);
    row("blank lines first", "\n\n\n  \r\n" + whole, wholeEvents);
    row("BOM and JSON", "\xEF\xBB\xBF" + whole, wholeEvents);
    row("JSON without finish_reason", QByteArray(whole).replace("\"stop\"", "null"),
        {u"usage 1 0 2 0"_s, u"reasoning hm"_s, helloText, u"finished 4"_s});
    row("JSON cut", whole.left(100), {failedText(Kind::Protocol, true)});
    row("JSON without answer", "{\"id\":\"x\"}", {failedText(Kind::Protocol, true)});
    row("JSON, no choices", "{\"choices\":[]}", {failedText(Kind::Protocol, true)});
    row("error of xAI in 200",
        R"({"code":"Client specified an invalid argument","error":"Bad model"})",
        {failedText(Kind::BadRequest, false)}, u"xai"_s);
    row("error object in 200", R"({"error":{"message":"m","type":"invalid_request_error"}})",
        {failedText(Kind::BadRequest, false)});
    row("error array in 200", R"([{"error":{"code":503,"message":"m"}}])",
        {failedText(Kind::Server, true)});
    row("flat error in 200", R"({"object":"error","message":"m","type":"not_found_error"})",
        {failedText(Kind::BadRequest, false)});
    row("web page", "<!doctype html><html>", {failedText(Kind::Protocol, false)});
    row("JSON too long", "{\"x\":\"" + QByteArray(2'200'000, 'x') + "\"}",
        {failedText(Kind::TooLarge, false)});
}

void OpenAiChatTest::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, events);
    QFETCH(QString, provider);
    const ProviderProfile profile = profileNamed(provider);
    QCOMPARE(decode(bytes, profile), events);
    QCOMPARE(chunkingProblem(bytes, events, profile), QString());
}

void OpenAiChatTest::survivesNoise()
{
    const QByteArray fine =
        delta(R"({"content":"Hé"})") + stop +
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n" + done;
    const ProviderProfile profile = profileNamed(u"openai"_s);
    QRandomGenerator random(23);
    int failures = 0;
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bytes = fine;
        for (int i = random.bounded(1, 6); i > 0; --i) {
            const int at = random.bounded(int(bytes.size()));
            if (random.bounded(3) == 0)
                bytes.remove(at, random.bounded(20));
            else
                bytes[at] = char(random.bounded(256));
            if (bytes.isEmpty())
                bytes = "x";
        }
        const QStringList whole = decode(bytes, profile);
        QCOMPARE(decode(
                     bytes, [] { return 7; }, profile),
                 whole);
        // Exactly one end, and it is the last.
        QVERIFY(whole.last().startsWith(u"fin"_s) || whole.last().startsWith(u"failed"_s));
        QCOMPARE(whole.filter(u"finished "_s).size() + whole.filter(u"failed "_s).size(), 1);
        failures += whole.last().startsWith(u"failed"_s) ? 1 : 0;
    }
    QVERIFY(failures > 1000 && failures < 19'900);
}

QTEST_GUILESS_MAIN(OpenAiChatTest)
#include "openai_chat_test.moc"
