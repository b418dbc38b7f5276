// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/request_parts.h"
#include "tests/support/decoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using Kind = concert::ChatError::Kind;

namespace {

QJsonObject orderSchema()
{
    return QJsonDocument::fromJson(R"({"type":"object","additionalProperties":false,
        "properties":{"orders":{"type":"array"},"a":{"type":"string"}},"required":["orders","a"]})")
        .object();
}

ChatRequest fullRequest()
{
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {{ChatMessage::Role::System, u"S"_s},
                        {ChatMessage::Role::User, u"Q"_s},
                        {ChatMessage::Role::Assistant, u"A"_s},
                        {ChatMessage::Role::User, u"R"_s}};
    request.maxTokens = 77;
    request.schema = ChatSchema{u"orders"_s, orderSchema()};
    return request;
}

const QByteArray schemaText = R"({"additionalProperties":false,"properties":{"orders":)"
                              R"({"type":"array"},"a":{"type":"string"}},)"
                              R"("required":["orders","a"],"type":"object"})";

/// One server-sent event of a dialect whose events have names.
QByteArray named(const QByteArray &type, const QByteArray &fields = {})
{
    return "event: " + type + "\ndata: {\"type\":\"" + type + '"' +
           (fields.isEmpty() ? QByteArray() : "," + fields) + "}\n\n";
}

QByteArray data(const QByteArray &json)
{
    return "data: " + json + "\r\n\r\n";
}

/// What a dialect's own answers consist of, for the rows below.
const QByteArray claudeStart =
    named("message_start", R"("message":{"id":"msg_1","type":"message","role":"assistant",
        "content":[],"stop_reason":null,"usage":{"input_tokens":10,"cache_read_input_tokens":100,
        "cache_creation_input_tokens":5,"output_tokens":1}})")
        .replace("\n        ", "");
const QByteArray claudeHello =
    named("content_block_start", R"("index":0,"content_block":{"type":"text","text":""})") +
    named("content_block_delta", R"("index":0,"delta":{"type":"text_delta","text":"Hé"})") +
    named("content_block_delta", R"("index":0,"delta":{"type":"text_delta","text":"llo"})");
QByteArray claudeEnd(const QByteArray &reason)
{
    return named("content_block_stop", R"("index":0)") +
           named("message_delta",
                 R"("delta":{"stop_reason":")" + reason + R"("},"usage":{"output_tokens":12})");
}
const QByteArray claudeStop = named("message_stop");
const QStringList claudeStarted{u"usage 115 100 1 0"_s};
const QStringList hello{u"text Hé"_s, u"text llo"_s};

} // namespace

/// The dialects as pure functions: requests against golden bodies, answers against golden events,
/// which no chunking changes.
class DialectsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesRequests_data();
    void writesRequests();
    void ordersProperties();
    void dropsFields();
    void takesExtras();
    void decodesAnthropic_data();
    void decodesAnthropic() { checkDecoding(u"anthropic"_s); }
    void decodesGemini_data();
    void decodesGemini() { checkDecoding(u"gemini"_s); }
    void decodesResponses_data();
    void decodesResponses() { checkDecoding(u"openai-responses"_s); }
    void decodesOllama_data();
    void decodesOllama() { checkDecoding(u"ollama-native"_s); }
    void survivesNoise_data();
    void survivesNoise();

private:
    static void checkDecoding(const QString &provider);
};

