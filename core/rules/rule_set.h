// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace concert {

/// The points on which rulebooks and programs differ, one member each; what all agree on is no
/// option. The case numbers are those of the Diplomacy Adjudicator Test Cases (DATC), v3.0; the
/// table for players is resources/help/rules.md.
struct RuleSet {
    /// A move with VIA to a neighbour for which no convoy was ordered (4.A.3; 6.G.8).
    enum class MissingConvoy : std::uint8_t { ByLand, Fails };
    /// A move without VIA to a neighbour, of an army that a fleet of its own power was ordered to
    /// carry, when that convoy is broken, or lacks a fleet (4.A.3). "The land route is disregarded"
    /// says the rulebook of 2023, and DATC v3.0 takes that at its word.
    enum class BrokenOwnConvoy : std::uint8_t { ByLand, Fails };
    /// A coast in a fleet's support that is not the one the supported fleet moves to
    /// (4.B.4; 6.B.9).
    enum class WrongSupportCoast : std::uint8_t { Ignored, Void };
    /// What civil disorder measures the distance of units to (4.D.8; 6.J.6, 6.J.10, 6.J.11).
    enum class RemovalDistance : std::uint8_t {
        HomeCenters, ///< armies count every border, fleets their own moves
        OwnedCenters ///< everybody counts every border, over land and sea
    };

    MissingConvoy missingConvoy = MissingConvoy::ByLand;
    BrokenOwnConvoy brokenOwnConvoy = BrokenOwnConvoy::ByLand;
    WrongSupportCoast wrongSupportCoast = WrongSupportCoast::Ignored;
    RemovalDistance removalDistance = RemovalDistance::HomeCenters;

    /// What the diplomacy library plays, so that saved games agree. The default.
    static constexpr RuleSet library();
    /// DATC v3.0 and the rulebook of 2023.
    static constexpr RuleSet dp2023();

    /// "library", "dp2023"; nothing for any other combination.
    std::optional<std::string_view> name() const;
    static std::optional<RuleSet> parse(std::string_view name);

    constexpr bool operator==(const RuleSet &) const = default;
};

constexpr RuleSet RuleSet::library()
{
    return {};
}

constexpr RuleSet RuleSet::dp2023()
{
    return {.missingConvoy = MissingConvoy::Fails,
            .brokenOwnConvoy = BrokenOwnConvoy::Fails,
            .wrongSupportCoast = WrongSupportCoast::Void,
            .removalDistance = RemovalDistance::OwnedCenters};
}

/// All that have a name; the default first.
inline constexpr std::array<std::pair<std::string_view, RuleSet>, 2> namedRuleSets{
    {{"library", RuleSet::library()}, {"dp2023", RuleSet::dp2023()}}};

inline std::optional<std::string_view> RuleSet::name() const
{
    for (const auto &[name, rules] : namedRuleSets) {
        if (rules == *this)
            return name;
    }
    return std::nullopt;
}

inline std::optional<RuleSet> RuleSet::parse(std::string_view name)
{
    for (const auto &[known, rules] : namedRuleSets) {
        if (known == name)
            return rules;
    }
    return std::nullopt;
}

} // namespace concert
