// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/adjudicator.h"

#include "core/rules/board_text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "tests/core/rules/sample_files.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// What the DATC set-ups and saved games do not say: reasons, the calendar, centres, defaults.
class AdjudicatorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reasons_data();
    void reasons();
    void calendar_data();
    void calendar();
    void centersChangeHandsInFall();
    void firstOrderCounts();
    void unorderedUnitsGetDefaults();
    void civilDisorder();
    void builds();
    void retreats_data();
    void retreats();
    void noRetreatOntoOthers();
    void paradox();
    void missingConvoy();
    void reusedOutcome();
    void solo();
    void codes();
};

namespace {

Position boardOf(const QString &text)
{
    return std::get<Position>(parseBoardText(text.toStdString()));
}

std::vector<Order> ordersOf(const QStringList &texts, const Position &position)
{
    std::vector<Order> orders;
    for (const QString &text : texts)
        orders.push_back(parseOrder(text.toStdString(), position, Power::France).order.value());
    return orders;
}

Resolution play(const QString &board, const QStringList &orders)
{
    const Position position = boardOf(board);
    return adjudicate(Map::standard(), position, ordersOf(orders, position));
}

} // namespace

void AdjudicatorTest::reasons_data()
{
    QTest::addColumn<QStringList>("orders");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QStringList &orders, const char *unit,
                        const char *reason) {
        QTest::newRow(name) << orders << QString::fromUtf8(unit) << QString::fromUtf8(reason);
    };
    row("success", {u"A PAR - GAS"_s}, "A PAR", "");
    row("held", {u"A PAR - BUR"_s}, "A PAR", "bounced against A BUR, strength 1 against 1");
    row("own unit", {u"A PAR - BRE"_s}, "A PAR", "F BRE of the same power stayed in Brest");
    row("standoff", {u"A PAR - GAS"_s, u"A MAR - GAS"_s}, "A PAR",
        "bounced against A MAR, strength 1 against 1");
    row("cut", {u"F BRE S A PAR - GAS"_s, u"A PAR - GAS"_s, u"F ENG - BRE"_s}, "F BRE",
        "support cut by F ENG");
    row("dislodged", {u"F ENG - BRE"_s, u"F MAO S F ENG - BRE"_s}, "F BRE", "dislodged by F ENG");
    row("unmatched", {u"F BRE S A PAR - GAS"_s}, "F BRE",
        "A PAR was not ordered to move to Gascony");
    row("supported unit moves", {u"A PAR S F BRE"_s, u"F BRE - GAS"_s}, "A PAR",
        "F BRE was ordered to move");
    row("own unit in the way", {u"A PAR S F ENG - BRE"_s, u"F ENG - BRE"_s}, "A PAR",
        "no power helps to dislodge its own unit, here F BRE");
    row("no convoy", {u"A WAL - PIC"_s}, "A WAL",
        "no fleet was ordered to convoy it: F ENG could have");
    row("broken convoy",
        {u"A WAL - PIC"_s, u"F ENG C A WAL - PIC"_s, u"F BRE - ENG"_s, u"F BEL S F BRE - ENG"_s},
        "A WAL", "its convoy was broken: F ENG dislodged");
    row("part of a convoy", {u"A WAL - NAF VIA"_s, u"F ENG C A WAL - NAF"_s}, "A WAL",
        "the fleets ordered to convoy it (F ENG) form no whole route");
    row("fleet without a part",
        {u"A WAL - PIC"_s, u"F ENG C A WAL - PIC"_s, u"F MAO C A WAL - PIC"_s}, "F MAO",
        "held, as F MAO C A WAL - PIC is illegal: F MAO is not needed to convoy A WAL to Picardy: "
        "F ENG would do.");
    row("fleet of a half convoy", {u"A WAL - NAF VIA"_s, u"F ENG C A WAL - NAF"_s}, "F ENG",
        "no route of convoying fleets led through English Channel");
    row("fleet of a broken convoy",
        {u"A WAL - NAF VIA"_s, u"F ENG C A WAL - NAF"_s, u"F MAO C A WAL - NAF"_s, u"F BRE - ENG"_s,
         u"F BEL S F BRE - ENG"_s},
        "F MAO", "its convoy was broken: F ENG dislodged");
    row("support of a broken convoy",
        {u"A WAL - PIC"_s, u"F ENG C A WAL - PIC"_s, u"F BRE - ENG"_s, u"F BEL S F BRE - ENG"_s,
         u"A PAR S A WAL - PIC"_s},
        "A PAR", "the convoy of A WAL did not come about");
    row("support of a convoy that nobody ordered", {u"A WAL - PIC"_s, u"A PAR S A WAL - PIC"_s},
        "A PAR", "no fleets were ordered to convoy A WAL");
    row("head to head", {u"A PAR - BUR"_s, u"A BUR - PAR"_s, u"A PIC S A PAR - BUR"_s}, "A BUR",
        "bounced against A PAR, strength 1 against 2; dislodged by A PAR");
    row("beleaguered",
        {u"A PAR - BUR"_s, u"A MUN - BUR"_s, u"A RUH S A MUN - BUR"_s, u"A PIC S A PAR - BUR"_s},
        "A PAR", "bounced against A MUN, strength 2 against 2, so that A BUR stayed in Burgundy");
    row("wrong coast", {u"A MAR S F MAO - SPA/NC"_s, u"F MAO - SPA/SC"_s}, "A MAR",
        "F MAO was not ordered to move to Spain (SPA/NC)");
    row("convoy of nobody", {u"F ENG C A WAL - PIC"_s}, "F ENG",
        "A WAL was not ordered to move to Picardy");
    row("illegal", {u"A PAR - LON"_s}, "A PAR",
        "held, as A PAR - LON is illegal: A PAR does not reach London by land, and no chain of "
        "fleets could convoy it there.");
}

