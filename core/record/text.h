// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order.h"
#include "core/rules/phase.h"
#include "core/rules/power.h"

#include <QString>

#include <optional>
#include <string_view>

namespace concert {

/// The rules speak std::string, everything above speaks QString: the one bridge between them.
inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline QString powerText(Power power)
{
    return toQString(powerName(power));
}

inline QString phaseText(const Phase &phase)
{
    return toQString(phase.name());
}

inline std::optional<Power> powerFromText(const QString &text)
{
    return parsePower(text.toStdString());
}

inline std::optional<Phase> phaseFromText(const QString &text)
{
    return Phase::parse(text.toStdString());
}

} // namespace concert
