// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/relations.h"

#include <array>

namespace concert {

/// What a power makes of the board: what each place is worth to its units, and how likely force
/// prevails there. Probabilities are guesses about units that act independently of each other.
class Assessment {
public:
    Assessment(const Map &map, const Position &position, Power power, const Relations &relations,
               std::uint64_t seed);

    /// What it is worth to have a unit of this type here when the phase is over.
    double value(UnitType type, Location place) const
    {
        return value_[static_cast<std::size_t>(type)][static_cast<std::size_t>(place.index())];
    }
    /// That a move into \a place with this force (1: alone) prevails over other powers' units.
    double chance(Province place, double force) const
    {
        return interpolated(chance_, place, force);
    }
    /// That a unit here with this force to hold (1: alone) is not dislodged.
    double safety(Province place, double force) const
    {
        return interpolated(safety_, place, force);
    }
    /// That some other power's unit enters the place when nobody of ours is there.
    double intrusion(Province place) const { return intrusion_[at(place)]; }
    /// That a unit here is attacked, so that its support is cut.
    double attacked(Province place) const { return 0.6 * intrusion_[at(place)]; }
    /// What losing one's own centre costs.
    double centerLoss() const { return centerLoss_; }
    /// Other powers' centres that the power wants, as worth; 0: none of these.
    double target(Province place) const { return target_[at(place)]; }
    /// How many units of a power could move here directly.
    int reach(Power power, Province place) const
    {
        return reach_[static_cast<std::size_t>(indexOf(power))][at(place)];
    }

    /// Takes worth off places, for instance one that was promised to stay empty.
    void forbid(const ProvinceSet &places);

private:
    static constexpr std::size_t maxForce = 6;
    using ForceTable = std::array<std::array<double, maxForce + 1>, provinceCount>;

    static std::size_t at(Province place) { return static_cast<std::size_t>(indexOf(place)); }
    static double interpolated(const ForceTable &table, Province place, double force);

    void countReach(const Map &map, const Position &position);
    void weighTargets(const Map &map, const Position &position, Power power,
                      const Relations &relations);
    void estimateForces(const Map &map, const Position &position, Power power,
                        const Relations &relations);
    void valuePlaces(const Map &map, const Position &position, Power power, std::uint64_t seed);

    std::array<std::array<double, locationCount>, 2> value_{};
    std::array<double, provinceCount> target_{};
    std::array<double, provinceCount> intrusion_{};
    std::array<std::array<std::uint8_t, provinceCount>, powerCount> reach_{};
    ForceTable chance_{};
    ForceTable safety_{};
    double centerLoss_ = 0;
    double boldness_ = 0; ///< 0: expects resistance everywhere; 1: hopes for the best
};

} // namespace concert
