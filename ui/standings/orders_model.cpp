// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/standings/orders_model.h"

#include "core/rules/order_text.h"
#include "ui/powers.h"
#include "ui/sentences.h"

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

QString orderResultText(OrderResults results)
{
    QStringList parts;
    if (has(results, OrderResult::Bounce))
        parts << OrdersModel::tr("bounced");
    if (has(results, OrderResult::Cut))
        parts << OrdersModel::tr("support cut");
    if (has(results, OrderResult::Void))
        parts << OrdersModel::tr("void");
    if (has(results, OrderResult::Disrupted))
        parts << OrdersModel::tr("convoy broken");
    if (has(results, OrderResult::NoConvoy))
        parts << OrdersModel::tr("no convoy");
    if (has(results, OrderResult::Dislodged))
        parts << OrdersModel::tr("dislodged");
    if (has(results, OrderResult::Disbanded))
        parts << OrdersModel::tr("disbanded");
    return parts.join(u", "_s);
}

/// What became of the call that gave the orders; empty: they were used as they were.
QString orderCallText(CallOutcome outcome)
{
    switch (outcome) {
    case CallOutcome::Answered:
    case CallOutcome::Cancelled:
        break;
    case CallOutcome::Repaired:
        return OrdersModel::tr("repaired");
    case CallOutcome::Defaulted:
        return OrdersModel::tr("default orders");
    }
    return {};
}

void OrdersModel::setMoment(const std::optional<BoardMoment> &moment)
{
    std::vector<Row> rows = moment ? rowsFor(*moment) : std::vector<Row>();
    if (rows == rows_)
        return;
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
}

std::vector<OrdersModel::Row> OrdersModel::rowsFor(const BoardMoment &moment)
{
    std::vector<Row> rows;
    for (const Power power : allPowers) {
        if (moment.position.isEliminated(power))
            continue;
        const std::size_t heading = rows.size();
        rows.push_back({.kind = Kind::Heading, .power = power, .text = powerDisplayName(power)});
        addOrders(&rows, moment, power);
        if (const auto call = moment.outcomes.find(power); call != moment.outcomes.end()) {
            rows[heading].result = orderCallText(call->second.outcome);
            rows[heading].reason = shownSentence(call->second.problem.simplified());
            rows[heading].failed = call->second.outcome == CallOutcome::Defaulted;
        }
        const bool none = rows.size() == heading + 1;
        if (none && moment.resolved.empty() && !moment.submitted.contains(power) &&
            moment.position.phase.type == PhaseType::Movement)
            rows[heading].result = tr("no orders yet");
        else if (none)
            rows.pop_back(); // nothing to order in this phase
    }
    return rows;
}

void OrdersModel::addOrders(std::vector<Row> *rows, const BoardMoment &moment, Power power)
{
    const auto given = moment.submitted.find(power);
    const auto wasDefaulted = [&](const Order &order) {
        if (given == moment.submitted.end())
            return true;
        const auto place =
            std::find_if(given->second.orders.begin(), given->second.orders.end(),
                         [&](const SubmittedOrder &each) { return each.order == order; });
        return place == given->second.orders.end() || place->defaulted;
    };
    const auto add = [&](const Order &order) -> Row & {
        Row row{.kind = Kind::Order,
                .power = power,
                .text = QString::fromStdString(orderText(order)),
                .defaulted = wasDefaulted(order)};
        if (order.kind != OrderKind::Waive)
            row.province = order.unit.province();
        rows->push_back(row);
        return rows->back();
    };
    if (!moment.resolved.empty()) {
        for (const ResolvedOrder &resolved : moment.resolved) {
            if (resolved.power != power)
                continue;
            Row &row = add(resolved.order);
            row.result = orderResultText(resolved.results);
            row.failed = resolved.results != 0;
            row.reason = shownSentence(QString::fromStdString(resolved.reason));
        }
    } else if (given != moment.submitted.end()) {
        for (const SubmittedOrder &submitted : given->second.orders)
            add(submitted.order);
    }
    if (given == moment.submitted.end())
        return;
    for (const RejectedOrder &rejected : given->second.rejected)
        rows->push_back({.kind = Kind::Rejected,
                         .power = power,
                         .text = rejected.text.simplified(),
                         .reason = shownSentence(rejected.reason)});
}

int OrdersModel::rowOf(Power power) const
{
    const auto place = std::find_if(rows_.begin(), rows_.end(),
                                    [power](const Row &row) { return row.power == power; });
    return place == rows_.end() ? -1 : static_cast<int>(place - rows_.begin());
}

int OrdersModel::rowOf(Province province) const
{
    const auto place = std::find_if(rows_.begin(), rows_.end(), [province](const Row &row) {
        return row.province == province;
    });
    return place == rows_.end() ? -1 : static_cast<int>(place - rows_.begin());
}

int OrdersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant OrdersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.kind == Kind::Rejected ? tr("rejected: %1").arg(row.text) : row.text;
    case Qt::AccessibleTextRole: {
        QStringList parts{data(index, Qt::DisplayRole).toString()};
        if (row.defaulted)
            parts << tr("not ordered: the default");
        if (!row.result.isEmpty())
            parts << row.result;
        if (!row.reason.isEmpty())
            parts << row.reason;
        return parts.join(u", "_s);
    }
    case KindRole:
        return static_cast<int>(row.kind);
    case PowerRole:
        return indexOf(row.power);
    case ResultRole:
        return row.result;
    case ReasonRole:
        return row.reason;
    case FailedRole:
        return row.failed;
    case DefaultedRole:
        return row.defaulted;
    case ProvinceRole:
        return row.province ? QVariant(indexOf(*row.province)) : QVariant();
    default:
        return {};
    }
}

QHash<int, QByteArray> OrdersModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{KindRole, "kind"},
                  {PowerRole, "power"},
                  {ResultRole, "result"},
                  {ReasonRole, "reason"},
                  {FailedRole, "failed"},
                  {DefaultedRole, "defaulted"},
                  {ProvinceRole, "province"}});
    return names;
}

} // namespace concert
