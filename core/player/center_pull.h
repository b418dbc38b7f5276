// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/map.h"

#include <array>
#include <cstddef>

namespace concert {

/// How strongly each supply centre draws a unit from each place: less with every move that lies
/// between. A table of the empty board, worked out once for the program, so that what a place is
/// worth to a power is one sum over what it wants.
class CenterPull {
public:
    static constexpr std::size_t centerCount = 34;
    /// By number of the centre, in the order of Map::supplyCenters(); the last two are no centres.
    using Row = std::array<float, 36>;

    static const CenterPull &of(const Map &map);

    const Row &row(UnitType type, Location place) const
    {
        return rows_[static_cast<std::size_t>(type)][static_cast<std::size_t>(place.index())];
    }
    float sum(UnitType type, Location place, const Row &wanted) const
    {
        const Row &pull = row(type, place);
        std::array<float, 4> sums{}; // four sums at once: compilers keep the order of additions
        for (std::size_t i = 0; i < pull.size(); i += sums.size()) {
            for (std::size_t j = 0; j < sums.size(); ++j)
                sums[j] += pull[i + j] * wanted[i + j];
        }
        return sums[0] + sums[1] + sums[2] + sums[3];
    }

private:
    explicit CenterPull(const Map &map);

    std::array<std::array<Row, locationCount>, 2> rows_{};
};

} // namespace concert
