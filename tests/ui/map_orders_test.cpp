// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/curves.h"
#include "ui/map/order_shapes.h"
#include "ui/map/tokens.h"

#include "core/rules/order_text.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

struct Given {
    Power power;
    const char *unit;
    const char *order;
    OrderResults results = 0;
};

constexpr OrderResults bounce = static_cast<OrderResults>(OrderResult::Bounce);

/// A board with these units and their orders, played.
BoardState boardWith(const std::vector<Given> &givens)
{
    BoardState state;
    for (const Given &given : givens) {
        const std::string text = given.unit;
        const auto location = parseLocation(text.substr(2));
        Q_ASSERT(location);
        const UnitType type = text[0] == 'A' ? UnitType::Army : UnitType::Fleet;
        state.position.setUnit({given.power, type, *location});
    }
    for (const Given &given : givens) {
        const ParsedOrder parsed = parseOrder(given.order, state.position, given.power);
        if (!parsed.order)
            qFatal("%s: %s", given.order, parsed.problem.c_str());
        state.orders.push_back({given.power, *parsed.order, given.results, true, false, {}});
    }
    return state;
}

} // namespace

/// Where the lines of orders run, and where units are in between.
class MapOrdersTest : public QObject {
    Q_OBJECT

private:
    const MapGeometry &map_ = MapGeometry::standard();

    std::vector<OrderShape> shapes(const BoardState &state) const
    {
        return orderShapes(map_, state, 1);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void moveEndsAtTheTargetsEdge()
    {
        const BoardState state = boardWith({{Power::France, "A PAR", "A PAR - BUR"},
                                            {Power::Germany, "A MUN", "A MUN - RUH"},
                                            {Power::Germany, "A BUR", "A BUR H"}});
        const auto lines = shapes(state);
        const QPointF burgundy = map_.unitAnchor(Province::BUR);
        QCOMPARE(lines[0].line, OrderLine::Move);
        const double gap = distance(lines[0].curve.last(), burgundy);
        QVERIFY(gap >= tokenRadius && gap < tokenRadius + 5); // a unit stands there
        QVERIFY(distance(lines[1].curve.last(), map_.unitAnchor(Province::RUH)) < 5); // empty
        QCOMPARE(lines[0].route.first(), map_.unitAnchor(Province::PAR));
        QCOMPARE(lines[0].route.last(), burgundy);
        QCOMPARE(lines[2].ring, OrderRing::Hold);
    }

    void headToHeadMovesPart()
    {
        const auto lines = shapes(boardWith({{Power::France, "A PAR", "A PAR - BUR", bounce},
                                             {Power::Germany, "A BUR", "A BUR - PAR", bounce}}));
        const QPointF a = pointAlong(lines[0].route, 0.5);
        const QPointF b = pointAlong(lines[1].route, 0.5);
        const double apart = distance(a, b);
        const double length =
            distance(map_.unitAnchor(Province::PAR), map_.unitAnchor(Province::BUR));
        QVERIFY2(apart > 0.25 * length, qPrintable(QString::number(apart / length)));
    }

    void movesBendAroundTokens()
    {
        // From Greece to the Aegean in a straight line, a token stands in the way of nobody; from
        // Norway to St Petersburg the one in Finland does.
        const BoardState state = boardWith({{Power::Russia, "A NWY", "A NWY - STP"},
                                            {Power::Russia, "A FIN", "A FIN H"},
                                            {Power::Russia, "A SWE", "A SWE H"}});
        const auto lines = shapes(state);
        for (const Province other : {Province::FIN, Province::SWE})
            QVERIFY(gapTo(lines[0].curve, map_.unitAnchor(other)) > tokenRadius + 2);
    }

    void supportsJoinTheirMoveOneByOne()
    {
        const auto lines = shapes(boardWith({{Power::Germany, "A MUN", "A MUN - BUR"},
                                             {Power::Germany, "A RUH", "A RUH S A MUN - BUR"},
                                             {Power::Germany, "A MAR", "A MAR S A MUN - BUR"},
                                             {Power::Germany, "A PAR", "A PAR S A MUN - BUR"}}));
        std::vector<QPointF> joins;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            QCOMPARE(lines[i].line, OrderLine::Support);
            QVERIFY(lines[i].ghost.isEmpty());
            QVERIFY(gapTo(lines[0].curve, lines[i].curve.last()) < 0.01);
            for (const QPointF other : joins)
                QVERIFY(distance(other, lines[i].curve.last()) > 4);
            joins.push_back(lines[i].curve.last());
        }
    }

