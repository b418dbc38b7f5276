// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QReadWriteLock>
#include <QString>

namespace concert {

/// Takes keys out of text on its way to where it stays or is seen: servers echo keys in their
/// errors, and models repeat what they read. It removes the secrets that it knows, also where they
/// are written as base64, percent-encoded or with JSON's \u escapes, or where the
/// text breaks off within one. Text that is JSON stays JSON.
///
/// It belongs where text leaves the program, not where text is made: files (core/record), the
/// terminal (app/terminal.h), Qt's messages (app/message_filter.h), and where what servers say
/// comes in (core/chat, core/llm). All of these use ofProcess(), from any thread.
class Redactor {
public:
    static Redactor &ofProcess();

    /// Every key that is used is told here before it is. What is too short to be a key is not
    /// looked for: it would be found in ordinary words.
    void addSecret(const QByteArray &secret);

    /// The known secrets, and what looks like a key: one behind a header's name, or with a vendor's
    /// prefix. For what servers, Qt and this program say; what players say is never guessed at.
    QString clean(const QString &text) const;
    /// Only the known secrets: for the record, exports and answers, which hold every word as it was
    /// said.
    QString withoutSecrets(const QString &text) const;
    QByteArray withoutSecrets(QByteArray text) const; ///< UTF-8, or anything else

private:
    QByteArray withoutEscaped(QByteArray text) const;
    QByteArray withoutCutOff(QByteArray text) const;

    mutable QReadWriteLock lock_;
    QList<QByteArray> secrets_;
    QList<QByteArray> forms_; ///< of the secrets as they may be written; the longest first
};

} // namespace concert
