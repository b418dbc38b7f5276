// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/comparison.h"

#include <QAbstractTableModel>

namespace concert {

/// The matches that a comparison has played, in their order.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Seed, Variant, Total, Bound, Overhead, Sequential, Calls, columnCountOf };
    enum Role { FolderRole = Qt::UserRole + 1 }; ///< seen from the comparison's

    using QAbstractTableModel::QAbstractTableModel;

    /// Those before have not changed.
    void setRuns(const QList<ComparedRun> &runs);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QList<ComparedRun> runs_;
};

} // namespace concert
