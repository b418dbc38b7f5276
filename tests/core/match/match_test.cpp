// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/match/directed_match.h"

#include "core/match/match.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::directed;
using std::chrono::milliseconds;

class MatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void playsAWholeMatch();
    void callsAreThoseOfTheTable_data();
    void callsAreThoseOfTheTable();
    void plansAndDiariesReachTheOrders();
    void fusedAnswersCarryDiaries();
    void quietTablesEndTheTalk();
    void mailboxesWaitForNobody();
    void theNarratorIsNoPower();
    void promisesAreJudged();
    void illegalOrdersGoBackOnce();
    void rubbishIsPlayedAsHolds();
    void aWrongKeyEndsAnUnattendedMatchWithASentence();
    void aPassingFailureDoesNot();
    void pauseStartsNothingNew();
    void stopEndsAtOnce();
    void destructionInTheMiddleIsSafe();
};

void MatchTest::playsAWholeMatch()
{
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined, 2, 1903), scriptedSeats(3), &log);
    QSignalSpy adjudicated(&match, &Match::phaseAdjudicated);
    QSignalSpy texts(&match, &Match::callAnswered);
    playToTheEnd(&match);
    QVERIFY(log.hasEnded());
    const auto end = eventsOf<MatchEnded>(log);
    QCOMPARE(end.size(), 1);
    QCOMPARE(end[0].reason, MatchEnded::Reason::LastYear);
    QVERIFY(adjudicated.size() >= 6);
    QCOMPARE(adjudicated.size(), log.phases().size());
    for (const PhaseEntry &phase : log.phases())
        QVERIFY(phase.adjudicated);
    QCOMPARE(log.phases().last().phase.year, 1903);
    QVERIFY(eventsOf<MessageSent>(log).size() > 20);
    const auto calls = eventsOf<CallEnded>(log);
    QCOMPARE(calls.size(), eventsOf<CallStarted>(log).size());
    QCOMPARE(calls.size(), texts.size());
    for (const CallEnded &call : calls)
        QVERIFY2(call.outcome == CallOutcome::Answered,
                 qPrintable(call.call.toString() % call.problem));
    for (const Span &span : log.spans())
        QVERIFY(span.ended);
}

void MatchTest::callsAreThoseOfTheTable_data()
{
    QTest::addColumn<bool>("planning");
    QTest::addColumn<bool>("diaries");
    QTest::addColumn<Deliberation>("deliberation");
    QTest::addColumn<int>("each");   // a movement phase, seven powers, two rounds
    QTest::addColumn<int>("spring"); // besides, from 1902 on
    QTest::newRow("as it was") << false << true << Deliberation::Separate << 35 << 7;
    QTest::newRow("with plans") << true << true << Deliberation::Separate << 42 << 7;
    QTest::newRow("without diaries") << false << false << Deliberation::Separate << 28 << 0;
    QTest::newRow("fused") << false << true << Deliberation::Fused << 21 << 7;
}

void MatchTest::callsAreThoseOfTheTable()
{
    QFETCH(bool, planning);
    QFETCH(bool, diaries);
    QFETCH(Deliberation, deliberation);
    QFETCH(int, each);
    QFETCH(int, spring);
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1902);
    config.planning = planning;
    config.diaries = diaries;
    config.deliberation = deliberation;
    MatchLog log;
    Match match(config, scriptedSeats(1), &log);
    playToTheEnd(&match);
    QMap<QString, int> calls;
    int initial = 0;
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        if (call.call.stage == StageKind::InitialState)
            ++initial;
        else
            ++calls[phaseText(call.call.phase)];
    }
    QCOMPARE(initial, 7);
    QCOMPARE(calls[u"S1901M"_s], each);
    QCOMPARE(calls[u"F1901M"_s], each);
    QCOMPARE(calls[u"S1902M"_s], each + spring);
    QCOMPARE(calls[u"F1902M"_s], each);
}

namespace {

/// France as the script plays it, with words that can be found again.
std::optional<ChatResult> markedAnswer(const PromptContext &context)
{
    const QString phase = phaseText(context.call.phase);
    switch (context.call.stage) {
    case StageKind::Plan:
        return textAnswer(uR"({"plan":"mark-plan-%1"})"_s.arg(phase));
    case StageKind::NegotiationDiary:
        return textAnswer(
            uR"({"negotiation_summary":"mark-talk-%1","intent":"mark-intent-%1","goals":["mark-goal-%1"]})"_s
                .arg(phase));
    case StageKind::ResultDiary:
        return textAnswer(uR"({"result_summary":"mark-result-%1"})"_s.arg(phase));
    case StageKind::Consolidation:
        return textAnswer(uR"({"consolidated_diary":"mark-short-%1"})"_s.arg(phase));
    default:
        return std::nullopt;
    }
}

} // namespace

