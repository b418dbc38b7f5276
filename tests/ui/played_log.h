// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"
#include "core/record/text.h"

#include <QRandomGenerator>

#include <algorithm>

namespace concert::sample {

using namespace Qt::StringLiterals;

inline Phase phaseNumber(int number)
{
    return {1901 + number / 2, number % 2 == 0 ? Season::Spring : Season::Fall,
            PhaseType::Movement};
}

/// Plays whole phases into a log: two message rounds, orders, adjudication, state updates, each
/// call with a random latency, started when the stage before has ended.
class PlayedLog {
public:
    explicit PlayedLog(MatchLog *log) : log_(log) {}

    void playPhase()
    {
        phase_ = phaseNumber(number_);
        append(now_, PhaseStarted{position()});
        if (number_ == 0)
            playStage(StageKind::InitialState, 0);
        playStage(StageKind::Messages, 1);
        playStage(StageKind::Messages, 2);
        playStage(StageKind::Orders, 0);
        PhaseAdjudicated adjudicated;
        adjudicated.phase = phase_;
        adjudicated.span = static_cast<int>(log_->spans().size());
        adjudicated.inputs = before_;
        adjudicated.ready = now_;
        now_ += 900;
        append(now_, adjudicated);
        before_ = {adjudicated.span};
        playStage(StageKind::StateUpdate, 0);
        ++number_;
    }

    /// Begins a message round and leaves its calls running.
    void beginRound()
    {
        phase_ = phaseNumber(number_);
        append(now_, PhaseStarted{position()});
        for (const Power power : allPowers)
            begin({power, phase_, StageKind::Messages, 1, 1});
    }

    qint64 now() const { return now_; }

private:
    Position position() const
    {
        Position position;
        position.phase = phase_;
        return position;
    }
    void append(qint64 time, MatchEventData data)
    {
        log_->append({time, Audience::watcherOnly(), std::move(data)});
    }

    int begin(const CallId &call)
    {
        CallStarted started;
        started.span = static_cast<int>(log_->spans().size());
        started.call = call;
        started.inputs = before_;
        started.ready = now_;
        append(now_, started);
        return started.span;
    }

    /// What such a call leaves in the log.
    void publish(Power power, StageKind stage, int round, qint64 time)
    {
        const Power other = allPowers[static_cast<std::size_t>((indexOf(power) + round) % 7)];
        if (stage == StageKind::Messages) {
            const QString text = u"Round %1 of %2."_s.arg(round).arg(phaseText(phase_));
            append(time, MessageSent{phase_, round, power, other, text, {}, {}});
        } else if (stage == StageKind::Orders) {
            OrdersSubmitted orders{phase_, power, {}, {}, u"Nothing is lost by waiting."_s};
            for (const Unit &unit : Position::start().units()) {
                if (unit.power == power)
                    orders.orders << SubmittedOrder{Order::hold(unit.type, unit.location),
                                                    indexOf(power) == 0};
            }
            if (power == Power::France)
                orders.rejected << RejectedOrder{u"A PAR - MOS"_s, u"Too far."_s};
            append(time, orders);
        } else {
            MemoryUpdated memory{phase_, power, {u"Hold what we have"_s}, {}, u"It went well."_s};
            for (const Power each : allPowers) {
                if (each != power)
                    memory.relationships[each] = static_cast<Relationship>(random_.bounded(5));
            }
            append(time, memory);
        }
    }

    void playStage(StageKind stage, int round)
    {
        QList<QPair<qint64, int>> ends;
        for (const Power power : allPowers) {
            const int span = begin({power, phase_, stage, round, 1});
            ends.append({now_ + 150'000 + random_.bounded(900'000), span});
        }
        std::sort(ends.begin(), ends.end());
        before_.clear();
        for (const auto &[time, span] : ends) {
            const QList<Span> &spans = log_->spans();
            publish(*powerFromText(log_->spans()[span].power), stage, round, time);
            CallEnded ended;
            ended.span = span;
            ended.call = {*powerFromText(spans[span].power), phase_, stage, round, 1};
            ended.sent = now_ + 200;
            ended.firstByte = now_ + 60'000;
            ended.firstToken = now_ + 100'000;
            ended.lastToken = time - 100;
            ended.usage.inputTokens = 1000;
            ended.usage.outputTokens = 50;
            ended.attempts = 1;
            append(time, ended);
            before_ << span;
        }
        now_ = ends.last().first;
    }

    MatchLog *log_;
    QRandomGenerator random_{7};
    Phase phase_;
    QList<int> before_;
    qint64 now_ = 0;
    int number_ = 0;
};

} // namespace concert::sample
