// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/window_fixture.h"

#include "app/match_session.h"
#include "core/record/comparison.h"
#include "core/record/match_folder.h"
#include "core/record/match_log_reader.h"
#include "tests/app/program.h"
#include "tests/support/fake_model_server.h"
#include "ui/navigator.h"
#include "ui/parking/parked_strip.h"
#include "ui/recent_match.h"
#include "ui/window_message_strip.h"
#include "ui/window_welcome.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace concert;

/// Matches that were interrupted, in the window: what it says of them, and going on.
class WindowResumingTest : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("XDG_DATA_HOME", QFile::encodeName(home_.path())); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void aBrokenOffMatchGoesOn();
    void aStoppedMatchGoesOnInPlace();
    void theFirstPageResumesTheNewest();
    void whatAnotherProcessPlaysIsRefused();
    void aStrangersFileSendsNoKey();
    void aDamagedRecordIsOnlyLookedAt();

private:
    QTemporaryDir home_; ///< what earlier tests have chosen is nobody's here

    /// Plays a match to its end, and gives its folder.
    QString play(const QString &name);
    /// The same folder as a killed program leaves it.
    QString brokenOff(const QString &played, const QString &name, int percent) const;
    QPushButton *resumeButton() const
    {
        return window_->findChild<ParkedStrip *>()->findChild<QPushButton *>(
            u"resumeInterrupted"_s);
    }
    QString stripText() const;
};

QString WindowResumingTest::play(const QString &name)
{
    MatchSession session;
    const QString folder = folder_->filePath(name);
    QSignalSpy ended(&session, &MatchSession::ended);
    if (const QString problem = session.start(quick(0), {}, folder); !problem.isEmpty())
        qWarning("%s", qPrintable(problem));
    if (!QTest::qWaitFor([&] { return !ended.isEmpty(); }, deadline))
        qWarning("the match did not end");
    session.finishFiles();
    return folder;
}

QString WindowResumingTest::brokenOff(const QString &played, const QString &name, int percent) const
{
    const QString folder = folder_->filePath(name);
    QDir().mkpath(folder);
    for (const QString &file : {matchFileName, callsFileName}) {
        const QByteArray all = readFile(played % u'/' % file);
        writeFile(folder % u'/' % file, all.left(all.size() * percent / 100));
    }
    return folder;
}

QString WindowResumingTest::stripText() const
{
    QStringList texts;
    const auto *strip = window_->findChild<ParkedStrip *>();
    const auto labels = strip->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u' ');
}

void WindowResumingTest::aBrokenOffMatchGoesOn()
{
    const QString whole = play(u"whole"_s);
    const QString folder = brokenOff(whole, u"broken"_s, 60);
    QVERIFY(isUnfinishedMatch(folder));
    QVERIFY(!isUnfinishedMatch(whole));
    QVERIFY2(recentMatchText(folder).contains(u"interrupted in"_s),
             qPrintable(recentMatchText(folder)));
    requests_->open(folder);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() != nullptr, deadline);
    const qsizetype before = requests_->log()->size();
    QTRY_VERIFY_WITH_TIMEOUT(requests_->isInterrupted(), deadline);
    QTRY_VERIFY_WITH_TIMEOUT(resumeButton() && resumeButton()->isVisible(), deadline);
    QVERIFY2(stripText().contains(u"broken off"_s), qPrintable(stripText()));
    QCOMPARE(readFile(folder % u"/match.jsonl"_s).size(),
             readFile(whole % u"/match.jsonl"_s).size() * 60 / 100); // looking changes nothing

    QTest::mouseClick(resumeButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    QVERIFY(requests_->log()->size() > before);
    QVERIFY(!requests_->isInterrupted());
    QCOMPARE(requests_->runState(), Requests::RunState::Ended);
    // It went on live: the picture stands at the end.
    QTRY_COMPARE_WITH_TIMEOUT(window_->navigator()->playhead(), requests_->log()->size() - 1,
                              deadline);
    QTRY_VERIFY_WITH_TIMEOUT(!resumeButton() || !resumeButton()->isVisible(), deadline);
    MatchLog played;
    QCOMPARE(readMatchLog(whole, &played), QString());
    QCOMPARE(
        gameDifferences(u"whole"_s, gameLines(played), u"resumed"_s, gameLines(*requests_->log())),
        QStringList());
}

