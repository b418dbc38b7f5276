// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/match_options.h"

#include <QDateTime>
#include <QDir>
#include <QTextStream>

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
            keys->insert(parsed.model->toString(), parsed.key);
    }
}

} // namespace

void addSimulatorOptions(QCommandLineParser *parser)
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
    return config;
}

void addMatchOptions(QCommandLineParser *parser)
{
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
        {u"seed_base"_s, u"Seeds the game, the built-in model and retries."_s, u"seed"_s, u"1"_s});
    parser->addOption({u"max_tokens"_s, u"The longest answer, in tokens."_s, u"n"_s, u"4096"_s});
    addSimulatorOptions(parser);
}

MatchConfig matchConfig(const QCommandLineParser &parser, ModelKeys *keys, QStringList *problems)
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
    config.simulator = simulatorConfig(parser, problems);
    if (problems->isEmpty())
        *problems << config.problems();
    return config;
}

Schedule scheduleOption(const QString &option, const QString &text, QStringList *problems)
{
    const auto schedule = parseSchedule(text);
    if (!schedule)
        *problems << u"--%1 is blocking, staged or pipelined, not \"%2\""_s.arg(option, text);
    return schedule.value_or(Schedule::Pipelined);
}

void addRunDirOption(QCommandLineParser *parser)
{
    parser->addOption({u"run_dir"_s,
                       u"Where everything is written; absent or empty (default: results/ and the "
                       "time)."_s,
                       u"folder"_s});
}

QString runFolder(const QCommandLineParser &parser, const QString &prefix)
{
    QString folder = parser.value(u"run_dir"_s);
    if (folder.isEmpty()) {
        folder =
            u"results/"_s % prefix % QDateTime::currentDateTime().toString(u"yyyyMMdd_HHmmss"_s);
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

int reportUsage(const QString &command, const QStringList &problems)
{
    QTextStream error(stderr);
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
    case MatchEnded::Reason::Failed:
        break;
    }
    return failureExitCode;
}

} // namespace concert
