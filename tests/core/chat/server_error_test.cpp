// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/dialect.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using Kind = concert::ChatError::Kind;
using Hint = std::optional<std::chrono::milliseconds>;
Q_DECLARE_METATYPE(Hint)
Q_DECLARE_METATYPE(HttpHeaders)

class ServerErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classifies_data();
    void classifies();
    void obeysShouldRetry();
    void readsHints_data();
    void readsHints();
    void readsLimitResets_data();
    void readsLimitResets();
    void quotesServers_data();
    void quotesServers();
    void isShortAndPlain();
    void saysWhereTheKeyIsFrom_data();
    void saysWhereTheKeyIsFrom();

private:
    static ChatError error(int status, const QByteArray &body = {},
                           const HttpHeaders &headers = {});
};

ChatError ServerErrorTest::error(int status, const QByteArray &body, const HttpHeaders &headers)
{
    ProviderProfile profile = builtInProviders().at(1);
    profile.keySource = KeySource::Environment;
    return openAiChatDialect().error(profile, status, headers, body);
}

void ServerErrorTest::classifies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("retryable");
    const auto row = [](int status, Kind kind, bool retryable, const QByteArray &body = {}) {
        QTest::addRow("%d %s", status, body.left(60).constData())
            << status << body << kind << retryable;
    };
    row(204, Kind::Protocol, false);
    row(301, Kind::Protocol, false);
    row(307, Kind::Protocol, false);
    for (int status : {400, 404, 405, 413, 414, 422, 431, 501})
        row(status, Kind::BadRequest, false);
    row(401, Kind::Unauthorized, false);
    row(403, Kind::Unauthorized, false);
    row(402, Kind::QuotaExhausted, false);
    row(408, Kind::Timeout, true);
    row(409, Kind::BadRequest, true);
    row(425, Kind::BadRequest, true);
    row(429, Kind::RateLimited, true);
    row(498, Kind::RateLimited, true);
    for (int status : {500, 502, 503, 520, 529})
        row(status, Kind::Server, true);
    row(504, Kind::Timeout, true);
    row(524, Kind::Timeout, true);
    row(429, Kind::RateLimited, true, R"({"error":{"code":"rate_limit_exceeded","message":"m"}})");
    row(429, Kind::QuotaExhausted, false,
        R"({"error":{"type":"insufficient_quota","message":"m"}})");
    for (const QByteArray &code :
         {"credit_balance_exhausted"_ba, "organization_spend_limit_exceeded"_ba,
          "project_spend_limit_exceeded"_ba, "organization_usage_limit_exceeded"_ba})
        row(429, Kind::QuotaExhausted, false, "{\"error\":{\"code\":\"" + code + "\"}}");
    row(429, Kind::RateLimited, true, R"({"error":{"code":"ramp_limit_exceeded"}})");
}

void ServerErrorTest::classifies()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(bool, retryable);
    const ChatError result = error(status, body);
    QVERIFY2(result.kind == kind, qPrintable(result.message));
    QCOMPARE(result.retryable, retryable);
    QCOMPARE(result.httpStatus, status);
    QVERIFY(!result.retryAfter);
    QVERIFY2(result.message.startsWith(u"OpenAI (api.openai.com) "_s), qPrintable(result.message));
    QVERIFY2(result.message.contains(QString::number(status)), qPrintable(result.message));
}

void ServerErrorTest::obeysShouldRetry()
{
    QVERIFY(!error(503, {}, {{"x-should-retry", "false"}}).retryable);
    QVERIFY(error(400, {}, {{"x-should-retry", "TRUE"}}).retryable);
    QVERIFY(error(503, {}, {{"x-should-retry", "maybe"}}).retryable);
}