void DialectsTest::writesRequests_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("keyHeader");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("anthropic") << u"anthropic"_s << u"https://api.anthropic.com/v1/messages"_s
                               << "x-api-key"_ba
                               << "k"_ba
                               << R"({"model":"m","max_tokens":77,
        "system":[{"type":"text","text":"S","cache_control":{"type":"ephemeral"}}],
        "stream":true,"messages":[{"role":"user","content":"Q"},
        {"role":"assistant","content":"A"},{"role":"user","content":"R"}],
        "output_config":{"format":{"type":"json_schema","schema":%}}})"_ba;
    QTest::newRow("responses") << u"openai-responses"_s << u"https://api.openai.com/v1/responses"_s
                               << "Authorization"_ba
                               << "Bearer k"_ba
                               << R"({"model":"m",
        "instructions":"S","stream":true,"stream_options":{"include_obfuscation":false},
        "store":false,"max_output_tokens":77,
        "input":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"},
                 {"role":"user","content":"R"}],
        "text":{"format":{"type":"json_schema","name":"orders","strict":true,"schema":%}}})"_ba;
    QTest::newRow("gemini")
        << u"gemini"_s
        << u"https://generativelanguage.googleapis.com/v1beta/models/m:streamGenerateContent?alt=sse"_s
        << "x-goog-api-key"_ba
        << "k"_ba
        << R"({"systemInstruction":{"parts":[{"text":"S"}]},
        "contents":[{"role":"user","parts":[{"text":"Q"}]},{"role":"model","parts":[{"text":"A"}]},
                    {"role":"user","parts":[{"text":"R"}]}],
        "generationConfig":{"maxOutputTokens":77,"responseMimeType":"application/json",
                            "responseJsonSchema":%},
        "safetySettings":[
            {"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"},
            {"category":"HARM_CATEGORY_HATE_SPEECH","threshold":"BLOCK_NONE"},
            {"category":"HARM_CATEGORY_SEXUALLY_EXPLICIT","threshold":"BLOCK_NONE"},
            {"category":"HARM_CATEGORY_DANGEROUS_CONTENT","threshold":"BLOCK_NONE"}]})"_ba;
    QTest::newRow("ollama") << u"ollama-native"_s << u"http://127.0.0.1:11434/api/chat"_s
                            << "Authorization"_ba
                            << "Bearer k"_ba
                            << R"({"model":"m","stream":true,
        "messages":[{"role":"system","content":"S"},{"role":"user","content":"Q+"},
                    {"role":"assistant","content":"A"},{"role":"user","content":"R"}],
        "options":{"num_predict":77,"num_ctx":32768},"truncate":false,"shift":false,
        "format":%})"_ba;
}

void DialectsTest::writesRequests()
{
    QFETCH(QString, provider);
    QFETCH(QString, url);
    QFETCH(QByteArray, keyHeader);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, body);
    const ProviderProfile profile = profileNamed(provider);
    const HttpPost post = dialectNamed(profile.dialect).post(fullRequest(), profile, "k");
    QCOMPARE(post.url, QUrl(url));
    const HttpHeaders headers(post.headers.begin(), post.headers.end());
    QCOMPARE(headers.value(keyHeader), key);
    QCOMPARE(headers.value("Content-Type"), "application/json"_ba);
    QCOMPARE(headers.contains("anthropic-version"), provider == u"anthropic");
    QVERIFY(post.body.contains(schemaText)); // in our order, wherever it stands
    QByteArray plain = post.body;
    const QByteArray shown = QString::fromUtf8(schemaText).replace(u'"', u"\\\""_s).toUtf8();
    plain.replace(
        QByteArray("Q\\n\\nAnswer with one JSON object and nothing else, following this JSON "
                   "schema:\\n" +
                   shown +
                   "\\nSo it has this form, with your own words for the dots:\\n"
                   "{\\\"orders\\\":[\\\"...\\\"],\\\"a\\\":\\\"...\\\"}"),
        "Q+");
    QCOMPARE(QJsonDocument::fromJson(plain),
             QJsonDocument::fromJson(body.replace('%', schemaText)));
}

void DialectsTest::ordersProperties()
{
    QCOMPARE(requestJson(orderSchema()), schemaText);
    const QJsonArray odd{true,         QJsonValue::Null, 1.5, 7, u"\"\n\u00e9"_s,
                         QJsonArray(), QJsonObject()};
    QCOMPARE(requestJson(odd), R"([true,null,1.5,7,"\"\né",[],{}])"_ba);

    QString everyCharacter;
    for (char32_t c = 0; c < 0x11000; ++c) {
        if (!QChar::isSurrogate(c))
            everyCharacter += QChar::fromUcs4(c);
    }
    const QJsonArray texts{everyCharacter, QString(), u"\\"_s, u"a\\\"b"_s, u"\U0001f600 é"_s};
    QCOMPARE(requestJson(texts), QJsonDocument(texts).toJson(QJsonDocument::Compact));
}

