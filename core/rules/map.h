// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/power.h"
#include "core/rules/province.h"
#include "core/rules/province_set.h"
#include "core/rules/unit.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace concert {

inline constexpr int seaCount = 19;

/// The facts of the standard board: terrain, supply centres, homes, who can move where. Immutable;
/// one instance for the whole program. Source: the map of the rulebook.
class Map {
public:
    static const Map &standard();

    /// For each province another one, or itself.
    using Names = std::array<Province, provinceCount>;
    /// The same board with its provinces renamed (those with two coasts must keep their names). All
    /// plays alike on it: the order of Province has no say in the rules. Tests hold us to that.
    static Map renamed(const Names &names) { return Map(names); }

    Terrain terrain(Province province) const { return terrain_[placeIndex(province)]; }
    bool isSupplyCenter(Province province) const { return supplyCenterSet_.contains(province); }
    /// The power whose home centre this is.
    std::optional<Power> home(Province province) const { return homes_[placeIndex(province)]; }
    std::span<const Province> homeCenters(Power power) const;
    /// All 34, in the order of Province.
    std::span<const Province> supplyCenters() const;
    /// The coasts a fleet can stand on; empty for provinces with one coast or none.
    std::span<const Location> coasts(Province province) const
    {
        return coasts_[placeIndex(province)];
    }
    /// Where a unit of this type goes directly from here. Fleets: locations name the coast.
    std::span<const Location> neighbours(UnitType type, Location from) const
    {
        return neighbours_[typeIndex(type)][placeIndex(from)];
    }
    bool canMove(UnitType type, Location from, Location to) const
    {
        return locationReach_[typeIndex(type)][placeIndex(from)].contains(to);
    }
    /// The same as sets: the provinces (whatever their coast) a unit goes to directly, where it
    /// can also give support.
    const ProvinceSet &reach(UnitType type, Location from) const
    {
        return provinceReach_[typeIndex(type)][placeIndex(from)];
    }
    /// From where units of some type come here directly.
    const ProvinceSet &approaches(Province province) const
    {
        return approaches_[placeIndex(province)];
    }
    /// Where units stand that can go directly to a place that this unit reaches, or stand in one:
    /// all that it can support, but for convoyed armies.
    const ProvinceSet &supportable(UnitType type, Location from) const
    {
        return supportable_[typeIndex(type)][placeIndex(from)];
    }
    /// The coastal provinces at this sea: where an army that a fleet there carries comes ashore.
    const ProvinceSet &shores(Province sea) const { return shores_[placeIndex(sea)]; }
    /// The seas at this coastal province, or at this sea.
    const ProvinceSet &adjacentSeas(Province province) const
    {
        return adjacentSeas_[placeIndex(province)];
    }
    const ProvinceSet &seas() const { return seas_; }
    /// 0 to seaCount - 1, for tables; of seas only.
    int seaNumber(Province sea) const { return seaNumbers_[placeIndex(sea)]; }
    const ProvinceSet &coastalProvinces() const { return coastal_; }
    /// Provinces with a common border, whatever can cross it.
    std::span<const Province> touching(Province province) const
    {
        return touching_[placeIndex(province)];
    }
    const ProvinceSet &supplyCenterSet() const { return supplyCenterSet_; }
    const ProvinceSet &homeCenterSet(Power power) const
    {
        return homeCenterSets_[static_cast<std::size_t>(indexOf(power))];
    }

private:
    explicit Map(const Names &names);
    static constexpr std::size_t typeIndex(UnitType type) { return static_cast<std::size_t>(type); }
    static constexpr std::size_t placeIndex(Location location)
    {
        return static_cast<std::size_t>(location.index());
    }
    void addBorder(UnitType type, Location a, Location b);
    void findShores();
    void findSupportable();

    template <typename T>
    using ByTypeAndPlace = std::array<std::array<T, locationCount>, 2>;
    ByTypeAndPlace<std::vector<Location>> neighbours_;
    ByTypeAndPlace<LocationSet> locationReach_;
    ByTypeAndPlace<ProvinceSet> provinceReach_;
    ByTypeAndPlace<ProvinceSet> supportable_;
    std::array<Terrain, provinceCount> terrain_{};
    std::array<ProvinceSet, provinceCount> approaches_;
    std::array<std::vector<Province>, provinceCount> touching_;
    std::array<std::span<const Location>, provinceCount> coasts_;
    std::array<ProvinceSet, provinceCount> shores_;
    std::array<ProvinceSet, provinceCount> adjacentSeas_;
    std::array<std::uint8_t, provinceCount> seaNumbers_{};
    std::array<std::optional<Power>, provinceCount> homes_;
    std::array<std::vector<Province>, powerCount> homeCenters_;
    std::array<ProvinceSet, powerCount> homeCenterSets_;
    std::vector<Province> supplyCenters_;
    ProvinceSet supplyCenterSet_;
    ProvinceSet seas_;
    ProvinceSet coastal_;
};

/// The centres a power needs, and more than any other has, to win alone (rulebook).
inline constexpr int soloCenters = 18;

} // namespace concert
