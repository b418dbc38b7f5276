// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/openai_decoder.h"

#include "core/chat/openai_error.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct DecoderText {
    Q_DECLARE_TR_FUNCTIONS(concert::OpenAiChat)
};

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

/// A count of tokens; nullopt: absent, negative or absurd.
std::optional<qint64> tokens(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!std::isfinite(number) || number < 0 || number > 1e12)
        return std::nullopt;
    return static_cast<qint64>(number);
}

} // namespace

OpenAiDecoder::OpenAiDecoder(const ProviderProfile &profile, const QByteArray &contentType)
    : profile_(profile), contentType_(contentType)
{}

QList<ChatEvent> OpenAiDecoder::feed(const QByteArray &bytes)
{
    if (ended_)
        return {};
    QByteArray fresh = bytes;
    if (form_ == Form::Unknown) {
        buffer_ += bytes;
        detectForm();
        if (form_ == Form::Stream)
            fresh = std::exchange(buffer_, {});
    } else if (form_ == Form::Json) {
        buffer_ += bytes;
    }
    if (form_ == Form::Stream) {
        for (const SseEvent &event : sse_.feed(fresh))
            takeChunk(event);
        if (sse_.isTooLarge())
            fail(ChatError::Kind::TooLarge,
                 DecoderText::tr("%1 sent a piece of an answer that is longer than 1 MiB.")
                     .arg(profile_.serverName()),
                 false);
    } else if (buffer_.size() > maxJsonBytes) {
        fail(ChatError::Kind::TooLarge,
             DecoderText::tr("%1 sent an answer longer than 2 MiB.").arg(profile_.serverName()),
             false);
    }
    return takeEvents();
}

QList<ChatEvent> OpenAiDecoder::finish()
{
    if (form_ == Form::Stream) {
        for (const SseEvent &event : sse_.finish())
            takeChunk(event);
    } else if (form_ == Form::Json && !ended_) {
        takeWholeAnswer();
    }
    if (!ended_ && reason_)
        succeed(); // some servers leave out [DONE]
    if (!ended_)
        fail(ChatError::Kind::Interrupted,
             DecoderText::tr("%1 ended its answer in the middle.").arg(profile_.serverName()),
             true);
    return takeEvents();
}

void OpenAiDecoder::detectForm()
{
    // Blank lines before the JSON keep DeepSeek's connections alive.
    static constexpr QByteArrayView skipped = " \t\r\n\xEF\xBB\xBF";
    const auto first =
        std::find_if(buffer_.cbegin(), buffer_.cend(), [](char c) { return !skipped.contains(c); });
    buffer_.remove(0, first - buffer_.cbegin());
    if (buffer_.isEmpty())
        return;
    const char start = buffer_.front();
    if (start == '<' || contentType_.toLower().contains("html"))
        fail(ChatError::Kind::Protocol,
             DecoderText::tr("%1 sent a web page instead of an answer. Check the address.")
                 .arg(profile_.serverName()),
             false);
    form_ = start == '{' || start == '[' ? Form::Json : Form::Stream;
}

void OpenAiDecoder::takeChunk(const SseEvent &event)
{
    if (ended_)
        return;
    const QByteArray data = event.data.trimmed();
    if (data.isEmpty())
        return;
    if (data == "[DONE]") {
        if (!reason_ && !hasText_)
            return; // an end without a beginning; finish() says so
        succeed();
        return;
    }
    const QJsonDocument json = lenientJson(data);
    if (json.isObject())
        takeObject(json.object(), event.type == "error");
    else if (!reason_) // after the answer's end only its usage is lost
        fail(ChatError::Kind::Protocol,
             DecoderText::tr("%1 sent a piece of an answer that is not valid JSON.")
                 .arg(profile_.serverName()),
             true);
}

void OpenAiDecoder::takeWholeAnswer()
{
    const QJsonDocument json = lenientJson(buffer_);
    takeObject(json.isArray() ? json[0].toObject() : json.object(), false);
    if (ended_)
        return;
    if (hasText_) // complete JSON, so a missing finish_reason means nothing
        succeed();
    else
        fail(ChatError::Kind::Protocol,
             (json.isNull() ? DecoderText::tr("%1 sent an answer that is not valid JSON.")
                            : DecoderText::tr("%1 sent JSON that holds no answer."))
                 .arg(profile_.serverName()),
             true);
}

void OpenAiDecoder::takeObject(const QJsonObject &object, bool isErrorEvent)
{
    const bool hasChoices = object[u"choices"_s].isArray();
    const auto complaint = complaintIn(object);
    if (isErrorEvent || (complaint && (!hasChoices || object[u"error"_s].isObject()))) {
        fail(openAiInnerError(profile_, complaint.value_or(ServerComplaint())));
        return;
    }
    takeUsage(object);
    for (const auto &choice : object[u"choices"_s].toArray()) {
        if (choice[u"index"_s].toInt(0) == 0) // we ask for one; others are not ours
            takeChoice(choice.toObject());
    }
}

