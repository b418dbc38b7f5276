// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/call_id.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace concert {

/// The name of something that stages make and use: "messages(FRANCE,S1901M,1)", "board(F1901M)".
using Datum = QString;

/// What a stage was asked for: messages, orders, a plan, a consolidation.
Datum answerDatum(const CallId &call);
/// The version of its power's agent that a stage leaves behind.
Datum stateDatum(const CallId &call);
/// The position that a phase starts from.
Datum boardDatum(const Phase &phase);

/// One thing that is asked of one seat, or (stage Adjudication) done by the match itself.
struct Stage {
    CallId call;
    QList<Datum> inputs;  ///< what it uses: its only true reasons to wait
    QList<Datum> outputs; ///< what it publishes
    /// What its power's agent is made of: a whole version first, then consolidations on top.
    QList<Datum> state;
    int group = 0;          ///< what a barrier separates; groups follow one another
    QList<StageKind> fused; ///< other stages that its answer holds as fields
};

/// The match as a graph that grows: stages name the data they use, and data their producers. Knows
/// nothing of time, schedules or calls.
class StageGraph {
public:
    /// The stage's number, counting from 0 in the order of adding.
    int add(const Stage &stage);
    const Stage &stage(int number) const { return stages_[number]; }
    /// The stage that this call is of; absent: none (yet).
    std::optional<int> find(const CallId &call) const;
    int size() const { return static_cast<int>(stages_.size()); }

    /// From now on this datum is there. \a span produced it; none: it is given from outside.
    void publish(const Datum &datum, std::optional<int> span);
    bool isPublished(const Datum &datum) const { return producers_.contains(datum); }

    bool hasInputs(int number) const;
    /// The spans that produced a stage's inputs, ascending.
    QList<int> inputSpans(int number) const;

private:
    QList<Stage> stages_;
    QHash<Datum, std::optional<int>> producers_;
};

} // namespace concert
