// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/run_command.h"

#include "app/interrupt.h"
#include "app/match_options.h"
#include "app/match_session.h"
#include "core/record/text.h"
#include "core/trace/analysis.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

void addRunOptions(QCommandLineParser *parser)
{
    parser->setApplicationDescription(u"Plays a match without a window."_s);
    parser->addHelpOption();
    parser->addOption(
        {u"models"_s,
         u"One model for all powers, or seven separated by commas in the order AUSTRIA "
         "ENGLAND FRANCE GERMANY ITALY RUSSIA TURKEY; each \"simulator\" or "
         "\"provider:name[@base_url][#key]\"."_s,
         u"ids"_s, u"simulator"_s});
    parser->addOption({u"max_year"_s, u"The last year that is played."_s, u"year"_s, u"1902"_s});
    parser->addOption(
        {u"num_negotiation_rounds"_s, u"Message rounds in each movement phase."_s, u"n"_s, u"2"_s});
    parser->addOption(
        {u"schedule"_s,
         u"When calls may start: blocking (the old way), staged or pipelined; the game "
         "is the same."_s,
         u"name"_s, u"pipelined"_s});
    parser->addOption(
        {u"seed_base"_s, u"Seeds the game, the built-in model and retries."_s, u"seed"_s, u"1"_s});
    parser->addOption({u"max_tokens"_s, u"The longest answer, in tokens."_s, u"n"_s, u"4096"_s});
    parser->addOption({u"planning_phase"_s, u"Each power makes a plan before its orders."_s,
                       u"on|off"_s, u"on"_s});
    parser->addOption({u"diaries"_s, u"Powers with press keep a diary."_s, u"on|off"_s, u"on"_s});
    parser->addOption({u"press_order"_s,
                       u"Who hears whom: simultaneous (rounds), speaking (one after another), "
                       "mailbox (as messages come) or until_quiet (ends when all are silent)."_s,
                       u"name"_s, u"simultaneous"_s});
    parser->addOption({u"deliberation"_s,
                       u"Diaries and updates as calls of their own (separate), or as parts of "
                       "other answers (fused)."_s,
                       u"name"_s, u"separate"_s});
    parser->addOption(
        {u"commentary"_s, u"A model that comments each phase for the watcher."_s, u"id"_s});
    parser->addOption({u"prompts_dir"_s,
                       u"A folder of prompts for all powers, or seven separated by commas; what "
                       "is missing there is the program's own."_s,
                       u"folders"_s});
    parser->addOption(
        {u"prompt_tokens"_s, u"The longest prompt, in tokens (about)."_s, u"n"_s, u"16000"_s});
    parser->addOption({u"call_slots"_s,
                       u"Calls at once, those that hold up most first; 0: no limit."_s, u"n"_s,
                       u"0"_s});
    parser->addOption({u"run_dir"_s,
                       u"Where the match is written; absent or empty (default: results/ and the "
                       "time)."_s,
                       u"folder"_s});
    addSimulatorOptions(parser);
}

void readModels(const QString &text, MatchConfig *config, ModelKeys *keys, QStringList *problems)
{
    QStringList names;
    for (const ProviderProfile &profile : config->providers)
        names << profile.name;
    const QStringList ids = text.split(u',');
    if (ids.size() != 1 && ids.size() != powerCount) {
        *problems << u"--models takes one model or seven, not %1"_s.arg(ids.size());
        return;
    }
    for (int i = 0; i < powerCount; ++i) {
        if (ids.size() == 1 && i > 0) {
            config->models[static_cast<std::size_t>(i)] = config->models[0];
            continue;
        }
        const ParsedModelId parsed = parseModelId(ids[i], names);
        if (!parsed.model) {
            *problems << u"--models: "_s % parsed.problem;
            return;
        }
        config->models[static_cast<std::size_t>(i)] = *parsed.model;
        if (!parsed.key.isEmpty())
            keys->insert(parsed.model->toString(), parsed.key);
    }
}

/// These take "on" or "off"; given alone they mean "on", as in the program whose names they have.
QStringList withSwitchValues(QStringList arguments)
{
    for (QString &argument : arguments) {
        const qsizetype next = &argument - arguments.constData() + 1;
        const bool alone = next == arguments.size() || arguments[next].startsWith(u"--"_s);
        if (alone && (argument == u"--planning_phase"_s || argument == u"--diaries"_s))
            argument += u"=on"_s;
    }
    return arguments;
}

