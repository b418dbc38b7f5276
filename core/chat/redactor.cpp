// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/redactor.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QByteArray removedMark = "[key removed]";
constexpr qsizetype fewestOfCut = 12; // fewer may be a vendor's prefix, or a word

/// Keys of vendors have 20 characters and more; own servers' may be shorter, but a name
/// ("lmstudio", "Budapest") is none.
bool canBeFound(const QByteArray &secret)
{
    const bool isWord = std::all_of(secret.begin(), secret.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return secret.size() >= (isWord ? 16 : 8);
}

/// How the secret looks in the base64 of a longer text (as "user:secret"), where it begins at any
/// of three places: the characters that it alone decides.
QByteArray base64Within(const QByteArray &secret, qsizetype place)
{
    const QByteArray all = QByteArray(place, '\0').append(secret).toBase64();
    const qsizetype begin = (8 * place + 5) / 6;
    const qsizetype end = 8 * (place + secret.size()) / 6;
    return all.mid(begin, end - begin);
}

QByteArray lowerHex(QByteArray percentEncoded)
{
    for (qsizetype i = percentEncoded.indexOf('%'); i >= 0; i = percentEncoded.indexOf('%', i + 1))
        percentEncoded.replace(i, 3, percentEncoded.mid(i, 3).toLower());
    return percentEncoded;
}

QList<QByteArray> writtenForms(const QByteArray &secret)
{
    QByteArray json = secret;
    json.replace('\\', "\\\\").replace('"', "\\\"");
    QByteArray slashes = json; // as many JSON writers do
    slashes.replace('/', "\\/");
    const QByteArray percent = secret.toPercentEncoding();
    QList<QByteArray> forms{
        secret,
        json,
        slashes,
        percent,
        lowerHex(percent),
        QString::fromUtf8(secret).toHtmlEscaped().toUtf8(),
        secret.toBase64(QByteArray::OmitTrailingEquals),
        secret.toBase64(QByteArray::OmitTrailingEquals | QByteArray::Base64UrlEncoding)};
    for (qsizetype place = 0; place < 3; ++place) {
        QByteArray within = base64Within(secret, place);
        forms << within;
        forms << within.replace('+', '-').replace('/', '_');
    }
    return forms;
}

/// Never across a quote or a backslash, so that JSON stays JSON.
QString withoutWhatLooksLikeKeys(QString text)
{
    // The vendors' prefixes, also masked with '*' or '…', as in OpenAI's 401.
    static const QRegularExpression keyLike(
        u"\\b(?:(?:sk-|gsk_|AIza|r8_|hf_)[A-Za-z0-9_\\-*…]{6,}|xai-[A-Za-z0-9_*…]{8,})"_s);
    // Without the header's name "Basic" and "Bearer" are words: "a basic non-aggression pact".
    static const QRegularExpression authorization(
        u"\\b(authorization(?:\\\\*[\"'])?\\s*[:=]\\s*(?:\\\\*[\"'])?(?:(?:Bearer|Basic)\\s+)?)"
        "(?=[^\\s\"',;\\\\]*[\\d_*])[^\\s\"',;\\\\]{6,}"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression header(
        u"\\b((?:x-)?(?:goog-)?api[-_]key(?:\\\\*[\"'])?\\s*[:=]\\s*(?:\\\\*[\"'])?)"
        "[^\\s\"',;\\\\]{4,}"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString mark = QString::fromLatin1(removedMark);
    text.replace(authorization, u"\\1"_s % mark);
    text.replace(header, u"\\1"_s % mark);
    text.replace(keyLike, mark);
    return text;
}

/// A backslash before \a found escapes its first character, which then is not the secret's.
bool isEscaped(const QByteArray &text, qsizetype found)
{
    qsizetype backslashes = 0;
    while (found > backslashes && text[found - backslashes - 1] == '\\')
        ++backslashes;
    return backslashes % 2 == 1;
}

/// A text with each \uXXXX of ASCII read, as JSON knows any character, and where each of its
/// characters begins in the text; the last place is the text's end. However many backslashes there
/// are: a text that was written as JSON twice has two.
struct Unescaped {
    QByteArray text;
    QList<qsizetype> places;
};

Unescaped unescaped(const QByteArray &text)
{
    Unescaped read;
    read.text.reserve(text.size());
    read.places.reserve(text.size() + 1);
    for (qsizetype i = 0; i < text.size();) {
        qsizetype code = i;
        while (code < text.size() && text[code] == '\\')
            ++code;
        bool isHex = false;
        const bool isEscape = code > i && text.mid(code, 3) == "u00";
        const int character = isEscape ? text.mid(code + 3, 2).toInt(&isHex, 16) : 0;
        read.places << i;
        if (isHex && character < 0x80) {
            read.text += static_cast<char>(character);
            i = code + 5;
        } else {
            read.text += text[i++];
        }
    }
    read.places << text.size();
    return read;
}

} // namespace

Redactor &Redactor::ofProcess()
{
    static Redactor redactor;
    return redactor;
}

void Redactor::addSecret(const QByteArray &secret)
{
    if (!canBeFound(secret))
        return;
    const QWriteLocker locker(&lock_);
    if (secrets_.contains(secret))
        return;
    secrets_ << secret;
    for (const QByteArray &form : writtenForms(secret)) {
        if (!forms_.contains(form))
            forms_ << form;
    }
    std::stable_sort(forms_.begin(), forms_.end(),
                     [](const auto &a, const auto &b) { return a.size() > b.size(); });
}

QByteArray Redactor::withoutSecrets(QByteArray text) const
{
    const QReadLocker locker(&lock_);
    for (const QByteArray &form : forms_) {
        for (qsizetype at = text.indexOf(form); at >= 0; at = text.indexOf(form, at)) {
            const qsizetype kept = isEscaped(text, at) && form.front() != '\\' ? 1 : 0;
            text.replace(at + kept, form.size() - kept, removedMark);
            at += kept + removedMark.size();
        }
    }
    if (!forms_.isEmpty() && text.contains("\\u00"))
        text = withoutEscaped(text);
    return withoutCutOff(text);
}

/// An answer may break off within a secret.
QByteArray Redactor::withoutCutOff(QByteArray text) const
{
    for (const QByteArray &form : forms_) {
        for (qsizetype size = std::min(form.size(), text.size()); size >= fewestOfCut; --size) {
            if (!text.endsWith(form.first(size)))
                continue;
            const qsizetype begin = text.size() - size;
            const qsizetype kept = isEscaped(text, begin) && form.front() != '\\' ? 1 : 0;
            return text.replace(begin + kept, size - kept, removedMark);
        }
    }
    return text;
}

/// Of what is left: secrets of which at least a character is written as an escape.
QByteArray Redactor::withoutEscaped(QByteArray text) const
{
    Unescaped read = unescaped(text);
    for (const QByteArray &form : forms_) {
        const QByteArray before = text;
        for (qsizetype at = read.text.lastIndexOf(form); at >= 0;
             at = at == 0 ? -1 : read.text.lastIndexOf(form, at - 1)) {
            qsizetype begin = read.places[at];
            begin += text[begin] != '\\' && isEscaped(text, begin) ? 1 : 0;
            text.replace(begin, read.places[at + form.size()] - begin, removedMark);
        }
        if (text != before)
            read = unescaped(text);
    }
    return text;
}

QString Redactor::withoutSecrets(const QString &text) const
{
    {
        const QReadLocker locker(&lock_);
        if (forms_.isEmpty())
            return text;
    }
    const QByteArray bytes = text.toUtf8();
    const QByteArray clean = withoutSecrets(bytes);
    return clean == bytes ? text : QString::fromUtf8(clean);
}

QString Redactor::clean(const QString &text) const
{
    return withoutWhatLooksLikeKeys(withoutSecrets(text));
}

} // namespace concert
