// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/jsonl_reader.h"
#include "tests/app/program.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// concert legal reproduces the library's lists, place by place.
class LegalCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lists_data();
    void lists();

private:
    QList<QJsonObject> actual_;
};

namespace {

QJsonObject sortedLists(const QJsonObject &lists)
{
    QJsonObject result;
    for (auto it = lists.begin(); it != lists.end(); ++it) {
        QStringList orders = it.value().toVariant().toStringList();
        orders.sort();
        result.insert(it.key(), QJsonArray::fromStringList(orders));
    }
    return result;
}

} // namespace

void LegalCommandTest::lists_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QJsonObject>("expected");
    const QString file = sampleFile("possible_orders-sample.jsonl.gz");
    const ProgramRun run = runProgram({u"legal"_s, file});
    QCOMPARE(run.exitCode, 0);
    actual_ = run.objects();
    JsonlReader reader(file);
    int index = 0;
    while (const auto item = reader.next())
        QTest::newRow(qPrintable(item->object[u"id"_s].toString())) << index++ << item->object;
    QCOMPARE(actual_.size(), index);
}

void LegalCommandTest::lists()
{
    QFETCH(int, index);
    QFETCH(QJsonObject, expected);
    QCOMPARE(actual_[index][u"id"_s], expected[u"id"_s]);
    QCOMPARE(actual_[index][u"phase"_s], expected[u"state"_s][u"name"_s]);
    QCOMPARE(sortedLists(actual_[index][u"possible_orders"_s].toObject()),
             sortedLists(expected[u"possible_orders"_s].toObject()));
}

QTEST_GUILESS_MAIN(LegalCommandTest)
#include "legal_command_test.moc"
