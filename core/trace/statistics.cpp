// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/statistics.h"

#include "core/trace/schedule.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <tuple>
#include <vector>

namespace concert {

namespace {

constexpr double intervalTail = 0.025; // on either side of 95 %

double meanOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sortedQuantile(const QList<double> &values, double q)
{
    if (values.isEmpty())
        return 0;
    const double place = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<qsizetype>(place);
    const qsizetype above = std::min(below + 1, values.size() - 1);
    const double share = place - static_cast<double>(below);
    return values[below] + share * (values[above] - values[below]);
}

} // namespace

double quantile(QList<double> values, double q)
{
    std::sort(values.begin(), values.end());
    return sortedQuantile(values, q);
}

QList<LatencyStatistics> latencyStatistics(const QList<Span> &spans, qint64 now, StatisticsBy by)
{
    const bool byModel = by == StatisticsBy::ModelAndStage || by == StatisticsBy::Model;
    const bool byStage = by == StatisticsBy::ModelAndStage || by == StatisticsBy::Stage;
    struct Collected {
        LatencyStatistics row;
        QList<double> latencies;
        QList<double> firstTokens;
    };
    std::map<std::tuple<QString, int, QString>, Collected> collected;
    for (const Span &span : spans) {
        if (!span.isCall || (!span.sent && span.attempts == 0))
            continue;
        Collected &cell =
            collected[{byModel ? span.model : QString(), byStage ? stageOrder(span.stage) : 0,
                       byStage ? span.stage : QString()}];
        ++cell.row.calls;
        if (span.sent) { // else its program ended with it, and nobody knows when it was sent
            const qint64 latency = span.latency(now);
            if (cell.row.slowest < 0 || static_cast<double>(latency) > cell.row.max) {
                cell.row.slowest = span.id;
                cell.row.max = static_cast<double>(latency);
            }
            cell.latencies << static_cast<double>(latency);
            cell.row.sum += latency;
        }
        if (span.sent && span.firstToken)
            cell.firstTokens << static_cast<double>(*span.firstToken - *span.sent -
                                                    span.heldTime(*span.sent, *span.firstToken));
        cell.row.inputTokens += span.inputTokens;
        cell.row.outputTokens += span.outputTokens;
        cell.row.cost += span.cost.value_or(0);
        cell.row.costUnknown |= !span.cost;
        cell.row.retries += std::max(span.attempts - 1, 0);
        cell.row.failed += span.failed ? 1 : 0;
    }
    QList<LatencyStatistics> rows;
    for (auto &[key, cell] : collected) {
        LatencyStatistics row = cell.row;
        row.model = std::get<0>(key);
        row.stage = std::get<2>(key);
        row.p50 = quantile(cell.latencies, 0.5);
        row.p95 = quantile(cell.latencies, 0.95);
        row.firstTokenP50 = quantile(cell.firstTokens, 0.5);
        rows << row;
    }
    return rows;
}

PairedReduction pairedReduction(const QList<double> &before, const QList<double> &after, int draws,
                                quint32 seed)
{
    std::vector<double> ratios; // logarithms
    QList<double> reductions;
    for (qsizetype i = 0; i < std::min(before.size(), after.size()); ++i) {
        if (before[i] <= 0 || after[i] <= 0)
            continue;
        ratios.push_back(std::log(after[i] / before[i]));
        reductions << 1 - after[i] / before[i];
    }
    PairedReduction result;
    result.n = static_cast<int>(ratios.size());
    if (ratios.empty())
        return result;
    result.median = quantile(reductions, 0.5);
    result.reduction = 1 - std::exp(meanOf(ratios));
    if (ratios.size() < 2)
        return result;
    // The generator is the standard's and the index is drawn by hand: distributions differ between
    // libraries, and the report must be the same everywhere.
    std::mt19937 random(seed);
    QList<double> means;
    means.reserve(draws);
    for (int draw = 0; draw < draws; ++draw) {
        double sum = 0;
        for (std::size_t i = 0; i < ratios.size(); ++i)
            sum += ratios[random() % ratios.size()];
        means << sum / static_cast<double>(ratios.size());
    }
    std::sort(means.begin(), means.end());
    result.hasInterval = true;
    result.low = 1 - std::exp(sortedQuantile(means, 1 - intervalTail));
    result.high = 1 - std::exp(sortedQuantile(means, intervalTail));
    return result;
}

} // namespace concert
