// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game.h"

#include "core/record/jsonl_reader.h"
#include "core/record/saved_game_export.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace concert;

/// Saved games are read and written whole, and what is wrong with a file is said with its place.
class SavedGameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatItDoesNotKnow();
    void missingAdditions();
    void problems_data();
    void problems();
    void notes_data();
    void notes();
    void statesAndPositions();
    void filesOfManyForms_data();
    void filesOfManyForms();
    void exportOfARunningMatch();
};

namespace {

const char *const fullGame = R"({
  "id": "g1", "map": "standard", "rules": ["POWER_CHOICE"],
  "phase_summaries": {"S1901M": "quiet"},
  "phases": [{
    "name": "S1901M",
    "state": {"name": "S1901M", "units": {"FRANCE": ["A PAR", "F BRE"]}, "zobrist_hash": "77"},
    "orders": {"AUSTRIA": null, "ENGLAND": null, "FRANCE": ["A PAR - BUR"], "GERMANY": [],
               "ITALY": null, "RUSSIA": null, "TURKEY": null},
    "results": {"A PAR": [], "F BRE": ["void", "dislodged"]},
    "messages": [{"sender": "FRANCE", "recipient": "GLOBAL", "phase": "S1901M", "message": "Hello",
                  "time_sent": 1700000000000001, "tokens_used": 5}],
    "state_agents": {"FRANCE": {"goals": ["win"]}}
  }]})";

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QByteArray gzipped(const QByteArray &text)
{
    QTemporaryDir folder;
    const QByteArray name = QFile::encodeName(folder.filePath(u"x.gz"_s));
    const gzFile file = gzopen(name.constData(), "wb");
    gzwrite(file, text.constData(), static_cast<unsigned>(text.size()));
    gzclose(file);
    QFile result(QFile::decodeName(name));
    return result.open(QIODevice::ReadOnly) ? result.readAll() : QByteArray();
}

} // namespace

void SavedGameTest::keepsWhatItDoesNotKnow()
{
    const QJsonObject json = objectOf(fullGame);
    QVERIFY(!json.isEmpty());
    const auto read = savedGameFromJson(json, u"g"_s);
    QVERIFY(std::holds_alternative<SavedGame>(read));
    const auto &game = std::get<SavedGame>(read);
    QCOMPARE(game.id, u"g1"_s);
    const SavedPhase &phase = game.phases.first();
    QCOMPARE(phase.phase, Phase{});
    QVERIFY(!phase.orders.contains(Power::Austria));
    QVERIFY(phase.orders.at(Power::Germany).isEmpty());
    QCOMPARE(phase.results[u"F BRE"_s], (QStringList{u"void"_s, u"dislodged"_s}));
    QCOMPARE(phase.messages.first().text, u"Hello"_s);
    QCOMPARE(phase.messages.first().timeSent, 1700000000000001);
    QCOMPARE(phase.position.units(Power::France).size(), 2U);
    QCOMPARE(toJson(game), json);
}

void SavedGameTest::missingAdditions()
{
    const QJsonObject json = objectOf(
        R"({"phases": [{"name": "FORMING", "state": {"units": {}}},
            {"name": "S1901M", "state": {"units": {"france": ["A PAR"]}}, "orders": null,
             "results": null, "messages": null},
            {"name": "S1901R", "state": {"units": {"FRANCE": ["*A PAR"]}, "retreats": null}}]})");
    const auto read = savedGameFromJson(json, u"g"_s);
    QVERIFY(std::holds_alternative<SavedGame>(read));
    const auto &game = std::get<SavedGame>(read);
    QCOMPARE(game.map, u"standard"_s);
    QVERIFY(!game.phases[0].phase);
    QVERIFY(game.phases[1].orders.empty());
    QCOMPARE(game.phases[2].position.dislodged().size(), 1U);
}

