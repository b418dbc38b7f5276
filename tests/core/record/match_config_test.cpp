// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_config.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// What a configuration that somebody else wrote may say; match_log_test has what it keeps.
class MatchConfigTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unreadableModelsAreNoOthers_data();
    void unreadableModelsAreNoOthers();
};

void MatchConfigTest::unreadableModelsAreNoOthers_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("said");
    QTest::newRow("a provider that is gone") << u"lan:qwen3:8b"_s << u"no provider \"lan\""_s;
    QTest::newRow("no name") << u"openai:"_s << u"write it as openai:NAME"_s;
    QTest::newRow("blanks") << u"openai:my model"_s << u"holds no blanks: 'my model'"_s;
    QTest::newRow("an address") << u"openai:m@http://"_s << u"http://HOST:PORT/v1"_s;
    QTest::newRow("nearly another") << u"simulatr"_s << u"Did you mean simulator"_s;
    QTest::newRow("with a key") << u"lan:m#sk-CANARY"_s << u"no provider \"lan\""_s;
}

/// Whatever it means, it is not the built-in model, which would play on in its place.
void MatchConfigTest::unreadableModelsAreNoOthers()
{
    QFETCH(QString, model);
    QFETCH(QString, said);
    const QString kept = model.section(u'#', 0, 0);
    QJsonObject json = MatchConfig::demo().toJson();
    QJsonObject models = json[u"models"_s].toObject();
    models[u"FRANCE"_s] = model;
    json[u"models"_s] = models;
    const MatchConfig player = MatchConfig::fromJson(json);
    QCOMPARE(player.models[2].toString(), kept);
    QCOMPARE(player.models[1].toString(), u"simulator"_s);
    QVERIFY(MatchConfig::fromJson(player.toJson()) == player);
    QCOMPARE(player.problems().size(), 1);
    QVERIFY2(player.problems()[0].startsWith(u"FRANCE: "_s) && player.problems()[0].contains(said),
             qPrintable(player.problems()[0]));
    json = MatchConfig::demo().toJson();
    json[u"commentary"_s] = model;
    const MatchConfig narrator = MatchConfig::fromJson(json);
    QVERIFY(narrator.commentary);
    QCOMPARE(narrator.commentary->toString(), kept);
    QVERIFY2(narrator.problems().join(u'\n').contains(said),
             qPrintable(narrator.problems().join(u'\n')));
}

QTEST_GUILESS_MAIN(MatchConfigTest)
#include "match_config_test.moc"
