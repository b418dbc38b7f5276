// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"
#include "core/record/match_log_reader.h"
#include "core/record/seating.h"
#include "core/record/text.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cerrno>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

/// What the next calls of fdatasync() find: a disk that fails once has lost what was written since
/// the file had \a kept bytes.
struct FailingSync {
    std::atomic<int> failures = 0;
    std::atomic<qint64> kept = 0;
    std::atomic<int> calls = 0;
} failingSync;

const Phase spring{1901, Season::Spring, PhaseType::Movement};

MatchEvent event(MatchEventData data, Audience audience = Audience::everyone(), qint64 time = 1000)
{
    return {time, audience, std::move(data)};
}

/// One event of every kind, in an order in which they can happen.
std::vector<MatchEvent> everyKind()
{
    MatchConfig config = MatchConfig::demo();
    config.seed = 18446744073709551615ULL;
    config.schedule = Schedule::Staged;
    const CallId call{Power::France, spring, StageKind::Orders, 0, 1};
    CallEnded ended;
    ended.call = call;
    ended.outcome = CallOutcome::Repaired;
    ended.problem = u"two orders were illegal"_s;
    ended.sent = 10;
    ended.lastToken = 900;
    ended.usage = {1000, 200, 50, 10, true};
    ended.cost = 0.00125;
    ended.usage.cost = 0.00125; // the provider said so
    ended.requests = {{10, 400, false, u"Busy."_s}, {300, 900, true, {}}};
    ended.held = {{400, 450}, {500, 520}};
    ended.model = u"openai:z"_s;
    ended.attempts = 2;
    ended.requestHash = "00ff";
    MessageSent message{spring,
                        2,
                        Power::France,
                        Power::England,
                        u"Hello\n<b>you</b> \u00a0"_s,
                        u"cut"_s,
                        u"S1901M/2/FRANCE/0"_s};
    const Commitment commitment{
        Commitment::Kind::Support, {Province::MAR, Province::PAR}, {Province::BUR}, spring};
    message.commitments = {commitment, {Commitment::Kind::Peace, {}, {}, spring}};
    OrdersSubmitted orders{spring, Power::France, {}, {{u"A PAR - MOS"_s, u"too far"_s}}, u"why"_s};
    orders.orders << SubmittedOrder{Order::move(UnitType::Army, Province::PAR, Province::BUR),
                                    false}
                  << SubmittedOrder{Order::hold(UnitType::Fleet, Province::BRE), true};
    PhaseAdjudicated adjudicated;
    adjudicated.phase = spring;
    adjudicated.span = 1;
    adjudicated.inputs = {0};
    adjudicated.waits = {2};
    adjudicated.ready = 950;
    adjudicated.orders = {
        {Power::France, Order::move(UnitType::Army, Province::PAR, Province::BUR),
         static_cast<OrderResults>(OrderResult::Bounce), "stood off by A MUN"},
        {Power::Russia,
         Order::move(UnitType::Fleet, Location(Province::STP, Coast::South), Province::BOT),
         0,
         {}}};
    adjudicated.standoffs = {Province::BUR};
    MatchEnded end;
    end.reason = MatchEnded::Reason::Solo;
    end.winner = Power::Turkey;
    end.position = Position::start();
    std::vector<MatchEvent> events{
        event(MatchStarted{1, u"Concert"_s,
                           QDateTime::fromString(u"2026-11-22T10:00:00.123Z"_s, Qt::ISODateWithMs),
                           config}),
        event(PhaseStarted{Position::start()}),
        event(CallStarted{0, call, u"openai:x"_s, {3, 4}, {5}, 7}, Audience::watcherOnly()),
        event(MemoryUpdated{spring,
                            Power::France,
                            {u"Hold Paris"_s},
                            {{Power::Italy, Relationship::Ally}},
                            u"because"_s},
              Audience::only(Power::France)),
        event(message, Audience::only(Power::France).with(Power::England)),
        event(orders, Audience::only(Power::France)),
        event(ended, Audience::watcherOnly(), 2000),
        event(adjudicated),
        event(ProblemReported{ProblemReported::Severity::Error, Power::Italy, u"Gone."_s}),
        event(PlanMade{spring, Power::France, u"Burgundy first."_s}),
        event(DiaryWritten{spring, Power::France, StageKind::NegotiationDiary, u"They agreed."_s,
                           u"I shall not keep it."_s}),
        event(DiaryConsolidated{spring, Power::France, u"A quiet year."_s}),
        event(Commented{spring, u"simulator"_s, u"The west is calm."_s}),
        event(CommitmentJudged{spring, message.id, 1, Power::France, Power::England, commitment,
                               CommitmentVerdict::Broken, u"A MAR held."_s}),
        event(PowerParked{Power::France, u"openai:x"_s, u"OpenAI (api.openai.com)"_s,
                          ParkReason::Busy, u"Too fast."_s,
                          QDateTime::fromString(u"2026-11-22T14:05:00.000Z"_s, Qt::ISODateWithMs)}),
        event(PowerUnparked{Power::France, PowerUnparked::How::OtherModel, u"openai:y"_s}),
        event(MatchPaused{u"The cap."_s}),
        event(MatchPaused{u"The disk."_s, true}),
        event(MatchResumed{
            {}, QDateTime::fromString(u"2026-11-22T14:07:00.000Z"_s, Qt::ISODateWithMs)}),
        event(MatchContinued{
            u"Concert"_s, QDateTime::fromString(u"2026-11-23T08:00:00.000Z"_s, Qt::ISODateWithMs),
            config, u"/somewhere/else"_s, spring}),
        event(end)};
    for (std::size_t i = 1; i < events.size(); ++i) // no clock goes back
        events[i].time = std::max(events[i - 1].time, events[i].time);
    return events;
}

