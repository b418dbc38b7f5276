// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/comparison_plan.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr int fewSlots = 4; // fewer than powers, so that calls have to queue

template <Schedule schedule>
void withSchedule(MatchConfig *config)
{
    config->schedule = schedule;
}

template <PressOrder order>
void withPressOrder(MatchConfig *config)
{
    config->schedule = Schedule::Pipelined;
    config->pressOrder = order;
}

template <Deliberation deliberation>
void withDeliberation(MatchConfig *config)
{
    config->schedule = Schedule::Pipelined;
    config->deliberation = deliberation;
}

template <bool hedging>
void withHedging(MatchConfig *config)
{
    config->schedule = Schedule::Pipelined;
    config->hedging = hedging;
}

template <bool longestFirst>
void withSlots(MatchConfig *config)
{
    config->schedule = Schedule::Pipelined;
    config->callSlots = fewSlots;
    config->longestPathFirst = longestFirst;
}

} // namespace

const QList<ComparisonLever> &comparisonLevers()
{
    static const QList<ComparisonLever> levers{
        {u"concurrency"_s, u"blocking"_s, u"staged"_s,
         u"calls of one stage run together instead of one power after another"_s,
         withSchedule<Schedule::Blocking>, withSchedule<Schedule::Staged>},
        {u"barriers"_s, u"staged"_s, u"pipelined"_s,
         u"a stage waits for its own inputs instead of for everybody's stage before"_s,
         withSchedule<Schedule::Staged>, withSchedule<Schedule::Pipelined>},
        {u"fused"_s, u"pipelined"_s, u"pipelined, fused"_s,
         u"diaries and updates are fields of the orders' and messages' answers instead of calls"_s,
         withDeliberation<Deliberation::Separate>, withDeliberation<Deliberation::Fused>},
        {u"mailbox"_s, u"pipelined"_s, u"pipelined, mailbox"_s,
         u"a power writes its next message when it has its last, and reads what has come"_s,
         withPressOrder<PressOrder::Simultaneous>, withPressOrder<PressOrder::Mailbox>},
        {u"until_quiet"_s, u"pipelined"_s, u"pipelined, until quiet"_s,
         u"who has nothing new to answer is skipped; all silent: the talks end"_s,
         withPressOrder<PressOrder::Simultaneous>, withPressOrder<PressOrder::UntilQuiet>},
        {u"speaking"_s, u"pipelined"_s, u"pipelined, speaking in turn"_s,
         u"powers speak one after another, each knowing what was said before"_s,
         withPressOrder<PressOrder::Simultaneous>, withPressOrder<PressOrder::Speaking>},
        {u"hedging"_s, u"pipelined"_s, u"pipelined, hedged"_s,
         u"a call slower than 95 % of those before is asked a second time; the first answer counts"_s,
         withHedging<false>, withHedging<true>},
        {u"priority"_s, u"4 slots, first come"_s, u"4 slots, longest path first"_s,
         u"with four calls at once, what holds up most goes first instead of what came first"_s,
         withSlots<false>, withSlots<true>},
    };
    return levers;
}

const ComparisonLever *comparisonLever(const QString &name)
{
    const QList<ComparisonLever> &levers = comparisonLevers();
    const auto found =
        std::find_if(levers.begin(), levers.end(),
                     [&name](const ComparisonLever &lever) { return lever.name == name; });
    return found == levers.end() ? nullptr : &*found;
}

QStringList ComparisonPlan::problems() const
{
    QStringList problems;
    if (variants.size() < 2 || pairs.isEmpty())
        problems << u"a comparison needs at least two ways to play"_s;
    if (repeat < 1)
        problems << u"a comparison needs at least one seed"_s;
    for (const ComparisonVariant &variant : variants) {
        for (const QString &problem : variant.config.problems()) {
            if (!problems.contains(problem))
                problems << problem;
        }
    }
    return problems;
}

QString addVariant(ComparisonPlan *plan, const QString &name, const MatchConfig &config)
{
    const auto known = std::find_if(
        plan->variants.begin(), plan->variants.end(),
        [&config](const ComparisonVariant &variant) { return variant.config == config; });
    if (known != plan->variants.end())
        return known->name;
    const auto isTaken = [plan](const QString &text) {
        return std::any_of(plan->variants.begin(), plan->variants.end(),
                           [&text](const ComparisonVariant &other) { return other.name == text; });
    };
    QString free = name;
    for (int number = 2; isTaken(free); ++number)
        free = u"%1 (%2)"_s.arg(name).arg(number);
    plan->variants << ComparisonVariant{free, config};
    return free;
}

bool playTheSameGame(const MatchConfig &first, const MatchConfig &second)
{
    const auto timeless = [](MatchConfig config) {
        config.schedule = Schedule::Pipelined;
        config.callSlots = 0;
        config.longestPathFirst = true;
        config.hedging = false;
        return config;
    };
    // In a mailbox one reads what has come, which is a matter of time.
    return first.pressOrder != PressOrder::Mailbox && timeless(first) == timeless(second);
}

ComparisonPlan planComparison(const MatchConfig &config, const QList<Schedule> &schedules,
                              const QList<ComparisonLever> &levers)
{
    ComparisonPlan plan;
    QStringList names;
    for (const Schedule schedule : schedules) {
        MatchConfig played = config;
        played.schedule = schedule;
        names << addVariant(&plan, scheduleName(schedule), played);
    }
    for (const QString &name : names.mid(1))
        plan.pairs << ComparedPair{name, names.first(), false};
    for (const ComparisonLever &lever : levers) {
        MatchConfig before = config;
        lever.without(&before);
        MatchConfig after = before;
        lever.with(&after);
        const QString beforeName = addVariant(&plan, lever.before, before);
        const QString afterName = addVariant(&plan, lever.after, after);
        plan.pairs << ComparedPair{afterName, beforeName, true};
    }
    return plan;
}

} // namespace concert
