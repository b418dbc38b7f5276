// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_result.h"
#include "core/chat/dialect.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace concert {

/// What a server says about its error, from the many shapes that OpenAI-like servers give it.
struct ServerComplaint {
    QString message; ///< plain text, cleaned, shortened, without what looks like a key
    QString type;
    QString code;
    int status = 0; ///< a code that is a number (OpenRouter, llama.cpp)
};

/// The complaint in a JSON object: {error: {…}}, {error: "text"}, {code, error: "text"},
/// {object: "error", message, type, code} or {detail: …}. nullopt: it holds none.
std::optional<ServerComplaint> complaintIn(const QJsonObject &object);

/// The error of an answer whose status is not 200.
ChatError openAiStatusError(const ProviderProfile &profile, int status, const HttpHeaders &headers,
                            const QByteArray &body);

/// An error that came inside an answer with status 200.
ChatError openAiInnerError(const ProviderProfile &profile, const ServerComplaint &complaint);

/// How long the server wants us to wait; nullopt: not said, or senseless (negative, not a number).
std::optional<std::chrono::milliseconds> retryAfterHint(const HttpHeaders &headers);

/// Parses JSON that may hold bytes which are no UTF-8 (QJsonDocument refuses all of it for one);
/// they are replaced by U+FFFD. Null: not JSON.
QJsonDocument lenientJson(const QByteArray &bytes);

} // namespace concert
