// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/timings.h"
#include "core/trace/analysis.h"
#include "core/trace/comparison.h"
#include "core/trace/statistics.h"
#include "core/trace/what_if.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

double jsonMs(double microseconds)
{
    return microseconds / 1000.0;
}

double jsonMs(qint64 microseconds)
{
    return jsonMs(static_cast<double>(microseconds));
}

void insertMs(QJsonObject *json, const QString &key, std::optional<qint64> time)
{
    json->insert(key, time ? QJsonValue(jsonMs(*time)) : QJsonValue());
}

QJsonObject millisecondsOf(const QMap<QString, qint64> &times)
{
    QJsonObject json;
    for (auto it = times.cbegin(); it != times.cend(); ++it)
        json.insert(it.key(), jsonMs(it.value()));
    return json;
}

QJsonArray jsonNumbers(const QList<int> &numbers)
{
    QJsonArray array;
    for (const int number : numbers)
        array << number;
    return array;
}

/// Names by OpenTelemetry's semantic conventions for generative AI (gen_ai.*, error.type); what
/// they have no name for is ours (concert.*).
QJsonObject attributesOf(const Span &span)
{
    QJsonObject attributes{{u"concert.phase"_s, span.phase},
                           {u"concert.stage"_s, span.stage},
                           {u"concert.round"_s, span.round}};
    if (!span.isCall)
        return attributes;
    attributes.insert(u"gen_ai.operation.name"_s, u"chat"_s);
    attributes.insert(u"gen_ai.provider.name"_s, span.model.section(u':', 0, 0));
    attributes.insert(u"gen_ai.request.model"_s, span.model);
    attributes.insert(u"gen_ai.agent.name"_s, span.power);
    attributes.insert(u"gen_ai.usage.input_tokens"_s, span.inputTokens);
    attributes.insert(u"gen_ai.usage.output_tokens"_s, span.outputTokens);
    attributes.insert(u"gen_ai.usage.cache_read.input_tokens"_s, span.cachedInputTokens);
    attributes.insert(u"concert.tokens_estimated"_s, span.tokensEstimated);
    if (span.cost)
        attributes.insert(u"concert.cost_usd"_s, *span.cost);
    if (span.cost)
        attributes.insert(u"concert.cost_source"_s, span.costTold ? u"provider"_s : u"prices"_s);
    attributes.insert(u"concert.requests"_s, span.attempts);
    if (!span.outcome.isEmpty())
        attributes.insert(u"concert.outcome"_s, span.outcome);
    if (!span.problem.isEmpty())
        attributes.insert(u"error.message"_s, span.problem);
    if (span.failed)
        attributes.insert(u"error.type"_s, u"_OTHER"_s); // the conventions' word for "unnamed"
    return attributes;
}

/// A child span for each request of a call that needed several.
QJsonArray requestsJson(const Span &span)
{
    QJsonArray array;
    int resent = 0;
    for (const SpanRequest &request : span.requests) {
        QJsonObject attributes{{u"concert.hedge"_s, request.hedge}};
        if (!request.hedge) // HTTP's conventions: how often it was sent again
            attributes.insert(u"http.request.resend_count"_s, resent++);
        if (!request.problem.isEmpty())
            attributes.insert(u"error.message"_s, request.problem);
        array << QJsonObject{{u"sent_ms"_s, jsonMs(request.sent)},
                             {u"ended_ms"_s, jsonMs(request.ended)},
                             {u"attributes"_s, attributes}};
    }
    return array;
}

QJsonArray spansJson(const MatchLog &log, const QList<PathStep> &path)
{
    const qint64 now = log.lastTime();
    const QHash<int, qint64> slacks = slack(log.spans(), now);
    QHash<int, qint64> critical;
    for (const PathStep &step : path)
        critical[step.span] += step.to - step.from;
    QJsonArray array;
    for (const Span &span : log.spans()) {
        QJsonObject json{
            {u"id"_s, span.id},
            {u"name"_s, span.isCall ? QString(u"chat "_s % span.model) : span.stage},
            {u"kind"_s, span.isCall ? u"CLIENT"_s : u"INTERNAL"_s},
            {u"attributes"_s, attributesOf(span)},
            {u"ready_ms"_s, jsonMs(span.ready)},
            {u"started_ms"_s, jsonMs(span.started)},
            {u"latency_ms"_s, jsonMs(span.latency(now))},
            {u"held_ms"_s, jsonMs(span.heldTime(span.ready, span.ended.value_or(now)))},
            {u"critical_ms"_s, jsonMs(critical.value(span.id))},
            {u"slack_ms"_s, jsonMs(slacks.value(span.id))},
            {u"inputs"_s, jsonNumbers(span.inputs)},
            {u"waits"_s, jsonNumbers(span.waits)}};
        if (span.requests.size() > 1)
            json.insert(u"requests"_s, requestsJson(span));
        insertMs(&json, u"sent_ms"_s, span.sent);
        insertMs(&json, u"first_byte_ms"_s, span.firstByte);
        insertMs(&json, u"first_token_ms"_s, span.firstToken);
        insertMs(&json, u"last_token_ms"_s, span.lastToken);
        insertMs(&json, u"ended_ms"_s, span.ended);
        array << json;
    }
    return array;
}

