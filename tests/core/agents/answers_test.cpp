// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/answer_schema.h"
#include "core/agents/reply_parser.h"
#include "core/record/text.h"
#include "core/rules/board_text.h"
#include "core/rules/order_text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// Answers as models give them, in tests/data/answers: every NAME.txt has a NAME.json beside it
/// that says whose answer to which stage it is, on which of the boards, and what is to come of it.
class AnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerHasAnExpectation();
    void answers_data();
    void answers();

private:
    void checkOrders();
    void checkMessages();
    void checkState(const ParsedState &parsed);
    void checkProblem(const QString &problem) const;
    QStringList strings(const QString &key) const
    {
        return expected_[key].toVariant().toStringList();
    }

    QString answer_;
    QJsonObject expected_;
    Position position_;
    Power power_ = Power::France;
    StageKind stage_ = StageKind::Orders;
};

namespace {

const QString answersFolder = QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/answers/");

QString readText(const QString &name)
{
    QFile file(answersFolder % name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Agent agentBefore(Power power)
{
    Agent agent = Agent::fresh(power);
    agent.goals = {u"old goal"_s};
    return agent;
}

/// Such an answer stands in a field where it is asked for by the match's common schema.
bool isOfOurSchema(const QString &name)
{
    const auto json = [](const QString &text) {
        return QJsonDocument::fromJson(text.toUtf8()).object();
    };
    const QJsonObject expected = json(readText(name % u".json"_s));
    const auto stage = parseStageName(expected[u"stage"_s].toString());
    const QJsonValue fields = answerSchema(stage.value()).schema[u"required"_s];
    return json(readText(name % u".txt"_s)).contains(fields[0].toString());
}

} // namespace

void AnswersTest::everyAnswerHasAnExpectation()
{
    const QDir folder(answersFolder);
    QStringList answers = folder.entryList({u"*.txt"_s}, QDir::Files, QDir::Name);
    QStringList expectations = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    answers.replaceInStrings(u".txt"_s, QString());
    expectations.replaceInStrings(u".json"_s, QString());
    QCOMPARE(answers, expectations);
    QVERIFY(answers.size() >= 120);
}

void AnswersTest::answers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("inAField");
    const QStringList files = QDir(answersFolder).entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QString name = file.chopped(5);
        QTest::newRow(qPrintable(name)) << name << false;
        if (isOfOurSchema(name))
            QTest::newRow(qPrintable(QString(name % u", in a field"_s))) << name << true;
    }
}

void AnswersTest::answers()
{
    QFETCH(QString, name);
    QFETCH(bool, inAField);
    answer_ = readText(name % u".txt"_s);
    if (inAField)
        answer_ = u"{\"answer\":"_s % answer_ % u'}';
    expected_ = QJsonDocument::fromJson(readText(name % u".json"_s).toUtf8()).object();
    QVERIFY(!expected_.isEmpty());
    const QString board = readText(u"boards/"_s % expected_[u"board"_s].toString() % u".txt"_s);
    position_ = std::get<Position>(parseBoardText(board.toStdString()));
    power_ = powerFromText(expected_[u"power"_s].toString()).value();
    stage_ = parseStageName(expected_[u"stage"_s].toString()).value();
    switch (stage_) {
    case StageKind::Orders:
        checkOrders();
        break;
    case StageKind::Messages:
        checkMessages();
        break;
    case StageKind::InitialState:
    case StageKind::StateUpdate:
        checkState(parseState(answer_, agentBefore(power_)));
        break;
    case StageKind::NegotiationDiary:
    case StageKind::ResultDiary:
        checkState(parseDiary(answer_, agentBefore(power_), position_.phase, stage_));
        break;
    default:
        QCOMPARE(parseText(answer_, stage_), expected_[u"text"_s].toString());
    }
}

/// What is told to the model holds the words that are expected; nothing is told when all is well.
void AnswersTest::checkProblem(const QString &problem) const
{
    const QString words = expected_[u"problem"_s].toString();
    QVERIFY2(problem.isEmpty() == words.isEmpty(), qPrintable(problem));
    QVERIFY2(problem.contains(words), qPrintable(problem));
}

void AnswersTest::checkOrders()
{
    const ParsedOrders parsed = parseOrders(answer_, position_, power_);
    QStringList orders;
    for (const SubmittedOrder &submitted : parsed.orders)
        orders << toQString(orderText(submitted.order));
    orders.sort();
    QCOMPARE(orders, strings(u"orders"_s));
    const QJsonArray rejected = expected_[u"rejected"_s].toArray();
    QStringList texts;
    for (const RejectedOrder &order : parsed.rejected)
        texts << order.text % u": "_s % order.reason;
    QVERIFY2(texts.size() == rejected.size(), qPrintable(texts.join(u'\n')));
    for (qsizetype i = 0; i < texts.size(); ++i) {
        QCOMPARE(parsed.rejected[i].text, rejected[i][0].toString());
        QVERIFY(!parsed.rejected[i].reason.isEmpty());
        QVERIFY2(texts[i].contains(rejected[i][1].toString()), qPrintable(texts[i]));
    }
    checkProblem(parsed.problem);
}

void AnswersTest::checkMessages()
{
    const CallId call{power_, position_.phase, StageKind::Messages, 1, 1};
    const ParsedMessages parsed = parseMessages(answer_, call, position_);
    QJsonArray messages;
    for (const MessageSent &message : parsed.messages)
        messages << QJsonArray{message.to ? powerText(*message.to) : u"GLOBAL"_s, message.text};
    QCOMPARE(messages, expected_[u"messages"_s].toArray());
    const QStringList notes = strings(u"notes"_s);
    QCOMPARE(parsed.notes.size(), notes.size());
    for (qsizetype i = 0; i < notes.size(); ++i)
        QVERIFY2(parsed.notes[i].contains(notes[i]), qPrintable(parsed.notes[i]));
    checkProblem(parsed.problem);
}

void AnswersTest::checkState(const ParsedState &parsed)
{
    QCOMPARE(parsed.agent.goals, strings(u"goals"_s));
    Agent agent = agentBefore(power_);
    const QJsonObject labels = expected_[u"relationships"_s].toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label)
        agent.relationships[powerFromText(label.key()).value()] =
            parseRelationship(label.value().toString()).value();
    QVERIFY(parsed.agent.relationships == agent.relationships);
    const bool hasEntry = !parsed.entries.isEmpty();
    QCOMPARE(hasEntry ? parsed.entries.first().text : QString(), expected_[u"text"_s].toString());
    QCOMPARE(hasEntry ? parsed.entries.first().intent : QString(),
             expected_[u"intent"_s].toString());
    checkProblem(parsed.problem);
}

QTEST_GUILESS_MAIN(AnswersTest)
#include "answers_test.moc"
