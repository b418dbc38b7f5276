// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_parser.h"
#include "app/match_session.h"

#include <memory>

namespace concert {

/// A match that `concert run` takes up instead of beginning one.
struct GoingOn {
    MatchConfig config;
    QString folder; ///< where it is played from now on
    MatchSession::Beginning beginning;
};

void addGoingOnOptions(CommandParser *parser);
/// Whether the command line means a match that is there already.
bool meansGoingOn(const QCommandLineParser &parser);

/// Reads what there is, with what the command line changes, and makes the folder ready for it.
/// Nothing has been written if there are \a problems.
GoingOn takeUpMatch(const QCommandLineParser &parser, ModelKeys *keys, QStringList *problems);

} // namespace concert
