// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agent_moment.h"

#include "ui/isolated_text.h"
#include "ui/phase_text.h"
#include "ui/powers.h"
#include "ui/relationship_text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

struct AgentTexts {
    Q_DECLARE_TR_FUNCTIONS(concert::Agent)
};

QString headingOf(const DiaryEntry &entry)
{
    const QString phase = phaseDisplayName(entry.phase);
    switch (entry.kind) {
    case DiaryEntry::Kind::Talks:
        return AgentTexts::tr("%1: the talks").arg(phase);
    case DiaryEntry::Kind::Outcome:
        return AgentTexts::tr("%1: the outcome").arg(phase);
    case DiaryEntry::Kind::Consolidated:
        break;
    }
    return AgentTexts::tr("%1: everything before, in short").arg(phase);
}

/// What prompts still show: the newest short version, and what is not older than it.
std::vector<DiaryEntry> workingDiary(const std::vector<DiaryEntry> &full)
{
    int year = 0;
    for (const DiaryEntry &entry : full) {
        if (entry.kind == DiaryEntry::Kind::Consolidated)
            year = entry.phase.year;
    }
    std::vector<DiaryEntry> working;
    for (const DiaryEntry &entry : full) {
        if (entry.phase.year >= year)
            working.push_back(entry);
    }
    return working;
}

} // namespace

AgentMoment AgentMoment::at(const MatchLog &log, qsizetype eventIndex, Power power)
{
    AgentMoment moment;
    const qsizetype shown = log.phaseIndexAt(eventIndex);
    for (qsizetype i = 0; i <= std::min(eventIndex, log.size() - 1); ++i) {
        const MatchEvent &event = log.at(i);
        if (const auto *memory = event.as<MemoryUpdated>(); memory && memory->power == power) {
            moment.memories.push_back(*memory);
            moment.memoryEvent = i;
        } else if (const auto *plan = event.as<PlanMade>(); plan && plan->power == power) {
            if (shown >= 0 && plan->phase == log.phases()[shown].phase) {
                moment.plan = *plan;
                moment.planEvent = i;
            }
        } else if (const auto *diary = event.as<DiaryWritten>(); diary && diary->power == power) {
            const bool talks = diary->kind == StageKind::NegotiationDiary;
            moment.diary.push_back({diary->phase,
                                    talks ? DiaryEntry::Kind::Talks : DiaryEntry::Kind::Outcome,
                                    diary->text, diary->intent});
            moment.diaryEvent = i;
        } else if (const auto *brief = event.as<DiaryConsolidated>();
                   brief && brief->power == power) {
            moment.diary.push_back({brief->phase, DiaryEntry::Kind::Consolidated, brief->text, {}});
            moment.diaryEvent = i;
        }
    }
    return moment;
}

QString goalsText(const AgentMoment &moment)
{
    if (moment.memories.empty())
        return AgentTexts::tr("No goals so far.");
    const MemoryUpdated &memory = moment.memories.back();
    QStringList lines{AgentTexts::tr("Goals since %1").arg(phaseDisplayName(memory.phase))};
    for (const QString &goal : memory.goals)
        lines << u"• "_s + isolated(goal);
    if (!memory.reasoning.isEmpty())
        lines << QString() << memory.reasoning;
    return lines.join(u'\n');
}

QString planText(const AgentMoment &moment)
{
    return moment.plan ? moment.plan->text : AgentTexts::tr("No plan for this phase so far.");
}

QString diaryText(const AgentMoment &moment, bool working)
{
    const std::vector<DiaryEntry> diary = working ? workingDiary(moment.diary) : moment.diary;
    if (diary.empty())
        return AgentTexts::tr("Nothing in the diary so far.");
    QStringList entries; // the newest is what one wants to read first
    for (auto entry = diary.rbegin(); entry != diary.rend(); ++entry) {
        QString text = u"― %1 ―\n%2"_s.arg(headingOf(*entry), entry->text);
        if (!entry->intent.isEmpty())
            text += u'\n' + AgentTexts::tr("Privately meant: %1").arg(isolated(entry->intent));
        entries << text;
    }
    return entries.join(u"\n\n"_s);
}

QString relationshipsText(const AgentMoment &moment)
{
    if (moment.memories.empty())
        return AgentTexts::tr("No relationships so far.");
    QStringList lines;
    std::map<Power, Relationship> known;
    for (const MemoryUpdated &memory : moment.memories) {
        QStringList changes;
        for (const auto &[power, relationship] : memory.relationships) {
            const auto before = known.find(power);
            if (before != known.end() && before->second == relationship)
                continue;
            changes << u"  %1: %2"_s.arg(powerDisplayName(power),
                                         before == known.end()
                                             ? relationshipText(relationship)
                                             : u"%1 → %2"_s.arg(relationshipText(before->second),
                                                                relationshipText(relationship)));
            known[power] = relationship;
        }
        if (!changes.isEmpty()) {
            changes.prepend(phaseDisplayName(memory.phase));
            lines.prepend(changes.join(u'\n')); // the newest first
        }
    }
    return lines.join(u"\n\n"_s);
}

} // namespace concert
