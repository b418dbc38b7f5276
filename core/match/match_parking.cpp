// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/llm/retry_policy.h"
#include "core/match/running_call.h"
#include "core/record/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace concert {

namespace {

/// A server that is not there is looked for after this time, then after twice as long, and so on.
constexpr std::chrono::seconds firstPause = 30s;
constexpr std::chrono::seconds longestPause = 60s;
/// So long a power waits for what passes by itself, before WhenParked decides. As a call does in
/// its provider.
constexpr std::chrono::minutes patience = 30min;

/// It ends by itself.
bool isPassing(ParkReason reason)
{
    return reason == ParkReason::Outage || reason == ParkReason::Busy;
}

bool belongsToPower(const CallId &call)
{
    return call.stage != StageKind::Commentary && call.stage != StageKind::Adjudication;
}

} // namespace

QList<int> Match::runningStagesOf(Power power) const
{
    QList<int> stages;
    for (const auto &[stage, call] : running_) {
        if (call->call.power == power && belongsToPower(call->call))
            stages << stage;
    }
    return stages;
}

/// Whoever is asked next, perhaps another model, is not shown what could not be used.
void Match::startOver(RunningCall *call)
{
    call->call.attempt = 1;
    call->request = PromptBuilder(promptsFor(call->call)).request(call->context);
    call->unusable.clear();
    call->complaint.clear();
    call->repaired.clear();
}

/// The call had no answer, and no call of its power will have one for now: it waits, with all that
/// its power is to be asked.
void Match::park(RunningCall *call, ParkReason reason, const ChatError &error)
{
    const Power power = call->call.power;
    Trouble &trouble = troubleOf(power);
    if (outcome_) { // the game is over: nothing is worth waiting for
        finishCall(call, CallOutcome::Defaulted, error.message);
        return;
    }
    if (reason == ParkReason::Failures)
        startOver(call);
    call->parked = true;
    call->waitsForServer = false;
    call->activity.state = SeatActivity::State::Parked;
    call->activity.detail = error.message;
    QDateTime until;
    if (error.retryAfter && *error.retryAfter > RetryPolicy::longestWait)
        until = QDateTime::currentDateTimeUtc().addMSecs(error.retryAfter->count());
    tell(call, reason, error.message, until);
    if (isPassing(reason) && error.retryable) {
        trouble.pause =
            trouble.pause == 0s ? firstPause : std::min(2 * trouble.pause, longestPause);
        armNextTry(power, std::chrono::ceil<std::chrono::seconds>(error.retryAfter.value_or(0ms)));
    }
    Q_EMIT activityChanged();
    if (isPolicyDue(trouble, error))
        followPolicy(power);
    if (!ended_)
        scheduler_.giveUpPlace();
    holdClock();
}

/// Until that passes by itself.
bool Match::waitsForServer(Power power) const
{
    const auto &parked = troubleOf(power).parked;
    return parked && isPassing(parked->reason);
}

void Match::armNextTry(Power power, std::chrono::seconds least)
{
    Trouble &trouble = troubleOf(power);
    if (!trouble.nextTry)
        trouble.nextTry = clock_.alarm([this, power] { tryNow(power); });
    const auto wait = std::max({trouble.pause, least, firstPause});
    trouble.nextTryAt = clock_.now() + wait;
    trouble.nextTry->set(trouble.nextTryAt);
    for (const int stage : runningStagesOf(power)) {
        RunningCall &call = *running_.at(stage);
        if (call.parked && trouble.parked && !trouble.parked->until.isValid())
            call.activity.detail = tr("%1 The next attempt is in %2 s.")
                                       .arg(trouble.parked->text, QString::number(wait.count()));
    }
}

/// A call waits in its provider for the server to come back.
void Match::outageBegan(RunningCall *call, const QString &problem)
{
    call->waitsForServer = true;
    if (belongsToPower(call->call) && !troubleOf(call->call.power).parked)
        tell(call, ParkReason::Outage, problem, {});
    Q_EMIT activityChanged();
}

