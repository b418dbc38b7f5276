// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace concert {

// Letters of the English names and of order notation. <cctype> is of no use for them: it asks the
// process's locale, and in Turkey an 'I' has no one-byte lower case, so that the same seed would
// play another game there.

constexpr bool isUpperLetter(char c)
{
    return c >= 'A' && c <= 'Z';
}

constexpr bool isAsciiLetter(char c)
{
    return isUpperLetter(c) || (c >= 'a' && c <= 'z');
}

constexpr char upperLetter(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

constexpr char lowerLetter(char c)
{
    return isUpperLetter(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace concert
