// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_event.h"
#include "core/record/match_log_file.h"
#include "tests/app/program.h"
#include "tests/support/fake_model_server.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

constexpr auto canary = "-----BEGIN OPENSSH PRIVATE KEY----- CANARY-7341";

} // namespace

/// A stranger's record is gone on with: neither its prompt folders nor its addresses hold on its
/// word alone, and a key goes only where its provider is by the user's settings.
class StrangeRecordTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void placesNeedTheUsersWord_data();
    void placesNeedTheUsersWord();
    void ownPlacesNeedNoWord();
    void aKeyGoesOnlyToItsProvider();
    void promptFilesStayInTheirFolder_data();
    void promptFilesStayInTheirFolder();

private:
    /// The record that was played, with another configuration.
    QString strangeMatch(const QString &name, const MatchConfig &config);
    /// While this process serves what it asks.
    ProgramRun goOn(const QString &folder, const QStringList &further = {});
    bool wasSent(const QByteArray &text) const;
    MatchConfig atServer(const QString &provider) const;

    QTemporaryDir folder_;
    std::unique_ptr<FakeModelServer> server_; // the stranger's
    QByteArray begun_;
};

void StrangeRecordTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", QFile::encodeName(folder_.filePath(u"home"_s)));
    qunsetenv("OPENAI_API_KEY");
    server_ = std::make_unique<FakeModelServer>();
    server_->script({fake::status(401, "text/plain", {}, "no")});
    const QString whole = folder_.filePath(u"whole"_s);
    QCOMPARE(runProgram({u"run"_s, u"--run_dir"_s, whole, u"--end_at_phase"_s, u"S1901M"_s,
                         u"--num_negotiation_rounds"_s, u"1"_s, u"--simulator_scale"_s, u"0"_s})
                 .exitCode,
             0);
    begun_ = readFile(whole % u"/match.jsonl"_s);
    begun_ = begun_.mid(begun_.indexOf('\n'), begun_.size() / 3);
    begun_.truncate(begun_.lastIndexOf('\n') + 1);
}

QString StrangeRecordTest::strangeMatch(const QString &name, const MatchConfig &config)
{
    const QString folder = folder_.filePath(name);
    QDir(folder).removeRecursively();
    QDir().mkpath(folder);
    const MatchEvent first{0, Audience::everyone(),
                           MatchStarted{1, u"Concert"_s, QDateTime::currentDateTimeUtc(), config}};
    writeFile(folder % u"/match.jsonl"_s,
              QJsonDocument(toJson(first)).toJson(QJsonDocument::Compact) + begun_);
    writeFile(folder % u"/calls.jsonl"_s, {});
    return folder;
}

ProgramRun StrangeRecordTest::goOn(const QString &folder, const QStringList &further)
{
    return runBeside(QStringList{u"run"_s, u"--run_dir"_s, folder} + further);
}

bool StrangeRecordTest::wasSent(const QByteArray &text) const
{
    for (const HttpServerRequest &request : server_->requests()) {
        if (request.body.contains(text) || request.headers.values().join('\n').contains(text))
            return true;
    }
    return false;
}

/// Everybody is played by \a provider, which the record says is at the stranger's server.
MatchConfig StrangeRecordTest::atServer(const QString &provider) const
{
    MatchConfig config = MatchConfig::demo();
    config.endAtPhase = Phase{1901, Season::Spring, PhaseType::Movement};
    config.negotiationRounds = 1;
    config.whenParked = WhenParked::Stop; // where the server refuses
    ProviderProfile profile = server_->profile();
    profile.name = provider;
    profile.keyVariable = u"STRANGE_API_KEY"_s;
    profile.savedKey = true;
    config.providers.removeIf([&](const auto &each) { return each.name == provider; });
    config.providers << profile;
    config.models.fill({provider, u"m"_s, {}});
    return config;
}

