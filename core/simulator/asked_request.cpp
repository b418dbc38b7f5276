// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/asked_request.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// A message's content: a string, or a list of parts of which the text ones count.
QString contentText(const QJsonValue &content)
{
    if (content.isString())
        return content.toString();
    QString text;
    for (const QJsonValue &part : content.toArray())
        text += part[u"text"_s].toString();
    return text;
}

ChatMessage::Role roleOf(const QString &role)
{
    if (role == u"system" || role == u"developer")
        return ChatMessage::Role::System;
    return role == u"assistant" || role == u"model" ? ChatMessage::Role::Assistant
                                                    : ChatMessage::Role::User;
}

/// Where the dialects keep the system's words: a message, or a field of its own.
void readMessages(const QJsonObject &body, AskedRequest *asked)
{
    const auto add = [asked](ChatMessage::Role role, const QString &text) {
        if (!text.isEmpty())
            asked->messages << ChatMessage{role, text};
    };
    add(ChatMessage::Role::System, contentText(body[u"system"_s]));       // Anthropic
    add(ChatMessage::Role::System, contentText(body[u"instructions"_s])); // Responses
    add(ChatMessage::Role::System, contentText(body[u"systemInstruction"_s][u"parts"_s]));
    add(ChatMessage::Role::User, body[u"input"_s].toString());
    add(ChatMessage::Role::User, body[u"contents"_s].toString());
    for (const QString &list : {u"messages"_s, u"input"_s, u"contents"_s}) {
        for (const QJsonValue &message : body[list].toArray()) {
            const QJsonValue content = message[u"content"_s];
            asked->messages << ChatMessage{
                roleOf(message[u"role"_s].toString()),
                contentText(content.isUndefined() ? message[u"parts"_s] : content)};
        }
    }
}

/// The schema, wherever a dialect or vendor puts it.
QJsonObject schemaIn(const QJsonObject &body, AskedRequest *asked)
{
    const QJsonValue chat = body[u"response_format"_s][u"json_schema"_s];
    const QJsonValue responses = body[u"text"_s][u"format"_s];
    asked->schemaName = chat[u"name"_s].toString(responses[u"name"_s].toString());
    const QJsonValue config = body[u"generationConfig"_s];
    if (body[u"tool_choice"_s][u"type"_s].toString() == u"tool") {
        asked->tool = body[u"tool_choice"_s][u"name"_s].toString();
        return body[u"tools"_s][0][u"input_schema"_s].toObject();
    }
    for (const QJsonValue &place :
         {chat[u"schema"_s], responses[u"schema"_s],
          body[u"output_config"_s][u"format"_s][u"schema"_s], config[u"responseJsonSchema"_s],
          config[u"responseSchema"_s], body[u"format"_s], body[u"json_schema"_s],
          body[u"structured_outputs"_s][u"json"_s]}) {
        if (place.isObject())
            return place.toObject();
    }
    return {};
}

/// The schema that a prompt shows (see promptMessages() in core/chat).
QJsonObject shownSchema(const QList<ChatMessage> &messages)
{
    static const QString lead = u"following this JSON schema:\n"_s;
    for (const ChatMessage &message : messages) {
        const qsizetype at = message.content.indexOf(lead);
        if (at < 0)
            continue;
        const QString line = message.content.mid(at + lead.size()).section(u'\n', 0, 0);
        return QJsonDocument::fromJson(line.toUtf8()).object();
    }
    return {};
}

int limitIn(const QJsonObject &body)
{
    for (const QJsonValue &limit :
         {body[u"max_completion_tokens"_s], body[u"max_tokens"_s], body[u"max_output_tokens"_s],
          body[u"generationConfig"_s][u"maxOutputTokens"_s],
          body[u"options"_s][u"num_predict"_s]}) {
        if (limit.toInt() > 0)
            return limit.toInt();
    }
    return INT_MAX;
}

} // namespace

std::optional<DialectName> dialectOfPath(const QByteArray &path)
{
    if (path.endsWith("/chat/completions"))
        return DialectName::OpenAiChat;
    if (path.endsWith("/responses"))
        return DialectName::OpenAiResponses;
    if (path.endsWith("/messages"))
        return DialectName::Anthropic;
    if (path.endsWith("/api/chat"))
        return DialectName::Ollama;
    if (path.contains("/models/") &&
        (path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent")))
        return DialectName::Gemini;
    return std::nullopt;
}

AskedRequest readRequest(DialectName dialect, const QByteArray &path, const QJsonObject &body)
{
    AskedRequest asked;
    asked.dialect = dialect;
    asked.model = body[u"model"_s].toString(u"simulator"_s);
    if (dialect == DialectName::Gemini) // ".../models/NAME:generateContent"
        asked.model = QString::fromUtf8(path.mid(path.lastIndexOf('/') + 1).split(':').first());
    readMessages(body, &asked);
    asked.schema = schemaIn(body, &asked);
    if (asked.schema.isEmpty())
        asked.schema = shownSchema(asked.messages);
    else
        asked.schemaText =
            QString::fromUtf8(QJsonDocument(asked.schema).toJson(QJsonDocument::Compact));
    for (const QJsonValue &field : asked.schema.value(u"required"_s).toArray())
        asked.fields << field.toString();
    asked.maxTokens = limitIn(body);
    asked.stream = dialect == DialectName::Gemini
                       ? path.endsWith(":streamGenerateContent")
                       : body[u"stream"_s].toBool(dialect == DialectName::Ollama);
    asked.wantsUsage = dialect != DialectName::OpenAiChat ||
                       body[u"stream_options"_s][u"include_usage"_s].toBool();
    return asked;
}

} // namespace concert
