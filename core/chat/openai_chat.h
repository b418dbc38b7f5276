// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

namespace concert {

/// OpenAI's Chat Completions: POST {base}/chat/completions, answered by one JSON object or by a
/// text/event-stream of chunks. What the vendors do differently stands in ProviderProfile, or is
/// understood wherever it comes from (openai_decoder.cpp, server_error.cpp).
class OpenAiChat final : public Dialect {
public:
    QUrl url(const ChatRequest &request, const ProviderProfile &profile) const override;
    QJsonObject body(const ChatRequest &request, const ProviderProfile &profile,
                     const Concessions &concessions) const override;
    QPair<QByteArray, QByteArray> keyHeader(const QByteArray &key) const override;
    std::unique_ptr<AnswerDecoder> decoder(const ProviderProfile &profile,
                                           const QByteArray &contentType) const override;
};

} // namespace concert
