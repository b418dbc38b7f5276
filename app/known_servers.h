// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/llm/server_knowledge.h"

#include <QDate>

namespace concert {

/// From now on \a knowledge begins with what \a file holds and leaves there what it learns, so that
/// the next start need not pay for the same refused requests again. Servers are updated: what is
/// older than a week is forgotten. An address with a port that the system chose (from 32768 on) is
/// another server next time, and the built-in model's is one. Holds no keys. A file that cannot be
/// read or written costs only what finding out costs.
void keepServerKnowledge(ServerKnowledge *knowledge, const QString &file,
                         const QDate &today = QDate::currentDate());

/// $XDG_DATA_HOME/concert/servers.json.
QString usualServersFile();

} // namespace concert
