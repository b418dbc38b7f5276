// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/call_id.h"

#include "core/record/text.h"

#include <QStringList>

namespace concert {

QString CallId::toString() const
{
    return QStringList{powerText(power), phaseText(phase), stageName(stage), QString::number(round),
                       QString::number(attempt)}
        .join(u'/');
}

std::optional<CallId> CallId::parse(const QString &text)
{
    const QStringList parts = text.split(u'/');
    if (parts.size() != 5)
        return std::nullopt;
    const auto power = powerFromText(parts[0]);
    const auto phase = phaseFromText(parts[1]);
    const auto stage = parseStageName(parts[2]);
    bool roundOk = false;
    bool attemptOk = false;
    const int round = parts[3].toInt(&roundOk);
    const int attempt = parts[4].toInt(&attemptOk);
    if (!power || !phase || !stage || !roundOk || !attemptOk)
        return std::nullopt;
    return CallId{*power, *phase, *stage, round, attempt};
}

} // namespace concert
