// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QString>

namespace concert {

/// Takes out of a model's text what could deceive or break a view: control characters except LF and
/// TAB, bidirectional controls, zero-width characters, tags, noncharacters, lone surrogates, and
/// combining marks beyond four on one base. Works on text that arrives in pieces, which may cut a
/// surrogate pair.
class TextSanitizer {
public:
    /// \a sign, if it is any, stands for each character that is taken out.
    explicit TextSanitizer(QChar sign = {}) : sign_(sign) {}

    QString feed(const QString &text);

private:
    bool keeps(char32_t character);

    QChar sign_;
    char16_t highSurrogate_ = 0; ///< waits for its other half
    int marks_ = 0;              ///< combining marks since the last base
};

QString sanitizedText(const QString &text);

/// For a terminal, which obeys control characters: what sanitizedText() takes out is shown as
/// U+FFFD. Line ends stay, also CR LF.
QString visibleText(const QString &text);

/// What a model, a server or a file said, as all of the program gets it: sanitized, and without the
/// known secrets (Redactor). JSON hides both from whoever looks before it is decoded ("\u001b"), so
/// this comes after; in saidJson() for all texts and names in a value.
QString saidText(const QString &text);
QJsonValue saidJson(const QJsonValue &value);

/// As QJsonDocument::fromJson(), of what somebody else wrote: all its texts are clean.
QJsonDocument saidDocument(const QByteArray &json, QJsonParseError *error = nullptr);

} // namespace concert
