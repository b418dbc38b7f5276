// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/jsonl_reader.h"
#include "tests/app/program.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace concert;

/// concert evaluate, through the real program.
class EvaluateCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRowForEachPhase();
    void sharesAddUp();
    void theSeedDecides();
    void tablesAreForPeople();
    void csvHasARowAPhase();
    void onePhase();
    void whatIsReadable_data();
    void whatIsReadable();
    void oneOfSeveralGames();
    void matchesOfOurs();
    void problemsAreNamed_data();
    void problemsAreNamed();
    void usage_data();
    void usage();

private:
    QString path(const QString &name) const { return folder_.path() % u'/' % name; }
    static ProgramRun evaluate(const QStringList &more, const QByteArray &input = {})
    {
        return runProgram(QStringList{u"evaluate"_s, u"--games"_s, u"20"_s} + more, input);
    }

    QTemporaryDir folder_;
    QJsonObject game_;
    QString file_; ///< of one saved game
    qsizetype phases_ = 0;
};

void EvaluateCommandTest::initTestCase()
{
    JsonlReader reader(sampleFile("games-sample.jsonl.gz"));
    game_ = reader.next()->object;
    phases_ = game_[u"phases"_s].toArray().size();
    file_ = path(u"game.json"_s);
    QVERIFY(phases_ > 10);
    QVERIFY(writeFile(file_, QJsonDocument(game_).toJson()));
}

void EvaluateCommandTest::aRowForEachPhase()
{
    const ProgramRun run = evaluate({u"--format"_s, u"json"_s, file_});
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
    const QList<QJsonObject> rows = run.objects();
    QCOMPARE(rows.size(), phases_);
    const QJsonArray phases = game_[u"phases"_s].toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i][u"phase"_s], phases[i][u"name"_s]);
        QCOMPARE(rows[i][u"game"_s], game_[u"id"_s]);
        QCOMPARE(rows[i][u"games"_s].toInt(), 20);
    }
}

void EvaluateCommandTest::sharesAddUp()
{
    const ProgramRun run = evaluate({u"--format"_s, u"json"_s, file_});
    for (const QJsonObject &row : run.objects()) {
        double sum = 0;
        const QJsonObject powers = row[u"powers"_s].toObject();
        QCOMPARE(powers.size(), 7);
        for (const QJsonValue &power : powers) {
            sum += power[u"share"_s].toDouble();
            QVERIFY(power[u"share_error"_s].toDouble() >= 0);
            QVERIFY(power[u"alive"_s].toDouble() <= 1);
        }
        QVERIFY2(std::abs(sum - 1) < 1e-6, qPrintable(QString::number(sum, 'g', 10)));
    }
}

void EvaluateCommandTest::theSeedDecides()
{
    const QStringList arguments{u"--format"_s, u"csv"_s, u"--phase"_s, u"S1901M"_s, file_};
    const QByteArray once = evaluate(arguments).output;
    QVERIFY(!once.isEmpty());
    QCOMPARE(evaluate(arguments).output, once);
    QVERIFY(evaluate(arguments + QStringList{u"--seed"_s, u"2"_s}).output != once);
    QVERIFY(evaluate(arguments + QStringList{u"--years"_s, u"1"_s}).output != once);
    QCOMPARE(evaluate(arguments + QStringList{u"--horizon"_s, u"2"_s}).output, once);
}

void EvaluateCommandTest::tablesAreForPeople()
{
    const ProgramRun run = evaluate({file_});
    QCOMPARE(run.exitCode, 0);
    const QList<QByteArray> lines = run.lines();
    QCOMPARE(lines.size(), phases_ + 3); // the game, what is shown, the heading
    QCOMPARE(QString::fromUtf8(lines[0]), game_[u"id"_s].toString());
    QVERIFY(lines[1].contains("20 games a phase, 2 years on"));
    QVERIFY(lines[2].startsWith("phase ") && lines[2].endsWith("TURKEY"));
    QVERIFY(lines[3].startsWith("S1901M "));
    for (const QByteArray &line : lines.mid(2)) // in columns
        QCOMPARE(QString::fromUtf8(line).size(), QString::fromUtf8(lines[2]).size());
}

