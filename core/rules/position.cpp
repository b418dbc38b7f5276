// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/position.h"

#include "core/rules/standard_map_table.h"

#include <algorithm>

namespace concert {

namespace {

constexpr std::size_t slotIndex(Province province)
{
    return static_cast<std::size_t>(indexOf(province));
}

} // namespace

Position Position::start()
{
    Position position;
    for (const Unit &unit : standard_map_table::firstUnits)
        position.setUnit(unit);
    for (const auto &[power, province] : standard_map_table::homes)
        position.setOwner(province, power);
    return position;
}

std::optional<Unit> Position::unitAt(Province province) const
{
    const Slot &slot = slots_[slotIndex(province)];
    if (slot.power < 0)
        return std::nullopt;
    return Unit{static_cast<Power>(slot.power), slot.type, slot.location};
}

std::optional<Power> Position::owner(Province supplyCenter) const
{
    const Slot &slot = slots_[slotIndex(supplyCenter)];
    if (slot.owner < 0)
        return std::nullopt;
    return static_cast<Power>(slot.owner);
}

std::vector<Unit> Position::units() const
{
    std::vector<Unit> result;
    result.reserve(34);
    for (const Power power : allPowers) {
        for (const Slot &slot : slots_) {
            if (slot.power == indexOf(power))
                result.push_back({power, slot.type, slot.location});
        }
    }
    return result;
}

std::vector<Unit> Position::units(Power power) const
{
    std::vector<Unit> result;
    for (const Slot &slot : slots_) {
        if (slot.power == indexOf(power))
            result.push_back({power, slot.type, slot.location});
    }
    return result;
}

int Position::unitCount(Power power) const
{
    return static_cast<int>(std::ranges::count(slots_, indexOf(power), &Slot::power));
}

std::vector<Province> Position::centers(Power power) const
{
    std::vector<Province> result;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i].owner == indexOf(power))
            result.push_back(static_cast<Province>(i));
    }
    return result;
}

int Position::centerCount(Power power) const
{
    return static_cast<int>(std::ranges::count(slots_, indexOf(power), &Slot::owner));
}

int Position::builds(Power power) const
{
    if (phase.type != PhaseType::Adjustment)
        return 0;
    const int surplus = centerCount(power) - unitCount(power);
    if (surplus <= 0)
        return surplus;
    return std::min(surplus, static_cast<int>(buildSites(power).size()));
}

std::vector<Province> Position::buildSites(Power power) const
{
    std::vector<Province> result;
    for (const Province home : Map::standard().homeCenters(power)) {
        const Slot &slot = slots_[slotIndex(home)];
        if (slot.owner == indexOf(power) && slot.power < 0)
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
    Slot &slot = slots_[slotIndex(unit.location.province())];
    slot.power = static_cast<std::int8_t>(unit.power);
    slot.type = unit.type;
    slot.location = unit.location;
}

void Position::clearUnit(Province province)
{
    Slot &slot = slots_[slotIndex(province)];
    const std::int8_t owner = slot.owner; // an empty slot is a fresh one, so that equal boards
    slot = Slot();                        // compare equal
    slot.owner = owner;
}

void Position::setOwner(Province supplyCenter, std::optional<Power> power)
{
    slots_[slotIndex(supplyCenter)].owner = static_cast<std::int8_t>(power ? indexOf(*power) : -1);
}

void Position::setDislodged(std::vector<DislodgedUnit> dislodged)
{
    dislodged_ = std::move(dislodged);
    std::ranges::sort(dislodged_, {}, [](const DislodgedUnit &entry) {
        return std::pair(entry.unit.power, entry.unit.location.province());
    });
}

} // namespace concert
