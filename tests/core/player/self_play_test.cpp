// SPDX-License-Identifier: GPL-3.0-or-later
// Whole matches of seven players, played to 1910 through the adjudicator.
#include "core/player/player.h"
#include "core/rules/adjudicator.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "tests/support/sanitized.h"

#include <QTest>

#include <ctime>
#include <set>

using namespace concert;

namespace {

// An answer takes about 1 ms on average, 3 in the middle game (benchmark player_speed).
constexpr double mostMilliseconds = isSanitized ? 25 : 5;

struct PlayedGame {
    Position end;
    int standoffs = 0;
    int dislodged = 0;
    int foreignSupports = 0; ///< supports of another power's unit that counted
    int convoys = 0;         ///< armies that arrived by convoy
    int calls = 0;
    double milliseconds = 0; ///< of processor time for all orders
    std::string problem;     ///< the first illegal or missing order
};

std::vector<HeardMessage> heardBy(Power power, const std::vector<HeardMessage> &all)
{
    std::vector<HeardMessage> heard;
    for (const HeardMessage &message : all) {
        if (message.from == power || !message.to || *message.to == power)
            heard.push_back(message);
    }
    return heard;
}

std::vector<HeardMessage> negotiate(const Position &position, std::uint64_t seed, int rounds)
{
    std::vector<HeardMessage> all;
    for (int round = 1; round <= rounds; ++round) {
        std::vector<HeardMessage> said;
        for (const Power power : allPowers) {
            const PlayerView view{position, power, seed, heardBy(power, all), round};
            for (const PlayerMessage &message : writeMessages(Map::standard(), view))
                said.push_back({power, message.to, message.text, round});
        }
        all.insert(all.end(), said.begin(), said.end());
    }
    return all;
}

/// Why these are not proper orders of the power; empty: they are.
std::string problemWith(const Position &position, Power power, const std::vector<Order> &orders)
{
    std::set<Province> places;
    for (const Order &order : orders) {
        const std::string problem = whyIllegal(Map::standard(), position, power, order);
        if (!problem.empty())
            return orderText(order) + ": " + problem;
        if (order.kind != OrderKind::Waive && !places.insert(order.unit.province()).second)
            return orderText(order) + ": ordered twice";
    }
    std::size_t expected = 0;
    if (position.phase.type == PhaseType::Movement)
        expected = static_cast<std::size_t>(position.unitCount(power));
    else if (position.phase.type == PhaseType::Adjustment)
        expected = static_cast<std::size_t>(std::abs(position.builds(power)));
    else
        expected = orderablePlaces(position, power).size();
    return orders.size() == expected ? std::string() : "not everything was ordered";
}

void count(PlayedGame &game, const Position &before, const Resolution &resolution)
{
    game.standoffs += static_cast<int>(resolution.standoffs.size());
    for (const ResolvedOrder &resolved : resolution.orders) {
        game.dislodged += has(resolved.results, OrderResult::Dislodged) ? 1 : 0;
        const Order &order = resolved.order;
        if (order.kind == OrderKind::Move && order.viaConvoy && resolved.results == 0)
            ++game.convoys;
        if (order.kind == OrderKind::Support && resolved.results == 0) {
            const auto unit = before.unitAt(order.auxiliary.province());
            game.foreignSupports += unit && unit->power != resolved.power ? 1 : 0;
        }
    }
}

PlayedGame play(std::uint64_t seed, int rounds)
{
    PlayedGame game;
    Position position = Position::start();
    while (position.phase.year <= 1910 && !position.soloWinner() && game.problem.empty()) {
        std::vector<HeardMessage> all;
        if (position.phase.type == PhaseType::Movement)
            all = negotiate(position, seed, rounds);
        std::vector<Order> orders;
        for (const Power power : allPowers) {
            const PlayerView view{position, power, seed, heardBy(power, all), 0};
            const std::clock_t start = std::clock();
            const std::vector<Order> chosen = chooseOrders(Map::standard(), view);
            game.milliseconds +=
                1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
            ++game.calls;
            const std::string problem = problemWith(position, power, chosen);
            if (!problem.empty())
                game.problem =
                    position.phase.name() + ' ' + std::string(powerName(power)) + ' ' + problem;
            orders.insert(orders.end(), chosen.begin(), chosen.end());
        }
        const Resolution resolution = adjudicate(Map::standard(), position, orders);
        count(game, position, resolution);
        position = resolution.next;
    }
    game.end = position;
    return game;
}

int largest(const Position &position)
{
    int most = 0;
    for (const Power power : allPowers)
        most = std::max(most, position.centerCount(power));
    return most;
}

} // namespace

class SelfPlayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gamesMove_data();
    void gamesMove();
    void theSameAgain();
    void talkingMatters();
};

void SelfPlayTest::gamesMove_data()
{
    QTest::addColumn<int>("rounds");
    QTest::newRow("without press") << 0;
    QTest::newRow("one round") << 1;
    QTest::newRow("two rounds") << 2;
}

void SelfPlayTest::gamesMove()
{
    QFETCH(int, rounds);
    int eliminated = 0;
    int convoys = 0;
    int leaders = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        const PlayedGame game = play(seed, rounds);
        QVERIFY2(game.problem.empty(), game.problem.c_str());
        QVERIFY(largest(game.end) >= 7);
        QVERIFY(game.standoffs >= 3);
        QVERIFY(game.dislodged >= 8);
        QVERIFY2(game.milliseconds / game.calls < mostMilliseconds,
                 qPrintable(QString::number(game.milliseconds / game.calls)));
        convoys += game.convoys;
        leaders += largest(game.end) >= 9 ? 1 : 0;
        for (const Power power : allPowers)
            eliminated += game.end.isEliminated(power) ? 1 : 0;
    }
    QVERIFY2(leaders >= 6, qPrintable(QString::number(leaders)));
    QVERIFY2(eliminated >= 4, qPrintable(QString::number(eliminated)));
    QVERIFY2(convoys >= 8, qPrintable(QString::number(convoys)));
}

void SelfPlayTest::theSameAgain()
{
    QVERIFY(play(5, 2).end == play(5, 2).end);
    QVERIFY(!(play(5, 2).end == play(6, 2).end));
}

void SelfPlayTest::talkingMatters()
{
    int supports = 0;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        supports += play(seed, 2).foreignSupports;
        QCOMPARE(play(seed, 0).foreignSupports, 0);
    }
    QVERIFY2(supports >= 20, qPrintable(QString::number(supports)));
}

QTEST_GUILESS_MAIN(SelfPlayTest)
#include "self_play_test.moc"
