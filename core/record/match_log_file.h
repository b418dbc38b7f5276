// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/record/match_log.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <memory>

namespace concert {

inline const QString matchFileName = QStringLiteral("match.jsonl");
inline const QString callsFileName = QStringLiteral("calls.jsonl");

/// What a call said, kept apart from the events because it is large.
struct CallText {
    CallId call;
    QList<ChatMessage> messages;
    QString answer;
};

/// Writes a log to a folder as the match goes: match.jsonl, one event a line, and calls.jsonl. The
/// files are written in a thread of its own; nobody waits for the disk. An event is handed to the
/// system the moment that thread gets it (it survives the process) and synced within 200 ms (it
/// survives the machine). A call's text is written before the event that refers to it.
class MatchLogFile : public QObject {
    Q_OBJECT

public:
    /// Follows \a log (which must outlive it); its first \a written events are in the file already.
    MatchLogFile(const QString &folder, MatchLog *log, qsizetype written = 0,
                 QObject *parent = nullptr);
    ~MatchLogFile() override; ///< everything appended is in the file afterwards

    QString folder() const { return folder_; }
    void writeCall(const CallText &call);

    /// The disk refuses, or the files have gone: not everything is saved.
    bool isTroubled() const { return state_.refused || state_.lost; }
    /// Writes what the disk refused now, and not only when it is tried again by itself.
    void tryAgain();
    /// Writes all that there is so far; waits for the disk, so only at the end. False: the disk
    /// refuses, and it is tried again as before.
    bool save();
    /// As save(), and closes the files. A sentence if not everything is saved; empty: it is.
    QString finish();

Q_SIGNALS:
    /// The disk refused; a sentence with the file's name. What was not written is kept in memory
    /// and tried again every second. Once, until saved().
    void failed(const QString &problem);
    /// What the disk had refused is written.
    void saved();
    /// Somebody removed the files; a sentence. Nothing is saved any more.
    void lost(const QString &problem);

private:
    class Writer;
    struct State { // set by the writer
        std::atomic<bool> refused = false;
        std::atomic<bool> lost = false;
    };
    QString folder_;
    MatchLog *log_;
    QThread thread_;
    State state_;
    Writer *writer_ = nullptr;
    bool finished_ = false;
};

/// Why a new match cannot be written here, as a sentence; empty: it can (the folder is absent or
/// empty, and can be written to).
QString whyNotWritable(const QString &folder);

} // namespace concert
