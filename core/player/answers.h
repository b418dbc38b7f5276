// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/player.h"

#include <string>
#include <string_view>
#include <vector>

namespace concert {

/// The player's answer to whoever asks for JSON with these fields, in this order: "orders",
/// "messages", "plan", "negotiation_summary", "private_notes" and so on; a field it does not know
/// is an empty text. Both the scripted seat and the built-in model answer with this. Pure.
std::string answerJson(const Map &map, const PlayerView &view,
                       const std::vector<std::string> &fields);

/// What a message of ours promises, as JSON: a list of {"type", "units", "places", "phase"}.
std::string commitmentsJson(const PlayerView &view, const PlayerMessage &message);

/// A plan, a diary entry, a consolidated diary or a commentary, in character.
std::string planText(const Map &map, const PlayerView &view);
std::string negotiationText(const Map &map, const PlayerView &view);
std::string resultText(const Map &map, const PlayerView &view);
std::string consolidatedText(const Map &map, const PlayerView &view);
std::string commentaryText(const PlayerView &view);

} // namespace concert
