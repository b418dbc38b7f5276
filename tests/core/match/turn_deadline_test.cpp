// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "core/record/text.h"
#include "core/record/told_problem.h"
#include "tests/core/match/directed_match.h"
#include "tests/support/virtual_world.h"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using namespace concert;
using namespace concert::directed;

namespace {

constexpr int seconds = 60;
const Phase spring{1901, Season::Spring, PhaseType::Movement};

using IsStalled = std::function<bool(const CallId &)>;

/// Never answers what is stalled; the rest at once.
class StallingSeat : public Seat {
public:
    explicit StallingSeat(IsStalled isStalled) : isStalled_(std::move(isStalled)) {}
    QString name() const override { return u"fake:stalling"_s; }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        ChatReply *scripted = script_.ask(context, request);
        if (!isStalled_(context.call))
            return scripted;
        const ChatResult result = scripted->result();
        delete scripted;
        return new PreparedReply(result, 24h);
    }

private:
    IsStalled isStalled_;
    ScriptedSeat script_{1};
};

const QList<StageKind> wholeTurn{StageKind::InitialState, StageKind::Messages,
                                 StageKind::NegotiationDiary, StageKind::Plan, StageKind::Orders};

IsStalled inSpring(const QList<Power> &powers, const QList<StageKind> &stages = wholeTurn)
{
    return [=](const CallId &call) {
        return call.phase == spring && powers.contains(call.power) && stages.contains(call.stage);
    };
}

const QList<Power> everybody(allPowers.begin(), allPowers.end());

} // namespace

Q_DECLARE_METATYPE(IsStalled)

/// What a turn's deadline does to those who are late, and to those who are not.
class TurnDeadlineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTurnEndsInTime_data();
    void theTurnEndsInTime();
    void theLastTurnIsNotThoughtOverForEver();
    void norCommentedForEver_data();
    void norCommentedForEver();
    void aPauseTakesNothingFromTheTurn();
    void whoWaitsForAPlaceIsNotLate();
    void nothingFollowsTheEnd_data();
    void nothingFollowsTheEnd();

private:
    void begin(const MatchConfig &config, const IsStalled &isStalled);
    /// Lets the scripts answer, which takes no virtual time, until only what is stalled is left.
    bool settled() const;
    QStringList defaulted() const; ///< "FRANCE/S1901M"

    VirtualClock clock_;
    std::unique_ptr<MatchLog> log_;
    std::unique_ptr<Match> match_;
    IsStalled isStalled_;
};

void TurnDeadlineTest::begin(const MatchConfig &config, const IsStalled &isStalled)
{
    match_.reset();
    isStalled_ = isStalled;
    log_ = std::make_unique<MatchLog>();
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<StallingSeat>(isStalled);
    match_ = std::make_unique<Match>(config, std::move(seats), log_.get(), nullptr, clock_);
    if (config.commentary)
        match_->setNarrator(std::make_unique<StallingSeat>(isStalled));
    match_->start();
}

bool TurnDeadlineTest::settled() const
{
    const QList<CallText> running = match_->runningTexts();
    return match_->hasEnded() ||
           (!running.isEmpty() && std::ranges::all_of(running, [this](const CallText &text) {
               return isStalled_(text.call);
           }));
}

QStringList TurnDeadlineTest::defaulted() const
{
    QStringList who;
    for (const OrdersSubmitted &orders : eventsOf<OrdersSubmitted>(*log_)) {
        const bool all = std::ranges::all_of(orders.orders, &SubmittedOrder::defaulted);
        if (all && !orders.orders.empty())
            who << powerText(orders.power) % u'/' % phaseText(orders.phase);
    }
    return who;
}

void TurnDeadlineTest::theTurnEndsInTime_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<IsStalled>("isStalled");
    QTest::addColumn<int>("takes");
    QTest::addColumn<int>("late");
    QTest::addColumn<QString>("without"); // whom the talking ends without
    struct Case {
        const char *name;
        IsStalled isStalled;
        int takes;
        int late;
        QString without;
    };
    const QString france = u"FRANCE"_s;
    const QString all = u"AUSTRIA, ENGLAND, FRANCE, GERMANY, ITALY, RUSSIA, TURKEY"_s;
    const QList<Power> one{Power::France};
    const QList<Case> cases{
        {"nobody", [](const CallId &) { return false; }, 0, 0, {}},
        {"orders", inSpring(one, {StageKind::Orders}), seconds, 1, {}},
        {"messages", inSpring(one, {StageKind::Messages}), seconds * 2 / 3, 0, france},
        {"initial state", inSpring(one, {StageKind::InitialState}), seconds * 2 / 3, 0, france},
        {"plan", inSpring(one, {StageKind::Plan}), seconds * 2 / 3, 0, france},
        {"diary", inSpring(one, {StageKind::NegotiationDiary}), seconds * 2 / 3, 0, france},
        {"looking back, which the autumn waits for", inSpring(one, {StageKind::ResultDiary}), 0, 0,
         france},
        {"all that one is asked", inSpring(one), seconds, 1, france},
        {"all that everybody is asked", inSpring(everybody), seconds, powerCount, all},
    };
    for (const Schedule schedule : {Schedule::Pipelined, Schedule::Staged, Schedule::Blocking}) {
        for (const Case &each : cases) {
            // Those that are asked one after another have not even begun.
            const bool oneByOne = schedule == Schedule::Blocking && each.without == all;
            QTest::addRow("%s, %s", qPrintable(scheduleName(schedule)), each.name)
                << schedule << each.isStalled << each.takes << each.late
                << (oneByOne ? u"AUSTRIA"_s : each.without);
        }
    }
}