void ServerErrorTest::readsHints_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Hint>("hint");
    const auto row = [](const QByteArray &name, const QByteArray &value, Hint hint) {
        QTest::addRow("%s %s", name.constData(), value.constData()) << name << value << hint;
    };
    row("retry-after", "2", 2000ms);
    row("retry-after", " 0.5 ", 500ms);
    row("retry-after", "0", 0ms);
    row("retry-after", "36000", 10h);
    row("retry-after", "-5", {});
    row("retry-after", "nan", {});
    row("retry-after", "inf", {});
    row("retry-after", "1e99", {});
    row("retry-after", "soon", {});
    row("retry-after", "Sun, 22 Nov 2026 10:00:07 GMT", 7s);
    row("retry-after", "Sun, 22 Nov 2026 09:59:00 GMT", {}); // past
    row("retry-after-ms", "120", 120ms);
    row("retry-after-ms", "120.4", 121ms);
    row("retry-after-ms", "-1", {});
}

void ServerErrorTest::readsHints()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(Hint, hint);
    const HttpHeaders headers{{name, value}, {"date", "Sun, 22 Nov 2026 10:00:00 GMT"}};
    QVERIFY(error(429, {}, headers).retryAfter == hint);
    if (name == "retry-after-ms") { // the finer one counts, if it makes sense
        HttpHeaders both = headers;
        both["retry-after"] = "9";
        QVERIFY(error(429, {}, both).retryAfter == hint.value_or(9s));
    }
}

