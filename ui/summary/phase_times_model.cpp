// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/summary/phase_times_model.h"

#include "core/record/stage_kind.h"
#include "ui/latency/latency_model.h"
#include "ui/latency/stage_style.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// "Messages 62 %": the stage that the critical path spent most time in.
QString longestStage(const PhaseTimes &phase)
{
    const auto longest = std::max_element(phase.critical.begin(), phase.critical.end());
    if (longest == phase.critical.end() || phase.wall <= 0)
        return {};
    const auto stage = parseStageName(longest.key());
    const auto percent =
        std::lround(100.0 * static_cast<double>(longest.value()) / static_cast<double>(phase.wall));
    return PhaseTimesModel::tr("%1 %2 %")
        .arg(stage ? stageDisplayName(*stage) : longest.key())
        .arg(percent);
}

} // namespace

void PhaseTimesModel::setPhases(const QList<PhaseTimes> &phases)
{
    const auto before = static_cast<int>(phases_.size());
    const auto after = static_cast<int>(phases.size());
    const bool grows =
        after >= before && before > 0 && phases.first().phase == phases_.first().phase;
    if (!grows) {
        beginResetModel();
        phases_ = phases;
        endResetModel();
        return;
    }
    if (after > before)
        beginInsertRows({}, before, after - 1);
    phases_ = phases;
    if (after > before)
        endInsertRows();
    Q_EMIT dataChanged(index(0, 0), index(before - 1, columnCountOf - 1));
}

int PhaseTimesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(phases_.size());
}

int PhaseTimesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountOf;
}

QVariant PhaseTimesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PhaseTimes &phase = phases_[index.row()];
    const bool isNumber = index.column() != Name && index.column() != Longest;
    if (role == Qt::TextAlignmentRole && isNumber)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return phase.phase;
    case Wall:
        return durationText(phase.wall);
    case Sequential:
        return durationText(phase.sequential);
    case Calls:
        return QLocale().toString(phase.calls);
    case Longest:
        return longestStage(phase);
    default:
        return {};
    }
}

QVariant PhaseTimesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != Name && section != Longest)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Phase");
    case Wall:
        return tr("Took");
    case Sequential:
        return tr("One after another");
    case Calls:
        return tr("Calls");
    case Longest:
        return tr("Held up most by");
    default:
        return {};
    }
}

} // namespace concert
