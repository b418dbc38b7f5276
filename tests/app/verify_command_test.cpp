// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/jsonl_reader.h"
#include "core/record/match_log_reader.h"
#include "core/record/saved_game_log.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"
#include "tests/app/program.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// concert verify, and concert export, whose games it must find right.
class VerifyCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSampleHasNoDifference();
    void aDifferenceIsTold();
    void badFilesAreNamed_data();
    void badFilesAreNamed();
    void rubbishIsToldBriefly();
    void oneBadLineDoesNotHideTheOthers();
    void ourOwnGamesHaveNoDifference_data();
    void ourOwnGamesHaveNoDifference();
    void exportsSayWhatIsWrong();
    void usage();
    void helpIsTheCommands_data();
    void helpIsTheCommands();

private:
    static QStringList told(const MatchLog &log);
    QString path(const QString &name) const { return folder_.path() % u'/' % name; }
    static QJsonObject firstGame()
    {
        JsonlReader reader(sampleFile("games-sample.jsonl.gz"));
        return reader.next()->object;
    }
    QTemporaryDir folder_;
};

/// What is the game's, of whatever order in time, as lines.
QStringList VerifyCommandTest::told(const MatchLog &log)
{
    QStringList lines;
    const auto add = [&lines](const Phase &phase, Power power, const QStringList &rest) {
        lines << phaseText(phase) % u' ' % powerText(power) % u' ' % rest.join(u" | "_s);
    };
    std::map<Power, MemoryUpdated> minds;
    Position position;
    // The library keeps no waives, and has no units that cannot retreat.
    const auto isKept = [&position](const Order &order) {
        return order.kind != OrderKind::Waive &&
               std::ranges::none_of(position.dislodged(), [&order](const DislodgedUnit &entry) {
                   return entry.unit.location == order.unit && entry.retreats.empty();
               });
    };
    for (qsizetype i = 0; i < log.size(); ++i) {
        const MatchEvent &event = log.at(i);
        if (const auto *message = event.as<MessageSent>())
            add(message->phase, message->from,
                {u"says"_s, message->to ? powerText(*message->to) : u"all"_s, message->text});
        else if (const auto *diary = event.as<DiaryWritten>())
            add(diary->phase, diary->power, {u"notes"_s, diary->text, diary->intent});
        else if (const auto *brief = event.as<DiaryConsolidated>())
            add(brief->phase, brief->power, {u"shortens"_s, brief->text});
        else if (const auto *orders = event.as<OrdersSubmitted>()) {
            for (const SubmittedOrder &given : orders->orders) {
                if (isKept(given.order))
                    add(orders->phase, orders->power,
                        {u"orders"_s, toQString(orderText(given.order))});
            }
        } else if (const auto *started = event.as<PhaseStarted>()) {
            position = started->position;
        } else if (const auto *memory = event.as<MemoryUpdated>()) {
            minds[memory->power] = *memory;
        }
    }
    for (const auto &[power, memory] : minds)
        lines << powerText(power) % u" wants "_s % memory.goals.join(u", "_s);
    lines.sort();
    return lines;
}

void VerifyCommandTest::theSampleHasNoDifference()
{
    const ProgramRun run = runProgram({u"verify"_s, sampleFile("games-sample.jsonl.gz")});
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.lines().last(), "150 games, 5904 phases, 0 differences"_ba);
}

void VerifyCommandTest::aDifferenceIsTold()
{
    QJsonObject game = firstGame();
    QJsonArray phases = game[u"phases"_s].toArray();
    QJsonObject phase = phases[0].toObject();
    QJsonObject results = phase[u"results"_s].toObject();
    QCOMPARE(results[u"F TRI"_s].toArray(), QJsonArray{u"bounce"_s});
    results.insert(u"F TRI"_s, QJsonArray());
    phase.insert(u"results"_s, results);
    phases[0] = phase;
    game.insert(u"phases"_s, phases);
    const QString file = path(u"wrong.json"_s);
    QVERIFY(writeFile(file, QJsonDocument(game).toJson()));
    const ProgramRun run = runProgram({u"verify"_s, file});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.lines().size(), 2);
    const QString line = QString::fromUtf8(run.lines().first());
    QVERIFY2(line.startsWith(file %
                             u": clean0000 S1901M: F TRI - VEN: as ordered in the file, bounce by "
                             "the rules"_s),
             qPrintable(line));
    QCOMPARE(run.lines().last(), "1 game, 40 phases, 1 difference"_ba);
}

