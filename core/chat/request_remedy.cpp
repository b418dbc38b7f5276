// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/request_remedy.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int deepestField = 3;
/// A limit below this is none that a server has, but another number of its sentence.
constexpr int leastTokens = 16;

QRegularExpression ignoringCase(const QString &pattern)
{
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption |
                                           QRegularExpression::DotMatchesEverythingOption);
}

QString wordsOf(const ServerComplaint &complaint)
{
    return complaint.type % u'\n' % complaint.code % u'\n' % complaint.param % u'\n' %
           complaint.message;
}

/// A request is none without these. Their insides may still be too much for a server.
bool isEssential(const QString &name)
{
    static const QStringList names{u"model"_s,        u"messages"_s, u"input"_s,
                                   u"contents"_s,     u"stream"_s,   u"system"_s,
                                   u"instructions"_s, u"parts"_s,    u"systemInstruction"_s};
    return names.contains(name);
}

bool isLimit(const QString &path)
{
    static const QStringList names{u"max_tokens"_s, u"max_completion_tokens"_s,
                                   u"max_output_tokens"_s, u"maxOutputTokens"_s, u"num_predict"_s};
    return names.contains(path.section(u'.', -1));
}

/// Whether both have the same there.
bool isSameIn(const QJsonObject &a, const QJsonObject &b, const QString &path)
{
    QJsonValue left = a;
    QJsonValue right = b;
    for (const QString &key : path.split(u'.')) {
        left = left[key];
        right = right[key];
    }
    return left == right;
}

/// The paths of all fields, "outer.inner", the outer ones first. What a conversation is made of is
/// none that can be left out.
void addPaths(const QJsonObject &object, const QString &outer, int depth, QStringList *paths)
{
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QString path = outer.isEmpty() ? field.key() : QString(outer % u'.' % field.key());
        if (!isEssential(field.key()))
            *paths << path;
        const bool isTalk = field.key() == u"messages" || field.key() == u"contents" ||
                            field.key() == u"input" || field.key() == u"schema";
        if (depth >= deepestField || isTalk)
            continue;
        const QJsonValue inner = field->isArray() ? field.value()[0] : field.value();
        if (inner.isObject())
            addPaths(inner.toObject(), path, depth + 1, paths);
    }
}

/// "maxOutputTokens" and "max_output_tokens".
QString nameForms(const QString &name)
{
    static const QRegularExpression hump(u"([a-z])([A-Z])"_s);
    QString snake = name;
    snake.replace(hump, u"\\1_\\2"_s);
    return snake == name ? name : QString(u"(?:"_s % name % u'|' % snake.toLower() % u')');
}

/// Where \a words name a field; -1: nowhere. One that is a word of the language as well ("store",
/// "format") must look like a name: in quotes or brackets, in a path, before a colon, or called a
/// field.
qsizetype placeOfName(const QString &words, const QString &name)
{
    static const QRegularExpression unmistakable(u"[_a-z][_A-Z]"_s);
    const QString forms = nameForms(name);
    const QString pattern =
        name.contains(unmistakable)
            ? QString(u"(?<![A-Za-z0-9_])"_s % forms % u"(?![A-Za-z0-9_])"_s)
            : QString(u"(?:[\"'`\\[(/.#]|(?:parameter|argument|field|property|key|name|option|"
                      "input)s?(?: supplied)?:? )"_s %
                      forms % u"(?![A-Za-z0-9_])|(?:^|\\s)"_s % forms % u"(?=[\"'`\\])]|: )"_s);
    const auto match =
        QRegularExpression(pattern, QRegularExpression::MultilineOption).match(words);
    return match.hasMatch() ? match.capturedStart() : -1;
}

/// The field of \a fields that a refusal names first; of several in one place the innermost.
QString namedField(const QString &words, const QJsonObject &fields)
{
    // Deep in others, these say nothing: errors have a type and a name, too.
    static const QStringList commonNames{u"type"_s,   u"name"_s, u"strict"_s,     u"schema"_s,
                                         u"format"_s, u"text"_s, u"description"_s};
    QStringList paths;
    addPaths(fields, {}, 1, &paths);
    QString named;
    qsizetype first = std::numeric_limits<qsizetype>::max();
    for (const QString &path : std::as_const(paths)) {
        const qsizetype whole = path.contains(u'.') ? words.indexOf(path) : -1;
        const QString name = path.section(u'.', -1);
        const bool isCommon = path.contains(u'.') && commonNames.contains(name);
        const qsizetype place = whole >= 0 || isCommon ? whole : placeOfName(words, name);
        // "generation_config.temperature" is one name, though not the one that we gave it.
        const bool isWithin = !named.isEmpty() && path.startsWith(QString(named % u'.')) &&
                              place > first && place <= first + named.size() + 3;
        if (place >= 0 &&
            (place < first || isWithin || (place == first && path.size() > named.size()))) {
            first = place;
            named = path;
        }
    }
    return named;
}

