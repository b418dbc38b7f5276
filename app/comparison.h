// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/match_session.h"
#include "core/record/comparison.h"
#include "core/record/comparison_plan.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace concert {

/// Plays the matches of a comparison one after another: seed by seed, so that all variants meet the
/// same hour of the machine, each seed beginning with another variant. Each match gets a folder in
/// runs/; the reports are written beside it at the end, also of what was played when it was
/// stopped. Both front ends compare through this.
class ComparisonSession : public QObject {
    Q_OBJECT

public:
    explicit ComparisonSession(QObject *parent = nullptr);
    ~ComparisonSession() override; ///< the match that runs is stopped; the rest is reported

    /// On error a sentence for the user; nothing has been written then.
    QString start(const ComparisonPlan &plan, const ModelKeys &keys, const QString &folder);
    void stop(); ///< now; ended() follows

    int runsPlanned() const { return plan_.runs(); }
    int runsDone() const { return static_cast<int>(runs_.size()); }
    const QList<ComparedRun> &runs() const { return runs_; } ///< those that are done
    const ComparisonPlan &plan() const { return plan_; }
    /// Of any run, counting from 0: played, running or still to come.
    const ComparisonVariant &variantOf(int run) const;
    quint64 seedOf(int run) const;
    /// The match that runs; null: none.
    MatchSession *match() { return session_.get(); }
    QString folder() const { return folder_; }

    bool wasStopped() const { return stopped_; }
    /// Why it ended early or could not be written, a sentence; empty: it did not.
    QString problem() const { return problem_; }
    /// Of the runs that are done; complete after ended().
    const ComparisonReport &report() const { return report_; }

Q_SIGNALS:
    void runStarted(int number, const QString &variant, quint64 seed); ///< counting from 1
    void runEnded(const concert::ComparedRun &run);
    void warned(const QString &problem);
    void ended(); ///< exactly once after a start without problem

private:
    QString startRun();
    void tellPauses(qsizetype first, qsizetype last);
    void finishRun();
    void finish();
    void comparePairs(int draws);
    void compareNext();
    void compareGame(const ComparisonVariant &variant, quint64 seed);

    ComparisonPlan plan_;
    ModelKeys keys_;
    QString folder_;
    QList<ComparedRun> runs_;
    QStringList baselineGame_;               ///< of the seed that is played
    QHash<QString, QStringList> otherGames_; ///< of the same seed, played before the baseline's
    ComparisonReport report_;
    std::unique_ptr<MatchSession> session_;
    QString problem_;
    bool waitsForDisk_ = false; // its match has ended, and is not on the disk
    bool stopped_ = false;
    bool ended_ = false;
};

} // namespace concert