/// The log has it once, however many calls of the power meet the same trouble.
void Match::tell(const RunningCall *call, ParkReason reason, const QString &text,
                 const QDateTime &until)
{
    Trouble &trouble = troubleOf(call->call.power);
    std::optional<PowerParked> &parked = trouble.parked;
    const bool isKnown =
        parked && parked->reason == reason && parked->until.isValid() == until.isValid();
    if (isKnown)
        return;
    if (!parked)
        trouble.parkedAt = clock_.now();
    parked = PowerParked{
        call->call.power, call->seat->name(), call->seat->server(), reason, text, until};
    append(Audience::watcherOnly(), *parked);
}

/// What passes by itself is waited for. But a server that was not there at the beginning is more
/// likely a wrong address than an outage: a match that is to stop does so at once.
bool Match::isPolicyDue(const Trouble &trouble, const ChatError &error) const
{
    const PowerParked &parked = *trouble.parked;
    if (!isPassing(parked.reason) || !error.retryable)
        return true;
    if (config_.whenParked == WhenParked::Stop && parked.reason == ParkReason::Outage &&
        !answered_.contains(parked.server))
        return true;
    const auto wait =
        std::max<std::chrono::nanoseconds>(error.retryAfter.value_or(0ms), firstPause);
    return clock_.now() - trouble.parkedAt + wait >= patience;
}

/// When it is asked again, and how long that goes on.
void Match::addWaits(Power power, SeatActivity *activity) const
{
    const Trouble &trouble = troubleOf(power);
    if (!trouble.parked || ended_)
        return;
    std::optional<ChatClock::time_point> next;
    if (trouble.nextTry)
        next = trouble.nextTryAt;
    for (const auto &[stage, call] : running_) {
        if (call->call.power != power || !belongsToPower(call->call) || !call->waitsForServer)
            continue;
        for (const RunningCall::Pending &pending : std::as_const(call->pending))
            next = pending.reply->nextTry();
    }
    if (next)
        activity->nextTry = since(*next);
    if (config_.whenParked != WhenParked::Wait && isPassing(trouble.parked->reason))
        activity->waitsUntil = since(trouble.parkedAt + patience);
}

void Match::followPolicy(Power power)
{
    const PowerParked &parked = *troubleOf(power).parked;
    switch (config_.whenParked) {
    case WhenParked::Wait:
        return;
    case WhenParked::Default:
        playDefaults(power);
        return;
    case WhenParked::Stop:
        end(MatchEnded::Reason::Failed,
            u"%1 (%2): %3"_s.arg(powerText(power), parked.model, parked.text));
        return;
    }
}

/// One call finds out whether the server is back; the others of that server wait for what it hears.
void Match::tryNow(Power power)
{
    const Trouble &trouble = troubleOf(power);
    if (ended_ || !trouble.parked)
        return;
    const auto isProbing = [&](const auto &entry) {
        const RunningCall &call = *entry.second;
        return !call.pending.isEmpty() && belongsToPower(call.call) &&
               troubleOf(call.call.power).parked && call.seat->server() == trouble.parked->server;
    };
    if (scheduler_.isPaused() || std::any_of(running_.begin(), running_.end(), isProbing)) {
        armNextTry(power, 0s);
        return;
    }
    for (const int stage : runningStagesOf(power)) {
        RunningCall *call = running_.at(stage).get();
        if (call->parked) {
            scheduler_.reclaimPlace();
            ask(call);
            return;
        }
    }
    // Its calls were given up: the next one finds out. Queued, as it ends the alarm that rings.
    QMetaObject::invokeMethod(
        this,
        [this, power] {
            if (!ended_ && troubleOf(power).parked)
                unpark(power, PowerUnparked::How::Again);
        },
        Qt::QueuedConnection);
}

/// A call there had an answer: those who waited for it go on.
void Match::serverIsBack(const Seat &seat)
{
    answered_.insert(seat.server());
    for (const Power power : allPowers) {
        const auto &parked = troubleOf(power).parked;
        if (waitsForServer(power) && parked->server == seat.server() &&
            parked->model == seat.name())
            unpark(power, PowerUnparked::How::Again);
    }
}

void Match::unpark(Power power, PowerUnparked::How how)
{
    Trouble &trouble = troubleOf(power);
    trouble.why = trouble.parked ? trouble.parked->text : QString();
    trouble.parked.reset();
    trouble.nextTry.reset();
    trouble.pause = 0s;
    trouble.failuresInARow = 0;
    trouble.unusableInARow = 0;
    trouble.playsDefaults = how == PowerUnparked::How::Defaults;
    const auto place = static_cast<std::size_t>(indexOf(power));
    append(Audience::watcherOnly(), PowerUnparked{power, how, seats_[place]->name()});
    if (!trouble.playsDefaults)
        askParked(power);
    Q_EMIT activityChanged();
    // Queued: this may run within the end of another call.
    QMetaObject::invokeMethod(
        this, [this] { scheduler_.proceed(); }, Qt::QueuedConnection);
}