void AdjudicatorTest::reasons()
{
    QFETCH(QStringList, orders);
    QFETCH(QString, unit);
    QFETCH(QString, reason);
    const Resolution resolution = play(u"PHASE S1902M\n"
                                       "ENGLAND units: F ENG, F MAO, A WAL; centers: none\n"
                                       "FRANCE units: A PAR, F BRE, F BEL, A PIC; centers: none\n"
                                       "GERMANY units: A BUR, A MAR; centers: none\n"
                                       "RUSSIA units: A MUN, A RUH; centers: none\n"_s,
                                       orders);
    const auto resolved = std::ranges::find_if(resolution.orders, [&unit](const ResolvedOrder &o) {
        return samples::text(unitText(o.order.unitType, o.order.unit)) == unit;
    });
    QVERIFY(resolved != resolution.orders.end());
    QCOMPARE(samples::text(resolved->reason), reason);
}

void AdjudicatorTest::calendar_data()
{
    QTest::addColumn<QString>("board");
    QTest::addColumn<QStringList>("orders");
    QTest::addColumn<QString>("next");
    const QString fight = u"\nFRANCE units: A PAR, A BUR; centers: PAR, MAR\n"
                          "GERMANY units: A PIC; centers: MUN\n"_s;
    const QStringList dislodge{u"A PAR - PIC"_s, u"A BUR S A PAR - PIC"_s};
    QTest::newRow("spring, nobody dislodged")
        << u"PHASE S1901M"_s + fight << QStringList() << u"F1901M"_s;
    QTest::newRow("spring, dislodged") << u"PHASE S1901M"_s + fight << dislodge << u"S1901R"_s;
    QTest::newRow("fall, dislodged") << u"PHASE F1901M"_s + fight << dislodge << u"F1901R"_s;
    QTest::newRow("fall, nothing to adjust")
        << u"PHASE F1901M"_s + fight << QStringList() << u"S1902M"_s;
    QTest::newRow("fall, a centre taken") << u"PHASE F1901M\nFRANCE units: A BUR; centers: PAR\n"_s
                                          << QStringList{u"A BUR - BEL"_s} << u"W1901A"_s;
    QTest::newRow("no way to retreat")
        << u"PHASE S1901M\nFRANCE units: F NAF, F WES, F TUN; centers: none\n"
           "ITALY units: F ALB, F TRI; centers: none\nTURKEY units: F ADR, A SER, A GRE, F ION; "
           "centers: none\n"_s
        << QStringList{u"F ADR - ALB"_s, u"A SER S F ADR - ALB"_s} << u"F1901M"_s;
    QTest::newRow("winter") << u"PHASE W1901A\nFRANCE units: none; centers: PAR\n"_s
                            << QStringList() << u"S1902M"_s;
}

