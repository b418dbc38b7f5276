// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/spending_guard.h"

#include "core/record/spending.h"

#include <QCoreApplication>
#include <QLocale>

namespace concert {

namespace {

struct GuardText {
    Q_DECLARE_TR_FUNCTIONS(concert::SpendingGuard)
};

} // namespace

SpendingAmount SpendingGuard::daySpent()
{
    return ledger_ != nullptr ? ledger_->spentOn() : spent_;
}

QString SpendingGuard::reserve(const SpendingAmount &most)
{
    const double cost = reserved_.cost + most.cost;
    const qint64 tokens = reserved_.tokens + most.tokens;
    const bool wantsDay = caps_.dayCost > 0 || caps_.dayTokens > 0;
    const SpendingAmount day = wantsDay ? daySpent() : SpendingAmount();
    const auto number = [](qint64 value) { return QLocale().toString(value); };
    if (caps_.cost > 0 && spent_.cost + cost > caps_.cost)
        return GuardText::tr("The match has spent %1 of its cap of %2, and the next call may cost "
                             "%3.")
            .arg(dollarsText(spent_.cost), dollarsText(caps_.cost), dollarsText(most.cost));
    if (caps_.tokens > 0 && spent_.tokens + tokens > caps_.tokens)
        return GuardText::tr("The match has used %1 tokens of its cap of %2, and the next call may "
                             "take %3.")
            .arg(number(spent_.tokens), number(caps_.tokens), number(most.tokens));
    if (caps_.dayCost > 0 && day.cost + cost > caps_.dayCost)
        return GuardText::tr("Today's matches have spent %1 of the day's cap of %2, and the next "
                             "call may cost %3.")
            .arg(dollarsText(day.cost), dollarsText(caps_.dayCost), dollarsText(most.cost));
    if (caps_.dayTokens > 0 && day.tokens + tokens > caps_.dayTokens)
        return GuardText::tr("Today's matches have used %1 tokens of the day's cap of %2, and the "
                             "next call may take %3.")
            .arg(number(day.tokens), number(caps_.dayTokens), number(most.tokens));
    reserved_ += most;
    ++reservations_;
    return {};
}

void SpendingGuard::settle(const SpendingAmount &reserved, const SpendingAmount &spent, bool billed)
{
    reserved_.cost -= reserved.cost;
    reserved_.tokens -= reserved.tokens;
    if (--reservations_ == 0)
        reserved_ = {}; // without what adding and taking away leaves of fractions
    spent_ += spent;
    if (billed && ledger_ != nullptr && spent != SpendingAmount())
        ledger_->add(spent);
}

} // namespace concert
