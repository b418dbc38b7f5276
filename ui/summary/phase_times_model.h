// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/analysis.h"

#include <QAbstractTableModel>

namespace concert {

/// What each phase took, and by what it was held up most.
class PhaseTimesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Wall, Sequential, Calls, Longest, columnCountOf };

    using QAbstractTableModel::QAbstractTableModel;

    void setPhases(const QList<PhaseTimes> &phases);
    QString phaseAt(int row) const { return phases_[row].phase; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QList<PhaseTimes> phases_;
};

} // namespace concert
