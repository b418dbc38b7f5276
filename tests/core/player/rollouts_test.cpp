// SPDX-License-Identifier: GPL-3.0-or-later
// Quick orders, short games and the chances that follow from them.
#include "core/player/rollouts.h"
#include "core/rules/board_text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace concert;

namespace {

Position board(const char *text)
{
    const auto read = parseBoardText(text);
    if (const auto *problem = std::get_if<std::string>(&read))
        qFatal("%s", problem->c_str());
    return std::get<Position>(read);
}

Chances chancesOf(const Position &position, int games, RolloutOptions options = {})
{
    Rollouts rollouts(Map::standard(), position, options);
    rollouts.play(games);
    return rollouts.chances();
}

/// France is about to win, with 17 centres and one more that nobody can keep from it.
Position wonBoard()
{
    return board("PHASE F1907M\n"
                 "FRANCE units: A BUR, A MUN, A KIE, A BER, F HOL, F BEL, F SPA/SC, F POR, F BRE, "
                 "F LON, F LVP, F EDI, A VEN, A ROM, F NAP, F TUN, A DEN; centers: BRE, PAR, MAR, "
                 "SPA, POR, BEL, HOL, MUN, KIE, BER, LON, LVP, EDI, VEN, ROM, NAP, DEN\n"
                 "TURKEY units: A CON, F ANK; centers: CON, ANK, SMY\n");
}

} // namespace

class RolloutsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordersAreLegalAndWhole();
    void supportsAndConvoysHappen();
    void sharesAddUpToOne();
    void theSameSeedTheSameChances();
    void slicesMakeNoDifference();
    void errorsShrink();
    void aWonGameIsWon();
    void strengthIsSeen();
    void horizonsEndInWinter_data();
    void horizonsEndInWinter();
    void strangeBoardsAreNoProblem();
};

void RolloutsTest::ordersAreLegalAndWhole()
{
    const Map &map = Map::standard();
    QuickPlayer player(map);
    PlayerRandom random(3);
    std::vector<Order> orders;
    Resolution resolution;
    for (int game = 0; game < 60; ++game) {
        Position position = Position::start();
        for (int i = 0; i < 60 && !position.soloWinner(); ++i) {
            orders.clear();
            player.survey(position);
            for (const Power power : allPowers) {
                const std::size_t before = orders.size();
                player.chooseFor(power, random, orders);
                std::set<Province> places;
                for (std::size_t k = before; k < orders.size(); ++k) {
                    const std::string why = whyIllegal(map, position, power, orders[k]);
                    QVERIFY2(why.empty(), (orderText(orders[k]) + ": " + why).c_str());
                    QVERIFY(places.insert(orders[k].unit.province()).second);
                }
                const std::size_t due =
                    position.phase.type == PhaseType::Adjustment
                        ? static_cast<std::size_t>(std::abs(position.builds(power)))
                        : orderablePlaces(position, power).size();
                QCOMPARE(places.size(), due);
            }
            adjudicateInto(resolution, map, position, orders);
            std::swap(position, resolution.next);
        }
    }
}

/// What keeps chances from being nonsense: force is used where it is needed, and England lands.
void RolloutsTest::supportsAndConvoysHappen()
{
    const Map &map = Map::standard();
    QuickPlayer player(map);
    PlayerRandom random(4);
    std::vector<Order> orders;
    Resolution resolution;
    int supports = 0;
    int dislodged = 0;
    int convoyed = 0;
    for (int game = 0; game < 50; ++game) {
        Position position = Position::start();
        while (position.phase.year <= 1906) {
            player.chooseForAll(position, random, orders);
            adjudicateInto(resolution, map, position, orders);
            for (const ResolvedOrder &resolved : resolution.orders) {
                const bool succeeded = resolved.results == 0;
                supports += resolved.order.kind == OrderKind::Support && succeeded ? 1 : 0;
                convoyed += resolved.order.viaConvoy && succeeded ? 1 : 0;
                dislodged += has(resolved.results, OrderResult::Dislodged) ? 1 : 0;
            }
            std::swap(position, resolution.next);
        }
    }
    QVERIFY2(supports > 50 * 20, qPrintable(QString::number(supports)));
    QVERIFY2(dislodged > 50 * 5, qPrintable(QString::number(dislodged)));
    QVERIFY2(convoyed > 50, qPrintable(QString::number(convoyed)));
}

void RolloutsTest::sharesAddUpToOne()
{
    for (const Position &position : {Position::start(), wonBoard()}) {
        const Chances chances = chancesOf(position, 200);
        double sum = 0;
        double centers = 0;
        for (const PowerChances &power : chances.powers) {
            sum += power.share.mean;
            centers += power.centers.mean;
            QVERIFY(power.solo.mean <= power.alive.mean + 1e-12);
        }
        QVERIFY2(std::abs(sum - 1) < 1e-6, qPrintable(QString::number(sum, 'g', 12)));
        QVERIFY(centers <= 34 + 1e-9);
    }
    QCOMPARE(sharesOf(Position::start())[indexOf(Power::Russia)], 16.0 / (6 * 9 + 16));
    QCOMPARE(sharesOf(Position())[indexOf(Power::Russia)], 1.0 / 7);
}