QByteArray lineFor(const MatchEvent &one)
{
    return QJsonDocument(toJson(one)).toJson(QJsonDocument::Compact);
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// In front of the C library's.
extern "C" int fdatasync(int file)
{
    ++failingSync.calls;
    if (failingSync.failures > 0) {
        --failingSync.failures;
        if (::ftruncate(file, std::min<qint64>(failingSync.kept, ::lseek(file, 0, SEEK_END))) != 0)
            return -1;
        errno = EIO;
        return -1;
    }
    return ::fsync(file);
}

class MatchLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEventReadsBackAsItWasWritten();
    void optionsReadBackAndOldLogsKeepDefaults();
    void rubbishIsRefusedWithASentence_data();
    void rubbishIsRefusedWithASentence();
    void logIndexesPhasesAndSpans();
    void boardFollowsThePlayhead();
    void theParkedAreHeld();
    void interruptionsAreNoEnd();
    void fileHoldsWhatWasAppended();
    void readerStopsAtTornLineAndGoesOn();
    void readerNamesFileAndLine();
    void foldersThatHoldSomethingAreRefused();
    void aFullDiskLosesNothing();
    void whatADiskFailsToSyncIsWrittenAnew();
    void everybodyHearsEventsInTheirOrder();
};

void MatchLogTest::everyEventReadsBackAsItWasWritten()
{
    const auto events = everyKind();
    QSet<std::size_t> kinds;
    for (const MatchEvent &one : events) {
        kinds << one.data.index();
        const QByteArray line = lineFor(one);
        const auto read = matchEventFromJson(QJsonDocument::fromJson(line).object());
        QVERIFY2(std::holds_alternative<MatchEvent>(read), line.constData());
        const auto &back = std::get<MatchEvent>(read);
        QCOMPARE(lineFor(back), line);
        QCOMPARE(back.time, one.time);
        QVERIFY(back.audience == one.audience);
    }
    QCOMPARE(kinds.size(), qsizetype(std::variant_size_v<MatchEventData>));

    const auto &started = *events[0].as<MatchStarted>();
    const auto back = std::get<MatchEvent>(matchEventFromJson(toJson(events[0])));
    QCOMPARE(back.as<MatchStarted>()->config->seed, started.config->seed);
    QCOMPARE(back.as<MatchStarted>()->config->schedule, Schedule::Staged);
    QCOMPARE(back.as<MatchStarted>()->startedAt, started.startedAt);
}

