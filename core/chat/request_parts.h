// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/chat/dialect.h"

#include <QJsonObject>
#include <QUrl>

namespace concert {

/// \a base with \a path appended, whatever slashes there are.
QUrl joinedUrl(const QUrl &base, const QString &path);

/// The system messages' text, for dialects that have a place of its own for it.
QString systemText(const ChatRequest &request);

/// The messages as the server gets them: where it is given no schema, the first of the user's ends
/// with the schema and an example (DeepSeek's JSON mode wants the word JSON and an example of it).
QList<ChatMessage> promptMessages(const ChatRequest &request, StructuredLevel level);

/// For templates that know no system: its text goes in front of the user's first message.
void giveSystemToUser(QList<ChatMessage> *messages);

/// What a body has beside the usual where the model is not to think, in the vendor's words; empty:
/// that cannot be said there.
QJsonObject withoutThoughts(const ProviderProfile &profile);

/// {role, content} for each message; \a withSystem: those of the system too.
QJsonArray roleMessages(const QList<ChatMessage> &messages, bool withSystem);

/// \a more's fields added to \a object, deep in objects that both have.
void mergeInto(QJsonObject *object, const QJsonObject &more);

/// Takes away what \a names says: "name", "outer.name" (deeper, too, and in each of a list's
/// objects), or the name of a field one level deep; and what is empty then. What makes it a request
/// at all, and the answer's limit, stay.
void removeFields(QJsonObject *body, const QStringList &names);

/// Compact JSON, in which a schema's properties stand in the order of its list "required".
/// (QJsonObject sorts by name, but models answer in the order of the schema: orders before the
/// reasons for them can be played while the rest still comes.)
QByteArray requestJson(const QJsonValue &value);

} // namespace concert
