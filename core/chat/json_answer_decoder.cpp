// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chat/json_answer_decoder.h"

#include "core/chat/server_error.h"

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
    Q_DECLARE_TR_FUNCTIONS(concert::ModelAnswer)
};

} // namespace

std::optional<qint64> tokenCount(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!std::isfinite(number) || number < 0 || number > 1e12)
        return std::nullopt;
    return static_cast<qint64>(number);
}

JsonAnswerDecoder::JsonAnswerDecoder(const ProviderProfile &profile, const QByteArray &contentType,
                                     Framing framing)
    : profile_(profile), contentType_(contentType), framing_(framing)
{}

QList<ChatEvent> JsonAnswerDecoder::feed(const QByteArray &bytes)
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
    if (form_ == Form::Stream)
        takeStream(fresh);
    else if (buffer_.size() > maxJsonBytes)
        fail(ChatError::Kind::TooLarge,
             DecoderText::tr("%1 sent an answer longer than 2 MiB.").arg(profile_.serverName()),
             false);
    return takeEvents();
}

QList<ChatEvent> JsonAnswerDecoder::finish()
{
    if (form_ == Form::Stream) {
        for (const SseEvent &event : sse_.finish())
            takeData(event.data, event.type);
        for (const QByteArray &line : lines_.finish())
            takeData(line, {});
    } else if (form_ == Form::Json && !ended_) {
        takeJson();
    }
    if (!ended_ && reason_ && !needsMark())
        succeed(); // some servers leave out their marker
    if (!ended_)
        fail(brokenAnswer(profile_));
    return takeEvents();
}

void JsonAnswerDecoder::detectForm()
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
    const bool isJson = start == '[' || (start == '{' && framing_ != Framing::Lines);
    form_ = isJson ? Form::Json : Form::Stream;
}

void JsonAnswerDecoder::takeStream(const QByteArray &bytes)
{
    if (framing_ == Framing::Lines) {
        for (const QByteArray &line : lines_.feed(bytes))
            takeData(line, {});
    } else {
        for (const SseEvent &event : sse_.feed(bytes))
            takeData(event.data, event.type);
    }
    if (sse_.isTooLarge() || lines_.isTooLarge())
        fail(ChatError::Kind::TooLarge,
             DecoderText::tr("%1 sent a piece of an answer that is longer than 1 MiB.")
                 .arg(profile_.serverName()),
             false);
}

void JsonAnswerDecoder::takeData(const QByteArray &data, const QByteArray &type)
{
    if (ended_)
        return;
    const QByteArray trimmed = data.trimmed();
    if (trimmed.isEmpty() || takeMark(trimmed))
        return;
    const QJsonDocument json = lenientJson(trimmed);
    if (json.isObject())
        takePiece(json.object(), type);
    else if (!reason_) // after the answer's end only its usage is lost
        fail(ChatError::Kind::Protocol,
             DecoderText::tr("%1 sent a piece of an answer that is not valid JSON.")
                 .arg(profile_.serverName()),
             true);
}

void JsonAnswerDecoder::takeJson()
{
    const QJsonDocument json = lenientJson(buffer_);
    if (json.isArray()) { // Gemini's stream without alt=sse; errors of others
        const QJsonArray all = json.array();
        for (const auto &one : all) {
            if (!ended_)
                takeWhole(one.toObject());
        }
    } else {
        takeWhole(json.object());
    }
    if (ended_)
        return;
    if (reason_ || hasText_) // complete JSON, so a missing finish reason means nothing
        succeed();
    else
        fail(ChatError::Kind::Protocol,
             (json.isNull() ? DecoderText::tr("%1 sent an answer that is not valid JSON.")
                            : DecoderText::tr("%1 sent JSON that holds no answer."))
                 .arg(profile_.serverName()),
             true);
}

void JsonAnswerDecoder::addText(const QString &text)
{
    const QString clean = text.isEmpty() || ended_ ? QString() : sanitizer_.feed(text);
    if (clean.isEmpty())
        return;
    hasText_ = hasText_ || !clean.trimmed().isEmpty();
    events_.append(TextDelta{clean});
}

void JsonAnswerDecoder::addReasoning(const QString &text)
{
    if (text.isEmpty() || ended_)
        return;
    hasThoughts_ = true;
    events_.append(ReasoningDelta{sanitizedText(text)});
}

void JsonAnswerDecoder::addUsage(Usage usage)
{
    usage.cachedInputTokens = std::min(usage.cachedInputTokens, usage.inputTokens);
    usage.reasoningTokens = std::min(usage.reasoningTokens, usage.outputTokens);
    if (!ended_)
        events_.append(UsageReported{usage});
}

void JsonAnswerDecoder::succeed()
{
    FinishReason reason = reason_.value_or(FinishReason::Other);
    if (refused_)
        reason = FinishReason::Refused;
    // Seen at DeepSeek with JSON mode; an Ollama that only loads its model says "load".
    const bool isFine = reason == FinishReason::Complete || reason == FinishReason::Other;
    if (isFine && !hasText_ && hasThoughts_) {
        ChatError error;
        error.kind = ChatError::Kind::Protocol;
        error.httpStatus = 200;
        error.retryable = true;
        error.about = ChatError::About::Thoughts;
        error.message =
            DecoderText::tr("%1 sent thoughts only, and no answer.").arg(profile_.serverName());
        fail(error);
        return;
    }
    if (isFine && !hasText_) {
        fail(ChatError::Kind::Protocol,
             DecoderText::tr("%1 sent an empty answer.").arg(profile_.serverName()), true);
        return;
    }
    if (!std::exchange(ended_, true))
        events_.append(AnswerFinished{reason});
}

void JsonAnswerDecoder::fail(ChatError::Kind kind, const QString &message, bool retryable)
{
    ChatError error;
    error.kind = kind;
    error.httpStatus = 200;
    error.message = message;
    error.retryable = retryable;
    fail(error);
}

void JsonAnswerDecoder::fail(const ServerComplaint &complaint)
{
    fail(innerError(profile_, complaint));
}

void JsonAnswerDecoder::fail(const ChatError &error)
{
    if (!std::exchange(ended_, true))
        events_.append(AnswerFailed{error});
}

QList<ChatEvent> JsonAnswerDecoder::takeEvents()
{
    return std::exchange(events_, {});
}

ChatError brokenAnswer(const ProviderProfile &profile)
{
    ChatError error;
    error.kind = ChatError::Kind::Interrupted;
    error.httpStatus = 200;
    error.retryable = true;
    error.message = DecoderText::tr("%1 ended its answer in the middle.").arg(profile.serverName());
    return error;
}

std::optional<double> toldCost(const QJsonObject &usage, const ProviderProfile &profile)
{
    constexpr double ticksPerDollar = 1e10;
    const auto amount = [](const QJsonValue &value) {
        const double dollars = value.toDouble(-1);
        return std::isfinite(dollars) && dollars >= 0 ? std::optional(dollars) : std::nullopt;
    };
    if (const auto ticks = amount(usage[u"cost_in_usd_ticks"_s]))
        return *ticks / ticksPerDollar;
    // Elsewhere a number of this name may mean anything.
    const bool isOpenRouter =
        profile.name == u"openrouter" || profile.baseUrl.host() == u"openrouter.ai";
    auto cost = isOpenRouter ? amount(usage[u"cost"_s]) : std::nullopt;
    if (cost && usage[u"is_byok"_s].toBool())
        *cost += amount(usage[u"cost_details"_s][u"upstream_inference_cost"_s]).value_or(0);
    return cost;
}

} // namespace concert
