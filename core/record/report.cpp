// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/report.h"

#include "core/trace/analysis.h"
#include "core/trace/comparison.h"
#include "core/trace/statistics.h"
#include "core/trace/what_if.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int slowestShown = 10;

QString reportSeconds(double microseconds)
{
    return QString::number(microseconds / 1e6, 'f', 3);
}

QString reportSeconds(qint64 microseconds)
{
    return reportSeconds(static_cast<double>(microseconds));
}

QString reportShare(qint64 part, qint64 whole)
{
    if (whole <= 0)
        return u"–"_s;
    return QString::number(100.0 * static_cast<double>(part) / static_cast<double>(whole), 'f', 1) %
           u" %"_s;
}

/// A model's name comes from the user: nothing in it may end a cell or begin markup.
QString tableCell(QString text)
{
    text.replace(u'\n', u' ').replace(u'\r', u' ');
    for (const QChar special : u"\\|*_`<>[]#"_s)
        text.replace(special, QString(u'\\' % special));
    return text;
}

QString costText(const Spending &spending)
{
    QString text = dollarsText(spending.cost);
    if (spending.usage.estimated)
        text += u", partly estimated"_s;
    if (spending.unpriced > 0)
        text += u", without %1 calls at an unknown price"_s.arg(spending.unpriced);
    return text;
}

QString totalsSection(const MatchLog &log, const RunTimes &times)
{
    const MatchConfig &config = log.config();
    QString text = u"Schedule %1, seed %2, to %3, %4 message rounds. Times in seconds.\n\n"_s
                       .arg(scheduleName(config.schedule))
                       .arg(config.seed)
                       .arg(config.maxYear)
                       .arg(config.negotiationRounds);
    text += markdownTable(
        {u"measure"_s, u"s"_s},
        {{u"total, from start to end"_s, reportSeconds(times.total)},
         {u"bound: this schedule's longest path"_s, reportSeconds(times.bound)},
         {u"waiting for a provider that was gone or a spending cap"_s, reportSeconds(times.held)},
         {u"our own processing, what remains, by the bound"_s,
          QString::number(100 * times.overhead(), 'f', 2) % u" %"_s},
         {u"dependency bound: what no schedule can beat"_s, reportSeconds(times.dependencyBound)},
         {u"the same %1 calls one after another"_s.arg(times.calls),
          reportSeconds(times.sequential)},
         {u"tokens in and out"_s, QString::number(log.spending().tokens())},
         {u"cost"_s, costText(log.spending())}});
    return text;
}

QString partsSection(const RunTimes &times)
{
    QList<QStringList> rows;
    for (const ExperimentPart part : allExperimentParts()) {
        const PartTimes &entry = times.part(part);
        rows << QStringList{QString(partName(part)).replace(u'_', u' '),
                            reportSeconds(entry.critical), reportShare(entry.critical, times.total),
                            reportSeconds(entry.busy), QString::number(entry.calls)};
    }
    rows << QStringList{u"total"_s, reportSeconds(times.total),
                        reportShare(times.total, times.total), reportSeconds(times.busy),
                        QString::number(times.calls)};
    return u"\n## Parts\n\n\"Critical\" is the part's share of the critical path, which adds up to "
           "the total; \"busy\" is the time in which at least one of its calls ran.\n\n"_s %
           markdownTable({u"part"_s, u"critical"_s, u"share"_s, u"busy"_s, u"calls"_s}, rows);
}

QString phasesSection(const QList<Span> &spans, qint64 now)
{
    QList<QStringList> rows;
    for (const PhaseTimes &phase : phaseTimes(spans, now)) {
        QString longest;
        qint64 most = -1;
        for (auto it = phase.critical.cbegin(); it != phase.critical.cend(); ++it) {
            if (it.value() > most) {
                most = it.value();
                longest = it.key();
            }
        }
        rows << QStringList{phase.phase,
                            reportSeconds(phase.wall),
                            reportSeconds(phase.sequential),
                            QString::number(phase.calls),
                            tableCell(longest),
                            reportShare(std::max<qint64>(0, most), phase.wall)};
    }
    return u"\n## Phases\n\n"_s % markdownTable({u"phase"_s, u"critical"_s, u"one by one"_s,
                                                 u"calls"_s, u"longest stage"_s, u"share"_s},
                                                rows);
}

