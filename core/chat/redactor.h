// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QReadWriteLock>
#include <QString>

namespace concert {

/// Takes keys out of text on its way to where it stays or is seen: servers echo keys in their
/// errors, and models repeat what they read. It removes the secrets that it knows, also where they
/// are written as base64 or percent-encoded, and what looks like a key. Text that is JSON stays
/// JSON.
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

    QString clean(const QString &text) const;
    /// UTF-8; of bytes that are not, only the known secrets are removed.
    QByteArray clean(const QByteArray &text) const;
    /// Only the known secrets: for answers of models, which may talk of keys.
    QString withoutSecrets(const QString &text) const;

private:
    QByteArray withoutSecrets(QByteArray text) const;

    mutable QReadWriteLock lock_;
    QList<QByteArray> secrets_;
    QList<QByteArray> forms_; ///< of the secrets as they may be written; the longest first
};

} // namespace concert
