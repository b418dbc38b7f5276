// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/match.h"
#include "core/match/scripted_seat.h"
#include "core/record/comparison.h"
#include "core/record/spending.h"
#include "core/record/text.h"
#include "core/trace/analysis.h"
#include "tests/support/fake_model_server.h"
#include "tests/support/model_seats.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QProcess>
#include <QSignalSpy>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cmath>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace concert;

namespace {

constexpr int deadline = 120'000;

/// The script with a price: a dollar per million tokens, and usage as a provider tells it.
class PricedSeat : public Seat {
public:
    QString name() const override { return u"fake:priced"_s; }
    bool isBilled() const override { return true; }
    std::optional<double> cost(const Usage &usage) const override
    {
        return static_cast<double>(usage.inputTokens + usage.outputTokens) / 1e6;
    }
    ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
    {
        ChatReply *scripted = script_.ask(context, request);
        ChatResult result = scripted->result();
        delete scripted;
        result.usage = {900, 0, 100, 0, false};
        result.attempts = 1;
        return new PreparedReply(result, 0ms);
    }

private:
    ScriptedSeat script_{1};
};

template <typename T>
Match::Seats seatsOf(const auto &...arguments)
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<T>(arguments...);
    return seats;
}

MatchConfig oneYear(int rounds = 1)
{
    MatchConfig config = MatchConfig::demo();
    config.negotiationRounds = rounds;
    config.maxYear = 1901;
    config.maxTokens = 1000;
    return config;
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

/// What a match may cost; turn_deadline_test has how long it may take, hedging_test who is asked
/// twice.
class MatchLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anUnattendedMatchEndsAtItsCap_data();
    void anUnattendedMatchEndsAtItsCap();
    void anAttendedMatchPausesAtItsCap();
    void theDayCountsAllMatches();
    void theDayCountsWhatOthersHoldBack();
    void whatOthersHoldBackIsWaitedFor();
    void manyAtOnceKeepTheDaysCap();
    void anotherAttemptNeedsRoomToo();
    void theLedgerOutlivesAnything();
    void theDeadHoldNothingBack();
    void theBuiltInModelCountsForNoCap();
    void aDayThatCannotBeRecordedIsTold_data();
    void aDayThatCannotBeRecordedIsTold();
    void pressInAnyScriptKeepsTheCap_data();
    void pressInAnyScriptKeepsTheCap();
    void theLogIsEnglishEverywhere();
};

