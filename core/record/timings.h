// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "core/record/write_whole.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace concert {

/// The forms in which a match's timings leave the program; every field is explained in
/// resources/help/timings.md.
enum class TimingsFormat {
    Csv,     ///< a row for each call
    Json,    ///< spans with OpenTelemetry's attribute names, and what was computed from them
    Trace,   ///< trace events, for Perfetto and chrome://tracing
    Markdown ///< a report to read
};

/// "csv", "json", "trace", "md".
std::optional<TimingsFormat> parseTimingsFormat(const QString &name);
/// By the file's name: .csv, .trace.json, .json, .md; anything else is CSV.
TimingsFormat timingsFormatOf(const QString &path);

QByteArray timingsBytes(const MatchLog &log, TimingsFormat format);
/// Writes them whole or not at all. On error a sentence with the file's name; empty: done.
QString exportTimings(const MatchLog &log, TimingsFormat format, const QString &path);

/// timings.csv: a header line, then a row for each call, times in milliseconds since the match
/// started, fields quoted by RFC 4180.
QByteArray timingsCsv(const MatchLog &log);
/// timings.json: the match, its phases, statistics, and all spans with critical path and slack.
QByteArray timingsJson(const MatchLog &log);

/// A text as a field of CSV: on one line, quoted by RFC 4180 if it must be, and no formula to a
/// spreadsheet, whoever wrote it. Every column that is no number of ours goes through this.
QString csvText(const QString &text);

} // namespace concert
