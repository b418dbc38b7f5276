// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/map.h"
#include "core/rules/order.h"
#include "core/rules/phase.h"
#include "core/rules/unit.h"

#include <array>
#include <optional>
#include <vector>

namespace concert {

/// A unit that was dislodged and must retreat or disband.
struct DislodgedUnit {
    Unit unit;
    Province attackerFrom = Province::ADR; ///< where the attack came from
    std::vector<Location> retreats;        ///< where it may go; empty: it disbands

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
    std::optional<Unit> unitAt(Province province) const;
    std::optional<Power> owner(Province supplyCenter) const;

    /// All units that stand on the board, by power, then by province.
    std::vector<Unit> units() const;
    std::vector<Unit> units(Power power) const;
    int unitCount(Power power) const;
    /// In the order of Province.
    std::vector<Province> centers(Power power) const;
    int centerCount(Power power) const;
    /// Dislodged units; empty outside retreat phases. By power, then by province.
    const std::vector<DislodgedUnit> &dislodged() const { return dislodged_; }

    /// Adjustment phases: how many units to build (positive, no more than there are free home
    /// centres) or to remove (negative); else 0.
    int builds(Power power) const;
    /// Own home centres that are owned and empty: where the power may build.
    std::vector<Province> buildSites(Power power) const;

    /// No units and no centres: out of the game.
    bool isEliminated(Power power) const;
    /// The power with at least 18 centres and more than any other.
    std::optional<Power> soloWinner() const;

    void setUnit(const Unit &unit);
    void clearUnit(Province province);
    void setOwner(Province supplyCenter, std::optional<Power> power);
    void setDislodged(std::vector<DislodgedUnit> dislodged);

    bool operator==(const Position &) const = default;

private:
    struct Slot { // one province's unit and owner; none: -1
        std::int8_t power = -1;
        UnitType type = UnitType::Army;
        Location location;
        std::int8_t owner = -1;
        bool operator==(const Slot &) const = default;
    };
    std::array<Slot, provinceCount> slots_{};
    std::vector<DislodgedUnit> dislodged_;
};

} // namespace concert
