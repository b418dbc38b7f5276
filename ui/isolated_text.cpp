// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/isolated_text.h"

#include <algorithm>

namespace concert {

namespace {

constexpr QChar firstStrongIsolate{0x2068};
constexpr QChar popDirectionalIsolate{0x2069};

bool runsLeftToRight(QChar c)
{
    switch (c.direction()) {
    case QChar::DirR:
    case QChar::DirAL:
    case QChar::DirAN:
        return false;
    default:
        return !c.isSurrogate(); // scripts beyond the first plane: better safe
    }
}

} // namespace

QString isolated(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), runsLeftToRight))
        return text;
    return firstStrongIsolate + text + popDirectionalIsolate;
}

} // namespace concert
