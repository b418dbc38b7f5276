// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/compare_command.h"

#include "app/chosen_places.h"
#include "app/command_parser.h"
#include "app/comparison.h"
#include "app/interrupt.h"
#include "app/keys/gather_keys.h"
#include "app/known_hosts.h"
#include "app/match_options.h"
#include "app/nearest_name.h"
#include "app/terminal.h"
#include "core/agents/prompt_check.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

void addCompareOptions(CommandParser *parser)
{
    addMatchOptions(parser);
    parser->addOption({u"schedules"_s,
                       u"At least two of blocking, staged and pipelined, separated by commas; the "
                       "first is compared with each other."_s,
                       u"names"_s, u"blocking,staged,pipelined"_s});
    parser->addOption({u"repeat"_s,
                       u"How many seeds, from --seed_base on; below 2 there is no interval, and 10 "
                       "or more are advisable."_s,
                       u"n"_s, u"1"_s});
    QStringList levers;
    for (const ComparisonLever &lever : comparisonLevers())
        levers << u"%1 (%2)"_s.arg(lever.name, lever.about);
    parser->addOption({u"levers"_s,
                       u"Also looks at changes one at a time, each with and without: all, or some "
                       "of "_s %
                           levers.join(u", "_s) % u"."_s,
                       u"all|names"_s});
    parser->addOption({u"lever"_s,
                       u"One change more to the last schedule, as NAME=VALUE of a match's "
                       "configuration (max_tokens=500). May be given several times."_s,
                       u"change"_s});
    parser->addOption({u"target"_s,
                       u"How much less total time is hoped for, in per cent; the verdict looks at "
                       "the interval's lower end."_s,
                       u"percent"_s, u"30"_s});
    addRunDirOption(parser);
}

/// The value as the configuration's file would have it; undefined: not of that type.
QJsonValue leverValue(const QJsonValue &old, const QString &text)
{
    bool ok = false;
    switch (old.type()) {
    case QJsonValue::Bool:
        if (text == u"on"_s || text == u"true"_s || text == u"1"_s)
            return true;
        return text == u"off"_s || text == u"false"_s || text == u"0"_s
                   ? QJsonValue(false)
                   : QJsonValue(QJsonValue::Undefined);
    case QJsonValue::Double: {
        const double number = text.toDouble(&ok);
        return ok ? QJsonValue(number) : QJsonValue(QJsonValue::Undefined);
    }
    case QJsonValue::String:
        return text;
    default:
        return QJsonValue(QJsonValue::Undefined);
    }
}

/// The last schedule with one change, by the configuration's own names, so that every option can be
/// a lever.
void addOptionLever(const QString &lever, const ComparisonVariant &before, ComparisonPlan *plan,
                    QStringList *problems)
{
    const QString name = lever.section(u'=', 0, 0).trimmed();
    const QString text = lever.section(u'=', 1).trimmed();
    QJsonObject json = before.config.toJson();
    const QJsonValue value = leverValue(json.value(name), text); // [] would insert it
    // Where it runs and what it is played with are no levers of one match.
    if (!json.contains(name) || value.isUndefined() || name == u"seed_base"_s) {
        *problems << u"--lever takes NAME=VALUE of a match's configuration, not \"%1\"%2"_s.arg(
            lever, json.contains(name) ? QString() : didYouMean(name, json.keys()));
        return;
    }
    json[name] = value;
    const MatchConfig config = MatchConfig::fromJson(json);
    if (config.toJson()[name] != value) {
        *problems << u"--lever %1: \"%2\" is not a value of %1"_s.arg(name, text);
        return;
    }
    const QString after = addVariant(plan, before.name % u' ' % name % u'=' % text, config);
    plan->pairs << ComparedPair{after, before.name, true};
}

QList<ComparisonLever> leversOption(const QString &text, QStringList *problems)
{
    if (text == u"all"_s)
        return comparisonLevers();
    QList<ComparisonLever> levers;
    QStringList known;
    for (const ComparisonLever &lever : comparisonLevers())
        known << lever.name;
    const QStringList names = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        if (const ComparisonLever *lever = comparisonLever(name.trimmed()))
            levers << *lever;
        else
            *problems << u"--levers takes all, or some of %1, not \"%2\""_s.arg(known.join(u", "_s),
                                                                                name);
    }
    return levers;
}

QList<Schedule> schedulesOption(const QString &text, QStringList *problems)
{
    QList<Schedule> schedules;
    const QStringList names = text.split(u',');
    for (const QString &name : names) {
        const Schedule schedule = scheduleOption(u"schedules"_s, name, problems);
        if (schedules.contains(schedule) && problems->isEmpty())
            *problems << u"--schedules names %1 twice"_s.arg(scheduleName(schedule));
        schedules << schedule;
    }
    if (schedules.size() < 2)
        *problems << u"--schedules takes at least two names"_s;
    return schedules;
}

