// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/seating.h"
#include "tests/core/match/directed_match.h"
#include "tests/support/model_seats.h"
#include "tests/support/virtual_world.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using namespace concert::directed;

namespace {

/// Answers like the script, unless the test has another answer; nullopt in it: never.
class TroubledSeat : public Seat {
public:
    using Answer = std::function<std::optional<ChatResult>(const PromptContext &)>;

    explicit TroubledSeat(Answer answer, const QString &name = u"fake:model"_s)
        : answer_(std::move(answer)), name_(name)
    {}
    QString name() const override { return name_; }
    QString server() const override { return u"Fake (fake.example)"_s; }
    std::optional<double> cost(const Usage &usage) const override
    {
        return static_cast<double>(usage.inputTokens + usage.outputTokens) / 1e6;
    }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        requests << request;
        if (const auto result = answer_(context))
            return new PreparedReply(*result, 0ms);
        return script_.ask(context, request);
    }
    QList<ChatRequest> requests;

private:
    Answer answer_;
    QString name_;
    ScriptedSeat script_{1};
};

ChatResult failing(ChatError::Kind kind, const QString &message, bool retryable = false,
                   int status = 0)
{
    ChatResult result;
    result.attempts = 1;
    result.error = ChatError{};
    result.error->kind = kind;
    result.error->message = message;
    result.error->retryable = retryable;
    result.error->httpStatus = status;
    return result;
}

int orderedBy(const MatchLog &log, Power power, bool defaulted)
{
    int phases = 0;
    for (const OrdersSubmitted &orders : eventsOf<OrdersSubmitted>(log)) {
        const bool all = std::all_of(orders.orders.begin(), orders.orders.end(),
                                     [](const SubmittedOrder &order) { return order.defaulted; });
        phases += orders.power == power && all == defaulted ? 1 : 0;
    }
    return phases;
}

} // namespace

/// Powers whose provider is gone: who goes on, who waits, and what the watcher may choose.
class ParkingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void parksForReasons_data();
    void parksForReasons();
    void theOthersGoOn();
    void threeFailuresInARow();
    void answersThatCannotBeUsed();
    void oneUsableAnswerIsEnough();
    void whatIsWholeOfABrokenAnswer();
    void anotherModelPlaysOn();
    void defaultOrdersFromNowOn();
    void policies_data();
    void policies();
    void theDeadlinePlaysForTheParked();
    void theParkedCostNobodyTheirOrders();
    void theEndWaitsForNobody();
    void slotsAreGivenUp();

private:
    /// FRANCE has the trouble, ENGLAND too if \a two; the rest are scripts.
    void begin(const MatchConfig &config, const TroubledSeat::Answer &answer, bool two = false);
    bool isParked() const { return seatingsAt(*log_, log_->size() - 1)[2].parked.has_value(); }

    std::unique_ptr<MatchLog> log_;
    std::unique_ptr<Match> match_;
    bool broken_ = true;
};

void ParkingTest::init()
{
    match_.reset();
    log_ = std::make_unique<MatchLog>();
    broken_ = true;
}

void ParkingTest::begin(const MatchConfig &config, const TroubledSeat::Answer &answer, bool two)
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(1);
    seats[2] = std::make_unique<TroubledSeat>(answer);
    if (two)
        seats[1] = std::make_unique<TroubledSeat>(answer);
    match_ = std::make_unique<Match>(config, std::move(seats), log_.get());
    match_->start();
}

void ParkingTest::parksForReasons_data()
{
    QTest::addColumn<ChatError::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<ParkReason>("reason");
    QTest::newRow("20 wrong key") << ChatError::Kind::Unauthorized << 401 << ParkReason::Key;
    QTest::newRow("19 no money") << ChatError::Kind::QuotaExhausted << 429 << ParkReason::Money;
    QTest::newRow("25 no such model") << ChatError::Kind::BadRequest << 404 << ParkReason::Model;
    QTest::newRow("2 refused") << ChatError::Kind::Connect << 0 << ParkReason::Outage;
    QTest::newRow("28 out of order") << ChatError::Kind::Server << 503 << ParkReason::Outage;
    QTest::newRow("18 leave me alone") << ChatError::Kind::RateLimited << 429 << ParkReason::Busy;
}