void WindowResumingTest::aStoppedMatchGoesOnInPlace()
{
    requests_->start(quick(0.05));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() && requests_->log()->size() > 60, deadline);
    auto *pause = window_->findChild<QAction *>(u"pauseAction"_s);
    QVERIFY(pause->text().contains(u"Pause"_s));
    requests_->stop();
    QTRY_VERIFY_WITH_TIMEOUT(resumeButton() && resumeButton()->isVisible(), deadline);
    QVERIFY2(stripText().contains(u"was stopped"_s), qPrintable(stripText()));
    QVERIFY(pause->isEnabled() && pause->text().contains(u"Resume"_s));
    const MatchLog *log = requests_->log();
    pause->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!log->hasEnded(), deadline);
    QCOMPARE(requests_->log(), log); // the log goes on
    QCOMPARE(requests_->runState(), Requests::RunState::Running);
    QTRY_VERIFY_WITH_TIMEOUT(log->hasEnded(), deadline);
    QCOMPARE(log->at(log->size() - 1).as<MatchEnded>()->reason, MatchEnded::Reason::LastYear);
    // And so does its file.
    const QString folder = settings_->recentMatches().first();
    MatchLog read;
    QTRY_VERIFY_WITH_TIMEOUT(readFile(folder % u"/match.jsonl"_s).count('\n') == log->size(),
                             deadline);
    QCOMPARE(readMatchLog(folder, &read), QString());
    QCOMPARE(gameLines(read), gameLines(*log));
    MatchLog whole;
    QCOMPARE(readMatchLog(play(u"whole"_s), &whole), QString());
    QCOMPARE(gameDifferences(u"whole"_s, gameLines(whole), u"resumed"_s, gameLines(*log)),
             QStringList());
}

/// What comes after something that cannot be read is unknown: nobody plays on from there.
void WindowResumingTest::aDamagedRecordIsOnlyLookedAt()
{
    const QString folder = brokenOff(play(u"whole"_s), u"damaged"_s, 60);
    QList<QByteArray> lines = readFile(folder % u"/match.jsonl"_s).split('\n');
    const qsizetype middle = lines.size() / 2;
    lines[middle] = "rubbish";
    writeFile(folder % u"/match.jsonl"_s, lines.join('\n'));
    requests_->open(folder);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() != nullptr, deadline);
    QCOMPARE(requests_->log()->size(), middle);
    QVERIFY(!requests_->isInterrupted());
    QCOMPARE(requests_->runState(), Requests::RunState::Ended); // and not by another process
    requests_->resume();
    QCOMPARE(requests_->log()->size(), middle);
}

void WindowResumingTest::theFirstPageResumesTheNewest()
{
    const QString whole = play(u"whole"_s);
    const QString older = brokenOff(whole, u"older"_s, 30);
    const QString newer = brokenOff(whole, u"newer"_s, 70);
    auto *resume = window_->findChild<QPushButton *>(u"welcomeResume"_s);
    QVERIFY(!resume->isVisible());
    for (const QString &folder : {older, newer, whole})
        settings_->addRecentMatch(folder);
    QTRY_VERIFY_WITH_TIMEOUT(resume->isVisible(), deadline); // they are read beside the event loop
    auto *last = window_->findChild<QAction *>(u"resumeLast"_s);
    QTRY_COMPARE_WITH_TIMEOUT(last->data().toString(), newer, deadline);
    QVERIFY(last->isEnabled());
    QTest::mouseClick(resume, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() && requests_->log()->hasEnded(), deadline);
    QVERIFY(requests_->log()->continuedAt());
    QCOMPARE(settings_->recentMatches().first(), newer);
    QTRY_VERIFY_WITH_TIMEOUT(!isUnfinishedMatch(newer), deadline);

    QTRY_COMPARE_WITH_TIMEOUT(last->data().toString(), older, deadline);
    last->trigger(); // stands for the older one now
    QVERIFY(isUnfinishedMatch(older));
    QTRY_VERIFY_WITH_TIMEOUT(!isUnfinishedMatch(older), deadline); // read, and at once taken up
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->continuedAt() && requests_->log()->hasEnded(),
                             deadline);
}

