// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/phase.h"

#include <QString>

#include <optional>

namespace concert {

/// An entry of a power's diary as prompts and saved games write it: "[S1901M] text Intent: what it
/// means to do", without the last part where there is no intent.
struct DiaryLine {
    Phase phase;
    QString text;
    QString intent; ///< may be empty

    QString toString() const;
    /// Reads that; nothing if the line does not begin with a phase. An intent is what stands behind
    /// the last "Intent:".
    static std::optional<DiaryLine> parse(const QString &line);
};

/// What stands for the entries from before a year: "[before 1903] text".
struct ConsolidatedLine {
    int year = 0;
    QString text;

    QString toString() const;
    static std::optional<ConsolidatedLine> parse(const QString &line);
};

} // namespace concert
