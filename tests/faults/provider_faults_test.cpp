// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_provider.h"
#include "tests/support/fault_plays.h"
#include "tests/support/fault_table.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using Kind = concert::ChatError::Kind;

namespace {

constexpr int deadline = 60'000;
/// Looks like no vendor's key, so that only knowing it helps.
const QByteArray canary = "CANARY4f3c2b1a0e";

using Plays = QList<FaultPlays::Play>;
using Tweak = std::function<void(ProviderProfile *)>;

/// How a call must end.
struct Expectation {
    std::optional<Kind> fails; ///< absent: it succeeds
    int attempts = 1;
    FinishReason reason = FinishReason::Complete;
    QString text = u"The answer."_s; ///< of the answer, or part of the error's sentence
};

Expectation recovers(int attempts = 2)
{
    return {std::nullopt, attempts};
}

Expectation fails(Kind kind, int attempts = 1, const QString &says = {})
{
    return {kind, attempts, FinishReason::Complete, says};
}

Expectation finishes(FinishReason reason, const QString &text, int attempts = 1)
{
    return {std::nullopt, attempts, reason, text};
}

struct FaultCase {
    DialectName dialect;
    Plays plays; ///< one a request; the last one stays
    Expectation expected;
    Tweak tweak;
};

} // namespace

Q_DECLARE_METATYPE(FaultCase)

/// The fault matrix, cases 1 to 45: what a provider does about a server's faults over real sockets,
/// in every dialect. Each row is followed by a good call: the next power is unaffected.
class ProviderFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsWell_data();
    void endsWell();
    void refusesBadCertificates_data() { dialectRows("5 a certificate that nobody vouches for"); }
    void refusesBadCertificates();
    void redirectsCarryNoKey_data() { dialectRows("6 redirect to another host is not followed"); }
    void redirectsCarryNoKey();
    void answersStayWithTheirCalls_data()
    {
        dialectRows("52 an answer too many on a kept connection");
    }
    void answersStayWithTheirCalls();
    void fourteenAtOnce_data() { dialectRows("14 fourteen calls to one HTTP/1.1 host"); }
    void fourteenAtOnce();
    void cleanup() { table_.add(row(), !QTest::currentTestFailed()); }
    void cleanupTestCase() { table_.print("Provider faults"); }

private:
    static QString row() { return QString::fromUtf8(QTest::currentDataTag()); }
    static void dialectRows(const char *what);
    void transportRows(const FaultPlays &play);
    void statusRows(const FaultPlays &play);
    void quotaRows(const FaultPlays &play);
    void concessionRows(const FaultPlays &play);
    void streamRows(const FaultPlays &play);
    void bodyRows(const FaultPlays &play);
    void hugeRows(const FaultPlays &play);
    void checkCall(const FaultCase &fault, FakeModelServer *server);

    FaultTable table_;
};

namespace {

void addCase(const FaultPlays &play, int number, const char *what, const Plays &plays,
             const Expectation &expected, const Tweak &tweak = {})
{
    const QString name = u"%1 %2 | %3"_s.arg(number).arg(QString::fromUtf8(what),
                                                         dialectLabel(play.write.dialect()));
    QTest::newRow(qPrintable(name)) << FaultCase{play.write.dialect(), plays, expected, tweak};
}

ChatRequest structuredQuestion()
{
    ChatRequest request;
    request.model = u"model"_s;
    request.messages = {{ChatMessage::Role::System, u"You play FRANCE."_s},
                        {ChatMessage::Role::User, u"Your orders?"_s}};
    request.schema = ChatSchema{u"orders"_s,
                                {{u"type"_s, u"object"_s},
                                 {u"properties"_s, QJsonObject()},
                                 {u"required"_s, QJsonArray()}}};
    return request;
}

Tweak timeouts(std::chrono::milliseconds ChatTimeouts::*member, std::chrono::milliseconds time)
{
    return [member, time](ProviderProfile *profile) { profile->timeouts.*member = time; };
}

/// Answers well only if the request's body does not hold \a refused.
FaultPlays::Play unless(const QByteArray &refused, const FaultPlays::Play &refusal,
                        const FaultPlays::Play &fine)
{
    return [=](HttpExchange *exchange) {
        (exchange->request().body.contains(refused) ? refusal : fine)(exchange);
    };
}

ProviderProfile profileFor(const FakeModelServer &server, DialectName dialect)
{
    ProviderProfile profile = server.profile();
    profile.dialect = dialect;
    return profile;
}

} // namespace