void StrangeRecordTest::placesNeedTheUsersWord_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<bool>("ownAddress"); ///< the model's, behind '@'
    QTest::addColumn<QString>("prompts"); ///< a folder within the match's; empty: none
    QTest::addColumn<QString>("named");   ///< what is named; ADDRESS: the server
    const QString address = u"ADDRESS"_s;
    QTest::newRow("a provider of its own") << u"helper"_s << false << QString() << address;
    QTest::newRow("another's name") << u"openai"_s << false << QString() << address;
    QTest::newRow("a local server's name") << u"ollama"_s << false << QString() << address;
    QTest::newRow("the built-in model's name") << u"simulator"_s << false << QString() << address;
    QTest::newRow("a model's address") << u"openai"_s << true << QString() << address;
    QTest::newRow("prompts") << u"simulator"_s << true << u"prompts"_s << u"/prompts"_s;
}

void StrangeRecordTest::placesNeedTheUsersWord()
{
    QFETCH(QString, provider);
    QFETCH(bool, ownAddress);
    QFETCH(QString, prompts);
    QFETCH(QString, named);
    qputenv("STRANGE_API_KEY", "sk-of-the-environment-1234567");
    MatchConfig config = ownAddress ? MatchConfig::demo() : atServer(provider);
    config.endAtPhase = Phase{1901, Season::Spring, PhaseType::Movement};
    config.negotiationRounds = 1;
    config.whenParked = WhenParked::Stop;
    config.simulator.scale = 0;
    if (ownAddress && prompts.isEmpty())
        config.models.fill({provider, u"m"_s, server_->baseUrl()});
    const QString match = folder_.filePath(u"match"_s);
    if (!prompts.isEmpty())
        config.promptFolders = {match % u'/' % prompts};
    const QString folder = strangeMatch(u"match"_s, config);
    if (!prompts.isEmpty())
        QDir(folder).mkdir(prompts);
    const QByteArray before = readFile(folder % u"/match.jsonl"_s);
    const qsizetype asked = server_->requests().size();

    const ProgramRun refused = goOn(folder);
    QCOMPARE(refused.exitCode, 2);
    const QString place =
        QString(named).replace(u"ADDRESS"_s, server_->baseUrl().toString(QUrl::RemovePath));
    QVERIFY2(refused.errors.contains(place), qPrintable(refused.errors));
    QVERIFY2(refused.errors.contains(u"--trust_record"_s), qPrintable(refused.errors));
    QCOMPARE(server_->requests().size(), asked);
    QCOMPARE(readFile(folder % u"/match.jsonl"_s), before);

    // The user's own words make the record's harmless.
    const ProgramRun other = goOn(folder, {u"--models"_s, u"simulator"_s, u"--prompts_dir"_s,
                                           QString(), u"--simulator_scale"_s, u"0"_s});
    QVERIFY2(other.exitCode == 0, qPrintable(other.errors));
    QCOMPARE(server_->requests().size(), asked);

    // Or the user trusts it, and then it is theirs.
    QCOMPARE(strangeMatch(u"match"_s, config), folder);
    if (!prompts.isEmpty())
        QDir(folder).mkdir(prompts);
    for (const QStringList &options : {QStringList{u"--trust_record"_s}, QStringList()}) {
        const ProgramRun trusted = goOn(folder, options);
        QVERIFY2(!trusted.errors.contains(u"the record names"_s), qPrintable(trusted.errors));
    }
    QCOMPARE(server_->requests().size() > asked, prompts.isEmpty());
    QVERIFY(!wasSent("sk-of-the-environment"));
    QVERIFY(QDir(folder_.filePath(u"home/concert/chosen"_s)).removeRecursively());
}

/// What an option of this user has named is theirs when the match goes on.
void StrangeRecordTest::ownPlacesNeedNoWord()
{
    const QString folder = folder_.filePath(u"own"_s);
    const QString prompts = folder_.filePath(u"my prompts"_s);
    QVERIFY(QDir().mkpath(prompts));
    const QString model = u"openai:m@"_s % server_->baseUrl().toString();
    const qsizetype asked = server_->requests().size();
    const ProgramRun begun =
        goOn(folder, {u"--models"_s, model, u"--prompts_dir"_s, prompts, u"--end_at_phase"_s,
                      u"S1901M"_s, u"--num_negotiation_rounds"_s, u"1"_s});
    QCOMPARE(begun.exitCode, 1); // the server refuses
    const qsizetype first = server_->requests().size();
    QVERIFY(first > asked);
    const ProgramRun again = goOn(folder);
    QVERIFY2(!again.errors.contains(u"--trust_record"_s), qPrintable(again.errors));
    QVERIFY(server_->requests().size() > first);
    QVERIFY(QDir(folder_.filePath(u"home/concert/chosen"_s)).removeRecursively());
}

