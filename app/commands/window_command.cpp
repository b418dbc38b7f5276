// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/window_command.h"

#include "app/interrupt.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "app/window_requests.h"
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
    if (info.isDir() && !QFileInfo::exists(path % u'/' % matchFileName))
        return u"%1 holds no match: %2 is missing"_s.arg(path, matchFileName);
    return {};
}

} // namespace

int windowCommand(int argc, char **argv)
{
    const QString path = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    if (argc > 2)
        return reportUsage(
            {}, {u"\"%1\" is one argument too many"_s.arg(QString::fromLocal8Bit(argv[2]))});
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
    if (!path.isEmpty())
        requests.open(path);
    window.show();
    return QApplication::exec();
}

} // namespace concert