void DialectsTest::dropsFields()
{
    const ProviderProfile openAi = profileNamed(u"openai"_s);
    const auto body = [&](const QStringList &dropped) {
        return openAiChatDialect().body(fullRequest(), openAi, {StructuredLevel::Schema, dropped});
    };
    QCOMPARE(body({})[u"max_completion_tokens"_s].toInt(), 77);
    const QJsonObject other = body({u"max_completion_tokens"_s});
    QCOMPARE(other[u"max_tokens"_s].toInt(), 77); // the limit under its other name
    QVERIFY(!other.contains(u"max_completion_tokens"_s));

    // The mark that a prompt is to be cached stands in a block, which then becomes plain text.
    const ProviderProfile claude = profileNamed(u"anthropic"_s);
    const QByteArray unmarked = dialectNamed(claude.dialect)
                                    .post(fullRequest(), claude, {},
                                          {StructuredLevel::Schema, {u"system.0.cache_control"_s}})
                                    .body;
    QVERIFY2(unmarked.contains("\"system\":\"S\""), unmarked.constData());

    QJsonObject fields{{u"a"_s, 1},
                       {u"messages"_s, QJsonArray{u"x"_s}},
                       {u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}}},
                       {u"o"_s, QJsonObject{{u"deep"_s, 1}, {u"kept"_s, 2}}}};
    removeFields(&fields,
                 {u"messages"_s, u"nothing"_s, u"deep"_s, u"stream_options.include_usage"_s});
    QCOMPARE(fields, (QJsonObject{{u"a"_s, 1},
                                  {u"messages"_s, QJsonArray{u"x"_s}},
                                  {u"o"_s, QJsonObject{{u"kept"_s, 2}}}}));
}

void DialectsTest::takesExtras()
{
    ProviderProfile profile = profileNamed(u"ollama-native"_s);
    profile.extraFields = {{u"think"_s, false}, {u"options"_s, QJsonObject{{u"seed"_s, 7}}}};
    profile.headers = {{u"X-Title"_s, u"Concert"_s}};
    const HttpPost post = dialectNamed(profile.dialect).post(fullRequest(), profile, {});
    const QJsonObject body = QJsonDocument::fromJson(post.body).object();
    QCOMPARE(body[u"options"_s], (QJsonObject{{u"num_predict"_s, 77}, {u"seed"_s, 7}}));
    QCOMPARE(body[u"think"_s], QJsonValue(false));
    const HttpHeaders headers(post.headers.begin(), post.headers.end());
    QCOMPARE(headers.value("X-Title"), "Concert"_ba);
    QVERIFY(!headers.contains("Authorization")); // no key, no header

    ChatRequest whole = fullRequest();
    whole.stream = false;
    const ProviderProfile openAi = profileNamed(u"openai"_s);
    QVERIFY(openAiChatDialect().post(fullRequest(), openAi, {}).body.contains("obfuscation"));
    QVERIFY(!openAiChatDialect().post(whole, openAi, {}).body.contains("stream_options"));
}

void DialectsTest::checkDecoding(const QString &provider)
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, events);
    const ProviderProfile profile = profileNamed(provider);
    QCOMPARE(decode(bytes, profile), events);
    QCOMPARE(chunkingProblem(bytes, events, profile), QString());
}

