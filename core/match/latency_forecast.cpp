// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/latency_forecast.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

qint64 quantileOf(QList<qint64> values, double q)
{
    const auto at = static_cast<qsizetype>(
        std::lround(std::clamp(q, 0.0, 1.0) * static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[at];
}

} // namespace

void LatencyForecast::add(const QString &model, StageKind stage, qint64 microseconds)
{
    for (QList<qint64> *list : {&latencies_[model % u'/' % stageName(stage)], &all_}) {
        if (list->size() == kept)
            list->removeFirst();
        *list << microseconds;
    }
}

qint64 LatencyForecast::quantile(const QString &model, StageKind stage, double q) const
{
    const auto known = latencies_.constFind(model % u'/' % stageName(stage));
    if (known != latencies_.constEnd())
        return quantileOf(*known, q);
    return all_.isEmpty() ? 1'000'000 : quantileOf(all_, q);
}

std::optional<qint64> LatencyForecast::slow(const QString &model, StageKind stage) const
{
    const QList<qint64> known = latencies_.value(model % u'/' % stageName(stage));
    return known.size() < enough ? std::nullopt : std::optional(quantileOf(known, 0.95));
}

QList<qint64> remainingPaths(const StageGraph &graph, int first,
                             const std::function<qint64(const CallId &)> &expected)
{
    // Stages are added after those whose data they use, so one pass from the end is enough.
    QHash<Datum, qint64> after; // the longest chain behind each datum
    QList<qint64> paths(graph.size(), 0);
    for (int i = graph.size() - 1; i >= first; --i) {
        const Stage &stage = graph.stage(i);
        qint64 behind = 0;
        for (const Datum &output : stage.outputs)
            behind = std::max(behind, after.value(output));
        const bool isCall = stage.call.stage != StageKind::Adjudication;
        paths[i] = behind + (isCall ? expected(stage.call) : 0);
        for (const Datum &input : stage.inputs) {
            qint64 &known = after[input];
            known = std::max(known, paths[i]);
        }
    }
    return paths;
}

} // namespace concert
