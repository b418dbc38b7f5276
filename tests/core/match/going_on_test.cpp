// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/match/directed_match.h"

#include "core/match/match.h"
#include "core/record/comparison.h"
#include "core/record/match_branch.h"
#include "core/trace/analysis.h"
#include "tests/support/virtual_world.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::directed;
using std::chrono::milliseconds;

namespace {

/// The first events of a log as a file gives them back, without what a killed program tore.
void copyBeginning(const MatchLog &from, qsizetype events, MatchLog *to)
{
    const auto read = [&](qsizetype count, MatchLog *log) {
        std::vector<MatchEvent> copies;
        for (qsizetype i = 0; i < count; ++i)
            copies.push_back(std::get<MatchEvent>(matchEventFromJson(toJson(from.at(i)))));
        log->append(std::move(copies));
    };
    MatchLog torn;
    read(events, &torn);
    read(settledSize(torn), to);
}

/// Seats like scriptedSeats(1), with a list of what they were asked.
Match::Seats listedSeats(QList<ChatRequest> *requests)
{
    Match::Seats seats;
    for (auto &seat : seats) {
        seat = std::make_unique<DirectedSeat>([](const PromptContext &) { return std::nullopt; },
                                              requests);
    }
    return seats;
}

void goOnToTheEnd(Match *match)
{
    QSignalSpy ended(match, &Match::ended);
    QCOMPARE(match->goOn(), QString());
    QVERIFY(ended.size() == 1 || ended.wait(deadline)); // not QTRY_…, which looks every 50 ms
}

/// Where each match is interrupted: so many moments of it, in another row others.
int momentCount()
{
    const int count = qEnvironmentVariableIntValue("CONCERT_GOING_ON_MOMENTS");
    return count > 0 ? count : 12;
}

QList<QJsonObject> linesOf(const MatchLog &log)
{
    QList<QJsonObject> lines;
    for (qsizetype i = 0; i < log.size(); ++i)
        lines << toJson(log.at(i));
    return lines;
}

/// When so many calls have been answered, whatever the machine's pace.
void stopAfter(Match *match, int calls)
{
    QObject::connect(
        match, &Match::callAnswered, match,
        [match, left = calls]() mutable {
            if (--left == 0)
                match->stop();
        },
        Qt::QueuedConnection);
}

/// By their first attempts, which is how they are asked again.
QSet<QString> answeredCalls(const MatchLog &log)
{
    QSet<QString> calls;
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        if (call.outcome != CallOutcome::Cancelled)
            calls << call.call.toString();
    }
    return calls;
}

MatchConfig pressMatch(Schedule schedule, int rounds, PressOrder order, Deliberation deliberation)
{
    MatchConfig config = shortMatch(schedule, rounds, 1902);
    config.pressOrder = order;
    config.deliberation = deliberation;
    return config;
}

/// Like scriptedSeats(1), but somebody is paid for it.
Match::Seats billedSeats()
{
    class BilledSeat : public ScriptedSeat {
    public:
        BilledSeat() : ScriptedSeat(1) {}
        bool isBilled() const override { return true; }
    };
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<BilledSeat>();
    return seats;
}

} // namespace

/// A match that was interrupted goes on as if nothing had been.
class GoingOnTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsWithTheSameGame_data();
    void endsWithTheSameGame();
    void endedMatchesGoOnWithALongerEnd();
    void theTimeInBetweenIsNobodys();
    void stoppedMatchesGoOn();
    void otherModelsGoOn();
    void whatWasSpentCounts();
    void branchesKeepWhatWasBefore_data();
    void branchesKeepWhatWasBefore();
    void branchesMayBePlayedOtherwise();
    void damagedRecordsAreRefused_data();
    void damagedRecordsAreRefused();
};

void GoingOnTest::endsWithTheSameGame_data()
{
    QTest::addColumn<MatchConfig>("config");
    QTest::addColumn<bool>("narrated");
    QTest::addColumn<int>("number");
    auto row = [number = 0](const char *name, Schedule schedule, int rounds, PressOrder order,
                            Deliberation deliberation, bool narrated = false) mutable {
        QTest::newRow(name) << pressMatch(schedule, rounds, order, deliberation) << narrated
                            << number++;
    };
    using enum Schedule;
    using enum PressOrder;
    row("pipelined", Pipelined, 2, Simultaneous, Deliberation::Separate, true);
    row("staged", Staged, 1, Simultaneous, Deliberation::Separate, true);
    row("blocking", Blocking, 1, Simultaneous, Deliberation::Separate);
    row("fused", Pipelined, 1, Simultaneous, Deliberation::Fused);
    row("fused, staged", Staged, 1, Simultaneous, Deliberation::Fused);
    row("speaking", Pipelined, 1, Speaking, Deliberation::Separate);
    row("until quiet", Pipelined, 3, UntilQuiet, Deliberation::Separate);
    row("fused until quiet", Staged, 3, UntilQuiet, Deliberation::Fused);
    row("without press", Pipelined, 0, Simultaneous, Deliberation::Separate);
    row("fused without press", Pipelined, 0, Simultaneous, Deliberation::Fused);
}

