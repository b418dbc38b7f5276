// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"

#include "core/match/scripted_seat.h"
#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "core/trace/analysis.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;
using std::chrono::milliseconds;

namespace {

constexpr int deadline = 120'000;

/// A seat whose answers a test decides; without an answer of its own it plays like the script.
class DirectedSeat : public Seat {
public:
    using Answer = std::function<std::optional<ChatResult>(const PromptContext &)>;

    DirectedSeat(Answer answer, QList<ChatRequest> *requests)
        : answer_(std::move(answer)), requests_(requests)
    {}
    QString name() const override { return u"directed"_s; }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        if (requests_ != nullptr)
            *requests_ << request;
        if (const auto result = answer_(context))
            return new PreparedReply(*result, milliseconds(0));
        return script_.ask(context, request);
    }

private:
    Answer answer_;
    QList<ChatRequest> *requests_;
    ScriptedSeat script_{1};
};

ChatResult textAnswer(const QString &text)
{
    ChatResult result;
    result.text = text;
    result.attempts = 1;
    return result;
}

ChatResult errorAnswer(ChatError::Kind kind, const QString &message)
{
    ChatResult result;
    result.attempts = 1;
    result.error = ChatError{};
    result.error->kind = kind;
    result.error->message = message;
    return result;
}

Match::Seats scriptedSeats(quint64 seed, const ScriptedSeat::Delay &delay = {})
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(seed, delay);
    return seats;
}

Match::Seats directedSeats(Power who, const DirectedSeat::Answer &answer,
                           QList<ChatRequest> *requests = nullptr)
{
    Match::Seats seats = scriptedSeats(1);
    seats[static_cast<std::size_t>(indexOf(who))] =
        std::make_unique<DirectedSeat>(answer, requests);
    return seats;
}

MatchConfig shortMatch(Schedule schedule, int rounds = 1, int maxYear = 1901)
{
    MatchConfig config = MatchConfig::demo();
    config.schedule = schedule;
    config.negotiationRounds = rounds;
    config.maxYear = maxYear;
    return config;
}

void playToTheEnd(Match *match)
{
    QSignalSpy ended(match, &Match::ended);
    match->start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
}

/// The game without its timing: what must be the same under every schedule.
QStringList gameOf(const MatchLog &log)
{
    QStringList game;
    for (qsizetype i = 0; i < log.size(); ++i) {
        const MatchEvent &event = log.at(i);
        if (const auto *message = event.as<MessageSent>())
            game << message->id % u' ' % (message->to ? powerText(*message->to) : u"ALL"_s) % u' ' %
                        message->text;
        if (const auto *phase = event.as<PhaseStarted>())
            game << toQString(boardText(phase->position));
        if (const auto *orders = event.as<OrdersSubmitted>()) {
            for (const SubmittedOrder &order : orders->orders)
                game << phaseText(orders->phase) % u' ' % toQString(orderText(order.order));
        }
        if (const auto *memory = event.as<MemoryUpdated>())
            game << phaseText(memory->phase) % u' ' % powerText(memory->power) % u' ' %
                        memory->goals.join(u';');
        if (const auto *diary = event.as<DiaryWritten>())
            game << phaseText(diary->phase) % u' ' % powerText(diary->power) % u' ' % diary->text;
        if (const auto *plan = event.as<PlanMade>())
            game << phaseText(plan->phase) % u' ' % powerText(plan->power) % u' ' % plan->text;
        if (const auto *judged = event.as<CommitmentJudged>())
            game << judged->message % u' ' % QString::number(judged->index) % judged->reason;
        if (const auto *call = event.as<CallEnded>())
            game << call->call.toString() % u' ' % QString::fromLatin1(call->requestHash);
        if (const auto *end = event.as<MatchEnded>())
            game << toQString(boardText(end->position));
    }
    game.sort();
    return game;
}

template <typename T>
QList<T> eventsOf(const MatchLog &log)
{
    QList<T> events;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const T *event = log.at(i).template as<T>())
            events << *event;
    }
    return events;
}

