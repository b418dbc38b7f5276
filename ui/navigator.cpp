// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator.h"

#include "ui/call_text.h"
#include "ui/window_icons.h"

#include <QKeySequence>

#include <algorithm>
#include <cmath>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

// How long things stay at speed 1, in milliseconds.
// Messages stay in their list, so nobody has to have read one before the next comes: this is the
// pace of skimming, at which a phase with fifty messages takes less than a minute.
constexpr int shortestMessage = 300;
constexpr int longestMessage = 1500;
constexpr double wordsAMinute = 1000;
constexpr int ordersTime = 150; // orders come in one after another instead of all at once
constexpr int adjudicationTime = 3000;
constexpr int phaseStartTime = 700;

constexpr double slowest = 0.1;
constexpr double fastest = 100.0;

int messageReadingTime(const QString &text)
{
    int words = 0;
    bool inWord = false;
    for (const QChar c : text) {
        words += !inWord && !c.isSpace();
        inWord = !c.isSpace();
    }
    return std::clamp(static_cast<int>(words * 60000.0 / wordsAMinute), shortestMessage,
                      longestMessage);
}

/// The tooltip says what happens and names the shortcut (as the platform writes it).
void describe(QAction *action, const QKeySequence &shortcut, const QString &tip)
{
    action->setShortcut(shortcut);
    action->setToolTip(u"%1 (%2)"_s.arg(tip, shortcut.toString(QKeySequence::NativeText)));
}

} // namespace

Navigator::Navigator(QObject *parent) : QObject(parent)
{
    first_ = new QAction(drawnIcon(WindowIcon::First), tr("&First phase"), this);
    describe(first_, Qt::Key_Home, tr("To the opening"));
    previous_ = new QAction(drawnIcon(WindowIcon::Previous), tr("&Previous phase"), this);
    describe(previous_, Qt::Key_Left, tr("To the phase before"));
    play_ = new QAction(drawnIcon(WindowIcon::Play), tr("P&lay"), this);
    describe(play_, Qt::Key_Space, tr("Watch at a reading pace"));
    play_->setCheckable(true);
    next_ = new QAction(drawnIcon(WindowIcon::Next), tr("&Next phase"), this);
    describe(next_, Qt::Key_Right, tr("To the next orders"));
    last_ = new QAction(drawnIcon(WindowIcon::Last), tr("Las&t phase"), this);
    describe(last_, Qt::Key_End, tr("To the newest moment"));
    live_ = new QAction(drawnIcon(WindowIcon::Live), tr("Li&ve"), this);
    describe(live_, Qt::Key_L, tr("Show everything the moment it happens"));
    live_->setCheckable(true);

    return_ = new QAction(drawnIcon(WindowIcon::Return), tr("&Back"), this);
    describe(return_, Qt::ALT | Qt::Key_Left, tr("Back to where the selection led away from"));

    connect(return_, &QAction::triggered, this, &Navigator::goBack);
    connect(first_, &QAction::triggered, this, [this] {
        if (log_ && !log_->phases().isEmpty())
            goTo(log_->phases().first().started);
    });
    connect(previous_, &QAction::triggered, this, &Navigator::stepBack);
    connect(next_, &QAction::triggered, this, &Navigator::stepForward);
    connect(last_, &QAction::triggered, this, [this] {
        if (log_)
            goTo(log_->size() - 1);
    });
    connect(play_, &QAction::triggered, this, [this](bool on) {
        // Played to the end: play again from the opening, as every player does.
        if (on && log_ && log_->hasEnded() && eventsBehind() == 0 && !log_->phases().isEmpty())
            moveTo(log_->phases().first().started, true);
        setPace(on ? Pace::Reading : Pace::Halted);
    });
    connect(live_, &QAction::triggered, this,
            [this](bool on) { setPace(on ? Pace::Live : Pace::Reading); });

    clock_.setSingleShot(true);
    clock_.setTimerType(Qt::PreciseTimer);
    connect(&clock_, &QTimer::timeout, this, &Navigator::advance);
    updateActions();
}

void Navigator::setLog(const MatchLog *log)
{
    clock_.stop();
    if (log_)
        disconnect(log_, nullptr, this, nullptr);
    log_ = log;
    playhead_ = -1;
    selection_ = {};
    left_.reset();
    pace_ = log_ && !log_->hasEnded() ? Pace::Reading : Pace::Halted;
    if (log_) {
        connect(log_, &MatchLog::appended, this, &Navigator::onAppended);
        connect(log_, &QObject::destroyed, this, [this] { setLog(nullptr); });
    }
    Q_EMIT logChanged();
    Q_EMIT selectionChanged();
    Q_EMIT paceChanged();
    if (log_ && log_->hasEnded())
        moveTo(log_->phases().isEmpty() ? log_->size() - 1 : log_->phases().first().started, true);
    else
        advance();
    updateActions();
    Q_EMIT behindChanged();
}

