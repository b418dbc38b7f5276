// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_reader.h"
#include "core/simulator/simulator.h"
#include "tests/support/file_size_limit.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 240'000;

/// The real program.
class CompareProgram : public QProcess {
public:
    CompareProgram(const QStringList &arguments, const QString &folder)
    {
        setWorkingDirectory(folder);
        start(qEnvironmentVariable("CONCERT_PROGRAM"), QStringList{u"compare"_s} + arguments);
    }
    bool hasEnded()
    {
        return QTest::qWaitFor([this] { return state() == QProcess::NotRunning; }, deadline);
    }
};

QStringList quickly(const QStringList &arguments)
{
    return QStringList{u"--max_year"_s,        u"1901"_s, u"--num_negotiation_rounds"_s, u"1"_s,
                       u"--simulator_scale"_s, u"0.02"_s} +
           arguments;
}

QJsonObject jsonFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QString textFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// ---- The report's figures once more, from the spans and by other means -------------------------

const QMap<QString, QStringList> stagesOfParts{
    {u"initialisation"_s, {u"initial_state"_s}},
    {u"negotiation"_s, {u"messages"_s, u"negotiation_diary"_s}},
    {u"planning"_s, {u"plan"_s}},
    {u"orders"_s, {u"orders"_s}},
    {u"state_update"_s, {u"result_diary"_s, u"state_update"_s, u"consolidation"_s}}};

/// By walking back from the end; times of what is in no part are "other".
QMap<QString, qint64> criticalByPart(const QList<Span> &spans, qint64 total)
{
    QMap<QString, qint64> times;
    const Span *span =
        &*std::max_element(spans.begin(), spans.end(), [](const Span &a, const Span &b) {
            return a.ended.value_or(0) < b.ended.value_or(0);
        });
    times[u"other"_s] = total - *span->ended;
    while (span != nullptr) {
        const Span *before = nullptr;
        for (const int id : span->inputs + span->waits) {
            if (before == nullptr || *spans[id].ended > *before->ended)
                before = &spans[id];
        }
        QString part = u"other"_s;
        for (auto it = stagesOfParts.cbegin(); it != stagesOfParts.cend(); ++it) {
            if (it.value().contains(span->stage))
                part = it.key();
        }
        times[part] += *span->ended - (before != nullptr ? *before->ended : 0);
        span = before;
    }
    return times;
}

/// By counting, at every moment where something begins or ends, what runs.
qint64 busyTime(const QList<Span> &spans, const QStringList &stages)
{
    QList<std::pair<qint64, int>> changes;
    for (const Span &span : spans) {
        if (span.isCall && stages.contains(span.stage))
            changes << std::pair{*span.sent, 1} << std::pair{*span.lastToken, -1};
    }
    std::sort(changes.begin(), changes.end());
    qint64 busy = 0;
    int running = 0;
    for (qsizetype i = 0; i + 1 < changes.size(); ++i) {
        running += changes[i].second;
        if (running > 0)
            busy += changes[i + 1].first - changes[i].first;
    }
    return busy;
}

/// The longest path by relaxing: spans are numbered in the order of starting, after their inputs.
qint64 longestPath(const QList<Span> &spans, bool withWaits)
{
    QList<qint64> finish(spans.size(), 0);
    qint64 longest = 0;
    for (const Span &span : spans) {
        qint64 start = 0;
        for (const int id : span.inputs + (withWaits ? span.waits : QList<int>()))
            start = std::max(start, finish[id]);
        finish[span.id] = start + (span.isCall ? *span.lastToken - *span.sent : 0);
        longest = std::max(longest, finish[span.id]);
    }
    return longest;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

class CompareCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresComeFromTheSpans();
    void leversAreComparedToo();
    void namedLeversAreOneChangeEach();
    void interruptedItReportsWhatItHas();
    void badArgumentsSayWhatWouldBeRight_data();
    void badArgumentsSayWhatWouldBeRight();
    void waitsForAFullDisk();
    void foldersInUseAreRefused();
    void matchesThatWereCutShortAreNotCompared();

private:
    void recomputeRun(const QJsonObject &run, const QString &folder);
    QString path(const QString &name) const { return folder_.path() % u'/' % name; }
    QTemporaryDir folder_;
};