void ParkingTest::parksForReasons()
{
    QFETCH(ChatError::Kind, kind);
    QFETCH(int, status);
    QFETCH(ParkReason, reason);
    begin(
        shortMatch(Schedule::Pipelined),
        [&](const PromptContext &) -> std::optional<ChatResult> {
            if (!broken_)
                return std::nullopt;
            return failing(kind, u"Fake says no."_s, false, status);
        },
        true);
    QTRY_COMPARE_WITH_TIMEOUT(eventsOf<PowerParked>(*log_).size(), 2, deadline);
    const PowerParked parked = eventsOf<PowerParked>(*log_)[1];
    QCOMPARE(parked.power, Power::France);
    QCOMPARE(parked.reason, reason);
    QCOMPARE(parked.server, u"Fake (fake.example)"_s);
    QCOMPARE(parked.text, u"Fake says no."_s);
    QTRY_COMPARE_WITH_TIMEOUT(match_->callsRunning(), 0, deadline);
    QVERIFY(!match_->hasEnded());
    QCOMPARE(match_->activity(Power::France).state, SeatActivity::State::Parked);
    QCOMPARE(match_->activity(Power::France).detail, u"Fake says no."_s);

    QSignalSpy ended(match_.get(), &Match::ended);
    broken_ = false;
    match_->tryAgain(Power::France);
    match_->tryAgain(Power::England);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(eventsOf<PowerUnparked>(*log_).size(), 2);
    for (const CallEnded &call : eventsOf<CallEnded>(*log_)) // nothing was lost
        QVERIFY2(call.outcome == CallOutcome::Answered, qPrintable(call.problem));
}

void ParkingTest::theOthersGoOn()
{
    begin(shortMatch(Schedule::Pipelined),
          [](const PromptContext &context) -> std::optional<ChatResult> {
              if (context.call.stage != StageKind::Orders)
                  return std::nullopt;
              return failing(ChatError::Kind::Unauthorized, u"no key"_s);
          });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(match_->ordersIn(), powerCount - 1, deadline);
    QCOMPARE(eventsOf<PhaseAdjudicated>(*log_).size(), 0);
    QTest::qWait(50); // nobody is asked in vain meanwhile
    QCOMPARE(match_->callsRunning(), 0);
    const auto seating = seatingsAt(*log_, log_->size() - 1)[2];
    QVERIFY(seating.parked && seating.since > 0);
    match_->stop();
    QVERIFY(log_->hasEnded());
}

void ParkingTest::threeFailuresInARow()
{
    begin(shortMatch(Schedule::Pipelined), [](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::Protocol, u"rubbish"_s));
    });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    QCOMPARE(eventsOf<PowerParked>(*log_)[0].reason, ParkReason::Failures);
    int lost = 0;
    for (const CallEnded &call : eventsOf<CallEnded>(*log_)) {
        lost += call.outcome == CallOutcome::Defaulted ? 1 : 0;
        QVERIFY(call.outcome == CallOutcome::Answered || call.problem.contains(u"rubbish"_s));
    }
    QCOMPARE(lost, 2); // the third waits
}

/// A small model that never keeps to the form: whoever is asked next is asked as if it were first.
void ParkingTest::answersThatCannotBeUsed()
{
    begin(shortMatch(Schedule::Pipelined),
          [](const PromptContext &) { return std::optional(textAnswer(u"As you wish."_s)); });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    const PowerParked parked = eventsOf<PowerParked>(*log_)[0];
    QCOMPARE(parked.reason, ParkReason::Failures);
    QCOMPARE(parked.text, u"It keeps giving answers that cannot be used. The last time: the answer "
                          "was not of the form that was asked for."_s);
    int lost = 0;
    for (const CallEnded &call : eventsOf<CallEnded>(*log_)) {
        if (call.call.power != Power::France || call.call.stage == StageKind::Plan)
            continue; // any words are a plan
        ++lost;
        QCOMPARE(call.attempts, 2);
        QCOMPARE(call.outcome, CallOutcome::Defaulted);
    }
    QCOMPARE(lost, 2); // the third waits

    const auto willing = [](const PromptContext &) { return std::optional<ChatResult>(); };
    auto other = std::make_unique<TroubledSeat>(willing, u"fake:other"_s);
    const TroubledSeat *asked = other.get();
    match_->changeModel(Power::France, std::move(other));
    QTRY_VERIFY_WITH_TIMEOUT(match_->hasEnded(), deadline);
    QVERIFY(!asked->requests.isEmpty());
    for (const ChatRequest &request : asked->requests) {
        for (const ChatMessage &message : request.messages)
            QVERIFY(message.role != ChatMessage::Role::Assistant); // no word of the other's
    }
    QCOMPARE(orderedBy(*log_, Power::France, true), 0);
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
}

