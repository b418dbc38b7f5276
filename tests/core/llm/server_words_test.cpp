// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/dialect.h"
#include "core/simulator/fault_plays.h"
#include "tests/support/asker.h"
#include "tests/support/fake_model_server.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using Kind = concert::ChatError::Kind;

namespace {

/// "max_tokens", "!stream_options", "response_format.type=json_schema": of a request's body.
bool holds(const QString &condition, const QJsonObject &body)
{
    const bool isAbsence = condition.startsWith(u'!');
    const QString path = condition.mid(isAbsence ? 1 : 0).section(u'=', 0, 0);
    QJsonValue value = body;
    for (const QString &key : path.split(u'.'))
        value = value.isArray() ? value[key.toInt()] : value[key];
    if (condition.contains(u'='))
        return value.toString() == condition.section(u'=', 1);
    return value.isUndefined() == isAbsence;
}

} // namespace

/// What servers say when they do not take a request, in their own words, and what is asked instead:
/// once, remembered, and told with its reason.
class ServerWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesOutWhatIsNamed_data();
    void leavesOutWhatIsNamed();
    void keepsToTheServersLimit_data();
    void keepsToTheServersLimit();
    void showsTheInnerReason_data();
    void showsTheInnerReason();
    void findsThePromptTooLong_data();
    void findsThePromptTooLong();
    void asksForWhatThereIsRoomFor_data();
    void asksForWhatThereIsRoomFor();
    void decidesByTheAccount_data();
    void decidesByTheAccount();

private:
    Asker asker_;
};

void ServerWordsTest::leavesOutWhatIsNamed_data()
{
    QTest::addColumn<QStringList>("kind"); // provider, status, what is refused, what is asked
    QTest::addColumn<QByteArray>("says");
    QFile file(QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/server_words.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList kind;
    QString who;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.startsWith(u'#') || line.isEmpty())
            continue;
        if (line.startsWith(u"= "_s)) {
            kind = line.mid(2).split(u' ');
            kind.removeAll(u"->"_s);
            QCOMPARE(kind.size(), 4);
        } else if (who.isEmpty()) {
            who = line;
        } else {
            QTest::newRow(qPrintable(kind.join(u' ') % u": "_s % who)) << kind << line.toUtf8();
            who.clear();
        }
    }
}

void ServerWordsTest::leavesOutWhatIsNamed()
{
    QFETCH(QStringList, kind);
    QFETCH(QByteArray, says);
    FakeModelServer server;
    const ProviderProfile profile = profileAt(server, kind[0]);
    server.script({[&](HttpExchange *exchange) {
        const QJsonObject body = QJsonDocument::fromJson(exchange->request().body).object();
        if (holds(kind[2], body))
            exchange->respond(kind[1].toInt(), "application/json", says);
        else
            FaultPlays(profile.dialect).fine(theJson)(exchange);
    }});
    const ChatResult &result = asker_.ask(profile, jsonQuestion());
    QVERIFY2(!result.error, qPrintable(asker_.problem()));
    QCOMPARE(result.text, theJson);
    QVERIFY2(result.attempts == 2, qPrintable(asker_.told.join(u'\n')));
    QVERIFY(holds(kind[3], server.body(1)));
    const QByteArray asked = server.requests()[1].body; // nothing of the prompt is lost
    QVERIFY2(asked.contains("You play FRANCE.") && asked.contains("Your orders?"),
             asked.constData());
    QVERIFY2(asker_.told.value(0).contains(u"It says: "_s), qPrintable(asker_.told.value(0)));
    QVERIFY2(asker_.told.value(0).endsWith(u"Trying again without that."_s),
             qPrintable(asker_.told.value(0)));
    QVERIFY(!asker_.ask(profile, jsonQuestion()).error); // remembered
    QCOMPARE(server.requests().size(), 3);
}

