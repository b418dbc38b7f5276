// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_folder.h"

#include "core/record/folder_file.h"
#include "core/record/match_log_file.h"
#include "core/record/match_log_reader.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// What the functions below do in place of the C library's.
struct {
    std::atomic<int> folderSyncs = 0;
    int renames = 0;
    int failingRename = 0; ///< which one of a match's files fails, from 1
} disk;

bool isOfMatch(const char *path)
{
    const QByteArray name(path);
    return name.endsWith("/match.jsonl") || name.endsWith("/calls.jsonl");
}

} // namespace

extern "C" int fsync(int file)
{
    struct stat status {};
    if (::fstat(file, &status) == 0 && S_ISDIR(status.st_mode))
        ++disk.folderSyncs;
    return static_cast<int>(::syscall(SYS_fsync, file));
}

extern "C" int rename(const char *from, const char *to) noexcept
{
    if (isOfMatch(from) && ++disk.renames == disk.failingRename) {
        errno = EIO;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_rename, from, to));
}

/// The folder of a match on the disk: what is moved, what survives the machine, and what is too
/// much to be read.
class MatchFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rewindingMovesAllOrNothing_data();
    void rewindingMovesAllOrNothing();
    void newFilesSurviveTheMachine();
    void linesHaveAnEnd_data();
    void linesHaveAnEnd();
    void valuesHaveALimit_data();
    void valuesHaveALimit();
    void timesAreThoseOfAMatch_data();
    void timesAreThoseOfAMatch();
    void noClockGoesBack();
    void comingAndGoingTakesNoMemory();
};

namespace {

const Phase spring{1901, Season::Spring, PhaseType::Movement};

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
}

std::vector<MatchEvent> begun()
{
    return {{0, Audience::everyone(),
             MatchStarted{1, u"Concert"_s, QDateTime::currentDateTimeUtc(), MatchConfig::demo()}}};
}

QByteArray lineOf(const MatchEvent &event)
{
    return QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
}

QStringList filesIn(const QString &folder)
{
    QStringList files;
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext())
        files << QDir(folder).relativeFilePath(entries.next());
    files.sort();
    return files;
}

} // namespace

void MatchFolderTest::rewindingMovesAllOrNothing_data()
{
    QTest::addColumn<int>("failing");
    for (const int failing : {0, 1, 2, 3, 4})
        QTest::addRow("rename %d fails", failing) << failing;
}

void MatchFolderTest::rewindingMovesAllOrNothing()
{
    QFETCH(int, failing);
    const QTemporaryDir folder;
    put(folder.filePath(matchFileName), "the match\n");
    put(folder.filePath(callsFileName), "what was said\n");
    put(folder.filePath(u"mine.txt"_s), "mine");
    disk.renames = 0;
    disk.failingRename = failing;
    disk.folderSyncs = 0;
    QString aside;
    const QString problem = rewindMatch(folder.path(), spring, begun(), &aside);
    disk.failingRename = 0;
    if (failing > 0) {
        QVERIFY2(problem.contains(u"cannot be moved"_s), qPrintable(problem));
        QCOMPARE(filesIn(folder.path()),
                 (QStringList{callsFileName, matchFileName, u"mine.txt"_s}));
        QCOMPARE(contentOf(folder.filePath(matchFileName)), "the match\n");
        QCOMPARE(contentOf(folder.filePath(callsFileName)), "what was said\n");
        return;
    }
    QCOMPARE(problem, QString());
    QCOMPARE(filesIn(folder.path()).size(), 6);
    QCOMPARE(contentOf(aside % u'/' % matchFileName), "the match\n");
    QCOMPARE(contentOf(aside % u'/' % callsFileName), "what was said\n");
    MatchLog log;
    QCOMPARE(readMatchLog(folder.path(), &log), QString());
    QCOMPARE(log.size(), 1);
    QVERIFY(disk.folderSyncs >= 3); // what was made, where it was moved to, and from
}

void MatchFolderTest::newFilesSurviveTheMachine()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"match"_s);
    disk.folderSyncs = 0;
    MatchLog log;
    MatchLogFile file(folder, &log);
    QCOMPARE(disk.folderSyncs, 1); // of the folder above, which has a new name now
    log.append(begun());
    QVERIFY(file.save());
    QCOMPARE(disk.folderSyncs, 2);
    log.append({1, Audience::everyone(), MatchPaused{}});
    QVERIFY(file.save());
    QCOMPARE(disk.folderSyncs, 2); // no new file
    file.writeCall({});
    QVERIFY(file.save());
    QCOMPARE(disk.folderSyncs, 3);
}

void MatchFolderTest::linesHaveAnEnd_data()
{
    QTest::addColumn<qint64>("length");
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("nothing") << qint64{0} << true;
    QTest::newRow("a chunk less one") << qint64{65535} << true;
    QTest::newRow("a chunk") << qint64{65536} << true;
    QTest::newRow("the longest") << longestFileLine - 1 << true;
    QTest::newRow("too long") << longestFileLine * 2 << false;
}

void MatchFolderTest::linesHaveAnEnd()
{
    QFETCH(qint64, length);
    QFETCH(bool, isWhole);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"file"_s);
    QFile file;
    put(path, QByteArray(length, 'x') + "\nsecond\ntorn");
    QCOMPARE(openToRead(path, &file), QString());
    const QByteArray line = nextLine(&file);
    QCOMPARE(line.endsWith('\n'), isWhole);
    if (!isWhole) {
        QVERIFY(line.size() > longestFileLine && line.size() < longestFileLine + 100'000);
        return;
    }
    QCOMPARE(line.size(), length + 1);
    QCOMPARE(nextLine(&file), "second\n");
    QCOMPARE(nextLine(&file), "torn");
    QCOMPARE(nextLine(&file), QByteArray());
}

