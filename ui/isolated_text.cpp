// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/isolated_text.h"

#include "core/chat/text_sanitizer.h"

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
    // A control of its own would end the isolation, or turn what stands around it without one.
    const QString said = sanitizedText(text);
    if (std::all_of(said.begin(), said.end(), runsLeftToRight))
        return said;
    return firstStrongIsolate + said + popDirectionalIsolate;
}

} // namespace concert