void MatchLogTest::optionsReadBackAndOldLogsKeepDefaults()
{
    MatchConfig config = MatchConfig::demo();
    config.planning = false;
    config.diaries = false;
    config.pressOrder = PressOrder::UntilQuiet;
    config.deliberation = Deliberation::Fused;
    config.commentary = config.models[0];
    config.promptFolders = {u"/a"_s};
    config.promptTokens = 5000;
    config.callSlots = 4;
    config.whenParked = WhenParked::Default;
    config.hedging = true;
    config.turnDeadline = 90;
    config.caps = {1.5, 2.5, 1000, 2000};
    config.longestPathFirst = false;
    QVERIFY(MatchConfig::fromJson(config.toJson()) == config);
    const QStringList problems = config.problems();
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems[0].contains(u"/a"_s), qPrintable(problems[0]));
    // Logs from before these options hold none of them.
    QJsonObject old = MatchConfig::demo().toJson();
    for (const QString &name :
         {u"planning_phase"_s, u"diaries"_s, u"press_order"_s, u"deliberation"_s, u"commentary"_s,
          u"prompts_dir"_s, u"prompt_tokens"_s, u"call_slots"_s, u"longest_path_first"_s,
          u"when_parked"_s, u"hedging"_s, u"turn_deadline"_s, u"cost_cap"_s, u"cost_cap_day"_s,
          u"token_cap"_s, u"token_cap_day"_s})
        old.remove(name);
    QVERIFY(MatchConfig::fromJson(old) == MatchConfig::demo());
}

/// Somebody who hears of an event and appends another at once.
void MatchLogTest::everybodyHearsEventsInTheirOrder()
{
    MatchLog log;
    const auto note = [](int number) {
        return MatchEvent{
            number, Audience::watcherOnly(),
            ProblemReported{ProblemReported::Severity::Note, {}, QString::number(number)}};
    };
    QList<std::pair<qsizetype, qsizetype>> first;
    QList<std::pair<qsizetype, qsizetype>> second;
    connect(&log, &MatchLog::appended, this, [&](qsizetype from, qsizetype to) {
        first << std::pair(from, to);
        if (log.size() >= 6)
            return;
        log.append({note(1), note(2)});
        const qsizetype size = log.size();
        log.append(note(3));
        QCOMPARE(log.size(), size + 1); // it is there at once
    });
    connect(&log, &MatchLog::appended, this,
            [&](qsizetype from, qsizetype to) { second << std::pair(from, to); });
    log.append(note(0));
    log.append(note(9));
    QCOMPARE(second, first);
    qsizetype next = 0;
    for (const auto &[from, to] : std::as_const(second)) {
        QCOMPARE(from, next);
        next = to + 1;
    }
    QCOMPARE(next, log.size());
    // Nor does a log that goes while it tells look back.
    auto gone = std::make_unique<MatchLog>();
    connect(gone.get(), &MatchLog::appended, this, [&gone, &note] {
        gone->append(note(1));
        gone.reset();
    });
    gone->append(note(0));
    QVERIFY(!gone);
}

void MatchLogTest::rubbishIsRefusedWithASentence_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("part");
    QTest::newRow("unknown event") << QByteArray(R"({"event":"party"})") << u"party"_s;
    QTest::newRow("no power")
        << QByteArray(R"({"event":"orders_submitted","phase":"S1901M","power":"SPAIN"})")
        << u"SPAIN"_s;
    QTest::newRow("no phase") << QByteArray(
                                     R"({"event":"orders_submitted","phase":"X","power":"ITALY"})")
                              << u"phase"_s;
    QTest::newRow("no board") << QByteArray(R"({"event":"phase_started","board":"nonsense"})")
                              << u"board"_s;
    QTest::newRow("future format")
        << QByteArray(R"({"event":"match_started","format":99})") << u"99"_s;
    QTest::newRow("no order")
        << QByteArray(
               R"({"event":"orders_submitted","phase":"S1901M","power":"ITALY","orders":["?"]})")
        << u"order"_s;
}

