// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_log.h"
#include "ui/navigator.h"
#include "ui/problems/problems_model.h"
#include "ui/problems/problems_view.h"
#include "ui/standings/orders_model.h"
#include "ui/standings/orders_view.h"
#include "ui/standings/powers_view.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

using TesterMode = QAbstractItemModelTester::FailureReportingMode;

QVariant standing(const StandingsModel &model, Power power, int role)
{
    return model.index(indexOf(power)).data(role);
}

} // namespace

class StandingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    }
    void standingsShowTheBoard();
    void standingsSayWhatEachDoes_data();
    void standingsSayWhatEachDoes();
    void ordersGetTheirResults();
    void finishedPhaseMarksDefaultsAndRejected();
    void orderSelectionAgreesWithTheNavigator();
    void problemsAreListedAsTheyCome();
    void problemsOfOneKindShareARow();
    void noProblemsAreSaidToBeNone();
    void aProblemLeadsToItsCall();
};

void StandingsTest::standingsShowTheBoard()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    StandingsModel model;
    QAbstractItemModelTester tester(&model, TesterMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setLog(&log);
    QCOMPARE(model.rowCount(), powerCount);
    BoardMoment moment = boardAt(log, log.phases().first().started);
    model.setMoment(moment, std::nullopt);
    QCOMPARE(standing(model, Power::Russia, StandingsModel::CentersRole).toInt(), 4);
    QCOMPARE(standing(model, Power::France, StandingsModel::UnitsRole).toInt(), 3);
    QCOMPARE(standing(model, Power::France, StandingsModel::ModelRole).toString(), u"simulator"_s);
    QCOMPARE(standing(model, Power::France, StandingsModel::ActivityRole).toString(), QString());

    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setMoment(moment, std::nullopt); // nothing new: nothing said
    QVERIFY(changes.isEmpty());
    for (const Province center : moment.position.centers(Power::Italy))
        moment.position.setOwner(center, std::nullopt);
    for (const Unit &unit : moment.position.units(Power::Italy))
        moment.position.clearUnit(unit.location.province());
    model.setMoment(moment, std::nullopt);
    QCOMPARE(changes.size(), 1);
    QVERIFY(standing(model, Power::Italy, StandingsModel::EliminatedRole).toBool());
    QCOMPARE(standing(model, Power::Italy, StandingsModel::ActivityRole).toString(),
             u"eliminated"_s);
    model.setLog(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void StandingsTest::standingsSayWhatEachDoes_data()
{
    using State = SeatProgress::State;
    QTest::addColumn<SeatProgress>("seat");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("busy");
    const auto row = [](const char *name, const SeatProgress &seat, const QString &text,
                        bool busy) { QTest::newRow(name) << seat << text << busy; };
    row("idle", {}, {}, false);
    row("waiting", {State::Waiting, StageKind::Orders, 0, 0, {}}, u"waiting for the others"_s,
        false);
    row("thinking", {State::Thinking, StageKind::Orders, 0, 0, {}}, u"writing orders …"_s, true);
    row("answering", {State::Answering, StageKind::Messages, 2, 312, {}},
        u"writing messages, round 2 · 312 character(s)"_s, true);
    row("retrying", {State::Retrying, StageKind::Orders, 0, 0, u"server overloaded"_s},
        u"asked again: server overloaded"_s, true);
}

void StandingsTest::standingsSayWhatEachDoes()
{
    QFETCH(SeatProgress, seat);
    MatchLog log;
    sample::writeMatch(&log, false);
    StandingsModel model;
    model.setLog(&log);
    MatchProgress progress;
    progress.seats[2] = seat;
    model.setMoment(boardAt(log, log.phases().first().started), progress);
    QTEST(standing(model, Power::France, StandingsModel::ActivityRole).toString(), "text");
    QTEST(standing(model, Power::France, StandingsModel::BusyRole).toBool(), "busy");
}

void StandingsTest::ordersGetTheirResults()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    OrdersModel model;
    QAbstractItemModelTester tester(&model, TesterMode::QtTest);
    model.setMoment(boardAt(log, log.phases().first().started));
    QCOMPARE(model.rowCount(), powerCount); // headings only
    QCOMPARE(model.index(0).data(OrdersModel::ResultRole).toString(), u"no orders yet"_s);

    const qsizetype played = *log.phases().first().adjudicated;
    model.setMoment(boardAt(log, played - 1)); // all in, not played
    const QModelIndex before = model.index(model.rowOf(Province::PAR));
    QCOMPARE(before.data().toString(), u"A PAR - BUR"_s);
    QCOMPARE(before.data(OrdersModel::ResultRole).toString(), QString());
    QVERIFY(!before.data(OrdersModel::FailedRole).toBool());
    QCOMPARE(model.index(model.rowOf(Power::Italy)).data(OrdersModel::ResultRole).toString(),
             u"no orders yet"_s);

    model.setMoment(boardAt(log, played));
    const QModelIndex after = model.index(model.rowOf(Province::PAR));
    QCOMPARE(after.data(OrdersModel::ResultRole).toString(), u"bounced"_s);
    QCOMPARE(after.data(OrdersModel::ReasonRole).toString(), u"stands off with A MUN"_s);
    QVERIFY(after.data(OrdersModel::FailedRole).toBool());
    QVERIFY(after.data(Qt::AccessibleTextRole).toString().contains(u"bounced"_s));
    model.setMoment(std::nullopt);
    QCOMPARE(model.rowCount(), 0);
}

void StandingsTest::finishedPhaseMarksDefaultsAndRejected()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    OrdersModel model;
    model.setMoment(boardAt(log, *log.phases().first().adjudicated));
    QVERIFY(model.index(model.rowOf(Province::MUN)).data(OrdersModel::DefaultedRole).toBool());
    QVERIFY(!model.index(model.rowOf(Province::PAR)).data(OrdersModel::DefaultedRole).toBool());
    const QModelIndex rejected = model.index(model.rowOf(Power::France) + 2);
    QCOMPARE(rejected.data().toString(), u"rejected: A PAR - MOS"_s);
    QCOMPARE(rejected.data(OrdersModel::ReasonRole).toString(), u"Too far."_s);
    QCOMPARE(rejected.data(OrdersModel::KindRole).toInt(),
             static_cast<int>(OrdersModel::Kind::Rejected));
}

