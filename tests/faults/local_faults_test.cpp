// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "core/match/scripted_seat.h"
#include "core/record/comparison.h"
#include "core/record/match_export.h"
#include "core/record/match_folder.h"
#include "core/record/match_log_reader.h"
#include "core/record/write_whole.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/fault_table.h"
#include "tests/support/file_size_limit.h"
#include "tests/support/measured.h"
#include "tests/support/model_seats.h"
#include "tests/support/sanitized.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;

MatchConfig scriptedConfig(int maxYear)
{
    MatchConfig config = MatchConfig::demo();
    config.negotiationRounds = 3;
    config.maxYear = maxYear;
    return config;
}

Match::Seats scripts()
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(1);
    return seats;
}

QByteArray lineFor(const MatchEvent &event)
{
    return QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// The real program; it ends with the test.
class Concert : public QProcess {
public:
    explicit Concert(const QStringList &arguments)
    {
        start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    }
    ~Concert() override
    {
        kill();
        waitForFinished(deadline);
    }
    bool hasEnded()
    {
        return QTest::qWaitFor([this] { return state() == QProcess::NotRunning; }, deadline);
    }
};

QStringList runInto(const QString &folder, const QString &scale, const QString &maxYear)
{
    return {u"run"_s, u"--run_dir"_s,  folder,  u"--simulator_scale"_s,
            scale,    u"--max_year"_s, maxYear, u"--num_negotiation_rounds"_s,
            u"2"_s};
}

/// Of the huge match's phases and bytes; the address sanitizer looks at each byte.
constexpr int hugeShare = isSanitized ? 10 : 1;
constexpr double mostSeconds = isSanitized ? 25 : 5;

double processorSeconds()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// Of this process at this moment, in MiB (Linux: proc(5)).
qint64 residentMiB()
{
    for (const QByteArray &line : contentsOf(u"/proc/self/status"_s).split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong() / 1024;
    }
    return 0;
}

} // namespace

/// The fault matrix, cases 53 to 59: what a disk, a user or the machine does to a match. Those that
/// other tests hold are named in `./dev faults`.
class LocalFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void fullDisk_data();
    void fullDisk();
    void fullDiskUnattended_data();
    void fullDiskUnattended();
    void fullDiskAtTheEnd_data() { row("53 concert run: full at its last lines: waits for those"); }
    void fullDiskAtTheEnd();
    void fullDiskAtAnExport_data() { row("53 disk full at an export: the old file is kept"); }
    void fullDiskAtAnExport();
    void noPlaceForAMatch_data() { row("53 a folder that cannot be made or written to"); }
    void noPlaceForAMatch();
    void killed_data();
    void killed();
    void tornAnywhere_data() { row("55 a file cut off at any byte: all whole events read"); }
    void tornAnywhere();
    void flippedBits_data() { row("55 a flipped bit anywhere: read, or told with its line"); }
    void flippedBits();
    void newerVersion_data() { row("55 a file of a newer version, or an empty one"); }
    void newerVersion();
    void twoInOneFolder_data() { row("56 two matches want one folder at once: one gets it"); }
    void twoInOneFolder();
    void quitInFlight_data();
    void quitInFlight();
    void hugeMatch_data() { row("59 2,000 phases, 100 MB: opens in 5 s of CPU"); }
    void hugeMatch();
    void cleanup() { table_.add(QString::fromUtf8(QTest::currentDataTag()), passed()); }
    void cleanupTestCase() { table_.print("Local faults"); }

private:
    static bool passed() { return !QTest::currentTestFailed(); }
    static void row(const char *what)
    {
        QTest::addColumn<int>("unused");
        QTest::newRow(what) << 0;
    }
    QString path(const char *name) const { return folder_->filePath(QString::fromUtf8(name)); }
    /// A match by scripts, as its file holds it.
    QByteArray playedFile(int maxYear);

    std::unique_ptr<QTemporaryDir> folder_;
    FaultTable table_;
};

QByteArray LocalFaultsTest::playedFile(int maxYear)
{
    MatchLog log;
    Match match(scriptedConfig(maxYear), scripts(), &log);
    QSignalSpy ended(&match, &Match::ended);
    match.start();
    if (!QTest::qWaitFor([&] { return match.hasEnded(); }, deadline))
        return {};
    QByteArray file;
    for (qsizetype i = 0; i < log.size(); ++i)
        file += lineFor(log.at(i));
    return file;
}