/// Where a server says only when what is used up comes back.
void ServerErrorTest::readsLimitResets_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<Hint>("hint");
    const auto row = [](const char *name, const HttpHeaders &headers, Hint hint) {
        QTest::newRow(name) << headers << hint;
    };
    row("OpenAI, minutes",
        {{"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "6m0s"}}, 6min);
    row("OpenAI, milliseconds",
        {{"x-ratelimit-remaining-requests", "0"}, {"x-ratelimit-reset-requests", "12ms"}}, 12ms);
    row("the longer one",
        {{"x-ratelimit-remaining-requests", "0"},
         {"x-ratelimit-reset-requests", "1s"},
         {"x-ratelimit-remaining-tokens", "0"},
         {"x-ratelimit-reset-tokens", "1m2.5s"}},
        62'500ms);
    row("not used up",
        {{"x-ratelimit-remaining-tokens", "7"}, {"x-ratelimit-reset-tokens", "6m0s"}}, {});
    row("Azure's -1", {{"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "-1"}},
        {});
    row("Azure's 0", {{"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "0"}},
        {});
    row("Anthropic",
        {{"date", "Sun, 22 Nov 2026 10:00:00 GMT"},
         {"anthropic-ratelimit-input-tokens-remaining", "0"},
         {"anthropic-ratelimit-input-tokens-reset", "2026-11-22T10:00:30Z"}},
        30s);
    row("its own word counts",
        {{"retry-after", "3"},
         {"x-ratelimit-remaining-tokens", "0"},
         {"x-ratelimit-reset-tokens", "6m0s"}},
        3s);
}

void ServerErrorTest::readsLimitResets()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(Hint, hint);
    QVERIFY(error(429, {}, headers).retryAfter == hint);
    if (!headers.contains("retry-after"))
        QVERIFY(!error(503, {}, headers).retryAfter); // says nothing about that
}

void ServerErrorTest::quotesServers_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("quote"); // empty: nothing is quoted
    const auto row = [](const char *name, const QByteArray &body, const QString &quote) {
        QTest::newRow(name) << body << quote;
    };
    row("OpenAI", R"({"error":{"message":"Too long.","type":"t","param":null,"code":null}})",
        u"Too long."_s);
    row("text", R"({"error":"model 'x' not found"})", u"model 'x' not found"_s);
    row("xAI", R"({"code":"bad","error":"Bad model"})", u"Bad model"_s);
    row("flat", R"({"object":"error","message":"Flat.","type":"t","code":7})", u"Flat."_s);
    row("FastAPI", R"({"detail":[{"loc":["body","model"],"msg":"field required"}]})",
        u"body.model: field required"_s);
    row("Anthropic", R"({"type":"error","error":{"type":"invalid_request_error","message":"A."}})",
        u"A."_s);
    row("Gemini", R"({"error":{"code":400,"message":"G.","status":"INVALID_ARGUMENT"}})", u"G."_s);
    row("Mistral", R"({"object":"error","message":"M.","type":"t","param":null,"code":"1"})",
        u"M."_s);
    row("OpenRouter", R"({"error":{"code":400,"message":"R.","metadata":{"error_type":"x"}}})",
        u"R."_s);
    row("llama.cpp", R"({"error":{"code":400,"message":"L.","type":"invalid_request_error"}})",
        u"L."_s);
    row("detail", R"({"detail":"Not Found"})", u"Not Found"_s);
    row("array", R"([{"error":{"message":"In an array."}}])", u"In an array."_s);
    row("plain text", "upstream connect error\nreset", u"upstream connect error reset"_s);
    row("HTML", "<html><head><TITLE>502 Bad\n Gateway</TITLE></head><body><img src=x></html>",
        u"502 Bad Gateway"_s);
    row("HTML without title", "<p>oops</p>", u""_s);
    row("nothing", "", u""_s);
    row("other JSON", R"({"ok":true})", u"{\"ok\":true}"_s); // better than no reason
    row("empty JSON", "{}", u""_s);
    row("bidi and zero width", "{\"error\":\"a\u202eb\u200bc\"}", u"abc"_s);
    row("no UTF-8",
        "{\"error\":\"a\xff"
        "b\"}",
        u"a\uFFFDb"_s);
    row("percent signs", R"({"error":"%1 and %2"})", u"%1 and %2"_s);
}

void ServerErrorTest::quotesServers()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, quote);
    const QString message = error(400, body).message;
    const QString plain = u"OpenAI (api.openai.com) refused the request (400)."_s;
    QCOMPARE(message, quote.isEmpty() ? plain : QString(plain % u" It says: "_s % quote));
}

void ServerErrorTest::isShortAndPlain()
{
    const QString key = error(401, R"({"error":{"message":"Incorrect API key provided:
        sk-abcdefghijklmnop."}})")
                            .message;
    QVERIFY2(!key.contains(u"sk-"_s), qPrintable(key));
    QVERIFY(key.startsWith(
        u"OpenAI (api.openai.com) refused the key (401). Set OPENAI_API_KEY to a valid key."_s));
    const QString lengthy = error(500, QByteArray(5'000'000, 'x')).message;
    QVERIFY(lengthy.size() < 400);
    QVERIFY(lengthy.endsWith(u'…'));
    for (int before = 0; before < 4; ++before) { // never half a character, wherever the cut comes
        const QString faces = u"a"_s.repeated(before) % u"😀"_s.repeated(1000);
        QVERIFY(error(500, faces.toUtf8()).message.isValidUtf16());
    }
}

void ServerErrorTest::saysWhereTheKeyIsFrom_data()
{
    QTest::addColumn<KeySource>("source");
    QTest::addColumn<QString>("says");
    QTest::newRow("none") << KeySource::None << u"asks for a key"_s;
    QTest::newRow("variable") << KeySource::Environment << u"Set OPENAI_API_KEY"_s;
    QTest::newRow("keychain") << KeySource::Keychain << u"keychain"_s;
    QTest::newRow("typed in") << KeySource::Session << u"that you entered"_s;
    QTest::newRow("command line") << KeySource::CommandLine << u"behind '#'"_s;
}

/// A remedy that is none ("set OPENAI_API_KEY" to who gave the key with the model) misleads.
void ServerErrorTest::saysWhereTheKeyIsFrom()
{
    QFETCH(KeySource, source);
    QFETCH(QString, says);
    ProviderProfile profile = builtInProviders().at(1);
    profile.keySource = source;
    const QString message = openAiChatDialect().error(profile, 401, {}, {}).message;
    QVERIFY2(message.contains(says), qPrintable(message));
    QCOMPARE(message.contains(u"OPENAI_API_KEY"_s), source == KeySource::Environment);
}

QTEST_GUILESS_MAIN(ServerErrorTest)
#include "server_error_test.moc"
