// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace concert {

/// The log is English, whoever reads it: reasons, problems and results are sentences that core
/// made. These are those sentences in the viewer's language. They are recognised by their form ("%1
/// does not reach %2."), so old logs and those of other computers are read as well; sentences
/// within a sentence, and powers, are translated with it. Whatever is not recognised (a server's or
/// a model's own words) stays as it is.
QString shownSentence(const QString &english);

/// What sentences of the same form have in common: the form itself; of an unknown sentence the text
/// without its numbers.
QString sentenceKind(const QString &english);

} // namespace concert
