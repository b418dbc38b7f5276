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

QJsonObject chatChunk(const QJsonObject &delta, const QJsonValue &reason)
{
    const QJsonObject choice{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, reason}};
    return {{u"id"_s, u"chatcmpl-1"_s},
            {u"object"_s, u"chat.completion.chunk"_s},
            {u"choices"_s, QJsonArray{choice}}};
}

QJsonObject claudeUsage(const Usage &usage)
{
    return {
        {u"input_tokens"_s, usage.inputTokens - usage.cachedInputTokens},
        {u"cache_read_input_tokens"_s, usage.cachedInputTokens},
        {u"output_tokens"_s, usage.outputTokens},
        {u"output_tokens_details"_s, QJsonObject{{u"thinking_tokens"_s, usage.reasoningTokens}}}};
}

QJsonObject claudeMessage(const QJsonArray &content, const QJsonValue &reason, const Usage &usage)
{
    return {{u"id"_s, u"msg_1"_s},           {u"type"_s, u"message"_s},
            {u"role"_s, u"assistant"_s},     {u"model"_s, u"m"_s},
            {u"content"_s, content},         {u"stop_reason"_s, reason},
            {u"usage"_s, claudeUsage(usage)}};
}

QJsonObject claudeDelta(const QString &type, const QString &field, const QString &text)
{
    return {{u"type"_s, u"content_block_delta"_s},
            {u"index"_s, 0},
            {u"delta"_s, QJsonObject{{u"type"_s, type}, {field, text}}}};
}

QJsonObject geminiUsage(const Usage &usage)
{
    return {{u"promptTokenCount"_s, usage.inputTokens},
            {u"cachedContentTokenCount"_s, usage.cachedInputTokens},
            {u"candidatesTokenCount"_s, usage.outputTokens - usage.reasoningTokens},
            {u"thoughtsTokenCount"_s, usage.reasoningTokens}};
}

QJsonObject geminiPiece(const QJsonArray &parts, const QString &reason)
{
    QJsonObject candidate{
        {u"index"_s, 0}, {u"content"_s, QJsonObject{{u"role"_s, u"model"_s}, {u"parts"_s, parts}}}};
    if (!reason.isEmpty())
        candidate[u"finishReason"_s] = reason;
    return {{u"candidates"_s, QJsonArray{candidate}}, {u"modelVersion"_s, u"m"_s}};
}

QJsonObject responseObject(const QString &text, FinishReason reason, const Usage &usage)
{
    const bool complete = reason == FinishReason::Complete;
    QJsonObject response{
        {u"id"_s, u"resp_1"_s},
        {u"object"_s, u"response"_s},
        {u"error"_s, QJsonValue::Null},
        {u"status"_s, complete ? u"completed"_s : u"incomplete"_s},
        {u"usage"_s, QJsonObject{{u"input_tokens"_s, usage.inputTokens},
                                 {u"input_tokens_details"_s,
                                  QJsonObject{{u"cached_tokens"_s, usage.cachedInputTokens}}},
                                 {u"output_tokens"_s, usage.outputTokens},
                                 {u"output_tokens_details"_s,
                                  QJsonObject{{u"reasoning_tokens"_s, usage.reasoningTokens}}},
                                 {u"total_tokens"_s, usage.inputTokens + usage.outputTokens}}}};
    if (!complete)
        response[u"incomplete_details"_s] =
            QJsonObject{{u"reason"_s, reasonWord(DialectName::OpenAiResponses, reason)}};
    if (!text.isEmpty()) {
        const QJsonObject content{{u"type"_s, u"output_text"_s}, {u"text"_s, text}};
        response[u"output"_s] = QJsonArray{QJsonObject{{u"type"_s, u"message"_s},
                                                       {u"role"_s, u"assistant"_s},
                                                       {u"content"_s, QJsonArray{content}}}};
    }
    return response;
}

QJsonObject ollamaLine(const QString &field, const QString &text)
{
    return {{u"model"_s, u"m"_s},
            {u"message"_s, QJsonObject{{u"role"_s, u"assistant"_s}, {field, text}}},
            {u"done"_s, false}};
}