void ServerWordsTest::keepsToTheServersLimit_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *who, const QString &provider, const QString &field, int limit,
                        const QByteArray &says) {
        QTest::newRow(who) << provider << field << limit << says;
    };
    row("OpenAI", u"openai"_s, u"max_tokens"_s, 4096,
        R"({"error":{"message":"max_tokens is too large: 9000. This model supports at most 4096 )"
        R"(completion tokens, whereas you provided 9000.","param":"max_tokens"}})");
    row("Groq", u"openai"_s, u"max_tokens"_s, 8192,
        R"({"error":{"message":"`max_tokens` must be less than or equal to `8192`, the maximum )"
        R"(value for `max_tokens` is less than the `context_window` for this model"}})");
    row("DeepSeek", u"openai"_s, u"max_tokens"_s, 8192,
        R"({"error":{"message":"Invalid max_tokens value, the valid range of max_tokens is )"
        R"([1, 8192]","code":"invalid_request_error"}})");
    row("Volcano", u"openai"_s, u"max_tokens"_s, 4000,
        R"({"error":{"code":"InvalidParameter","message":"The parameter `max_tokens` specified )"
        R"(in the request are not valid: integer above maximum value, expected a value <= 4000, )"
        R"(but got 9000 instead. Request id: 0217752964393142fa50","param":"max_tokens"}})");
    row("in the param", u"openai"_s, u"max_tokens"_s, 4096,
        R"({"error":{"message":"Param Incorrect","param":"max_tokens is too large: 9000. This )"
        R"(model supports at most 4096 completion tokens.","code":"400"}})");
    row("pydantic", u"openai"_s, u"max_tokens"_s, 2048,
        R"({"detail":[{"type":"less_than_equal","loc":["body","max_tokens"],"msg":"Input should )"
        R"(be less than or equal to 2048","input":9000}]})");
    row("Anthropic", u"anthropic"_s, u"max_tokens"_s, 8192,
        R"({"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: 9000 > )"
        R"(8192, which is the maximum allowed number of output tokens for m-20241022"}})");
    row("Gemini", u"gemini"_s, u"generationConfig.maxOutputTokens"_s, 8192,
        R"({"error":{"code":400,"message":"Unable to submit request because it has a )"
        R"(maxOutputTokens value of 9000 but the supported range is from 1 (inclusive) to 8193 )"
        R"((exclusive).","status":"INVALID_ARGUMENT"}})");
    row("Responses", u"openai-responses"_s, u"max_output_tokens"_s, 4096,
        R"({"error":{"message":"max_output_tokens is too large: at most 4096"}})");
}

/// What the server gives at most is asked for; never more, and never without a limit.
void ServerWordsTest::keepsToTheServersLimit()
{
    QFETCH(QString, provider);
    QFETCH(QString, field);
    QFETCH(int, limit);
    QFETCH(QByteArray, says);
    FakeModelServer server;
    const ProviderProfile profile = profileAt(server, provider);
    const auto limitOf = [&](const QJsonObject &body) {
        QJsonValue value = body;
        for (const QString &key : field.split(u'.'))
            value = value[key];
        return value.toInt();
    };
    server.script({[&](HttpExchange *exchange) {
        const int asked = limitOf(QJsonDocument::fromJson(exchange->request().body).object());
        if (asked > limit || asked == 0)
            exchange->respond(400, "application/json", says);
        else
            FaultPlays(profile.dialect).fine(theJson)(exchange);
    }});
    ChatRequest request = jsonQuestion();
    request.maxTokens = 9000;
    QVERIFY2(!asker_.ask(profile, request).error, qPrintable(asker_.problem()));
    QCOMPARE(limitOf(server.body(1)), limit);
    QVERIFY(!asker_.ask(profile, request).error);
    QCOMPARE(server.requests().size(), 3);
    request.maxTokens = 100; // the user's own is never exceeded
    QVERIFY(!asker_.ask(profile, request).error);
    QCOMPARE(limitOf(server.body(3)), 100);
}

