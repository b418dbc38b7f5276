// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/text_sanitizer.h"

#include <utility>

namespace concert {

namespace {

constexpr int maxCombiningMarks = 4;

bool isDeceptive(char32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) // C0, DEL, C1
           || c == 0xAD || c == 0x061C || c == 0x180E                      // invisible
           || (c >= 0x200B && c <= 0x200F)                                 // zero width, LRM, RLM
           || (c >= 0x2028 && c <= 0x202E)                                 // separators, bidi
           || (c >= 0x2060 && c <= 0x206F)                                 // joiners, isolates
           || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB)                  // BOM, annotations
           || (c >= 0xE0000 && c <= 0xE0FFF)                               // tags, selectors
           || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;      // noncharacters
}

} // namespace

QString TextSanitizer::feed(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    for (const QChar unit : text) {
        if (unit.isHighSurrogate()) {
            highSurrogate_ = unit.unicode(); // one that waited in vain was alone
            continue;
        }
        const char16_t high = std::exchange(highSurrogate_, 0);
        if (unit.isLowSurrogate()) {
            if (high != 0 && keeps(QChar::surrogateToUcs4(high, unit.unicode())))
                kept += QChar(high), kept += unit;
        } else if (keeps(unit.unicode())) {
            kept += unit;
        }
    }
    return kept;
}

bool TextSanitizer::keeps(char32_t character)
{
    if (character >= ' ' && character < 0x7F) { // nearly everything
        marks_ = 0;
        return true;
    }
    if (isDeceptive(character))
        return false;
    const auto category = QChar::category(character);
    const bool isMark = category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
    marks_ = isMark ? marks_ + 1 : 0;
    return marks_ <= maxCombiningMarks;
}

QString sanitizedText(const QString &text)
{
    return TextSanitizer().feed(text);
}

} // namespace concert