void EvaluateCommandTest::csvHasARowAPhase()
{
    const ProgramRun run = evaluate({u"--format"_s, u"csv"_s, file_});
    const QList<QByteArray> lines = run.lines();
    QCOMPARE(lines.size(), phases_ + 1);
    const QList<QByteArray> heading = lines[0].trimmed().split(',');
    QCOMPARE(heading.size(), 5 + 7 * 8);
    QCOMPARE(heading.mid(0, 7), (QList<QByteArray>{"game", "phase", "games", "years", "seed",
                                                   "AUSTRIA_share", "AUSTRIA_share_error"}));
    for (const QByteArray &line : lines.mid(1))
        QCOMPARE(line.split(',').size(), heading.size());
}

void EvaluateCommandTest::onePhase()
{
    const ProgramRun run = evaluate({u"--format"_s, u"json"_s, u"--phase"_s, u"F1901M"_s, file_});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.objects().size(), 1);
    QCOMPARE(run.objects().first()[u"phase"_s].toString(), u"F1901M"_s);
}

void EvaluateCommandTest::whatIsReadable_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text"); // empty: the file is there
    QTest::addColumn<int>("rows");
    const QByteArray line = QJsonDocument(game_).toJson(QJsonDocument::Compact);
    const auto phases = static_cast<int>(phases_);
    const QByteArray setUp = "{\"id\": \"x\", \"phase\": \"F1903M\", \"units\": [{\"power\": "
                             "\"FRANCE\", \"type\": \"A\", \"province\": \"PAR\"}], \"centers\": "
                             "{\"FRANCE\": [\"PAR\"]}}"_ba;
    QTest::newRow("two games, one a line")
        << u"two.jsonl"_s << QByteArray(line + '\n' + line) << 2 * phases;
    QTest::newRow("a set-up") << u"setup.json"_s << setUp << 1;
    QTest::newRow("a list of set-ups")
        << u"setups.json"_s << QByteArray("[" + setUp + "," + setUp + "]") << 2;
    QTest::newRow("a run of AI_Diplomacy") << u"run/lmvsgame.json"_s << line << phases;
}

void EvaluateCommandTest::whatIsReadable()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(int, rows);
    QVERIFY(QDir(folder_.path()).mkpath(u"run"_s));
    QVERIFY(writeFile(path(name), text));
    const QString what = name.contains(u'/') ? path(u"run"_s) : path(name);
    const ProgramRun run = evaluate({u"--format"_s, u"json"_s, what});
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.lines().size(), rows);
    if (!name.contains(u'/') && !name.endsWith(u"jsonl"_s)) // the same from standard input
        QCOMPARE(evaluate({u"--format"_s, u"json"_s, u"-"_s}, text).output, run.output);
}

void EvaluateCommandTest::oneOfSeveralGames()
{
    QJsonObject second = game_;
    second.insert(u"id"_s, u"second"_s);
    QJsonArray phases = game_[u"phases"_s].toArray();
    QJsonObject damaged = phases[0].toObject();
    damaged.insert(u"messages"_s, u"SortedDict{}"_s);
    second.insert(u"phases"_s, QJsonArray{damaged, phases[1]});
    const QString file = path(u"two.jsonl"_s);
    QVERIFY(writeFile(file, QJsonDocument(game_).toJson(QJsonDocument::Compact) + "\n" +
                                QJsonDocument(second).toJson(QJsonDocument::Compact) + "\n"));
    ProgramRun run = evaluate({u"--format"_s, u"json"_s, u"--entry"_s, u"2"_s, file});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.lines().size(), 2);
    QCOMPARE(run.errors,
             QString(u"note: "_s % file % u":2: S1901M: the messages are not a list\n"_s));
    run = evaluate({u"--entry"_s, u"3"_s, file});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(u"there is no game number 3; the file holds 2"_s),
             qPrintable(run.errors));
}

