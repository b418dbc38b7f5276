// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/analysis.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace concert {

namespace {

enum class Edges { Inputs, InputsAndWaits };
enum class Length { Latency, LatencyAndHeld };

/// Spans by place in the list, with their predecessors as places: names that point nowhere, to the
/// span itself, or to a later holder of the same id are left out once, here.
class SpanGraph {
public:
    SpanGraph(const QList<Span> &spans, Edges edges)
        : before_(static_cast<std::size_t>(spans.size()))
    {
        QHash<int, qsizetype> placeOf;
        placeOf.reserve(spans.size());
        for (qsizetype place = 0; place < spans.size(); ++place) {
            if (!placeOf.contains(spans[place].id))
                placeOf.insert(spans[place].id, place);
        }
        for (qsizetype place = 0; place < spans.size(); ++place) {
            const auto add = [&](const QList<int> &ids) {
                for (const int id : ids) {
                    const qsizetype other = placeOf.value(id, -1);
                    if (other >= 0 && other != place)
                        before_[static_cast<std::size_t>(place)].push_back(other);
                }
            };
            add(spans[place].inputs);
            if (edges == Edges::InputsAndWaits)
                add(spans[place].waits);
        }
    }

    const std::vector<qsizetype> &before(qsizetype place) const
    {
        return before_[static_cast<std::size_t>(place)];
    }

    /// Every place after those before it. Depth first without recursion (a match is a chain of
    /// thousands); an edge that closes a cycle is ignored.
    std::vector<qsizetype> order() const
    {
        enum class Mark : char { New, Open, Done };
        std::vector<Mark> marks(before_.size(), Mark::New);
        std::vector<qsizetype> result;
        result.reserve(before_.size());
        std::vector<std::pair<qsizetype, std::size_t>> stack; // place, next of its predecessors
        for (std::size_t root = 0; root < before_.size(); ++root) {
            if (marks[root] == Mark::New)
                stack.emplace_back(static_cast<qsizetype>(root), 0);
            while (!stack.empty()) {
                auto &[place, next] = stack.back();
                marks[static_cast<std::size_t>(place)] = Mark::Open;
                if (next == before(place).size()) {
                    marks[static_cast<std::size_t>(place)] = Mark::Done;
                    result.push_back(place);
                    stack.pop_back();
                    continue;
                }
                const qsizetype child = before(place)[next++];
                if (marks[static_cast<std::size_t>(child)] == Mark::New)
                    stack.emplace_back(child, 0);
            }
        }
        return result;
    }

private:
    std::vector<std::vector<qsizetype>> before_;
};

qint64 endOf(const Span &span, qint64 now)
{
    return std::max<qint64>(0, span.ended ? *span.ended : std::max(now, span.started));
}

qint64 longestPath(const QList<Span> &spans, qint64 now, Edges edges,
                   Length length = Length::Latency)
{
    const SpanGraph graph(spans, edges);
    // What is not yet finished counts 0: exactly the edges that close a cycle.
    std::vector<qint64> finish(static_cast<std::size_t>(spans.size()), 0);
    qint64 longest = 0;
    for (const qsizetype place : graph.order()) {
        const Span &span = spans[place];
        qint64 start = 0;
        qint64 free = 0; // when what it needs was there, as recorded
        for (const qsizetype earlier : graph.before(place)) {
            start = std::max(start, finish[static_cast<std::size_t>(earlier)]);
            free = std::max(free, endOf(spans[earlier], now));
        }
        qint64 end = start + span.latency(now);
        if (length == Length::LatencyAndHeld)
            end += span.heldTime(free, endOf(span, now));
        finish[static_cast<std::size_t>(place)] = end;
        longest = std::max(longest, end);
    }
    return longest;
}

} // namespace

QList<PathStep> criticalPath(const QList<Span> &spans, qint64 now)
{
    if (spans.isEmpty())
        return {};
    const SpanGraph graph(spans, Edges::InputsAndWaits);
    std::vector<bool> visited(static_cast<std::size_t>(spans.size()), false);
    qsizetype place = 0;
    for (qsizetype other = 1; other < spans.size(); ++other) {
        if (endOf(spans[other], now) > endOf(spans[place], now))
            place = other;
    }
    QList<PathStep> path;
    qint64 to = endOf(spans[place], now);
    while (place >= 0) {
        visited[static_cast<std::size_t>(place)] = true;
        qsizetype last = -1;
        for (const qsizetype earlier : graph.before(place)) {
            if (visited[static_cast<std::size_t>(earlier)])
                continue;
            if (last < 0 || endOf(spans[earlier], now) > endOf(spans[last], now))
                last = earlier;
        }
        // What came before may have ended later still (it published early, or the record is
        // damaged): then this span is answerable for nothing.
        const qint64 from = last < 0 ? 0 : std::min(to, endOf(spans[last], now));
        if (from < to)
            path.append({spans[place].id, from, to});
        to = from;
        place = last;
    }
    std::reverse(path.begin(), path.end());
    return path;
}

