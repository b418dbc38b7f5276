// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/dialect_writer.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

QByteArray dialectBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// The finish reasons in each dialect's own words.
QString reasonWord(DialectName dialect, FinishReason reason)
{
    static const QHash<FinishReason, QStringList> words{
        // Chat, Responses, Anthropic, Gemini, Ollama
        {FinishReason::Complete, {u"stop"_s, u"completed"_s, u"end_turn"_s, u"STOP"_s, u"stop"_s}},
        {FinishReason::Length,
         {u"length"_s, u"max_output_tokens"_s, u"max_tokens"_s, u"MAX_TOKENS"_s, u"length"_s}},
        {FinishReason::Filtered,
         {u"content_filter"_s, u"content_filter"_s, u"refusal"_s, u"SAFETY"_s, u"filtered"_s}},
        {FinishReason::Refused,
         {u"refusal"_s, u"content_filter"_s, u"refusal"_s, u"PROHIBITED_CONTENT"_s, u"refused"_s}},
        {FinishReason::Other, {u"new"_s, u"new"_s, u"new"_s, u"NEW"_s, u"new"_s}},
    };
    return words.value(reason).value(static_cast<int>(dialect));
}

QJsonObject chatUsage(const Usage &usage)
{
    return {
        {u"prompt_tokens"_s, usage.inputTokens},
        {u"completion_tokens"_s, usage.outputTokens},
        {u"total_tokens"_s, usage.inputTokens + usage.outputTokens},
        {u"prompt_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, usage.cachedInputTokens}}},
        {u"completion_tokens_details"_s,
         QJsonObject{{u"reasoning_tokens"_s, usage.reasoningTokens}}}};
}

/// API reference: the chat completion object and the chat completion chunk object.
QJsonObject chatObject(const AnswerLabel &label, const QString &object, const QJsonArray &choices)
{
    return {{u"id"_s, QString(u"chatcmpl-"_s % label.id)},
            {u"object"_s, object},
            {u"created"_s, 0},
            {u"model"_s, label.model},
            {u"choices"_s, choices}};
}

QJsonObject chatChunk(const AnswerLabel &label, const QJsonObject &delta, const QJsonValue &reason)
{
    return chatObject(
        label, u"chat.completion.chunk"_s,
        {QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, reason}}});
}

QJsonObject claudeUsage(const Usage &usage)
{
    return {
        {u"input_tokens"_s, usage.inputTokens - usage.cachedInputTokens},
        {u"cache_read_input_tokens"_s, usage.cachedInputTokens},
        {u"cache_creation_input_tokens"_s, 0},
        {u"output_tokens"_s, usage.outputTokens},
        {u"output_tokens_details"_s, QJsonObject{{u"thinking_tokens"_s, usage.reasoningTokens}}}};
}

QJsonObject claudeMessage(const AnswerLabel &label, const QJsonArray &content,
                          const QJsonValue &reason, const Usage &usage)
{
    return {{u"id"_s, QString(u"msg_"_s % label.id)},
            {u"type"_s, u"message"_s},
            {u"role"_s, u"assistant"_s},
            {u"model"_s, label.model},
            {u"content"_s, content},
            {u"stop_reason"_s, reason},
            {u"stop_sequence"_s, QJsonValue::Null},
            {u"usage"_s, claudeUsage(usage)}};
}

/// \a text: of a text block; a tool's block holds its input as an object.
QJsonObject claudeBlock(const AnswerLabel &label, const QString &text)
{
    if (label.tool.isEmpty())
        return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
    return {{u"type"_s, u"tool_use"_s},
            {u"id"_s, QString(u"toolu_"_s % label.id)},
            {u"name"_s, label.tool},
            {u"input"_s, QJsonDocument::fromJson(text.toUtf8()).object()}};
}

QJsonObject claudeDelta(const QString &type, const QString &field, const QString &text)
{
    return {{u"type"_s, u"content_block_delta"_s},
            {u"index"_s, 0},
            {u"delta"_s, QJsonObject{{u"type"_s, type}, {field, text}}}};
}

QString claudeReason(const AnswerLabel &label, FinishReason reason)
{
    return !label.tool.isEmpty() && reason == FinishReason::Complete
               ? u"tool_use"_s
               : reasonWord(DialectName::Anthropic, reason);
}

QJsonObject geminiUsage(const Usage &usage)
{
    return {{u"promptTokenCount"_s, usage.inputTokens},
            {u"cachedContentTokenCount"_s, usage.cachedInputTokens},
            {u"candidatesTokenCount"_s, usage.outputTokens - usage.reasoningTokens},
            {u"thoughtsTokenCount"_s, usage.reasoningTokens},
            {u"totalTokenCount"_s, usage.inputTokens + usage.outputTokens}};
}