/// Uneven and the same for every schedule.
milliseconds unevenDelay(const CallId &call)
{
    return milliseconds(2 + 7 * indexOf(call.power) * (call.round + 1) % 23);
}

} // namespace

class MatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void playsAWholeMatch();
    void sameGameUnderEverySchedule_data();
    void sameGameUnderEverySchedule();
    void callsAreThoseOfTheTable_data();
    void callsAreThoseOfTheTable();
    void plansAndDiariesReachTheOrders();
    void consolidationHoldsNobodyUp();
    void fusedAnswersCarryDiaries();
    void quietTablesEndTheTalk();
    void mailboxesWaitForNobody();
    void theNarratorIsNoPower();
    void promisesAreJudged();
    void promptsOfAPhaseShareTheirBeginning();
    void longGamesKeepTheBudget();
    void slotsGoToTheLongestPath();
    void schedulesOnlyAddWaiting_data();
    void schedulesOnlyAddWaiting();
    void callsOfAStageRunTogether();
    void illegalOrdersGoBackOnce();
    void rubbishIsPlayedAsHolds();
    void aWrongKeyEndsAnUnattendedMatchWithASentence();
    void aPassingFailureDoesNot();
    void privateMessagesReachNoThirdPower();
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

void MatchTest::sameGameUnderEverySchedule_data()
{
    // Not PressOrder::Mailbox: there a power reads what has arrived, which is a matter of time.
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("rounds");
    QTest::addColumn<PressOrder>("order");
    QTest::addColumn<Deliberation>("deliberation");
    const auto row = [](const char *name, quint64 seed, int rounds, PressOrder order,
                        Deliberation deliberation) {
        QTest::newRow(name) << seed << rounds << order << deliberation;
    };
    row("with press", 1, 2, PressOrder::Simultaneous, Deliberation::Separate);
    row("another seed", 2, 1, PressOrder::Simultaneous, Deliberation::Separate);
    row("without press", 3, 0, PressOrder::Simultaneous, Deliberation::Separate);
    row("speaking", 4, 2, PressOrder::Speaking, Deliberation::Separate);
    row("until quiet", 5, 3, PressOrder::UntilQuiet, Deliberation::Separate);
    row("fused", 6, 2, PressOrder::Simultaneous, Deliberation::Fused);
    row("fused until quiet", 7, 3, PressOrder::UntilQuiet, Deliberation::Fused);
    row("fused without press", 8, 0, PressOrder::Simultaneous, Deliberation::Fused);
}

