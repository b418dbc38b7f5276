// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/stranger.h"

#include "core/record/match_log_reader.h"
#include "tests/support/sanitized.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr int deadline = isSanitized ? 600'000 : 120'000;
/// Of a program that opens something, beyond the size of what it opens.
constexpr qint64 mostMemory = qint64{200} << 20;
/// The sanitizers look for wrong accesses, for which a tenth of a huge file is enough.
constexpr int share = isSanitized ? 10 : 1;

/// A program that ends by itself in time, and what it took.
struct Opening {
    int exitCode = -1; ///< -1: it crashed or had to be killed
    QString errors;
    qint64 memory = 0; ///< bytes, the highest that any program so far had
    qint64 before = 0; ///< of those before it

    /// One that takes less than one before it does not show, which had more to open.
    bool takesAtMost(qint64 bytes) const
    {
        return isSanitized || memory <= bytes || memory == before;
    }
};

/// Bytes, the highest that any program that has ended had.
qint64 highestMemory()
{
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return qint64{usage.ru_maxrss} * 1024;
}

Opening openWith(const QStringList &arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    process.closeWriteChannel();
    Opening opening;
    opening.before = highestMemory();
    if (!process.waitForFinished(deadline))
        process.kill();
    process.waitForFinished();
    if (process.exitStatus() == QProcess::NormalExit)
        opening.exitCode = process.exitCode();
    opening.errors = QString::fromUtf8(process.readAllStandardError());
    opening.memory = highestMemory();
    return opening;
}

qint64 sizeOnDisk(const QString &path)
{
    struct stat status {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0
               ? qint64{status.st_blocks} * 512
               : 0;
}

} // namespace

/// Every command with the folders of somebody who wants to do harm: nothing outside them changes,
/// nothing hangs, nothing takes the memory, and what cannot be used is said.
class StrangerCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rewindingRemovesOnlyItsOwn();
    void savedGames_data();
    void savedGames();
    void aLinkThatTheUserNamesIsRead();
    void matchFoldersArePrivate();
    void promptFolders_data();
    void promptFolders();
    void foldersFullOfTricks_data(); // last, for the size of one of them: see Opening::memory
    void foldersFullOfTricks();

private:
    QString path(const QString &name) const { return folder_.filePath(name); }
    QTemporaryDir folder_;
    QString whole_;
};

void StrangerCommandTest::initTestCase()
{
    QVERIFY(folder_.isValid());
    whole_ = path(u"whole"_s);
    const ProgramRun run =
        runProgram({u"run"_s, u"--run_dir"_s, whole_, u"--max_year"_s, u"1901"_s,
                    u"--num_negotiation_rounds"_s, u"0"_s, u"--simulator_scale"_s, u"0.01"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
}

void StrangerCommandTest::rewindingRemovesOnlyItsOwn()
{
    const QString folder = path(u"rewound"_s);
    QVERIFY(stranger::makeInterrupted(folder, whole_));
    QVERIFY(QDir().mkpath(folder % u"/next/deep"_s));
    QVERIFY(writeFile(folder % u"/next/my-notes.txt"_s, "keep me\n"));
    QVERIFY(writeFile(folder % u"/next/match.jsonl"_s, "mine, too\n"));
    const QStringList mine = stranger::everythingIn(folder % u"/next"_s);
    const QByteArray match = readFile(folder % u"/match.jsonl"_s);
    const QByteArray calls = readFile(folder % u"/calls.jsonl"_s);
    const Opening run =
        openWith({u"run"_s, u"--run_dir"_s, folder, u"--resume_from_phase"_s, u"S1901M"_s});
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(stranger::everythingIn(folder % u"/next"_s), mine);
    const QStringList left =
        QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    QCOMPARE(left.size(), 4); // the match, its texts, next and before_…
    const QString aside = folder % u'/' % QDir(folder).entryList({u"before_*"_s}).value(0);
    QCOMPARE(readFile(aside % u"/match.jsonl"_s), match);
    QCOMPARE(readFile(aside % u"/calls.jsonl"_s), calls);
}

/// Made when they are needed: what this process holds counts as its children's while they begin.
struct StrangersGame {
    const char *name;
    QByteArray (*text)();
};
constexpr std::array strangersGames{
    StrangersGame{
        "ten million zeros",
        []() -> QByteArray { return "[" + QByteArray("0,").repeated(10'000'000 / share) + "0]"; }},
    StrangersGame{
        "millions of lists",
        []() -> QByteArray { return "[" + QByteArray("[],").repeated(8'000'000 / share) + "0]"; }},
    StrangersGame{
        "millions of tables",
        []() -> QByteArray { return "[" + QByteArray("{},").repeated(8'000'000 / share) + "0]"; }},
    StrangersGame{"a list in each line",
                  []() -> QByteArray {
                      return "[\n" + QByteArray("[0],\n").repeated(8'000'000 / share) + "0]";
                  }},
    StrangersGame{"nothing but a beginning",
                  []() -> QByteArray { return QByteArray(50'000'000 / share, '['); }},
    StrangersGame{"a game with a text of 45 MB",
                  []() -> QByteArray {
                      return R"({"id":")" + QByteArray(45'000'000 / share, 'x') +
                             R"(","phases":[]})";
                  }},
    StrangersGame{"a game with escapes",
                  []() -> QByteArray {
                      return R"({"id":")" + QByteArray(R"(\u00e9)").repeated(8'000'000 / share) +
                             R"(","phases":[]})";
                  }},
    StrangersGame{"lines of games", []() -> QByteArray {
                      return QByteArray("{\"id\":\"x\",\"map\":\"standard\",\"phases\":[]}\n")
                          .repeated(500'000 / share);
                  }}};