void RolloutsTest::theSameSeedTheSameChances()
{
    const Position start = Position::start();
    QVERIFY(chancesOf(start, 300) == chancesOf(start, 300));
    QVERIFY(!(chancesOf(start, 300) == chancesOf(start, 300, {.years = 2, .seed = 2})));
}

void RolloutsTest::slicesMakeNoDifference()
{
    const Position start = Position::start();
    Rollouts sliced(Map::standard(), start);
    for (const int games : {1, 0, 7, 92, 200})
        sliced.play(games);
    QCOMPARE(sliced.games(), 300);
    QVERIFY(sliced.chances() == chancesOf(start, 300));
    QCOMPARE(Rollouts(Map::standard(), start).chances().games, 0);
}

void RolloutsTest::errorsShrink()
{
    const Position start = Position::start();
    const Estimate few = chancesOf(start, 100).of(Power::Russia).share;
    const Estimate many = chancesOf(start, 6400).of(Power::Russia).share;
    QVERIFY(many.error > 0);
    // Eight times smaller, within a fifth.
    QVERIFY2(std::abs(few.error / many.error - 8) < 1.6,
             qPrintable(QString::number(few.error / many.error)));
    // And they tell the truth: other seeds scatter as far as the error says.
    double squares = 0;
    for (std::uint64_t seed = 10; seed < 50; ++seed) {
        const Estimate other =
            chancesOf(start, 100, {.years = 2, .seed = seed}).of(Power::Russia).share;
        squares += (other.mean - many.mean) * (other.mean - many.mean);
    }
    const double scatter = std::sqrt(squares / 40) / few.error;
    QVERIFY2(scatter > 0.7 && scatter < 1.4, qPrintable(QString::number(scatter)));
}

void RolloutsTest::aWonGameIsWon()
{
    Position won = wonBoard();
    won.setOwner(Province::TUN, Power::France);
    QVERIFY(won.soloWinner() == Power::France);
    const PowerChances sure = chancesOf(won, 10).of(Power::France);
    QCOMPARE(sure.share.mean, 1.0);
    QCOMPARE(sure.share.error, 0.0);
    QCOMPARE(sure.solo.mean, 1.0);
    // One short of it, with a fleet that stands in the last one.
    const PowerChances near = chancesOf(wonBoard(), 200).of(Power::France);
    QVERIFY2(near.solo.mean > 0.9, qPrintable(QString::number(near.solo.mean)));
}

void RolloutsTest::strengthIsSeen()
{
    const Position position = board("PHASE S1904M\n"
                                    "AUSTRIA units: A VIE; centers: VIE\n"
                                    "ITALY units: A TYR, A VEN, A TRI, A BUD, F ADR; centers: NAP, "
                                    "ROM, VEN, TRI, BUD, TUN\n"
                                    "RUSSIA units: A GAL, A BOH, F SEV; centers: MOS, SEV, WAR\n");
    const Chances chances = chancesOf(position, 400);
    QVERIFY(chances.of(Power::Austria).alive.mean < 0.5);
    QVERIFY(chances.of(Power::Austria).share.mean < 0.05);
    QVERIFY(chances.of(Power::Italy).share.mean > chances.of(Power::Russia).share.mean);
    QCOMPARE(chances.of(Power::France).share.mean, 0.0);
}

void RolloutsTest::horizonsEndInWinter_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<int>("years");
    QTest::addColumn<int>("last");
    QTest::newRow("spring") << "S1901M" << 2 << 1902;
    QTest::newRow("fall, one year") << "F1905M" << 1 << 1905;
    QTest::newRow("winter counts for the next") << "W1905A" << 1 << 1906;
    QTest::newRow("none is one") << "F1905R" << 0 << 1905;
}

void RolloutsTest::horizonsEndInWinter()
{
    QFETCH(QString, phase);
    QFETCH(int, years);
    QFETCH(int, last);
    Position position = Position::start();
    position.phase = *Phase::parse(phase.toStdString());
    QCOMPARE(lastYearOf(position.phase, years), last);
    ShortGame game(Map::standard());
    const Position &end = game.play(position, last, PlayerRandom(1));
    QCOMPARE(end.phase.name(), "S" + std::to_string(last + 1) + "M");
}

void RolloutsTest::strangeBoardsAreNoProblem()
{
    Position crowded;
    for (int i = 0; i < provinceCount; ++i)
        crowded.setUnit({Power::France, UnitType::Fleet, static_cast<Province>(i)});
    for (const Position &position : {Position(), crowded}) {
        const Chances chances = chancesOf(position, 5);
        QCOMPARE(chances.games, 5);
        QVERIFY(std::isfinite(chances.of(Power::France).share.mean));
    }
}

QTEST_GUILESS_MAIN(RolloutsTest)
#include "rollouts_test.moc"
