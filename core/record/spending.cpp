// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/spending.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

void Spending::add(const CallEnded &call)
{
    if (call.attempts == 0)
        return;
    usage += call.usage;
    cost += call.cost.value_or(0);
    ++calls;
    unpriced += call.cost ? 0 : 1;
}

QJsonObject toJson(const Spending &spending)
{
    return {{u"input_tokens"_s, spending.usage.inputTokens},
            {u"cached_input_tokens"_s, spending.usage.cachedInputTokens},
            {u"output_tokens"_s, spending.usage.outputTokens},
            {u"reasoning_tokens"_s, spending.usage.reasoningTokens},
            {u"tokens_estimated"_s, spending.usage.estimated},
            {u"cost_usd"_s, spending.cost},
            {u"calls_without_price"_s, spending.unpriced}};
}

int dollarDecimals(double dollars)
{
    if (dollars <= 0 || dollars >= 0.1)
        return 2;
    return std::min(6, 1 - static_cast<int>(std::floor(std::log10(dollars))));
}

QString dollarsText(double dollars)
{
    return u'$' % QString::number(dollars, 'f', dollarDecimals(dollars));
}

} // namespace concert
