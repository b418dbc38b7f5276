// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/chat/provider_profile.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <climits>
#include <optional>

namespace concert {

/// A request as the built-in model understands it, whatever dialect it came in.
struct AskedRequest {
    DialectName dialect = DialectName::OpenAiChat;
    QString model;
    QList<ChatMessage> messages; ///< system first
    QString schemaName;          ///< empty where the dialect names none
    QJsonObject schema;          ///< that the answer is to follow; empty: none
    QString schemaText;          ///< as the model reads it before the messages; empty: it does not
    QStringList fields;          ///< that it requires, in its order
    QString tool;                ///< Anthropic: the tool whose input is to be the answer
    int maxTokens = INT_MAX;
    bool stream = false;
    bool wantsUsage = true; ///< in a stream
};

/// The dialect whose chats are asked for at that path (without its query); nullopt: it is no
/// place for chats.
std::optional<DialectName> dialectOfPath(const QByteArray &path);

/// Reads a request's body. A schema that only stands in the prompt (as our own lower levels of
/// structure have it) counts too.
AskedRequest readRequest(DialectName dialect, const QByteArray &path, const QJsonObject &body);

} // namespace concert
