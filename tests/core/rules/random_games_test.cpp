// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/adjudicator.h"

#include "core/rules/board_text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/movement.h"
#include "core/rules/order_text.h"
#include "tests/core/rules/sample_files.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace concert;

/// What holds in every game: games of random orders, and boards crowded with convoys.
class RandomGamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void games_data();
    void games();
    void crowdedSeas_data();
    void crowdedSeas();

private:
    using Random = std::mt19937;
    static std::vector<Order> randomOrders(const Position &position, Random &random);
    static void checkMovement(const Position &position, const Resolution &resolution);
    static void checkDecisions(const Position &position, const Resolution &resolution);
    static void checkRelabelled(const Position &position, const std::vector<Order> &orders,
                                const Resolution &resolution, Random &random);
    static void checkRenamedProvinces(const Position &position, const std::vector<Order> &orders,
                                      const Resolution &resolution, Random &random);
    static void checkPhase(const Position &position, const std::vector<Order> &orders,
                           Random &random);
};

/// Half of the units support or convoy a move of the others, so that orders meet.
std::vector<Order> RandomGamesTest::randomOrders(const Position &position, Random &random)
{
    const Map &map = Map::standard();
    std::vector<Order> orders;
    ProvinceSet moving;
    std::array<Location, provinceCount> targets{};
    std::vector<Province> helpers;
    for (const Power power : allPowers) {
        int due = std::abs(position.builds(power));
        for (const Province place : orderablePlaces(position, power)) {
            const bool movement = position.phase.type == PhaseType::Movement;
            if (position.phase.type == PhaseType::Adjustment && --due < 0)
                break;
            if (movement && random() % 2 == 0) {
                helpers.push_back(place);
                continue;
            }
            std::vector<Order> legal = legalOrders(map, position, place);
            if (movement)
                std::erase_if(legal, [](const Order &o) { return o.kind != OrderKind::Move; });
            if (legal.empty())
                continue;
            const Order &order = legal[random() % legal.size()];
            orders.push_back(order);
            moving.insert(place);
            targets[static_cast<std::size_t>(indexOf(place))] = order.target;
        }
    }
    for (const Province place : helpers) {
        std::vector<Order> legal = legalOrders(map, position, place);
        std::vector<Order> meeting;
        for (const Order &order : legal) {
            const Province other = order.auxiliary.province();
            const bool helps = order.kind == OrderKind::Convoy || order.kind == OrderKind::Support;
            if (helps && moving.contains(other) &&
                targets[static_cast<std::size_t>(indexOf(other))].province() ==
                    order.target.province())
                meeting.push_back(order);
        }
        const std::vector<Order> &choice = meeting.empty() ? legal : meeting;
        orders.push_back(choice[random() % choice.size()]);
    }
    return orders;
}

void RandomGamesTest::checkMovement(const Position &position, const Resolution &resolution)
{
    const auto dislodged =
        std::ranges::count_if(resolution.orders, [](const ResolvedOrder &resolved) {
            return has(resolved.results, OrderResult::Dislodged);
        });
    QCOMPARE(resolution.orders.size(), position.units().size());
    QCOMPARE(resolution.next.units().size() + static_cast<std::size_t>(dislodged),
             position.units().size());
    for (const ResolvedOrder &resolved : resolution.orders)
        QVERIFY2((resolved.results == 0) == resolved.reason.empty(),
                 orderText(resolved.order).c_str());
    for (const DislodgedUnit &entry : resolution.next.dislodged()) {
        for (const Location place : entry.retreats) {
            QVERIFY(!resolution.next.unitAt(place.province()));
            QVERIFY(std::ranges::find(resolution.standoffs, place.province()) ==
                    resolution.standoffs.end());
        }
    }
    for (const Province province : resolution.standoffs)
        QVERIFY(!resolution.next.unitAt(province));
}

/// Every decision is taken, and is what the strengths in the end demand.
void RandomGamesTest::checkDecisions(const Position &position, const Resolution &resolution)
{
    std::vector<Order> orders;
    for (const ResolvedOrder &resolved : resolution.orders)
        orders.push_back(resolved.order);
    Movement movement(Map::standard(), position, orders);
    movement.solve();
    for (int i = 0; i < movement.count(); ++i) {
        const MovementVerdicts &verdicts = movement.verdicts(i);
        QVERIFY(verdicts.moves != Verdict::Open && verdicts.dislodged != Verdict::Open &&
                verdicts.supports != Verdict::Open && verdicts.convoyed != Verdict::Open);
        const int winner = movement.winner(movement.unit(i).from);
        QCOMPARE(verdicts.dislodged == Verdict::Yes,
                 winner != MovingUnit::none && verdicts.moves == Verdict::No);
        if (!movement.unit(i).isMove)
            continue;
        const Province target = movement.unit(i).to;
        const int defender = movement.unitAt(target);
        const bool headToHead = defender != MovingUnit::none && movement.isHeadToHead(i, defender);
        const int attack = movement.attackStrength(i).least;
        QCOMPARE(attack, movement.attackStrength(i).most);
        bool wins =
            attack >
            (headToHead ? movement.defendStrength(defender) : movement.holdStrength(target)).most;
        for (int a = movement.firstAttacker(target); a != MovingUnit::none;
             a = movement.unit(a).nextAttacker)
            wins = wins && (a == i || attack > movement.preventStrength(a).most);
        QCOMPARE(verdicts.moves == Verdict::Yes, wins);
    }
}

