// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/running_calls_model.h"

#include "ui/call_text.h"
#include "ui/isolated_text.h"
#include "ui/power_chip.h"

#include <algorithm>

namespace concert {

namespace {

constexpr qsizetype wordsShown = 160; // characters; the view cuts them to its width

bool isAmong(const QList<CallText> &calls, const CallId &call)
{
    return std::any_of(calls.begin(), calls.end(),
                       [&call](const CallText &each) { return each.call == call; });
}

} // namespace

/// Row by row: the reader's place in the list stays.
void RunningCallsModel::setCalls(const QList<CallText> &calls)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isAmong(calls, calls_[row].call))
            continue;
        beginRemoveRows({}, row, row);
        calls_.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < calls.size(); ++row) {
        if (row < calls_.size() && calls_[row].call == calls[row].call)
            continue;
        if (isAmong(calls_, calls[row].call)) { // in another order
            beginResetModel();
            calls_ = calls;
            endResetModel();
            return;
        }
        beginInsertRows({}, row, row);
        calls_.insert(row, calls[row]);
        endInsertRows();
    }
    calls_ = calls;
    if (!calls.isEmpty())
        Q_EMIT dataChanged(index(0, WordsColumn), index(rowCount() - 1, WordsColumn));
}

int RunningCallsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(calls_.size());
}

int RunningCallsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant RunningCallsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const CallText &call = calls_[index.row()];
    const bool narrator = call.call.stage == StageKind::Commentary;
    if (role == Qt::DecorationRole && index.column() == CallColumn && !narrator)
        return powerChip(call.call.power);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == CallColumn)
        return callHeading(call.call);
    return call.answer.isEmpty() ? tr("waiting for the first word")
                                 : isolated(call.answer.right(wordsShown).simplified());
}

QVariant RunningCallsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == CallColumn ? tr("Being asked now") : tr("The answer so far");
}

} // namespace concert
