// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/relationship.h"
#include "core/record/stage_kind.h"
#include "core/rules/phase.h"
#include "core/rules/power.h"

#include <QStringList>

#include <map>

namespace concert {

/// What a power wrote down for itself.
struct DiaryEntry {
    Phase phase;
    StageKind kind = StageKind::NegotiationDiary; ///< or ResultDiary
    QString text;
    QString intent; ///< what it privately means to do; may be empty

    bool operator==(const DiaryEntry &) const = default;
    /// "[S1901M] text".
    QString line() const;
};

/// Older diary entries made short.
struct Consolidation {
    int year = 0; ///< stands for the entries from before this year
    QString text;

    bool operator==(const Consolidation &) const = default;
};

/// What a power's player carries from phase to phase. A value: each stage that changes it makes a
/// new version, so that a prompt is built from the version its stage names and from no other.
struct Agent {
    Power power = Power::Austria;
    QStringList goals;
    std::map<Power, Relationship> relationships; ///< to the other powers
    QList<DiaryEntry> diary;                     ///< everything, never cut
    Consolidation consolidation;

    bool operator==(const Agent &) const = default;

    /// Before it was asked anything: no goals, everybody Neutral.
    static Agent fresh(Power power);

    QStringList fullDiary() const;
    /// What prompts show: the consolidation instead of the entries it stands for, then the others.
    QStringList workingDiary() const;
    /// Entries from before \a year that no consolidation stands for yet.
    bool hasEntriesBefore(int year) const;
};

} // namespace concert
