// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"
#include "core/trace/comparison.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace concert {

/// One way to play, compared with others.
struct ComparisonVariant {
    QString name;       ///< "staged", "pipelined, fused"; a folder's name follows from it
    MatchConfig config; ///< its seed is the first one
};

/// What a comparison plays, and what it compares.
struct ComparisonPlan {
    QList<ComparisonVariant> variants;
    QList<ComparedPair> pairs; ///< of variants, by name
    int repeat = 1;            ///< seeds: the configuration's and those that follow it
    double target = 0.3;

    int runs() const { return static_cast<int>(variants.size()) * repeat; }
    /// What is wrong with it, one sentence each; empty: it can be played.
    QStringList problems() const;
};

/// One change to the way a match is played, to be looked at by itself: the same match with and
/// without it, everything else equal.
struct ComparisonLever {
    QString name;   ///< of --levers
    QString before; ///< the variants' names
    QString after;
    QString about; ///< a sentence
    void (*without)(MatchConfig *config);
    void (*with)(MatchConfig *config);
};

/// Every lever there is, in the order of reports.
const QList<ComparisonLever> &comparisonLevers();
const ComparisonLever *comparisonLever(const QString &name); ///< null: unknown

/// The match of \a config under each schedule, compared with the first of them, and with and
/// without each lever. What several of them need is played once.
ComparisonPlan planComparison(const MatchConfig &config, const QList<Schedule> &schedules,
                              const QList<ComparisonLever> &levers = {});

/// Adds a variant unless one is played like it; gives the name that it has.
QString addVariant(ComparisonPlan *plan, const QString &name, const MatchConfig &config);

/// The two differ at most in what is a matter of time: with equal seeds they must play one game.
bool playTheSameGame(const MatchConfig &first, const MatchConfig &second);

} // namespace concert
