// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/chat_request.h"
#include "core/chat/provider_profile.h"

#include <QList>
#include <QString>

#include <optional>

namespace concert {

/// How firmly a server is asked to keep to a schema; each level is for servers that refuse the ones
/// before, or take them and answer as they like. In the last two the prompt shows the schema, and
/// only our own check remains.
enum class StructuredLevel {
    CommonSchema, ///< the dialect's usual way, with one schema for all that a match asks for
    Schema,       ///< the dialect's usual way
    OtherSchema,  ///< a schema too, in the dialect's or vendor's second way
    JsonObject,   ///< any JSON object
    Plain
};

/// "common_schema": in files.
QString structuredLevelName(StructuredLevel level);
std::optional<StructuredLevel> parseStructuredLevel(const QString &name);

/// The levels that a server has, the firmest first; the last is Plain.
QList<StructuredLevel> structuredLevels(const ProviderProfile &profile);

/// The firmest level of the server's that is no firmer than \a level.
StructuredLevel nearestLevel(const ProviderProfile &profile, StructuredLevel level);
/// The same for a request, which may have no common schema.
StructuredLevel nearestLevel(const ProviderProfile &profile, const ChatRequest &request,
                             StructuredLevel level);

/// The request as it is asked at \a level: at that of the common schema this is its schema.
ChatRequest requestAt(const ChatRequest &request, StructuredLevel level);

/// Whether a complete answer shows that the server keeps to what it was asked at \a level. Servers
/// are known that take a schema and ignore it (llama.cpp of February 2025; Ollama's cloud). Looked
/// at are the first level's fields, and of them those that have a choice of values. An answer that
/// is only cut says nothing.
bool keepsToStructure(const QString &answer, const ChatSchema &schema, StructuredLevel level);

/// Whether \a text is the whole JSON that was asked for, and nothing else.
bool isAnswerTo(const ChatSchema &schema, const QString &text);

/// Whether an answer is JSON that was begun and not ended.
bool breaksOff(const QString &answer);

} // namespace concert
