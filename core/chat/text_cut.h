// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

/// The first \a length UTF-16 units of a text; one fewer where that would be half of a character
/// (of a surrogate pair), which no server takes and no file keeps.
inline QString cutText(const QString &text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    const bool halves = length > 0 && text.at(length - 1).isHighSurrogate();
    return text.left(halves ? length - 1 : length);
}

} // namespace concert
