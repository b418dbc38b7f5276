// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/request_remedy.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// llama.cpp answers 500 to a schema it cannot read, OpenRouter 404 when no endpoint has what is
/// asked.
bool mayBeAboutTheRequest(int status)
{
    return status == 400 || status == 404 || status == 422 || status == 500 || status == 501;
}

QRegularExpression ignoringCase(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption);
}

QString wordsOf(const ServerComplaint &complaint)
{
    return complaint.type % u'\n' % complaint.code % u'\n' % complaint.param % u'\n' %
           complaint.message;
}

/// The field that a sentence calls unknown or unsupported. Sentences of OpenAI ("Unsupported
/// parameter: 'x'", "Unrecognized request argument supplied: x"), Anthropic and FastAPI servers
/// ("x: Extra inputs are not permitted", "`x` is deprecated for this model"), Gemini ("Unknown name
/// \"x\""), Go servers ("unknown field \"x\""), Groq ("property 'x' is unsupported"), xAI ("does
/// not support parameter x").
QString fieldIn(const QString &message)
{
    static const QRegularExpression named = ignoringCase(
        u"\\b(?:unsupported|unknown|unrecognized|unexpected|invalid)(?: request| keyword)? "
        u"(?:parameters?|arguments?|fields?|propert(?:y|ies)|names?|values?)"
        u"(?: supplied)?\\s*:?\\s*[\"'`\\\\]*(\\w[\\w.]*)"_s);
    static const QRegularExpression judged =
        ignoringCase(u"[\"'`](\\w[\\w.]*)[\"'`]\\s*:?\\s*(?:(?:is|are|does) )?"
                     u"(?:not (?:supported?|permitted|allowed)|unsupported|deprecated)"_s);
    static const QRegularExpression extra =
        ignoringCase(u"(\\w[\\w.]*): extra inputs are not permitted"_s);
    static const QRegularExpression refused = ignoringCase(
        u"does not support (?:the )?(?:parameter|field|argument)\\s*:?\\s*[\"'`]?(\\w[\\w.]*)"_s);
    for (const QRegularExpression &pattern : {extra, judged, refused, named}) {
        if (const auto match = pattern.match(message); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

} // namespace

bool isContextLength(int status, const ServerComplaint &complaint)
{
    static const QRegularExpression words = ignoringCase(
        u"context_length|exceed_context_size|context[ _](?:length|window|size)|maximum context|"
        u"prompt is too long|input is too long|input token count|too many (?:input )?tokens|"
        u"input length and `?max_tokens|maximum (?:allowed )?(?:prompt|input) length|"
        u"exceeds the maximum number of tokens"_s);
    return (mayBeAboutTheRequest(status) || status == 413) && wordsOf(complaint).contains(words);
}

RequestRemedy remedyFor(int status, const ServerComplaint &complaint)
{
    using Remedy = ChatError::Remedy;
    if (!mayBeAboutTheRequest(status))
        return {};
    static const QRegularExpression schema = ignoringCase(
        u"response_?format|json_?schema|json_object|output_config|output_format|text\\.format|"
        u"response_?json_?schema|response_?schema|response_?mime_?type|structured.?outputs?|"
        u"guided_json|tool_choice|input_schema|tools\\.0|grammar|\\bschema\\b|\\binvalid format\\b|"
        u"requested parameters"_s);
    if (wordsOf(complaint).contains(schema))
        return {Remedy::LowerStructure, {}};
    static const QStringList codes{u"unsupported_parameter"_s, u"unsupported_value"_s,
                                   u"unknown_parameter"_s, u"extra_forbidden"_s,
                                   u"invalid_parameter"_s};
    QString field;
    if (codes.contains(complaint.code) || codes.contains(complaint.type))
        field = complaint.param;
    if (field.isEmpty())
        field = fieldIn(complaint.message);
    return field.isEmpty() ? RequestRemedy() : RequestRemedy{Remedy::DropField, field};
}

} // namespace concert