void DialectsTest::decodesAnthropic_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("events");
    const QStringList begun = claudeStarted + hello;
    const QString usage = u"usage 115 100 12 0"_s;
    const auto ended = [&](FinishReason reason) {
        return begun + QStringList{usage, finishedText(reason)};
    };
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &events) {
        QTest::newRow(name) << bytes << events;
    };
    const QByteArray start = claudeStart + claudeHello;
    row("fine", start + claudeEnd("end_turn") + claudeStop, ended(FinishReason::Complete));
    row("stop sequence", start + claudeEnd("stop_sequence") + claudeStop,
        ended(FinishReason::Complete));
    row("cut by the limit", start + claudeEnd("max_tokens") + claudeStop,
        ended(FinishReason::Length));
    row("context full", start + claudeEnd("model_context_window_exceeded") + claudeStop,
        ended(FinishReason::Length));
    row("refusal", start + claudeEnd("refusal") + claudeStop, ended(FinishReason::Refused));
    row("refusal without text", claudeStart + claudeEnd("refusal") + claudeStop,
        claudeStarted + QStringList{usage, finishedText(FinishReason::Refused)});
    row("pings and unknown events",
        claudeStart + named("ping") + claudeHello + named("future_event", R"("x":[1])") +
            claudeEnd("end_turn") + named("ping") + claudeStop + claudeStop + claudeHello,
        ended(FinishReason::Complete));
    row("thinking",
        claudeStart +
            named("content_block_delta", R"("delta":{"type":"thinking_delta","thinking":"Hm"})") +
            named("content_block_delta", R"("delta":{"type":"signature_delta","signature":"xx"})") +
            claudeHello + claudeEnd("end_turn") + claudeStop,
        claudeStarted + QStringList{u"reasoning Hm"_s} + hello +
            QStringList{usage, finishedText(FinishReason::Complete)});
    row("no message_stop", start + claudeEnd("end_turn"),
        begun + QStringList{usage, failedText(Kind::Interrupted, true)});
    row("cut", start, begun + QStringList{failedText(Kind::Interrupted, true)});
    row("only message_stop", claudeStop, {failedText(Kind::Interrupted, true)});
    row("empty", claudeStart + claudeEnd("end_turn") + claudeStop,
        claudeStarted + QStringList{usage, failedText(Kind::Protocol, true)});
    row("overloaded in the answer",
        start + named("error", R"("error":{"type":"overloaded_error","message":"Overloaded"})"),
        begun + QStringList{failedText(Kind::Server, true)});
    row("rate limit in the answer",
        start + named("error", R"("error":{"type":"rate_limit_error","message":"m"})"),
        begun + QStringList{failedText(Kind::RateLimited, true)});
    row("spending limit",
        named("error", R"("error":{"type":"rate_limit_error","message":"m",
            "details":{"error_code":"enforced_spend_limit_reached"}})")
            .replace("\n            ", ""),
        {failedText(Kind::QuotaExhausted, false)});
    row("error without details", "event: error\ndata: {}\n\n", {failedText(Kind::Server, true)});
    row("bad JSON", start + "data: {x\n\n", begun + QStringList{failedText(Kind::Protocol, true)});
    row("strange usage",
        named("message_start", R"("message":{"usage":{"input_tokens":-4,"output_tokens":"x"}})") +
            claudeHello + claudeEnd("end_turn") + claudeStop,
        hello + QStringList{u"usage 0 0 12 0"_s, finishedText(FinishReason::Complete)});
    row("whole", R"({"type":"message","content":[{"type":"thinking","thinking":"Hm"},
        {"type":"text","text":"Hé"},{"type":"text","text":"llo"}],"stop_reason":"end_turn",
        "usage":{"input_tokens":3,"output_tokens":4,
                 "output_tokens_details":{"thinking_tokens":2}}})",
        QStringList{u"usage 3 0 4 2"_s, u"reasoning Hm"_s} + hello +
            QStringList{finishedText(FinishReason::Complete)});
    row("whole error",
        R"({"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}})",
        {failedText(Kind::Unauthorized, false)});
    // The answer as a tool's input (the level below output_config).
    row("tool",
        claudeStart +
            named(
                "content_block_start",
                R"("index":0,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}})") +
            named("content_block_delta",
                  R"("index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"})") +
            named("content_block_delta",
                  R"("index":0,"delta":{"type":"input_json_delta","partial_json":"1}"})") +
            claudeEnd("tool_use") + claudeStop,
        claudeStarted + QStringList{u"text {\"a\":"_s, u"text 1}"_s, usage,
                                    finishedText(FinishReason::Complete)});
    row("whole tool",
        R"({"content":[{"type":"tool_use","input":{"a":1}}],"stop_reason":"tool_use"})",
        {u"text {\"a\":1}"_s, finishedText(FinishReason::Complete)});
    row("server tools paused", start + claudeEnd("pause_turn") + claudeStop,
        ended(FinishReason::Other));
    row("web page", "<html>", {failedText(Kind::Protocol, false)});
}

