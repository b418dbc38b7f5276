// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/span.h"

#include <QList>
#include <QString>

#include <optional>

namespace concert {

/// The value below which the share \a q (0 to 1) of them lies, between neighbours linearly; 0 for
/// none.
double quantile(QList<double> values, double q);

/// How long one model's calls of one stage took. Microseconds.
struct LatencyStatistics {
    QString model; ///< empty: of all models
    QString stage; ///< empty: of all stages
    int calls = 0; ///< that were sent; the times are of those of which it is known when
    double p50 = 0;
    double p95 = 0;
    double max = 0;
    qint64 sum = 0;
    double firstTokenP50 = 0; ///< from the first send to the first token
    qint64 inputTokens = 0;
    qint64 outputTokens = 0;
    double cost = 0;          ///< dollars, of those whose cost is known
    bool costUnknown = false; ///< of at least one
    int failed = 0;
    int retries = 0;  ///< requests beyond one a call
    int slowest = -1; ///< the span that took max
};

enum class StatisticsBy { ModelAndStage, Model, Stage, Nothing };

/// By model, then in the order in which a phase goes through its stages.
QList<LatencyStatistics> latencyStatistics(const QList<Span> &spans, qint64 now,
                                           StatisticsBy by = StatisticsBy::ModelAndStage);

/// A ratio that was measured in pairs: same seed, before and after.
struct PairedReduction {
    int n = 0;                ///< pairs that count: both sides above 0
    double median = 0;        ///< of 1 − after / before
    double reduction = 0;     ///< 1 − exp(mean of ln(after / before))
    bool hasInterval = false; ///< from two pairs on
    double low = 0;           ///< the reduction's 95 % interval, by bootstrap over the pairs
    double high = 0;
};

inline constexpr int bootstrapDraws = 10'000;

/// Pure: the bootstrap's draws follow from \a seed alone. Lists of equal length.
PairedReduction pairedReduction(const QList<double> &before, const QList<double> &after,
                                int draws = bootstrapDraws, quint32 seed = 1);

} // namespace concert
