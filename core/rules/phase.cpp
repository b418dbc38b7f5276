// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/phase.h"

namespace concert {

namespace {

constexpr std::string_view seasonLetters = "SFW";
constexpr std::string_view phaseTypeLetters = "MRA";

} // namespace

std::string Phase::name() const
{
    std::string digits = std::to_string(year);
    if (digits.size() < 4)
        digits.insert(0, 4 - digits.size(), '0');
    return seasonLetters[static_cast<std::size_t>(season)] + digits +
           phaseTypeLetters[static_cast<std::size_t>(type)];
}

std::optional<Phase> Phase::parse(std::string_view name)
{
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
