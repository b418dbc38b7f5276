// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/schema_instance.h"
#include "tests/support/schema_check.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson('[' + text + ']').array().first();
}

QByteArray bytes(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

/// Any schema of the portable subset.
QJsonObject randomSchema(QRandomGenerator *random, int depth)
{
    const int kind = random->bounded(depth > 3 ? 6 : 10);
    QJsonObject schema;
    switch (kind) {
    case 0:
        schema = {{u"type"_s, u"string"_s}};
        break;
    case 1:
        schema = {{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray{u"a"_s, u"b"_s}}};
        break;
    case 2:
        schema = {{u"type"_s, u"integer"_s}};
        break;
    case 3:
        schema = {{u"type"_s, QJsonArray{u"number"_s, u"null"_s}}};
        break;
    case 4:
        schema = {{u"type"_s, u"boolean"_s}};
        break;
    case 5:
        schema = {{u"type"_s, u"STRING"_s}, {u"nullable"_s, true}}; // Gemini's way
        break;
    case 6:
        schema = {{u"type"_s, u"array"_s},
                  {u"items"_s, randomSchema(random, depth + 1)},
                  {u"minItems"_s, random->bounded(2)}};
        break;
    case 7:
        schema = {{u"anyOf"_s, QJsonArray{randomSchema(random, depth + 1),
                                          QJsonObject{{u"type"_s, u"null"_s}}}}};
        break;
    default: {
        QJsonObject properties;
        for (int i = random->bounded(4); i >= 0; --i)
            properties[QString(u'p' % QString::number(i))] = randomSchema(random, depth + 1);
        schema = {{u"type"_s, u"object"_s},
                  {u"properties"_s, properties},
                  {u"required"_s, QJsonArray::fromStringList(properties.keys())},
                  {u"additionalProperties"_s, false}};
    }
    }
    return schema;
}

} // namespace

class SchemaInstanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fits_data();
    void fits();
    void anySchemaIsKeptTo();
    void deepSchemasEnd();
};

void SchemaInstanceTest::fits_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("draft"); ///< empty: none
    QTest::addColumn<QByteArray>("made");
    const auto row = [](const char *name, const QByteArray &schema, const QByteArray &draft,
                        const QByteArray &made) { QTest::newRow(name) << schema << draft << made; };
    row("one word",
        R"({"type":"object","properties":{"ok":{"type":"string","enum":["xyz"]}},)"
        R"("required":["ok"],"additionalProperties":false})",
        R"({"ok":"yes"})", R"({"ok":"xyz"})");
    row("text", R"({"type":"string"})", "", R"("words")");
    row("numbers", R"({"type":"array","items":{"type":"integer"}})", R"([1,2.5,"x",4])",
        "[1,1,1,4]");
    row("a list has an item", R"({"type":"array","items":{"type":"boolean"}})", "", "[true]");
    row("an empty list is wanted", R"({"type":"array","items":{"type":"boolean"}})", "[]", "[]");
    row("not empty", R"({"type":"array","minItems":1,"items":{"type":"number"}})", "[]", "[1]");
    row("nothing, if drafted", R"({"type":["string","null"]})", "null", "null");
    row("nothing, if not drafted", R"({"type":["null","string"]})", "", R"("words")");
    row("nullable", R"({"type":"OBJECT","nullable":true,"properties":{"a":{"type":"INTEGER"}}})",
        "null", "null");
    row("the kind of the draft", R"({"anyOf":[{"type":"string"},{"type":"integer"}]})", "7", "7");
    row("a kind", R"({"anyOf":[{"type":"null"},{"type":"integer"}]})", R"("x")", "1");
    row("draft kept",
        R"({"type":"object","properties":{"orders":{"type":"array","items":)"
        R"({"type":"string"}}},"required":["orders"],"additionalProperties":false})",
        R"({"orders":["A PAR H"],"reasoning":"r"})", R"({"orders":["A PAR H"]})");
    row("draft extended",
        R"({"type":"object","properties":{"a":{"type":"string"},"b":{"type":"number"}}})",
        R"({"a":"x"})", R"({"a":"x","b":1})");
    row("free object", R"({"type":"object"})", R"({"a":1})", R"({"a":1})");
    row("required, not described", R"({"type":"object","required":["z"]})", "", R"({"z":"words"})");
    row("const", R"({"const":5})", "6", "5");
}

void SchemaInstanceTest::fits()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, draft);
    QFETCH(QByteArray, made);
    const QJsonObject object = json(schema).toObject();
    QVERIFY(!object.isEmpty());
    const QJsonValue value = schemaInstance(
        object, draft.isEmpty() ? QJsonValue(QJsonValue::Undefined) : json(draft), u"words"_s);
    QCOMPARE(bytes(value), made);
    QVERIFY(isValid(value, object));
}

void SchemaInstanceTest::anySchemaIsKeptTo()
{
    QRandomGenerator random(4711);
    for (int i = 0; i < 3000; ++i) {
        const QJsonObject schema = randomSchema(&random, 0);
        // The instance of another schema is as good a draft as any.
        const QJsonValue draft = schemaInstance(randomSchema(&random, 0), {}, u"draft"_s);
        const QJsonValue made = schemaInstance(schema, draft, u"words"_s);
        QVERIFY2(isValid(made, schema),
                 QByteArray(bytes(schema) + " <- " + bytes(made)).constData());
        QCOMPARE(bytes(schemaInstance(schema, made, u"other"_s)), bytes(made)); // nothing to mend
    }
}

void SchemaInstanceTest::deepSchemasEnd()
{
    QByteArray schema = R"({"type":"string"})";
    for (int i = 0; i < 400; ++i)
        schema = R"({"type":"array","items":)" + schema + "}";
    QVERIFY(!bytes(schemaInstance(json(schema).toObject(), {}, u"w"_s)).isEmpty());
}

QTEST_GUILESS_MAIN(SchemaInstanceTest)
#include "schema_instance_test.moc"
