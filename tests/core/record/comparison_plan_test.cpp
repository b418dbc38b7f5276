// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison_plan.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

const QList<Schedule> allSchedules{Schedule::Blocking, Schedule::Staged, Schedule::Pipelined};

const ComparisonVariant &variantNamed(const ComparisonPlan &plan, const QString &name)
{
    const auto found =
        std::find_if(plan.variants.begin(), plan.variants.end(),
                     [&name](const ComparisonVariant &each) { return each.name == name; });
    Q_ASSERT(found != plan.variants.end());
    return *found;
}

QStringList differingFields(const MatchConfig &a, const MatchConfig &b)
{
    QStringList fields;
    const QJsonObject first = a.toJson();
    const QJsonObject second = b.toJson();
    for (const QString &key : first.keys()) {
        if (first[key] != second[key])
            fields << key;
    }
    return fields;
}

} // namespace

class ComparisonPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void schedulesAreComparedWithTheFirst();
    void everyLeverIsOneChange_data();
    void everyLeverIsOneChange();
    void nothingIsPlayedTwice();
    void aLeverWorksFromAnyConfiguration();
    void whatIsOneGame();
    void problemsAreSaid();
};

void ComparisonPlanTest::schedulesAreComparedWithTheFirst()
{
    const ComparisonPlan plan = planComparison(MatchConfig::demo(), allSchedules);
    QCOMPARE(plan.variants.size(), 3);
    QCOMPARE(plan.variants[0].config.schedule, Schedule::Blocking);
    QCOMPARE(plan.pairs, (QList<ComparedPair>{{u"staged"_s, u"blocking"_s, false},
                                              {u"pipelined"_s, u"blocking"_s, false}}));
    QVERIFY(plan.problems().isEmpty());
    QCOMPARE(plan.runs(), 3);
}

void ComparisonPlanTest::everyLeverIsOneChange_data()
{
    QTest::addColumn<QString>("name");
    QVERIFY(comparisonLevers().size() >= 8);
    for (const ComparisonLever &lever : comparisonLevers())
        QTest::newRow(qPrintable(lever.name)) << lever.name;
}

void ComparisonPlanTest::everyLeverIsOneChange()
{
    QFETCH(QString, name);
    const ComparisonLever lever = *comparisonLever(name);
    const ComparisonPlan plan = planComparison(MatchConfig::demo(), allSchedules, {lever});
    const ComparedPair pair = plan.pairs.last();
    QVERIFY(pair.isLever);
    QCOMPARE(pair.name, lever.after);
    QCOMPARE(pair.against, lever.before);
    const MatchConfig before = variantNamed(plan, pair.against).config;
    const MatchConfig after = variantNamed(plan, pair.name).config;
    QVERIFY2(differingFields(before, after).size() == 1,
             qPrintable(differingFields(before, after).join(u' ')));
    QVERIFY(before.problems().isEmpty() && after.problems().isEmpty());
}

void ComparisonPlanTest::nothingIsPlayedTwice()
{
    const ComparisonPlan plan =
        planComparison(MatchConfig::demo(), allSchedules, comparisonLevers());
    for (qsizetype i = 0; i < plan.variants.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            QVERIFY(plan.variants[i].config != plan.variants[j].config);
            QVERIFY(plan.variants[i].name != plan.variants[j].name);
        }
    }
    QCOMPARE(plan.pairs.size(), 2 + comparisonLevers().size());
}

void ComparisonPlanTest::aLeverWorksFromAnyConfiguration()
{
    MatchConfig config = MatchConfig::demo();
    config.deliberation = Deliberation::Fused;
    const ComparisonPlan plan = planComparison(config, {Schedule::Staged, Schedule::Pipelined},
                                               {*comparisonLever(u"fused"_s)});
    const ComparedPair pair = plan.pairs.last();
    // "pipelined" is fused here, so the lever's own "before" has another name.
    QVERIFY(pair.against != u"pipelined"_s);
    QCOMPARE(variantNamed(plan, pair.against).config.deliberation, Deliberation::Separate);
    QCOMPARE(pair.name, u"pipelined"_s); // played like it
    QCOMPARE(plan.variants.size(), 3);
}

void ComparisonPlanTest::whatIsOneGame()
{
    const MatchConfig config = MatchConfig::demo();
    const ComparisonPlan plan = planComparison(config, allSchedules, comparisonLevers());
    QStringList same;
    for (const ComparisonVariant &variant : plan.variants) {
        if (playTheSameGame(plan.variants.first().config, variant.config))
            same << variant.name;
    }
    for (const QString &name : {u"blocking"_s, u"staged"_s, u"pipelined"_s, u"pipelined, hedged"_s,
                                u"4 slots, first come"_s, u"4 slots, longest path first"_s})
        QVERIFY2(same.contains(name), qPrintable(name));
    for (const QString &name : {u"pipelined, fused"_s, u"pipelined, mailbox"_s,
                                u"pipelined, until quiet"_s, u"pipelined, speaking in turn"_s})
        QVERIFY2(!same.contains(name), qPrintable(name));
    MatchConfig mailbox = config;
    mailbox.pressOrder = PressOrder::Mailbox;
    QVERIFY(!playTheSameGame(mailbox, mailbox)); // what has come is a matter of time
}

void ComparisonPlanTest::problemsAreSaid()
{
    QVERIFY(!planComparison(MatchConfig::demo(), {Schedule::Staged}).problems().isEmpty());
    ComparisonPlan plan = planComparison(MatchConfig::demo(), allSchedules);
    plan.repeat = 0;
    QCOMPARE(plan.problems().size(), 1);
    MatchConfig wrong = MatchConfig::demo();
    wrong.maxYear = 1;
    QCOMPARE(planComparison(wrong, allSchedules).problems().size(), 1); // said once
}

QTEST_GUILESS_MAIN(ComparisonPlanTest)
#include "comparison_plan_test.moc"
