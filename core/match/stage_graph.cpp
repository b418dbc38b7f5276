// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/stage_graph.h"

#include "core/record/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

Datum messagesDatum(Power power, const Phase &phase, int round)
{
    return u"messages(%1,%2,%3)"_s.arg(powerText(power), phaseText(phase)).arg(round);
}

Datum ordersDatum(Power power, const Phase &phase)
{
    return u"orders(%1,%2)"_s.arg(powerText(power), phaseText(phase));
}

Datum stateDatum(Power power, const std::optional<Phase> &after)
{
    return u"state(%1,%2)"_s.arg(powerText(power), after ? phaseText(*after) : u"start"_s);
}

Datum boardDatum(const Phase &phase)
{
    return u"board(%1)"_s.arg(phaseText(phase));
}

int StageGraph::add(const Stage &stage)
{
    stages_ << stage;
    return size() - 1;
}

void StageGraph::publish(const Datum &datum, std::optional<int> span)
{
    producers_.insert(datum, span);
}

bool StageGraph::hasInputs(int number) const
{
    const QList<Datum> &inputs = stages_[number].inputs;
    return std::all_of(inputs.begin(), inputs.end(),
                       [this](const Datum &datum) { return isPublished(datum); });
}

QList<int> StageGraph::inputSpans(int number) const
{
    QList<int> spans;
    for (const Datum &datum : stages_[number].inputs) {
        const auto span = producers_.value(datum);
        if (span && !spans.contains(*span))
            spans << *span;
    }
    std::sort(spans.begin(), spans.end());
    return spans;
}

} // namespace concert
