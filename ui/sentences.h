// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

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

/// A sentence of ours, taken apart: its form as it stands in the source, and what is at its places.
struct SentenceParts {
    QString form;
    QStringList places;
};
/// nullopt: it is none.
std::optional<SentenceParts> sentenceParts(const QString &english);

} // namespace concert
