// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_provider.h"
#include "tests/faults/fault_outcomes.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/fault_table.h"
#include "tests/support/hurried_clock.h"
#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
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
    void hugeAnswersStaySmall_data();
    void hugeAnswersStaySmall();
    void cleanup() { table_.add(row(), !QTest::currentTestFailed()); }
    void cleanupTestCase() { table_.print("Provider faults"); }

private:
    static QString row() { return QString::fromUtf8(QTest::currentDataTag()); }
    static void dialectRows(const char *what);
    void catalogueRows(const FaultPlays &play);
    void transportRows(const FaultPlays &play);
    void statusRows(const FaultPlays &play);
    void quotaRows(const FaultPlays &play);
    void concessionRows(const FaultPlays &play);
    void streamRows(const FaultPlays &play);
    void bodyRows(const FaultPlays &play);
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

/// So that no limit is met by accident.
void hurry(ChatTimeouts *timeouts)
{
    for (auto member : {&ChatTimeouts::connect, &ChatTimeouts::firstByte, &ChatTimeouts::idle,
                        &ChatTimeouts::progress, &ChatTimeouts::total})
        timeouts->*member *= HurriedClock::factor;
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
        FaultPlays play(dialect);
        play.paceMs = 20;
        catalogueRows(play);
        transportRows(play);
        statusRows(play);
        quotaRows(play);
        concessionRows(play);
        streamRows(play);
        bodyRows(play);
    }
}

/// Everything the built-in model can play, by its name.
void ProviderFaultsTest::catalogueRows(const FaultPlays &play)
{
    for (const Fault &fault : faults()) {
        if (isOfTheGame(fault))
            continue;
        const auto outcome = outcomeOf(fault.name, play.write.dialect());
        QVERIFY2(outcome, qPrintable(u"nothing is expected of "_s % fault.name));
        Plays plays{fault.play(play, theAnswer)};
        if (outcome->once)
            plays << play.fine();
        addCase(play, fault.number, qPrintable(fault.name % u": "_s % fault.what), plays,
                outcome->expected, outcome->tweak);
    }
}

void ProviderFaultsTest::transportRows(const FaultPlays &play)
{
    const auto fine = play.fine();
    addCase(play, 1, "DNS failure", {fine}, fails(Kind::Connect, 4, u"was not found"_s),
            [](ProviderProfile *profile) {
                profile->baseUrl = QUrl(u"https://nobody.invalid/v1"_s);
                profile->timeouts.connect = 5s * HurriedClock::factor;
            });
    addCase(play, 2, "connection refused", {fine},
            fails(Kind::Connect, 4, u"Is the server running?"_s), [](ProviderProfile *profile) {
                FakeModelServer gone;
                profile->baseUrl = gone.baseUrl();
            });
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
    addCase(play, 30, "413", {play.status(413)}, fails(Kind::BadRequest, 1, u"too long"_s));
    addCase(play, 30, "431", {play.status(431)}, fails(Kind::BadRequest, 1, u"too long"_s));
    for (const QByteArray &senseless : QList<QByteArray>{"-5", "soon", "1e999"})
        addCase(play, 18, qPrintable(u"429 with Retry-After: "_s % QString::fromUtf8(senseless)),
                {play.status(429, {}, {{"Retry-After", senseless}}), fine}, recovers());
}

void ProviderFaultsTest::quotaRows(const FaultPlays &play)
{
    addCase(play, 21, "402", {play.status(402)}, fails(Kind::QuotaExhausted, 1));
    QStringList codes;
    switch (play.write.dialect()) {
    case DialectName::OpenAiChat:
    case DialectName::OpenAiResponses:
        codes = {u"credit_balance_exhausted"_s, u"organization_spend_limit_exceeded"_s,
                 u"project_spend_limit_exceeded"_s, u"organization_usage_limit_exceeded"_s};
        break;
    case DialectName::Anthropic:
        codes = {u"contract_spend_limit_reached"_s};
        addCase(play, 19, "429 ramp_limit_exceeded may be retried",
                {play.soon(429, u"ramp_limit_exceeded"_s), play.fine()}, recovers());
        break;
    case DialectName::Gemini: // says it by a limit of 0
    case DialectName::Ollama: // names no causes
        break;
    }
    for (const QString &code : std::as_const(codes))
        addCase(play, 19, qPrintable(u"429 "_s % code), {play.status(429, code)},
                fails(Kind::QuotaExhausted, 1));
}

