// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/anthropic.h"

#include "core/chat/json_answer_decoder.h"
#include "core/chat/request_parts.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Events as in Anthropic's documentation, "Streaming messages": unknown ones are passed over, as
/// it demands.
class AnthropicDecoder final : public JsonAnswerDecoder {
public:
    AnthropicDecoder(const ProviderProfile &profile, const QByteArray &contentType)
        : JsonAnswerDecoder(profile, contentType, Framing::ServerSentEvents)
    {}

protected:
    void takePiece(const QJsonObject &piece, const QByteArray &type) override
    {
        const QString what = piece[u"type"_s].toString(QString::fromLatin1(type));
        if (what == u"error" || (what.isEmpty() && complaintIn(piece))) {
            fail(complaintIn(piece).value_or(ServerComplaint()));
        } else if (what == u"message_start") {
            takeUsage(piece[u"message"_s][u"usage"_s].toObject());
        } else if (what == u"content_block_start") {
            takeBlock(piece[u"content_block"_s].toObject());
        } else if (what == u"content_block_delta") {
            takeBlock(piece[u"delta"_s].toObject());
        } else if (what == u"message_delta") {
            takeUsage(piece[u"usage"_s].toObject());
            takeStopReason(piece[u"delta"_s].toObject());
        } else if (what == u"message_stop" && (hasReason() || hasText())) {
            succeed();
        }
    }

    void takeWhole(const QJsonObject &answer) override
    {
        if (const auto complaint = complaintIn(answer)) {
            fail(*complaint);
            return;
        }
        takeUsage(answer[u"usage"_s].toObject());
        const QJsonArray blocks = answer[u"content"_s].toArray();
        for (const auto &block : blocks)
            takeBlock(block.toObject());
        takeStopReason(answer);
    }

    bool needsMark() const override { return true; }

private:
    /// A content block or a part of one. The only tool there is takes the answer as its input.
    void takeBlock(const QJsonObject &block)
    {
        const QString type = block[u"type"_s].toString();
        if (type == u"text" || type == u"text_delta")
            addText(block[u"text"_s].toString());
        else if (type == u"input_json_delta")
            addText(block[u"partial_json"_s].toString());
        else if (type == u"tool_use" && !block[u"input"_s].toObject().isEmpty())
            addText(QString::fromUtf8(requestJson(block[u"input"_s]))); // not streamed
        else if (type == u"thinking" || type == u"thinking_delta")
            addReasoning(block[u"thinking"_s].toString());
    }

    void takeStopReason(const QJsonObject &object)
    {
        static const QHash<QString, FinishReason> known{
            {u"end_turn"_s, FinishReason::Complete},
            {u"stop_sequence"_s, FinishReason::Complete},
            {u"tool_use"_s, FinishReason::Complete},
            {u"max_tokens"_s, FinishReason::Length},
            {u"model_context_window_exceeded"_s, FinishReason::Length},
            {u"refusal"_s, FinishReason::Refused},
        };
        const QString reason = object[u"stop_reason"_s].toString();
        if (!reason.isEmpty())
            setReason(known.value(reason, FinishReason::Other));
    }

    /// Counts are cumulative: each field replaces the one before. Its input leaves out what was
    /// read from or written to the cache.
    void takeUsage(const QJsonObject &usage)
    {
        bool any = false;
        const auto take = [&](const QString &field, qint64 *count) {
            if (const auto number = tokenCount(usage[field])) {
                *count = *number;
                any = true;
            }
        };
        take(u"input_tokens"_s, &input_);
        take(u"cache_read_input_tokens"_s, &cacheRead_);
        take(u"cache_creation_input_tokens"_s, &cacheWritten_);
        take(u"output_tokens"_s, &output_);
        if (const auto count = tokenCount(usage[u"output_tokens_details"_s][u"thinking_tokens"_s]))
            thinking_ = *count;
        if (any)
            addUsage({input_ + cacheRead_ + cacheWritten_, cacheRead_, output_, thinking_, false});
    }

    qint64 input_ = 0;
    qint64 cacheRead_ = 0;
    qint64 cacheWritten_ = 0;
    qint64 output_ = 0;
    qint64 thinking_ = 0;
};

/// Neighbours of the same role become one message: roles must alternate.
QJsonArray alternatingMessages(const QList<ChatMessage> &messages)
{
    QList<ChatMessage> joined;
    for (const ChatMessage &message : messages) {
        if (message.role == ChatMessage::Role::System)
            continue;
        if (!joined.isEmpty() && joined.last().role == message.role)
            joined.last().content += u"\n\n"_s % message.content;
        else
            joined << message;
    }
    return roleMessages(joined, false);
}

/// What all calls of a power begin with is kept in the prompt cache, which this vendor does only
/// where a mark says so ("Prompt caching").
QJsonValue systemBlocks(const QString &system, const QStringList &dropped)
{
    const bool refused = std::any_of(dropped.begin(), dropped.end(), [](const QString &field) {
        return field.endsWith(u"cache_control"_s);
    });
    if (refused)
        return system;
    return QJsonArray{QJsonObject{{u"type"_s, u"text"_s},
                                  {u"text"_s, system},
                                  {u"cache_control"_s, QJsonObject{{u"type"_s, u"ephemeral"_s}}}}};
}

} // namespace

QUrl Anthropic::url(const ChatRequest &, const ProviderProfile &profile) const
{
    // Other vendors write the version into their base address.
    return joinedUrl(profile.baseUrl, profile.baseUrl.path().contains(u"/v1"_s)
                                          ? u"/messages"_s
                                          : u"/v1/messages"_s);
}

/// No sampling fields: version 2026-10-21 refuses them. Structure: API reference, "Structured
/// outputs"; models without them know tools, of which one is then demanded.
QJsonObject Anthropic::body(const ChatRequest &request, const ProviderProfile &,
                            const Concessions &concessions) const
{
    const StructuredLevel level = concessions.structured;
    QJsonObject body{{u"model"_s, request.model},
                     {u"max_tokens"_s, request.maxTokens},
                     {u"messages"_s, alternatingMessages(promptMessages(request, level))},
                     {u"stream"_s, request.stream}};
    if (const QString system = systemText(request); !system.isEmpty())
        body[u"system"_s] = systemBlocks(system, concessions.droppedFields);
    if (request.schema && level == StructuredLevel::Schema) {
        body[u"output_config"_s] =
            QJsonObject{{u"format"_s, QJsonObject{{u"type"_s, u"json_schema"_s},
                                                  {u"schema"_s, request.schema->schema}}}};
    } else if (request.schema && level == StructuredLevel::OtherSchema) {
        body[u"tools"_s] = QJsonArray{QJsonObject{{u"name"_s, request.schema->name},
                                                  {u"description"_s, u"Takes your whole answer."_s},
                                                  {u"strict"_s, true},
                                                  {u"input_schema"_s, request.schema->schema}}};
        body[u"tool_choice"_s] = QJsonObject{{u"type"_s, u"tool"_s},
                                             {u"name"_s, request.schema->name},
                                             {u"disable_parallel_tool_use"_s, true}};
    }
    return body;
}

QPair<QByteArray, QByteArray> Anthropic::keyHeader(const QByteArray &key) const
{
    return {"x-api-key", key};
}

std::unique_ptr<AnswerDecoder> Anthropic::decoder(const ProviderProfile &profile,
                                                  const QByteArray &contentType) const
{
    return std::make_unique<AnthropicDecoder>(profile, contentType);
}

} // namespace concert
