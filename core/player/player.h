// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/order.h"
#include "core/rules/position.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concert {

/// A message of this phase as a player saw it.
struct HeardMessage {
    Power from = Power::Austria;
    std::optional<Power> to; ///< absent: to all
    std::string text;
    int round = 1;
};

/// Everything a player is shown. Its decisions are pure functions of this; it has no memory of its
/// own, so stable relations come from the seed and the board.
struct PlayerView {
    Position position;
    Power power = Power::Austria;
    std::uint64_t seed = 1;          ///< the match's; the same for all powers and phases
    std::vector<HeardMessage> heard; ///< of this phase, its own ones too
    int round = 0;                   ///< the message round that is asked for, from 1
};

struct PlayerMessage {
    std::optional<Power> to; ///< absent: to all
    std::string text;

    bool operator==(const PlayerMessage &) const = default;
};

/// How one power regards another, from bad to good.
enum class Attitude : std::uint8_t { Enemy, Unfriendly, Neutral, Friendly, Ally };

/// "Enemy", as match files spell it.
std::string_view attitudeName(Attitude attitude);

/// What a player aims at, and whom it trusts.
struct Outlook {
    std::vector<std::string> goals;               ///< sentences
    std::array<Attitude, powerCount> attitudes{}; ///< by power; its own entry means nothing
};

/// Legal orders for everything the power has to order in this phase.
std::vector<Order> chooseOrders(const Map &map, const PlayerView &view);

/// What the player says in round PlayerView::round of a movement phase: answers to what it heard in
/// earlier rounds, and proposals of its own. Empty for a power without units.
std::vector<PlayerMessage> writeMessages(const Map &map, const PlayerView &view);

Outlook chooseOutlook(const Map &map, const PlayerView &view);

/// Two or three sentences on why these orders make sense.
std::string explainOrders(const Map &map, const PlayerView &view, const std::vector<Order> &orders);

} // namespace concert
