// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/redaction.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace concert {

QString redacted(QString text, const QList<QByteArray> &secrets)
{
    const QString removed = u"[key removed]"_s;
    for (const QByteArray &secret : secrets) {
        if (secret.size() < 4) // is no key, and may stand anywhere
            continue;
        const QByteArray base64 = secret.toBase64(QByteArray::OmitTrailingEquals);
        for (const QByteArray &form : {secret, base64, secret.toPercentEncoding()})
            text.replace(QString::fromUtf8(form), removed);
    }
    // The vendors' key prefixes (also masked with '*', as OpenAI's 401 does), and header lines.
    static const QRegularExpression keyLike(
        u"\\b(?:sk-|gsk_|xai-|AIza|r8_|hf_)[A-Za-z0-9_\\-*…]{6,}"_s);
    static const QRegularExpression bearer(
        u"\\b(Bearer|Basic)\\s+(?=[^\\s\"',;]*[\\d_*\\-])[^\\s\"',;]{6,}"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression header(
        u"\\b((?:x-)?(?:goog-)?api[-_]key[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;]{4,}"_s,
        QRegularExpression::CaseInsensitiveOption);
    text.replace(bearer, u"\\1 "_s % removed);
    text.replace(header, u"\\1"_s % removed);
    text.replace(keyLike, removed);
    return text;
}

} // namespace concert