void ServerWordsTest::showsTheInnerReason_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, int status, const QByteArray &body, const QString &says,
                        Kind kind = Kind::BadRequest) {
        QTest::newRow(name) << status << body << says << kind;
    };
    row("OpenRouter", 400,
        R"({"error":{"message":"Provider returned error","code":400,"metadata":{"raw":)"
        R"("{\"error\":{\"message\":\"The model does not accept more than 3 images\"}}",)"
        R"("provider_name":"SomeProvider"}}})",
        u"The model does not accept more than 3 images"_s);
    row("OpenRouter, plain inside", 400,
        R"({"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"ERROR: no"}}})",
        u"ERROR: no"_s);
    row("OpenRouter, an object inside", 400,
        R"({"error":{"message":"Provider returned error","code":400,"metadata":{"raw":)"
        R"({"detail":"too many cooks"}}}})",
        u"too many cooks"_s);
    row("OpenRouter, a limit inside", 400,
        R"({"error":{"message":"Provider returned error","code":400,"metadata":{"raw":)"
        R"("{\"error\":{\"code\":429,\"message\":\"Rate limited upstream\"}}"}}})",
        u"Rate limited upstream"_s, Kind::RateLimited);
    row("LiteLLM", 400,
        R"({"error":{"message":"litellm.APIError: VertexException - {\n \"error\": {\n \"code\": )"
        R"(400,\n \"message\": \"Bad aspect ratio\"}}","code":"400"}})",
        u"It says: Bad aspect ratio"_s);
    row("JSON within JSON", 400,
        R"({"error":{"message":"{\"error\":{\"message\":\"{\\\"detail\\\":\\\"At the bottom\\\"}\"}}"}})",
        u"At the bottom"_s);
    row("Mistral", 422,
        R"({"object":"error","message":{"detail":[{"loc":["body","x"],"msg":"Field required"}]}})",
        u"body.x: Field required"_s);
    row("several", 422,
        R"({"detail":[{"loc":["body","x"],"msg":"One"},{"loc":["body","y"],"msg":"Two"}]})",
        u"body.x: One; body.y: Two"_s);
    row("errors", 400, R"({"errors":[{"message":"First"},{"message":"Second"}],"success":false})",
        u"First; Second"_s);
    row("errorMessage", 400, R"({"errorMessage":"Functions fail, too"})", u"Functions fail, too"_s);
    row("msg", 400, R"({"code":40001,"msg":"参数错误"})", u"参数错误"_s);
    row("no words", 400, R"({"ok":false,"n":7})", u"{\"n\":7,\"ok\":false}"_s);
    row("a list", 400, R"(["not like this"])", u"not like this"_s);
}

/// Whatever the shape: never an empty reason, nor a gateway's "Provider returned error".
void ServerWordsTest::showsTheInnerReason()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    QFETCH(Kind, kind);
    for (const DialectName dialect : allDialects()) {
        ProviderProfile profile;
        profile.displayName = u"Fake"_s;
        profile.dialect = dialect;
        const ChatError error = dialectNamed(dialect).error(profile, status, {}, body);
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
        QVERIFY2(!error.message.contains(u"Provider returned"_s), qPrintable(error.message));
        QVERIFY2(error.kind == kind, qPrintable(error.message));
    }
}

