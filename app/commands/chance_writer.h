// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/terminal.h"
#include "core/player/rollouts.h"

#include <QString>

namespace concert {

/// Writes chances to standard output, a row a phase: a table for people, CSV, or JSON lines.
class ChanceWriter {
public:
    enum class Format { Table, Csv, Json };

    ChanceWriter(Format format, const RolloutOptions &options) : format_(format), options_(options)
    {}

    /// What the next rows belong to; empty: it has no name.
    void beginGame(const QString &id);
    void write(const Position &position, const Chances &chances);
    void flush() { out_.write(); }

private:
    void writeTableRow(const Position &position, const Chances &chances);
    void writeCsvRow(const Position &position, const Chances &chances);
    void writeJson(const Position &position, const Chances &chances);

    Format format_;
    RolloutOptions options_;
    StandardOutput out_;
    QString game_;
    bool headingNeeded_ = true;
};

} // namespace concert