void VerifyCommandTest::badFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem"); // after the file's name
    QTest::newRow("nothing") << QByteArray() << u": the file is empty"_s;
    QTest::newRow("no JSON") << "hello"_ba << u": this is not JSON: illegal value (line 1"_s;
    QTest::newRow("torn") << "{\"id\": \"x\",\n \"phases\": ["_ba << u": this is not JSON: "_s;
    QTest::newRow("zeros") << QByteArray(5000, '\0') << u": this is not JSON"_s;
    QTest::newRow("deep") << QByteArray(100'000, '[') << u": this is not JSON"_s;
    QTest::newRow("other JSON") << "{\"a\": 1}"_ba
                                << u": this is not a saved game: it has no list of phases"_s;
    QTest::newRow("no phases") << "{\"phases\": []}"_ba << u": the saved game has no phases"_s;
    QTest::newRow("number") << "[1]"_ba << u"[0]: this is not a JSON object"_s;
    QTest::newRow("other map") << "{\"map\": \"ancmed\", \"phases\": []}"_ba
                               << u": the map \"ancmed\" is unknown; only \"standard\" is"_s;
    QTest::newRow("unit")
        << "{\"phases\": [{\"name\": \"S1901M\", \"state\": {\"units\": {\"FRANCE\": "
           "[\"A NTH\"]}}}]}"_ba
        << u":S1901M: \"A NTH\" of FRANCE cannot stand there"_s;
}

void VerifyCommandTest::badFilesAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const QString file = path(u"bad.json"_s);
    QVERIFY(writeFile(file, text));
    const ProgramRun run = runProgram({u"verify"_s, file});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.startsWith(file % problem), qPrintable(run.errors));
    QCOMPARE(run.errors.count(u'\n'), 1);
    QCOMPARE(run.output, QByteArray()); // there is nothing to count
}

/// A match's log, say.
void VerifyCommandTest::rubbishIsToldBriefly()
{
    const QString file = path(u"rubbish.jsonl"_s);
    QVERIFY(writeFile(file, QByteArray("{\"a\": 1}\n").repeated(400)));
    const ProgramRun run = runProgram({u"verify"_s, file});
    QCOMPARE(run.exitCode, 2);
    QCOMPARE(run.errors,
             QString(file % u":1: this is not a saved game: it has no list of phases\n"_s % file %
                     u": further entries that are no saved games: 399\n"_s));
}

void VerifyCommandTest::oneBadLineDoesNotHideTheOthers()
{
    const QByteArray good = QJsonDocument(firstGame()).toJson(QJsonDocument::Compact);
    const QString file = path(u"mixed.jsonl"_s);
    QVERIFY(writeFile(file, good + "\n" + good.left(1000) + "\n\n" + good));
    ProgramRun run = runProgram({u"verify"_s, file, path(u"missing.json"_s)});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.startsWith(file % u":2: this is not JSON"_s), qPrintable(run.errors));
    QVERIFY2(run.errors.contains(u"missing.json: the file cannot be read"_s),
             qPrintable(run.errors));
    QCOMPARE(run.lines().last(), "2 games, 80 phases, 0 differences"_ba);

    // A compressed file that was cut off has its first games.
    const QString cut = path(u"cut.jsonl.gz"_s);
    QVERIFY(writeFile(cut, readFile(sampleFile("games-sample.jsonl.gz")).left(100'000)));
    run = runProgram({u"verify"_s, cut});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(u"the file is damaged or cut off here"_s), qPrintable(run.errors));
    QVERIFY(run.lines().last().endsWith(" 0 differences"));
    QVERIFY(run.lines().last().split(' ').first().toInt() > 5);
}

void VerifyCommandTest::ourOwnGamesHaveNoDifference_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("press") << QStringList{u"--max_year"_s, u"1903"_s};
    QTest::newRow("long, without press")
        << QStringList{u"--max_year"_s, u"1920"_s,        u"--num_negotiation_rounds"_s,
                       u"0"_s,          u"--seed_base"_s, u"5"_s};
}

