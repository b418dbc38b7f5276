// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_log.h"
#include "ui/agents/agent_moment.h"
#include "ui/agents/agents_view.h"
#include "ui/agents/promise_model.h"
#include "ui/agents/relationship_model.h"
#include "ui/isolated_text.h"
#include "ui/navigator.h"
#include "ui/relationship_text.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSet>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

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
    void shortDiariesAreWhatPromptsShow();
    void promisesAreJudgedAndNamed();
    void promisesFollowThePlayhead();
    void aPromiseLeadsToItsMessage();
    void selectionsShowTheirPower();
    void textThatRunsLeftTurnsNothingElse();
    void modelIsAMatrix();
    void lettersAndColorsDiffer();
    void namesGiveWayToThePages();
    void viewShowsThePowerThatIsChosen();
};

void AgentsTest::momentFollowsThePlayhead()
{
    MatchLog log;
    writeThoughts(&log);
    const AgentMoment before = AgentMoment::at(log, 1, Power::France);
    QVERIFY(before.memories.empty());
    const AgentMoment spring = AgentMoment::at(log, *log.phases()[0].adjudicated, Power::France);
    QVERIFY(spring.plan);
    QCOMPARE(spring.diary.size(), std::size_t(1));
    const AgentMoment fall = AgentMoment::at(log, log.size() - 1, Power::France);
    QVERIFY(!fall.plan); // that was spring's
    QCOMPARE(fall.diary.size(), std::size_t(2));
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
    QVERIFY(relationshipsText(moment).contains(u"Germany: Friendly → Enemy"_s));
    const AgentMoment none = AgentMoment::at(log, log.size() - 1, Power::Turkey);
    for (const QString &text :
         {goalsText(none), planText(none), diaryText(none), relationshipsText(none)})
        QVERIFY(!text.isEmpty());
}

void AgentsTest::shortDiariesAreWhatPromptsShow()
{
    MatchLog log;
    writeThoughts(&log);
    sample::Writer writer(&log);
    const Phase next{1902, Season::Spring, PhaseType::Movement};
    writer.phase(next);
    writer.add(DiaryConsolidated{next, Power::France, u"1901 was good."_s});
    writer.add(DiaryWritten{next, Power::France, StageKind::NegotiationDiary, u"New talks."_s, {}});
    const AgentMoment moment = AgentMoment::at(log, log.size() - 1, Power::France);
    for (const bool working : {false, true}) {
        const QString text = diaryText(moment, working);
        QVERIFY(text.contains(u"1901 was good."_s));
        QVERIFY(text.contains(u"New talks."_s));
        QCOMPARE(text.contains(u"Burgundy is ours."_s), !working);
    }
}

namespace {

/// Spring 1901: what France, England and Italy promise, and what comes of it.
void writePromises(MatchLog *log)
{
    sample::Writer writer(log);
    const auto message = [&](Power from, std::optional<Power> to, QList<Commitment> promises) {
        MessageSent sent{sample::spring, 1, from, to, u"I promise."_s, {}, {}};
        sent.id = u"S1901M/1/%1/%2"_s.arg(indexOf(from)).arg(to ? indexOf(*to) : -1);
        sent.commitments = std::move(promises);
        writer.add(sent);
        return sent;
    };
    const auto judge = [&](const MessageSent &sent, CommitmentVerdict verdict, const QString &why) {
        CommitmentJudged judged{sample::spring,      sent.id, 0,  sent.from, sent.to,
                                sent.commitments[0], verdict, why};
        writer.add(judged);
    };
    writer.start();
    writer.phase(sample::spring);
    MemoryUpdated trust{
        sample::spring, Power::Germany, {}, {{Power::France, Relationship::Ally}}, {}};
    writer.add(trust);
    const auto out = message(Power::France, Power::Germany,
                             {{Commitment::Kind::StayOut, {}, {Province::BUR}, sample::spring}});
    const auto peace =
        message(Power::England, Power::France, {{Commitment::Kind::Peace, {}, {}, sample::spring}});
    const auto help = message(Power::Italy, Power::Austria,
                              {{Commitment::Kind::Support,
                                {Province::VEN, Province::TRI},
                                {Province::TYR},
                                sample::spring}});
    message(Power::Turkey, std::nullopt, {{Commitment::Kind::Peace, {}, {}, sample::fall}});
    writer.add(DiaryWritten{sample::spring, Power::France, StageKind::NegotiationDiary, u"d"_s,
                            u"Take <b>Burgundy</b>."_s});
    writer.adjudicated();
    judge(out, CommitmentVerdict::Broken, u"It ordered A PAR - BUR."_s);
    judge(peace, CommitmentVerdict::Broken, u"It ordered F LON - ENG."_s);
    judge(help, CommitmentVerdict::Kept, u"It ordered A VEN S A TRI - TYR."_s);
}

} // namespace