void EvaluateCommandTest::matchesOfOurs()
{
    const QString match = path(u"match"_s);
    const ProgramRun played =
        runProgram({u"run"_s, u"--max_year"_s, u"1901"_s, u"--num_negotiation_rounds"_s, u"0"_s,
                    u"--simulator_scale"_s, u"0"_s, u"--run_dir"_s, match});
    QCOMPARE(played.exitCode, 0);
    const int phases = played.objects().last()[u"phases"_s].toInt();
    const ProgramRun run = evaluate({u"--format"_s, u"json"_s, match});
    QCOMPARE(run.errors, QString());
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.lines().size(), phases + 1); // and the board that it ended with
    QCOMPARE(run.objects().last()[u"phase"_s].toString(), u"S1902M"_s);
    QCOMPARE(evaluate({u"--format"_s, u"json"_s, match % u"/match.jsonl"_s}).output, run.output);
}

void EvaluateCommandTest::problemsAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("problem"); // after the file's name
    const QByteArray line = QJsonDocument(game_).toJson(QJsonDocument::Compact);
    QTest::newRow("nothing") << QByteArray() << QStringList() << u": the file is empty"_s;
    QTest::newRow("no JSON") << "hello"_ba << QStringList() << u": this is not JSON"_s;
    QTest::newRow("unit")
        << "{\"phases\": [{\"name\": \"S1901M\", \"state\": {\"units\": {\"FRANCE\": "
           "[\"A NTH\"]}}}]}"_ba
        << QStringList() << u":S1901M: \"A NTH\" of FRANCE cannot stand there"_s;
    QTest::newRow("neither") << "{\"a\": 1}"_ba << QStringList()
                             << u": this is neither a saved game nor a set-up"_s;
    QTest::newRow("no phases") << "{\"phases\": []}"_ba << QStringList() << u": "_s;
    QTest::newRow("no such phase") << line << QStringList{u"--phase"_s, u"S1850M"_s}
                                   << u":S1850M: there is no such phase; the first is S1901M"_s;
}

void EvaluateCommandTest::problemsAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, options);
    QFETCH(QString, problem);
    const QString file = path(u"bad.json"_s);
    QVERIFY(writeFile(file, text));
    const ProgramRun run = evaluate(options + QStringList{file});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.startsWith(file % problem), qPrintable(run.errors));
    QCOMPARE(run.output, QByteArray());
    // Further games are evaluated all the same.
    const QString lines = path(u"lines.jsonl"_s);
    QVERIFY(writeFile(lines, "{\"a\": 1}\n" + QJsonDocument(game_).toJson(QJsonDocument::Compact)));
    const ProgramRun mixed = evaluate({u"--format"_s, u"json"_s, lines});
    QCOMPARE(mixed.exitCode, 2);
    QCOMPARE(mixed.lines().size(), phases_);
    QVERIFY(writeFile(lines, QByteArray("{\"a\": 1}\n").repeated(400)));
    const ProgramRun rubbish = evaluate({lines});
    QCOMPARE(rubbish.errors.count(u'\n'), 6);
    QVERIFY2(rubbish.errors.endsWith(u": 395\n"_s), qPrintable(rubbish.errors));
}

void EvaluateCommandTest::usage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no file") << QStringList() << u"name one file"_s;
    QTest::newRow("two") << QStringList{u"a"_s, u"b"_s} << u"name one file"_s;
    QTest::newRow("games") << QStringList{u"--games"_s, u"none"_s, u"a"_s} << u"--games"_s;
    QTest::newRow("years") << QStringList{u"--years"_s, u"0"_s, u"a"_s} << u"--years"_s;
    QTest::newRow("phase") << QStringList{u"--phase"_s, u"1901"_s, u"a"_s} << u"S1901M, F1901R"_s;
    QTest::newRow("format") << QStringList{u"--format"_s, u"xml"_s, u"a"_s} << u"csv, json"_s;
    QTest::newRow("option") << QStringList{u"--depth"_s, u"3"_s} << u"depth"_s;
}

void EvaluateCommandTest::usage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, problem);
    const ProgramRun run = runProgram(QStringList{u"evaluate"_s} + arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(problem), qPrintable(run.errors));
    QCOMPARE(run.output, QByteArray());
}

QTEST_GUILESS_MAIN(EvaluateCommandTest)
#include "evaluate_command_test.moc"
