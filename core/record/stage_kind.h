// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace concert {

/// What a seat is asked for.
enum class StageKind { InitialState, Messages, Orders, StateUpdate, Adjudication };

/// "initial_state", "messages", "orders", "state_update", "adjudication": as in logs, prompts'
/// schema names and exports.
QString stageName(StageKind kind);
std::optional<StageKind> parseStageName(const QString &name);

/// In the order in which a phase goes through them.
QList<StageKind> allStageKinds();

} // namespace concert
