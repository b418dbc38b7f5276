// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/match_options.h"

#include "app/local_path.h"
#include "app/terminal.h"

#include "core/record/text.h"
#include "core/simulator/fault_plan.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

#include <array>
#include <chrono>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

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
            keys->insert(parsed.model->toString(), {parsed.key, KeySource::CommandLine});
    }
}

/// The user's word that these hosts are on the local network and may be spoken to unencrypted.
void readPlainHosts(const QString &text, MatchConfig *config, QStringList *problems)
{
    const QStringList hosts = text.toLower().split(u',', Qt::SkipEmptyParts);
    QList<ModelId> models(config->models.begin(), config->models.end());
    if (config->commentary)
        models << *config->commentary;
    for (const ModelId &model : models) {
        const QString host = model.baseUrl.host();
        if (!isPlainNearby(model.baseUrl))
            continue;
        for (ProviderProfile &profile : config->providers) {
            if (profile.name == model.provider && hosts.contains(host))
                profile.plainHost = host;
        }
        if (!hosts.contains(host))
            *problems << u"%1 would receive key and messages unencrypted, readable for all on the "
                         "network; use https, or allow it with --plain_http %1"_s.arg(host);
    }
    problems->removeDuplicates(); // seven powers at one server
}

/// Prices of the command line come before those that a provider has.
void readPrices(const QStringList &texts, MatchConfig *config, QStringList *problems)
{
    QList<ModelPrice> prices;
    for (const QString &text : texts) {
        if (const auto price = ModelPrice::parse(text))
            prices << *price;
        else
            *problems
                << u"--price is MODELS=INPUT/OUTPUT or MODELS=INPUT/CACHED/OUTPUT, in dollars "
                   "per million tokens, not \"%1\""_s.arg(text);
    }
    for (ProviderProfile &profile : config->providers)
        profile.prices = prices + profile.prices;
}

void addDeliberationOptions(CommandParser *parser)
{
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
    parser->addOption({u"generate_phase_summaries"_s,
                       u"The same, by the first of the models if --commentary names none."_s,
                       u"on|off"_s, u"off"_s});
    parser->addOption({u"prompts_dir"_s,
                       u"A folder of prompts for all powers, or seven separated by commas; what "
                       "is missing there is the program's own."_s,
                       u"folders"_s});
    parser->addOption({u"simple_prompts"_s, u"The short prompts, for models with small contexts."_s,
                       u"on|off"_s, u"off"_s});
    parser->addOption({u"country_specific_prompts"_s,
                       u"Use the prompt files that name a power (france_system_prompt.txt)."_s,
                       u"on|off"_s, u"on"_s});
    parser->addOption(
        {u"prompt_tokens"_s, u"The longest prompt, in tokens (about)."_s, u"n"_s, u"16000"_s});
    parser->addOption({u"call_slots"_s, u"Calls at once; 0: no limit."_s, u"n"_s, u"0"_s});
    parser->addOption({u"longest_path_first"_s,
                       u"Where slots are short, what holds up most goes first; off: first come, "
                       "first served."_s,
                       u"on|off"_s, u"on"_s});
}

/// The time limits of a call, as the settings have them.
struct TimeoutOption {
    const char *name;
    std::chrono::milliseconds ChatTimeouts::*member;
    const char *about;
};
constexpr std::array timeoutOptions{
    TimeoutOption{"timeout_connect", &ChatTimeouts::connect,
                  "How long to wait for a connection, in seconds."},
    TimeoutOption{"timeout_first_byte", &ChatTimeouts::firstByte,
                  "The same for the first sign of an answer."},
    TimeoutOption{"timeout_idle", &ChatTimeouts::idle, "The same in silence within an answer."},
    TimeoutOption{"timeout_progress", &ChatTimeouts::progress,
                  "The same in an answer that brings no text."},
    TimeoutOption{"timeout_total", &ChatTimeouts::total,
                  "The same for a whole call, attempts and waits between them included."},
};

