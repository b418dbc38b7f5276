// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/run_command.h"
#include "app/commands/simulate_command.h"
#include "app/match_options.h"

#include <QCoreApplication>
#include <QTextStream>

#if CONCERT_GUI
#include "app/commands/window_command.h"
#endif

using namespace Qt::StringLiterals;

namespace {

void printHelp(QTextStream &&out)
{
    out << "Concert: watch language models play Diplomacy.\n\n"
           "  concert                 open the window\n"
           "  concert DIR             open a match, finished or running, in the window\n"
           "  concert run …           play a match without a window (concert run --help)\n"
           "  concert simulate …      serve the built-in model to other programs\n"
           "  concert --version       print the version\n";
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(u"concert"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONCERT_VERSION));
    const QByteArray command = argc > 1 ? argv[1] : "";
    if (command == "--help" || command == "-h" || command == "help") {
        printHelp(QTextStream(stdout));
        return 0;
    }
    if (command == "--version") {
        QTextStream(stdout) << "concert " << CONCERT_VERSION << '\n';
        return 0;
    }
    if (command == "run" || command == "simulate") {
        QCoreApplication application(argc, argv);
        QStringList arguments = QCoreApplication::arguments();
        arguments.removeAt(1);
        return command == "run" ? concert::runCommand(arguments)
                                : concert::simulateCommand(arguments);
    }
    if (command.startsWith('-'))
        return concert::reportUsage({}, {u"\"%1\" is unknown"_s.arg(QString::fromUtf8(command))});
#if CONCERT_GUI
    return concert::windowCommand(argc, argv);
#else
    QTextStream(stderr) << "concert: this build has no window; use \"concert run\"\n";
    return concert::usageExitCode;
#endif
}
