// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/answer_json.h"

#include "core/agents/loose_json.h"
#include "core/chat/text_sanitizer.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

// An opening bracket that never closes is followed to the end each time, and a rubbish answer may
// hold a hundred thousand.
constexpr int mostUnread = 24;
constexpr qsizetype longestAnswer = 1 << 18;

/// How models mark thoughts, by whoever trained them: most; Mistral; Kimi; OpenAI's open ones.
struct ThoughtMarks {
    QString begin;
    QString end;
};

const QList<ThoughtMarks> &thoughtMarks()
{
    static const QList<ThoughtMarks> marks{
        {u"<think>"_s, u"</think>"_s},
        {u"<thinking>"_s, u"</thinking>"_s},
        {u"<thought>"_s, u"</thought>"_s},
        {u"<reasoning>"_s, u"</reasoning>"_s},
        {u"[THINK]"_s, u"[/THINK]"_s},
        {u"\u25c1think\u25b7"_s, u"\u25c1/think\u25b7"_s},
        {u"<|channel|>analysis<|message|>"_s, u"<|channel|>final<|message|>"_s},
    };
    return marks;
}

/// The end of the JSON value that opens at \a start, strings and nesting respected; -1: it is not
/// closed.
qsizetype closingBracket(QStringView text, qsizetype start)
{
    QString open;
    bool inString = false;
    for (qsizetype i = start; i < text.size(); ++i) {
        const QChar c = text[i];
        if (inString) {
            if (c == u'\\')
                ++i;
            else if (c == u'"')
                inString = false;
        } else if (c == u'"') {
            inString = true;
        } else if (c == u'{' || c == u'[') {
            open += c;
        } else if (c == u'}' || c == u']') {
            if (open.isEmpty() || (open.back() == u'{') != (c == u'}'))
                return -1;
            open.chop(1);
            if (open.isEmpty())
                return i;
        }
    }
    return -1;
}

QJsonValue valueOf(const QJsonDocument &document)
{
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array());
}

/// The object or array that opens here.
std::optional<LooseJson> readJson(QStringView text, qsizetype at)
{
    if (const qsizetype end = closingBracket(text, at); end >= 0) {
        const auto strict = QJsonDocument::fromJson(text.sliced(at, end - at + 1).toUtf8());
        if (!strict.isNull())
            return LooseJson{valueOf(strict), end + 1, true};
    }
    return readLooseJson(text, at);
}

/// "[1]" in prose is no answer; "[A PAR H]" could be one.
bool isPlausible(const QJsonValue &value)
{
    if (value.isObject())
        return !value.toObject().isEmpty();
    const QJsonArray array = value.toArray();
    return array.isEmpty() || array[0].isObject() || array[0].isString();
}

QString plainName(const QString &name)
{
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

bool hasMember(const QJsonObject &object, const QStringList &names)
{
    return !memberOf(object, names).isUndefined();
}

/// The object itself, or one directly in it.
std::optional<QJsonObject> withMember(const QJsonObject &object, const QStringList &names)
{
    if (hasMember(object, names))
        return object;
    for (const QJsonValue &inner : object) {
        if (inner.isObject() && hasMember(inner.toObject(), names))
            return inner.toObject();
    }
    return std::nullopt;
}

} // namespace

QString withoutThoughts(const QString &answer)
{
    QString text = answer.trimmed();
    for (const auto &[begin, end] : thoughtMarks()) {
        if (const qsizetype at = text.lastIndexOf(end, -1, Qt::CaseInsensitive); at >= 0)
            text = text.mid(at + end.size()).trimmed();
        else if (text.startsWith(begin, Qt::CaseInsensitive))
            return {};
    }
    return text;
}

QJsonValue memberOf(const QJsonObject &object, const QStringList &names)
{
    for (const QString &name : names) {
        if (const QJsonValue exact = object[name]; !exact.isUndefined())
            return exact;
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (plainName(member.key()) == plainName(name))
                return member.value();
        }
    }
    return QJsonValue::Undefined;
}

AnswerJson::AnswerJson(const QString &answer)
{
    // A whole answer may speak of thoughts in its texts.
    const auto whole = QJsonDocument::fromJson(answer.toUtf8());
    if (!whole.isNull()) {
        parts_ = {{saidJson(valueOf(whole)), true}};
        return;
    }
    const QString text = withoutThoughts(answer).right(longestAnswer);
    if (text.isEmpty())
        text_ = answer.trimmed().isEmpty() ? Text::Empty : Text::OnlyThoughts;
    int unread = 0;
    bool isCutOff = false; // then an array is perhaps one of the members that are lost
    for (qsizetype at = 0; at < text.size() && unread < mostUnread; ++at) {
        if (text[at] != u'{' && (text[at] != u'[' || isCutOff))
            continue;
        const auto json = readJson(text, at);
        if (!json) {
            ++unread;
            continue;
        }
        if (!json->isWhole || isPlausible(json->value))
            parts_ << Part{saidJson(json->value), json->isWhole};
        if (json->isWhole) {
            at = json->end - 1;
        } else {
            ++unread;
            isCutOff = true;
        }
    }
}

std::optional<QJsonObject> AnswerJson::find(const QStringList &names) const
{
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
        const QJsonArray several = part->value.toArray({part->value});
        for (qsizetype i = several.size() - 1; i >= 0; --i) {
            if (const auto found = withMember(several[i].toObject(), names))
                return found;
        }
    }
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
        if (part->value.isArray() && part->isWhole)
            return QJsonObject{{names.first(), part->value}};
    }
    return std::nullopt;
}

QString AnswerJson::whyNotFound(const QStringList &names) const
{
    if (text_ == Text::Empty)
        return u"Your answer is empty."_s;
    if (text_ == Text::OnlyThoughts)
        return u"Your answer ends within its thoughts; nothing is behind them."_s;
    if (parts_.isEmpty())
        return u"Your answer holds no complete JSON object of the form that was asked for."_s;
    if (!parts_.last().isWhole)
        return u"The JSON in your answer is cut off, and what was cut is not guessed. Answer once "
               "more, shorter."_s;
    return u"The JSON in your answer has no \"%1\"."_s.arg(names.first());
}

} // namespace concert
