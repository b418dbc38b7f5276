// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QAbstractListModel>
#include <QPointer>

namespace concert {

/// The log's phases, to jump by list; grows with the log.
class PhaseListModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setLog(const MatchLog *log);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void onAppended();

    QPointer<const MatchLog> log_;
    int rows_ = 0; ///< of those phases that views have been told of
};

} // namespace concert
