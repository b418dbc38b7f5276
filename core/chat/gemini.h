// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

namespace concert {

/// Gemini's generateContent: POST {base}/v1beta/models/{model}:streamGenerateContent?alt=sse,
/// answered by events without names; a candidate's finishReason ends them. The key goes into a
/// header: in the address it would end up in logs.
class Gemini final : public Dialect {
public:
    QUrl url(const ChatRequest &request, const ProviderProfile &profile) const override;
    QJsonObject body(const ChatRequest &request, const ProviderProfile &profile,
                     const Concessions &concessions) const override;
    QPair<QByteArray, QByteArray> keyHeader(const QByteArray &key) const override;
    std::unique_ptr<AnswerDecoder> decoder(const ProviderProfile &profile,
                                           const QByteArray &contentType) const override;
};

} // namespace concert