QString latenciesSection(const QList<Span> &spans, qint64 now)
{
    QList<QStringList> rows;
    for (const LatencyStatistics &row : latencyStatistics(spans, now)) {
        rows << QStringList{tableCell(row.model),
                            tableCell(row.stage),
                            QString::number(row.calls),
                            reportSeconds(row.p50),
                            reportSeconds(row.p95),
                            reportSeconds(row.max),
                            reportSeconds(row.firstTokenP50),
                            QString::number(row.failed)};
    }
    return u"\n## Latencies\n\n"_s %
           markdownTable({u"model"_s, u"stage"_s, u"calls"_s, u"p50"_s, u"p95"_s, u"max"_s,
                          u"first token p50"_s, u"failed"_s},
                         rows);
}

QString holdersSection(const QList<Span> &spans, qint64 now)
{
    QList<QStringList> rows;
    for (const TableHolder &holder : tableHolders(spans, criticalPath(spans, now))) {
        rows << QStringList{holder.power.isEmpty() ? u"(the program)"_s : holder.power,
                            reportSeconds(holder.time), reportShare(holder.time, now),
                            QString::number(holder.calls)};
    }
    return u"\n## Who holds up the table\n\n"_s %
           markdownTable({u"power"_s, u"critical"_s, u"share"_s, u"times"_s}, rows);
}

/// How often each power's answers were used, and what it lost and why.
QString outcomesSection(const QList<Span> &spans)
{
    QMap<QString, QMap<QString, int>> counts; // by power, then outcome
    QMap<QString, int> losses;                // by reason
    for (const Span &span : spans) {
        if (!span.isCall || span.outcome.isEmpty())
            continue;
        ++counts[span.power][span.outcome];
        if (span.failed)
            ++losses[span.problem.simplified()];
    }
    const QStringList outcomes{u"answered"_s, u"repaired"_s, u"defaulted"_s, u"cancelled"_s};
    QList<QStringList> rows;
    for (auto power = counts.cbegin(); power != counts.cend(); ++power) {
        QStringList row{power.key().isEmpty() ? u"(commentary)"_s : power.key()};
        for (const QString &outcome : outcomes)
            row << QString::number(power.value().value(outcome));
        rows << row;
    }
    QString text = u"\n## Outcomes\n\n"_s % markdownTable(QStringList{u"power"_s} + outcomes, rows);
    for (auto loss = losses.cbegin(); loss != losses.cend(); ++loss)
        text += u"\n- %1 × default: %2"_s.arg(loss.value()).arg(tableCell(loss.key()));
    return losses.isEmpty() ? text : QString(text % u'\n');
}

QString slowestSection(const QList<Span> &spans, qint64 now)
{
    QList<const Span *> calls;
    for (const Span &span : spans) {
        if (span.latency(now) > 0)
            calls << &span;
    }
    std::stable_sort(calls.begin(), calls.end(), [now](const Span *a, const Span *b) {
        return a->latency(now) > b->latency(now);
    });
    const QHash<int, qint64> slacks = slack(spans, now);
    QList<QStringList> rows;
    for (const Span *span : calls.mid(0, slowestShown)) {
        rows << QStringList{u"%1 %2 %3"_s.arg(span->power, span->phase, tableCell(span->stage)),
                            span->round > 0 ? QString::number(span->round) : QString(),
                            reportSeconds(span->latency(now)),
                            reportSeconds(slacks.value(span->id)),
                            QString::number(span->outputTokens)};
    }
    return u"\n## Slowest calls\n\n\"Slack\" is how much later the call could have ended without "
           "the match ending later.\n\n"_s %
           markdownTable({u"call"_s, u"round"_s, u"latency"_s, u"slack"_s, u"output tokens"_s},
                         rows);
}

} // namespace

QString markdownTable(const QStringList &head, const QList<QStringList> &rows, bool allLeft)
{
    QString text = u"| "_s % head.join(u" | "_s) % u" |\n|---|"_s;
    for (qsizetype i = 1; i < head.size(); ++i)
        text += allLeft ? u"---|"_s : u"---:|"_s;
    text += u'\n';
    for (const QStringList &row : rows)
        text += u"| "_s % row.join(u" | "_s) % u" |\n"_s;
    return text;
}

QByteArray timingsReport(const MatchLog &log)
{
    const qint64 now = log.lastTime();
    const QList<Span> &spans = log.spans();
    const RunTimes times = runTimes(spans, now);
    const QString text = u"# Timings\n\n"_s % totalsSection(log, times) % partsSection(times) %
                         phasesSection(spans, now) % latenciesSection(spans, now) %
                         outcomesSection(spans) % holdersSection(spans, now) %
                         slowestSection(spans, now);
    return text.toUtf8();
}

} // namespace concert