    void supportOfAMoveNobodyMakesShowsTheMove()
    {
        const auto lines = shapes(boardWith({{Power::Germany, "A MUN", "A MUN H"},
                                             {Power::Germany, "A RUH", "A RUH S A MUN - BUR"}}));
        QVERIFY(!lines[1].ghost.isEmpty());
        QVERIFY(gapTo(lines[1].ghost, lines[1].curve.last()) < 0.01);
    }

    void supportInPlaceStopsBeforeTheToken()
    {
        const auto lines = shapes(boardWith({{Power::Turkey, "F BUL/SC", "F BUL/SC H"},
                                             {Power::Turkey, "F GRE", "F GRE S F BUL"}}));
        QCOMPARE(lines[1].line, OrderLine::SupportHold);
        const QPointF coast = map_.unitAnchor(*parseLocation("BUL/SC"));
        const double gap = distance(lines[1].curve.last(), coast);
        QVERIFY(gap > tokenRadius && gap < tokenRadius + 8);
    }

    void convoyedMovePassesItsFleets()
    {
        const BoardState state =
            boardWith({{Power::England, "A LON", "A LON - TUN VIA"},
                       {Power::England, "F ENG", "F ENG C A LON - TUN"},
                       {Power::England, "F WES", "F WES C A LON - TUN"},
                       {Power::France, "F MAO", "F MAO C A LON - TUN"},
                       {Power::England, "F NTH", "F NTH C A LON - TUN"}}); // not on the way
        const auto chain = convoyChain(state, state.orders[0].order);
        QCOMPARE(chain, (std::vector<Location>{Province::ENG, Province::MAO, Province::WES}));
        const auto lines = shapes(state);
        for (const Location fleet : chain) {
            const double gap = gapTo(lines[0].curve, map_.unitAnchor(fleet));
            QVERIFY2(gap > tokenRadius && gap < 45, qPrintable(QString::number(gap)));
        }
        QCOMPARE(lines[1].ring, OrderRing::Convoy);
        QVERIFY(gapTo(lines[0].curve, lines[1].curve.last()) < 0.5);
    }

    void brokenChainCarriesNobody()
    {
        const BoardState state = boardWith({{Power::England, "A LON", "A LON - TUN VIA"},
                                            {Power::England, "F ENG", "F ENG C A LON - TUN"},
                                            {Power::England, "F WES", "F WES C A LON - TUN"}});
        QVERIFY(convoyChain(state, state.orders[0].order).empty());
    }

    void failuresHaveMarksOfTheirOwn()
    {
        const auto mark = [this](OrderResult result) {
            return shapes(boardWith(
                {{Power::France, "A PAR", "A PAR - BUR", static_cast<OrderResults>(result)}}))[0]
                .mark;
        };
        std::set<OrderMark> marks;
        for (const OrderResult result : {OrderResult::Bounce, OrderResult::Cut, OrderResult::Void,
                                         OrderResult::Disrupted, OrderResult::NoConvoy})
            marks.insert(mark(result));
        QCOMPARE(marks.size(), 5U);
        QVERIFY(!marks.contains(OrderMark::None));
        QCOMPARE(mark(OrderResult::Succeeded), OrderMark::None);
        QCOMPARE(mark(OrderResult::Dislodged), OrderMark::None);
    }

    void ordersThatAreNotPlayedYetHaveNoMark()
    {
        BoardState state = boardWith({{Power::France, "A PAR", "A PAR - BUR", bounce}});
        state.orders[0].resolved = false;
        QCOMPARE(shapes(state)[0].mark, OrderMark::None);
    }

