// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"

#include "core/record/report.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString readableName(const QString &part)
{
    return QString(part).replace(u'_', u' ');
}

QString inBold(const QString &text)
{
    return u"**"_s % text % u"**"_s;
}

/// Writes the report in one language; what the configuration calls by name keeps its name.
class ComparisonWriter {
    Q_DECLARE_TR_FUNCTIONS(concert::ComparisonWriter)

public:
    ComparisonWriter(const ComparisonReport &report, ReportLanguage language)
        : report_(report), result_(report.result), isTranslated_(language == ReportLanguage::Users),
          locale_(isTranslated_ ? QLocale() : QLocale::c())
    {
        locale_.setNumberOptions(QLocale::OmitGroupSeparator);
    }

    QString text() const
    {
        const MatchConfig config = baselineConfig(report_);
        const QString rounds =
            config.negotiationRounds == 1
                ? say(QT_TR_NOOP("1 message round"))
                : say(QT_TR_NOOP("%1 message rounds")).arg(config.negotiationRounds);
        QString text = u"# "_s % say(QT_TR_NOOP("Comparison of schedules")) % u"\n\n"_s;
        text += say(QT_TR_NOOP(
                        "Played to %1 with %2; the same configuration, seeds and latencies for "
                        "all, runs interleaved. Critical: the share of the critical path, so the "
                        "parts add up to the total. Busy: the time in which at least one call of "
                        "the part ran. Every reduction is 1 − exp(mean of ln(after/before)) over "
                        "the pairs of equal seeds, an outcome's with a 95 % bootstrap interval."))
                    .arg(QString::number(config.maxYear), rounds);
        text += u"\n\n![%1](comparison.svg)\n"_s.arg(
            say(QT_TR_NOOP("Total time by part of the critical path")));
        for (const ComparedVariant &variant : result_.variants) {
            if (!variant.isLever)
                text += resultsTable(variant) % figuresTable(variant);
        }
        return text % leversTable() % runsTable() % gamesSection();
    }

private:
    QString say(const char *english) const
    {
        return isTranslated_ ? tr(english) : QString::fromUtf8(english);
    }

    QString heading(const QString &text) const { return u"\n## "_s % text % u"\n\n"_s; }

    QString percentText(double share, int decimals = 1) const
    {
        return locale_.toString(100 * share, 'f', decimals) % u" %"_s;
    }

    QString secondsText(double seconds) const { return locale_.toString(seconds, 'f', 2); }

    QString secondsText(qint64 microseconds) const
    {
        return secondsText(static_cast<double>(microseconds) / 1e6);
    }

    QString callsText(double before, double after) const
    {
        const auto text = [this](double calls) {
            return locale_.toString(calls, 'f', calls == std::floor(calls) ? 0 : 1);
        };
        return before == after ? text(before) : text(before) % u" → "_s % text(after);
    }

    /// "54.1 % (95 %: 52.0 to 56.3 %, n = 10)": never without its n.
    QString reductionText(const PairedReduction &reduction) const
    {
        if (reduction.n == 0)
            return u"– (n = 0)"_s;
        if (!reduction.hasInterval)
            return u"%1 (n = %2)"_s.arg(percentText(reduction.reduction)).arg(reduction.n);
        return say(QT_TR_NOOP("%1 (95 %: %2 to %3, n = %4)"))
            .arg(percentText(reduction.reduction), percentText(reduction.low),
                 percentText(reduction.high))
            .arg(reduction.n);
    }

    QString partText(const QString &name) const
    {
        switch (partNamed(name)) {
        case ExperimentPart::Initialisation:
            return say(QT_TR_NOOP("initialisation"));
        case ExperimentPart::Negotiation:
            return say(QT_TR_NOOP("negotiation"));
        case ExperimentPart::Planning:
            return say(QT_TR_NOOP("planning"));
        case ExperimentPart::Orders:
            return say(QT_TR_NOOP("orders"));
        case ExperimentPart::StateUpdate:
            return say(QT_TR_NOOP("state update"));
        case ExperimentPart::Other:
            break;
        }
        return say(QT_TR_NOOP("other"));
    }

