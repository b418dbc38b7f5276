// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/provider_profile.h"
#include "core/record/text.h"
#include "tests/app/run_program.h"
#include "tests/support/measured.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::running;

namespace {

/// What must be the same under every schedule.
QStringList gameIn(const QString &folder)
{
    MatchLog log;
    readMatchLog(folder, &log);
    QStringList game;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *call = log.at(i).as<CallEnded>())
            game << call->call.toString() % QString::fromLatin1(call->requestHash);
        if (const auto *message = log.at(i).as<MessageSent>())
            game << message->id % message->text;
    }
    game.sort();
    return game;
}

} // namespace

class RunCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(folder_.isValid()); }
    void keepsItsContract();
    void knowsItsPredecessorsOptions();
    void playsWithAForeignFolderOfPrompts_data();
    void playsWithAForeignFolderOfPrompts();
    void playsLongWithoutPress();
    void sameGameUnderEverySchedule();
    void badArgumentsSayWhatWouldBeRight_data();
    void badArgumentsSayWhatWouldBeRight();
    void interruptEndsWithinASecond();
    void aKilledMatchReadsBack();
    void foldersInUseAreRefused();
    void aLastPhaseAfterTheLastYearIsSaid();
    void namesProvidersAndTimeOuts();

private:
    QString path(const QString &name) const { return folder_.path() % u'/' % name; }
    QTemporaryDir folder_;
};

void RunCommandTest::keepsItsContract()
{
    const QString run = path(u"contract"_s);
    Program program(fast({u"--run_dir"_s, run}), folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 0);
    const QJsonObject summary = program.summary();
    const QStringList fields{u"phases"_s,          u"calls"_s,
                             u"defaulted_calls"_s, u"requests"_s,
                             u"total_time_s"_s,    u"sequential_time_s"_s,
                             u"bound_s"_s,         u"dependency_bound_s"_s,
                             u"schedule"_s,        u"run_dir"_s,
                             u"centers"_s,         u"winner"_s};
    for (const QString &field : fields)
        QVERIFY2(summary.contains(field), qPrintable(field));
    QVERIFY(summary[u"phases"_s].toInt() >= 5);
    QVERIFY(summary[u"calls"_s].toInt() >= 119);
    QCOMPARE(summary[u"requests"_s].toInt(), summary[u"calls"_s].toInt());
    QCOMPARE(summary[u"defaulted_calls"_s].toInt(), 0);
    QCOMPARE(summary[u"schedule"_s].toString(), u"pipelined"_s);
    QCOMPARE(summary[u"run_dir"_s].toString(), run);
    QVERIFY(summary[u"winner"_s].isNull());
    QVERIFY(summary[u"bound_s"_s].toDouble() <= summary[u"total_time_s"_s].toDouble());
    int centers = 0;
    const QJsonObject byPower = summary[u"centers"_s].toObject();
    for (const QJsonValue &count : byPower)
        centers += count.toInt();
    QCOMPARE(byPower.size(), 7);
    QVERIFY(centers > 22 && centers <= 34);
    // One line a phase, and nothing that looks like a warning.
    const QString errors = program.errors();
    QCOMPARE(errors.count(QRegularExpression(u" \\d+ orders?, "_s)), summary[u"phases"_s].toInt());
    QVERIFY2(!errors.contains(u"warning"_s, Qt::CaseInsensitive), qPrintable(errors));
    QCOMPARE(errors.count(u'\n'), summary[u"phases"_s].toInt());
    QCOMPARE(endOf(run).reason, MatchEnded::Reason::LastYear);
}

