// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_event.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace concert {

/// What a match's folder holds, at a glance.
struct MatchSummary {
    QDateTime startedAt;             ///< UTC
    QStringList models;              ///< each once, in the order of the powers
    std::optional<MatchEnded> ended; ///< absent: it is still played, or was broken off
    std::optional<Phase> reached;    ///< the last phase; absent: it cannot be told
    /// It ended, or was broken off, before its game was over.
    bool isInterrupted() const;
};

/// From the first and the last line of the folder's log, whatever its length. Absent: there is no
/// match that could be opened.
std::optional<MatchSummary> readMatchSummary(const QString &folder);

} // namespace concert
