// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/latency_forecast.h"
#include "core/match/stage_scheduler.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// Like a match: groups of seven stages, each of which needs some of the groups before, and in
/// between one that belongs to the group before the last.
class GrowingGraph {
public:
    explicit GrowingGraph(quint32 seed) : random_(seed) {}

    void addGroup()
    {
        ++group_;
        const bool talks = random_() % 2 == 0;
        for (const Power power : allPowers)
            add(power, talks ? StageKind::Messages : StageKind::Orders, group_);
        if (group_ > 2 && random_() % 3 == 0)
            add(Power::France, StageKind::Consolidation, group_ - 1);
    }

    StageGraph graph;

private:
    void add(Power power, StageKind kind, int group)
    {
        const int number = graph.size();
        const CallId call{power, {1901 + number, Season::Spring, PhaseType::Movement}, kind, 0, 1};
        Stage stage{call, {}, {QString::number(number)}, {}, group, {}};
        for (int i = 0; i < 3 && number > 0; ++i) {
            const int input = number - 1 - static_cast<int>(random_() % 12);
            if (input >= 0 && graph.stage(input).group < group)
                stage.inputs << QString::number(input);
        }
        graph.add(stage);
    }

    std::mt19937 random_;
    int group_ = 0;
};

} // namespace

/// What may start, by the schedules' definition, and how much is looked at for it.
class StageSchedulerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsWhatMayStart_data();
    void startsWhatMayStart();
    void onlyTheOpenEndIsLookedAt();
};

void StageSchedulerTest::startsWhatMayStart_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<quint32>("seed");
    for (const Schedule schedule : {Schedule::Pipelined, Schedule::Staged, Schedule::Blocking}) {
        for (const quint32 seed : {1, 2, 3})
            QTest::addRow("%s %u", qPrintable(scheduleName(schedule)), seed) << schedule << seed;
    }
}

void StageSchedulerTest::startsWhatMayStart()
{
    QFETCH(Schedule, schedule);
    QFETCH(quint32, seed);
    GrowingGraph growing(seed);
    StageGraph &graph = growing.graph;
    StageScheduler scheduler(schedule, &graph);
    QList<bool> hasStarted;
    QList<bool> hasEnded;
    const auto mayStart = [&](int stage) {
        if (!graph.hasInputs(stage))
            return false;
        bool may = true;
        for (int other = 0; other < graph.size() && schedule != Schedule::Pipelined; ++other)
            may &= graph.stage(other).group >= graph.stage(stage).group || hasEnded[other];
        const bool inTurn =
            schedule == Schedule::Blocking && graph.stage(stage).call.stage == StageKind::Messages;
        if (inTurn && stage > 0 && graph.stage(stage - 1).group == graph.stage(stage).group)
            may &= hasEnded[stage - 1];
        return may;
    };
    QList<int> running;
    connect(&scheduler, &StageScheduler::started, this, [&](int stage) {
        QVERIFY(!hasStarted[stage] && mayStart(stage));
        hasStarted[stage] = true;
        running << stage;
        int previous = 0; // the group before, of which all are waited for
        for (int other = 0; other < graph.size(); ++other) {
            if (graph.stage(other).group < graph.stage(stage).group)
                previous = std::max(previous, graph.stage(other).group);
        }
        const QList<int> inputs = graph.inputSpans(stage);
        for (const int span : scheduler.waitSpans(stage))
            QVERIFY(!inputs.contains(span) && span < scheduler.span(stage));
        for (int other = 0; other < graph.size() && schedule == Schedule::Staged; ++other) {
            const int span = scheduler.span(other);
            if (graph.stage(other).group == previous && span >= 0)
                QVERIFY(scheduler.waitSpans(stage).contains(span) || inputs.contains(span));
        }
    });
    std::mt19937 random(seed);
    const auto grow = [&] {
        growing.addGroup();
        hasStarted.resize(graph.size());
        hasEnded.resize(graph.size());
    };
    grow();
    scheduler.proceed();
    for (int groups = 1; !running.isEmpty();) {
        const int stage = running.takeAt(static_cast<qsizetype>(random() % running.size()));
        graph.publish(QString::number(stage), scheduler.span(stage));
        hasEnded[stage] = true;
        if (groups < 40 && (running.isEmpty() || random() % 5 == 0)) {
            grow();
            ++groups;
        }
        scheduler.finish(stage);
        for (int other = 0; other < graph.size(); ++other)
            QVERIFY(hasStarted[other] || !mayStart(other));
    }
    QVERIFY(scheduler.isDone());
    QVERIFY(graph.size() >= 40 * powerCount);
}

/// What is done long ago is not gone through again for every call that ends.
void StageSchedulerTest::onlyTheOpenEndIsLookedAt()
{
    GrowingGraph growing(5);
    StageGraph &graph = growing.graph;
    StageScheduler scheduler(Schedule::Pipelined, &graph);
    int asked = 0;
    int sorted = 0;
    int finished = 0;
    scheduler.setSlots(3, [&](int first) {
        ++sorted;
        const auto paths = remainingPaths(graph, first, [&asked](const CallId &) {
            ++asked;
            return qint64{1000};
        });
        const auto whole = remainingPaths(graph, 0, [](const CallId &) { return qint64{1000}; });
        for (int stage = 0; stage < graph.size(); ++stage) {
            if (paths[stage] != (stage < first ? 0 : whole[stage]))
                qFatal("stage %d: %lld", stage, static_cast<long long>(paths[stage]));
        }
        return paths;
    });
    QList<int> running;
    connect(&scheduler, &StageScheduler::started, this, [&](int stage) { running << stage; });
    growing.addGroup();
    scheduler.proceed();
    for (int groups = 1; !running.isEmpty();) {
        QVERIFY(running.size() <= 3);
        const int stage = running.takeFirst();
        graph.publish(QString::number(stage), scheduler.span(stage));
        ++finished;
        for (int i = 0; i < 2 && groups < 150 && finished == graph.size() - 7 * i; ++i) {
            growing.addGroup(); // as after an adjudication
            ++groups;
        }
        scheduler.finish(stage);
    }
    QVERIFY(scheduler.isDone());
    QVERIFY(graph.size() > 1000 && sorted > 300);
    QVERIFY2(asked < 60 * sorted, qPrintable(u"%1 in %2"_s.arg(asked).arg(sorted)));
}

QTEST_GUILESS_MAIN(StageSchedulerTest)
#include "stage_scheduler_test.moc"
