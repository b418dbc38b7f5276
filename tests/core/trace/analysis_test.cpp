// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/analysis.h"
#include "core/trace/comparison.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using concert::PathStep;
using concert::PhaseTimes;
using concert::Span;

namespace {

/// A finished call that was sent the moment it started and ended with its last token.
Span call(int id, const QString &stage, qint64 from, qint64 to, const QList<int> &inputs = {},
          const QList<int> &waits = {}, const QString &phase = u"S1901M"_s)
{
    Span span;
    span.id = id;
    span.phase = phase;
    span.stage = stage;
    span.ready = span.started = from;
    span.sent = from;
    span.lastToken = span.ended = to;
    span.inputs = inputs;
    span.waits = waits;
    return span;
}

Span adjudication(int id, qint64 from, qint64 to, const QList<int> &inputs)
{
    Span span = call(id, u"adjudication"_s, from, to, inputs);
    span.isCall = false;
    return span;
}

/// "0:0-30 2:30-50": span, from, to.
QString toText(const QList<PathStep> &path)
{
    QStringList steps;
    for (const PathStep &step : path)
        steps << u"%1:%2-%3"_s.arg(step.span).arg(step.from).arg(step.to);
    return steps.join(u' ');
}

QString toText(const QMap<QString, qint64> &times)
{
    QStringList parts;
    for (auto it = times.cbegin(); it != times.cend(); ++it)
        parts << it.key() % u'=' % QString::number(it.value());
    return parts.join(u' ');
}

/// A match as a schedule would run it: phases of two message rounds, orders and adjudication for
/// seven powers, with random latencies and a random delay of our own before each call.
QList<Span> randomMatch(QRandomGenerator &random, bool barrier, int phases)
{
    QList<Span> spans;
    QList<qint64> free; // when each span's outputs were there, by id
    const auto add = [&](Span span, bool isCall) {
        for (const int id : span.inputs)
            span.ready = std::max(span.ready, free[id]);
        span.started = span.ready;
        for (const int id : span.waits)
            span.started = std::max(span.started, free[id]);
        span.id = static_cast<int>(spans.size());
        span.isCall = isCall;
        qint64 end = span.started + random.bounded(3);
        if (isCall) {
            span.sent = end;
            end += random.bounded(1, 1000);
            span.lastToken = end;
            end += random.bounded(3);
        }
        span.ended = end;
        free << end;
        spans << span;
        return span.id;
    };
    QList<int> own(7, -1); // each power's last span
    for (int phase = 0; phase < phases; ++phase) {
        QList<int> previous = phase == 0 ? QList<int>() : QList<int>{spans.last().id};
        for (const QString &stage : {u"messages"_s, u"messages"_s, u"orders"_s}) {
            QList<int> now;
            for (int power = 0; power < 7; ++power) {
                Span span;
                span.phase = u"phase %1"_s.arg(phase);
                span.stage = stage;
                if (own[power] >= 0)
                    span.inputs << own[power];
                if (stage == u"orders"_s || phase > 0)
                    span.inputs << previous;
                if (barrier)
                    span.waits = previous;
                now << add(span, true);
                own[power] = now.last();
            }
            previous = now;
        }
        Span span;
        span.phase = u"phase %1"_s.arg(phase);
        span.stage = u"adjudication"_s;
        span.inputs = previous;
        add(span, false);
    }
    return spans;
}

/// What the log would hold at \a now: spans that have begun, without what is still to come.
QList<Span> asOf(const QList<Span> &spans, qint64 now)
{
    QList<Span> result;
    for (Span span : spans) {
        if (span.started > now)
            continue;
        for (auto *time : {&span.sent, &span.lastToken, &span.ended}) {
            if (*time && **time > now)
                time->reset();
        }
        result << span;
    }
    return result;
}

void shuffle(QList<Span> &spans, QRandomGenerator &random)
{
    std::shuffle(spans.begin(), spans.end(), random);
}

/// Records that no match of ours writes.
void addDamagedRows()
{
    QTest::newRow("dangling") << QList<Span>{call(0, u"messages"_s, 0, 10, {77, -1}, {5})}
                              << u"0:0-10"_s << qint64{10} << qint64{10} << qint64{10};
    QTest::newRow("itself") << QList<Span>{call(0, u"messages"_s, 0, 10, {0}, {0})} << u"0:0-10"_s
                            << qint64{10} << qint64{10} << qint64{10};
    QTest::newRow("cycle") << QList<Span>{call(0, u"messages"_s, 0, 10, {1}),
                                          call(1, u"messages"_s, 10, 30, {0})}
                           << u"0:0-10 1:10-30"_s << qint64{30} << qint64{30} << qint64{30};
    QTest::newRow("an input that ended later") // answers for nothing
        << QList<Span>{call(0, u"messages"_s, 0, 60), call(1, u"orders"_s, 20, 60, {0})}
        << u"0:0-60"_s << qint64{100} << qint64{100} << qint64{100};
    QTest::newRow("only adjudication") << QList<Span>{adjudication(0, 0, 5, {})} << u"0:0-5"_s
                                       << qint64{0} << qint64{0} << qint64{0};
}

} // namespace

class AnalysisTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void latencyOfASpan();
    void handComputed_data();
    void handComputed();
    void whatWasHeldIsNobodysWork();
    void phaseTimesOfTwoPhases();
    void busyIsAUnion();
    void slackOfSpans();
    void nothingToAnalyse();
    void invariants_data();
    void invariants();
    void aLongChainNeedsNoStack();
};

void AnalysisTest::latencyOfASpan()
{
    Span span = call(0, u"orders"_s, 10, 40);
    QCOMPARE(span.latency(99), 30);
    span.lastToken.reset();
    QCOMPARE(span.latency(99), 30); // failed: it ended without an answer
    span.ended.reset();
    QCOMPARE(span.latency(99), 89);
    QCOMPARE(span.latency(5), 0); // a clock that has not got there
    span.sent.reset();
    QCOMPARE(span.latency(99), 0);
    QCOMPARE(adjudication(0, 0, 7, {}).latency(99), 0);
}

void AnalysisTest::handComputed_data()
{
    QTest::addColumn<QList<Span>>("spans");
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("bound");
    QTest::addColumn<qint64>("dependencyBound");
    QTest::addColumn<qint64>("sequential");
    const QString messages = u"messages"_s;
    const QString orders = u"orders"_s;

    // Three speakers one after another, who need nothing from each other.
    const QList<Span> blocking{call(0, messages, 0, 10), call(1, messages, 10, 30, {}, {0}),
                               call(2, messages, 30, 35, {}, {1})};
    QTest::newRow("blocking chain")
        << blocking << u"0:0-10 1:10-30 2:30-35"_s << qint64{35} << qint64{20} << qint64{35};
    QTest::newRow("any order") << QList<Span>{blocking[2], blocking[0], blocking[1]}
                               << u"0:0-10 1:10-30 2:30-35"_s << qint64{35} << qint64{20}
                               << qint64{35};

    // Two powers, two stages; with the barrier power 0 waits for power 1, which it does not need.
    QTest::newRow("barrier") << QList<Span>{call(0, messages, 0, 10), call(1, messages, 0, 30),
                                            call(2, orders, 30, 50, {0}, {0, 1}),
                                            call(3, orders, 30, 35, {1}, {0, 1}),
                                            adjudication(4, 50, 51, {2, 3})}
                             << u"1:0-30 2:30-50 4:50-51"_s << qint64{50} << qint64{35}
                             << qint64{65};
    QTest::newRow("pipelined") << QList<Span>{call(0, messages, 0, 10), call(1, messages, 0, 30),
                                              call(2, orders, 10, 30, {0}),
                                              call(3, orders, 30, 35, {1}),
                                              adjudication(4, 35, 36, {2, 3})}
                               << u"1:0-30 3:30-35 4:35-36"_s << qint64{35} << qint64{35}
                               << qint64{65};

    // The time before a call is sent is that call's; before the first span it is the first's.
    Span late = call(1, orders, 14, 20, {0});
    late.sent = 16;
    QTest::newRow("gaps") << QList<Span>{call(0, messages, 3, 10), late} << u"0:0-10 1:10-20"_s
                          << qint64{11} << qint64{11} << qint64{11};

    Span running = call(1, orders, 10, 10, {0});
    running.lastToken.reset();
    running.ended.reset();
    QTest::newRow("running at 100")
        << QList<Span>{call(0, messages, 0, 10), running} << u"0:0-10 1:10-100"_s << qint64{100}
        << qint64{100} << qint64{100};
    running.sent.reset();
    QTest::newRow("not yet sent at 100")
        << QList<Span>{call(0, messages, 0, 10), running} << u"0:0-10 1:10-100"_s << qint64{10}
        << qint64{10} << qint64{10};

    addDamagedRows();
}

