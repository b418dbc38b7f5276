// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chance_memory.h"
#include "app/evaluator.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace concert;
using namespace Qt::StringLiterals;

namespace {

Position boardOf(int year)
{
    Position position = Position::start();
    position.phase.year = year;
    return position;
}

/// As if all games had been played.
Chances chancesOf(int year)
{
    Rollouts rollouts(Map::standard(), boardOf(year));
    rollouts.play(50);
    Chances chances = rollouts.chances();
    chances.games = Evaluator::mostGames;
    return chances;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ChanceMemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(u"chances.json"_s);
    }
    void remembers();
    void writesOnlyWhatIsNew();
    void takesNoNoticeOfOthers_data();
    void takesNoNoticeOfOthers();
    void otherFoldersStayUntouched();
    void nothingIsWrittenThroughLinks();

private:
    void write(const QByteArray &bytes) const
    {
        QFile file(path_);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
};

void ChanceMemoryTest::remembers()
{
    ChanceMemory memory(folder_->path());
    QVERIFY(memory.find(boardOf(1901)) == nullptr);
    memory.add(boardOf(1901), chancesOf(1901));
    memory.add(boardOf(1902), chancesOf(1902));
    memory.save();
    ChanceMemory again(folder_->path());
    QVERIFY(again.find(boardOf(1901)) != nullptr);
    QVERIFY(*again.find(boardOf(1901)) == chancesOf(1901)); // to the last digit
    QVERIFY(*again.find(boardOf(1902)) == chancesOf(1902));
    QVERIFY(again.find(boardOf(1903)) == nullptr);
    again.add(boardOf(1903), chancesOf(1903));
    again.save(); // beside the older ones
    ChanceMemory third(folder_->path());
    for (const int year : {1901, 1902, 1903})
        QVERIFY(third.find(boardOf(year)) != nullptr);
}

void ChanceMemoryTest::writesOnlyWhatIsNew()
{
    ChanceMemory memory(folder_->path());
    memory.save();
    QVERIFY(!QFile::exists(path_));
    memory.add(boardOf(1901), chancesOf(1901));
    memory.save();
    QVERIFY(QFile::remove(path_));
    memory.add(boardOf(1901), chancesOf(1901));
    memory.save();
    QVERIFY(!QFile::exists(path_));
    ChanceMemory nowhere{QString()};
    nowhere.add(boardOf(1901), chancesOf(1901));
    nowhere.save();
    QVERIFY(nowhere.find(boardOf(1901)) != nullptr);
    ChanceMemory gone(folder_->filePath(u"no/such/folder"_s));
    gone.add(boardOf(1901), chancesOf(1901));
    gone.save(); // no problem: it is worked out again
}

void ChanceMemoryTest::takesNoNoticeOfOthers_data()
{
    QTest::addColumn<QString>("trick");
    for (const char *trick : {"empty",
                              "rubbish",
                              "array",
                              "deep",
                              "another version",
                              "another number of games",
                              "another player",
                              "another seed",
                              "no dependencies",
                              "share above one",
                              "negative share",
                              "share that is text",
                              "huge share",
                              "not a number",
                              "shares of two",
                              "35 centres",
                              "negative error",
                              "too few powers",
                              "too many powers",
                              "too few numbers",
                              "an object for a power",
                              "null",
                              "too large",
                              "folder",
                              "link",
                              "pipe"})
        QTest::newRow(trick) << QString::fromLatin1(trick);
}

/// A match's folder may be a stranger's: what cannot be, or depends on something else, is not read.
void ChanceMemoryTest::takesNoNoticeOfOthers()
{
    QFETCH(QString, trick);
    {
        ChanceMemory memory(folder_->path());
        memory.add(boardOf(1901), chancesOf(1901));
        memory.save();
    }
    const QByteArray good = readAll(path_);
    QJsonObject all = QJsonDocument::fromJson(good).object();
    QJsonObject depends = all[u"depends_on"_s].toObject();
    QJsonObject boards = all[u"boards"_s].toObject();
    const QString board = boards.keys().first();
    QJsonArray powers = boards[board].toArray();
    QJsonArray france = powers[2].toArray();
    const auto setNumber = [&](int place, const QJsonValue &value) {
        france[place] = value;
        powers[2] = france;
    };
    QVERIFY(QFile::remove(path_));
    if (trick == u"another version"_s)
        depends[u"format"_s] = 99;
    else if (trick == u"another number of games"_s)
        depends[u"games"_s] = 10;
    else if (trick == u"another player"_s)
        depends[u"opening"_s] = QJsonArray{1, 2, 3};
    else if (trick == u"another seed"_s)
        depends[u"seed"_s] = 7;
    else if (trick == u"no dependencies"_s)
        depends = {};
    else if (trick == u"share above one"_s)
        setNumber(0, 1.5);
    else if (trick == u"negative share"_s)
        setNumber(0, -0.1);
    else if (trick == u"share that is text"_s)
        setNumber(0, u"0.1"_s);
    else if (trick == u"huge share"_s)
        setNumber(0, 1e300);
    else if (trick == u"not a number"_s)
        setNumber(0, QJsonValue::Null);
    else if (trick == u"shares of two"_s)
        setNumber(0, france[0].toDouble() + 0.5);
    else if (trick == u"35 centres"_s)
        setNumber(2, 35);
    else if (trick == u"negative error"_s)
        setNumber(3, -1);
    else if (trick == u"too few powers"_s)
        powers.removeLast();
    else if (trick == u"too many powers"_s)
        powers.append(france);
    else if (trick == u"too few numbers"_s)
        powers[2] = QJsonArray{0.1};
    else if (trick == u"an object for a power"_s)
        powers[2] = QJsonObject{{u"share"_s, 0.1}};
    boards[board] = trick == u"null"_s ? QJsonValue(QJsonValue::Null) : QJsonValue(powers);
    all[u"depends_on"_s] = depends;
    all[u"boards"_s] = boards;
    const QByteArray tricked = QJsonDocument(all).toJson(QJsonDocument::Compact);
    const QTemporaryDir elsewhere;
    if (trick == u"folder"_s) {
        QVERIFY(QDir().mkdir(path_));
    } else if (trick == u"pipe"_s) {
        QCOMPARE(mkfifo(QFile::encodeName(path_).constData(), 0600), 0);
    } else if (trick == u"link"_s) {
        QFile target(elsewhere.filePath(u"chances.json"_s));
        QVERIFY(target.open(QIODevice::WriteOnly) && target.write(good) > 0);
        QVERIFY(QFile::link(target.fileName(), path_));
    } else if (trick == u"too large"_s) {
        write(good + QByteArray(9 * 1024 * 1024, ' '));
    } else if (trick == u"empty"_s) {
        write({});
    } else if (trick == u"rubbish"_s) {
        write("\x00\xff{{{");
    } else if (trick == u"array"_s) {
        write("[" + good + "]");
    } else if (trick == u"deep"_s) {
        write(QByteArray(100'000, '['));
    } else {
        write(tricked);
    }
    ChanceMemory memory(folder_->path());
    QVERIFY(memory.find(boardOf(1901)) == nullptr); // and it returns: a pipe is not waited for
}

void ChanceMemoryTest::otherFoldersStayUntouched()
{
    const QTemporaryDir elsewhere;
    QFile target(elsewhere.filePath(u"precious"_s));
    QVERIFY(target.open(QIODevice::WriteOnly) && target.write("mine") == 4);
    target.close();
    ChanceMemory memory(folder_->path());
    memory.add(boardOf(1901), chancesOf(1901));
    QVERIFY(QFile::link(target.fileName(), path_));
    memory.save();
    QCOMPARE(readAll(target.fileName()), QByteArray("mine"));
}

/// One that leads to nowhere would make the file there.
void ChanceMemoryTest::nothingIsWrittenThroughLinks()
{
    const QTemporaryDir elsewhere;
    ChanceMemory memory(folder_->path());
    memory.add(boardOf(1901), chancesOf(1901));
    QVERIFY(QFile::link(elsewhere.filePath(u"new"_s), path_));
    memory.save();
    QVERIFY(QDir(elsewhere.path()).isEmpty());
}

QTEST_GUILESS_MAIN(ChanceMemoryTest)
#include "chance_memory_test.moc"