/// Diaries that are never of the form, between messages and orders that are, park nobody.
void ParkingTest::oneUsableAnswerIsEnough()
{
    begin(shortMatch(Schedule::Pipelined),
          [](const PromptContext &context) -> std::optional<ChatResult> {
              const StageKind stage = context.call.stage;
              if (stage == StageKind::Orders || stage == StageKind::Messages)
                  return std::nullopt;
              return textAnswer(u"{}"_s);
          });
    QTRY_VERIFY_WITH_TIMEOUT(match_->hasEnded(), deadline);
    QCOMPARE(eventsOf<PowerParked>(*log_).size(), 0);
    QCOMPARE(orderedBy(*log_, Power::France, true), 0);
}

/// Cut off in its second message, and again in its first: the one that is whole was said.
void ParkingTest::whatIsWholeOfABrokenAnswer()
{
    const QString first = uR"([{"recipient": "GLOBAL", "content": "Peace."}, {"recipient": "ENG)"_s;
    const QString second = uR"([{"recipient": "GLOBAL", "cont)"_s;
    begin(shortMatch(Schedule::Pipelined),
          [&](const PromptContext &context) -> std::optional<ChatResult> {
              if (context.call.stage != StageKind::Messages)
                  return std::nullopt;
              ChatResult result = textAnswer(std::exchange(broken_, !broken_) ? first : second);
              result.finishReason = FinishReason::Length;
              return result;
          });
    QTRY_VERIFY_WITH_TIMEOUT(match_->hasEnded(), deadline);
    int said = 0;
    for (const MessageSent &message : eventsOf<MessageSent>(*log_)) {
        if (message.from == Power::France) {
            ++said;
            QCOMPARE(message.text, u"Peace."_s);
        }
    }
    QCOMPARE(said, 2); // in spring and in fall
    for (const CallEnded &call : eventsOf<CallEnded>(*log_)) {
        if (call.call.power == Power::France && call.call.stage == StageKind::Messages)
            QCOMPARE(call.outcome, CallOutcome::Repaired);
    }
}

void ParkingTest::anotherModelPlaysOn()
{
    begin(shortMatch(Schedule::Pipelined), [](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::BadRequest, u"no such model"_s));
    });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    QSignalSpy ended(match_.get(), &Match::ended);
    const auto willing = [](const PromptContext &) { return std::optional<ChatResult>(); };
    match_->changeModel(Power::France, std::make_unique<TroubledSeat>(willing, u"fake:other"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QCOMPARE(orderedBy(*log_, Power::France, true), 0);
    const auto seating = seatingsAt(*log_, log_->size() - 1)[2];
    QCOMPARE(seating.model, u"fake:other"_s);
    QVERIFY(!seating.parked);
    QCOMPARE(eventsOf<PowerUnparked>(*log_)[0].how, PowerUnparked::How::OtherModel);
    for (const Span &span : log_->spans()) {
        if (span.power == u"FRANCE"_s)
            QCOMPARE(span.model, u"fake:other"_s);
    }
}

void ParkingTest::defaultOrdersFromNowOn()
{
    begin(shortMatch(Schedule::Pipelined), [](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::QuotaExhausted, u"no money"_s));
    });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    QSignalSpy ended(match_.get(), &Match::ended);
    match_->playDefaults(Power::France);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QVERIFY(orderedBy(*log_, Power::France, true) >= 2);
    QCOMPARE(orderedBy(*log_, Power::France, false), 0);
    for (const CallEnded &call : eventsOf<CallEnded>(*log_)) {
        if (call.outcome != CallOutcome::Answered)
            QVERIFY2(call.call.power == Power::France && call.problem.contains(u"no money"_s),
                     qPrintable(call.problem)); // each says why
    }
    QVERIFY(seatingsAt(*log_, log_->size() - 1)[2].playsDefaults);
}

