// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/chat/dialect.h"
#include "core/chat/server_complaint.h"

#include <optional>

namespace concert {

/// Whether a refusal with this status may mean that something in the request is not understood.
/// llama.cpp answers 500 to a schema that it cannot read, OpenRouter 404 when no endpoint has what
/// is asked.
bool mayBeAboutTheRequest(int status);

/// The prompt is longer than the model's context.
bool isContextLength(int status, const ServerComplaint &complaint);
/// The server refuses what the model wrote (Groq's json_validate_failed), not what we asked.
bool isAboutTheAnswer(const ServerComplaint &complaint);

/// The next level of structure that the server has for the request; false: there is none.
bool lowerStructure(const ProviderProfile &profile, const ChatRequest &request,
                    Concessions *concessions);

/// What to ask for instead when a server refused \a request as it was put with \a used: one step,
/// read from the server's own words, of which only names of fields count that the request has.
/// nullopt: they name nothing that could be left out.
std::optional<Concessions> concessionFor(const ChatError &error, const Dialect &dialect,
                                         const ProviderProfile &profile, const ChatRequest &request,
                                         const Concessions &used);

} // namespace concert
