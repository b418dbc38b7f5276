// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/board_state.h"

namespace concert {

Influence influenceAfter(Influence before, const Position &position)
{
    const Map &map = Map::standard();
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        std::optional<Power> &power = before[static_cast<std::size_t>(i)];
        if (map.isSupplyCenter(province))
            power = position.owner(province);
        else if (const auto unit = position.unitAt(province);
                 unit && map.terrain(province) != Terrain::Sea)
            power = unit->power;
    }
    return before;
}

} // namespace concert
