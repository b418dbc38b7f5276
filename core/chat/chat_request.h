// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace concert {

struct ChatMessage {
    enum class Role { System, User, Assistant };
    Role role = Role::User;
    QString content;

    bool operator==(const ChatMessage &) const = default;
};

/// A JSON schema the answer must follow, in the portable subset that every provider understands
/// (root object, all properties required, additionalProperties false, no lengths or patterns).
struct ChatSchema {
    QString name; ///< letters, digits, '_'; also tells the built-in model what is asked
    QJsonObject schema;

    bool operator==(const ChatSchema &) const = default;
};

/// One thing asked of a model. A value: says nothing about where it is sent.
struct ChatRequest {
    QString model;               ///< the provider's name of the model
    QList<ChatMessage> messages; ///< system first
    int maxTokens = 4096;        ///< of the answer, reasoning included
    bool isCapped = false; ///< a spending cap counts it: an answer far beyond maxTokens is cut off
    std::optional<ChatSchema> schema; ///< absent: free text
    /// One that holds the schemas of all that the same game asks for; beside schema, for servers
    /// whose prompt cache begins with it (see StructuredLevel::CommonSchema).
    std::optional<ChatSchema> commonSchema;
    bool stream = true;
    bool thinkLess =
        false;         ///< it thought until its limit before: not at all, where that can be said
    QByteArray callId; ///< the call's identity; sent to the built-in model only
};

} // namespace concert
