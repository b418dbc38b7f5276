// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/timings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using concert::CallId;
using concert::MatchLog;
using concert::Phase;
using concert::Power;
using concert::StageKind;

namespace {

const Phase spring{1901, concert::Season::Spring, concert::PhaseType::Movement};

/// FRANCE's message (1.5 ms to 20 ms), then its orders by a model with an odd name, still running.
void fill(MatchLog *log)
{
    const CallId message{Power::France, spring, StageKind::Messages, 1, 1};
    const CallId orders{Power::France, spring, StageKind::Orders, 0, 1};
    log->append({1000, concert::Audience::watcherOnly(),
                 concert::CallStarted{0, message, u"simulator"_s, {}, {}, 500}});
    concert::CallEnded ended;
    ended.span = 0;
    ended.call = message;
    ended.sent = 1500;
    ended.firstByte = 10'000;
    ended.firstToken = 10'250;
    ended.lastToken = 20'000;
    ended.usage.inputTokens = 300;
    ended.usage.outputTokens = 40;
    ended.attempts = 2;
    ended.outcome = concert::CallOutcome::Defaulted;
    log->append({20'100, concert::Audience::watcherOnly(), ended});
    log->append({20'200, concert::Audience::watcherOnly(),
                 concert::CallStarted{1, orders, u"a \"b\", c"_s, {0}, {}, 20'100}});
    concert::PhaseAdjudicated adjudicated;
    adjudicated.phase = spring;
    adjudicated.span = 2;
    adjudicated.ready = 30'000;
    adjudicated.inputs = {1};
    log->append({30'400, concert::Audience::watcherOnly(), adjudicated});
}

const QByteArray header =
    "span,phase,stage,round,power,model,ready_ms,started_ms,sent_ms,first_byte_ms,first_token_ms,"
    "last_token_ms,ended_ms,latency_ms,input_tokens,output_tokens,attempts,failed,critical_ms\r\n";

const QByteArray golden =
    header + "0,S1901M,messages,1,FRANCE,simulator,0.500,1.000,1.500,10.000,10.250,20.000,20.100,"
             "18.500,300,40,2,true,20.100\r\n"
             "1,S1901M,orders,0,FRANCE,\"a \"\"b\"\", c\",20.100,20.200,,,,,,0.000,0,0,0,false,"
             "10.300\r\n";

} // namespace

class TimingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csv();
    void emptyLog();
    void writtenWhole();
    void orNotAtAll();
};

void TimingsTest::csv()
{
    MatchLog log;
    fill(&log);
    QCOMPARE(concert::timingsCsv(log), golden);
}

void TimingsTest::emptyLog()
{
    QCOMPARE(concert::timingsCsv(MatchLog()), header);
}

void TimingsTest::writtenWhole()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"timings.csv"_s);
    QFile old(path);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write(QByteArray(100'000, 'x'));
    old.close();
    MatchLog log;
    fill(&log);
    QCOMPARE(concert::exportTimingsCsv(log, path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), golden);
}

void TimingsTest::orNotAtAll()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"absent/timings.csv"_s);
    const QString problem = concert::exportTimingsCsv(MatchLog(), path);
    QVERIFY2(problem.contains(path), qPrintable(problem));
    QVERIFY(!QFile::exists(path));
    // A folder in the way is refused, and stays.
    QVERIFY(!concert::exportTimingsCsv(MatchLog(), folder.path()).isEmpty());
    QVERIFY(QFile::exists(folder.path()));
}

QTEST_GUILESS_MAIN(TimingsTest)
#include "timings_test.moc"
