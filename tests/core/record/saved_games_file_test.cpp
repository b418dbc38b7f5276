// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_games_file.h"

#include "core/record/text.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// Files with one saved game or several: what is in them, and each by its number.
class SavedGamesFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lists_data();
    void lists();
    void tellsWhatIsInAGame();
    void readsByNumber();
    void listsNoMoreThanItSays();

private:
    QString write(const QString &name, const QByteArray &text) const
    {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName()
                                                                                  : QString();
    }
    QTemporaryDir folder_;
};

namespace {

const QByteArray game = R"({"id": "g", "phases": [{"name": "S1901M", "state": {"units": {}}}]})";

} // namespace

void SavedGamesFileTest::lists_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected"); // "g" a game, "-" none
    QTest::newRow("one") << u"a.json"_s << game << u"g"_s;
    QTest::newRow("two objects") << u"a.json"_s << game + "\n" + game << u"gg"_s;
    QTest::newRow("lines") << u"a.jsonl"_s << game + "\n\n" + game + "\n" + game + "\n" << u"ggg"_s;
    QTest::newRow("list") << u"a.json"_s << "[" + game + ",\n" + game + "]" << u"gg"_s;
    QTest::newRow("list of one") << u"a.json"_s << "[" + game + "]" << u"g"_s;
    QTest::newRow("with a bad line") << u"a.jsonl"_s << game + "\n{\n" + game << u"g-g"_s;
    QTest::newRow("bad at first") << u"a.jsonl"_s << "{\n" + game << u"-g"_s;
    QTest::newRow("with something else") << u"a.jsonl"_s << game + "\n{\"a\": 1}" << u"g-"_s;
    QTest::newRow("a match") << u"match.jsonl"_s << "{\"event\": 1}\n" + game << QString();
    QTest::newRow("no JSON") << u"a.json"_s << "S1901M"_ba << QString();
    QTest::newRow("nothing") << u"a.json"_s << QByteArray() << QString();
}

void SavedGamesFileTest::lists()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const SavedGameList list = listSavedGames(write(name, text));
    QString found;
    for (const SavedGameEntry &entry : list.entries) {
        found += entry.problem.isEmpty() ? entry.id : u"-"_s;
        QCOMPARE(entry.number, static_cast<int>(found.size()));
    }
    QCOMPARE(found, expected);
    QVERIFY(list.isWhole);
}

void SavedGamesFileTest::tellsWhatIsInAGame()
{
    const QString folder = QStringLiteral(CONCERT_SOURCE_DIR "/tests/data/saved_games/");
    const SavedGameList list = listSavedGames(folder % u"array.json"_s);
    QCOMPARE(list.entries.size(), 2);
    const SavedGameEntry &entry = list.entries.first();
    QCOMPARE(entry.id, u"eKGiFWA2B2mdlcxN"_s);
    QCOMPARE(entry.map, u"standard"_s);
    QCOMPARE(entry.first, u"S1901M"_s);
    QCOMPARE(entry.last, u"COMPLETED"_s);
    QCOMPARE(entry.phases, 3);
    QVERIFY(entry.date.isValid());
    QCOMPARE(entry.centers[static_cast<std::size_t>(indexOf(Power::Russia))], 4);
    QCOMPARE(entry.centers[static_cast<std::size_t>(indexOf(Power::Turkey))], 3);
}

void SavedGamesFileTest::readsByNumber()
{
    const QString path =
        write(u"b.jsonl"_s, game + "\n{\n" + QByteArray(game).replace("\"g\"", "\"h\""));
    QCOMPARE(std::get<SavedGame>(readSavedGame(path, 1)).id, u"g"_s);
    QCOMPARE(std::get<SavedGame>(readSavedGame(path, 3)).id, u"h"_s);
    QVERIFY(std::get<QString>(readSavedGame(path, 2)).contains(u"b.jsonl:2: this is not JSON"_s));
    QVERIFY(std::get<QString>(readSavedGame(path, 4)).endsWith(u"there is no game number 4"_s));
}

void SavedGamesFileTest::listsNoMoreThanItSays()
{
    const QString path =
        write(u"many.jsonl"_s, QByteArray(game + "\n").repeated(mostGamesListed + 5));
    const SavedGameList list = listSavedGames(path);
    QCOMPARE(list.entries.size(), mostGamesListed);
    QVERIFY(!list.isWhole);
    QVERIFY(std::holds_alternative<SavedGame>(readSavedGame(path, mostGamesListed + 5)));
}

QTEST_GUILESS_MAIN(SavedGamesFileTest)
#include "saved_games_file_test.moc"
