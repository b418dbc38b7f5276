// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_event.h"
#include "core/record/spending.h"
#include "core/trace/span.h"

#include <QList>
#include <QObject>

#include <array>
#include <deque>

namespace concert {

/// A phase as the log has it.
struct PhaseEntry {
    Phase phase;
    qsizetype started = 0;                ///< index of PhaseStarted
    std::optional<qsizetype> adjudicated; ///< index of PhaseAdjudicated
};

/// The truth about a match: events in the order in which they happened, only ever appended. Live,
/// replayed and resumed matches are all this. Besides the events it keeps what every reader needs:
/// the phases' places and the spans, both following from the events alone.
class MatchLog : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void append(MatchEvent event);
    void append(std::vector<MatchEvent> events);

    qsizetype size() const { return static_cast<qsizetype>(events_.size()); }
    bool isEmpty() const { return events_.empty(); }
    const MatchEvent &at(qsizetype index) const { return events_[static_cast<std::size_t>(index)]; }

    /// What it is played with (see MatchContinued); a default one for an empty log.
    const MatchConfig &config() const;
    bool hasEnded() const;
    /// The last event's time, microseconds since the match started.
    qint64 lastTime() const { return events_.empty() ? 0 : events_.back().time; }

    const QList<PhaseEntry> &phases() const { return phases_; }
    /// The entry of the phase that this event belongs to; -1 before the first phase.
    qsizetype phaseIndexAt(qsizetype eventIndex) const;
    /// By id: span n is at index n. Those that run have no `ended`.
    const QList<Span> &spans() const { return spans_; }
    /// Of all calls that have ended.
    const Spending &spending() const { return spending_; }
    /// When a moment of it was, by the clock on the wall; null: the log does not say.
    QDateTime wallTime(qint64 microseconds) const;
    /// Where it last went on after an interruption.
    std::optional<qsizetype> continuedAt() const { return continued_; }
    /// Where a power was parked or went on, or the whole match did.
    const QList<qsizetype> &seatings() const { return seatings_; }

Q_SIGNALS:
    /// Events first to last (inclusive) are new; nothing before them has changed. Everybody hears
    /// of all events in their order: what a slot appends is told when all others know what it was
    /// told itself. at() and size() have it at once.
    void appended(qsizetype first, qsizetype last);

private:
    void index(const MatchEvent &event, qsizetype at);
    void beginHold(Power power, qint64 time);
    void endHold(Power power, qint64 time);

    std::deque<MatchEvent> events_; // a deque: references stay valid while it grows
    QList<PhaseEntry> phases_;
    QList<Span> spans_;
    Spending spending_;
    QList<qsizetype> seatings_;
    std::array<QList<TimeRange>, powerCount> parked_; // when each power's provider was gone
    std::optional<qsizetype> continued_;              // where it last was
    qsizetype told_ = 0;                              // events that appended() has told, or tells
    bool isTelling_ = false;
};

/// The board as it stands at an event: a pure function of the log up to it.
struct BoardMoment {
    Position position;                          ///< of the phase that runs at that event
    std::map<Power, OrdersSubmitted> submitted; ///< orders known at that event
    struct Outcome {
        CallOutcome outcome = CallOutcome::Answered;
        QString problem; ///< a sentence
    };
    std::map<Power, Outcome> outcomes;   ///< of the calls that gave them
    std::vector<ResolvedOrder> resolved; ///< not empty from the adjudication on
    std::vector<Province> standoffs;
};
BoardMoment boardAt(const MatchLog &log, qsizetype eventIndex);

} // namespace concert
