// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/model_fetch.h"
#include "core/llm/network_request.h"
#include "core/llm/provider_test.h"
#include "core/simulator/simulator.h"
#include "tests/support/decoding.h"
#include "tests/support/fake_model_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace std::chrono_literals;

/// What the settings ask servers for: lists of models, and tests.
class AskProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fetchesAllPages();
    void asksOllamaForEach();
    void fetchFails_data();
    void fetchFails();
    void fetchFollowsNoRedirect();
    void fetchGivesUp();
    void testWorks_data();
    void testWorks();
    void testOfTheBuiltInModel_data();
    void testOfTheBuiltInModel();
    void testFails();
    void deletedItAsksNoMore();
    void proxies();

private:
    static QByteArray header(const HttpServerRequest &request, const QByteArray &name)
    {
        return request.headers.value(name);
    }
    struct Fetched {
        QList<ModelInfo> models;
        QString problem = u"no answer"_s;
    };
    static Fetched fetch(const ProviderProfile &profile, std::chrono::milliseconds patience = 60s);
    static ProviderReport
    test(const ProviderProfile &profile,
         const std::shared_ptr<ServerKnowledge> &knowledge = std::make_shared<ServerKnowledge>());
};

AskProviderTest::Fetched AskProviderTest::fetch(const ProviderProfile &profile,
                                                std::chrono::milliseconds patience)
{
    ModelFetch fetch(profile, "sk-CANARY-123456");
    fetch.setPatience(patience);
    QSignalSpy finished(&fetch, &ModelFetch::finished);
    fetch.start();
    if (!finished.isEmpty() || !finished.wait(30'000))
        return {};
    return {finished[0][0].value<QList<ModelInfo>>(), finished[0][1].toString()};
}

ProviderReport AskProviderTest::test(const ProviderProfile &profile,
                                     const std::shared_ptr<ServerKnowledge> &knowledge)
{
    ProviderTest test(profile, "sk-CANARY-123456", u"m"_s, knowledge);
    QSignalSpy finished(&test, &ProviderTest::finished);
    test.start();
    ProviderReport none;
    none.problem = u"no answer"_s;
    return finished.wait(60'000) ? finished[0][0].value<ProviderReport>() : none;
}

void AskProviderTest::fetchesAllPages()
{
    FakeModelServer server;
    server.script({fake::body(200, "application/json",
                              R"({"data":[{"id":"a"}],"has_more":true,"last_id":"a"})"),
                   fake::body(200, "application/json", R"({"data":[{"id":"b"}]})")});
    ProviderProfile profile = server.profile();
    profile.dialect = DialectName::Anthropic;
    const Fetched fetched = fetch(profile);
    QCOMPARE(fetched.problem, QString());
    QCOMPARE(fetched.models.size(), 2);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests()[0].method, "GET");
    QCOMPARE(server.requests()[0].path, "/v1/models?limit=1000");
    QCOMPARE(server.requests()[1].path, "/v1/models?limit=1000&after_id=a");
    QCOMPARE(header(server.requests()[1], "x-api-key"), "sk-CANARY-123456");
}

void AskProviderTest::asksOllamaForEach()
{
    FakeModelServer server;
    server.script(
        {fake::body(200, "application/json", R"({"models":[{"name":"a"},{"name":"b"}]})"),
         fake::body(200, "application/json", R"({"model_info":{"q.context_length":1}})"),
         fake::body(200, "application/json", R"({"model_info":{"q.context_length":2}})")});
    ProviderProfile profile = server.profile();
    profile.dialect = DialectName::Ollama;
    const Fetched fetched = fetch(profile);
    QCOMPARE(fetched.problem, QString());
    QCOMPARE(fetched.models.value(1).contextTokens, std::optional<qint64>(2));
    QCOMPARE(server.body(2)[u"model"_s].toString(), u"b"_s);
}

void AskProviderTest::fetchFails_data()
{
    QTest::addColumn<FakeModelServer::Behaviour>("behaviour");
    QTest::addColumn<QString>("says");
    QTest::newRow("key") << fake::status(401, {}, {}, "Incorrect key sk-CANARY-123456")
                         << u"Set FAKE_API_KEY"_s;
    QTest::newRow("address") << fake::status(404) << u"does not know"_s;
    QTest::newRow("web page") << fake::body(200, "text/html", "<html>Hello</html>")
                              << u"no list of models"_s;
    QTest::newRow("cut") << fake::cutBody() << u"broke the connection"_s;
    QTest::newRow("endless") << fake::endless() << u"more than a list"_s;
}

void AskProviderTest::fetchFails()
{
    QFETCH(FakeModelServer::Behaviour, behaviour);
    QFETCH(QString, says);
    FakeModelServer server;
    server.script({behaviour});
    const Fetched fetched = fetch(server.profile());
    QVERIFY2(fetched.problem.contains(says), qPrintable(fetched.problem));
    QVERIFY(!fetched.problem.contains(u"CANARY"_s));
    QCOMPARE(server.requests().size(), 1); // the user tries again, not the program
}

void AskProviderTest::fetchFollowsNoRedirect()
{
    FakeModelServer other;
    other.script({fake::body(200, "application/json", R"({"data":[{"id":"a"}]})")});
    FakeModelServer server;
    server.script({fake::redirect(307, other.baseUrl())});
    const Fetched fetched = fetch(server.profile());
    QVERIFY2(fetched.problem.contains(u"redirects elsewhere"_s), qPrintable(fetched.problem));
    QVERIFY(other.requests().isEmpty());
}

void AskProviderTest::fetchGivesUp()
{
    FakeModelServer server;
    server.script({fake::silent()});
    const Fetched fetched = fetch(server.profile(), 50ms);
    QVERIFY2(fetched.problem.contains(u"within"_s), qPrintable(fetched.problem));
    ProviderProfile wrong = server.profile();
    wrong.baseUrl = QUrl(u"http://example.com/v1"_s);
    QVERIFY(fetch(wrong).problem.contains(u"unencrypted"_s));
}

void AskProviderTest::testWorks_data()
{
    using Structure = ProviderReport::Structure;
    QTest::addColumn<bool>("obeys");
    QTest::addColumn<bool>("refuses");
    QTest::addColumn<bool>("second"); ///< the server has a second way, and keeps to that
    QTest::addColumn<Structure>("structure");
    QTest::addColumn<StructuredLevel>("level");
    using Level = StructuredLevel;
    QTest::newRow("kept") << true << false << false << Structure::Kept << Level::Schema;
    QTest::newRow("ignored") << false << false << false << Structure::Ignored << Level::JsonObject;
    QTest::newRow("refused") << true << true << false << Structure::Refused << Level::JsonObject;
    QTest::newRow("ignored at first")
        << false << false << true << Structure::Kept << Level::OtherSchema;
    QTest::newRow("refused at first")
        << true << true << true << Structure::Kept << Level::OtherSchema;
}

/// The server's own play: a list for GET, and an answer that keeps to the schema or does not.
void AskProviderTest::testWorks()
{
    QFETCH(bool, obeys);
    QFETCH(bool, refuses);
    QFETCH(bool, second);
    QFETCH(ProviderReport::Structure, structure);
    QFETCH(StructuredLevel, level);
    FakeModelServer server;
    server.script({[=](HttpExchange *exchange) {
        const HttpServerRequest &request = exchange->request();
        if (request.method == "GET") {
            fake::body(200, "application/json",
                       R"({"data":[{"id":"m","max_model_len":4096}]})")(exchange);
            return;
        }
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const QJsonValue format = body[u"response_format"_s];
        if (refuses && format[u"type"_s].toString() == u"json_schema") {
            exchange->respond(400, "application/json",
                              R"({"error":{"message":"response_format json_schema is not supported",
                                  "param":"response_format","code":"unsupported_parameter"}})");
            return;
        }
        const bool isSecond = body.contains(u"json_schema"_s);
        const QJsonValue schema =
            isSecond ? body[u"json_schema"_s] : format[u"json_schema"_s][u"schema"_s];
        const QString word = schema[u"properties"_s][u"ok"_s][u"enum"_s][0].toString();
        fake::fine(u"{\"ok\": \"%1\"}"_s.arg(obeys || isSecond ? word : u"yes"_s))(exchange);
    }});
    ProviderProfile profile = server.profile();
    if (second)
        profile.otherSchemaField = u"json_schema"_s; // as llama.cpp
    const auto knowledge = std::make_shared<ServerKnowledge>();
    // Of an older version of the server, say.
    knowledge->learn(profile.baseUrl, u"m"_s, {StructuredLevel::Plain, {}});
    const ProviderReport report = test(profile, knowledge);
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.structure, structure);
    QCOMPARE(report.level, level);
    const Concessions known = knowledge->of(profile.baseUrl, u"m"_s); // for the calls that follow
    QCOMPARE(nearestLevel(profile, known.structured), level);
    QCOMPARE(report.contextTokens, std::optional<qint64>(4096));
    QVERIFY(report.total >= report.firstToken);
    QCOMPARE(report.usage.outputTokens > 0, true);
}

