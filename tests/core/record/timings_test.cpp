// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/timings.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;
using concert::CallId;
using concert::MatchLog;
using concert::Phase;
using concert::Power;
using concert::StageKind;
using concert::TimingsFormat;

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
    ended.usage.cachedInputTokens = 200;
    ended.usage.estimated = true;
    ended.cost = 0.0125;
    ended.requests = {{1500, 9000, false, u"Busy."_s}, {5000, 20'000, true, {}}};
    ended.attempts = 2;
    ended.outcome = concert::CallOutcome::Defaulted;
    ended.problem = u"=no answer"_s;
    log->append({20'100, concert::Audience::watcherOnly(), ended});
    log->append({20'200, concert::Audience::watcherOnly(),
                 concert::CallStarted{1, orders, u"=a \"b\", c"_s, {0}, {}, 20'100}});
    concert::PhaseAdjudicated adjudicated;
    adjudicated.phase = spring;
    adjudicated.span = 2;
    adjudicated.ready = 30'000;
    adjudicated.inputs = {1};
    log->append({30'400, concert::Audience::watcherOnly(), adjudicated});
}

const QByteArray header =
    "span,phase,stage,round,power,model,ready_ms,started_ms,sent_ms,first_byte_ms,first_token_ms,"
    "last_token_ms,ended_ms,latency_ms,input_tokens,output_tokens,cached_input_tokens,tokens_"
    "estimated,"
    "cost_usd,attempts,failed,outcome,problem,critical_ms,slack_ms,schedule_wait_ms,held_ms,inputs,"
    "waits\r\n";

const QByteArray golden =
    header +
    "0,S1901M,messages,1,FRANCE,simulator,0.500,1.000,1.500,10.000,10.250,20.000,20.100,"
    "18.500,300,40,200,true,0.0125,2,true,defaulted,'=no answer,20.100,0.000,0.500,0.000,,\r\n"
    "1,S1901M,orders,0,FRANCE,\"'=a \"\"b\"\", c\",20.100,20.200,,,,,,0.000,0,0,0,false,,0,false,,,"
    "10.300,0.000,0.100,0.000,0,\r\n";

} // namespace

class TimingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csv();
    void emptyLog();
    void jsonHasTheConventionsNames();
    void jsonAddsUp();
    void theFileNameDecides_data();
    void theFileNameDecides();
    void everyFieldIsExplained();
    void report();
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

void TimingsTest::jsonHasTheConventionsNames()
{
    MatchLog log;
    fill(&log);
    const QJsonObject json = QJsonDocument::fromJson(concert::timingsJson(log)).object();
    const QJsonArray spans = json[u"spans"_s].toArray();
    QCOMPARE(spans.size(), 3);
    const QJsonObject call = spans[0].toObject();
    QCOMPARE(call[u"name"_s].toString(), u"chat simulator"_s);
    QCOMPARE(call[u"kind"_s].toString(), u"CLIENT"_s);
    QCOMPARE(call[u"started_ms"_s].toDouble(), 1.0);
    QCOMPARE(call[u"first_token_ms"_s].toDouble(), 10.25);
    QCOMPARE(call[u"latency_ms"_s].toDouble(), 18.5);
    const QJsonObject attributes = call[u"attributes"_s].toObject();
    QCOMPARE(attributes[u"gen_ai.operation.name"_s].toString(), u"chat"_s);
    QCOMPARE(attributes[u"gen_ai.provider.name"_s].toString(), u"simulator"_s);
    QCOMPARE(attributes[u"gen_ai.request.model"_s].toString(), u"simulator"_s);
    QCOMPARE(attributes[u"gen_ai.agent.name"_s].toString(), u"FRANCE"_s);
    QCOMPARE(attributes[u"gen_ai.usage.input_tokens"_s].toInt(), 300);
    QCOMPARE(attributes[u"gen_ai.usage.output_tokens"_s].toInt(), 40);
    QCOMPARE(attributes[u"gen_ai.usage.cache_read.input_tokens"_s].toInt(), 200);
    QCOMPARE(attributes[u"concert.outcome"_s].toString(), u"defaulted"_s);
    QCOMPARE(attributes[u"concert.cost_usd"_s].toDouble(), 0.0125);
    QCOMPARE(attributes[u"concert.cost_source"_s].toString(), u"prices"_s);
    QCOMPARE(attributes[u"concert.tokens_estimated"_s].toBool(), true);
    const QJsonArray requests = call[u"requests"_s].toArray();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[1][u"sent_ms"_s].toDouble(), 5.0);
    QCOMPARE(requests[1][u"attributes"_s][u"concert.hedge"_s].toBool(), true);
    QCOMPARE(requests[0][u"attributes"_s][u"error.message"_s].toString(), u"Busy."_s);
    const QJsonObject spending = json[u"spending"_s].toObject();
    QCOMPARE(spending[u"cost_usd"_s].toDouble(), 0.0125);
    QCOMPARE(spending[u"output_tokens"_s].toInt(), 40);
    QCOMPARE(spending[u"calls_without_price"_s].toInt(), 0);
    QCOMPARE(attributes[u"concert.requests"_s].toInt(), 2);
    QVERIFY(attributes.contains(u"error.type"_s));
    QVERIFY(spans[1].toObject()[u"sent_ms"_s].isNull()); // has not happened
    QVERIFY(!spans[1].toObject()[u"attributes"_s].toObject().contains(u"error.type"_s));
    QCOMPARE(spans[2].toObject()[u"kind"_s].toString(), u"INTERNAL"_s);
    QCOMPARE(spans[2].toObject()[u"inputs"_s].toArray(), QJsonArray{1});
}

void TimingsTest::jsonAddsUp()
{
    MatchLog log;
    fill(&log);
    const QJsonObject json = QJsonDocument::fromJson(concert::timingsJson(log)).object();
    QCOMPARE(json[u"total_ms"_s].toDouble(), 30.4);
    QCOMPARE(json[u"bound_ms"_s].toDouble(), 18.5);
    QCOMPARE(json[u"calls"_s].toInt(), 2);
    const auto sum = [&json](const QString &list, const QString &field) {
        double total = 0;
        const QJsonValue value = json[list];
        const QVariantList items = value.isArray() ? value.toArray().toVariantList()
                                                   : value.toObject().toVariantMap().values();
        for (const QVariant &item : items)
            total += item.toMap()[field].toDouble();
        return total;
    };
    QVERIFY(std::abs(sum(u"parts"_s, u"critical_ms"_s) - 30.4) < 1e-9);
    QVERIFY(std::abs(sum(u"phases"_s, u"critical_ms"_s) - 30.4) < 1e-9);
    QVERIFY(std::abs(sum(u"holders"_s, u"critical_ms"_s) - 30.4) < 1e-9);
    QVERIFY(std::abs(sum(u"spans"_s, u"critical_ms"_s) - 30.4) < 1e-9);
    double at = 0;
    const QJsonArray path = json[u"critical_path"_s].toArray();
    QVERIFY(path.size() >= 2);
    for (const QJsonValue &step : path) {
        QCOMPARE(step[u"from_ms"_s].toDouble(), at);
        at = step[u"to_ms"_s].toDouble();
    }
    QCOMPARE(at, 30.4);
}

void TimingsTest::theFileNameDecides_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<TimingsFormat>("format");
    QTest::newRow("csv") << u"/a/timings.csv"_s << TimingsFormat::Csv;
    QTest::newRow("json") << u"/a/x.y.JSON"_s << TimingsFormat::Json;
    QTest::newRow("trace") << u"timings.trace.json"_s << TimingsFormat::Trace;
    QTest::newRow("markdown") << u"timings.md"_s << TimingsFormat::Markdown;
    QTest::newRow("none") << u"/a.json/timings"_s << TimingsFormat::Csv;
    QTest::newRow("unknown") << u"timings.txt"_s << TimingsFormat::Csv;
}

void TimingsTest::theFileNameDecides()
{
    QFETCH(QString, path);
    QTEST(concert::timingsFormatOf(path), "format");
}

/// Help names every column and every field that the files have.
void TimingsTest::everyFieldIsExplained()
{
    QFile help(QStringLiteral(CONCERT_SOURCE_DIR "/resources/help/timings.md"));
    QVERIFY(help.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(help.readAll());
    const auto explained = [&text](const QString &field) {
        return text.contains(u'`' % field % u'`');
    };
    for (const QByteArray &column : header.trimmed().split(','))
        QVERIFY2(explained(QString::fromLatin1(column)), column.constData());
    MatchLog log;
    fill(&log);
    for (const TimingsFormat format : {TimingsFormat::Json, TimingsFormat::Trace}) {
        const auto json = QJsonDocument::fromJson(concert::timingsBytes(log, format)).object();
        QStringList fields;
        const std::function<void(const QJsonValue &)> collect = [&](const QJsonValue &value) {
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it) {
                fields << it.key();
                // These are keyed by names that are data.
                if (it.key() != u"config"_s && it.key() != u"otherData"_s &&
                    !it.key().endsWith(u"by_stage_ms"_s))
                    collect(it.value());
            }
            const QJsonArray array = value.toArray();
            for (const QJsonValue &item : array)
                collect(item);
        };
        collect(json);
        QVERIFY(fields.size() > 30);
        for (const QString &field : fields)
            QVERIFY2(explained(field), qPrintable(field));
    }
}

void TimingsTest::report()
{
    MatchLog log;
    fill(&log);
    const QString text = QString::fromUtf8(concert::timingsBytes(log, TimingsFormat::Markdown));
    QVERIFY(text.startsWith(u"# Timings\n"_s));
    QVERIFY2(text.contains(u"| total, from start to end | 0.030 |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| negotiation | 0.020 | 66.1 % | 0.018 | 1 |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| FRANCE S1901M messages | 1 | 0.018 | 0.000 | 40 |"_s),
             qPrintable(text));
    QVERIFY2(text.contains(u"| FRANCE | 0 | 0 | 1 | 0 |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"- 1 × default: =no answer"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| cost | $0.013, partly estimated |"_s), qPrintable(text));
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(u'|'))
            QVERIFY2(line.endsWith(u'|'), qPrintable(line));
    }
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
    QCOMPARE(concert::exportTimings(log, TimingsFormat::Csv, path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), golden);
}

void TimingsTest::orNotAtAll()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"absent/timings.csv"_s);
    const QString problem = concert::exportTimings(MatchLog(), TimingsFormat::Csv, path);
    QVERIFY2(problem.contains(path), qPrintable(problem));
    QVERIFY(!QFile::exists(path));
    // A folder in the way is refused, and stays.
    QVERIFY(!concert::exportTimings(MatchLog(), TimingsFormat::Csv, folder.path()).isEmpty());
    QVERIFY(QFile::exists(folder.path()));
}

QTEST_GUILESS_MAIN(TimingsTest)
#include "timings_test.moc"
