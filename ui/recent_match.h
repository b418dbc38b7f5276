// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

/// A match's folder as people know it: "2026-11-25 22:20 · simulator · Russia 6, France 5", or
/// instead "interrupted in S1902M"; a saved game: "games/lmvsgame.json · saved game · 2026-11-25
/// 22:20". What holds no match (any more) is called by its path.
QString recentMatchText(const QString &folder);

/// Its path, for a tooltip.
QString pathTip(const QString &path);

/// It was interrupted, nobody plays it, and it can go on.
bool isUnfinishedMatch(const QString &folder);

} // namespace concert
