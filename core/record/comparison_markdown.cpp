// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"

#include "core/record/report.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString percentText(double share)
{
    return QString::number(100 * share, 'f', 1) % u" %"_s;
}

QString secondsText(double seconds)
{
    return QString::number(seconds, 'f', 2);
}

QString callsText(double before, double after)
{
    const auto text = [](double calls) {
        return QString::number(calls, 'f', calls == std::floor(calls) ? 0 : 1);
    };
    return before == after ? text(before) : text(before) % u" → "_s % text(after);
}

/// "54.1 % (95 %: 52.0 to 56.3 %, n = 10)": never without its n.
QString reductionText(const PairedReduction &reduction)
{
    if (reduction.n == 0)
        return u"– (n = 0)"_s;
    if (!reduction.hasInterval)
        return u"%1 (n = %2)"_s.arg(percentText(reduction.reduction)).arg(reduction.n);
    return u"%1 (95 %: %2 to %3, n = %4)"_s
        .arg(percentText(reduction.reduction), percentText(reduction.low),
             percentText(reduction.high))
        .arg(reduction.n);
}

QString readableName(const QString &part)
{
    return QString(part).replace(u'_', u' ');
}

QString statusText(const ComparedTimes &times)
{
    switch (statusOf(times)) {
    case ComparedStatus::NotAskedFor:
        return u"not asked for"_s;
    case ComparedStatus::OwnWork:
        return u"own work"_s;
    case ComparedStatus::InOtherCalls:
        return u"part of other calls"_s;
    case ComparedStatus::Open:
        return u"open"_s;
    case ComparedStatus::Same:
        return u"the same, within 1 %"_s;
    case ComparedStatus::Faster:
        return u"less time"_s;
    case ComparedStatus::Slower:
        return u"more time"_s;
    case ComparedStatus::NoChangeShown:
        return u"no change shown"_s;
    }
    Q_UNREACHABLE();
}

QString partNotes(const ComparedTimes &times)
{
    if (statusOf(times) == ComparedStatus::NotAskedFor)
        return u"no calls in this configuration"_s;
    return u"%1 calls; critical %2 → %3 s; busy %4 → %5 s"_s.arg(
        callsText(times.callsBefore, times.callsAfter), secondsText(times.criticalBefore),
        secondsText(times.criticalAfter), secondsText(times.busyBefore),
        secondsText(times.busyAfter));
}

/// A part of a few milliseconds is not worth a percentage.
QString partOutcome(const ComparedTimes &part, const ComparedTimes &overall)
{
    return isNegligible(part, overall) ? u"– (under 1 % of the total)"_s
                                       : reductionText(part.critical);
}

QString partStatus(const ComparedTimes &part, const ComparedTimes &overall)
{
    const bool hasCalls = part.callsBefore > 0 || part.callsAfter > 0;
    return isNegligible(part, overall) && hasCalls ? u"negligible"_s : statusText(part);
}

/// What is to be said wherever a verdict rests on few pairs.
QString roughness(const PairedReduction &total)
{
    return total.n >= enoughPairs
               ? QString()
               : u"; an interval of only %1 pairs is rough, repeat with more seeds"_s.arg(total.n);
}

/// Why there is no verdict; empty: there is one.
QString whyNotJudged(const ComparedVariant &variant)
{
    if (variant.defaulted > mostSpoilt)
        return u"not judged: %1 of a match's calls had no answer that could be used; above %2 the "
               "matches did not do the same work"_s.arg(percentText(variant.defaulted),
                                                        percentText(mostSpoilt));
    if (variant.held > mostSpoilt)
        return u"not judged: %1 of a match's time was waiting for a provider that was gone or a "
               "spending cap; above %2 the times are not those of the schedules"_s.arg(
                   percentText(variant.held), percentText(mostSpoilt));
    return {};
}

QString verdictText(const ComparisonResult &result, const ComparedVariant &variant)
{
    const PairedReduction &total = variant.overall.critical;
    const QString target = percentText(result.target);
    if (!variant.isJudged())
        return whyNotJudged(variant);
    if (!total.hasInterval)
        return u"open: n = %1 gives no interval; repeat with more seeds"_s.arg(total.n);
    if (variant.reached)
        return u"reached: the interval's lower end, %1, is above %2%3"_s.arg(
            percentText(total.low), target, roughness(total));
    return u"not shown: the interval's lower end, %1, is not above %2%3"_s.arg(
        percentText(total.low), target, roughness(total));
}

QString resultsTable(const ComparisonResult &result, const ComparedVariant &variant)
{
    QList<QStringList> rows;
    for (const ComparedTimes &part : variant.parts)
        rows << QStringList{readableName(part.name), partStatus(part, variant.overall),
                            partNotes(part), partOutcome(part, variant.overall)};
    const ComparedTimes &overall = variant.overall;
    rows << QStringList{
        u"**overall**"_s,
        (!variant.isJudged() ? u"**not judged**"_s
         : variant.reached   ? u"**target reached**"_s
                             : u"**target not shown**"_s) %
            (variant.isJudged() && overall.critical.hasInterval && overall.critical.n < enoughPairs
                 ? u" (few pairs: rough)"_s
                 : QString()),
        partNotes(overall), u"**"_s % reductionText(overall.critical) % u"**"_s};
    return u"\n## %1 instead of %2\n\nTarget: more than %3 less total time. Verdict: %4.\n\n"_s.arg(
               variant.name, variant.against, percentText(result.target),
               verdictText(result, variant)) %
           markdownTable({u"part"_s, u"status"_s, u"notes"_s, u"outcome"_s}, rows, true);
}

