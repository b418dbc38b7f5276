// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/token_estimate.h"

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

qsizetype utf8Bytes(char16_t c)
{
    if (c < 0x800)
        return 2;
    return QChar::isSurrogate(c) ? 2 : 3; // a pair makes four
}

qsizetype mostTokensOf(Run run, qsizetype length)
{
    switch (run) {
    case Run::None: // several blanks are one
        return length > 1 ? 1 : 0;
    case Run::Word:
        return (length + 2) / 3;
    case Run::Capitals:
        return (length + 1) / 2;
    case Run::Digits:
    case Run::Punctuation:
        return length;
    case Run::Foreign:
    case Run::Ideographs:
        break;
    }
    return 0; // counted by their bytes
}

/// Sums up what \a tokensIn makes of each run; each new line is a token besides.
qsizetype sumOverRuns(QStringView text, qsizetype (*tokensIn)(Run, qsizetype))
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
        tokens += tokensIn(run, length);
        run = next;
        length = 1;
        if (code == u'\n')
            ++tokens;
    }
    return tokens + tokensIn(run, length);
}

} // namespace

qsizetype estimatedTokens(QStringView text)
{
    return sumOverRuns(text, tokensOf);
}

qsizetype tokensAtMost(QStringView text)
{
    qsizetype tokens = sumOverRuns(text, mostTokensOf);
    for (const QChar c : text) {
        if (c.unicode() >= 0x80)
            tokens += utf8Bytes(c.unicode());
        else if (c == u'\n') // some know no token for several
            ++tokens;
    }
    return tokens;
}

} // namespace concert