void MatchTest::plansAndDiariesReachTheOrders()
{
    QList<ChatRequest> requests;
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined, 2, 1902),
                directedSeats(Power::France, markedAnswer, &requests), &log);
    playToTheEnd(&match);
    const auto texts = textsOf(requests);
    const QString orders = texts[u"FRANCE/S1901M/orders/0/1"_s];
    for (const QString &mark : {u"mark-plan-S1901M"_s, u"mark-talk-S1901M"_s,
                                u"mark-intent-S1901M"_s, u"mark-goal-S1901M"_s})
        QVERIFY2(orders.contains(mark), qPrintable(mark));
    // Plan and diary run beside each other and do not see each other.
    QVERIFY(!texts[u"FRANCE/S1901M/plan/0/1"_s].contains(u"mark-talk"_s));
    QVERIFY(!texts[u"FRANCE/S1901M/negotiation_diary/0/1"_s].contains(u"mark-plan"_s));
    QVERIFY(texts[u"FRANCE/F1901M/messages/1/1"_s].contains(u"mark-result-S1901M"_s));
    QVERIFY(!texts[u"FRANCE/F1901M/messages/1/1"_s].contains(u"mark-plan-S1901M"_s));
    // Consolidated in spring 1902: from the next message prompt on, not before.
    QVERIFY(texts[u"FRANCE/S1902M/consolidation/0/1"_s].contains(u"mark-result-F1901M"_s));
    QVERIFY(texts[u"FRANCE/S1902M/orders/0/1"_s].contains(u"mark-talk-F1901M"_s));
    const QString later = texts[u"FRANCE/F1902M/messages/1/1"_s];
    QVERIFY(later.contains(u"mark-short-S1902M"_s));
    QVERIFY(later.contains(u"mark-result-S1902M"_s));
    QVERIFY(!later.contains(u"mark-talk-F1901M"_s));
    QCOMPARE(eventsOf<DiaryConsolidated>(log).size(), 7);
}

void MatchTest::fusedAnswersCarryDiaries()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1902);
    config.deliberation = Deliberation::Fused;
    MatchLog log;
    Match match(config, scriptedSeats(1), &log);
    playToTheEnd(&match);
    QMap<QString, int> entries;
    for (const DiaryWritten &diary : eventsOf<DiaryWritten>(log))
        ++entries[phaseText(diary.phase) % u' ' % stageName(diary.kind)];
    QCOMPARE(entries[u"S1901M negotiation_diary"_s], 7);
    QCOMPARE(entries[u"S1901M result_diary"_s], 7); // in fall's first messages
    QCOMPARE(entries[u"F1902M negotiation_diary"_s], 7);
    QCOMPARE(entries[u"F1902M result_diary"_s], 0); // nobody writes any more
    for (const CallEnded &call : eventsOf<CallEnded>(log))
        QVERIFY(call.call.stage != StageKind::ResultDiary);
}

void MatchTest::quietTablesEndTheTalk()
{
    const auto silent = [](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.stage != StageKind::Messages)
            return std::nullopt;
        // France tells Italy something once; Italy alone has something to answer.
        if (context.call.power == Power::France && context.call.round == 1)
            return textAnswer(
                uR"({"messages":[{"message_type":"private","recipient":"ITALY","content":"Peace?"}]})"_s);
        return textAnswer(uR"({"messages":[]})"_s);
    };
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<DirectedSeat>(silent, nullptr);
    MatchConfig config = shortMatch(Schedule::Pipelined, 5);
    config.pressOrder = PressOrder::UntilQuiet;
    MatchLog log;
    Match match(config, std::move(seats), &log);
    playToTheEnd(&match);
    QStringList spoke;
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        if (call.call.stage == StageKind::Messages && call.call.phase == Position::start().phase &&
            call.call.round > 1)
            spoke << call.call.toString();
    }
    QCOMPARE(spoke, QStringList{u"ITALY/S1901M/messages/2/1"_s});
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
}

void MatchTest::mailboxesWaitForNobody()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 2);
    config.pressOrder = PressOrder::Mailbox;
    MatchLog log;
    Match match(config, scriptedSeats(1, unevenDelay), &log);
    playToTheEnd(&match);
    for (const Span &span : log.spans()) {
        for (const int input : span.inputs) {
            if (span.stage == u"messages"_s && span.round == 2)
                QVERIFY(log.spans()[input].power == span.power ||
                        log.spans()[input].stage == u"adjudication"_s);
        }
    }
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
}