bool switchOption(const QCommandLineParser &parser, const QString &name, QStringList *problems)
{
    const QString value = parser.value(name).toLower();
    if (value == u"on"_s || value == u"true"_s || value == u"1"_s)
        return true;
    if (value != u"off"_s && value != u"false"_s && value != u"0"_s)
        *problems << u"--%1 is on or off, not \"%2\""_s.arg(name, parser.value(name));
    return false;
}

void readDeliberation(const QCommandLineParser &parser, MatchConfig *config, ModelKeys *keys,
                      QStringList *problems)
{
    config->planning = switchOption(parser, u"planning_phase"_s, problems);
    config->diaries = switchOption(parser, u"diaries"_s, problems);
    if (const auto order = parsePressOrder(parser.value(u"press_order"_s)))
        config->pressOrder = *order;
    else
        *problems << u"--press_order is simultaneous, speaking, mailbox or until_quiet, not "
                     "\"%1\""_s.arg(parser.value(u"press_order"_s));
    if (const auto deliberation = parseDeliberation(parser.value(u"deliberation"_s)))
        config->deliberation = *deliberation;
    else
        *problems << u"--deliberation is separate or fused, not \"%1\""_s.arg(
            parser.value(u"deliberation"_s));
    if (const QString narrator = parser.value(u"commentary"_s); !narrator.isEmpty()) {
        QStringList names;
        for (const ProviderProfile &profile : config->providers)
            names << profile.name;
        const ParsedModelId parsed = parseModelId(narrator, names);
        if (parsed.model)
            config->commentary = parsed.model;
        else
            *problems << u"--commentary: "_s % parsed.problem;
        if (parsed.model && !parsed.key.isEmpty())
            keys->insert(parsed.model->toString(), parsed.key);
    }
    const QStringList folders = parser.value(u"prompts_dir"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &folder : folders)
        config->promptFolders << QDir::cleanPath(QDir::current().absoluteFilePath(folder));
    config->promptTokens =
        static_cast<int>(numberOption(parser, u"prompt_tokens"_s, 2000, 10'000'000, problems));
    config->callSlots = static_cast<int>(numberOption(parser, u"call_slots"_s, 0, 1000, problems));
}

MatchConfig configFrom(const QCommandLineParser &parser, ModelKeys *keys, QStringList *problems)
{
    MatchConfig config = MatchConfig::demo();
    readModels(parser.value(u"models"_s), &config, keys, problems);
    config.maxYear = static_cast<int>(numberOption(parser, u"max_year"_s, 1901, 2100, problems));
    config.negotiationRounds = static_cast<int>(
        numberOption(parser, u"num_negotiation_rounds"_s, 0, maxNegotiationRounds, problems));
    config.maxTokens =
        static_cast<int>(numberOption(parser, u"max_tokens"_s, 64, 1'000'000, problems));
    config.seed = static_cast<quint64>(
        numberOption(parser, u"seed_base"_s, 0, std::numeric_limits<qint64>::max(), problems));
    if (const auto schedule = parseSchedule(parser.value(u"schedule"_s)))
        config.schedule = *schedule;
    else
        *problems << u"--schedule is blocking, staged or pipelined, not \"%1\""_s.arg(
            parser.value(u"schedule"_s));
    readDeliberation(parser, &config, keys, problems);
    config.simulator = simulatorConfig(parser, problems);
    if (problems->isEmpty())
        *problems << config.problems();
    return config;
}

double secondsOf(qint64 microseconds)
{
    return static_cast<double>(microseconds) / 1e6;
}

/// One line on stderr for each event that somebody who waits wants to know.
void reportProgress(const MatchLog &log, qsizetype index)
{
    QTextStream error(stderr);
    const MatchEvent &event = log.at(index);
    const QString time = u"%1 s"_s.arg(secondsOf(event.time), 8, 'f', 2);
    if (const auto *phase = event.as<PhaseAdjudicated>()) {
        int failed = 0;
        for (const ResolvedOrder &order : phase->orders)
            failed += order.results == 0 ? 0 : 1;
        error << time << "  " << phaseText(phase->phase) << "  " << phase->orders.size()
              << " orders, " << failed << " not carried out\n";
    } else if (const auto *call = event.as<CallEnded>()) {
        if (call->outcome == CallOutcome::Defaulted)
            error << time << "  " << call->call.toString() << ": " << call->problem << '\n';
    } else if (const auto *problem = event.as<ProblemReported>()) {
        if (problem->severity != ProblemReported::Severity::Note)
            error << time << "  " << problem->text << '\n';
    } else if (const auto *end = event.as<MatchEnded>()) {
        if (!end->text.isEmpty())
            error << time << "  The match ends: " << end->text << '\n';
    }
}

