// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/board_text.h"

#include "tests/core/rules/sample_files.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

class BoardTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesStart();
    void roundTrips();
    void readsWithinText();
    void problems_data();
    void problems();
    void units();
};

void BoardTextTest::writesStart()
{
    const QStringList lines = samples::text(boardText(Position::start())).split(u'\n');
    QCOMPARE(lines.size(), 10);
    QCOMPARE(lines[0], u"PHASE S1901M"_s);
    QCOMPARE(lines[1], u"AUSTRIA units: A BUD, F TRI, A VIE; centers: BUD, TRI, VIE"_s);
    QCOMPARE(lines[8], u"NEUTRAL centers: BEL, BUL, DEN, GRE, HOL, NWY, POR, RUM, SER, SPA, SWE, "
                       "TUN"_s);
}

void BoardTextTest::roundTrips()
{
    int dislodged = 0;
    for (const QJsonObject &sample : samples::readJsonLines(u"possible_orders-sample.jsonl.gz"_s)) {
        Position position = samples::position(sample[u"state"_s].toObject());
        dislodged += static_cast<int>(position.dislodged().size());
        const auto read = parseBoardText(boardText(position));
        QVERIFY2(std::holds_alternative<Position>(read), boardText(position).c_str());
        QVERIFY(std::get<Position>(read) == position);
    }
    QVERIFY(dislodged > 0);
}

void BoardTextTest::readsWithinText()
{
    const std::string board = "PHASE S1902R\n"
                              "FRANCE units: A BUR, F MAO; centers: BRE, MAR, PAR\n"
                              "GERMANY units: F KIE, *A MUN (from BUR; retreats BOH, TYR), "
                              "*A RUH (from BEL; no retreat); centers: BER, KIE, MUN\n";
    const auto read = parseBoardText("PHASE of the moon\n\nSome words.\n  " + board +
                                     "\nFRANCE is strong.\nFRANCE units: A PAR; centers: none\n");
    QVERIFY(std::holds_alternative<Position>(read));
    const auto &position = std::get<Position>(read);
    QCOMPARE(position.unitCount(Power::France), 2);
    QCOMPARE(position.dislodged().size(), 2U);
    QVERIFY(position.dislodged().front().attackerFrom == Province::BUR);
    QCOMPARE(position.dislodged().front().retreats.size(), 2U);
    QVERIFY(position.dislodged().back().retreats.empty());
    QVERIFY(position.isEliminated(Power::Italy));
    QVERIFY(!position.isEliminated(Power::Germany));
    QVERIFY(boardText(position).starts_with(board));
}

void BoardTextTest::problems_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *line, const char *problem) {
        QTest::newRow(line) << u"PHASE S1902M\n"_s + QString::fromUtf8(line)
                            << QString::fromUtf8(problem);
    };
    QTest::newRow("no phase") << u"FRANCE units: A PAR; centers: none"_s
                              << u"There is no line “PHASE …” that names a phase."_s;
    row("FRANCE units: A PAR", "The line of FRANCE does not list its centers.");
    row("FRANCE units: A MAO; centers: none", "“A MAO” is no unit that can stand there.");
    row("FRANCE units: F PAR; centers: none", "“F PAR” is no unit that can stand there.");
    row("FRANCE units: F SPA; centers: none", "“F SPA” is no unit that can stand there.");
    row("FRANCE units: A PAR, A PAR; centers: none", "Two units stand in Paris.");
    row("FRANCE units: none; centers: BUR", "“BUR” is no supply center.");
    row("FRANCE units: none; centers: PAR, PAR", "PAR has two owners.");
    row("FRANCE units: *A PAR (from BUR; centers: none",
        "A parenthesis is not closed in “*A PAR (from BUR”.");
    row("FRANCE units: *A PAR (retreats GAS); centers: none",
        "It is not said where the attack on A PAR came from.");
    row("FRANCE units: *A MAO (from BUR; no retreat); centers: none",
        "“*A MAO” is no dislodged unit.");
    row("FRANCE units: *A PAR (from BUR; nowhere); centers: none",
        "The retreats of A PAR are missing.");
    row("FRANCE units: *A PAR (from BUR; retreats XXX); centers: none",
        "“XXX” is no place to retreat to.");
}

void BoardTextTest::problems()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const auto read = parseBoardText(text.toStdString());
    QVERIFY(std::holds_alternative<std::string>(read));
    QCOMPARE(samples::text(std::get<std::string>(read)), problem);
}

void BoardTextTest::units()
{
    QVERIFY(parseUnit(" f stp/sc ", Power::Russia) ==
            (Unit{Power::Russia, UnitType::Fleet, Location(Province::STP, Coast::South)}));
    for (const char *text : {"", "A", "APAR", "X PAR", "A PARIS", "A  "})
        QVERIFY2(!parseUnit(text, Power::France), text);
}

QTEST_GUILESS_MAIN(BoardTextTest)
#include "board_text_test.moc"
