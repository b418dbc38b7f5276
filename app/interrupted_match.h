// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"
#include "core/record/match_log.h"

#include <QList>
#include <QString>

namespace concert {

/// What a recorded match is played with when it goes on: what it was played with last, with the
/// models that were chosen meanwhile. A file's word is not enough to send a key anywhere: servers
/// that \a known (this user's providers) do not have get none.
MatchConfig goingOnConfig(const MatchLog &log, const QList<ProviderProfile> &known);

/// Whether there is anything left to play of it with \a config: it was interrupted, or its game
/// may be longer now.
bool canGoOn(const MatchLog &log, const MatchConfig &config);

} // namespace concert