QJsonObject summaryOf(MatchSession *session)
{
    const MatchLog &log = *session->log();
    const auto *end = log.at(log.size() - 1).as<MatchEnded>();
    int phases = 0;
    for (const PhaseEntry &phase : log.phases())
        phases += phase.adjudicated ? 1 : 0;
    int calls = 0;
    for (const Span &span : log.spans())
        calls += span.isCall ? 1 : 0;
    QJsonObject centers;
    for (const Power power : allPowers)
        centers.insert(powerText(power), end->position.centerCount(power));
    const qint64 total = log.lastTime();
    return {{u"phases"_s, phases},
            {u"calls"_s, calls},
            {u"requests"_s, session->requestsSent()},
            {u"total_time_s"_s, secondsOf(total)},
            {u"sequential_time_s"_s, secondsOf(sequentialTime(log.spans(), total))},
            {u"bound_s"_s, secondsOf(bound(log.spans(), total))},
            {u"dependency_bound_s"_s, secondsOf(dependencyBound(log.spans(), total))},
            {u"schedule"_s, scheduleName(log.config().schedule)},
            {u"run_dir"_s, session->folder()},
            {u"centers"_s, centers},
            {u"winner"_s, end->winner ? QJsonValue(powerText(*end->winner)) : QJsonValue()}};
}

int exitCodeOf(const MatchLog &log)
{
    switch (log.at(log.size() - 1).as<MatchEnded>()->reason) {
    case MatchEnded::Reason::LastYear:
    case MatchEnded::Reason::Solo:
        return 0;
    case MatchEnded::Reason::Stopped:
        return interruptedExitCode;
    case MatchEnded::Reason::Failed:
        break;
    }
    return failureExitCode;
}

int play(const MatchConfig &config, const ModelKeys &keys, const QString &folder)
{
    MatchSession session;
    Interrupt interrupt;
    QObject::connect(session.log(), &MatchLog::appended, &session,
                     [&session](qsizetype first, qsizetype last) {
                         for (qsizetype i = first; i <= last; ++i)
                             reportProgress(*session.log(), i);
                     });
    QObject::connect(&session, &MatchSession::warned, &session, [](const QString &problem) {
        QTextStream(stderr) << "concert: " << problem << '\n';
    });
    QObject::connect(&interrupt, &Interrupt::received, &session,
                     [&session] { session.match()->stop(); });
    // Queued: the match may end before the event loop runs.
    QObject::connect(&session, &MatchSession::ended, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    if (const QString problem = session.start(config, keys, folder); !problem.isEmpty())
        return reportUsage(u"run"_s, problem.split(u'\n'));
    QCoreApplication::exec();
    QTextStream(stdout) << QJsonDocument(summaryOf(&session)).toJson(QJsonDocument::Compact)
                        << '\n';
    return exitCodeOf(*session.log());
}

} // namespace

int runCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    addRunOptions(&parser);
    QStringList problems;
    if (!parser.parse(withSwitchValues(arguments)))
        return reportUsage(u"run"_s, {parser.errorText()});
    if (parser.isSet(u"help"_s)) {
        QTextStream(stdout) << parser.helpText();
        return 0;
    }
    for (const QString &extra : parser.positionalArguments())
        problems << u"\"%1\" is not an option of \"concert run\""_s.arg(extra);
    ModelKeys keys;
    const MatchConfig config = configFrom(parser, &keys, &problems);
    if (!problems.isEmpty())
        return reportUsage(u"run"_s, problems);
    QString folder = parser.value(u"run_dir"_s);
    if (folder.isEmpty()) {
        folder = u"results/"_s % QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss"_s);
    }
    return play(config, keys, QDir::cleanPath(QDir::current().absoluteFilePath(folder)));
}

} // namespace concert
