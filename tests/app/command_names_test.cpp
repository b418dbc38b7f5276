// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/local_path.h"
#include "app/nearest_name.h"
#include "tests/app/program.h"

#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace concert;

/// What the command of the window says; a build without one says that at once.
static QString ofWindow(const QString &said)
{
    return CONCERT_GUI ? said : u"this build has no window"_s;
}

/// What the program makes of its first words: commands, folders, and what was meant by others.
class CommandNamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNearestIsNamed_data();
    void theNearestIsNamed();
    void everyCommandNamesTheNearestOption_data();
    void everyCommandNamesTheNearestOption();
    void tellsItsVersion_data();
    void tellsItsVersion();
    void whatFollowsTwoDashesIsAFolder();
    void addressesOfFilesArePaths_data();
    void addressesOfFilesArePaths();
};

void CommandNamesTest::theNearestIsNamed_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("said");
    QTest::newRow("letters swapped") << u"rnu"_s << u"did you mean concert run?"_s;
    QTest::newRow("letter missing") << u"adjudcate"_s << u"did you mean concert adjudicate?"_s;
    QTest::newRow("too long") << u"compares"_s << u"did you mean concert compare?"_s;
    QTest::newRow("dash") << u"what-if"_s << u"did you mean concert whatif?"_s;
    QTest::newRow("option") << u"--hepl"_s << u"did you mean --help?"_s;
    QTest::newRow("nothing near")
        << u"wombat"_s
        << ofWindow(u"\"wombat\" is neither a command nor a folder with a match\n"_s);
}

void CommandNamesTest::theNearestIsNamed()
{
    QFETCH(QString, given);
    QFETCH(QString, said);
    const ProgramRun run = runProgram({given});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(said), qPrintable(run.errors));
}

void CommandNamesTest::everyCommandNamesTheNearestOption_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("meant");
    QTest::newRow("run") << u"--run-dir"_s << u"--run_dir"_s;
    QTest::newRow("compare") << u"--schedule"_s << u"--schedules"_s;
    QTest::newRow("whatif") << u"--slot"_s << u"--slots"_s;
    QTest::newRow("simulate") << u"--prot"_s << u"--port"_s;
    QTest::newRow("export") << u"--formt"_s << u"--format"_s;
    QTest::newRow("adjudicate") << u"--rule"_s << u"--rules"_s;
    QTest::newRow("legal") << u"--hlep"_s << u"--help"_s;
    QTest::newRow("evaluate") << u"--year"_s << u"--years"_s;
    QTest::newRow("verify") << u"--hlep"_s << u"--help"_s;
}

void CommandNamesTest::everyCommandNamesTheNearestOption()
{
    QFETCH(QString, written);
    QFETCH(QString, meant);
    const QString command = QString::fromUtf8(QTest::currentDataTag());
    const ProgramRun run = runProgram({command, written, u"1"_s});
    QCOMPARE(run.exitCode, 2);
    const QString said = u"\"%1\" is not an option of \"concert %2\"; did you mean %3?"_s.arg(
        written, command, meant);
    QVERIFY2(run.errors.contains(said), qPrintable(run.errors));
}

void CommandNamesTest::tellsItsVersion_data()
{
    QTest::addColumn<QString>("option");
    QTest::newRow("short") << u"-v"_s;
    QTest::newRow("long") << u"--version"_s;
}

void CommandNamesTest::tellsItsVersion()
{
    QFETCH(QString, option);
    const ProgramRun run = runProgram({option});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith("concert "));
}

/// Without a match there nothing is opened, but what is said shows what was looked for.
void CommandNamesTest::whatFollowsTwoDashesIsAFolder()
{
    const ProgramRun command = runProgram({u"--"_s, u"run"_s});
    QCOMPARE(command.exitCode, 2);
    QVERIFY2(command.errors.contains(ofWindow(u"\"run\" is neither a command nor a folder"_s)),
             qPrintable(command.errors));
    const ProgramRun option = runProgram({u"--"_s, u"--help"_s});
    QCOMPARE(option.exitCode, 2);
    QVERIFY2(option.errors.contains(ofWindow(u"\"--help\" is neither"_s)),
             qPrintable(option.errors));
    QTemporaryDir folder;
    const ProgramRun empty = runProgram({u"--"_s, folder.path()});
    QVERIFY2(empty.errors.contains(ofWindow(u"holds no match"_s)), qPrintable(empty.errors));
}

void CommandNamesTest::addressesOfFilesArePaths_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("path");
    QTest::newRow("path") << u"/tmp/a match"_s << u"/tmp/a match"_s;
    QTest::newRow("address") << u"file:///tmp/a%20match"_s << u"/tmp/a match"_s;
    QTest::newRow("with its host") << u"file://localhost/tmp/x"_s << u"/tmp/x"_s;
    QTest::newRow("another host") << u"file://server/tmp/x"_s << u"file://server/tmp/x"_s;
    QTest::newRow("relative") << u"file:x"_s << u"file:x"_s;
    QTest::newRow("a folder of that name") << u"./file://x"_s << u"./file://x"_s;
}

void CommandNamesTest::addressesOfFilesArePaths()
{
    QFETCH(QString, given);
    QFETCH(QString, path);
    QCOMPARE(localPath(given), path);
    if (!given.startsWith(u"file:///"_s))
        return;
    QTemporaryDir folder;
    const QString address = QUrl::fromLocalFile(folder.path()).toString();
    const ProgramRun window = runProgram({address});
    QVERIFY2(window.errors.contains(ofWindow(folder.path() % u" holds no match"_s)),
             qPrintable(window.errors));
    const ProgramRun exported = runProgram({u"export"_s, address, u"--format"_s, u"csv"_s});
    QVERIFY2(exported.exitCode != 0 && exported.errors.contains(folder.path()) &&
                 !exported.errors.contains(u"file://"_s),
             qPrintable(exported.errors));
}

QTEST_GUILESS_MAIN(CommandNamesTest)
#include "command_names_test.moc"
