// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/match_session.h"
#include "core/record/match_config.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

namespace concert {

/// Usage errors end with this code; nothing has been written then.
inline constexpr int usageExitCode = 2;
inline constexpr int failureExitCode = 1;
inline constexpr int interruptedExitCode = 130;

/// The built-in model's options, shared by `concert run` and `concert simulate`.
void addSimulatorOptions(QCommandLineParser *parser);
SimulatorConfig simulatorConfig(const QCommandLineParser &parser, QStringList *problems);

/// Reads a whole number in a range; otherwise a problem that says what would be right.
qint64 numberOption(const QCommandLineParser &parser, const QString &name, qint64 least,
                    qint64 most, QStringList *problems);

/// Prints usage problems and where help is; gives the exit code.
int reportUsage(const QString &command, const QStringList &problems);

} // namespace concert
