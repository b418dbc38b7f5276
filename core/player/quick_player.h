// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/player/center_pull.h"
#include "core/player/player_random.h"
#include "core/rules/fixed_list.h"
#include "core/rules/order.h"
#include "core/rules/position.h"

#include <array>
#include <vector>

namespace concert {

/// Draws orders for a power in about a microsecond: good enough to play games by the thousand, and
/// different each time. Each unit goes where it is worth most, by the centres that draw it and the
/// chance to get there; units that have nothing better to do support what meets resistance. It
/// knows no friends and keeps no promises. All orders are legal.
class QuickPlayer {
public:
    explicit QuickPlayer(const Map &map) : map_(map), pull_(CenterPull::of(map)) {}

    /// Looks at a position: before the first chooseFor() and whenever the position has changed.
    void survey(const Position &position);
    /// Appends the power's orders for the position that was surveyed last, which must still live.
    void chooseFor(Power power, PlayerRandom &random, std::vector<Order> &orders);
    /// Replaces \a orders by those of all powers; surveys by itself.
    void chooseForAll(const Position &position, PlayerRandom &random, std::vector<Order> &orders);

private:
    struct Option { ///< one thing that a unit may do
        float score = 0;
        std::uint8_t unit = 0;
        std::uint8_t ferry = noUnit; ///< the own fleet that carries the army
        Location to;                 ///< where it stands already: it stays
    };
    struct OwnUnit {
        Unit unit;
        float here = 0; ///< what its place is worth
        float best = 0; ///< its best option's score
        bool isOrdered = false;
        Order order;
    };
    static constexpr std::uint8_t noUnit = 255;
    static constexpr std::size_t mostUnits = provinceCount; // a board text may claim anything
    static constexpr std::size_t mostOptions = 1024;

    static std::size_t at(Province place) { return static_cast<std::size_t>(indexOf(place)); }
    static std::size_t at(Power power) { return static_cast<std::size_t>(indexOf(power)); }

    void weigh(Power power);
    float worth(UnitType type, Location place) const;
    /// That \a force units prevail there over other powers' units.
    float chance(Province place, float force) const;
    int othersNear(Province place) const
    {
        return reachAll_[at(place)] - reach_[at(power_)][at(place)];
    }

    void chooseMovement(PlayerRandom &random, std::vector<Order> &orders);
    void listOptions(PlayerRandom &random);
    void listConvoys(std::size_t army, PlayerRandom &random);
    void take(const Option &option);
    void recruit(std::size_t unit, Province place, float gain);
    bool isFree(const Option &option) const;

    void chooseRetreats(PlayerRandom &random, std::vector<Order> &orders);
    void chooseBuilds(int count, PlayerRandom &random, std::vector<Order> &orders);
    void chooseRemovals(int count, PlayerRandom &random, std::vector<Order> &orders);

    const Map &map_;
    const CenterPull &pull_;
    const Position *position_ = nullptr;
    std::array<std::array<std::uint8_t, provinceCount>, powerCount> reach_{}; ///< units that can go
    std::array<std::uint8_t, provinceCount> reachAll_{};

    // Of the power that chooses now.
    Power power_ = Power::Austria;
    CenterPull::Row wanted_{};
    FixedList<OwnUnit, mostUnits> units_;
    FixedList<Option, mostOptions> options_;
    std::array<std::uint8_t, provinceCount> unitIn_{}; ///< the own unit there
    ProvinceSet claimed_;                              ///< where own units will stand
};

} // namespace concert