void ParkingTest::policies_data()
{
    QTest::addColumn<WhenParked>("policy");
    QTest::addColumn<MatchEnded::Reason>("reason");
    QTest::newRow("default") << WhenParked::Default << MatchEnded::Reason::LastYear;
    QTest::newRow("stop") << WhenParked::Stop << MatchEnded::Reason::Failed;
}

void ParkingTest::policies()
{
    QFETCH(WhenParked, policy);
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.whenParked = policy;
    begin(config, [](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::Unauthorized, u"no key"_s));
    });
    QTRY_VERIFY_WITH_TIMEOUT(match_->hasEnded(), deadline);
    QTEST(eventsOf<MatchEnded>(*log_)[0].reason, "reason");
    QCOMPARE(eventsOf<PowerParked>(*log_).size(), 1);
}

/// A wrong key waits for the watcher, but a deadline waits for nobody.
void ParkingTest::theDeadlinePlaysForTheParked()
{
    VirtualClock clock;
    MatchConfig config = shortMatch(Schedule::Pipelined);
    config.turnDeadline = 60;
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(1);
    seats[2] = std::make_unique<TroubledSeat>([](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::Unauthorized, u"no key"_s));
    });
    Match match(config, std::move(seats), log_.get(), nullptr, clock);
    match.start();
    for (int i = 0; i < 20 && !match.hasEnded(); ++i) {
        // The scripts answer in real time, until all wait for France.
        QTRY_COMPARE_WITH_TIMEOUT(match.callsRunning(), 0, deadline);
        clock.run(61s, [&] { return match.hasEnded(); });
    }
    QVERIFY(match.hasEnded());
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(orderedBy(*log_, Power::France, false), 0);
    for (const Power power : allPowers) {
        if (power != Power::France)
            QCOMPARE(orderedBy(*log_, power, true), 0);
    }
    QVERIFY(eventsOf<ProblemReported>(*log_).size() >= 2); // a turn each
}

/// The others wait for its words until the talks end, and then have the time for their orders that
/// is kept for them, in each turn: not only in that in which it is parked.
void ParkingTest::theParkedCostNobodyTheirOrders()
{
    VirtualNetwork network([](const VirtualNetwork::Request &request) {
        VirtualAnswer answer = VirtualNetwork::played(request);
        answer.after = 8s; // what follows the first words takes longer than the orders' own time
        return answer;
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortMatch(Schedule::Pipelined, 2);
    config.turnDeadline = 60;
    Match::Seats seats = seatsAt(&provider);
    seats[2] = std::make_unique<TroubledSeat>([](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::Unauthorized, u"no key"_s));
    });
    Match match(config, std::move(seats), log_.get(), nullptr, network.clock());
    match.start();
    QVERIFY(network.clock().run(1h, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(orderedBy(*log_, Power::France, false), 0);
    for (const Power power : allPowers) {
        if (power != Power::France)
            QCOMPARE(orderedBy(*log_, power, true), 0);
    }
}

/// What a parked power would still think over after the last phase is not worth waiting for.
void ParkingTest::theEndWaitsForNobody()
{
    begin(shortMatch(Schedule::Pipelined),
          [](const PromptContext &context) -> std::optional<ChatResult> {
              const bool last = context.call.phase.season != Season::Spring &&
                                context.call.stage == StageKind::ResultDiary;
              if (!last)
                  return std::nullopt;
              return failing(ChatError::Kind::Unauthorized, u"no key"_s);
          });
    // The winter's orders are asked beside the diary, or there are none.
    QTRY_VERIFY_WITH_TIMEOUT(isParked() || match_->hasEnded(), deadline);
    if (!match_->hasEnded())
        match_->playDefaults(Power::France);
    QTRY_VERIFY_WITH_TIMEOUT(match_->hasEnded(), deadline);
}

void ParkingTest::slotsAreGivenUp()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 0);
    config.callSlots = 1;
    begin(config, [](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.stage != StageKind::Orders)
            return std::nullopt;
        return failing(ChatError::Kind::Unauthorized, u"no key"_s);
    });
    QTRY_COMPARE_WITH_TIMEOUT(match_->ordersIn(), powerCount - 1, deadline);
    QVERIFY(isParked());
}

QTEST_GUILESS_MAIN(ParkingTest)
#include "parking_test.moc"