void AgentsTest::promisesAreJudgedAndNamed()
{
    MatchLog log;
    writePromises(&log);
    const std::vector<Promise> promises = promisesAt(log, log.size() - 1);
    QCOMPARE(promises.size(), std::size_t(4)); // by phase, then by pair
    QCOMPARE(promises[0].from, Power::Italy);
    QCOMPARE(promises[0].moment, PromiseMoment::Collaboration);
    QCOMPARE(promises[1].from, Power::England);
    QCOMPARE(promises[1].moment, PromiseMoment::Lie); // France did not trust England
    QCOMPARE(promises[2].from, Power::France);
    QCOMPARE(promises[2].moment, PromiseMoment::Betrayal);
    QCOMPARE(promises[2].meant, u"Take <b>Burgundy</b>."_s);
    QCOMPARE(promises[2].ordered, u"It ordered A PAR - BUR."_s);
    QCOMPARE(promises[3].phase, sample::fall);
    QVERIFY(!promises[3].verdict);
    PromiseModel model;
    model.setMoment(&log, log.size() - 1, std::nullopt);
    QCOMPARE(model.index(2, PromiseModel::WhoColumn).data().toString(), u"France → Germany"_s);
    QCOMPARE(model.index(2, PromiseModel::PromisedColumn).data().toString(),
             u"stay out of Burgundy"_s);
    QCOMPARE(model.index(2, PromiseModel::VerdictColumn).data().toString(), u"broken: betrayal"_s);
    QCOMPARE(model.index(3, PromiseModel::VerdictColumn).data().toString(), u"open"_s);
    QVERIFY(model.index(2, 0).data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;Burgundy"_s));
    model.setMoment(&log, log.size() - 1, Power::Germany);
    QCOMPARE(model.rowCount(), 2); // made to it, and made to everybody
    model.setMoment(&log, log.size() - 1, std::nullopt, true);
    QCOMPARE(model.rowCount(), 3); // the open one is no moment
}

void AgentsTest::promisesFollowThePlayhead()
{
    MatchLog log;
    writePromises(&log);
    PromiseModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int most = 0;
    for (qsizetype i = 0; i < log.size(); ++i) {
        model.setMoment(&log, i, std::nullopt);
        QVERIFY(model.rowCount() >= most);
        most = model.rowCount();
        QCOMPARE(most, static_cast<int>(promisesAt(log, i).size()));
    }
    for (qsizetype i = log.size() - 1; i >= 0; --i)
        model.setMoment(&log, i, std::nullopt);
    QCOMPARE(model.rowCount(), 0);
    model.setMoment(&log, log.size() - 1, std::nullopt);
    model.setMoment(nullptr, -1, std::nullopt);
    QCOMPARE(model.rowCount(), 0);
}

void AgentsTest::aPromiseLeadsToItsMessage()
{
    MatchLog log;
    writePromises(&log);
    Navigator navigator;
    navigator.setLog(&log);
    navigator.goTo(log.size() - 1);
    AgentsView view(&navigator);
    const QSignalSpy chosen(&view, &AgentsView::messageChosen);
    view.resize(900, 220);
    view.showPower(Power::Germany);
    view.showPage(AgentsView::PromisesPage);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    auto *list = view.findChild<QTreeView *>();
    QVERIFY(list->isVisible());
    for (const int width : {900, 560, 1500}) { // no column is out of sight
        view.resize(width, 220);
        QTRY_VERIFY(list->header()->length() <= list->viewport()->width());
        QVERIFY(list->columnViewportPosition(PromiseModel::VerdictColumn) <
                list->viewport()->width() - 30);
        QVERIFY(list->columnWidth(PromiseModel::PhaseColumn) >=
                list->sizeHintForIndex(view.promises()->index(0, 0)).width()); // in full
    }
    view.resize(900, 220);
    QCOMPARE(view.promises()->rowCount(), 2);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(view.promises()->index(0, 1)).center());
    QVERIFY(navigator.selectedMessage());
    QCOMPARE(chosen.size(), 1);
    const auto *message = log.at(*navigator.selectedMessage()).as<MessageSent>();
    QCOMPARE(message->from, Power::France);
    view.showPower(Power::Russia);
    QCOMPARE(view.promises()->rowCount(), 1); // made to everybody
    view.findChild<QAction *>(u"allPromises"_s)->setChecked(true);
    QCOMPARE(view.promises()->rowCount(), 4);
}