void MatchLogTest::rubbishIsRefusedWithASentence()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, part);
    const auto read = matchEventFromJson(QJsonDocument::fromJson(line).object());
    QVERIFY(std::holds_alternative<QString>(read));
    QVERIFY2(std::get<QString>(read).contains(part), qPrintable(std::get<QString>(read)));
}

void MatchLogTest::logIndexesPhasesAndSpans()
{
    MatchLog log;
    QSignalSpy appended(&log, &MatchLog::appended);
    log.append(everyKind());
    QCOMPARE(appended.size(), 1);
    QCOMPARE(appended[0][0].toLongLong(), 0);
    QCOMPARE(appended[0][1].toLongLong(), log.size() - 1);
    QCOMPARE(log.phases().size(), 1);
    QCOMPARE(log.phases()[0].started, 1);
    QCOMPARE(log.phases()[0].adjudicated, std::optional<qsizetype>(7));
    QCOMPARE(log.phaseIndexAt(0), -1);
    QCOMPARE(log.phaseIndexAt(5), 0);
    QCOMPARE(log.spans().size(), 2);
    QCOMPARE(log.spans()[0].power, u"FRANCE"_s);
    QCOMPARE(log.spans()[0].ended, std::optional<qint64>(2000));
    QCOMPARE(log.spans()[0].held, (QList<TimeRange>{{400, 450}, {500, 520}}));
    QCOMPARE(log.spans()[0].latency(5000), 890 - 70);
    QVERIFY(!log.spans()[1].isCall);
    QVERIFY(log.hasEnded());
}

void MatchLogTest::boardFollowsThePlayhead()
{
    MatchLog log;
    log.append(everyKind());
    QCOMPARE(boardAt(log, 1).position, Position::start());
    QVERIFY(boardAt(log, 4).submitted.empty());
    QCOMPARE(boardAt(log, 5).submitted.size(), std::size_t(1));
    QVERIFY(boardAt(log, 6).resolved.empty());
    QCOMPARE(boardAt(log, 8).resolved.size(), std::size_t(2));
    QVERIFY(boardAt(log, 5).resolved.empty()); // back again
}

void MatchLogTest::theParkedAreHeld()
{
    const auto callOf = [](Power power, StageKind stage) {
        return CallId{power, spring, stage, 0, 1};
    };
    const CallId plan = callOf(Power::France, StageKind::Plan);
    const CallId diary = callOf(Power::France, StageKind::NegotiationDiary);
    const CallId other = callOf(Power::Italy, StageKind::Plan);
    MatchLog log;
    const auto append = [&log](qint64 time, MatchEventData data) {
        log.append(::event(std::move(data), Audience::watcherOnly(), time));
    };
    append(0, CallStarted{0, plan, u"m"_s, {}, {}, 0});
    append(0, CallStarted{1, other, u"m"_s, {}, {}, 0});
    append(100, PowerParked{Power::France, u"m"_s, u"s"_s, ParkReason::Outage, u"Gone."_s, {}});
    append(150, PowerParked{Power::France, u"m"_s, u"s"_s, ParkReason::Busy, u"Busy."_s, {}});
    QCOMPARE(log.spans()[0].heldTime(0, 400), 300); // and goes on
    append(500, PowerUnparked{Power::France, PowerUnparked::How::Again, u"m"_s});
    CallEnded ended;
    ended.call = plan;
    ended.sent = 10;
    ended.lastToken = 510;
    ended.attempts = 3;
    // The server was back when the last one was answered, which took 40.
    ended.requests = {
        {10, 90, false, u"Cut."_s}, {300, 310, false, u"Gone."_s}, {460, 500, false, {}}};
    append(510, ended);
    QCOMPARE(log.spans()[0].held, (QList<TimeRange>{{100, 460}}));
    QCOMPARE(log.spans()[0].latency(900), 500 - 360);
    append(510, CallStarted{2, diary, u"m"_s, {}, {}, 480}); // its turn came while it was parked
    QCOMPARE(log.spans()[2].held, (QList<TimeRange>{{100, 500}}));
    QCOMPARE(log.spans()[2].heldTime(480, 900), 20);
    QVERIFY(log.spans()[1].held.isEmpty());
}

