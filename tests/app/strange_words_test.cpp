// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/text_sanitizer.h"
#include "core/record/match_export.h"
#include "core/record/match_log_file.h"
#include "tests/app/program.h"
#include "tests/support/fake_model_server.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr auto key = "sk-CANARYof-strange-words-0123456789";

/// A title for the terminal, colours, a C1 control, a turned line, invisible tags, a zero width.
const QString deceit =
    u"\u001b]0;PWNED\u0007\u001b[31m\u009b2J\u202egnp.exe\U000E006F\U000E0062\u200b"_s;

/// As JSON may write it: what a filter of bytes does not see.
QByteArray escaped(const QString &text)
{
    QByteArray json;
    for (const QChar unit : text)
        json += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    return json;
}

/// Something for each kind of call, with \a hidden in every text.
QByteArray answerWith(const QByteArray &hidden)
{
    QByteArray answer = R"({"orders": ["A PAR HX", "F NOWHERE - X", "A VIE H", "F LON - NTHX"],
        "messages": [{"message_type": "global", "recipient": "GLOBAL", "content": "All: X"},
                     {"message_type": "private", "recipient": "FRANCE", "content": "You: X"},
                     {"message_type": "private", "recipient": "NobodyX", "content": "Lost: X"}],
        "initial_goals": ["goal X"], "updated_goals": ["other goal X"],
        "initial_relationships": {"FRANCE": "Ally"}, "reasoning": "because X", "plan": "plan X",
        "negotiation_summary": "we talked X", "intent": "meant X", "order_summary": "ordered X",
        "result_summary": "came X", "consolidated_diary": "diary X", "commentary": "comment X"})";
    answer.replace("X\""_ba, QByteArray(hidden + '"'));
    return answer;
}

QStringList textsIn(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &element : array)
        texts << textsIn(element);
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        texts << member.key() << textsIn(member.value());
    return texts;
}

/// The first of the texts that a view or a model would be deceived by; empty: none.
QString firstDeceit(const QStringList &texts)
{
    for (const QString &text : texts) {
        if (visibleText(text) != text)
            return text;
    }
    return {};
}

QString said(const ProgramRun &run)
{
    return QString::fromUtf8(run.output) % run.errors;
}

} // namespace

/// What models, servers and files say reaches no terminal, prompt, record or export with anything
/// in it that deceives, however it was written.
class StrangeWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void modelsDeceiveNobody();
    void keysInEscapesGoNowhere();
    void recordsDeceiveNoCommand_data();
    void recordsDeceiveNoCommand();
    void gamesDeceiveNoCommand_data();
    void gamesDeceiveNoCommand();
    void exportsAreTheSameOnTheTerminal();
    void argumentsDeceiveNobody();

private:
    QString path(const QString &name) const { return folder_.filePath(name); }
    /// Seven powers, three at \a one and four at \a other.
    ProgramRun play(FakeModelServer *one, FakeModelServer *other, const QString &folder);
    QString strangeRecord(const QString &name, const QByteArray &line);

    QTemporaryDir folder_;
    QString played_; ///< a short match
};

void StrangeWordsTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", QFile::encodeName(path(u"home"_s)));
    played_ = path(u"played"_s);
    QCOMPARE(runProgram({u"run"_s, u"--run_dir"_s, played_, u"--end_at_phase"_s, u"S1901M"_s,
                         u"--num_negotiation_rounds"_s, u"1"_s, u"--simulator_scale"_s, u"0"_s})
                 .exitCode,
             0);
}

ProgramRun StrangeWordsTest::play(FakeModelServer *one, FakeModelServer *other,
                                  const QString &folder)
{
    const QString first = u"openai:m@%1#%2"_s.arg(one->baseUrl().toString(), QLatin1String(key));
    const QString second = u"openai:m@"_s % other->baseUrl().toString();
    const QStringList models{first, first, first, second, second, second, second};
    return runBeside({u"run"_s, u"--models"_s, models.join(u','), u"--end_at_phase"_s, u"F1901M"_s,
                      u"--num_negotiation_rounds"_s, u"2"_s, u"--commentary"_s, second,
                      u"--when_parked"_s, u"default"_s, u"--run_dir"_s, folder});
}

