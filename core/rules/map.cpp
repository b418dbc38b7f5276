// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/map.h"

#include "core/rules/province_table.h"
#include "core/rules/standard_map_table.h"

#include <algorithm>

namespace concert {

namespace {

constexpr Location coastLocations[] = {
    standard_map_table::BUL_EC, standard_map_table::BUL_SC, standard_map_table::SPA_NC,
    standard_map_table::SPA_SC, standard_map_table::STP_NC, standard_map_table::STP_SC,
};

/// Provinces in their order, a province's coasts beside one another.
bool byProvinceThenCoast(Location a, Location b)
{
    return a.province() != b.province() ? a.province() < b.province() : a < b;
}

Map::Names ownNames()
{
    Map::Names names;
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i] = static_cast<Province>(i);
    return names;
}

} // namespace

const Map &Map::standard()
{
    static const Map map(ownNames());
    return map;
}

Map::Map(const Names &names)
{
    const auto named = [&names](Location place) {
        return place.coast() == Coast::None ? Location(names[placeIndex(place)]) : place;
    };
    for (std::size_t i = 0; i < provinceTable.size(); ++i) {
        terrain_[placeIndex(names[i])] = provinceTable[i].terrain;
        if (provinceTable[i].terrain == Terrain::Sea)
            seas_.insert(names[i]);
        else if (provinceTable[i].terrain == Terrain::Coastal)
            coastal_.insert(names[i]);
    }
    std::uint8_t number = 0;
    for (const Province sea : seas_)
        seaNumbers_[placeIndex(sea)] = number++;
    for (std::size_t i = 0; i < std::size(coastLocations); i += 2) // each has two
        coasts_[placeIndex(coastLocations[i].province())] = {&coastLocations[i], 2};
    for (const auto &[a, b] : standard_map_table::armyBorders)
        addBorder(UnitType::Army, named(a), named(b));
    for (const auto &[a, b] : standard_map_table::fleetBorders)
        addBorder(UnitType::Fleet, named(a), named(b));
    findSupportable();
    findShores();
    for (const auto &[a, b] : standard_map_table::commonBorders) {
        touching_[placeIndex(names[placeIndex(a)])].push_back(names[placeIndex(b)]);
        touching_[placeIndex(names[placeIndex(b)])].push_back(names[placeIndex(a)]);
    }
    for (auto &places : touching_)
        std::ranges::sort(places);
    for (auto &ofType : neighbours_) {
        for (auto &places : ofType)
            std::ranges::sort(places, byProvinceThenCoast);
    }
    for (const auto &[power, home] : standard_map_table::homes) {
        const Province province = names[placeIndex(home)];
        homes_[placeIndex(province)] = power;
        homeCenters_[static_cast<std::size_t>(indexOf(power))].push_back(province);
        homeCenterSets_[static_cast<std::size_t>(indexOf(power))].insert(province);
        supplyCenterSet_.insert(province);
    }
    for (const Province province : standard_map_table::neutralCenters)
        supplyCenterSet_.insert(names[placeIndex(province)]);
    for (const Province province : supplyCenterSet_)
        supplyCenters_.push_back(province);
}

void Map::findShores()
{
    for (const Province sea : seas_) {
        for (const Province next : provinceReach_[typeIndex(UnitType::Fleet)][placeIndex(sea)]) {
            adjacentSeas_[placeIndex(next)].insert(sea);
            if (!seas_.contains(next))
                shores_[placeIndex(sea)].insert(next);
        }
    }
}

void Map::addBorder(UnitType type, Location a, Location b)
{
    for (const auto &[from, to] : {std::pair{a, b}, std::pair{b, a}}) {
        neighbours_[typeIndex(type)][placeIndex(from)].push_back(to);
        locationReach_[typeIndex(type)][placeIndex(from)].insert(to);
        provinceReach_[typeIndex(type)][placeIndex(from)].insert(to.province());
    }
}

void Map::findSupportable()
{
    for (std::size_t place = 0; place < locationCount; ++place) {
        const Province from = Location::fromIndex(static_cast<int>(place)).province();
        for (const auto &ofType : provinceReach_) {
            for (const Province to : ofType[place])
                approaches_[placeIndex(to)].insert(from);
        }
    }
    for (std::size_t type = 0; type < supportable_.size(); ++type) {
        for (std::size_t place = 0; place < locationCount; ++place) {
            const ProvinceSet &reach = provinceReach_[type][place];
            supportable_[type][place] = reach;
            for (const Province to : reach)
                supportable_[type][place] |= approaches_[placeIndex(to)];
        }
    }
}

std::span<const Province> Map::homeCenters(Power power) const
{
    return homeCenters_[static_cast<std::size_t>(indexOf(power))];
}

std::span<const Province> Map::supplyCenters() const
{
    return supplyCenters_;
}

} // namespace concert
