// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/text_sanitizer.h"

#include "core/chat/redactor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

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

/// Whether the bytes of JSON cannot decode to a character that is taken out: nearly every line of a
/// record, which then need not be copied.
bool isPlainJson(const QByteArray &json)
{
    bool isEscaped = false;
    return std::all_of(json.begin(), json.end(), [&isEscaped](char c) {
        if (std::exchange(isEscaped, false))
            return QByteArrayView("nt\"\\/").contains(c);
        isEscaped = c == '\\';
        return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
    });
}

} // namespace

QString TextSanitizer::feed(const QString &text)
{
    QString kept;
    kept.reserve(text.size());
    const auto takeOut = [&] {
        if (!sign_.isNull())
            kept += sign_;
    };
    for (const QChar unit : text) {
        const char16_t high = std::exchange(highSurrogate_, 0);
        const bool isPair = high != 0 && unit.isLowSurrogate();
        if (high != 0 && !isPair)
            takeOut(); // it waited in vain
        if (unit.isHighSurrogate())
            highSurrogate_ = unit.unicode();
        else if (isPair && keeps(QChar::surrogateToUcs4(high, unit.unicode())))
            kept += QChar(high), kept += unit;
        else if (!unit.isLowSurrogate() && keeps(unit.unicode()))
            kept += unit;
        else
            takeOut();
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

QString visibleText(const QString &text)
{
    QStringList lines = text.split(u"\r\n"_s);
    for (QString &line : lines)
        line = TextSanitizer(QChar::ReplacementCharacter).feed(line);
    return lines.join(u"\r\n"_s);
}

QString saidText(const QString &text)
{
    // In this order: a character that is taken out may stand within a secret.
    return Redactor::ofProcess().withoutSecrets(sanitizedText(text));
}

QJsonValue saidJson(const QJsonValue &value)
{
    if (value.isString())
        return saidText(value.toString());
    if (value.isArray()) {
        QJsonArray said;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array)
            said << saidJson(element);
        return said;
    }
    if (!value.isObject())
        return value;
    QJsonObject said;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        said.insert(saidText(member.key()), saidJson(member.value()));
    return said;
}

QJsonDocument saidDocument(const QByteArray &json, QJsonParseError *error)
{
    const QJsonDocument document = QJsonDocument::fromJson(json, error);
    if (isPlainJson(json))
        return document;
    return document.isArray()    ? QJsonDocument(saidJson(document.array()).toArray())
           : document.isObject() ? QJsonDocument(saidJson(document.object()).toObject())
                                 : document;
}

} // namespace concert
