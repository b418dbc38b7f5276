// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/stage_kind.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct StageEntry {
    StageKind kind;
    QString name;
};

const std::array<StageEntry, 10> &stageTable()
{
    static const std::array<StageEntry, 10> table{
        {{StageKind::InitialState, u"initial_state"_s},
         {StageKind::Messages, u"messages"_s},
         {StageKind::NegotiationDiary, u"negotiation_diary"_s},
         {StageKind::Plan, u"plan"_s},
         {StageKind::Orders, u"orders"_s},
         {StageKind::Consolidation, u"consolidation"_s},
         {StageKind::Adjudication, u"adjudication"_s},
         {StageKind::ResultDiary, u"result_diary"_s},
         {StageKind::StateUpdate, u"state_update"_s},
         {StageKind::Commentary, u"commentary"_s}}};
    return table;
}

} // namespace

QString stageName(StageKind kind)
{
    const auto &table = stageTable();
    return std::find_if(table.begin(), table.end(),
                        [kind](const StageEntry &entry) { return entry.kind == kind; })
        ->name;
}

std::optional<StageKind> parseStageName(const QString &name)
{
    for (const StageEntry &entry : stageTable()) {
        if (entry.name == name)
            return entry.kind;
    }
    return std::nullopt;
}

QList<StageKind> allStageKinds()
{
    QList<StageKind> kinds;
    for (const StageEntry &entry : stageTable())
        kinds << entry.kind;
    return kinds;
}

} // namespace concert
