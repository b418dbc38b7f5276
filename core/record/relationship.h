// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace concert {

/// How one power sees another; the five labels that agents use.
enum class Relationship { Enemy, Unfriendly, Neutral, Friendly, Ally };

QString relationshipName(Relationship relationship); ///< "Friendly"
/// Any case; nothing else is guessed.
std::optional<Relationship> parseRelationship(const QString &name);

} // namespace concert
