// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/comparison.h"

#include <QAbstractItemModel>

namespace concert {

/// What a comparison found: a row for each pair of variants, with the experiment's parts below it.
class ResultsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { What, Less, Interval, Pairs, Outcome, Before, After, Calls, columnCountOf };

    using QAbstractItemModel::QAbstractItemModel;

    /// \a ended: no more matches come, so that what has none was not played.
    void setResult(const ComparisonResult &result, bool ended);
    /// The row of the pair whose second variant it is; invalid: none.
    QModelIndex indexOfVariant(const QString &variant) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString text(const ComparedVariant &variant, const ComparedTimes &times, int column) const;
    QString outcome(const ComparedVariant &variant, const ComparedTimes &times) const;

    ComparisonResult result_;
    bool ended_ = false;
};

} // namespace concert
