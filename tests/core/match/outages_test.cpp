// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/seating.h"
#include "core/trace/analysis.h"
#include "tests/core/match/directed_match.h"
#include "tests/support/model_seats.h"
#include "tests/support/virtual_world.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;
using namespace concert::directed;

/// Servers that are not there for a while, in virtual time: who waits, how long, and what goes on.
class OutagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { log_ = std::make_unique<MatchLog>(); }
    void outagesEndByThemselves();
    void unattendedMatchesHavePatience_data();
    void unattendedMatchesHavePatience();
    void outagesOfAServerThatWorked();
    void outagesThatEndInRubbish_data();
    void outagesThatEndInRubbish();

private:
    std::unique_ptr<MatchLog> log_;
};

/// The server is down from the start, and comes up after five minutes of virtual time; nobody does
/// anything.
void OutagesTest::outagesEndByThemselves()
{
    VirtualNetwork network([](const VirtualNetwork::Request &request) {
        return request.at < 5min ? VirtualNetwork::refused() : VirtualNetwork::played(request);
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortMatch(Schedule::Pipelined, 0);
    config.planning = false;
    Match match(config, seatsAt(&provider), log_.get(), nullptr, network.clock());
    match.start();
    QVERIFY(!network.clock().run(5min, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsOf<PowerParked>(*log_).size(), powerCount);
    QCOMPARE(eventsOf<PowerUnparked>(*log_).size(), 0);
    const qsizetype before = network.requests().size();
    QVERIFY2(before < 100, qPrintable(QString::number(before)));
    QVERIFY(network.clock().run(10min, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    // Neither the models' time, nor ours, nor what seven powers would take one after another.
    const qint64 total = log_->lastTime();
    const qint64 held = heldTime(log_->spans(), total);
    constexpr qint64 minute = 60'000'000;
    QVERIFY2(held > 4 * minute, qPrintable(QString::number(held)));
    QVERIFY(bound(log_->spans(), total) + held <= total);
    QVERIFY(sequentialTime(log_->spans(), total) < minute);
    QVERIFY(total - held - bound(log_->spans(), total) < minute);
    QCOMPARE(eventsOf<PowerUnparked>(*log_).size(), powerCount);
}

void OutagesTest::unattendedMatchesHavePatience_data()
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
void OutagesTest::unattendedMatchesHavePatience()
{
    QFETCH(WhenParked, policy);
    QFETCH(int, downFrom);
    QFETCH(int, downFor);
    QFETCH(bool, defaults);
    QFETCH(int, takes);
    VirtualNetwork network([&](const VirtualNetwork::Request &request) {
        const auto at = std::chrono::duration_cast<std::chrono::seconds>(request.at).count();
        const bool down = at >= downFrom && at < downFrom + downFor;
        return down ? VirtualNetwork::refused() : VirtualNetwork::played(request);
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortMatch(Schedule::Pipelined, 3);
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
    QTEST(eventsOf<MatchEnded>(*log_)[0].reason, "reason");
    const auto minutes = std::chrono::duration<double, std::ratio<60>>(network.clock().elapsed());
    QVERIFY2(minutes.count() > takes - 0.6 && minutes.count() < takes + 2.5,
             qPrintable(QString::number(minutes.count())));
    int given = 0; // up, for good
    for (const PowerUnparked &goes : eventsOf<PowerUnparked>(*log_))
        given += goes.how == PowerUnparked::How::Defaults ? 1 : 0;
    QCOMPARE(given, defaults ? powerCount : 0);
}

/// Ten minutes in the middle of a match: the calls wait in the provider, the log says so, and all
/// go on when its probe succeeds.
void OutagesTest::outagesOfAServerThatWorked()
{
    const auto from = 1s;
    const auto to = from + 10min;
    VirtualNetwork network([&](const VirtualNetwork::Request &request) {
        const bool down = request.at >= from && request.at < to;
        return down ? VirtualNetwork::status(503) : VirtualNetwork::played(request);
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortMatch(Schedule::Pipelined, 3);
    config.maxYear = 1903;
    Match match(config, seatsAt(&provider), log_.get(), nullptr, network.clock());
    match.start();
    QVERIFY(!network.clock().run(to - 1s, [&] { return match.hasEnded(); }));
    const auto parked = eventsOf<PowerParked>(*log_);
    QVERIFY(!parked.isEmpty());
    for (const PowerParked &each : parked)
        QCOMPARE(each.reason, ParkReason::Outage);
    QVERIFY(network.clock().run(10min, [&] { return match.hasEnded(); }));
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(eventsOf<PowerUnparked>(*log_).size(), eventsOf<PowerParked>(*log_).size());
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

void OutagesTest::outagesThatEndInRubbish_data()
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
void OutagesTest::outagesThatEndInRubbish()
{
    QFETCH(VirtualAnswer, rubbish);
    QFETCH(int, times);
    QFETCH(bool, answered);
    VirtualNetwork network([&, first = true](const VirtualNetwork::Request &request) mutable {
        if (std::exchange(first, false) && answered)
            return VirtualNetwork::played(request);
        if (request.at < 3min)
            return VirtualNetwork::refused();
        return times-- > 0 ? rubbish : VirtualNetwork::played(request);
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    MatchConfig config = shortMatch(Schedule::Pipelined, 1);
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(1);
    seats[2] = std::make_unique<ModelSeat>(&provider, ModelId{u"fake"_s, u"m"_s, {}});
    Match match(config, std::move(seats), log_.get(), nullptr, network.clock());
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT((network.clock().run(10s), match.hasEnded()), 30'000);
    QCOMPARE(eventsOf<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QVERIFY(eventsOf<PowerParked>(*log_).size() > 0);
    QVERIFY(!seatingsAt(*log_, log_->size() - 1)[2].parked);
    QVERIFY2(network.clock().elapsed() < 30min,
             qPrintable(QString::number(network.clock().elapsed() / 1s)));
}

QTEST_GUILESS_MAIN(OutagesTest)
#include "outages_test.moc"