void RunCommandTest::knowsItsPredecessorsOptions()
{
    const QString run = path(u"options"_s);
    Program program(fast({u"--max_year"_s, u"1905"_s, u"--end_at_phase"_s, u"f1901m"_s,
                          u"--simple_prompts"_s, u"--generate_phase_summaries"_s,
                          u"--country_specific_prompts"_s, u"off"_s, u"--max_tokens_per_model"_s,
                          u"1000,2000,3000,4000,5000,6000,7000"_s, u"--run_dir"_s, run}),
                    folder_.path());
    QVERIFY(program.hasEnded());
    QVERIFY2(program.exitCode() == 0, qPrintable(program.errors()));
    MatchLog log;
    QCOMPARE(readMatchLog(run, &log), QString());
    QCOMPARE(phaseText(log.phases().last().phase), u"F1901M"_s); // it was played
    QVERIFY(log.phases().last().adjudicated);
    QCOMPARE(endOf(run).reason, MatchEnded::Reason::LastYear);
    const MatchConfig &config = log.config();
    QVERIFY(config.simplePrompts);
    QVERIFY(!config.countrySpecificPrompts);
    QCOMPARE(config.maxTokensOf(Power::Turkey), 7000);
    int comments = 0;
    for (qsizetype i = 0; i < log.size(); ++i)
        comments += log.at(i).as<Commented>() != nullptr ? 1 : 0;
    QCOMPARE(comments, static_cast<int>(log.phases().size()));
    // The short prompts: legal orders, and nothing of who could support.
    const QByteArray calls = everythingIn(run);
    QVERIFY(calls.contains("legal orders: A PAR H"));
    QVERIFY(!calls.contains("could be supported: "));
}

void RunCommandTest::playsWithAForeignFolderOfPrompts_data()
{
    QTest::addColumn<QString>("deliberation");
    QTest::newRow("separate") << u"separate"_s;
    QTest::newRow("fused") << u"fused"_s;
}

/// Somebody else's templates, unmodified: every call is answered, every unit is ordered.
void RunCommandTest::playsWithAForeignFolderOfPrompts()
{
    QFETCH(QString, deliberation);
    const QString run = path(u"foreign-"_s % deliberation);
    Program program(
        fast({u"--max_year"_s, u"1902"_s, u"--deliberation"_s, deliberation, u"--prompts_dir"_s,
              QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/foreign_prompts"), u"--run_dir"_s,
              run}),
        folder_.path());
    QVERIFY(program.hasEnded());
    QVERIFY2(program.exitCode() == 0, qPrintable(program.errors()));
    const QString remark = u"these files are not used: order_diary_prompt.txt."_s;
    QVERIFY2(program.errors().contains(remark), qPrintable(program.errors()));
    QVERIFY(program.errors().indexOf(remark) < program.errors().indexOf(u"S1901M"_s));
    MatchLog log;
    QCOMPARE(readMatchLog(run, &log), QString());
    int orders = 0;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *call = log.at(i).as<CallEnded>())
            QVERIFY2(call->outcome == CallOutcome::Answered,
                     qPrintable(call->call.toString() % u": "_s % call->problem));
        const auto *submitted = log.at(i).as<OrdersSubmitted>();
        for (const SubmittedOrder &order :
             submitted ? submitted->orders : QList<SubmittedOrder>()) {
            QVERIFY2(!order.defaulted, qPrintable(phaseText(submitted->phase)));
            ++orders;
        }
    }
    QVERIFY(orders > 60);
}

void RunCommandTest::playsLongWithoutPress()
{
    const QString run = path(u"long"_s);
    Program program(fast({u"--max_year"_s, u"1910"_s, u"--num_negotiation_rounds"_s, u"0"_s,
                          u"--seed_base"_s, u"7"_s, u"--run_dir"_s, run}),
                    folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.errors().count(u'\n'), program.summary()[u"phases"_s].toInt());
}

void RunCommandTest::sameGameUnderEverySchedule()
{
    QList<QStringList> games;
    for (const QString &schedule : {u"blocking"_s, u"staged"_s, u"pipelined"_s}) {
        const QString run = path(schedule);
        Program program({u"run"_s, u"--simulator_scale"_s, u"0.01"_s, u"--schedule"_s, schedule,
                         u"--run_dir"_s, run},
                        folder_.path());
        QVERIFY(program.hasEnded());
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.summary()[u"schedule"_s].toString(), schedule);
        games << gameIn(run);
    }
    QVERIFY(games[0].size() > 150);
    QCOMPARE(games[1], games[0]);
    QCOMPARE(games[2], games[0]);
}