qint64 bound(const QList<Span> &spans, qint64 now)
{
    return longestPath(spans, now, Edges::InputsAndWaits);
}

qint64 dependencyBound(const QList<Span> &spans, qint64 now)
{
    return longestPath(spans, now, Edges::Inputs);
}

qint64 heldTime(const QList<Span> &spans, qint64 now)
{
    if (std::all_of(spans.begin(), spans.end(),
                    [](const Span &span) { return span.held.isEmpty(); }))
        return 0;
    return longestPath(spans, now, Edges::InputsAndWaits, Length::LatencyAndHeld) -
           longestPath(spans, now, Edges::InputsAndWaits);
}

qint64 sequentialTime(const QList<Span> &spans, qint64 now)
{
    qint64 sum = 0;
    for (const Span &span : spans)
        sum += span.latency(now);
    return sum;
}

QHash<int, qint64> slack(const QList<Span> &spans, qint64 now)
{
    const SpanGraph graph(spans, Edges::InputsAndWaits);
    qint64 end = 0;
    for (const Span &span : spans)
        end = std::max(end, endOf(span, now));
    // Backwards from the end: a span's latest end leaves those after it the time that they took
    // from the last end before them, which is how the critical path counts.
    std::vector<qint64> latest(static_cast<std::size_t>(spans.size()), end);
    const std::vector<qsizetype> order = graph.order();
    for (auto place = order.rbegin(); place != order.rend(); ++place) {
        qint64 began = 0;
        for (const qsizetype earlier : graph.before(*place))
            began = std::max(began, endOf(spans[earlier], now));
        const qint64 took = std::max<qint64>(0, endOf(spans[*place], now) - began);
        for (const qsizetype earlier : graph.before(*place)) {
            qint64 &latestEnd = latest[static_cast<std::size_t>(earlier)];
            latestEnd = std::min(latestEnd, latest[static_cast<std::size_t>(*place)] - took);
        }
    }
    QHash<int, qint64> result;
    result.reserve(spans.size());
    for (qsizetype place = 0; place < spans.size(); ++place) {
        if (!result.contains(spans[place].id))
            result.insert(spans[place].id,
                          std::max<qint64>(0, latest[static_cast<std::size_t>(place)] -
                                                  endOf(spans[place], now)));
    }
    return result;
}

qint64 unionLength(std::vector<TimeRange> intervals)
{
    std::sort(intervals.begin(), intervals.end());
    qint64 length = 0;
    qint64 covered = std::numeric_limits<qint64>::min();
    for (const auto &[from, to] : intervals) {
        if (to > covered) {
            length += to - std::max(from, covered);
            covered = to;
        }
    }
    return length;
}

QList<PhaseTimes> phaseTimes(const QList<Span> &spans, qint64 now)
{
    struct Collected {
        PhaseTimes times;
        qint64 began = 0;
        QHash<QString, std::vector<TimeRange>> intervals; // by stage
    };
    std::vector<Collected> phases;
    QHash<QString, std::size_t> indexOf;
    QHash<int, const Span *> byId;
    byId.reserve(spans.size());
    for (const Span &span : spans) {
        if (!byId.contains(span.id))
            byId.insert(span.id, &span);
        auto at = indexOf.find(span.phase);
        if (at == indexOf.end()) {
            at = indexOf.insert(span.phase, phases.size());
            phases.push_back({{span.phase, 0, 0, {}, {}, 0}, span.started, {}});
        }
        Collected &phase = phases[*at];
        phase.began = std::min(phase.began, span.started);
        if (!span.isCall)
            continue;
        ++phase.times.calls;
        for (const TimeRange &range : span.latencyRanges(now)) {
            phase.times.sequential += range.second - range.first;
            phase.intervals[span.stage].push_back(range);
        }
    }
    for (const PathStep &step : criticalPath(spans, now)) {
        const Span *span = byId.value(step.span);
        PhaseTimes &times = phases[indexOf.value(span->phase)].times;
        times.wall += step.to - step.from;
        times.critical[span->stage] += step.to - step.from;
    }
    std::stable_sort(phases.begin(), phases.end(),
                     [](const Collected &a, const Collected &b) { return a.began < b.began; });
    QList<PhaseTimes> result;
    for (Collected &phase : phases) {
        for (auto it = phase.intervals.cbegin(); it != phase.intervals.cend(); ++it)
            phase.times.busy.insert(it.key(), unionLength(it.value()));
        result.append(std::move(phase.times));
    }
    return result;
}

} // namespace concert
