// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log_reader.h"
#include "core/record/timings.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;

struct ProgramEnd {
    int code = -1;
    QByteArray output;
    QString errors;
};

/// Runs the real program to its end.
ProgramEnd runProgram(const QStringList &arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    if (!process.waitForFinished(deadline))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(),
            QString::fromUtf8(process.readAllStandardError())};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ExportCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesBesideTheMatch_data();
    void writesBesideTheMatch();
    void writesWhereItIsTold();
    void pipesAreWrittenTo();
    void aMatchThatStillRunsExports();
    void badArgumentsSayWhatWouldBeRight_data();
    void badArgumentsSayWhatWouldBeRight();
    void whatIsMissingIsAMistakeInUse_data();
    void whatIsMissingIsAMistakeInUse();

private:
    QTemporaryDir folder_;
    QString run_;
    MatchLog log_;
};

void ExportCommandTest::initTestCase()
{
    run_ = folder_.path() % u"/match"_s;
    const ProgramEnd end = runProgram({u"run"_s, u"--simulator_scale"_s, u"0.01"_s, u"--max_year"_s,
                                       u"1901"_s, u"--run_dir"_s, run_});
    QVERIFY2(end.code == 0, qPrintable(end.errors));
    QCOMPARE(readMatchLog(run_, &log_), QString());
    QVERIFY(log_.spans().size() > 60);
}

void ExportCommandTest::writesBesideTheMatch_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("csv") << u"csv"_s << u"timings.csv"_s;
    QTest::newRow("json") << u"json"_s << u"timings.json"_s;
    QTest::newRow("trace") << u"trace"_s << u"timings.trace.json"_s;
    QTest::newRow("md") << u"md"_s << u"timings.md"_s;
}

void ExportCommandTest::writesBesideTheMatch()
{
    QFETCH(QString, format);
    QFETCH(QString, name);
    const ProgramEnd end = runProgram({u"export"_s, run_, u"--format"_s, format});
    QVERIFY2(end.code == 0 && end.errors.isEmpty(), qPrintable(end.errors));
    const QString path = run_ % u'/' % name;
    QCOMPARE(QString::fromUtf8(end.output).trimmed(), path);
    const QByteArray content = contentOf(path);
    QVERIFY(content.size() > 1000);
    QCOMPARE(content, timingsBytes(log_, *parseTimingsFormat(format)));
    if (!name.endsWith(u".json"_s))
        return;
    const QJsonObject json = QJsonDocument::fromJson(content).object();
    if (format == u"json"_s)
        QCOMPARE(json[u"spans"_s].toArray().size(), log_.spans().size());
    else
        QVERIFY(json[u"traceEvents"_s].toArray().size() > 4 * log_.spans().size());
}

void ExportCommandTest::writesWhereItIsTold()
{
    const QString path = folder_.path() % u"/elsewhere.csv"_s;
    QCOMPARE(runProgram({u"export"_s, run_, u"-o"_s, path}).code, 0);
    QCOMPARE(contentOf(path), timingsCsv(log_));
    const ProgramEnd end = runProgram({u"export"_s, run_ % u"/match.jsonl"_s, u"-o"_s, u"-"_s});
    QCOMPARE(end.code, 0);
    QCOMPARE(end.output, timingsCsv(log_));
}

/// They stay what they are.
void ExportCommandTest::pipesAreWrittenTo()
{
    const QString pipe = folder_.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QProcess reader;
    reader.start(u"cat"_s, {pipe});
    QVERIFY(reader.waitForStarted(deadline));
    const ProgramEnd end = runProgram({u"export"_s, run_, u"-o"_s, pipe});
    QVERIFY2(end.code == 0, qPrintable(end.errors));
    struct stat status = {};
    QCOMPARE(::lstat(QFile::encodeName(pipe).constData(), &status), 0);
    QVERIFY(S_ISFIFO(status.st_mode));
    QVERIFY(reader.waitForFinished(deadline));
    QCOMPARE(reader.readAllStandardOutput(), timingsCsv(log_));
    QCOMPARE(runProgram({u"export"_s, run_, u"-o"_s, u"/dev/stdout"_s}).output, timingsCsv(log_));
}

void ExportCommandTest::aMatchThatStillRunsExports()
{
    const QString torn = folder_.path() % u"/torn"_s;
    QVERIFY(QDir().mkpath(torn));
    const QByteArray events = contentOf(run_ % u"/match.jsonl"_s);
    QFile file(torn % u"/match.jsonl"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(events.left(events.size() / 2));
    file.close();
    for (const QString &format : {u"csv"_s, u"json"_s, u"trace"_s, u"md"_s})
        QCOMPARE(runProgram({u"export"_s, torn, u"--format"_s, format}).code, 0);
}

void ExportCommandTest::badArgumentsSayWhatWouldBeRight_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("part");
    QTest::newRow("nothing") << QStringList{} << 2 << u"folder"_s;
    QTest::newRow("two") << QStringList{u"a"_s, u"b"_s} << 2 << u"folder"_s;
    QTest::newRow("format") << QStringList{u"a"_s, u"--format"_s, u"xls"_s} << 2 << u"trace"_s;
    QTest::newRow("option") << QStringList{u"a"_s, u"--form"_s} << 2 << u"form"_s;
    QTest::newRow("absent") << QStringList{u"/no/such/match"_s} << 2 << u"/no/such/match"_s;
    const auto write = [this](const QString &name, const QByteArray &bytes) {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
                   ? QStringList{file.fileName()}
                   : QStringList();
    };
    QTest::newRow("empty") << write(u"empty.jsonl"_s, {}) << 2 << u"the file is empty."_s;
    QTest::newRow("rubbish") << write(u"rubbish.jsonl"_s, "{\"rubbish\"") << 2
                             << u"holds no match: it has not even one whole line."_s;
}

void ExportCommandTest::badArgumentsSayWhatWouldBeRight()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, part);
    const ProgramEnd end = runProgram(QStringList{u"export"_s} + arguments);
    QCOMPARE(end.code, code);
    QVERIFY2(end.errors.contains(part), qPrintable(end.errors));
    QVERIFY(end.output.isEmpty());
}

void ExportCommandTest::whatIsMissingIsAMistakeInUse_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"export", "whatif", "evaluate", "verify", "adjudicate", "legal"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

/// The same exit code in all commands that read a file.
void ExportCommandTest::whatIsMissingIsAMistakeInUse()
{
    QFETCH(QString, command);
    const ProgramEnd end = runProgram({command, u"/no/such/file"_s});
    QCOMPARE(end.code, 2);
    QVERIFY2(end.errors.contains(u"/no/such/file"_s), qPrintable(end.errors));
}

QTEST_GUILESS_MAIN(ExportCommandTest)
#include "export_command_test.moc"
