// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/server_complaint.h"

#include "core/chat/redactor.h"
#include "core/chat/text_sanitizer.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype longestComplaint = 300;

QString shortened(const QString &text)
{
    // The front of it is enough, whatever the server sends.
    QString clean =
        Redactor::ofProcess().clean(sanitizedText(text.left(8 * longestComplaint))).simplified();
    if (clean.size() > longestComplaint) {
        clean.truncate(longestComplaint - 1);
        clean += u'…';
    }
    return clean;
}

QString plainComplaint(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body.left(16 * 1024)).trimmed();
    if (!text.startsWith(u'<'))
        return shortened(text);
    static const QRegularExpression title(u"<title[^>]*>([^<]*)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return shortened(title.match(text).captured(1));
}

/// Validation errors of FastAPI servers (vLLM, Mistral): [{loc: ["body", "field"], msg}].
void takeDetail(const QJsonValue &detail, ServerComplaint *complaint)
{
    if (detail.isString()) {
        complaint->message = shortened(detail.toString());
        return;
    }
    const QJsonObject first = detail[0].toObject();
    const QJsonArray place = first[u"loc"_s].toArray();
    QStringList names;
    for (const auto &part : place)
        names << part.toVariant().toString();
    if (names.size() > 1)
        complaint->param = shortened(names.at(1));
    names << first[u"msg"_s].toString();
    complaint->message = shortened(
        place.isEmpty()
            ? names.last()
            : QString(names.mid(0, names.size() - 1).join(u'.') % u": "_s % names.last()));
    complaint->type = shortened(first[u"type"_s].toString());
}

/// google.rpc's details: RetryInfo {retryDelay: "46s"} and ErrorInfo {reason: "API_KEY_INVALID"}.
void takeGoogleDetails(const QJsonArray &details, ServerComplaint *complaint)
{
    for (const auto &detail : details) {
        QString delay = detail[u"retryDelay"_s].toString();
        if (delay.endsWith(u's')) {
            delay.chop(1);
            bool isNumber = false;
            const double seconds = delay.toDouble(&isNumber);
            if (isNumber && std::isfinite(seconds) && seconds >= 0 && seconds < 3e6)
                complaint->retryAfter =
                    std::chrono::milliseconds(static_cast<qint64>(std::ceil(seconds * 1000)));
        }
        if (const QString reason = detail[u"reason"_s].toString(); !reason.isEmpty())
            complaint->code = shortened(reason);
    }
}

} // namespace

QJsonDocument lenientJson(const QByteArray &bytes)
{
    QJsonParseError problem;
    QJsonDocument json = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error == QJsonParseError::IllegalUTF8String)
        json = QJsonDocument::fromJson(QString::fromUtf8(bytes).toUtf8());
    return json;
}

std::optional<ServerComplaint> complaintIn(const QJsonObject &object)
{
    const QJsonValue error = object[u"error"_s];
    // Where type, code and message are: in "error" if that is an object, else beside it.
    const QJsonObject source = error.isObject() ? error.toObject() : object;
    const QString message = error.isString() ? error.toString() : source[u"message"_s].toString();
    const bool isError = error.isObject() || (error.isString() && !error.toString().isEmpty()) ||
                         object[u"object"_s].toString() == u"error" ||
                         object[u"type"_s].toString() == u"error" ||
                         !object[u"detail"_s].isUndefined() ||
                         (object.contains(u"message"_s) && object.contains(u"code"_s));
    if (!isError)
        return std::nullopt;
    ServerComplaint complaint;
    static const QRegularExpression limitZero(u"\\blimit: 0\\b(?!\\.\\d)"_s);
    complaint.message = shortened(message);
    complaint.noQuota = message.left(4096).contains(limitZero); // late in a long sentence
    complaint.type = shortened(source[u"type"_s].toString());
    complaint.code = shortened(source[u"code"_s].toVariant().toString());
    complaint.param = shortened(source[u"param"_s].toString());
    complaint.status = source[u"code"_s].toVariant().toInt();
    if (complaint.type.isEmpty()) // OpenRouter; Gemini
        complaint.type = shortened(
            source[u"metadata"_s][u"error_type"_s].toString(source[u"status"_s].toString()));
    // Anthropic says in details.error_code which limit was reached.
    if (const QString exact = source[u"details"_s][u"error_code"_s].toString(); !exact.isEmpty())
        complaint.code = shortened(exact);
    takeGoogleDetails(source[u"details"_s].toArray(), &complaint);
    if (complaint.message.isEmpty())
        takeDetail(object[u"detail"_s], &complaint);
    return complaint;
}

ServerComplaint complaintInBody(const QByteArray &body)
{
    const QJsonDocument json = lenientJson(body);
    const QJsonObject object = json.isArray() ? json[0].toObject() : json.object();
    if (auto complaint = complaintIn(object))
        return *complaint;
    ServerComplaint plain;
    if (json.isNull())
        plain.message = plainComplaint(body);
    return plain;
}

} // namespace concert
