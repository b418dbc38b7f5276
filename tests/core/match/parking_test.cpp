// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "core/match/scripted_seat.h"
#include "core/record/seating.h"
#include "core/record/text.h"
#include "core/simulator/answer_writer.h"
#include "core/simulator/prompt_reader.h"
#include "core/trace/analysis.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/model_seats.h"
#include "tests/support/virtual_world.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;

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
        ++asked;
        if (const auto result = answer_(context))
            return new PreparedReply(*result, 0ms);
        return script_.ask(context, request);
    }
    int asked = 0;

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

MatchConfig shortConfig(int rounds = 1)
{
    MatchConfig config = MatchConfig::demo();
    config.negotiationRounds = rounds;
    config.maxYear = 1901;
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

int orderedBy(const MatchLog &log, Power power, bool defaulted)
{
    int phases = 0;
    for (const OrdersSubmitted &orders : eventsIn<OrdersSubmitted>(log)) {
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
    void anotherModelPlaysOn();
    void defaultOrdersFromNowOn();
    void policies_data();
    void policies();
    void outagesEndByThemselves();
    void unattendedMatchesHavePatience_data();
    void unattendedMatchesHavePatience();
    void outagesOfAServerThatWorked();
    void outagesThatEndInRubbish_data();
    void outagesThatEndInRubbish();
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
        shortConfig(),
        [&](const PromptContext &) -> std::optional<ChatResult> {
            if (!broken_)
                return std::nullopt;
            return failing(kind, u"Fake says no."_s, false, status);
        },
        true);
    QTRY_COMPARE_WITH_TIMEOUT(eventsIn<PowerParked>(*log_).size(), 2, deadline);
    const PowerParked parked = eventsIn<PowerParked>(*log_)[1];
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
    QCOMPARE(eventsIn<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(eventsIn<PowerUnparked>(*log_).size(), 2);
    for (const CallEnded &call : eventsIn<CallEnded>(*log_)) // nothing was lost
        QVERIFY2(call.outcome == CallOutcome::Answered, qPrintable(call.problem));
}

void ParkingTest::theOthersGoOn()
{
    begin(shortConfig(), [](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.stage != StageKind::Orders)
            return std::nullopt;
        return failing(ChatError::Kind::Unauthorized, u"no key"_s);
    });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    QTRY_COMPARE_WITH_TIMEOUT(match_->ordersIn(), powerCount - 1, deadline);
    QCOMPARE(eventsIn<PhaseAdjudicated>(*log_).size(), 0);
    QTest::qWait(50); // nobody is asked in vain meanwhile
    QCOMPARE(match_->callsRunning(), 0);
    const auto seating = seatingsAt(*log_, log_->size() - 1)[2];
    QVERIFY(seating.parked && seating.since > 0);
    match_->stop();
    QVERIFY(log_->hasEnded());
}

void ParkingTest::threeFailuresInARow()
{
    begin(shortConfig(), [](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::Protocol, u"rubbish"_s));
    });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    QCOMPARE(eventsIn<PowerParked>(*log_)[0].reason, ParkReason::Failures);
    int lost = 0;
    for (const CallEnded &call : eventsIn<CallEnded>(*log_)) {
        lost += call.outcome == CallOutcome::Defaulted ? 1 : 0;
        QVERIFY(call.outcome == CallOutcome::Answered || call.problem.contains(u"rubbish"_s));
    }
    QCOMPARE(lost, 2); // the third waits
}

