// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/call_text.h"

#include "core/record/text.h"
#include "ui/phase_text.h"
#include "ui/powers.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct CallTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::Call)
};

} // namespace

QString callTitle(const CallId &call)
{
    const QString phase = phaseShortName(call.phase);
    switch (call.stage) {
    case StageKind::InitialState:
        return CallTexts::tr("opening goals");
    case StageKind::Messages:
        return CallTexts::tr("messages of %1, round %2").arg(phase).arg(call.round);
    case StageKind::Orders:
        return CallTexts::tr("orders of %1").arg(phase);
    case StageKind::StateUpdate:
        return CallTexts::tr("review of %1").arg(phase);
    case StageKind::NegotiationDiary:
        return CallTexts::tr("notes on the talks of %1").arg(phase);
    case StageKind::Plan:
        return CallTexts::tr("plan for %1").arg(phase);
    case StageKind::Consolidation:
        return CallTexts::tr("diary shortened in %1").arg(phase);
    case StageKind::ResultDiary:
        return CallTexts::tr("notes on the outcome of %1").arg(phase);
    case StageKind::Commentary:
        return CallTexts::tr("commentary on %1").arg(phase);
    case StageKind::Adjudication:
        break;
    }
    return phase;
}

QString callHeading(const CallId &call)
{
    return call.stage == StageKind::Commentary
               ? callTitle(call)
               : u"%1: %2"_s.arg(powerDisplayName(call.power), callTitle(call));
}

std::optional<CallRecord> callRecord(const MatchLog &log, int span)
{
    if (span < 0 || span >= log.spans().size() || !log.spans()[span].isCall)
        return std::nullopt;
    // Times never fall: nothing of the call can be before its start.
    qsizetype first = 0;
    for (qsizetype count = log.size(); count > 0;) {
        const qsizetype half = count / 2;
        if (log.at(first + half).time < log.spans()[span].started) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    std::optional<CallRecord> record;
    for (qsizetype i = first; i < log.size(); ++i) {
        const MatchEvent &event = log.at(i);
        if (const auto *started = event.as<CallStarted>(); started && started->span == span) {
            record = CallRecord{*started, event.time, i, std::nullopt, 0, -1};
            if (!log.spans()[span].ended)
                return record;
        }
        const auto *ended = event.as<CallEnded>();
        if (record && ended && ended->span == span) {
            record->end = *ended;
            record->endedAt = event.time;
            record->endEvent = i;
            return record;
        }
    }
    return record;
}

std::optional<int> spanOf(const MatchLog &log, Power power, const Phase &phase, StageKind stage,
                          int round)
{
    const QList<Span> &spans = log.spans();
    const auto found = std::find_if(spans.crbegin(), spans.crend(),
                                    [&, powerName = powerText(power), phaseName = phaseText(phase),
                                     name = stageName(stage)](const Span &span) {
                                        return span.power == powerName && span.phase == phaseName &&
                                               span.stage == name && span.round == round;
                                    });
    return found == spans.crend() ? std::nullopt : std::optional(found->id);
}

} // namespace concert
