// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/told_problem.h"

#include <algorithm>

namespace concert {

namespace {

bool playsDefaultsAt(const MatchLog &log, Power power, qsizetype index)
{
    for (qsizetype i = log.seatings().size(); i-- > 0;) {
        const qsizetype at = log.seatings()[i];
        const auto *goes = log.at(at).as<PowerUnparked>();
        if (at < index && goes != nullptr && goes->power == power)
            return goes->how == PowerUnparked::How::Defaults;
    }
    return false;
}

} // namespace

bool isToldBefore(const MatchLog &log, qsizetype index)
{
    const auto *ended = log.at(index).as<CallEnded>();
    if (ended == nullptr || ended->outcome != CallOutcome::Defaulted)
        return false;
    const bool isPowers = ended->call.stage != StageKind::Commentary;
    if (isPowers && playsDefaultsAt(log, ended->call.power, index))
        return true;
    // What is still owed of a phase is given up in the next one at the latest.
    const qsizetype phase = std::max<qsizetype>(0, log.phaseIndexAt(index) - 1);
    const qsizetype from = log.phases().isEmpty() ? 0 : log.phases()[phase].started;
    for (qsizetype i = index; i-- > from;) {
        const auto *problem = log.at(i).as<ProblemReported>();
        if (problem != nullptr && problem->text == ended->problem)
            return true;
    }
    return false;
}

} // namespace concert
