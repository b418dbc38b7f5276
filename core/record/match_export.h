// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/record/match_log.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace concert {

/// One form in which a match, or its timings, leave the program.
struct MatchExport {
    QString name;     ///< of --format: "csv"
    QString fileName; ///< as it is called beside the match
    QByteArray (*bytes)(const MatchLog &log);
};

/// Every form there is: the command line and the window offer the same ones.
const QList<MatchExport> &matchExports();
const MatchExport *matchExport(const QString &name); ///< null: unknown

} // namespace concert
