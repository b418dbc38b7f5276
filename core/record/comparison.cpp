// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison.h"

#include "core/chat/text_cut.h"
#include "core/record/timings.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int mostDifferences = 20;
constexpr int longestDifference = 300; // characters

bool tellsOfTime(const MatchEvent &event)
{
    return event.as<MatchStarted>() != nullptr || event.as<CallStarted>() != nullptr ||
           event.as<MatchPaused>() != nullptr || event.as<MatchResumed>() != nullptr ||
           event.as<MatchContinued>() != nullptr ||
           event.as<ProblemReported>() != nullptr; // a slow server is none of the game's business
}

/// Where an event says when and after what it happened, or what was sent for it and paid: a second
/// request for a slow call changes all of that, and not the game.
bool isTimeField(const QString &field)
{
    static const QStringList fields{u"span"_s,     u"inputs"_s,   u"waits"_s,
                                    u"attempts"_s, u"requests"_s, u"cost_usd"_s};
    return field.endsWith(u"_us"_s) || field.contains(u"tokens"_s) || fields.contains(field);
}

QJsonObject reductionJson(const PairedReduction &reduction)
{
    QJsonObject json{{u"n"_s, reduction.n},
                     {u"median"_s, reduction.median},
                     {u"reduction"_s, reduction.reduction}};
    if (reduction.hasInterval) {
        json.insert(u"low"_s, reduction.low);
        json.insert(u"high"_s, reduction.high);
    }
    return json;
}

QJsonObject timesJson(const ComparedTimes &times)
{
    return {{u"name"_s, times.name},
            {u"critical_before_s"_s, times.criticalBefore},
            {u"critical_after_s"_s, times.criticalAfter},
            {u"busy_before_s"_s, times.busyBefore},
            {u"busy_after_s"_s, times.busyAfter},
            {u"calls_before"_s, times.callsBefore},
            {u"calls_after"_s, times.callsAfter},
            {u"critical"_s, reductionJson(times.critical)},
            {u"busy"_s, reductionJson(times.busy)}};
}

double runSeconds(qint64 microseconds)
{
    return static_cast<double>(microseconds) / 1e6;
}

QJsonObject runJson(const ComparedRun &run)
{
    QJsonObject parts;
    for (const ExperimentPart part : allExperimentParts()) {
        const PartTimes &times = run.times.part(part);
        parts.insert(partName(part), QJsonObject{{u"critical_s"_s, runSeconds(times.critical)},
                                                 {u"busy_s"_s, runSeconds(times.busy)},
                                                 {u"calls"_s, times.calls}});
    }
    return {{u"variant"_s, run.variant},
            {u"folder"_s, run.folder},
            {u"seed"_s, QString::number(run.seed)},
            {u"total_s"_s, runSeconds(run.times.total)},
            {u"bound_s"_s, runSeconds(run.times.bound)},
            {u"held_s"_s, runSeconds(run.times.held)},
            {u"dependency_bound_s"_s, runSeconds(run.times.dependencyBound)},
            {u"sequential_s"_s, runSeconds(run.times.sequential)},
            {u"busy_s"_s, runSeconds(run.times.busy)},
            {u"overhead"_s, run.times.overhead()},
            {u"calls"_s, run.times.calls},
            {u"calls_defaulted"_s, run.times.defaulted},
            {u"parts"_s, parts}};
}

} // namespace

QStringList gameLines(const MatchLog &log)
{
    QHash<QString, qsizetype> lastAsked; // by call
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *started = log.at(i).as<CallStarted>())
            lastAsked.insert(started->call.toString(), i);
    }
    QStringList lines;
    for (qsizetype i = 0; i < log.size(); ++i) {
        // An interruption is no part of the game: an end that was none, a call that was asked
        // again.
        const auto *call = log.at(i).as<CallEnded>();
        const bool superseded = log.at(i).as<MatchEnded>()
                                    ? i < log.continuedAt().value_or(0)
                                    : call && i < lastAsked.value(call->call.toString());
        if (superseded || tellsOfTime(log.at(i)))
            continue;
        QJsonObject json = toJson(log.at(i));
        for (const QString &field : json.keys()) {
            if (isTimeField(field))
                json.remove(field);
        }
        lines << QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
    }
    lines.sort();
    return lines;
}

