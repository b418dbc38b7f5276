// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/dialect.h"
#include "tests/support/decoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using Level = concert::StructuredLevel;

namespace {

/// All that the portable subset has.
ChatRequest structuredRequest()
{
    ChatRequest request;
    request.model = u"m"_s;
    request.messages = {{ChatMessage::Role::User, u"Q"_s}};
    request.schema = ChatSchema{
        u"orders"_s, QJsonDocument::fromJson(R"({"type":"object","additionalProperties":false,
            "required":["orders","note"],"properties":{
            "note":{"type":["string","null"],"description":"d"},
            "orders":{"type":"array","items":{"type":"object","additionalProperties":false,
                "required":["kind"],"properties":{"kind":{"type":"string","enum":["a","b"]}}}}}})")
                         .object()};
    request.commonSchema =
        ChatSchema{u"answer"_s,
                   {{u"type"_s, u"object"_s},
                    {u"required"_s, QJsonArray{u"answer"_s}},
                    {u"properties"_s,
                     QJsonObject{{u"answer"_s,
                                  QJsonObject{{u"anyOf"_s, QJsonArray{request.schema->schema}}}}}},
                    {u"additionalProperties"_s, false}}};
    return request;
}

} // namespace

class StructuredLevelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vendorsHaveTheirLevels_data();
    void vendorsHaveTheirLevels();
    void showsTheSchemaBelow();
    void fewerChoices();
    void writesOpenApi();
    void noticesWhatIsIgnored_data();
    void noticesWhatIsIgnored();
};

/// Vendor by vendor: what a request says at each level.
void StructuredLevelTest::vendorsHaveTheirLevels_data()
{
    QTest::addColumn<QStringList>("marks"); // in the body, of each level
    const QString schema = uR"("response_format":{"json_schema":{"name":"orders")"_s;
    const QString object = uR"("response_format":{"type":"json_object"})"_s;
    const QString plain; // no mark
    QTest::newRow("openai") << QStringList{
        uR"("response_format":{"json_schema":{"name":"answer")"_s, schema, object, plain};
    for (const QString &usual :
         {u"openrouter"_s, u"together"_s, u"mistral"_s, u"xai"_s, u"groq"_s, u"ollama"_s})
        QTest::newRow(qPrintable(usual)) << QStringList{schema, object, plain};
    QTest::newRow("deepseek") << QStringList{object, plain};
    QTest::newRow("lmstudio") << QStringList{schema, plain};
    QTest::newRow("llama.cpp") << QStringList{schema, uR"("json_schema":{"additionalProperties")"_s,
                                              object, plain};
    QTest::newRow("vllm") << QStringList{
        schema, uR"("structured_outputs":{"json":{"additionalProperties")"_s, object, plain};
    QTest::newRow("openai-responses") << QStringList{
        uR"("text":{"format":{"name":"answer")"_s, uR"("text":{"format":{"name":"orders")"_s,
        uR"("format":{"type":"json_object"})"_s, plain};
    QTest::newRow("anthropic") << QStringList{
        uR"("output_config":{"format":{"schema":{"additionalProperties":false,"properties":{"answer")"_s,
        uR"("output_config":{"format":{"schema":{"additionalProperties":false,"properties":{"orders")"_s,
        uR"("tool_choice":{"disable_parallel_tool_use":true,"name":"orders","type":"tool"})"_s,
        plain};
    QTest::newRow("gemini") << QStringList{
        uR"("responseJsonSchema":{"additionalProperties")"_s, uR"("responseSchema":{"propert)"_s,
        uR"({"maxOutputTokens":4096,"responseMimeType":"application/json"})"_s, plain};
    QTest::newRow("ollama-native")
        << QStringList{uR"("format":{"additionalProperties")"_s, uR"("format":"json")"_s, plain};
}

void StructuredLevelTest::vendorsHaveTheirLevels()
{
    QFETCH(QStringList, marks);
    const ProviderProfile profile = profileNamed(QString::fromUtf8(QTest::currentDataTag()));
    const auto levels = structuredLevels(profile);
    QCOMPARE(levels.size(), marks.size());
    for (qsizetype i = 0; i < levels.size(); ++i) {
        const QByteArray body = dialectNamed(profile.dialect)
                                    .post(structuredRequest(), profile, {}, {levels[i], {}})
                                    .body;
        for (const QString &mark : std::as_const(marks)) {
            if (!mark.isEmpty())
                QVERIFY2(body.contains(mark.toUtf8()) == (mark == marks[i]), body.constData());
        }
        const bool shown = body.contains("following this JSON schema");
        const bool alwaysShown = profile.dialect == DialectName::Ollama; // as it advises
        QVERIFY2(shown == (alwaysShown || levels[i] >= Level::JsonObject), body.constData());
    }
}