void StandingsTest::orderSelectionAgreesWithTheNavigator()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    Navigator navigator;
    navigator.setLog(&log);
    OrdersView view(&navigator);
    view.orders()->setMoment(boardAt(log, *log.phases().first().adjudicated));
    navigator.select(Province::PAR);
    QCOMPARE(view.currentIndex().row(), view.orders()->rowOf(Province::PAR));
    view.setCurrentIndex(view.orders()->index(view.orders()->rowOf(Province::MUN)));
    QCOMPARE(navigator.selectedProvince(), std::optional(Province::MUN));
    // A province without an order stays selected though no row can show it.
    navigator.select(Province::SPA);
    QVERIFY(!view.currentIndex().isValid());
    QCOMPARE(navigator.selectedProvince(), std::optional(Province::SPA));
}

void StandingsTest::problemsAreListedAsTheyCome()
{
    MatchLog log;
    sample::Writer writer(&log);
    writer.start();
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, TesterMode::QtTest);
    model.setLog(&log);
    writer.phase(sample::spring);
    QCOMPARE(model.rowCount(), 0);
    writer.add(ProblemReported{ProblemReported::Severity::Error, Power::Turkey,
                               u"<img src=x> The key was refused."_s});
    CallEnded call;
    call.call = {Power::Italy, sample::spring, StageKind::Orders, 0, 2};
    call.outcome = CallOutcome::Defaulted;
    call.problem = u"no orders in the answer"_s;
    call.attempts = 1;
    writer.add(call);
    call.outcome = CallOutcome::Answered;
    call.problem.clear();
    writer.add(call); // no problem
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex text = model.index(0, ProblemsModel::TextColumn);
    QCOMPARE(text.data().toString(), u"<img src=x> The key was refused."_s);
    QVERIFY(text.data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
    QCOMPARE(model.index(1, ProblemsModel::TextColumn).data().toString(),
             u"orders of S1901M: no orders in the answer"_s);
    QCOMPARE(model.index(1, 0).data(ProblemsModel::EventIndexRole).value<qsizetype>(), 3);
    ProblemsModel late; // the same for who comes later
    late.setLog(&log);
    QCOMPARE(late.rowCount(), 2);
}

