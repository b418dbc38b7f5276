// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/jsonl_reader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

using namespace Qt::StringLiterals;
using namespace concert;

/// Files as they come, the hostile ones too: each problem is told once, with its place, and reading
/// ends.
class JsonlReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void documents_data();
    void documents();
    void aBombIsToldOnce_data();
    void aBombIsToldOnce();

private:
    static QStringList readAll(const QString &path);
    QTemporaryDir folder_;
};

/// "PLACE id", or "PLACE: problem".
QStringList JsonlReaderTest::readAll(const QString &path)
{
    JsonlReader reader(path);
    QStringList items;
    while (const auto item = reader.next()) {
        const QString place = item->place.section(u'/', -1);
        items << (item->problem.isEmpty() ? QString(place % u' ' % item->object[u"id"_s].toString())
                                          : QString(place % u": "_s % item->problem));
        if (items.size() > 10)
            break; // a reader that does not end
    }
    return items;
}

void JsonlReaderTest::documents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("items");
    QTest::newRow("one") << "{\"id\": \"a\"}"_ba << QStringList{u"file a"_s};
    QTest::newRow("over lines") << "{\n\"id\":\n\"a\"}\n"_ba << QStringList{u"file a"_s};
    QTest::newRow("lines") << "{\"id\": \"a\"}\n\n{\"id\": \"b\"}\n"_ba
                           << QStringList{u"file a"_s, u"file:3 b"_s};
    QTest::newRow("array") << "[{\"id\": \"a\"}, 7]"_ba
                           << QStringList{u"file[0] a"_s, u"file[1]: this is not a JSON object"_s};
    QTest::newRow("empty array") << "[]"_ba << QStringList{u"file: the array is empty"_s};
    QTest::newRow("nothing") << ""_ba << QStringList{u"file: the file is empty"_s};
    QTest::newRow("a line of rubbish")
        << "{\"id\": \"a\"}\nrubbish\n{\"id\": \"b\"}\n"_ba
        << QStringList{u"file a"_s, u"file:2: this is not JSON: illegal value"_s, u"file:3 b"_s};
}

void JsonlReaderTest::documents()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, items);
    QFile file(folder_.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QCOMPARE(readAll(file.fileName()), items);
}

void JsonlReaderTest::aBombIsToldOnce_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QString>("problem");
    QTest::newRow("one line") << ""_ba << u"bomb.gz: the line is longer than 48 MB"_s;
    QTest::newRow("one document") << "[\n"_ba << u"bomb.gz:2: the file is longer than 48 MB"_s;
}

/// Some kilobytes in the file, 300 megabytes in memory if nobody stops.
void JsonlReaderTest::aBombIsToldOnce()
{
    QFETCH(QByteArray, beginning);
    QFETCH(QString, problem);
    const QString path = folder_.filePath(u"bomb.gz"_s);
    const gzFile bomb = gzopen(QFile::encodeName(path).constData(), "wb1");
    QVERIFY(bomb != nullptr);
    gzwrite(bomb, beginning.constData(), static_cast<unsigned>(beginning.size()));
    const QByteArray blanks(1 << 20, ' ');
    for (int i = 0; i < 300; ++i)
        gzwrite(bomb, blanks.constData(), 1 << 20);
    gzclose(bomb);
    QCOMPARE(readAll(path), QStringList{problem});
}

QTEST_GUILESS_MAIN(JsonlReaderTest)
#include "jsonl_reader_test.moc"