/// With an example, which DeepSeek's JSON mode demands.
void StructuredLevelTest::showsTheSchemaBelow()
{
    const HttpPost post =
        openAiChatDialect().post(structuredRequest(), profileNamed(u"deepseek"_s), {});
    QVERIFY(!post.body.contains("anyOf")); // only what is meant
    const QString content =
        QJsonDocument::fromJson(post.body)[u"messages"_s][0][u"content"_s].toString();
    QVERIFY2(content.contains(u"JSON"_s), qPrintable(content));
    QVERIFY2(content.endsWith(uR"({"orders":[{"kind":"a"}],"note":"..."})"_s), qPrintable(content));
}

/// A request that has no common schema is never asked by one, and found out as before.
void StructuredLevelTest::fewerChoices()
{
    const ProviderProfile openAi = profileNamed(u"openai"_s);
    ChatRequest request = structuredRequest();
    QCOMPARE(nearestLevel(openAi, request, Level::CommonSchema), Level::CommonSchema);
    request.commonSchema.reset();
    QCOMPARE(nearestLevel(openAi, request, Level::CommonSchema), Level::Schema);
    QCOMPARE(nearestLevel(openAi, request, Level::Plain), Level::Plain);
    // Another server behind the same name is not known to gain by it.
    const ProviderProfile other = openAi.at(QUrl(u"https://models.example.org/v1"_s));
    QCOMPARE(structuredLevels(other).first(), Level::Schema);
    for (const Level level : structuredLevels(openAi))
        QCOMPARE(parseStructuredLevel(structuredLevelName(level)), std::optional(level));
    QCOMPARE(parseStructuredLevel(u"rubbish"_s), std::nullopt);
}

void StructuredLevelTest::writesOpenApi()
{
    const ProviderProfile gemini = profileNamed(u"gemini"_s);
    const HttpPost post = dialectNamed(DialectName::Gemini)
                              .post(structuredRequest(), gemini, {}, {Level::OtherSchema, {}});
    const QJsonValue schema =
        QJsonDocument::fromJson(post.body)[u"generationConfig"_s][u"responseSchema"_s];
    const QJsonDocument expected = QJsonDocument::fromJson(R"({"type":"OBJECT",
        "required":["orders","note"],"propertyOrdering":["orders","note"],"properties":{
        "note":{"type":"STRING","nullable":true,"description":"d"},
        "orders":{"type":"ARRAY","items":{"type":"OBJECT","required":["kind"],
            "propertyOrdering":["kind"],
            "properties":{"kind":{"type":"STRING","enum":["a","b"]}}}}}})");
    QCOMPARE(schema.toObject(), expected.object());
}

void StructuredLevelTest::noticesWhatIsIgnored_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("keepsSchema");
    QTest::addColumn<bool>("keepsObject");
    const auto row = [](const char *name, const QString &answer, bool schema, bool object) {
        QTest::newRow(name) << answer << schema << object;
    };
    row("as asked", uR"( {"orders":[],"note":null} )"_s, true, true);
    row("after thoughts", u"<think>{}</think>{\"orders\":[],\"note\":\"\"}"_s, true, true);
    row("another object", uR"({"moves":[]})"_s, false, true);
    row("a part is missing", uR"({"orders":[]})"_s, false, true);
    row("prose", u"I shall hold."_s, false, false);
    row("code fence", u"```json\n{\"orders\":[],\"note\":\"\"}\n```"_s, false, false);
    row("a list", u"[]"_s, false, false);
    row("words after it", uR"({"orders":[],"note":""} Good luck)"_s, true, true); // like a cut one
    row("cut", uR"({"orders":["A PA)"_s, true, true); // the constraint cannot help it
    row("no JSON in braces", u"{orders: none}"_s, false, false);
}

void StructuredLevelTest::noticesWhatIsIgnored()
{
    QFETCH(QString, answer);
    QFETCH(bool, keepsSchema);
    QFETCH(bool, keepsObject);
    const ChatSchema schema = *structuredRequest().schema;
    QCOMPARE(keepsToStructure(answer, schema, Level::Schema), keepsSchema);
    QCOMPARE(keepsToStructure(answer, schema, Level::OtherSchema), keepsSchema);
    QCOMPARE(keepsToStructure(answer, schema, Level::JsonObject), keepsObject);
    QVERIFY(keepsToStructure(answer, schema, Level::Plain)); // nothing was asked
}

QTEST_APPLESS_MAIN(StructuredLevelTest)
#include "structured_level_test.moc"
