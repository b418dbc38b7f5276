// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/timings.h"

#include "core/trace/analysis.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QSaveFile>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// RFC 4180: quoted only if it must be, quotes doubled.
QString csvField(const QString &text)
{
    const auto special = [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; };
    if (std::none_of(text.cbegin(), text.cend(), special))
        return text;
    return u'"' % QString(text).replace(u'"', u"\"\""_s) % u'"';
}

/// Milliseconds with all the microseconds there are; absent: empty.
QString csvTime(std::optional<qint64> microseconds)
{
    if (!microseconds)
        return {};
    return QString::number(static_cast<double>(*microseconds) / 1000.0, 'f', 3);
}

} // namespace

QByteArray timingsCsv(const MatchLog &log)
{
    const qint64 now = log.lastTime();
    QHash<int, qint64> critical;
    for (const PathStep &step : criticalPath(log.spans(), now))
        critical[step.span] += step.to - step.from;

    QByteArray csv = "span,phase,stage,round,power,model,ready_ms,started_ms,sent_ms,first_byte_ms,"
                     "first_token_ms,last_token_ms,ended_ms,latency_ms,input_tokens,output_tokens,"
                     "attempts,failed,critical_ms\r\n";
    for (const Span &span : log.spans()) {
        if (!span.isCall)
            continue;
        const QStringList fields{
            QString::number(span.id),
            span.phase,
            span.stage,
            QString::number(span.round),
            span.power,
            span.model,
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
            QString::number(span.attempts),
            span.failed ? u"true"_s : u"false"_s,
            csvTime(critical.value(span.id)),
        };
        QStringList quoted;
        for (const QString &field : fields)
            quoted << csvField(field);
        csv += quoted.join(u',').toUtf8() + "\r\n";
    }
    return csv;
}

QString exportTimingsCsv(const MatchLog &log, const QString &path)
{
    const QByteArray csv = timingsCsv(log);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit())
        return {};
    return QCoreApplication::translate("concert::Timings", "%1 could not be written: %2.")
        .arg(QDir::toNativeSeparators(path), file.errorString());
}

} // namespace concert
