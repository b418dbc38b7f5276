// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/what_if.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

const QStringList powers{u"AUSTRIA"_s, u"ENGLAND"_s, u"FRANCE"_s};

/// A call that took \a first to its first token and \a generation from there; when it ran follows
/// from nothing: what-if must not look at it.
Span paperCall(int id, const QString &power, const QString &stage, int round, qint64 first,
               qint64 generation, const QList<int> &inputs = {}, qint64 at = 0)
{
    Span span;
    span.id = id;
    span.power = power;
    span.phase = u"S1901M"_s;
    span.stage = stage;
    span.round = round;
    span.model = power == u"FRANCE"_s ? u"slow"_s : u"fast"_s;
    span.started = span.ready = at;
    span.sent = at;
    span.firstToken = at + first;
    span.lastToken = span.ended = at + first + generation;
    span.inputs = inputs;
    return span;
}

Span paperAdjudication(int id, const QList<int> &inputs, qint64 at)
{
    Span span = paperCall(id, {}, u"adjudication"_s, 0, 1, 0, inputs, at);
    span.isCall = false;
    span.sent = span.firstToken = span.lastToken = std::nullopt;
    return span;
}

/// Three powers speak (10, 20, 60), each then gives orders (30, 10, 5) by its own message alone.
QList<Span> threePowers()
{
    const QString messages = u"messages"_s;
    const QString orders = u"orders"_s;
    return {paperCall(0, powers[0], messages, 1, 4, 6),
            paperCall(1, powers[1], messages, 1, 8, 12),
            paperCall(2, powers[2], messages, 1, 50, 10),
            paperCall(3, powers[0], orders, 0, 10, 20, {0}, 10),
            paperCall(4, powers[1], orders, 0, 5, 5, {1}, 20),
            paperCall(5, powers[2], orders, 0, 2, 3, {2}, 60),
            paperAdjudication(6, {3, 4, 5}, 65)};
}

/// Phases of two message rounds, orders, adjudication and updates, as the match makes them.
QList<Span> randomPaperMatch(quint32 seed)
{
    QRandomGenerator random(seed);
    QList<Span> spans;
    QList<int> state(powers.size(), -1);
    int board = -1;
    for (int year = 1901; year < 1904; ++year) {
        const QString phase = u"S%1M"_s.arg(year);
        QList<int> previous;
        const auto add = [&](const QString &stage, int round, const QList<int> &common) {
            QList<int> made;
            for (qsizetype i = 0; i < powers.size(); ++i) {
                QList<int> inputs = common;
                for (const int own : {state[i], board}) {
                    if (own >= 0 && !inputs.contains(own))
                        inputs << own;
                }
                const auto id = static_cast<int>(spans.size());
                spans << paperCall(id, powers[i], stage, round, random.bounded(1, 500),
                                   random.bounded(500), inputs, 1000 * year + id);
                spans.last().phase = phase;
                made << id;
            }
            return made;
        };
        previous = add(u"messages"_s, 1, {});
        previous = add(u"messages"_s, 2, previous);
        previous = add(u"orders"_s, 0, previous);
        board = static_cast<int>(spans.size());
        spans << paperAdjudication(board, previous, 1000 * year + board);
        spans.last().phase = phase;
        state = add(u"state_update"_s, 0, {});
    }
    return spans;
}

qint64 totalOf(const QList<Span> &spans, const WhatIf &change)
{
    return whatIf(spans, change, 1'000'000'000).total;
}

} // namespace

class WhatIfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void handComputed_data();
    void handComputed();
    void holdersAddUp();
    void waitsOfASchedule();
    void queueingIsNotTakenOver();
    void damagedSpans();
    void invariants_data();
    void invariants();
};

