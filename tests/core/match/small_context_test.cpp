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

} // namespace

/// What is found out about a model's context holds for all that it is asked.
class SmallContextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void repairsFitToo_data();
    void repairsFitToo();
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
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<SmallSeat>(context, &asked);
    MatchLog log;
    Match match(config, std::move(seats), &log);
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

QTEST_GUILESS_MAIN(SmallContextTest)
#include "small_context_test.moc"