void ProviderFaultsTest::concessionRows(const FaultPlays &play)
{
    // Refused in turn: every level that the dialect has, down to no structure at all.
    const auto refusal = play.status(400, {}, {}, u"response_format is not supported."_s);
    ProviderProfile profile;
    profile.dialect = play.write.dialect();
    const int levels = static_cast<int>(structuredLevels(profile).size());
    addCase(play, 24, "400 for each level of structure", Plays(levels - 1, refusal) << play.fine(),
            recovers(levels));
}

void ProviderFaultsTest::streamRows(const FaultPlays &play)
{
    const DialectWriter &write = play.write;
    if (write.dialect() != DialectName::Ollama) {
        addCase(play, 34, "CR",
                {play.stream(play.good().replace("\r\n", "\n").replace('\n', '\r'))}, recovers(1));
        addCase(play, 34, "BOM", {play.stream("\xEF\xBB\xBF" + play.good())}, recovers(1));
        addCase(play, 34, "last blank line missing", {play.stream(play.good().trimmed())},
                recovers(1));
    }
    if (write.dialect() == DialectName::OpenAiChat) {
        QByteArray second = write.text(u"no"_s);
        second.replace("\"index\":0", "\"index\":1");
        addCase(play, 35, "two choices", {play.stream(second + play.good())}, recovers(1));
        addCase(play, 36, "content null, content as array",
                {play.stream(R"(data: {"choices":[{"index":0,"delta":{"content":null}}]})"
                             "\n\n"
                             R"(data: {"choices":[{"index":0,"delta":{"content":)"
                             R"([{"type":"text","text":"The answer."}]}}]})"
                             "\n\n" +
                             write.ending(FinishReason::Complete, play.usage))},
                recovers(1));
    }
    if (write.dialect() == DialectName::Gemini) {
        addCase(
            play, 35, "two candidates",
            {play.stream(write.text(u"no"_s).replace("\"index\":0", "\"index\":1") + play.good())},
            recovers(1));
        addCase(play, 40, "blocked prompt",
                {play.stream(write.piece(
                    {{u"promptFeedback"_s, QJsonObject{{u"blockReason"_s, u"SAFETY"_s}}}}))},
                finishes(FinishReason::Filtered, {}));
    }
    addCase(play, 38, "limit used up by reasoning, always",
            {play.stream(write.begin(play.usage) + write.reasoning(u"Hm"_s) +
                         write.ending(FinishReason::Length, play.usage))},
            finishes(FinishReason::Length, {}));
    addCase(play, 43, "empty", {play.stream(play.good({})), play.fine()}, recovers());
}

void ProviderFaultsTest::bodyRows(const FaultPlays &play)
{
    const DialectWriter &write = play.write;
    const auto withUsage = [&](const Usage &usage) {
        FaultPlays odd = play;
        odd.usage = usage;
        return odd.good();
    };
    for (const Usage &odd :
         {Usage{0, 0, 0, 0, false}, Usage{qint64(1) << 60, 0, qint64(1) << 60, 0, false}})
        addCase(play, 37, qPrintable(u"usage of %1 tokens"_s.arg(odd.inputTokens)),
                {play.stream(withUsage(odd))}, recovers(1));
    addCase(
        play, 37, "usage of 1e400 tokens",
        {play.stream(withUsage({12, 0, 55555, 0, false}).replace("55555", "1e400")), play.fine()},
        // The number makes the piece no JSON; Chat's text is complete by then.
        write.dialect() == DialectName::OpenAiChat ? recovers(1) : recovers());
    // No count at all: estimated from the characters, and said so.
    QByteArray untold = play.good();
    for (const QByteArray &name :
         QList<QByteArray>{"usage", "usageMetadata", "eval_count", "prompt_eval_count"})
        untold.replace(QByteArray('"' + name + "\":"), "\"x\":");
    addCase(play, 37, "usage missing", {play.stream(untold)}, recovers(1));
}

