// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/answer_schema.h"

#include "tests/support/schema_check.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// Names of properties and values that are allowed, which vendors limit.
struct Size {
    int properties = 0;
    int values = 0;
    int depth = 0;
    int choices = 0;
};

/// False: something that a vendor would refuse.
bool measure(const QJsonObject &schema, int depth, Size *size)
{
    static const QSet<QString> allowed{u"type"_s,  u"properties"_s,           u"required"_s,
                                       u"items"_s, u"additionalProperties"_s, u"enum"_s,
                                       u"anyOf"_s};
    const QStringList keys = schema.keys();
    bool isFine = std::all_of(keys.begin(), keys.end(),
                              [](const QString &key) { return allowed.contains(key); });
    size->depth = std::max(size->depth, depth);
    size->values += static_cast<int>(schema[u"enum"_s].toArray().size());
    size->choices += schema.contains(u"anyOf"_s) ? 1 : 0;
    if (schema[u"type"_s].toString() == u"object") {
        const QJsonObject properties = schema[u"properties"_s].toObject();
        size->properties += static_cast<int>(properties.size());
        isFine &= schema[u"required"_s].toArray().size() == properties.size() &&
                  schema[u"additionalProperties"_s] == QJsonValue(false);
        for (const QJsonValue &property : properties)
            isFine &= measure(property.toObject(), depth + 1, size);
    }
    if (schema.contains(u"items"_s))
        isFine &= measure(schema[u"items"_s].toObject(), depth + 1, size);
    for (const QJsonValue &choice : schema[u"anyOf"_s].toArray())
        isFine &= measure(choice.toObject(), depth + 1, size);
    return isFine;
}

} // namespace

/// What all providers take: no keyword outside of the portable subset, OpenAI's and Anthropic's
/// limits ("Structured outputs" of either).
class AnswerSchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void schemasAreOfThePortableSubset_data();
    void schemasAreOfThePortableSubset();
    void oneHoldsAllOfAMatch_data();
    void oneHoldsAllOfAMatch();
};

void AnswerSchemaTest::schemasAreOfThePortableSubset_data()
{
    QTest::addColumn<int>("stage");
    for (const StageKind stage : allStageKinds())
        QTest::newRow(qPrintable(stageName(stage))) << int(stage);
}

void AnswerSchemaTest::schemasAreOfThePortableSubset()
{
    QFETCH(int, stage);
    const ChatSchema schema = answerSchema(static_cast<StageKind>(stage));
    QVERIFY(!schema.name.isEmpty());
    QCOMPARE(schema.schema[u"type"_s].toString(), u"object"_s);
    Size size;
    QVERIFY(measure(schema.schema, 1, &size));
    QCOMPARE(size.choices, 0);
}

void AnswerSchemaTest::oneHoldsAllOfAMatch_data()
{
    QTest::addColumn<int>("rounds");
    QTest::addColumn<bool>("diaries");
    QTest::addColumn<bool>("planning");
    QTest::addColumn<bool>("fused");
    QTest::newRow("separate") << 2 << true << true << false;
    QTest::newRow("fused") << 2 << true << true << true;
    QTest::newRow("fused without diaries") << 2 << false << true << true;
    QTest::newRow("without talks") << 0 << true << false << false;
    QTest::newRow("fused without talks") << 0 << true << false << true;
}

void AnswerSchemaTest::oneHoldsAllOfAMatch()
{
    QFETCH(int, rounds);
    QFETCH(bool, diaries);
    QFETCH(bool, planning);
    QFETCH(bool, fused);
    MatchConfig config = MatchConfig::demo();
    config.negotiationRounds = rounds;
    config.diaries = diaries;
    config.planning = planning;
    config.deliberation = fused ? Deliberation::Fused : Deliberation::Separate;
    const ChatSchema schema = commonSchema(config);
    Size size;
    QVERIFY(measure(schema.schema, 1, &size));
    QVERIFY2(size.depth <= 10, qPrintable(QString::number(size.depth)));
    QVERIFY(size.properties <= 5000 && size.values <= 1000);                 // OpenAI
    QVERIFY2(size.choices <= 16, qPrintable(QString::number(size.choices))); // Anthropic
    QVERIFY(schema.schema[u"type"_s].toString() == u"object"); // OpenAI: no anyOf at the root
    QSet<QString> firsts; // OpenAI: in an anyOf no two objects begin alike
    const QJsonArray kinds = schema.schema[u"properties"_s][u"answer"_s][u"anyOf"_s].toArray();
    for (const QJsonValue &kind : kinds)
        firsts << kind[u"required"_s][0].toString();
    QCOMPARE(firsts.size(), kinds.size());
    QVERIFY(firsts.contains(u"orders"_s) && firsts.contains(u"messages"_s) == (rounds > 0));
}

QTEST_APPLESS_MAIN(AnswerSchemaTest)
#include "answer_schema_test.moc"
