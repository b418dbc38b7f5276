// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/comparison_plan.h"
#include "core/record/match_log.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace concert {

/// What happened in a match, without when: one line of JSON for each event, times, spans and
/// schedule left out, in an order that does not depend on who came first. Equal games give equal
/// lists.
QStringList gameLines(const MatchLog &log);

/// What only one of two games has, as sentences; empty: the games are the same.
QStringList gameDifferences(const QString &firstName, const QStringList &first,
                            const QString &secondName, const QStringList &second);

/// A comparison with what its reports need to say.
struct ComparisonReport {
    ComparisonResult result;
    ComparisonPlan plan;
    QStringList differences; ///< between games that should be the same
    int gamesCompared = 0;   ///< with the baseline's
};

/// Of the first variant: what all of them share but for their changes.
MatchConfig baselineConfig(const ComparisonReport &report);

/// Of fewer pairs a bootstrap interval is rough: it has only a handful of outcomes to draw.
inline constexpr int enoughPairs = 10;

/// Less than a hundredth of the whole, before and after: what became of it in per cent tells
/// nothing.
bool isNegligible(const ComparedTimes &part, const ComparedTimes &overall);

/// Of the chart; on paper as it is written, and a window's own where it is shown.
struct ChartColours {
    QString paper = QStringLiteral("#ffffff");
    QString text = QStringLiteral("#222222");
    QString lines = QStringLiteral("#dddddd");
};

/// Files are English whoever plays, as the log is; what a window shows is in its user's language.
enum class ReportLanguage { English, Users };

QByteArray comparisonMarkdown(const ComparisonReport &report,
                              ReportLanguage language = ReportLanguage::English);
QByteArray comparisonJson(const ComparisonReport &report);
QByteArray comparisonCsv(const ComparisonReport &report); ///< a row for each run and part
/// A bar for each variant.
QByteArray comparisonSvg(const ComparisonReport &report, const ChartColours &colours = {});

/// Writes comparison.md, .json, .csv and .svg. On error a sentence; empty: done.
QString writeComparison(const ComparisonReport &report, const QString &folder);

} // namespace concert
