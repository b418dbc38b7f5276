// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QSet>

namespace concert {

/// What went wrong in the match so far (not only up to the playhead): problems that were reported,
/// calls whose answers were of no use, powers whose provider is gone. One row each, with the event
/// to go to; one for all powers that wait for the same server.
class ProblemsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, PowerColumn, TextColumn, columns };
    enum Role { EventIndexRole = Qt::UserRole + 1, SeverityRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setLog(const MatchLog *log);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        qsizetype event = 0;
        ProblemReported::Severity severity = ProblemReported::Severity::Warning;
        QList<Power> powers;
        QString text;
        QString parkedAt = {};    ///< the server, if they wait for it
        QSet<Power> waiting = {}; ///< who still does
        bool gaveUp = false;      ///< somebody does without the server: it is not back
    };
    static std::optional<Row> rowFor(const MatchLog &log, qsizetype index);
    bool joinParked(const MatchEvent &event);
    void onAppended(qsizetype first, qsizetype last);

    QPointer<const MatchLog> log_;
    std::vector<Row> rows_;
};

} // namespace concert