void LocalFaultsTest::fullDisk_data()
{
    QTest::addColumn<bool>("again");
    QTest::newRow("53 disk full within a match, then not: it pauses, nothing is lost") << true;
    QTest::newRow("53 disk full to the end: it says so, and what is there reads") << false;
}

void LocalFaultsTest::fullDiskUnattended_data()
{
    QTest::addColumn<bool>("again");
    QTest::newRow("53 concert run: waits for the disk, and goes on by itself") << true;
    QTest::newRow("53 concert run: interrupted while it waits, it says what is lost") << false;
}

/// The match pauses, and goes on as soon as it can be written.
void LocalFaultsTest::fullDisk()
{
    QFETCH(bool, again);
    auto full = std::make_unique<FileSizeLimit>(64 * 1024);
    MatchLog log;
    MatchLogFile file(path("match"), &log);
    QSignalSpy failed(&file, &MatchLogFile::failed);
    Match match(scriptedConfig(1903), scripts(), &log);
    match.setFile(&file);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.isPaused() && match.callsRunning() == 0, deadline);
    const auto *paused = log.at(log.size() - 1).as<MatchPaused>();
    for (qsizetype i = log.size() - 1; paused == nullptr && i >= 0; --i)
        paused = log.at(i).as<MatchPaused>();
    QVERIFY(paused && paused->unsaved);
    QVERIFY2(paused->reason.contains(u".jsonl cannot be written"_s) &&
                 paused->reason.contains(u"kept in memory"_s),
             qPrintable(paused->reason));
    const qsizetype size = log.size();
    QVERIFY(!file.save()); // it is tried again, in vain
    QCoreApplication::processEvents();
    QCOMPARE(log.size(), size); // and nobody is asked meanwhile
    QCOMPARE(failed.size(), 1); // nor is it said again
    if (again) {
        full.reset();
        QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline); // it went on by itself
        QVERIFY(log.size() > 2 * size);
    } else {
        match.stop();
    }
    const QString unsaved = file.finish();
    QVERIFY2(unsaved.isEmpty() == again, qPrintable(unsaved));
    full.reset();
    MatchLog back;
    QCOMPARE(readMatchLog(path("match"), &back), QString());
    QVERIFY(back.size() > 1 && back.size() <= log.size());
    if (again)
        QCOMPARE(back.size(), log.size());
    for (qsizetype i = 0; i < back.size(); ++i)
        QCOMPARE(lineFor(back.at(i)), lineFor(log.at(i)));
}

/// The program, unattended: its files may not grow beyond some bytes, until they may again.
void LocalFaultsTest::fullDiskUnattended()
{
    QFETCH(bool, again);
    auto full = std::make_unique<FileSizeLimit>(300 * 1024); // the program gets it, too
    Concert program(runInto(path("run"), u"0"_s, u"1901"_s));
    QByteArray said;
    const auto hasSaid = [&](const char *words) {
        said += program.readAllStandardError();
        return said.contains(words);
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasSaid("The match pauses until it can be saved. "), deadline);
    full.reset();
    const qint64 written = QFileInfo(path("run/calls.jsonl")).size();
    QVERIFY(written <= 300 * 1024);
    QTest::qWait(1500); // it has tried again
    QCOMPARE(program.state(), QProcess::Running);
    QCOMPARE(QFileInfo(path("run/calls.jsonl")).size(), written);
    if (!again) {
        program.terminate();
        QVERIFY(program.hasEnded());
        QCOMPARE(program.exitCode(), 130);
        QVERIFY2(hasSaid("not saved completely"), said.constData());
        return;
    }
    QVERIFY(makeRoomFor(program.processId()));
    QVERIFY(program.hasEnded());
    QVERIFY2(program.exitCode() == 0, said.constData());
    QVERIFY2(hasSaid("The match goes on"), said.constData());
    QCOMPARE(said.count("cannot be written"), 1); // one line
    Concert undisturbed(runInto(path("undisturbed"), u"0"_s, u"1901"_s));
    QVERIFY(undisturbed.hasEnded());
    MatchLog log;
    MatchLog whole;
    QCOMPARE(readMatchLog(path("run"), &log), QString());
    QCOMPARE(readMatchLog(path("undisturbed"), &whole), QString());
    QCOMPARE(gameDifferences(u"whole"_s, gameLines(whole), u"paused"_s, gameLines(log)),
             QStringList());
    QCOMPARE(readCallTexts(path("run")).size(), readCallTexts(path("undisturbed")).size());
}

