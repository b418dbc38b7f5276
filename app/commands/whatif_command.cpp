// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/whatif_command.h"

#include "app/command_parser.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "core/record/match_log_reader.h"
#include "core/trace/what_if.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr double leastFactor = 0.001;
constexpr double mostFactor = 1000;
constexpr qsizetype holdersShown = 3;

void addWhatIfOptions(CommandParser *parser)
{
    parser->addPositionalArgument(u"RUN_DIR"_s, u"The match's folder, or its match.jsonl."_s);
    parser->addOption(
        {u"schedule"_s, u"blocking, staged or pipelined (default: all three)."_s, u"name"_s});
    parser->addOption(
        {u"slots"_s,
         u"How many calls may be in flight; 0: no limit. Without it as many as when it was played."_s,
         u"n"_s});
    parser->addOption({u"priority"_s,
                       u"Where slots are short, the longest remaining path goes first; otherwise "
                       "who came first."_s});
    parser->addOption({u"speed"_s,
                       u"How much faster models answer (2: in half the time), for all, or for one "
                       "as MODEL=X. May be given several times."_s,
                       u"x"_s});
    parser->addOption({u"output_scale"_s,
                       u"How long answers are, compared with those recorded; changes generation "
                       "times only."_s,
                       u"x"_s, u"1"_s});
}

void readSpeeds(const QStringList &texts, WhatIf *change, QStringList *problems)
{
    for (const QString &text : texts) {
        const qsizetype sign = text.lastIndexOf(u'=');
        bool ok = false;
        const double speed = text.mid(sign + 1).toDouble(&ok);
        if (!ok || !std::isfinite(speed) || speed < leastFactor || speed > mostFactor)
            *problems << u"--speed takes a number from %1 to %2, or MODEL=number, not \"%3\""_s
                             .arg(leastFactor)
                             .arg(mostFactor)
                             .arg(text);
        else if (sign < 0)
            change->speed = speed;
        else
            change->modelSpeed.insert(text.left(sign), speed);
    }
}

QString holdersText(const QList<TableHolder> &holders, qint64 total)
{
    QStringList texts;
    for (const TableHolder &holder : holders.mid(0, holdersShown)) {
        const double share =
            total > 0 ? 100.0 * static_cast<double>(holder.time) / static_cast<double>(total) : 0;
        texts << u"%1 %2 %"_s.arg(holder.power.isEmpty() ? u"(program)"_s : holder.power)
                     .arg(share, 0, 'f', 0);
    }
    return texts.join(u", "_s);
}

QJsonObject resultJson(const QString &schedule, const WhatIfResult &result)
{
    QJsonArray holders;
    for (const TableHolder &holder : result.holders) {
        holders << QJsonObject{{u"power"_s, holder.power},
                               {u"critical_s"_s, secondsOf(holder.time)},
                               {u"steps"_s, holder.calls}};
    }
    QJsonArray path;
    for (const PathStep &step : result.path)
        path << step.span;
    return {{u"schedule"_s, schedule},
            {u"total_s"_s, secondsOf(result.total)},
            {u"critical_path"_s, path},
            {u"holders"_s, holders}};
}

void printResults(const MatchLog &log, const QList<Schedule> &schedules, WhatIf change)
{
    StandardOutput out;
    const qint64 now = log.lastTime();
    const QString recorded = scheduleName(log.config().schedule);
    const auto line = [&out](const QString &name, qint64 total, const QString &holders) {
        out << u"%1  %2 s  %3\n"_s.arg(name, -22).arg(secondsOf(total), 9, 'f', 2).arg(holders);
    };
    const QList<PathStep> path = criticalPath(log.spans(), now);
    line(u"recorded (%1)"_s.arg(recorded), now, holdersText(tableHolders(log.spans(), path), now));
    QJsonArray results;
    for (const Schedule schedule : schedules) {
        change.schedule = schedule;
        const WhatIfResult result = whatIf(log.spans(), change, now);
        line(scheduleName(schedule), result.total, holdersText(result.holders, result.total));
        results << resultJson(scheduleName(schedule), result);
    }
    const QJsonObject json{
        {u"recorded"_s, QJsonObject{{u"schedule"_s, recorded}, {u"total_s"_s, secondsOf(now)}}},
        {u"what_if"_s, results}};
    out << QJsonDocument(json).toJson(QJsonDocument::Compact) << '\n';
}

} // namespace

int whatIfCommand(const QStringList &arguments)
{
    CommandParser parser(
        u"whatif"_s,
        u"What a recorded match would have taken if something had been different: the same calls "
        "and inputs, played again on paper."_s);
    addWhatIfOptions(&parser);
    if (const auto code = parser.start(arguments))
        return *code;
    QStringList problems;
    if (parser.positionalArguments().size() != 1)
        problems << u"\"concert whatif\" takes one match's folder"_s;
    QList<Schedule> schedules{Schedule::Blocking, Schedule::Staged, Schedule::Pipelined};
    if (parser.isSet(u"schedule"_s))
        schedules = {scheduleOption(u"schedule"_s, parser.value(u"schedule"_s), &problems)};
    WhatIf change;
    if (parser.isSet(u"slots"_s))
        change.slots = static_cast<int>(numberOption(parser, u"slots"_s, 0, 10'000, &problems));
    change.longestFirst = parser.isSet(u"priority"_s);
    change.outputScale = decimalOption(parser, u"output_scale"_s, 0, mostFactor, &problems);
    readSpeeds(parser.values(u"speed"_s), &change, &problems);
    if (!problems.isEmpty())
        return reportUsage(u"whatif"_s, problems);
    MatchLog log;
    const QString problem = readMatchLog(parser.positionalArguments().first(), &log);
    if (!problem.isEmpty())
        return reportUsage(u"whatif"_s, {problem});
    if (!parser.isSet(u"slots"_s)) {
        change.slots = log.config().callSlots;
        change.longestFirst |= change.slots > 0 && log.config().longestPathFirst;
    }
    QSet<QString> models;
    for (const Span &span : log.spans())
        models << span.model;
    for (auto it = change.modelSpeed.cbegin(); it != change.modelSpeed.cend(); ++it) {
        if (!models.contains(it.key()))
            return reportUsage(u"whatif"_s,
                               {u"--speed: no call of this match went to \"%1\""_s.arg(it.key())});
    }
    printResults(log, schedules, change);
    return 0;
}

} // namespace concert
