// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef> // first: moc 6.4 stumbles over <compare> before any other standard header

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concert {

/// The 75 provinces a unit can stand in, by abbreviation. Switzerland, impassable, is none of them.
enum class Province : std::uint8_t {
    // clang-format off
    ADR, AEG, ALB, ANK, APU, ARM, BAL, BAR, BEL, BER, BLA, BOH, BOT, BRE, BUD,
    BUL, BUR, CLY, CON, DEN, EAS, EDI, ENG, FIN, GAL, GAS, GRE, HEL, HOL, ION,
    IRI, KIE, LON, LVN, LVP, LYO, MAO, MAR, MOS, MUN, NAF, NAO, NAP, NTH, NWG,
    NWY, PAR, PIC, PIE, POR, PRU, ROM, RUH, RUM, SER, SEV, SIL, SKA, SMY, SPA,
    STP, SWE, SYR, TRI, TUN, TUS, TYR, TYS, UKR, VEN, VIE, WAL, WAR, WES, YOR
    // clang-format on
};

inline constexpr int provinceCount = 75;

constexpr int indexOf(Province province)
{
    return static_cast<int>(province);
}

enum class Terrain : std::uint8_t { Inland, Coastal, Sea };

/// Which coast of Bulgaria, Spain or St Petersburg; None everywhere else and for armies.
enum class Coast : std::uint8_t { None, North, East, South };

/// Where a unit stands: a province, or one of the six named coasts. One byte; value semantics.
class Location {
public:
    constexpr Location() = default;
    constexpr Location(
        Province province) // NOLINT(google-explicit-constructor): a province is a location
        : index_(static_cast<std::uint8_t>(province))
    {}
    /// \a coast must be None or a coast that \a province has.
    constexpr Location(Province province, Coast coast)
        : index_(static_cast<std::uint8_t>(coast == Coast::None ? indexOf(province)
                                                                : coastIndex(province, coast)))
    {}
    static constexpr Location fromIndex(int index)
    {
        Location location;
        location.index_ = static_cast<std::uint8_t>(index);
        return location;
    }

    constexpr Province province() const
    {
        return index_ < provinceCount ? static_cast<Province>(index_)
                                      : coasts[index_ - provinceCount].province;
    }
    constexpr Coast coast() const
    {
        return index_ < provinceCount ? Coast::None : coasts[index_ - provinceCount].coast;
    }
    /// 0 to locationCount - 1: the provinces, then the six coasts.
    constexpr int index() const { return index_; }

    constexpr auto operator<=>(const Location &) const = default;

private:
    struct CoastEntry {
        Province province;
        Coast coast;
    };
    static constexpr std::array<CoastEntry, 6> coasts{{{Province::BUL, Coast::East},
                                                       {Province::BUL, Coast::South},
                                                       {Province::SPA, Coast::North},
                                                       {Province::SPA, Coast::South},
                                                       {Province::STP, Coast::North},
                                                       {Province::STP, Coast::South}}};
    static constexpr int coastIndex(Province province, Coast coast)
    {
        for (std::size_t i = 0; i < coasts.size(); ++i) {
            if (coasts[i].province == province && coasts[i].coast == coast)
                return provinceCount + static_cast<int>(i);
        }
        return indexOf(province);
    }

    std::uint8_t index_ = 0;
};

inline constexpr int locationCount = provinceCount + 6;

/// "PAR".
std::string_view provinceAbbreviation(Province province);
/// "Paris"; English, as the rulebook's map has it.
std::string_view provinceName(Province province);
/// "STP/SC", "PAR".
std::string locationText(Location location);
/// Reads what locationText writes, any case.
std::optional<Location> parseLocation(std::string_view text);

} // namespace concert
