// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/openai_decoder.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Text of a "content": a string, null, or an array of parts (Mistral), of which \a type counts.
QString textOf(const QJsonValue &content, QLatin1String type)
{
    if (!content.isArray())
        return type == "text"_L1 ? content.toString() : QString();
    QString text;
    for (const auto &part : content.toArray()) {
        if (part[u"type"_s].toString() != type)
            continue;
        text +=
            type == "text"_L1 ? part[u"text"_s].toString() : textOf(part[u"thinking"_s], "text"_L1);
    }
    return text;
}

} // namespace

bool OpenAiDecoder::takeMark(const QByteArray &data)
{
    if (data != "[DONE]")
        return false;
    if (hasReason() || hasText()) // else an end without a beginning; finish() says so
        succeed();
    return true;
}

void OpenAiDecoder::takePiece(const QJsonObject &piece, const QByteArray &type)
{
    const QJsonValue choices = piece[u"choices"_s];
    if (type == "error" || !choices.isArray() || piece[u"error"_s].isObject()) {
        const auto complaint = complaintIn(piece);
        if (complaint || type == "error") {
            fail(complaint.value_or(ServerComplaint()));
            return;
        }
    }
    takeUsage(piece);
    const QJsonArray all = choices.toArray();
    for (const auto &choice : all) {
        if (choice[u"index"_s].toInt(0) == 0) // we ask for one; others are not ours
            takeChoice(choice.toObject());
    }
}

void OpenAiDecoder::takeChoice(const QJsonObject &choice)
{
    if (hasReason()) // the answer has ended; some servers repeat its last chunk
        return;
    const QJsonValue delta = choice[u"delta"_s];
    const QJsonObject message =
        delta.isObject() ? delta.toObject() : choice[u"message"_s].toObject();
    QString reasoning = textOf(message[u"content"_s], "thinking"_L1);
    for (const QString &field : {u"reasoning"_s, u"reasoning_content"_s}) {
        if (reasoning.isEmpty()) // a server that sends both repeats itself
            reasoning = message[field].toString();
    }
    addReasoning(reasoning);
    addText(textOf(message[u"content"_s], "text"_L1));
    const QString refusal = message[u"refusal"_s].toString();
    if (!refusal.isEmpty())
        refuse();
    addText(refusal);
    if (const QJsonValue usage = choice[u"usage"_s]; usage.isObject()) // Moonshot puts it here
        takeUsage(choice);
    takeFinishReason(choice[u"finish_reason"_s].toString());
}

/// What is counted differs: xAI leaves reasoning out of completion_tokens; DeepSeek has its own
/// name for cached input; Groq hides a stream's usage in x_groq.
void OpenAiDecoder::takeUsage(const QJsonObject &object)
{
    const QJsonValue own = object[u"usage"_s];
    const QJsonObject usage =
        own.isObject() ? own.toObject() : object[u"x_groq"_s][u"usage"_s].toObject();
    if (usage.isEmpty()) // most chunks
        return;
    const auto input = tokenCount(usage[u"prompt_tokens"_s]);
    const auto output = tokenCount(usage[u"completion_tokens"_s]);
    if (!input && !output)
        return;
    Usage result;
    result.inputTokens = input.value_or(0);
    result.outputTokens = output.value_or(0);
    const auto cached = tokenCount(usage[u"prompt_tokens_details"_s][u"cached_tokens"_s]);
    result.cachedInputTokens =
        cached.value_or(tokenCount(usage[u"prompt_cache_hit_tokens"_s]).value_or(0));
    result.reasoningTokens =
        tokenCount(usage[u"completion_tokens_details"_s][u"reasoning_tokens"_s]).value_or(0);
    result.cost = toldCost(usage, profile());
    const auto total = tokenCount(usage[u"total_tokens"_s]);
    const qint64 all = result.inputTokens + result.outputTokens + result.reasoningTokens;
    if (total ? *total == all : profile().name == u"xai")
        result.outputTokens += result.reasoningTokens;
    addUsage(result);
}

void OpenAiDecoder::takeFinishReason(const QString &reason)
{
    if (reason.isEmpty())
        return;
    if (reason == u"error" || reason == u"insufficient_system_resource") { // OpenRouter; DeepSeek
        ServerComplaint complaint;
        complaint.code = reason;
        fail(complaint);
        return;
    }
    static const QHash<QString, FinishReason> known{
        {u"stop"_s, FinishReason::Complete},     {u"eos"_s, FinishReason::Complete},
        {u"end_turn"_s, FinishReason::Complete}, {u"stop_sequence"_s, FinishReason::Complete},
        {u"length"_s, FinishReason::Length},     {u"model_length"_s, FinishReason::Length},
        {u"max_tokens"_s, FinishReason::Length}, {u"content_filter"_s, FinishReason::Filtered},
        {u"refusal"_s, FinishReason::Refused},
    };
    setReason(known.value(reason, FinishReason::Other));
}

} // namespace concert
