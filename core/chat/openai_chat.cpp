// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/openai_chat.h"

#include "core/chat/openai_decoder.h"
#include "core/chat/openai_error.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QString roleName(ChatMessage::Role role)
{
    switch (role) {
    case ChatMessage::Role::System:
        return u"system"_s;
    case ChatMessage::Role::User:
        return u"user"_s;
    case ChatMessage::Role::Assistant:
        return u"assistant"_s;
    }
    Q_UNREACHABLE();
}

QUrl completionsUrl(QUrl base)
{
    QString path = base.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    base.setPath(path % u"/chat/completions"_s);
    return base;
}

/// No sampling fields: most reasoning models refuse or ignore them.
QJsonObject requestBody(const ChatRequest &request, const ProviderProfile &profile)
{
    QJsonArray messages;
    for (const ChatMessage &message : request.messages)
        messages.append(
            QJsonObject{{u"role"_s, roleName(message.role)}, {u"content"_s, message.content}});
    QJsonObject body{{u"model"_s, request.model},
                     {u"messages"_s, messages},
                     {profile.maxTokensField, request.maxTokens},
                     {u"stream"_s, request.stream}};
    if (request.stream) // the usage then comes in a chunk of its own, before [DONE]
        body[u"stream_options"_s] = QJsonObject{{u"include_usage"_s, true}};
    if (request.schema && profile.structuredOutput) {
        body[u"response_format"_s] =
            QJsonObject{{u"type"_s, u"json_schema"_s},
                        {u"json_schema"_s, QJsonObject{{u"name"_s, request.schema->name},
                                                       {u"strict"_s, true},
                                                       {u"schema"_s, request.schema->schema}}}};
    }
    return body;
}

} // namespace

HttpPost OpenAiChat::post(const ChatRequest &request, const ProviderProfile &profile,
                          const QByteArray &key) const
{
    HttpPost post;
    post.url = completionsUrl(profile.baseUrl);
    post.headers = {
        {"Content-Type", "application/json"},
        {"Accept", request.stream ? "text/event-stream, application/json" : "application/json"},
        {"User-Agent", "Concert/" CONCERT_VERSION}};
    if (!key.isEmpty())
        post.headers.emplaceBack("Authorization", QByteArray("Bearer " + key));
    if (profile.isBuiltIn() && !request.callId.isEmpty()) // nobody else needs to know it
        post.headers.emplaceBack("X-Concert-Call", request.callId);
    post.body = QJsonDocument(requestBody(request, profile)).toJson(QJsonDocument::Compact);
    return post;
}

std::unique_ptr<AnswerDecoder> OpenAiChat::decoder(const ProviderProfile &profile,
                                                   const QByteArray &contentType) const
{
    return std::make_unique<OpenAiDecoder>(profile, contentType);
}

ChatError OpenAiChat::error(const ProviderProfile &profile, int status, const HttpHeaders &headers,
                            const QByteArray &body) const
{
    return openAiStatusError(profile, status, headers, body);
}

const Dialect &openAiChatDialect()
{
    static const OpenAiChat dialect;
    return dialect;
}

} // namespace concert
