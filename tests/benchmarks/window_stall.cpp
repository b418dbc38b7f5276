// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's event loop stalls while a match runs and is watched: the longest and the
// typical time that one event keeps all others waiting, after the first paint. Goal: 50 ms. CPU
// time of the thread is told beside wall time, because another process may have had the processor.
#include "app/window_requests.h"
#include "ui/main_window.h"
#include "ui/navigator.h"
#include "ui/settings/settings.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;
using namespace concert;

namespace {

double threadCpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Handled {
    double wallMs = 0;
    double cpuMs = 0;
    int type = 0;
    QByteArray receiver;
};

/// Times every outermost event.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (!measuring || depth_ > 0)
            return QApplication::notify(receiver, event);
        ++depth_;
        Handled one;
        one.type = event->type();
        one.receiver = receiver->metaObject()->className();
        QElapsedTimer timer;
        timer.start();
        const double cpu = threadCpuMs();
        const bool result = QApplication::notify(receiver, event);
        one.wallMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        one.cpuMs = threadCpuMs() - cpu;
        handled.push_back(one);
        --depth_;
        return result;
    }

    bool measuring = false;
    std::vector<Handled> handled;

private:
    int depth_ = 0;
};

void report(std::vector<Handled> handled, const QString &title)
{
    QTextStream out(stdout);
    std::sort(handled.begin(), handled.end(),
              [](const Handled &a, const Handled &b) { return a.wallMs > b.wallMs; });
    out << title << ": " << handled.size() << " events\n";
    double longestCpu = 0;
    for (const Handled &one : handled)
        longestCpu = std::max(longestCpu, one.cpuMs);
    out << "  longest stall " << QString::number(handled.front().wallMs, 'f', 1)
        << " ms wall, longest CPU time of one event " << QString::number(longestCpu, 'f', 1)
        << " ms, 99.9th percentile "
        << QString::number(handled[handled.size() / 1000].wallMs, 'f', 1) << " ms\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(handled.size(), 6); ++i) {
        out << "    " << QString::number(handled[i].wallMs, 'f', 1) << " ms wall, "
            << QString::number(handled[i].cpuMs, 'f', 1) << " ms CPU: event " << handled[i].type
            << " to " << handled[i].receiver << '\n';
    }
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    QTemporaryDir folder;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    Settings settings(folder.filePath(u"concert.ini"_s));
    settings.setRunsFolder(folder.filePath(u"runs"_s));
    MatchConfig config = settings.matchConfig();
    config.simulator.scale = 0.25;
    settings.setMatchConfig(config);
    WindowRequests requests(&settings);
    MainWindow window(&requests, &settings);
    window.resize(1600, 1000);
    window.show();

    QTimer::singleShot(1000, &window, [&] {
        application.measuring = true;
        window.findChild<QAction *>(u"startAction"_s)->trigger();
    });
    QObject::connect(&requests, &Requests::runStateChanged, &window, [&] {
        static bool ended = false;
        if (requests.runState() != Requests::RunState::Ended || !application.measuring || ended)
            return;
        ended = true;
        // Then back and forth through everything that was played.
        report(std::exchange(application.handled, {}), u"watching a match"_s);
        static qsizetype phase = 0;
        auto *stepper = new QTimer(&window);
        QObject::connect(stepper, &QTimer::timeout, &window, [&] {
            if (phase == requests.log()->phases().size()) {
                application.measuring = false;
                report(application.handled, u"stepping through its phases"_s);
                QApplication::quit();
                return;
            }
            window.navigator()->goToPhase(phase++);
        });
        stepper->start(200);
    });
    return QApplication::exec();
}