void AdjudicatorTest::calendar()
{
    QFETCH(QString, board);
    QFETCH(QStringList, orders);
    QFETCH(QString, next);
    QCOMPARE(samples::text(play(board, orders).next.phase.name()), next);
}

void AdjudicatorTest::centersChangeHandsInFall()
{
    const QString board = u"PHASE %1\nFRANCE units: A BUR; centers: PAR\n"
                          "GERMANY units: none; centers: MUN\n"_s;
    const QStringList orders{u"A BUR - MUN"_s};
    QVERIFY(play(board.arg(u"S1901M"_s), orders).next.owner(Province::MUN) == Power::Germany);
    const Position next = play(board.arg(u"F1901M"_s), orders).next;
    QVERIFY(next.owner(Province::MUN) == Power::France);
    QVERIFY(next.isEliminated(Power::Germany));
    QCOMPARE(next.builds(Power::France), 1);
}

void AdjudicatorTest::firstOrderCounts()
{
    const QString board = u"PHASE S1901M\nFRANCE units: A PAR; centers: PAR\n"_s;
    const Position next = play(board, {u"A PAR - BUR"_s, u"A PAR - PIC"_s}).next;
    QVERIFY(next.unitAt(Province::BUR));
    QVERIFY(!next.unitAt(Province::PIC));

    const Position position = boardOf(board);
    std::vector<Order> many = ordersOf({u"A PAR - BUR"_s, u"A PAR - PIC"_s}, position);
    many.resize(100'000, many.back());
    QVERIFY(adjudicate(Map::standard(), position, many).next.unitAt(Province::BUR));
}

void AdjudicatorTest::unorderedUnitsGetDefaults()
{
    const Map &map = Map::standard();
    const auto texts = [&map](const Position &position, const QStringList &given) {
        QStringList result;
        for (const Order &order :
             defaultOrders(map, position, Power::France, ordersOf(given, position)))
            result.append(samples::text(orderText(order)));
        return result;
    };
    const Position movement =
        boardOf(u"PHASE S1901M\nFRANCE units: A PAR, F BRE; centers: PAR\n"_s);
    QCOMPARE(texts(movement, {u"A PAR - BUR"_s}), QStringList{u"F BRE H"_s});
    const Position retreat = boardOf(u"PHASE S1901R\nFRANCE units: *A PAR (from BUR; retreats "
                                     "GAS), *A MAR (from BUR; retreats SPA); centers: PAR\n"_s);
    QCOMPARE(texts(retreat, {u"A PAR R GAS"_s}), QStringList{u"A MAR D"_s});
    const Position build = boardOf(u"PHASE W1901A\nFRANCE units: none; centers: PAR, MAR, BRE\n"_s);
    QCOMPARE(texts(build, {u"A PAR B"_s, u"WAIVE"_s, u"A LON B"_s}), QStringList{u"WAIVE"_s});
    QCOMPARE(texts(build, {}), (QStringList{u"WAIVE"_s, u"WAIVE"_s, u"WAIVE"_s}));
    const Position removal =
        boardOf(u"PHASE W1901A\nFRANCE units: A PAR, A MOS, A BUR; centers: PAR\n"_s);
    QCOMPARE(texts(removal, {u"A PAR D"_s}), QStringList{u"A MOS D"_s});
    QCOMPARE(texts(removal, {}), (QStringList{u"A MOS D"_s, u"A BUR D"_s}));
    const Resolution resolution = adjudicate(map, removal, ordersOf({u"A PAR D"_s}, removal));
    QVERIFY(!resolution.next.unitAt(Province::MOS) && resolution.next.unitAt(Province::BUR));
}

/// Farthest first, fleets before armies, then by abbreviation (DATC 4.D.8, the library's choice).
void AdjudicatorTest::civilDisorder()
{
    const Position position =
        boardOf(u"PHASE W1901A\nFRANCE units: A PIC, F ENG, A BUR, A PAR; centers: none\n"_s);
    QStringList removed;
    for (const Order &order : defaultOrders(Map::standard(), position, Power::France, {}))
        removed.append(samples::text(orderText(order)));
    QCOMPARE(removed, (QStringList{u"F ENG D"_s, u"A BUR D"_s, u"A PIC D"_s, u"A PAR D"_s}));
}

void AdjudicatorTest::builds()
{
    const QString board =
        u"PHASE W1901A\nFRANCE units: A BUR, A PAR; centers: PAR, MAR, BRE, SPA\n"_s;
    const Position position = boardOf(board);
    QCOMPARE(position.builds(Power::France), 2);
    QVERIFY(position.buildSites(Power::France) == (std::vector{Province::BRE, Province::MAR}));
    const Resolution resolution = play(board, {u"F MAR B"_s, u"A MAR B"_s, u"A SPA B"_s});
    QVERIFY(resolution.next.unitAt(Province::MAR)->type == UnitType::Fleet);
    QCOMPARE(resolution.next.unitCount(Power::France), 3);
    QCOMPARE(resolution.orders.back().order.kind, OrderKind::Waive);
}

void AdjudicatorTest::retreats_data()
{
    QTest::addColumn<QStringList>("orders");
    QTest::addColumn<QString>("results");
    QTest::addColumn<QString>("reason");
    QTest::newRow("none") << QStringList() << u"disband"_s << u"no order to retreat"_s;
    QTest::newRow("disbands") << QStringList{u"A MUN D"_s} << u"disband"_s << QString();
    QTest::newRow("retreats") << QStringList{u"A MUN R BOH"_s} << QString() << QString();
    QTest::newRow("to nowhere") << QStringList{u"A MUN R PAR"_s} << u"void disband"_s
                                << u"A MUN cannot retreat to PAR."_s;
    QTest::newRow("clash") << QStringList{u"A MUN R BOH"_s, u"A GAL R BOH"_s} << u"bounce disband"_s
                           << u"several units retreated to Bohemia"_s;
    QTest::newRow("not dislodged")
        << QStringList{u"A PAR H"_s, u"A MUN R BOH"_s} << QString() << QString();
}

void AdjudicatorTest::retreats()
{
    QFETCH(QStringList, orders);
    QFETCH(QString, results);
    QFETCH(QString, reason);
    const Resolution resolution = play(
        u"PHASE S1901R\nFRANCE units: A PAR, *A MUN (from BUR; retreats BOH, TYR), *A GAL (from "
        "UKR; retreats BOH); centers: none\n"_s,
        orders);
    const auto munich = std::ranges::find_if(resolution.orders, [](const ResolvedOrder &o) {
        return o.order.unit.province() == Province::MUN;
    });
    QStringList codes;
    for (const std::string &code : resultCodes(munich->results))
        codes << samples::text(code);
    QCOMPARE(codes.join(u' '), results);
    QCOMPARE(samples::text(munich->reason), reason);
    const auto paris = std::ranges::find_if(resolution.orders, [](const ResolvedOrder &o) {
        return o.order.unit.province() == Province::PAR;
    });
    QCOMPARE(paris != resolution.orders.end(), orders.contains(u"A PAR H"_s));
    if (paris != resolution.orders.end())
        QCOMPARE(samples::text(paris->reason), u"A PAR is not dislodged."_s);
}

/// A file may list an occupied province (the library's fault B); still nobody is pushed off it.
void AdjudicatorTest::noRetreatOntoOthers()
{
    const Resolution resolution = play(u"PHASE S1901R\nFRANCE units: A BOH, *A MUN (from BUR; "
                                       "retreats BOH, TYR); centers: none\n"_s,
                                       {u"A MUN R BOH"_s});
    QCOMPARE(resolution.next.unitCount(Power::France), 1);
    const ResolvedOrder &retreat = resolution.orders.front();
    QVERIFY(resultCodes(retreat.results) == (std::vector<std::string>{"bounce", "disband"}));
    QCOMPARE(samples::text(retreat.reason), u"A BOH stands in Bohemia"_s);
}

/// Szykman's rule is told as such, to the army and to the fleet (DATC 6.F.17).
void AdjudicatorTest::paradox()
{
    const Resolution resolution = play(
        u"PHASE S1901M\nENGLAND units: F LON, F WAL; centers: none\n"
        "FRANCE units: A BRE, F ENG, F YOR; centers: none\n"
        "GERMANY units: F NTH, F BEL; centers: none\n"_s,
        {u"F LON S F WAL - ENG"_s, u"F WAL - ENG"_s, u"A BRE - LON"_s, u"F ENG C A BRE - LON"_s,
         u"F YOR S A BRE - LON"_s, u"F NTH S F BEL - ENG"_s, u"F BEL - ENG"_s});
    const ResolvedOrder &army = resolution.orders[2];
    QVERIFY(resultCodes(army.results) == std::vector<std::string>{"no convoy"});
    QCOMPARE(samples::text(army.reason),
             u"its convoy decides on itself and so fails (Szykman's rule)"_s);
    const ResolvedOrder &fleet = resolution.orders[3];
    QVERIFY(resultCodes(fleet.results) == std::vector<std::string>{"disrupted"});
    QCOMPARE(samples::text(fleet.reason),
             u"the convoy of A BRE decides on itself and so fails (Szykman's rule)"_s);
}

/// DATC 6.G.8: by land, or not at all.
void AdjudicatorTest::missingConvoy()
{
    const Position position = boardOf(u"PHASE S1901M\nENGLAND units: F NTH; centers: none\n"
                                      "FRANCE units: A BEL; centers: none\n"_s);
    const std::vector<Order> orders = ordersOf({u"A BEL - HOL VIA"_s}, position);
    const Map &map = Map::standard();
    QVERIFY(adjudicate(map, position, orders).next.unitAt(Province::HOL));
    const Resolution second = adjudicate(map, position, orders, RuleSet::dp2023());
    QVERIFY(second.next.unitAt(Province::BEL));
    QCOMPARE(samples::text(second.orders[1].reason),
             u"no fleet was ordered to convoy it: F NTH could have"_s);
}

/// An outcome that is used again holds nothing of the phase before.
void AdjudicatorTest::reusedOutcome()
{
    const QString board = u"PHASE F1901M\nFRANCE units: A PAR, A BUR; centers: PAR, MAR\n"
                          "GERMANY units: A PIC; centers: MUN\n"_s;
    const Position first = boardOf(board);
    Position second = first;
    second.setUnit({Power::Italy, UnitType::Fleet, Province::MAR});
    const std::vector<Order> orders = ordersOf({u"A PAR - PIC"_s, u"A BUR S A PAR - PIC"_s}, first);
    const Map &map = Map::standard();
    Resolution reused;
    adjudicateInto(reused, map, first, orders);
    QVERIFY(!reused.next.dislodged().empty());
    for (const ResolvedOrder &resolved : reused.orders)
        QVERIFY(resolved.reason.empty());
    adjudicateInto(reused, map, second, {}, RuleSet::library(), Reasons::Told);
    const Resolution fresh = adjudicate(map, second, {});
    QVERIFY(reused.orders == fresh.orders);
    QVERIFY(reused.standoffs == fresh.standoffs);
    QVERIFY(reused.next == fresh.next);
}

void AdjudicatorTest::solo()
{
    Position position;
    const auto centers = Map::standard().supplyCenters();
    for (std::size_t i = 0; i < 17; ++i)
        position.setOwner(centers[i], Power::Turkey);
    QVERIFY(!position.soloWinner());
    position.setOwner(centers[17], Power::Turkey);
    QVERIFY(position.soloWinner() == Power::Turkey);
}

void AdjudicatorTest::codes()
{
    const auto set = [](auto... results) {
        return static_cast<OrderResults>((static_cast<int>(results) | ...));
    };
    QVERIFY(resultCodes(0).empty());
    QVERIFY(resultCodes(set(OrderResult::Dislodged, OrderResult::Bounce)) ==
            (std::vector<std::string>{"bounce", "dislodged"}));
    QVERIFY(resultCodes(set(OrderResult::Void, OrderResult::NoConvoy)) ==
            (std::vector<std::string>{"no convoy", "void"}));
    QVERIFY(resultCodes(set(OrderResult::Disbanded, OrderResult::Void)) ==
            (std::vector<std::string>{"void", "disband"}));
}

QTEST_GUILESS_MAIN(AdjudicatorTest)
#include "adjudicator_test.moc"