void StrangeRecordTest::aKeyGoesOnlyToItsProvider()
{
    const qsizetype asked = server_->requests().size();
    // It is refused there, or nobody is reached; but it does not go to the record's address.
    qputenv("https_proxy", "http://127.0.0.1:9"); // nobody listens there
    const QString folder = strangeMatch(u"keys"_s, atServer(u"openai"_s));
    const ProgramRun run = goOn(folder, {u"--models"_s, u"openai:gpt-5#sk-CANARYARG1234567890"_s});
    qunsetenv("https_proxy");
    QVERIFY(run.exitCode != 0);
    QVERIFY2(run.errors.contains(u"api.openai.com"_s), qPrintable(run.errors));
    QCOMPARE(server_->requests().size(), asked);
    // The record's own provider is no more trusted for being named with a key.
    const QString other = strangeMatch(u"keys2"_s, atServer(u"helper"_s));
    QCOMPARE(goOn(other, {u"--models"_s, u"helper:m#sk-CANARYARG1234567890"_s}).exitCode, 2);
    QCOMPARE(server_->requests().size(), asked);
}

void StrangeRecordTest::promptFilesStayInTheirFolder_data()
{
    QTest::addColumn<QString>("trick");
    for (const char *trick : {"link", "link to a folder", "pipe", "too long"})
        QTest::newRow(trick) << QString::fromLatin1(trick);
}

/// The user has chosen the folder, and somebody else what is in it.
void StrangeRecordTest::promptFilesStayInTheirFolder()
{
    QFETCH(QString, trick);
    QDir(folder_.filePath(u"theirs"_s)).removeRecursively();
    const QString prompts = folder_.filePath(u"theirs/prompts"_s);
    QVERIFY(QDir().mkpath(prompts));
    const QString secret = folder_.filePath(u"theirs/id_ed25519"_s);
    QVERIFY(writeFile(secret, canary));
    QString folder = prompts;
    const QString file = prompts % u"/system_prompt.txt"_s;
    if (trick == u"link"_s) {
        QVERIFY(QFile::link(secret, file));
    } else if (trick == u"link to a folder"_s) {
        QVERIFY(QFile::rename(secret, folder_.filePath(u"theirs/system_prompt.txt"_s)));
        QVERIFY(QFile::link(folder_.filePath(u"theirs"_s), prompts % u"/all"_s));
        QVERIFY(QFile::link(u"all/system_prompt.txt"_s, file));
    } else if (trick == u"pipe"_s) {
        QCOMPARE(QProcess::execute(u"mkfifo"_s, {file}), 0);
    } else {
        QVERIFY(writeFile(file, canary + QByteArray(300'000, 'x')));
    }
    const QString match = folder_.filePath(u"theirs/match"_s);
    const qsizetype asked = server_->requests().size();
    const ProgramRun run = goOn(
        match, {u"--models"_s, u"openai:m@"_s % server_->baseUrl().toString(), u"--prompts_dir"_s,
                folder, u"--end_at_phase"_s, u"S1901M"_s, u"--num_negotiation_rounds"_s, u"1"_s});
    QVERIFY2(run.exitCode == 2, qPrintable(run.errors));
    QVERIFY2(run.errors.contains(u"system_prompt.txt"_s), qPrintable(run.errors));
    QCOMPARE(server_->requests().size(), asked);
    QVERIFY(!wasSent("CANARY-7341"));
}

QTEST_GUILESS_MAIN(StrangeRecordTest)
#include "strange_record_test.moc"