/// The powers' names have no say: the same board with the names exchanged has the same outcome, the
/// names exchanged. (Not in adjustments: there the home centres are a power's own.)
void RandomGamesTest::checkRelabelled(const Position &position, const std::vector<Order> &orders,
                                      const Resolution &resolution, Random &random)
{
    std::array<Power, powerCount> names = allPowers;
    std::ranges::shuffle(names, random);
    const auto renamed = [&names](Power power) {
        return names[static_cast<std::size_t>(indexOf(power))];
    };
    const auto relabelled = [&renamed](const Position &board) {
        Position other;
        other.phase = board.phase;
        for (const Unit &unit : board.units())
            other.setUnit({renamed(unit.power), unit.type, unit.location});
        for (const Province center : Map::standard().supplyCenters()) {
            if (const auto owner = board.owner(center))
                other.setOwner(center, renamed(*owner));
        }
        std::vector<DislodgedUnit> dislodged = board.dislodged();
        for (DislodgedUnit &entry : dislodged)
            entry.unit.power = renamed(entry.unit.power);
        other.setDislodged(std::move(dislodged));
        return other;
    };
    const Resolution other = adjudicate(Map::standard(), relabelled(position), orders);
    Position expected = relabelled(resolution.next);
    // Whether there is something to adjust in winter hangs on homes.
    if (position.phase.season == Season::Fall)
        expected.phase = other.next.phase;
    QVERIFY(other.next == expected);
    QVERIFY(other.standoffs == resolution.standoffs);
    QCOMPARE(other.orders.size(), resolution.orders.size());
    for (const ResolvedOrder &resolved : resolution.orders) {
        const auto same = std::ranges::find(other.orders, resolved.order, &ResolvedOrder::order);
        QVERIFY(same != other.orders.end());
        QVERIFY(same->power == renamed(resolved.power));
        QCOMPARE(same->results, resolved.results);
    }
}

namespace {

/// The standard board with its provinces' names exchanged at random, but those of two coasts.
class RenamedProvinces {
public:
    explicit RenamedProvinces(std::mt19937 &random) : names_(drawNames(random)) {}

    Map map() const { return Map::renamed(names_); }
    Location of(Location place) const
    {
        return place.coast() == Coast::None
                   ? Location(names_[static_cast<std::size_t>(indexOf(place.province()))])
                   : place;
    }
    Order of(Order order) const
    {
        order.unit = of(order.unit);
        order.target = of(order.target);
        order.auxiliary = of(order.auxiliary);
        return order;
    }
    Position of(const Position &board) const
    {
        Position other;
        other.phase = board.phase;
        for (Unit unit : board.units()) {
            unit.location = of(unit.location);
            other.setUnit(unit);
        }
        for (const Province center : Map::standard().supplyCenters())
            other.setOwner(of(center).province(), board.owner(center));
        std::vector<DislodgedUnit> dislodged = board.dislodged();
        for (DislodgedUnit &entry : dislodged) {
            entry.unit.location = of(entry.unit.location);
            entry.attackerFrom = of(entry.attackerFrom).province();
            for (Location &place : entry.retreats)
                place = of(place);
        }
        other.setDislodged(std::move(dislodged));
        return other;
    }

private:
    static Map::Names drawNames(std::mt19937 &random)
    {
        Map::Names names;
        std::vector<Province> plain;
        for (std::size_t i = 0; i < names.size(); ++i) {
            names[i] = static_cast<Province>(i);
            if (Map::standard().coasts(names[i]).empty())
                plain.push_back(names[i]);
        }
        const std::vector<Province> places = plain;
        std::ranges::shuffle(plain, random);
        for (std::size_t i = 0; i < plain.size(); ++i)
            names[static_cast<std::size_t>(indexOf(places[i]))] = plain[i];
        return names;
    }