void DialectsTest::decodesGemini_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("events");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &events) {
        QTest::newRow(name) << bytes << events;
    };
    const auto part = [](const QByteArray &json) -> QByteArray {
        return R"("candidates":[{"index":0,"content":{"role":"model","parts":[)" + json + "]}}]";
    };
    const QByteArray first =
        data("{" + part(R"({"text":"Hé"})") + R"(,"usageMetadata":{"promptTokenCount":9}})");
    const QByteArray second = data("{" + part(R"({"text":"llo"})") + "}");
    const auto end = [](const QByteArray &reason) -> QByteArray {
        return data(R"({"candidates":[{"finishReason":")" + reason +
                    R"("}],"usageMetadata":{"promptTokenCount":9,"cachedContentTokenCount":4,)"
                    R"("candidatesTokenCount":5,"thoughtsTokenCount":7,"totalTokenCount":21}})");
    };
    const QStringList begun = QStringList{u"usage 9 0 0 0"_s} + hello;
    const QString usage = u"usage 9 4 12 7"_s;
    const auto ended = [&](FinishReason reason) {
        return begun + QStringList{usage, finishedText(reason)};
    };
    row("fine", first + second + end("STOP"), ended(FinishReason::Complete));
    row("cut by the limit", first + second + end("MAX_TOKENS"), ended(FinishReason::Length));
    row("would go on", first + second + end("CONTINUATION"), ended(FinishReason::Length));
    for (const QByteArray &reason : QList<QByteArray>{"SAFETY", "RECITATION", "BLOCKLIST",
                                                      "PROHIBITED_CONTENT", "SPII", "LANGUAGE"})
        row(reason.constData(), first + second + end(reason), ended(FinishReason::Filtered));
    for (const QByteArray &reason : QList<QByteArray>{"MALFORMED_FUNCTION_CALL", "OTHER"})
        row(reason.constData(), first + second + end(reason),
            begun + QStringList{usage, failedText(Kind::Server, true)});
    row("unspecified reason", first + second + end("FINISH_REASON_UNSPECIFIED"),
        begun + QStringList{usage, failedText(Kind::Interrupted, true)});
    row("unknown reason", first + second + end("NEW"), ended(FinishReason::Other));
    row("malformed", first + second + end("MALFORMED_RESPONSE"),
        begun + QStringList{usage, failedText(Kind::Server, true)});
    row("only thoughts", end("MAX_TOKENS"), {usage, finishedText(FinishReason::Length)});
    row("thought",
        data("{" + part(R"({"text":"Hm","thought":true},{"text":"Hé"})") + "}") + second +
            end("STOP"),
        QStringList{u"reasoning Hm"_s} + hello +
            QStringList{usage, finishedText(FinishReason::Complete)});
    row("blocked prompt", data(R"({"promptFeedback":{"blockReason":"SAFETY"}})"),
        {finishedText(FinishReason::Filtered)});
    row("cut", first + second, begun + QStringList{failedText(Kind::Interrupted, true)});
    row("empty", end("STOP"), {usage, failedText(Kind::Protocol, true)});
    row("error in the stream",
        first + data(R"({"error":{"code":503,"message":"m","status":"UNAVAILABLE"}})"),
        QStringList{u"usage 9 0 0 0"_s, u"text Hé"_s, failedText(Kind::Server, true)});
    row("quota",
        data(R"({"error":{"code":429,"message":"Quota exceeded for metric x, limit: 0, model: y",)"
             R"("status":"RESOURCE_EXHAUSTED"}})"),
        {failedText(Kind::QuotaExhausted, false)});
    row("bad key",
        data(R"({"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT",)"
             R"("details":[{"reason":"API_KEY_INVALID"}]}})"),
        {failedText(Kind::Unauthorized, false)});
    row("two candidates",
        data(R"({"candidates":[{"index":1,"content":{"parts":[{"text":"no"}]}},)"
             R"({"index":0,"content":{"parts":[{"text":"Hé"}]}}]})") +
            second + end("STOP"),
        hello + QStringList{usage, finishedText(FinishReason::Complete)});
    row("array",
        "[{" + part(R"({"text":"Hé"})") + "},{" + part(R"({"text":"llo"})") +
            R"(},{"candidates":[{"finishReason":"STOP"}]}])",
        hello + QStringList{finishedText(FinishReason::Complete)});
    row("whole", "{" + part(R"({"text":"Hé"},{"text":"llo"})") + "}",
        hello + QStringList{finishedText(FinishReason::Other)});
    row("array of an error", R"([{"error":{"code":401,"message":"m"}}])",
        {failedText(Kind::Unauthorized, false)});
}

