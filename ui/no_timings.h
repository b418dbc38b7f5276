// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

class MatchLog;

/// What a view of times says while it has none to show: \a otherwise, unless none will ever come,
/// as for a saved game.
QString noTimingsText(const MatchLog *log, const QString &otherwise);

} // namespace concert
