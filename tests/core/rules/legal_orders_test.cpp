// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"

#include "core/rules/order_text.h"
#include "tests/core/rules/sample_files.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace concert;

/// Legal orders agree with the diplomacy library's lists, and with the reasons why others are
/// illegal.
class LegalOrdersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsAgree_data();
    void listsAgree();
    void placesAgree_data() { listsAgree_data(); }
    void placesAgree();
    void allAtOnce_data() { listsAgree_data(); }
    void allAtOnce();
    void otherOrdersHaveReasons_data() { listsAgree_data(); }
    void otherOrdersHaveReasons();
    void crowded();
    void legalOrdersHaveNoReason_data() { listsAgree_data(); }
    void legalOrdersHaveNoReason();
    void illegal_data();
    void illegal();
    void convoyWithoutVia();
    void routes();

private:
    const QList<QJsonObject> samples_ =
        samples::readJsonLines(u"possible_orders-sample.jsonl.gz"_s);
};

void LegalOrdersTest::listsAgree_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < samples_.size(); ++i)
        QTest::newRow(qPrintable(samples_[i][u"id"_s].toString())) << i;
}

void LegalOrdersTest::listsAgree()
{
    QFETCH(int, index);
    const Position position = samples::position(samples_[index][u"state"_s].toObject());
    const QJsonObject lists = samples_[index][u"possible_orders"_s].toObject();
    QVERIFY(!lists.isEmpty());
    for (int i = 0; i < provinceCount; ++i) {
        const auto place = static_cast<Province>(i);
        QStringList actual;
        for (const Order &order : legalOrders(Map::standard(), position, place))
            actual.append(samples::text(orderText(order)));
        const QStringList expected = samples::strings(lists[samples::text(locationText(place))]);
        const QStringList more = samples::sorted(actual);
        QVERIFY2(more == samples::sorted(expected),
                 qPrintable(samples::text(locationText(place)) + u": "_s +
                            samples::difference(actual, expected)));
    }
}

void LegalOrdersTest::placesAgree()
{
    QFETCH(int, index);
    const Position position = samples::position(samples_[index][u"state"_s].toObject());
    const QJsonObject lists = samples_[index][u"orderable_locations"_s].toObject();
    for (const Power power : allPowers) {
        QStringList actual;
        for (const Province place : orderablePlaces(position, power))
            actual.append(samples::text(locationText(place)));
        QStringList expected;
        for (const QString &place :
             samples::strings(lists[QString::fromUtf8(powerName(power).data())]))
            expected.append(place.left(3));
        expected.removeDuplicates();
        QCOMPARE(samples::sorted(actual), samples::sorted(expected));
    }
}

void LegalOrdersTest::legalOrdersHaveNoReason()
{
    QFETCH(int, index);
    const Position position = samples::position(samples_[index][u"state"_s].toObject());
    for (const Power power : allPowers) {
        for (const Province place : orderablePlaces(position, power)) {
            for (const Order &order : legalOrders(Map::standard(), position, place)) {
                const std::string why = whyIllegal(Map::standard(), position, power, order);
                QVERIFY2(why.empty(), (orderText(order) + ": " + why).c_str());
            }
        }
    }
}

void LegalOrdersTest::allAtOnce()
{
    QFETCH(int, index);
    const Position position = samples::position(samples_[index][u"state"_s].toObject());
    static LegalOrders lists; // used again for every position
    lists.gather(Map::standard(), position);
    std::size_t count = 0;
    for (int i = 0; i < provinceCount; ++i) {
        const auto place = static_cast<Province>(i);
        QVERIFY(std::ranges::equal(lists.at(place), legalOrders(Map::standard(), position, place)));
        count += lists.at(place).size();
    }
    QCOMPARE(lists.all().size(), count);
}

/// Orders put together at random are legal or have a reason, never both.
void LegalOrdersTest::otherOrdersHaveReasons()
{
    QFETCH(int, index);
    const Position position = samples::position(samples_[index][u"state"_s].toObject());
    std::mt19937 random(static_cast<unsigned>(index));
    const auto location = [&random] {
        return Location::fromIndex(static_cast<int>(random() % locationCount));
    };
    const auto type = [&random] { return random() % 2 == 0 ? UnitType::Army : UnitType::Fleet; };
    const std::vector<Unit> units = position.units();
    for (int i = 0; i < 2000 && !units.empty(); ++i) {
        const Unit &unit = units[random() % units.size()];
        Order order{static_cast<OrderKind>(random() % 8),
                    unit.type,
                    unit.location,
                    location(),
                    location(),
                    type(),
                    random() % 4 == 0};
        if (random() % 2 == 0) {
            const Unit &other = units[random() % units.size()];
            order.auxiliary = other.location;
            order.auxiliaryType = other.type;
        }
        if (random() % 8 == 0)
            order.unit = location();
        if (random() % 8 == 0)
            order.unitType = type();
        const Power power = random() % 8 == 0 ? allPowers[random() % powerCount] : unit.power;
        const std::string why = whyIllegal(Map::standard(), position, power, order);
        QVERIFY2(isLegal(Map::standard(), position, power, order) == why.empty(),
                 orderText(order).c_str());
    }
}

/// The room for the lists is enough on a board full of units.
void LegalOrdersTest::crowded()
{
    Position position;
    const Map &map = Map::standard();
    for (int i = 0; i < provinceCount; ++i) {
        const auto place = static_cast<Province>(i);
        const bool atSea = map.terrain(place) == Terrain::Sea;
        position.setUnit({Power::Italy, atSea ? UnitType::Fleet : UnitType::Army, place});
    }
    const LegalOrders lists(map, position);
    std::size_t most = 0;
    for (int i = 0; i < provinceCount; ++i)
        most = std::max(most, lists.at(static_cast<Province>(i)).size());
    QVERIFY2(most > 500 && most < 4096, qPrintable(QString::number(most)));
}

