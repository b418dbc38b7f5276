// SPDX-License-Identifier: GPL-3.0-or-later
// Orders found by sampling replies: better than the plan alone, and as true to what was promised.
#include "core/player/order_search.h"
#include "core/rules/board_text.h"
#include "tests/core/player/tournament.h"

#include <QTest>

using namespace concert;
using tournament::plannedOrders;

class OrderSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beatsThePlanner();
    void isAPureFunction();
    void keepsPromisedSupport();
    void keepsPeace();
};

/// The interval is the mean with twice its standard error. With more and longer games (benchmark
/// player_speed): 1.7 ± 0.2 centres a seat.
void OrderSearchTest::beatsThePlanner()
{
    const auto [mean, error] = tournament::play(16, 1905);
    qInfo("%.2f ± %.2f centres a seat more than the planner", mean, error);
    QVERIFY2(mean - 2 * error > 0.2, qPrintable(QString::number(mean)));
}

void OrderSearchTest::isAPureFunction()
{
    const PlayerView view{Position::start(), Power::Germany, 5, {}, 0};
    const auto orders = searchOrders(Map::standard(), view);
    QVERIFY(searchOrders(Map::standard(), view) == orders);
    bool differs = false; // other matches, other openings
    for (std::uint64_t seed = 6; seed < 20; ++seed)
        differs = differs ||
                  searchOrders(Map::standard(), {view.position, view.power, seed, {}, 0}) != orders;
    QVERIFY(differs);
}

/// Whatever is best: a support that the plan owes is in the orders.
void OrderSearchTest::keepsPromisedSupport()
{
    const auto read = parseBoardText("PHASE S1902M\n"
                                     "FRANCE units: A MAR, A PAR; centers: BRE, MAR, PAR\n"
                                     "GERMANY units: A KIE, A MUN, F DEN; centers: BER, KIE, MUN\n"
                                     "ITALY units: A BUR; centers: NAP, ROM, VEN\n"
                                     "NEUTRAL centers: BEL, HOL\n");
    const Position position = std::get<Position>(read);
    int owed = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        PlayerView view{position, Power::Germany, seed, {}, 0};
        view.heard = {
            {Power::Germany, Power::France, "My A MUN will support your A PAR into Burgundy.", 1}};
        const auto plan = plannedOrders(view);
        const auto promised = Order::supportMove(UnitType::Army, Province::MUN, UnitType::Army,
                                                 Province::PAR, Province::BUR);
        const auto orders = searchOrders(Map::standard(), view);
        QCOMPARE(std::ranges::count(orders, promised), std::ranges::count(plan, promised));
        owed += static_cast<int>(std::ranges::count(plan, promised));
    }
    QVERIFY(owed > 20);
}

/// Peace that both agreed on holds, but with those who break their word.
void OrderSearchTest::keepsPeace()
{
    const auto read = parseBoardText("PHASE F1902M\n"
                                     "FRANCE units: A BUR, A RUH, F ENG; centers: BRE, MAR, PAR\n"
                                     "GERMANY units: A BER; centers: BER, KIE, MUN\n"
                                     "ENGLAND units: F NTH; centers: EDI, LON, LVP\n"
                                     "NEUTRAL centers: BEL, HOL\n");
    const Position position = std::get<Position>(read);
    const auto attacks = [&](const std::vector<HeardMessage> &heard) {
        int times = 0;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const PlayerView view{position, Power::France, seed, heard, 0};
            const auto orders = searchOrders(Map::standard(), view);
            times += std::ranges::any_of(orders, [&](const Order &order) {
                return order.kind == OrderKind::Move &&
                       position.owner(order.target.province()) == Power::Germany;
            });
        }
        return times;
    };
    const int without = attacks({});
    const int with = attacks({{Power::France, Power::Germany, "Let us have peace between us.", 1},
                              {Power::Germany, Power::France, "Agreed, peace between us.", 2}});
    qInfo("%d of 60 without peace, %d with it", without, with);
    QVERIFY2(without > 30, qPrintable(QString::number(without)));
    QVERIFY2(with < without / 2, qPrintable(QString::number(with)));
}

QTEST_GUILESS_MAIN(OrderSearchTest)
#include "order_search_test.moc"
