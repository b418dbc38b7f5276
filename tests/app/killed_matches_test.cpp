// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"
#include "core/record/match_branch.h"
#include "core/record/match_log_reader.h"
#include "core/simulator/simulator.h"
#include "tests/app/killing.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::killing;

namespace {

const QStringList schedules{u"pipelined"_s, u"staged"_s, u"blocking"_s};

/// One a schedule; `./dev kills 50` asks for more.
int matchCount()
{
    const int count = qEnvironmentVariableIntValue("CONCERT_KILLED_MATCHES");
    return count > 0 ? count : static_cast<int>(schedules.size());
}

/// Another one each time, unless somebody wants to see the same kills again.
quint32 firstSeed()
{
    static const quint32 seed = [] {
        bool isGiven = false;
        const int given = qEnvironmentVariableIntValue("CONCERT_KILLS_SEED", &isGiven);
        return isGiven ? static_cast<quint32>(given) : std::random_device()();
    }();
    return seed;
}

/// What is on the disk of a match at a moment.
struct DiskRecord {
    QByteArray match;        ///< whole lines that belong together
    bool isOver = false;     ///< it was killed on its way out
    QList<QByteArray> texts; ///< of calls that ended
};

DiskRecord recordIn(const QString &folder)
{
    DiskRecord record;
    MatchLog log;
    if (!readMatchLog(folder, &log).isEmpty())
        return record;
    const QByteArray whole = readFile(folder % u'/' % matchFileName);
    qsizetype end = 0;
    QSet<QString> ended;
    for (qsizetype i = 0; i < settledSize(log); ++i) {
        end = whole.indexOf('\n', end) + 1;
        const auto *call = log.at(i).as<CallEnded>();
        if (call != nullptr && call->outcome != CallOutcome::Cancelled)
            ended << call->call.toString();
    }
    record.match = whole.left(end);
    record.isOver = log.hasEnded();
    for (const QByteArray &line : readFile(folder % u'/' % callsFileName).split('\n')) {
        auto text = callTextFromLine(line);
        if (!text) // the end, or torn
            continue;
        text->call.attempt = 1;
        if (ended.contains(text->call.toString()))
            record.texts << line;
    }
    return record;
}

} // namespace

/// Matches that are killed (SIGKILL) at random moments, several times each, while a server that
/// knows nothing of it counts what it is asked.
class KilledMatchesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goOnAsIfNothingHadBeen_data();
    void goOnAsIfNothingHadBeen();
    void cleanupTestCase();

private:
    struct WholeGame {
        QStringList lines;
        qsizetype events = 0;
        int requests = 0;
    };
    QStringList arguments(const QString &folder, const QString &schedule) const;
    bool play(const QString &folder, const QString &schedule, std::optional<qsizetype> events,
              std::chrono::milliseconds later = {});
    void playWhole(const QString &schedule);

    QTemporaryDir folder_;
    std::unique_ptr<Simulator> server_;
    QMap<QString, WholeGame> whole_;
    std::mt19937 random_{firstSeed()};
    int matches_ = 0;
    int kills_ = 0;
    int repeated_ = 0; ///< requests for what was being asked when it was killed
};

void KilledMatchesTest::initTestCase()
{
    qInfo("CONCERT_KILLS_SEED=%u", firstSeed());
    QVERIFY(folder_.isValid());
    SimulatorOptions options; // as somebody's server: that counts
    // A tenth of a real server's time: what is answered within the moment that the record takes to
    // the disk is asked again, and on a busy machine that moment is long.
    options.scale = 0.1;
    server_ = std::make_unique<Simulator>(options);
    QVERIFY(server_->start());
}

QStringList KilledMatchesTest::arguments(const QString &folder, const QString &schedule) const
{
    return {u"run"_s,
            u"--run_dir"_s,
            folder,
            u"--max_year"_s,
            u"1902"_s,
            u"--num_negotiation_rounds"_s,
            u"1"_s,
            u"--schedule"_s,
            schedule,
            u"--models"_s,
            u"openai:m@"_s % server_->baseUrl().toString()};
}

