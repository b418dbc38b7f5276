// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace concert {

/// What a promise and what came of it amount to.
enum class PromiseMoment {
    None,
    Lie,          ///< broken
    Betrayal,     ///< broken towards somebody who saw the sender as a friend or an ally
    Collaboration ///< a support for somebody else's unit that was given as promised
};

/// One promise: what was said, what its sender privately meant, what it ordered.
struct Promise {
    Phase phase; ///< for which it was made
    Power from = Power::Austria;
    std::optional<Power> to; ///< absent: everybody
    Commitment commitment;
    qsizetype event = 0; ///< of the message
    int index = 0;       ///< in the message
    QString meant;       ///< from the sender's diary of that phase; may be empty
    std::optional<CommitmentVerdict> verdict; ///< absent: not judged yet
    QString ordered;                          ///< a sentence; what the verdict goes by
    PromiseMoment moment = PromiseMoment::None;
};

/// All promises up to an event, by phase, then by pair: a pure function of the log.
std::vector<Promise> promisesAt(const MatchLog &log, qsizetype eventIndex);

/// Promised against ordered: a row a promise up to the playhead, by phase and pair. Follows the
/// playhead by inserting and removing rows where that is possible.
class PromiseModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        PhaseColumn,
        WhoColumn,
        PromisedColumn,
        MeantColumn,
        OrderedColumn,
        VerdictColumn,
        columns
    };
    enum Role { EventIndexRole = Qt::UserRole + 1, MomentRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: none. \a power: only what it promised or was promised. \a onlyMoments: only lies,
    /// betrayals and collaborations.
    void setMoment(const MatchLog *log, qsizetype eventIndex, std::optional<Power> power,
                   bool onlyMoments = false);
    const Promise &promiseAt(int row) const { return rows_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Promise> rows_;
};

} // namespace concert
