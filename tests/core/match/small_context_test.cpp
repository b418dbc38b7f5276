// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/token_estimate.h"
#include "tests/core/match/directed_match.h"

#include <QRegularExpression>

using namespace std::chrono_literals;
using namespace concert;
using namespace concert::directed;

namespace {

qsizetype tokensIn(const ChatRequest &request)
{
    qsizetype tokens = 0;
    for (const ChatMessage &message : request.messages)
        tokens += estimatedTokens(message.content);
    return tokens;
}

/// A model that takes so many tokens, and whose first answer about orders is of no use.
class SmallSeat : public Seat {
public:
    SmallSeat(qsizetype context, QList<qsizetype> *asked) : context_(context), asked_(asked) {}
    QString name() const override { return u"fake:small"_s; }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        const qsizetype tokens = tokensIn(request);
        asked_->append(tokens);
        if (tokens > context_)
            return new PreparedReply(errorAnswer(ChatError::Kind::ContextLength, u"too long"_s),
                                     0ms);
        if (context.call.stage == StageKind::Orders && request.messages.size() == 2)
            return new PreparedReply(textAnswer(u"rubbish { "_s.repeated(2000)), 0ms);
        return script_.ask(context, request);
    }

private:
    qsizetype context_;
    QList<qsizetype> *asked_;
    ScriptedSeat script_{1};
};

Match::Seats smallSeats(qsizetype context, QList<qsizetype> *asked)
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<SmallSeat>(context, asked);
    return seats;
}

QStringList notesAbout(const MatchLog &log, const QString &what)
{
    QStringList notes;
    for (const ProblemReported &problem : eventsOf<ProblemReported>(log))
        notes << problem.text;
    return notes.filter(what);
}

} // namespace

/// What is found out about a model's context holds for all that it is asked.
class SmallContextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void repairsFitToo_data();
    void repairsFitToo();
    void theShortTextsAreTaken_data();
    void theShortTextsAreTaken();
    void saysSoWhereNothingHelps();
};

void SmallContextTest::repairsFitToo_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<int>("rounds");
    QTest::newRow("staged") << Schedule::Staged << 2;
    QTest::newRow("pipelined") << Schedule::Pipelined << 2;
    QTest::newRow("without press") << Schedule::Pipelined << 0;
}

void SmallContextTest::repairsFitToo()
{
    QFETCH(Schedule, schedule);
    QFETCH(int, rounds);
    MatchConfig config = shortMatch(schedule, rounds);
    config.simplePrompts = true;
    constexpr qsizetype context = 3000; // the longest prompt of a movement phase fits, barely
    QList<qsizetype> asked;
    MatchLog log;
    Match match(config, smallSeats(context, &asked), &log);
    playToTheEnd(&match);
    static const QRegularExpression limit(u"cut to about (\\d+) tokens"_s);
    int least = std::numeric_limits<int>::max();
    int learned = 0;
    for (const ProblemReported &problem : eventsOf<ProblemReported>(log)) {
        const auto found = limit.match(problem.text);
        if (!found.hasMatch())
            continue;
        ++learned;
        QVERIFY2(found.captured(1).toInt() <= least, qPrintable(problem.text));
        least = found.captured(1).toInt();
    }
    qInfo("%lld requests, the longest of %lld tokens; learned %d times, at last %d",
          static_cast<long long>(asked.size()),
          static_cast<long long>(*std::max_element(asked.begin(), asked.end())), learned, least);
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        const bool isOrders = call.call.stage == StageKind::Orders;
        QVERIFY2(call.outcome == (isOrders ? CallOutcome::Repaired : CallOutcome::Answered),
                 qPrintable(call.call.toString() % u": "_s % call.problem));
    }
    // By those that were on their way meanwhile, too; half and half again.
    QVERIFY(learned > 0 && learned <= 3 * powerCount);
}

void SmallContextTest::theShortTextsAreTaken_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::newRow("staged") << Schedule::Staged;
    QTest::newRow("pipelined") << Schedule::Pipelined;
}

/// Nothing was said yet that could be left out: what is too long are our own words.
void SmallContextTest::theShortTextsAreTaken()
{
    QFETCH(Schedule, schedule);
    QList<qsizetype> asked;
    MatchLog log;
    Match match(shortMatch(schedule, 1), smallSeats(2500, &asked), &log);
    playToTheEnd(&match);
    QVERIFY(!notesAbout(log, u"put in fewer words from now on"_s).isEmpty());
    for (const CallEnded &call : eventsOf<CallEnded>(log)) {
        const bool isOrders = call.call.stage == StageKind::Orders;
        QVERIFY2(call.outcome == (isOrders ? CallOutcome::Repaired : CallOutcome::Answered),
                 qPrintable(call.call.toString() % u": "_s % call.problem));
    }
    const MatchEnded end = eventsOf<MatchEnded>(log).value(0);
    QVERIFY2(end.reason == MatchEnded::Reason::LastYear, qPrintable(end.text));
}

/// No prompt is as short as that: it is not asked for ever.
void SmallContextTest::saysSoWhereNothingHelps()
{
    QList<qsizetype> asked;
    MatchLog log;
    Match match(shortMatch(Schedule::Pipelined), smallSeats(300, &asked), &log);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(eventsOf<PowerParked>(log).size() == powerCount, deadline);
    for (const PowerParked &parked : eventsOf<PowerParked>(log))
        QVERIFY2(parked.text.contains(u"too long"_s), qPrintable(parked.text));
    QVERIFY2(asked.size() <= 7 * powerCount, qPrintable(QString::number(asked.size())));
}

QTEST_GUILESS_MAIN(SmallContextTest)
#include "small_context_test.moc"