void GoingOnTest::endsWithTheSameGame()
{
    QFETCH(MatchConfig, config);
    QFETCH(bool, narrated);
    QFETCH(int, number);
    if (narrated)
        config.commentary = config.models[0];
    const auto narrator = [&] { return std::make_unique<ScriptedSeat>(1, unevenDelay); };
    MatchLog whole;
    Match played(config, listedSeats(nullptr), &whole);
    played.setNarrator(narrator());
    playToTheEnd(&played);
    const QStringList game = gameLines(whole);
    QVERIFY(game.size() > 50);

    const QList<QJsonObject> lines = linesOf(whole);

    // Spread over the match and its kinds of event: after the first one, before the last ones.
    const int moments = momentCount();
    for (int moment = 0; moment <= moments; ++moment) {
        const qsizetype shift = moment % moments == 0 ? 0 : whole.size() * number / moments / 10;
        const qsizetype events = 1 + moment * (whole.size() - 1) / moments - shift;
        MatchLog log;
        copyBeginning(whole, events, &log);
        const qsizetype kept = log.size();
        QVERIFY(events - kept < 100);
        const QSet<QString> before = answeredCalls(log);
        QList<ChatRequest> requests;
        Match match(config, listedSeats(&requests), &log);
        match.setNarrator(narrator());
        goOnToTheEnd(&match);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(
            gameDifferences(u"whole"_s, game, u"interrupted at %1"_s.arg(events), gameLines(log)),
            QStringList());
        for (const ChatRequest &request : std::as_const(requests))
            QVERIFY2(!before.contains(QString::fromLatin1(request.callId)),
                     request.callId.constData());
        for (const Span &span : log.spans())
            QVERIFY(span.ended);
        // What was being asked may be billed, and counts with its prompt.
        for (const CallEnded &call : eventsOf<CallEnded>(log)) {
            if (call.outcome == CallOutcome::Cancelled)
                QVERIFY(call.usage.estimated && call.usage.inputTokens > 100);
        }
        // The log went on: nothing of it changed.
        for (qsizetype i = 0; i < kept; ++i)
            QCOMPARE(toJson(log.at(i)), lines[i]);
    }
}

void GoingOnTest::endedMatchesGoOnWithALongerEnd()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 1, 1902);
    MatchLog whole;
    Match played(config, scriptedSeats(1), &whole);
    playToTheEnd(&played);
    MatchLog log;
    config.maxYear = 1901;
    Match first(config, scriptedSeats(1), &log);
    playToTheEnd(&first);
    config.maxYear = 1902;
    Match second(config, scriptedSeats(1), &log);
    goOnToTheEnd(&second);
    // Prompts name the last year; the script does not mind.
    const auto withoutPrompts = [](const MatchLog &of) {
        return gameLines(of).filter(QRegularExpression(u"^(?!.*request_sha256)"_s));
    };
    QCOMPARE(withoutPrompts(log), withoutPrompts(whole));
    QVERIFY(withoutPrompts(log).size() > 50);
    QCOMPARE(log.config().maxYear, 1902);
}

