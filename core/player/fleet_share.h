// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"

#include <array>
#include <cstddef>

namespace concert {

/// What part of a power's units should be fleets: how much of its way leads over water.
constexpr float fleetShare(Power power)
{
    constexpr std::array<float, powerCount> shares{0.15F, 0.62F, 0.4F, 0.28F, 0.5F, 0.35F, 0.45F};
    return shares[static_cast<std::size_t>(indexOf(power))];
}

} // namespace concert
