// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/token_estimate.h"

namespace concert {

namespace {

enum class Run { None, Word, Capitals, Digits, Punctuation, Foreign, Ideographs };

Run runOf(char16_t c)
{
    if (c >= u'a' && c <= u'z')
        return Run::Word;
    if (c >= u'A' && c <= u'Z')
        return Run::Capitals;
    if (c >= u'0' && c <= u'9')
        return Run::Digits;
    if (c == u' ' || c == u'\n' || c == u'\t' || c == u'\r')
        return Run::None;
    if (c < 0x80)
        return Run::Punctuation;
    return c < 0x2E80 ? Run::Foreign : Run::Ideographs;
}

/// Byte pair encodings know common words whole, abbreviations in pairs of letters, numbers in
/// groups of three.
qsizetype tokensOf(Run run, qsizetype length)
{
    switch (run) {
    case Run::None:
        return 0;
    case Run::Word:
        return 1 + (length - 1) / 7;
    case Run::Capitals:
    case Run::Foreign:
    case Run::Punctuation:
        return (length + 1) / 2;
    case Run::Digits:
        return (length + 2) / 3;
    case Run::Ideographs:
        break;
    }
    return length;
}

} // namespace

qsizetype estimatedTokens(QStringView text)
{
    qsizetype tokens = 0;
    Run run = Run::None;
    qsizetype length = 0;
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        const Run next = runOf(code);
        // A capital begins a word rather than an abbreviation.
        if (next == Run::Word && run == Run::Capitals && length == 1)
            run = Run::Word;
        if (next == run) {
            ++length;
            continue;
        }
        tokens += tokensOf(run, length);
        run = next;
        length = 1;
        if (code == u'\n')
            ++tokens;
    }
    return tokens + tokensOf(run, length);
}

} // namespace concert