/// Nothing is left to be asked, but a match is not over before it is on the disk.
void LocalFaultsTest::fullDiskAtTheEnd()
{
    Concert undisturbed(runInto(path("undisturbed"), u"0"_s, u"1901"_s));
    QVERIFY(undisturbed.hasEnded());
    const qint64 size = QFileInfo(path("undisturbed/calls.jsonl")).size(); // it holds no times
    auto full = std::make_unique<FileSizeLimit>(size - 10);
    Concert program(runInto(path("run"), u"0"_s, u"1901"_s));
    QTRY_COMPARE_WITH_TIMEOUT(QFileInfo(path("run/calls.jsonl")).size(), size - 10, deadline);
    full.reset();
    QTest::qWait(1500); // it has tried again
    QCOMPARE(program.state(), QProcess::Running);
    QVERIFY(makeRoomFor(program.processId()));
    QVERIFY(program.hasEnded());
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(program.exitCode() == 0, said.constData());
    QVERIFY2(said.contains("cannot be written") || said.contains("until its files can be written"),
             said.constData());
    QCOMPARE(QFileInfo(path("run/calls.jsonl")).size(), size);
    MatchLog log;
    QCOMPARE(readMatchLog(path("run"), &log), QString());
    QVERIFY(log.hasEnded());
}

void LocalFaultsTest::fullDiskAtAnExport()
{
    MatchLog log;
    put(path("match.jsonl"), playedFile(1901));
    QCOMPARE(readMatchLog(path("match.jsonl"), &log), QString());
    for (const MatchExport &form : matchExports()) {
        const QString file = path("export");
        put(file, "the one of yesterday");
        const QByteArray bytes = form.bytes(log);
        QVERIFY2(bytes.size() > 1000, qPrintable(form.name));
        QString problem;
        {
            const FileSizeLimit full(500);
            problem = writeWhole(file, bytes);
        }
        QVERIFY2(problem.contains(u"export"_s), qPrintable(form.name % u": "_s % problem));
        QCOMPARE(contentsOf(file), "the one of yesterday");
        QCOMPARE(writeWhole(file, bytes), QString());
        QVERIFY(contentsOf(file).size() > 500);
    }
    QCOMPARE(QDir(folder_->path()).entryList(QDir::Files).size(), 2); // no half one beside it
}

void LocalFaultsTest::noPlaceForAMatch()
{
    put(path("file"), "x");
    for (const QString &folder : QStringList{path("file") % u"/match"_s, u"/proc/match"_s}) {
        QString problem;
        QVERIFY2(!claimMatchFolder(folder, &problem) && !problem.isEmpty(), qPrintable(folder));
        Concert program(runInto(folder, u"0"_s, u"1901"_s));
        QVERIFY(program.hasEnded());
        QCOMPARE(program.exitCode(), 2);
        QVERIFY2(program.readAllStandardError().contains(folder.startsWith(u"/proc"_s) ? "/proc"
                                                                                       : "file"),
                 "says where");
    }
    QCOMPARE(contentsOf(path("file")), "x");
}

void LocalFaultsTest::killed_data()
{
    QTest::addColumn<int>("bytes");
    for (const int kilobytes : {0, 4, 16, 32, 64, 128, 256})
        QTest::addRow("54 kill -9 of concert run with so many KB in its file | %d", kilobytes)
            << 1024 * kilobytes + 1;
}

/// What is on the disk reads, and lacks nothing but the calls that were under way.
void LocalFaultsTest::killed()
{
    QFETCH(int, bytes);
    const QString run = path("run");
    Concert program(runInto(run, u"0.02"_s, u"1930"_s));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(run % u"/match.jsonl"_s).size() >= bytes, deadline);
    program.kill();
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    MatchLog log;
    QCOMPARE(readMatchLog(run, &log), QString());
    QVERIFY(!log.hasEnded() && log.size() > 0);
    QSet<QString> said; // before the event that refers to it
    for (const CallText &call : readCallTexts(run))
        said << call.call.toString();
    int running = 0;
    for (qsizetype i = 0; i < log.size(); ++i) {
        running += log.at(i).as<CallStarted>() != nullptr ? 1 : 0;
        if (const auto *call = log.at(i).as<CallEnded>()) {
            --running;
            QVERIFY2(said.contains(call->call.toString()), qPrintable(call->call.toString()));
        }
    }
    QVERIFY2(running >= 0 && running <= 2 * powerCount, qPrintable(QString::number(running)));
    Concert exported({u"export"_s, run, u"--format"_s, u"csv"_s});
    QVERIFY(exported.hasEnded());
    QVERIFY2(exported.exitCode() == 0, exported.readAllStandardError().constData());
}