void CompareCommandTest::recomputeRun(const QJsonObject &run, const QString &folder)
{
    MatchLog log;
    QCOMPARE(readMatchLog(u"%1/runs/seed_%2_%3"_s.arg(folder, run[u"seed"_s].toString(),
                                                      run[u"variant"_s].toString()),
                          &log),
             QString());
    QCOMPARE(scheduleName(log.config().schedule), run[u"variant"_s].toString());
    QCOMPARE(QString::number(log.config().seed), run[u"seed"_s].toString());
    const QList<Span> &spans = log.spans();
    const qint64 total = log.lastTime();
    QVERIFY(near(run[u"total_s"_s].toDouble(), static_cast<double>(total) / 1e6));
    QVERIFY(
        near(run[u"bound_s"_s].toDouble(), static_cast<double>(longestPath(spans, true)) / 1e6));
    QVERIFY(near(run[u"dependency_bound_s"_s].toDouble(),
                 static_cast<double>(longestPath(spans, false)) / 1e6));
    const QMap<QString, qint64> critical = criticalByPart(spans, total);
    const QJsonObject parts = run[u"parts"_s].toObject();
    QCOMPARE(parts.size(), 6);
    double sum = 0;
    int calls = 0;
    for (auto it = parts.begin(); it != parts.end(); ++it) {
        const QJsonObject part = it.value().toObject();
        const auto time = static_cast<double>(critical.value(it.key())) / 1e6;
        QVERIFY2(near(part[u"critical_s"_s].toDouble(), time), qPrintable(it.key()));
        const QStringList stages = stagesOfParts.value(it.key());
        const auto busy = static_cast<double>(busyTime(spans, stages)) / 1e6;
        QVERIFY2(near(part[u"busy_s"_s].toDouble(), busy), qPrintable(it.key()));
        const auto count = std::count_if(spans.begin(), spans.end(), [&stages](const Span &span) {
            return span.isCall && stages.contains(span.stage);
        });
        QCOMPARE(part[u"calls"_s].toInt(), static_cast<int>(count));
        sum += part[u"critical_s"_s].toDouble();
        calls += static_cast<int>(count);
    }
    QVERIFY(near(sum, run[u"total_s"_s].toDouble()));
    QCOMPARE(run[u"calls"_s].toInt(), calls);
}

void CompareCommandTest::figuresComeFromTheSpans()
{
    const QString folder = path(u"figures"_s);
    CompareProgram program(quickly({u"--repeat"_s, u"3"_s, u"--run_dir"_s, folder}),
                           folder_.path());
    QVERIFY(program.hasEnded());
    const QString errors = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(program.exitCode() == 0, qPrintable(errors));
    QCOMPARE(errors.count(u'\n'), 9); // a line for each match
    const QJsonObject summary = QJsonDocument::fromJson(program.readAllStandardOutput()).object();
    QCOMPARE(summary[u"runs"_s].toInt(), 9);
    QCOMPARE(summary[u"games_compared"_s].toInt(), 6);
    QVERIFY(summary[u"differences"_s].toArray().isEmpty());

    const QJsonObject json = jsonFile(folder % u"/comparison.json"_s);
    const QJsonArray runs = json[u"runs"_s].toArray();
    QCOMPARE(runs.size(), 9);
    QMap<QString, double> totals;
    for (const QJsonValue &run : runs) {
        recomputeRun(run.toObject(), folder);
        if (QTest::currentTestFailed())
            return;
        totals.insert(run[u"variant"_s].toString() % run[u"seed"_s].toString(),
                      run[u"total_s"_s].toDouble());
    }
    // Each seed begins with another schedule.
    QStringList firsts;
    for (const qsizetype first : {0, 3, 6})
        firsts << runs[first][u"variant"_s].toString();
    QCOMPARE(firsts, (QStringList{u"blocking"_s, u"staged"_s, u"pipelined"_s}));

    const QString report = textFile(folder % u"/comparison.md"_s);
    const QJsonArray variants = json[u"variants"_s].toArray();
    QCOMPARE(variants.size(), 2);
    for (const QJsonValue &variant : variants) {
        double logs = 0;
        for (const QString &seed : {u"1"_s, u"2"_s, u"3"_s})
            logs += std::log(totals.value(variant[u"name"_s].toString() % seed) /
                             totals.value(u"blocking"_s % seed));
        const QJsonValue overall = variant[u"overall"_s][u"critical"_s];
        const double reduction = 1 - std::exp(logs / 3);
        QCOMPARE(overall[u"n"_s].toInt(), 3);
        QVERIFY(near(overall[u"reduction"_s].toDouble(), reduction));
        QVERIFY(overall[u"low"_s].toDouble() <= reduction);
        QVERIFY(overall[u"high"_s].toDouble() >= reduction);
        QCOMPARE(variant[u"target_reached"_s].toBool(), overall[u"low"_s].toDouble() > 0.3);
        const QString shown = QString::number(100 * reduction, 'f', 1) % u" % (95 %: "_s;
        QVERIFY2(report.contains(shown), qPrintable(shown % u"\n"_s % report));
    }
    QVERIFY(textFile(folder % u"/comparison.csv"_s).count(u'\n') == 1 + 9 * 7);
    QVERIFY(textFile(folder % u"/comparison.svg"_s).contains(u"</svg>"_s));
}

