// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/order_text.h"

#include "core/rules/legal_orders.h"
#include "tests/core/rules/sample_files.h"
#include "tests/fuzz/order_text_check.h"

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
    void misspelt_data();
    void misspelt();
    void misspeltNamesStayApart();
    void nearest_data();
    void nearest();
    void longTextsAreCut();
    void nearestOfNothing();
    void secondRuleSetKeepsWrongCoasts();
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
    row("A PAR BUR", "A PAR - BUR");
    row("move A PAR to BUR", "A PAR - BUR");
    row("Move the army from Paris to Burgundy", "A PAR - BUR");
    row("hold A PAR", "A PAR H");
    row("A PAR holds in place", "A PAR H");
    row("A PAR stays in Paris", "A PAR H");
    row("(A PAR) H", "A PAR H");
    row("A PAR attacks Burgundy", "A PAR - BUR");
    row("A PAR => BUR", "A PAR - BUR");
    row("A Par - Burg.", "A PAR - BUR");
    row("A PAR - Pica", "A PAR - PIC");
    row("F MAO - N. Atlantic", "F MAO - NAO");
    row("F MAO - North Atl.", "F MAO - NAO");
    row("F MAO - W. Med", "F MAO - WES");
    row("F MAO - Eng. Channel", "F MAO - ENG");
    row("F Mid-Atl - Irish", "F MAO - IRI");
    row("F MAO - SPA-NC", "F MAO - SPA/NC");
    row("F MAO - SPA.NC", "F MAO - SPA/NC");
    row("F MAO - SPA/N", "F MAO - SPA/NC");
    row("F MAO - SPANC", "F MAO - SPA/NC");
    row("F MAO - Spain (N. Coast)", "F MAO - SPA/NC");
    row("F MAO - Spain/North Coast", "F MAO - SPA/NC");
    row("F MAO - the north coast of Spain", "F MAO - SPA/NC");
    row("F MAO - Spain's southern coast", "F MAO - SPA/SC");
    row("(F SPA) S F MAO - LYO", "F SPA/SC S F MAO - LYO");
    row("F SPA S F MAO", "F SPA/SC S F MAO");
    row("A YOR by convoy to NWY", "A YOR - NWY VIA");
    row("A YOR - NWY via NTH", "A YOR - NWY VIA");
    row("A YOR - NWY (via convoy)", "A YOR - NWY VIA");
    row("A YOR via North Sea to Norway", "A YOR - NWY VIA");
    row("F ENG S A LON - PIC via convoy", "F ENG S A LON - PIC");
    row("F NTH C A YOR - NWY by sea", "F NTH C A YOR - NWY");
    row("Austria-Hungary: A PAR H", "A PAR H");
    row("Austria - A PAR H", "A PAR H");
    row("France - A PAR H", "A PAR H");
    row("A PAR S A BUR MAR", "A PAR S A BUR - MAR");
    row("A PAR S A BUR to hold", "A PAR S A BUR");
    row("A PAR S A BUR holding in place", "A PAR S A BUR");
    row("A PAR supports A BUR in moving to MAR", "A PAR S A BUR - MAR");
    row("A PAR supports the attack of A BUR on MAR", "A PAR S A BUR - MAR");
    row("A PAR supports the move from Burgundy to Marseilles", "A PAR S A BUR - MAR");
    row("A PAR supp BUR-MAR", "A PAR S A BUR - MAR");
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
    row("retreat A MUN to RUH", "A MUN R RUH", "S1902R");
    row("A MUN RUH", "A MUN R RUH", "S1902R");
    row("A MUN R disband", "A MUN D", "S1902R");
    row("A MUN D", "A MUN D", "S1902R");
    row("disband F KIE", "F KIE D", "S1902R");
    row("A PAR B", "A PAR B", "W1902A");
    row("Build A PAR", "A PAR B", "W1902A");
    row("build a fleet in Brest", "F BRE B", "W1902A");
    row("BUILD F STP/NC", "F STP/NC B", "W1902A");
    row("F STP/NC B", "F STP/NC B", "W1902A");
    row("Build MOS", "A MOS B", "W1902A");
    row("MOS build", "A MOS B", "W1902A");
    row("build Brest fleet", "F BRE B", "W1902A");
    row("waive one build", "WAIVE", "W1902A");
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
    row("France", "The order is empty.");
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
    row("A PAR - LIV", "“LIV” does not name the province to move to."); // Livonia, Liverpool
    row("A PAR (XYZ", "“XYZ” is no order that A PAR could follow.");
    row("A PAR - NORTH", "“NORTH” does not name the province to move to.");
    row("A PAR S A BUR XYZ", "“XYZ” after A PAR S A BUR is not understood.");
    row("F NTH C A YOR", "The order does not say where A YOR is convoyed to.");
}