void ProviderFaultsTest::checkCall(const FaultCase &fault, FakeModelServer *server)
{
    server->script(fault.plays);
    ProviderProfile profile = profileFor(*server, fault.dialect);
    hurry(&profile.timeouts);
    if (fault.tweak)
        fault.tweak(&profile);
    HurriedClock hurried;
    ProviderGround ground;
    ground.clock = &hurried;
    ChatProvider provider(profile, canary, 11, nullptr, ground);
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
    QVERIFY(finished.wait(deadline)); // not QTRY_…, which looks every 50 ms: 400 rows
    QCOMPARE(finished.size(), 1);
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
    QVERIFY(QSignalSpy(next, &ChatReply::finished).wait(deadline));
    QVERIFY(!next->result().error);
    Usage meant = FaultPlays::usualUsage;
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
    QVERIFY(QSignalSpy(reply, &ChatReply::finished).wait(deadline));
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
    const QByteArray body = play.write.whole(u"One"_s, FinishReason::Complete, play.usage);
    const QByteArray http =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n" + body;
    FakeModelServer server;
    server.script(
        {[http](HttpExchange *exchange) { exchange->writeRaw(http + http); }, play.fine(u"Two"_s)});
    ChatProvider provider(profileFor(server, dialect), canary, 1);
    ChatReply *one = provider.send(structuredQuestion());
    QVERIFY(QSignalSpy(one, &ChatReply::finished).wait(deadline));
    QCOMPARE(one->result().text, u"One"_s);
    ChatReply *two = provider.send(structuredQuestion());
    QVERIFY(QSignalSpy(two, &ChatReply::finished).wait(deadline));
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

namespace {

constexpr qint64 mostGrowthKiB = (isSanitized ? 1024 : 64) * 1024;

/// The most memory that this process has had since forgetPeak() (Linux: proc(5)).
qint64 peakKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

void forgetPeak()
{
    QFile references(u"/proc/self/clear_refs"_s);
    if (references.open(QIODevice::WriteOnly))
        references.write("5");
}

} // namespace

void ProviderFaultsTest::hugeAnswersStaySmall_data()
{
    QTest::addColumn<DialectName>("dialect");
    QTest::addColumn<QString>("fault");
    for (const Fault &fault : faults()) {
        for (const DialectName dialect : allDialects()) {
            if (fault.number == 44)
                QTest::addRow("44 memory of %s | %s", qPrintable(fault.name),
                              qPrintable(dialectLabel(dialect)))
                    << dialect << fault.name;
        }
    }
}

/// The server is a program of its own, so that only the client's memory is measured.
void ProviderFaultsTest::hugeAnswersStaySmall()
{
    QFETCH(DialectName, dialect);
    QFETCH(QString, fault);
    const QString program = qEnvironmentVariable("CONCERT_PROGRAM");
    if (program.isEmpty() || peakKiB() == 0)
        QSKIP("needs CONCERT_PROGRAM and /proc");
    QProcess server;
    server.start(program, {u"simulate"_s, u"--port"_s, u"0"_s, u"--simulator_scale"_s, u"0"_s,
                           u"--fault"_s, fault % u":1"_s});
    QVERIFY(QTest::qWaitFor([&] { return server.canReadLine(); }, deadline));
    FakeModelServer unused;
    ProviderProfile profile = profileFor(unused, dialect);
    profile.baseUrl = QUrl(QString::fromUtf8(server.readLine().trimmed()));
    if (dialect == DialectName::Ollama)
        profile.baseUrl.setPath({});
    ChatProvider provider(profile, canary, 1);
    forgetPeak();
    const qint64 before = peakKiB();
    ChatReply *reply = provider.send(structuredQuestion());
    QVERIFY(QSignalSpy(reply, &ChatReply::finished).wait(deadline));
    QVERIFY(reply->result().error);
    const qint64 growth = peakKiB() - before;
    QVERIFY2(growth <= mostGrowthKiB, qPrintable(u"%1 MiB"_s.arg(growth / 1024)));
    server.terminate();
    QVERIFY(server.waitForFinished(deadline));
}

QTEST_GUILESS_MAIN(ProviderFaultsTest)
#include "provider_faults_test.moc"