void StrangerCommandTest::savedGames_data()
{
    QTest::addColumn<int>("game");
    QTest::addColumn<bool>("packed");
    for (const bool packed : {false, true}) {
        for (std::size_t i = 0; i < strangersGames.size(); ++i)
            QTest::addRow("%s, %s", strangersGames[i].name, packed ? "packed" : "plain")
                << static_cast<int>(i) << packed;
    }
}

void StrangerCommandTest::savedGames()
{
    QFETCH(int, game);
    QFETCH(bool, packed);
    const QString file = path(packed ? u"game.json.gz"_s : u"game.json"_s);
    QVERIFY(writeFile(path(u"game.json"_s), strangersGames[static_cast<std::size_t>(game)].text()));
    if (packed) {
        QFile::remove(file);
        QProcess gzip;
        gzip.start(u"gzip"_s, {u"-1"_s, path(u"game.json"_s)});
        QVERIFY(gzip.waitForFinished(deadline));
    }
    const Opening opening = openWith({u"verify"_s, file});
    QVERIFY2(opening.exitCode > 0, qPrintable(opening.errors.left(1000)));
    QVERIFY2(!opening.errors.isEmpty() && opening.errors.size() < 10'000,
             qPrintable(opening.errors.left(1000)));
    QVERIFY2(opening.takesAtMost(QFileInfo(file).size() + mostMemory),
             qPrintable(QString::number(opening.memory)));
}

void StrangerCommandTest::aLinkThatTheUserNamesIsRead()
{
    QVERIFY(stranger::link(whole_, path(u"link to a folder"_s)));
    QVERIFY(stranger::link(whole_ % u"/match.jsonl"_s, path(u"link to a match.jsonl"_s)));
    for (const QString &name : {u"link to a folder"_s, u"link to a match.jsonl"_s}) {
        const Opening opening = openWith({u"whatif"_s, path(name)});
        QVERIFY2(opening.exitCode == 0, qPrintable(opening.errors));
    }
    QVERIFY(stranger::link(sampleFile("datc.json"), path(u"set-ups.json"_s)));
    QVERIFY(openWith({u"verify"_s, path(u"set-ups.json"_s)}).exitCode >= 0);
    const QString run = path(u"link to go on in"_s);
    QVERIFY(stranger::makeInterrupted(path(u"to go on in"_s), whole_));
    QVERIFY(stranger::link(path(u"to go on in"_s), run));
    const Opening opening = openWith({u"run"_s, u"--run_dir"_s, run});
    QVERIFY2(opening.exitCode == 0, qPrintable(opening.errors));
}

