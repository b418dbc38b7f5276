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
    void schedulesOnlyAddWaiting_data();
    void schedulesOnlyAddWaiting();
    void callsOfAStageRunTogether();
    void illegalOrdersGoBackOnce();
    void rubbishIsPlayedAsHolds();
    void aWrongKeyEndsTheMatchWithASentence();
    void aPassingFailureDoesNot();
    void threeFailuresInARowDo();
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
    // 7 initial states; 14 messages, 7 orders and at most 7 updates in each movement phase.
    QVERIFY(calls.size() >= 7 + 6 * 21);
    for (const Span &span : log.spans())
        QVERIFY(span.ended);
}

void MatchTest::sameGameUnderEverySchedule_data()
{
    QTest::addColumn<quint64>("seed");
    QTest::addColumn<int>("rounds");
    QTest::newRow("with press") << quint64(1) << 2;
    QTest::newRow("another seed") << quint64(2) << 1;
    QTest::newRow("without press") << quint64(3) << 0;
}

void MatchTest::sameGameUnderEverySchedule()
{
    QFETCH(quint64, seed);
    QFETCH(int, rounds);
    QList<QStringList> games;
    for (const Schedule schedule : {Schedule::Blocking, Schedule::Staged, Schedule::Pipelined}) {
        MatchLog log;
        Match match(shortMatch(schedule, rounds, 1902), scriptedSeats(seed, unevenDelay), &log);
        playToTheEnd(&match);
        games << gameOf(log);
    }
    QVERIFY(games[0].size() > 50);
    QCOMPARE(games[1], games[0]);
    QCOMPARE(games[2], games[0]);
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

void MatchTest::aWrongKeyEndsTheMatchWithASentence()
{
    const auto answer = [](const PromptContext &) {
        return std::optional(errorAnswer(ChatError::Kind::Unauthorized, u"the key was refused"_s));
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined), directedSeats(Power::Germany, answer), &log);
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

void MatchTest::threeFailuresInARowDo()
{
    const auto answer = [](const PromptContext &) {
        return std::optional(errorAnswer(ChatError::Kind::Connect, u"nobody there"_s));
    };
    MatchLog log;
    Match match(shortMatch(Schedule::Staged), directedSeats(Power::Turkey, answer), &log);
    playToTheEnd(&match);
    QCOMPARE(eventsOf<MatchEnded>(log)[0].reason, MatchEnded::Reason::Failed);
    QVERIFY(eventsOf<MatchEnded>(log)[0].text.contains(u"nobody there"_s));
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
