// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/compare_command.h"
#include "app/commands/export_command.h"
#include "app/commands/run_command.h"
#include "app/commands/simulate_command.h"
#include "app/commands/whatif_command.h"
#include "app/match_options.h"

#include <QCoreApplication>
#include <QTextStream>

#include <map>

#if CONCERT_GUI
#include "app/commands/window_command.h"
#endif

using namespace Qt::StringLiterals;

namespace {

using Command = int (*)(const QStringList &arguments);

/// What runs without a window.
const std::map<QByteArray, Command> commands{
    {"compare", concert::compareCommand}, {"export", concert::exportCommand},
    {"run", concert::runCommand},         {"simulate", concert::simulateCommand},
    {"whatif", concert::whatIfCommand},
};

void printHelp(QTextStream &&out)
{
    out << "Concert: watch language models play Diplomacy.\n\n"
           "  concert                 open the window\n"
           "  concert DIR             open a match, finished or running, in the window\n"
           "  concert run …           play a match without a window (concert run --help)\n"
           "  concert compare …       play it under several schedules and compare the times\n"
           "  concert whatif DIR …    what a match would have taken under another schedule\n"
           "  concert export DIR …    write a match's timings as CSV, JSON, trace or Markdown\n"
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
    if (const auto known = commands.find(command); known != commands.end()) {
        QCoreApplication application(argc, argv);
        QStringList arguments = QCoreApplication::arguments();
        arguments.removeAt(1);
        return known->second(arguments);
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
