// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/match/match.h"
#include "core/match/seat.h"

#include <memory>

namespace concert {

/// All seven powers are played by the model "m" of this provider, which is called "fake".
inline Match::Seats seatsAt(ChatProvider *provider)
{
    Match::Seats seats;
    for (auto &seat : seats)
        seat = std::make_unique<ModelSeat>(
            provider, ModelId{QStringLiteral("fake"), QStringLiteral("m"), {}});
    return seats;
}

} // namespace concert
