// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

/// Takes out of a model's text what could deceive or break a view: control characters except LF and
/// TAB, bidirectional controls, zero-width characters, tags, noncharacters, lone surrogates, and
/// combining marks beyond four on one base. Works on text that arrives in pieces, which may cut a
/// surrogate pair.
class TextSanitizer {
public:
    QString feed(const QString &text);

private:
    bool keeps(char32_t character);

    char16_t highSurrogate_ = 0; ///< waits for its other half
    int marks_ = 0;              ///< combining marks since the last base
};

QString sanitizedText(const QString &text);

} // namespace concert
