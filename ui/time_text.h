// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace concert {

/// Date and time in local time, to the minute, as nobody can read them wrongly: "2026-11-26 14:05",
/// or as the language writes dates, with the whole year ("26.11.2026 14:05").
QString momentText(const QDateTime &moment);

/// A time of the day with its seconds, as the language writes it: "14:05:21".
QString clockText(const QDateTime &moment);

} // namespace concert
