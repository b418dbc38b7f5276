// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/summary/summary_model.h"

#include "core/record/stage_kind.h"
#include "ui/latency/latency_model.h"
#include "ui/latency/stage_style.h"
#include "ui/money_text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr quintptr groupLevel = 0; // else the group's row, counting from 1

} // namespace

void SummaryModel::setSpans(const QList<Span> &spans, qint64 now)
{
    std::vector<Group> groups;
    const QList<LatencyStatistics> models = latencyStatistics(spans, now, StatisticsBy::Model);
    if (models.size() > 1) { // of a single one it would say the same twice
        for (const LatencyStatistics &all : latencyStatistics(spans, now, StatisticsBy::Nothing))
            groups.push_back({all, latencyStatistics(spans, now, StatisticsBy::Stage)});
    }
    for (const LatencyStatistics &model : models)
        groups.push_back({model, {}});
    const std::size_t first = models.size() > 1 ? 1 : 0;
    for (const LatencyStatistics &row : latencyStatistics(spans, now)) {
        const auto group =
            std::find_if(groups.begin() + static_cast<std::ptrdiff_t>(first), groups.end(),
                         [&row](const Group &each) { return each.all.model == row.model; });
        group->stages << row;
    }
    const bool sameShape = std::equal(
        groups.begin(), groups.end(), groups_.begin(), groups_.end(),
        [](const Group &a, const Group &b) { return a.stages.size() == b.stages.size(); });
    if (!sameShape)
        beginResetModel();
    groups_ = std::move(groups);
    if (!sameShape) {
        endResetModel();
        return;
    }
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex group = index(row, 0);
        Q_EMIT dataChanged(group, index(row, columnCountOf - 1));
        if (rowCount(group) > 0)
            Q_EMIT dataChanged(index(0, 0, group),
                               index(rowCount(group) - 1, columnCountOf - 1, group));
    }
}

QModelIndex SummaryModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : groupLevel);
}

QModelIndex SummaryModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == groupLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, groupLevel);
}

int SummaryModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(groups_.size());
    if (parent.internalId() != groupLevel || parent.column() != 0)
        return 0;
    return static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].stages.size());
}

int SummaryModel::columnCount(const QModelIndex &) const
{
    return columnCountOf;
}

const LatencyStatistics &SummaryModel::at(const QModelIndex &index) const
{
    if (index.internalId() == groupLevel)
        return groups_[static_cast<std::size_t>(index.row())].all;
    return groups_[static_cast<std::size_t>(index.internalId()) - 1].stages[index.row()];
}

QVariant SummaryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LatencyStatistics &row = at(index);
    const bool isGroup = index.internalId() == groupLevel;
    if (role == Qt::DisplayRole)
        return text(row, isGroup, index.column());
    if (role == SlowestRole)
        return row.slowest;
    if (role == Qt::TextAlignmentRole && index.column() != What)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && index.column() == Longest)
        return tr("Double-click: go to this call");
    if (role == Qt::DecorationRole && !isGroup && index.column() == What) {
        if (const auto stage = parseStageName(row.stage))
            return stageColor(*stage);
    }
    if (role == Qt::FontRole && isGroup) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    return {};
}

QString SummaryModel::text(const LatencyStatistics &row, bool isGroup, int column) const
{
    const QLocale locale;
    switch (column) {
    case What: {
        if (isGroup)
            return row.model.isEmpty() ? tr("All models") : row.model;
        const auto stage = parseStageName(row.stage);
        return stage ? stageDisplayName(*stage) : row.stage;
    }
    case Calls:
        return locale.toString(row.calls);
    case Median:
        return durationText(std::llround(row.p50));
    case Percentile95:
        return durationText(std::llround(row.p95));
    case Longest:
        return durationText(std::llround(row.max));
    case FirstToken:
        return durationText(std::llround(row.firstTokenP50));
    case TokensIn:
        return locale.toString(row.inputTokens);
    case TokensOut:
        return locale.toString(row.outputTokens);
    case Cost:
        if (row.cost <= 0)
            return u"–"_s;
        return row.costUnknown ? u"≥ "_s + moneyText(row.cost) : moneyText(row.cost);
    case Errors:
        return row.failed > 0 ? locale.toString(row.failed) : u"–"_s;
    case Retries:
        return row.retries > 0 ? locale.toString(row.retries) : u"–"_s;
    default:
        return {};
    }
}

QVariant SummaryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != What)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    const bool tip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !tip)
        return {};
    switch (section) {
    case What:
        return tr("Model and stage");
    case Calls:
        return tr("Calls");
    case Median:
        return tip ? tr("Half of the calls took at most this long") : tr("p50");
    case Percentile95:
        return tip ? tr("95 of 100 calls took at most this long") : tr("p95");
    case Longest:
        return tip ? tr("The longest call") : tr("max");
    case FirstToken:
        return tip ? tr("Until the first token: half of the calls") : tr("First token");
    case TokensIn:
        return tip ? tr("Tokens of the prompts") : tr("Tokens in");
    case TokensOut:
        return tip ? tr("Tokens of the answers, hidden reasoning included") : tr("out");
    case Cost:
        return tip ? tr("Dollars, by the provider's prices; –: nothing, or unknown") : tr("Cost");
    case Errors:
        return tip ? tr("Calls without an answer that could be used") : tr("Errors");
    case Retries:
        return tip ? tr("Requests beyond one a call") : tr("Retries");
    default:
        return {};
    }
}

} // namespace concert