void LocalFaultsTest::tornAnywhere()
{
    const QByteArray whole = playedFile(1901);
    const QString file = path("match.jsonl");
    QRandomGenerator random(55);
    for (int i = 0; i < 200; ++i) {
        const QByteArray torn = whole.left(random.bounded(whole.size()));
        put(file, torn);
        MatchLog log;
        const QString problem = readMatchLog(file, &log);
        QCOMPARE(log.size(), torn.count('\n'));
        QVERIFY2(problem.isEmpty() || (log.isEmpty() && problem.contains(u"holds no match"_s)),
                 qPrintable(problem));
        QCOMPARE(contentsOf(file), torn); // reading changes nothing
    }
}

void LocalFaultsTest::flippedBits()
{
    const QByteArray whole = playedFile(1901);
    const qsizetype events = whole.count('\n');
    const QString file = path("match.jsonl");
    QRandomGenerator random(56);
    int told = 0;
    for (int i = 0; i < 400; ++i) {
        QByteArray flipped = whole;
        const qsizetype at = random.bounded(flipped.size());
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << random.bounded(8)));
        put(file, flipped);
        MatchLog log;
        const QString problem = readMatchLog(file, &log);
        if (problem.isEmpty()) { // another letter of a message, say
            QVERIFY2(log.size() >= events - 1, qPrintable(QString::number(at)));
            continue;
        }
        ++told;
        const QRegularExpression place(u"match\\.jsonl:(\\d+): "_s);
        const auto match = place.match(problem);
        QVERIFY2(match.hasMatch(), qPrintable(problem));
        QCOMPARE(log.size(), match.captured(1).toLongLong() - 1); // the last good state
    }
    QVERIFY(told > 20);
}

void LocalFaultsTest::newerVersion()
{
    const QString file = path("match.jsonl");
    MatchLog log;
    put(file, {});
    QVERIFY(readMatchLog(file, &log).contains(u"empty"_s));
    put(file, playedFile(1901).replace("\"format\":1,", "\"format\":99,"));
    const QString problem = readMatchLog(file, &log);
    QVERIFY2(problem.contains(u"99"_s), qPrintable(problem));
    QVERIFY(log.isEmpty());
    Concert exported({u"export"_s, folder_->path(), u"--format"_s, u"csv"_s});
    QVERIFY(exported.hasEnded());
    QVERIFY(exported.exitCode() != 0);
    QVERIFY(exported.readAllStandardError().contains("99"));
}

void LocalFaultsTest::twoInOneFolder()
{
    for (int i = 0; i < 5; ++i) {
        const QString run = folder_->filePath(QString::number(i));
        Concert one(runInto(run, u"0"_s, u"1901"_s));
        Concert other(runInto(run, u"0"_s, u"1901"_s));
        QVERIFY(one.hasEnded() && other.hasEnded());
        QCOMPARE(one.exitCode() + other.exitCode(), 2); // 0 and 2
        Concert &refused = one.exitCode() == 0 ? other : one;
        const QByteArray why = refused.readAllStandardError();
        QVERIFY2(why.contains(run.toUtf8()), why.constData());
        MatchLog log;
        QCOMPARE(readMatchLog(run, &log), QString());
        QVERIFY(log.hasEnded());
        Concert late(runInto(run, u"0"_s, u"1901"_s));
        QVERIFY(late.hasEnded());
        QCOMPARE(late.exitCode(), 2);
    }
}

void LocalFaultsTest::quitInFlight_data()
{
    QTest::addColumn<bool>("stopped");
    QTest::newRow("58 stop with seven calls in flight") << true;
    QTest::newRow("58 the program goes with seven calls in flight") << false;
}