    Map::Names names_;
};

/// Lists of places to retreat to follow the provinces' order.
Position withSortedRetreats(Position position)
{
    std::vector<DislodgedUnit> dislodged = position.dislodged();
    for (DislodgedUnit &entry : dislodged)
        std::ranges::sort(entry.retreats);
    position.setDislodged(std::move(dislodged));
    return position;
}

} // namespace

/// Nor have the provinces' names and their order: on a board where land and sea are called
/// otherwise the same happens. (Not in adjustments: there equal distances are told apart by name.)
void RandomGamesTest::checkRenamedProvinces(const Position &position,
                                            const std::vector<Order> &orders,
                                            const Resolution &resolution, Random &random)
{
    const RenamedProvinces renamed(random);
    const Map map = renamed.map();
    std::vector<Order> otherOrders;
    for (const Order &order : orders)
        otherOrders.push_back(renamed.of(order));
    const Resolution other = adjudicate(map, renamed.of(position), otherOrders);
    Position expected = renamed.of(resolution.next);
    // Whether there is something to adjust in winter hangs on homes.
    if (position.phase.season == Season::Fall)
        expected.phase = other.next.phase;
    QVERIFY(withSortedRetreats(other.next) == withSortedRetreats(expected));
    QCOMPARE(other.orders.size(), resolution.orders.size());
    for (const ResolvedOrder &resolved : resolution.orders) {
        const auto same =
            std::ranges::find(other.orders, renamed.of(resolved.order), &ResolvedOrder::order);
        QVERIFY(same != other.orders.end());
        QCOMPARE(same->results, resolved.results);
    }
    if (position.phase.type == PhaseType::Movement) {
        const LegalOrders legal(Map::standard(), position);
        const LegalOrders otherLegal(map, renamed.of(position));
        QCOMPARE(otherLegal.all().size(), legal.all().size());
    }
}

void RandomGamesTest::checkPhase(const Position &position, const std::vector<Order> &orders,
                                 Random &random)
{
    const Map &map = Map::standard();
    const Resolution resolution = adjudicate(map, position, orders);
    if (position.phase.type != PhaseType::Adjustment) { // there, first come is first served
        std::vector<Order> shuffled = orders;
        std::ranges::shuffle(shuffled, random);
        const Resolution other = adjudicate(map, position, shuffled);
        QVERIFY(other.next == resolution.next);
        QVERIFY(other.orders == resolution.orders);
        QVERIFY(other.standoffs == resolution.standoffs);
        checkRelabelled(position, orders, resolution, random);
        checkRenamedProvinces(position, orders, resolution, random);
    }
    const Resolution again = adjudicate(map, position, orders);
    QVERIFY(again.next == resolution.next && again.orders == resolution.orders);
    if (position.phase.type == PhaseType::Movement) {
        checkMovement(position, resolution);
        checkDecisions(position, resolution);
    }
    const auto read = parseBoardText(boardText(resolution.next));
    QVERIFY(std::holds_alternative<Position>(read));
    QVERIFY(std::get<Position>(read) == resolution.next);
}

void RandomGamesTest::games_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void RandomGamesTest::games()
{
    QFETCH(unsigned, seed);
    Random random(seed);
    Position position = Position::start();
    for (int i = 0; i < 80 && !position.soloWinner(); ++i) {
        const std::vector<Order> orders = randomOrders(position, random);
        checkPhase(position, orders, random);
        if (QTest::currentTestFailed())
            return;
        const Position next = adjudicate(Map::standard(), position, orders).next;
        QVERIFY(position.phase < next.phase);
        int owned = 0;
        for (const Power power : allPowers) {
            owned += next.centerCount(power);
            if (next.phase.season == Season::Spring && next.phase.type == PhaseType::Movement)
                QVERIFY(next.unitCount(power) <= next.centerCount(power));
        }
        QVERIFY(owned <= 34);
        position = next;
    }
}

void RandomGamesTest::crowdedSeas_data()
{
    games_data();
}

/// A fleet in every sea and an army on most coasts: convoys with many routes, rings, paradoxes.
void RandomGamesTest::crowdedSeas()
{
    QFETCH(unsigned, seed);
    Random random(seed);
    const Map &map = Map::standard();
    for (int round = 0; round < 60; ++round) {
        Position position;
        for (const Province sea : map.seas()) {
            if (random() % 4 != 0)
                position.setUnit({allPowers[random() % powerCount], UnitType::Fleet, sea});
        }
        for (const Province shore : map.coastalProvinces()) {
            if (random() % 3 != 0)
                position.setUnit({allPowers[random() % powerCount], UnitType::Army, shore});
        }
        checkPhase(position, randomOrders(position, random), random);
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_GUILESS_MAIN(RandomGamesTest)
#include "random_games_test.moc"
