// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/reply_parser.h"

#include "core/agents/answer_json.h"
#include "core/agents/order_texts.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"

#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

const Phase spring{1901, Season::Spring, PhaseType::Movement};
const CallId talk{Power::France, spring, StageKind::Messages, 1, 1};

QStringList textsOf(const QList<SubmittedOrder> &orders)
{
    QStringList texts;
    for (const SubmittedOrder &order : orders)
        texts << toQString(orderText(order.order)) %
                     (order.defaulted ? u" (default)"_s : QString());
    texts.sort();
    return texts;
}

} // namespace

class ReplyParserTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheJsonInAnAnswer_data();
    void findsTheJsonInAnAnswer();
    void ordersAreTakenOrRejectedWithReason();
    void rubbishOrdersBecomeDefaults_data();
    void rubbishOrdersBecomeDefaults();
    void superfluousOrdersAreNotAskedAgain();
    void messagesAreAddressedByUs();
    void messagesAreBounded();
    void stateReplacesGoalsAndMergesRelationships();
    void hugeRubbishIsQuick();
};

void ReplyParserTest::findsTheJsonInAnAnswer_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<bool>("found");
    const QString object = uR"({"orders":["A PAR H"],"reasoning":"a } in \" text {"})"_s;
    QTest::newRow("plain") << object << true;
    QTest::newRow("blanks around") << u"\n\n  "_s % object % u"  \n"_s << true;
    QTest::newRow("fenced") << u"```json\n"_s % object % u"\n```"_s << true;
    QTest::newRow("prose around") << u"Here are my orders {as asked}:\n"_s % object %
                                         u"\nGood luck!"_s
                                  << true;
    QTest::newRow("after thinking")
        << u"<think>maybe {\"orders\":[\"A PAR D\"]}</think>"_s % object << true;
    QTest::newRow("the last of two")
        << u"{\"orders\":[\"A MAR H\"]} no, rather "_s % object << true;
    QTest::newRow("an array") << u"My orders: [\"A PAR H\"]"_s << true;
    QTest::newRow("cut off") << object.left(20) << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("prose") << u"I hold everything."_s << false;
    QTest::newRow("crossed brackets") << u"{[}]"_s << false;
}

void ReplyParserTest::findsTheJsonInAnAnswer()
{
    QFETCH(QString, answer);
    QFETCH(bool, found);
    const auto json = AnswerJson(answer).find({u"orders"_s});
    QCOMPARE(json.has_value(), found);
    if (found)
        QCOMPARE((*json)[u"orders"_s][0].toString(), u"A PAR H"_s);
}

void ReplyParserTest::ordersAreTakenOrRejectedWithReason()
{
    const Position start = Position::start();
    const ParsedOrders parsed = parseOrders(
        uR"({"orders":["army paris to burgundy","A MAR - MOS","F BRE - MAO","A LON H"],"reasoning":"x"})"_s,
        start, Power::France);
    QCOMPARE(textsOf(parsed.orders), (QStringList{u"A PAR - BUR"_s, u"F BRE - MAO"_s}));
    QCOMPARE(parsed.rejected.size(), 2);
    QCOMPARE(parsed.rejected[0].text, u"A MAR - MOS"_s);
    QVERIFY(!parsed.rejected[0].reason.isEmpty());
    QVERIFY(!parsed.rejected[1].reason.isEmpty());
    QCOMPARE(parsed.reasoning, u"x"_s);
    // What goes back to the model names the order and the unit's legal ones.
    QVERIFY(parsed.problem.contains(u"A MAR - MOS"_s));
    QVERIFY(parsed.problem.contains(u"A MAR S A PAR"_s));
    QCOMPARE(textsOf(completedOrders(parsed.orders, start, Power::France)),
             (QStringList{u"A MAR H (default)"_s, u"A PAR - BUR"_s, u"F BRE - MAO"_s}));
}

void ReplyParserTest::rubbishOrdersBecomeDefaults_data()
{
    QTest::addColumn<QString>("answer");
    QTest::newRow("nothing") << QString();
    QTest::newRow("prose") << u"We attack at dawn."_s;
    QTest::newRow("wrong types") << uR"({"orders":[1,null,{"a":2},[true,[3]]]})"_s;
    QTest::newRow("no list") << uR"({"orders":7})"_s;
    QTest::newRow("other key") << uR"({"thoughts":["A PAR H"]})"_s;
    QTest::newRow("control characters") << uR"({"orders":["\u0000\u202e","\ud800 \u200b"]})"_s;
}

void ReplyParserTest::rubbishOrdersBecomeDefaults()
{
    QFETCH(QString, answer);
    const Position start = Position::start();
    const ParsedOrders parsed = parseOrders(answer, start, Power::France);
    QVERIFY(parsed.orders.isEmpty());
    QCOMPARE(textsOf(completedOrders(parsed.orders, start, Power::France)),
             (QStringList{u"A MAR H (default)"_s, u"A PAR H (default)"_s, u"F BRE H (default)"_s}));
}

