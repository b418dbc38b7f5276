// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "core/match/scripted_seat.h"
#include "core/record/spending.h"
#include "core/record/text.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;

/// The script with a price: a dollar per million tokens, and usage as a provider tells it.
class PricedSeat : public Seat {
public:
    QString name() const override { return u"fake:priced"_s; }
    bool isBilled() const override { return true; }
    std::optional<double> cost(const Usage &usage) const override
    {
        return static_cast<double>(usage.inputTokens + usage.outputTokens) / 1e6;
    }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        ChatReply *scripted = script_.ask(context, request);
        ChatResult result = scripted->result();
        delete scripted;
        result.usage = {900, 0, 100, 0, false};
        result.attempts = 1;
        return new PreparedReply(result, 0ms);
    }

private:
    ScriptedSeat script_{1};
};

/// Each call takes what the test says; by its number, counted over all.
class PacedSeat : public Seat {
public:
    using Pace = std::function<std::chrono::milliseconds(const CallId &, bool hedge)>;
    explicit PacedSeat(Pace pace) : pace_(std::move(pace)) {}
    QString name() const override { return u"fake:paced"_s; }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        ChatReply *scripted = script_.ask(context, request);
        ChatResult result = scripted->result();
        delete scripted;
        result.attempts = 1;
        return new PreparedReply(result, pace_(context.call, request.callId.endsWith("+hedge")));
    }

private:
    Pace pace_;
    ScriptedSeat script_{1};
};

template <typename T>
Match::Seats seatsOf(const auto &...arguments)
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<T>(arguments...);
    return seats;
}

MatchConfig oneYear(int rounds = 1)
{
    MatchConfig config = MatchConfig::demo();
    config.negotiationRounds = rounds;
    config.maxYear = 1901;
    config.maxTokens = 1000;
    return config;
}

template <typename T>
QList<T> eventsIn(const MatchLog &log)
{
    QList<T> events;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const T *event = log.at(i).template as<T>())
            events << *event;
    }
    return events;
}

} // namespace

/// What a match may cost and how long it may take: spending caps, turn deadline, hedging.
class MatchLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anUnattendedMatchEndsAtItsCap_data();
    void anUnattendedMatchEndsAtItsCap();
    void anAttendedMatchPausesAtItsCap();
    void theDayCountsAllMatches();
    void theLedgerOutlivesAnything();
    void theLateGetDefaults();
    void theSlowAreAskedTwice();
    void hedgingIsRare();
};