void StandingsTest::problemsOfOneKindShareARow()
{
    MatchLog log;
    sample::Writer writer(&log);
    writer.start();
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, TesterMode::QtTest);
    model.setLog(&log);
    const auto dropped = [&](Power from, const char *to) {
        writer.add(ProblemReported{
            ProblemReported::Severity::Note, from,
            u"A message to %1 was dropped: it is out of the game."_s.arg(QLatin1String(to))});
    };
    writer.phase(sample::spring);
    dropped(Power::France, "ITALY");
    const auto text = [](const ProblemsModel &of, int row, int column, int single = -1) {
        const QModelIndex kind = of.index(row, single < 0 ? column : 0);
        return (single < 0 ? kind : of.index(single, column, kind)).data().toString();
    };
    QCOMPARE(text(model, 0, ProblemsModel::TextColumn),
             u"A message to Italy was dropped: it is out of the game."_s);
    QVERIFY(!model.hasChildren(model.index(0, 0))); // it stands for itself
    QVERIFY(text(model, 0, ProblemsModel::CountColumn).isEmpty());
    writer.phase(sample::fall);
    dropped(Power::Turkey, "AUSTRIA");
    dropped(Power::France, "ITALY");
    CallEnded call;
    call.call = {Power::Italy, sample::fall, StageKind::Orders, 0, 2};
    call.outcome = CallOutcome::Repaired;
    call.problem = u"the answer was empty"_s;
    call.attempts = 2;
    writer.add(call);
    ProblemsModel late; // the same for who comes later
    late.setLog(&log);
    for (const ProblemsModel *each : {&model, &late}) {
        QCOMPARE(each->rowCount(), 2);
        QCOMPARE(each->problemCount(), 4);
        QCOMPARE(text(*each, 0, ProblemsModel::TextColumn),
                 u"A message to … was dropped: it is out of the game."_s);
        QCOMPARE(text(*each, 0, ProblemsModel::CountColumn), u"3"_s);
        QCOMPARE(text(*each, 0, ProblemsModel::PhaseColumn), u"S1901M – F1901M"_s);
        QCOMPARE(text(*each, 0, ProblemsModel::PowerColumn), u"France, Turkey"_s);
        QCOMPARE(each->rowCount(each->index(0, 0)), 3);
        QCOMPARE(text(*each, 0, ProblemsModel::TextColumn, 1),
                 u"A message to Austria was dropped: it is out of the game."_s);
        QCOMPARE(text(*each, 0, ProblemsModel::PowerColumn, 1), u"Turkey"_s);
        const QModelIndex second = each->index(1, 0, each->index(0, 0));
        QCOMPARE(second.data(ProblemsModel::EventIndexRole).value<qsizetype>(), 4);
        QCOMPARE(text(*each, 1, ProblemsModel::TextColumn),
                 u"orders of F1901M, asked again: the answer was empty"_s);
    }
    Navigator navigator;
    navigator.setLog(&log);
    navigator.goTo(1);
    ProblemsView view(&navigator);
    const QModelIndex kind = view.model()->index(0, 0);
    Q_EMIT view.clicked(kind); // opens; it leads nowhere by itself
    QVERIFY(view.isExpanded(kind));
    QCOMPARE(navigator.playhead(), 1);
    Q_EMIT view.clicked(view.model()->index(1, ProblemsModel::TextColumn, kind));
    QCOMPARE(navigator.playhead(), 4);
}

void StandingsTest::noProblemsAreSaidToBeNone()
{
    MatchLog log;
    sample::Writer writer(&log);
    writer.start();
    Navigator navigator;
    navigator.setLog(&log);
    ProblemsView view(&navigator);
    view.resize(400, 200);
    const auto isBlank = [](const QImage &image) {
        const QColor paper = image.pixelColor(2, image.height() - 2);
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixelColor(x, y) != paper)
                    return false;
            }
        }
        return true;
    };
    QVERIFY(!isBlank(view.viewport()->grab().toImage()));
    writer.add(ProblemReported{ProblemReported::Severity::Error, Power::Turkey, u"No key."_s});
    QCOMPARE(view.problemCount(), 1);
}

void StandingsTest::aProblemLeadsToItsCall()
{
    MatchLog log;
    sample::Writer writer(&log);
    writer.start();
    writer.phase(sample::spring);
    writer.callStarted(0, Power::Italy, StageKind::Orders);
    CallEnded call;
    call.call = {Power::Italy, sample::spring, StageKind::Orders, 1, 1};
    call.outcome = CallOutcome::Defaulted;
    call.attempts = 1;
    call.problem = u"the answer was empty"_s;
    call.attempts = 1;
    writer.add(call);
    writer.add(ProblemReported{ProblemReported::Severity::Error, Power::Turkey, u"No key."_s});
    Navigator navigator;
    navigator.setLog(&log);
    ProblemsView view(&navigator);
    QSignalSpy chosen(&view, &ProblemsView::callChosen);
    Q_EMIT view.clicked(view.model()->index(1, 0));
    QVERIFY(chosen.isEmpty());
    QCOMPARE(navigator.playhead(), log.size() - 1);
    Q_EMIT view.clicked(view.model()->index(0, 0));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(navigator.selectedCall(), std::optional(0));
}

QTEST_MAIN(StandingsTest)
#include "standings_test.moc"