void OrderTextTest::notUnderstood()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const Position board = boardOf("S1902M");
    const ParsedOrder parsed = parseOrder(text.toStdString(), board, Power::France);
    QVERIFY(!parsed.order);
    const std::string nearest = nearestLegalOrdersText(text.toStdString(), board, Power::France);
    QCOMPARE(samples::text(parsed.problem),
             text.isEmpty() ? problem : problem + u' ' + samples::text(nearest));
    // Of a power without units nothing is known that could be meant.
    const ParsedOrder lone = parseOrder(text.toStdString(), board, Power::Turkey);
    QCOMPARE(samples::text(lone.problem), problem);
}

void OrderTextTest::misspelt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("order");
    const auto row = [](const char *text, const char *order) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(order);
    };
    row("A Paris - Burgandy", "A PAR - BUR");
    row("A Parsi - Picardie", "A PAR - PIC");
    row("A PAR - Gascogny", "A PAR - GAS");
    row("A PAR - Marseile", "A PAR - MAR");
    row("A BUR - Belguim", "A BUR - BEL");
    row("A BUR - Munch", "A BUR - MUN");
    row("F MAO - Irsh Sea", "F MAO - IRI");
    row("F MAO - North Atlatnic Ocean", "F MAO - NAO");
    row("F MAO - English Chanel", "F MAO - ENG");
    row("F MAO - Portugl", "F MAO - POR");
    row("F MAO S F Gasconny - Spain/nc", "F MAO S F GAS - SPA/NC");
    row("A PAR supprots BUR", "");
}

void OrderTextTest::misspelt()
{
    QFETCH(QString, text);
    QFETCH(QString, order);
    const ParsedOrder parsed = parseOrder(text.toStdString(), boardOf("S1902M"), Power::France);
    QCOMPARE(parsed.order ? samples::text(orderText(*parsed.order)) : QString(), order);
}

/// A letter left out, put in or swapped in any long name still names it, or nothing.
void OrderTextTest::misspeltNamesStayApart()
{
    int understood = 0;
    int all = 0;
    for (int i = 0; i < provinceCount; ++i) {
        const std::string name(provinceName(static_cast<Province>(i)));
        for (std::size_t at = 1; at + 1 < name.size(); ++at) {
            std::string swapped = name;
            std::swap(swapped[at], swapped[at + 1]);
            for (const std::string &wrong : {name.substr(0, at) + name.substr(at + 1),
                                             name.substr(0, at) + 'x' + name.substr(at), swapped}) {
                const ParsedOrder parsed =
                    parseOrder("A PAR - " + wrong, boardOf("S1902M"), Power::Turkey);
                ++all;
                if (!parsed.order)
                    continue;
                ++understood;
                QVERIFY2(indexOf(parsed.order->target.province()) == i, wrong.c_str());
            }
        }
    }
    QVERIFY2(understood * 10 > all * 8, qPrintable(u"%1 of %2"_s.arg(understood).arg(all)));
}

void OrderTextTest::nearest_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("phase");
    QTest::addColumn<QString>("first");
    const auto row = [](const char *text, const char *first, const char *phase = "S1902M") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(phase)
                            << QString::fromUtf8(first);
    };
    row("FRANCE: A PAR - PICX", "A PAR - PIC");
    row("army Paris supprots army Burgundy", "A PAR S A BUR");
    row("A PAR holding the line", "A PAR H");
    row("F GAS - SPA/SC", "F GAS - SPA/NC");
    row("A PAR S F MAO - GAS to win", "A PAR S F MAO - GAS");
    row("F MAO S F GAS to Brestt and no further", "F MAO S F GAS - BRE");
    row("A MUN R BUR", "A MUN R RUH", "S1902R");
    row("F BRE build it", "F BRE B", "W1902A");
}