void MatchLimitsTest::anUnattendedMatchEndsAtItsCap_data()
{
    QTest::addColumn<SpendingCaps>("caps");
    QTest::newRow("money") << SpendingCaps{0.05, 0, 0, 0};
    QTest::newRow("tokens") << SpendingCaps{0, 0, 50'000, 0};
    QTest::newRow("the day's money") << SpendingCaps{0, 0.05, 0, 0};
    QTest::newRow("the day's tokens") << SpendingCaps{0, 0, 0, 50'000};
}

void MatchLimitsTest::anUnattendedMatchEndsAtItsCap()
{
    QFETCH(SpendingCaps, caps);
    QTemporaryDir folder;
    SpendingLedger ledger(folder.path());
    MatchConfig config = oneYear();
    config.caps = caps;
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setLedger(&ledger);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    const MatchEnded end = eventsIn<MatchEnded>(log)[0];
    QCOMPARE(end.reason, MatchEnded::Reason::Spent);
    QVERIFY2(end.text.contains(u"cap of"_s), qPrintable(end.text));
    const Spending &spent = log.spending();
    QVERIFY(spent.cost <= 0.05 && spent.tokens() <= 50'000); // never over it
    QVERIFY(spent.cost > 0.03);                              // and not far below
    QCOMPARE(ledger.spentOn().tokens, spent.tokens());
}

void MatchLimitsTest::anAttendedMatchPausesAtItsCap()
{
    MatchConfig config = oneYear();
    config.caps.cost = 0.03;
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setAttended(true);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.isPaused(), deadline);
    QVERIFY(eventsIn<MatchPaused>(log).last().reason.contains(u"$0.03"_s));
    QVERIFY(log.spending().cost <= 0.03);
    match.resume(); // without more money that leads nowhere
    QTRY_COMPARE_WITH_TIMEOUT(eventsIn<MatchPaused>(log).size(), 2, deadline);
    match.changeCaps({10, 0, 0, 0});
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    for (const CallEnded &call : eventsIn<CallEnded>(log))
        QVERIFY(call.outcome == CallOutcome::Answered); // nothing was lost for it
}

void MatchLimitsTest::theDayCountsAllMatches()
{
    QTemporaryDir folder;
    MatchConfig config = oneYear(0);
    config.caps.dayCost = 1;
    SpendingLedger(folder.path()).settle({}, {0.999, 1}); // this morning, by another process
    SpendingLedger ledger(folder.path());
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setLedger(&ledger);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::Spent);
    QVERIFY(log.spending().calls <= 1);
}

/// Two matches of two processes; each has a ledger object of its own over the one folder.
void MatchLimitsTest::theDayCountsWhatOthersHoldBack()
{
    QTemporaryDir folder;
    SpendingLedger one(folder.path());
    SpendingLedger two(folder.path());
    SpendingGuard first;
    SpendingGuard second;
    for (auto [guard, ledger] : {std::pair(&first, &one), std::pair(&second, &two)}) {
        guard->setCaps({0, 1, 0, 0});
        guard->setLedger(ledger);
    }
    SpendingReservation firstCall{{}, true};
    SpendingReservation secondCall{{}, true};
    QCOMPARE(first.reserve({0.6, 10}, &firstCall), QString());
    const QString problem = second.reserve({0.6, 10}, &secondCall);
    QVERIFY2(problem.contains(u"day's cap of $1"_s), qPrintable(problem));
    QVERIFY(!second.mayGetRoom() && second.isHeldByOthers()); // nothing of its own
    first.settle(&firstCall, {0.1, 10});
    QCOMPARE(second.reserve({0.6, 10}, &secondCall), QString());
    QCOMPARE(one.reservedOn(), (SpendingAmount{0.6, 10}));
    QVERIFY(!first.reserve({0.4, 10}, &firstCall).isEmpty()); // 0.1 are spent
    QCOMPARE(first.reserve({0.2, 10}, &firstCall), QString());
    QVERIFY(!first.reserve({0.2, 10}, &firstCall).isEmpty()); // nor once more for another attempt
    first.settle(&firstCall, {0.05, 10});
    second.settle(&secondCall, {0.05, 10});
    QVERIFY(std::abs(two.reservedOn().cost) < 1e-9);
    QVERIFY(std::abs(one.spentOn().cost - 0.2) < 1e-9);
    SpendingReservation simulated; // the built-in model's tokens are nobody's
    QCOMPARE(first.reserve({100, 10}, &simulated), QString());
    QVERIFY(std::abs(two.reservedOn().cost) < 1e-9);
}

/// It may turn out cheaper: no reason to end the match, nobody being there.
void MatchLimitsTest::whatOthersHoldBackIsWaitedFor()
{
    QTemporaryDir folder;
    SpendingLedger others(folder.path());
    SpendingLedger ledger(folder.path());
    SpendingGuard other;
    other.setLedger(&others);
    SpendingReservation held{{}, true};
    QCOMPARE(other.reserve({9.9999, 10}, &held), QString());
    MatchConfig config = oneYear(0);
    config.caps.dayCost = 10;
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setLedger(&ledger);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.isHeldUp(), deadline);
    QTest::qWait(1500); // it has looked again
    QVERIFY(!match.hasEnded() && match.isHeldUp());
    QVERIFY(match.activity(Power::France).detail.contains(u"hold back"_s));
    other.settle(&held, {0.5, 10});
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    // The record does not take it for work of ours.
    const qint64 waited = heldTime(log.spans(), log.lastTime());
    QVERIFY2(waited > 1'400'000 && waited <= log.lastTime(), qPrintable(QString::number(waited)));
    // Nor for the models' time: that would count it for each of the seven that waited. On a busy
    // machine the answers themselves may take as long as one of them did.
    const qint64 models = sequentialTime(log.spans(), log.lastTime());
    QVERIFY2(models < powerCount * waited / 2, qPrintable(QString::number(models)));
}