void addTimeoutOptions(CommandParser *parser)
{
    const ProviderProfile usual; // local servers have more time; see their profiles
    for (const TimeoutOption &option : timeoutOptions) {
        const auto about = u"%1 Default: the provider's own (usually %2; more on this machine)."_s;
        parser->addOption({QString::fromLatin1(option.name),
                           about.arg(QString::fromLatin1(option.about))
                               .arg((usual.timeouts.*option.member).count() / 1000),
                           u"s"_s});
    }
}

/// Those that are given hold for all providers.
void readTimeouts(const QCommandLineParser &parser, MatchConfig *config, QStringList *problems)
{
    constexpr double longest = 24 * 60 * 60; // seconds
    for (const TimeoutOption &option : timeoutOptions) {
        const QString name = QString::fromLatin1(option.name);
        if (!parser.isSet(name))
            continue;
        const double seconds = decimalOption(parser, name, 0.1, longest, problems);
        for (ProviderProfile &profile : config->providers)
            profile.timeouts.*option.member =
                std::chrono::milliseconds(std::llround(seconds * 1000));
    }
}

/// What may stand before the colon of a model's name, as a table.
QString providerList()
{
    QString text =
        u"\nProviders, with the variable that holds their key, or else their address:\n"_s;
    for (const ProviderProfile &profile : builtInProviders()) {
        const QString key =
            profile.keyVariable.isEmpty() ? profile.baseUrl.toString() : profile.keyVariable;
        text +=
            u"  "_s % profile.name.leftJustified(18) % profile.displayName.leftJustified(20) % key;
        while (text.endsWith(u' '))
            text.chop(1);
        text += u'\n';
    }
    return text % u"Any other server that speaks OpenAI's language: "
                  "\"openai:name@http://127.0.0.1:8080/v1\".\n"_s;
}

