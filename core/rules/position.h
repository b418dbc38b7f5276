// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/fixed_list.h"
#include "core/rules/map.h"
#include "core/rules/order.h"
#include "core/rules/phase.h"
#include "core/rules/unit.h"

#include <array>
#include <optional>
#include <vector>

namespace concert {

/// Where a dislodged unit may go; no unit has more than eleven neighbours.
using RetreatPlaces = FixedList<Location, 12>;

/// A unit that was dislodged and must retreat or disband.
struct DislodgedUnit {
    Unit unit;
    Province attackerFrom = Province::ADR; ///< where the attack came from
    RetreatPlaces retreats;                ///< where it may go; empty: it disbands

    bool operator==(const DislodgedUnit &) const = default;
};

/// Everything that decides what may happen next: phase, units, owners of centres, dislodged units.
/// A value; equal positions play alike.
class Position {
public:
    /// The board of spring 1901.
    static Position start();

    Phase phase;

    /// The unit that stands here (not a dislodged one).
    std::optional<Unit> unitAt(Province province) const
    {
        const Slot &slot = slots_[slotIndex(province)];
        if (slot.power < 0)
            return std::nullopt;
        return Unit{static_cast<Power>(slot.power), slot.type, slot.location};
    }
    std::optional<Power> owner(Province supplyCenter) const
    {
        const Slot &slot = slots_[slotIndex(supplyCenter)];
        if (slot.owner < 0)
            return std::nullopt;
        return static_cast<Power>(slot.owner);
    }

    /// All units that stand on the board, by power, then by province.
    std::vector<Unit> units() const;
    std::vector<Unit> units(Power power) const;
    int unitCount(Power power) const { return powers_[powerIndex(power)].units.count(); }
    /// The same as sets of provinces: of everybody, of one power, of all fleets.
    const ProvinceSet &occupied() const { return occupied_; }
    const ProvinceSet &occupiedBy(Power power) const { return powers_[powerIndex(power)].units; }
    const ProvinceSet &fleets() const { return fleets_; }
    /// In the order of Province.
    std::vector<Province> centers(Power power) const;
    int centerCount(Power power) const { return powers_[powerIndex(power)].centers.count(); }
    const ProvinceSet &centerSet(Power power) const { return powers_[powerIndex(power)].centers; }
    /// Dislodged units; empty outside retreat phases. By power, then by province.
    const std::vector<DislodgedUnit> &dislodged() const { return dislodged_; }

    /// Adjustment phases: how many units to build (positive, no more than there are free home
    /// centres) or to remove (negative); else 0.
    int builds(Power power) const;
    /// Own home centres that are owned and empty: where the power may build.
    std::vector<Province> buildSites(Power power) const;
    ProvinceSet buildSiteSet(Power power) const;

    /// No units and no centres: out of the game.
    bool isEliminated(Power power) const;
    /// The power with at least 18 centres and more than any other.
    std::optional<Power> soloWinner() const;

    void setUnit(const Unit &unit);
    void clearUnit(Province province);
    void clearUnits();
    void setOwner(Province supplyCenter, std::optional<Power> power);
    void setDislodged(std::vector<DislodgedUnit> dislodged);
    /// One more; keep them by power, then by province.
    void addDislodged(const DislodgedUnit &entry) { dislodged_.push_back(entry); }
    void clearDislodged() { dislodged_.clear(); }

    bool operator==(const Position &) const = default;

private:
    struct Slot { // one province's unit and owner; none: -1
        std::int8_t power = -1;
        UnitType type = UnitType::Army;
        Location location;
        std::int8_t owner = -1;
        bool operator==(const Slot &) const = default;
    };
    struct Holdings { // the slots once more, by power
        ProvinceSet units;
        ProvinceSet centers;
        bool operator==(const Holdings &) const = default;
    };
    static constexpr std::size_t powerIndex(Power power)
    {
        return static_cast<std::size_t>(indexOf(power));
    }
    static constexpr std::size_t slotIndex(Province province)
    {
        return static_cast<std::size_t>(indexOf(province));
    }

    std::array<Slot, provinceCount> slots_{};
    std::array<Holdings, powerCount> powers_{};
    ProvinceSet occupied_;
    ProvinceSet fleets_;
    std::vector<DislodgedUnit> dislodged_;
};

} // namespace concert