/// Begins a match or goes on with it. With \a events it is killed so long after its record has so
/// many. True: that, or else the match's end, has come.
bool KilledMatchesTest::play(const QString &folder, const QString &schedule,
                             std::optional<qsizetype> events, std::chrono::milliseconds later)
{
    if (events)
        return killAt(*events, arguments(folder, schedule), folder, later);
    const ProgramRun run = runProgram(arguments(folder, schedule));
    if (run.exitCode != 0)
        qWarning("%s", qPrintable(run.errors));
    return run.exitCode == 0;
}

void KilledMatchesTest::playWhole(const QString &schedule)
{
    if (whole_.contains(schedule))
        return;
    const QString folder = folder_.filePath(u"whole-"_s % schedule);
    const int before = server_->requestCount();
    QVERIFY(play(folder, schedule, {}));
    MatchLog log;
    QCOMPARE(readMatchLog(folder, &log), QString());
    whole_[schedule] = {gameLines(log), log.size(), server_->requestCount() - before};
    QVERIFY(whole_[schedule].lines.size() > 100);
}

void KilledMatchesTest::goOnAsIfNothingHadBeen_data()
{
    QTest::addColumn<QString>("schedule");
    for (int i = 0; i < matchCount(); ++i) {
        const QString &schedule = schedules[i % schedules.size()];
        QTest::addRow("%d %s", i + 1, qPrintable(schedule)) << schedule;
    }
}

void KilledMatchesTest::goOnAsIfNothingHadBeen()
{
    QFETCH(QString, schedule);
    playWhole(schedule);
    const WholeGame whole = whole_.value(schedule);
    QVERIFY(whole.events > 0);
    const QString folder = folder_.filePath(QString::number(++matches_));
    const int before = server_->requestCount();
    std::uniform_int_distribution<qsizetype> moment(0, whole.events - 1);
    QList<qsizetype> moments(1 + static_cast<int>(random_() % 3));
    for (qsizetype &each : moments)
        each = moment(random_);
    std::sort(moments.begin(), moments.end());
    QList<DiskRecord> left;
    int kills = 0;
    for (const qsizetype each : std::as_const(moments)) {
        const bool killed = play(folder, schedule, each, std::chrono::milliseconds(random_() % 30));
        kills += killed ? 1 : 0;
        left << recordIn(folder);
        if (!killed || left.last().isOver) // it had ended just before
            break;
    }
    if (kills == left.size() && !left.last().isOver)
        QVERIFY(play(folder, schedule, {}));

    MatchLog log;
    QCOMPARE(readMatchLog(folder, &log), QString());
    QCOMPARE(gameDifferences(u"whole"_s, whole.lines, u"killed"_s, gameLines(log)), QStringList());
    QCOMPARE(askedTwice(log), QStringList());
    const QByteArray match = readFile(folder % u'/' % matchFileName);
    const QList<QByteArray> calls = readFile(folder % u'/' % callsFileName).split('\n');
    const QSet<QByteArray> known(calls.begin(), calls.end());
    for (const DiskRecord &record : std::as_const(left)) {
        QVERIFY2(match.startsWith(record.match), "a word of the record changed");
        for (const QByteArray &line : record.texts)
            QVERIFY2(known.contains(line), line.left(200).constData());
    }
    for (const QByteArray &line : calls.mid(0, calls.size() - 1))
        QVERIFY2(callTextFromLine(line), line.left(200).constData());
    QVERIFY(left.last().isOver || !QFileInfo::exists(folder % u"/match.lock"_s));
    // Besides what was being asked when it was killed (a call of each power, and a shortened diary
    // beside its orders) the server was asked for nothing twice.
    const int repeated = server_->requestCount() - before - whole.requests;
    QVERIFY2(repeated >= 0 && repeated <= 2 * powerCount * kills,
             qPrintable(u"%1 requests more after %2 kills"_s.arg(repeated).arg(kills)));
    kills_ += kills;
    repeated_ += repeated;
    QDir(folder).removeRecursively();
}

void KilledMatchesTest::cleanupTestCase()
{
    qInfo("%d matches, killed %d times: %d requests more than without, of %d a match", matches_,
          kills_, repeated_, whole_.isEmpty() ? 0 : whole_.first().requests);
    QVERIFY(kills_ > 0);
}

QTEST_GUILESS_MAIN(KilledMatchesTest)
#include "killed_matches_test.moc"