void OrderTextTest::nearest()
{
    QFETCH(QString, text);
    QFETCH(QString, phase);
    QFETCH(QString, first);
    Position board = boardOf(qPrintable(phase));
    if (board.phase.type == PhaseType::Adjustment) {
        for (const Province place : {Province::PAR, Province::MAO, Province::SPA, Province::BUR,
                                     Province::POR, Province::GAS, Province::LON})
            board.clearUnit(place);
    }
    const auto orders = nearestLegalOrders(text.toStdString(), board, Power::France);
    QVERIFY(!orders.empty() && orders.size() <= 3);
    for (const Order &order : orders)
        QVERIFY(isLegal(Map::standard(), board, Power::France, order));
    QStringList texts;
    for (const Order &order : orders)
        texts << samples::text(orderText(order));
    QVERIFY2(texts.contains(first), qPrintable(texts.join(u", "_s)));
    QVERIFY(samples::text(nearestLegalOrdersText(text.toStdString(), board, Power::France))
                .contains(first));
}

/// A novel is not quoted in full.
void OrderTextTest::longTextsAreCut()
{
    for (const std::string &word :
         {std::string("xy "), std::string("\u00e4"), std::string("PAR-")}) {
        std::string text = "A PAR ";
        for (int i = 0; i < 20'000; ++i)
            text += word;
        const ParsedOrder parsed = parseOrder(text, boardOf("S1902M"), Power::France);
        QVERIFY(!parsed.order);
        QVERIFY2(parsed.problem.size() < 400, parsed.problem.c_str());
        QVERIFY(!samples::text(parsed.problem).contains(QChar::ReplacementCharacter));
    }
}

void OrderTextTest::nearestOfNothing()
{
    const Position board = boardOf("S1902M");
    QVERIFY(nearestLegalOrders("A PAR - PICX", board, Power::Turkey).empty());
    QVERIFY(nearestLegalOrdersText("A PAR - PICX", board, Power::Turkey).empty());
    QCOMPARE(nearestLegalOrders("", board, Power::France, 5).size(), 5U);
}

/// DATC 4.B.4, 6.B.9: there a wrong coast is void, so it must be read.
void OrderTextTest::secondRuleSetKeepsWrongCoasts()
{
    const auto text = [](RuleSet rules) {
        return samples::text(orderText(
            *parseOrder("F MAO S F GAS - SPA/SC", boardOf("S1902M"), Power::France, rules).order));
    };
    QCOMPARE(text(RuleSet::library()), u"F MAO S F GAS - SPA"_s);
    QCOMPARE(text(RuleSet::dp2023()), u"F MAO S F GAS - SPA/SC"_s);
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

/// Whatever comes in, what the fuzzer checks holds: pieces of orders, legal orders with a byte
/// changed, and noise.
void OrderTextTest::junk()
{
    std::mt19937 random(1);
    const std::vector<std::string> pieces{
        "A",     "F",     "PAR", "MAO",   "-",   "->",      "/",   "(",   ")",  "nc",   "S",
        "C",     "R",     "D",   "via",   "to",  "support", "SPA", "STP", "\0", "\xff", "\xe2",
        "WAIVE", "build", " ",   "NORTH", "SEA", "'",       "H",   "BUR", "B",  "MUN",  "Burgandy"};
    std::vector<std::string> legal;
    for (const std::size_t number : {0, 1, 2}) {
        for (const Province place : orderableSet(order_text_check::board(number), Power::France)) {
            for (const Order &order :
                 legalOrders(Map::standard(), order_text_check::board(number), place))
                legal.push_back(orderText(order));
        }
    }
    for (int i = 0; i < 6000; ++i) {
        std::string input(1, static_cast<char>(random() % 6));
        if (i % 3 == 0) {
            input += legal[random() % legal.size()];
            input[1 + random() % (input.size() - 1)] = static_cast<char>(random() % 256);
        } else {
            for (auto n = random() % 9; n > 0; --n) {
                input += pieces[random() % pieces.size()];
                if (random() % 3 != 0)
                    input += ' ';
                if (random() % 20 == 0)
                    input += static_cast<char>(random() % 256);
            }
        }
        const std::string problem = order_text_check::problemWith(input);
        QVERIFY2(problem.empty(), (input + ": " + problem).c_str());
    }
}

QTEST_GUILESS_MAIN(OrderTextTest)
#include "order_text_test.moc"