QString figuresTable(const ComparedVariant &variant)
{
    QList<QStringList> rows;
    const auto reduction = [](const PairedReduction &less, bool negligible) {
        return less.n == 0 || negligible ? u"–"_s : percentText(less.reduction);
    };
    const auto row = [&](const ComparedTimes &times) {
        const bool negligible = isNegligible(times, variant.overall);
        rows << QStringList{
            readableName(times.name),          secondsText(times.criticalBefore),
            secondsText(times.criticalAfter),  reduction(times.critical, negligible),
            secondsText(times.busyBefore),     secondsText(times.busyAfter),
            reduction(times.busy, negligible), callsText(times.callsBefore, times.callsAfter)};
    };
    for (const ComparedTimes &part : variant.parts)
        row(part);
    row(variant.overall);
    return u"\nMeans over %1 in seconds, reductions as in the outcomes.\n\n"_s.arg(
               variant.seeds.size() == 1 ? u"1 pair"_s : u"%1 pairs"_s.arg(variant.seeds.size())) %
           markdownTable({u"part"_s, u"critical before"_s, u"after"_s, u"reduction"_s,
                          u"busy before"_s, u"after"_s, u"reduction"_s, u"calls"_s},
                         rows);
}

/// Each lever by itself: the same match with and without it.
QString leversTable(const ComparisonReport &report)
{
    QList<QStringList> rows;
    for (const ComparedVariant &variant : report.result.variants) {
        if (!variant.isLever)
            continue;
        const ComparedTimes &overall = variant.overall;
        const auto lever =
            std::find_if(comparisonLevers().begin(), comparisonLevers().end(),
                         [&variant](const ComparisonLever &each) {
                             return each.after == variant.name && each.before == variant.against;
                         });
        const bool known = lever != comparisonLevers().end();
        rows << QStringList{
            known ? readableName(lever->name) : variant.name,
            variant.isJudged() ? statusText(overall) : whyNotJudged(variant),
            u"%1 instead of %2%3; %4 calls; total %5 → %6 s"_s.arg(
                variant.name, variant.against, known ? QString(u": "_s % lever->about) : QString(),
                callsText(overall.callsBefore, overall.callsAfter),
                secondsText(overall.criticalBefore), secondsText(overall.criticalAfter)),
            reductionText(overall.critical)};
    }
    if (rows.isEmpty())
        return {};
    return u"\n## Levers, one change at a time\n\nThe outcome is the reduction of the total time. "
           "A negative one is more time.\n\n"_s %
           markdownTable({u"lever"_s, u"status"_s, u"notes"_s, u"outcome"_s}, rows, true);
}

QString runsTable(const ComparisonResult &result)
{
    QList<QStringList> rows;
    for (const ComparedRun &run : result.runs) {
        const RunTimes &times = run.times;
        rows << QStringList{QString::number(run.seed),
                            run.variant,
                            secondsText(static_cast<double>(times.total) / 1e6),
                            secondsText(static_cast<double>(times.bound) / 1e6),
                            secondsText(static_cast<double>(times.held) / 1e6),
                            QString::number(100 * times.overhead(), 'f', 2) % u" %"_s,
                            secondsText(static_cast<double>(times.dependencyBound) / 1e6),
                            secondsText(static_cast<double>(times.sequential) / 1e6),
                            times.defaulted > 0
                                ? u"%1 (%2 defaulted)"_s.arg(times.calls).arg(times.defaulted)
                                : QString::number(times.calls)};
    }
    return u"\n## Runs\n\n\"Bound\" is the longest path over the schedule's own waits with the "
           "calls' latencies; \"held\" is what waiting for a provider that was gone, or for room "
           "under a spending cap, adds to it; \"overhead\" is what the total adds to both. What "
           "was held is in no latency.\n\n"_s %
           markdownTable({u"seed"_s, u"variant"_s, u"total"_s, u"bound"_s, u"held"_s, u"overhead"_s,
                          u"dependency bound"_s, u"one by one"_s, u"calls"_s},
                         rows);
}

QString gamesSection(const ComparisonReport &report)
{
    QString text = u"\n## The games\n\n"_s;
    if (report.gamesCompared == 0)
        return text % u"No two games were to be the same.\n"_s;
    if (report.differences.isEmpty())
        return text %
               u"%1 games were compared with the baseline's of the same seed: prompts, messages, "
               "orders, results and positions are the same.\n"_s.arg(report.gamesCompared);
    text += u"The games are **not** the same:\n\n"_s;
    for (const QString &difference : report.differences)
        text += u"    "_s % QString(difference).replace(u'\n', u' ') % u'\n';
    return text;
}

} // namespace

QByteArray comparisonMarkdown(const ComparisonReport &report)
{
    const ComparisonResult &result = report.result;
    const MatchConfig config = baselineConfig(report);
    QString text =
        u"# Comparison of schedules\n\nPlayed to %1 with %2 message round%3; the same "
        "configuration, seeds and latencies for all, runs interleaved. Critical: the share of the "
        "critical path, so the parts add up to the total. Busy: the time in which at least one "
        "call of the part ran. Every reduction is 1 − exp(mean of ln(after/before)) over the pairs "
        "of "
        "equal seeds, an outcome's with a 95 % bootstrap interval.\n"_s.arg(config.maxYear)
            .arg(config.negotiationRounds)
            .arg(config.negotiationRounds == 1 ? QString() : u"s"_s);
    text += u"\n![Total time by part of the critical path](comparison.svg)\n"_s;
    for (const ComparedVariant &variant : result.variants) {
        if (!variant.isLever)
            text += resultsTable(result, variant) % figuresTable(variant);
    }
    text += leversTable(report);
    text += runsTable(result) % gamesSection(report);
    return text.toUtf8();
}

} // namespace concert
