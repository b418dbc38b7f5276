// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/folder_file.h"
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"

#include <QFile>
#include <QString>

#include <optional>

namespace concert {

/// Reads a match folder (or its match.jsonl) into a log, as far as it is written; called again,
/// what has been added since. A last line that is not complete is left for the next time.
class MatchLogReader {
public:
    explicit MatchLogReader(const QString &path);

    QString fileName() const { return path_; }
    /// Appends what is new to \a log, at most \a maxEvents of it. On error a sentence with file and
    /// line; the log then holds what could be read before it.
    QString readMore(MatchLog *log, int maxEvents);
    bool atEnd() const { return atEnd_; }

private:
    QString readLine(const QByteArray &text, std::vector<MatchEvent> *events);
    bool isTooMuch(const MatchEvent &event, qint64 length);

    const QString path_;
    const FileFrom from_;
    QFile file_;
    qint64 time_ = 0;   ///< of the last event
    qint64 latest_ = 0; ///< of all times that were told of
    qint64 times_ = 0;  ///< how many stretches of time have been told of
    qint64 memory_ = 0; ///< that the events take beyond the file's bytes, at least
    qint64 offset_ = 0;
    int line_ = 0;
    bool atEnd_ = false;
};

/// Reads a whole match at once.
QString readMatchLog(const QString &path, MatchLog *log);

/// One line of calls.jsonl; absent: it cannot be read.
std::optional<CallText> callTextFromLine(const QByteArray &line);

/// Reads calls.jsonl; lines that cannot be read are left out.
QList<CallText> readCallTexts(const QString &folder);

} // namespace concert
