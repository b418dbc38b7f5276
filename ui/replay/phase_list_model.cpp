// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replay/phase_list_model.h"

#include "ui/phase_text.h"

namespace concert {

void PhaseListModel::setLog(const MatchLog *log)
{
    beginResetModel();
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    rows_ = log ? static_cast<int>(log->phases().size()) : 0;
    if (log)
        connect(log, &MatchLog::appended, this, &PhaseListModel::onAppended);
    endResetModel();
}

void PhaseListModel::onAppended()
{
    const int rows = static_cast<int>(log_->phases().size());
    if (rows <= rows_)
        return;
    beginInsertRows({}, rows_, rows - 1);
    rows_ = rows;
    endInsertRows();
}

int PhaseListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !log_ ? 0 : rows_;
}

QVariant PhaseListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Phase phase = log_->phases()[index.row()].phase;
    if (role == Qt::DisplayRole)
        return phaseShortName(phase);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
        return phaseDisplayName(phase);
    return {};
}

} // namespace concert