void GoingOnTest::theTimeInBetweenIsNobodys()
{
    // France never gives orders in spring; its turn has a deadline.
    constexpr auto deadlineOfTurn = std::chrono::seconds(60);
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.turnDeadline = deadlineOfTurn.count();
    const auto stallingSeats = [] {
        Match::Seats seats = scriptedSeats(1);
        seats[static_cast<std::size_t>(indexOf(Power::France))] =
            std::make_unique<ScriptedSeat>(1, [](const CallId &call) {
                const bool stalls =
                    call.stage == StageKind::Orders && call.phase == Position::start().phase;
                return milliseconds(stalls ? 86'400'000 : 0);
            });
        return seats;
    };
    VirtualClock clock;
    MatchLog killed;
    {
        Match match(config, stallingSeats(), &killed, nullptr, clock);
        match.start();
        QTRY_COMPARE_WITH_TIMEOUT(match.ordersIn(), powerCount - 1, deadline);
        clock.run(std::chrono::seconds(50));
        // The last that is known of it.
        killed.append({match.now(), Audience::watcherOnly(),
                       ProblemReported{ProblemReported::Severity::Note, {}, u"Waiting."_s}});
    }
    clock.run(std::chrono::hours(1)); // nobody plays

    MatchLog log;
    copyBeginning(killed, killed.size(), &log);
    const qint64 stood = log.lastTime();
    QCOMPARE(stood, 50'000'000);
    Match match(config, stallingSeats(), &log, nullptr, clock);
    QCOMPARE(match.goOn(), QString());
    QCOMPARE(match.now(), stood);
    const auto continued = eventsOf<MatchContinued>(log);
    QCOMPARE(continued.size(), 1);
    QVERIFY(continued[0].continuedAt.isValid());
    // The turn has its whole time once more, and then it ends.
    QVERIFY(clock.run(std::chrono::minutes(5), [&] { return match.hasEnded(); }));
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *played = log.at(i).as<PhaseAdjudicated>();
            played && played->phase == Position::start().phase)
            QCOMPARE(log.at(i).time, stood + std::chrono::microseconds(deadlineOfTurn).count());
        if (i > 0)
            QVERIFY(log.at(i).time >= log.at(i - 1).time);
    }
    QCOMPARE(eventsOf<MatchEnded>(log).last().reason, MatchEnded::Reason::LastYear);
    // The path has no hole, and the clock on the wall knows of the interruption.
    qint64 sum = 0;
    for (const PathStep &step : criticalPath(log.spans(), log.lastTime()))
        sum += step.to - step.from;
    QVERIFY(sum <= log.lastTime());
    QCOMPARE(log.wallTime(stood + 2000), continued[0].continuedAt.addMSecs(2));
}

void GoingOnTest::stoppedMatchesGoOn()
{
    const MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1901);
    MatchLog whole;
    Match played(config, scriptedSeats(1, unevenDelay), &whole);
    playToTheEnd(&played);
    MatchLog log;
    for (int times = 0; times < 3; ++times) { // again and again
        Match match(config, scriptedSeats(1, unevenDelay), &log);
        stopAfter(&match, 11);
        QSignalSpy ended(&match, &Match::ended);
        if (times == 0)
            match.start();
        else
            QCOMPARE(match.goOn(), QString());
        QVERIFY(!log.hasEnded());
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QCOMPARE(eventsOf<MatchEnded>(log).last().reason, MatchEnded::Reason::Stopped);
        QVERIFY(log.hasEnded());
    }
    Match match(config, scriptedSeats(1, unevenDelay), &log);
    goOnToTheEnd(&match);
    QCOMPARE(gameDifferences(u"whole"_s, gameLines(whole), u"stopped"_s, gameLines(log)),
             QStringList());
    // What the board shows is not troubled by the ends in between.
    const PhaseEntry &phase = log.phases().first();
    QCOMPARE(boardAt(log, *phase.adjudicated).submitted.size(), std::size_t(7));
}

void GoingOnTest::otherModelsGoOn()
{
    // A wrong key ended it; with another model for that power it goes on.
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.whenParked = WhenParked::Stop;
    MatchLog log;
    Match failing(config,
                  directedSeats(Power::Italy,
                                [](const PromptContext &context) -> std::optional<ChatResult> {
                                    if (context.call.stage != StageKind::Orders)
                                        return std::nullopt;
                                    return errorAnswer(ChatError::Kind::Unauthorized,
                                                       u"The key is wrong."_s);
                                }),
                  &log);
    playToTheEnd(&failing);
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::Failed);
    config.models[static_cast<std::size_t>(indexOf(Power::Italy))].name = u"other"_s;
    Match match(config, scriptedSeats(1), &log);
    goOnToTheEnd(&match);
    QCOMPARE(eventsOf<MatchEnded>(log)[1].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(log.config().models, config.models);
    MatchLog whole;
    Match played(config, scriptedSeats(1), &whole);
    playToTheEnd(&played);
    QCOMPARE(gameOf(log).filter(u"S1901M/0"_s), gameOf(whole).filter(u"S1901M/0"_s));
    QCOMPARE(log.phases().size(), whole.phases().size());
}

void GoingOnTest::whatWasSpentCounts()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 1, 1901);
    config.caps.tokens = 400'000;
    MatchLog log;
    {
        Match match(config, billedSeats(), &log);
        stopAfter(&match, 20);
        playToTheEnd(&match);
    }
    const qint64 spent = log.spending().usage.inputTokens + log.spending().usage.outputTokens;
    config.caps.tokens = spent + 1; // no room for another call
    Match match(config, billedSeats(), &log);
    goOnToTheEnd(&match);
    QCOMPARE(eventsOf<MatchEnded>(log).last().reason, MatchEnded::Reason::Spent);
    config.caps.tokens = 0;
    Match free(config, billedSeats(), &log);
    goOnToTheEnd(&free);
    QCOMPARE(eventsOf<MatchEnded>(log).last().reason, MatchEnded::Reason::LastYear);
}