QStringList gameDifferences(const QString &firstName, const QStringList &first,
                            const QString &secondName, const QStringList &second)
{
    QStringList differences;
    const auto report = [&differences](const QString &name, const QStringList &lines) {
        for (const QString &line : lines)
            differences << u"only in %1: %2"_s.arg(name, cutText(line, longestDifference));
    };
    QStringList only;
    std::set_difference(first.begin(), first.end(), second.begin(), second.end(),
                        std::back_inserter(only));
    report(firstName, only);
    only.clear();
    std::set_difference(second.begin(), second.end(), first.begin(), first.end(),
                        std::back_inserter(only));
    report(secondName, only);
    if (differences.size() > mostDifferences) {
        const auto more = differences.size() - mostDifferences;
        differences.resize(mostDifferences);
        differences << u"and %1 more between %2 and %3"_s.arg(more).arg(firstName, secondName);
    }
    return differences;
}

bool isNegligible(const ComparedTimes &part, const ComparedTimes &overall)
{
    constexpr double least = 0.01;
    return std::max(part.criticalBefore, part.busyBefore) < least * overall.criticalBefore &&
           std::max(part.criticalAfter, part.busyAfter) < least * overall.criticalAfter;
}

MatchConfig baselineConfig(const ComparisonReport &report)
{
    return report.plan.variants.isEmpty() ? MatchConfig::demo()
                                          : report.plan.variants.first().config;
}

QByteArray comparisonJson(const ComparisonReport &report)
{
    const ComparisonResult &result = report.result;
    QJsonArray runs;
    for (const ComparedRun &run : result.runs)
        runs << runJson(run);
    QJsonArray played;
    for (const ComparisonVariant &variant : report.plan.variants)
        played << QJsonObject{{u"name"_s, variant.name}, {u"config"_s, variant.config.toJson()}};
    QJsonArray variants;
    for (const ComparedVariant &variant : result.variants) {
        QJsonArray parts;
        for (const ComparedTimes &part : variant.parts)
            parts << timesJson(part);
        variants << QJsonObject{{u"name"_s, variant.name},
                                {u"against"_s, variant.against},
                                {u"lever"_s, variant.isLever},
                                {u"n"_s, variant.seeds.size()},
                                {u"parts"_s, parts},
                                {u"overall"_s, timesJson(variant.overall)},
                                {u"judged"_s, variant.isJudged()},
                                {u"target_reached"_s, variant.reached}};
    }
    const QJsonObject json{{u"format"_s, 1},
                           {u"config"_s, baselineConfig(report).toJson()},
                           {u"variants_played"_s, played},
                           {u"baseline"_s, result.baseline},
                           {u"target"_s, result.target},
                           {u"games_compared"_s, report.gamesCompared},
                           {u"differences"_s, QJsonArray::fromStringList(report.differences)},
                           {u"variants"_s, variants},
                           {u"runs"_s, runs}};
    return QJsonDocument(json).toJson();
}

QByteArray comparisonCsv(const ComparisonReport &report)
{
    QByteArray csv = "seed,variant,part,critical_s,busy_s,calls,total_s,bound_s,held_s,"
                     "dependency_bound_s,sequential_s\r\n";
    const auto number = [](qint64 microseconds) {
        return QByteArray::number(runSeconds(microseconds), 'f', 6);
    };
    for (const ComparedRun &run : report.result.runs) {
        const auto row = [&](const QString &name, const PartTimes &times) {
            csv += QByteArray::number(run.seed) + ',' + csvText(run.variant).toUtf8() + ',' +
                   csvText(name).toUtf8() + ',' + number(times.critical) + ',' +
                   number(times.busy) + ',' + QByteArray::number(times.calls) + ',' +
                   number(run.times.total) + ',' + number(run.times.bound) + ',' +
                   number(run.times.held) + ',' + number(run.times.dependencyBound) + ',' +
                   number(run.times.sequential) + "\r\n";
        };
        for (const ExperimentPart part : allExperimentParts())
            row(partName(part), run.times.part(part));
        row(u"overall"_s, {run.times.total, run.times.busy, run.times.calls});
    }
    return csv;
}

QString writeComparison(const ComparisonReport &report, const QString &folder)
{
    QString problem = writeWhole(folder % u"/comparison.md"_s, comparisonMarkdown(report));
    if (problem.isEmpty())
        problem = writeWhole(folder % u"/comparison.json"_s, comparisonJson(report));
    if (problem.isEmpty())
        problem = writeWhole(folder % u"/comparison.csv"_s, comparisonCsv(report));
    if (problem.isEmpty())
        problem = writeWhole(folder % u"/comparison.svg"_s, comparisonSvg(report));
    return problem;
}

} // namespace concert
