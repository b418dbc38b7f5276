// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/explain.h"

#include "core/rules/order_text.h"
#include "tests/core/rules/sample_files.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// For each order why it went so, for each province the forces that met there.
class ExplainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orders_data();
    void orders();
    void provinces_data();
    void provinces();
    void adjustments();
    void everythingIsExplained();
};

namespace {

Explanation explainBoard(const QString &board, const QStringList &texts)
{
    const Position position = std::get<Position>(parseBoardText(board.toStdString()));
    std::vector<Order> orders;
    for (const QString &text : texts)
        orders.push_back(parseOrder(text.toStdString(), position, Power::France).order.value());
    return explain(Map::standard(), position, orders);
}

const QString fight = u"PHASE S1902M\n"
                      "ENGLAND units: F ENG, A WAL; centers: none\n"
                      "FRANCE units: A PAR, A MAR, F BRE, A GAS; centers: none\n"
                      "GERMANY units: A BUR, A RUH, A BEL; centers: none\n"_s;

} // namespace

void ExplainTest::orders_data()
{
    QTest::addColumn<QStringList>("orders");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const QStringList &orders, const char *why) {
        QTest::newRow(name) << orders << QString::fromUtf8(why);
    };
    row("quiet hold", {u"A PAR H"_s}, "nobody attacked it");
    row("held", {u"A PAR H"_s, u"A BUR - PAR"_s}, "withstood, strength 1");
    row("free way", {u"A PAR - PIC"_s}, "nobody opposed it");
    row("followed", {u"A PAR - BUR"_s, u"A BUR - MUN"_s}, "followed A BUR, which left");
    row("stronger", {u"A PAR - BUR"_s, u"A MAR S A PAR - BUR"_s}, "strength 2 against 1 of A BUR");
    row("beat another comer", {u"A PAR - PIC"_s, u"F BRE S A PAR - PIC"_s, u"A BEL - PIC"_s},
        "strength 2 against 1 of A BEL");
    row("by sea", {u"A WAL - PIC"_s, u"F ENG C A WAL - PIC"_s}, "by sea, nobody opposed it");
    row("failed", {u"A PAR - BUR"_s}, "bounced against A BUR, strength 1 against 1");
    row("convoy", {u"F ENG C A WAL - PIC"_s, u"A WAL - PIC"_s}, "carried A WAL");
    row("support to hold", {u"A GAS S A MAR"_s}, "helped A MAR to stay");
    row("support that won", {u"A MAR S A PAR - BUR"_s, u"A PAR - BUR"_s},
        "helped A PAR to get there");
    row("support that did not", {u"A MAR S A PAR - BUR"_s, u"A PAR - BUR"_s, u"A RUH S A BUR"_s},
        "helped A PAR, which did not get there");
}

/// The first order is the one that is asked about.
void ExplainTest::orders()
{
    QFETCH(QStringList, orders);
    QFETCH(QString, why);
    const Explanation explanation = explainBoard(fight, orders);
    const auto order =
        std::ranges::find_if(explanation.orders, [&orders](const ExplainedOrder &entry) {
            return orders.first().startsWith(
                samples::text(unitText(entry.order.unitType, entry.order.unit)));
        });
    QVERIFY(order != explanation.orders.end());
    QCOMPARE(samples::text(order->why), why);
}

void ExplainTest::provinces_data()
{
    QTest::addColumn<QString>("board");
    QTest::addColumn<QStringList>("orders");
    QTest::addColumn<QStringList>("forces");
    QTest::newRow("nobody moves") << fight << QStringList() << QStringList();
    QTest::newRow("driven out")
        << fight << QStringList{u"A PAR - BUR"_s, u"A MAR S A PAR - BUR"_s}
        << QStringList{u"Burgundy: A BUR (1), A PAR (2 with A MAR); A PAR got it"_s};
    QTest::newRow("kept, a support cut")
        << fight
        << QStringList{u"A PAR - BUR"_s, u"A MAR S A PAR - BUR"_s, u"A GAS S A PAR - BUR"_s,
                       u"A RUH S A BUR"_s, u"A BEL S A BUR"_s}
        << QStringList{u"Burgundy: A BUR (3 with A BEL, A RUH), A PAR (3 with A GAS, A MAR); A BUR "
                       "kept it"_s};
    QTest::newRow("cut") << fight
                         << QStringList{u"A PAR - PIC"_s, u"F BRE S A PAR - PIC"_s,
                                        u"F ENG - BRE"_s, u"A BEL - PIC"_s}
                         << QStringList{
                                u"Brest: F BRE (1), F ENG (1); F BRE kept it"_s,
                                u"Picardy: A PAR (1; cut: F BRE), A BEL (1); nobody got it"_s};
    QTest::newRow("left") << fight << QStringList{u"A PAR - BUR"_s, u"A BUR - MUN"_s}
                          << QStringList{u"Burgundy: A BUR (left), A PAR (1); A PAR got it"_s,
                                         u"Munich: A BUR (1); A BUR got it"_s};
    QTest::newRow("head to head")
        << fight << QStringList{u"A PAR - BUR"_s, u"A BUR - PAR"_s, u"A MAR S A PAR - BUR"_s}
        << QStringList{u"Burgundy: A BUR (1), A PAR (2 with A MAR); A PAR got it"_s,
                       u"Paris: A PAR (left), A BUR (1); nobody got it"_s};
    QTest::newRow("failed to leave")
        << fight << QStringList{u"A PAR - BUR"_s, u"A BUR - BEL"_s, u"A MAR S A PAR - BUR"_s}
        << QStringList{u"Belgium: A BEL (1), A BUR (0); A BEL kept it"_s,
                       u"Burgundy: A BUR (1), A PAR (2 with A MAR); A PAR got it"_s};
    QTest::newRow("retreats clash")
        << u"PHASE S1901R\nFRANCE units: *A MUN (from BUR; retreats BOH, TYR), *A GAL (from UKR; "
           "retreats BOH), *A PAR (from BUR; retreats GAS); centers: none\n"_s
        << QStringList{u"A MUN R BOH"_s, u"A GAL R BOH"_s, u"A PAR R GAS"_s}
        << QStringList{u"Bohemia: A GAL (1), A MUN (1); nobody got it"_s,
                       u"Gascony: A PAR (1); A PAR got it"_s};
}

