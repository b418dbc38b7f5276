// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"
#include "core/record/match_branch.h"
#include "core/record/told_problem.h"
#include "tests/core/match/directed_match.h"
#include "tests/support/virtual_world.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using namespace concert;
using namespace concert::directed;

namespace {

MatchConfig narratedMatch(int maxYear = 1901)
{
    MatchConfig config = shortMatch(Schedule::Pipelined, 1, maxYear);
    config.commentary = config.models[0];
    return config;
}

std::optional<ChatResult> asTheScript(const PromptContext &)
{
    return std::nullopt;
}

void writePrompt(const QString &folder, const QString &name, const QByteArray &text)
{
    QFile file(folder % u'/' % name);
    QVERIFY(QDir().mkpath(folder) && file.open(QIODevice::WriteOnly) && file.write(text) > 0);
}

} // namespace

/// The narrator's calls name a power, as all calls do, and yet are no power's.
class NarratorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsOutageIsNotAustrias();
    void itsAnswersHaveTheirOwnLimit();
    void itsPromptsAreNoPowers_data();
    void itsPromptsAreNoPowers();
    void itsLongPromptsAreNoPowersEither();
    void itsFailureIsToldThoughAustriaPlaysDefaults();
    void withoutItTheMatchGoesOn_data();
    void withoutItTheMatchGoesOn();
};