void MatchTest::sameGameUnderEverySchedule()
{
    QFETCH(quint64, seed);
    QFETCH(int, rounds);
    QFETCH(PressOrder, order);
    QFETCH(Deliberation, deliberation);
    QList<QStringList> games;
    for (const Schedule schedule : {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined}) {
        MatchLog log;
        MatchConfig config = shortMatch(schedule, rounds, 1902);
        config.pressOrder = order;
        config.deliberation = deliberation;
        Match match(config, scriptedSeats(seed, unevenDelay), &log);
        match.setNarrator(std::make_unique<ScriptedSeat>(seed, unevenDelay));
        playToTheEnd(&match);
        games << gameOf(log);
    }
    QVERIFY(games[0].size() > 50);
    QCOMPARE(games[1], games[0]);
    QCOMPARE(games[2], games[0]);
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

/// Everything that one power was asked, by call.
QMap<QString, QString> textsOf(const QList<ChatRequest> &requests)
{
    QMap<QString, QString> texts;
    for (const ChatRequest &request : requests) {
        for (const ChatMessage &message : request.messages)
            texts[QString::fromLatin1(request.callId)] += message.content;
    }
    return texts;
}

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

void MatchTest::consolidationHoldsNobodyUp()
{
    // Its own power's next message waits for it, and nothing else in the match does.
    const auto delay = [](const CallId &call) {
        return milliseconds(call.stage == StageKind::Consolidation ? 300 : 1);
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined, 1, 1902), scriptedSeats(1, delay), &log);
    playToTheEnd(&match);
    QSet<int> slow;
    for (const Span &span : log.spans()) {
        if (span.stage == u"consolidation"_s)
            slow << span.id;
        for (const int input : span.inputs) {
            if (slow.contains(input)) {
                QCOMPARE(span.power, log.spans()[input].power);
                QCOMPARE(span.phase, u"F1902M"_s);
            }
        }
    }
    QCOMPARE(slow.size(), 7);
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
        Match match(shortMatch(Schedule::Pipelined), scriptedSeats(1), &log);
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

void MatchTest::promptsOfAPhaseShareTheirBeginning()
{
    QList<ChatRequest> requests;
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined, 3, 1903),
                directedSeats(
                    Power::Germany, [](const PromptContext &) { return std::nullopt; }, &requests),
                &log);
    playToTheEnd(&match);
    const auto texts = textsOf(requests);
    int compared = 0;
    for (const PhaseEntry &phase : log.phases()) {
        QString previous;
        for (const QString &stage :
             {u"messages/1"_s, u"messages/2"_s, u"messages/3"_s, u"plan/0"_s, u"orders/0"_s}) {
            const QString text =
                texts.value(u"GERMANY/%1/%2/1"_s.arg(phaseText(phase.phase), stage));
            if (!text.isEmpty() && !previous.isEmpty()) {
                const auto differs =
                    std::mismatch(text.begin(), text.end(), previous.begin(), previous.end());
                const double shared = double(differs.first - text.begin()) / double(text.size());
                QVERIFY2(shared >= 0.7,
                         qPrintable(u"%1 %2: %3"_s.arg(phaseText(phase.phase), stage).arg(shared)));
                ++compared;
            }
            previous = text;
        }
    }
    QVERIFY(compared >= 20);
}

void MatchTest::longGamesKeepTheBudget()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1910);
    config.promptTokens = 7000;
    QList<ChatRequest> requests[powerCount];
    Match::Seats seats;
    for (const Power power : allPowers) {
        const auto slot = static_cast<std::size_t>(indexOf(power));
        seats[slot] = std::make_unique<DirectedSeat>(
            [](const PromptContext &context) -> std::optional<ChatResult> {
                if (context.call.stage != StageKind::ResultDiary)
                    return std::nullopt;
                return textAnswer(
                    u"{\"result_summary\":\"%1\"}"_s.arg(u"long memory "_s.repeated(330)));
            },
            &requests[slot]);
    }
    MatchLog log;
    Match match(config, std::move(seats), &log);
    playToTheEnd(&match);
    qsizetype longest = 0;
    bool said = false;
    for (const auto &list : requests) {
        for (const ChatRequest &request : list) {
            qsizetype size = 0;
            for (const ChatMessage &message : request.messages) {
                size += message.content.size();
                said |= message.content.contains(u"left out to save space"_s);
            }
            longest = std::max(longest, size);
            const auto call = CallId::parse(QString::fromLatin1(request.callId));
            if (call->stage == StageKind::Orders && call->phase.type == PhaseType::Movement)
                QVERIFY(request.messages.last().content.contains(u"legal orders: "_s));
        }
    }
    qInfo("longest prompt: %lld characters", static_cast<long long>(longest));
    QVERIFY2(longest <= 7000 * 4, qPrintable(QString::number(longest)));
    QVERIFY(said);
}

void MatchTest::slotsGoToTheLongestPath()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 2, 1902);
    config.callSlots = 4;
    MatchLog log;
    Match match(config, scriptedSeats(1, unevenDelay), &log);
    int most = 0;
    connect(&match, &Match::activityChanged, &match,
            [&] { most = std::max(most, match.callsRunning()); });
    playToTheEnd(&match);
    QCOMPARE(most, 4);
    MatchLog free;
    Match other(shortMatch(Schedule::Pipelined, 2, 1902), scriptedSeats(1, unevenDelay), &free);
    playToTheEnd(&other);
    QCOMPARE(gameOf(log), gameOf(free));
}

