// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/span.h"
#include "core/trace/statistics.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>

namespace concert {

/// The parts of a match that the experiment tells apart.
enum class ExperimentPart {
    Initialisation, ///< initial_state
    Negotiation,    ///< messages, negotiation_diary
    Planning,       ///< plan
    Orders,         ///< orders
    StateUpdate,    ///< result_diary, state_update, consolidation
    Other           ///< commentary, adjudication, unknown stages, and the time of no span
};
inline constexpr int experimentPartCount = 6;

QString partName(ExperimentPart part); ///< "negotiation", as in exports
ExperimentPart partOf(const QString &stage);
std::array<ExperimentPart, experimentPartCount> allExperimentParts();

/// Microseconds.
struct PartTimes {
    qint64 critical = 0; ///< its share of the critical path
    qint64 busy = 0;     ///< the union of its calls' intervals
    int calls = 0;
};

/// What one match took. The parts' critical shares add up to total.
struct RunTimes {
    qint64 total = 0;
    qint64 bound = 0;
    qint64 dependencyBound = 0;
    qint64 sequential = 0;
    qint64 busy = 0; ///< the union of all calls' intervals
    int calls = 0;
    std::array<PartTimes, experimentPartCount> parts;

    const PartTimes &part(ExperimentPart which) const
    {
        return parts[static_cast<std::size_t>(which)];
    }
    /// What our own processing adds to the bound: 0.02 is 2 %.
    double overhead() const;
};

/// \a total: from the start to the end of the match.
RunTimes runTimes(const QList<Span> &spans, qint64 total);

struct ComparedRun {
    QString variant;
    quint64 seed = 1;
    RunTimes times;
};

/// A part, or the whole, before and after: means over the pairs, in seconds, which add up.
struct ComparedTimes {
    QString name; ///< of the part; "overall"
    double criticalBefore = 0, criticalAfter = 0;
    double busyBefore = 0, busyAfter = 0;
    double callsBefore = 0, callsAfter = 0;
    PairedReduction critical; ///< overall: of the total
    PairedReduction busy;
};

struct ComparedVariant {
    QString name;
    QList<quint64> seeds;       ///< of its pairs with the baseline
    QList<ComparedTimes> parts; ///< all of them, in order
    ComparedTimes overall;
    bool reached = false; ///< the interval's lower end lies above the target
};

struct ComparisonResult {
    QString baseline; ///< the variant that all others are compared with
    double target = 0.3;
    QList<ComparedRun> runs;         ///< as they were given
    QList<ComparedVariant> variants; ///< those other than the baseline
};

/// Compares each variant with the first of \a variants, in pairs of equal seeds.
ComparisonResult compareRuns(const QList<ComparedRun> &runs, const QStringList &variants,
                             double target = 0.3);

} // namespace concert
