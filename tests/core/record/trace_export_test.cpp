// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/trace_export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

const Phase spring{1901, Season::Spring, PhaseType::Movement};

void playCall(MatchLog *log, int span, Power power, StageKind stage, qint64 from, qint64 to,
              const QList<int> &inputs)
{
    const CallId call{power, spring, stage, stage == StageKind::Messages ? 1 : 0, 1};
    log->append(
        {from, Audience::watcherOnly(), CallStarted{span, call, u"simulator"_s, inputs, {}, from}});
    CallEnded ended;
    ended.span = span;
    ended.call = call;
    ended.sent = from + 100;
    ended.firstToken = from + 400;
    ended.lastToken = to - 50;
    log->append({to, Audience::watcherOnly(), ended});
}

QJsonArray eventsOf(const MatchLog &log)
{
    return QJsonDocument::fromJson(traceEvents(log)).object()[u"traceEvents"_s].toArray();
}

QList<QJsonObject> eventsWith(const QJsonArray &events, const QString &field, const QString &value)
{
    QList<QJsonObject> found;
    for (const QJsonValue &event : events) {
        if (event[field].toString() == value)
            found << event.toObject();
    }
    return found;
}

} // namespace

class TraceExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallIsASliceWithItsParts();
    void slicesOfATrackNest();
    void inputsAreArrowsBetweenSlices();
    void everyEventHasWhatImportersNeed();
    void anEmptyLogIsATrace();
};

void TraceExportTest::aCallIsASliceWithItsParts()
{
    MatchLog log;
    playCall(&log, 0, Power::France, StageKind::Messages, 1000, 3000, {});
    const QJsonArray events = eventsOf(log);
    const QList<QJsonObject> slices = eventsWith(events, u"ph"_s, u"X"_s);
    QStringList texts;
    for (const QJsonObject &slice : slices) {
        texts << u"%1 %2+%3"_s.arg(slice[u"name"_s].toString())
                     .arg(slice[u"ts"_s].toInteger())
                     .arg(slice[u"dur"_s].toInteger());
        QCOMPARE(slice[u"tid"_s], slices.first()[u"tid"_s]);
    }
    QCOMPARE(texts, (QStringList{u"S1901M messages 1 1000+2000"_s, u"queue 1000+100"_s,
                                 u"first token 1100+300"_s, u"generation 1400+1550"_s}));
    const QList<QJsonObject> names = eventsWith(events, u"name"_s, u"thread_name"_s);
    QCOMPARE(names.size(), 1);
    QCOMPARE(names.first()[u"args"_s][u"name"_s].toString(), u"FRANCE"_s);
    QCOMPARE(names.first()[u"tid"_s], slices.first()[u"tid"_s]);
    QCOMPARE(slices.first()[u"args"_s][u"critical_us"_s].toInteger(), 3000);
}

/// Two calls of one power side by side, and a third after them.
void TraceExportTest::slicesOfATrackNest()
{
    MatchLog log;
    const CallId plan{Power::France, spring, StageKind::StateUpdate, 0, 1};
    playCall(&log, 0, Power::France, StageKind::Messages, 1000, 3000, {});
    log.append({3500, Audience::watcherOnly(), CallStarted{1, plan, u"simulator"_s, {}, {}, 0}});
    playCall(&log, 2, Power::France, StageKind::Orders, 4000, 5000, {});
    playCall(&log, 3, Power::Turkey, StageKind::Orders, 6000, 7000, {});
    const QJsonArray events = eventsOf(log);
    QStringList tracks;
    for (const QJsonObject &event : eventsWith(events, u"name"_s, u"thread_name"_s))
        tracks << event[u"args"_s][u"name"_s].toString();
    QCOMPARE(tracks, (QStringList{u"FRANCE"_s, u"FRANCE (2)"_s, u"TURKEY"_s}));
    const QList<QJsonObject> slices = eventsWith(events, u"ph"_s, u"X"_s);
    for (const QJsonObject &a : slices) {
        for (const QJsonObject &b : slices) {
            if (a[u"tid"_s] != b[u"tid"_s])
                continue;
            const qint64 aFrom = a[u"ts"_s].toInteger();
            const qint64 aTo = aFrom + a[u"dur"_s].toInteger();
            const qint64 bFrom = b[u"ts"_s].toInteger();
            const qint64 bTo = bFrom + b[u"dur"_s].toInteger();
            const bool apart = aTo <= bFrom || bTo <= aFrom;
            const bool nested = (aFrom <= bFrom && bTo <= aTo) || (bFrom <= aFrom && aTo <= bTo);
            QVERIFY(apart || nested);
        }
    }
}

