// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString root = QStringLiteral(CONCERT_SOURCE_DIR);

QStringList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

QStringList cellsOf(const QString &row)
{
    QStringList cells = row.split(u'|');
    cells.removeFirst();
    cells.removeLast();
    for (QString &cell : cells)
        cell = cell.trimmed();
    return cells;
}

/// "core/rules" for core/rules/map.h, "ui" for ui/map/map_view.h; empty: not part of the table.
QString folderOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    if (parts[0] == u"core"_s && parts.size() > 2)
        return parts[0] % u'/' % parts[1];
    return parts[0] == u"ui"_s || parts[0] == u"app"_s ? parts[0] : QString();
}

/// The table of ARCHITECTURE.md: folder to the folders that it may include.
QHash<QString, QSet<QString>> readTable()
{
    QHash<QString, QSet<QString>> table;
    QStringList columns;
    for (const QString &line : linesOf(root % u"/ARCHITECTURE.md"_s)) {
        if (line.startsWith(u"| may include"_s)) {
            columns = cellsOf(line).mid(1);
            for (QString &column : columns)
                column = column == u"ui"_s ? column : u"core/"_s % column;
        } else if (!columns.isEmpty() && line.startsWith(u"| "_s)) {
            const QStringList cells = cellsOf(line);
            QSet<QString> &allowed = table[cells[0]];
            for (int i = 0; i < columns.size(); ++i) {
                if (cells.value(i + 1) == u"x"_s)
                    allowed << columns[i];
            }
            allowed << cells[0];
        }
    }
    return table;
}

} // namespace

class IncludeTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyIncludeIsInTheTable();
    void rulesAndPlayerAreFreeOfQt();
    void everyFileNamesItsLicence();
};

void IncludeTableTest::everyIncludeIsInTheTable()
{
    const auto table = readTable();
    QVERIFY2(table.size() >= 11, "the table of ARCHITECTURE.md was not found");
    static const QRegularExpression include(u"^\\s*#include\\s+\"([^\"]+)\""_s);
    int edges = 0;
    QStringList wrong;
    for (const QString &top : {u"app"_s, u"core"_s, u"ui"_s}) {
        QDirIterator files(root % u'/' % top, {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next().mid(root.size() + 1);
            const QString from = folderOf(path);
            if (!table.contains(from)) {
                wrong << path % u": its folder is not in the table"_s;
                continue;
            }
            for (const QString &line : linesOf(root % u'/' % path)) {
                const auto match = include.match(line);
                if (!match.hasMatch() || match.captured(1).endsWith(u".moc"_s))
                    continue;
                const QString to = folderOf(match.captured(1));
                ++edges;
                if (to.isEmpty() || !table[from].contains(to))
                    wrong << path % u" includes "_s % match.captured(1);
            }
        }
    }
    QVERIFY(edges > 0);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void IncludeTableTest::rulesAndPlayerAreFreeOfQt()
{
    static const QRegularExpression qt(u"#include\\s+<Q"_s);
    for (const QString &folder : {u"/core/rules"_s, u"/core/player"_s}) {
        QDirIterator files(root % folder, {u"*.h"_s, u"*.cpp"_s}, QDir::Files);
        while (files.hasNext()) {
            const QString path = files.next();
            QVERIFY2(!linesOf(path).join(u'\n').contains(qt), qPrintable(path));
        }
    }
}

void IncludeTableTest::everyFileNamesItsLicence()
{
    for (const QString &top : {u"app"_s, u"core"_s, u"ui"_s, u"tests"_s}) {
        QDirIterator files(root % u'/' % top, {u"*.h"_s, u"*.cpp"_s, u"CMakeLists.txt"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            QVERIFY2(
                linesOf(path).value(0).contains(u"SPDX-License-Identifier: GPL-3.0-or-later"_s),
                qPrintable(path));
        }
    }
}

QTEST_GUILESS_MAIN(IncludeTableTest)
#include "include_table_test.moc"