/// Eight at once, as fast as they can: never is more held back and spent than the cap.
void MatchLimitsTest::manyAtOnceKeepTheDaysCap()
{
    QTemporaryDir folder;
    const QString path = folder.path();
    constexpr qint64 cap = 1000;
    std::atomic<qint64> held = 0; // as the callers know it: more than the file says at any moment
    std::atomic<qint64> most = 0;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            SpendingLedger ledger(path);
            SpendingGuard guard;
            guard.setCaps({0, 0, 0, cap});
            guard.setLedger(&ledger);
            for (int call = 0; call < 40; ++call) {
                SpendingReservation reservation{{}, true};
                if (!guard.reserve({0, 200}, &reservation).isEmpty()) {
                    ++refused;
                    continue;
                }
                const qint64 now = held += 200;
                qint64 before = most;
                while (before < now && !most.compare_exchange_weak(before, now)) {
                }
                std::this_thread::yield();
                held -= 199;
                guard.settle(&reservation, {0, 1});
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    SpendingLedger ledger(path);
    QVERIFY2(most <= cap, qPrintable(QString::number(most)));
    QCOMPARE(ledger.reservedOn().tokens, 0);
    QCOMPARE(ledger.spentOn().tokens, 8 * 40 - refused);
    QVERIFY(refused < 8 * 40);
}

/// Every answer breaks off after it has cost all that it may: nothing is sent that the cap has no
/// room for, at no attempt.
void MatchLimitsTest::anotherAttemptNeedsRoomToo()
{
    FakeModelServer server;
    server.script({[](HttpExchange *exchange) {
        exchange->beginStream(200, "text/event-stream");
        exchange->write(R"(data: {"choices":[],"usage":{"prompt_tokens":1,)"
                        R"("completion_tokens":1000}})"
                        "\n\n");
        exchange->drop(false);
    }});
    ProviderProfile profile = server.profile();
    profile.prices = {*ModelPrice::parse(u"m=0/100"_s)};
    ChatProvider provider(profile, {}, 1);
    MatchConfig config = oneYear();
    config.caps.cost = 0.25; // an attempt may cost $0.10
    MatchLog log;
    Match match(config, seatsAt(&provider), &log);
    match.setAttended(true);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.isPaused(), deadline);
    const QString why = eventsIn<MatchPaused>(log).last().reason;
    QVERIFY2(why.contains(u"cap of $0.25"_s), qPrintable(why));
    QCOMPARE(match.callsRunning(), 0);
    QCOMPARE(provider.requestsSent(), 2); // of seven calls with four attempts each
    match.resume();                       // without more money that leads nowhere
    QTRY_COMPARE_WITH_TIMEOUT(eventsIn<MatchPaused>(log).size(), 2, deadline);
    QCOMPARE(provider.requestsSent(), 2);
    match.changeCaps({0.35, 0, 0, 0});
    QTRY_COMPARE_WITH_TIMEOUT(eventsIn<MatchPaused>(log).size(), 3, deadline);
    QCOMPARE(provider.requestsSent(), 3);
}

