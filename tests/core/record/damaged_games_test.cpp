// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log.h"
#include "core/record/saved_game_check.h"
#include "core/record/saved_game_export.h"
#include "core/record/saved_game_log.h"
#include "core/record/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// Each field that a saved game could do without is damaged in many ways: the game is read, played
/// again and shown all the same, and a note says what is wrong.
class DamagedGamesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fields_data();
    void fields();
    void oneNoteForAllPhases();
    void whatCannotBeReadStays();
};

namespace {

/// Plays these orders of a power from the position on, and tells the log.
Position playOn(MatchLog *log, const Position &position, Power power, const QStringList &texts)
{
    const qint64 time = log->lastTime() + 1'000;
    const auto append = [log, time](MatchEventData data) {
        log->append(MatchEvent{time, Audience::everyone(), std::move(data)});
    };
    append(PhaseStarted{position});
    MessageSent message;
    message.phase = position.phase;
    message.from = power;
    message.to = Power::Italy;
    message.text = u"Peace?"_s;
    append(message);
    OrdersSubmitted submitted;
    submitted.phase = position.phase;
    submitted.power = power;
    const TakenOrders taken = takeOrders(position, {{power, texts}});
    for (const Order &order : taken.orders)
        submitted.orders << SubmittedOrder{order, false};
    append(submitted);
    const Resolution resolution = adjudicate(Map::standard(), position, taken.orders);
    PhaseAdjudicated adjudicated;
    adjudicated.phase = position.phase;
    adjudicated.orders = resolution.orders;
    append(adjudicated);
    append(MemoryUpdated{
        position.phase, power, {u"Take Belgium."_s}, {{Power::Italy, Relationship::Ally}}, {}});
    append(DiaryWritten{position.phase, power, StageKind::ResultDiary, u"So it goes."_s, {}});
    return resolution.next;
}

/// A game that has everything: a dislodged unit, retreats, centers that change hands, builds.
QJsonObject wholeGame()
{
    MatchLog log;
    log.append(MatchEvent{0, Audience::everyone(),
                          MatchStarted{1, u"test"_s, QDateTime::fromSecsSinceEpoch(1'700'000'000),
                                       MatchConfig::demo()}});
    Position position;
    position.setUnit({Power::France, UnitType::Army, Province::PAR});
    position.setUnit({Power::France, UnitType::Army, Province::MAR});
    position.setUnit({Power::Germany, UnitType::Army, Province::BUR});
    for (const Province center : {Province::PAR, Province::MAR, Province::BRE})
        position.setOwner(center, Power::France);
    for (const Province center : {Province::MUN, Province::BER})
        position.setOwner(center, Power::Germany);
    position = playOn(&log, position, Power::France, {u"A PAR - BUR"_s, u"A MAR S A PAR - BUR"_s});
    position = playOn(&log, position, Power::Germany, {u"A BUR R RUH"_s});
    position = playOn(&log, position, Power::France, {u"A MAR - SPA"_s});
    position = playOn(&log, position, Power::France, {u"A PAR B"_s});
    log.append(MatchEvent{log.lastTime(), Audience::everyone(), PhaseStarted{position}});
    return savedGameJson(log);
}

QJsonValue valueAt(const QJsonValue &value, const QStringList &path)
{
    if (path.isEmpty())
        return value;
    return valueAt(value.isArray() ? value.toArray().at(path.first().toInt())
                                   : value.toObject().value(path.first()),
                   path.mid(1));
}

QJsonValue changed(const QJsonValue &value, const QStringList &path, const QJsonValue &inner)
{
    if (path.isEmpty())
        return inner;
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        const int index = path.first().toInt();
        array[index] = changed(array[index], path.mid(1), inner);
        return array;
    }
    QJsonObject object = value.toObject();
    object.insert(path.first(), changed(object[path.first()], path.mid(1), inner));
    return object;
}

QJsonValue nestedRubbish()
{
    QJsonValue value = u"x"_s;
    for (int i = 0; i < 50; ++i)
        value = i % 2 == 0 ? QJsonValue(QJsonArray{value, i}) : QJsonObject{{u"k"_s, value}};
    return value;
}

const SavedGame *gameIn(const std::variant<SavedGame, QString> &read)
{
    const auto *game = std::get_if<SavedGame>(&read);
    if (game == nullptr)
        qWarning("%s", qPrintable(std::get<QString>(read)));
    return game;
}

} // namespace

void DamagedGamesTest::fields_data()
{
    QTest::addColumn<QString>("field"); // below a phase, or the game's own with a '/' before it
    QTest::addColumn<bool>("isUsed");   // a note says that it is damaged
    const auto row = [](const char *field, bool isUsed = true) {
        QTest::newRow(field) << QString::fromUtf8(field) << isUsed;
    };
    row("/id");
    row("/map");
    row("/rules");
    row("/rules.0");
    row("/phase_summaries", false);
    row("/final_agent_states", false);
    for (const char *field : {"orders",
                              "orders.FRANCE",
                              "orders.FRANCE.0",
                              "orders.GERMANY.0",
                              "results",
                              "results.A PAR",
                              "results.A BUR.0",
                              "results.A MAR",
                              "messages",
                              "messages.0",
                              "messages.0.sender",
                              "messages.0.recipient",
                              "messages.0.phase",
                              "messages.0.message",
                              "messages.0.time_sent",
                              "state.name",
                              "state.timestamp",
                              "state.retreats",
                              "state.retreats.GERMANY",
                              "state.retreats.GERMANY.A BUR",
                              "state.retreats.GERMANY.A BUR.0",
                              "state.centers",
                              "state.centers.FRANCE",
                              "state.centers.FRANCE.0",
                              "state.builds",
                              "state.builds.FRANCE",
                              "state.builds.FRANCE.count",
                              "state.builds.FRANCE.homes",
                              "state_agents",
                              "state_agents.FRANCE",
                              "state_agents.FRANCE.goals",
                              "state_agents.FRANCE.goals.0",
                              "state_agents.FRANCE.relationships",
                              "state_agents.FRANCE.model_id",
                              "state_agents.FRANCE.full_private_diary",
                              "state_agents.FRANCE.full_private_diary.0",
                              "agent_relationships",
                              "agent_relationships.FRANCE"})
        row(field);
    for (const char *field :
         {"state.zobrist_hash", "state.note", "state.homes", "state.homes.FRANCE",
          "state.influence", "state.civil_disorder", "state.game_id", "state.map", "state.rules",
          "state_agents.FRANCE.private_diary", "state_agents.FRANCE.max_tokens",
          "agent_relationships.FRANCE.ITALY", "order_results", "order_results.FRANCE", "summary",
          "config", "messages.0.further"})
        row(field, false);
}