/// What may go wrong, and what it may cost.
void addLimitOptions(CommandParser *parser)
{
    parser->addOption({u"when_parked"_s,
                       u"What becomes of a power whose provider is gone: wait, default (default "
                       "orders from then on) or stop (the match ends). A wrong key, no money, a "
                       "refused request, an unknown model and three calls in a row without a "
                       "usable answer decide at once; a server that "
                       "is down or busy is tried again and again for half an hour first (stop: at "
                       "once if it never answered)."_s,
                       u"policy"_s, u"stop"_s});
    parser->addOption({u"hedging"_s,
                       u"A second request for a call slower than 95 % of those before (at most 5 % "
                       "of all); the first answer that can be used wins, both are paid."_s,
                       u"on|off"_s, u"off"_s});
    parser->addOption({u"turn_deadline"_s,
                       u"Default orders for a power that has given none so many seconds after "
                       "its turn began (pauses do not count); when two thirds of that are over, "
                       "talking ends, so that those who waited for a slow power can still order. "
                       "0: none."_s,
                       u"s"_s, u"0"_s});
    parser->addOption({u"cost_cap"_s,
                       u"The match ends (exit code 3) before it costs more dollars; 0: no cap. "
                       "None of the caps counts the built-in model, which costs nothing."_s,
                       u"usd"_s, u"0"_s});
    parser->addOption(
        {u"token_cap"_s, u"The same in tokens of prompts and answers."_s, u"n"_s, u"0"_s});
    parser->addOption(
        {u"cost_cap_day"_s, u"The same for all matches of a day together."_s, u"usd"_s, u"0"_s});
    parser->addOption({u"token_cap_day"_s, u"The same for a day, in tokens."_s, u"n"_s, u"0"_s});
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

void readLimits(const QCommandLineParser &parser, MatchConfig *config, QStringList *problems)
{
    if (const auto policy = parseWhenParked(parser.value(u"when_parked"_s)))
        config->whenParked = *policy;
    else
        *problems << u"--when_parked is wait, default or stop, not \"%1\""_s.arg(
            parser.value(u"when_parked"_s));
    config->hedging = switchOption(parser, u"hedging"_s, problems);
    config->turnDeadline =
        static_cast<int>(numberOption(parser, u"turn_deadline"_s, 0, 86'400, problems));
    constexpr qint64 mostTokens = 1'000'000'000'000;
    config->caps = {decimalOption(parser, u"cost_cap"_s, 0, 1e9, problems),
                    decimalOption(parser, u"cost_cap_day"_s, 0, 1e9, problems),
                    numberOption(parser, u"token_cap"_s, 0, mostTokens, problems),
                    numberOption(parser, u"token_cap_day"_s, 0, mostTokens, problems)};
}

void readCommentary(const QString &text, MatchConfig *config, ModelKeys *keys,
                    QStringList *problems)
{
    if (text.isEmpty())
        return;
    QStringList names;
    for (const ProviderProfile &profile : config->providers)
        names << profile.name;
    const ParsedModelId parsed = parseModelId(text, names);
    if (parsed.model)
        config->commentary = parsed.model;
    else
        *problems << u"--commentary: "_s % parsed.problem;
    if (parsed.model && !parsed.key.isEmpty())
        keys->insert(parsed.model->toString(), {parsed.key, KeySource::CommandLine});
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
    readCommentary(parser.value(u"commentary"_s), config, keys, problems);
    if (switchOption(parser, u"generate_phase_summaries"_s, problems) && !config->commentary)
        config->commentary = config->models.front();
    config->simplePrompts = switchOption(parser, u"simple_prompts"_s, problems);
    config->countrySpecificPrompts = switchOption(parser, u"country_specific_prompts"_s, problems);
    const QStringList folders = parser.value(u"prompts_dir"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &folder : folders)
        config->promptFolders << QDir::cleanPath(QDir::current().absoluteFilePath(folder));
    config->promptTokens =
        static_cast<int>(numberOption(parser, u"prompt_tokens"_s, 2000, 10'000'000, problems));
    config->callSlots = static_cast<int>(numberOption(parser, u"call_slots"_s, 0, 1000, problems));
    config->longestPathFirst = switchOption(parser, u"longest_path_first"_s, problems);
}

void readLengths(const QCommandLineParser &parser, MatchConfig *config, QStringList *problems)
{
    if (const QString text = parser.value(u"end_at_phase"_s); !text.isEmpty()) {
        config->endAtPhase = Phase::parse(text.toUpper().toStdString());
        if (!config->endAtPhase)
            *problems << u"--end_at_phase is a phase like S1901M, F1901R or W1901A, not \"%1\""_s
                             .arg(text);
    }
    const QStringList numbers =
        parser.value(u"max_tokens_per_model"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &number : numbers)
        config->maxTokensPerModel << number.toInt();
}

} // namespace

QStringList withSwitchValues(QStringList arguments)
{
    static const QStringList switches{u"planning_phase"_s,           u"diaries"_s,
                                      u"simple_prompts"_s,           u"country_specific_prompts"_s,
                                      u"generate_phase_summaries"_s, u"hedging"_s,
                                      u"longest_path_first"_s};
    for (QString &argument : arguments) {
        const qsizetype next = &argument - arguments.constData() + 1;
        const bool alone = next == arguments.size() || arguments[next].startsWith(u"--"_s);
        if (alone && switches.contains(argument.mid(2)))
            argument += u"=on"_s;
    }
    return arguments;
}

void addSimulatorOptions(CommandParser *parser)
{
    parser->addOption({u"simulator_latency"_s,
                       u"How the built-in model's answers take time: tokens (a first token, then a "
                       "stream at a speed) or lognormal."_s,
                       u"tokens|lognormal"_s, u"tokens"_s});
    parser->addOption({u"simulator_median"_s, u"Median latency of the lognormal mode, in ms."_s,
                       u"ms"_s, u"400"_s});
    parser->addOption(
        {u"simulator_sigma"_s, u"Spread of the lognormal mode."_s, u"sigma"_s, u"0.6"_s});
    parser->addOption({u"simulator_scale"_s,
                       u"Multiplies every wait of the built-in model; 0: none."_s, u"x"_s, u"1"_s});
    parser->addOption({{u"simulator_fault"_s, u"fault"_s},
                       u"What goes wrong at the built-in model, and how often, as in "
                       "stall:0.1,http429:0.2; \"concert simulate --help\" lists the faults."_s,
                       u"list"_s});
}

SimulatorConfig simulatorConfig(const QCommandLineParser &parser, QStringList *problems)
{
    SimulatorConfig config;
    const QString latency = parser.value(u"simulator_latency"_s);
    if (latency != u"tokens"_s && latency != u"lognormal"_s)
        *problems << u"--simulator_latency is tokens or lognormal, not \"%1\""_s.arg(latency);
    config.logNormal = latency == u"lognormal"_s;
    config.medianMs = decimalOption(parser, u"simulator_median"_s, 0, 600'000, problems);
    config.sigma = decimalOption(parser, u"simulator_sigma"_s, 0, 5, problems);
    config.scale = decimalOption(parser, u"simulator_scale"_s, 0, 1000, problems);
    config.faults = parser.value(u"simulator_fault"_s);
    const auto plan = FaultPlan::parse(config.faults);
    if (const QString *problem = std::get_if<QString>(&plan))
        *problems << u"--simulator_fault: "_s % *problem;
    return config;
}

void addMatchOptions(CommandParser *parser)
{
    parser->addOption(
        {u"models"_s,
         u"One model for all powers, or seven separated by commas in the order AUSTRIA "
         "ENGLAND FRANCE GERMANY ITALY RUSSIA TURKEY; each \"simulator\" or "
         "\"provider:name[@base_url][#key]\"."_s,
         u"ids"_s, u"simulator"_s});
    parser->addOption({u"plain_http"_s,
                       u"Hosts of the local network that may be spoken to over http, unencrypted: "
                       "for addresses given behind '@'."_s,
                       u"hosts"_s});
    parser->addOption({u"max_year"_s, u"The last year that is played."_s, u"year"_s, u"1902"_s});
    parser->addOption(
        {u"num_negotiation_rounds"_s, u"Message rounds in each movement phase."_s, u"n"_s, u"2"_s});
    parser->addOption(
        {u"seed_base"_s, u"Seeds the game, the built-in model and retries."_s, u"seed"_s, u"1"_s});
    parser->addOption(
        {u"end_at_phase"_s,
         u"The last phase that is played, as S1901M, F1901R or W1901A (default: all of "
         "the last year)."_s,
         u"phase"_s});
    parser->addOption({u"price"_s,
                       u"What models cost, in dollars per million tokens: "
                       "MODELS=INPUT/OUTPUT or MODELS=INPUT/CACHED/OUTPUT, as in "
                       "\"gpt-5*=1.25/0.125/10\". May be given several times; the first that fits "
                       "counts."_s,
                       u"price"_s});
    parser->addOption({u"max_tokens"_s, u"The longest answer, in tokens."_s, u"n"_s, u"4096"_s});
    parser->addOption({u"max_tokens_per_model"_s,
                       u"The same for each of the seven models, separated by commas."_s,
                       u"numbers"_s});
    addDeliberationOptions(parser);
    addLimitOptions(parser);
    addTimeoutOptions(parser);
    addSimulatorOptions(parser);
    parser->setFurtherHelp(providerList());
}

MatchConfig matchConfig(const QCommandLineParser &parser, ModelKeys *keys, QStringList *problems)
{
    const MatchConfig config = readOptions(parser, MatchConfig::demo(), keys, problems);
    if (problems->isEmpty())
        *problems << config.problems();
    return config;
}

MatchConfig readOptions(const QCommandLineParser &parser, MatchConfig config, ModelKeys *keys,
                        QStringList *problems)
{
    if (parser.isSet(u"models"_s))
        readModels(parser.value(u"models"_s), &config, keys, problems);
    readPrices(parser.values(u"price"_s), &config, problems);
    config.maxYear = static_cast<int>(numberOption(parser, u"max_year"_s, 1901, 2100, problems));
    config.negotiationRounds = static_cast<int>(
        numberOption(parser, u"num_negotiation_rounds"_s, 0, maxNegotiationRounds, problems));
    config.maxTokens =
        static_cast<int>(numberOption(parser, u"max_tokens"_s, 64, 1'000'000, problems));
    config.seed = static_cast<quint64>(
        numberOption(parser, u"seed_base"_s, 0, std::numeric_limits<qint64>::max(), problems));
    readLengths(parser, &config, problems);
    readDeliberation(parser, &config, keys, problems);
    readLimits(parser, &config, problems);
    readTimeouts(parser, &config, problems);
    config.simulator = simulatorConfig(parser, problems);
    readPlainHosts(parser.value(u"plain_http"_s), &config, problems);
    return config;
}

Schedule scheduleOption(const QString &option, const QString &text, QStringList *problems)
{
    const auto schedule = parseSchedule(text);
    if (!schedule)
        *problems << u"--%1 is blocking, staged or pipelined, not \"%2\""_s.arg(option, text);
    return schedule.value_or(Schedule::Pipelined);
}

void addRunDirOption(CommandParser *parser, const QString &further)
{
    parser->addOption({u"run_dir"_s,
                       u"Where everything is written; absent or empty (default: results/ and the "
                       "time)."_s %
                           further,
                       u"folder"_s});
}

QString runFolder(const QCommandLineParser &parser, const QString &prefix)
{
    QString folder = localPath(parser.value(u"run_dir"_s));
    if (folder.isEmpty()) {
        // With milliseconds and the process, because several may start in the same second.
        folder = u"results/"_s % prefix %
                 QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss_zzz"_s) % u'_' %
                 QString::number(QCoreApplication::applicationPid());
    }
    return QDir::cleanPath(QDir::current().absoluteFilePath(folder));
}

double decimalOption(const QCommandLineParser &parser, const QString &name, double least,
                     double most, QStringList *problems)
{
    bool ok = false;
    const double value = parser.value(name).toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < least || value > most) {
        *problems << u"--%1 takes a number from %2 to %3, not \"%4\""_s.arg(name)
                         .arg(least)
                         .arg(most)
                         .arg(parser.value(name));
        return least;
    }
    return value;
}

qint64 numberOption(const QCommandLineParser &parser, const QString &name, qint64 least,
                    qint64 most, QStringList *problems)
{
    bool ok = false;
    const qint64 value = parser.value(name).toLongLong(&ok);
    if (!ok || value < least || value > most) {
        *problems << u"--%1 takes a whole number from %2 to %3, not \"%4\""_s.arg(name)
                         .arg(least)
                         .arg(most)
                         .arg(parser.value(name));
        return least;
    }
    return value;
}

QString whatEndsEarlier(const MatchConfig &config)
{
    if (!config.endAtPhase || config.endAtPhase->year <= config.maxYear)
        return {};
    return u"the last year, %1, comes before the last phase, %2, and ends the match; a later "
           "--max_year plays on"_s.arg(config.maxYear)
               .arg(phaseText(*config.endAtPhase));
}

int reportUsage(const QString &command, const QStringList &problems)
{
    StandardError error;
    for (const QString &problem : problems)
        error << "concert: " << problem << '\n';
    error << "concert: see \"concert " << command << (command.isEmpty() ? "" : " ") << "--help\"\n";
    return usageExitCode;
}

int exitCodeOf(const MatchEnded &end)
{
    switch (end.reason) {
    case MatchEnded::Reason::LastYear:
    case MatchEnded::Reason::Solo:
        return 0;
    case MatchEnded::Reason::Stopped:
        return interruptedExitCode;
    case MatchEnded::Reason::Spent:
        return spentExitCode;
    case MatchEnded::Reason::Failed:
        break;
    }
    return failureExitCode;
}

} // namespace concert