void Match::askParked(Power power)
{
    for (const int stage : runningStagesOf(power)) {
        RunningCall *call = running_.at(stage).get();
        if (!call->parked)
            continue;
        scheduler_.reclaimPlace();
        if (unsaved_.isEmpty())
            ask(call);
        else
            waitUntilSaved(call);
    }
}

void Match::replaceSeat(Power power, std::unique_ptr<Seat> seat)
{
    std::unique_ptr<Seat> &place = seats_[static_cast<std::size_t>(indexOf(power))];
    retired_.push_back(std::exchange(place, std::move(seat)));
}

void Match::tryAgain(Power power, std::unique_ptr<Seat> seat)
{
    Trouble &trouble = troubleOf(power);
    if (ended_ || (!trouble.parked && !trouble.playsDefaults))
        return;
    if (seat != nullptr)
        replaceSeat(power, std::move(seat));
    const auto isWaiting = [this](int stage) { return running_.at(stage)->waitsForServer; };
    for (const int stage : runningStagesOf(power)) {
        const QList<RunningCall::Pending> pending = running_.at(stage)->pending;
        for (const RunningCall::Pending &each : pending) {
            if (isWaiting(stage))
                each.reply->hurry();
        }
    }
    const bool waitsInProvider =
        trouble.parked && std::ranges::any_of(runningStagesOf(power), isWaiting);
    if (!waitsInProvider) // else it is known soon
        unpark(power, PowerUnparked::How::Again);
}

void Match::changeModel(Power power, std::unique_ptr<Seat> seat)
{
    if (ended_)
        return;
    replaceSeat(power, std::move(seat));
    for (const int stage : runningStagesOf(power)) {
        RunningCall *call = running_.at(stage).get();
        if (!call->waitsForServer)
            continue;
        breakOff(call);
        call->parked = true;
        scheduler_.giveUpPlace();
    }
    unpark(power, PowerUnparked::How::OtherModel);
}

void Match::playDefaults(Power power)
{
    if (ended_ || troubleOf(power).playsDefaults)
        return;
    unpark(power, PowerUnparked::How::Defaults);
    cutOff(power);
}

/// Ends what a power is not to be asked for any more with its defaults.
void Match::cutOff(Power power)
{
    for (const int stage : runningStagesOf(power)) {
        const auto running = running_.find(stage);
        if (running == running_.end() || ended_)
            continue;
        RunningCall *call = running->second.get();
        const QString problem = whyNotAsked(call->call);
        if (problem.isEmpty())
            continue;
        breakOff(call);
        if (call->parked)
            scheduler_.reclaimPlace();
        finishCall(call, CallOutcome::Defaulted, problem);
    }
    if (waitsForServer(power) && !troubleOf(power).nextTry && !ended_)
        armNextTry(power, 0s); // no call of it waits in its provider any more
}

/// Nobody is asked for it, because of that; empty: it is asked.
QString Match::whyNotAsked(const CallId &call) const
{
    if (call.stage == StageKind::Commentary)
        return turn_.commentaryEnded;
    if (!belongsToPower(call))
        return {};
    const Trouble &trouble = troubleOf(call.power);
    const QString power = powerText(call.power);
    if (trouble.playsDefaults)
        return trouble.why.isEmpty() ? u"%1 plays default orders."_s.arg(power)
                                     : u"%1 plays default orders. %2"_s.arg(power, trouble.why);
    if (trouble.parked && outcome_) // the game is over
        return trouble.parked->text;
    const bool isOfTurn =
        call.stage == StageKind::Orders ? call.phase == turn_.phase : keepsFromOrders(call);
    if (isOfTurn && trouble.lateIn == turn_.phase)
        return u"%1 was later than the turn's deadline of %2 s: default orders."_s.arg(power).arg(
            config_.turnDeadline);
    return keepsFromOrders(call) ? turn_.talksEnded : QString();
}

} // namespace concert