qsizetype Navigator::phaseIndex() const
{
    return log_ && playhead_ >= 0 ? log_->phaseIndexAt(playhead_) : -1;
}

int Navigator::phasesBehind() const
{
    if (!log_)
        return 0;
    const qsizetype shown = std::max<qsizetype>(phaseIndex(), 0);
    return static_cast<int>(std::max<qsizetype>(log_->phases().size() - 1 - shown, 0));
}

qsizetype Navigator::eventsBehind() const
{
    return log_ ? log_->size() - 1 - playhead_ : 0;
}

void Navigator::goTo(qsizetype eventIndex)
{
    if (!log_ || log_->isEmpty())
        return;
    left_.reset();
    setPace(Pace::Halted);
    moveTo(std::clamp<qsizetype>(eventIndex, 0, log_->size() - 1), true);
}

void Navigator::goToPhase(qsizetype phaseIndex)
{
    if (!log_ || log_->phases().isEmpty())
        return;
    goTo(phaseEnd(std::clamp<qsizetype>(phaseIndex, 0, log_->phases().size() - 1)));
}

qsizetype Navigator::phaseEnd(qsizetype phaseIndex) const
{
    const QList<PhaseEntry> &phases = log_->phases();
    if (phases[phaseIndex].adjudicated)
        return *phases[phaseIndex].adjudicated;
    return phaseIndex + 1 < phases.size() ? phases[phaseIndex + 1].started - 1 : log_->size() - 1;
}

void Navigator::stepBack()
{
    const qsizetype phase = phaseIndex();
    if (phase < 0)
        return;
    // The final board is a place of its own after the last phase's orders.
    if (log_->hasEnded() && playhead_ == log_->size() - 1 && phaseEnd(phase) < playhead_)
        goToPhase(phase);
    else if (phase > 0)
        goToPhase(phase - 1);
    else
        goTo(log_->phases().first().started);
}

void Navigator::stepForward()
{
    if (!log_ || log_->phases().isEmpty())
        return;
    const qsizetype phase = std::max<qsizetype>(phaseIndex(), 0);
    if (playhead_ < phaseEnd(phase))
        goToPhase(phase); // first this phase's orders: nothing is skipped
    else if (phase + 1 < log_->phases().size())
        goToPhase(phase + 1);
    else
        goTo(log_->size() - 1);
}

void Navigator::setPace(Pace pace)
{
    if (!log_)
        pace = Pace::Halted;
    const bool changed = pace != pace_;
    if (!changed && pace == Pace::Reading) {
        updateActions(); // a checkable action has changed its own mark
        return;          // what is shown keeps its time
    }
    pace_ = pace;
    if (pace_ != Pace::Halted)
        left_.reset(); // the picture runs again: there is nowhere to come back from
    clock_.stop();
    if (pace_ == Pace::Live && eventsBehind() > 0)
        moveTo(log_->size() - 1, true);
    if (pace_ == Pace::Reading)
        advance();
    else
        haltAtEnd();
    updateActions();
    if (changed)
        Q_EMIT paceChanged();
}

void Navigator::setSpeed(double speed)
{
    if (!std::isfinite(speed))
        return;
    speed_ = std::clamp(speed, slowest, fastest);
    if (clock_.isActive()) // what is left of the moment that is shown, at the new speed
        clock_.start(std::min(clock_.remainingTime(), dwell(playhead_)));
}

void Navigator::setSelection(const Selection &selection)
{
    if (selection_ == selection)
        return;
    selection_ = selection;
    Q_EMIT selectionChanged();
}

void Navigator::clearSelection()
{
    setSelection({});
}

void Navigator::select(std::optional<Province> province)
{
    Selection selection{province, std::nullopt, std::nullopt};
    const std::optional<Power> power = province ? orderedBy(*province) : std::nullopt;
    if (power && phaseIndex() >= 0)
        selection.call =
            spanOf(*log_, *power, log_->phases()[phaseIndex()].phase, StageKind::Orders, 0);
    setSelection(selection);
}

void Navigator::selectOrders(Power power)
{
    if (!log_ || phaseIndex() < 0)
        return;
    setSelection({std::nullopt, std::nullopt,
                  spanOf(*log_, power, log_->phases()[phaseIndex()].phase, StageKind::Orders, 0)});
}

void Navigator::selectMessage(qsizetype eventIndex)
{
    const MessageSent *message = log_ && eventIndex >= 0 && eventIndex < log_->size()
                                     ? log_->at(eventIndex).as<MessageSent>()
                                     : nullptr;
    if (!message)
        return;
    setSelection(
        {std::nullopt, eventIndex,
         spanOf(*log_, message->from, message->phase, StageKind::Messages, message->round)});
    showEvent(eventIndex);
}

