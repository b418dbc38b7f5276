// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QAbstractListModel>

namespace concert {

/// The orders of the shown phase by power: a heading for each power that has a unit or an order,
/// its orders with their results once the phase was played, and those that were rejected.
class OrdersModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Kind { Heading, Order, Rejected };
    enum Role {
        KindRole = Qt::UserRole + 1, ///< int
        PowerRole,                   ///< int
        ResultRole,                  ///< "bounced"; empty: as ordered, or not played yet
        ReasonRole,
        FailedRole,    ///< bool
        DefaultedRole, ///< bool: nobody gave it
        ProvinceRole   ///< int: where the ordered unit stands; invalid: nowhere
    };

    using QAbstractListModel::QAbstractListModel;

    /// Nothing: no match is shown.
    void setMoment(const std::optional<BoardMoment> &moment);
    int rowOf(Power power) const; ///< of its heading; -1: none
    /// The order of the unit there; -1: none.
    int rowOf(Province province) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        Kind kind = Kind::Heading;
        Power power = Power::Austria;
        QString text{};
        QString result{};
        QString reason{};
        bool failed = false;
        bool defaulted = false;
        std::optional<Province> province{};
        bool operator==(const Row &) const = default;
    };
    static std::vector<Row> rowsFor(const BoardMoment &moment);
    static void addOrders(std::vector<Row> *rows, const BoardMoment &moment, Power power);
    std::vector<Row> rows_;
};

/// "bounced, dislodged"; empty: it went as ordered.
QString orderResultText(OrderResults results);

} // namespace concert
