// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/order_text.h"

#include "core/rules/legal_orders.h"
#include "tests/core/rules/sample_files.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace concert;

/// Orders as people, programs and models write them.
class OrderTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void notUnderstood_data();
    void notUnderstood();
    void fullNames();
    void roundTrips();
    void junk();
};

namespace {

Position boardOf(const char *phase)
{
    const std::string text =
        std::string("PHASE ") + phase +
        "\nFRANCE units: A PAR, F MAO, F SPA/SC, A BUR, F POR, F GAS, A LON, "
        "*A MUN (from BUR; retreats RUH, TYR), *F KIE (from BER; retreats HOL); centers: BRE, STP\n"
        "RUSSIA units: F STP/SC, A YOR, F NTH, A SEV; centers: MOS\n";
    return std::get<Position>(parseBoardText(text));
}

} // namespace

void OrderTextTest::understood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("phase");
    const auto row = [](const char *text, const char *order, const char *phase = "S1902M") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(order)
                            << QString::fromUtf8(phase);
    };
    row("A PAR H", "A PAR H");
    row("a par holds.", "A PAR H");
    row("Army Paris HOLD", "A PAR H");
    row("FRANCE: A PAR - PIC", "A PAR - PIC");
    row("A Paris - Burgundy", "A PAR - BUR");
    row("army par to bur", "A PAR - BUR");
    row("A PAR -> BUR", "A PAR - BUR");
    row("A PAR-BUR", "A PAR - BUR");
    row("A PAR \u2192 BUR", "A PAR - BUR");
    row("A PAR \u2013 BUR", "A PAR - BUR");
    row("PAR - BUR", "A PAR - BUR");
    row("Paris moves to Burgundy", "A PAR - BUR");
    row("The army in Paris moves to the Ruhr", "A PAR - RUH");
    row("French army Paris to Burgundy", "A PAR - BUR");
    row("F MAO - SPA/NC", "F MAO - SPA/NC");
    row("F MAO - SPA(nc)", "F MAO - SPA/NC");
    row("F MAO - Spain (north coast)", "F MAO - SPA/NC");
    row("F MID - SPA south coast", "F MAO - SPA/SC");
    row("F Mid-Atlantic Ocean - North Atlantic Ocean", "F MAO - NAO");
    row("F Mid Atlantic - Western Mediterranean", "F MAO - WES");
    row("F GAS - SPA", "F GAS - SPA/NC");
    row("F MAO - SPA", "F MAO - SPA");
    row("A BUR - SPA/NC", "A BUR - SPA");
    row("F SPA - GOL", "F SPA/SC - LYO");
    row("F SPA/NC - Gulf of Lyons", "F SPA/SC - LYO");
    row("F STP - GOB", "F STP/SC - BOT");
    row("F St. Petersburg (SC) - Gulf of Bothnia", "F STP/SC - BOT");
    row("F STPSC - BOT", "F STP/SC - BOT");
    row("F NTH - NRG", "F NTH - NWG");
    row("F North Sea - Norwegian Sea", "F NTH - NWG");
    row("A YOR - NWY", "A YOR - NWY");
    row("A YOR - NWY VIA", "A YOR - NWY VIA");
    row("A YOR - NWY via convoy", "A YOR - NWY VIA");
    row("A Yorkshire - Norway by convoy", "A YOR - NWY VIA");
    row("A YOR - NTH - NWY", "A YOR - NWY VIA");
    row("A PAR S A BUR", "A PAR S A BUR");
    row("A PAR S A BUR H", "A PAR S A BUR");
    row("A PAR supports BUR", "A PAR S A BUR");
    row("A PAR S A BUR - MAR", "A PAR S A BUR - MAR");
    row("A PAR support army Burgundy to Marseilles", "A PAR S A BUR - MAR");
    row("F MAO S F GAS - SPA/NC", "F MAO S F GAS - SPA/NC");
    row("F MAO S F GAS - SPA", "F MAO S F GAS - SPA");
    row("F MAO S F GAS - SPA/SC", "F MAO S F GAS - SPA");
    row("F MAO S F SPA", "F MAO S F SPA/SC");
    row("A BUR S FRENCH A PAR - MAR", "A BUR S A PAR - MAR");
    row("F NTH C A YOR - NWY", "F NTH C A YOR - NWY");
    row("F NTH convoys army Yorkshire to Norway", "F NTH C A YOR - NWY");
    row("F MAO C A LON - SPA/NC", "F MAO C A LON - SPA");
    row("A MUN R RUH", "A MUN R RUH", "S1902R");
    row("A MUN - RUH", "A MUN R RUH", "S1902R");
    row("A Munich retreats to Tyrolia", "A MUN R TYR", "S1902R");
    row("MUN R TYR", "A MUN R TYR", "S1902R");
    row("A MUN D", "A MUN D", "S1902R");
    row("disband F KIE", "F KIE D", "S1902R");
    row("A PAR B", "A PAR B", "W1902A");
    row("Build A PAR", "A PAR B", "W1902A");
    row("build a fleet in Brest", "F BRE B", "W1902A");
    row("BUILD F STP/NC", "F STP/NC B", "W1902A");
    row("F STP/NC B", "F STP/NC B", "W1902A");
    row("remove A PAR", "A PAR D", "W1902A");
    row("F SPA/SC D", "F SPA/SC D", "W1902A");
    row("waive", "WAIVE", "W1902A");
}

