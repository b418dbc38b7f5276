// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace concert {

/// What a seat is asked for.
enum class StageKind {
    InitialState,     ///< goals and relationships before the first phase
    Messages,         ///< one round of press
    NegotiationDiary, ///< what was said and what is meant, before orders
    Plan,             ///< a short directive for the orders
    Orders,
    Consolidation, ///< older diary entries made short, beside the orders
    Adjudication,  ///< no call: the rules
    ResultDiary,   ///< what was promised, ordered and came of it
    StateUpdate,   ///< goals and relationships after a phase without press
    Commentary     ///< a narrator's words for the watcher; of no power
};

/// "initial_state", "messages", "negotiation_diary", "plan", "orders", "consolidation",
/// "adjudication", "result_diary", "state_update", "commentary": as in logs, prompts' schema names
/// and exports.
QString stageName(StageKind kind);
std::optional<StageKind> parseStageName(const QString &name);

/// In the order in which a phase goes through them.
QList<StageKind> allStageKinds();

} // namespace concert