void DialectsTest::decodesResponses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("events");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &events) {
        QTest::newRow(name) << bytes << events;
    };
    const auto delta = [](const QByteArray &text, const QByteArray &index = "1") -> QByteArray {
        return named("response.output_text.delta",
                     R"("output_index":)" + index + R"(,"delta":")" + text + '"');
    };
    const QByteArray output = R"("output":[{"type":"reasoning"},{"type":"message","content":)"
                              R"([{"type":"output_text","text":"Hé"},)"
                              R"({"type":"output_text","text":"llo"}]}],)";
    const QByteArray usage = R"("usage":{"input_tokens":9,"input_tokens_details":)"
                             R"({"cached_tokens":4},"output_tokens":12,"output_tokens_details":)"
                             R"({"reasoning_tokens":7}})";
    const auto end = [&](const QByteArray &status, const QByteArray &more = {}) -> QByteArray {
        return named("response." + status,
                     R"("response":{"status":")" + status + R"(",)" + more + output + usage + '}');
    };
    const QByteArray start =
        named("response.created", R"("response":{"status":"in_progress","error":null})") +
        named("response.in_progress") + delta("Hé") + delta("llo");
    const QString told = u"usage 9 4 12 7"_s;
    const auto ended = [&](FinishReason reason) {
        return hello + QStringList{told, finishedText(reason)};
    };
    row("fine", start + named("response.output_text.done", R"("text":"Héllo")") + end("completed"),
        ended(FinishReason::Complete));
    row("limit",
        start + end("incomplete", R"("incomplete_details":{"reason":"max_output_tokens"},)"),
        ended(FinishReason::Length));
    row("filter", start + end("incomplete", R"("incomplete_details":{"reason":"content_filter"},)"),
        ended(FinishReason::Filtered));
    row("no deltas", end("completed"),
        QStringList{told} + hello + QStringList{finishedText(FinishReason::Complete)});
    row("only the whole text, and no output",
        named("response.output_text.done", R"("text":"Hé")") +
            named("response.output_text.done", R"("text":"llo")") +
            named("response.completed",
                  R"("response":{"status":"completed","output":[],)" + usage + '}'),
        hello + QStringList{told, finishedText(FinishReason::Complete)});
    row("reasoning and comments",
        named("response.reasoning_summary_text.delta", R"("delta":"Hm")") +
            named("response.output_item.added",
                  R"("output_index":0,"item":{"type":"message","phase":"commentary"})") +
            delta("Let me see", "0") + delta("Hé") + delta("llo") + end("completed"),
        QStringList{u"reasoning Hm"_s} + ended(FinishReason::Complete));
    row("refusal", named("response.refusal.delta", R"("delta":"No.")") + end("completed"),
        {u"text No."_s, told, finishedText(FinishReason::Refused)});
    row("cut", start, hello + QStringList{failedText(Kind::Interrupted, true)});
    row("failed", start + end("failed", R"("error":{"code":"server_error","message":"m"},)"),
        hello + QStringList{told, failedText(Kind::Server, true)});
    row("failed, too fast",
        end("failed", R"("error":{"code":"rate_limit_exceeded","message":""},)"),
        {told, failedText(Kind::RateLimited, true)});
    row("error event", start + named("error", R"("code":"server_error","message":"m")"),
        hello + QStringList{failedText(Kind::Server, true)});
    row("empty", named("response.completed", R"("response":{"status":"completed"})"),
        {failedText(Kind::Protocol, true)});
    row("whole",
        "{\"object\":\"response\",\"error\":null,\"status\":\"completed\"," + output + usage + "}",
        QStringList{told} + hello + QStringList{finishedText(FinishReason::Complete)});
    row("whole error", R"({"error":{"message":"m","type":"insufficient_quota"}})",
        {failedText(Kind::QuotaExhausted, false)});
    row("not ours", R"({"x":1})", {failedText(Kind::Protocol, true)});
}