ComparisonPlan planFrom(const QCommandLineParser &parser, ModelKeys *keys, QStringList *problems)
{
    const MatchConfig config = matchConfig(parser, keys, problems);
    const QList<Schedule> schedules = schedulesOption(parser.value(u"schedules"_s), problems);
    const QList<ComparisonLever> levers = leversOption(parser.value(u"levers"_s), problems);
    ComparisonPlan plan = planComparison(config, schedules, levers);
    if (!problems->isEmpty())
        return plan;
    const ComparisonVariant last = plan.variants[schedules.size() - 1];
    const QStringList options = parser.values(u"lever"_s);
    for (const QString &lever : options)
        addOptionLever(lever, last, &plan, problems);
    plan.repeat = static_cast<int>(numberOption(parser, u"repeat"_s, 1, 1000, problems));
    plan.target = decimalOption(parser, u"target"_s, 0, 100, problems) / 100;
    if (problems->isEmpty())
        *problems << plan.problems();
    return plan;
}

QJsonObject compareSummary(const ComparisonSession &session)
{
    const ComparisonReport &report = session.report();
    QJsonArray variants;
    for (const ComparedVariant &variant : report.result.variants) {
        const PairedReduction &total = variant.overall.critical;
        variants << QJsonObject{{u"name"_s, variant.name},
                                {u"against"_s, variant.against},
                                {u"n"_s, total.n},
                                {u"reduction"_s, total.reduction},
                                {u"median_reduction"_s, total.median},
                                {u"low"_s, total.hasInterval ? total.low : QJsonValue()},
                                {u"high"_s, total.hasInterval ? total.high : QJsonValue()},
                                {u"judged"_s, variant.isJudged()},
                                {u"target_reached"_s, variant.reached}};
    }
    double overhead = 0;
    for (const ComparedRun &run : report.result.runs)
        overhead = std::max(overhead, run.times.overhead());
    return {{u"runs"_s, report.result.runs.size()},
            {u"baseline"_s, report.result.baseline},
            {u"variants"_s, variants},
            {u"max_overhead"_s, overhead},
            {u"games_compared"_s, report.gamesCompared},
            {u"differences"_s, QJsonArray::fromStringList(report.differences)},
            {u"run_dir"_s, session.folder()}};
}

int playAll(const ComparisonPlan &plan, const ModelKeys &keys, const QString &folder)
{
    ComparisonSession session;
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::received, &session, &ComparisonSession::stop);
    QObject::connect(&session, &ComparisonSession::warned, &session, [](const QString &problem) {
        StandardError() << "concert: " << problem << '\n';
    });
    QObject::connect(&session, &ComparisonSession::runEnded, &session,
                     [&session](const ComparedRun &run) {
                         StandardError() << u"%1/%2  seed %3  %4 s  bound %5 s  %6\n"_s
                                                .arg(session.runsDone(), 3)
                                                .arg(session.runsPlanned())
                                                .arg(run.seed, -3)
                                                .arg(secondsOf(run.times.total), 7, 'f', 2)
                                                .arg(secondsOf(run.times.bound), 7, 'f', 2)
                                                .arg(run.variant);
                     });
    QObject::connect(&session, &ComparisonSession::ended, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    if (const QString problem = session.start(plan, keys, folder); !problem.isEmpty())
        return reportUsage(u"compare"_s, problem.split(u'\n'));
    QCoreApplication::exec();
    StandardError error;
    if (!session.problem().isEmpty())
        error << "concert: " << session.problem() << '\n';
    for (const QString &difference : session.report().differences)
        error << difference << '\n';
    if (session.wasStopped())
        error << u"concert: interrupted; the report in %1 is of %2 of %3 matches. A comparison "
                 "does not go on: begin it again, with another --run_dir\n"_s
                     .arg(QDir::toNativeSeparators(session.folder()))
                     .arg(session.runsDone())
                     .arg(session.runsPlanned());
    StandardOutput() << QJsonDocument(compareSummary(session)).toJson(QJsonDocument::Compact)
                     << '\n';
    if (!session.problem().isEmpty() || !session.report().differences.isEmpty())
        return failureExitCode;
    return session.wasStopped() ? interruptedExitCode : 0;
}

} // namespace

int compareCommand(const QStringList &arguments)
{
    CommandParser parser(
        u"compare"_s,
        u"Plays the same match under several schedules, one after another, and compares where the "
        "time goes. Writes comparison.md, .json, .csv and .svg; the matches go to runs/."_s);
    addCompareOptions(&parser);
    if (const auto code = parser.start(withSwitchValues(arguments)))
        return *code;
    QStringList problems;
    for (const QString &extra : parser.positionalArguments())
        problems << u"\"%1\" is not an option of \"concert compare\""_s.arg(extra);
    ModelKeys keys;
    const ComparisonPlan plan = planFrom(parser, &keys, &problems);
    if (!problems.isEmpty()) {
        problems.removeDuplicates();
        return reportUsage(u"compare"_s, problems);
    }
    // The variants differ in what has no key of its own.
    const QString problem = gatherKeysNow(plan.variants.first().config, &keys);
    if (!problem.isEmpty())
        return reportUsage(u"compare"_s, {problem});
    ChosenPlaces().remember(ChosenPlaces::placesOf(plan.variants.first().config));
    for (const QString &sentence : KnownHosts().introduce(plan.variants.first().config))
        StandardError() << "concert: " << sentence << '\n';
    for (const QString &sentence : promptRemarks(plan.variants.first().config))
        StandardError() << "concert: " << sentence << '\n';
    if (const QString note = whatEndsEarlier(plan.variants.first().config); !note.isEmpty())
        StandardError() << "concert: " << note << '\n';
    return playAll(plan, keys, runFolder(parser, u"compare_"_s));
}

} // namespace concert
