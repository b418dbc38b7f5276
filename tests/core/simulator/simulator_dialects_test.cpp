// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/dialect.h"
#include "core/rules/board_text.h"
#include "core/simulator/simulator.h"
#include "tests/support/decoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

ChatRequest askedFor(const QString &stage, const QStringList &fields)
{
    ChatRequest request;
    request.model = u"simulator"_s;
    request.messages = {
        {ChatMessage::Role::System, u"You play Diplomacy."_s},
        {ChatMessage::Role::User, QString::fromStdString(boardText(Position::start())) %
                                      u"\n\nPOWER ITALY\nROUND 1 OF 2\n\nNow answer.\n"_s}};
    QJsonObject properties;
    for (const QString &field : fields)
        properties[field] = QJsonObject{{u"type"_s, u"string"_s}};
    request.schema = ChatSchema{stage,
                                {{u"type"_s, u"object"_s},
                                 {u"properties"_s, properties},
                                 {u"required"_s, QJsonArray::fromStringList(fields)},
                                 {u"additionalProperties"_s, false}}};
    request.callId = "ITALY/S1901M/" + stage.toUtf8() + "/0/1";
    return request;
}

/// A profile of each dialect, as a user would point it to the built-in model.
QList<ProviderProfile> profilesFor(const Simulator &simulator)
{
    QList<ProviderProfile> profiles;
    for (const QString &name : {u"openai"_s, u"llama.cpp"_s, u"vllm"_s, u"openai-responses"_s,
                                u"anthropic"_s, u"gemini"_s, u"ollama-native"_s}) {
        ProviderProfile profile = profileNamed(name);
        profile.displayName = name;
        profile.name = simulatorProviderName; // so that the call's identity is sent
        profile.baseUrl = simulator.baseUrl();
        if (!profileNamed(name).baseUrl.path().startsWith(u"/v1"_s))
            profile.baseUrl.setPath({});
        profiles << profile;
    }
    return profiles;
}

struct Told {
    QString text;
    Usage usage;
    bool complete = false;
};

} // namespace

/// The built-in model says the same in all dialects, at every level of structure, streamed and not:
/// the dialects' requests and decoders against its reader and writers, over real HTTP.
class SimulatorDialectsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysTheSame_data();
    void saysTheSame();
    void keepsToAnySchema_data();
    void keepsToAnySchema();
    void tellsWhatWasCached();
    void keepsToTheLimit();
    void refusesInTheDialectsWords();
    void listsItsModel_data();
    void listsItsModel();

private:
    Told ask(const ChatRequest &request, const ProviderProfile &profile, StructuredLevel level);
    QByteArray get(const QUrl &base, const QString &path);

    QNetworkAccessManager manager_;
};

