// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/complaint_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int deepestComplaint = 10;
constexpr qsizetype mostErrors = 3; // of a list, to be shown
constexpr qsizetype longestWords = qsizetype{8} * 1024;
/// A text is looked through for JSON only so far.
constexpr qsizetype longestWrapped = qsizetype{32} * 1024;

/// The end of the bracket that opens at \a from, behind it; -1: it does not end.
qsizetype closingBracket(const QString &text, qsizetype from)
{
    int open = 0;
    bool isQuoted = false;
    for (qsizetype i = from; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                isQuoted = false;
        } else if (c == u'"') {
            isQuoted = true;
        } else if (c == u'{' || c == u'[') {
            ++open;
        } else if ((c == u'}' || c == u']') && --open == 0) {
            return i + 1;
        }
    }
    return -1;
}

/// And no schema or example that the text only quotes.
bool isComplaint(const QJsonObject &object)
{
    static const QStringList marks{u"error"_s,  u"message"_s,       u"detail"_s,      u"msg"_s,
                                   u"errors"_s, u"error_message"_s, u"errorMessage"_s};
    return std::any_of(marks.begin(), marks.end(),
                       [&](const QString &mark) { return object.contains(mark); });
}

/// "body.stream_options: Extra inputs are not permitted".
QString validationText(const QJsonObject &error)
{
    QStringList place;
    const QJsonArray parts = error[u"loc"_s].toArray();
    for (const auto &part : parts)
        place << part.toVariant().toString();
    const QString what = error[u"msg"_s].toString();
    return place.isEmpty() || what.isEmpty() ? what : QString(place.join(u'.') % u": "_s % what);
}

QString reasonInObject(const QJsonObject &object, int depth)
{
    if (object.contains(u"msg"_s) && object.contains(u"loc"_s))
        return validationText(object);
    // What another server said comes before what its gateway makes of that.
    if (const QString raw = reasonIn(object[u"metadata"_s][u"raw"_s], depth + 1); !raw.isEmpty())
        return raw;
    static const QStringList places{
        u"error"_s,       u"message"_s,       u"detail"_s,       u"errors"_s,    u"msg"_s,
        u"raw"_s,         u"error_message"_s, u"errorMessage"_s, u"error_msg"_s, u"Message"_s,
        u"description"_s, u"reason"_s,        u"title"_s};
    for (const QString &place : places) {
        if (const QString reason = reasonIn(object[place], depth + 1); !reason.isEmpty())
            return reason;
    }
    return {};
}

void addWords(const QJsonValue &value, int depth, QStringList *words)
{
    static const QStringList repeated{u"input"_s, u"failed_generation"_s, u"request"_s, u"ctx"_s,
                                      u"url"_s,   u"user_id"_s,           u"help"_s};
    if (depth > deepestComplaint)
        return;
    if (value.isString()) {
        const QJsonValue inner = complaintWithin(value.toString());
        if (inner.isUndefined())
            *words << wordsOfText(value.toString());
        else
            addWords(inner, depth + 1, words);
    } else if (value.isArray()) {
        QStringList place; // a validator's: "body.stream_options.include_usage"
        const QJsonArray array = value.toArray();
        for (const auto &item : array) {
            if (item.isObject() || item.isArray())
                addWords(item, depth + 1, words);
            else
                place << item.toVariant().toString();
        }
        *words << place.join(u'.');
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto field = object.begin(); field != object.end(); ++field) {
            if (!repeated.contains(field.key()))
                addWords(field.value(), depth + 1, words);
        }
    }
}

} // namespace

QJsonValue complaintWithin(const QString &text)
{
    const QString front = text.left(longestWrapped);
    static const QRegularExpression opening(u"[{\\[]"_s);
    int tries = 0;
    for (qsizetype at = front.indexOf(opening); at >= 0 && ++tries < 8;
         at = front.indexOf(opening, at + 1)) {
        const qsizetype end = closingBracket(front, at);
        if (end < 0)
            continue;
        const QJsonDocument json = QJsonDocument::fromJson(front.mid(at, end - at).toUtf8());
        if (json.isObject() && isComplaint(json.object()))
            return json.object();
        if (json.isArray() && isComplaint(json[0].toObject()))
            return json.array();
    }
    return QJsonValue::Undefined;
}

QString reasonIn(const QJsonValue &complaint, int depth)
{
    if (depth > deepestComplaint)
        return {};
    if (complaint.isString()) {
        const QString inner = reasonIn(complaintWithin(complaint.toString()), depth + 1);
        return inner.isEmpty() ? complaint.toString() : inner;
    }
    if (complaint.isArray()) {
        QStringList reasons;
        const QJsonArray array = complaint.toArray();
        for (const auto &item : array) {
            const QString reason = reasonIn(item, depth + 1);
            if (!reason.isEmpty() && reasons.size() < mostErrors)
                reasons << reason;
        }
        return reasons.join(u"; "_s);
    }
    return complaint.isObject() ? reasonInObject(complaint.toObject(), depth) : QString();
}

QString complaintWords(const QJsonValue &complaint)
{
    QStringList words;
    addWords(complaint, 0, &words);
    words.removeAll(QString());
    return words.join(u'\n').left(longestWords);
}

QString wordsOfText(const QString &text)
{
    // A Python server's list of errors, written as text, repeats the request, too.
    static const QRegularExpression repeated(
        u"[\"']input[\"']: .*?(?=\\}, \\{[\"']type[\"']|\\}\\]|$)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    return text.left(longestWords).remove(repeated);
}

} // namespace concert