void StrangeWordsTest::modelsDeceiveNobody()
{
    FakeModelServer one;
    FakeModelServer other;
    const QString answer = QString::fromUtf8(answerWith(escaped(deceit)));
    QString loose = answer; // no JSON to a strict reader
    loose.replace(u"\"orders\": ["_s, u"'orders': [ // mine\n"_s);
    one.script({fake::fine(answer), fake::fine(loose), fake::fine(answer)});
    other.script({fake::fine(loose), fake::fine(u"No JSON: \u001b]0;PWNED\u0007 A PAR H"_s),
                  fake::fine(answer)});
    const QString folder = path(u"models"_s);
    const ProgramRun run = play(&one, &other, folder);
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QCOMPARE(visibleText(said(run)), said(run));
    const QByteArray record = readFile(folder % u'/' % matchFileName);
    QVERIFY(record.contains("All: ")); // it was used
    for (const QByteArray &line : record.split('\n'))
        QCOMPARE(firstDeceit(textsIn(QJsonDocument::fromJson(line).object())), QString());
    QVERIFY(other.requests().size() > 20);
    for (const FakeModelServer *server : {&one, &other}) {
        for (qsizetype i = 0; i < server->requests().size(); ++i)
            QCOMPARE(firstDeceit(textsIn(server->body(i))), QString());
    }
    for (const MatchExport &form : matchExports()) {
        const ProgramRun exported =
            runProgram({u"export"_s, folder, u"--format"_s, form.name, u"-o"_s, u"-"_s});
        QVERIFY2(exported.exitCode == 0, qPrintable(exported.errors));
        QCOMPARE(visibleText(said(exported)), said(exported));
        QCOMPARE(firstDeceit(textsIn(QJsonDocument::fromJson(exported.output).object())),
                 QString());
    }
}

/// A server that knows its key writes it so that no filter of bytes sees it.
void StrangeWordsTest::keysInEscapesGoNowhere()
{
    FakeModelServer one;
    FakeModelServer other;
    const QString known = QString::fromLatin1(key);
    const QString inJson = QString::fromUtf8(answerWith(escaped(known)));
    QString backslashes; // a loose reader reads what JSON does not know
    for (const QChar c : known)
        backslashes += c.isLetter() && !u"nrtbfu"_s.contains(c) ? QString(u'\\' % c) : QString(c);
    QString loose = QString::fromUtf8(answerWith(backslashes.toUtf8()));
    loose.replace(u"\"orders\": ["_s, u"'orders': ["_s);
    QString within = known; // what is taken out would put it together again
    within.insert(9, u"\\u200b"_s);
    one.script({fake::fine(inJson), fake::fine(loose),
                fake::fine(QString::fromUtf8(answerWith(within.toUtf8()))), fake::fine(inJson)});
    other.script({fake::fine(QString::fromUtf8(answerWith("nothing")))});
    const QString folder = path(u"keys"_s);
    const ProgramRun run = play(&one, &other, folder);
    QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
    QVERIFY(!said(run).contains(known));
    for (qsizetype i = 0; i < other.requests().size(); ++i)
        QVERIFY(!textsIn(other.body(i)).join(u'\n').contains(known));
    for (const QString &file : {matchFileName, callsFileName}) {
        for (const QByteArray &line : readFile(folder % u'/' % file).split('\n')) {
            for (const QString &text : textsIn(QJsonDocument::fromJson(line).object())) {
                QVERIFY(!text.contains(known));
                const auto inner = QJsonDocument::fromJson(text.toUtf8());
                QVERIFY(!textsIn(inner.object()).join(u'\n').contains(known));
            }
        }
    }
}

QString StrangeWordsTest::strangeRecord(const QString &name, const QByteArray &line)
{
    const QString folder = path(name);
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    const QList<QByteArray> lines = readFile(played_ % u"/match.jsonl"_s).split('\n');
    writeFile(folder % u"/match.jsonl"_s, lines.mid(0, 12).join('\n') + '\n' + line + '\n');
    writeFile(folder % u"/calls.jsonl"_s, {});
    return folder;
}

void StrangeWordsTest::recordsDeceiveNoCommand_data()
{
    QTest::addColumn<QStringList>("arguments"); ///< FOLDER stands for the match's
    QTest::addColumn<QByteArray>("line");       ///< X stands for the words
    const QByteArray unknown = R"({"t_us":99,"event":"X","audience":"all"})";
    const QByteArray problem =
        R"({"t_us":99,"event":"problem","audience":"all","severity":"error","text":"X"})";
    const QByteArray call =
        R"({"t_us":99,"event":"call_started","audience":"watcher","call":"FRANCE/S1901M/orders/0/1","model":"=X","span":900,"inputs":[],"waits":[],"ready_us":9})";
    for (const auto &[name, line] : {std::pair("unknown event", unknown),
                                     std::pair("problem", problem), std::pair("call", call)}) {
        const auto row = [&, what = QByteArray(name), text = line](const QStringList &arguments) {
            QTest::newRow(qPrintable(arguments.join(u' ') % u", "_s % QString::fromUtf8(what)))
                << arguments << text;
        };
        row({u"whatif"_s, u"FOLDER"_s});
        row({u"evaluate"_s, u"FOLDER"_s, u"--games"_s, u"1"_s});
        row({u"evaluate"_s, u"FOLDER/match.jsonl"_s, u"--games"_s, u"1"_s});
        for (const QString &form : {u"csv"_s, u"json"_s, u"trace"_s, u"md"_s, u"game"_s})
            row({u"export"_s, u"FOLDER"_s, u"--format"_s, form, u"-o"_s, u"-"_s});
        row({u"run"_s, u"--run_dir"_s, u"FOLDER"_s, u"--simulator_scale"_s, u"0"_s,
             u"--end_at_phase"_s, u"S1901M"_s});
        row({u"verify"_s, u"FOLDER/match.jsonl"_s});
        row({u"adjudicate"_s, u"FOLDER/match.jsonl"_s});
        row({u"legal"_s, u"FOLDER/match.jsonl"_s});
    }
}