void ParkingTest::anotherModelPlaysOn()
{
    begin(shortConfig(), [](const PromptContext &) {
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
    QCOMPARE(eventsIn<PowerUnparked>(*log_)[0].how, PowerUnparked::How::OtherModel);
    for (const Span &span : log_->spans()) {
        if (span.power == u"FRANCE"_s)
            QCOMPARE(span.model, u"fake:other"_s);
    }
}

void ParkingTest::defaultOrdersFromNowOn()
{
    begin(shortConfig(), [](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::QuotaExhausted, u"no money"_s));
    });
    QTRY_VERIFY_WITH_TIMEOUT(isParked(), deadline);
    QSignalSpy ended(match_.get(), &Match::ended);
    match_->playDefaults(Power::France);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QVERIFY(orderedBy(*log_, Power::France, true) >= 2);
    QCOMPARE(orderedBy(*log_, Power::France, false), 0);
    for (const CallEnded &call : eventsIn<CallEnded>(*log_)) {
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
    MatchConfig config = shortConfig();
    config.whenParked = policy;
    begin(config, [](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::Unauthorized, u"no key"_s));
    });
    QTRY_VERIFY_WITH_TIMEOUT(match_->hasEnded(), deadline);
    QTEST(eventsIn<MatchEnded>(*log_)[0].reason, "reason");
    QCOMPARE(eventsIn<PowerParked>(*log_).size(), 1);
}