void GoingOnTest::branchesKeepWhatWasBefore_data()
{
    QTest::addColumn<MatchConfig>("config");
    QTest::newRow("pipelined") << pressMatch(Schedule::Pipelined, 2, PressOrder::Simultaneous,
                                             Deliberation::Separate);
    QTest::newRow("fused") << pressMatch(Schedule::Pipelined, 1, PressOrder::Simultaneous,
                                         Deliberation::Fused);
    QTest::newRow("staged") << pressMatch(Schedule::Staged, 1, PressOrder::UntilQuiet,
                                          Deliberation::Separate);
}

void GoingOnTest::branchesKeepWhatWasBefore()
{
    QFETCH(MatchConfig, config);
    MatchLog whole;
    Match played(config, scriptedSeats(1, unevenDelay), &whole);
    playToTheEnd(&played);
    QVERIFY(whole.phases().size() >= 4);
    for (const PhaseEntry &entry : whole.phases()) {
        MatchLog log;
        log.append(eventsBefore(whole, entry.phase));
        for (int span = 0; span < log.spans().size(); ++span)
            QCOMPARE(log.spans()[span].id, span);
        const QSet<QString> before = answeredCalls(log);
        for (const QString &call : before)
            QVERIFY(isBefore(*CallId::parse(call), entry.phase));
        QList<ChatRequest> requests;
        Match match(config, listedSeats(&requests), &log);
        QSignalSpy ended(&match, &Match::ended);
        QCOMPARE(match.goOn(u"/somewhere/else"_s, entry.phase), QString());
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QCOMPARE(eventsOf<MatchContinued>(log)[0].origin, u"/somewhere/else"_s);
        QCOMPARE(eventsOf<MatchContinued>(log)[0].from, entry.phase);
        QCOMPARE(gameOf(log), gameOf(whole)); // the same seats play it the same way again
        for (const ChatRequest &request : std::as_const(requests))
            QVERIFY2(!before.contains(QString::fromLatin1(request.callId)),
                     request.callId.constData());
    }
    QVERIFY(eventsBefore(whole, Phase{1999, Season::Spring, PhaseType::Movement}).empty());
}

void GoingOnTest::branchesMayBePlayedOtherwise()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1902);
    MatchLog whole;
    Match played(config, scriptedSeats(1), &whole);
    playToTheEnd(&played);
    config.negotiationRounds = 0;
    config.schedule = Schedule::Staged;
    config.planning = false;
    for (const char *name : {"S1901M", "S1902M"}) {
        const Phase from = *Phase::parse(name);
        MatchLog log;
        log.append(eventsBefore(whole, from));
        Match match(config, scriptedSeats(2), &log);
        goOnToTheEnd(&match);
        QCOMPARE(log.phases().last().phase.year, 1902);
        for (const MessageSent &message : eventsOf<MessageSent>(log))
            QVERIFY(message.phase < from);
        QCOMPARE(eventsOf<MessageSent>(log).isEmpty(), from == whole.phases().first().phase);
        for (const PhaseEntry &phase : log.phases())
            QVERIFY(phase.adjudicated);
    }
}

void GoingOnTest::damagedRecordsAreRefused_data()
{
    QTest::addColumn<QString>("without"); // an event of this kind is missing
    QTest::newRow("the beginning") << u"match_started"_s;
    QTest::newRow("a phase") << u"phase_started"_s;
    QTest::newRow("a call's begin") << u"call_started"_s;
    QTest::newRow("what a call said") << u"orders_submitted"_s;
    QTest::newRow("an adjudication") << u"phase_adjudicated"_s;
}

void GoingOnTest::damagedRecordsAreRefused()
{
    QFETCH(QString, without);
    const MatchConfig config = shortMatch(Schedule::Pipelined, 1, 1901);
    MatchLog whole;
    Match played(config, scriptedSeats(1), &whole);
    playToTheEnd(&played);
    MatchLog log;
    bool left = false;
    for (qsizetype i = 0; i < whole.size() - 1; ++i) {
        if (!left && toJson(whole.at(i))[u"event"_s].toString() == without)
            left = true;
        else
            log.append(whole.at(i));
    }
    QVERIFY(left);
    const qsizetype size = log.size();
    Match match(config, scriptedSeats(1), &log);
    const QString problem = match.goOn();
    QVERIFY2(problem.endsWith(u'.'), qPrintable(problem));
    QCOMPARE(log.size(), size);
}

QTEST_GUILESS_MAIN(GoingOnTest)
#include "going_on_test.moc"