void Navigator::selectCall(int span)
{
    const std::optional<CallRecord> record = log_ ? callRecord(*log_, span) : std::nullopt;
    if (!record)
        return;
    const CallId &call = record->start.call;
    Selection selection{std::nullopt, std::nullopt, span};
    qsizetype place = record->place();
    // What a call says is appended with its end.
    for (qsizetype i = record->startEvent; call.stage == StageKind::Messages && i < log_->size();
         ++i) {
        const auto *message = log_->at(i).as<MessageSent>();
        if (message && message->from == call.power && message->phase == call.phase &&
            message->round == call.round) {
            selection.message = i;
            place = std::max(place, i);
            break;
        }
        if (record->end && log_->at(i).time > record->endedAt)
            break;
    }
    showEvent(place);
    setSelection(selection);
}

void Navigator::showEvent(qsizetype eventIndex)
{
    if (eventIndex <= playhead_ && log_->phaseIndexAt(eventIndex) == phaseIndex())
        return;
    if (!left_)
        left_ = Place{playhead_, pace_};
    const std::optional<Place> left = left_;
    goTo(eventIndex);
    left_ = left; // goTo is a new beginning for everybody else
    updateActions();
}

void Navigator::goBack()
{
    if (!left_)
        return;
    const Place place = *left_;
    goTo(place.playhead);
    setPace(place.pace);
}

std::optional<Power> Navigator::orderedBy(Province province) const
{
    if (!log_ || playhead_ < 0)
        return std::nullopt;
    const BoardMoment moment = boardAt(*log_, playhead_);
    for (const auto &[power, submitted] : moment.submitted) {
        for (const SubmittedOrder &given : submitted.orders) {
            if (given.order.kind != OrderKind::Waive && given.order.unit.province() == province)
                return power;
        }
    }
    return std::nullopt;
}

void Navigator::onAppended()
{
    if (pace_ == Pace::Live)
        moveTo(log_->size() - 1, false);
    else if (pace_ == Pace::Reading && !clock_.isActive())
        advance();
    haltAtEnd();
    updateActions();
    Q_EMIT behindChanged();
}

void Navigator::advance()
{
    if (!log_ || pace_ != Pace::Reading)
        return;
    // Everything without a reading time of its own is passed in one go, up to and with the next
    // event that has one.
    qsizetype target = playhead_;
    while (target + 1 < log_->size()) {
        ++target;
        if (readingTime(log_->at(target)) > 0)
            break;
    }
    if (target != playhead_)
        moveTo(target, false);
    // Whoever heard of the move may have changed everything.
    if (pace_ != Pace::Reading || playhead_ != target || target < 0)
        return;
    if (const int wait = dwell(target); wait > 0)
        clock_.start(wait);
    haltAtEnd();
}

void Navigator::haltAtEnd()
{
    // Nothing can follow: neither pace means anything any more.
    if (pace_ == Pace::Halted || !log_ || !log_->hasEnded() || eventsBehind() > 0)
        return;
    clock_.stop();
    pace_ = Pace::Halted;
    updateActions();
    Q_EMIT paceChanged();
}

void Navigator::moveTo(qsizetype eventIndex, bool jumped)
{
    if (eventIndex == playhead_)
        return;
    const qsizetype from = playhead_;
    playhead_ = eventIndex;
    updateActions();
    Q_EMIT playheadChanged(from, eventIndex, jumped);
    Q_EMIT behindChanged();
}

void Navigator::updateActions()
{
    const bool any = log_ && !log_->phases().isEmpty();
    const bool behind = eventsBehind() > 0;
    const bool after = any && playhead_ > log_->phases().first().started;
    first_->setEnabled(after);
    previous_->setEnabled(after);
    next_->setEnabled(any && behind);
    last_->setEnabled(any && behind);
    play_->setEnabled(log_ && !log_->isEmpty());
    play_->setChecked(pace_ == Pace::Reading);
    play_->setIcon(drawnIcon(pace_ == Pace::Reading ? WindowIcon::Pause : WindowIcon::Play));
    play_->setText(pace_ == Pace::Reading ? tr("Ha&lt the picture") : tr("P&lay"));
    live_->setEnabled(log_ && (!log_->hasEnded() || behind));
    live_->setChecked(pace_ == Pace::Live);
    return_->setEnabled(left_.has_value());
}

int Navigator::dwell(qsizetype eventIndex) const
{
    const int time = eventIndex < 0 ? 0 : readingTime(log_->at(eventIndex));
    return time > 0 ? std::max(1, static_cast<int>(std::lround(time / speed_))) : 0;
}

int Navigator::readingTime(const MatchEvent &event) const
{
    if (const auto *message = event.as<MessageSent>())
        return messageReadingTime(message->text);
    if (event.as<OrdersSubmitted>())
        return ordersTime;
    if (event.as<PhaseAdjudicated>())
        return adjudicationTime;
    if (event.as<PhaseStarted>())
        return phaseStartTime;
    return 0;
}

} // namespace concert
