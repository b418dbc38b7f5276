// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

namespace concert {

/// Anthropic's Messages: POST {base}/v1/messages, answered by a message object or by named events
/// that end with message_stop. Also of OpenRouter, DeepSeek and local servers.
class Anthropic final : public Dialect {
public:
    QUrl url(const ChatRequest &request, const ProviderProfile &profile) const override;
    QJsonObject body(const ChatRequest &request, const ProviderProfile &profile,
                     const Concessions &concessions) const override;
    QPair<QByteArray, QByteArray> keyHeader(const QByteArray &key) const override;
    std::unique_ptr<AnswerDecoder> decoder(const ProviderProfile &profile,
                                           const QByteArray &contentType) const override;
};

} // namespace concert
