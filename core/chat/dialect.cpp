// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/dialect.h"

#include "core/chat/anthropic.h"
#include "core/chat/gemini.h"
#include "core/chat/ollama.h"
#include "core/chat/openai_chat.h"
#include "core/chat/openai_responses.h"
#include "core/chat/request_parts.h"
#include "core/chat/server_error.h"

#include <algorithm>

namespace concert {

QList<QPair<QByteArray, QByteArray>> Dialect::headers(const ProviderProfile &profile,
                                                      const QByteArray &key) const
{
    QList<QPair<QByteArray, QByteArray>> headers{{"Content-Type", "application/json"},
                                                 {"User-Agent", "Concert/" CONCERT_VERSION}};
    if (!key.isEmpty())
        headers.append(keyHeader(key));
    for (auto header = profile.headers.begin(); header != profile.headers.end(); ++header)
        headers.emplaceBack(header.key().toLatin1(), header.value().toString().toLatin1());
    return headers;
}

QJsonObject Dialect::fields(const ChatRequest &request, const ProviderProfile &profile,
                            const Concessions &concessions) const
{
    Concessions effective = concessions;
    effective.structured = nearestLevel(profile, request, concessions.structured);
    ChatRequest asked = requestAt(request, effective.structured);
    if (effective.structured == StructuredLevel::CommonSchema) // asked for in the same way
        effective.structured = StructuredLevel::Schema;
    if (concessions.withoutSystem)
        giveSystemToUser(&asked.messages);
    if (concessions.mostTokens > 0)
        asked.maxTokens = std::min(asked.maxTokens, concessions.mostTokens);
    QJsonObject fields = body(asked, profile, effective);
    mergeInto(&fields, profile.extraFields);
    if (concessions.withoutThoughts || request.thinkLess)
        mergeInto(&fields, withoutThoughts(profile));
    if (!request.stream) // refused without a stream
        fields.remove(QStringLiteral("stream_options"));
    removeFields(&fields, concessions.droppedFields);
    return fields;
}

HttpPost Dialect::post(const ChatRequest &request, const ProviderProfile &profile,
                       const QByteArray &key, const Concessions &concessions) const
{
    HttpPost post;
    post.url = url(request, profile);
    post.headers = {{"Accept", request.stream
                                   ? "text/event-stream, application/x-ndjson, application/json"
                                   : "application/json"}};
    post.headers += headers(profile, key);
    if (profile.isBuiltIn() && !request.callId.isEmpty()) // nobody else needs to know it
        post.headers.emplaceBack("X-Concert-Call", request.callId);
    post.body = requestJson(fields(request, profile, concessions));
    return post;
}

ChatError Dialect::error(const ProviderProfile &profile, int status, const HttpHeaders &headers,
                         const QByteArray &body) const
{
    return statusError(profile, status, headers, body);
}

const Dialect &dialectNamed(DialectName name)
{
    static const OpenAiChat openAiChat;
    static const OpenAiResponses openAiResponses;
    static const Anthropic anthropic;
    static const Gemini gemini;
    static const Ollama ollama;
    switch (name) {
    case DialectName::OpenAiChat:
        return openAiChat;
    case DialectName::OpenAiResponses:
        return openAiResponses;
    case DialectName::Anthropic:
        return anthropic;
    case DialectName::Gemini:
        return gemini;
    case DialectName::Ollama:
        return ollama;
    }
    Q_UNREACHABLE();
}

const Dialect &openAiChatDialect()
{
    return dialectNamed(DialectName::OpenAiChat);
}

} // namespace concert
