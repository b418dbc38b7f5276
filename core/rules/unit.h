// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"
#include "core/rules/province.h"

#include <compare>
#include <cstdint>
#include <string>

namespace concert {

enum class UnitType : std::uint8_t { Army, Fleet };

struct Unit {
    Power power = Power::Austria;
    UnitType type = UnitType::Army;
    Location location;

    constexpr auto operator<=>(const Unit &) const = default;
};

/// "A PAR", "F STP/SC".
std::string unitText(UnitType type, Location location);
inline std::string unitText(const Unit &unit)
{
    return unitText(unit.type, unit.location);
}

} // namespace concert
