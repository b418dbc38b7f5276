// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/comparison_plan.h"

#include <QColor>
#include <QString>

namespace concert {

/// The one table of how parts, variants and levers of a comparison are called and coloured.

QString partDisplayName(ExperimentPart part); ///< "Negotiation", translated
/// Okabe and Ito's palette, told apart by colour-blind people too; as in comparison.svg.
QColor partColor(ExperimentPart part);

/// "Pipelined, fused", translated; a name of the user's own stays as it is.
QString variantDisplayName(const QString &variant);
QString leverDisplayName(const QString &lever);
/// What a lever changes, a sentence.
QString leverDescription(const QString &lever);
QString scheduleDescription(Schedule schedule);

/// "54.1 %", in the user's language; with a sign where it is an increase.
QString percentageText(double share);
/// "52.0 to 56.3 %"; empty: there is no interval.
QString intervalText(const PairedReduction &reduction);
/// "Pipelined takes 54.1 % less time than Blocking (95 %: 52.0 to 56.3 %, n = 10)."
QString comparedSentence(const ComparedVariant &variant);
/// Why there is no verdict on it; empty: there is one.
QString notJudgedSentence(const ComparedVariant &variant);
QString statusDisplayText(const ComparedTimes &times);

} // namespace concert
