// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"
#include "core/record/match_log_reader.h"
#include "core/record/text.h"
#include "core/simulator/simulator.h"
#include "tests/app/killing.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::killing;

namespace {

/// Two or three seconds, if nobody interrupts it.
QStringList runArguments(const QString &folder, const QStringList &further = {})
{
    return QStringList{u"run"_s,  u"--run_dir"_s,
                       folder,    u"--max_year"_s,
                       u"1902"_s, u"--num_negotiation_rounds"_s,
                       u"1"_s,    u"--simulator_scale"_s,
                       u"0.1"_s} +
           further;
}

bool isOver(const QString &folder)
{
    MatchLog log;
    readMatchLog(folder, &log);
    return log.hasEnded();
}

/// As killAt(). On a busy machine a match may have ended before anybody looked, though its program
/// had not: then its folder is as it was, and it is played again.
bool killSurely(qsizetype events, const QStringList &arguments, const QString &folder)
{
    const QString before = folder % u"-before"_s;
    const auto copy = [](const QString &from, const QString &to) {
        QDir(to).removeRecursively();
        if (!QFileInfo::exists(from))
            return true;
        bool isCopied = QDir().mkpath(to);
        for (const QString &name : QDir(from).entryList(QDir::Files))
            isCopied = QFile::copy(from % u'/' % name, to % u'/' % name) && isCopied;
        return isCopied;
    };
    if (!copy(folder, before))
        return false;
    for (int attempt = 0; attempt < 20; ++attempt) {
        if (killAt(events, arguments, folder) && !isOver(folder))
            return true;
        if (!copy(before, folder))
            return false;
    }
    return false;
}

QStringList gameIn(const QString &folder)
{
    MatchLog log;
    const QString problem = readMatchLog(folder, &log);
    return problem.isEmpty() ? gameLines(log) : QStringList{problem};
}

QStringList paidTwice(const QString &folder)
{
    MatchLog log;
    readMatchLog(folder, &log);
    return askedTwice(log);
}

/// Calls that were begun; \a last: since the match last went on.
int callsIn(const QString &folder, bool last)
{
    MatchLog log;
    readMatchLog(folder, &log);
    int calls = 0;
    for (qsizetype i = last ? log.continuedAt().value_or(0) : 0; i < log.size(); ++i)
        calls += log.at(i).as<CallStarted>() ? 1 : 0;
    return calls;
}

int interruptionsIn(const QString &folder)
{
    MatchLog log;
    readMatchLog(folder, &log);
    int count = 0;
    for (qsizetype i = 0; i < log.size(); ++i)
        count += log.at(i).as<MatchContinued>() ? 1 : 0;
    return count;
}

} // namespace

/// `concert run` with a match that is there already; the program is killed for real.
class GoingOnCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(folder_.isValid()); }
    void killedMatchesEndWithTheSameGame_data();
    void killedMatchesEndWithTheSameGame();
    void killedAgainAndAgain();
    void tornFilesAreMended();
    void spentMatchesGoOn();
    void theHintPlaysOn();
    void interruptedByKeyboardGoesOn();
    void failedMatchesGoOnWithoutTheCause();
    void playsAnewFromAPhase();
    void branchesIntoAnotherFolder();
    void onlyOneProcessPlaysAMatch();
    void whatWasKilledAtOnceBeginsAgain();
    void wrongUsesSayWhatWouldBeRight_data();
    void wrongUsesSayWhatWouldBeRight();

private:
    QString path(const QString &name) const { return folder_.filePath(name); }
    /// An uninterrupted match, played once a schedule.
    QStringList wholeGame(const QString &schedule);
    QTemporaryDir folder_;
};

QStringList GoingOnCommandTest::wholeGame(const QString &schedule)
{
    const QString folder = path(u"whole-"_s % schedule);
    if (!QFileInfo::exists(folder))
        runProgram(runArguments(folder, {u"--schedule"_s, schedule}));
    return gameIn(folder);
}