void WindowResumingTest::whatAnotherProcessPlaysIsRefused()
{
    const QString folder = folder_->filePath(u"elsewhere"_s);
    QProcess program;
    program.start(qEnvironmentVariable("CONCERT_PROGRAM"),
                  {u"run"_s, u"--run_dir"_s, folder, u"--simulator_scale"_s, u"1000"_s});
    QTRY_VERIFY_WITH_TIMEOUT(readFile(folder % u"/match.jsonl"_s).count('\n') > 8, deadline);
    QVERIFY(!isUnfinishedMatch(folder));
    QVERIFY2(recentMatchText(folder).contains(u"being played"_s),
             qPrintable(recentMatchText(folder)));
    QSignalSpy failed(requests_.get(), &Requests::failed);
    requests_->openAndResume(folder);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, deadline);
    QVERIFY(failed[0][0].toString().contains(u"in use by another process"_s));
    QVERIFY(requests_->log() != nullptr); // it is shown all the same
    QCOMPARE(requests_->runState(), Requests::RunState::Unfinished);
    QVERIFY(!requests_->isInterrupted());

    program.kill(); // and then it can go on here
    QVERIFY(program.waitForFinished(deadline));
    QTRY_VERIFY_WITH_TIMEOUT(requests_->isInterrupted(), deadline);
    requests_->resume();
    QTRY_COMPARE_WITH_TIMEOUT(requests_->runState(), Requests::RunState::Running, deadline);
    QVERIFY(isBeingPlayed(folder));
}

/// A record may come from anybody: what it says of servers gets none of the user's keys.
/// Nothing goes anywhere until the user has said so, and a key never does.
void WindowResumingTest::aStrangersFileSendsNoKey()
{
    qputenv("OPENAI_API_KEY", "sk-CANARY-of-the-user");
    FakeModelServer server;
    server.script({fake::status(400, "text/plain", {}, "no")});
    const QString folder = brokenOff(play(u"whole"_s), u"stranger"_s, 50);
    MatchConfig config = MatchConfig::demo();
    for (ProviderProfile &profile : config.providers) {
        if (profile.name == u"openai"_s)
            profile.baseUrl = server.baseUrl();
    }
    for (ModelId &model : config.models)
        model = {u"openai"_s, u"gpt"_s, {}};
    ProviderProfile helper = server.profile();
    helper.name = u"helper"_s;
    config.providers << helper;
    config.models.back() = {helper.name, u"x"_s, {}};
    config.negotiationRounds = 1;
    config.maxYear = 1901;
    config.promptFolders = {folder};
    QByteArray text = readFile(folder % u"/match.jsonl"_s);
    MatchEvent first{0, Audience::everyone(),
                     MatchStarted{1, u"Concert"_s, QDateTime::currentDateTimeUtc(), config}};
    text =
        QJsonDocument(toJson(first)).toJson(QJsonDocument::Compact) + text.mid(text.indexOf('\n'));
    QVERIFY(writeFile(folder % u"/match.jsonl"_s, text));
    requests_->open(folder);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log() != nullptr, deadline);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->isInterrupted(), deadline);
    // A prompt that is tried goes to nobody unnamed either.
    const QString note = requests_->trialNote(u"helper:x"_s);
    QVERIFY2(note.contains(server.baseUrl().toString()), qPrintable(note));
    QCOMPARE(requests_->trialNote(u"openai:gpt"_s), QString()); // the user's own
    requests_->resume();
    auto *yes = window_->findChild<QPushButton *>(u"messageYes"_s);
    QTRY_VERIFY_WITH_TIMEOUT(yes->isVisible(), deadline);
    const QString question = window_->findChild<MessageStrip *>()->text();
    QVERIFY2(question.contains(server.baseUrl().toString(QUrl::RemovePath)), qPrintable(question));
    QVERIFY2(question.contains(folder), qPrintable(question));
    QVERIFY(requests_->isInterrupted());
    QCOMPARE(server.connections(), 0);
    QCOMPARE(readFile(folder % u"/match.jsonl"_s), text);

    QTest::mouseClick(yes, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->continuedAt(), deadline);
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests().isEmpty(), deadline);
    QVERIFY(!yes->isVisible());
    for (const HttpServerRequest &request : server.requests())
        QVERIFY(!request.headers.values().join('\n').contains("CANARY"));
    requests_->stop();
    qunsetenv("OPENAI_API_KEY");
}

QTEST_MAIN(WindowResumingTest)
#include "window_resuming_test.moc"
