// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log_file.h"

#include <QFile>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <deque>

namespace concert {

/// Finds what calls said: the newest in memory, older ones in the match's calls.jsonl, by offset.
/// The file is only scanned for offsets, in slices between which the event loop runs, and only as
/// far as somebody asked; it may still be growing.
class CallTextStore : public QObject {
    Q_OBJECT

public:
    explicit CallTextStore(const QString &folder, QObject *parent = nullptr);

    /// Keeps what a call of a running match said, and forgets the oldest beyond the limit.
    void add(const CallText &text);
    void setMemoryLimit(qsizetype bytes) { limit_ = bytes; }

    /// Answers by found(), never from within.
    void find(const CallId &call);

Q_SIGNALS:
    /// All attempts of this call, in order; none: nothing is recorded (yet).
    void found(const concert::CallId &call, const QList<concert::CallText> &texts);

private:
    void answer(const CallId &call);
    void scan();
    void noteOffset(const QByteArray &line, qint64 offset);
    QList<CallText> readAt(const QList<qint64> &offsets);

    const QString path_;
    QFile file_;
    std::deque<CallText> newest_;
    qsizetype kept_ = 0;
    qsizetype limit_ = 16'000'000;          // bytes
    QHash<QString, QList<qint64>> offsets_; // by callKey
    qint64 scanned_ = 0;                    // up to the end of a line
    bool isReadable_ = true;                // until something is met that is no record
    QList<CallId> waiting_;
    QTimer timer_;
};

} // namespace concert
