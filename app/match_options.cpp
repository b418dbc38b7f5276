// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/match_options.h"

#include <QTextStream>

#include <cmath>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

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

} // namespace concert