void TurnDeadlineTest::theTurnEndsInTime()
{
    QFETCH(Schedule, schedule);
    QFETCH(IsStalled, isStalled);
    QFETCH(int, takes);
    QFETCH(int, late);
    QFETCH(QString, without);
    MatchConfig config = shortMatch(schedule, 2);
    config.planning = true;
    config.turnDeadline = seconds;
    begin(config, isStalled);
    const auto started = clock_.elapsed();
    std::optional<std::chrono::milliseconds> spent;
    connect(match_.get(), &Match::phaseAdjudicated, this, [&](const Phase &phase) {
        if (phase == spring)
            spent = clock_.elapsed() - started;
    });
    for (int step = 0; step < 20 && !match_->hasEnded(); ++step) {
        QTRY_VERIFY_WITH_TIMEOUT(settled(), deadline);
        if (!match_->hasEnded())
            clock_.run(20s); // a deadline is a multiple of it
    }
    QVERIFY(match_->hasEnded());
    QVERIFY(spent.has_value());
    QCOMPARE(spent->count(), takes * 1000);
    QCOMPARE(defaulted().size(), late); // of all turns: whoever only waited has given orders

    // A row for each power and phase, and one for the end of the talking; no other row is for it.
    QStringList texts;
    for (const ProblemReported &problem : eventsOf<ProblemReported>(*log_))
        texts << problem.text;
    QCOMPARE(texts.filter(u"was later than the turn's deadline of 60 s"_s).size(), late);
    QCOMPARE(texts.filter(u"ends without "_s % without % u", and"_s).size(),
             without.isEmpty() ? 0 : 1);
    QCOMPARE(texts.size(), late + (without.isEmpty() ? 0 : 1));
    QCOMPARE(QSet<QString>(texts.begin(), texts.end()).size(), texts.size());
    for (qsizetype i = 0; i < log_->size(); ++i) {
        const auto *ended = log_->at(i).as<CallEnded>();
        if (ended != nullptr && ended->outcome == CallOutcome::Defaulted)
            QVERIFY2(isToldBefore(*log_, i) && !ended->problem.isEmpty(),
                     qPrintable(ended->call.toString()));
    }
}

void TurnDeadlineTest::theLastTurnIsNotThoughtOverForEver()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 0);
    config.turnDeadline = seconds;
    begin(config, [](const CallId &call) {
        return call.power == Power::Italy && call.phase.season == Season::Fall &&
               (call.stage == StageKind::ResultDiary || call.stage == StageKind::StateUpdate);
    });
    QTRY_VERIFY_WITH_TIMEOUT(settled(), deadline);
    QVERIFY(!match_->hasEnded());
    QVERIFY(clock_.run(1min, [this] { return match_->hasEnded(); }));
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QVERIFY(defaulted().isEmpty());
}

void TurnDeadlineTest::norCommentedForEver_data()
{
    QTest::addColumn<std::chrono::seconds>("pausedAt"); // 0: never
    QTest::newRow("without a pause") << std::chrono::seconds(0);
    QTest::newRow("paused while others might think") << std::chrono::seconds(20);
    QTest::newRow("paused after that") << std::chrono::seconds(50);
}

