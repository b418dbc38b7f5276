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
    qint64 held = 0; ///< added to the bound by what is neither a model's nor ours (Span::held)
    qint64 dependencyBound = 0;
    qint64 sequential = 0;
    qint64 busy = 0; ///< the union of all calls' intervals
    int calls = 0;
    int defaulted = 0; ///< of these, without an answer that could be used
    std::array<PartTimes, experimentPartCount> parts;

    const PartTimes &part(ExperimentPart which) const
    {
        return parts[static_cast<std::size_t>(which)];
    }
    /// What our own processing adds to bound and held, by the bound: 0.02 is 2 %.
    double overhead() const;
    double defaultedShare() const; ///< of the calls
    double heldShare() const;      ///< of the total
};

/// Matches of which a larger share than this was defaulted, or held, did another work than the
/// game's: how long they took is no verdict on a schedule.
inline constexpr double mostSpoilt = 0.05;

/// \a total: from the start to the end of the match.
RunTimes runTimes(const QList<Span> &spans, qint64 total);

struct ComparedRun {
    QString variant;
    quint64 seed = 1;
    RunTimes times;
    QString folder = {}; ///< of the recorded match, seen from the comparison's; empty: none
};

/// Which variant is compared with which.
struct ComparedPair {
    QString name;
    QString against;
    /// The two differ by one change, looked at by itself: no candidate for the target.
    bool isLever = false;
    bool operator==(const ComparedPair &) const = default;
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

/// What a comparison of two times says, by the interval's ends.
enum class ComparedStatus {
    NotAskedFor,  ///< no such calls in either variant
    OwnWork,      ///< none of a model's
    InOtherCalls, ///< its calls are fields of others now
    Open,         ///< too few pairs for an interval
    Same,         ///< the interval lies within a hundredth: nobody would notice
    Faster,
    Slower,
    NoChangeShown
};
ComparedStatus statusOf(const ComparedTimes &times);

struct ComparedVariant {
    QString name;
    QString against;
    bool isLever = false;
    QList<quint64> seeds;       ///< that both were played with
    QList<ComparedTimes> parts; ///< all of them, in order
    ComparedTimes overall;
    double defaulted = 0; ///< the largest RunTimes::defaultedShare() among its matches
    double held = 0;      ///< the same of heldShare()
    bool reached = false; ///< the interval's lower end lies above the target, and it is judged

    bool isJudged() const { return defaulted <= mostSpoilt && held <= mostSpoilt; }
};

struct ComparisonResult {
    QString baseline; ///< what the first pair is compared with
    double target = 0.3;
    QList<ComparedRun> runs;         ///< as they were given
    QList<ComparedVariant> variants; ///< an entry a pair
};

/// One of compareRuns()'s variants; fewer \a draws of the bootstrap for a first look.
ComparedVariant comparePair(const QList<ComparedRun> &runs, const ComparedPair &pair,
                            double target = 0.3, int draws = bootstrapDraws);
/// Compares in pairs of equal seeds.
ComparisonResult compareRuns(const QList<ComparedRun> &runs, const QList<ComparedPair> &pairs,
                             double target = 0.3);
/// Compares each variant with the first of \a variants.
ComparisonResult compareRuns(const QList<ComparedRun> &runs, const QStringList &variants,
                             double target = 0.3);

} // namespace concert
