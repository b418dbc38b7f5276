// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QAction>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace concert {

/// What every view shows: the playhead (a place in the log), whether it follows the match, and the
/// selection. Owns the actions that change them, so views, menus and shortcuts agree.
///
/// The watching clock is not the match's clock. Following at a reading pace (the default), the
/// playhead walks through the log so that messages can be read and moves can be seen, while the
/// match runs as fast as it can; "live" keeps it at the newest event.
class Navigator : public QObject {
    Q_OBJECT

public:
    enum class Pace { Halted, Reading, Live };

    explicit Navigator(QObject *parent = nullptr);

    /// Null: nothing is shown. A log that still grows is followed at reading pace, one that has
    /// ended starts at its first phase, halted.
    void setLog(const MatchLog *log);
    const MatchLog *log() const { return log_; }

    /// Index of the event that was shown last; -1: none yet.
    qsizetype playhead() const { return playhead_; }
    /// Entry in log()->phases(); -1: before the first.
    qsizetype phaseIndex() const;
    Pace pace() const { return pace_; }
    double speed() const { return speed_; }
    /// Whole phases, and events, between the playhead and the newest event.
    int phasesBehind() const;
    qsizetype eventsBehind() const;

    /// Halts and goes there; out of range goes to the nearest.
    void goTo(qsizetype eventIndex);
    /// To the end of that phase (its adjudication, or its newest event).
    void goToPhase(qsizetype phaseIndex);
    void setPace(Pace pace);
    void setSpeed(double speed); ///< 1 is a comfortable reading pace

    /// What is selected. A call belongs to each message and each order, so selecting one of them
    /// selects its call with it, and a call its first message. What is selected can be seen: the
    /// playhead goes to its place, unless that is in the shown phase and was shown already.
    /// Selecting the province of an order never moves the playhead.
    void select(std::optional<Province> province);
    void selectMessage(qsizetype eventIndex); ///< of a MessageSent
    void selectOrders(Power power);           ///< of the shown phase
    void selectCall(int span);
    void clearSelection();
    std::optional<Province> selectedProvince() const { return selection_.province; }
    std::optional<qsizetype> selectedMessage() const { return selection_.message; }
    std::optional<int> selectedCall() const { return selection_.call; } ///< a span

    QAction *firstPhaseAction() const { return first_; }
    QAction *previousPhaseAction() const { return previous_; }
    QAction *playAction() const { return play_; } ///< checkable: follows at reading pace
    QAction *nextPhaseAction() const { return next_; }
    QAction *lastPhaseAction() const { return last_; }
    QAction *liveAction() const { return live_; } ///< checkable
    /// Back to the place and the pace that a selection led away from.
    QAction *returnAction() const { return return_; }

Q_SIGNALS:
    void logChanged();
    /// The playhead moved from one event to another; forward by the clock (animate) or by a jump.
    void playheadChanged(qsizetype from, qsizetype to, bool jumped);
    void paceChanged();
    void behindChanged();
    void selectionChanged();

private:
    struct Selection {
        std::optional<Province> province;
        std::optional<qsizetype> message;
        std::optional<int> call;
        bool operator==(const Selection &) const = default;
    };
    /// A place that was left.
    struct Place {
        qsizetype playhead = -1;
        Pace pace = Pace::Halted;
    };

    void setSelection(const Selection &selection);
    void showEvent(qsizetype eventIndex);
    void goBack();
    /// Whose order the unit in this province has at the playhead.
    std::optional<Power> orderedBy(Province province) const;
    void onAppended();
    void stepBack();
    void stepForward();
    void advance();
    /// At the end of a match that has ended every pace comes to rest.
    void haltAtEnd();
    void moveTo(qsizetype eventIndex, bool jumped);
    void updateActions();
    /// How long this event stays before the next is shown, in milliseconds at speed 1.
    int readingTime(const MatchEvent &event) const;
    int dwell(qsizetype eventIndex) const; ///< the same at the present speed
    /// Where goToPhase goes.
    qsizetype phaseEnd(qsizetype phaseIndex) const;

    const MatchLog *log_ = nullptr;
    qsizetype playhead_ = -1;
    Pace pace_ = Pace::Halted;
    double speed_ = 1.0;
    Selection selection_;
    std::optional<Place> left_;
    QTimer clock_;
    QAction *first_ = nullptr;
    QAction *previous_ = nullptr;
    QAction *play_ = nullptr;
    QAction *next_ = nullptr;
    QAction *last_ = nullptr;
    QAction *live_ = nullptr;
    QAction *return_ = nullptr;
};

} // namespace concert