/// The server is down from the start, and comes up after five minutes of virtual time; nobody does
/// anything.
void ParkingTest::outagesEndByThemselves()
{
    VirtualNetwork network([](const VirtualNetwork::Request &request) {
        return request.at < 5min ? VirtualNetwork::refused() : VirtualNetwork::fine();
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortConfig(0);
    config.planning = false;
    Match match(config, seatsAt(&provider), log_.get(), nullptr, network.clock());
    match.start();
    QVERIFY(!network.clock().run(5min, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsIn<PowerParked>(*log_).size(), powerCount);
    QCOMPARE(eventsIn<PowerUnparked>(*log_).size(), 0);
    const qsizetype before = network.requests().size();
    QVERIFY2(before < 100, qPrintable(QString::number(before)));
    QVERIFY(network.clock().run(10min, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsIn<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    // Neither the models' time, nor ours, nor what seven powers would take one after another.
    const qint64 total = log_->lastTime();
    const qint64 held = heldTime(log_->spans(), total);
    constexpr qint64 minute = 60'000'000;
    QVERIFY2(held > 4 * minute, qPrintable(QString::number(held)));
    QVERIFY(bound(log_->spans(), total) + held <= total);
    QVERIFY(sequentialTime(log_->spans(), total) < minute);
    QVERIFY(total - held - bound(log_->spans(), total) < minute);
    QCOMPARE(eventsIn<PowerUnparked>(*log_).size(), powerCount);
}

void ParkingTest::unattendedMatchesHavePatience_data()
{
    QTest::addColumn<WhenParked>("policy");
    QTest::addColumn<int>("downFrom"); // seconds
    QTest::addColumn<int>("downFor");
    QTest::addColumn<MatchEnded::Reason>("reason");
    QTest::addColumn<bool>("defaults");
    QTest::addColumn<int>("takes"); // minutes
    const auto late = 1'000'000;
    const auto played = MatchEnded::Reason::LastYear;
    const auto failed = MatchEnded::Reason::Failed;
    QTest::newRow("default, not up yet") << WhenParked::Default << 0 << 300 << played << false << 5;
    QTest::newRow("default, never up") << WhenParked::Default << 0 << late << played << true << 30;
    QTest::newRow("default, 60 s") << WhenParked::Default << 1 << 60 << played << false << 1;
    QTest::newRow("default, for good") << WhenParked::Default << 1 << late << played << true << 30;
    QTest::newRow("stop, never up") << WhenParked::Stop << 0 << late << failed << false << 0;
    QTest::newRow("stop, 60 s") << WhenParked::Stop << 1 << 60 << played << false << 1;
    QTest::newRow("stop, for good") << WhenParked::Stop << 1 << late << failed << false << 30;
    QTest::newRow("wait, an hour") << WhenParked::Wait << 1 << 3600 << played << false << 60;
}

/// What --when_parked promises: a server that is down is tried for half an hour first.
void ParkingTest::unattendedMatchesHavePatience()
{
    QFETCH(WhenParked, policy);
    QFETCH(int, downFrom);
    QFETCH(int, downFor);
    QFETCH(bool, defaults);
    QFETCH(int, takes);
    VirtualNetwork network([&](const VirtualNetwork::Request &request) {
        const auto at = std::chrono::duration_cast<std::chrono::seconds>(request.at).count();
        const bool down = at >= downFrom && at < downFrom + downFor;
        return down ? VirtualNetwork::refused() : VirtualNetwork::fine();
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortConfig(3);
    config.maxYear = 1903;
    config.whenParked = policy;
    Match match(config, seatsAt(&provider), log_.get(), nullptr, network.clock());
    QCOMPARE(network.clock().elapsed(), 0ms);
    match.start();
    network.clock().run(20s);
    if (!match.hasEnded() && downFor > 20) {
        QVERIFY(match.isHeldUp());
        const SeatActivity activity = match.activity(Power::France);
        QVERIFY(activity.nextTry.has_value());
        QCOMPARE(activity.waitsUntil.has_value(), policy != WhenParked::Wait);
        if (activity.waitsUntil)
            QVERIFY(*activity.waitsUntil > 1'790'000'000 && *activity.waitsUntil < 1'830'000'000);
    }
    QVERIFY(network.clock().run(3h, [&] { return match.hasEnded(); }));
    QTEST(eventsIn<MatchEnded>(*log_)[0].reason, "reason");
    const auto minutes = std::chrono::duration<double, std::ratio<60>>(network.clock().elapsed());
    QVERIFY2(minutes.count() > takes - 0.6 && minutes.count() < takes + 2.5,
             qPrintable(QString::number(minutes.count())));
    int given = 0; // up, for good
    for (const PowerUnparked &goes : eventsIn<PowerUnparked>(*log_))
        given += goes.how == PowerUnparked::How::Defaults ? 1 : 0;
    QCOMPARE(given, defaults ? powerCount : 0);
}

/// Ten minutes in the middle of a match: the calls wait in the provider, the log says so, and all
/// go on when its probe succeeds.
void ParkingTest::outagesOfAServerThatWorked()
{
    const auto from = 1s;
    const auto to = from + 10min;
    VirtualNetwork network([&](const VirtualNetwork::Request &request) {
        const bool down = request.at >= from && request.at < to;
        return down ? VirtualNetwork::status(503) : VirtualNetwork::fine();
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortConfig(3);
    config.maxYear = 1903;
    Match match(config, seatsAt(&provider), log_.get(), nullptr, network.clock());
    match.start();
    QVERIFY(!network.clock().run(to - 1s, [&] { return match.hasEnded(); }));
    const auto parked = eventsIn<PowerParked>(*log_);
    QVERIFY(!parked.isEmpty());
    for (const PowerParked &each : parked)
        QCOMPARE(each.reason, ParkReason::Outage);
    QVERIFY(network.clock().run(10min, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsIn<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(eventsIn<PowerUnparked>(*log_).size(), eventsIn<PowerParked>(*log_).size());
    int inOutage = 0;
    std::optional<std::chrono::milliseconds> success;
    for (const VirtualNetwork::Request &request : network.requests()) {
        inOutage += request.at >= from && request.at < to ? 1 : 0;
        if (request.at >= to && !success)
            success = request.at - to;
    }
    QVERIFY2(inOutage <= 60, qPrintable(QString::number(inOutage)));
    QVERIFY2(*success <= 65s, qPrintable(QString::number(success->count())));
}

/// A wrong key waits for the watcher, but a deadline waits for nobody.
void ParkingTest::outagesThatEndInRubbish_data()
{
    QTest::addColumn<VirtualAnswer>("rubbish");
    QTest::addColumn<int>("times");     // before it is all right again; fewer than make it give up
    QTest::addColumn<bool>("answered"); // the first request
    VirtualAnswer page = VirtualNetwork::fine();
    page.body = "<html>Starting</html>";
    page.contentType = "text/html";
    const QByteArray tooLong = R"({"error":{"message":"maximum context length is 10 tokens",)"
                               R"("code":"context_length_exceeded"}})";
    const auto rows = [](const char *name, const VirtualAnswer &answer, int times) {
        QTest::addRow("%s, worked before", name) << answer << times << true;
        QTest::addRow("%s, never worked", name) << answer << times << false;
    };
    rows("a web page", page, 1);
    rows("500", VirtualNetwork::status(500), 5);
    rows("a prompt too long", VirtualNetwork::status(400, tooLong), 2);
}

/// The server of FRANCE alone goes, comes back talking nonsense, and then works. Nobody does
/// anything, and nobody else asks that server.
void ParkingTest::outagesThatEndInRubbish()
{
    QFETCH(VirtualAnswer, rubbish);
    QFETCH(int, times);
    QFETCH(bool, answered);
    VirtualNetwork network([&, first = true](const VirtualNetwork::Request &request) mutable {
        if (std::exchange(first, false) && answered)
            return VirtualNetwork::fine();
        if (request.at < 3min)
            return VirtualNetwork::refused();
        return times-- > 0 ? rubbish : VirtualNetwork::fine();
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortConfig(1);
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(1);
    seats[2] = std::make_unique<ModelSeat>(&provider, ModelId{u"fake"_s, u"m"_s, {}});
    Match match(config, std::move(seats), log_.get(), nullptr, network.clock());
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT((network.clock().run(10s), match.hasEnded()), 30'000);
    QCOMPARE(eventsIn<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QVERIFY(eventsIn<PowerParked>(*log_).size() > 0);
    QVERIFY(!isParked());
    QVERIFY2(network.clock().elapsed() < 30min,
             qPrintable(QString::number(network.clock().elapsed() / 1s)));
}

void ParkingTest::theDeadlinePlaysForTheParked()
{
    VirtualClock clock;
    MatchConfig config = shortConfig();
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
    QCOMPARE(eventsIn<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(orderedBy(*log_, Power::France, false), 0);
    for (const Power power : allPowers) {
        if (power != Power::France)
            QCOMPARE(orderedBy(*log_, power, true), 0);
    }
    QVERIFY(eventsIn<ProblemReported>(*log_).size() >= 2); // a turn each
}

/// The others wait for its words until the talks end, and then have the time for their orders that
/// is kept for them, in each turn: not only in that in which it is parked.
void ParkingTest::theParkedCostNobodyTheirOrders()
{
    VirtualNetwork network([](const VirtualNetwork::Request &request) {
        const AskedRequest asked = readRequest(DialectName::OpenAiChat, "/v1/chat/completions",
                                               QJsonDocument::fromJson(request.body).object());
        VirtualAnswer answer;
        answer.after = 8s; // what follows the first words takes longer than the orders' own time
        answer.body = fake::chunk(writeAnswer(readPrompt(asked, 1), 1)) + fake::lastChunks();
        return answer;
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortConfig(2);
    config.turnDeadline = 60;
    Match::Seats seats = seatsAt(&provider);
    seats[2] = std::make_unique<TroubledSeat>([](const PromptContext &) {
        return std::optional(failing(ChatError::Kind::Unauthorized, u"no key"_s));
    });
    Match match(config, std::move(seats), log_.get(), nullptr, network.clock());
    match.start();
    QVERIFY(network.clock().run(1h, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsIn<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(orderedBy(*log_, Power::France, false), 0);
    for (const Power power : allPowers) {
        if (power != Power::France)
            QCOMPARE(orderedBy(*log_, power, true), 0);
    }
}

/// What a parked power would still think over after the last phase is not worth waiting for.
void ParkingTest::theEndWaitsForNobody()
{
    begin(shortConfig(), [](const PromptContext &context) -> std::optional<ChatResult> {
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
    MatchConfig config = shortConfig(0);
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