void WhatIfTest::handComputed_data()
{
    QTest::addColumn<WhatIf>("change");
    QTest::addColumn<qint64>("total");
    const auto row = [](const char *name, WhatIf change, qint64 total) {
        QTest::newRow(name) << change << total;
    };
    const Schedule pipelined = Schedule::Pipelined;
    row("pipelined", {}, 60 + 5 + 1);
    row("staged", {Schedule::Staged}, 60 + 30 + 1);
    row("blocking", {Schedule::Blocking}, 10 + 20 + 60 + 30 + 1);
    row("one slot", {pipelined, 1}, 10 + 20 + 60 + 30 + 10 + 5 + 1);
    // 10 and 20 begin; 60 begins at 10, then at 20 the orders that came at 10, 30 long; at 50 the
    // orders that came at 20; 60 ends at 70, then 5.
    row("two slots", {pipelined, 2}, 70 + 5 + 1);
    // What is expected counts: the slow model's 60 goes before the others' messages, for which the
    // median of 10 and 20 is expected. So 60 and 10 begin; at 10 the 20, whose orders are still to
    // come, goes before the orders of 30; at 60 both slots are free for the other orders, until 70.
    row("two slots, longest first", {pipelined, 2, true}, 60 + 10 + 1);
    row("twice as fast", {pipelined, 0, false, 2}, 30 + 3 + 1); // 2.5 rounds up in parts: 1 + 2
    row("the slow model five times as fast", {pipelined, 0, false, 1, {{u"slow"_s, 5.0}}},
        10 + 30 + 1);
    row("answers half as long", {pipelined, 0, false, 1, {}, 0.5}, 50 + 5 + 2 + 2 + 1);
    row("no answers", {pipelined, 0, false, 1, {}, 0}, 50 + 2 + 1);
}

void WhatIfTest::handComputed()
{
    QFETCH(WhatIf, change);
    const WhatIfResult result = whatIf(threePowers(), change, 1000);
    QTEST(result.total, "total");
    QCOMPARE(result.spans.size(), 7);
    qint64 at = 0;
    for (const PathStep &step : result.path) {
        QCOMPARE(step.from, at);
        at = step.to;
    }
    QCOMPARE(at, result.total);
}

void WhatIfTest::holdersAddUp()
{
    const WhatIfResult result = whatIf(threePowers(), {Schedule::Blocking}, 1000);
    QStringList texts;
    for (const TableHolder &holder : result.holders)
        texts << u"%1 %2 in %3"_s.arg(holder.power).arg(holder.time).arg(holder.calls);
    QCOMPARE(texts, (QStringList{u"FRANCE 60 in 1"_s, u"AUSTRIA 40 in 2"_s, u"ENGLAND 20 in 1"_s,
                                 u" 1 in 1"_s}));
}

void WhatIfTest::waitsOfASchedule()
{
    const auto text = [](const QList<QList<int>> &waits) {
        QStringList lists;
        for (const QList<int> &ids : waits) {
            QStringList numbers;
            for (const int id : ids)
                numbers << QString::number(id);
            lists << numbers.join(u'+');
        }
        return lists.join(u' ');
    };
    QList<Span> spans = threePowers();
    QCOMPARE(text(scheduleWaits(spans, Schedule::Pipelined)), u"      "_s);
    QCOMPARE(text(scheduleWaits(spans, Schedule::Staged)), u"   1+2 0+2 0+1 "_s);
    QCOMPARE(text(scheduleWaits(spans, Schedule::Blocking)), u" 0 1 1+2 0+2 0+1 "_s);
    std::reverse(spans.begin(), spans.end());
    QCOMPARE(text(scheduleWaits(spans, Schedule::Blocking)), u" 0+1 0+2 1+2 1 0 "_s);
    // Diary, plan, orders with consolidation beside them; what has no known place comes last.
    QList<Span> stages;
    for (const QString &stage : {u"new"_s, u"orders"_s, u"consolidation"_s, u"plan"_s,
                                 u"negotiation_diary"_s, u"result_diary"_s})
        stages << paperCall(static_cast<int>(stages.size()), powers[0], stage, 0, 1, 1);
    QCOMPARE(text(scheduleWaits(stages, Schedule::Staged)), u"5 3 3 4  1+2"_s);
}