void RunCommandTest::badArgumentsSayWhatWouldBeRight_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("year") << QStringList{u"--max_year"_s, u"soon"_s} << u"1901 to 2100"_s;
    QTest::newRow("early year") << QStringList{u"--max_year"_s, u"1900"_s} << u"1901"_s;
    QTest::newRow("rounds") << QStringList{u"--num_negotiation_rounds"_s, u"-1"_s} << u"0 to 10"_s;
    QTest::newRow("schedule") << QStringList{u"--schedule"_s, u"fast"_s} << u"pipelined"_s;
    QTest::newRow("option") << QStringList{u"--maxyear"_s, u"1902"_s} << u"maxyear"_s;
    const auto near = [](const char *name, const QString &written, const QString &meant) {
        QTest::newRow(name) << QStringList{written, u"1902"_s}
                            << u"\"%1\" is not an option of \"concert run\"; did you mean %2?"_s
                                   .arg(written, meant);
    };
    near("a letter is missing", u"--max_yaer"_s, u"--max_year"_s);
    near("another dash", u"--max-year"_s, u"--max_year"_s);
    near("one dash", u"-max_year"_s, u"--max_year"_s);
    near("a part of the name", u"--negotiation_rounds"_s, u"--num_negotiation_rounds"_s);
    QTest::newRow("with its value") << QStringList{u"--seedbase=3"_s}
                                    << u"\"--seedbase\" is not an option of \"concert run\"; "
                                       "did you mean --seed_base?"_s;
    QTest::newRow("nothing near") << QStringList{u"--wombat"_s, u"3"_s}
                                  << u"\"--wombat\" is not an option of \"concert run\"\n"_s;
    QTest::newRow("timeout") << QStringList{u"--timeout_total"_s, u"0"_s} << u"0.1 to 86400"_s;
    QTest::newRow("value missing") << QStringList{u"--max_year"_s} << u"max_year"_s;
    QTest::newRow("extra") << QStringList{u"1902"_s} << u"\"1902\""_s;
    QTest::newRow("two models") << QStringList{u"--models"_s, u"simulator,simulator"_s}
                                << u"one model or seven"_s;
    QTest::newRow("no model name") << QStringList{u"--models"_s, u"openai:"_s} << u"name"_s;
    QTest::newRow("bad address") << QStringList{u"--models"_s, u"openai:x@ftp://a"_s} << u"http"_s;
    QTest::newRow("scale") << QStringList{u"--simulator_scale"_s, u"nan"_s} << u"0 to 1000"_s;
    QTest::newRow("latency") << QStringList{u"--simulator_latency"_s, u"x"_s} << u"tokens"_s;
    QTest::newRow("end phase") << QStringList{u"--end_at_phase"_s, u"Spring"_s} << u"S1901M"_s;
    QTest::newRow("tokens per model")
        << QStringList{u"--max_tokens_per_model"_s, u"100,200"_s} << u"seven numbers"_s;
    QTest::newRow("switch") << QStringList{u"--simple_prompts=perhaps"_s} << u"on or off"_s;
    QTest::newRow("seed") << QStringList{u"--seed_base"_s, u"1.5"_s} << u"seed_base"_s;
}

void RunCommandTest::badArgumentsSayWhatWouldBeRight()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, part);
    QTemporaryDir empty;
    Program program(QStringList{u"run"_s} + arguments, empty.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 2);
    const QString errors = program.errors();
    QVERIFY2(errors.contains(part), qPrintable(errors));
    QVERIFY(QDir(empty.path()).isEmpty()); // nothing was written
}

