// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/seating.h"
#include "ui/requests.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace concert {

/// Powers that wait for the same reason, or that nobody is asked for any more.
struct ParkedRow {
    QList<Power> powers;
    ParkReason reason = ParkReason::Failures;
    bool playsDefaults = false;
    QString text;          ///< what happened, a sentence
    QDateTime since;       ///< local time of the first of them; null: unknown
    QDateTime until;       ///< the server asks to wait until then; null: it said nothing
    QDateTime nextTry;     ///< when it is tried again by itself; null: it is not, or just now
    QDateTime waitsUntil;  ///< and how long; null: as long as it takes
    bool thenEnds = false; ///< the match, then; else the power plays default orders

    bool operator==(const ParkedRow &) const = default;
    /// The same powers with the same trouble, whatever there is to say of it.
    bool isSameTrouble(const ParkedRow &other) const
    {
        return powers == other.powers && reason == other.reason &&
               playsDefaults == other.playsDefaults;
    }
};

/// As things stand at the log's end: a row for each server and reason.
QList<ParkedRow> parkedRows(const MatchLog &log, const MatchProgress &progress);

/// Why the match has paused by itself; null: it has not.
const MatchPaused *ownPause(const MatchLog &log);

/// How a match that was interrupted ended, a sentence or two.
QString interruptionText(const MatchLog &log);

/// "France, Italy wait: … Since 14:01. The next attempt is at 14:06:30."
QString parkedText(const ParkedRow &row);

} // namespace concert