void MatchLogTest::interruptionsAreNoEnd()
{
    const QDateTime began = QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC);
    const QDateTime goesOn = began.addDays(1);
    MatchConfig config = MatchConfig::demo();
    MatchLog log;
    log.append(::event(MatchStarted{1, u"Concert"_s, began, config}, Audience::everyone(), 0));
    log.append(::event(PhaseStarted{Position::start()}, Audience::everyone(), 1000));
    log.append(::event(OrdersSubmitted{spring, Power::France, {}, {}, {}},
                       Audience::only(Power::France), 2'000'000));
    MatchEnded stopped;
    stopped.reason = MatchEnded::Reason::Stopped;
    stopped.position = Position::start();
    log.append(::event(stopped, Audience::everyone(), 3'000'000));
    QVERIFY(log.hasEnded());
    QCOMPARE(boardAt(log, 3).submitted.size(), std::size_t(0)); // the final board
    config.maxYear = 1907;
    config.models[0] = {u"openai"_s, u"gpt-x"_s, {}};
    log.append(::event(MatchContinued{u"Concert"_s, goesOn, config, {}, {}}, Audience::everyone(),
                       3'000'000));
    QVERIFY(!log.hasEnded());
    QCOMPARE(log.continuedAt(), std::optional<qsizetype>(4));
    QCOMPARE(boardAt(log, 4).submitted.size(), std::size_t(1)); // as it stood
    QCOMPARE(log.config().maxYear, 1907);
    QCOMPARE(seatingsAt(log, 3)[0].model, u"simulator"_s);
    QCOMPARE(seatingsAt(log, 4)[0].model, u"openai:gpt-x"_s);
    // By the log one second after the other, by the clock on the wall a day between them.
    QCOMPARE(log.wallTime(2'500'000), began.addMSecs(2500));
    QCOMPARE(log.wallTime(4'000'000), goesOn.addMSecs(1000));
}

void MatchLogTest::fileHoldsWhatWasAppended()
{
    QTemporaryDir folder;
    const QString path = folder.path() % u"/match"_s;
    MatchLog log;
    const auto events = everyKind();
    log.append(events[0]); // before the file follows it
    {
        MatchLogFile file(path, &log);
        const CallId call{Power::France, spring, StageKind::Orders, 0, 1};
        file.writeCall({call, {{ChatMessage::Role::System, u"You play"_s}}, u"{}"_s});
        for (std::size_t i = 1; i < events.size(); ++i)
            log.append(events[i]);
    }
    MatchLog back;
    QCOMPARE(readMatchLog(path, &back), QString());
    QCOMPARE(back.size(), log.size());
    for (qsizetype i = 0; i < log.size(); ++i)
        QCOMPARE(lineFor(back.at(i)), lineFor(log.at(i)));
    const QList<CallText> calls = readCallTexts(path);
    QCOMPARE(calls.size(), 1);
    QCOMPARE(calls[0].answer, u"{}"_s);
    QCOMPARE(calls[0].messages[0].content, u"You play"_s);
    QCOMPARE(calls[0].messages[0].role, ChatMessage::Role::System);
}

void MatchLogTest::readerStopsAtTornLineAndGoesOn()
{
    QTemporaryDir folder;
    const QString path = folder.path() % u"/match.jsonl"_s;
    const auto events = everyKind();
    const QByteArray second = lineFor(events[1]);
    write(path, lineFor(events[0]) + '\n' + second.left(20));
    MatchLogReader reader(folder.path());
    MatchLog log;
    QCOMPARE(reader.readMore(&log, 1000), QString());
    QCOMPARE(log.size(), 1);
    QVERIFY(reader.atEnd());
    write(path, lineFor(events[0]) + '\n' + second + '\n');
    QCOMPARE(reader.readMore(&log, 1000), QString());
    QCOMPARE(log.size(), 2);
}

