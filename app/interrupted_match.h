// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"
#include "core/record/match_log.h"

#include <QList>
#include <QString>

namespace concert {

/// What a recorded match is played with when it goes on: what it was played with last, with the
/// models that were chosen meanwhile. A file's word is not enough to send a key anywhere: names
/// mean what they mean to this user (\a known are their providers, all of which are there), and
/// servers that \a known does not have get no key. Whether the match may go to the record's
/// addresses, and read its prompt folders, ChosenPlaces says.
MatchConfig goingOnConfig(const MatchLog &log, const QList<ProviderProfile> &known);

/// Whether there is anything left to play of it with \a config: it was interrupted, or its game
/// may be longer now.
bool canGoOn(const MatchLog &log, const MatchConfig &config);

} // namespace concert
