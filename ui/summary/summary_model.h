// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/statistics.h"

#include <QAbstractItemModel>

#include <vector>

namespace concert {

/// How long calls took, what they used and what went wrong: a row for all of them, one a model, and
/// below each its stages.
class SummaryModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column {
        What,
        Calls,
        Median,
        Percentile95,
        Longest,
        FirstToken,
        Errors,
        Retries,
        TokensIn,
        TokensOut,
        Cost,
        columnCountOf
    };
    enum Role { SlowestRole = Qt::UserRole + 1 }; ///< the span of the longest call

    using QAbstractItemModel::QAbstractItemModel;

    void setSpans(const QList<Span> &spans, qint64 now);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    struct Group {
        LatencyStatistics all;
        QList<LatencyStatistics> stages;
    };
    const LatencyStatistics &at(const QModelIndex &index) const;
    QString text(const LatencyStatistics &row, bool isGroup, int column) const;

    std::vector<Group> groups_;
};

} // namespace concert