void DamagedGamesTest::fields()
{
    QFETCH(QString, field);
    QFETCH(bool, isUsed);
    static const QJsonObject whole = wholeGame();
    static const auto sound = savedGameFromJson(whole, u"g"_s);
    const SavedGame *expected = gameIn(sound);
    QVERIFY(expected != nullptr && expected->notes.isEmpty());
    QCOMPARE(checkSavedGame(*expected).findings.size(), 0);
    QCOMPARE(expected->phases.size(), 5);

    const QJsonArray damages{7,
                             -1.5e300,
                             true,
                             QJsonValue(),
                             u"SortedDict{}"_s,
                             QJsonArray(),
                             QJsonArray{u"x"_s, 3, QJsonValue()},
                             QJsonObject(),
                             nestedRubbish()};
    int tried = 0;
    for (int phase = 0; phase < (field.startsWith(u'/') ? 1 : 4); ++phase) {
        const QStringList path = field.startsWith(u'/')
                                     ? field.mid(1).split(u'.')
                                     : u"phases.%1.%2"_s.arg(phase).arg(field).split(u'.');
        const QJsonValue before = valueAt(whole, path);
        if (before.isUndefined() && isUsed)
            continue; // this phase has no such field
        for (const QJsonValue &damage : damages) {
            if (field == u"/map"_s && damage.isString())
                continue; // another map is no damage
            ++tried;
            const QJsonObject json = changed(whole, path, damage).toObject();
            const QByteArray told =
                path.join(u'.').toUtf8() + ": " +
                QJsonDocument(QJsonArray{damage}).toJson(QJsonDocument::Compact).left(60);
            const auto read = savedGameFromJson(json, u"g"_s);
            const SavedGame *game = gameIn(read);
            QVERIFY2(game != nullptr, told.constData());
            QCOMPARE(game->phases.size(), expected->phases.size());
            for (qsizetype i = 0; i < game->phases.size(); ++i)
                QVERIFY2(game->phases[i].position.units() == expected->phases[i].position.units(),
                         told.constData());
            const bool isOtherKind = damage.type() != before.type() && !damage.isNull();
            if (isUsed && isOtherKind)
                QVERIFY2(game->notes.size() == 1 && !game->notes.first().text.isEmpty(),
                         told.constData());
            const SavedGameCheck check = checkSavedGame(*game);
            if (isOtherKind || !isUsed)
                QVERIFY2(check.differences() == 0, told.constData());
            MatchLog log;
            log.append(matchEventsOf(*game));
            QVERIFY2(log.hasEnded() && log.phases().size() >= 4, told.constData());
            const auto again = savedGameFromJson(toJson(*game), u"g"_s);
            QVERIFY2(gameIn(again) != nullptr, told.constData());
            QCOMPARE(checkSavedGame(*gameIn(again)).findings.size(), check.findings.size());
        }
    }
    QVERIFY(tried > 0);
}

/// A game of a thousand phases with the same damage has one line to say so.
void DamagedGamesTest::oneNoteForAllPhases()
{
    QJsonValue json = wholeGame();
    for (int phase = 0; phase < 4; ++phase)
        json = changed(json, {u"phases"_s, QString::number(phase), u"messages"_s}, phase);
    const auto read = savedGameFromJson(json.toObject(), u"g"_s);
    QVERIFY(gameIn(read));
    QCOMPARE(gameIn(read)->notes.size(), 1);
    QCOMPARE(gameIn(read)->notes.first().sentence(),
             u"S1901M and 3 more: the messages are not a list"_s);
}

void DamagedGamesTest::whatCannotBeReadStays()
{
    QJsonValue json = wholeGame();
    json = changed(json, {u"phases"_s, u"0"_s, u"messages"_s}, u"SortedDict{}"_s);
    json = changed(json, {u"phases"_s, u"1"_s, u"orders"_s, u"GERMANY"_s}, 3);
    json = changed(json, {u"phases"_s, u"2"_s, u"results"_s, u"A MAR"_s}, u"bounce"_s);
    json = changed(json, {u"phases"_s, u"2"_s, u"messages"_s, u"0"_s, u"sender"_s}, 3);
    json = changed(json, {u"id"_s}, 3);
    const auto read = savedGameFromJson(json.toObject(), u"g"_s);
    QVERIFY(gameIn(read));
    QCOMPARE(toJson(*gameIn(read)), json.toObject());
}

QTEST_GUILESS_MAIN(DamagedGamesTest)
#include "damaged_games_test.moc"