void SavedGameTest::problems_data()
{
    QTest::addColumn<QByteArray>("phase");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *phase, const char *problem) {
        QTest::newRow(problem) << QByteArray(phase) << QString::fromUtf8(problem);
    };
    row(R"(5)", "g:phases[0]: the phase has no name");
    row(R"({"name": "X"})", "g:X: this is no phase; it should be like");
    row(R"({"name": "S1901A"})", "g:S1901A: this is no phase");
    row(R"({"name": "S1901M"})", "g:S1901M: the phase has no state");
    row(R"({"name": "S1901M", "state": {}})", "g:S1901M: the state has no units");
    row(R"({"name": "S1901M", "state": {"units": {"SPAIN": []}}})",
        "g:S1901M: \"SPAIN\" in \"units\" is no power");
    row(R"({"name": "S1901M", "state": {"units": {"FRANCE": 1}}})",
        "g:S1901M: the units of FRANCE are not a list");
    row(R"({"name": "S1901M", "state": {"units": {"FRANCE": ["A PAR"], "ITALY": ["A PAR"]}}})",
        "g:S1901M: FRANCE A PAR and ITALY A PAR stand in one province");
}

void SavedGameTest::problems()
{
    QFETCH(QByteArray, phase);
    QFETCH(QString, problem);
    const QJsonObject json = objectOf("{\"phases\": [" + phase + "]}");
    QVERIFY(!json.isEmpty());
    const auto read = savedGameFromJson(json, u"g"_s);
    QVERIFY(std::holds_alternative<QString>(read));
    QVERIFY2(std::get<QString>(read).startsWith(problem), qPrintable(std::get<QString>(read)));
}

/// What a game can do without is noted, and the game is read.
void SavedGameTest::notes_data()
{
    QTest::addColumn<QByteArray>("phase");
    QTest::addColumn<QString>("note");
    const auto row = [](const char *phase, const char *note) {
        QTest::newRow(note) << QByteArray(phase) << QString::fromUtf8(note);
    };
    row(R"({"name": "S1901M", "state": {"name": "F1901M", "units": {}}})",
        "S1901M: the state is that of F1901M");
    row(R"({"name": "S1901M", "state": {"units": {}, "centers": {"FRANCE": ["BUR"]}}})",
        "S1901M: \"BUR\" of FRANCE is no supply center");
    row(R"({"name": "S1901M",
            "state": {"units": {}, "centers": {"FRANCE": ["PAR"], "ITALY": ["PAR"]}}})",
        "S1901M: PAR belongs to FRANCE and ITALY");
    row(R"({"name": "S1901R", "state": {"units": {}, "retreats": {"FRANCE": {"A PAR": ["?"]}}}})",
        "S1901R: \"?\" is no place for A PAR to retreat to");
    row(R"({"name": "S1901M", "state": {"units": {}}, "orders": []})",
        "S1901M: the orders are not a table");
    row(R"({"name": "S1901M", "state": {"units": {}}, "orders": {"SPAIN": []}})",
        "S1901M: \"SPAIN\" in \"orders\" is no power");
    row(R"({"name": "S1901M", "state": {"units": {}}, "results": {"A PAR": "bounce"}})",
        "S1901M: the results of A PAR are not a list");
    row(R"({"name": "S1901M", "state": {"units": {}}, "messages": ["hi"]})",
        "S1901M: a message is not a table");
}

void SavedGameTest::notes()
{
    QFETCH(QByteArray, phase);
    QFETCH(QString, note);
    const QJsonObject json = objectOf("{\"phases\": [" + phase + "]}");
    QVERIFY(!json.isEmpty());
    const auto read = savedGameFromJson(json, u"g"_s);
    QVERIFY(std::holds_alternative<SavedGame>(read));
    const auto &game = std::get<SavedGame>(read);
    QCOMPARE(game.notes.size(), 1);
    QCOMPARE(game.notes.first().sentence(), note);
}