QJsonArray phasesJson(const QList<Span> &spans, qint64 now)
{
    QJsonArray array;
    for (const PhaseTimes &phase : phaseTimes(spans, now)) {
        array << QJsonObject{{u"phase"_s, phase.phase},
                             {u"calls"_s, phase.calls},
                             {u"critical_ms"_s, jsonMs(phase.wall)},
                             {u"sequential_ms"_s, jsonMs(phase.sequential)},
                             {u"critical_by_stage_ms"_s, millisecondsOf(phase.critical)},
                             {u"busy_by_stage_ms"_s, millisecondsOf(phase.busy)}};
    }
    return array;
}

QJsonArray statisticsJson(const QList<Span> &spans, qint64 now)
{
    QJsonArray array;
    for (const LatencyStatistics &row : latencyStatistics(spans, now)) {
        array << QJsonObject{{u"model"_s, row.model},
                             {u"stage"_s, row.stage},
                             {u"calls"_s, row.calls},
                             {u"failed"_s, row.failed},
                             {u"p50_ms"_s, jsonMs(row.p50)},
                             {u"p95_ms"_s, jsonMs(row.p95)},
                             {u"max_ms"_s, jsonMs(row.max)},
                             {u"first_token_p50_ms"_s, jsonMs(row.firstTokenP50)},
                             {u"output_tokens"_s, row.outputTokens}};
    }
    return array;
}

} // namespace

QByteArray timingsJson(const MatchLog &log)
{
    const qint64 now = log.lastTime();
    const QList<PathStep> path = criticalPath(log.spans(), now);
    const RunTimes times = runTimes(log.spans(), now);
    QJsonArray pathJson;
    for (const PathStep &step : path) {
        pathJson << QJsonObject{{u"span"_s, step.span},
                                {u"from_ms"_s, jsonMs(step.from)},
                                {u"to_ms"_s, jsonMs(step.to)}};
    }
    QJsonObject parts;
    for (const ExperimentPart part : allExperimentParts()) {
        parts.insert(partName(part),
                     QJsonObject{{u"critical_ms"_s, jsonMs(times.part(part).critical)},
                                 {u"busy_ms"_s, jsonMs(times.part(part).busy)},
                                 {u"calls"_s, times.part(part).calls}});
    }
    QJsonArray holders;
    for (const TableHolder &holder : tableHolders(log.spans(), path)) {
        holders << QJsonObject{{u"power"_s, holder.power},
                               {u"critical_ms"_s, jsonMs(holder.time)},
                               {u"steps"_s, holder.calls}};
    }
    const QJsonObject json{{u"format"_s, 1},
                           {u"config"_s, log.config().toJson()},
                           {u"calls"_s, times.calls},
                           {u"spending"_s, toJson(log.spending())},
                           {u"total_ms"_s, jsonMs(times.total)},
                           {u"bound_ms"_s, jsonMs(times.bound)},
                           {u"held_ms"_s, jsonMs(times.held)},
                           {u"dependency_bound_ms"_s, jsonMs(times.dependencyBound)},
                           {u"sequential_ms"_s, jsonMs(times.sequential)},
                           {u"parts"_s, parts},
                           {u"holders"_s, holders},
                           {u"phases"_s, phasesJson(log.spans(), now)},
                           {u"statistics"_s, statisticsJson(log.spans(), now)},
                           {u"critical_path"_s, pathJson},
                           {u"spans"_s, spansJson(log, path)}};
    return QJsonDocument(json).toJson();
}

} // namespace concert
