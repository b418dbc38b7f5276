// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/money_text.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct MoneyText {
    Q_DECLARE_TR_FUNCTIONS(concert::MoneyText)
};

} // namespace

QString moneyText(double dollars)
{
    return MoneyText::tr("$%1", "an amount of dollars")
        .arg(QLocale().toString(dollars, 'f', dollarDecimals(dollars)));
}

QString spendingText(const Spending &spending)
{
    if (spending.calls == 0)
        return {};
    const QLocale locale;
    const QString tokens = MoneyText::tr("%1 tokens").arg(locale.toString(spending.tokens()));
    if (spending.unpriced == spending.calls)
        return MoneyText::tr("%1 · cost unknown").arg(tokens);
    if (spending.cost == 0 && spending.unpriced == 0)
        return MoneyText::tr("%1 · free").arg(tokens);
    const QString cost = moneyText(spending.cost);
    return spending.unpriced > 0 ? MoneyText::tr("%1 · more than %2").arg(tokens, cost)
                                 : u"%1 · %2"_s.arg(tokens, cost);
}

} // namespace concert