QJsonObject geminiPiece(const AnswerLabel &label, const QJsonArray &parts, const QString &reason)
{
    QJsonObject candidate{
        {u"index"_s, 0}, {u"content"_s, QJsonObject{{u"role"_s, u"model"_s}, {u"parts"_s, parts}}}};
    if (!reason.isEmpty())
        candidate[u"finishReason"_s] = reason;
    return {{u"candidates"_s, QJsonArray{candidate}},
            {u"modelVersion"_s, label.model},
            {u"responseId"_s, label.id}};
}

QJsonObject responseContent(const QString &text)
{
    return {{u"type"_s, u"output_text"_s}, {u"text"_s, text}, {u"annotations"_s, QJsonArray()}};
}

QJsonObject responseItem(const AnswerLabel &label, const QString &status, const QJsonArray &content)
{
    return {{u"id"_s, QString(u"item_"_s % label.id)},
            {u"type"_s, u"message"_s},
            {u"role"_s, u"assistant"_s},
            {u"status"_s, status},
            {u"content"_s, content}};
}

QJsonObject responseObject(const AnswerLabel &label, const QString &status,
                           const QJsonArray &output)
{
    return {{u"id"_s, QString(u"resp_"_s % label.id)},
            {u"object"_s, u"response"_s},
            {u"created_at"_s, 0},
            {u"model"_s, label.model},
            {u"status"_s, status},
            {u"error"_s, QJsonValue::Null},
            {u"incomplete_details"_s, QJsonValue::Null},
            {u"output"_s, output}};
}

QJsonObject finishedResponse(const AnswerLabel &label, const QString &text, FinishReason reason,
                             const Usage &usage)
{
    const QString status = reason == FinishReason::Complete ? u"completed"_s : u"incomplete"_s;
    QJsonArray output;
    if (!text.isEmpty())
        output.append(responseItem(label, status, {responseContent(text)}));
    QJsonObject response = responseObject(label, status, output);
    response[u"usage"_s] = QJsonObject{
        {u"input_tokens"_s, usage.inputTokens},
        {u"input_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, usage.cachedInputTokens}}},
        {u"output_tokens"_s, usage.outputTokens},
        {u"output_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, usage.reasoningTokens}}},
        {u"total_tokens"_s, usage.inputTokens + usage.outputTokens}};
    if (reason != FinishReason::Complete)
        response[u"incomplete_details"_s] =
            QJsonObject{{u"reason"_s, reasonWord(DialectName::OpenAiResponses, reason)}};
    return response;
}

/// An event about the answer's one item and, if \a inContent, its one part.
QJsonObject responseEvent(const AnswerLabel &label, const QString &type, const QJsonObject &fields,
                          bool inContent)
{
    QJsonObject event = fields;
    event[u"type"_s] = type;
    event[u"output_index"_s] = 0;
    if (inContent) {
        event[u"item_id"_s] = QString(u"item_"_s % label.id);
        event[u"content_index"_s] = 0;
    }
    return event;
}

QJsonObject ollamaLine(const AnswerLabel &label, const QString &content,
                       const QString &thinking = {})
{
    QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, content}};
    if (!thinking.isEmpty())
        message[u"thinking"_s] = thinking;
    return {{u"model"_s, label.model},
            {u"created_at"_s, u"1970-01-01T00:00:00Z"_s},
            {u"message"_s, message},
            {u"done"_s, false}};
}

QJsonObject ollamaEnd(const AnswerLabel &label, const QString &text, FinishReason reason,
                      const Usage &usage)
{
    QJsonObject line = ollamaLine(label, text);
    line[u"done"_s] = true;
    line[u"done_reason"_s] = reasonWord(DialectName::Ollama, reason);
    line[u"prompt_eval_count"_s] = usage.inputTokens;
    line[u"eval_count"_s] = usage.outputTokens;
    for (const QString &duration :
         {u"total_duration"_s, u"load_duration"_s, u"prompt_eval_duration"_s, u"eval_duration"_s})
        line[duration] = 0;
    return line;
}

QJsonObject geminiPart(const QString &text)
{
    return {{u"text"_s, text}};
}

} // namespace

QByteArray DialectWriter::streamType() const
{
    return dialect_ == DialectName::Ollama ? "application/x-ndjson" : "text/event-stream";
}

