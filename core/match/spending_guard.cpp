// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/match/spending_guard.h"

#include "core/record/spending.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace concert {

namespace {

struct GuardText {
    Q_DECLARE_TR_FUNCTIONS(concert::SpendingGuard)
};

/// For the log, which is English whoever plays.
QString numberText(qint64 value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

} // namespace

QString SpendingGuard::overMatch(const SpendingAmount &most) const
{
    if (caps_.cost > 0 && spent_.cost + reserved_.cost + most.cost > caps_.cost)
        return GuardText::tr("The match has spent %1 of its cap of %2, and the next call may cost "
                             "%3.")
            .arg(dollarsText(spent_.cost), dollarsText(caps_.cost), dollarsText(most.cost));
    if (caps_.tokens > 0 && spent_.tokens + reserved_.tokens + most.tokens > caps_.tokens)
        return GuardText::tr("The match has used %1 tokens of its cap of %2, and the next call may "
                             "take %3.")
            .arg(numberText(spent_.tokens), numberText(caps_.tokens), numberText(most.tokens));
    return {};
}

/// \a before: all that counts before this call; \a spent: of that, what is spent.
QString SpendingGuard::overDay(const SpendingAmount &before, const SpendingAmount &spent,
                               const SpendingAmount &most) const
{
    if (caps_.dayCost > 0 && before.cost + most.cost > caps_.dayCost)
        return GuardText::tr("Today's matches have spent %1 of the day's cap of %2 and hold back "
                             "%3 for calls that run; the next call may cost %4.")
            .arg(dollarsText(spent.cost), dollarsText(caps_.dayCost),
                 dollarsText(std::max(0.0, before.cost - spent.cost)), dollarsText(most.cost));
    if (caps_.dayTokens > 0 && before.tokens + most.tokens > caps_.dayTokens)
        return GuardText::tr("Today's matches have used %1 tokens of the day's cap of %2 and hold "
                             "back %3 for calls that run; the next call may take %4.")
            .arg(numberText(spent.tokens), numberText(caps_.dayTokens),
                 numberText(std::max<qint64>(0, before.tokens - spent.tokens)),
                 numberText(most.tokens));
    return {};
}

/// Enters it first and looks then: of two matches that do so at once, one sees the other.
bool SpendingGuard::fitsDay(const SpendingAmount &most, const QDate &day, QString *problem)
{
    if (ledger_ != nullptr) {
        if (const auto before = ledger_->reserve(most, day)) {
            const SpendingAmount spent = ledger_->spentOn(day);
            *problem = overDay(*before, spent, most);
            if (problem->isEmpty())
                return true;
            ledger_->settle(most, {}, day);
            SpendingAmount withoutOthers = spent;
            withoutOthers += reserved_;
            heldByOthers_ = overDay(withoutOthers, spent, most).isEmpty();
            return false;
        }
        alone_ |= caps_.dayCost > 0 || caps_.dayTokens > 0;
    }
    SpendingAmount own = spent_; // no ledger, or it cannot be written
    own += reserved_;
    *problem = overDay(own, spent_, most);
    return problem->isEmpty();
}

QString SpendingGuard::reserve(const SpendingAmount &most, SpendingReservation *held)
{
    heldByOthers_ = false;
    if (!held->billed)
        return {};
    QString problem = overMatch(most);
    if (!problem.isEmpty())
        return problem;
    const bool isFirst = held->day.isNull();
    const QDate day = isFirst ? QDate::currentDate() : held->day;
    if (!fitsDay(most, day, &problem))
        return problem;
    reservations_ += isFirst ? 1 : 0;
    reserved_ += most;
    held->day = day;
    held->amount += most;
    return {};
}

void SpendingGuard::settle(SpendingReservation *held, const SpendingAmount &spent)
{
    if (held->day.isNull())
        return;
    reserved_.cost -= held->amount.cost;
    reserved_.tokens -= held->amount.tokens;
    if (--reservations_ == 0)
        reserved_ = {}; // without what adding and taking away leaves of fractions
    spent_ += spent;
    if (ledger_ != nullptr)
        ledger_->settle(held->amount, spent, held->day);
    *held = {{}, held->billed};
}

} // namespace concert
