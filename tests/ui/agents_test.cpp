// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_log.h"
#include "ui/agents/agent_moment.h"
#include "ui/agents/agents_view.h"
#include "ui/agents/relationship_model.h"
#include "ui/navigator.h"
#include "ui/relationship_text.h"

#include <QAbstractItemModelTester>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSet>
#include <QTableView>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

/// Two phases of what powers think: France turns from Germany, and keeps a diary.
void writeThoughts(MatchLog *log)
{
    sample::Writer writer(log);
    const auto memory = [&](Power power, Phase phase, Relationship towardsGermany) {
        MemoryUpdated event{phase, power, {u"Win <b>Belgium</b>"_s}, {}, u"It is near."_s};
        for (const Power other : allPowers) {
            if (other != power)
                event.relationships[other] = Relationship::Neutral;
        }
        event.relationships[Power::Germany] = towardsGermany;
        writer.add(event, Audience::only(power));
    };
    writer.start();
    writer.phase(sample::spring);
    memory(Power::France, sample::spring, Relationship::Friendly);
    memory(Power::Italy, sample::spring, Relationship::Neutral);
    writer.add(DiaryWritten{sample::spring, Power::France, StageKind::NegotiationDiary,
                            u"Germany asks for Burgundy."_s, u"Take it first."_s});
    writer.add(PlanMade{sample::spring, Power::France, u"Paris to Burgundy."_s});
    writer.adjudicated();
    CommitmentJudged judged;
    judged.phase = sample::spring;
    judged.from = Power::France;
    judged.to = Power::Germany;
    judged.commitment = {Commitment::Kind::StayOut, {}, {Province::BUR}, sample::spring};
    judged.verdict = CommitmentVerdict::Broken;
    judged.reason = u"A PAR went to BUR."_s;
    writer.add(judged);
    writer.add(DiaryWritten{
        sample::spring, Power::France, StageKind::ResultDiary, u"Burgundy is ours."_s, {}});
    memory(Power::France, sample::spring, Relationship::Enemy);
    writer.phase(sample::fall);
}

} // namespace

class AgentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    }
    void momentFollowsThePlayhead();
    void textsSayIt();
    void modelIsAMatrix();
    void lettersAndColorsDiffer();
    void viewShowsThePowerThatIsChosen();
    void pictures();
};

void AgentsTest::momentFollowsThePlayhead()
{
    MatchLog log;
    writeThoughts(&log);
    const AgentMoment before = AgentMoment::at(log, 1, Power::France);
    QVERIFY(before.memories.empty());
    QCOMPARE(before.relationship(Power::Germany), std::nullopt);
    const AgentMoment spring = AgentMoment::at(log, *log.phases()[0].adjudicated, Power::France);
    QCOMPARE(spring.relationship(Power::Germany), std::optional(Relationship::Friendly));
    QCOMPARE(spring.relationshipBefore(Power::Germany), std::nullopt);
    QVERIFY(spring.plan);
    QCOMPARE(spring.diary.size(), std::size_t(1));
    QVERIFY(spring.promises.empty());
    const AgentMoment fall = AgentMoment::at(log, log.size() - 1, Power::France);
    QCOMPARE(fall.relationship(Power::Germany), std::optional(Relationship::Enemy));
    QCOMPARE(fall.relationshipBefore(Power::Germany), std::optional(Relationship::Friendly));
    QVERIFY(!fall.plan); // that was spring's
    QCOMPARE(fall.diary.size(), std::size_t(2));
    QCOMPARE(fall.promises.size(), std::size_t(1));
    QVERIFY(AgentMoment::at(log, log.size() - 1, Power::Turkey).memories.empty());
}