QByteArray DialectWriter::piece(const QJsonObject &object) const
{
    const QByteArray json = dialectBytes(object);
    switch (dialect_) {
    case DialectName::Ollama:
        return json + '\n';
    case DialectName::Anthropic:
    case DialectName::OpenAiResponses:
        return "event: " + object[u"type"_s].toString().toUtf8() + "\ndata: " + json + "\n\n";
    case DialectName::Gemini:
        return "data: " + json + "\r\n\r\n";
    case DialectName::OpenAiChat:
        break;
    }
    return "data: " + json + "\n\n";
}

QByteArray DialectWriter::begin(const Usage &usage) const
{
    switch (dialect_) {
    case DialectName::OpenAiChat:
        return piece(chatChunk(label_,
                               {{u"role"_s, u"assistant"_s}, {u"content"_s, QString(u""_s)}},
                               QJsonValue::Null));
    case DialectName::OpenAiResponses:
        return piece({{u"type"_s, u"response.created"_s},
                      {u"response"_s, responseObject(label_, u"in_progress"_s, {})}}) +
               piece(responseEvent(label_, u"response.output_item.added"_s,
                                   {{u"item"_s, responseItem(label_, u"in_progress"_s, {})}},
                                   false)) +
               piece(responseEvent(label_, u"response.content_part.added"_s,
                                   {{u"part"_s, responseContent(u""_s)}}, true));
    case DialectName::Anthropic: {
        Usage begun = usage;
        begun.outputTokens = 1;
        begun.reasoningTokens = 0;
        const QJsonObject message = claudeMessage(label_, {}, QJsonValue::Null, begun);
        return piece({{u"type"_s, u"message_start"_s}, {u"message"_s, message}}) +
               piece({{u"type"_s, u"content_block_start"_s},
                      {u"index"_s, 0},
                      {u"content_block"_s, claudeBlock(label_, u""_s)}});
    }
    case DialectName::Gemini:
    case DialectName::Ollama:
        return {};
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::text(const QString &text) const
{
    switch (dialect_) {
    case DialectName::OpenAiChat:
        return piece(chatChunk(label_, {{u"content"_s, text}}, QJsonValue::Null));
    case DialectName::OpenAiResponses:
        return piece(
            responseEvent(label_, u"response.output_text.delta"_s, {{u"delta"_s, text}}, true));
    case DialectName::Anthropic:
        return piece(label_.tool.isEmpty()
                         ? claudeDelta(u"text_delta"_s, u"text"_s, text)
                         : claudeDelta(u"input_json_delta"_s, u"partial_json"_s, text));
    case DialectName::Gemini:
        return piece(geminiPiece(label_, {geminiPart(text)}, {}));
    case DialectName::Ollama:
        return piece(ollamaLine(label_, text));
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::reasoning(const QString &text) const
{
    switch (dialect_) {
    case DialectName::OpenAiChat:
        return piece(chatChunk(label_, {{u"reasoning"_s, text}}, QJsonValue::Null));
    case DialectName::OpenAiResponses:
        return piece({{u"type"_s, u"response.reasoning_text.delta"_s}, {u"delta"_s, text}});
    case DialectName::Anthropic:
        return piece(claudeDelta(u"thinking_delta"_s, u"thinking"_s, text));
    case DialectName::Gemini: {
        QJsonObject thought = geminiPart(text);
        thought[u"thought"_s] = true;
        return piece(geminiPiece(label_, {thought}, {}));
    }
    case DialectName::Ollama:
        return piece(ollamaLine(label_, {}, text));
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::ending(FinishReason reason, const Usage &usage, const QString &whole,
                                 bool withUsage) const
{
    const QString word = reasonWord(dialect_, reason);
    switch (dialect_) {
    case DialectName::OpenAiChat: {
        QJsonObject counts = chatObject(label_, u"chat.completion.chunk"_s, {});
        counts[u"usage"_s] = chatUsage(usage);
        return piece(chatChunk(label_, {}, word)) + (withUsage ? piece(counts) : QByteArray()) +
               "data: [DONE]\n\n";
    }
    case DialectName::OpenAiResponses: {
        const QJsonObject response = finishedResponse(label_, whole, reason, usage);
        const QString status = response[u"status"_s].toString();
        return piece(responseEvent(label_, u"response.output_text.done"_s, {{u"text"_s, whole}},
                                   true)) +
               piece(responseEvent(label_, u"response.content_part.done"_s,
                                   {{u"part"_s, responseContent(whole)}}, true)) +
               piece(responseEvent(
                   label_, u"response.output_item.done"_s,
                   {{u"item"_s, responseItem(label_, status, {responseContent(whole)})}}, false)) +
               piece({{u"type"_s, QString(u"response."_s % status)}, {u"response"_s, response}});
    }
    case DialectName::Anthropic:
        return piece({{u"type"_s, u"content_block_stop"_s}, {u"index"_s, 0}}) +
               piece({{u"type"_s, u"message_delta"_s},
                      {u"delta"_s, QJsonObject{{u"stop_reason"_s, claudeReason(label_, reason)},
                                               {u"stop_sequence"_s, QJsonValue::Null}}},
                      {u"usage"_s, claudeUsage(usage)}}) +
               piece({{u"type"_s, u"message_stop"_s}});
    case DialectName::Gemini: {
        QJsonObject last = geminiPiece(label_, {}, word);
        last[u"usageMetadata"_s] = geminiUsage(usage);
        return piece(last);
    }
    case DialectName::Ollama:
        return piece(ollamaEnd(label_, {}, reason, usage));
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::keepAlive() const
{
    switch (dialect_) {
    case DialectName::Ollama:
        return "\n";
    case DialectName::Anthropic:
        return piece({{u"type"_s, u"ping"_s}});
    default:
        return ": keep-alive\n\n";
    }
}

QByteArray DialectWriter::errorPiece(const QString &type, const QString &message) const
{
    switch (dialect_) {
    case DialectName::OpenAiChat:
        return piece(
            {{u"error"_s, QJsonObject{{u"type"_s, type.isEmpty() ? u"server_error"_s : type},
                                      {u"message"_s, message}}}});
    case DialectName::OpenAiResponses:
        return piece({{u"type"_s, u"error"_s},
                      {u"code"_s, type.isEmpty() ? u"server_error"_s : type},
                      {u"message"_s, message}});
    case DialectName::Anthropic:
        return piece(
            {{u"type"_s, u"error"_s},
             {u"error"_s, QJsonObject{{u"type"_s, type.isEmpty() ? u"overloaded_error"_s : type},
                                      {u"message"_s, message}}}});
    case DialectName::Gemini:
        return piece(
            {{u"error"_s, QJsonObject{{u"code"_s, 503},
                                      {u"status"_s, type.isEmpty() ? u"UNAVAILABLE"_s : type},
                                      {u"message"_s, message}}}});
    case DialectName::Ollama:
        return piece({{u"error"_s, message}});
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::whole(const QString &text, FinishReason reason, const Usage &usage) const
{
    const QString word = reasonWord(dialect_, reason);
    switch (dialect_) {
    case DialectName::OpenAiChat: {
        const QJsonObject message{
            {u"role"_s, u"assistant"_s}, {u"content"_s, text}, {u"refusal"_s, QJsonValue::Null}};
        const QJsonObject choice{
            {u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, word}};
        QJsonObject all = chatObject(label_, u"chat.completion"_s, {choice});
        all[u"usage"_s] = chatUsage(usage);
        return dialectBytes(all);
    }
    case DialectName::OpenAiResponses:
        return dialectBytes(finishedResponse(label_, text, reason, usage));
    case DialectName::Anthropic:
        return dialectBytes(claudeMessage(label_, {claudeBlock(label_, text)},
                                          claudeReason(label_, reason), usage));
    case DialectName::Gemini: {
        QJsonObject all = geminiPiece(label_, {geminiPart(text)}, word);
        all[u"usageMetadata"_s] = geminiUsage(usage);
        return dialectBytes(all);
    }
    case DialectName::Ollama:
        return dialectBytes(ollamaEnd(label_, text, reason, usage));
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::errorBody(int status, const QString &code, const QString &message) const
{
    switch (dialect_) {
    case DialectName::OpenAiChat:
    case DialectName::OpenAiResponses:
        return dialectBytes(
            {{u"error"_s,
              QJsonObject{{u"message"_s, message}, {u"type"_s, code}, {u"code"_s, code}}}});
    case DialectName::Anthropic:
        return dialectBytes(
            {{u"type"_s, u"error"_s},
             {u"error"_s, QJsonObject{{u"type"_s, code.isEmpty() ? u"api_error"_s : code},
                                      {u"message"_s, message},
                                      {u"details"_s, QJsonObject{{u"error_code"_s, code}}}}},
             {u"request_id"_s, u"req_1"_s}});
    case DialectName::Gemini:
        return dialectBytes(
            {{u"error"_s,
              QJsonObject{{u"code"_s, status}, {u"message"_s, message}, {u"status"_s, code}}}});
    case DialectName::Ollama:
        return dialectBytes({{u"error"_s, message}});
    }
    Q_UNREACHABLE();
}

} // namespace concert
