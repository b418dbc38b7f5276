// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/adjudicate_command.h"
#include "app/commands/compare_command.h"
#include "app/commands/evaluate_command.h"
#include "app/commands/export_command.h"
#include "app/commands/legal_command.h"
#include "app/commands/run_command.h"
#include "app/commands/simulate_command.h"
#include "app/commands/verify_command.h"
#include "app/commands/whatif_command.h"
#include "app/known_servers.h"
#include "app/match_options.h"
#include "app/message_filter.h"
#include "app/nearest_name.h"
#include "app/terminal.h"
#include "core/chat/redactor.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTextStream>

#include <algorithm>
#include <array>

#if CONCERT_GUI
#include "app/commands/window_command.h"
#endif

using namespace Qt::StringLiterals;

namespace {

/// What can be done without the window. Each has a --help of its own.
struct Command {
    const char *name;
    const char *arguments;
    const char *help;
    int (*run)(const QStringList &arguments);
};

constexpr std::array commands{
    Command{"run", "…", "play a match without a window", &concert::runCommand},
    Command{"compare", "…", "play it under several schedules and compare the times",
            &concert::compareCommand},
    Command{"whatif", "RUN_DIR …", "what a match would have taken under another schedule",
            &concert::whatIfCommand},
    Command{"simulate", "…", "serve the built-in model to other programs",
            &concert::simulateCommand},
    Command{"export", "RUN_DIR …", "write a match in a format of other programs",
            &concert::exportCommand},
    Command{"adjudicate", "FILE|-", "play one phase of given set-ups", &concert::adjudicateCommand},
    Command{"legal", "FILE|-", "list all legal orders of given set-ups", &concert::legalCommand},
    Command{"evaluate", "FILE|-|FOLDER", "each power's chances, phase by phase",
            &concert::evaluateCommand},
    Command{"verify", "FILE…", "play saved games again and compare", &concert::verifyCommand},
};

void printHelp(QTextStream &&out)
{
    const auto line = [&out](const QString &usage, const char *help) {
        out << "  concert " << usage.leftJustified(24) << help << '\n';
    };
    out << "Concert: watch language models play Diplomacy.\n\n";
    line({}, "open the window");
    line(u"DIR"_s, "open a match, finished or running, in the window");
    line(u"FILE [--entry N]"_s, "open a saved game; N: which one of a file with several");
    for (const Command &command : commands)
        line(QString::fromUtf8(command.name) % u' ' % QString::fromUtf8(command.arguments),
             command.help);
    line(u"--version, -v"_s, "print the version");
    out << "\nEach command tells more: concert run --help\n";
}

QStringList commandNames()
{
    QStringList names{u"help"_s};
    for (const Command &command : commands)
        names << QString::fromUtf8(command.name);
    return names;
}

/// Keys behind '#' are never shown, whatever becomes of such an argument.
void hideKeys(const QByteArray &argument)
{
    for (const QByteArray &part : argument.split(',')) {
        if (const qsizetype hash = part.indexOf('#'); hash >= 0)
            concert::Redactor::ofProcess().addSecret(part.mid(hash + 1).trimmed());
    }
}

} // namespace

int main(int argc, char **argv)
{
    concert::installMessageFilter();
    for (int i = 1; i < argc; ++i)
        hideKeys(argv[i]);
    QCoreApplication::setApplicationName(u"concert"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CONCERT_VERSION));
    const QByteArray name = argc > 1 ? argv[1] : "";
    if (name == "--help" || name == "-h" || name == "help") {
        printHelp(concert::StandardOutput());
        return 0;
    }
    if (name == "--version" || name == "-v") {
        concert::StandardOutput() << "concert " << CONCERT_VERSION << '\n';
        return 0;
    }
    concert::keepServerKnowledge(concert::ServerKnowledge::ofProcess().get(),
                                 concert::usualServersFile());
    const auto command = std::find_if(commands.begin(), commands.end(),
                                      [&name](const auto &entry) { return name == entry.name; });
    if (command != commands.end()) {
        QCoreApplication application(argc, argv);
        QStringList arguments = QCoreApplication::arguments();
        arguments.removeAt(1);
        const int code = command->run(arguments);
        if (code != 0 || !concert::isOutputLost())
            return code;
        concert::StandardError() << "concert: the output could not be written completely\n";
        return concert::failureExitCode;
    }
    const bool isFolder = name == "--"; // what follows is one, whatever it looks like
    if (isFolder)
        std::copy(argv + 2, argv + argc-- + 1, argv + 1);
    const QString given = QString::fromLocal8Bit(name);
    if (!isFolder && name.startsWith('-'))
        return concert::reportUsage({},
                                    {u"\"%1\" is unknown"_s.arg(given) %
                                     concert::didYouMean(given, {u"--help"_s, u"--version"_s})});
    if (const QString hint = concert::didYouMean(given, commandNames(), u"concert "_s);
        !isFolder && !hint.isEmpty() && !QFileInfo::exists(given))
        return concert::reportUsage(
            {}, {u"\"%1\" is neither a command nor a folder with a match"_s.arg(given) % hint});
#if CONCERT_GUI
    return concert::windowCommand(argc, argv);
#else
    concert::StandardError() << "concert: this build has no window; use \"concert run\"\n";
    return concert::usageExitCode;
#endif
}
