// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_parser.h"
#include "app/match_session.h"
#include "core/record/match_config.h"

#include <QString>
#include <QStringList>

namespace concert {

/// Usage errors end with this code; nothing has been written then.
inline constexpr int usageExitCode = 2;
inline constexpr int failureExitCode = 1;
inline constexpr int spentExitCode = 3; ///< the match ended at a spending cap
inline constexpr int interruptedExitCode = 130;

/// The built-in model's options, shared by `concert run` and `concert simulate`.
void addSimulatorOptions(CommandParser *parser);
SimulatorConfig simulatorConfig(const QCommandLineParser &parser, QStringList *problems);

/// What describes a match but its schedule and its folder, the built-in model's options included:
/// shared by `concert run` and `concert compare`.
void addMatchOptions(CommandParser *parser);
MatchConfig matchConfig(const QCommandLineParser &parser, ModelKeys *keys, QStringList *problems);
/// The same with the providers of \a base, and without looking at the whole.
MatchConfig readOptions(const QCommandLineParser &parser, MatchConfig base, ModelKeys *keys,
                        QStringList *problems);

/// Switches take "on" or "off"; given alone they mean "on", as in the program whose names they
/// have.
QStringList withSwitchValues(QStringList arguments);

/// The schedule of that name; otherwise a problem that names \a option.
Schedule scheduleOption(const QString &option, const QString &text, QStringList *problems);

/// That --end_at_phase is never reached, as a sentence; empty: it is, or there is none.
QString whatEndsEarlier(const MatchConfig &config);

/// --run_dir, with \a further words of help; without it a folder in results/, named by \a prefix
/// and the time.
void addRunDirOption(CommandParser *parser, const QString &further = {});
QString runFolder(const QCommandLineParser &parser, const QString &prefix);

/// Read a number in a range; otherwise a problem that says what would be right.
qint64 numberOption(const QCommandLineParser &parser, const QString &name, qint64 least,
                    qint64 most, QStringList *problems);
double decimalOption(const QCommandLineParser &parser, const QString &name, double least,
                     double most, QStringList *problems);

/// So many of a file's problems are told one by one: a log or a text has one in each of its lines.
inline constexpr int mostProblemsTold = 5;

/// Prints usage problems and where help is; gives the exit code.
int reportUsage(const QString &command, const QStringList &problems);

/// The exit code of a command that played a match.
int exitCodeOf(const MatchEnded &end);

/// As summaries and reports show times.
inline double secondsOf(qint64 microseconds)
{
    return static_cast<double>(microseconds) / 1e6;
}

} // namespace concert