QJsonObject ollamaEnd(const QString &text, FinishReason reason, const Usage &usage)
{
    QJsonObject line = ollamaLine(u"content"_s, text);
    line[u"done"_s] = true;
    line[u"done_reason"_s] = reasonWord(DialectName::Ollama, reason);
    line[u"prompt_eval_count"_s] = usage.inputTokens;
    line[u"eval_count"_s] = usage.outputTokens;
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
    if (dialect_ == DialectName::Anthropic) {
        Usage begun = usage;
        begun.outputTokens = 1;
        begun.reasoningTokens = 0;
        const QJsonObject message = claudeMessage({}, QJsonValue::Null, begun);
        const QJsonObject block{{u"type"_s, u"text"_s}, {u"text"_s, QString(u""_s)}};
        return piece({{u"type"_s, u"message_start"_s}, {u"message"_s, message}}) +
               piece({{u"type"_s, u"content_block_start"_s},
                      {u"index"_s, 0},
                      {u"content_block"_s, block}});
    }
    if (dialect_ == DialectName::OpenAiResponses)
        return piece({{u"type"_s, u"response.created"_s},
                      {u"response"_s, QJsonObject{{u"status"_s, u"in_progress"_s}}}});
    return {};
}

QByteArray DialectWriter::text(const QString &text) const
{
    switch (dialect_) {
    case DialectName::OpenAiChat:
        return piece(chatChunk({{u"content"_s, text}}, QJsonValue::Null));
    case DialectName::OpenAiResponses:
        return piece({{u"type"_s, u"response.output_text.delta"_s},
                      {u"output_index"_s, 0},
                      {u"delta"_s, text}});
    case DialectName::Anthropic:
        return piece(claudeDelta(u"text_delta"_s, u"text"_s, text));
    case DialectName::Gemini:
        return piece(geminiPiece({geminiPart(text)}, {}));
    case DialectName::Ollama:
        return piece(ollamaLine(u"content"_s, text));
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::reasoning(const QString &text) const
{
    switch (dialect_) {
    case DialectName::OpenAiChat:
        return piece(chatChunk({{u"reasoning"_s, text}}, QJsonValue::Null));
    case DialectName::OpenAiResponses:
        return piece({{u"type"_s, u"response.reasoning_text.delta"_s}, {u"delta"_s, text}});
    case DialectName::Anthropic:
        return piece(claudeDelta(u"thinking_delta"_s, u"thinking"_s, text));
    case DialectName::Gemini: {
        QJsonObject thought = geminiPart(text);
        thought[u"thought"_s] = true;
        return piece(geminiPiece({thought}, {}));
    }
    case DialectName::Ollama:
        return piece(ollamaLine(u"thinking"_s, text));
    }
    Q_UNREACHABLE();
}

QByteArray DialectWriter::ending(FinishReason reason, const Usage &usage) const
{
    const QString word = reasonWord(dialect_, reason);
    switch (dialect_) {
    case DialectName::OpenAiChat:
        return piece(chatChunk({}, word)) +
               piece({{u"choices"_s, QJsonArray()}, {u"usage"_s, chatUsage(usage)}}) +
               "data: [DONE]\n\n";
    case DialectName::OpenAiResponses: {
        const QString type =
            reason == FinishReason::Complete ? u"response.completed"_s : u"response.incomplete"_s;
        return piece({{u"type"_s, type}, {u"response"_s, responseObject({}, reason, usage)}});
    }
    case DialectName::Anthropic:
        return piece({{u"type"_s, u"content_block_stop"_s}, {u"index"_s, 0}}) +
               piece({{u"type"_s, u"message_delta"_s},
                      {u"delta"_s, QJsonObject{{u"stop_reason"_s, word}}},
                      {u"usage"_s, claudeUsage(usage)}}) +
               piece({{u"type"_s, u"message_stop"_s}});
    case DialectName::Gemini: {
        QJsonObject last = geminiPiece({}, word);
        last[u"usageMetadata"_s] = geminiUsage(usage);
        return piece(last);
    }
    case DialectName::Ollama:
        return piece(ollamaEnd({}, reason, usage));
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
        const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, text}};
        const QJsonObject choice{
            {u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, word}};
        return dialectBytes({{u"object"_s, u"chat.completion"_s},
                             {u"choices"_s, QJsonArray{choice}},
                             {u"usage"_s, chatUsage(usage)}});
    }
    case DialectName::OpenAiResponses:
        return dialectBytes(responseObject(text, reason, usage));
    case DialectName::Anthropic: {
        const QJsonObject block{{u"type"_s, u"text"_s}, {u"text"_s, text}};
        return dialectBytes(claudeMessage({block}, word, usage));
    }
    case DialectName::Gemini: {
        QJsonObject all = geminiPiece({geminiPart(text)}, word);
        all[u"usageMetadata"_s] = geminiUsage(usage);
        return dialectBytes(all);
    }
    case DialectName::Ollama:
        return dialectBytes(ollamaEnd(text, reason, usage));
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
