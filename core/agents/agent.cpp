// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agents/agent.h"

#include "core/record/diary_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

QString DiaryEntry::line() const
{
    return DiaryLine{phase, text, intent}.toString();
}

Agent Agent::fresh(Power power)
{
    Agent agent;
    agent.power = power;
    for (const Power other : allPowers) {
        if (other != power)
            agent.relationships[other] = Relationship::Neutral;
    }
    return agent;
}

QStringList Agent::fullDiary() const
{
    QStringList lines;
    for (const DiaryEntry &entry : diary)
        lines << entry.line();
    return lines;
}

QStringList Agent::workingDiary() const
{
    QStringList lines;
    if (consolidation.year > 0)
        lines << ConsolidatedLine{consolidation.year, consolidation.text}.toString();
    for (const DiaryEntry &entry : diary) {
        if (entry.phase.year >= consolidation.year)
            lines << entry.line();
    }
    return lines;
}

bool Agent::hasEntriesBefore(int year) const
{
    return std::any_of(diary.begin(), diary.end(), [&](const DiaryEntry &entry) {
        return entry.phase.year < year && entry.phase.year >= consolidation.year;
    });
}

} // namespace concert