Told SimulatorDialectsTest::ask(const ChatRequest &request, const ProviderProfile &profile,
                                StructuredLevel level)
{
    const Dialect &dialect = dialectNamed(profile.dialect);
    const HttpPost post = dialect.post(request, profile, {}, {level, {}});
    QNetworkRequest asked(post.url);
    for (const auto &[name, value] : post.headers)
        asked.setRawHeader(name, value);
    std::unique_ptr<QNetworkReply> reply(manager_.post(asked, post.body));
    Told told;
    if (!QSignalSpy(reply.get(), &QNetworkReply::finished).wait(20'000) ||
        reply->error() != QNetworkReply::NoError)
        return told;
    const auto decoder = dialect.decoder(profile, reply->rawHeader("Content-Type"));
    QList<ChatEvent> events = decoder->feed(reply->readAll());
    events += decoder->finish();
    for (const ChatEvent &event : std::as_const(events)) {
        if (const auto *text = std::get_if<TextDelta>(&event))
            told.text += text->text;
        else if (const auto *usage = std::get_if<UsageReported>(&event))
            told.usage = usage->usage;
        else if (const auto *end = std::get_if<AnswerFinished>(&event))
            told.complete = end->reason == FinishReason::Complete;
    }
    return told;
}

void SimulatorDialectsTest::saysTheSame_data()
{
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("initial_state") << QStringList{u"initial_goals"_s, u"initial_relationships"_s};
    QTest::newRow("messages") << QStringList{u"messages"_s};
    QTest::newRow("orders") << QStringList{u"orders"_s, u"reasoning"_s};
    QTest::newRow("plan") << QStringList{u"plan"_s};
    QTest::newRow("negotiation_diary") << QStringList{u"negotiation_summary"_s, u"intent"_s,
                                                      u"updated_relationships"_s, u"goals"_s};
    QTest::newRow("result_diary") << QStringList{u"result_summary"_s, u"relationships"_s};
    QTest::newRow("state_update") << QStringList{u"reasoning"_s, u"relationships"_s, u"goals"_s};
    QTest::newRow("consolidation") << QStringList{u"consolidated_diary"_s};
}

void SimulatorDialectsTest::saysTheSame()
{
    QFETCH(QStringList, fields);
    SimulatorOptions options;
    options.scale = 0;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    ChatRequest request = askedFor(QString::fromUtf8(QTest::currentDataTag()), fields);
    const QList<ProviderProfile> profiles = profilesFor(simulator);
    const Told first = ask(request, profiles.first(), StructuredLevel::Schema);
    QVERIFY(first.complete);
    const QJsonObject answer = QJsonDocument::fromJson(first.text.toUtf8()).object();
    for (const QString &field : fields)
        QVERIFY2(answer.contains(field), qPrintable(first.text));
    for (const ProviderProfile &profile : profiles) {
        for (const StructuredLevel level : structuredLevels(profile)) {
            for (const bool stream : {true, false}) {
                request.stream = stream;
                const Told told = ask(request, profile, level);
                const QString where = u"%1, level %2, %3: "_s.arg(profile.displayName)
                                          .arg(static_cast<int>(level))
                                          .arg(stream ? u"streamed"_s : u"whole"_s);
                QVERIFY2(told.complete, qPrintable(where % told.text));
                // As JSON: a tool's whole input comes with its fields in another order.
                QVERIFY2(QJsonDocument::fromJson(told.text.toUtf8()).object() == answer,
                         qPrintable(where % told.text));
                QCOMPARE(told.usage.outputTokens, first.usage.outputTokens);
                QVERIFY(told.usage.inputTokens > 0 && !told.usage.estimated);
            }
        }
    }
}

void SimulatorDialectsTest::keepsToAnySchema_data()
{
    QTest::addColumn<QJsonObject>("schema");
    QTest::addColumn<QJsonObject>("answer"); ///< the fields that can be but one thing
    const auto objectOf = [](const QJsonObject &properties) {
        return QJsonObject{{u"type"_s, u"object"_s},
                           {u"properties"_s, properties},
                           {u"required"_s, QJsonArray::fromStringList(properties.keys())},
                           {u"additionalProperties"_s, false}};
    };
    const auto one = [](const QJsonValue &value) {
        return QJsonObject{{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray{value}}};
    };
    QTest::newRow("the probe of Test")
        << objectOf({{u"ok"_s, one(u"qzxv"_s)}}) << QJsonObject{{u"ok"_s, u"qzxv"_s}};
    // A field that we know, in a form that we do not.
    const QJsonObject message = objectOf({{u"to"_s, one(u"all"_s)}});
    QTest::newRow("other messages")
        << objectOf({{u"messages"_s, QJsonObject{{u"type"_s, u"array"_s}, {u"items"_s, message}}}})
        << QJsonObject{{u"messages"_s, QJsonArray{QJsonObject{{u"to"_s, u"all"_s}}}}};
}

void SimulatorDialectsTest::keepsToAnySchema()
{
    QFETCH(QJsonObject, schema);
    QFETCH(QJsonObject, answer);
    SimulatorOptions options;
    options.scale = 0;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    ChatRequest request;
    request.model = u"simulator"_s;
    request.messages = {{ChatMessage::Role::User, u"Answer with {\"ok\": \"yes\"}."_s}};
    request.schema = ChatSchema{u"probe"_s, schema};
    for (const ProviderProfile &profile : profilesFor(simulator)) {
        for (const StructuredLevel level : structuredLevels(profile)) {
            const Told told = ask(request, profile, level);
            QVERIFY(told.complete);
            QVERIFY2(QJsonDocument::fromJson(told.text.toUtf8()).object() == answer,
                     qPrintable(u"%1, level %2: %3"_s.arg(profile.displayName)
                                    .arg(static_cast<int>(level))
                                    .arg(told.text)));
        }
    }
}

/// In the words of each dialect that has such words.
void SimulatorDialectsTest::tellsWhatWasCached()
{
    SimulatorOptions options;
    options.scale = 0;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    for (const ProviderProfile &profile : profilesFor(simulator)) {
        ChatRequest request = askedFor(u"plan"_s, {u"plan"_s});
        request.model = u"for "_s % profile.displayName; // a cache of its own
        request.messages[0].content = u"Diplomacy. "_s.repeated(500);
        const bool tells = profile.dialect != DialectName::Ollama;
        QCOMPARE(ask(request, profile, StructuredLevel::Schema).usage.cachedInputTokens, 0);
        request.messages[1].content += u"Something new."_s;
        const Usage usage = ask(request, profile, StructuredLevel::Schema).usage;
        QVERIFY2(tells == (usage.cachedInputTokens >= 1280), qPrintable(profile.displayName));
        QCOMPARE(usage.cachedInputTokens % 128, 0);
        QVERIFY(usage.cachedInputTokens < usage.inputTokens);
    }
}

void SimulatorDialectsTest::keepsToTheLimit()
{
    SimulatorOptions options;
    options.scale = 0;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    ChatRequest request = askedFor(u"orders"_s, {u"orders"_s, u"reasoning"_s});
    request.maxTokens = 10;
    for (const ProviderProfile &profile : profilesFor(simulator)) {
        const Told told = ask(request, profile, StructuredLevel::Schema);
        QVERIFY(!told.complete);
        QVERIFY2(told.usage.outputTokens == 10, qPrintable(profile.displayName));
    }
}

void SimulatorDialectsTest::refusesInTheDialectsWords()
{
    Simulator simulator;
    QVERIFY(simulator.start());
    for (const ProviderProfile &profile : profilesFor(simulator)) {
        const Dialect &dialect = dialectNamed(profile.dialect);
        QNetworkRequest asked(dialect.url({}, profile));
        asked.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        std::unique_ptr<QNetworkReply> reply(manager_.post(asked, "{}"));
        QVERIFY(QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000));
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        QCOMPARE(status, 400);
        const ChatError error = dialect.error(profile, status, {}, reply->readAll());
        QVERIFY2(error.message.contains(u"The request has no messages."_s),
                 qPrintable(error.message));
    }
}

QByteArray SimulatorDialectsTest::get(const QUrl &base, const QString &path)
{
    QUrl url = base;
    url.setPath(path);
    std::unique_ptr<QNetworkReply> reply(manager_.get(QNetworkRequest(url)));
    const bool ended = QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000);
    return ended && reply->error() == QNetworkReply::NoError ? reply->readAll() : QByteArray();
}

void SimulatorDialectsTest::listsItsModel_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("name");
    QTest::newRow("/v1/models") << u"data"_s << u"id"_s << u"simulator"_s;
    QTest::newRow("/v1beta/models") << u"models"_s << u"name"_s << u"models/simulator"_s;
    QTest::newRow("/api/tags") << u"models"_s << u"name"_s << u"simulator"_s;
}

void SimulatorDialectsTest::listsItsModel()
{
    QFETCH(QString, list);
    QFETCH(QString, field);
    QFETCH(QString, name);
    Simulator simulator;
    QVERIFY(simulator.start());
    const QByteArray bytes = get(simulator.baseUrl(), QString::fromUtf8(QTest::currentDataTag()));
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    QCOMPARE(json[list][0][field].toString(), name);
}

QTEST_GUILESS_MAIN(SimulatorDialectsTest)
#include "simulator_dialects_test.moc"
