// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/adjudicator.h"

#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"
#include "tests/core/rules/sample_files.h"
#include "tests/core/rules/sample_results.h"

#include <QHash>
#include <QRegularExpression>
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
    void choices_data() { games_data(); }
    void choices();

private:
    const QList<QJsonObject> games_ = samples::readJsonLines(u"games-sample.jsonl.gz"_s);
};

namespace {

/// A supported move without its coast: the library keeps it in some cases and not in others.
QString keptText(Order order)
{
    if (order.kind == OrderKind::Support && !order.isSupportHold())
        order.target = order.target.province();
    return samples::text(orderText(order));
}

std::map<Power, QStringList> submittedOrders(const QJsonObject &phase)
{
    std::map<Power, QStringList> orders;
    const QJsonObject submitted = phase[u"submitted"_s].toObject();
    for (auto it = submitted.begin(); it != submitted.end(); ++it)
        orders[samples::power(it.key())] = samples::strings(it.value());
    return orders;
}

/// The library takes units that cannot retreat from the board at once.
Position withRetreats(Position position)
{
    std::vector<DislodgedUnit> dislodged = position.dislodged();
    std::erase_if(dislodged, [](const DislodgedUnit &entry) { return entry.retreats.empty(); });
    position.setDislodged(std::move(dislodged));
    return position;
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
    // The first position is read; every other is the outcome of the one before.
    Position position = samples::position(phases[0][u"state"_s].toObject());
    for (int i = 0; i + 1 < phases.size(); ++i) {
        const QJsonObject phase = phases[i].toObject();
        const QString name = phase[u"name"_s].toString() + u": "_s;
        const std::vector<Order> orders = takeOrders(position, submittedOrders(phase)).orders;
        if (position.phase.type == PhaseType::Movement) {
            static const QRegularExpression coast(
                u"(?<= S F ... - ...)/.C|(?<= S F .../.C - ...)/.C"_s);
            QStringList kept;
            for (const Order &order : orders)
                kept.append(keptText(order));
            QStringList theirs;
            for (const QJsonValue &list : phase[u"orders"_s].toObject())
                theirs.append(samples::strings(list));
            theirs.removeDuplicates();
            theirs.replaceInStrings(coast, QString());
            QVERIFY2(samples::sorted(kept) == samples::sorted(theirs),
                     qPrintable(name + samples::difference(kept, theirs)));
        }
        const Resolution resolution = adjudicate(Map::standard(), position, orders);
        const QJsonObject next = phases[i + 1].toObject()[u"state"_s].toObject();
        if (next[u"name"_s].toString() == u"COMPLETED"_s) {
            QVERIFY(resolution.next.soloWinner());
            break;
        }
        const QStringList board = samples::boardLines(withRetreats(resolution.next));
        const QStringList expected = samples::boardLines(samples::position(next));
        QVERIFY2(board == expected, qPrintable(name + samples::difference(board, expected)));
        QStringList results = samples::resultLines(resolution, position.phase.type);
        const QJsonObject theirs = phase[u"results"_s].toObject();
        QStringList wanted = samples::resultLines(theirs, position.phase.type);
        samples::removeDisrupted(resolution, theirs, results, wanted);
        QVERIFY2(results == wanted, qPrintable(name + samples::difference(results, wanted)));
        position = resolution.next;
    }
}

namespace {

/// The phases that hang on a choice (`games-sample-preferences`), by "GAME/INDEX".
QHash<QString, QStringList> phasesOfChoice()
{
    QHash<QString, QStringList> flags;
    for (const QJsonObject &entry : samples::readJsonLines(u"games-sample-preferences.jsonl.gz"_s))
        flags.insert(u"%1/%2"_s.arg(entry[u"game"_s].toString()).arg(entry[u"index"_s].toInt()),
                     samples::strings(entry[u"flags"_s]));
    return flags;
}

} // namespace

/// A missing convoy that fails, as in the second rule set, changes just the phases in which an army
/// was ordered to a neighbour by a convoy that nobody ordered (DATC 4.A.3); paradoxes, implied
/// convoys and their way back to land stay as they are.
void ReplayTest::choices()
{
    constexpr RuleSet missingConvoyFails{.missingConvoy = RuleSet::MissingConvoy::Fails,
                                         .wrongSupportCoast = RuleSet::WrongSupportCoast::Ignored,
                                         .removalDistance = RuleSet::RemovalDistance::HomeCenters};
    static const QHash<QString, QStringList> flags = phasesOfChoice();
    QCOMPARE(flags.size(), 582);
    QFETCH(int, index);
    const QString id = games_[index][u"id"_s].toString();
    const QJsonArray phases = games_[index][u"phases"_s].toArray();
    for (int i = 0; i + 1 < phases.size(); ++i) {
        const QJsonObject phase = phases[i].toObject();
        const Position position = samples::position(phase[u"state"_s].toObject());
        if (position.phase.type != PhaseType::Movement)
            continue;
        const auto orders = takeOrders(position, submittedOrders(phase)).orders;
        const auto play = [&](RuleSet rules) {
            return adjudicate(Map::standard(), position, orders, rules).orders;
        };
        const bool differs = play(RuleSet::library()) != play(missingConvoyFails);
        const bool isChoice = flags.value(u"%1/%2"_s.arg(id).arg(i))
                                  .contains(u"pref:VIA-without-convoy-goes-by-land(4.A.3)"_s);
        QVERIFY2(differs == isChoice, qPrintable(id % u' ' % phase[u"name"_s].toString()));
    }
}

QTEST_GUILESS_MAIN(ReplayTest)
#include "replay_test.moc"
