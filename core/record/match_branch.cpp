// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_branch.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace concert {

namespace {

/// Copies the events of earlier phases one after another.
class BranchWriter {
public:
    BranchWriter(const Phase &phase, qsizetype began) : phase_(phase), began_(began) {}

    void copy(const MatchEvent &event, qsizetype index)
    {
        if (isOutput(event)) {
            outputs_.push_back(event); // whose they are, the end of their call says
        } else if (const auto *ended = event.as<CallEnded>()) {
            if (isBefore(ended->call, phase_)) {
                std::move(outputs_.begin(), outputs_.end(), std::back_inserter(events_));
                MatchEvent copied = event;
                std::get<CallEnded>(copied.data).span = spans_.value(ended->span, -1);
                events_.push_back(std::move(copied));
            }
            outputs_.clear();
        } else if (const auto *started = event.as<CallStarted>()) {
            if (isBefore(started->call, phase_))
                addSpan<CallStarted>(event, started->span);
        } else if (const auto *played = event.as<PhaseAdjudicated>()) {
            if (played->phase < phase_)
                addSpan<PhaseAdjudicated>(event, played->span);
        } else if (keeps(event, index)) {
            events_.push_back(event);
        }
    }
    std::vector<MatchEvent> take() { return std::move(events_); }

private:
    bool keeps(const MatchEvent &event, qsizetype index) const
    {
        if (const auto *judged = event.as<CommitmentJudged>())
            return judged->phase < phase_;
        if (const auto *started = event.as<PhaseStarted>())
            return started->position->phase < phase_;
        return index < began_ && event.as<MatchEnded>() == nullptr;
    }

    template <typename T>
    void addSpan(const MatchEvent &event, int span)
    {
        MatchEvent copied = event;
        T &data = std::get<T>(copied.data);
        spans_.insert(span, static_cast<int>(spans_.size()));
        data.span = spans_.value(span);
        data.inputs = renumbered(data.inputs);
        data.waits = renumbered(data.waits);
        events_.push_back(std::move(copied));
    }
    QList<int> renumbered(const QList<int> &spans) const
    {
        QList<int> result;
        for (const int span : spans) {
            if (const auto known = spans_.constFind(span); known != spans_.cend())
                result << *known;
        }
        return result;
    }

    const Phase phase_;
    const qsizetype began_;
    std::vector<MatchEvent> events_;
    std::vector<MatchEvent> outputs_;
    QHash<int, int> spans_;
};

} // namespace

bool isOutput(const MatchEvent &event)
{
    return event.as<MessageSent>() != nullptr || event.as<OrdersSubmitted>() != nullptr ||
           event.as<MemoryUpdated>() != nullptr || event.as<PlanMade>() != nullptr ||
           event.as<DiaryWritten>() != nullptr || event.as<DiaryConsolidated>() != nullptr ||
           event.as<Commented>() != nullptr;
}

qsizetype settledSize(const MatchLog &log)
{
    qsizetype settled = log.size();
    for (qsizetype i = log.size() - 1; i >= 0; --i) {
        const MatchEvent &event = log.at(i);
        if (isOutput(event) || event.as<PhaseAdjudicated>() || event.as<CommitmentJudged>())
            settled = i;
        else if (event.as<ProblemReported>() == nullptr) // notes on messages stand among them
            break;
    }
    return settled;
}

bool isBefore(const CallId &call, const Phase &phase)
{
    return call.phase < phase || call.stage == StageKind::InitialState;
}

std::vector<MatchEvent> eventsBefore(const MatchLog &log, const Phase &phase)
{
    const auto entry =
        std::find_if(log.phases().begin(), log.phases().end(),
                     [&phase](const PhaseEntry &each) { return each.phase == phase; });
    if (entry == log.phases().end())
        return {};
    BranchWriter writer(phase, entry->started);
    for (qsizetype i = 0; i < log.size(); ++i)
        writer.copy(log.at(i), i);
    return writer.take();
}

} // namespace concert
