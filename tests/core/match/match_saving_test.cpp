// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/chat_provider.h"
#include "core/match/match.h"
#include "core/match/scripted_seat.h"
#include "core/record/comparison.h"
#include "core/record/match_log_reader.h"
#include "core/simulator/answer_writer.h"
#include "tests/core/match/directed_match.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/file_size_limit.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace concert;
using namespace concert::directed;

namespace {

MatchConfig shortConfig()
{
    MatchConfig config = MatchConfig::demo();
    config.negotiationRounds = 1;
    config.maxYear = 1901;
    return config;
}

/// The built-in model's answer, as an OpenAI server streams it.
void answer(HttpExchange *exchange)
{
    const QByteArray body = exchange->request().body;
    const AskedRequest asked = readRequest(DialectName::OpenAiChat, "/v1/chat/completions",
                                           QJsonDocument::fromJson(body).object());
    fake::stream(fake::chunk(writeAnswer(readPrompt(asked, 1), qHash(body, 1))) +
                 fake::lastChunks())(exchange);
}

template <typename T>
QList<T> eventsIn(const MatchLog &log)
{
    QList<T> events;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const T *event = log.at(i).template as<T>())
            events << *event;
    }
    return events;
}

} // namespace

/// Matches whose log cannot be written: a disk that is full for a while, real files and requests.
class MatchSavingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsAskedMeanwhile();
    void callsInFlightAreKept();
    void whoIsPutBackWaitsToo();
    void aPauseOfTheWatchersStays_data();
    void aPauseOfTheWatchersStays();

private:
    void fillDisk(qint64 bytes) { full_ = std::make_unique<FileSizeLimit>(bytes); }
    void makeRoom() { full_.reset(); }
    Match::Seats modelSeats();
    std::unique_ptr<Match> newMatch(Match::Seats seats);
    /// It has tried once more, and in vain.
    void triesInVain();
    bool waitsForDisk() const;
    void endsAndIsSaved();

    std::unique_ptr<FileSizeLimit> full_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FakeModelServer> server_;
    std::unique_ptr<ChatProvider> provider_;
    std::unique_ptr<MatchLog> log_;
    std::unique_ptr<MatchLogFile> file_;
};

void MatchSavingTest::init()
{
    full_.reset();
    file_.reset();
    folder_ = std::make_unique<QTemporaryDir>();
    server_ = std::make_unique<FakeModelServer>();
    server_->script({answer});
    provider_ = std::make_unique<ChatProvider>(server_->profile(), "secret-key", 1);
    log_ = std::make_unique<MatchLog>();
    file_ = std::make_unique<MatchLogFile>(folder_->filePath(u"match"_s), log_.get());
}

Match::Seats MatchSavingTest::modelSeats()
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ModelSeat>(provider_.get(), ModelId{u"fake"_s, u"m"_s, {}});
    return seats;
}

std::unique_ptr<Match> MatchSavingTest::newMatch(Match::Seats seats)
{
    auto match = std::make_unique<Match>(shortConfig(), std::move(seats), log_.get());
    match->setFile(file_.get());
    return match;
}

void MatchSavingTest::triesInVain()
{
    QVERIFY(!file_->save());
    QCoreApplication::processEvents();
}

bool MatchSavingTest::waitsForDisk() const
{
    const auto pauses = eventsIn<MatchPaused>(*log_);
    return !pauses.isEmpty() && pauses.last().unsaved &&
           pauses.last().reason.contains(u"cannot be written"_s);
}

