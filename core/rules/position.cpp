// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/position.h"

#include "core/rules/standard_map_table.h"

#include <algorithm>

namespace concert {

Position Position::start()
{
    Position position;
    for (const Unit &unit : standard_map_table::firstUnits)
        position.setUnit(unit);
    for (const auto &[power, province] : standard_map_table::homes)
        position.setOwner(province, power);
    return position;
}

std::vector<Unit> Position::units() const
{
    std::vector<Unit> result;
    result.reserve(static_cast<std::size_t>(occupied_.count()));
    for (const Power power : allPowers) {
        for (const Province place : occupiedBy(power))
            result.push_back(*unitAt(place));
    }
    return result;
}

std::vector<Unit> Position::units(Power power) const
{
    std::vector<Unit> result;
    for (const Province place : occupiedBy(power))
        result.push_back(*unitAt(place));
    return result;
}

std::vector<Province> Position::centers(Power power) const
{
    return {centerSet(power).begin(), centerSet(power).end()};
}

int Position::builds(Power power) const
{
    if (phase.type != PhaseType::Adjustment)
        return 0;
    const int surplus = centerCount(power) - unitCount(power);
    return surplus <= 0 ? surplus : std::min(surplus, buildSiteSet(power).count());
}

ProvinceSet Position::buildSiteSet(Power power) const
{
    return (Map::standard().homeCenterSet(power) & centerSet(power)) - occupied_;
}

std::vector<Province> Position::buildSites(Power power) const
{
    std::vector<Province> result;
    for (const Province home : Map::standard().homeCenters(power)) {
        if (buildSiteSet(power).contains(home))
            result.push_back(home);
    }
    return result;
}

bool Position::isEliminated(Power power) const
{
    const auto isOurs = [power](const DislodgedUnit &entry) { return entry.unit.power == power; };
    return unitCount(power) == 0 && centerCount(power) == 0 &&
           std::ranges::none_of(dislodged_, isOurs);
}

std::optional<Power> Position::soloWinner() const
{
    std::array<int, powerCount> counts{};
    for (const Power power : allPowers)
        counts[static_cast<std::size_t>(indexOf(power))] = centerCount(power);
    const int most = std::ranges::max(counts);
    if (most < soloCenters || std::ranges::count(counts, most) != 1)
        return std::nullopt;
    return allPowers[static_cast<std::size_t>(std::ranges::find(counts, most) - counts.begin())];
}

void Position::setUnit(const Unit &unit)
{
    const Province place = unit.location.province();
    clearUnit(place);
    Slot &slot = slots_[slotIndex(place)];
    slot.power = static_cast<std::int8_t>(unit.power);
    slot.type = unit.type;
    slot.location = unit.location;
    powers_[powerIndex(unit.power)].units.insert(place);
    occupied_.insert(place);
    if (unit.type == UnitType::Fleet)
        fleets_.insert(place);
}

void Position::clearUnit(Province province)
{
    Slot &slot = slots_[slotIndex(province)];
    if (slot.power < 0)
        return;
    powers_[powerIndex(static_cast<Power>(slot.power))].units.erase(province);
    occupied_.erase(province);
    fleets_.erase(province);
    const std::int8_t owner = slot.owner; // an empty slot is a fresh one, so that equal boards
    slot = Slot();                        // compare equal
    slot.owner = owner;
}

void Position::clearUnits()
{
    for (const Province place : ProvinceSet(occupied_))
        clearUnit(place);
}

void Position::setOwner(Province supplyCenter, std::optional<Power> power)
{
    Slot &slot = slots_[slotIndex(supplyCenter)];
    if (slot.owner >= 0)
        powers_[powerIndex(static_cast<Power>(slot.owner))].centers.erase(supplyCenter);
    slot.owner = static_cast<std::int8_t>(power ? indexOf(*power) : -1);
    if (power)
        powers_[powerIndex(*power)].centers.insert(supplyCenter);
}

void Position::setDislodged(std::vector<DislodgedUnit> dislodged)
{
    dislodged_ = std::move(dislodged);
    std::ranges::sort(dislodged_, {}, [](const DislodgedUnit &entry) {
        return std::pair(entry.unit.power, entry.unit.location.province());
    });
}

} // namespace concert