void ReplyParserTest::superfluousOrdersAreNotAskedAgain()
{
    const ParsedOrders parsed =
        parseOrders(uR"({"orders":["A PAR H","A MAR H","F BRE H","A PAR - BUR","A MUN H"]})"_s,
                    Position::start(), Power::France);
    QCOMPARE(parsed.orders.size(), 3);
    QCOMPARE(parsed.rejected.size(), 2);
    QCOMPARE(parsed.problem, QString());
}

void ReplyParserTest::messagesAreAddressedByUs()
{
    Position position = Position::start();
    for (const Unit &unit : position.units(Power::Italy))
        position.clearUnit(unit.location.province());
    for (const Province center : position.centers(Power::Italy))
        position.setOwner(center, std::nullopt);
    const ParsedMessages parsed = parseMessages(uR"({"messages":[
            {"message_type":"private","recipient":"england","content":" From RUSSIA: hello "},
            {"message_type":"global","recipient":"ENGLAND","content":"All"},
            {"message_type":"private","recipient":"Narnia","content":"Who?"},
            {"message_type":"private","recipient":"FRANCE","content":"me"},
            {"message_type":"private","recipient":"ITALY","content":"gone"},
            {"message_type":"private","recipient":"TURKEY","content":""}]})"_s,
                                                talk, position);
    QCOMPARE(parsed.problem, QString());
    QCOMPARE(parsed.messages.size(), 3);
    QVERIFY(parsed.messages[0].to == Power::England);
    QVERIFY(parsed.messages[0].from == Power::France); // whatever the text says
    QCOMPARE(parsed.messages[0].text, u"From RUSSIA: hello"_s);
    QCOMPARE(parsed.messages[0].id, u"S1901M/1/FRANCE/0"_s);
    QVERIFY(!parsed.messages[1].to);
    QVERIFY(!parsed.messages[2].to);
    QVERIFY(parsed.messages[2].note.contains(u"Narnia"_s));
    QCOMPARE(parsed.notes.size(), 2);
}

void ReplyParserTest::messagesAreBounded()
{
    QString answer = u"["_s;
    for (int i = 0; i < 500; ++i) {
        answer += (i > 0 ? u","_s : QString()) %
                  uR"({"message_type":"private","recipient":"ITALY","content":")"_s %
                  QString(5000, u'x') % u"\"}"_s;
    }
    const ParsedMessages parsed = parseMessages(answer % u']', talk, Position::start());
    QCOMPARE(parsed.messages.size(), 10);
    QCOMPARE(parsed.messages[9].text.size(), 2000);
    QVERIFY(!parsed.messages[9].note.isEmpty());
    QCOMPARE(parsed.notes.size(), 1);
}

void ReplyParserTest::stateReplacesGoalsAndMergesRelationships()
{
    Agent before = Agent::fresh(Power::France);
    before.goals = {u"old"_s};
    const ParsedState parsed =
        parseState(uR"({"updated_goals":["new","  newer\n "],"relationship_updates":
            {"england":"ENEMY","ITALY":"Lover","FRANCE":"Ally","SPAIN":"Ally"}})"_s,
                   before);
    QCOMPARE(parsed.problem, QString());
    QCOMPARE(parsed.agent.goals, (QStringList{u"new"_s, u"newer"_s}));
    QCOMPARE(parsed.agent.relationships.at(Power::England), Relationship::Enemy);
    QCOMPARE(parsed.agent.relationships.at(Power::Italy), Relationship::Neutral);
    QVERIFY(!parsed.agent.relationships.contains(Power::France));
    const ParsedState nothing = parseState(u"no idea"_s, before);
    QVERIFY(!nothing.problem.isEmpty());
    QVERIFY(nothing.agent == before);
}

void ReplyParserTest::hugeRubbishIsQuick()
{
    // Quadratic work on a hostile answer would freeze the window; a generous bound tells it apart.
    // Of processor time: a busy machine is no fault of ours.
    const std::clock_t start = std::clock();
    const QStringList names{u"orders"_s};
    for (const QString &piece :
         {u"{"_s, u"["_s, u"\""_s, u"{\""_s, u"[\"a\","_s, u"\"#"_s, u"{\"a\":\"/*"_s, u"<think>"_s,
          u"{{"_s, u"{a:"_s, u"[a "_s, u"'\n"_s, u"\"a\", "_s})
        QVERIFY2(!AnswerJson(u"{\"x\": "_s % piece.repeated(500'000 / piece.size())).find(names),
                 qPrintable(piece));
    QVERIFY(!AnswerJson(QString(250'000, u'"') % QString(250'000, u'}')).find(names));
    QVERIFY(!AnswerJson(u"<think>"_s.repeated(50'000) % u"</think>"_s).find(names));
    QVERIFY(
        orderTextsInProse(u"A PAR - BUR and "_s.repeated(20'000), Position::start(), Power::France)
            .size() <= 3);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 20, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(ReplyParserTest)
#include "reply_parser_test.moc"