/// Of vLLM's and llama.cpp's templates, Mistral's, Gemini's, Bedrock's and OpenAI's older models.
bool refusesSystem(const QString &words)
{
    static const QRegularExpression pattern = ignoringCase(
        u"\\b(?:system|developer)['\"`]? (?:role|message|instruction|prompt)s?\\b.{0,40}"
        u"(?:\\bnot\\b|n't\\b|unsupported|invalid)|"
        u"(?:not|n't) support (?:the )?['\"`]?(?:system|developer)['\"`]?\\b|"
        u"roles? (?:is|are) supported, got ['\"`]?system|"
        u"(?:unsupported|unknown|invalid|unexpected) (?:message )?role:? ['\"`]?system|"
        u"['\"`]?system['\"`]? is not (?:one of|a valid|supported)|roles must alternate"_s);
    return words.contains(pattern);
}

/// The longest answer that a server says it gives, less than was asked for; 0: it says none.
int limitIn(const QString &words, int asked, int status)
{
    static const QRegularExpression tooMuch = ignoringCase(
        u"too (?:large|big|high|long)|at most|maximum|max(?:imum)? |exceed|less than|<=?|>|range|"
        u"between|up to|greater|above|limit"_s);
    static const QRegularExpression number(u"(?<![\\w.\\-])\\d+(?![\\w\\-]|\\.\\d)"_s);
    if (!words.contains(tooMuch))
        return 0;
    int most = 0;
    for (auto match = number.globalMatch(words); match.hasNext();) {
        const auto found = match.next();
        const int value = found.captured().toInt();
        const bool isBehind = words.mid(found.capturedEnd(), 12).contains(u"(exclusive)"_s);
        if (value != status && value < asked + (isBehind ? 1 : 0))
            most = std::max(most, isBehind ? value - 1 : value);
    }
    return most >= leastTokens ? most : 0;
}

/// The longest answer that a context has room for behind the prompt, where the server counts the
/// two together and tells both; 0: it does not. Of vLLM, OpenAI's older models (and OpenRouter),
/// Anthropic and TGI.
int roomIn(const QString &words)
{
    static const std::array patterns{
        ignoringCase(u"context (?:length|window) is (?:only )?(?<all>\\d+) tokens\\b.*?\\b(?:has|"
                     u"passed|contains) (?:at least )?(?<prompt>\\d+) input tokens"_s),
        ignoringCase(u"context (?:length|window) is (?:only )?(?<all>\\d+) tokens\\b.*?"
                     u"\\(?(?<prompt>\\d+) (?:in the messages|of text input|in your prompt)"_s),
        ignoringCase(u"passed (?<prompt>\\d+) input tokens and requested \\d+ output tokens\\b.*?"
                     u"context (?:length|window) is (?:only )?(?<all>\\d+)"_s),
        ignoringCase(u"context limit: (?<prompt>\\d+) \\+ \\d+ > (?<all>\\d+)"_s),
        ignoringCase(u"max_new_tokens`? must be <= (?<all>\\d+)\\. given: (?<prompt>\\d+)"_s)};
    for (const QRegularExpression &pattern : patterns) {
        if (const auto match = pattern.match(words); match.hasMatch())
            return std::max(0, match.captured(u"all").toInt() - match.captured(u"prompt").toInt());
    }
    return 0;
}

int askedLimit(const QJsonObject &fields, const QString &path)
{
    QJsonValue value = fields;
    for (const QString &key : path.split(u'.'))
        value = value[key];
    return value.toInt();
}

/// In another form: what a refusal of the limit's field means.
bool concedeLimit(const ChatError &error, const QString &path, const QJsonObject &fields,
                  const ProviderProfile &profile, Concessions *next)
{
    const int most = limitIn(error.words, askedLimit(fields, path), error.httpStatus);
    if (most > 0) {
        next->mostTokens = most;
        return true;
    }
    // Chat has two names for it; without any there would be no limit at all.
    const bool hasOther = profile.dialect == DialectName::OpenAiChat &&
                          path == profile.maxTokensField && !next->droppedFields.contains(path);
    if (hasOther)
        next->droppedFields << path;
    return hasOther;
}

} // namespace

