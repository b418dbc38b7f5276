// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/comparison.h"

#include "core/trace/analysis.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr double noticeable = 0.01;

const RunTimes *timesOf(const QList<ComparedRun> &runs, const QString &variant, quint64 seed)
{
    for (const ComparedRun &run : runs) {
        if (run.variant == variant && run.seed == seed)
            return &run.times;
    }
    return nullptr;
}

double secondsFrom(qint64 microseconds)
{
    return static_cast<double>(microseconds) / 1e6;
}

double meanOfList(const QList<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return values.isEmpty() ? 0 : sum / static_cast<double>(values.size());
}

/// One measure of all pairs.
struct PairedSample {
    QList<double> before, after;
    void add(double first, double second)
    {
        before << first;
        after << second;
    }
};

/// The samples of one part.
struct PartSample {
    PairedSample critical, busy, calls;

    void add(const PartTimes &before, const PartTimes &after)
    {
        critical.add(secondsFrom(before.critical), secondsFrom(after.critical));
        busy.add(secondsFrom(before.busy), secondsFrom(after.busy));
        calls.add(before.calls, after.calls);
    }

    ComparedTimes compared(const QString &name, int draws) const
    {
        return {name,
                meanOfList(critical.before),
                meanOfList(critical.after),
                meanOfList(busy.before),
                meanOfList(busy.after),
                meanOfList(calls.before),
                meanOfList(calls.after),
                pairedReduction(critical.before, critical.after, draws),
                pairedReduction(busy.before, busy.after, draws)};
    }
};

} // namespace

QString partName(ExperimentPart part)
{
    static const std::array<QString, experimentPartCount> names{
        u"initialisation"_s, u"negotiation"_s,  u"planning"_s,
        u"orders"_s,         u"state_update"_s, u"other"_s};
    return names[static_cast<std::size_t>(part)];
}

ExperimentPart partOf(const QString &stage)
{
    static const QHash<QString, ExperimentPart> parts{
        {u"initial_state"_s, ExperimentPart::Initialisation},
        {u"messages"_s, ExperimentPart::Negotiation},
        {u"negotiation_diary"_s, ExperimentPart::Negotiation},
        {u"plan"_s, ExperimentPart::Planning},
        {u"orders"_s, ExperimentPart::Orders},
        {u"result_diary"_s, ExperimentPart::StateUpdate},
        {u"state_update"_s, ExperimentPart::StateUpdate},
        {u"consolidation"_s, ExperimentPart::StateUpdate},
    };
    return parts.value(stage, ExperimentPart::Other);
}

std::array<ExperimentPart, experimentPartCount> allExperimentParts()
{
    return {ExperimentPart::Initialisation, ExperimentPart::Negotiation, ExperimentPart::Planning,
            ExperimentPart::Orders,         ExperimentPart::StateUpdate, ExperimentPart::Other};
}

ComparedStatus statusOf(const ComparedTimes &times)
{
    const bool isOther = times.name == partName(ExperimentPart::Other);
    if (times.callsBefore == 0 && times.callsAfter == 0)
        return isOther ? ComparedStatus::OwnWork : ComparedStatus::NotAskedFor;
    if (times.callsAfter == 0)
        return ComparedStatus::InOtherCalls;
    if (!times.critical.hasInterval)
        return ComparedStatus::Open;
    if (times.critical.low > -noticeable && times.critical.high < noticeable)
        return ComparedStatus::Same;
    return times.critical.low > 0    ? ComparedStatus::Faster
           : times.critical.high < 0 ? ComparedStatus::Slower
                                     : ComparedStatus::NoChangeShown;
}

double RunTimes::overhead() const
{
    return bound > 0 ? static_cast<double>(total - held) / static_cast<double>(bound) - 1 : 0;
}

double RunTimes::defaultedShare() const
{
    return calls > 0 ? static_cast<double>(defaulted) / calls : 0;
}

double RunTimes::heldShare() const
{
    return total > 0 ? static_cast<double>(held) / static_cast<double>(total) : 0;
}

RunTimes runTimes(const QList<Span> &spans, qint64 total)
{
    RunTimes times;
    times.total = total;
    times.bound = bound(spans, total);
    times.held = heldTime(spans, total);
    times.dependencyBound = dependencyBound(spans, total);
    times.sequential = sequentialTime(spans, total);

    using Intervals = std::vector<TimeRange>;
    std::array<Intervals, experimentPartCount> byPart;
    Intervals all;
    QHash<int, std::size_t> partOfSpan;
    for (const Span &span : spans) {
        const auto part = static_cast<std::size_t>(partOf(span.stage));
        partOfSpan.insert(span.id, part);
        if (!span.isCall)
            continue;
        ++times.parts[part].calls;
        ++times.calls;
        times.defaulted += span.failed ? 1 : 0;
        for (const TimeRange &range : span.latencyRanges(total)) {
            byPart[part].push_back(range);
            all.push_back(range);
        }
    }
    for (std::size_t i = 0; i < byPart.size(); ++i)
        times.parts[i].busy = unionLength(byPart[i]);
    times.busy = unionLength(all);
    qint64 rest = total;
    for (const PathStep &step : criticalPath(spans, total)) {
        times.parts[partOfSpan.value(step.span)].critical += step.to - step.from;
        rest -= step.to - step.from;
    }
    times.parts[static_cast<std::size_t>(ExperimentPart::Other)].critical += rest;
    return times;
}

ComparedVariant comparePair(const QList<ComparedRun> &runs, const ComparedPair &pair, double target,
                            int draws)
{
    ComparedVariant variant;
    variant.name = pair.name;
    variant.against = pair.against;
    variant.isLever = pair.isLever;
    std::array<PartSample, experimentPartCount> parts;
    PartSample overall;
    for (const ComparedRun &run : runs) {
        const RunTimes *before =
            run.variant == pair.name ? timesOf(runs, pair.against, run.seed) : nullptr;
        if (before == nullptr)
            continue;
        variant.seeds << run.seed;
        for (const RunTimes *each : {before, &run.times}) {
            variant.defaulted = std::max(variant.defaulted, each->defaultedShare());
            variant.held = std::max(variant.held, each->heldShare());
        }
        for (std::size_t i = 0; i < parts.size(); ++i)
            parts[i].add(before->parts[i], run.times.parts[i]);
        overall.add({before->total, before->busy, before->calls},
                    {run.times.total, run.times.busy, run.times.calls});
    }
    for (const ExperimentPart part : allExperimentParts())
        variant.parts << parts[static_cast<std::size_t>(part)].compared(partName(part), draws);
    variant.overall = overall.compared(u"overall"_s, draws);
    const PairedReduction &total = variant.overall.critical;
    variant.reached = total.hasInterval && total.low > target && variant.isJudged();
    return variant;
}

ComparisonResult compareRuns(const QList<ComparedRun> &runs, const QList<ComparedPair> &pairs,
                             double target)
{
    ComparisonResult result;
    result.target = target;
    result.runs = runs;
    if (!pairs.isEmpty())
        result.baseline = pairs.first().against;
    for (const ComparedPair &pair : pairs)
        result.variants << comparePair(runs, pair, target);
    return result;
}

ComparisonResult compareRuns(const QList<ComparedRun> &runs, const QStringList &variants,
                             double target)
{
    QList<ComparedPair> pairs;
    for (const QString &name : variants.mid(1))
        pairs << ComparedPair{name, variants.first()};
    return compareRuns(runs, pairs, target);
}

} // namespace concert