void MatchFolderTest::valuesHaveALimit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("a long text") << "[\"" + QByteArray(20'000'000, ',') + "\"]" << true;
    QTest::newRow("a long text with quotes")
        << "[\"" + QByteArray(R"(\",[{)").repeated(3'000'000) + "\"]" << true;
    QTest::newRow("a million numbers") << "[" + QByteArray("0,").repeated(1'000'000) + "0]" << true;
    QTest::newRow("millions of numbers")
        << "[" + QByteArray("0,").repeated(5'000'000) + "0]" << false;
    QTest::newRow("a million lists") << "[" + QByteArray("[],").repeated(1'000'000) + "0]" << false;
    QTest::newRow("a million tables")
        << "[" + QByteArray("{},").repeated(1'000'000) + "0]" << false;
    QTest::newRow("no JSON at all") << QByteArray(1'000'000, '[') << false;
}

void MatchFolderTest::valuesHaveALimit()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isRead);
    QJsonParseError error{};
    const QJsonDocument document = jsonFrom(text, &error);
    QCOMPARE(error.error, isRead ? QJsonParseError::NoError : QJsonParseError::DocumentTooLarge);
    QCOMPARE(document.isArray(), isRead);
    if (isRead)
        QCOMPARE(document, QJsonDocument::fromJson(text));
}

void MatchFolderTest::timesAreThoseOfAMatch_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isRead");
    const QByteArray call =
        R"("event":"call_ended","call":"FRANCE/S1901M/orders/0/1","outcome":"answered")";
    const auto row = [&](const char *name, const QByteArray &fields, bool isRead) {
        QTest::newRow(name) << fields << isRead;
    };
    row("usual", R"("t_us":5,"sent_us":1,"last_token_us":4,)" + call, true);
    row("nine years", R"("t_us":283824000000000,)" + call, true);
    row("none", call, true);
    row("negative", R"("t_us":-1,)" + call, false);
    row("eleven years", R"("t_us":346896000000000,)" + call, false);
    row("the end of the world", R"("t_us":9223372036854775807,)" + call, false);
    row("beyond it", R"("t_us":1e300,)" + call, false);
    row("a token then", R"("t_us":5,"last_token_us":9223372036854775807,)" + call, false);
    row("a request then", R"("t_us":5,"requests":[{"sent_us":-3,"ended_us":5}],)" + call, false);
    row("held then", R"("t_us":5,"held_us":[[0,9e18]],)" + call, false);
    row("more tokens than there are", R"("t_us":5,"input_tokens":9223372036854775807,)" + call,
        true);
    row("a debt", R"("t_us":5,"cost_usd":-1e308,"output_tokens":-7,)" + call, true);
}

void MatchFolderTest::timesAreThoseOfAMatch()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, isRead);
    const auto read = matchEventFromJson(QJsonDocument::fromJson('{' + fields + '}').object());
    QCOMPARE(std::holds_alternative<MatchEvent>(read), isRead);
    if (!isRead) {
        QVERIFY(std::get<QString>(read).contains(u"no time of a match"_s));
        return;
    }
    const auto *ended = std::get<MatchEvent>(read).as<CallEnded>();
    QVERIFY(ended->usage.inputTokens >= 0 && ended->usage.inputTokens <= 1'000'000'000'000);
    QVERIFY(ended->usage.outputTokens >= 0);
    QVERIFY(ended->cost.value_or(0) >= 0);
}

void MatchFolderTest::noClockGoesBack()
{
    const QTemporaryDir folder;
    QByteArray lines = lineOf(begun().front());
    for (const qint64 time : {100, 40, 90, 200, 0})
        lines += lineOf({time, Audience::everyone(), MatchPaused{}});
    put(folder.filePath(matchFileName), lines);
    MatchLog log;
    MatchLogReader reader(folder.path());
    while (!reader.atEnd())
        QCOMPARE(reader.readMore(&log, 2), QString());
    QList<qint64> times;
    for (qsizetype i = 0; i < log.size(); ++i)
        times << log.at(i).time;
    QCOMPARE(times, (QList<qint64>{0, 100, 100, 100, 200, 200}));
}

/// Spans that begin at the same moment as thousands of holds do not each keep all of them.
void MatchFolderTest::comingAndGoingTakesNoMemory()
{
    MatchLog log;
    std::vector<MatchEvent> events = begun();
    for (int i = 0; i < 3000; ++i) {
        events.push_back({i * 2, Audience::everyone(), PowerParked{}});
        events.push_back({i * 2 + 1, Audience::everyone(), PowerUnparked{}});
    }
    for (int i = 0; i < 1000; ++i) {
        CallStarted call;
        call.span = i;
        call.call = CallId{Power::Austria, spring, StageKind::Orders, 0, 1};
        events.push_back({6000, Audience::everyone(), call});
    }
    for (int i = 0; i < 1000; ++i) {
        events.push_back({6001 + i * 2, Audience::everyone(), PowerParked{}});
        events.push_back({6002 + i * 2, Audience::everyone(), PowerUnparked{}});
    }
    log.append(std::move(events));
    for (const Span &span : log.spans())
        QVERIFY(span.held.size() <= 64);
}

QTEST_GUILESS_MAIN(MatchFolderTest)
#include "match_folder_test.moc"