void ServerWordsTest::findsThePromptTooLong_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *who, int status, const QByteArray &body) {
        QTest::newRow(who) << status << body;
    };
    row("LM Studio", 400,
        R"({"error":"Trying to keep the first 6012 tokens when context the overflows. However, )"
        R"(the model is loaded with context length of only 4096 tokens, which is not enough. Try )"
        R"(to load the model with a larger context length, or provide a shorter input"})");
    row("OpenAI", 400,
        R"({"error":{"message":"Your input exceeds the context window of this model.","type":)"
        R"("invalid_request_error","param":"input","code":"context_length_exceeded"}})");
    row("vLLM", 400,
        R"({"object":"error","message":"This model's maximum context length is 4096 tokens. )"
        R"(However, your request has 5000 input tokens. Please reduce the length of the input )"
        R"(messages.","type":"BadRequestError","param":null,"code":400})");
    row("llama.cpp", 400,
        R"({"error":{"code":400,"message":"the request exceeds the available context size, try )"
        R"(increasing it","type":"exceed_context_size_error","n_prompt_tokens":9,"n_ctx":4}})");
    row("Anthropic", 400,
        R"({"type":"error","error":{"type":"invalid_request_error","message":"prompt is too )"
        R"(long: 205000 tokens > 200000 maximum"}})");
    row("Gemini", 400,
        R"({"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum )"
        R"(number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}})");
    row("Mistral", 400,
        R"({"object":"error","message":"Prompt contains 40000 tokens and 0 draft tokens, too )"
        R"(large for model with 32768 maximum context length","type":"invalid_request_prompt"}})");
    row("xAI", 400,
        R"({"code":"Client specified an invalid argument","error":"This model's maximum prompt )"
        R"(length is 131072 but the request contains 200000 tokens."})");
    row("Bedrock", 400, R"({"message":"Input is too long for requested model."})");
    row("Ollama", 500, R"({"error":"the input length exceeds the context length"})");
}

/// Not a field's fault, so nothing of the request's form is given up for it.
void ServerWordsTest::findsThePromptTooLong()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    for (const QString &provider :
         {u"openai"_s, u"anthropic"_s, u"gemini"_s, u"ollama-native"_s, u"openai-responses"_s}) {
        FakeModelServer server;
        server.script({fake::body(status, "application/json", body)});
        const ChatResult &result = asker_.ask(profileAt(server, provider), jsonQuestion());
        QVERIFY(result.error);
        QVERIFY2(result.error->kind == Kind::ContextLength, qPrintable(result.error->message));
        QVERIFY2(result.error->message.contains(u"It says: "_s), qPrintable(result.error->message));
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(asker_.learned() == Concessions());
    }
}

void ServerWordsTest::asksForWhatThereIsRoomFor_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("says"); // of a prompt of %1 tokens
    const auto row = [](const char *who, const QString &provider, const QByteArray &says) {
        QTest::newRow(who) << provider << says;
    };
    row("vLLM", u"openai"_s,
        R"({"object":"error","message":"'max_tokens' or 'max_completion_tokens' is too large: )"
        R"(9000. This model's maximum context length is 10000 tokens and your request has %1 )"
        R"(input tokens (9000 > 10000 - %1).","type":"BadRequestError","code":400})");
    row("vLLM, later", u"openai"_s,
        R"({"error":{"message":"You passed %1 input tokens and requested 9000 output tokens. )"
        R"(However, the model's context length is only 10000 tokens, resulting in a maximum input )"
        R"(length of 1000 tokens. Please reduce the length of the input prompt.","code":400}})");
    row("OpenAI, before the counts were apart", u"openai"_s,
        R"({"error":{"message":"This model's maximum context length is 10000 tokens. However, )"
        R"(you requested 13000 tokens (%1 in the messages, 9000 in the completion). Please reduce )"
        R"(the length of the messages or completion.","code":"context_length_exceeded"}})");
    row("OpenRouter", u"openai"_s,
        R"({"error":{"message":"This endpoint's maximum context length is 10000 tokens. However, )"
        R"(you requested about 13000 tokens (%1 of text input, 9000 in the output). Please reduce )"
        R"(the length of either one.","code":400}})");
    row("Anthropic", u"anthropic"_s,
        R"({"type":"error","error":{"type":"invalid_request_error","message":"input length and )"
        R"(`max_tokens` exceed context limit: %1 + 9000 > 10000, decrease input length or )"
        R"(`max_tokens` and try again"}})");
    row("TGI", u"openai"_s,
        R"({"error":{"message":"Input validation error: `inputs` tokens + `max_new_tokens` must )"
        R"(be <= 10000. Given: %1 `inputs` tokens and 9000 `max_new_tokens`","code":422}})");
}

