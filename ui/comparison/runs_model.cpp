// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/runs_model.h"

#include "ui/comparison/comparison_text.h"
#include "ui/latency/latency_model.h"

#include <QLocale>

namespace concert {

void RunsModel::setRuns(const QList<ComparedRun> &runs)
{
    const auto before = static_cast<int>(runs_.size());
    const auto after = static_cast<int>(runs.size());
    if (after > before && before > 0 && runs.first().folder == runs_.first().folder) {
        beginInsertRows({}, before, after - 1);
        runs_ = runs;
        endInsertRows();
    } else if (after != before || before == 0) {
        beginResetModel();
        runs_ = runs;
        endResetModel();
    }
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountOf;
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ComparedRun &run = runs_[index.row()];
    if (role == FolderRole)
        return run.folder;
    if (role == Qt::TextAlignmentRole && index.column() != Variant)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Seed:
        return QString::number(run.seed);
    case Variant:
        return variantDisplayName(run.variant);
    case Total:
        return durationText(run.times.total);
    case Bound:
        return durationText(run.times.bound);
    case Overhead:
        return percentageText(run.times.overhead());
    case Sequential:
        return durationText(run.times.sequential);
    case Calls:
        return QLocale().toString(run.times.calls);
    default:
        return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != Variant)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == Bound)
        return tr("The longest path over the schedule's own waits: what it cannot beat");
    if (role == Qt::ToolTipRole && section == Overhead)
        return tr(
            "What the total adds to the bound, without waiting for a provider that was gone or "
            "a spending cap: our own processing");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Seed:
        return tr("Seed");
    case Variant:
        return tr("Way to play");
    case Total:
        return tr("Total");
    case Bound:
        return tr("Bound");
    case Overhead:
        return tr("Overhead");
    case Sequential:
        return tr("One after another");
    case Calls:
        return tr("Calls");
    default:
        return {};
    }
}

} // namespace concert
