// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/known_hosts.h"
#include "tests/app/program.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

class KnownHostsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoIsForeign_data();
    void whoIsForeign();
    void isRemembered();
    void introducesEachOnce();
    void theCommandLineTellsOnce();
};

void KnownHostsTest::whoIsForeign_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::newRow("a preset's") << u"https://api.openai.com/v1"_s << QString();
    QTest::newRow("a preset's, another path") << u"https://api.openai.com/v2"_s << QString();
    QTest::newRow("a preset's host, another port")
        << u"https://api.openai.com:8443/v1"_s << u"api.openai.com:8443"_s;
    QTest::newRow("alike") << u"https://api.openai.com.example.org/v1"_s
                           << u"api.openai.com.example.org"_s;
    QTest::newRow("this machine") << u"http://127.0.0.1:8080/v1"_s << QString();
    QTest::newRow("this machine by name") << u"http://localhost:8080"_s << QString();
    QTest::newRow("nearby") << u"http://192.168.1.7:8000/v1"_s << u"192.168.1.7:8000"_s;
    QTest::newRow("the built-in model") << QString() << QString();
}

void KnownHostsTest::whoIsForeign()
{
    QFETCH(QString, url);
    QFETCH(QString, host);
    QCOMPARE(foreignHost(QUrl(url)), host);
}

void KnownHostsTest::isRemembered()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"data/hosts"_s);
    const QUrl url(u"https://models.example.org/v1"_s);
    {
        KnownHosts hosts(file);
        QVERIFY(hosts.isNew(url));
        hosts.remember(url);
        QVERIFY(!hosts.isNew(url));
        hosts.remember(QUrl(u"https://api.openai.com/v1"_s)); // nothing to remember
    }
    const KnownHosts hosts(file);
    QVERIFY(!hosts.isNew(QUrl(u"https://models.example.org/v2"_s)));
    QVERIFY(hosts.isNew(QUrl(u"https://models.example.com/v1"_s)));
    QCOMPARE(readFile(file), "models.example.org\n");
}

void KnownHostsTest::introducesEachOnce()
{
    const QTemporaryDir folder;
    KnownHosts hosts(folder.filePath(u"hosts"_s));
    MatchConfig config = MatchConfig::demo();
    config.models[1] = {u"openai"_s, u"m"_s, {}};
    config.models[2] = {u"openai"_s, u"m"_s, QUrl(u"https://models.example.org/v1"_s)};
    config.models[3] = config.models[2];
    config.commentary = ModelId{u"anthropic"_s, u"m"_s, QUrl(u"https://other.example.org"_s)};
    const QStringList said = hosts.introduce(config);
    QCOMPARE(said.size(), 2);
    QVERIFY(said[0].contains(u"models.example.org"_s) && said[1].contains(u"other.example.org"_s));
    QCOMPARE(hosts.introduce(config), QStringList());
}

void KnownHostsTest::theCommandLineTellsOnce()
{
    const QTemporaryDir folder;
    qputenv("XDG_DATA_HOME", folder.path().toUtf8());
    for (const int times : {1, 0}) {
        const ProgramRun run = runProgram(
            {u"run"_s, u"--models"_s,
             u"openai:m@https://models.invalid/v1#sk-1,simulator,simulator,simulator,simulator,"
             "simulator,simulator"_s,
             u"--end_at_phase"_s, u"S1901M"_s, u"--num_negotiation_rounds"_s, u"0"_s,
             u"--turn_deadline"_s, u"1"_s, u"--when_parked"_s, u"default"_s, u"--simulator_scale"_s,
             u"0"_s, u"--run_dir"_s, folder.filePath(u"match%1"_s.arg(times))});
        QVERIFY2(run.exitCode == 0, qPrintable(run.errors));
        QVERIFY2(run.errors.count(u"First use of models.invalid"_s) == times,
                 qPrintable(run.errors));
    }
}

QTEST_GUILESS_MAIN(KnownHostsTest)
#include "known_hosts_test.moc"
