// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/legal_command.h"

#include "app/commands/set_up.h"
#include "core/record/text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// As in the library's lists the orders of a fleet on a special coast stand under the coast too,
/// and so do builds and waives there.
QJsonObject possibleOrders(const SetUp &setUp, RuleSet)
{
    QJsonObject lists;
    for (int i = 0; i < provinceCount; ++i) {
        const auto place = static_cast<Province>(i);
        QMap<Location, QJsonArray> byPlace;
        for (const Order &order : legalOrders(Map::standard(), setUp.position, place)) {
            const QString text = toQString(orderText(order));
            byPlace[place] << text;
            if (order.kind == OrderKind::Waive) {
                for (const Location coast : Map::standard().coasts(place))
                    byPlace[coast] << text;
            } else if (order.unit.coast() != Coast::None) {
                byPlace[order.unit] << text;
            }
        }
        for (auto it = byPlace.begin(); it != byPlace.end(); ++it)
            lists.insert(toQString(locationText(it.key())), it.value());
    }
    return {{u"id"_s, setUp.id},
            {u"phase"_s, phaseText(setUp.position.phase)},
            {u"possible_orders"_s, lists}};
}

} // namespace

int legalCommand(const QStringList &arguments)
{
    return answerSetUps({u"legal"_s,
                         u"Prints all legal orders of each set-up, one JSON object a line: "
                         "possible_orders by place."_s,
                         false, &possibleOrders},
                        arguments);
}

} // namespace concert