/// AUSTRIA has no key, the narrator no server: "try again" tries AUSTRIA again.
void NarratorTest::itsOutageIsNotAustrias()
{
    int asked = 0;
    VirtualNetwork network([&asked](const VirtualNetwork::Request &) {
        return asked++ == 0 ? VirtualNetwork::fine() : VirtualNetwork::refused();
    });
    ChatProvider provider(VirtualNetwork::profile(), {}, 1, nullptr, network.ground());
    const auto withoutKey = [](const PromptContext &context) -> std::optional<ChatResult> {
        if (context.call.phase.year < 1902)
            return std::nullopt;
        return errorAnswer(ChatError::Kind::Unauthorized, u"no key"_s);
    };
    MatchLog log;
    Match match(narratedMatch(1902), directedSeats(Power::Austria, withoutKey), &log, nullptr,
                network.clock());
    match.setNarrator(std::make_unique<ModelSeat>(&provider, ModelId{u"fake"_s, u"m"_s, {}}));
    match.start();
    QTRY_VERIFY_WITH_TIMEOUT(
        (network.clock().run(100ms), match.isHeldUp() && !eventsOf<PowerParked>(log).isEmpty()),
        deadline);
    QVERIFY(asked > 1);
    QVERIFY(!match.activity(Power::Austria).nextTry); // nobody looks for a key

    match.tryAgain(Power::Austria, std::make_unique<ScriptedSeat>(1));
    QCOMPARE(eventsOf<PowerUnparked>(log).size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT((network.clock().run(1min), match.hasEnded()), deadline);
    QCOMPARE(eventsOf<MatchEnded>(log).last().reason, MatchEnded::Reason::LastYear);
}

void NarratorTest::itsAnswersHaveTheirOwnLimit()
{
    MatchConfig config = narratedMatch();
    config.maxTokens = 3000;
    config.maxTokensPerModel = {100, 200, 300, 400, 500, 600, 700};
    MatchLog log;
    QList<ChatRequest> requests;
    Match match(config, scriptedSeats(1), &log);
    match.setNarrator(std::make_unique<DirectedSeat>(asTheScript, &requests));
    playToTheEnd(&match);
    QVERIFY(requests.size() > 1);
    for (const ChatRequest &request : std::as_const(requests))
        QCOMPARE(request.maxTokens, 3000);
}

void NarratorTest::itsPromptsAreNoPowers_data()
{
    QTest::addColumn<int>("folders");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isUsed");
    QTest::newRow("one for all") << 1 << u"commentary_prompt.txt"_s << true;
    QTest::newRow("Austria's file") << 1 << u"austria_commentary_prompt.txt"_s << false;
    QTest::newRow("Austria's folder of seven") << 7 << u"commentary_prompt.txt"_s << false;
}

void NarratorTest::itsPromptsAreNoPowers()
{
    QFETCH(int, folders);
    QFETCH(QString, file);
    QFETCH(bool, isUsed);
    QTemporaryDir folder;
    MatchConfig config = narratedMatch();
    for (int i = 0; i < folders; ++i) {
        config.promptFolders << folder.filePath(QString::number(i));
        QVERIFY(QDir().mkpath(config.promptFolders.last()));
    }
    writePrompt(config.promptFolders[0], file, "Sing of the phase.\n");
    MatchLog log;
    QList<ChatRequest> requests;
    Match match(config, scriptedSeats(1), &log);
    match.setNarrator(std::make_unique<DirectedSeat>(asTheScript, &requests));
    playToTheEnd(&match);
    const QMap<QString, QString> texts = textsOf(requests);
    QVERIFY(texts.size() > 1);
    for (const QString &text : texts)
        QCOMPARE(text.contains(u"Sing of the phase."_s), isUsed);
}

void NarratorTest::itsLongPromptsAreNoPowersEither()
{
    const auto tooLong = [](const PromptContext &) {
        return std::optional(errorAnswer(ChatError::Kind::ContextLength, u"too long"_s));
    };
    MatchLog log;
    Match match(narratedMatch(), scriptedSeats(1), &log);
    match.setNarrator(std::make_unique<DirectedSeat>(tooLong, nullptr));
    playToTheEnd(&match);
    QList<ProblemReported> cut = eventsOf<ProblemReported>(log);
    cut.removeIf([](const auto &problem) { return !problem.text.contains(u"are cut to"_s); });
    QVERIFY(!cut.isEmpty());
    for (const ProblemReported &problem : std::as_const(cut)) {
        QVERIFY(!problem.power);
        QVERIFY2(problem.text.startsWith(u"Commentary (directed): too long"_s),
                 qPrintable(problem.text));
    }
}

void NarratorTest::itsFailureIsToldThoughAustriaPlaysDefaults()
{
    const auto broken = [](const PromptContext &) {
        return std::optional(errorAnswer(ChatError::Kind::Protocol, u"rubbish"_s));
    };
    MatchLog log;
    Match match(narratedMatch(), scriptedSeats(1), &log);
    match.setNarrator(std::make_unique<DirectedSeat>(broken, nullptr));
    QSignalSpy ended(&match, &Match::ended);
    match.start();
    match.playDefaults(Power::Austria);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    int failures = 0;
    for (qsizetype i = 0; i < log.size(); ++i) {
        const auto *call = log.at(i).as<CallEnded>();
        if (call == nullptr || call->call.stage != StageKind::Commentary)
            continue;
        ++failures;
        QVERIFY2(!isToldBefore(log, i), qPrintable(call->problem));
    }
    QVERIFY(failures > 0);
}

void NarratorTest::withoutItTheMatchGoesOn_data()
{
    QTest::addColumn<bool>("isWanted"); // but the caller has none
    QTest::newRow("it is not wanted any more") << false;
    QTest::newRow("nobody was set") << true;
}

/// What was played with a narrator can be taken up without one, from every moment.
void NarratorTest::withoutItTheMatchGoesOn()
{
    QFETCH(bool, isWanted);
    MatchConfig config = narratedMatch();
    MatchLog whole;
    Match played(config, scriptedSeats(1), &whole);
    played.setNarrator(std::make_unique<ScriptedSeat>(1, unevenDelay));
    playToTheEnd(&played);
    if (!isWanted)
        config.commentary.reset();
    config.callSlots = 3; // priorities follow from expected times, also the narrator's
    const auto gameWithoutComments = [](const MatchLog &log) {
        return gameLines(log).filter(QRegularExpression(u"^(?!.*comment)"_s));
    };
    constexpr int points = 12;
    for (int point = 1; point <= points; ++point) {
        MatchLog beginning;
        for (qsizetype i = 0; i < point * (whole.size() - 1) / points; ++i)
            beginning.append(whole.at(i));
        MatchLog log;
        for (qsizetype i = 0; i < settledSize(beginning); ++i)
            log.append(beginning.at(i));
        const auto comments = eventsOf<Commented>(log).size();
        Match match(config, scriptedSeats(1), &log);
        QSignalSpy ended(&match, &Match::ended);
        QCOMPARE(match.goOn(), QString());
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
        QCOMPARE(gameDifferences(u"whole"_s, gameWithoutComments(whole), u"gone on"_s,
                                 gameWithoutComments(log)),
                 QStringList());
        QCOMPARE(eventsOf<Commented>(log).size(), comments);
        QVERIFY(!log.config().commentary);
        for (const Span &span : log.spans())
            QVERIFY(span.ended);
    }
}

QTEST_GUILESS_MAIN(NarratorTest)
#include "narrator_test.moc"
