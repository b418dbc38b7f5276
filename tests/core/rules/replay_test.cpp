// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/adjudicator.h"

#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "tests/core/rules/sample_files.h"
#include "tests/core/rules/sample_results.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace concert;

/// Replays saved games phase by phase, as handed in: next positions, dislodged units, retreat lists
/// and results agree.
class ReplayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void games_data();
    void games();

private:
    const QList<QJsonObject> games_ = samples::readJsonLines(u"games-sample.jsonl.gz"_s);
};

namespace {

std::vector<Order> submittedOrders(const QJsonObject &phase, const Position &position)
{
    std::vector<Order> orders;
    const QJsonObject submitted = phase[u"submitted"_s].toObject();
    for (auto it = submitted.begin(); it != submitted.end(); ++it) {
        for (const QString &text : samples::strings(it.value())) {
            const ParsedOrder parsed =
                parseOrder(text.toStdString(), position, samples::power(it.key()));
            if (!parsed.order)
                qFatal("%s: %s", qPrintable(text), parsed.problem.c_str());
            orders.push_back(*parsed.order);
        }
    }
    return orders;
}

/// The library keeps a movement order just when it is legal.
QStringList illegalOrders(const QJsonObject &phase, const Position &position)
{
    QStringList wrong;
    const QJsonObject submitted = phase[u"submitted"_s].toObject();
    for (auto it = submitted.begin(); it != submitted.end(); ++it) {
        const QStringList kept = samples::strings(phase[u"orders"_s][it.key()]);
        for (const QString &text : samples::strings(it.value())) {
            const Power power = samples::power(it.key());
            const ParsedOrder parsed = parseOrder(text.toStdString(), position, power);
            const bool legal = whyIllegal(Map::standard(), position, power, *parsed.order).empty();
            // It takes the coast away from a supported move.
            const QString shorter =
                text.contains(u" S "_s) ? text.left(text.lastIndexOf(u'/')) : text;
            if (legal != (kept.contains(text) || kept.contains(shorter)))
                wrong.append(text + (legal ? u" is legal"_s : u" is illegal"_s));
        }
    }
    return wrong;
}

} // namespace

void ReplayTest::games_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < games_.size(); ++i)
        QTest::newRow(qPrintable(games_[i][u"id"_s].toString())) << i;
}

void ReplayTest::games()
{
    QFETCH(int, index);
    const QJsonArray phases = games_[index][u"phases"_s].toArray();
    QVERIFY(phases.size() > 1);
    for (int i = 0; i + 1 < phases.size(); ++i) {
        const QJsonObject phase = phases[i].toObject();
        const QString name = phase[u"name"_s].toString() + u": "_s;
        const Position position = samples::position(phase[u"state"_s].toObject());
        if (position.phase.type == PhaseType::Movement)
            QCOMPARE(illegalOrders(phase, position), QStringList());
        const Resolution resolution =
            adjudicate(Map::standard(), position, submittedOrders(phase, position));
        const QStringList board = samples::boardLines(resolution.next);
        const QStringList expected =
            samples::boardLines(samples::position(phases[i + 1][u"state"_s].toObject()));
        QVERIFY2(board == expected, qPrintable(name + samples::difference(board, expected)));
        const QStringList results = samples::resultLines(resolution, position.phase.type);
        const QStringList wanted = samples::resultLines(phase[u"results"_s].toObject());
        QVERIFY2(results == wanted, qPrintable(name + samples::difference(results, wanted)));
    }
}

QTEST_GUILESS_MAIN(ReplayTest)
#include "replay_test.moc"
