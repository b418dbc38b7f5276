// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace concert {

/// Cuts application/x-ndjson into its lines, in whatever pieces its bytes arrive. Blank lines are
/// passed over.
class NdjsonDecoder {
public:
    static constexpr qsizetype maxLineBytes = qsizetype{1024} * 1024;

    QList<QByteArray> feed(const QByteArray &bytes);
    /// The bytes have ended; gives a last line that has no line end.
    QList<QByteArray> finish();
    /// A line was longer than maxLineBytes; nothing more comes.
    bool isTooLarge() const { return tooLarge_; }

private:
    QByteArray line_; ///< the incomplete last one
    bool tooLarge_ = false;
};

} // namespace concert
