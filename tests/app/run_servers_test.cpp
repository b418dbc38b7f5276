// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/simulator.h"
#include "tests/app/run_program.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/refusing_port.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTime>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::running;

/// `concert run` with somebody else's servers: those that play, those that do not, and what is
/// said.
class RunServersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sevenRequestsAreInFlightTogether();
    void playsAgainstAnotherServer();
    void badServersEndWithASentence_data();
    void badServersEndWithASentence();
    void aMissingServerIsNamed();
    void aSpendingCapEndsIt_data();
    void aSpendingCapEndsIt();
    void saysWhenAPowerIsTriedAgain();
    void defaultOrdersIfToldSo();
    void answersThatCannotBeUsed_data();
    void answersThatCannotBeUsed();
    void timeOutsAreOptions_data();
    void timeOutsAreOptions();
    void aSilentServerIsTold();

private:
    QString path(const QString &name) const { return folder_.path() % u'/' % name; }
    QTemporaryDir folder_;
    FakeModelServer silentServer_;
    std::unique_ptr<Program> silent_;
};

/// The match of aSilentServerIsTold() takes 13 s, in which the others are played.
void RunServersTest::initTestCase()
{
    QVERIFY(folder_.isValid());
    QList<FakeModelServer::Behaviour> behaviours(7, fake::slow(13'000));
    behaviours << fake::silent();
    silentServer_.script(behaviours);
    silent_ = std::make_unique<Program>(
        QStringList{u"run"_s, u"--models"_s, u"openai:m@"_s % silentServer_.baseUrl().toString(),
                    u"--num_negotiation_rounds"_s, u"0"_s, u"--run_dir"_s, path(u"silent"_s)},
        folder_.path());
}

void RunServersTest::sevenRequestsAreInFlightTogether()
{
    SimulatorOptions options;
    options.scale = 0.2;
    Simulator simulator(options);
    QVERIFY(simulator.start());
    Program program({u"run"_s, u"--models"_s, u"openai:x@"_s % simulator.baseUrl().toString(),
                     u"--max_year"_s, u"1901"_s, u"--num_negotiation_rounds"_s, u"0"_s,
                     u"--run_dir"_s, path(u"flight"_s)},
                    folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 0);
    QVERIFY2(simulator.maxInFlight() >= 7, qPrintable(QString::number(simulator.maxInFlight())));
}

void RunServersTest::playsAgainstAnotherServer()
{
    Program server({u"simulate"_s, u"--port"_s, u"0"_s, u"--simulator_scale"_s, u"0"_s},
                   folder_.path());
    QTRY_VERIFY_WITH_TIMEOUT(server.canReadLine(), deadline);
    const QString url = QString::fromUtf8(server.readLine()).trimmed();
    QVERIFY(url.startsWith(u"http://127.0.0.1:"_s));
    const QString run = path(u"other"_s);
    Program program({u"run"_s, u"--models"_s, u"openai:some-model@"_s % url, u"--max_year"_s,
                     u"1901"_s, u"--run_dir"_s, run},
                    folder_.path());
    QVERIFY(program.hasEnded());
    QVERIFY2(program.exitCode() == 0, qPrintable(program.errors()));
    QVERIFY(everythingIn(run).contains("openai:some-model@http://127.0.0.1"));
    QVERIFY(!everythingIn(run).contains("CANARY"));
    server.terminate();
    QVERIFY(server.hasEnded());
    QCOMPARE(server.exitCode(), 0);
}

void RunServersTest::badServersEndWithASentence_data()
{
    QTest::addColumn<FakeModelServer::Behaviour>("behaviour");
    QTest::addColumn<QString>("part");
    QTest::newRow("401") << fake::status(401, "invalid_api_key") << u"401"_s;
    QTest::newRow("404") << fake::status(404) << u"404"_s;
    QTest::newRow("out of money") << fake::status(429, "insufficient_quota") << u"429"_s;
    QTest::newRow("redirect") << fake::redirect(307, QUrl(u"http://127.0.0.1:9/steal"_s))
                              << u"307"_s;
    QTest::newRow("html") << fake::body(400, "text/html", "<h1>No</h1>") << u"400"_s;
}

void RunServersTest::badServersEndWithASentence()
{
    QFETCH(FakeModelServer::Behaviour, behaviour);
    QFETCH(QString, part);
    FakeModelServer server;
    server.script({behaviour});
    const QString run = path(QString::fromUtf8(QTest::currentDataTag()));
    Program program({u"run"_s, u"--models"_s,
                     u"openai:m@%1#sk-CANARY-on-the-line"_s.arg(server.baseUrl().toString()),
                     u"--run_dir"_s, run},
                    folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 1);
    const MatchEnded end = endOf(run);
    QCOMPARE(end.reason, MatchEnded::Reason::Failed);
    const QString errors = program.errors();
    QVERIFY2(end.text.contains(part), qPrintable(end.text));
    QVERIFY2(end.text.contains(u"127.0.0.1"_s), qPrintable(end.text));
    QVERIFY(errors.contains(end.text));
    QVERIFY(errors.contains(u"it goes on with: concert run --run_dir "_s % run));
    QVERIFY(!errors.contains(u"CANARY"_s));
    QVERIFY(!everythingIn(run).contains("CANARY"));
    // The key reached the server it was for; the environment's, meant for another, did not.
    QCOMPARE(server.requests().first().headers.value("authorization"),
             QByteArray("Bearer sk-CANARY-on-the-line"));
}

void RunServersTest::aMissingServerIsNamed()
{
    const RefusingPort nobody;
    const QString run = path(u"missing"_s);
    Program program({u"run"_s, u"--models"_s, u"openai:m@"_s % nobody.baseUrl().toString(),
                     u"--num_negotiation_rounds"_s, u"0"_s, u"--run_dir"_s, run},
                    folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 1);
    QVERIFY2(endOf(run).text.contains(u"127.0.0.1:%1"_s.arg(nobody.port())),
             qPrintable(endOf(run).text));
}

void RunServersTest::aSpendingCapEndsIt_data()
{
    QTest::addColumn<QStringList>("cap");
    QTest::newRow("money") << QStringList{u"--price"_s, u"*=1/2"_s, u"--cost_cap"_s, u"0.05"_s};
    QTest::newRow("tokens") << QStringList{u"--token_cap"_s, u"40000"_s};
}

void RunServersTest::aSpendingCapEndsIt()
{
    QFETCH(QStringList, cap);
    SimulatorOptions options;
    options.scale = 0;
    Simulator server(options);
    QVERIFY(server.start());
    const QString run = path(u"cap"_s % cap.last());
    Program program(
        fast({u"--run_dir"_s, run, u"--models"_s, u"openai:m@"_s % server.baseUrl().toString()}) +
            cap,
        folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 3);
    QCOMPARE(endOf(run).reason, MatchEnded::Reason::Spent);
    QVERIFY2(program.errors().contains(u" of its cap of "_s), qPrintable(program.errors()));
    QVERIFY(program.errors().contains(
        u"with a higher cap it goes on with: concert run --run_dir "_s % run));
    const QJsonObject spending = program.summary()[u"spending"_s].toObject();
    QVERIFY(spending[u"cost_usd"_s].toDouble() <= 0.05);
    QVERIFY(spending[u"input_tokens"_s].toInt() > 1000);
}

void RunServersTest::saysWhenAPowerIsTriedAgain()
{
    FakeModelServer server;
    server.script({fake::status(429, {}, {{"Retry-After", "600"}})});
    const QTime before = QTime::currentTime();
    Program program(fast({u"--run_dir"_s, path(u"busy"_s), u"--when_parked"_s, u"default"_s,
                          u"--models"_s, u"openai:m@"_s % server.baseUrl().toString()}),
                    folder_.path());
    const QRegularExpression line(
        u"FRANCE \\(openai:m@\\S+\\) waits: .* Trying again at (\\d\\d:\\d\\d:\\d\\d), until "
        "(\\d\\d:\\d\\d:\\d\\d) at the latest\\."_s);
    QTRY_VERIFY2_WITH_TIMEOUT(line.match(program.errors()).hasMatch(), qPrintable(program.errors()),
                              deadline);
    const auto found = line.match(program.errors());
    const auto after = [&before](const QString &time) { // perhaps past midnight
        return (before.secsTo(QTime::fromString(time, u"HH:mm:ss"_s)) + 86'400) % 86'400;
    };
    QVERIFY2(after(found.captured(1)) >= 599 && after(found.captured(1)) < 720,
             qPrintable(found.captured(0)));
    QVERIFY2(after(found.captured(2)) >= 1799 && after(found.captured(2)) < 1920,
             qPrintable(found.captured(0)));
    program.terminate();
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 130);
}

void RunServersTest::defaultOrdersIfToldSo()
{
    FakeModelServer server;
    server.script({fake::body(401, "application/json", R"({"error":{"message":"No."}})")});
    const QString run = path(u"defaults"_s);
    Program program(fast({u"--run_dir"_s, run, u"--max_year"_s, u"1901"_s, u"--when_parked"_s,
                          u"default"_s, u"--models"_s,
                          u"simulator,simulator,openai:m@"_s % server.baseUrl().toString() %
                              u",simulator,simulator,simulator,simulator"_s}),
                    folder_.path());
    QVERIFY(program.hasEnded());
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(endOf(run).reason, MatchEnded::Reason::LastYear);
    const QString errors = program.errors();
    QVERIFY2(errors.contains(u"FRANCE plays default orders from now on"_s), qPrintable(errors));
    QCOMPARE(errors.count(u"refused"_s) + errors.count(u"asks for a key"_s), 1); // said once
}

void RunServersTest::answersThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<MatchEnded::Reason>("reason");
    QTest::newRow("stop") << u"stop"_s << 1 << MatchEnded::Reason::Failed;
    QTest::newRow("default") << u"default"_s << 0 << MatchEnded::Reason::LastYear;
}

/// A model that never gives an answer that can be used is no better than one that is gone.
void RunServersTest::answersThatCannotBeUsed()
{
    QFETCH(QString, policy);
    FakeModelServer server;
    server.script({fake::fine(u"<b>rubbish</b> {\"orders\": [[[ \u202e"_s)});
    const QString run = path(u"rubbish-"_s % policy);
    Program program({u"run"_s, u"--models"_s, u"openai:m@"_s % server.baseUrl().toString(),
                     u"--max_year"_s, u"1901"_s, u"--num_negotiation_rounds"_s, u"1"_s,
                     u"--when_parked"_s, policy, u"--run_dir"_s, run},
                    folder_.path());
    QVERIFY(program.hasEnded());
    QTEST(program.exitCode(), "exitCode");
    QTEST(endOf(run).reason, "reason");
    QVERIFY2(
        program.errors().contains(u"It keeps giving answers that cannot be used. The last time: "
                                  "the answer was not of the form that was asked for."_s),
        qPrintable(program.errors()));
    const QJsonObject summary = program.summary();
    const int requests = summary[u"requests"_s].toInt();
    // Three calls of each power, and the plan, which does not count and may still be asked then.
    constexpr int most = 7 * (3 + 1) * 2;
    const bool isPlayed = policy == u"default"_s;
    const int least = isPlayed ? 7 * 3 * 2 : 3 * 2;
    QVERIFY2(requests >= least && requests <= most, qPrintable(QString::number(requests)));
    const int defaulted = summary[u"defaulted_calls"_s].toInt();
    QVERIFY2(defaulted >= 2, qPrintable(QString::number(defaulted)));
    if (isPlayed)
        QCOMPARE(defaulted, summary[u"calls"_s].toInt());
}

void RunServersTest::timeOutsAreOptions_data()
{
    QTest::addColumn<FakeModelServer::Behaviour>("behaviour");
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("part");
    QTest::newRow("first byte") << fake::silent() << u"first_byte"_s
                                << u"did not begin to answer within 0.2 s"_s;
    QTest::newRow("between tokens")
        << fake::stall() << u"idle"_s << u"fell silent for 0.2 s in its answer"_s;
    QTest::newRow("no text") << fake::commentsOnly(20) << u"progress"_s << u"sent no text"_s;
    QTest::newRow("total") << fake::silent() << u"total"_s
                           << u"did not finish its answer within 0.2 s"_s;
}

void RunServersTest::timeOutsAreOptions()
{
    QFETCH(FakeModelServer::Behaviour, behaviour);
    QFETCH(QString, option);
    QFETCH(QString, part);
    FakeModelServer server;
    server.script({behaviour});
    const QString run = path(u"timeout-"_s % option);
    Program program({u"run"_s, u"--models"_s, u"openai:m@"_s % server.baseUrl().toString(),
                     u"--timeout_"_s % option, u"0.2"_s, u"--timeout_total"_s,
                     option == u"total"_s ? u"0.2"_s : u"3"_s, u"--num_negotiation_rounds"_s,
                     u"0"_s, u"--run_dir"_s, run},
                    folder_.path());
    QTRY_VERIFY_WITH_TIMEOUT(everythingIn(run).contains(part.toUtf8()), deadline);
    program.terminate();
    QVERIFY(program.hasEnded());
}

void RunServersTest::aSilentServerIsTold()
{
    Program &program = *silent_;
    const QString host = u"127.0.0.1:%1"_s.arg(silentServer_.baseUrl().port());
    const QRegularExpression silent(
        u"(\\d+)\\.\\d\\d s  (?:[A-Z]+, )*[A-Z]+ waits?: [^\n]*%1[^\n]* has been silent since "
        "\\d\\d:\\d\\d:\\d\\d\n"_s.arg(QRegularExpression::escape(host)));
    QTRY_VERIFY2_WITH_TIMEOUT(silent.match(program.errors()).hasMatch(),
                              qPrintable(program.errors()), deadline);
    QVERIFY(silent.match(program.errors()).captured(1).toInt() >= 10);
    const QRegularExpression answers(
        u"s  [^\n]*%1[^\n]* answers\n"_s.arg(QRegularExpression::escape(host)));
    QTRY_VERIFY2_WITH_TIMEOUT(answers.match(program.errors()).hasMatch(),
                              qPrintable(program.errors()), deadline);
    const auto until = answers.match(program.errors()).capturedStart();
    QCOMPARE(program.errors().left(until).count(u"has been silent"_s), 1);
    program.terminate();
    QVERIFY(program.hasEnded());
}

QTEST_GUILESS_MAIN(RunServersTest)
#include "run_servers_test.moc"
