// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QByteArray>
#include <QString>

namespace concert {

/// timings.csv: a header line, then a row for each call, times in milliseconds since the match
/// started, fields quoted by RFC 4180. Columns: span, phase, stage, round, power, model, ready_ms,
/// started_ms, sent_ms, first_byte_ms, first_token_ms, last_token_ms, ended_ms, latency_ms,
/// input_tokens, output_tokens, attempts, failed, critical_ms (its part of the critical path).
QByteArray timingsCsv(const MatchLog &log);

/// Writes it whole or not at all. On error a sentence with the file's name; empty: done.
QString exportTimingsCsv(const MatchLog &log, const QString &path);

} // namespace concert
