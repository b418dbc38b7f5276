// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/seating.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace concert {

/// Powers that wait for the same reason, or that nobody is asked for any more.
struct ParkedRow {
    QList<Power> powers;
    ParkReason reason = ParkReason::Failures;
    bool playsDefaults = false;
    QString text;    ///< what happened, a sentence
    QDateTime since; ///< local time of the first of them; null: unknown
    QDateTime until; ///< the server asks to wait until then; null: it said nothing

    bool operator==(const ParkedRow &) const = default;
};

/// As things stand at the log's end: a row for each server and reason.
QList<ParkedRow> parkedRows(const MatchLog &log);

/// Why the match has paused by itself, a sentence; empty: it has not.
QString pauseReason(const MatchLog &log);

/// How a match that was interrupted ended, a sentence or two.
QString interruptionText(const MatchLog &log);

/// "France, Italy wait: … Since 14:01."
QString parkedText(const ParkedRow &row);

} // namespace concert