void DialectsTest::decodesOllama_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("events");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &events) {
        QTest::newRow(name) << bytes << events;
    };
    const QByteArray first = R"({"message":{"role":"assistant","content":"Hé"},"done":false})"
                             "\n";
    const QByteArray second = R"({"message":{"content":"llo"},"done":false})"
                              "\r\n\n";
    const auto end = [](const QByteArray &reason) -> QByteArray {
        return R"({"message":{"content":""},"done":true,"done_reason":")" + reason +
               R"(","prompt_eval_count":9,"eval_count":12})";
    };
    const QString usage = u"usage 9 0 12 0"_s;
    row("fine", first + second + end("stop") + "\n" + first,
        hello + QStringList{usage, finishedText(FinishReason::Complete)});
    row("last line without its end", first + second + end("stop"),
        hello + QStringList{usage, finishedText(FinishReason::Complete)});
    row("limit", first + second + end("length"),
        hello + QStringList{usage, finishedText(FinishReason::Length)});
    row("thinking",
        R"({"message":{"thinking":"Hm"}})"
        "\n" +
            first + second + end("stop"),
        QStringList{u"reasoning Hm"_s} + hello +
            QStringList{usage, finishedText(FinishReason::Complete)});
    row("whole", R"({"message":{"content":"Hé"},"done":true,"eval_count":5})",
        {u"text Hé"_s, u"usage 0 0 5 0"_s, finishedText(FinishReason::Complete)});
    row("cut", first + second, hello + QStringList{failedText(Kind::Interrupted, true)});
    row("cut in a line", first + second.left(12),
        QStringList{u"text Hé"_s, failedText(Kind::Protocol, true)});
    row("empty", end("stop"), {usage, failedText(Kind::Protocol, true)});
    row("only loads the model", end("load"), {usage, failedText(Kind::Protocol, true)});
    row("error line", first + "{\"error\":\"model runner has stopped\"}\n",
        QStringList{u"text Hé"_s, failedText(Kind::Server, true)});
    row("line too long", first + "{\"x\":\"" + QByteArray(1'100'000, 'x'),
        QStringList{u"text Hé"_s, failedText(Kind::TooLarge, false)});
    row("web page", "<html>", {failedText(Kind::Protocol, false)});
}

void DialectsTest::survivesNoise_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("fine");
    QTest::newRow("anthropic") << u"anthropic"_s
                               << claudeStart + claudeHello + claudeEnd("end_turn") + claudeStop;
    QTest::newRow("gemini") << u"gemini"_s
                            << data(R"({"candidates":[{"content":{"parts":[{"text":"Hé"}]}}]})") +
                                   data(
                                       R"({"candidates":[{"finishReason":"STOP"}],"usageMetadata":)"
                                       R"({"promptTokenCount":1,"candidatesTokenCount":2}})");
    QTest::newRow("responses") << u"openai-responses"_s
                               << named("response.output_text.delta", R"("delta":"Hé")") +
                                      named("response.completed",
                                            R"("response":{"status":"completed","usage":)"
                                            R"({"input_tokens":1,"output_tokens":2}})");
    QTest::newRow("ollama") << u"ollama-native"_s
                            << R"({"message":{"content":"Hé"}})"
                               "\n"
                               R"({"message":{},"done":true,"eval_count":3})"
                               "\n"_ba;
}

void DialectsTest::survivesNoise()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, fine);
    const ProviderProfile profile = profileNamed(provider);
    QRandomGenerator random(23);
    int failures = 0;
    constexpr int rounds = 5000;
    for (int round = 0; round < rounds; ++round) {
        QByteArray bytes = fine;
        for (int i = random.bounded(1, 6); i > 0; --i) {
            const int at = random.bounded(static_cast<int>(bytes.size()));
            if (random.bounded(3) == 0)
                bytes.remove(at, random.bounded(20));
            else
                bytes[at] = static_cast<char>(random.bounded(256));
            if (bytes.isEmpty())
                bytes = "x";
        }
        const QStringList whole = decode(bytes, profile);
        QCOMPARE(decode(
                     bytes, [] { return 7; }, profile),
                 whole);
        // Exactly one end, and it is the last.
        const qsizetype failed = whole.filter(u"failed "_s).size();
        QCOMPARE(whole.filter(u"finished "_s).size() + failed, 1);
        QVERIFY(whole.last().startsWith(failed ? u"failed "_s : u"finished "_s));
        failures += static_cast<int>(failed);
    }
    QVERIFY2(failures > rounds / 20 && failures < rounds, qPrintable(QString::number(failures)));
}

QTEST_GUILESS_MAIN(DialectsTest)
#include "dialects_test.moc"