/// The narrator never finishes its last comment. The turn that is waited for is no phase's.
void TurnDeadlineTest::norCommentedForEver()
{
    QFETCH(std::chrono::seconds, pausedAt);
    MatchConfig config = shortMatch(Schedule::Pipelined, 0);
    config.commentary = config.models[0];
    config.turnDeadline = seconds;
    begin(config, [](const CallId &call) {
        return call.stage == StageKind::Commentary && call.phase.season == Season::Fall;
    });
    QTRY_VERIFY_WITH_TIMEOUT(settled(), deadline);
    if (pausedAt > 0s) {
        clock_.run(pausedAt);
        match_->pause();
        clock_.run(1h);
        QVERIFY(!match_->hasEnded());
        match_->resume();
    }
    const auto rest = std::chrono::seconds(seconds) - pausedAt;
    clock_.run(rest - 1s);
    QVERIFY(!match_->hasEnded());
    QVERIFY(clock_.run(2s, [this] { return match_->hasEnded(); }));
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QVERIFY(defaulted().isEmpty());
    QCOMPARE(eventsOf<ProblemReported>(*log_).size(), 1);
    const QString text = eventsOf<ProblemReported>(*log_)[0].text;
    QVERIFY2(text.startsWith(u"The game is over: its commentary"_s), qPrintable(text));
    for (qsizetype i = 0; i < log_->size(); ++i) {
        const auto *ended = log_->at(i).as<CallEnded>();
        if (ended != nullptr && ended->outcome == CallOutcome::Defaulted)
            QVERIFY2(isToldBefore(*log_, i), qPrintable(ended->call.toString()));
    }
}

void TurnDeadlineTest::aPauseTakesNothingFromTheTurn()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 0);
    config.turnDeadline = seconds;
    begin(config, inSpring({Power::France}, {StageKind::Orders}));
    QTRY_VERIFY_WITH_TIMEOUT(settled(), deadline);
    clock_.run(50s); // the time for talking is over, too
    match_->pause();
    clock_.run(2h);
    QVERIFY(defaulted().isEmpty());
    match_->resume();
    clock_.run(9s);
    QVERIFY(defaulted().isEmpty());
    clock_.run(2s);
    QCOMPARE(defaulted(), (QStringList{u"FRANCE/S1901M"_s}));
}

/// One call at a time: while FRANCE's stalls, nobody else has a chance.
void TurnDeadlineTest::whoWaitsForAPlaceIsNotLate()
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 0);
    config.planning = false;
    config.callSlots = 1;
    config.turnDeadline = seconds;
    begin(config, inSpring({Power::France}, {StageKind::Orders}));
    for (int step = 0; step < 20 && !match_->hasEnded(); ++step) {
        QTRY_VERIFY_WITH_TIMEOUT(settled(), deadline);
        if (!match_->hasEnded())
            clock_.run(20s);
    }
    QVERIFY(match_->hasEnded());
    QCOMPARE(defaulted(), (QStringList{u"FRANCE/S1901M"_s}));
}

void TurnDeadlineTest::nothingFollowsTheEnd_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<Power>("silent");
    QTest::addColumn<Power>("broken");
    QTest::newRow("both are being asked") << Schedule::Pipelined << Power::Austria << Power::France;
    // The second has its turn, and the match its end, at the moment in which the first is cut off.
    QTest::newRow("one waits for the other")
        << Schedule::Blocking << Power::Russia << Power::Turkey;
}

/// Two are late in the last turn: both are told of, and then it is over.
void TurnDeadlineTest::nothingFollowsTheEnd()
{
    QFETCH(Schedule, schedule);
    QFETCH(Power, silent);
    QFETCH(Power, broken);
    MatchConfig config = shortMatch(schedule, 0);
    config.turnDeadline = seconds;
    config.endAtPhase = spring;
    config.whenParked = WhenParked::Wait;
    isStalled_ = inSpring({silent}, {StageKind::Orders});
    Match::Seats seats = directedSeats(broken, [](const PromptContext &) {
        return std::optional(errorAnswer(ChatError::Kind::Unauthorized, u"No such key."_s));
    });
    seats[static_cast<std::size_t>(indexOf(silent))] = std::make_unique<StallingSeat>(isStalled_);
    log_ = std::make_unique<MatchLog>();
    match_ = std::make_unique<Match>(config, std::move(seats), log_.get(), nullptr, clock_);
    match_->start();
    QTRY_VERIFY_WITH_TIMEOUT(match_->callsRunning() > 0, deadline);
    QVERIFY(clock_.run(2min, [this] { return match_->hasEnded(); }));
    QCoreApplication::processEvents();
    QVERIFY(log_->at(log_->size() - 1).as<MatchEnded>() != nullptr);
    QCOMPARE(defaulted().size(), 2);
    QSet<Power> told;
    for (const ProblemReported &problem : eventsOf<ProblemReported>(*log_)) {
        if (problem.power && problem.text.contains(u"deadline"_s))
            told << *problem.power;
    }
    QCOMPARE(told, QSet<Power>({silent, broken}));
}

QTEST_GUILESS_MAIN(TurnDeadlineTest)
#include "turn_deadline_test.moc"
