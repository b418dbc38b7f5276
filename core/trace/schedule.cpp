// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/schedule.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int unknownStage = 9;

} // namespace

bool hasBarriers(Schedule schedule)
{
    return schedule != Schedule::Pipelined;
}

bool isOneAfterAnother(Schedule schedule, const QString &stage)
{
    return schedule == Schedule::Blocking &&
           (stage == u"initial_state"_s || stage == u"messages"_s);
}

int stageOrder(const QString &stage)
{
    static const QHash<QString, int> places{
        {u"initial_state"_s, 0}, {u"messages"_s, 1},     {u"negotiation_diary"_s, 2},
        {u"plan"_s, 3},          {u"orders"_s, 4},       {u"consolidation"_s, 4},
        {u"adjudication"_s, 5},  {u"result_diary"_s, 6}, {u"state_update"_s, 7},
        {u"commentary"_s, 8},
    };
    return places.value(stage, unknownStage);
}

QList<QList<qsizetype>> scheduleGroups(const QList<Span> &spans)
{
    // A phase begins with its first span: nothing of a later one starts before it.
    QHash<QString, qint64> phaseBegan;
    for (const Span &span : spans) {
        const auto known = phaseBegan.constFind(span.phase);
        if (known == phaseBegan.cend() || span.started < *known)
            phaseBegan.insert(span.phase, span.started);
    }
    using Group = std::tuple<qint64, QString, int, QString, int>;
    std::map<Group, QList<qsizetype>> byGroup;
    for (qsizetype place = 0; place < spans.size(); ++place) {
        const Span &span = spans[place];
        const int order = stageOrder(span.stage);
        const QString name = order == unknownStage ? span.stage : QString();
        byGroup[{phaseBegan.value(span.phase), span.phase, order, name, span.round}] << place;
    }
    QList<QList<qsizetype>> groups;
    for (auto &[group, members] : byGroup) {
        // Within a group the powers come by name, which is their order in the rules too.
        std::stable_sort(members.begin(), members.end(), [&spans](qsizetype a, qsizetype b) {
            return spans[a].power < spans[b].power;
        });
        groups << members;
    }
    return groups;
}

QList<QList<int>> scheduleWaits(const QList<Span> &spans, Schedule schedule)
{
    QList<QList<int>> waits(spans.size());
    if (!hasBarriers(schedule))
        return waits;
    QList<qsizetype> previous;
    for (const QList<qsizetype> &members : scheduleGroups(spans)) {
        const bool inTurn = isOneAfterAnother(schedule, spans[members.first()].stage);
        for (qsizetype i = 0; i < members.size(); ++i) {
            const Span &span = spans[members[i]];
            QList<int> &ids = waits[members[i]];
            for (const qsizetype other : inTurn &&i > 0 ? members.mid(i - 1, 1) : previous) {
                if (!span.inputs.contains(spans[other].id))
                    ids << spans[other].id;
            }
            std::sort(ids.begin(), ids.end());
        }
        previous = members;
    }
    return waits;
}

} // namespace concert
