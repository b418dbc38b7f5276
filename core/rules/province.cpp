// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/province.h"

#include "core/rules/ascii.h"
#include "core/rules/province_table.h"

namespace concert {

namespace {

bool equalsUpper(std::string_view text, std::string_view upper)
{
    if (text.size() != upper.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (upperLetter(text[i]) != upper[i])
            return false;
    }
    return true;
}

} // namespace

std::string_view provinceAbbreviation(Province province)
{
    return provinceTable[static_cast<std::size_t>(indexOf(province))].abbreviation;
}

std::string_view provinceName(Province province)
{
    return provinceTable[static_cast<std::size_t>(indexOf(province))].name;
}

std::string locationText(Location location)
{
    std::string text(provinceAbbreviation(location.province()));
    switch (location.coast()) {
    case Coast::None:
        break;
    case Coast::North:
        text += "/NC";
        break;
    case Coast::East:
        text += "/EC";
        break;
    case Coast::South:
        text += "/SC";
        break;
    }
    return text;
}

std::optional<Location> parseLocation(std::string_view text)
{
    if (text.size() != 3 && text.size() != 6)
        return std::nullopt;
    for (int i = 0; i < provinceCount; ++i) {
        const auto province = static_cast<Province>(i);
        if (!equalsUpper(text.substr(0, 3), provinceAbbreviation(province)))
            continue;
        if (text.size() == 3)
            return province;
        for (const Coast coast : {Coast::North, Coast::East, Coast::South}) {
            const Location location(province, coast);
            if (location.coast() == coast && equalsUpper(text, locationText(location)))
                return location;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace concert