void MatchTest::theNarratorIsNoPower()
{
    const auto answer = [](const PromptContext &) {
        return std::optional(errorAnswer(ChatError::Kind::Unauthorized, u"no key"_s));
    };
    for (const bool fails : {false, true}) {
        MatchLog log;
        MatchConfig config = shortMatch(Schedule::Pipelined);
        config.commentary = config.models[0];
        Match match(config, scriptedSeats(1), &log);
        if (fails)
            match.setNarrator(std::make_unique<DirectedSeat>(answer, nullptr));
        else
            match.setNarrator(std::make_unique<ScriptedSeat>(1));
        playToTheEnd(&match);
        QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
        QCOMPARE(eventsOf<Commented>(log).size(), fails ? 0 : log.phases().size());
        for (const Span &span : log.spans())
            QCOMPARE(span.power.isEmpty(), !span.isCall || span.stage == u"commentary"_s);
    }
}

void MatchTest::promisesAreJudged()
{
    const auto answer = [](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.phase != Position::start().phase)
            return std::nullopt;
        if (context.call.stage == StageKind::Orders)
            return textAnswer(
                uR"({"orders":["A PAR - BUR","A MAR S A PAR - BUR","F BRE - ENG"]})"_s);
        if (context.call.stage != StageKind::Messages)
            return std::nullopt;
        return textAnswer(
            uR"({"messages":[{"message_type":"private","recipient":"ENGLAND","content":"x","commitments":[
            {"type":"stay_out","units":[],"places":["ENG"],"phase":"S1901M"},
            {"type":"move","units":["A PAR"],"places":["Burgundy"],"phase":"S1901M"},
            {"type":"support","units":["MAR","PAR"],"places":["BUR"],"phase":""},
            {"type":"move","units":["MUN"],"places":["BUR"],"phase":"S1901M"},
            {"type":"peace","units":[],"places":[],"phase":"F1901M"}]}]})"_s);
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined), directedSeats(Power::France, answer), &log);
    playToTheEnd(&match);
    QStringList verdicts;
    for (qsizetype i = 0; i < log.size(); ++i) {
        const auto *judged = log.at(i).as<CommitmentJudged>();
        if (judged == nullptr || judged->message != u"S1901M/1/FRANCE/0"_s)
            continue;
        verdicts << phaseText(judged->phase) % u' ' % commitmentKindName(judged->commitment.kind) %
                        u' ' % QString::number(static_cast<int>(judged->verdict));
        QVERIFY(!judged->reason.isEmpty());
        QVERIFY(log.at(i).audience.includes(Power::England));
        QVERIFY(!log.at(i).audience.includes(Power::Germany));
    }
    QCOMPARE(verdicts.size(), 5);
    QCOMPARE(verdicts.mid(0, 4), (QStringList{u"S1901M stay_out 1"_s, u"S1901M move 0"_s,
                                              u"S1901M support 0"_s, u"S1901M move 2"_s}));
    QVERIFY(verdicts[4].startsWith(u"F1901M peace"_s));
    // The script states promises of its own, and mostly keeps them.
    MatchLog scripted;
    Match another(shortMatch(Schedule::Pipelined, 3, 1902), scriptedSeats(1), &scripted);
    playToTheEnd(&another);
    int kept = 0;
    int broken = 0;
    for (const CommitmentJudged &judged : eventsOf<CommitmentJudged>(scripted)) {
        kept += judged.verdict == CommitmentVerdict::Kept ? 1 : 0;
        broken += judged.verdict == CommitmentVerdict::Broken ? 1 : 0;
    }
    QVERIFY2(kept > 10 && kept > broken, qPrintable(u"%1 kept, %2 broken"_s.arg(kept).arg(broken)));
}

void MatchTest::illegalOrdersGoBackOnce()
{
    QList<ChatRequest> requests;
    int asked = 0;
    const auto answer = [&asked](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.stage != StageKind::Orders ||
            context.call.phase != Position::start().phase)
            return std::nullopt;
        return textAnswer(asked++ == 0 ? uR"({"orders":["A PAR - MOS","A MAR H","F BRE H"]})"_s
                                       : uR"({"orders":["A PAR - PIC","A MAR H","F BRE H"]})"_s);
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined, 0), directedSeats(Power::France, answer, &requests),
                &log);
    playToTheEnd(&match);
    QCOMPARE(asked, 2);
    const auto again =
        std::find_if(requests.begin(), requests.end(), [](const ChatRequest &request) {
            return request.callId == "FRANCE/S1901M/orders/0/2";
        });
    QVERIFY(again != requests.end());
    QVERIFY(again->messages.last().content.contains(u"A PAR - MOS"_s));
    for (const OrdersSubmitted &orders : eventsOf<OrdersSubmitted>(log)) {
        if (orders.power != Power::France || orders.phase != Position::start().phase)
            continue;
        QCOMPARE(orders.orders.size(), 3);
        QCOMPARE(orders.orders[0].order, Order::move(UnitType::Army, Province::PAR, Province::PIC));
        QVERIFY(!orders.orders[0].defaulted);
        QCOMPARE(orders.rejected.size(), 1);
    }
    bool repaired = false;
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        if (call.call.toString() == u"FRANCE/S1901M/orders/0/1"_s) {
            repaired = call.outcome == CallOutcome::Repaired;
            QCOMPARE(call.attempts, 2);
        }
    }
    QVERIFY(repaired);
}

