// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/unit.h"

namespace concert {

std::string unitText(UnitType type, Location location)
{
    std::string text(type == UnitType::Army ? "A " : "F ");
    text += locationText(location);
    return text;
}

} // namespace concert
