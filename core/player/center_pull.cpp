// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/player/center_pull.h"

#include "core/player/distances.h"

namespace concert {

const CenterPull &CenterPull::of(const Map &map)
{
    static const CenterPull pull(map); // there is one board, see Map::standard()
    return pull;
}

CenterPull::CenterPull(const Map &map)
{
    constexpr std::array<float, 7> fading{1.0F, 0.5F, 0.25F, 0.12F, 0.06F, 0.03F, 0.015F};
    const Distances &distances = Distances::of(map);
    const std::span<const Province> centers = map.supplyCenters();
    for (const UnitType type : {UnitType::Army, UnitType::Fleet}) {
        for (int index = 0; index < locationCount; ++index) {
            const Location place = Location::fromIndex(index);
            Row &row = rows_[static_cast<std::size_t>(type)][static_cast<std::size_t>(index)];
            for (std::size_t i = 0; i < centers.size() && i < centerCount; ++i) {
                const auto moves =
                    static_cast<std::size_t>(distances.moves(type, place, centers[i]));
                row[i] = moves < fading.size() ? fading[moves] : 0;
            }
        }
    }
}

} // namespace concert
