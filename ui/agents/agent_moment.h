// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QString>

#include <optional>
#include <vector>

namespace concert {

/// An entry of a power's diary; a consolidation stands for all before it.
struct DiaryEntry {
    Phase phase;
    enum class Kind { Talks, Outcome, Consolidated } kind = Kind::Talks;
    QString text;
    QString intent;
};

/// What one power had on its mind at a moment of the log: a pure function of it.
struct AgentMoment {
    std::vector<MemoryUpdated> memories; ///< goals and relationships, oldest first
    std::optional<PlanMade> plan;        ///< for the shown phase
    std::vector<DiaryEntry> diary;       ///< oldest first
    qsizetype memoryEvent = -1;          ///< where the log has the newest of each
    qsizetype planEvent = -1;
    qsizetype diaryEvent = -1;

    static AgentMoment at(const MatchLog &log, qsizetype eventIndex, Power power);
};

/// The same as plain text, a page each; what a model wrote is passed on as it is.
QString goalsText(const AgentMoment &moment);
QString planText(const AgentMoment &moment);
/// The whole diary, or as prompts still show it (\a working).
QString diaryText(const AgentMoment &moment, bool working = false);
/// How the relationships to all others changed, by phase.
QString relationshipsText(const AgentMoment &moment);

} // namespace concert
