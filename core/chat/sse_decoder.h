// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace concert {

/// One event of a text/event-stream.
struct SseEvent {
    QByteArray type; ///< empty: "message"
    QByteArray data; ///< several data lines are joined with LF

    bool operator==(const SseEvent &) const = default;
};

/// Cuts a text/event-stream into events (WHATWG HTML, "Server-sent events"), in whatever pieces its
/// bytes arrive. Lines end with LF, CR or CRLF. Comments, ids and retry times are passed over.
class SseDecoder {
public:
    static constexpr qsizetype maxEventBytes = qsizetype{1024} * 1024;

    QList<SseEvent> feed(const QByteArray &bytes);
    /// The bytes have ended; gives an event whose closing blank line is missing.
    QList<SseEvent> finish();
    /// An event was longer than maxEventBytes; nothing more comes.
    bool isTooLarge() const { return tooLarge_; }

private:
    void endLine(QByteArrayView line, QList<SseEvent> &events);
    void dispatch(QList<SseEvent> &events);

    QByteArray line_; ///< the incomplete last one
    SseEvent event_;
    bool hasData_ = false;
    bool firstLine_ = true;
    bool afterCr_ = false; ///< a LF right now belongs to the line end before it
    bool tooLarge_ = false;
};

} // namespace concert
