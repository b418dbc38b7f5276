// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_folder.h"
#include "core/record/match_log.h"
#include "tests/app/program.h"

#include <QElapsedTimer>
#include <QSet>

#include <chrono>
#include <csignal>

/// Matches that are killed, and what is asked when they go on.
namespace concert::killing {

using namespace Qt::StringLiterals;

inline constexpr int deadline = 120'000;

inline qsizetype eventsIn(const QString &folder)
{
    return readFile(folder % u'/' % matchFileName).count('\n');
}

/// Starts a match (or goes on with it) and kills it so long after its record has so many events.
/// False: it ended before.
inline bool killAt(qsizetype events, const QStringList &arguments, const QString &folder,
                   std::chrono::milliseconds later = {})
{
    QProcess program;
    program.start(qEnvironmentVariable("CONCERT_PROGRAM"), arguments);
    program.waitForStarted(deadline); // the record may be so long already
    QElapsedTimer timer;
    timer.start();
    while (eventsIn(folder) < events && program.state() != QProcess::NotRunning &&
           !timer.hasExpired(deadline))
        program.waitForFinished(1);
    program.waitForFinished(static_cast<int>(later.count()));
    const bool runs = program.state() == QProcess::Running;
    if (runs)
        ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
    program.waitForFinished(deadline);
    return runs && program.exitStatus() == QProcess::CrashExit;
}

/// Calls that were asked again though they had ended.
inline QStringList askedTwice(const MatchLog &log)
{
    QSet<QString> ended;
    QStringList twice;
    for (qsizetype i = 0; i < log.size(); ++i) {
        if (const auto *call = log.at(i).as<CallEnded>()) {
            if (call->outcome != CallOutcome::Cancelled)
                ended << call->call.toString();
        } else if (const auto *started = log.at(i).as<CallStarted>()) {
            if (ended.contains(started->call.toString()))
                twice << started->call.toString();
        }
    }
    return twice;
}

} // namespace concert::killing
