// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

/// A match's folder as people know it: "25/11/2026 22:20 · simulator · Russia 6, France 5", or
/// instead "interrupted in S1902M". What
/// holds no match (any more) is called by its path.
QString recentMatchText(const QString &folder);

/// It was interrupted, nobody plays it, and it can go on.
bool isUnfinishedMatch(const QString &folder);

} // namespace concert
