// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/match_session.h"
#include "core/record/comparison.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace concert {

/// One way to play, compared with the others.
struct ComparisonVariant {
    QString name;         ///< "staged"; a folder's name follows from it
    MatchConfig config;   ///< its seed is the first one
    bool sameGame = true; ///< it must play the same game as the first variant
};

struct ComparisonPlan {
    QList<ComparisonVariant> variants; ///< the first is the baseline
    int repeat = 1;                    ///< seeds: the configuration's and those that follow it
    double target = 0.3;
};

/// Plays the matches of a comparison one after another: seed by seed, so that all variants meet the
/// same hour of the machine, each seed beginning with another variant. Each match gets a folder in
/// runs/; the reports are written beside it at the end, also of what was played when it was
/// stopped. Both front ends compare through this.
class ComparisonSession : public QObject {
    Q_OBJECT

public:
    explicit ComparisonSession(QObject *parent = nullptr);
    ~ComparisonSession() override;

    /// On error a sentence for the user; nothing has been written then.
    QString start(const ComparisonPlan &plan, const ModelKeys &keys, const QString &folder);
    void stop(); ///< now; ended() follows

    int runsPlanned() const { return static_cast<int>(plan_.variants.size()) * plan_.repeat; }
    int runsDone() const { return static_cast<int>(runs_.size()); }
    /// The match that runs; null: none.
    MatchSession *match() { return session_.get(); }
    QString folder() const { return folder_; }

    bool wasStopped() const { return stopped_; }
    /// Why it ended early or could not be written, a sentence; empty: it did not.
    QString problem() const { return problem_; }
    /// Complete after ended().
    const ComparisonReport &report() const { return report_; }

Q_SIGNALS:
    void runStarted(int number, const QString &variant, quint64 seed); ///< counting from 1
    void runEnded(const concert::ComparedRun &run);
    void warned(const QString &problem);
    void ended(); ///< exactly once after a start without problem

private:
    QString startRun();
    void finishRun();
    void finish();
    void compareGame(const ComparisonVariant &variant, quint64 seed);
    const ComparisonVariant &variantOf(int run) const;
    quint64 seedOf(int run) const;

    ComparisonPlan plan_;
    ModelKeys keys_;
    QString folder_;
    QList<ComparedRun> runs_;
    QStringList baselineGame_;               ///< of the seed that is played
    QHash<QString, QStringList> otherGames_; ///< of the same seed, played before the baseline's
    ComparisonReport report_;
    std::unique_ptr<MatchSession> session_;
    QString problem_;
    bool stopped_ = false;
};

} // namespace concert
