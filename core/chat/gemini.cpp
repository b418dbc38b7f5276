// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/gemini.h"

#include "core/chat/json_answer_decoder.h"
#include "core/chat/request_parts.h"

#include <QHash>
#include <QJsonArray>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// GenerateContentResponse, as a whole or in pieces of the same form (Gemini API reference).
class GeminiDecoder final : public JsonAnswerDecoder {
public:
    GeminiDecoder(const ProviderProfile &profile, const QByteArray &contentType)
        : JsonAnswerDecoder(profile, contentType, Framing::ServerSentEvents)
    {}

protected:
    void takePiece(const QJsonObject &piece, const QByteArray &) override
    {
        if (const auto complaint = complaintIn(piece)) {
            fail(*complaint);
            return;
        }
        takeUsage(piece[u"usageMetadata"_s].toObject());
        const QJsonArray candidates = piece[u"candidates"_s].toArray();
        if (!piece[u"promptFeedback"_s][u"blockReason"_s].toString().isEmpty() &&
            candidates.isEmpty())
            setReason(FinishReason::Filtered); // status 200, and no answer at all
        for (const auto &candidate : candidates) {
            if (candidate[u"index"_s].toInt(0) == 0 && !hasReason())
                takeCandidate(candidate.toObject());
        }
    }

    void takeWhole(const QJsonObject &answer) override { takePiece(answer, {}); }

private:
    void takeCandidate(const QJsonObject &candidate)
    {
        const QJsonArray parts = candidate[u"content"_s][u"parts"_s].toArray();
        for (const auto &part : parts) {
            if (part[u"thought"_s].toBool())
                addReasoning(part[u"text"_s].toString());
            else
                addText(part[u"text"_s].toString());
        }
        takeFinishReason(candidate[u"finishReason"_s].toString());
    }

    void takeFinishReason(const QString &reason)
    {
        static const QHash<QString, FinishReason> known{
            {u"STOP"_s, FinishReason::Complete},
            {u"MAX_TOKENS"_s, FinishReason::Length},
            {u"CONTINUATION"_s, FinishReason::Length}, // it would go on if asked to resume
            {u"SAFETY"_s, FinishReason::Filtered},
            {u"RECITATION"_s, FinishReason::Filtered},
            {u"BLOCKLIST"_s, FinishReason::Filtered},
            {u"PROHIBITED_CONTENT"_s, FinishReason::Filtered},
            {u"SPII"_s, FinishReason::Filtered},
            {u"LANGUAGE"_s, FinishReason::Filtered},
        };
        static const QStringList failures{u"MALFORMED_RESPONSE"_s, u"MALFORMED_FUNCTION_CALL"_s,
                                          u"OTHER"_s};
        if (reason.isEmpty() || reason == u"FINISH_REASON_UNSPECIFIED")
            return;
        if (failures.contains(reason)) {
            ServerComplaint complaint;
            complaint.code = reason;
            fail(complaint);
            return;
        }
        setReason(known.value(reason, FinishReason::Other));
    }

    /// On every piece; the last one counts. Thoughts are not part of the candidates' count.
    void takeUsage(const QJsonObject &usage)
    {
        const auto prompt = tokenCount(usage[u"promptTokenCount"_s]);
        if (!prompt)
            return;
        Usage result;
        result.inputTokens = *prompt + tokenCount(usage[u"toolUsePromptTokenCount"_s]).value_or(0);
        result.cachedInputTokens = tokenCount(usage[u"cachedContentTokenCount"_s]).value_or(0);
        result.reasoningTokens = tokenCount(usage[u"thoughtsTokenCount"_s]).value_or(0);
        result.outputTokens =
            tokenCount(usage[u"candidatesTokenCount"_s]).value_or(0) + result.reasoningTokens;
        addUsage(result);
    }
};

/// A JSON schema of the portable subset in the words of OpenAPI 3.0 (Gemini API reference,
/// "Schema"): types in capitals, null as a property, the order of fields in a list of its own.
QJsonObject openApiSchema(const QJsonObject &schema)
{
    QJsonObject result;
    QJsonValue type = schema[u"type"_s];
    if (type.isArray()) { // [T, "null"]
        result[u"nullable"_s] = true;
        type = type[0];
    }
    result[u"type"_s] = type.toString().toUpper();
    for (const QString &kept : {u"enum"_s, u"description"_s, u"required"_s}) {
        if (schema.contains(kept))
            result[kept] = schema[kept];
    }
    if (schema.contains(u"required"_s))
        result[u"propertyOrdering"_s] = schema[u"required"_s];
    if (schema[u"items"_s].isObject())
        result[u"items"_s] = openApiSchema(schema[u"items"_s].toObject());
    const QJsonObject properties = schema[u"properties"_s].toObject();
    QJsonObject converted;
    for (auto property = properties.begin(); property != properties.end(); ++property)
        converted[property.key()] = openApiSchema(property.value().toObject());
    if (!converted.isEmpty())
        result[u"properties"_s] = converted;
    return result;
}

QJsonObject textParts(const QString &text)
{
    return {{u"parts"_s, QJsonArray{QJsonObject{{u"text"_s, text}}}}};
}

} // namespace

QUrl Gemini::url(const ChatRequest &request, const ProviderProfile &profile) const
{
    const bool hasVersion = profile.baseUrl.path().contains(u"/v1"_s);
    QString model = request.model;
    if (!model.contains(u'/')) // "tunedModels/…" is possible too
        model.prepend(u"models/"_s);
    QUrl url = joinedUrl(profile.baseUrl, (hasVersion ? u"/"_s : u"/v1beta/"_s) % model %
                                              (request.stream ? u":streamGenerateContent"_s
                                                              : u":generateContent"_s));
    if (request.stream)
        url.setQuery(u"alt=sse"_s);
    return url;
}

QJsonObject Gemini::body(const ChatRequest &request, const ProviderProfile &,
                         const Concessions &concessions) const
{
    QJsonArray contents;
    const QList<ChatMessage> messages = promptMessages(request, concessions.structured);
    for (const ChatMessage &message : messages) {
        if (message.role == ChatMessage::Role::System)
            continue;
        QJsonObject content = textParts(message.content);
        content[u"role"_s] = message.role == ChatMessage::Role::Assistant ? u"model"_s : u"user"_s;
        contents.append(content);
    }
    QJsonObject config{{u"maxOutputTokens"_s, request.maxTokens}};
    if (request.schema && concessions.structured != StructuredLevel::Plain)
        config[u"responseMimeType"_s] = u"application/json"_s;
    if (request.schema && concessions.structured == StructuredLevel::Schema)
        config[u"responseJsonSchema"_s] = request.schema->schema;
    if (request.schema && concessions.structured == StructuredLevel::OtherSchema)
        config[u"responseSchema"_s] = openApiSchema(request.schema->schema);
    QJsonObject body{{u"contents"_s, contents}, {u"generationConfig"_s, config}};
    if (const QString system = systemText(request); !system.isEmpty())
        body[u"systemInstruction"_s] = textParts(system);
    return body;
}

QPair<QByteArray, QByteArray> Gemini::keyHeader(const QByteArray &key) const
{
    return {"x-goog-api-key", key};
}

std::unique_ptr<AnswerDecoder> Gemini::decoder(const ProviderProfile &profile,
                                               const QByteArray &contentType) const
{
    return std::make_unique<GeminiDecoder>(profile, contentType);
}

} // namespace concert
