// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/power.h"

#include "core/rules/ascii.h"

#include <string>

namespace concert {

namespace {

struct PowerWord {
    std::string_view word;
    Power power;
};

constexpr PowerWord powerWords[] = {
    {"AUSTRIA", Power::Austria},
    {"ENGLAND", Power::England},
    {"FRANCE", Power::France},
    {"GERMANY", Power::Germany},
    {"ITALY", Power::Italy},
    {"RUSSIA", Power::Russia},
    {"TURKEY", Power::Turkey},
    {"AUSTRIAN", Power::Austria},
    {"ENGLISH", Power::England},
    {"BRITISH", Power::England},
    {"FRENCH", Power::France},
    {"GERMAN", Power::Germany},
    {"ITALIAN", Power::Italy},
    {"RUSSIAN", Power::Russia},
    {"TURKISH", Power::Turkey},
    {"AUSTRIA-HUNGARY", Power::Austria},
    {"AUSTRIA HUNGARY", Power::Austria},
    {"AUSTRO-HUNGARIAN", Power::Austria},
};

} // namespace

std::string_view powerName(Power power)
{
    return powerWords[indexOf(power)].word;
}

std::optional<Power> parsePower(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return std::nullopt;
    text = text.substr(first, text.find_last_not_of(blanks) - first + 1);
    std::string upper(text);
    for (char &c : upper)
        c = upperLetter(c);
    for (const PowerWord &entry : powerWords) {
        if (entry.word == upper)
            return entry.power;
    }
    return std::nullopt;
}

} // namespace concert