void TraceExportTest::inputsAreArrowsBetweenSlices()
{
    MatchLog log;
    playCall(&log, 0, Power::France, StageKind::Messages, 1000, 3000, {});
    playCall(&log, 1, Power::Turkey, StageKind::Messages, 1000, 4000, {});
    playCall(&log, 2, Power::France, StageKind::Orders, 4000, 6000, {0, 1, 77});
    const QJsonArray events = eventsOf(log);
    const QList<QJsonObject> starts = eventsWith(events, u"ph"_s, u"s"_s);
    const QList<QJsonObject> ends = eventsWith(events, u"ph"_s, u"f"_s);
    QCOMPARE(starts.size(), 2);
    QCOMPARE(ends.size(), 2);
    QCOMPARE(starts[0][u"ts"_s].toInteger(), 2999); // within the slice that ends at 3000
    QCOMPARE(starts[1][u"ts"_s].toInteger(), 3999);
    for (qsizetype i = 0; i < starts.size(); ++i) {
        QCOMPARE(starts[i][u"id"_s], ends[i][u"id"_s]);
        QCOMPARE(ends[i][u"ts"_s].toInteger(), 4000);
        QCOMPARE(ends[i][u"bp"_s].toString(), u"e"_s);
    }
    QVERIFY(starts[0][u"id"_s] != starts[1][u"id"_s]);
}

/// The Trace Event Format: every event a phase, name, process and track; slices a time and a
/// duration, flows a time, a category and an id; all times whole microseconds, none negative.
void TraceExportTest::everyEventHasWhatImportersNeed()
{
    MatchLog log;
    playCall(&log, 0, Power::France, StageKind::Messages, 1000, 3000, {});
    playCall(&log, 1, Power::France, StageKind::Orders, 3000, 3200, {0}); // shorter than its parts
    const CallId running{Power::Italy, spring, StageKind::Orders, 0, 1};
    log.append({3300, Audience::watcherOnly(), CallStarted{2, running, u"x"_s, {1}, {}, 0}});
    PhaseAdjudicated adjudicated;
    adjudicated.phase = spring;
    adjudicated.span = 3;
    adjudicated.ready = 3400;
    adjudicated.inputs = {1, 2};
    log.append({3410, Audience::watcherOnly(), adjudicated});
    const QJsonArray events = eventsOf(log);
    QVERIFY(events.size() > 15);
    for (const QJsonValue &value : events) {
        const QJsonObject event = value.toObject();
        const QString phase = event[u"ph"_s].toString();
        QVERIFY(u"XMsf"_s.contains(phase) && phase.size() == 1);
        for (const QString &field : {u"pid"_s, u"tid"_s})
            QVERIFY(event[field].isDouble());
        QVERIFY(!event[u"name"_s].toString().isEmpty());
        if (phase == u"M"_s) {
            QVERIFY(event[u"args"_s].isObject());
            continue;
        }
        QVERIFY(!event[u"cat"_s].toString().isEmpty());
        QVERIFY(event[u"ts"_s].isDouble() && event[u"ts"_s].toInteger() >= 0);
        if (phase == u"X"_s)
            QVERIFY(event[u"dur"_s].isDouble() && event[u"dur"_s].toInteger() >= 0);
        else
            QVERIFY(event[u"id"_s].isDouble());
    }
}

void TraceExportTest::anEmptyLogIsATrace()
{
    const QJsonArray events = eventsOf(MatchLog());
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0][u"name"_s].toString(), u"process_name"_s);
}

QTEST_GUILESS_MAIN(TraceExportTest)
#include "trace_export_test.moc"
