// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/map.h"

#include "tests/core/rules/sample_files.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// The map agrees with an independent list of its facts.
class MapTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void provinces();
    void borders_data();
    void borders();
    void commonBorders();
    void centers();
    void firstUnits();
    void seasAndShores();
    void locations();
    void powers();
    void phases();

private:
    const QJsonObject facts_ = samples::readJson(u"standard_map.json"_s).object();
};

namespace {

QString placeText(Location location)
{
    return samples::text(locationText(location));
}

/// Both directions of a list of pairs, without Switzerland.
QStringList bothWays(const QJsonArray &pairs)
{
    QStringList result;
    for (const QJsonValue &pair : pairs) {
        const QString a = pair[0].toString();
        const QString b = pair[1].toString();
        if (a != u"SWI"_s && b != u"SWI"_s)
            result << a + u'>' + b << b + u'>' + a;
    }
    return samples::sorted(result);
}

} // namespace

void MapTest::provinces()
{
    const QJsonObject provinces = facts_[u"provinces"_s].toObject();
    QCOMPARE(provinces.size(), provinceCount + 1);
    const Map &map = Map::standard();
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        const QJsonObject entry = provinces[placeText(province)].toObject();
        QCOMPARE(QString::fromUtf8(provinceName(province).data()), entry[u"name"_s].toString());
        const QString kinds[] = {u"inland"_s, u"coast"_s, u"sea"_s};
        QCOMPARE(kinds[static_cast<int>(map.terrain(province))], entry[u"kind"_s].toString());
        QStringList coasts;
        for (const Location coast : map.coasts(province))
            coasts.append(placeText(coast).right(2));
        QCOMPARE(coasts, samples::strings(entry[u"coasts"_s]));
    }
}

void MapTest::borders_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("type");
    QTest::newRow("army") << u"army"_s << static_cast<int>(UnitType::Army);
    QTest::newRow("fleet") << u"fleet"_s << static_cast<int>(UnitType::Fleet);
}

void MapTest::borders()
{
    QFETCH(QString, key);
    QFETCH(int, type);
    const auto unitType = static_cast<UnitType>(type);
    const Map &map = Map::standard();
    QStringList listed;
    QStringList movable;
    for (int from = 0; from < locationCount; ++from) {
        const Location start = Location::fromIndex(from);
        for (const Location to : map.neighbours(unitType, start)) {
            listed.append(placeText(start) + u'>' + placeText(to));
            QVERIFY(map.reach(unitType, start).contains(to.province()));
        }
        for (int to = 0; to < locationCount; ++to) {
            if (map.canMove(unitType, start, Location::fromIndex(to)))
                movable.append(placeText(start) + u'>' + placeText(Location::fromIndex(to)));
        }
    }
    const QStringList expected = bothWays(facts_[key].toArray());
    QCOMPARE(samples::sorted(listed), expected);
    QCOMPARE(samples::sorted(movable), expected);
}

void MapTest::commonBorders()
{
    QStringList listed;
    for (int i = 0; i < provinceCount; ++i) {
        for (const Province other : Map::standard().touching(static_cast<Province>(i)))
            listed.append(placeText(static_cast<Province>(i)) + u'>' + placeText(other));
    }
    QCOMPARE(samples::sorted(listed), bothWays(facts_[u"touch"_s].toArray()));
}

void MapTest::centers()
{
    const Map &map = Map::standard();
    QCOMPARE(map.supplyCenters().size(), 34U);
    QVERIFY(std::ranges::is_sorted(map.supplyCenters()));
    const QJsonObject owners = facts_[u"supply_centers"_s].toObject();
    for (auto it = owners.begin(); it != owners.end(); ++it) {
        const auto power = parsePower(it.key().toStdString()); // none: NEUTRAL
        for (const QString &place : samples::strings(it.value())) {
            const Province province = parseLocation(place.toStdString())->province();
            QVERIFY(map.isSupplyCenter(province));
            QVERIFY(std::ranges::find(map.supplyCenters(), province) != map.supplyCenters().end());
            QVERIFY(map.home(province) == power);
        }
        if (power)
            QCOMPARE(static_cast<qsizetype>(map.homeCenters(*power).size()),
                     samples::strings(it.value()).size());
    }
    QVERIFY(!map.isSupplyCenter(Province::BUR));
}

