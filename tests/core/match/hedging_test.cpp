// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/match/directed_match.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace concert;
using namespace concert::directed;

namespace {

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

/// Counts the requests that are on their way at once.
class CountingSeat : public PacedSeat {
public:
    CountingSeat(const Pace &pace, int *running, int *most)
        : PacedSeat(pace), running_(running), most_(most)
    {}
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        ChatReply *reply = PacedSeat::ask(context, request);
        *most_ = std::max(*most_, ++*running_);
        QObject::connect(reply, &ChatReply::finished, reply, [running = running_] { --*running; });
        return reply;
    }

private:
    int *running_;
    int *most_;
};

template <typename T>
Match::Seats seatsOf(const auto &...arguments)
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<T>(arguments...);
    return seats;
}

MatchConfig hedgedYear(int rounds)
{
    MatchConfig config = shortMatch(Schedule::Pipelined, rounds);
    config.hedging = true;
    return config;
}

} // namespace

/// A second request beside a slow one.
class HedgingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSlowAreAskedTwice();
    void hedgingIsRare();
    void hedgesNeverPassTheSlots();
};

void HedgingTest::theSlowAreAskedTwice()
{
    const MatchConfig config = hedgedYear(3);
    MatchLog log;
    const CallId slow{
        Power::France, {1901, Season::Fall, PhaseType::Movement}, StageKind::Messages, 2, 1};
    Match match(config, seatsOf<PacedSeat>([&](const CallId &call, bool hedge) {
                    return call == slow && !hedge ? 60'000ms : 10ms;
                }),
                &log);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), 30'000); // half of what the slow one takes
    const auto calls = eventsOf<CallEnded>(log);
    const auto hedged = std::find_if(calls.begin(), calls.end(),
                                     [&](const CallEnded &call) { return call.call == slow; });
    QVERIFY(hedged != calls.end());
    QCOMPARE(hedged->outcome, CallOutcome::Answered);
    QCOMPARE(hedged->attempts, 2); // both may be billed
}

void HedgingTest::hedgingIsRare()
{
    const MatchConfig config = hedgedYear(3);
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

/// A hedge is a request like any other: the server's places are counted by requests.
void HedgingTest::hedgesNeverPassTheSlots()
{
    MatchConfig config = hedgedYear(4);
    config.maxYear = 1903;
    config.callSlots = 4;
    int calls = 0;
    int hedges = 0;
    int running = 0;
    int most = 0;
    const auto pace = [&](const CallId &, bool hedge) {
        ++(hedge ? hedges : calls);
        return !hedge && calls % 25 == 0 ? 500ms : 2ms; // fewer than one of twenty
    };
    MatchLog log;
    Match match(config, seatsOf<CountingSeat>(pace, &running, &most), &log);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    qInfo("%d calls, %d hedges, at most %d requests at once", calls, hedges, most);
    QVERIFY(hedges > 2);
    QCOMPARE(most, config.callSlots); // all of them are used, too
    for (const Span &span : log.spans())
        QVERIFY(span.ended);
}

QTEST_GUILESS_MAIN(HedgingTest)
#include "hedging_test.moc"
