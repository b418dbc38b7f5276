// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "ui/problems/call_retry.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QSet>

namespace concert {

/// What went wrong in the match so far (not only up to the playhead): problems that were reported,
/// calls whose answers were of no use, powers whose provider is gone. Those of one kind share a
/// row, below which stands each of them with its reason and the event to go to; one that is the
/// only one of its kind stands for itself. All powers that wait for the same server are one.
/// Quieter rows tell of calls that were throttled, stalled or failed on their way and then ended
/// well.
class ProblemsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, PhaseColumn, PowerColumn, CountColumn, TextColumn, columns };
    enum Role { EventIndexRole = Qt::UserRole + 1, SeverityRole };

    using QAbstractItemModel::QAbstractItemModel;

    void setLog(const MatchLog *log);
    /// All but the quiet ones; rowCount() is the number of kinds.
    int problemCount() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Problem {
        qsizetype event = 0;
        qsizetype phase = -1; ///< in the log's phases()
        ProblemReported::Severity severity = ProblemReported::Severity::Warning;
        QList<Power> powers;
        QString subject; ///< which call; may be empty
        QString text;    ///< the log's sentence, or one of ours
        QString kind;
        QString parkedAt = {};               ///< the server, if they wait for it
        QSet<Power> waiting = {};            ///< who still does
        bool gaveUp = false;                 ///< somebody does without the server: it is not back
        bool pauses = false;                 ///< the match, until it can be written
        bool isOver = false;                 ///< it paused, and goes on
        std::optional<CallRetry> retry = {}; ///< it ended well after all
    };
    using Kind = std::vector<Problem>; ///< never empty

    static std::optional<Problem> problemIn(const MatchEvent &event);
    static std::optional<Problem> problemOf(const CallEnded &ended);
    bool joinParked(const PowerParked &parked);
    void endWait(std::optional<Power> power, bool gaveUp, const QString &exceptAt = QString());
    void endWaits(const MatchEvent &event);
    void endPause();
    void addRetries(qsizetype event);
    bool wasParked(const CallEnded &ended, qsizetype event) const;
    int kindRowOf(const Problem &problem) const;
    void problemChanged(int row);
    void onAppended(qsizetype first, qsizetype last);
    void add(const Problem &problem);
    const Problem *single(const QModelIndex &index) const; ///< null: it stands for several
    QString phasesOf(const Kind &kind) const;
    QVariant singleData(const Problem &problem, int column) const;
    QVariant kindData(const Kind &kind, int column) const;

    QPointer<const MatchLog> log_;
    std::vector<Kind> kinds_;
    QHash<QString, int> kindRows_;
};

} // namespace concert