void LegalOrdersTest::illegal_data()
{
    QTest::addColumn<QString>("board");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("reason");
    const QString spring = u"PHASE S1901M\n"
                           "ENGLAND units: F LON, F NTH, A YOR; centers: none\n"
                           "FRANCE units: F MAO, F BRE, A PAR; centers: none\n"
                           "GERMANY units: A MUN, F STP/SC; centers: none\n"_s;
    const auto row = [&spring](const char *order, const char *reason) {
        QTest::newRow(order) << spring << QString::fromUtf8(order) << QString::fromUtf8(reason);
    };
    row("A YOR - EDI", "");
    row("A YOR - NWY", "");
    row("A YOR - NWY VIA", "");
    row("A YOR - YOR", "A YOR stands in Yorkshire already.");
    row("A YOR - NTH", "An army cannot enter North Sea, which is sea.");
    row("A YOR - BRE", "A YOR does not reach Brest by land, and no chain of fleets could convoy it "
                       "there.");
    row("F LON - BEL", "F LON does not reach Belgium.");
    row("F LON - NTH VIA", "Only armies are convoyed.");
    row("A PAR - BRE", "A PAR is not a unit of ENGLAND.");
    row("A LON H", "The unit in London is F LON, not A LON.");
    row("A WAL H", "No unit stands in Wales.");
    row("F NTH S A YOR - NWY", ""); // pointless, as only F NTH could convoy it, but accepted
    row("F NTH S F NTH", "F NTH cannot support itself.");
    row("F LON S A MUN",
        "F LON cannot support an action in Munich, where it could not move itself.");
    row("F LON S A MUN - NTH", "A MUN does not reach North Sea.");
    row("F LON S A WAL", "No unit stands in Wales.");
    row("F LON C A YOR - BEL", "Only a fleet at sea can convoy.");
    row("F NTH C F LON - BEL", "Only armies are convoyed.");
    row("F NTH C A YOR - BRE",
        "The fleets at sea form no chain from Yorkshire through North Sea to Brest.");
    row("F NTH C A YOR - MUN", "Munich has no coast for a convoy to begin or end at.");
    // Refused as in DATC 6.G.19, for what is true of it.
    const QString fleets =
        u"PHASE S1901M\nENGLAND units: F NTH, F ENG, F IRI, F WES, A YOR, A WAL; "
        "centers: none\nFRANCE units: F MAO; centers: none\n"_s;
    const auto unneeded = [&fleets](const char *order, const char *reason) {
        QTest::newRow(order) << fleets << QString::fromUtf8(order) << QString::fromUtf8(reason);
    };
    unneeded("F ENG C A YOR - BEL",
             "F ENG is not needed to convoy A YOR to Belgium: F NTH would do.");
    unneeded("F WES C A YOR - BRE",
             "F WES is not needed to convoy A YOR to Brest: F NTH, F ENG would do.");
    unneeded("F IRI C A WAL - LON",
             "F IRI is not needed to convoy A WAL to London: F ENG would do.");
    unneeded("F WES C A WAL - NAP",
             "The fleets at sea form no chain from Wales through Western Mediterranean to Naples.");
    row("F LON D", "In a movement phase units hold, move, support or convoy.");
}

void LegalOrdersTest::illegal()
{
    QFETCH(QString, board);
    QFETCH(QString, order);
    QFETCH(QString, reason);
    const auto position = std::get<Position>(parseBoardText(board.toStdString()));
    const ParsedOrder parsed = parseOrder(order.toStdString(), position, Power::England);
    QVERIFY2(parsed.order, parsed.problem.c_str());
    QCOMPARE(samples::text(whyIllegal(Map::standard(), position, Power::England, *parsed.order)),
             reason);
}

/// A convoyed move is listed with VIA only, and legal without it where there is no way by land.
void LegalOrdersTest::convoyWithoutVia()
{
    Position position;
    position.setUnit({Power::England, UnitType::Army, Province::LON});
    position.setUnit({Power::France, UnitType::Fleet, Province::NTH});
    const Order plain = Order::move(UnitType::Army, Province::LON, Province::NWY);
    const auto orders = legalOrders(Map::standard(), position, Province::LON);
    QVERIFY(std::ranges::find(orders, plain) == orders.end());
    QVERIFY(whyIllegal(Map::standard(), position, Power::England, plain).empty());
}

void LegalOrdersTest::routes()
{
    Position position;
    for (const Province sea :
         {Province::ENG, Province::MAO, Province::WES, Province::NTH, Province::IRI})
        position.setUnit({Power::France, UnitType::Fleet, sea});
    const Map &map = Map::standard();
    QCOMPARE(convoyRoute(map, position, Province::LON, Province::TUN),
             (std::vector{Province::ENG, Province::MAO, Province::WES}));
    QCOMPARE(convoyRoute(map, position, Province::LON, Province::BEL).size(), 1U);
    QVERIFY(convoyRoute(map, position, Province::LON, Province::SYR).empty());
    QVERIFY(convoyRoute(map, position, Province::LON, Province::LON).empty());
    QVERIFY(convoyRoute(map, position, Province::PAR, Province::LON).empty());
}

QTEST_GUILESS_MAIN(LegalOrdersTest)
#include "legal_orders_test.moc"
