// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QLockFile>
#include <QString>

#include <memory>

namespace concert {

/// Who holds it is the only one that writes this match; it ends with the process, too, however
/// that ends. Null: somebody else does, or nobody can, or the match's files are none that may be
/// written to (folder_file.h; \a problem, a sentence).
std::unique_ptr<QLockFile> lockMatchFolder(const QString &folder, QString *problem);

/// Makes the folder for a new match, which only this user may look into, and takes it: of two that
/// want the same one, one gets it. Null: there is something in it, or it cannot be taken (\a
/// problem, a sentence).
std::unique_ptr<QLockFile> claimMatchFolder(const QString &folder, QString *problem);

/// Another process, or another part of this one, plays the match of this folder. Only looks: nobody
/// who begins to play it just then is in the way of this.
bool isBeingPlayed(const QString &folder);

/// Leaves of a folder's files what is whole: the first \a events lines of match.jsonl, and the
/// lines of calls.jsonl that have an end. For who holds the lock. On failure a sentence.
QString cutTornEnds(const QString &folder, qsizetype events);

/// Writes a match that goes on from the phase \a before: \a events, and of the calls' texts in
/// \a source those that belong to them. For who holds the lock. On failure a sentence.
QString writeMatchBefore(const Phase &before, const std::vector<MatchEvent> &events,
                         const QString &source, const QString &folder);

/// Does so in the match's own folder. The match as it was is moved into a new folder in it, from
/// which it can be opened as ever (\a aside gets the path). For who holds the lock. On failure a
/// sentence, and all files are where they were.
QString rewindMatch(const QString &folder, const Phase &before,
                    const std::vector<MatchEvent> &events, QString *aside);

} // namespace concert