void LocalFaultsTest::quitInFlight()
{
    QFETCH(bool, stopped);
    FakeModelServer server;
    server.script({fake::stall()});
    MatchLog log;
    auto file = std::make_unique<MatchLogFile>(path("match"), &log);
    auto provider = std::make_unique<ChatProvider>(server.profile(), "secret-key", 1);
    auto match = std::make_unique<Match>(scriptedConfig(1901), seatsAt(provider.get()), &log);
    match->start();
    QTRY_COMPARE_WITH_TIMEOUT(server.inFlight(), powerCount, deadline);
    const double cpu = threadCpuMs();
    QElapsedTimer timer;
    timer.start();
    if (stopped)
        match->stop();
    match.reset();
    provider.reset();
    QCOMPARE(file->finish(), QString());
    // It waits for none of the answers, which never come; a busy machine may hold it up.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(threadCpuMs() - cpu < 1000, qPrintable(QString::number(threadCpuMs() - cpu)));
    QTRY_COMPARE_WITH_TIMEOUT(server.clientsGone(), powerCount, deadline); // sockets are closed
    MatchLog back;
    QCOMPARE(readMatchLog(path("match"), &back), QString());
    QCOMPARE(back.size(), log.size());
    QCOMPARE(back.hasEnded(), stopped);
    int cancelled = 0;
    for (qsizetype i = 0; i < back.size(); ++i) {
        const auto *ended = back.at(i).as<CallEnded>();
        cancelled += ended && ended->outcome == CallOutcome::Cancelled ? 1 : 0;
    }
    QCOMPARE(cancelled, stopped ? powerCount : 0);
}

/// Five years that were played, again and again: each time later, with spans of their own.
void LocalFaultsTest::hugeMatch()
{
    const QList<QByteArray> lines = playedFile(1905).trimmed().split('\n');
    QVERIFY(lines.size() > 1000);
    QList<QJsonObject> events;
    int phases = 0;
    int spans = 0;
    qint64 time = 0;
    for (const QByteArray &line : lines) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        const QString kind = event[u"event"_s].toString();
        if (kind == u"match_started"_s || kind == u"match_ended"_s)
            continue;
        phases += kind == u"phase_started"_s ? 1 : 0;
        spans = std::max(spans, event[u"span"_s].toInt(-1) + 1);
        time = std::max(time, event[u"t_us"_s].toInteger());
        events << event;
    }
    QFile file(path("match.jsonl"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(lines.first() + '\n');
    static const QRegularExpression years(u"\\b([SFW])(19\\d\\d)([MRA])\\b"_s);
    const auto later = [](QString text, int copy) {
        qsizetype from = 0;
        for (auto found = years.match(text); found.hasMatch(); found = years.match(text, from)) {
            from = found.capturedEnd();
            text.replace(found.capturedStart(2), 4,
                         QString::number(found.captured(2).toInt() + 5 * copy));
        }
        return text;
    };
    qsizetype written = 1;
    int copies = 0;
    for (; copies * phases < 2000 / hugeShare || file.pos() < 100'000'000 / hugeShare; ++copies) {
        for (QJsonObject event : std::as_const(events)) {
            if (event.contains(u"span"_s))
                event[u"span"_s] = event[u"span"_s].toInt() + copies * spans;
            for (const QString &name : {u"inputs"_s, u"waits"_s}) {
                QJsonArray moved;
                for (const QJsonValue &span : event[name].toArray())
                    moved << span.toInt() + copies * spans;
                if (event.contains(name))
                    event[name] = moved;
            }
            event[u"t_us"_s] = event[u"t_us"_s].toInteger() + copies * time;
            const QByteArray line = QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
            file.write(later(QString::fromUtf8(line), copies).toUtf8());
            ++written;
        }
    }
    const qint64 megabytes = file.size() / 1'000'000;
    file.close();
    events.clear();

    const qint64 before = residentMiB();
    const double began = processorSeconds();
    MatchLog log;
    QCOMPARE(readMatchLog(file.fileName(), &log), QString());
    const double took = processorSeconds() - began;
    const qint64 grown = residentMiB() - before;
    std::printf("%d phases, %lld MB: read in %.2f s of CPU, %lld MiB of memory\n", copies * phases,
                static_cast<long long>(megabytes), took, static_cast<long long>(grown));
    QCOMPARE(log.size(), written);
    QVERIFY(log.phases().size() >= 2000 / hugeShare && megabytes >= 100 / hugeShare);
    QVERIFY2(took < mostSeconds, qPrintable(QString::number(took)));
    QVERIFY2(grown < 10 * megabytes, qPrintable(QString::number(grown)));
}

QTEST_GUILESS_MAIN(LocalFaultsTest)
#include "local_faults_test.moc"