void MatchLimitsTest::anUnattendedMatchEndsAtItsCap_data()
{
    QTest::addColumn<SpendingCaps>("caps");
    QTest::newRow("money") << SpendingCaps{0.05, 0, 0, 0};
    QTest::newRow("tokens") << SpendingCaps{0, 0, 50'000, 0};
    QTest::newRow("the day's money") << SpendingCaps{0, 0.05, 0, 0};
    QTest::newRow("the day's tokens") << SpendingCaps{0, 0, 0, 50'000};
}

void MatchLimitsTest::anUnattendedMatchEndsAtItsCap()
{
    QFETCH(SpendingCaps, caps);
    QTemporaryDir folder;
    SpendingLedger ledger(folder.path());
    MatchConfig config = oneYear();
    config.caps = caps;
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setLedger(&ledger);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    const MatchEnded end = eventsIn<MatchEnded>(log)[0];
    QCOMPARE(end.reason, MatchEnded::Reason::Spent);
    QVERIFY2(end.text.contains(u"cap of"_s), qPrintable(end.text));
    const Spending &spent = log.spending();
    QVERIFY(spent.cost <= 0.05 && spent.tokens() <= 50'000); // never over it
    QVERIFY(spent.cost > 0.03);                              // and not far below
    QCOMPARE(ledger.spentOn().tokens, spent.tokens());
}

void MatchLimitsTest::anAttendedMatchPausesAtItsCap()
{
    MatchConfig config = oneYear();
    config.caps.cost = 0.03;
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setAttended(true);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.isPaused(), deadline);
    QVERIFY(eventsIn<MatchPaused>(log).last().reason.contains(u"$0.03"_s));
    QVERIFY(log.spending().cost <= 0.03);
    match.resume(); // without more money that leads nowhere
    QTRY_COMPARE_WITH_TIMEOUT(eventsIn<MatchPaused>(log).size(), 2, deadline);
    match.changeCaps({10, 0, 0, 0});
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    for (const CallEnded &call : eventsIn<CallEnded>(log))
        QVERIFY(call.outcome == CallOutcome::Answered); // nothing was lost for it
}

void MatchLimitsTest::theDayCountsAllMatches()
{
    QTemporaryDir folder;
    MatchConfig config = oneYear(0);
    config.caps.dayCost = 1;
    SpendingLedger(folder.path()).add({0.999, 1}); // this morning, by another process
    SpendingLedger ledger(folder.path());
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setLedger(&ledger);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::Spent);
    QVERIFY(log.spending().calls <= 1);
}

void MatchLimitsTest::theLedgerOutlivesAnything()
{
    QTemporaryDir folder;
    const QDate today(2026, 11, 25);
    SpendingLedger first(folder.path());
    first.add({0.5, 100}, today);
    SpendingLedger second(folder.path());
    QCOMPARE(second.spentOn(today), (SpendingAmount{0.5, 100}));
    first.add({0.25, 10}, today);
    QCOMPARE(second.spentOn(today), (SpendingAmount{0.75, 110})); // grows with the other's lines
    QCOMPARE(second.spentOn(today.addDays(1)), SpendingAmount());
    QFile file(folder.filePath(u"2026-11-25.jsonl"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"cost_usd\":9"); // torn when its process was killed
    file.close();
    first.add({0.25, 10}, today);
    QVERIFY(file.open(QIODevice::Append));
    file.write("rubbish\n{\"cost_usd\":-5,\"tokens\":-7}\n");
    file.close();
    QCOMPARE(SpendingLedger(folder.path()).spentOn(today), (SpendingAmount{1.0, 120}));
    QCOMPARE(second.spentOn(today), (SpendingAmount{1.0, 120}));
    QCOMPARE(SpendingLedger(u"/proc/nowhere"_s).spentOn(today), SpendingAmount());
    SpendingLedger(u"/proc/nowhere"_s).add({1, 1}, today);
}

void MatchLimitsTest::theLateGetDefaults()
{
    MatchConfig config = oneYear();
    config.turnDeadline = 1;
    MatchLog log;
    Match::Seats seats = seatsOf<ScriptedSeat>(quint64(1));
    seats[2] = std::make_unique<PacedSeat>([](const CallId &call, bool) {
        return call.stage == StageKind::Orders && call.phase.season == Season::Spring
                   ? std::chrono::milliseconds(3'600'000)
                   : 0ms;
    });
    Match match(config, std::move(seats), &log);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    for (const OrdersSubmitted &orders : eventsIn<OrdersSubmitted>(log)) {
        const bool late = orders.power == Power::France && orders.phase.season == Season::Spring;
        for (const SubmittedOrder &order : orders.orders)
            QCOMPARE(order.defaulted, late);
    }
    const auto problems = eventsIn<ProblemReported>(log);
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems[0].text.contains(u"FRANCE was later than the turn's deadline of 1 s"_s));
    for (const CallEnded &call : eventsIn<CallEnded>(log)) {
        if (call.call.toString() == u"FRANCE/S1901M/orders/0/1"_s)
            QVERIFY(call.outcome == CallOutcome::Defaulted && call.problem == problems[0].text);
    }
}

void MatchLimitsTest::theSlowAreAskedTwice()
{
    MatchConfig config = oneYear(3);
    config.hedging = true;
    MatchLog log;
    const CallId slow{
        Power::France, {1901, Season::Fall, PhaseType::Movement}, StageKind::Messages, 2, 1};
    Match match(config, seatsOf<PacedSeat>([&](const CallId &call, bool hedge) {
                    return call == slow && !hedge ? 60'000ms : 10ms;
                }),
                &log);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), 30'000); // half of what the slow one takes
    const auto calls = eventsIn<CallEnded>(log);
    const auto hedged = std::find_if(calls.begin(), calls.end(),
                                     [&](const CallEnded &call) { return call.call == slow; });
    QVERIFY(hedged != calls.end());
    QCOMPARE(hedged->outcome, CallOutcome::Answered);
    QCOMPARE(hedged->attempts, 2); // both may be billed
}

void MatchLimitsTest::hedgingIsRare()
{
    MatchConfig config = oneYear(3);
    config.hedging = true;
    MatchLog log;
    int calls = 0;
    int hedges = 0;
    Match match(config, seatsOf<PacedSeat>([&](const CallId &, bool hedge) {
                    ++(hedge ? hedges : calls);
                    return calls % 4 == 0 ? 40ms : 1ms; // many are slow
                }),
                &log);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QVERIFY2(hedges <= calls / 20, qPrintable(u"%1 of %2"_s.arg(hedges).arg(calls)));
}

QTEST_GUILESS_MAIN(MatchLimitsTest)
#include "match_limits_test.moc"