void AnalysisTest::handComputed()
{
    QFETCH(QList<Span>, spans);
    QTEST(toText(concert::criticalPath(spans, 100)), "path");
    QTEST(concert::bound(spans, 100), "bound");
    QTEST(concert::dependencyBound(spans, 100), "dependencyBound");
    QTEST(concert::sequentialTime(spans, 100), "sequential");
}

void AnalysisTest::whatWasHeldIsNobodysWork()
{
    const QString messages = u"messages"_s;
    // An outage from 5 to 50: 0 and 1 were on their way, 2 could not begin before it was over.
    Span broken = call(0, messages, 0, 60);
    broken.held = {{5, 50}};
    Span other = call(1, messages, 0, 55);
    other.held = {{5, 50}};
    Span late = call(2, u"orders"_s, 60, 70, {0});
    late.held = {{60, 62}}; // and a spending cap
    late.sent = 63;
    QList<Span> spans{broken, other, late, adjudication(3, 70, 71, {2})};
    QCOMPARE(spans[0].latency(100), 15);
    QCOMPARE(spans[0].latencyRanges(100), (QList<concert::TimeRange>{{0, 5}, {50, 60}}));
    QCOMPARE(spans[0].heldTime(10, 20), 10);
    QCOMPARE(concert::bound(spans, 71), 15 + 7);
    QCOMPARE(concert::heldTime(spans, 71), 45 + 2);
    QCOMPARE(concert::sequentialTime(spans, 71), 15 + 10 + 7);
    QCOMPARE(concert::phaseTimes(spans, 71)[0].sequential, 15 + 10 + 7);
    QCOMPARE(toText(concert::phaseTimes(spans, 71)[0].busy), u"messages=15 orders=7"_s);
    const concert::RunTimes times = concert::runTimes(spans, 71);
    QCOMPARE(times.bound + times.held, 71 - 2); // before it was sent, and the adjudication
    QVERIFY(std::abs(times.overhead() - 2.0 / 22) < 1e-9);

    // Beside somebody who takes as long, an outage adds only what is longer.
    spans << call(4, messages, 0, 40);
    spans[3].inputs << 4;
    QCOMPARE(concert::bound(spans, 71), 40);
    QCOMPARE(concert::heldTime(spans, 71), 69 - 40);

    // It goes on; what runs has not been held longer than until now.
    spans[0].lastToken = spans[0].ended = std::nullopt;
    spans[0].held.last().second = std::numeric_limits<qint64>::max();
    QCOMPARE(concert::heldTime({spans[0]}, 30), 25);
    QCOMPARE(spans[0].latency(30), 5);
}

void AnalysisTest::phaseTimesOfTwoPhases()
{
    const QString second = u"F1901M"_s;
    // Listed with the later phase first; 3 starts the next phase while 1 still writes.
    const QList<Span> spans{call(3, u"messages"_s, 30, 70, {0}, {}, second),
                            call(4, u"orders"_s, 70, 90, {3, 1}, {}, second),
                            call(0, u"messages"_s, 0, 30), call(1, u"orders"_s, 30, 60, {0})};
    const QList<PhaseTimes> phases = concert::phaseTimes(spans, 500);
    QCOMPARE(phases.size(), 2);
    QCOMPARE(phases[0].phase, u"S1901M"_s);
    QCOMPARE(phases[0].wall, 30);
    QCOMPARE(phases[0].sequential, 60);
    QCOMPARE(phases[0].calls, 2);
    QCOMPARE(toText(phases[0].critical), u"messages=30"_s);
    QCOMPARE(toText(phases[0].busy), u"messages=30 orders=30"_s);
    QCOMPARE(phases[1].phase, second);
    QCOMPARE(phases[1].wall, 60);
    QCOMPARE(toText(phases[1].critical), u"messages=40 orders=20"_s);
}

void AnalysisTest::busyIsAUnion()
{
    const QString stage = u"messages"_s;
    const QList<Span> spans{call(0, stage, 0, 10), call(1, stage, 5, 20), call(2, stage, 6, 8),
                            call(3, stage, 30, 40), adjudication(4, 40, 44, {3})};
    const QList<PhaseTimes> phases = concert::phaseTimes(spans, 100);
    QCOMPARE(phases.size(), 1);
    QCOMPARE(toText(phases[0].busy), u"messages=30"_s);
    QCOMPARE(phases[0].sequential, 10 + 15 + 2 + 10);
    QCOMPARE(phases[0].calls, 4);
}

