// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/requests.h"

#include <QAbstractListModel>
#include <QPointer>

namespace concert {

/// A row a power, always in the order of Power: what it has, who plays it, what it does now.
class StandingsModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        CentersRole = Qt::UserRole + 1,
        UnitsRole,
        ModelRole,     ///< the model that plays it
        ActivityRole,  ///< a few words; empty: nothing to say
        BusyRole,      ///< bool: a call of it runs
        ParkedRole,    ///< bool: it waits for its provider
        EliminatedRole ///< bool
    };

    explicit StandingsModel(QObject *parent = nullptr);

    /// Nothing is shown without a log.
    void setLog(const MatchLog *log);
    /// The board at the playhead, and what the seats do if the playhead is at the newest moment.
    void setMoment(const BoardMoment &moment, const std::optional<MatchProgress> &progress);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        int centers = 0;
        int units = 0;
        QString model;
        QString activity;
        bool busy = false;
        bool parked = false;
        bool eliminated = false;
        bool operator==(const Row &) const = default;
    };
    std::array<Row, powerCount> rows_;
    QPointer<const MatchLog> log_;
};

/// What a seat does, in a few words: "writing messages, round 2 · 312 characters".
QString activityText(const SeatProgress &seat);

} // namespace concert