/// Recorded with one slot: from the second call on, most of the time before sending is queueing.
void WhatIfTest::queueingIsNotTakenOver()
{
    QList<Span> spans;
    for (int id = 0; id < 8; ++id) {
        Span span = paperCall(id, powers[0], u"orders"_s, 0, 100, 0);
        span.sent = 2 + 102 * (id % 4);
        span.firstToken = span.lastToken = *span.sent + 100;
        span.ended = *span.sent + 100;
        spans << span;
    }
    const qint64 total = totalOf(spans, {});
    QVERIFY2(total >= 102 && total <= 122, qPrintable(QString::number(total)));
    QVERIFY(totalOf(spans, {Schedule::Pipelined, 1}) >= 800);
}

void WhatIfTest::damagedSpans()
{
    QCOMPARE(totalOf({}, {}), 0);
    Span itself = paperCall(0, powers[0], u"orders"_s, 0, 5, 5, {0, 77});
    QCOMPARE(totalOf({itself}, {}), 10);
    const QList<Span> cycle{paperCall(0, powers[0], u"orders"_s, 0, 5, 5, {1}),
                            paperCall(1, powers[1], u"orders"_s, 0, 5, 5, {0}),
                            paperCall(2, powers[2], u"orders"_s, 0, 7, 5)};
    QCOMPARE(totalOf(cycle, {}), 12);
    QCOMPARE(whatIf(cycle, {}, 99).spans.size(), 1);
    Span running = paperCall(0, powers[0], u"orders"_s, 0, 5, 5);
    running.firstToken = running.lastToken = running.ended = std::nullopt;
    QCOMPARE(whatIf({running}, {}, 40).total, 40);
}

void WhatIfTest::invariants_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void WhatIfTest::invariants()
{
    QFETCH(quint32, seed);
    const QList<Span> spans = randomPaperMatch(seed);
    const qint64 offset = spans.first().started;
    const qint64 now = 1'000'000'000;
    const qint64 pipelined = totalOf(spans, {}) - offset;
    const qint64 staged = totalOf(spans, {Schedule::Staged}) - offset;
    const qint64 blocking = totalOf(spans, {Schedule::Blocking}) - offset;
    constexpr qint64 adjudications = 3;
    // Nothing but the model's time and three adjudications lie on the longest path.
    const qint64 least = dependencyBound(spans, now);
    QVERIFY(pipelined >= least && pipelined <= least + adjudications);
    QVERIFY(pipelined <= staged);
    QVERIFY(staged < blocking);
    // Played again, what was played on paper takes as long.
    const WhatIfResult again = whatIf(spans, {Schedule::Staged}, now);
    QCOMPARE(totalOf(again.spans, {Schedule::Staged}), again.total);
    QCOMPARE(totalOf(again.spans, {}) - offset, pipelined);
    QCOMPARE(bound(again.spans, again.total), bound(again.spans, again.total + 99));

    const qint64 oneByOne = sequentialTime(spans, now) + adjudications;
    QCOMPARE(totalOf(spans, {Schedule::Pipelined, 1}) - offset, oneByOne);
    const qint64 many = 1000;
    QCOMPARE(totalOf(spans, {Schedule::Pipelined, static_cast<int>(many)}) - offset, pipelined);
    for (const bool longestFirst : {false, true}) {
        const qint64 two = totalOf(spans, {Schedule::Pipelined, 2, longestFirst}) - offset;
        QVERIFY(two >= pipelined && two >= oneByOne / 2 && two <= oneByOne);
    }
    const qint64 half = totalOf(spans, {Schedule::Pipelined, 0, false, 2}) - offset;
    QVERIFY(std::abs(2 * half - pipelined) <= 2 * adjudications + 40);
    QVERIFY(totalOf(spans, {Schedule::Pipelined, 0, false, 1, {}, 0.5}) - offset < pipelined);
}

QTEST_GUILESS_MAIN(WhatIfTest)
#include "what_if_test.moc"
