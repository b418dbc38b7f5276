// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/server_complaint.h"

#include "core/chat/complaint_words.h"
#include "core/chat/redactor.h"
#include "core/chat/text_cut.h"
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
    const QString clean =
        Redactor::ofProcess().clean(sanitizedText(text.left(8 * longestComplaint))).simplified();
    return clean.size() > longestComplaint ? QString(cutText(clean, longestComplaint - 1) % u'…')
                                           : clean;
}

QString plainComplaint(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body.left(qsizetype{16} * 1024)).trimmed();
    if (!text.startsWith(u'<'))
        return text;
    static const QRegularExpression title(u"<title[^>]*>([^<]*)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return title.match(text).captured(1);
}

/// The field and the kind of a validator's first error: [{type, loc: ["body", "field"], msg}].
void takeValidation(const QJsonValue &errors, ServerComplaint *complaint)
{
    const QJsonObject first = errors[0].toObject();
    const QJsonArray place = first[u"loc"_s].toArray();
    if (place.isEmpty())
        return;
    if (place.size() > 1 && complaint->param.isEmpty())
        complaint->param = shortened(place[1].toVariant().toString());
    if (const QString type = first[u"type"_s].toString(); !type.isEmpty())
        complaint->type = shortened(type);
}

/// google.rpc's details: RetryInfo {retryDelay: "46s"}, ErrorInfo {reason: "API_KEY_INVALID"} and
/// QuotaFailure {violations: [{quotaId: "…PerDay…"}]}.
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
        const QJsonArray violations = detail[u"violations"_s].toArray();
        for (const auto &violation : violations)
            complaint->noQuota |= violation[u"quotaId"_s].toString().contains(u"PerDay"_s);
    }
}

/// Type, code, param and more of the object that has them.
void takeLabels(const QJsonObject &source, ServerComplaint *complaint)
{
    complaint->type = shortened(source[u"type"_s].toString());
    complaint->code = shortened(source[u"code"_s].toVariant().toString());
    complaint->param = shortened(source[u"param"_s].toString());
    complaint->status = source[u"code"_s].toVariant().toInt();
    if (complaint->type.isEmpty()) // OpenRouter; Gemini
        complaint->type = shortened(
            source[u"metadata"_s][u"error_type"_s].toString(source[u"status"_s].toString()));
    // Anthropic says in details.error_code which limit was reached.
    if (const QString exact = source[u"details"_s][u"error_code"_s].toString(); !exact.isEmpty())
        complaint->code = shortened(exact);
    takeGoogleDetails(source[u"details"_s].toArray(), complaint);
}

/// What a gateway hands on of another server's complaint counts more than its own "Provider
/// returned error": OpenRouter's metadata.raw, and messages that hold one written as text.
void takeInner(const QJsonObject &inner, ServerComplaint *complaint)
{
    const auto told = complaintIn(inner);
    if (!told)
        return;
    const auto replace = [](QString *ours, const QString &theirs) {
        if (!theirs.isEmpty())
            *ours = theirs;
    };
    replace(&complaint->type, told->type);
    replace(&complaint->code, told->code);
    replace(&complaint->param, told->param);
    complaint->noQuota |= told->noQuota;
    if (told->retryAfter)
        complaint->retryAfter = told->retryAfter;
    if (told->status >= 400 && told->status < 600) {
        complaint->status = told->status;
        complaint->isInner = true;
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
    const bool isError =
        error.isObject() || (error.isString() && !error.toString().isEmpty()) ||
        object[u"object"_s].toString().compare(u"error"_s, Qt::CaseInsensitive) == 0 ||
        object[u"type"_s].toString() == u"error" || !object[u"detail"_s].isUndefined() ||
        object[u"errors"_s].isArray() ||
        (object.contains(u"message"_s) && object.contains(u"code"_s));
    if (!isError)
        return std::nullopt;
    ServerComplaint complaint;
    takeLabels(source, &complaint);
    const QString reason = reasonIn(object);
    complaint.message = shortened(reason);
    complaint.words = complaintWords(object);
    static const QRegularExpression limitZero(u"\\blimit: 0\\b(?!\\.\\d)"_s);
    complaint.noQuota |= reason.left(4096).contains(limitZero); // late in a long sentence
    for (const QJsonValue &errors :
         {object[u"detail"_s], source[u"message"_s], source[u"message"_s][u"detail"_s],
          source[u"detail"_s], object[u"errors"_s]})
        takeValidation(errors, &complaint);
    const QJsonValue raw = source[u"metadata"_s][u"raw"_s];
    for (const QJsonValue &wrapped : {source[u"message"_s], raw, QJsonValue(error)}) {
        const QJsonValue inner = wrapped.isString() ? complaintWithin(wrapped.toString())
                                 : wrapped.isObject() && wrapped == raw ? raw
                                                                        : QJsonValue();
        if (inner.isObject())
            takeInner(inner.toObject(), &complaint);
        takeValidation(inner, &complaint);
    }
    return complaint;
}

ServerComplaint complaintInBody(const QByteArray &body)
{
    const QJsonDocument json = lenientJson(body);
    const QJsonObject object = json.isArray() ? json[0].toObject() : json.object();
    if (auto complaint = complaintIn(object); complaint && !complaint->message.isEmpty())
        return *complaint;
    ServerComplaint plain = complaintIn(object).value_or(ServerComplaint());
    if (json.isNull()) {
        const QString text = plainComplaint(body);
        plain.message = shortened(text);
        plain.words = wordsOfText(text);
    } else if (!object.isEmpty() || (json.isArray() && !json.array().isEmpty())) {
        const QString reason = json.isArray() ? reasonIn(json.array()) : reasonIn(object);
        plain.message = shortened(
            reason.isEmpty() ? QString::fromUtf8(json.toJson(QJsonDocument::Compact)) : reason);
        plain.words = json.isArray() ? complaintWords(json.array()) : complaintWords(object);
    }
    return plain;
}

} // namespace concert
