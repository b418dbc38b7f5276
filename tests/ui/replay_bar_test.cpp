// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_log.h"
#include "ui/navigator.h"
#include "ui/replay/phase_bar.h"
#include "ui/replay/phase_list_model.h"
#include "ui/replay/replay_bar.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace concert;
using namespace Qt::StringLiterals;

class ReplayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support).*"_s));
    }
    void geometryTilesAndFinds_data();
    void geometryTilesAndFinds();
    void clickGoesToThePhase();
    void draggingGoesToAnyMoment();
    void keysMoveThePlayhead();
    void sameMomentSamePicture();
    void phaseListGrows();
    void barSaysHowFarBehind();
    void speedIsChosen();
    void everyControlHasAName();
};

void ReplayTest::geometryTilesAndFinds_data()
{
    QTest::addColumn<int>("count");
    for (const int count : {1, 2, 7, 60, 400})
        QTest::addRow("%d phases", count) << count;
}

void ReplayTest::geometryTilesAndFinds()
{
    QFETCH(int, count);
    std::vector<Phase> phases;
    for (int i = 0; i < count; ++i)
        phases.push_back({1901 + i / 2, i % 2 == 0 ? Season::Spring : Season::Fall,
                          i % 5 == 4 ? PhaseType::Retreat : PhaseType::Movement});
    const PhaseBarGeometry geometry = PhaseBarGeometry::of(phases, 800, 30, 120);
    QCOMPARE(geometry.phaseCount(), count);
    QVERIFY(geometry.edges.back() <= 800);
    for (int phase = 0; phase < count; ++phase) {
        const QRectF segment = geometry.segment(phase);
        QVERIFY(segment.width() > 0);
        QVERIFY(segment.width() <= 120);
        QCOMPARE(geometry.phaseAt(segment.center().x()), phase);
        if (phase > 0)
            QCOMPARE(segment.left(), geometry.segment(phase - 1).right());
    }
    QCOMPARE(geometry.phaseAt(-50), 0);
    QCOMPARE(geometry.phaseAt(5000), count - 1);
    QCOMPARE(PhaseBarGeometry::of({}, 800, 30, 120).phaseAt(10), -1);
}

void ReplayTest::clickGoesToThePhase()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    Navigator navigator;
    PhaseBar bar(&navigator);
    bar.resize(600, 30);
    QTest::mouseClick(&bar, Qt::LeftButton, {}, {100, 15}); // nothing there yet: nothing happens
    navigator.setLog(&log);
    const QPoint middle = bar.geometryNow().segment(1).center().toPoint();
    QTest::mouseClick(&bar, Qt::LeftButton, {}, middle);
    QCOMPARE(navigator.playhead(), *log.phases()[1].adjudicated);
}

void ReplayTest::draggingGoesToAnyMoment()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    Navigator navigator;
    navigator.setLog(&log);
    PhaseBar bar(&navigator);
    bar.resize(600, 30);
    const QRectF first = bar.geometryNow().segment(0);
    QTest::mousePress(&bar, Qt::LeftButton, {}, first.center().toPoint());
    QList<qsizetype> seen;
    for (double x = first.right() - 1; x > first.left(); x -= 2) {
        QMouseEvent move(QEvent::MouseMove, QPointF(x, 15), bar.mapToGlobal(QPointF(x, 15)),
                         Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&bar, &move);
        if (seen.isEmpty() || seen.last() != navigator.playhead())
            seen << navigator.playhead();
    }
    QTest::mouseRelease(&bar, Qt::LeftButton, {}, first.topLeft().toPoint());
    QVERIFY(seen.size() >= 6); // moments, not only phases
    QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
    QCOMPARE(seen.last(), log.phases().first().started);
}

void ReplayTest::keysMoveThePlayhead()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    Navigator navigator;
    navigator.setLog(&log);
    PhaseBar bar(&navigator);
    QTest::keyClick(&bar, Qt::Key_Right);
    QCOMPARE(navigator.playhead(), *log.phases()[0].adjudicated);
    QTest::keyClick(&bar, Qt::Key_Right);
    QCOMPARE(navigator.playhead(), *log.phases()[1].adjudicated);
    QTest::keyClick(&bar, Qt::Key_Left);
    QCOMPARE(navigator.playhead(), *log.phases()[0].adjudicated);
    QTest::keyClick(&bar, Qt::Key_End);
    QCOMPARE(navigator.playhead(), log.size() - 1);
    QTest::keyClick(&bar, Qt::Key_Home);
    QCOMPARE(navigator.playhead(), log.phases()[0].started);
    QTest::keyClick(&bar, Qt::Key_PageDown);
    QCOMPARE(navigator.phaseIndex(), 2);
    QVERIFY(bar.accessibleDescription().contains(u"Winter 1901"_s));
}

void ReplayTest::sameMomentSamePicture()
{
    MatchLog log;
    sample::writeMatch(&log, true);
    Navigator navigator;
    navigator.setLog(&log);
    PhaseBar bar(&navigator);
    bar.resize(600, 30);
    QList<QImage> pictures;
    for (qsizetype i = 0; i < log.size(); ++i) {
        navigator.goTo(i);
        pictures << bar.grab().toImage();
    }
    QVERIFY(pictures[2] != pictures[5]);
    for (qsizetype i = log.size() - 1; i >= 0; --i) {
        navigator.goTo(i);
        QCOMPARE(bar.grab().toImage(), pictures[i]);
    }
}

void ReplayTest::phaseListGrows()
{
    MatchLog log;
    PhaseListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLog(&log);
    QCOMPARE(model.rowCount(), 0);
    sample::writeMatch(&log, false);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2).data().toString(), u"W1901A"_s);
    model.setLog(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void ReplayTest::barSaysHowFarBehind()
{
    MatchLog log;
    sample::writeMatch(&log, false);
    Navigator navigator;
    ReplayBar bar(&navigator);
    navigator.setLog(&log);
    navigator.goToPhase(0);
    const QList<QLabel *> labels = bar.findChildren<QLabel *>();
    const auto says = [&](const QString &text) {
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return !label->isHidden() && label->text().contains(text);
        });
    };
    QVERIFY(says(u"2 phase(s) behind"_s));
    QVERIFY(says(u"Spring 1901"_s));
    navigator.liveAction()->trigger();
    QVERIFY(!says(u"behind"_s));
    QVERIFY(says(u"Winter 1901"_s));
}

void ReplayTest::speedIsChosen()
{
    Navigator navigator;
    ReplayBar bar(&navigator);
    QComboBox *speed = nullptr;
    for (QComboBox *box : bar.findChildren<QComboBox *>()) {
        if (box->findData(2.0) >= 0)
            speed = box;
    }
    QVERIFY(speed);
    QCOMPARE(speed->currentData().toDouble(), 1.0);
    Q_EMIT speed->activated(speed->findData(2.0));
    QCOMPARE(navigator.speed(), 2.0);
}

void ReplayTest::everyControlHasAName()
{
    Navigator navigator;
    ReplayBar bar(&navigator);
    for (const QToolButton *button : bar.findChildren<QToolButton *>())
        QVERIFY2(!button->text().isEmpty() && !button->toolTip().isEmpty(), "button");
    for (const QComboBox *box : bar.findChildren<QComboBox *>())
        QVERIFY2(!box->accessibleName().isEmpty(), "box");
    QVERIFY(!bar.phaseBar()->accessibleName().isEmpty());
    QCOMPARE(bar.phaseBar()->objectName(), u"phaseBar"_s);
}

QTEST_MAIN(ReplayTest)
#include "replay_bar_test.moc"