void CompareCommandTest::leversAreComparedToo()
{
    const QString folder = path(u"levers"_s);
    CompareProgram program(quickly({u"--schedules"_s, u"staged,pipelined"_s, u"--lever"_s,
                                    u"num_negotiation_rounds=0"_s, u"--lever"_s,
                                    u"schedule=blocking"_s, u"--run_dir"_s, folder}),
                           folder_.path());
    QVERIFY(program.hasEnded());
    QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
    const QJsonArray variants = jsonFile(folder % u"/comparison.json"_s)[u"variants"_s].toArray();
    QCOMPARE(variants.size(), 3);
    QCOMPARE(variants[1][u"name"_s].toString(), u"pipelined num_negotiation_rounds=0"_s);
    QCOMPARE(variants[1][u"parts"_s][1][u"calls_after"_s].toDouble(), 0.0);
    QVERIFY(variants[1][u"parts"_s][1][u"calls_before"_s].toDouble() >= 14);
    QVERIFY(variants[1][u"overall"_s][u"critical"_s][u"low"_s].isUndefined()); // n = 1
    QCOMPARE(variants[2][u"parts"_s][1][u"calls_after"_s],
             variants[2][u"parts"_s][1][u"calls_before"_s]);
    QVERIFY(textFile(folder % u"/comparison.md"_s).contains(u"n = 1 gives no interval"_s));
}

void CompareCommandTest::namedLeversAreOneChangeEach()
{
    const QString folder = path(u"named_levers"_s);
    CompareProgram program(quickly({u"--schedules"_s, u"blocking,pipelined"_s, u"--levers"_s,
                                    u"all"_s, u"--run_dir"_s, folder}),
                           folder_.path());
    QVERIFY(program.hasEnded());
    QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
    const QJsonObject json = jsonFile(folder % u"/comparison.json"_s);
    QMap<QString, double> totals;
    for (const QJsonValue &run : json[u"runs"_s].toArray()) {
        totals[run[u"variant"_s].toString()] = run[u"total_s"_s].toDouble();
        MatchLog log;
        QCOMPARE(readMatchLog(folder % u'/' % run[u"folder"_s].toString(), &log), QString());
        QVERIFY(near(run[u"total_s"_s].toDouble(), static_cast<double>(log.lastTime()) / 1e6));
    }
    int levers = 0;
    for (const QJsonValue &variant : json[u"variants"_s].toArray()) {
        const double before = totals.value(variant[u"against"_s].toString());
        const double after = totals.value(variant[u"name"_s].toString());
        QVERIFY(before > 0 && after > 0);
        QVERIFY(near(variant[u"overall"_s][u"critical"_s][u"reduction"_s].toDouble(),
                     1 - after / before));
        levers += variant[u"lever"_s].toBool() ? 1 : 0;
    }
    QVERIFY(levers >= 7);
    const QString report = textFile(folder % u"/comparison.md"_s);
    QVERIFY2(report.contains(u"| until quiet | open | pipelined, until quiet instead of "_s),
             qPrintable(report));
    QVERIFY2(report.contains(u"| barriers | open | pipelined instead of staged: "_s),
             qPrintable(report));
}

void CompareCommandTest::interruptedItReportsWhatItHas()
{
    const QString folder = path(u"interrupted"_s);
    CompareProgram program(quickly({u"--schedules"_s, u"staged,pipelined"_s, u"--repeat"_s,
                                    u"1000"_s, u"--run_dir"_s, folder}),
                           folder_.path());
    QByteArray errors;
    QTRY_VERIFY_WITH_TIMEOUT((errors += program.readAllStandardError()).count('\n') >= 3, deadline);
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 130);
    const QJsonObject json = jsonFile(folder % u"/comparison.json"_s);
    QVERIFY(json[u"runs"_s].toArray().size() >= 3);
    QVERIFY(json[u"variants"_s][0][u"n"_s].toInt() >= 1);
    errors += program.readAllStandardError();
    QVERIFY2(errors.contains("of 2000 matches. A comparison does not go on: begin it again"),
             errors.constData());
}

