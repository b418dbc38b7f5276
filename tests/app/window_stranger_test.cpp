// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/stranger.h"
#include "tests/app/window_fixture.h"

#include "app/match_session.h"
#include "core/record/match_folder.h"
#include "tests/support/sanitized.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// A line of /proc/self/status, in bytes.
qint64 ownMemory(const char *name)
{
    const QList<QByteArray> lines = readFile(u"/proc/self/status"_s).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
    return 0;
}

} // namespace

/// The window opens folders of somebody who wants to do harm, goes on in them, and exports beside
/// what it shows.
class WindowStrangerTest : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void foldersFullOfTricks_data();
    void foldersFullOfTricks();
    void lookingLeavesNoTrace();

private:
    static constexpr int deadline = isSanitized ? 600'000 : WindowFixture::deadline;
    /// Played once; an interrupted copy of it is what tricks are laid into.
    QString whole();
    QTemporaryDir place_;
};

QString WindowStrangerTest::whole()
{
    const QString folder = place_.filePath(u"whole"_s);
    if (QFileInfo::exists(folder))
        return folder;
    MatchSession session;
    QSignalSpy ended(&session, &MatchSession::ended);
    MatchConfig config = quick(0);
    config.negotiationRounds = 0;
    if (const QString problem = session.start(config, {}, folder); !problem.isEmpty())
        qWarning("%s", qPrintable(problem));
    if (!QTest::qWaitFor([&] { return !ended.isEmpty(); }, deadline))
        qWarning("the match did not end");
    session.finishFiles();
    return folder;
}

void WindowStrangerTest::foldersFullOfTricks_data()
{
    QTest::addColumn<int>("trick");
    const QList<stranger::Trick> tricks = stranger::allTricks();
    for (int i = 0; i < tricks.size(); ++i)
        QTest::newRow(tricks[i].name) << i;
}

void WindowStrangerTest::foldersFullOfTricks()
{
    QFETCH(int, trick);
    const stranger::Trick used = stranger::allTricks()[trick];
    const QString folder = folder_->filePath(u"match"_s);
    const QString victim = folder_->filePath(u"victim"_s);
    QVERIFY(stranger::makeInterrupted(folder, whole()));
    QVERIFY(stranger::makeVictim(victim, whole()));
    QVERIFY(used.lay(folder, victim));
    const QStringList before = stranger::everythingIn(victim);
    QSignalSpy failed(requests_.get(), &Requests::failed);
    QSignalSpy shown(requests_.get(), &Requests::matchChanged);
    const auto isSaid = [&failed](const QString &words) {
        return std::any_of(failed.begin(), failed.end(), [&words](const QList<QVariant> &signal) {
            return signal.first().toString().contains(words);
        });
    };

    QVERIFY(writeFile(u"/proc/self/clear_refs"_s, "5")); // the highest memory is forgotten
    const qint64 memory = ownMemory("VmRSS:");
    requests_->open(folder);
    if (!used.looking.isEmpty())
        QTRY_VERIFY2_WITH_TIMEOUT(isSaid(used.looking), used.name, deadline);
    else
        QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), deadline);
    const qint64 taken = ownMemory("VmHWM:") - memory;
    QVERIFY2(taken < QFileInfo(folder % u"/match.jsonl"_s).size() + (qint64{200} << 20),
             qPrintable(QString::number(taken)));
    if (!used.looking.isEmpty()) {
        QVERIFY(!requests_->isInterrupted());
    } else {
        QSignalSpy exported(requests_.get(), &Requests::exported);
        requests_->exportMatch(u"csv"_s, folder % u"/timings.csv"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!exported.isEmpty() || !failed.isEmpty(), deadline);
        QVERIFY(used.exporting.isEmpty() ? failed.isEmpty() : isSaid(used.exporting));
    }
    if (requests_->isInterrupted()) {
        requests_->resume();
        if (!used.goingOn.isEmpty())
            QTRY_VERIFY_WITH_TIMEOUT(isSaid(used.goingOn), deadline);
        else
            QTRY_VERIFY_WITH_TIMEOUT(requests_->log()->hasEnded(), deadline);
    }
    QCOMPARE(stranger::everythingIn(victim), before);
}

/// Whether a match is being played is looked up without taking its lock, however often.
void WindowStrangerTest::lookingLeavesNoTrace()
{
    const QString folder = folder_->filePath(u"match"_s);
    QVERIFY(stranger::makeInterrupted(folder, whole()));
    QVERIFY(!isBeingPlayed(folder));
    QString problem;
    auto lock = lockMatchFolder(folder, &problem);
    QVERIFY2(lock, qPrintable(problem));
    const QByteArray held = readFile(folder % u"/match.lock"_s);
    QVERIFY(isBeingPlayed(folder));
    lock.reset();
    QVERIFY(!isBeingPlayed(folder));
    // Who was killed left it behind; who looks leaves it there.
    const auto isPlayedWith = [&](int line, const char *text) {
        QList<QByteArray> lines = held.split('\n');
        lines[line] = text;
        writeFile(folder % u"/match.lock"_s, lines.join('\n'));
        const bool played = isBeingPlayed(folder);
        return played && readFile(folder % u"/match.lock"_s) == lines.join('\n');
    };
    QVERIFY(!isPlayedWith(0, "999999999"));       // nobody has this number
    QVERIFY(!isPlayedWith(1, "another-program")); // has it by now
    QVERIFY(isPlayedWith(2, "another-machine"));  // there nobody can look
    QVERIFY(QFileInfo::exists(folder % u"/match.lock"_s));
}

QTEST_MAIN(WindowStrangerTest)
#include "window_stranger_test.moc"