void OpenAiDecoder::takeChoice(const QJsonObject &choice)
{
    if (reason_) // the answer has ended; some servers repeat its last chunk
        return;
    const QJsonValue delta = choice[u"delta"_s];
    const QJsonObject message =
        delta.isObject() ? delta.toObject() : choice[u"message"_s].toObject();
    QString reasoning = textOf(message[u"content"_s], "thinking"_L1);
    for (const QString &field : {u"reasoning"_s, u"reasoning_content"_s}) {
        if (reasoning.isEmpty()) // a server that sends both repeats itself
            reasoning = message[field].toString();
    }
    if (!reasoning.isEmpty())
        events_.append(ReasoningDelta{sanitizedText(reasoning)});
    takeText(textOf(message[u"content"_s], "text"_L1));
    const QString refusal = message[u"refusal"_s].toString();
    refused_ = refused_ || !refusal.isEmpty();
    takeText(refusal);
    if (const QJsonValue usage = choice[u"usage"_s]; usage.isObject()) // Moonshot puts it here
        takeUsage(choice);
    takeFinishReason(choice[u"finish_reason"_s].toString());
}

void OpenAiDecoder::takeText(const QString &text)
{
    const QString clean = text.isEmpty() ? QString() : sanitizer_.feed(text);
    if (clean.isEmpty())
        return;
    hasText_ = hasText_ || !clean.trimmed().isEmpty();
    events_.append(TextDelta{clean});
}

/// What is counted differs: xAI leaves reasoning out of completion_tokens; DeepSeek has its own
/// name for cached input; Groq hides a stream's usage in x_groq.
void OpenAiDecoder::takeUsage(const QJsonObject &object)
{
    const QJsonValue own = object[u"usage"_s];
    const QJsonObject usage =
        own.isObject() ? own.toObject() : object[u"x_groq"_s][u"usage"_s].toObject();
    const auto input = tokens(usage[u"prompt_tokens"_s]);
    const auto output = tokens(usage[u"completion_tokens"_s]);
    if (!input && !output)
        return;
    Usage result;
    result.inputTokens = input.value_or(0);
    result.outputTokens = output.value_or(0);
    const auto cached = tokens(usage[u"prompt_tokens_details"_s][u"cached_tokens"_s]);
    result.cachedInputTokens =
        cached.value_or(tokens(usage[u"prompt_cache_hit_tokens"_s]).value_or(0));
    result.reasoningTokens =
        tokens(usage[u"completion_tokens_details"_s][u"reasoning_tokens"_s]).value_or(0);
    const auto total = tokens(usage[u"total_tokens"_s]);
    const qint64 all = result.inputTokens + result.outputTokens + result.reasoningTokens;
    if (total ? *total == all : profile_.name == u"xai")
        result.outputTokens += result.reasoningTokens;
    result.cachedInputTokens = std::min(result.cachedInputTokens, result.inputTokens);
    result.reasoningTokens = std::min(result.reasoningTokens, result.outputTokens);
    events_.append(UsageReported{result});
}

void OpenAiDecoder::takeFinishReason(const QString &reason)
{
    if (reason.isEmpty())
        return;
    if (reason == u"error" || reason == u"insufficient_system_resource") { // OpenRouter; DeepSeek
        ServerComplaint complaint;
        complaint.code = reason;
        fail(openAiInnerError(profile_, complaint));
        return;
    }
    static const QHash<QString, FinishReason> known{
        {u"stop"_s, FinishReason::Complete},     {u"eos"_s, FinishReason::Complete},
        {u"end_turn"_s, FinishReason::Complete}, {u"stop_sequence"_s, FinishReason::Complete},
        {u"length"_s, FinishReason::Length},     {u"model_length"_s, FinishReason::Length},
        {u"max_tokens"_s, FinishReason::Length}, {u"content_filter"_s, FinishReason::Filtered},
        {u"refusal"_s, FinishReason::Refused},
    };
    reason_ = known.value(reason, FinishReason::Other);
    if (form_ == Form::Json)
        succeed();
}

void OpenAiDecoder::succeed()
{
    FinishReason reason = reason_.value_or(FinishReason::Other);
    if (refused_)
        reason = FinishReason::Refused;
    if (reason == FinishReason::Complete && !hasText_) { // seen at DeepSeek with JSON mode
        fail(ChatError::Kind::Protocol,
             DecoderText::tr("%1 sent an empty answer.").arg(profile_.serverName()), true);
        return;
    }
    ended_ = true;
    events_.append(AnswerFinished{reason});
}

void OpenAiDecoder::fail(ChatError::Kind kind, const QString &message, bool retryable)
{
    ChatError error;
    error.kind = kind;
    error.httpStatus = 200;
    error.message = message;
    error.retryable = retryable;
    fail(error);
}

void OpenAiDecoder::fail(const ChatError &error)
{
    if (std::exchange(ended_, true))
        return;
    events_.append(AnswerFailed{error});
}

QList<ChatEvent> OpenAiDecoder::takeEvents()
{
    return std::exchange(events_, {});
}

} // namespace concert
