// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/analysis.h"

#include <QString>

namespace concert {

/// What the latency chart shows, as numbers: a pure function of spans and a moment.
struct LatencyPicture {
    QList<PhaseTimes> phases;
    qint64 total = 0;      ///< microseconds: the sum of the phases' wall times
    qint64 sequential = 0; ///< the same calls one after another
    int calls = 0;

    /// Running calls last until \a now.
    static LatencyPicture at(QList<Span> spans, qint64 now);

    /// "Total 17.9 s · one after another 72.6 s · 75 % less", translated.
    QString headline() const;
};

/// "640 ms", "17.9 s", "2 min 05 s", in the user's language.
QString durationText(qint64 microseconds);

/// A time axis from 0 with whole, round numbers: few, and the same ones while the data grows a
/// little.
struct TimeAxis {
    qint64 unit = 1'000'000; ///< microseconds that the labels count
    QString unitName;        ///< "s", translated
    double maximum = 1;      ///< in units; a multiple of step
    double step = 1;

    static TimeAxis upTo(qint64 microseconds);
};

} // namespace concert
