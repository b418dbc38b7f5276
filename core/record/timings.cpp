// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/timings.h"

#include "core/record/report.h"
#include "core/record/trace_export.h"
#include "core/trace/analysis.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Milliseconds with all the microseconds there are; absent: empty.
QString csvTime(std::optional<qint64> microseconds)
{
    if (!microseconds)
        return {};
    return QString::number(static_cast<double>(*microseconds) / 1000.0, 'f', 3);
}

QString csvNumbers(const QList<int> &numbers)
{
    QStringList texts;
    for (const int number : numbers)
        texts << QString::number(number);
    return texts.join(u' ');
}

} // namespace

QString csvText(const QString &text)
{
    static const QString formula = u"=+-@"_s;
    QString line = text.simplified();
    if (!line.isEmpty() && formula.contains(line.front()))
        line.prepend(u'\'');
    const auto special = [](QChar c) { return c == u',' || c == u'"'; };
    if (std::none_of(line.cbegin(), line.cend(), special))
        return line;
    return u'"' % line.replace(u'"', u"\"\""_s) % u'"';
}

QByteArray timingsCsv(const MatchLog &log)
{
    const qint64 now = log.lastTime();
    QHash<int, qint64> critical;
    for (const PathStep &step : criticalPath(log.spans(), now))
        critical[step.span] += step.to - step.from;
    const QHash<int, qint64> slacks = slack(log.spans(), now);

    QByteArray csv =
        "span,phase,stage,round,power,model,ready_ms,started_ms,sent_ms,first_byte_ms,"
        "first_token_ms,last_token_ms,ended_ms,latency_ms,input_tokens,output_tokens,"
        "cached_input_tokens,tokens_estimated,cost_usd,attempts,failed,outcome,problem,critical_ms,"
        "slack_ms,schedule_wait_ms,held_ms,inputs,waits\r\n";
    for (const Span &span : log.spans()) {
        if (!span.isCall)
            continue;
        const QStringList fields{
            QString::number(span.id),
            csvText(span.phase),
            csvText(span.stage),
            QString::number(span.round),
            csvText(span.power),
            csvText(span.model),
            csvTime(span.ready),
            csvTime(span.started),
            csvTime(span.sent),
            csvTime(span.firstByte),
            csvTime(span.firstToken),
            csvTime(span.lastToken),
            csvTime(span.ended),
            csvTime(span.latency(now)),
            QString::number(span.inputTokens),
            QString::number(span.outputTokens),
            QString::number(span.cachedInputTokens),
            span.tokensEstimated ? u"true"_s : u"false"_s,
            span.cost ? QString::number(*span.cost, 'g', 9) : QString(),
            QString::number(span.attempts),
            span.failed ? u"true"_s : u"false"_s,
            csvText(span.outcome),
            csvText(span.problem),
            csvTime(critical.value(span.id)),
            csvTime(slacks.value(span.id)),
            csvTime(std::max<qint64>(0, span.started - span.ready)),
            csvTime(span.heldTime(span.ready, span.ended.value_or(now))),
            csvNumbers(span.inputs),
            csvNumbers(span.waits),
        };
        csv += fields.join(u',').toUtf8() + "\r\n";
    }
    return csv;
}

std::optional<TimingsFormat> parseTimingsFormat(const QString &name)
{
    static const QHash<QString, TimingsFormat> formats{{u"csv"_s, TimingsFormat::Csv},
                                                       {u"json"_s, TimingsFormat::Json},
                                                       {u"trace"_s, TimingsFormat::Trace},
                                                       {u"md"_s, TimingsFormat::Markdown}};
    const auto found = formats.constFind(name.trimmed().toLower());
    return found == formats.cend() ? std::nullopt : std::optional(*found);
}

TimingsFormat timingsFormatOf(const QString &path)
{
    const QString name = path.toLower();
    if (name.endsWith(u".trace.json"_s))
        return TimingsFormat::Trace;
    return parseTimingsFormat(name.section(u'.', -1)).value_or(TimingsFormat::Csv);
}

QByteArray timingsBytes(const MatchLog &log, TimingsFormat format)
{
    switch (format) {
    case TimingsFormat::Csv:
        return timingsCsv(log);
    case TimingsFormat::Json:
        return timingsJson(log);
    case TimingsFormat::Trace:
        return traceEvents(log);
    case TimingsFormat::Markdown:
        return timingsReport(log);
    }
    Q_UNREACHABLE();
}

QString exportTimings(const MatchLog &log, TimingsFormat format, const QString &path)
{
    return writeWhole(path, timingsBytes(log, format));
}

} // namespace concert