void ExplainTest::provinces()
{
    QFETCH(QString, board);
    QFETCH(QStringList, orders);
    QFETCH(QStringList, forces);
    QStringList lines;
    for (const ProvinceForces &province : explainBoard(board, orders).provinces)
        lines << samples::text(forcesText(province));
    QCOMPARE(lines, forces);
}

void ExplainTest::adjustments()
{
    const auto lines = [](const QString &board, const QStringList &orders) {
        QStringList result;
        for (const ExplainedOrder &entry : explainBoard(board, orders).orders)
            result << samples::text(orderText(entry.order) + ": " + entry.why);
        return result;
    };
    QCOMPARE(lines(u"PHASE W1901A\nFRANCE units: A BUR; centers: PAR, MAR, BRE, SPA\n"_s,
                   {u"A PAR B"_s, u"F PAR B"_s, u"A SPA B"_s}),
             (QStringList{u"A PAR B: built"_s, u"A SPA B: Spain is not a home center of FRANCE."_s,
                          u"WAIVE: a build was not used"_s, u"WAIVE: a build was not used"_s}));
    QCOMPARE(
        lines(u"PHASE W1901A\nFRANCE units: A BUR, A MOS, A PAR; centers: PAR\n"_s, {u"A BUR D"_s}),
        (QStringList{u"A BUR D: removed, as ordered"_s,
                     u"A MOS D: removed by the rule of civil disorder"_s}));
    const Explanation retreat = explainBoard(
        u"PHASE S1901R\nFRANCE units: *A MUN (from BUR; retreats BOH), *A PAR (from BUR; retreats "
        "GAS); centers: none\n"_s,
        {u"A MUN R BOH"_s, u"A PAR D"_s});
    QCOMPARE(samples::text(retreat.orders[0].why), u"no other unit retreated there"_s);
    QCOMPARE(samples::text(retreat.orders[1].why), u"removed, as ordered"_s);
}

/// In whole games: what is explained is what was adjudicated, and the forces account for it.
void ExplainTest::everythingIsExplained()
{
    const Map &map = Map::standard();
    int phases = 0;
    for (const QJsonObject &line : samples::readJsonLines(u"bench_positions.jsonl.gz"_s)) {
        const Position position = samples::position(line[u"state"_s].toObject());
        std::vector<Order> orders;
        const QJsonObject lists = line[u"orders"_s].toObject();
        for (auto it = lists.begin(); it != lists.end(); ++it) {
            for (const QString &text : samples::strings(it.value()))
                orders.push_back(parseOrder(text.toStdString(), position, samples::power(it.key()))
                                     .order.value());
        }
        const Resolution resolution = adjudicate(map, position, orders);
        const Explanation explanation = explain(map, position, orders);
        QCOMPARE(explanation.orders.size(), resolution.orders.size());
        for (std::size_t i = 0; i < resolution.orders.size(); ++i) {
            QVERIFY(explanation.orders[i].order == resolution.orders[i].order);
            QVERIFY(explanation.orders[i].results == resolution.orders[i].results);
            QVERIFY(!explanation.orders[i].why.empty());
        }
        for (const ProvinceForces &province : explanation.provinces) {
            int prevailing = 0;
            int strongest = 0;
            for (const ProvinceForce &force : province.forces) {
                prevailing += force.prevails ? 1 : 0;
                strongest = std::max(strongest, force.strength);
            }
            QVERIFY(prevailing <= 1);
            for (const ProvinceForce &force : province.forces) {
                if (force.prevails && force.role == ProvinceForce::Role::Came)
                    QCOMPARE(force.strength, strongest);
            }
            QCOMPARE(prevailing == 1, resolution.next.unitAt(province.province).has_value());
        }
        ++phases;
    }
    QCOMPARE(phases, 1600);
}

QTEST_GUILESS_MAIN(ExplainTest)
#include "explain_test.moc"
