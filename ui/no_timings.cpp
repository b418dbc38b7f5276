// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/no_timings.h"

#include "core/record/match_log.h"

#include <QCoreApplication>

namespace concert {

namespace {

struct NoTimings {
    Q_DECLARE_TR_FUNCTIONS(concert::NoTimings)
};

} // namespace

QString noTimingsText(const MatchLog *log, const QString &otherwise)
{
    if (log == nullptr || !log->hasEnded() || !log->spans().isEmpty())
        return otherwise;
    return NoTimings::tr("This match holds no timings: a saved game tells what was played, not how "
                         "long it took.");
}

} // namespace concert
