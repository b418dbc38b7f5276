// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"
#include "core/chat/sse_decoder.h"
#include "core/chat/text_sanitizer.h"

#include <QJsonObject>

#include <optional>

namespace concert {

/// Reads the answer of a Chat Completions server. Whether it is one JSON object or a stream is seen
/// from its first character: servers answer either way, under either Content-Type. Text comes out
/// sanitized.
class OpenAiDecoder final : public AnswerDecoder {
public:
    /// A body that is one JSON object is parsed in one go, so it is kept short.
    static constexpr qsizetype maxJsonBytes = 2 * 1024 * 1024;

    OpenAiDecoder(const ProviderProfile &profile, const QByteArray &contentType);

    QList<ChatEvent> feed(const QByteArray &bytes) override;
    QList<ChatEvent> finish() override;

private:
    enum class Form { Unknown, Stream, Json };

    void detectForm();
    void takeChunk(const SseEvent &event);
    void takeWholeAnswer();
    void takeObject(const QJsonObject &object, bool isErrorEvent);
    void takeChoice(const QJsonObject &choice);
    void takeText(const QString &text);
    void takeUsage(const QJsonObject &object);
    void takeFinishReason(const QString &reason);
    void succeed();
    void fail(ChatError::Kind kind, const QString &message, bool retryable);
    void fail(const ChatError &error);
    QList<ChatEvent> takeEvents();

    ProviderProfile profile_;
    QByteArray contentType_;
    Form form_ = Form::Unknown;
    QByteArray buffer_; ///< leading bytes of unknown form, or the JSON so far
    SseDecoder sse_;
    TextSanitizer sanitizer_;
    QList<ChatEvent> events_; ///< to be returned
    std::optional<FinishReason> reason_;
    bool hasText_ = false; ///< more than blanks
    bool refused_ = false;
    bool ended_ = false;
};

} // namespace concert