    static ExperimentPart partNamed(const QString &name)
    {
        const auto parts = allExperimentParts();
        const auto part = std::find_if(parts.begin(), parts.end(), [&name](ExperimentPart each) {
            return partName(each) == name;
        });
        return part == parts.end() ? ExperimentPart::Other : *part;
    }

    QString statusText(const ComparedTimes &times) const
    {
        switch (statusOf(times)) {
        case ComparedStatus::NotAskedFor:
            return say(QT_TR_NOOP("not asked for"));
        case ComparedStatus::OwnWork:
            return say(QT_TR_NOOP("own work"));
        case ComparedStatus::InOtherCalls:
            return say(QT_TR_NOOP("part of other calls"));
        case ComparedStatus::Open:
            return say(QT_TR_NOOP("open"));
        case ComparedStatus::Same:
            return say(QT_TR_NOOP("the same, within 1 %"));
        case ComparedStatus::Faster:
            return say(QT_TR_NOOP("less time"));
        case ComparedStatus::Slower:
            return say(QT_TR_NOOP("more time"));
        case ComparedStatus::NoChangeShown:
            return say(QT_TR_NOOP("no change shown"));
        }
        Q_UNREACHABLE();
    }

    QString partNotes(const ComparedTimes &times) const
    {
        if (statusOf(times) == ComparedStatus::NotAskedFor)
            return say(QT_TR_NOOP("no calls in this configuration"));
        return say(QT_TR_NOOP("%1 calls; critical %2 → %3 s; busy %4 → %5 s"))
            .arg(callsText(times.callsBefore, times.callsAfter), secondsText(times.criticalBefore),
                 secondsText(times.criticalAfter), secondsText(times.busyBefore),
                 secondsText(times.busyAfter));
    }

    /// A part of a few milliseconds is not worth a percentage.
    QString partOutcome(const ComparedTimes &part, const ComparedTimes &overall) const
    {
        return isNegligible(part, overall) ? say(QT_TR_NOOP("– (under 1 % of the total)"))
                                           : reductionText(part.critical);
    }

    QString partStatus(const ComparedTimes &part, const ComparedTimes &overall) const
    {
        const bool hasCalls = part.callsBefore > 0 || part.callsAfter > 0;
        return isNegligible(part, overall) && hasCalls ? say(QT_TR_NOOP("negligible"))
                                                       : statusText(part);
    }

    /// Why there is no verdict; empty: there is one.
    QString whyNotJudged(const ComparedVariant &variant) const
    {
        if (variant.defaulted > mostSpoilt)
            return say(QT_TR_NOOP("not judged: %1 of a match's calls had no answer that could be "
                                  "used; above %2 the matches did not do the same work"))
                .arg(percentText(variant.defaulted), percentText(mostSpoilt));
        if (variant.held > mostSpoilt)
            return say(QT_TR_NOOP("not judged: %1 of a match's time was waiting for a provider "
                                  "that was gone or a spending cap; above %2 the times are not "
                                  "those of the schedules"))
                .arg(percentText(variant.held), percentText(mostSpoilt));
        return {};
    }

    QString verdictText(const ComparedVariant &variant) const
    {
        const PairedReduction &total = variant.overall.critical;
        if (!variant.isJudged())
            return whyNotJudged(variant);
        if (!total.hasInterval)
            return say(QT_TR_NOOP("open: n = %1 gives no interval; repeat with more seeds"))
                .arg(total.n);
        const QString verdict =
            (variant.reached
                 ? say(QT_TR_NOOP("reached: the interval's lower end, %1, is above %2"))
                 : say(QT_TR_NOOP("not shown: the interval's lower end, %1, is not above %2")))
                .arg(percentText(total.low), percentText(result_.target));
        if (total.n >= enoughPairs)
            return verdict;
        return verdict % u"; "_s %
               say(QT_TR_NOOP("an interval of only %1 pairs is rough, repeat with more seeds"))
                   .arg(total.n);
    }