void MapTest::firstUnits()
{
    const Position start = Position::start();
    const QJsonObject units = facts_[u"start"_s].toObject();
    for (const Power power : allPowers) {
        QStringList listed;
        for (const Unit &unit : start.units(power))
            listed.append(samples::text(unitText(unit)));
        const QJsonValue expected = units[QString::fromUtf8(powerName(power).data())];
        QCOMPARE(samples::sorted(listed), samples::sorted(samples::strings(expected)));
        QCOMPARE(start.centerCount(power), static_cast<int>(listed.size()));
    }
    QCOMPARE(start.units().size(), 22U);
    QCOMPARE(samples::text(start.phase.name()), u"S1901M"_s);
}

void MapTest::seasAndShores()
{
    const Map &map = Map::standard();
    QCOMPARE(map.seas().count(), 19);
    for (const Province sea : map.seas()) {
        for (const Province shore : map.shores(sea)) {
            QVERIFY(map.coastalProvinces().contains(shore));
            QVERIFY(map.adjacentSeas(shore).contains(sea));
        }
        for (const Province other : map.adjacentSeas(sea))
            QVERIFY(map.seas().contains(other) && map.adjacentSeas(other).contains(sea));
    }
    QVERIFY(map.shores(Province::MAO).contains(Province::SPA)); // either coast
    QVERIFY(!map.shores(Province::BLA).contains(Province::GRE));
}

void MapTest::locations()
{
    for (int i = 0; i < locationCount; ++i) {
        const Location location = Location::fromIndex(i);
        QVERIFY(parseLocation(locationText(location)) == location);
        QVERIFY(Location(location.province(), location.coast()) == location);
    }
    QVERIFY(parseLocation("stp/sc") == Location(Province::STP, Coast::South));
    for (const char *text : {"", "SWI", "PA", "STP/EC", "PAR/NC", "STP/", "STPSC", "STP/NCX"})
        QVERIFY2(!parseLocation(text), text);
}

void MapTest::powers()
{
    for (const Power power : allPowers)
        QVERIFY(parsePower(powerName(power)) == power);
    QVERIFY(parsePower(" French\n") == Power::France);
    QVERIFY(parsePower("austria-hungary") == Power::Austria);
    for (const char *text : {"", " ", "GLOBAL", "FRAN", "FRANCE AND ITALY"})
        QVERIFY2(!parsePower(text), text);
}

void MapTest::phases()
{
    for (const char *name : {"S1901M", "S1901R", "F1901M", "F1901R", "W1901A", "S1902M", "F2050M"})
        QCOMPARE(Phase::parse(name).value().name(), std::string(name));
    for (const char *name : {"", "COMPLETED", "W1901M", "S1901A", "s1901M", "S19O1M", "S1901"})
        QVERIFY2(!Phase::parse(name), name);
    QCOMPARE(Phase({.year = 5}).name(), std::string("S0005M"));
    QVERIFY(Phase::parse("SPRING 1901 MOVEMENT") == Phase::parse("S1901M"));
    QVERIFY(Phase::parse("AUTUMN 1912 RETREATS") == Phase::parse("F1912R"));
    QVERIFY(Phase::parse("WINTER 1901 ADJUSTMENT") == Phase::parse("W1901A"));
    QVERIFY(!Phase::parse("WINTER 1901 MOVEMENT") && !Phase::parse("SPRING 190 MOVEMENT"));
    QVERIFY(Phase::parse("F1901R") < Phase::parse("W1901A"));
    QVERIFY(Phase::parse("W1901A") < Phase::parse("S1902M"));
}

QTEST_GUILESS_MAIN(MapTest)
#include "map_test.moc"