void ProviderFaultsTest::dialectRows(const char *what)
{
    QTest::addColumn<DialectName>("dialect");
    for (const DialectName dialect : allDialects())
        QTest::newRow(qPrintable(QString::fromUtf8(what) % u" | "_s % dialectLabel(dialect)))
            << dialect;
}

void ProviderFaultsTest::endsWell_data()
{
    QTest::addColumn<FaultCase>("fault");
    for (const DialectName dialect : allDialects()) {
        const FaultPlays play(dialect);
        transportRows(play);
        statusRows(play);
        quotaRows(play);
        concessionRows(play);
        streamRows(play);
        bodyRows(play);
        hugeRows(play);
    }
}

void ProviderFaultsTest::transportRows(const FaultPlays &play)
{
    const auto fine = play.fine();
    addCase(play, 1, "DNS failure", {fine}, fails(Kind::Connect, 4, u"was not found"_s),
            [](ProviderProfile *profile) {
                profile->baseUrl = QUrl(u"https://nobody.invalid/v1"_s);
                profile->timeouts.connect = 5s;
            });
    addCase(play, 2, "connection refused", {fine},
            fails(Kind::Connect, 4, u"Is the server running?"_s), [](ProviderProfile *profile) {
                FakeModelServer gone;
                profile->baseUrl = gone.baseUrl();
            });
    addCase(play, 3, "no bytes ever", {fake::silent()},
            fails(Kind::Timeout, 2, u"did not begin to answer"_s),
            timeouts(&ChatTimeouts::firstByte, 150ms));
    addCase(play, 4, "reset before headers", {fake::resetBeforeHeaders(), fine}, recovers());
    addCase(play, 4, "reset in the answer", {play.broken(play.begun(), true), fine}, recovers());
    addCase(play, 7, "a proxy's HTML 502",
            {fake::body(502, "text/html", "<html><title>Bad</title><b>x</b><img src=x></html>",
                        {{"retry-after-ms", "1"}})},
            fails(Kind::Server, 4, u"It says: Bad"_s));
    addCase(play, 8, "slow drip of valid data for ever",
            {play.repeated(play.begun(), play.write.text(u"x"_s), 20)},
            fails(Kind::Timeout, 1, u"did not finish"_s), timeouts(&ChatTimeouts::total, 400ms));
    addCase(play, 9, "keep-alives only, for ever",
            {play.repeated(play.write.keepAlive(), play.write.keepAlive(), 20)},
            fails(Kind::Timeout, 2, u"sent no text"_s), timeouts(&ChatTimeouts::progress, 300ms));
    addCase(play, 10, "stall after some pieces", {play.open(play.begun()), fine}, recovers(),
            timeouts(&ChatTimeouts::idle, 150ms));
    addCase(play, 11, "end without terminal marker", {play.stream(play.begun()), fine}, recovers());
    addCase(play, 11, "cut", {play.broken(play.begun(), false), fine}, recovers());
    addCase(play, 12, "Content-Length longer than the body", {fake::cutBody(), fine}, recovers());
}