void CompareCommandTest::badArgumentsSayWhatWouldBeRight_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("unknown schedule")
        << QStringList{u"--schedules"_s, u"staged,fast"_s} << u"pipelined"_s;
    QTest::newRow("one schedule") << QStringList{u"--schedules"_s, u"staged"_s} << u"two"_s;
    QTest::newRow("twice") << QStringList{u"--schedules"_s, u"staged,staged"_s} << u"twice"_s;
    QTest::newRow("repeat") << QStringList{u"--repeat"_s, u"0"_s} << u"1 to 1000"_s;
    QTest::newRow("target") << QStringList{u"--target"_s, u"x"_s} << u"0 to 100"_s;
    QTest::newRow("levers") << QStringList{u"--levers"_s, u"magic"_s} << u"until_quiet"_s;
    QTest::newRow("lever") << QStringList{u"--lever"_s, u"magic=1"_s} << u"NAME=VALUE"_s;
    QTest::newRow("lever's type") << QStringList{u"--lever"_s, u"max_tokens=x"_s}
                                  << u"max_tokens"_s;
    QTest::newRow("lever's value")
        << QStringList{u"--lever"_s, u"num_negotiation_rounds=99"_s} << u"between 0 and 10"_s;
    QTest::newRow("lever's name") << QStringList{u"--lever"_s, u"schedule=fast"_s} << u"fast"_s;
    QTest::newRow("run's option") << QStringList{u"--max_year"_s, u"soon"_s} << u"1901 to 2100"_s;
    QTest::newRow("extra") << QStringList{u"x"_s} << u"concert compare"_s;
    QTest::newRow("misspelt lever") << QStringList{u"--lever"_s, u"num_negotiation_round=1"_s}
                                    << u"did you mean num_negotiation_rounds?"_s;
    QTest::newRow("misspelt") << QStringList{u"--repeats"_s, u"3"_s} << u"did you mean --repeat?"_s;
}

void CompareCommandTest::badArgumentsSayWhatWouldBeRight()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    const QTemporaryDir empty;
    CompareProgram program(arguments, empty.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 2);
    const QString errors = QString::fromUtf8(program.readAllStandardError());
    QVERIFY2(errors.contains(part), qPrintable(errors));
    QVERIFY(QDir(empty.path()).isEmpty()); // nothing was written
}

void CompareCommandTest::matchesThatWereCutShortAreNotCompared()
{
    SimulatorOptions options;
    options.scale = 0.02;
    Simulator server(options); // as somebody's server: that counts
    QVERIFY(server.start());
    QTemporaryDir folder;
    CompareProgram program(
        quickly({u"--models"_s, u"openai:m@"_s % server.baseUrl().toString(), u"--repeat"_s, u"2"_s,
                 u"--token_cap"_s, u"60000"_s, u"--schedules"_s, u"blocking,pipelined"_s,
                 u"--run_dir"_s, folder.filePath(u"cut"_s)}),
        folder.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 1);
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(said.contains("cap of 60,000"), said.constData());
    QVERIFY(!textFile(folder.filePath(u"cut/comparison.md"_s)).contains(u"reached"_s));
}

/// No match of it is done before it is on the disk.
void CompareCommandTest::waitsForAFullDisk()
{
    QTemporaryDir folder;
    auto full = std::make_unique<FileSizeLimit>(200 * 1024);
    CompareProgram program(quickly({u"--schedules"_s, u"staged,pipelined"_s, u"--run_dir"_s,
                                    folder.filePath(u"full"_s)}),
                           folder.path());
    full.reset();
    QByteArray said;
    const auto hasSaid = [&](const char *words) {
        said += program.readAllStandardError();
        return said.contains(words);
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid("cannot be written"), deadline);
    QTest::qWait(1500); // it has tried again
    QCOMPARE(program.state(), QProcess::Running);
    QVERIFY(!QFileInfo::exists(folder.filePath(u"full/comparison.md"_s)));
    QVERIFY(makeRoomFor(program.processId()));
    QVERIFY(program.hasEnded());
    hasSaid("");
    QVERIFY2(program.exitCode() == 0, said.constData());
    const QJsonArray runs =
        jsonFile(folder.filePath(u"full/comparison.json"_s))[u"runs"_s].toArray();
    QCOMPARE(runs.size(), 2);
    for (const QString &name : {u"staged"_s, u"pipelined"_s}) {
        MatchLog log;
        QCOMPARE(readMatchLog(folder.filePath(u"full/runs/seed_1_"_s % name), &log), QString());
        QVERIFY(log.hasEnded());
    }
}

void CompareCommandTest::foldersInUseAreRefused()
{
    const QString folder = path(u"used"_s);
    QVERIFY(QDir().mkpath(folder % u"/something"_s));
    CompareProgram program(quickly({u"--run_dir"_s, folder}), folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.readAllStandardError().contains("not empty"));
    QVERIFY(!QDir(folder).exists(u"runs"_s));
}

QTEST_GUILESS_MAIN(CompareCommandTest)
#include "compare_command_test.moc"