void StrangerCommandTest::matchFoldersArePrivate()
{
    const mode_t before = ::umask(0022);
    const QString folder = path(u"deep/private"_s);
    const Opening run =
        openWith({u"run"_s, u"--run_dir"_s, folder, u"--end_at_phase"_s, u"S1901M"_s,
                  u"--num_negotiation_rounds"_s, u"0"_s, u"--simulator_scale"_s, u"0"_s});
    const Opening exported = openWith({u"export"_s, folder});
    const Opening rewound =
        openWith({u"run"_s, u"--run_dir"_s, folder, u"--resume_from_phase"_s, u"S1901M"_s});
    ::umask(before);
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QVERIFY2(exported.exitCode == 0, qPrintable(exported.errors));
    QVERIFY2(rewound.exitCode == 0, qPrintable(rewound.errors));
    const auto modeOf = [](const QString &path) {
        struct stat status {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0
                   ? static_cast<int>(status.st_mode & 07777U)
                   : -1;
    };
    QCOMPARE(modeOf(folder), 0700);
    QCOMPARE(modeOf(path(u"deep"_s)), 0755); // that is the user's own business
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    int count = 0;
    for (; entries.hasNext(); ++count) {
        const QString entry = entries.next();
        QVERIFY2((modeOf(entry) & 0077) == 0, qPrintable(entry));
    }
    QCOMPARE(count, 6); // the match, its texts, both once more in before_…, and the export
}

/// A folder of prompts is not a way to the user's other files.
void StrangerCommandTest::promptFolders_data()
{
    QTest::addColumn<QString>("trick");
    QTest::addColumn<QString>("said"); // empty: it is used
    QTest::newRow("link out of it") << u"out"_s << u"leads out of its folder"_s;
    QTest::newRow("link within it") << u"within"_s << QString();
    QTest::newRow("link to nothing") << u"nothing"_s << stranger::aLink;
    QTest::newRow("pipe") << u"pipe"_s << stranger::noFile;
    QTest::newRow("without an end") << u"huge"_s << u"longer than 256 KB"_s;
}

void StrangerCommandTest::promptFolders()
{
    QFETCH(QString, trick);
    QFETCH(QString, said);
    const QTemporaryDir place;
    const QString folder = place.filePath(u"prompts"_s);
    const QString prompt = folder % u"/system_prompt.txt"_s;
    const QString secret = place.filePath(u"secret.txt"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(writeFile(secret, "CANARY-OF-A-KEY-FILE"));
    QVERIFY(writeFile(folder % u"/mine.txt"_s, "You play as the folder wants."));
    QVERIFY(trick != u"out"_s || stranger::link(secret, prompt));
    QVERIFY(trick != u"within"_s || stranger::link(u"mine.txt"_s, prompt));
    QVERIFY(trick != u"nothing"_s || stranger::link(place.filePath(u"none"_s), prompt));
    QVERIFY(trick != u"pipe"_s || stranger::pipeAt(prompt));
    QVERIFY(trick != u"huge"_s || stranger::hugeFileAt(prompt));
    const QString run = place.filePath(u"run"_s);
    const Opening opening = openWith(
        {u"run"_s, u"--run_dir"_s, run, u"--prompts_dir"_s, folder, u"--end_at_phase"_s,
         u"S1901M"_s, u"--num_negotiation_rounds"_s, u"0"_s, u"--simulator_scale"_s, u"0"_s});
    const QByteArray calls = readFile(run % u"/calls.jsonl"_s);
    QVERIFY(!calls.contains("CANARY"));
    QCOMPARE(opening.exitCode, said.isEmpty() ? 0 : 2);
    QVERIFY2(opening.errors.contains(said), qPrintable(opening.errors));
    QCOMPARE(calls.contains("as the folder wants"), said.isEmpty());
    QVERIFY2(opening.takesAtMost(mostMemory), qPrintable(QString::number(opening.memory)));
}

void StrangerCommandTest::foldersFullOfTricks_data()
{
    QTest::addColumn<int>("trick");
    QTest::addColumn<QString>("command");
    const QList<stranger::Trick> tricks = stranger::allTricks();
    for (int i = 0; i < tricks.size(); ++i) {
        for (const char *command : {"export", "resume", "rewind", "branch"}) {
            QTest::addRow("%s, %s", tricks[i].name, command) << i << QString::fromLatin1(command);
            if (isSanitized && QByteArray(tricks[i].name).contains("million"))
                break; // minutes each, and one reader reads them for all four
        }
    }
}

void StrangerCommandTest::foldersFullOfTricks()
{
    QFETCH(int, trick);
    QFETCH(QString, command);
    const stranger::Trick used = stranger::allTricks()[trick];
    const QTemporaryDir place;
    const QString folder = place.filePath(u"match"_s);
    const QString victim = place.filePath(u"victim"_s);
    const QString branch = place.filePath(u"branch"_s);
    QVERIFY(stranger::makeInterrupted(folder, whole_));
    QVERIFY(stranger::makeVictim(victim, whole_));
    if (!used.lay(folder, victim))
        QFAIL("the trick could not be laid");
    const QStringList before = stranger::everythingIn(victim);
    const bool isTimed = QByteArray(used.name).startsWith("before_*"); // its names will be due
    const QStringList run{u"run"_s, u"--run_dir"_s, folder};
    const QStringList anew{u"--resume_from_phase"_s, u"S1901M"_s};
    const QHash<QString, QStringList> commands{
        {u"export"_s, {u"export"_s, folder}},
        {u"resume"_s, run},
        {u"rewind"_s, run + anew},
        {u"branch"_s, run + anew + QStringList{u"--critical_state_analysis_dir"_s, branch}}};

    const Opening opening = openWith(commands[command]);
    QVERIFY2(opening.exitCode >= 0, qPrintable(opening.errors));
    QCOMPARE(stranger::everythingIn(victim), before);
    const qint64 size = sizeOnDisk(folder % u"/match.jsonl"_s);
    QVERIFY2(opening.takesAtMost(size + mostMemory), qPrintable(QString::number(opening.memory)));
    QString said = command == u"resume"_s || command == u"rewind"_s ? used.goingOn : used.looking;
    if (said.isEmpty() && command == u"export"_s)
        said = used.exporting;
    if (said.isEmpty() && command == u"branch"_s)
        said = used.branching;
    if (said.isEmpty())
        QVERIFY2(opening.exitCode == 0, qPrintable(opening.errors));
    else
        QVERIFY2(opening.exitCode > 0 && opening.errors.contains(said), qPrintable(opening.errors));
    QVERIFY(!isTimed || QDir(folder).exists());
}

QTEST_GUILESS_MAIN(StrangerCommandTest)
#include "stranger_command_test.moc"
