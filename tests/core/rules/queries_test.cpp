// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/queries.h"

#include "core/rules/legal_orders.h"
#include "tests/core/rules/sample_files.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// Who could come, help and carry agrees with the lists of legal orders; ways are shortest.
class QueriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreeWithLegalOrders();
    void ownAndForeign();
    void distances_data();
    void distances();
    void ways_data();
    void ways();
    void nearestUnits();
};

namespace {

QString names(const ProvinceSet &places)
{
    QStringList list;
    for (const Province place : places)
        list << samples::text(locationText(place));
    return list.join(u' ');
}

} // namespace

void QueriesTest::agreeWithLegalOrders()
{
    const Map &map = Map::standard();
    int asked = 0;
    for (const QJsonObject &sample : samples::readJsonLines(u"possible_orders-sample.jsonl.gz"_s)) {
        const Position position = samples::position(sample[u"state"_s].toObject());
        if (position.phase.type != PhaseType::Movement)
            continue;
        std::array<ProvinceSet, provinceCount> comers;
        std::array<ProvinceSet, provinceCount> carried;
        std::array<ProvinceSet, provinceCount> holders;
        std::array<std::array<ProvinceSet, provinceCount>, provinceCount> helpers;
        std::array<std::array<ProvinceSet, provinceCount>, provinceCount> carriers;
        const LegalOrders legal(map, position);
        for (const Order &order : legal.all()) {
            const auto to = static_cast<std::size_t>(indexOf(order.target.province()));
            const auto from = static_cast<std::size_t>(indexOf(order.auxiliary.province()));
            const Province unit = order.unit.province();
            if (order.kind == OrderKind::Move)
                (order.viaConvoy ? carried : comers)[to].insert(unit);
            else if (order.kind == OrderKind::Convoy)
                carriers[from][to].insert(unit);
            else if (order.kind == OrderKind::Support && order.isSupportHold())
                holders[to].insert(unit);
            else if (order.kind == OrderKind::Support)
                helpers[from][to].insert(unit);
        }
        for (std::size_t to = 0; to < comers.size(); ++to) {
            const auto target = static_cast<Province>(to);
            QCOMPARE(names(whoCanMoveTo(map, position, target)), names(comers[to]));
            QCOMPARE(names(whoCanBeConvoyedTo(map, position, target)), names(carried[to]));
            if (position.unitAt(target))
                QCOMPARE(names(whoCanSupportIn(map, position, target)), names(holders[to]));
            for (std::size_t from = 0; from < comers.size(); ++from) {
                const auto start = static_cast<Province>(from);
                QCOMPARE(names(whoCanSupportMove(map, position, start, target)),
                         names(helpers[from][to]));
                const auto unit = position.unitAt(start);
                if (unit && unit->type == UnitType::Army)
                    QCOMPARE(names(whoCanConvoy(map, position, start, target)),
                             names(carriers[from][to]));
                ++asked;
            }
        }
    }
    QVERIFY(asked > 100000);
}

void QueriesTest::ownAndForeign()
{
    const Position position = Position::start();
    const ProvinceSet comers = whoCanMoveTo(Map::standard(), position, Province::TYR);
    QCOMPARE(names(comers), u"MUN VEN VIE"_s);
    const OwnAndForeign parts = split(position, Power::Italy, comers);
    QCOMPARE(names(parts.own), u"VEN"_s);
    QCOMPARE(names(parts.foreign), u"MUN VIE"_s);
}

void QueriesTest::distances_data()
{
    QTest::addColumn<bool>("fleet");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("distance");
    const auto row = [](const char *type, const char *from, const char *to, int distance) {
        QTest::newRow(qPrintable(
            u"%1 %2 %3"_s.arg(QLatin1String(type), QLatin1String(from), QLatin1String(to))))
            << (*type == 'F') << QString::fromUtf8(from) << QString::fromUtf8(to) << distance;
    };
    row("A", "PAR", "PAR", 0);
    row("A", "PAR", "BUR", 1);
    row("A", "PAR", "MOS", 5);
    row("A", "PAR", "LON", -1);
    row("A", "PAR", "ENG", -1);
    row("F", "STP/SC", "NWY", 3);
    row("F", "STP/NC", "NWY", 1);
    row("F", "BRE", "SPA", 2);
    row("F", "BRE", "STP", 4);
    row("F", "BLA", "BUL", 1);
    row("F", "BLA", "MOS", -1);
}

void QueriesTest::distances()
{
    QFETCH(bool, fleet);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(int, distance);
    const auto found = moveDistance(Map::standard(), fleet ? UnitType::Fleet : UnitType::Army,
                                    *parseLocation(from.toStdString()),
                                    parseLocation(to.toStdString())->province());
    QCOMPARE(found.value_or(-1), distance);
}

void QueriesTest::ways_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("targets");
    QTest::addColumn<QString>("way");
    QTest::newRow("there already") << u"A PAR"_s << u"PAR BUR"_s << u"PAR:"_s;
    QTest::newRow("one step") << u"A PAR"_s << u"BUR MOS"_s << u"BUR: BUR"_s;
    QTest::newRow("first of two") << u"A PAR"_s << u"PIC GAS"_s << u"GAS: GAS"_s;
    QTest::newRow("two steps") << u"A PAR"_s << u"MUN"_s << u"MUN: BUR MUN"_s;
    QTest::newRow("to a coast") << u"F BRE"_s << u"SPA"_s << u"SPA: GAS SPA/NC"_s;
    QTest::newRow("from a coast") << u"F STP/SC"_s << u"NWY"_s << u"NWY: BOT SWE NWY"_s;
    QTest::newRow("never") << u"A LON"_s << u"PAR NTH"_s << QString();
    QTest::newRow("nowhere") << u"A LON"_s << QString() << QString();
}

void QueriesTest::ways()
{
    QFETCH(QString, unit);
    QFETCH(QString, targets);
    QFETCH(QString, way);
    ProvinceSet places;
    for (const QString &name : targets.split(u' ', Qt::SkipEmptyParts))
        places.insert(parseLocation(name.toStdString())->province());
    const Map &map = Map::standard();
    const Unit moved = samples::unit(unit, Power::France);
    const auto journey = wayToNearest(map, moved, places);
    QString text;
    if (journey) {
        text = samples::text(locationText(journey->target)) + u':';
        Location place = moved.location;
        for (const Location step : journey->steps) {
            QVERIFY(map.canMove(moved.type, place, step));
            text += u' ' + samples::text(locationText(step));
            place = step;
        }
        QCOMPARE(static_cast<int>(journey->steps.size()),
                 moveDistance(map, moved.type, moved.location, journey->target).value());
    }
    QCOMPARE(text, way);
}

void QueriesTest::nearestUnits()
{
    const Map &map = Map::standard();
    Position position = Position::start();
    const Unit paris = *position.unitAt(Province::PAR);
    QVERIFY(wayToNearestEnemy(map, position, paris) ==
            (Journey{Province::MUN, {Province::BUR, Province::MUN}}));
    QCOMPARE(samples::text(locationText(wayToNearestCenter(map, position, paris)->target)),
             u"BEL"_s);
    for (const Province center : map.supplyCenters())
        position.setOwner(center, Power::France);
    QVERIFY(!wayToNearestCenter(map, position, paris));
    position.clearUnits();
    position.setUnit(paris);
    QVERIFY(!wayToNearestEnemy(map, position, paris));
}

QTEST_GUILESS_MAIN(QueriesTest)
#include "queries_test.moc"
