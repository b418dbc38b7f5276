// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/stage_graph.h"

#include <QHash>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace concert {

/// How long calls will take, by how long those before took: quantiles for each model and stage.
class LatencyForecast {
public:
    void add(const QString &model, StageKind stage, qint64 microseconds);

    /// Of the last calls of this model and stage; without any, of all stages; without any call at
    /// all a second, since only proportions matter then.
    qint64 quantile(const QString &model, StageKind stage, double q) const;

    /// A latency that only one call in twenty exceeds; nullopt: too few calls are known.
    std::optional<qint64> slow(const QString &model, StageKind stage) const;

private:
    static constexpr qsizetype enough = 10;
    static constexpr qsizetype kept = 64;     ///< the newest count; models change their pace
    QHash<QString, QList<qint64>> latencies_; // by model and stage, oldest first
    QList<qint64> all_;
};

/// For each stage from \a first on the time from its start to the end of the longest chain of
/// stages that need it, as far as the graph is known. 0 for those before, which are not looked at:
/// stages are added after those whose data they use.
QList<qint64> remainingPaths(const StageGraph &graph, int first,
                             const std::function<qint64(const CallId &)> &expected);

} // namespace concert
