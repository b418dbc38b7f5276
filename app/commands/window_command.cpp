// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/window_command.h"

#include "app/interrupt.h"
#include "app/local_path.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "app/window_requests.h"
#include "core/record/saved_games_file.h"
#include "ui/main_window.h"
#include "ui/settings/appearance.h"
#include "ui/settings/settings.h"

#include <QApplication>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Without a display Qt ends the process with a page of plugin names; say what is wrong instead.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

QString whyNoMatch(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return u"\"%1\" is neither a command nor a folder with a match"_s.arg(path);
    if (info.isDir() && !QFileInfo::exists(path % u'/' % matchFileName) &&
        !QFileInfo::exists(path % u'/' % savedGameFileName))
        return u"%1 holds no match: %2 is missing"_s.arg(path, matchFileName);
    return {};
}

/// "PATH", "PATH --entry 3" or "PATH --entry=3".
struct WindowArguments {
    QString path;
    int game = 0; ///< its number in a file with several; 0: none was named
    QString problem;
};

WindowArguments readWindowArguments(QStringList arguments)
{
    const QString option = u"--entry"_s;
    WindowArguments read;
    read.path = arguments.isEmpty() ? QString() : localPath(arguments.takeFirst());
    if (!arguments.isEmpty() && arguments.first().startsWith(option % u'='))
        arguments =
            QStringList{option, arguments.first().mid(option.size() + 1)} + arguments.mid(1);
    if (!arguments.isEmpty() && arguments.first() == option) {
        arguments.removeFirst();
        read.game = arguments.isEmpty() ? 0 : arguments.takeFirst().toInt();
        if (read.game < 1)
            read.problem = u"--entry takes the number of a game in the file, from 1"_s;
    }
    if (read.problem.isEmpty() && !arguments.isEmpty())
        read.problem = u"\"%1\" is one argument too many"_s.arg(arguments.first());
    return read;
}

} // namespace

int windowCommand(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto [path, game, wrong] = readWindowArguments(arguments);
    if (!wrong.isEmpty())
        return reportUsage({}, {wrong});
    if (const QString problem = path.isEmpty() ? QString() : whyNoMatch(path); !problem.isEmpty())
        return reportUsage({}, {problem});
    if (!hasDisplay()) {
        StandardError() << "concert: there is no display for the window; "
                           "\"concert run\" plays a match without one\n";
        return failureExitCode;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Concert"_s);
    Settings settings(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) %
                      u"/concert.ini"_s);
    Appearance appearance(&settings);
    WindowRequests requests(&settings);
    MainWindow window(&requests, &settings);
    Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::received, &window, &QWidget::close);
    if (game > 0)
        requests.openGame(path, game);
    else if (!path.isEmpty())
        requests.open(path);
    window.show();
    return QApplication::exec();
}

} // namespace concert
