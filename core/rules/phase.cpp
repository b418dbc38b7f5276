// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/phase.h"

namespace concert {

namespace {

constexpr std::string_view seasonLetters = "SFW";
constexpr std::string_view phaseTypeLetters = "MRA";

/// "SPRING 1901 MOVEMENT" as "S1901M": the first letters, and the year.
std::string shortName(std::string_view name)
{
    constexpr std::string_view seasons[] = {"SPRING ", "FALL ", "AUTUMN ", "WINTER "};
    constexpr std::string_view types[] = {" MOVEMENT", " RETREATS", " RETREAT", " ADJUSTMENTS",
                                          " ADJUSTMENT"};
    for (const std::string_view season : seasons) {
        for (const std::string_view type : types) {
            if (name.size() == season.size() + 4 + type.size() && name.starts_with(season) &&
                name.ends_with(type))
                return (season == "AUTUMN " ? 'F' : season.front()) +
                       std::string(name.substr(season.size(), 4)) + type[1];
        }
    }
    return std::string(name);
}

} // namespace

std::string Phase::name() const
{
    std::string digits = std::to_string(year);
    if (digits.size() < 4)
        digits.insert(0, 4 - digits.size(), '0');
    return seasonLetters[static_cast<std::size_t>(season)] + digits +
           phaseTypeLetters[static_cast<std::size_t>(type)];
}

std::optional<Phase> Phase::parse(std::string_view text)
{
    const std::string name = shortName(text);
    if (name.size() != 6)
        return std::nullopt;
    const auto season = seasonLetters.find(name.front());
    const auto type = phaseTypeLetters.find(name.back());
    if (season == std::string_view::npos || type == std::string_view::npos)
        return std::nullopt;
    Phase phase{0, static_cast<Season>(season), static_cast<PhaseType>(type)};
    // Builds are in winter, and nothing else is.
    if ((phase.season == Season::Winter) != (phase.type == PhaseType::Adjustment))
        return std::nullopt;
    for (const char c : name.substr(1, 4)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        phase.year = phase.year * 10 + (c - '0');
    }
    return phase;
}

} // namespace concert
