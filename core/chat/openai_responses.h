// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

namespace concert {

/// OpenAI's Responses: POST {base}/responses, answered by a response object or by named events that
/// end with response.completed, .incomplete or .failed. Also of xAI, OpenRouter and local servers.
class OpenAiResponses final : public Dialect {
public:
    QUrl url(const ChatRequest &request, const ProviderProfile &profile) const override;
    QJsonObject body(const ChatRequest &request, const ProviderProfile &profile,
                     const Concessions &concessions) const override;
    QPair<QByteArray, QByteArray> keyHeader(const QByteArray &key) const override;
    std::unique_ptr<AnswerDecoder> decoder(const ProviderProfile &profile,
                                           const QByteArray &contentType) const override;
};

} // namespace concert