void MatchTest::rubbishIsPlayedAsHolds()
{
    const auto answer = [](const PromptContext &) {
        return std::optional(textAnswer(u"<b>lorem</b> {\"orders\": [ipsum"_s));
    };
    MatchLog log;
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.whenParked = WhenParked::Default;
    Match match(config, directedSeats(Power::Italy, answer), &log);
    playToTheEnd(&match);
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    for (const OrdersSubmitted &orders : eventsOf<OrdersSubmitted>(log)) {
        for (const SubmittedOrder &order : orders.orders)
            QCOMPARE(order.defaulted, orders.power == Power::Italy);
    }
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        const bool bad = call.call.power == Power::Italy;
        QCOMPARE(call.outcome, bad ? CallOutcome::Defaulted : CallOutcome::Answered);
        QCOMPARE(call.problem.isEmpty(), !bad);
    }
}

void MatchTest::aWrongKeyEndsAnUnattendedMatchWithASentence()
{
    const auto answer = [](const PromptContext &) {
        return std::optional(errorAnswer(ChatError::Kind::Unauthorized, u"the key was refused"_s));
    };
    MatchLog log;
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.whenParked = WhenParked::Stop;
    Match match(config, directedSeats(Power::Germany, answer), &log);
    playToTheEnd(&match);
    const auto end = eventsOf<MatchEnded>(log)[0];
    QCOMPARE(end.reason, MatchEnded::Reason::Failed);
    QVERIFY(end.text.contains(u"GERMANY"_s));
    QVERIFY(end.text.contains(u"the key was refused"_s));
    QVERIFY(log.hasEnded());
}

void MatchTest::aPassingFailureDoesNot()
{
    int calls = 0;
    const auto answer = [&calls](const PromptContext &) -> std::optional<ChatResult> {
        if (++calls % 2 == 1)
            return errorAnswer(ChatError::Kind::Server, u"out of order"_s);
        return std::nullopt;
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined), directedSeats(Power::Germany, answer), &log);
    playToTheEnd(&match);
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
}

void MatchTest::pauseStartsNothingNew()
{
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined), scriptedSeats(1), &log);
    match.start();
    match.pause();
    QVERIFY(match.isPaused());
    QTRY_COMPARE_WITH_TIMEOUT(match.callsRunning(), 0, deadline);
    const auto calls = eventsOf<CallStarted>(log).size();
    QCOMPARE(calls, powerCount);
    // Nothing is on its way: the match's clock stands still, so that a pause is in no total.
    const qint64 still = match.now();
    QTest::qWait(200);
    QCOMPARE(match.now(), still);
    QSignalSpy ended(&match, &Match::ended);
    QElapsedTimer sinceResumed;
    sinceResumed.start();
    match.resume();
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (log.at(i).as<MatchResumed>())
            QVERIFY(log.at(i).time - still <= sinceResumed.nsecsElapsed() / 1000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QCOMPARE(eventsOf<MatchPaused>(log).size(), 1);
    QCOMPARE(eventsOf<MatchResumed>(log).size(), 1);
    QVERIFY(eventsOf<CallStarted>(log).size() > calls);
}

void MatchTest::stopEndsAtOnce()
{
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined),
                scriptedSeats(1, [](const CallId &) { return milliseconds(3'600'000); }), &log);
    QSignalSpy ended(&match, &Match::ended);
    match.start();
    QCOMPARE(match.callsRunning(), powerCount);
    match.stop();
    QCOMPARE(ended.size(), 1);
    QCOMPARE(match.callsRunning(), 0);
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::Stopped);
    const auto calls = eventsOf<CallEnded>(log); // what was asked may be billed
    QCOMPARE(calls.size(), powerCount);
    for (const CallEnded &call : calls)
        QVERIFY(call.outcome == CallOutcome::Cancelled);
    match.stop();
    match.resume();
    QCOMPARE(ended.size(), 1);
    QVERIFY(log.hasEnded());
}

void MatchTest::destructionInTheMiddleIsSafe()
{
    for (int steps = 0; steps < 40; ++steps) {
        MatchLog log;
        auto match =
            std::make_unique<Match>(shortMatch(Schedule::Pipelined), scriptedSeats(1), &log);
        match->start();
        for (int i = 0; i < steps; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        match.reset();
    }
}

QTEST_GUILESS_MAIN(MatchTest)
#include "match_test.moc"
