// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sample_log.h"
#include "ui/problems/problems_model.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

const QString openAi = u"OpenAI (api.openai.com)"_s;
const QString busy = openAi % u" asks for fewer requests (429)."_s;
const QString silent = u"Ollama (127.0.0.1:11434) fell silent for 60 s in its answer."_s;

/// A request that failed and was sent again so much later, in tenths of a second.
QList<SpanRequest> again(const QStringList &problems, qint64 tenths)
{
    QList<SpanRequest> requests;
    qint64 time = 0;
    for (const QString &problem : problems) {
        requests << SpanRequest{time, time + 500'000, false, problem};
        time += 500'000 + tenths * 100'000;
    }
    requests << SpanRequest{time, time + 500'000, false, {}};
    return requests;
}

QStringList texts(const ProblemsModel &model, const QModelIndex &kind = {})
{
    QStringList all;
    for (int row = 0; row < model.rowCount(kind); ++row)
        all << model.index(row, ProblemsModel::TextColumn, kind).data().toString();
    return all;
}

QString cell(const ProblemsModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

/// The rows of the list of problems that take more than a sentence of the log.
class ProblemsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void callsThatHadToWaitShareAQuietRow();
    void stallsAreToldByModel();
    void otherTroubleIsToldByItsSentence();
    void whatHasARowOfItsOwnIsNotToldTwice();
    void defaultOrdersOfOneCauseShareARow();
    void aPauseForTheDiskEnds();

private:
    void call(Power power, const QString &model, const QList<SpanRequest> &requests,
              CallOutcome outcome = CallOutcome::Answered);
    PowerParked parked(Power power) const
    {
        return {power, u"openai:x"_s, openAi, ParkReason::Key, u"It refuses the key."_s, {}};
    }

    std::unique_ptr<MatchLog> log_;
    std::unique_ptr<sample::Writer> writer_;
    std::unique_ptr<ProblemsModel> model_;
    std::unique_ptr<QAbstractItemModelTester> tester_;
    Phase phase_ = sample::spring;
    int span_ = 0;
};

void ProblemsTest::init()
{
    QLocale::setDefault(QLocale::c());
    tester_.reset();
    model_ = std::make_unique<ProblemsModel>();
    log_ = std::make_unique<MatchLog>();
    writer_ = std::make_unique<sample::Writer>(log_.get());
    tester_ = std::make_unique<QAbstractItemModelTester>(
        model_.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    model_->setLog(log_.get()); // live
    span_ = 0;
    writer_->start();
    writer_->phase(sample::spring);
}

void ProblemsTest::call(Power power, const QString &model, const QList<SpanRequest> &requests,
                        CallOutcome outcome)
{
    const CallId id{power, phase_, StageKind::Orders, 0, 1};
    writer_->add(CallStarted{span_, id, model, {}, {}, 0});
    CallEnded ended;
    ended.span = span_++;
    ended.call = id;
    ended.outcome = outcome;
    ended.requests = requests;
    ended.attempts = static_cast<int>(requests.size());
    if (outcome == CallOutcome::Defaulted)
        ended.problem = u"FRANCE (openai:x): "_s % busy % u" (4 attempts)"_s;
    writer_->add(ended);
}

void ProblemsTest::callsThatHadToWaitShareAQuietRow()
{
    call(Power::France, u"openai:x"_s, again({busy}, 21));
    QCOMPARE(texts(*model_), QStringList(u"orders of S1901M: "_s % busy % u" Waited for 2.1 s."_s));
    QCOMPARE(model_->index(0, 0).data(ProblemsModel::SeverityRole).toInt(),
             static_cast<int>(ProblemReported::Severity::Note));
    QCOMPARE(model_->problemCount(), 0); // nothing is wrong
    // What it says beside that differs from call to call.
    call(Power::Italy, u"openai:y"_s,
         again({busy % u" It says: Limit 3, try again in 7 s."_s, busy % u" It says: 2 s"_s}, 180));
    QCOMPARE(texts(*model_), QStringList(openAi % u" asked 2 call(s) to wait, 38 s in all."_s));
    QCOMPARE(cell(*model_, 0, ProblemsModel::CountColumn), u"2"_s);
    QCOMPARE(cell(*model_, 0, ProblemsModel::PowerColumn), u"France, Italy"_s);
    QCOMPARE(texts(*model_, model_->index(0, 0)),
             QStringList({u"orders of S1901M: "_s % busy % u" Waited for 2.1 s."_s,
                          u"orders of S1901M: "_s % busy % u" Waited for 36 s."_s}));
    // Each leads to its call.
    const QModelIndex second = model_->index(1, 0, model_->index(0, 0));
    const auto event = second.data(ProblemsModel::EventIndexRole).value<qsizetype>();
    QCOMPARE(log_->at(event).as<CallEnded>()->call.power, Power::Italy);
    // Another server's is another row.
    call(Power::Turkey, u"mine:z"_s,
         again({u"Mine (10.0.0.1) asks for fewer requests (429)."_s}, 5));
    QCOMPARE(model_->rowCount(), 2);
    ProblemsModel opened; // the same for a match that is opened
    opened.setLog(log_.get());
    QCOMPARE(texts(opened), texts(*model_));
}

void ProblemsTest::stallsAreToldByModel()
{
    const QString never = u"Ollama (127.0.0.1:11434) did not begin to answer within 120 s."_s;
    call(Power::France, u"ollama:qwen3:8b"_s, again({silent}, 10));
    call(Power::Italy, u"ollama:qwen3:8b"_s, again({never}, 10), CallOutcome::Repaired);
    call(Power::Turkey, u"ollama:llama3@http://127.0.0.1:11434"_s, again({silent, never}, 10));
    const QStringList rows = texts(*model_);
    QVERIFY2(rows.contains(u"3 answer(s) of qwen3:8b, llama3 stalled and were asked again."_s),
             qPrintable(rows.join(u'\n')));
    QCOMPARE(texts(*model_, model_->index(0, 0)).first(),
             QString(u"orders of S1901M: "_s % silent % u" It was asked again."_s));
}

void ProblemsTest::otherTroubleIsToldByItsSentence()
{
    const QString down = openAi % u" failed (503)."_s;
    for (const Power power : {Power::France, Power::Italy})
        call(power, u"openai:x"_s, again({down, busy}, 10));
    QCOMPARE(texts(*model_), QStringList({down % u" 2 call(s) were sent again."_s,
                                          openAi % u" asked 2 call(s) to wait, 2.0 s in all."_s}));
    call(Power::Turkey, u"openai:x"_s, again({openAi % u" failed (500). It says: <b>Oops"_s}, 10));
    QCOMPARE(model_->rowCount(), 2); // the same trouble
}

void ProblemsTest::whatHasARowOfItsOwnIsNotToldTwice()
{
    call(Power::France, u"openai:x"_s, again({busy}, 10), CallOutcome::Defaulted);
    QCOMPARE(model_->rowCount(), 1); // that it was given up
    call(Power::France, u"openai:x"_s, again({busy}, 10), CallOutcome::Cancelled);
    QCOMPARE(model_->rowCount(), 1);
    QList<SpanRequest> raced = again({u"another answer was used"_s}, 0);
    raced.last().hedge = true;
    call(Power::Italy, u"openai:x"_s, raced);
    call(Power::Italy, u"openai:x"_s, again({QString()}, 0)); // asked again for another form
    QCOMPARE(model_->rowCount(), 1);
    // An outage has the row of who waits.
    const CallId id{Power::Turkey, phase_, StageKind::Orders, 0, 1};
    writer_->add(CallStarted{span_, id, u"openai:x"_s, {}, {}, 0});
    PowerParked outage = parked(Power::Turkey);
    outage.reason = ParkReason::Outage;
    writer_->add(outage);
    writer_->add(PowerUnparked{Power::Turkey, PowerUnparked::How::Again, u"openai:x"_s});
    CallEnded ended;
    ended.span = span_++;
    ended.call = id;
    ended.requests = again({openAi % u" refused the connection."_s}, 300);
    ended.attempts = 2;
    writer_->add(ended);
    QCOMPARE(model_->rowCount(), 2);
    QVERIFY(cell(*model_, 1, ProblemsModel::TextColumn).contains(u"This is over."_s));
    call(Power::Turkey, u"openai:x"_s, again({busy}, 10)); // later, and apart from it
    QCOMPARE(model_->rowCount(), 3);
}

/// As `--when_parked default` leaves them: each power waits for no time at all.
void ProblemsTest::defaultOrdersOfOneCauseShareARow()
{
    const auto giveUp = [this](Power power) {
        writer_->add(parked(power));
        writer_->add(PowerUnparked{power, PowerUnparked::How::Defaults, u"openai:x"_s});
    };
    for (const Power power : allPowers)
        giveUp(power);
    const QStringList rows{u"It refuses the key."_s, u"Default orders from now on."_s};
    QCOMPARE(texts(*model_), rows);
    for (const int row : {0, 1}) {
        QCOMPARE(cell(*model_, row, ProblemsModel::CountColumn), u"7"_s);
        QCOMPARE(cell(*model_, row, ProblemsModel::PowerColumn), u"all"_s);
        const QModelIndex third =
            model_->index(2, ProblemsModel::PowerColumn, model_->index(row, 0));
        QCOMPARE(third.data().toString(), u"France"_s);
    }
    ProblemsModel opened;
    opened.setLog(log_.get());
    QCOMPARE(texts(opened), rows);
    writer_->phase(sample::fall); // another phase has another row for it
    giveUp(Power::France);
    QCOMPARE(model_->rowCount(), 3);
}

void ProblemsTest::aPauseForTheDiskEnds()
{
    const QString why = u"/runs/1/match.jsonl cannot be written: No space left on device. What was "
                        "played is kept in memory and written when the disk takes it again."_s;
    const QString row = u"The match pauses until it can be saved. "_s % why;
    writer_->add(MatchPaused{why, true});
    QCOMPARE(texts(*model_), QStringList(row));
    QCOMPARE(model_->index(0, 0).data(ProblemsModel::SeverityRole).toInt(),
             static_cast<int>(ProblemReported::Severity::Error));
    writer_->add(MatchResumed{});
    QCOMPARE(texts(*model_), QStringList(row % u" This is over."_s));
    writer_->add(MatchPaused{why, true});
    QCOMPARE(texts(*model_), QStringList(row));
    QCOMPARE(texts(*model_, model_->index(0, 0)), QStringList({row % u" This is over."_s, row}));
}

QTEST_MAIN(ProblemsTest)
#include "problems_test.moc"
