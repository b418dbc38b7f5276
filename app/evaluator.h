// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/rollouts.h"

#include <QObject>

#include <memory>
#include <span>

namespace concert {

/// Works out chances (see Rollouts) beside everything else: in a thread of its own, so that nothing
/// waits for it, least of all a match whose latencies are measured. Positions are refined in turn:
/// all get a few games before any gets many. What was worked out is kept.
class Evaluator : public QObject {
    Q_OBJECT

public:
    explicit Evaluator(QObject *parent = nullptr);
    /// Ends the thread; at most one slice of a few milliseconds is waited for.
    ~Evaluator() override;

    /// Games a position gets in the end.
    static constexpr int mostGames = 2000;

    /// Asks for a position; of equally many games the one that was asked for last comes first.
    void evaluate(const Position &position) { evaluate(std::span(&position, 1)); }
    /// Asks for all of them at once, as if one after another with nothing played in between.
    void evaluate(std::span<const Position> positions);
    /// Nothing is waited for any more; what is known stays.
    void forgetWaiting();

    /// Positions whose games are in memory at this moment: a few hundred at most, however many are
    /// asked for.
    std::size_t unfinished() const;

Q_SIGNALS:
    /// Several times for each position that was asked for, each time after more games; at once (but
    /// not from within evaluate()) for what is known already.
    void evaluated(const concert::Position &position, const concert::Chances &chances);

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

} // namespace concert