void RunCommandTest::interruptEndsWithinASecond()
{
    const auto interrupt = [this](int attempt) -> qint64 {
        const QString run = path(u"interrupted-%1"_s.arg(attempt));
        Program program({u"run"_s, u"--simulator_scale"_s, u"1000"_s, u"--run_dir"_s, run},
                        folder_.path());
        if (!QTest::qWaitFor([&] { return QFileInfo(run % u"/match.jsonl"_s).size() > 1000; },
                             deadline))
            return deadline;
        QElapsedTimer timer;
        timer.start();
        ::kill(static_cast<pid_t>(program.processId()), SIGINT);
        const bool isRight = program.hasEnded() && program.exitCode() == 130 &&
                             endOf(run).reason == MatchEnded::Reason::Stopped &&
                             program.summary().contains(u"total_time_s"_s);
        return isRight ? timer.elapsed() : deadline;
    };
    const qint64 took = shortestMs(1000, interrupt);
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
}

void RunCommandTest::aKilledMatchReadsBack()
{
    const QString run = path(u"killed"_s);
    Program program({u"run"_s, u"--simulator_scale"_s, u"0.05"_s, u"--max_year"_s, u"1920"_s,
                     u"--run_dir"_s, run},
                    folder_.path());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(run % u"/match.jsonl"_s).size() > 50'000, deadline);
    program.kill();
    QVERIFY(program.hasEnded());
    MatchLog log;
    QCOMPARE(readMatchLog(run, &log), QString());
    QVERIFY(log.size() > 100);
    QVERIFY(!log.hasEnded());
    // What a call said is on disk before the event that refers to it.
    QSet<QString> said;
    for (const CallText &call : readCallTexts(run))
        said << call.call.toString();
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *call = log.at(i).as<CallEnded>())
            QVERIFY(said.contains(call->call.toString()));
    }
}

void RunCommandTest::foldersInUseAreRefused()
{
    const QString run = path(u"used"_s);
    QVERIFY(QDir().mkpath(run));
    QFile file(run % u"/precious.txt"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Program program(fast({u"--run_dir"_s, run}), folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(program.errors().contains(u"not empty"_s));
    QCOMPARE(QDir(run).entryList(QDir::Files), QStringList{u"precious.txt"_s});
}

void RunCommandTest::aLastPhaseAfterTheLastYearIsSaid()
{
    Program program(fast({u"--max_year"_s, u"1901"_s, u"--num_negotiation_rounds"_s, u"0"_s,
                          u"--end_at_phase"_s, u"F1903M"_s, u"--run_dir"_s, path(u"late"_s)}),
                    folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 0);
    const QString errors = program.errors();
    QVERIFY2(errors.contains(u"the last year, 1901, comes before the last phase, F1903M"_s),
             qPrintable(errors));
    Program fits(fast({u"--max_year"_s, u"1901"_s, u"--num_negotiation_rounds"_s, u"0"_s,
                       u"--end_at_phase"_s, u"W1901A"_s, u"--run_dir"_s, path(u"fits"_s)}),
                 folder_.path());
    QVERIFY(fits.hasEnded());
    QVERIFY(!fits.errors().contains(u"comes before"_s));
}

void RunCommandTest::namesProvidersAndTimeOuts()
{
    Program program({u"run"_s, u"--help"_s}, folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 0);
    const QString help = QString::fromUtf8(program.readAllStandardOutput());
    for (const ProviderProfile &profile : builtInProviders())
        QVERIFY2(help.contains(u"\n  %1 "_s.arg(profile.name)), qPrintable(profile.name));
    QVERIFY(help.contains(u"OPENROUTER_API_KEY"_s));
    for (const QString &limit :
         {u"connect"_s, u"first_byte"_s, u"idle"_s, u"progress"_s, u"total"_s})
        QVERIFY2(help.contains(u"--timeout_%1 <s>"_s.arg(limit)), qPrintable(limit));
}

QTEST_GUILESS_MAIN(RunCommandTest)
#include "run_command_test.moc"
