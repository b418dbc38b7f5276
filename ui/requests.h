// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"
#include "core/record/match_log.h"
#include "core/record/match_log_file.h"

#include <QObject>

#include <array>

namespace concert {

/// What one seat does at this moment. Progress, not fact: never stored.
struct SeatProgress {
    enum class State { Idle, Waiting, Thinking, Answering, Retrying, Parked };
    State state = State::Idle;
    StageKind stage = StageKind::Orders;
    int round = 0;
    qsizetype characters = 0; ///< of the answer so far
    QString detail;           ///< why it is tried again, or waits; else empty
};

struct MatchProgress {
    std::array<SeatProgress, powerCount> seats;
    int callsRunning = 0;
    int ordersIn = 0; ///< of this phase
    int ordersExpected = 0;
    qint64 now = 0; ///< microseconds since the match started
};

/// What the window wants done. The window knows nothing of matches that run: app implements this.
class Requests : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    enum class RunState { None, Running, Pausing, Paused, Ended };

    /// The match that is shown; null: none. Owned by the implementation; replaced only with
    /// matchChanged().
    virtual const MatchLog *log() const = 0;
    virtual RunState runState() const = 0; ///< Ended for an opened file
    virtual MatchProgress progress() const = 0;

    /// Ends the match that runs, if any, and starts another. Problems arrive by failed().
    virtual void start(const MatchConfig &config) = 0;
    virtual void pause() = 0; ///< no new calls; running ones finish
    virtual void resume() = 0;
    virtual void stop() = 0;                    ///< now; the log ends with MatchEnded{Stopped}
    /// What the watcher chooses for powers whose provider is gone; \a model is who plays them from
    /// now on, with How::OtherModel. Problems arrive by failed().
    virtual void goOn(const QList<Power> &powers, PowerUnparked::How how, const ModelId &model) = 0;
    /// The spending caps of the match that runs; it goes on if it paused at one.
    virtual void changeCaps(const SpendingCaps &caps) = 0;
    virtual SpendingCaps caps() const = 0;
    virtual void open(const QString &path) = 0; ///< a match folder, finished or still growing
    /// What a call of the shown match said and was asked: all attempts. Answers by
    /// callTextsFound(), never from within.
    virtual void findCallTexts(const CallId &call) = 0;
    /// Answers by exported() or failed().
    virtual void exportTimings(const QString &path) = 0;

Q_SIGNALS:
    void matchChanged(); ///< log() is another one
    void runStateChanged();
    void progressChanged(); ///< at most ten times a second
    /// None: nothing is recorded (yet).
    void callTextsFound(const concert::CallId &call, const QList<concert::CallText> &texts);
    void exported(const QString &path);
    void failed(const QString &problem); ///< a sentence for the user
};

} // namespace concert
