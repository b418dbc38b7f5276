// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log_file.h"

#include <QAbstractTableModel>

namespace concert {

/// The calls that run at this moment, one a row: whose, and the newest words of the answer.
class RunningCallsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { CallColumn, WordsColumn, columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setCalls(const QList<CallText> &calls);
    const CallText &callAt(int row) const { return calls_[row]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<CallText> calls_;
};

} // namespace concert
