// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QByteArray>

namespace concert {

/// The match in the Trace Event Format, which Perfetto (ui.perfetto.dev) and chrome://tracing open:
/// a track for each power, a slice for each call with its queueing, first token and generation
/// nested, and an arrow from each input. Explained in resources/help/timings.md.
QByteArray traceEvents(const MatchLog &log);

} // namespace concert
