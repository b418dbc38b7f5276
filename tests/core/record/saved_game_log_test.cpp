// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game_log.h"

#include "core/record/jsonl_reader.h"
#include "core/record/match_log.h"
#include "core/record/text.h"
#include "core/rules/order_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// Saved games as logs that can be looked at.
class SavedGameLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampleGames();
    void everythingOfAGame();
    void resultsAreTheFiles();
    void timesNeverRunBack();
    void rubbishIsNoCrash();
};

namespace {

SavedGame gameOf(const QJsonObject &json)
{
    auto game = savedGameFromJson(json, u"test"_s);
    if (const auto *problem = std::get_if<QString>(&game))
        qFatal("%s", qPrintable(*problem));
    return std::get<SavedGame>(game);
}

/// The opening with France's move to Burgundy, as AI_Diplomacy writes it.
QJsonObject openingGame()
{
    const QJsonObject france{
        {u"model_id"_s, u"openai:gpt-x"_s},
        {u"goals"_s, QJsonArray{u"Take Belgium."_s}},
        {u"relationships"_s, QJsonObject{{u"ITALY"_s, u"Ally"_s}, {u"MARS"_s, u"Enemy"_s}}},
        {u"full_private_diary"_s, QJsonArray{u"[S1901M] So it begins."_s}}};
    const auto message = [](const char *from, const char *to, const char *text, qint64 time) {
        return QJsonObject{{u"sender"_s, QLatin1String(from)},
                           {u"recipient"_s, QLatin1String(to)},
                           {u"phase"_s, u"S1901M"_s},
                           {u"message"_s, QLatin1String(text)},
                           {u"time_sent"_s, time}};
    };
    QJsonObject state = stateOf(Position::start());
    state.insert(u"timestamp"_s, qint64(1'700'000'090'000'000));
    QJsonObject later = stateOf(Position::start());
    later.insert(u"name"_s, u"F1901M"_s);
    return {
        {u"id"_s, u"abc"_s},
        {u"map"_s, u"standard"_s},
        {u"phases"_s,
         QJsonArray{
             QJsonObject{{u"name"_s, u"S1901M"_s},
                         {u"state"_s, state},
                         {u"orders"_s,
                          QJsonObject{{u"FRANCE"_s, QJsonArray{u"A PAR - BUR"_s, u"A MAR - MOS"_s}},
                                      {u"ITALY"_s, QJsonValue::Null}}},
                         {u"results"_s, QJsonObject{{u"A PAR"_s, QJsonArray()}}},
                         {u"messages"_s,
                          QJsonArray{message("ITALY", "GLOBAL", "Hail.", 1'700'000'060'000'000),
                                     message("FRANCE", "ITALY", "Peace?", 1'700'000'000'000'000),
                                     message("SYSTEM", "GLOBAL", "-", 1'700'000'000'000'001)}},
                         {u"state_agents"_s, QJsonObject{{u"FRANCE"_s, france}}}},
             QJsonObject{{u"name"_s, u"F1901M"_s},
                         {u"state"_s, later},
                         {u"orders"_s, QJsonObject()},
                         {u"results"_s, QJsonObject()},
                         {u"messages"_s, QJsonArray()}}}}};
}

template <typename T>
QList<T> eventsIn(const MatchLog &log)
{
    QList<T> found;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *event = log.at(i).as<T>())
            found << *event;
    }
    return found;
}

} // namespace

/// 150 games of the library: boards, orders and results as they are in the files.
void SavedGameLogTest::sampleGames()
{
    JsonlReader reader(QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/games-sample.jsonl.gz"));
    int games = 0;
    int given = 0;
    while (const auto item = reader.next()) {
        QVERIFY2(item->problem.isEmpty(), qPrintable(item->problem));
        const SavedGame game = gameOf(item->object);
        MatchLog log;
        log.append(matchEventsOf(game));
        QVERIFY(log.hasEnded());
        ++games;
        qsizetype at = 0;
        for (const SavedPhase &phase : game.phases) {
            if (!phase.phase || (phase.results.isEmpty() && &phase == &game.phases.last()))
                continue;
            QVERIFY(at < log.phases().size());
            const PhaseEntry &entry = log.phases()[at++];
            QCOMPARE(entry.phase, *phase.phase);
            const BoardMoment moment = boardAt(log, entry.adjudicated.value());
            QVERIFY(moment.position == phase.position);
            QStringList shown;
            for (const auto &[power, submitted] : moment.submitted) {
                for (const SubmittedOrder &order : submitted.orders)
                    shown << toQString(orderText(order.order));
                QVERIFY(submitted.rejected.isEmpty());
            }
            given += static_cast<int>(shown.size());
            QVERIFY(moment.resolved.size() >= static_cast<std::size_t>(shown.size()));
        }
        QCOMPARE(at, log.phases().size());
        const auto *end = log.at(log.size() - 1).as<MatchEnded>();
        QCOMPARE(end->winner, game.phases.last().position.soloWinner());
    }
    QCOMPARE(games, 150);
    QVERIFY2(given > 40'000, qPrintable(QString::number(given)));
}

void SavedGameLogTest::everythingOfAGame()
{
    MatchLog log;
    log.append(matchEventsOf(gameOf(openingGame())));
    QCOMPARE(log.phases().size(), 1); // of the current phase there is only the board
    const auto *started = log.at(0).as<MatchStarted>();
    QVERIFY(started);
    QCOMPARE(started->startedAt.toSecsSinceEpoch(), 1'700'000'000);
    QCOMPARE(log.config().models[2].toString(), u"openai:gpt-x"_s);
    QCOMPARE(log.config().models[0].toString(), QString());
    const QList<MessageSent> messages = eventsIn<MessageSent>(log);
    QCOMPARE(messages.size(), 2); // in the order of their times; powers only
    QCOMPARE(messages[0].text, u"Peace?"_s);
    QCOMPARE(messages[0].to, std::optional(Power::Italy));
    QVERIFY(!messages[1].to);
    const QList<OrdersSubmitted> orders = eventsIn<OrdersSubmitted>(log);
    QCOMPARE(orders.size(), 1);
    QCOMPARE(orders[0].orders.size(), 1);
    QCOMPARE(orders[0].rejected.size(), 1);
    QVERIFY(!orders[0].rejected[0].reason.isEmpty());
    const QList<MemoryUpdated> memories = eventsIn<MemoryUpdated>(log);
    QCOMPARE(memories.size(), 1);
    QCOMPARE(memories[0].goals, QStringList{u"Take Belgium."_s});
    QCOMPARE(memories[0].relationships.size(), std::size_t(1));
    QCOMPARE(eventsIn<DiaryWritten>(log).size(), 1);
    QCOMPARE(log.lastTime(), 90'000'000);
    for (qsizetype i = 0; i < log.size(); ++i) { // nobody else's letters
        const auto *message = log.at(i).as<MessageSent>();
        QVERIFY(!message || !message->to || !log.at(i).audience.includes(Power::Turkey));
    }
}

void SavedGameLogTest::resultsAreTheFiles()
{
    QJsonObject json = openingGame();
    const auto resultOfParis = [&json](const QJsonArray &codes) {
        QJsonArray phases = json[u"phases"_s].toArray();
        QJsonObject first = phases[0].toObject();
        first.insert(u"results"_s, QJsonObject{{u"A PAR"_s, codes}});
        phases[0] = first;
        json.insert(u"phases"_s, phases);
        MatchLog log;
        log.append(matchEventsOf(gameOf(json)));
        const BoardMoment moment = boardAt(log, *log.phases().first().adjudicated);
        for (const ResolvedOrder &resolved : moment.resolved) {
            if (resolved.order.unit.province() == Province::PAR)
                return resolved.results;
        }
        return OrderResults{255};
    };
    QCOMPARE(resultOfParis({}), OrderResults{0});
    QCOMPARE(resultOfParis({u"bounce"_s, u"dislodged"_s}),
             static_cast<OrderResults>(static_cast<int>(OrderResult::Bounce) |
                                       static_cast<int>(OrderResult::Dislodged)));
}

void SavedGameLogTest::timesNeverRunBack()
{
    QJsonObject json = openingGame();
    QJsonArray phases = json[u"phases"_s].toArray();
    QJsonObject second = phases[1].toObject();
    QJsonObject state = second[u"state"_s].toObject();
    state.insert(u"timestamp"_s, 5); // a clock that was set
    second.insert(u"state"_s, state);
    phases[1] = second;
    json.insert(u"phases"_s, phases);
    qint64 last = 0;
    for (const MatchEvent &event : matchEventsOf(gameOf(json))) {
        QVERIFY(event.time >= last);
        last = event.time;
    }
}

void SavedGameLogTest::rubbishIsNoCrash()
{
    MatchLog log;
    log.append(matchEventsOf(gameOf({{u"phases"_s, QJsonArray()}})));
    QCOMPARE(log.size(), 1); // it began; more there is not
    QJsonObject json = openingGame();
    QJsonArray phases = json[u"phases"_s].toArray();
    QJsonObject first = phases[0].toObject();
    first.insert(u"state_agents"_s, QJsonArray{1});
    first.insert(u"agent_relationships"_s, u"none"_s);
    phases[0] = first;
    json.insert(u"phases"_s, phases);
    MatchLog other;
    other.append(matchEventsOf(gameOf(json)));
    QVERIFY(other.hasEnded());
}

QTEST_GUILESS_MAIN(SavedGameLogTest)
#include "saved_game_log_test.moc"