void StrangeWordsTest::recordsDeceiveNoCommand()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, line);
    const QString folder = strangeRecord(u"record"_s, line.replace("X", escaped(deceit)));
    arguments.replaceInStrings(u"FOLDER"_s, folder);
    const ProgramRun run = runProgram(arguments);
    QVERIFY(run.exitCode >= 0);
    QCOMPARE(visibleText(said(run)), said(run));
    QVERIFY(!run.output.isEmpty() || !run.errors.isEmpty());
    for (const QByteArray &row : run.output.split('\n')) {
        for (const QByteArray &cell : row.split(','))
            QVERIFY2(!cell.startsWith('=') && !cell.startsWith("\"="), cell.constData());
    }
}

void StrangeWordsTest::gamesDeceiveNoCommand_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("verify") << QStringList{u"verify"_s};
    QTest::newRow("evaluate") << QStringList{u"evaluate"_s, u"--games"_s, u"1"_s};
    QTest::newRow("evaluate, csv")
        << QStringList{u"evaluate"_s, u"--games"_s, u"1"_s, u"--format"_s, u"csv"_s};
    QTest::newRow("evaluate, json")
        << QStringList{u"evaluate"_s, u"--games"_s, u"1"_s, u"--format"_s, u"json"_s};
    QTest::newRow("adjudicate") << QStringList{u"adjudicate"_s};
    QTest::newRow("legal") << QStringList{u"legal"_s};
}

/// In every text of a saved game and of a set-up, also in names.
void StrangeWordsTest::gamesDeceiveNoCommand()
{
    QFETCH(QStringList, arguments);
    const ProgramRun game =
        runProgram({u"export"_s, played_, u"--format"_s, u"game"_s, u"-o"_s, u"-"_s});
    QByteArray text = QJsonDocument::fromJson(game.output).toJson(QJsonDocument::Compact);
    const QByteArray words = escaped(deceit);
    const QByteArray setUp =
        R"({"id": "=X", "phase": "S1901MX", "units": [{"power": "FRANCEX", "type": "AX", "province": "PARX"}]})";
    const QByteArray good =
        R"({"id": "=X", "phase": "S1901M", "units": [{"power": "FRANCE", "type": "A", "province": "PAR"}], "orders": {"FRANCE": ["A PARX - BURX"]}})";
    QByteArrayList files{"{\"X\": X}", setUp, good};
    QByteArray withId = text;
    files << withId.replace("\"id\":\"", "\"id\":\"=X");
    files << QByteArray(text).replace("\"A ", "\"XA ") << QByteArray(text).replace("F1901M", "X");
    for (QByteArray &content : files) {
        const QString file = path(u"game.json"_s);
        QVERIFY(writeFile(file, content.replace("X", words)));
        const ProgramRun run = runProgram(arguments + QStringList{file});
        QVERIFY(run.exitCode >= 0);
        QCOMPARE(visibleText(said(run)), said(run));
        for (const QByteArray &row : run.output.split('\n'))
            QVERIFY2(!row.contains("\\u001b") &&
                         !(arguments.contains(u"csv"_s) && row.startsWith("=")),
                     row.constData());
    }
}

void StrangeWordsTest::exportsAreTheSameOnTheTerminal()
{
    for (const MatchExport &form : matchExports()) {
        const QString file = path(u"exported"_s);
        const QStringList command{u"export"_s, played_, u"--format"_s, form.name, u"-o"_s};
        QCOMPARE(runProgram(command + QStringList{file}).exitCode, 0);
        QCOMPARE(runProgram(command + QStringList{u"-"_s}).output, readFile(file));
    }
}

void StrangeWordsTest::argumentsDeceiveNobody()
{
    for (const QStringList &arguments :
         {QStringList{u"run"_s, u"--models"_s, u"x"_s % deceit}, QStringList{u"export"_s, deceit},
          QStringList{u"verify"_s, u"no/"_s % deceit}, QStringList{u"run"_s, u"--x"_s % deceit}}) {
        const ProgramRun run = runProgram(arguments);
        QCOMPARE(run.exitCode, 2);
        QCOMPARE(visibleText(said(run)), said(run));
    }
}

QTEST_GUILESS_MAIN(StrangeWordsTest)
#include "strange_words_test.moc"
