// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"
#include "core/record/spending_ledger.h"

#include <QString>

namespace concert {

/// What is held back for a call that runs: what its attempts may cost at most.
struct SpendingReservation {
    SpendingAmount amount;
    bool billed = false; ///< else no cap counts it
    QDate day = {};      ///< of its first attempt; null: nothing is held back yet
};

/// Keeps a match, and the day, within its spending caps, which count what somebody may bill: what a
/// call may cost at most is held back before it is sent, once more for each attempt after one that
/// may be billed, and what it did cost takes that place when it has ended. Other matches of the day
/// are seen through the ledger, also what they hold back.
class SpendingGuard {
public:
    void setCaps(const SpendingCaps &caps) { caps_ = caps; }
    const SpendingCaps &caps() const { return caps_; }
    /// Where the day's spending stands; null (as at first): only this match counts.
    void setLedger(SpendingLedger *ledger) { ledger_ = ledger; }

    /// What the match had spent before it went on; the day knows of it.
    void setSpent(const SpendingAmount &spent) { spent_ = spent; }

    /// Which cap leaves no room for \a most, as a sentence; empty: it is added to \a held.
    QString reserve(const SpendingAmount &most, SpendingReservation *held);
    /// Gives back what is held; \a spent takes its place.
    void settle(SpendingReservation *held, const SpendingAmount &spent);
    /// Something is held back that may yet turn out cheaper.
    bool mayGetRoom() const { return reservations_ > 0; }
    /// The last refusal was for what other matches hold back: that may turn out cheaper, too.
    bool isHeldByOthers() const { return heldByOthers_; }

    const SpendingAmount &spent() const { return spent_; }
    /// A day has a cap, but its ledger could not be written: only this match keeps to it.
    bool isAlone() const { return alone_; }
    QString ledgerFolder() const { return ledger_ ? ledger_->folder() : QString(); }

private:
    QString overMatch(const SpendingAmount &most) const;
    QString overDay(const SpendingAmount &before, const SpendingAmount &spent,
                    const SpendingAmount &most) const;
    bool fitsDay(const SpendingAmount &most, const QDate &day, QString *problem);

    SpendingCaps caps_;
    SpendingLedger *ledger_ = nullptr;
    SpendingAmount spent_;
    SpendingAmount reserved_;
    int reservations_ = 0;
    bool heldByOthers_ = false;
    bool alone_ = false;
};

} // namespace concert
