// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/match_log.h"

#include "core/record/text.h"

#include <QPointer>

#include <algorithm>
#include <limits>
#include <utility>

namespace concert {

namespace {

constexpr qint64 stillHeld = std::numeric_limits<qint64>::max(); // a hold that has not ended

/// A call waits again and again for its power while a provider comes and goes; only a record that
/// is made up to fill the memory has more of it.
constexpr qsizetype mostHolds = 64;

/// In order and apart.
QList<TimeRange> unitedRanges(QList<TimeRange> ranges)
{
    std::sort(ranges.begin(), ranges.end());
    QList<TimeRange> result;
    for (const auto &[from, to] : std::as_const(ranges)) {
        if (!result.isEmpty() && from <= result.last().second)
            result.last().second = std::max(result.last().second, to);
        else if (from < to)
            result << TimeRange{from, to};
    }
    return result;
}

/// Without the time of the requests whose answers were used: a power goes on when one has come.
QList<TimeRange> withoutAnswers(QList<TimeRange> held, const Span &span)
{
    QList<SpanRequest> answers = span.requests.size() > 1 ? span.requests : QList<SpanRequest>();
    answers.removeIf([](const SpanRequest &request) { return !request.problem.isEmpty(); });
    if (span.requests.size() < 2 && span.sent && span.lastToken)
        answers << SpanRequest{*span.sent, *span.lastToken, false, {}};
    for (const SpanRequest &answer : std::as_const(answers)) {
        QList<TimeRange> rest;
        for (const auto &[from, to] : std::as_const(held)) {
            if (from < std::min(to, answer.sent))
                rest << TimeRange{from, std::min(to, answer.sent)};
            if (std::max(from, answer.ended) < to)
                rest << TimeRange{std::max(from, answer.ended), to};
        }
        held = rest;
    }
    return held;
}

Span spanOf(const CallStarted &call, qint64 time)
{
    Span span;
    span.id = call.span;
    if (call.call.stage != StageKind::Commentary) // the narrator's
        span.power = powerText(call.call.power);
    span.phase = phaseText(call.call.phase);
    span.stage = stageName(call.call.stage);
    span.round = call.call.round;
    span.model = call.model;
    span.ready = call.ready;
    span.started = time;
    span.inputs = call.inputs;
    span.waits = call.waits;
    return span;
}

Span spanOf(const PhaseAdjudicated &phase, qint64 time)
{
    Span span;
    span.id = phase.span;
    span.phase = phaseText(phase.phase);
    span.stage = stageName(StageKind::Adjudication);
    span.ready = phase.ready;
    span.started = phase.ready;
    span.ended = time;
    span.inputs = phase.inputs;
    span.waits = phase.waits;
    span.isCall = false;
    return span;
}

void finishSpan(Span *span, const CallEnded &call, qint64 time)
{
    span->sent = call.sent;
    span->firstByte = call.firstByte;
    span->firstToken = call.firstToken;
    span->lastToken = call.lastToken;
    span->ended = time;
    span->inputTokens = call.usage.inputTokens;
    span->cachedInputTokens = call.usage.cachedInputTokens;
    span->outputTokens = call.usage.outputTokens;
    span->tokensEstimated = call.usage.estimated;
    span->cost = call.cost;
    span->costTold = call.usage.cost.has_value();
    span->requests = call.requests;
    if (!call.model.isEmpty())
        span->model = call.model;
    span->attempts = call.attempts;
    span->failed = call.outcome == CallOutcome::Defaulted;
    span->outcome = outcomeName(call.outcome);
    span->problem = call.problem;
    if (!span->held.isEmpty() && span->held.last().second == stillHeld)
        span->held.last().second = std::max(span->held.last().first, time);
    span->held = unitedRanges(withoutAnswers(span->held, *span) + call.held);
}

} // namespace

void MatchLog::append(MatchEvent event)
{
    std::vector<MatchEvent> one;
    one.push_back(std::move(event));
    append(std::move(one));
}

void MatchLog::append(std::vector<MatchEvent> events)
{
    if (events.empty())
        return;
    for (MatchEvent &event : events) {
        events_.push_back(std::move(event));
        index(events_.back(), size() - 1);
    }
    if (std::exchange(isTelling_, true)) // by a slot of appended()
        return;
    const QPointer<MatchLog> guard(this);
    while (guard && told_ < size()) {
        const qsizetype first = std::exchange(told_, size());
        Q_EMIT appended(first, told_ - 1);
    }
    if (guard)
        isTelling_ = false;
}

void MatchLog::index(const MatchEvent &event, qsizetype at)
{
    if (const auto *phase = event.as<PhaseStarted>()) {
        phases_ << PhaseEntry{phase->position->phase, at, std::nullopt};
    } else if (const auto *adjudicated = event.as<PhaseAdjudicated>()) {
        if (!phases_.isEmpty())
            phases_.last().adjudicated = at;
        if (adjudicated->span == spans_.size())
            spans_ << spanOf(*adjudicated, event.time);
    } else if (const auto *started = event.as<CallStarted>()) {
        if (started->span == spans_.size()) {
            spans_ << spanOf(*started, event.time);
            if (started->call.stage != StageKind::Commentary) {
                const auto power = static_cast<std::size_t>(indexOf(started->call.power));
                spans_.last().held =
                    parked_[power].last(std::min(mostHolds, parked_[power].size()));
                spans_.last().held.removeIf(
                    [&](const TimeRange &range) { return range.second <= started->ready; });
            }
        }
    } else if (const auto *ended = event.as<CallEnded>()) {
        if (ended->span >= 0 && ended->span < spans_.size())
            finishSpan(&spans_[ended->span], *ended, event.time);
        spending_.add(*ended);
    } else if (const auto *parked = event.as<PowerParked>()) {
        seatings_ << at;
        beginHold(parked->power, event.time);
    } else if (const auto *unparked = event.as<PowerUnparked>()) {
        seatings_ << at;
        endHold(unparked->power, event.time);
    } else if (event.as<MatchResumed>()) {
        seatings_ << at;
    } else if (event.as<MatchContinued>()) {
        seatings_ << at;
        continued_ = at;
        for (const Power power : allPowers) // whoever was parked is tried again
            endHold(power, event.time);
    }
}

void MatchLog::beginHold(Power power, qint64 time)
{
    QList<TimeRange> &ranges = parked_[static_cast<std::size_t>(indexOf(power))];
    if (!ranges.isEmpty() && ranges.last().second == stillHeld) // it only says more
        return;
    ranges << TimeRange{time, stillHeld};
    const QString name = powerText(power);
    for (Span &span : spans_) {
        if (!span.ended && span.power == name && span.held.size() < mostHolds)
            span.held << ranges.last();
    }
}

void MatchLog::endHold(Power power, qint64 time)
{
    QList<TimeRange> &ranges = parked_[static_cast<std::size_t>(indexOf(power))];
    if (ranges.isEmpty() || ranges.last().second != stillHeld)
        return;
    ranges.last().second = time;
    const QString name = powerText(power);
    for (Span &span : spans_) {
        if (!span.ended && span.power == name && !span.held.isEmpty() &&
            span.held.last().second == stillHeld)
            span.held.last().second = time;
    }
}

const MatchConfig &MatchLog::config() const
{
    static const MatchConfig none = MatchConfig::demo();
    if (continued_)
        return at(*continued_).as<MatchContinued>()->config;
    const MatchStarted *started = isEmpty() ? nullptr : at(0).as<MatchStarted>();
    return started != nullptr ? *started->config : none;
}

QDateTime MatchLog::wallTime(qint64 microseconds) const
{
    const MatchStarted *started = isEmpty() ? nullptr : at(0).as<MatchStarted>();
    QDateTime from = started != nullptr ? started->startedAt : QDateTime();
    qint64 since = 0;
    for (const qsizetype index : seatings_) {
        const MatchEvent &event = at(index);
        const auto *continued = event.as<MatchContinued>();
        const auto *resumed = event.as<MatchResumed>();
        const QDateTime then = continued ? continued->continuedAt
                               : resumed ? resumed->resumedAt
                                         : QDateTime();
        if (!then.isValid() || event.time > microseconds)
            continue;
        from = then;
        since = event.time;
    }
    return from.isValid() ? from.addMSecs((microseconds - since) / 1000) : QDateTime();
}

bool MatchLog::hasEnded() const
{
    return !isEmpty() && events_.back().as<MatchEnded>() != nullptr;
}

qsizetype MatchLog::phaseIndexAt(qsizetype eventIndex) const
{
    const auto after = std::upper_bound(
        phases_.begin(), phases_.end(), eventIndex,
        [](qsizetype index, const PhaseEntry &entry) { return index < entry.started; });
    return after - phases_.begin() - 1;
}

BoardMoment boardAt(const MatchLog &log, qsizetype eventIndex)
{
    BoardMoment moment;
    BoardMoment interrupted; // where it stood when it ended for a while
    eventIndex = std::min(eventIndex, log.size() - 1);
    const qsizetype phase = log.phaseIndexAt(eventIndex);
    if (phase < 0) {
        moment.position = Position::start();
        return moment;
    }
    for (qsizetype i = log.phases()[phase].started; i <= eventIndex; ++i) {
        const MatchEvent &event = log.at(i);
        if (const auto *started = event.as<PhaseStarted>()) {
            moment.position = started->position;
        } else if (const auto *orders = event.as<OrdersSubmitted>()) {
            moment.submitted[orders->power] = *orders;
        } else if (const auto *call = event.as<CallEnded>()) {
            if (call->call.stage == StageKind::Orders && call->call.phase == moment.position.phase)
                moment.outcomes[call->call.power] = {call->outcome, call->problem};
        } else if (const auto *adjudicated = event.as<PhaseAdjudicated>()) {
            moment.resolved = adjudicated->orders;
            moment.standoffs = adjudicated->standoffs;
        } else if (const auto *ended = event.as<MatchEnded>()) {
            interrupted = std::exchange(moment, {});
            moment.position = ended->position;
        } else if (event.as<MatchContinued>() && log.at(i - 1).as<MatchEnded>()) {
            moment = interrupted;
        }
    }
    return moment;
}

} // namespace concert