void AnalysisTest::slackOfSpans()
{
    const QString messages = u"messages"_s;
    const QString orders = u"orders"_s;
    const auto text = [](const QList<Span> &spans) {
        const QHash<int, qint64> slacks = concert::slack(spans, 100);
        QStringList texts;
        for (int id = 0; id < slacks.size(); ++id)
            texts << QString::number(slacks.value(id, -1));
        return texts.join(u' ');
    };
    // 0 could end 20 later before 3 waited for it; 2 ends 15 before the adjudication needs it.
    const QList<Span> pipelined{call(0, messages, 0, 10), call(1, messages, 0, 30),
                                call(2, orders, 10, 30, {0}), call(3, orders, 30, 45, {0, 1}),
                                adjudication(4, 45, 46, {2, 3})};
    QCOMPARE(text(pipelined), u"15 0 15 0 0"_s);
    QList<Span> alone = pipelined;
    alone[3].inputs = {1};
    QCOMPARE(text({alone[4], alone[2], alone[0], alone[3], alone[1]}), u"15 0 15 0 0"_s);
    alone[2].inputs = {1}; // now nobody needs 0 but the end of the match
    QCOMPARE(text(alone), u"36 0 15 0 0"_s);
    alone[3].waits = {0}; // a barrier is as good a reason to wait
    QCOMPARE(text(alone), u"20 0 15 0 0"_s);
    QCOMPARE(text({call(0, messages, 0, 10, {1}), call(1, messages, 10, 30, {0})}), u"0 0"_s);
    QVERIFY(concert::slack({}, 7).isEmpty());
}

void AnalysisTest::nothingToAnalyse()
{
    QVERIFY(concert::criticalPath({}, 100).isEmpty());
    QVERIFY(concert::phaseTimes({}, 100).isEmpty());
    QCOMPARE(concert::bound({}, 100), 0);
    QCOMPARE(concert::sequentialTime({}, 100), 0);
}

void AnalysisTest::invariants_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void AnalysisTest::invariants()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const QList<Span> whole = randomMatch(random, seed % 2 == 0, 1 + static_cast<int>(seed % 5));
    const qint64 end = *whole.last().ended;
    for (const qint64 now : {end, end / 2, end / 7}) {
        QList<Span> spans = asOf(whole, now);
        shuffle(spans, random);
        const QList<PathStep> path = concert::criticalPath(spans, now);
        QVERIFY(!path.isEmpty());
        qint64 at = 0;
        for (const PathStep &step : path) {
            QCOMPARE(step.from, at);
            QVERIFY(step.to > step.from);
            at = step.to;
        }
        QCOMPARE(at, now); // something always runs in these matches
        // What is on the critical path has no slack; whatever has none holds somebody up.
        const QHash<int, qint64> slacks = concert::slack(spans, now);
        QCOMPARE(slacks.size(), spans.size());
        for (const PathStep &step : path)
            QCOMPARE(slacks.value(step.span), 0);
        const qint64 bound = concert::bound(spans, now);
        QVERIFY(bound <= now);
        QVERIFY(concert::dependencyBound(spans, now) <= bound);
        QVERIFY(bound <= concert::sequentialTime(spans, now));
        if (seed % 2 == 1) // no waits but true inputs
            QCOMPARE(concert::dependencyBound(spans, now), bound);

        qint64 wall = 0;
        qint64 sequential = 0;
        for (const PhaseTimes &times : concert::phaseTimes(spans, now)) {
            wall += times.wall;
            sequential += times.sequential;
            qint64 shares = 0;
            for (const qint64 share : times.critical)
                shares += share;
            QCOMPARE(shares, times.wall);
        }
        QCOMPARE(wall, now);
        QCOMPARE(sequential, concert::sequentialTime(spans, now));
    }
}

void AnalysisTest::aLongChainNeedsNoStack()
{
    constexpr int length = 200'000;
    QList<Span> spans;
    for (int id = 0; id < length; ++id)
        spans << call(id, u"orders"_s, id, id + 1, {id - 1});
    std::reverse(spans.begin(), spans.end());
    QCOMPARE(concert::bound(spans, 0), length);
    QCOMPARE(concert::criticalPath(spans, 0).size(), length);
}

QTEST_GUILESS_MAIN(AnalysisTest)
#include "analysis_test.moc"
