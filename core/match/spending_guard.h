// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_config.h"
#include "core/record/spending_ledger.h"

#include <QString>

namespace concert {

/// Keeps a match, and the day, within its spending caps: what a call may cost at most is reserved
/// before it is sent, and what it did cost takes that place when it has ended.
class SpendingGuard {
public:
    void setCaps(const SpendingCaps &caps) { caps_ = caps; }
    const SpendingCaps &caps() const { return caps_; }
    /// Where the day's spending stands; null (as at first): only this match counts.
    void setLedger(SpendingLedger *ledger) { ledger_ = ledger; }

    /// What the match had spent before it went on; the day knows of it.
    void setSpent(const SpendingAmount &spent) { spent_ = spent; }

    /// Which cap leaves no room for it, as a sentence; empty: it is reserved.
    QString reserve(const SpendingAmount &most);
    /// \a billed: it goes into the day's ledger.
    void settle(const SpendingAmount &reserved, const SpendingAmount &spent, bool billed);
    /// Something is reserved that may yet turn out cheaper.
    bool mayGetRoom() const { return reservations_ > 0; }

    const SpendingAmount &spent() const { return spent_; }

private:
    SpendingAmount daySpent();

    SpendingCaps caps_;
    SpendingLedger *ledger_ = nullptr;
    SpendingAmount spent_;
    SpendingAmount reserved_;
    int reservations_ = 0;
};

} // namespace concert