    void retreatStartsBesideThePlace()
    {
        BoardState state;
        state.position.phase = {1902, Season::Spring, PhaseType::Retreat};
        state.position.setUnit({Power::France, UnitType::Army, Province::MUN});
        const Unit lost{Power::Germany, UnitType::Army, Province::MUN};
        state.position.setDislodged({{lost, Province::BUR, {Province::BOH, Province::TYR}}});
        state.orders.push_back({Power::Germany,
                                Order::retreat(UnitType::Army, Province::MUN, Province::BOH),
                                0,
                                true,
                                false,
                                {}});
        const auto lines = shapes(state);
        QCOMPARE(lines[0].line, OrderLine::Retreat);
        QCOMPARE(lines[0].route.first(), map_.dislodgedAnchor(Province::MUN));

        BoardState after;
        after.position.setUnit({Power::France, UnitType::Army, Province::MUN});
        after.position.setUnit({Power::Germany, UnitType::Army, Province::BOH});
        const auto half = tokensBetween(map_, state, lines, after, 0.5);
        QCOMPARE(half.size(), 2U);
        const bool underway = std::any_of(half.begin(), half.end(), [&](const Token &token) {
            return token.power == Power::Germany && gapTo(lines[0].route, token.at) < 0.01 &&
                   token.at != lines[0].route.first();
        });
        QVERIFY(underway);
    }

    void unitsGlideFromBoardToBoard()
    {
        const BoardState before = boardWith({{Power::France, "A MAR", "A MAR - PAR", bounce},
                                             {Power::France, "A PAR", "A PAR - BUR", bounce},
                                             {Power::Germany, "A MUN", "A MUN - BUR", bounce},
                                             {Power::Germany, "A BER", "A BER - SIL"},
                                             {Power::Germany, "F KIE", "F KIE H"}});
        BoardState after = before;
        after.orders.clear();
        after.position.clearUnit(Province::BER);
        after.position.setUnit({Power::Germany, UnitType::Army, Province::SIL});
        const auto lines = shapes(before);
        QVERIFY(tokensBetween(map_, before, lines, after, 0) == tokensOf(map_, before.position));
        QVERIFY(tokensBetween(map_, before, lines, after, 1) == tokensOf(map_, after.position));
        const auto at = [&](double fraction, Province home) {
            const auto start = tokensOf(map_, before.position);
            const auto now = tokensBetween(map_, before, lines, after, fraction);
            for (std::size_t i = 0; i < start.size(); ++i) {
                if (start[i].at == map_.unitAnchor(home))
                    return now[i].at;
            }
            return QPointF();
        };
        QVERIFY(distance(at(0.5, Province::MUN), map_.unitAnchor(Province::MUN)) > 10);
        QVERIFY(distance(at(0.999, Province::MUN), map_.unitAnchor(Province::MUN)) < 1);
        QVERIFY(distance(at(0.999, Province::MAR), map_.unitAnchor(Province::MAR)) < 1);
        QVERIFY(distance(at(0.999, Province::BER), map_.unitAnchor(Province::SIL)) < 1);
        QCOMPARE(at(0.5, Province::KIE), map_.unitAnchor(Province::KIE));
    }

    void curvesAreCutAndMeasured()
    {
        const QPolygonF line{{0, 0}, {30, 0}, {30, 40}};
        QCOMPARE(curveLength(line), 70.0);
        QCOMPARE(pointAlong(line, 0.5), QPointF(30, 5));
        QCOMPARE(trimmed(line, 10, 20), (QPolygonF{{10, 0}, {30, 0}, {30, 20}}));
        QVERIFY(curveLength(trimmed(line, 50, 50)) > 6.9); // never nothing
        QCOMPARE(gapTo(line, {40, 20}), 10.0);
        QCOMPARE(nearestFraction(line, {30, 40}, 0, 1), 1.0);
        QCOMPARE(bowed({0, 0}, {10, 0}, 0), (QPolygonF{{0, 0}, {10, 0}}));
        QVERIFY(qAbs(pointAlong(bowed({0, 0}, {10, 0}, 0.2), 0.5).y() + 2) < 0.01);
    }
};

QTEST_GUILESS_MAIN(MapOrdersTest)
#include "map_orders_test.moc"
