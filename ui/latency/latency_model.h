// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/analysis.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace concert {

/// What the latency chart shows, as numbers: a pure function of spans and a moment.
struct LatencyPicture {
    QList<PhaseTimes> phases;
    qint64 total = 0;      ///< microseconds: the sum of the phases' wall times
    qint64 held = 0;       ///< of it, what was added by Span::held
    qint64 sequential = 0; ///< the same calls one after another, without that
    int calls = 0;

    /// Running calls last until \a now.
    static LatencyPicture at(QList<Span> spans, qint64 now);

    /// "Total 17.9 s · one after another 72.6 s · 75 % less", translated. What was held counts on
    /// neither side of the comparison, and is told.
    QString headline() const;
};

/// "640 ms", "17.9 s", "2 min 05 s", in the user's language.
QString durationText(qint64 microseconds);
/// "18 s", "2 min 05 s": of estimates, which know no tenths.
QString roughDurationText(qint64 microseconds);

/// A time axis from 0 with whole, round numbers: few, and the same ones while the data grows a
/// little.
struct TimeAxis {
    qint64 unit = 1'000'000; ///< microseconds that the labels count
    QString unitName;        ///< "s", translated
    double maximum = 1;      ///< in units; a multiple of step
    double step = 1;

    /// No axis reaches further, whatever times a record claims: 30,000 years in microseconds.
    static constexpr qint64 longest = 1'000'000'000'000'000'000;

    /// At most \a mostSteps (1 to 5) of them.
    static TimeAxis upTo(qint64 microseconds, int mostSteps = 5);
};

/// For the top of a bar, the longest first: "32 s" or "0.6 s", then without the unit.
QStringList barTexts(qint64 microseconds, const TimeAxis &axis);

/// Where bars that dwarf the others are cut off, so that these fill the height: at 1.6 times the
/// highest of \a shown; absent: what is \a beside them fits as it is.
std::optional<qint64> barCut(qint64 shown, qint64 beside);

} // namespace concert