void GoingOnCommandTest::killedMatchesEndWithTheSameGame_data()
{
    QTest::addColumn<QString>("schedule");
    QTest::addColumn<int>("percent"); // of the record
    for (const QString &schedule : {u"pipelined"_s, u"staged"_s}) {
        for (const int percent : {1, 9, 27, 46, 71, 93})
            QTest::addRow("%s %d", qPrintable(schedule), percent) << schedule << percent;
    }
}

void GoingOnCommandTest::killedMatchesEndWithTheSameGame()
{
    QFETCH(QString, schedule);
    QFETCH(int, percent);
    const QStringList whole = wholeGame(schedule);
    QVERIFY(whole.size() > 100);
    const qsizetype all = eventsIn(path(u"whole-"_s % schedule));
    const QString folder = path(u"killed-%1-%2"_s.arg(schedule).arg(percent));
    QVERIFY(killSurely(all * percent / 100 + 1, runArguments(folder, {u"--schedule"_s, schedule}),
                       folder));
    const ProgramRun run = runProgram({u"run"_s, u"--run_dir"_s, folder});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QVERIFY2(run.errors.contains(u"going on with the match"_s), qPrintable(run.errors));
    QCOMPARE(gameDifferences(u"whole"_s, whole, u"killed"_s, gameIn(folder)), QStringList());
    QCOMPARE(paidTwice(folder), QStringList());
    QCOMPARE(interruptionsIn(folder), 1);
    const QJsonObject summary = run.objects().last();
    QCOMPARE(summary[u"schedule"_s].toString(), schedule);
    QVERIFY(summary[u"bound_s"_s].toDouble() <= summary[u"total_time_s"_s].toDouble());
    QVERIFY(!QFileInfo::exists(folder % u"/match.lock"_s));
}

void GoingOnCommandTest::killedAgainAndAgain()
{
    const QStringList whole = wholeGame(u"pipelined"_s);
    const qsizetype all = eventsIn(path(u"whole-pipelined"_s));
    const QString folder = path(u"again"_s);
    QStringList arguments = runArguments(folder);
    for (const int percent : {12, 35, 36, 60, 85}) {
        QVERIFY(killSurely(all * percent / 100, arguments, folder));
        arguments = {u"run"_s, u"--run_dir"_s, folder, u"--resume"_s};
    }
    QVERIFY(interruptionsIn(folder) >= 2); // 36 may be reached already when it is killed at 35
    const ProgramRun run = runProgram(arguments);
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(gameDifferences(u"whole"_s, whole, u"killed"_s, gameIn(folder)), QStringList());
    QCOMPARE(paidTwice(folder), QStringList());
}

void GoingOnCommandTest::tornFilesAreMended()
{
    const QStringList whole = wholeGame(u"pipelined"_s);
    const QString folder = path(u"torn"_s);
    QVERIFY(QDir().mkpath(folder));
    const QByteArray match = readFile(path(u"whole-pipelined/match.jsonl"_s));
    const QByteArray calls = readFile(path(u"whole-pipelined/calls.jsonl"_s));
    QVERIFY(writeFile(folder % u"/match.jsonl"_s, match.left(match.size() * 55 / 100)));
    QVERIFY(writeFile(folder % u"/calls.jsonl"_s, calls.left(calls.size() * 60 / 100)));
    const ProgramRun run = runProgram({u"run"_s, u"--run_dir"_s, folder});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(gameIn(folder), whole);
    const QByteArray mended = readFile(folder % u"/calls.jsonl"_s);
    for (const QByteArray &line : mended.trimmed().split('\n'))
        QVERIFY2(callTextFromLine(line), line.left(200).constData());
}

