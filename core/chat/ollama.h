// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"

namespace concert {

/// Ollama's own /api/chat: JSON lines, of which the last says done. Unlike its OpenAI layer it can
/// set the context's length, and refuses a prompt that is longer instead of cutting it silently.
class Ollama final : public Dialect {
public:
    QUrl url(const ChatRequest &request, const ProviderProfile &profile) const override;
    QJsonObject body(const ChatRequest &request, const ProviderProfile &profile,
                     const Concessions &concessions) const override;
    QPair<QByteArray, QByteArray> keyHeader(const QByteArray &key) const override;
    std::unique_ptr<AnswerDecoder> decoder(const ProviderProfile &profile,
                                           const QByteArray &contentType) const override;
};

} // namespace concert