void MatchSavingTest::endsAndIsSaved()
{
    QTRY_VERIFY_WITH_TIMEOUT(log_->hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(*log_)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(file_->finish(), QString());
    MatchLog back;
    QCOMPARE(readMatchLog(folder_->filePath(u"match"_s), &back), QString());
    QCOMPARE(back.size(), log_->size());
    for (qsizetype i = 0; i < back.size(); ++i)
        QCOMPARE(toJson(back.at(i)), toJson(log_->at(i)));
    QFile calls(folder_->filePath(u"match/calls.jsonl"_s));
    QVERIFY(calls.open(QIODevice::ReadOnly));
    QVERIFY(calls.readAll().count('\n') >= eventsIn<CallEnded>(*log_).size());
}

void MatchSavingTest::nothingIsAskedMeanwhile()
{
    fillDisk(64 * 1024);
    const auto match = newMatch(modelSeats());
    match->start();
    QTRY_VERIFY_WITH_TIMEOUT(match->isPaused() && match->callsRunning() == 0, deadline);
    QVERIFY(waitsForDisk());
    const QString reason = eventsIn<MatchPaused>(*log_).last().reason;
    QVERIFY2(reason.contains(folder_->path()) && reason.contains(u".jsonl"_s), qPrintable(reason));
    const qsizetype requests = server_->requests().size();
    const qsizetype events = log_->size();
    const qint64 now = match->now();
    QVERIFY(requests > 7);
    triesInVain();
    match->resume(); // "Try again"
    triesInVain();
    QTest::qWait(1500); // and by itself
    QCOMPARE(server_->requests().size(), requests);
    QCOMPARE(log_->size(), events);
    QCOMPARE(match->now(), now); // its clock stands
    QVERIFY(match->isPaused() && file_->isTroubled());

    makeRoom(); // it goes on by itself
    endsAndIsSaved();
    QVERIFY(server_->requests().size() > requests);
    QCOMPARE(eventsIn<MatchPaused>(*log_).size(), 1);
    QCOMPARE(eventsIn<MatchResumed>(*log_).size(), 1);

    MatchLog whole; // the same game as without all that
    Match other(shortConfig(), modelSeats(), &whole);
    other.start();
    QTRY_VERIFY_WITH_TIMEOUT(whole.hasEnded(), deadline);
    QCOMPARE(gameDifferences(u"whole"_s, gameLines(whole), u"paused"_s, gameLines(*log_)),
             QStringList());
}

/// They are paid for: what they answer is kept in memory, and nobody is asked for it again.
void MatchSavingTest::callsInFlightAreKept()
{
    QList<QPointer<HttpExchange>> held;
    server_->script({[&held](HttpExchange *exchange) { held << exchange; }});
    const auto match = newMatch(modelSeats());
    match->start();
    QTRY_COMPARE_WITH_TIMEOUT(held.size(), 7, deadline);
    QVERIFY(file_->save());
    fillDisk(1);
    log_->append({match->now(), Audience::watcherOnly(),
                  ProblemReported{ProblemReported::Severity::Note, std::nullopt, u"More."_s}});
    QTRY_VERIFY_WITH_TIMEOUT(match->isPaused(), deadline);
    QCOMPARE(match->callsRunning(), 7);
    server_->script({answer});
    for (const auto &exchange : std::as_const(held))
        answer(exchange);
    QTRY_COMPARE_WITH_TIMEOUT(match->callsRunning(), 0, deadline);
    QCOMPARE(eventsIn<CallEnded>(*log_).size(), 7);
    for (const CallEnded &call : eventsIn<CallEnded>(*log_))
        QVERIFY2(call.outcome == CallOutcome::Answered, qPrintable(call.problem));
    QCOMPARE(server_->requests().size(), 7);
    makeRoom();
    QVERIFY(!waitsForDisk() || match->isPaused());
    match->resume(); // at once
    endsAndIsSaved();
    qsizetype attempts = 0;
    for (const CallEnded &call : eventsIn<CallEnded>(*log_))
        attempts += call.attempts;
    QCOMPARE(server_->requests().size(), attempts);
    QCOMPARE(attempts, eventsIn<CallEnded>(*log_).size()); // each asked once
}

void MatchSavingTest::whoIsPutBackWaitsToo()
{
    QList<ChatRequest> requests;
    bool broken = true;
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ScriptedSeat>(1);
    seats[2] = std::make_unique<DirectedSeat>(
        [&](const PromptContext &) -> std::optional<ChatResult> {
            if (!broken)
                return std::nullopt;
            return errorAnswer(ChatError::Kind::Unauthorized, u"No."_s);
        },
        &requests);
    const auto match = newMatch(std::move(seats));
    match->start();
    QTRY_VERIFY_WITH_TIMEOUT(match->isHeldUp(), deadline); // all wait for FRANCE
    const qsizetype asked = requests.size();
    fillDisk(1);
    log_->append({match->now(), Audience::watcherOnly(),
                  ProblemReported{ProblemReported::Severity::Note, std::nullopt, u"More."_s}});
    QTRY_VERIFY_WITH_TIMEOUT(waitsForDisk(), deadline);
    broken = false;
    match->tryAgain(Power::France);
    triesInVain();
    QCOMPARE(requests.size(), asked);
    QVERIFY(match->activity(Power::France).detail.contains(u"cannot be written"_s));
    makeRoom();
    endsAndIsSaved();
    QVERIFY(requests.size() > asked);
    for (const CallEnded &call : eventsIn<CallEnded>(*log_))
        QVERIFY2(call.outcome == CallOutcome::Answered, qPrintable(call.problem));
}

void MatchSavingTest::aPauseOfTheWatchersStays_data()
{
    QTest::addColumn<bool>("first");
    QTest::newRow("the disk works again first") << true;
    QTest::newRow("the watcher wants to go on first") << false;
}

void MatchSavingTest::aPauseOfTheWatchersStays()
{
    QFETCH(bool, first);
    const auto match = newMatch(modelSeats());
    match->start();
    QTRY_VERIFY_WITH_TIMEOUT(server_->requests().size() > 10, deadline);
    match->pause();
    QTRY_COMPARE_WITH_TIMEOUT(match->callsRunning(), 0, deadline);
    QVERIFY(file_->save());
    fillDisk(1);
    log_->append({match->now(), Audience::watcherOnly(),
                  ProblemReported{ProblemReported::Severity::Note, std::nullopt, u"More."_s}});
    QTRY_VERIFY_WITH_TIMEOUT(
        eventsIn<ProblemReported>(*log_).last().text.contains(u"cannot be written"_s), deadline);
    const qsizetype requests = server_->requests().size();
    if (first) {
        makeRoom();
        QTRY_VERIFY_WITH_TIMEOUT(!file_->isTroubled(), deadline);
        QCoreApplication::processEvents();
        QVERIFY(match->isPaused());
        QCOMPARE(eventsIn<MatchResumed>(*log_).size(), 0);
        match->resume();
    } else {
        match->resume();
        QVERIFY(match->isPaused() && waitsForDisk()); // for another reason now
        triesInVain();
        QCOMPARE(server_->requests().size(), requests);
        makeRoom();
    }
    endsAndIsSaved();
    QCOMPARE(eventsIn<MatchResumed>(*log_).size(), first ? 1 : 2);
}

QTEST_GUILESS_MAIN(MatchSavingTest)
#include "match_saving_test.moc"
