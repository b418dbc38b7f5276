// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/openai_chat.h"

#include "core/chat/openai_decoder.h"
#include "core/chat/request_parts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Servers know the limit under either name; one that refuses the profile's gets the other.
QString limitField(const ProviderProfile &profile, const QStringList &dropped)
{
    if (!dropped.contains(profile.maxTokensField))
        return profile.maxTokensField;
    return profile.maxTokensField == u"max_tokens" ? u"max_completion_tokens"_s : u"max_tokens"_s;
}

void addChatStructure(const ChatSchema &schema, const ProviderProfile &profile,
                      StructuredLevel level, QJsonObject *body)
{
    if (level == StructuredLevel::Schema) {
        body->insert(u"response_format"_s,
                     QJsonObject{{u"type"_s, u"json_schema"_s},
                                 {u"json_schema"_s, QJsonObject{{u"name"_s, schema.name},
                                                                {u"strict"_s, true},
                                                                {u"schema"_s, schema.schema}}}});
    } else if (level == StructuredLevel::OtherSchema) {
        QJsonObject field{{profile.otherSchemaField.section(u'.', -1), schema.schema}};
        if (const QString outer = profile.otherSchemaField.section(u'.', 0, -2); !outer.isEmpty())
            field = {{outer, field}};
        mergeInto(body, field);
    } else if (level == StructuredLevel::JsonObject) {
        body->insert(u"response_format"_s, QJsonObject{{u"type"_s, u"json_object"_s}});
    }
}

} // namespace

QUrl OpenAiChat::url(const ChatRequest &, const ProviderProfile &profile) const
{
    return joinedUrl(profile.baseUrl, u"/chat/completions"_s);
}

/// No sampling fields: most reasoning models refuse or ignore them.
QJsonObject OpenAiChat::body(const ChatRequest &request, const ProviderProfile &profile,
                             const Concessions &concessions) const
{
    QJsonObject body{
        {u"model"_s, request.model},
        {u"messages"_s, roleMessages(promptMessages(request, concessions.structured), true)},
        {limitField(profile, concessions.droppedFields), request.maxTokens},
        {u"stream"_s, request.stream}};
    if (request.stream) // the usage then comes in a chunk of its own, before [DONE]
        body[u"stream_options"_s] = QJsonObject{{u"include_usage"_s, true}};
    if (request.schema)
        addChatStructure(*request.schema, profile, concessions.structured, &body);
    return body;
}

QPair<QByteArray, QByteArray> OpenAiChat::keyHeader(const QByteArray &key) const
{
    return {"Authorization", "Bearer " + key};
}

std::unique_ptr<AnswerDecoder> OpenAiChat::decoder(const ProviderProfile &profile,
                                                   const QByteArray &contentType) const
{
    return std::make_unique<OpenAiDecoder>(profile, contentType);
}

} // namespace concert