void OrderTextTest::understood()
{
    QFETCH(QString, text);
    QFETCH(QString, order);
    QFETCH(QString, phase);
    const Position board = boardOf(qPrintable(phase));
    const ParsedOrder parsed = parseOrder(text.toStdString(), board, Power::France);
    QVERIFY2(parsed.order, parsed.problem.c_str());
    QVERIFY(parsed.problem.empty());
    QCOMPARE(samples::text(orderText(*parsed.order)), order);
}

void OrderTextTest::notUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *text, const char *problem) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(problem);
    };
    row("", "The order is empty.");
    row("  - ", "“-” does not begin with a province.");
    row("A PAR", "The order does not say what A PAR shall do.");
    row("A XYZ - BUR", "“XYZ - BUR” does not begin with a province.");
    row("A PAR - XYZ", "“XYZ” does not name the province to move to.");
    row("A PAR - SWI", "“SWI” does not name the province to move to.");
    row("A PAR dances", "“DANCES” is no order that A PAR could follow.");
    row("A PAR - BUR and wins", "“AND WINS” after A PAR - BUR is not understood.");
    row("A PAR - BUR - MUN",
        "A unit moves to one province only, not to Burgundy and on to Munich.");
    row("WAL - LVP", "No unit stands in Wales, and the order does not say whether an army or a "
                     "fleet is meant.");
    row("A PAR S", "The order does not say whom to support: “the end” does not begin with a "
                   "province.");
    row("A PAR S A BUR - BUR", "A BUR stands in Burgundy already.");
    row("F NTH C A YOR", "The order does not say where A YOR is convoyed to.");
}

void OrderTextTest::notUnderstood()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const ParsedOrder parsed = parseOrder(text.toStdString(), boardOf("S1902M"), Power::France);
    QVERIFY(!parsed.order);
    QCOMPARE(samples::text(parsed.problem), problem);
}

void OrderTextTest::fullNames()
{
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        const std::string text = "A PAR - " + std::string(provinceName(province));
        const ParsedOrder parsed = parseOrder(text, boardOf("S1902M"), Power::France);
        QVERIFY2(parsed.order, (text + ": " + parsed.problem).c_str());
        QCOMPARE(indexOf(parsed.order->target.province()), i);
    }
}

void OrderTextTest::roundTrips()
{
    int count = 0;
    for (const QJsonObject &sample : samples::readJsonLines(u"possible_orders-sample.jsonl.gz"_s)) {
        const Position position = samples::position(sample[u"state"_s].toObject());
        for (const Power power : allPowers) {
            for (const Province place : orderablePlaces(position, power)) {
                for (const Order &order : legalOrders(Map::standard(), position, place)) {
                    const ParsedOrder parsed = parseOrder(orderText(order), position, power);
                    QVERIFY2(parsed.order == order, orderText(order).c_str());
                    ++count;
                }
            }
        }
    }
    QVERIFY(count > 20000); // the samples hold that many
}

/// Whatever comes in, an order or a sentence comes out.
void OrderTextTest::junk()
{
    std::mt19937 random(1);
    const std::vector<std::string> pieces{"A",    "F",     "PAR",     "MAO", "-",     "->",  "/",
                                          "(",    ")",     "nc",      "S",   "C",     "R",   "D",
                                          "via",  "to",    "support", "SPA", "STP",   "\0",  "\xff",
                                          "\xe2", "WAIVE", "build",   " ",   "NORTH", "SEA", "'"};
    const Position position = boardOf("S1902R");
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto n = random() % 9; n > 0; --n) {
            text += pieces[random() % pieces.size()];
            if (random() % 3 != 0)
                text += ' ';
            if (random() % 20 == 0)
                text += static_cast<char>(random() % 256);
        }
        const ParsedOrder parsed = parseOrder(text, position, Power::France);
        QVERIFY2(parsed.order.has_value() == parsed.problem.empty(), text.c_str());
    }
}

QTEST_GUILESS_MAIN(OrderTextTest)
#include "order_text_test.moc"
