// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/schedule.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace concert {

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
    static const std::array<QString, 10> stages{
        u"initial_state"_s, u"messages"_s,   u"plan"_s,         u"negotiation_diary"_s,
        u"consolidation"_s, u"orders"_s,     u"adjudication"_s, u"result_diary"_s,
        u"state_update"_s,  u"commentary"_s,
    };
    return static_cast<int>(std::find(stages.begin(), stages.end(), stage) - stages.begin());
}

QList<QList<int>> scheduleWaits(const QList<Span> &spans, Schedule schedule)
{
    QList<QList<int>> waits(spans.size());
    if (!hasBarriers(schedule))
        return waits;
    // A phase begins with its first span: nothing of a later one starts before it.
    QHash<QString, qint64> phaseBegan;
    for (const Span &span : spans) {
        const auto known = phaseBegan.constFind(span.phase);
        if (known == phaseBegan.cend() || span.started < *known)
            phaseBegan.insert(span.phase, span.started);
    }
    using Group = std::tuple<qint64, QString, int, QString, int>;
    std::map<Group, QList<qsizetype>> groups; // in order; members by place
    for (qsizetype place = 0; place < spans.size(); ++place) {
        const Span &span = spans[place];
        groups[{phaseBegan.value(span.phase), span.phase, stageOrder(span.stage), span.stage,
                span.round}]
            << place;
    }
    const QList<qsizetype> *previous = nullptr;
    for (auto &[group, members] : groups) {
        // Within a group the powers come by name, which is their order in the rules too.
        std::stable_sort(members.begin(), members.end(), [&spans](qsizetype a, qsizetype b) {
            return spans[a].power < spans[b].power;
        });
        const bool inTurn = isOneAfterAnother(schedule, std::get<3>(group));
        for (qsizetype i = 0; i < members.size(); ++i) {
            const Span &span = spans[members[i]];
            QList<qsizetype> before;
            if (inTurn && i > 0)
                before << members[i - 1];
            else if (previous != nullptr)
                before = *previous;
            for (const qsizetype other : before) {
                if (!span.inputs.contains(spans[other].id))
                    waits[members[i]] << spans[other].id;
            }
            std::sort(waits[members[i]].begin(), waits[members[i]].end());
        }
        previous = &members;
    }
    return waits;
}

} // namespace concert