void MatchLogTest::readerNamesFileAndLine()
{
    QTemporaryDir folder;
    const QString path = folder.path() % u"/match.jsonl"_s;
    const auto events = everyKind();
    MatchLog none;
    QVERIFY(readMatchLog(path, &none).contains(u"match.jsonl"_s));
    write(path, {});
    QVERIFY(readMatchLog(path, &none).contains(u"empty"_s));
    write(path, lineFor(events[1]) + '\n');
    QVERIFY(readMatchLog(path, &none).contains(u"match.jsonl:1"_s));
    write(path, lineFor(events[0]) + "\n\x01\x02\xff rubbish\n" + lineFor(events[1]) + '\n');
    MatchLog log;
    const QString problem = readMatchLog(path, &log);
    QVERIFY2(problem.contains(u"match.jsonl:2"_s), qPrintable(problem));
    QCOMPARE(log.size(), 1); // what came before is kept
}

void MatchLogTest::foldersThatHoldSomethingAreRefused()
{
    QTemporaryDir folder;
    QCOMPARE(whyNotWritable(folder.path()), QString());
    QCOMPARE(whyNotWritable(folder.path() % u"/a/b/c"_s), QString());
    write(folder.path() % u"/x"_s, "x");
    QVERIFY(whyNotWritable(folder.path()).contains(u"not empty"_s));
    QVERIFY(whyNotWritable(folder.path() % u"/x"_s).contains(u"is a file"_s));
}

void MatchLogTest::aFullDiskLosesNothing()
{
    // A folder in the file's place stands for a disk that refuses; it goes away later.
    QTemporaryDir folder;
    const QString path = folder.path() % u"/match.jsonl"_s;
    QVERIFY(QDir().mkdir(path));
    MatchLog log;
    {
        MatchLogFile file(folder.path(), &log);
        QSignalSpy failed(&file, &MatchLogFile::failed);
        log.append(everyKind());
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
        QVERIFY(failed[0][0].toString().contains(u"match.jsonl"_s));
        QVERIFY(!file.save() && file.isTroubled());
        QSignalSpy saved(&file, &MatchLogFile::saved);
        QVERIFY(QDir().rmdir(path));
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20000); // it tried again by itself
        QVERIFY(QFileInfo(path).size() > 0);
    }
    MatchLog back;
    QCOMPARE(readMatchLog(folder.path(), &back), QString());
    QCOMPARE(back.size(), log.size());
}

/// EIO comes at the sync, once; what was written before it may be gone (fsync(2)).
void MatchLogTest::whatADiskFailsToSyncIsWrittenAnew()
{
    QTemporaryDir folder;
    const QString path = folder.path() % u"/match.jsonl"_s;
    const auto events = everyKind();
    MatchLog log;
    MatchLogFile file(folder.path(), &log);
    QSignalSpy failed(&file, &MatchLogFile::failed);
    QSignalSpy saved(&file, &MatchLogFile::saved);
    log.append(events[0]);
    QVERIFY(file.save());
    failingSync.kept = QFileInfo(path).size();
    QVERIFY(failingSync.kept > 0 && failingSync.calls > 0);
    log.append({events.begin() + 1, events.end()});
    failingSync.failures = 3; // at once, and when it is tried again
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
    QVERIFY2(failed[0][0].toString().contains(u"match.jsonl cannot be written"_s),
             qPrintable(failed[0][0].toString()));
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20000);
    QCOMPARE(failingSync.failures, 0);
    QCOMPARE(failed.size(), 1);
    QVERIFY(!file.isTroubled());
    QCOMPARE(file.finish(), QString());
    MatchLog back;
    QCOMPARE(readMatchLog(folder.path(), &back), QString());
    QCOMPARE(back.size(), log.size());
}

QTEST_GUILESS_MAIN(MatchLogTest)
#include "match_log_test.moc"