void GoingOnCommandTest::spentMatchesGoOn()
{
    SimulatorOptions options;
    options.scale = 0.02;
    Simulator server(options); // as somebody's server: that counts
    QVERIFY(server.start());
    const QString folder = path(u"spent"_s);
    const QStringList models{u"--models"_s, u"openai:m@"_s % server.baseUrl().toString()};
    const ProgramRun whole = runBeside(runArguments(path(u"whole"_s), models));
    QVERIFY2(whole.exitCode == 0, qPrintable(whole.errors));
    const ProgramRun spent =
        runBeside(runArguments(folder, models + QStringList{u"--token_cap"_s, u"150000"_s}));
    QVERIFY2(spent.exitCode == 3, qPrintable(spent.errors));
    const ProgramRun still = runBeside({u"run"_s, u"--run_dir"_s, folder});
    QCOMPARE(still.exitCode, 3); // the cap is the same, and what was spent counts
    const ProgramRun run = runBeside({u"run"_s, u"--run_dir"_s, folder, u"--token_cap"_s, u"0"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(gameIn(folder), gameIn(path(u"whole"_s)));
    QCOMPARE(paidTwice(folder), QStringList());
    MatchLog log;
    QCOMPARE(readMatchLog(folder, &log), QString());
    QCOMPARE(log.config().caps.tokens, 0); // the record says what it was played with
    QCOMPARE(log.at(0).as<MatchStarted>()->config->caps.tokens, 150'000);

    const ProgramRun over = runProgram({u"run"_s, u"--run_dir"_s, folder});
    QCOMPARE(over.exitCode, 2);
    QVERIFY2(over.errors.contains(u"is over"_s), qPrintable(over.errors));
    QVERIFY2(over.errors.contains(u"a later --max_year plays on"_s), qPrintable(over.errors));
}

void GoingOnCommandTest::theHintPlaysOn()
{
    const QString folder = path(u"short"_s);
    QCOMPARE(runProgram(runArguments(folder, {u"--end_at_phase"_s, u"S1901M"_s})).exitCode, 0);
    const ProgramRun over = runProgram({u"run"_s, u"--run_dir"_s, folder});
    QCOMPARE(over.exitCode, 2);
    QVERIFY2(over.errors.contains(u"a later --end_at_phase plays on"_s), qPrintable(over.errors));
    QVERIFY2(!over.errors.contains(u"max_year"_s), qPrintable(over.errors));
    const ProgramRun run =
        runProgram({u"run"_s, u"--run_dir"_s, folder, u"--end_at_phase"_s, u"F1901M"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QVERIFY2(run.errors.contains(u"F1901M"_s), qPrintable(run.errors));
}

void GoingOnCommandTest::interruptedByKeyboardGoesOn()
{
    const QString folder = path(u"interrupted"_s);
    QProcess program;
    // Slow enough that it has not ended before this process looks.
    program.start(qEnvironmentVariable("CONCERT_PROGRAM"),
                  runArguments(folder, {u"--simulator_scale"_s, u"0.3"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(eventsIn(folder) > 150, deadline);
    ::kill(static_cast<pid_t>(program.processId()), SIGINT);
    QVERIFY(program.waitForFinished(deadline));
    QCOMPARE(program.exitCode(), 130);
    const ProgramRun run =
        runProgram({u"run"_s, u"--run_dir"_s, folder, u"--simulator_scale"_s, u"0.02"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(
        gameDifferences(u"whole"_s, wholeGame(u"pipelined"_s), u"interrupted"_s, gameIn(folder)),
        QStringList());
    // The summary counts the whole record, as the exports do.
    const QString timings = folder_.filePath(u"timings.csv"_s);
    QCOMPARE(runProgram({u"export"_s, folder, u"--format"_s, u"csv"_s, u"-o"_s, timings}).exitCode,
             0);
    const auto rows = readFile(timings).trimmed().count('\n'); // below the names of the columns
    const QJsonObject summary = run.objects().last();
    QCOMPARE(summary[u"calls"_s].toInt(), rows);
    QCOMPARE(summary[u"calls"_s].toInt(), callsIn(folder, false));
    QCOMPARE(summary[u"requests"_s].toInt(), callsIn(folder, false));
    QCOMPARE(paidTwice(folder), QStringList());
}

void GoingOnCommandTest::failedMatchesGoOnWithoutTheCause()
{
    const QString folder = path(u"failed"_s);
    const ProgramRun failed =
        runProgram(runArguments(folder, {u"--simulator_fault"_s, u"http401:1"_s}));
    QCOMPARE(failed.exitCode, 1);
    const QByteArray recorded = readFile(folder % u"/match.jsonl"_s);
    // Whoever plays on needs a key like everybody: nothing is written without it.
    qunsetenv("OPENAI_API_KEY");
    const ProgramRun keyless =
        runProgram({u"run"_s, u"--run_dir"_s, folder, u"--models"_s, u"openai:gpt-x"_s});
    QCOMPARE(keyless.exitCode, 2);
    QVERIFY2(keyless.errors.contains(u"OPENAI_API_KEY"_s), qPrintable(keyless.errors));
    QCOMPARE(readFile(folder % u"/match.jsonl"_s), recorded);
    const ProgramRun run =
        runProgram({u"run"_s, u"--run_dir"_s, folder, u"--simulator_fault"_s, QString()});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    const QStringList differences =
        gameDifferences(u"whole"_s, wholeGame(u"pipelined"_s), u"failed"_s, gameIn(folder));
    QCOMPARE(differences.size(), 1); // that somebody had to wait is part of the record
    QVERIFY2(differences.first().contains(u"power_parked"_s), qPrintable(differences.first()));
}

void GoingOnCommandTest::playsAnewFromAPhase()
{
    const QStringList whole = wholeGame(u"pipelined"_s);
    const QByteArray recorded = readFile(path(u"whole-pipelined/match.jsonl"_s));
    const QString folder = path(u"anew"_s);
    QVERIFY(QDir().mkpath(folder));
    for (const QString &name : {matchFileName, callsFileName})
        QVERIFY(QFile::copy(path(u"whole-pipelined/"_s % name), folder % u'/' % name));
    const ProgramRun run =
        runProgram({u"run"_s, u"--run_dir"_s, folder, u"--resume_from_phase"_s, u"S1902M"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(gameDifferences(u"whole"_s, whole, u"anew"_s, gameIn(folder)), QStringList());
    const int asked = callsIn(folder, true); // by this process
    QVERIFY(asked > 50 && asked < callsIn(folder, false) / 2 + 30);
    QCOMPARE(run.objects().last()[u"calls"_s].toInt(), callsIn(folder, false));
    QCOMPARE(run.objects().last()[u"requests"_s].toInt(), callsIn(folder, false));
    const QStringList aside = QDir(folder).entryList({u"before_*"_s}, QDir::Dirs);
    QCOMPARE(aside.size(), 1);
    QCOMPARE(readFile(folder % u'/' % aside[0] % u"/match.jsonl"_s), recorded);
    for (const CallText &text : readCallTexts(folder))
        QVERIFY(!text.messages.isEmpty());
}

void GoingOnCommandTest::branchesIntoAnotherFolder()
{
    wholeGame(u"pipelined"_s);
    const QString source = path(u"whole-pipelined"_s);
    const QByteArray recorded = readFile(source % u"/match.jsonl"_s);
    const QString folder = path(u"branch"_s);
    const ProgramRun run =
        runProgram({u"run"_s, u"--run_dir"_s, source, u"--resume_from_phase"_s, u"S1901M"_s,
                    u"--critical_state_analysis_dir"_s, folder, u"--num_negotiation_rounds"_s,
                    u"0"_s, u"--max_year"_s, u"1901"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(readFile(source % u"/match.jsonl"_s), recorded);
    QCOMPARE(run.objects().last()[u"run_dir"_s].toString(), folder);
    MatchLog log;
    QCOMPARE(readMatchLog(folder, &log), QString());
    QCOMPARE(log.config().negotiationRounds, 0);
    const MatchContinued *continued = nullptr;
    for (qsizetype i = 0; i < log.size(); ++i) {
        QVERIFY(!log.at(i).as<MessageSent>());
        if (const auto *event = log.at(i).as<MatchContinued>())
            continued = event;
    }
    QVERIFY(continued);
    QCOMPARE(continued->origin, source);
    QCOMPARE(phaseText(*continued->from), u"S1901M"_s);
    QCOMPARE(log.phases().last().phase.year, 1901);
}

void GoingOnCommandTest::onlyOneProcessPlaysAMatch()
{
    const QString folder = path(u"locked"_s);
    QProcess program;
    program.start(qEnvironmentVariable("CONCERT_PROGRAM"),
                  runArguments(folder, {u"--simulator_scale"_s, u"20"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(eventsIn(folder) > 5, deadline);
    QVERIFY(isBeingPlayed(folder));
    const QByteArray recorded = readFile(folder % u"/match.jsonl"_s);
    const ProgramRun second = runProgram({u"run"_s, u"--run_dir"_s, folder});
    QCOMPARE(second.exitCode, 2);
    QVERIFY2(second.errors.contains(u"in use by another process"_s), qPrintable(second.errors));
    QVERIFY(readFile(folder % u"/match.jsonl"_s).startsWith(recorded));
    program.kill();
    QVERIFY(program.waitForFinished(deadline));
    QVERIFY(!isBeingPlayed(folder)); // whose process is gone holds nothing
}

/// A match that was killed before its first event left files without a byte, which are in nobody's
/// way; what was moved aside is named.
void GoingOnCommandTest::whatWasKilledAtOnceBeginsAgain()
{
    const QString folder = path(u"at once"_s);
    QVERIFY(QDir().mkpath(folder));
    for (const QString &name : {matchFileName, callsFileName}) {
        QFile file(folder % u'/' % name);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const ProgramRun begun = runProgram(runArguments(folder, {u"--max_year"_s, u"1901"_s}));
    QVERIFY2(begun.exitCode == 0, qPrintable(begun.errors));
    QVERIFY(eventsIn(folder) > 100);

    QVERIFY(QDir().mkpath(folder % u"/before_20261126_000000"_s));
    QVERIFY(QFile::remove(folder % u'/' % matchFileName));
    const ProgramRun aside = runProgram(runArguments(folder));
    QCOMPARE(aside.exitCode, 2);
    QVERIFY2(aside.errors.contains(u"before_20261126_000000"_s), qPrintable(aside.errors));
}

void GoingOnCommandTest::wrongUsesSayWhatWouldBeRight_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const QString whole = path(u"whole-pipelined"_s);
    QTest::newRow("no folder") << QStringList{u"--resume"_s} << u"needs --run_dir"_s;
    QTest::newRow("nothing there")
        << QStringList{u"--resume"_s, u"--run_dir"_s, path(u"none"_s)} << u"holds no match"_s;
    QTest::newRow("no such phase")
        << QStringList{u"--run_dir"_s, whole, u"--resume_from_phase"_s, u"F1907M"_s}
        << u"S1901M F1901M"_s;
    QTest::newRow("no phase at all")
        << QStringList{u"--run_dir"_s, whole, u"--resume_from_phase"_s, u"soon"_s}
        << u"not \"soon\""_s;
    QTest::newRow("where to branch")
        << QStringList{u"--run_dir"_s, whole, u"--critical_state_analysis_dir"_s, path(u"b"_s)}
        << u"needs --resume_from_phase"_s;
    QTest::newRow("into a folder that is taken") << QStringList{u"--run_dir"_s,
                                                                whole,
                                                                u"--resume_from_phase"_s,
                                                                u"S1902M"_s,
                                                                u"--critical_state_analysis_dir"_s,
                                                                whole}
                                                 << u"not empty"_s;
    QTest::newRow("the game would be over")
        << QStringList{u"--run_dir"_s, whole,           u"--resume_from_phase"_s,
                       u"S1902M"_s,    u"--max_year"_s, u"1901"_s}
        << u"ends before S1902M"_s;
    QTest::newRow("other rounds within a phase")
        << QStringList{u"--run_dir"_s, whole,           u"--num_negotiation_rounds"_s,
                       u"3"_s,         u"--max_year"_s, u"1903"_s}
        << u"--num_negotiation_rounds cannot change"_s;
}

void GoingOnCommandTest::wrongUsesSayWhatWouldBeRight()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    wholeGame(u"pipelined"_s);
    const QByteArray recorded = readFile(path(u"whole-pipelined/match.jsonl"_s));
    const ProgramRun run = runProgram(QStringList{u"run"_s} + arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(said), qPrintable(run.errors));
    QCOMPARE(readFile(path(u"whole-pipelined/match.jsonl"_s)), recorded);
    QCOMPARE(
        QDir(path(u"whole-pipelined"_s)).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot),
        (QStringList{callsFileName, matchFileName}));
}

QTEST_GUILESS_MAIN(GoingOnCommandTest)
#include "going_on_command_test.moc"
