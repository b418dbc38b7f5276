// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/json_answer_decoder.h"

namespace concert {

/// Reads the answer of a Chat Completions server: chunks that end with "[DONE]" (or, at some, just
/// with a finish_reason), or one completion object.
class OpenAiDecoder final : public JsonAnswerDecoder {
public:
    OpenAiDecoder(const ProviderProfile &profile, const QByteArray &contentType)
        : JsonAnswerDecoder(profile, contentType, Framing::ServerSentEvents)
    {}

protected:
    void takePiece(const QJsonObject &piece, const QByteArray &type) override;
    void takeWhole(const QJsonObject &answer) override { takePiece(answer, {}); }
    bool takeMark(const QByteArray &data) override;

private:
    void takeChoice(const QJsonObject &choice);
    void takeUsage(const QJsonObject &object);
    void takeFinishReason(const QString &reason);
};

} // namespace concert