void MatchTest::schedulesOnlyAddWaiting_data()
{
    QTest::addColumn<int>("schedule");
    for (const Schedule schedule : {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined})
        QTest::newRow(qPrintable(scheduleName(schedule))) << int(schedule);
}

void MatchTest::schedulesOnlyAddWaiting()
{
    QFETCH(int, schedule);
    const auto kind = static_cast<Schedule>(schedule);
    MatchLog log;
    Match match(shortMatch(kind, 2), scriptedSeats(1, unevenDelay), &log);
    playToTheEnd(&match);
    const qint64 total = log.lastTime();
    const qint64 own = bound(log.spans(), total);
    const qint64 least = dependencyBound(log.spans(), total);
    QVERIFY(least > 0);
    QVERIFY(least <= own);
    QVERIFY(own <= total);
    QVERIFY(own <= sequentialTime(log.spans(), total));
    bool waited = false;
    for (const Span &span : log.spans()) {
        waited |= !span.waits.isEmpty();
        for (const int other : span.inputs + span.waits) {
            QVERIFY(other < span.id); // nothing waits for what begins later
            QVERIFY(*log.spans()[other].ended <= span.started);
        }
    }
    QCOMPARE(waited, kind != Schedule::Pipelined);
    if (kind == Schedule::Pipelined)
        QCOMPARE(own, least);
    if (kind != Schedule::Blocking)
        return;
    // One speaker after another: initialisations and messages never overlap.
    qint64 free = 0;
    for (const Span &span : log.spans()) {
        if (span.stage == u"initial_state"_s || span.stage == u"messages"_s) {
            QVERIFY(span.started >= free);
            free = *span.ended;
        }
    }
}

void MatchTest::callsOfAStageRunTogether()
{
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined),
                scriptedSeats(1, [](const CallId &) { return milliseconds(50); }), &log);
    int most = 0;
    connect(&match, &Match::activityChanged, &match,
            [&] { most = std::max(most, match.callsRunning()); });
    playToTheEnd(&match);
    QVERIFY(most >= powerCount);
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
    Match match(shortMatch(Schedule::Pipelined), directedSeats(Power::Italy, answer), &log);
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

void MatchTest::privateMessagesReachNoThirdPower()
{
    // Every power tells every other a word of its own; whoever reads another's has read too much.
    const auto canary = [](Power from, Power to) {
        return u"canary-%1-%2"_s.arg(powerText(from), powerText(to));
    };
    QList<ChatRequest> requests[powerCount];
    Match::Seats seats;
    for (const Power power : allPowers) {
        const auto answer = [&](const PromptContext &context) -> std::optional<ChatResult> {
            if (context.call.stage != StageKind::Messages)
                return std::nullopt;
            QStringList messages;
            for (const Power other : allPowers) {
                if (other != context.call.power)
                    messages << uR"({"message_type":"private","recipient":"%1","content":"%2"})"_s
                                    .arg(powerText(other), canary(context.call.power, other));
            }
            return textAnswer(u"{\"messages\":[%1]}"_s.arg(messages.join(u',')));
        };
        const auto slot = static_cast<std::size_t>(indexOf(power));
        seats[slot] = std::make_unique<DirectedSeat>(answer, &requests[slot]);
    }
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined, 2), std::move(seats), &log);
    playToTheEnd(&match);
    int seen = 0;
    for (const Power reader : allPowers) {
        QString everything;
        for (const ChatRequest &request : requests[static_cast<std::size_t>(indexOf(reader))]) {
            for (const ChatMessage &message : request.messages)
                everything += message.content;
        }
        for (const Power from : allPowers) {
            for (const Power to : allPowers) {
                if (from == to)
                    continue;
                const bool mayKnow = reader == from || reader == to;
                QCOMPARE(everything.contains(canary(from, to)), mayKnow);
                seen += mayKnow ? 1 : 0;
            }
        }
    }
    QCOMPARE(seen, 84);
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
    QSignalSpy ended(&match, &Match::ended);
    match.resume();
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