void MatchLimitsTest::theLedgerOutlivesAnything()
{
    QTemporaryDir folder;
    const QDate today(2026, 11, 25);
    SpendingLedger first(folder.path());
    first.settle({}, {0.5, 100}, today);
    SpendingLedger second(folder.path());
    QCOMPARE(second.spentOn(today), (SpendingAmount{0.5, 100}));
    first.settle({}, {0.25, 10}, today);
    QCOMPARE(second.spentOn(today), (SpendingAmount{0.75, 110})); // grows with the other's lines
    QCOMPARE(second.spentOn(today.addDays(1)), SpendingAmount());
    QFile file(folder.filePath(u"2026-11-25.jsonl"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write("{\"cost_usd\":9"); // torn when its process was killed
    file.close();
    first.settle({}, {0.25, 10}, today);
    QVERIFY(file.open(QIODevice::Append));
    file.write("rubbish\n{\"cost_usd\":-5,\"tokens\":-7}\n");
    file.close();
    QCOMPARE(SpendingLedger(folder.path()).spentOn(today), (SpendingAmount{1.0, 120}));
    QCOMPARE(second.spentOn(today), (SpendingAmount{1.0, 120}));
    QCOMPARE(SpendingLedger(u"/proc/nowhere"_s).spentOn(today), SpendingAmount());
    SpendingLedger(u"/proc/nowhere"_s).settle({}, {1, 1}, today);
}

/// A killed process gives nothing back, so nobody waits for it: its calls may be billed.
void MatchLimitsTest::theDeadHoldNothingBack()
{
    QTemporaryDir folder;
    const QDate today(2026, 11, 25);
    QProcess gone;
    gone.start(u"true"_s, QStringList());
    QVERIFY(gone.waitForStarted());
    const qint64 pid = gone.processId();
    QVERIFY(gone.waitForFinished());
    const auto line = [](qint64 process, int tokens) -> QByteArray {
        return QJsonDocument(
                   QJsonObject{{u"by"_s, u"%1@%2"_s.arg(process).arg(QSysInfo::machineHostName())},
                               {u"reserved_usd"_s, 0.25},
                               {u"reserved_tokens"_s, tokens}})
                   .toJson(QJsonDocument::Compact) +
               '\n';
    };
    QFile file(folder.filePath(u"2026-11-25.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(line(pid, 50) + line(QCoreApplication::applicationPid(), 7));
    file.close();
    SpendingLedger ledger(folder.path());
    QCOMPARE(ledger.spentOn(today), (SpendingAmount{0.25, 50}));
    QCOMPARE(ledger.reservedOn(today), (SpendingAmount{0.25, 7}));
}

void MatchLimitsTest::theBuiltInModelCountsForNoCap()
{
    QTemporaryDir folder;
    SpendingLedger ledger(folder.path());
    MatchConfig config = oneYear();
    config.caps = {0.000001, 0.000001, 1, 1};
    config.maxYear = 1901;
    MatchLog log;
    Match match(config, seatsOf<ScriptedSeat>(1), &log); // isBilled() as the built-in model's
    match.setLedger(&ledger);
    QSignalSpy ended(&match, &Match::ended);
    match.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    QCOMPARE(ledger.spentOn(), SpendingAmount());
    // Nor what it used before the match went on, with another model.
    MatchLog record;
    config.maxYear = 1902;
    config.caps = {0, 0, 2'000'000, 0};
    for (qsizetype i = 0; i < log.size(); ++i) {
        MatchEvent event = log.at(i);
        if (const auto *started = event.as<CallStarted>()) {
            CallStarted named = *started;
            named.model = u"simulator"_s;
            event.data = named;
        } else if (const auto *call = event.as<CallEnded>()) {
            CallEnded used = *call;
            used.attempts = 1;
            used.usage = {1'000'000, 0, 1'000, 0, false};
            event.data = used;
        }
        record.append(event);
    }
    QVERIFY(record.spending().tokens() > config.caps.tokens);
    Match next(config, seatsOf<PricedSeat>(), &record);
    QSignalSpy over(&next, &Match::ended);
    QCOMPARE(next.goOn(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, deadline);
    QCOMPARE(eventsIn<MatchEnded>(record).last().reason, MatchEnded::Reason::LastYear);
}

void MatchLimitsTest::aDayThatCannotBeRecordedIsTold_data()
{
    QTest::addColumn<SpendingCaps>("caps");
    QTest::addColumn<bool>("told");
    QTest::newRow("money") << SpendingCaps{0, 10, 0, 0} << true;
    QTest::newRow("tokens") << SpendingCaps{0, 0, 0, 10'000'000} << true;
    QTest::newRow("a match's caps need none") << SpendingCaps{10, 0, 10'000'000, 0} << false;
}

/// Once, though each call meets it; the match itself keeps to the cap.
void MatchLimitsTest::aDayThatCannotBeRecordedIsTold()
{
    QFETCH(SpendingCaps, caps);
    QFETCH(bool, told);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"spending"_s)); // where its folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    SpendingLedger ledger(file.fileName());
    MatchConfig config = oneYear(0);
    config.caps = caps;
    MatchLog log;
    Match match(config, seatsOf<PricedSeat>(), &log);
    match.setLedger(&ledger);
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::LastYear);
    const auto problems = eventsIn<ProblemReported>(log);
    QCOMPARE(problems.size(), told ? 1 : 0);
    if (told) {
        QVERIFY2(problems[0].text.contains(file.fileName()), qPrintable(problems[0].text));
        QVERIFY(problems[0].severity == ProblemReported::Severity::Warning);
    }
    if (!told)
        return;
    config.caps = {0, 0.02, 0, 0};
    MatchLog other;
    Match capped(config, seatsOf<PricedSeat>(), &other);
    capped.setLedger(&ledger);
    capped.start();
    QTRY_VERIFY_WITH_TIMEOUT(capped.hasEnded(), deadline);
    QCOMPARE(eventsIn<MatchEnded>(other)[0].reason, MatchEnded::Reason::Spent);
    QVERIFY(other.spending().cost <= 0.02);
}

void MatchLimitsTest::pressInAnyScriptKeepsTheCap_data()
{
    QTest::addColumn<QString>("press");
    QTest::newRow("chinese") << u"我提議一個互不侵犯條約，並一起攻擊法國。"_s;
    QTest::newRow("russian") << u"Предлагаю договор о ненападении против Франции. "_s;
    QTest::newRow("emoji") << u"🤝🏽🇫🇷👩‍👩‍👧‍👦⚔️ "_s;
    QTest::newRow("digits") << u"3.1415926535897932384626433832795 "_s;
}

/// The tokenizer knows none of the words: a token a byte, beyond English.
void MatchLimitsTest::pressInAnyScriptKeepsTheCap()
{
    class ByteSeat : public PricedSeat {
    public:
        explicit ByteSeat(const QString &press) : press_(press) {}
        ChatReply *ask(const PromptContext &context, const ChatRequest &request) override
        {
            ChatReply *scripted = PricedSeat::ask(context, request);
            ChatResult result = scripted->result();
            delete scripted;
            if (context.call.stage == StageKind::Messages)
                result.text = uR"({"messages":[{"message_type":"global","content":"%1"}]})"_s.arg(
                    press_.repeated(1900 / press_.size()));
            qint64 tokens = 0;
            for (const ChatMessage &message : request.messages) {
                for (const char c : message.content.toUtf8())
                    tokens += c < 0 || (c >= '0' && c <= '9') ? 4 : 1;
            }
            result.usage = {tokens / 4, 0, 1000, 0, false};
            return new PreparedReply(result, 0ms);
        }

    private:
        QString press_;
    };
    QFETCH(QString, press);
    for (const qint64 cap : {60'000, 150'000, 240'000}) {
        MatchConfig config = oneYear(3);
        config.caps.tokens = cap;
        config.promptTokens = 100'000;
        MatchLog log;
        Match match(config, seatsOf<ByteSeat>(press), &log);
        match.start();
        QTRY_VERIFY_WITH_TIMEOUT(match.hasEnded(), deadline);
        QCOMPARE(eventsIn<MatchEnded>(log)[0].reason, MatchEnded::Reason::Spent);
        QVERIFY2(log.spending().tokens() <= cap,
                 qPrintable(u"%1 of %2"_s.arg(log.spending().tokens()).arg(cap)));
    }
}

void MatchLimitsTest::theLogIsEnglishEverywhere()
{
    const auto play = [](const QLocale &locale) {
        const QLocale before;
        QLocale::setDefault(locale);
        MatchConfig config = oneYear();
        config.caps.tokens = 50'000;
        config.callSlots = 1; // the same calls in the same order each time
        MatchLog log;
        Match match(config, seatsOf<PricedSeat>(), &log);
        match.start();
        const bool ended = QTest::qWaitFor([&] { return match.hasEnded(); }, deadline);
        QLocale::setDefault(before);
        QStringList game = gameLines(log);
        game << (ended ? eventsIn<MatchEnded>(log)[0].text : QString());
        return game;
    };
    const QStringList english = play(QLocale(QLocale::English, QLocale::UnitedStates));
    QVERIFY2(english.last().contains(u" of its cap of 50,000,"_s), qPrintable(english.last()));
    for (const QLocale::Language language :
         {QLocale::German, QLocale::French, QLocale::Arabic, QLocale::Hindi})
        QCOMPARE(play(QLocale(language)), english);
}

QTEST_GUILESS_MAIN(MatchLimitsTest)
#include "match_limits_test.moc"