void AskProviderTest::testOfTheBuiltInModel_data()
{
    QTest::addColumn<QString>("profile");
    for (const ProviderProfile &profile : builtInProviders()) {
        if (!profile.isBuiltIn() && profile.structuredOutput)
            QTest::newRow(qPrintable(profile.name)) << profile.name;
    }
}

/// Whoever points a provider at "concert simulate" sees that it works.
void AskProviderTest::testOfTheBuiltInModel()
{
    QFETCH(QString, profile);
    SimulatorOptions options;
    options.scale = 0;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    ProviderProfile tested = profileNamed(profile);
    tested.baseUrl = simulator.baseUrl();
    if (tested.dialect == DialectName::Anthropic || tested.dialect == DialectName::Gemini ||
        tested.dialect == DialectName::Ollama)
        tested.baseUrl.setPath({});
    const ProviderReport report = test(tested);
    QCOMPARE(report.problem, QString());
    QCOMPARE(report.structure, ProviderReport::Structure::Kept);
}

void AskProviderTest::testFails()
{
    FakeModelServer server;
    server.script({fake::status(401, {}, {}, "Incorrect API key provided: sk-CANARY-123456")});
    const ProviderReport report = test(server.profile());
    QVERIFY2(report.problem.contains(u"refused the key"_s), qPrintable(report.problem));
    QVERIFY(!report.problem.contains(u"CANARY"_s));
}

void AskProviderTest::deletedItAsksNoMore()
{
    FakeModelServer server;
    server.script({fake::silent()});
    auto test = std::make_unique<ProviderTest>(server.profile(), QByteArray(), u"m"_s,
                                               std::make_shared<ServerKnowledge>());
    test->start();
    QTRY_COMPARE(server.inFlight(), 2);
    test.reset();
    QTRY_COMPARE(server.inFlight(), 0);
}

void AskProviderTest::proxies()
{
    QNetworkAccessManager manager;
    chooseProxy(&manager, QUrl(u"https://api.example.com/v1"_s));
    QCOMPARE(manager.proxy().type(), QNetworkProxy::DefaultProxy); // as the environment has it
    chooseProxy(&manager, QUrl(u"http://localhost:8080/v1"_s));
    QCOMPARE(manager.proxy().type(), QNetworkProxy::NoProxy);
}

QTEST_GUILESS_MAIN(AskProviderTest)
#include "ask_provider_test.moc"
