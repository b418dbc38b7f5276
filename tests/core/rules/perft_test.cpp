// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/legal_orders.h"
#include "tests/core/rules/sample_files.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// How many legal orders of each kind there are, for every position in tests/data/perft. The first
/// line of a file has the counts, the rest is the board.
class PerftTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
};

void PerftTest::counts_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(samples::path(u"perft"_s));
    const QStringList files = folder.entryList({u"*.txt"_s}, QDir::Files);
    QVERIFY(files.size() >= 14);
    for (const QString &name : files)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void PerftTest::counts()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList expected = QString::fromUtf8(file.readLine()).simplified().split(u' ');
    QCOMPARE(expected.takeFirst(), u"LEGAL"_s);
    const auto position = std::get<Position>(parseBoardText(file.readAll().toStdString()));

    constexpr std::array names{"hold",    "move",    "support", "convoy",
                               "retreat", "disband", "build",   "waive"};
    std::array<int, names.size()> counted{};
    const LegalOrders legal(Map::standard(), position);
    for (const Order &order : legal.all())
        ++counted[static_cast<std::size_t>(order.kind)];
    QStringList actual;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (counted[i] > 0)
            actual << u"%1=%2"_s.arg(QLatin1String(names[i])).arg(counted[i]);
    }
    QCOMPARE(actual, expected);
}

QTEST_GUILESS_MAIN(PerftTest)
#include "perft_test.moc"
