// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace concert {

/// About how many tokens a model makes of a text, without its tokenizer: order notation and JSON
/// take far more than prose ("A MUN S A PAR - BUR" is nine or ten, not the five of four characters
/// a token). Meant for budgets, so it leans to the high side. Additive over lines.
qsizetype estimatedTokens(QStringView text);

/// More tokens than that no model makes of a text, whatever it is written in. Beyond ASCII each
/// byte of its UTF-8 may be a token of its own: byte pair encodings begin with bytes, and
/// SentencePiece falls back to them. In ASCII digits and signs may be (Llama, Gemma), while words
/// have a token for three letters at least. About twice what a model makes of English; meant for
/// promises about money.
qsizetype tokensAtMost(QStringView text);

} // namespace concert