void SavedGameTest::statesAndPositions()
{
    Position position = Position::start();
    position.phase = {1901, Season::Fall, PhaseType::Retreat};
    position.setDislodged({{{Power::Italy, UnitType::Fleet, Location(Province::SPA, Coast::South)},
                            Province::ADR,
                            {Province::WES, Location(Province::BUL, Coast::East)}}});
    const auto read = positionFromState(stateOf(position));
    QVERIFY(std::holds_alternative<Position>(read));
    QCOMPARE(std::get<Position>(read), position);
}

void SavedGameTest::filesOfManyForms_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected"); // "PLACE" of objects, "PLACE: problem" of others
    const QByteArray three = "{\"a\": 1}\n\n{\"a\": 2}\r\n{\"a\": 3}";
    const QStringList lines{u"f.jsonl:1"_s, u"f.jsonl:3"_s, u"f.jsonl:4"_s};
    QTest::newRow("lines") << u"f.jsonl"_s << three << lines;
    QTest::newRow("compressed lines")
        << u"f.jsonl.gz"_s << gzipped(three)
        << QStringList{u"f.jsonl.gz:1"_s, u"f.jsonl.gz:3"_s, u"f.jsonl.gz:4"_s};
    QTest::newRow("lines by another name")
        << u"f.json"_s << three << QStringList{u"f.json"_s, u"f.json:3"_s, u"f.json:4"_s};
    QTest::newRow("one object") << u"f.json"_s << "{\n \"a\":\n 1}\n"_ba
                                << QStringList{u"f.json"_s};
    QTest::newRow("compressed object")
        << u"f.json.gz"_s << gzipped("{\n}") << QStringList{u"f.json.gz"_s};
    QTest::newRow("list") << u"f.json"_s << "[{},\n 3]"_ba
                          << QStringList{u"f.json[0]"_s, u"f.json[1]: this is not a JSON object"_s};
    QTest::newRow("empty list") << u"f.json"_s << "[]"_ba
                                << QStringList{u"f.json: the array is empty"_s};
    QTest::newRow("a bad line") << u"f.jsonl"_s << "{}\n{\n{}\n"_ba
                                << QStringList{u"f.jsonl:1"_s, u"f.jsonl:2: this is not JSON"_s,
                                               u"f.jsonl:3"_s};
    QTest::newRow("a bad document")
        << u"f.json"_s << "\n{\n \"a\": x}"_ba
        << QStringList{u"f.json: this is not JSON: illegal number (line 3, column 7)"_s};
    QTest::newRow("blank") << u"f.json"_s << "\n\n"_ba
                           << QStringList{u"f.json: the file is empty"_s};
    QByteArray many;
    for (int i = 0; i < 20'000; ++i)
        many += "{\"a\": " + QByteArray::number(i * 7919 % 10'007) + "}\n";
    const QByteArray packed = gzipped(many);
    QTest::newRow("cut off") << u"f.jsonl.gz"_s << packed.left(40)
                             << QStringList{u"f.jsonl.gz:1: the file is damaged or cut off here"_s};
    QTest::newRow("only begun") << u"f.jsonl.gz"_s << packed.left(5)
                                << QStringList{u"f.jsonl.gz:1: "_s};
}

void SavedGameTest::filesOfManyForms()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    QTemporaryDir folder;
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    JsonlReader reader(file.fileName());
    QStringList items;
    while (const auto item = reader.next())
        items << item->place.mid(folder.path().size() + 1) %
                     (item->problem.isEmpty() ? QString() : QString(u": "_s % item->problem));
    QCOMPARE(items.size(), expected.size());
    for (qsizetype i = 0; i < items.size(); ++i)
        QVERIFY2(items[i].startsWith(expected[i]), qPrintable(items[i]));
    QVERIFY(!reader.next());
}