/// Where prompt and answer together are too long, the answer's limit gives way, down to its half;
/// a prompt that leaves less is too long itself.
void ServerWordsTest::asksForWhatThereIsRoomFor()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, says);
    for (const int prompt : {4000, 7000}) {
        FakeModelServer server;
        const ProviderProfile profile = profileAt(server, provider);
        server.script({[&](HttpExchange *exchange) {
            const auto body = QJsonDocument::fromJson(exchange->request().body).object();
            if (body[u"max_tokens"_s].toInt() > 10000 - prompt)
                exchange->respond(400, "application/json",
                                  QByteArray(says).replace("%1", QByteArray::number(prompt)));
            else
                FaultPlays(profile.dialect).fine(theJson)(exchange);
        }});
        ChatRequest request = jsonQuestion();
        request.maxTokens = 9000;
        const ChatResult &result = asker_.ask(profile, request);
        if (prompt == 4000) {
            QVERIFY2(!result.error, qPrintable(asker_.problem()));
            QCOMPARE(server.body(1)[u"max_tokens"_s].toInt(), 6000);
        } else {
            QVERIFY(result.error && result.error->kind == Kind::ContextLength);
            QCOMPARE(server.requests().size(), 1);
        }
    }
}

void ServerWordsTest::decidesByTheAccount_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *who, int status, const QByteArray &body) {
        QTest::newRow(who) << status << body;
    };
    row("Gemini's quota of the day", 429,
        R"({"error":{"code":429,"message":"You exceeded your current quota.","status":)"
        R"("RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":)"
        R"("GenerateRequestsPerMinutePerProjectPerModel-FreeTier"},{"quotaId":)"
        R"("GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"retryDelay":"37s"}]}})");
    row("Gemini's, within a gateway's", 429,
        R"({"error":{"message":"{\"error\":{\"code\":429,\"message\":\"Quota.\",\"details\":)"
        R"([{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProject\"}]}]}}"}})");
    row("Anthropic", 400,
        R"({"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance )"
        R"(is too low to access the Anthropic API. Please go to Plans & Billing."}})");
    row("OpenRouter, of the day", 429,
        R"({"error":{"message":"Rate limit exceeded: free-models-per-day. Add 10 credits to )"
        R"(unlock 1000 free model requests per day","code":429}})");
    row("OpenRouter", 402,
        R"({"error":{"message":"This request requires more credits, or fewer max_tokens. You )"
        R"(requested up to 4096 tokens, but can only afford 12.","code":402}})");
    row("xAI", 403,
        R"({"code":"The caller does not have permission","error":"Your team has either used all )"
        R"(available credits or reached its monthly spending limit."})");
    row("Cloudflare", 429,
        R"({"errors":[{"message":"you have used up your daily free allocation of 10,000 neurons"}]})");
    row("Alibaba", 400,
        R"({"error":{"message":"Access denied, please make sure your account is in good )"
        R"(standing.","code":"Arrearage"}})");
    row("DeepSeek", 402, R"({"error":{"message":"Insufficient Balance"}})");
    row("Fireworks", 412,
        R"({"error":{"message":"Account suspended, possibly due to reaching the monthly spending )"
        R"(limit"}})");
}

void ServerWordsTest::decidesByTheAccount()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    FakeModelServer server;
    server.script({fake::body(status, "application/json", body)});
    const ChatResult &result = asker_.ask(profileAt(server, u"openai"_s), jsonQuestion());
    QVERIFY(result.error);
    QVERIFY2(result.error->kind == Kind::QuotaExhausted, qPrintable(result.error->message));
    QVERIFY(!result.error->retryable);
    QCOMPARE(server.requests().size(), 1);
}

QTEST_GUILESS_MAIN(ServerWordsTest)
#include "server_words_test.moc"
