// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/spending.h"

#include <QString>

namespace concert {

/// "$1.25", in German "1,25 $".
QString moneyText(double dollars);
/// "12,345 tokens · $0.12"; empty: nothing was used yet.
QString spendingText(const Spending &spending);

} // namespace concert