/// A match that runs has its current phase last; state updates that came late are the right
/// phase's; no model's key is there because none is in the log.
void SavedGameTest::exportOfARunningMatch()
{
    MatchLog log;
    const auto append = [&log](qint64 time, MatchEventData data) {
        log.append(MatchEvent{time, Audience::everyone(), std::move(data)});
    };
    MatchConfig config = MatchConfig::demo();
    config.models[2] =
        parseModelId(u"openai:gpt-x@http://127.0.0.1:1/v1#sk-CANARY"_s, {u"openai"_s})
            .model.value();
    append(0, MatchStarted{1, u"test"_s, QDateTime::fromMSecsSinceEpoch(1000), config});
    const Position start = Position::start();
    append(5, PhaseStarted{start});
    MessageSent message;
    message.phase = start.phase;
    message.from = Power::France;
    message.to = Power::Italy;
    message.text = u"Peace?"_s;
    append(7, message);
    append(7, message);
    OrdersSubmitted orders;
    orders.phase = start.phase;
    orders.power = Power::France;
    orders.orders << SubmittedOrder{Order::move(UnitType::Army, Province::PAR, Province::BUR),
                                    false};
    orders.rejected << RejectedOrder{u"A PAR - MOON"_s, u"no such place"_s};
    append(8, orders);
    const Resolution resolution = adjudicate(Map::standard(), start, {orders.orders.first().order});
    PhaseAdjudicated adjudicated;
    adjudicated.phase = start.phase;
    adjudicated.orders = resolution.orders;
    append(9, adjudicated);
    append(9, PhaseStarted{resolution.next});
    append(12, MemoryUpdated{start.phase,
                             Power::France,
                             {u"Take Belgium."_s},
                             {{Power::Italy, Relationship::Ally}},
                             {}});

    append(13, DiaryWritten{start.phase, Power::France, StageKind::ResultDiary, u"Well."_s, {}});
    append(14, DiaryWritten{resolution.next.phase, Power::France, StageKind::NegotiationDiary,
                            u"They listen."_s, u"To Munich."_s});

    const SavedGame game = savedGame(log);
    QCOMPARE(game.phases.size(), 2);
    const SavedPhase &first = game.phases.first();
    QCOMPARE(first.orders.at(Power::France), QStringList{u"A PAR - BUR"_s});
    QCOMPARE(first.messages.size(), 2);
    QVERIFY(first.messages[0].timeSent < first.messages[1].timeSent); // they are the library's keys
    QCOMPARE(first.further[u"state_agents"_s][u"FRANCE"_s][u"goals"_s].toArray(),
             QJsonArray{u"Take Belgium."_s});
    QCOMPARE(first.further[u"state_agents"_s][u"FRANCE"_s][u"model_id"_s].toString(),
             u"openai:gpt-x@http://127.0.0.1:1/v1"_s);
    QCOMPARE(first.further[u"agent_relationships"_s][u"FRANCE"_s][u"ITALY"_s].toString(),
             u"Ally"_s);
    const QJsonValue results = first.further[u"order_results"_s][u"FRANCE"_s];
    QCOMPARE(results[u"move"_s][0][u"result"_s].toString(), u"success"_s);
    QCOMPARE(results[u"other"_s][0][u"result"_s].toString(), u"invalid"_s);
    const auto diaryOf = [](const SavedPhase &phase, const QString &key) {
        return phase.further[u"state_agents"_s][u"FRANCE"_s][key].toArray();
    };
    QCOMPARE(diaryOf(first, u"full_private_diary"_s), QJsonArray{u"[S1901M] Well."_s});
    QCOMPARE(diaryOf(game.phases.last(), u"private_diary"_s),
             (QJsonArray{u"[S1901M] Well."_s, u"[F1901M] They listen. Intent: To Munich."_s}));
    QCOMPARE(game.phases.last().name, u"F1901M"_s);
    QVERIFY(game.phases.last().orders.empty());
    const QJsonObject json = savedGameJson(log);
    QVERIFY(!QJsonDocument(json).toJson().contains("CANARY"));
    const auto again = savedGameFromJson(json, u"own"_s);
    QVERIFY(std::holds_alternative<SavedGame>(again));
    QCOMPARE(toJson(std::get<SavedGame>(again)), json);
}

QTEST_GUILESS_MAIN(SavedGameTest)
#include "saved_game_test.moc"