void ProviderFaultsTest::statusRows(const FaultPlays &play)
{
    const auto fine = play.fine();
    addCase(play, 20, "401", {play.status(401, {}, {}, QString::fromUtf8("Wrong: " + canary))},
            fails(Kind::Unauthorized, 1, u"Set FAKE_API_KEY"_s));
    addCase(play, 20, "403", {play.status(403)}, fails(Kind::Unauthorized, 1));
    addCase(play, 25, "404 model gone", {play.status(404)},
            fails(Kind::BadRequest, 1, u"does not know the model"_s));
    addCase(play, 26, "408", {play.soon(408), fine}, recovers());
    addCase(play, 26, "409", {play.soon(409), fine}, recovers());
    addCase(play, 26, "425", {play.soon(425), fine}, recovers());
    addCase(play, 27, "500 always", {play.soon(500)}, fails(Kind::Server, 2));
    for (const int status : {502, 503, 504, 529})
        addCase(play, 28, qPrintable(u"%1 three times"_s.arg(status)),
                {play.soon(status), play.soon(status), play.soon(status), fine}, recovers(4));
    addCase(play, 29, "503, told not to try again",
            {play.status(503, {}, {{"x-should-retry", "false"}})}, fails(Kind::Server, 1));
    addCase(play, 29, "400, told to try again",
            {play.status(400, {}, {{"x-should-retry", "true"}}), fine}, recovers());
    addCase(play, 30, "413", {play.status(413)}, fails(Kind::BadRequest, 1, u"too long"_s));
    addCase(play, 30, "431", {play.status(431)}, fails(Kind::BadRequest, 1, u"too long"_s));
    addCase(play, 18, "429 that asks to wait ten hours",
            {play.status(429, {}, {{"Retry-After", "36000"}})},
            fails(Kind::RateLimited, 1, u"wait 600 minutes"_s));
    for (const QByteArray &senseless : QList<QByteArray>{"-5", "NaN", "soon", "1e999"})
        addCase(play, 18, qPrintable(u"429 with Retry-After: "_s % QString::fromUtf8(senseless)),
                {play.status(429, {}, {{"Retry-After", senseless}}), fine}, recovers());
}

void ProviderFaultsTest::quotaRows(const FaultPlays &play)
{
    addCase(play, 21, "402", {play.status(402)}, fails(Kind::QuotaExhausted, 1));
    QStringList codes{u"insufficient_quota"_s, u"credit_balance_exhausted"_s,
                      u"organization_spend_limit_exceeded"_s, u"project_spend_limit_exceeded"_s,
                      u"organization_usage_limit_exceeded"_s};
    if (play.write.dialect() == DialectName::Anthropic)
        codes = {u"enforced_spend_limit_reached"_s, u"contract_spend_limit_reached"_s};
    if (play.write.dialect() == DialectName::Gemini) {
        addCase(play, 19, "429 with quota limit 0",
                {play.status(429, u"RESOURCE_EXHAUSTED"_s, {},
                             QString(400, u'x') % u" * Quota exceeded, limit: 0, model: m"_s)},
                fails(Kind::QuotaExhausted, 1));
    } else if (play.write.dialect() != DialectName::Ollama) { // which names no causes
        for (const QString &code : std::as_const(codes))
            addCase(play, 19, qPrintable(u"429 "_s % code), {play.status(429, code)},
                    fails(Kind::QuotaExhausted, 1));
    }
    if (play.write.dialect() == DialectName::Anthropic)
        addCase(play, 19, "429 ramp_limit_exceeded may be retried",
                {play.soon(429, u"ramp_limit_exceeded"_s), play.fine()}, recovers());
}

void ProviderFaultsTest::concessionRows(const FaultPlays &play)
{
    const auto refusal = [&](const QString &message) {
        return play.status(400, u"invalid_request_error"_s, {}, message);
    };
    addCase(
        play, 22, "400 unsupported parameter temperature",
        {unless("temperature", refusal(u"Unsupported parameter: 'temperature'."_s), play.fine())},
        recovers(), [](ProviderProfile *profile) {
            profile->extraFields = {{u"temperature"_s, 0.7}};
        });
    addCase(play, 23, "400 context length",
            {refusal(u"This model's maximum context length is 8192 tokens."_s)},
            fails(Kind::ContextLength, 1, u"longer than the model"_s));
    static const QHash<DialectName, QByteArray> schemaFields{
        {DialectName::OpenAiChat, "\"json_schema\""},
        {DialectName::OpenAiResponses, "\"json_schema\""},
        {DialectName::Anthropic, "\"output_config\""},
        {DialectName::Gemini, "\"responseJsonSchema\""},
        {DialectName::Ollama, "\"format\":{"}};
    const QByteArray field = schemaFields.value(play.write.dialect());
    for (const int status : {400, 422})
        addCase(play, 24, qPrintable(u"%1 schema refused"_s.arg(status)),
                {unless(field, play.status(status, {}, {}, u"The JSON schema is not supported."_s),
                        play.fine())},
                recovers());
}