    QString overallStatus(const ComparedVariant &variant) const
    {
        if (!variant.isJudged())
            return inBold(say(QT_TR_NOOP("not judged")));
        const PairedReduction &total = variant.overall.critical;
        const QString status = inBold(variant.reached ? say(QT_TR_NOOP("target reached"))
                                                      : say(QT_TR_NOOP("target not shown")));
        return total.hasInterval && total.n < enoughPairs
                   ? QString(status % u' ' % say(QT_TR_NOOP("(few pairs: rough)")))
                   : status;
    }

    QStringList outcomeHeadings(const QString &first) const
    {
        return {first, say(QT_TR_NOOP("status")), say(QT_TR_NOOP("notes")),
                say(QT_TR_NOOP("outcome"))};
    }

    QString resultsTable(const ComparedVariant &variant) const
    {
        QList<QStringList> rows;
        for (const ComparedTimes &part : variant.parts)
            rows << QStringList{partText(part.name), partStatus(part, variant.overall),
                                partNotes(part), partOutcome(part, variant.overall)};
        const ComparedTimes &overall = variant.overall;
        rows << QStringList{inBold(say(QT_TR_NOOP("overall"))), overallStatus(variant),
                            partNotes(overall), inBold(reductionText(overall.critical))};
        return heading(say(QT_TR_NOOP("%1 instead of %2")).arg(variant.name, variant.against)) %
               say(QT_TR_NOOP("Target: more than %1 less total time. Verdict: %2."))
                   .arg(percentText(result_.target), verdictText(variant)) %
               u"\n\n"_s % markdownTable(outcomeHeadings(say(QT_TR_NOOP("part"))), rows, true);
    }

    QString figuresTable(const ComparedVariant &variant) const
    {
        QList<QStringList> rows;
        const auto reduction = [this](const PairedReduction &less, bool negligible) {
            return less.n == 0 || negligible ? u"–"_s : percentText(less.reduction);
        };
        const auto row = [&](const QString &name, const ComparedTimes &times) {
            const bool negligible = isNegligible(times, variant.overall);
            rows << QStringList{name,
                                secondsText(times.criticalBefore),
                                secondsText(times.criticalAfter),
                                reduction(times.critical, negligible),
                                secondsText(times.busyBefore),
                                secondsText(times.busyAfter),
                                reduction(times.busy, negligible),
                                callsText(times.callsBefore, times.callsAfter)};
        };
        for (const ComparedTimes &part : variant.parts)
            row(partText(part.name), part);
        row(say(QT_TR_NOOP("overall")), variant.overall);
        const QString after = say(QT_TR_NOOP("after"));
        const QString reductions = say(QT_TR_NOOP("reduction"));
        const QString means =
            variant.seeds.size() == 1
                ? say(QT_TR_NOOP("Means over 1 pair in seconds, reductions as in the outcomes."))
                : say(QT_TR_NOOP("Means over %1 pairs in seconds, reductions as in the outcomes."))
                      .arg(variant.seeds.size());
        return u'\n' % means % u"\n\n"_s %
               markdownTable({say(QT_TR_NOOP("part")), say(QT_TR_NOOP("critical before")), after,
                              reductions, say(QT_TR_NOOP("busy before")), after, reductions,
                              say(QT_TR_NOOP("calls"))},
                             rows);
    }

    /// Each lever by itself: the same match with and without it.
    QString leversTable() const
    {
        QList<QStringList> rows;
        for (const ComparedVariant &variant : result_.variants) {
            if (variant.isLever)
                rows << leverRow(variant);
        }
        if (rows.isEmpty())
            return {};
        return heading(say(QT_TR_NOOP("Levers, one change at a time"))) %
               say(QT_TR_NOOP("The outcome is the reduction of the total time. A negative one is "
                              "more time.")) %
               u"\n\n"_s % markdownTable(outcomeHeadings(say(QT_TR_NOOP("lever"))), rows, true);
    }