void AgentsTest::selectionsShowTheirPower()
{
    MatchLog log;
    writeThoughts(&log);
    sample::Writer writer(&log);
    const CallId plan{Power::Italy, sample::fall, StageKind::Plan, 0, 1};
    CallStarted started;
    started.span = static_cast<int>(log.spans().size());
    started.call = plan;
    writer.add(started);
    writer.add(PlanMade{sample::fall, Power::Italy, u"Hold Venice."_s});
    CallEnded ended;
    ended.span = started.span;
    ended.call = plan;
    writer.add(ended);
    Navigator navigator;
    navigator.setLog(&log);
    AgentsView view(&navigator);
    view.resize(700, 220);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    navigator.selectCall(started.span);
    QCOMPARE(view.power(), Power::Italy);
    QCOMPARE(view.text(), u"Hold Venice."_s);
    // And back: the text leads to its call.
    navigator.clearSelection();
    QSignalSpy chosen(&view, &AgentsView::callChosen);
    view.findChild<QToolButton *>(u"showCall"_s)->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(navigator.selectedCall(), std::optional(started.span));
}

void AgentsTest::textThatRunsLeftTurnsNothingElse()
{
    const QString hebrew = QString::fromUtf8("\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d");
    QCOMPARE(isolated(u"peace, 100 %"_s), u"peace, 100 %"_s);
    QCOMPARE(isolated(hebrew), QChar(0x2068) + hebrew + QChar(0x2069));
    // Controls of its own neither turn anything nor end the isolation.
    QCOMPARE(isolated(u"gnp\u202eexe\u2066\u200f"_s), u"gnpexe"_s);
    QCOMPARE(isolated(QString(hebrew % u"\u2069\u202e!"_s)),
             QString(QChar(0x2068) % hebrew % u'!' % QChar(0x2069)));
    MatchLog log;
    sample::Writer writer(&log);
    writer.start();
    writer.phase(sample::spring);
    writer.add(MemoryUpdated{sample::spring, Power::France, {hebrew}, {}, {}});
    const AgentMoment moment = AgentMoment::at(log, log.size() - 1, Power::France);
    QVERIFY(goalsText(moment).contains(u"• "_s + QChar(0x2068) + hebrew + QChar(0x2069)));
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

/// No page makes the panel, and the window with it, grow.
void AgentsTest::namesGiveWayToThePages()
{
    MatchLog log;
    writeThoughts(&log);
    Navigator navigator;
    navigator.setLog(&log);
    navigator.goTo(log.size() - 1);
    QWidget window;
    window.resize(1000, 300);
    AgentsView view(&navigator, &window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const auto *names = view.findChild<QTableView *>()->verticalHeader();
    const int line = view.fontMetrics().height();
    for (const auto page : {AgentsView::GoalsPage, AgentsView::DiaryPage}) {
        view.showPage(page); // with more buttons, or fewer
        view.resize(900, 220);
        QTRY_VERIFY(names->width() > 4 * line);
        QTest::qWait(0);
        const int least = view.minimumSizeHint().width();
        view.resize(least, 220);
        QTRY_VERIFY(names->width() < 2 * line);
        QCOMPARE(view.minimumSizeHint().width(), least); // whatever is shown of the names
        QVERIFY(least < 34 * line);
    }
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

QTEST_MAIN(AgentsTest)
#include "agents_test.moc"
