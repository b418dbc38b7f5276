// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/simulate_command.h"

#include "app/command_parser.h"
#include "app/interrupt.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "core/simulator/faults.h"
#include "core/simulator/simulator.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// What --fault may name, as a table.
QString faultList()
{
    QString text = u"\nFaults:\n"_s;
    for (const Fault &fault : faults())
        text += u"  "_s % fault.name.leftJustified(18) % fault.what % u'\n';
    return text % u"  "_s % u"httpNNN"_s.leftJustified(18) %
           u"an error with that status, 400 to 599, as in http503\n"_s;
}

} // namespace

int simulateCommand(const QStringList &arguments)
{
    CommandParser parser(
        u"simulate"_s,
        u"Serves the built-in model on this machine. It speaks OpenAI's Chat Completions and "
        "Responses at the address that it prints, Anthropic's Messages, Gemini's generateContent "
        "and Ollama's chat at the same without \"/v1\"."_s);
    parser.addOption({u"port"_s, u"TCP port; 0: any free one."_s, u"port"_s, u"8080"_s});
    parser.addOption({u"seed"_s, u"Seeds answers and latencies."_s, u"seed"_s, u"1"_s});
    addSimulatorOptions(&parser);
    parser.setFurtherHelp(faultList());
    if (const auto code = parser.start(arguments))
        return *code;
    QStringList problems;
    for (const QString &extra : parser.positionalArguments())
        problems << u"\"%1\" is not an option of \"concert simulate\""_s.arg(extra);
    const SimulatorConfig config = simulatorConfig(parser, &problems);
    const auto seed = static_cast<quint64>(
        numberOption(parser, u"seed"_s, 0, std::numeric_limits<qint64>::max(), &problems));
    SimulatorOptions options = simulatorOptions(config, seed);
    options.port = static_cast<quint16>(numberOption(parser, u"port"_s, 0, 65535, &problems));
    if (!problems.isEmpty())
        return reportUsage(u"simulate"_s, problems);

    Simulator simulator(options);
    QString error;
    if (!simulator.start(&error)) {
        StandardError() << "concert: port " << options.port << " cannot be used: " << error
                        << "; choose another with --port\n";
        return failureExitCode;
    }
    StandardOutput() << simulator.baseUrl().toString() << '\n' << Qt::flush;
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::received, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    return 0;
}

} // namespace concert
