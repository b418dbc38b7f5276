// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace concert {

/// About how many tokens a model makes of a text, without its tokenizer: order notation and JSON
/// take far more than prose ("A MUN S A PAR - BUR" is nine or ten, not the five of four characters
/// a token). Meant for budgets, so it leans to the high side. Additive over lines.
qsizetype estimatedTokens(QStringView text);

} // namespace concert