    QStringList leverRow(const ComparedVariant &variant) const
    {
        const ComparedTimes &overall = variant.overall;
        const auto lever =
            std::find_if(comparisonLevers().begin(), comparisonLevers().end(),
                         [&variant](const ComparisonLever &each) {
                             return each.after == variant.name && each.before == variant.against;
                         });
        const bool known = lever != comparisonLevers().end();
        QString what = say(QT_TR_NOOP("%1 instead of %2")).arg(variant.name, variant.against);
        if (known)
            what += u": "_s % lever->about;
        return {known ? readableName(lever->name) : variant.name,
                variant.isJudged() ? statusText(overall) : whyNotJudged(variant),
                say(QT_TR_NOOP("%1; %2 calls; total %3 → %4 s"))
                    .arg(what, callsText(overall.callsBefore, overall.callsAfter),
                         secondsText(overall.criticalBefore), secondsText(overall.criticalAfter)),
                reductionText(overall.critical)};
    }

    QString runsTable() const
    {
        QList<QStringList> rows;
        for (const ComparedRun &run : result_.runs) {
            const RunTimes &times = run.times;
            const QString calls =
                times.defaulted > 0
                    ? say(QT_TR_NOOP("%1 (%2 defaulted)")).arg(times.calls).arg(times.defaulted)
                    : QString::number(times.calls);
            rows << QStringList{QString::number(run.seed),
                                run.variant,
                                secondsText(times.total),
                                secondsText(times.bound),
                                secondsText(times.held),
                                percentText(times.overhead(), 2),
                                secondsText(times.dependencyBound),
                                secondsText(times.sequential),
                                calls};
        }
        return heading(say(QT_TR_NOOP("Runs"))) %
               say(QT_TR_NOOP(
                   "\"Bound\" is the longest path over the schedule's own waits with the calls' "
                   "latencies; \"held\" is what waiting for a provider that was gone, or for room "
                   "under a spending cap, adds to it; \"overhead\" is what the total adds to both. "
                   "What was held is in no latency.")) %
               u"\n\n"_s %
               markdownTable({say(QT_TR_NOOP("seed")), say(QT_TR_NOOP("variant")),
                              say(QT_TR_NOOP("total")), say(QT_TR_NOOP("bound")),
                              say(QT_TR_NOOP("held")), say(QT_TR_NOOP("overhead")),
                              say(QT_TR_NOOP("dependency bound")), say(QT_TR_NOOP("one by one")),
                              say(QT_TR_NOOP("calls"))},
                             rows);
    }

    QString gamesSection() const
    {
        QString text = heading(say(QT_TR_NOOP("The games")));
        if (report_.gamesCompared == 0)
            return text % say(QT_TR_NOOP("No two games were to be the same.")) % u'\n';
        if (report_.differences.isEmpty())
            return text %
                   say(QT_TR_NOOP("%1 games were compared with the baseline's of the same seed: "
                                  "prompts, messages, orders, results and positions are the same."))
                       .arg(report_.gamesCompared) %
                   u'\n';
        text += say(QT_TR_NOOP("The games are **not** the same:")) % u"\n\n"_s;
        for (const QString &difference : report_.differences)
            text += u"    "_s % QString(difference).replace(u'\n', u' ') % u'\n';
        return text;
    }

    const ComparisonReport &report_;
    const ComparisonResult &result_;
    const bool isTranslated_;
    QLocale locale_;
};

} // namespace

QByteArray comparisonMarkdown(const ComparisonReport &report, ReportLanguage language)
{
    return ComparisonWriter(report, language).text().toUtf8();
}

} // namespace concert
