// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"
#include "core/chat/ndjson_decoder.h"
#include "core/chat/server_complaint.h"
#include "core/chat/sse_decoder.h"
#include "core/chat/text_sanitizer.h"

#include <QJsonObject>

#include <optional>

namespace concert {

/// What the decoders of all dialects share: framing, limits, the rules for how an answer may end.
/// Whether it is a stream or one JSON object is seen from its first character: servers answer
/// either way, under either Content-Type. Text comes out sanitized.
class JsonAnswerDecoder : public AnswerDecoder {
public:
    /// A body that is one JSON object is parsed in one go, so it is kept short.
    static constexpr qsizetype maxJsonBytes = qsizetype{2} * 1024 * 1024;
    enum class Framing { ServerSentEvents, Lines };

    JsonAnswerDecoder(const ProviderProfile &profile, const QByteArray &contentType,
                      Framing framing);

    QList<ChatEvent> feed(const QByteArray &bytes) final;
    QList<ChatEvent> finish() final;

protected:
    /// One object of a stream; \a type is the event's name ("" if it has none).
    virtual void takePiece(const QJsonObject &piece, const QByteArray &type) = 0;
    /// The whole answer as one object.
    virtual void takeWhole(const QJsonObject &answer) = 0;
    /// Data of a stream that is not JSON by design ("[DONE]"). True: taken.
    virtual bool takeMark(const QByteArray &) { return false; }
    /// Whether a stream may end without its terminal marker once a finish reason has come.
    virtual bool needsMark() const { return false; }

    void addText(const QString &text);
    void addReasoning(const QString &text);
    void addUsage(Usage usage); ///< each replaces the one before
    void setReason(FinishReason reason) { reason_ = reason; }
    void refuse() { refused_ = true; }
    /// Ends the answer; an empty one fails.
    void succeed();
    void fail(ChatError::Kind kind, const QString &message, bool retryable);
    void fail(const ServerComplaint &complaint);

    const ProviderProfile &profile() const { return profile_; }
    bool hasEnded() const { return ended_; }
    bool hasReason() const { return reason_.has_value(); }
    bool hasText() const { return hasText_; } ///< more than blanks

private:
    enum class Form { Unknown, Stream, Json };

    void detectForm();
    void takeStream(const QByteArray &bytes);
    void takeData(const QByteArray &data, const QByteArray &type);
    void takeJson();
    void fail(const ChatError &error);
    QList<ChatEvent> takeEvents();

    ProviderProfile profile_;
    QByteArray contentType_;
    Framing framing_;
    Form form_ = Form::Unknown;
    QByteArray buffer_; ///< leading bytes of unknown form, or the JSON so far
    SseDecoder sse_;
    NdjsonDecoder lines_;
    TextSanitizer sanitizer_;
    QList<ChatEvent> events_; ///< to be returned
    std::optional<FinishReason> reason_;
    bool hasText_ = false;
    bool hasThoughts_ = false;
    bool refused_ = false;
    bool ended_ = false;
};

/// What a stream without its end comes to.
ChatError brokenAnswer(const ProviderProfile &profile);

/// A count of tokens; nullopt: absent, negative or absurd.
std::optional<qint64> tokenCount(const QJsonValue &value);

/// What a call cost, in dollars, where its usage says so: OpenRouter ("Usage Accounting": cost, in
/// credits of a dollar; with one's own key at a provider that provider's part stands beside it) and
/// xAI ("Cost Tracking": cost_in_usd_ticks, ten thousand million to a dollar).
std::optional<double> toldCost(const QJsonObject &usage, const ProviderProfile &profile);

} // namespace concert