bool mayBeAboutTheRequest(int status)
{
    return status == 400 || status == 404 || status == 415 || status == 422 || status == 500 ||
           status == 501;
}

bool isContextLength(int status, const ServerComplaint &complaint)
{
    static const QRegularExpression words = ignoringCase(
        u"context_length|exceed_context_size|context[ _](?:length|window|size)|maximum context|"
        u"prompt is too long|input is too long|input token count|too many (?:input )?tokens|"
        u"input length and `?max_tokens|maximum (?:allowed )?(?:prompt|input) length|"
        u"exceeds the maximum number of tokens|max_new_tokens`? must be <="_s);
    // Groq explains its own limit of an answer by the context: "`max_tokens` must be less than or
    // equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` …".
    static const QRegularExpression answer =
        ignoringCase(u"max_(?:completion_|output_)?tokens\\W+must be\\b"_s);
    const QString said = wordsOf(complaint);
    return (mayBeAboutTheRequest(status) || status == 413) && said.contains(words) &&
           !said.contains(answer);
}

bool isAboutTheAnswer(const ServerComplaint &complaint)
{
    static const QRegularExpression words = ignoringCase(
        u"json_validate_failed|failed_generation|output_parse_failed|"
        u"failed to (?:generate|validate) (?:the )?(?:json|output|response)|"
        u"generated (?:json|output|text|content|response)\\b.{0,40}(?:not|n't|invalid|fail)|"
        u"model (?:did not|didn't|failed to|could not) (?:output|generate|produce|return)|"
        u"model (?:produced|generated|returned) (?:an? )?(?:invalid|malformed)|"
        u"no valid (?:response|output|json) (?:was )?generated"_s);
    return wordsOf(complaint).contains(words);
}

bool lowerStructure(const ProviderProfile &profile, const ChatRequest &request,
                    Concessions *concessions)
{
    if (!request.schema)
        return false;
    const StructuredLevel level = nearestLevel(profile, request, concessions->structured);
    if (level == StructuredLevel::Plain)
        return false;
    concessions->structured =
        nearestLevel(profile, static_cast<StructuredLevel>(static_cast<int>(level) + 1));
    return true;
}

std::optional<Concessions> concessionFor(const ChatError &error, const Dialect &dialect,
                                         const ProviderProfile &profile, const ChatRequest &request,
                                         const Concessions &used)
{
    static const QRegularExpression structure = ignoringCase(
        u"response.?format|json.?schema|json.?object|output_config|output_format|text\\.format|"
        u"structured.?outputs?|guided_json|\\bgrammar\\b|\\bsamplers\\b|\\bschema\\b|"
        u"\\binvalid format\\b|requested parameters"_s);
    if (error.about != ChatError::About::Request)
        return std::nullopt;
    const QJsonObject fields = dialect.fields(request, profile, used);
    Concessions plain = used;
    plain.structured = StructuredLevel::Plain;
    const QJsonObject withoutStructure = dialect.fields(request, profile, plain);

    Concessions next = used;
    if (error.kind == ChatError::Kind::ContextLength) {
        // Half of what was asked for is an answer; where there is less room, the prompt must be
        // shorter, and that is not for us.
        const int asked =
            used.mostTokens > 0 ? std::min(used.mostTokens, request.maxTokens) : request.maxTokens;
        next.mostTokens = roomIn(error.words);
        const bool helps = next.mostTokens >= request.maxTokens / 2 && next.mostTokens < asked;
        return helps ? std::optional(next) : std::nullopt;
    }
    const bool hasSystem =
        std::any_of(request.messages.begin(), request.messages.end(),
                    [](const auto &message) { return message.role == ChatMessage::Role::System; });
    if (hasSystem && !used.withoutSystem && refusesSystem(error.words)) {
        next.withoutSystem = true;
        return next;
    }
    const QString named = namedField(error.words, fields);
    const bool isStructure = named.isEmpty()
                                 ? error.words.contains(structure)
                                 : !isLimit(named) && !isSameIn(fields, withoutStructure, named);
    if (isStructure && lowerStructure(profile, request, &next))
        return next;
    if (named.isEmpty())
        return std::nullopt;
    if (isLimit(named))
        return concedeLimit(error, named, fields, profile, &next) ? std::optional(next)
                                                                  : std::nullopt;
    if (isStructure || next.droppedFields.contains(named))
        return std::nullopt;
    next.droppedFields << named;
    return next;
}

} // namespace concert