void AgentsTest::textsSayIt()
{
    MatchLog log;
    writeThoughts(&log);
    const AgentMoment moment = AgentMoment::at(log, log.size() - 1, Power::France);
    QVERIFY(goalsText(moment).contains(u"• Win <b>Belgium</b>"_s));
    QVERIFY(diaryText(moment).indexOf(u"Burgundy is ours."_s) <
            diaryText(moment).indexOf(u"Germany asks for Burgundy."_s)); // the newest first
    QVERIFY(diaryText(moment).contains(u"Privately meant: Take it first."_s));
    QVERIFY(promisesText(moment).contains(u"S1901M, to Germany: stay out of Burgundy – broken"_s));
    QVERIFY(promisesText(moment).contains(u"A PAR went to BUR."_s));
    QVERIFY(relationshipsText(moment).contains(u"Germany: Friendly → Enemy"_s));
    const AgentMoment none = AgentMoment::at(log, log.size() - 1, Power::Turkey);
    for (const QString &text : {goalsText(none), planText(none), diaryText(none),
                                promisesText(none), relationshipsText(none)})
        QVERIFY(!text.isEmpty());
}

void AgentsTest::modelIsAMatrix()
{
    MatchLog log;
    writeThoughts(&log);
    RelationshipModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), powerCount);
    QCOMPARE(model.columnCount(), powerCount);
    model.setMoment(&log, log.size() - 1);
    const QModelIndex cell = model.index(indexOf(Power::France), indexOf(Power::Germany));
    QCOMPARE(cell.data().toString(), u"E"_s);
    QCOMPARE(cell.data(RelationshipModel::ChangeRole).toInt(), -3);
    QCOMPARE(cell.data(Qt::AccessibleTextRole).toString(),
             u"France sees Germany as: Enemy (before: Friendly)"_s);
    QVERIFY(!model.index(0, 0).data().isValid());
    QVERIFY(!model.index(indexOf(Power::Turkey), 0).data().isValid()); // not known yet
    model.setMoment(&log, *log.phases()[0].adjudicated);
    QCOMPARE(cell.data().toString(), u"F"_s);
    model.setMoment(nullptr, -1);
    QVERIFY(!cell.data().isValid());
}

void AgentsTest::lettersAndColorsDiffer()
{
    QSet<QString> letters;
    QSet<QRgb> colors;
    for (int i = 0; i < 5; ++i) {
        letters << relationshipLetter(static_cast<Relationship>(i));
        colors << relationshipColor(static_cast<Relationship>(i), QPalette()).rgb();
    }
    QCOMPARE(letters.size(), 5);
    QCOMPARE(colors.size(), 5);
}

void AgentsTest::viewShowsThePowerThatIsChosen()
{
    MatchLog log;
    writeThoughts(&log);
    Navigator navigator;
    navigator.setLog(&log);
    navigator.goTo(log.size() - 1);
    AgentsView view(&navigator);
    view.resize(700, 220);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.showPower(Power::France);
    QVERIFY(view.text().contains(u"<b>Belgium</b>"_s)); // as it was written
    view.showPage(AgentsView::DiaryPage);
    QVERIFY(view.text().contains(u"Burgundy is ours."_s));
    navigator.goToPhase(0);
    QVERIFY(!view.text().contains(u"Burgundy is ours."_s));
    // A cell shows how it came about.
    auto *matrix = view.findChild<QTableView *>();
    const QModelIndex cell =
        view.relationships()->index(indexOf(Power::Italy), indexOf(Power::Germany));
    QTest::mouseClick(matrix->viewport(), Qt::LeftButton, {}, matrix->visualRect(cell).center());
    QCOMPARE(view.power(), Power::Italy);
    QVERIFY(view.text().contains(u"Germany: Neutral"_s));
}

/// For the eye: CONCERT_PICTURES=FOLDER writes what the page looks like.
void AgentsTest::pictures()
{
    const QString folder = qEnvironmentVariable("CONCERT_PICTURES");
    if (folder.isEmpty())
        QSKIP("CONCERT_PICTURES is not set");
    MatchLog log;
    writeThoughts(&log);
    Navigator navigator;
    navigator.setLog(&log);
    navigator.goTo(log.size() - 1);
    AgentsView view(&navigator);
    view.showPower(Power::France);
    view.showPage(AgentsView::DiaryPage);
    for (const QSize size : {QSize(550, 165), QSize(1000, 240)}) {
        view.resize(size);
        view.show();
        QCoreApplication::processEvents();
        QVERIFY(view.grab().save(u"%1/agents-%2.png"_s.arg(folder).arg(size.width())));
    }
}

QTEST_MAIN(AgentsTest)
#include "agents_test.moc"
