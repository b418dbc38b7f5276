// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/results_model.h"

#include "core/record/comparison.h"
#include "ui/comparison/comparison_text.h"
#include "ui/latency/latency_model.h"
#include "ui/plain_tip.h"

#include <QFont>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr quintptr topLevel = 0; // else the row above, counting from 1

QString meanSeconds(double seconds)
{
    return durationText(std::llround(seconds * 1e6));
}

QString meanCalls(double before, double after)
{
    const auto text = [](double calls) {
        return QLocale().toString(calls, 'f', std::abs(calls - std::round(calls)) < 1e-9 ? 0 : 1);
    };
    return before == after ? text(before) : text(before) % u" → "_s % text(after);
}

} // namespace

void ResultsModel::setResult(const ComparisonResult &result, bool ended)
{
    // While a comparison runs only figures change: selection and what is expanded stay.
    const bool sameShape = result.variants.size() == result_.variants.size();
    if (!sameShape)
        beginResetModel();
    result_ = result;
    ended_ = ended;
    if (!sameShape) {
        endResetModel();
        return;
    }
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex pair = index(row, 0);
        Q_EMIT dataChanged(pair, index(row, columnCountOf - 1));
        Q_EMIT dataChanged(index(0, 0, pair), index(rowCount(pair) - 1, columnCountOf - 1, pair));
    }
}

QModelIndex ResultsModel::indexOfVariant(const QString &variant) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (result_.variants[row].name == variant)
            return index(row, 0);
    }
    return {};
}

QModelIndex ResultsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const quintptr id = parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : topLevel;
    return createIndex(row, column, id);
}

QModelIndex ResultsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, topLevel);
}

int ResultsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(result_.variants.size());
    if (parent.internalId() != topLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(result_.variants[parent.row()].parts.size());
}

int ResultsModel::columnCount(const QModelIndex &) const
{
    return columnCountOf;
}

QVariant ResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isPair = index.internalId() == topLevel;
    const ComparedVariant &variant =
        result_.variants[isPair ? index.row() : static_cast<int>(index.internalId()) - 1];
    const ComparedTimes &times = isPair ? variant.overall : variant.parts[index.row()];
    if (role == Qt::DisplayRole)
        return text(variant, times, index.column());
    if (role == Qt::ToolTipRole && isPair)
        return plainTip(comparedSentence(variant) % u' ' % notJudgedSentence(variant));
    if (role == Qt::TextAlignmentRole && index.column() != What && index.column() != Outcome)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::FontRole && isPair) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role == Qt::DecorationRole && !isPair && index.column() == What)
        return partColor(static_cast<ExperimentPart>(index.row()));
    return {};
}

QString ResultsModel::text(const ComparedVariant &variant, const ComparedTimes &times,
                           int column) const
{
    const bool isPair = &times == &variant.overall;
    const PairedReduction &less = times.critical;
    switch (column) {
    case What:
        if (!isPair)
            return partDisplayName(
                allExperimentParts()[static_cast<std::size_t>(&times - variant.parts.constData())]);
        return tr("%1 instead of %2")
            .arg(variantDisplayName(variant.name), variantDisplayName(variant.against));
    case Before:
        return meanSeconds(times.criticalBefore);
    case After:
        return meanSeconds(times.criticalAfter);
    case Less:
        return less.n > 0 && !isNegligible(times, variant.overall) ? percentageText(less.reduction)
                                                                   : u"–"_s;
    case Interval:
        return isNegligible(times, variant.overall) ? QString() : intervalText(less);
    case Pairs:
        return QLocale().toString(less.n);
    case Calls:
        return meanCalls(times.callsBefore, times.callsAfter);
    case Outcome:
        return outcome(variant, times);
    default:
        return {};
    }
}

/// The verdict on a schedule looks at the target; levers and parts only at whether it is less.
QString ResultsModel::outcome(const ComparedVariant &variant, const ComparedTimes &times) const
{
    if (variant.overall.critical.n == 0) // there is no pair of matches to speak of
        return ended_ ? tr("not played") : tr("not played yet");
    const bool hasCalls = times.callsBefore > 0 || times.callsAfter > 0;
    if (hasCalls && isNegligible(times, variant.overall))
        return tr("under 1 % of the total");
    if (&times == &variant.overall && !variant.isJudged())
        return tr("not judged");
    if (&times != &variant.overall || variant.isLever || !times.critical.hasInterval)
        return statusDisplayText(times);
    if (times.critical.n < enoughPairs)
        return variant.reached ? tr("target reached (rough)") : tr("target not shown (rough)");
    const QString target = percentageText(result_.target);
    return variant.reached ? tr("target of %1 reached").arg(target)
                           : tr("target of %1 not shown").arg(target);
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != What && section != Outcome)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == Interval)
        return tr("95 % interval, by bootstrap over the seeds");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Less:
        return tr("Less time");
    case Interval:
        return tr("95 %");
    case Pairs:
        return tr("n");
    case Calls:
        return tr("Calls");
    case Outcome:
        return tr("Outcome");
    default:
        return {};
    }
}

} // namespace concert