void VerifyCommandTest::ourOwnGamesHaveNoDifference()
{
    QFETCH(QStringList, options);
    const QString run = path(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(runProgram(QStringList{u"run"_s, u"--simulator_scale"_s, u"0"_s, u"--run_dir"_s, run} +
                        options)
                 .exitCode,
             0);
    const QString file = path(u"own.json"_s);
    const ProgramRun exported =
        runProgram({u"export"_s, run, u"--format"_s, u"game"_s, u"-o"_s, file});
    QCOMPARE(exported.errors, QString());
    QCOMPARE(exported.exitCode, 0);
    const QJsonObject game = QJsonDocument::fromJson(readFile(file)).object();
    const int phases = static_cast<int>(game[u"phases"_s].toArray().size());
    QVERIFY(phases > 6);
    const ProgramRun verified = runProgram({u"verify"_s, file});
    QCOMPARE(verified.output,
             "1 game, " + QByteArray::number(phases - 1) + " phases, 0 differences\n");
    QCOMPARE(verified.exitCode, 0);
    QCOMPARE(runProgram({u"verify"_s, run}).output, verified.output); // the folder itself

    // Nothing that was played, said or noted is lost on the way out and in again.
    MatchLog log;
    QCOMPARE(readMatchLog(run, &log), QString());
    const auto read = savedGameFromJson(game, u"own"_s);
    QVERIFY(std::holds_alternative<SavedGame>(read));
    QVERIFY(std::get<SavedGame>(read).notes.isEmpty());
    MatchLog again;
    again.append(matchEventsOf(std::get<SavedGame>(read)));
    const QStringList before = told(log);
    QVERIFY(before.size() > 20);
    QCOMPARE(told(again), before);
}

void VerifyCommandTest::exportsSayWhatIsWrong()
{
    ProgramRun run = runProgram({u"export"_s, path(u"nowhere"_s), u"--format"_s, u"game"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(u"nowhere"_s), qPrintable(run.errors));
    run = runProgram({u"export"_s, folder_.path(), u"--format"_s, u"png"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(u"game, not \"png\""_s), qPrintable(run.errors));
}

void VerifyCommandTest::usage()
{
    QCOMPARE(runProgram({u"verify"_s}).exitCode, 2);
    QCOMPARE(runProgram({u"verify"_s, u"--nonsense"_s}).exitCode, 2);
    const ProgramRun help = runProgram({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const char *command : {"run", "simulate", "export", "adjudicate", "legal", "verify"}) {
        QVERIFY2(help.output.contains(QByteArray("concert ").append(command)), command);
    }
}

void VerifyCommandTest::helpIsTheCommands_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("run") << "Default: 1902."_ba;
    QTest::newRow("compare") << "Default: blocking,staged,pipelined."_ba;
    QTest::newRow("whatif") << "Without it as many as when it was played."_ba;
    QTest::newRow("simulate") << "Default: 8080."_ba;
    QTest::newRow("export") << "Default: csv."_ba;
    QTest::newRow("adjudicate") << "Default: library."_ba;
    QTest::newRow("legal") << "One set-up"_ba.toLower();
    QTest::newRow("evaluate") << "Default: 1000."_ba;
    QTest::newRow("verify") << "Saved games"_ba;
}

void VerifyCommandTest::helpIsTheCommands()
{
    QFETCH(QByteArray, part);
    const QString command = QString::fromUtf8(QTest::currentDataTag());
    ProgramRun run = runProgram({command, u"--help"_s});
    QCOMPARE(run.exitCode, 0);
    const QByteArray usage = "Usage: concert " + command.toUtf8() + " [options]";
    QVERIFY2(run.output.startsWith(usage), run.output.left(200).constData());
    QVERIFY2(run.output.simplified().contains(part), run.output.constData());
    run = runProgram({command, u"--help-all"_s}); // Qt's, which did not stop a match
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(u"help-all"_s), qPrintable(run.errors));
}

QTEST_GUILESS_MAIN(VerifyCommandTest)
#include "verify_command_test.moc"