void ProviderFaultsTest::streamRows(const FaultPlays &play)
{
    const DialectWriter &write = play.write;
    const auto fine = play.fine();
    addCase(play, 31, "200 with an error as its body",
            {fake::body(200, "application/json",
                        write.dialect() == DialectName::Ollama
                            ? QByteArray(R"({"error":"out of order"})")
                            : write.errorBody(503, u"overloaded_error"_s, u"m"_s)),
             fine},
            recovers());
    addCase(play, 31, "whole JSON although a stream was asked", {play.whole(u"The answer."_s)},
            recovers(1));
    addCase(play, 32, "error after partial text",
            {play.stream(play.begun() + write.errorPiece({}, u"Broken inside."_s)), fine},
            recovers());
    addCase(play, 33, "invalid JSON in a piece",
            {play.stream(play.begun() + (write.dialect() == DialectName::Ollama
                                             ? QByteArray("{nonsense\n")
                                             : QByteArray("data: {x\n\n"))),
             fine},
            recovers());
    addCase(play, 34, "one byte at a time", {play.inPieces(play.good(), 1)}, recovers(1));
    addCase(play, 34, "CRLF",
            {play.stream(play.good().replace("\r\n", "\n").replace("\n", "\r\n"))}, recovers(1));
    if (write.dialect() != DialectName::Ollama) {
        addCase(play, 34, "CR",
                {play.stream(play.good().replace("\r\n", "\n").replace('\n', '\r'))}, recovers(1));
        addCase(play, 34, "BOM", {play.stream("\xEF\xBB\xBF" + play.good())}, recovers(1));
        addCase(play, 34, "last blank line missing", {play.stream(play.good().trimmed())},
                recovers(1));
    }
    addCase(play, 35, "more after the end",
            {play.stream(play.good() + write.ending(FinishReason::Complete, play.usage()) +
                         write.text(u"more"_s))},
            recovers(1));
    addCase(play, 36, "unknown pieces and fields",
            {play.stream(write.piece({{u"type"_s, u"future"_s}, {u"x"_s, QJsonArray{1}}}) +
                         write.keepAlive() + play.good())},
            recovers(1));
    addCase(play, 38, "limit used up by reasoning, once",
            {play.stream(write.begin(play.usage()) + write.reasoning(u"Hm"_s) +
                         write.ending(FinishReason::Length, play.usage())),
             fine},
            recovers());
    addCase(play, 38, "limit used up by reasoning, always",
            {play.stream(write.begin(play.usage()) + write.reasoning(u"Hm"_s) +
                         write.ending(FinishReason::Length, play.usage()))},
            finishes(FinishReason::Length, {}, 2));
    addCase(play, 40, "refused", {play.stream(play.good(u"No."_s, FinishReason::Filtered))},
            finishes(write.dialect() == DialectName::Ollama      ? FinishReason::Other
                     : write.dialect() == DialectName::Anthropic ? FinishReason::Refused
                                                                 : FinishReason::Filtered,
                     u"No."_s));
    addCase(play, 43, "only blanks", {play.stream(play.good(u"  \n "_s)), fine}, recovers());
    addCase(play, 43, "empty", {play.stream(play.good({})), fine}, recovers());
}

void ProviderFaultsTest::bodyRows(const FaultPlays &play)
{
    const DialectWriter &write = play.write;
    for (const Usage &odd : {Usage{0, 0, 0, 0, false}, Usage{-5, -1, -7, -2, false},
                             Usage{qint64(1) << 60, 0, qint64(1) << 60, 0, false}})
        addCase(play, 37, qPrintable(u"usage of %1 tokens"_s.arg(odd.inputTokens)),
                {play.stream(write.begin(odd) + write.text(u"The answer."_s) +
                             write.ending(FinishReason::Complete, odd))},
                recovers(1));
    QByteArray infinite = write.begin(play.usage()) + write.text(u"The answer."_s) +
                          write.ending(FinishReason::Complete, {55555, 0, 55555, 0, false});
    addCase(play, 37, "usage of 1e400 tokens",
            {play.stream(infinite.replace("55555", "1e400")), play.fine()},
            // The number makes the piece no JSON; Chat's text is complete by then.
            write.dialect() == DialectName::OpenAiChat ? recovers(1) : recovers());
    const QString odd = u"The answer."_s % QString(QChar(0x202E)) % QString(QChar(0x200B)) %
                        QString(QChar(0)) % QString(QChar(0xD800)) % QString(1000, QChar(0x0301));
    addCase(play, 45, "bidi, zero width, NUL, surrogates, marks", {play.fine(odd)},
            finishes(FinishReason::Complete, u"The answer."_s % QString(4, QChar(0x0301))));
    addCase(play, 45, "invalid UTF-8",
            {play.stream(play.good(u"The answer.@"_s).replace("@", "\xff"))},
            finishes(FinishReason::Complete, u"The answer."_s % QString(QChar(0xFFFD))));
}

