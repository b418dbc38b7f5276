// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/rollouts.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace concert {

/// The chances that were worked out for a match, remembered in its folder (chances.json): they cost
/// seconds of a processor, and are always the same. The file says what they depend on, and is taken
/// no notice of when any of that is another; so is whatever in it cannot be true, because a match's
/// folder may be a stranger's.
class ChanceMemory {
public:
    /// \a folder: the match's; empty: nothing is read or written.
    explicit ChanceMemory(const QString &folder) : folder_(folder) {}

    /// Null: not known. Reads the file when first asked. Valid until add() is called.
    const Chances *find(const Position &position);
    /// Chances from all of Evaluator::mostGames games.
    void add(const Position &position, const Chances &chances);
    /// Writes the file if there is something new. A folder that cannot be written to is no problem:
    /// then it is worked out again.
    void save();

private:
    void load();

    QString folder_;
    bool loaded_ = false;
    bool changed_ = false;
    QHash<QByteArray, Chances> known_; ///< by the board's digest
};

} // namespace concert
