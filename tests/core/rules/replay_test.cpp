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
            const auto unit = position.unitAt(parsed.order->unit.province());
            if (position.phase.type == PhaseType::Movement && unit &&
                unit->power != samples::power(it.key()))
                continue; // another power's unit
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

/// The library takes units that cannot retreat from the board at once …
Position withRetreats(Position position)
{
    std::vector<DislodgedUnit> dislodged = position.dislodged();
    std::erase_if(dislodged, [](const DislodgedUnit &entry) { return entry.retreats.empty(); });
    position.setDislodged(std::move(dislodged));
    return position;
}

/// … and reports them in the next phase that is played, be it an adjustment phase.
void removeDisbanded(QJsonObject &results)
{
    for (auto it = results.begin(); it != results.end();) {
        if (samples::strings(it.value()) == QStringList{u"disband"_s})
            it = results.erase(it);
        else
            ++it;
    }
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
        const QJsonObject next = phases[i + 1].toObject()[u"state"_s].toObject();
        if (next[u"name"_s].toString() == u"COMPLETED"_s) {
            QVERIFY(resolution.next.soloWinner());
            break;
        }
        const QStringList board = samples::boardLines(withRetreats(resolution.next));
        const QStringList expected = samples::boardLines(samples::position(next));
        QVERIFY2(board == expected, qPrintable(name + samples::difference(board, expected)));
        const QStringList results = samples::resultLines(resolution, position.phase.type);
        QJsonObject theirs = phase[u"results"_s].toObject();
        if (position.phase.type == PhaseType::Adjustment)
            removeDisbanded(theirs);
        const QStringList wanted = samples::resultLines(theirs);
        QVERIFY2(results == wanted, qPrintable(name + samples::difference(results, wanted)));
    }
}

QTEST_GUILESS_MAIN(ReplayTest)
#include "replay_test.moc"