void ProviderFaultsTest::hugeRows(const FaultPlays &play)
{
    const DialectWriter &write = play.write;
    addCase(play, 44, "one line of 50 MB",
            {play.stream((write.dialect() == DialectName::Ollama ? "{\"x\":\"" : "data: ") +
                         QByteArray(50'000'000, 'x'))},
            fails(Kind::TooLarge, 1));
    addCase(play, 44, "text without end", {play.repeated({}, write.text(QString(50'000, u'x')), 1)},
            fails(Kind::TooLarge, 1));
    addCase(play, 44, "nested 100,000 deep",
            {fake::body(200, "application/json", QByteArray(100'000, '['))},
            fails(Kind::Protocol, 2));
    // qCompress makes zlib's format with four bytes of length before it: "deflate" on the wire.
    addCase(play, 44, "a bomb of 100 MB",
            {fake::body(200, "application/json", qCompress(QByteArray(100'000'000, ' '), 9).mid(4),
                        {{"Content-Encoding", "deflate"}})},
            fails(Kind::Protocol, 1, u"unpack"_s));
}

void ProviderFaultsTest::checkCall(const FaultCase &fault, FakeModelServer *server)
{
    server->script(fault.plays);
    ProviderProfile profile = profileFor(*server, fault.dialect);
    if (fault.tweak)
        fault.tweak(&profile);
    ChatProvider provider(profile, canary, 11);
    QStringList told;
    QString seen;
    ChatReply *reply = provider.send(structuredQuestion());
    connect(reply, &ChatReply::restarted, this, [&](const QString &reason) {
        told << reason;
        seen.clear();
    });
    connect(reply, &ChatReply::textReceived, this, [&](const QString &text) { seen += text; });
    QSignalSpy finished(reply, &ChatReply::finished);
    QElapsedTimer clock;
    clock.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, deadline);
    QVERIFY2(clock.elapsed() < 30'000, "hangs");

    const ChatResult &result = reply->result();
    const QString says = result.error ? result.error->message : QString();
    QCOMPARE(result.error.has_value(), fault.expected.fails.has_value());
    if (result.error) {
        QVERIFY2(result.error->kind == *fault.expected.fails, qPrintable(says));
        QVERIFY2(says.contains(fault.expected.text), qPrintable(says));
        told << says;
    } else {
        QVERIFY(result.finishReason == fault.expected.reason);
        QCOMPARE(result.text, fault.expected.text);
        QVERIFY(result.usage.inputTokens >= 0 && result.usage.outputTokens >= 0);
    }
    QCOMPARE(result.attempts, fault.expected.attempts);
    QCOMPARE(provider.requestsSent(), result.attempts); // and Qt repeated none on its own
    QCOMPARE(provider.inFlight(), 0);
    QCOMPARE(seen, result.text);
    QCOMPARE(told.size(), result.attempts - (result.error ? 0 : 1)); // each is explained
    for (const QString &text : std::as_const(told)) {
        QVERIFY2(!text.contains(u"CANARY"_s), qPrintable(text));
        QVERIFY2(!text.contains(u'<') && !text.contains(u'\n'), qPrintable(text));
        QVERIFY2(text.startsWith(u"Fake ("_s) && text.size() < 600, qPrintable(text));
    }
    if (fault.tweak)
        return;
    server->script({FaultPlays(fault.dialect).fine()});
    ChatReply *next = provider.send(structuredQuestion());
    QTRY_VERIFY_WITH_TIMEOUT(next->isFinished(), deadline);
    QVERIFY(!next->result().error);
    Usage meant = FaultPlays::usage();
    if (fault.dialect == DialectName::Ollama) // counts neither apart
        meant.cachedInputTokens = meant.reasoningTokens = 0;
    QCOMPARE(next->result().usage, meant);
}

void ProviderFaultsTest::endsWell()
{
    QFETCH(FaultCase, fault);
    FakeModelServer server;
    checkCall(fault, &server);
}

void ProviderFaultsTest::refusesBadCertificates()
{
    QFETCH(DialectName, dialect);
    QFile pem(QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/self_signed.pem"));
    QVERIFY(pem.open(QIODevice::ReadOnly));
    const QByteArray bytes = pem.readAll();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(bytes));
    tls.setPrivateKey(QSslKey(bytes, QSsl::Ec));
    QSslServer server;
    server.setSslConfiguration(tls);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    connect(&server, &QSslServer::pendingConnectionAvailable, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this,
                [&, socket] { received += socket->readAll(); });
    });
    FakeModelServer unused;
    ProviderProfile profile = profileFor(unused, dialect);
    profile.baseUrl = QUrl(u"https://127.0.0.1:%1/v1"_s.arg(server.serverPort()));
    ChatProvider provider(profile, canary, 1);
    ChatReply *reply = provider.send(structuredQuestion());
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
    QVERIFY(reply->result().error->kind == Kind::Tls);
    QVERIFY2(reply->result().error->message.contains(u"no valid certificate"_s),
             qPrintable(reply->result().error->message));
    QCOMPARE(reply->result().attempts, 1);
    QVERIFY(!received.contains(canary));
}

void ProviderFaultsTest::redirectsCarryNoKey()
{
    QFETCH(DialectName, dialect);
    for (const int status : {301, 302, 303, 307, 308}) {
        FakeModelServer server;
        FakeModelServer thief;
        checkCall({dialect,
                   {fake::redirect(status, thief.baseUrl())},
                   fails(Kind::Protocol, 1, u"redirects elsewhere"_s),
                   {}},
                  &server);
        QCOMPARE(thief.connections(), 0);
    }
}

void ProviderFaultsTest::answersStayWithTheirCalls()
{
    QFETCH(DialectName, dialect);
    const FaultPlays play(dialect);
    const QByteArray body = play.write.whole(u"One"_s, FinishReason::Complete, play.usage());
    const QByteArray http =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n" + body;
    FakeModelServer server;
    server.script(
        {[http](HttpExchange *exchange) { exchange->writeRaw(http + http); }, play.fine(u"Two"_s)});
    ChatProvider provider(profileFor(server, dialect), canary, 1);
    ChatReply *one = provider.send(structuredQuestion());
    QTRY_VERIFY_WITH_TIMEOUT(one->isFinished(), deadline);
    QCOMPARE(one->result().text, u"One"_s);
    ChatReply *two = provider.send(structuredQuestion());
    QTRY_VERIFY_WITH_TIMEOUT(two->isFinished(), deadline);
    QVERIFY(!two->result().error);
    QCOMPARE(two->result().text, u"Two"_s); // not the first one's leftover
}

void ProviderFaultsTest::fourteenAtOnce()
{
    QFETCH(DialectName, dialect);
    const FaultPlays play(dialect);
    FakeModelServer server;
    server.script({[&](HttpExchange *exchange) {
        QTimer::singleShot(300, exchange, [exchange, &play] { play.fine()(exchange); });
    }});
    ProviderProfile profile = profileFor(server, dialect);
    profile.timeouts.firstByte = 5s;
    ChatProvider provider(profile, canary, 1);
    QList<ChatReply *> replies;
    for (int i = 0; i < 14; ++i)
        replies << provider.send(structuredQuestion());
    QTRY_COMPARE_WITH_TIMEOUT(server.mostInFlight(), 14, deadline);
    for (const ChatReply *reply : std::as_const(replies)) {
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), deadline);
        QVERIFY(!reply->result().error);
        QCOMPARE(reply->result().attempts, 1);
    }
}

QTEST_GUILESS_MAIN(ProviderFaultsTest)
#include "provider_faults_test.moc"
