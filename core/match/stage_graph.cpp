// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/stage_graph.h"

#include "core/record/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

Datum answerDatum(const CallId &call)
{
    const QString round = call.round > 0 ? u',' % QString::number(call.round) : QString();
    return stageName(call.stage) % u'(' % powerText(call.power) % u',' % phaseText(call.phase) %
           round % u')';
}

Datum stateDatum(const CallId &call)
{
    return u"state after "_s % answerDatum(call);
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

std::optional<int> StageGraph::find(const CallId &call) const
{
    for (int number = size() - 1; number >= 0; --number) { // it is mostly asked of the newest
        if (stages_[number].call == call)
            return number;
    }
    return std::nullopt;
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
