// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/agent_moment.h"

#include "core/rules/province.h"
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

QString provincesText(const QList<Province> &provinces)
{
    QStringList names;
    for (const Province province : provinces) {
        const std::string_view name = provinceName(province);
        names << QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    return names.join(u", "_s);
}

QString commitmentText(const Commitment &commitment)
{
    const QString units = provincesText(commitment.units);
    const QString places = provincesText(commitment.places);
    switch (commitment.kind) {
    case Commitment::Kind::Support:
        return places.isEmpty() ? AgentTexts::tr("support in place (%1)").arg(units)
                                : AgentTexts::tr("support to %1 (%2)").arg(places, units);
    case Commitment::Kind::Move:
        return AgentTexts::tr("move to %1 (%2)").arg(places, units);
    case Commitment::Kind::StayOut:
        return AgentTexts::tr("stay out of %1").arg(places);
    case Commitment::Kind::Demilitarise:
        return AgentTexts::tr("keep %1 free of units").arg(places);
    case Commitment::Kind::Peace:
        return AgentTexts::tr("peace");
    }
    return {};
}

QString verdictText(CommitmentVerdict verdict)
{
    switch (verdict) {
    case CommitmentVerdict::Kept:
        return AgentTexts::tr("kept");
    case CommitmentVerdict::Broken:
        return AgentTexts::tr("broken");
    case CommitmentVerdict::Moot:
        return AgentTexts::tr("moot");
    }
    return {};
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
        } else if (const auto *plan = event.as<PlanMade>(); plan && plan->power == power) {
            if (shown >= 0 && plan->phase == log.phases()[shown].phase)
                moment.plan = *plan;
        } else if (const auto *diary = event.as<DiaryWritten>(); diary && diary->power == power) {
            const bool talks = diary->kind == StageKind::NegotiationDiary;
            moment.diary.push_back({diary->phase,
                                    talks ? DiaryEntry::Kind::Talks : DiaryEntry::Kind::Outcome,
                                    diary->text, diary->intent});
        } else if (const auto *brief = event.as<DiaryConsolidated>();
                   brief && brief->power == power) {
            moment.diary.push_back({brief->phase, DiaryEntry::Kind::Consolidated, brief->text, {}});
        } else if (const auto *judged = event.as<CommitmentJudged>();
                   judged && judged->from == power) {
            moment.promises.push_back(*judged);
        }
    }
    return moment;
}

std::optional<Relationship> AgentMoment::relationship(Power other) const
{
    if (memories.empty())
        return std::nullopt;
    const auto found = memories.back().relationships.find(other);
    return found == memories.back().relationships.end() ? std::nullopt
                                                        : std::optional(found->second);
}

std::optional<Relationship> AgentMoment::relationshipBefore(Power other) const
{
    if (memories.size() < 2)
        return std::nullopt;
    const auto &before = memories[memories.size() - 2].relationships;
    const auto found = before.find(other);
    return found == before.end() ? std::nullopt : std::optional(found->second);
}

QString goalsText(const AgentMoment &moment)
{
    if (moment.memories.empty())
        return AgentTexts::tr("No goals so far.");
    const MemoryUpdated &memory = moment.memories.back();
    QStringList lines{AgentTexts::tr("Goals since %1").arg(phaseDisplayName(memory.phase))};
    for (const QString &goal : memory.goals)
        lines << u"• "_s + goal;
    if (!memory.reasoning.isEmpty())
        lines << QString() << memory.reasoning;
    return lines.join(u'\n');
}

QString planText(const AgentMoment &moment)
{
    return moment.plan ? moment.plan->text : AgentTexts::tr("No plan for this phase so far.");
}

QString diaryText(const AgentMoment &moment)
{
    if (moment.diary.empty())
        return AgentTexts::tr("Nothing in the diary so far.");
    QStringList entries; // the newest is what one wants to read first
    for (auto entry = moment.diary.rbegin(); entry != moment.diary.rend(); ++entry) {
        QString heading = phaseDisplayName(entry->phase);
        switch (entry->kind) {
        case DiaryEntry::Kind::Talks:
            heading = AgentTexts::tr("%1: the talks").arg(heading);
            break;
        case DiaryEntry::Kind::Outcome:
            heading = AgentTexts::tr("%1: the outcome").arg(heading);
            break;
        case DiaryEntry::Kind::Consolidated:
            heading = AgentTexts::tr("%1: everything before, in short").arg(heading);
            break;
        }
        QString text = u"― %1 ―\n%2"_s.arg(heading, entry->text);
        if (!entry->intent.isEmpty())
            text += u'\n' + AgentTexts::tr("Privately meant: %1").arg(entry->intent);
        entries << text;
    }
    return entries.join(u"\n\n"_s);
}

QString promisesText(const AgentMoment &moment)
{
    if (moment.promises.empty())
        return AgentTexts::tr("No promise was judged so far.");
    QStringList lines;
    for (auto judged = moment.promises.rbegin(); judged != moment.promises.rend(); ++judged) {
        const QString to =
            judged->to ? powerDisplayName(*judged->to) : AgentTexts::tr("everybody", "recipient");
        lines << AgentTexts::tr("%1, to %2: %3 – %4")
                     .arg(phaseShortName(judged->phase), to, commitmentText(judged->commitment),
                          verdictText(judged->verdict));
        if (!judged->reason.isEmpty())
            lines << u"    "_s + judged->reason;
    }
    return lines.join(u'\n');
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
