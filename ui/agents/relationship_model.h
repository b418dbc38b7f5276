// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QAbstractTableModel>

#include <array>

namespace concert {

/// How every power sees every other at the playhead: rows see columns.
class RelationshipModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        RelationshipRole = Qt::UserRole + 1, ///< int; invalid: none (yet)
        ChangeRole ///< int: steps towards friendship since the update before; 0: none
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: nothing is known.
    void setMoment(const MatchLog *log, qsizetype eventIndex);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Cell {
        std::optional<Relationship> now;
        std::optional<Relationship> before;
        bool operator==(const Cell &) const = default;
    };
    using Matrix = std::array<std::array<Cell, powerCount>, powerCount>;
    Matrix cells_;
};

} // namespace concert
