// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/place_words.h"

#include "core/rules/edit_distance.h"
#include "core/rules/map.h"
#include "core/rules/province_table.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace concert {

namespace {

struct PlaceAlias {
    std::string_view words;
    Province province;
};

/// Spellings in use beside the rulebook's names: DATC, the diplomacy library, jDip, web sites.
constexpr PlaceAlias placeAliases[] = {
    {"ADRIATIC", Province::ADR},
    {"AEGEAN", Province::AEG},
    {"BALTIC", Province::BAL},
    {"BARENTS", Province::BAR},
    {"BLACK", Province::BLA},
    {"BOTHNIA", Province::BOT},
    {"GOB", Province::BOT},
    {"GULF OF BOT", Province::BOT},
    {"GULF BOTHNIA", Province::BOT},
    {"EMS", Province::EAS},
    {"EMED", Province::EAS},
    {"EAST MED", Province::EAS},
    {"EASTERN MED", Province::EAS},
    {"EAST MEDITERRANEAN", Province::EAS},
    {"EASTERN MEDITERRANEAN SEA", Province::EAS},
    {"EAST MEDITERRANEAN SEA", Province::EAS},
    {"ECH", Province::ENG},
    {"CHANNEL", Province::ENG},
    {"ENGLISH CH", Province::ENG},
    {"HELGOLAND", Province::HEL},
    {"HELIGOLAND", Province::HEL},
    {"HELIGOLAND BIGHT", Province::HEL},
    {"HGB", Province::HEL},
    {"IONIAN", Province::ION},
    {"IRISH", Province::IRI},
    {"LPL", Province::LVP},
    {"LIVP", Province::LVP},
    {"LVO", Province::LVN},
    {"LVA", Province::LVN},
    {"LIVO", Province::LVN},
    {"GOL", Province::LYO},
    {"LYON", Province::LYO},
    {"LYONS", Province::LYO},
    {"GULF OF LYONS", Province::LYO},
    {"GULF OF LION", Province::LYO},
    {"GULF LYON", Province::LYO},
    {"MID", Province::MAO},
    {"MAT", Province::MAO},
    {"MIDATLANTIC", Province::MAO},
    {"MID ATLANTIC", Province::MAO},
    {"MIDATLANTIC OCEAN", Province::MAO},
    {"MIDDLE ATLANTIC", Province::MAO},
    {"MIDDLE ATLANTIC OCEAN", Province::MAO},
    {"MARSEILLE", Province::MAR},
    {"NAT", Province::NAO},
    {"NORTH ATLANTIC", Province::NAO},
    {"NORTH ATLANTIC SEA", Province::NAO},
    {"NORTHSEA", Province::NTH},
    {"NTS", Province::NTH},
    {"NRG", Province::NWG},
    {"NORWEGIAN", Province::NWG},
    {"NOR", Province::NWY},
    {"NRY", Province::NWY},
    {"NORTHAFRICA", Province::NAF},
    {"NAFR", Province::NAF},
    {"ROMANIA", Province::RUM},
    {"ROUMANIA", Province::RUM},
    {"SERVIA", Province::SER},
    {"SEBASTOPOL", Province::SEV},
    {"SKAGERRACK", Province::SKA},
    {"SKAGGERAK", Province::SKA},
    {"SAINT PETERSBURG", Province::STP},
    {"PETERSBURG", Province::STP},
    {"STPETERSBURG", Province::STP},
    {"ST PETE", Province::STP},
    {"TUNISIA", Province::TUN},
    {"TRL", Province::TYR},
    {"TYL", Province::TYR},
    {"TYROL", Province::TYR},
    {"TIROL", Province::TYR},
    {"TIROLIA", Province::TYR},
    {"TYN", Province::TYS},
    {"TYRR", Province::TYS},
    {"TYRRHENIAN", Province::TYS},
    {"TYRHENNIAN SEA", Province::TYS},
    {"TYRRENIAN SEA", Province::TYS},
    {"WMS", Province::WES},
    {"WMED", Province::WES},
    {"WEST MED", Province::WES},
    {"WESTERN MED", Province::WES},
    {"WEST MEDITERRANEAN", Province::WES},
    {"WESTERN MEDITERRANEAN SEA", Province::WES},
    {"WEST MEDITERRANEAN SEA", Province::WES},
};

constexpr std::size_t longestPlaceName = 3; // "WESTERN MEDITERRANEAN SEA"
constexpr std::size_t shortestMisspelt = 5; // "BREST"; shorter names are too near to one another

/// By how many letters a name may differ from what was meant.
int mistakesAllowed(std::string_view name)
{
    if (name.size() < shortestMisspelt)
        return 0;
    return name.size() < 8 ? 1 : 2;
}

const std::unordered_map<std::string_view, Province> &placesByWords()
{
    static const auto names = [] { // owns the capitals that the map below refers to
        std::vector<std::string> capitals;
        for (const ProvinceFacts &facts : provinceTable) {
            std::string name(facts.name);
            for (char &c : name) {
                if (c >= 'a' && c <= 'z')
                    c = static_cast<char>(c - 'a' + 'A');
                else if (c == '-')
                    c = ' ';
            }
            capitals.push_back(std::move(name));
        }
        return capitals;
    }();
    static const auto places = [] {
        std::unordered_map<std::string_view, Province> result;
        for (std::size_t i = 0; i < names.size(); ++i) {
            result.emplace(names[i], static_cast<Province>(i));
            result.emplace(provinceTable[i].abbreviation, static_cast<Province>(i));
        }
        for (const PlaceAlias &alias : placeAliases)
            result.emplace(alias.words, alias.province);
        return result;
    }();
    return places;
}

/// The dashes and arrows beyond ASCII, in UTF-8.
std::size_t foreignDashLength(std::string_view text)
{
    constexpr std::string_view dashes[] = {
        "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\u2192", "\u21d2", "\u27f6",
    };
    for (const std::string_view dash : dashes) {
        if (text.starts_with(dash))
            return dash.size();
    }
    return 0;
}

constexpr bool isWordCharacter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

Coast coastNamed(std::string_view word, bool aloneIsEnough)
{
    if (word == "NC" || (aloneIsEnough && (word == "N" || word == "NORTH")))
        return Coast::North;
    if (word == "EC" || (aloneIsEnough && (word == "E" || word == "EAST")))
        return Coast::East;
    if (word == "SC" || (aloneIsEnough && (word == "S" || word == "SOUTH")))
        return Coast::South;
    return Coast::None;
}

} // namespace

OrderWords::OrderWords(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        const std::size_t foreign = foreignDashLength(text.substr(i));
        if (foreign > 0 || c == '-' || c == '>' || c == '=') {
            if (words_.empty() || words_.back().kind != OrderWord::Kind::Dash)
                words_.push_back({OrderWord::Kind::Dash, {}});
            i += std::max<std::size_t>(foreign, 1);
        } else if (isWordCharacter(c)) {
            std::string word;
            // "St." and "France's" are one word each.
            for (; i < text.size() && foreignDashLength(text.substr(i)) == 0 &&
                   (isWordCharacter(text[i]) || text[i] == '\'');
                 ++i) {
                const char letter = text[i];
                if (letter >= 'a' && letter <= 'z')
                    word += static_cast<char>(letter - 'a' + 'A');
                else if (letter != '\'')
                    word += letter;
            }
            words_.push_back({OrderWord::Kind::Word, std::move(word)});
        } else {
            if (c == '/')
                words_.push_back({OrderWord::Kind::Slash, {}});
            else if (c == '(' || c == ')')
                words_.push_back({OrderWord::Kind::Parenthesis, {}});
            ++i;
        }
    }
}

void OrderWords::skipParentheses()
{
    while (next_ < words_.size() && words_[next_].kind == OrderWord::Kind::Parenthesis)
        ++next_;
}

bool OrderWords::atEnd()
{
    skipParentheses();
    return next_ >= words_.size();
}

bool OrderWords::takeDash()
{
    if (atEnd() || words_[next_].kind != OrderWord::Kind::Dash)
        return false;
    ++next_;
    return true;
}

bool OrderWords::takeWord(std::initializer_list<std::string_view> words)
{
    if (atEnd() || words_[next_].kind != OrderWord::Kind::Word ||
        std::ranges::find(words, std::string_view(words_[next_].text)) == words.end())
        return false;
    ++next_;
    return true;
}

std::optional<Power> OrderWords::takePower()
{
    if (atEnd() || words_[next_].kind != OrderWord::Kind::Word)
        return std::nullopt;
    std::string_view word = words_[next_].text;
    std::optional<Power> power = parsePower(word);
    if (!power && word.ends_with('S')) // the possessive, its apostrophe dropped
        power = parsePower(word.substr(0, word.size() - 1));
    if (!power)
        return std::nullopt;
    ++next_;
    if (power == Power::Austria && takeDash()) {
        if (!takeWord({"HUNGARY", "HUNGARIAN", "HUNGARYS"}))
            --next_;
    }
    return power;
}

std::optional<UnitType> OrderWords::takeUnitType()
{
    if (takeWord({"A", "ARMY"}))
        return UnitType::Army;
    if (takeWord({"F", "FLEET"}))
        return UnitType::Fleet;
    return std::nullopt;
}

std::optional<Location> OrderWords::takePlace()
{
    while (takeWord({"THE", "IN", "AT", "OF", "FROM"})) {
    }
    if (atEnd())
        return std::nullopt;
    if (const std::optional<Province> found = takeName()) {
        const Location location(*found, takeCoast());
        return location;
    }
    const std::string &word = words_[next_].text;
    if (word.size() == 5) { // "STPSC"
        if (const auto joined = parseLocation(word.substr(0, 3) + '/' + word.substr(3))) {
            ++next_;
            return joined;
        }
    }
    if (const std::optional<Province> found = takeMisspeltName()) {
        const Location location(*found, takeCoast());
        return location;
    }
    return std::nullopt;
}

/// The longest name that begins here; a dash may stand inside it ("Mid-Atlantic Ocean").
std::optional<Province> OrderWords::takeName()
{
    std::optional<Province> found;
    std::size_t end = next_;
    std::string name;
    std::size_t count = 0;
    for (std::size_t i = next_; i < words_.size() && count < longestPlaceName; ++i) {
        if (words_[i].kind == OrderWord::Kind::Dash && count > 0)
            continue;
        if (words_[i].kind != OrderWord::Kind::Word)
            break;
        if (count > 0)
            name += ' ';
        name += words_[i].text;
        ++count;
        const auto place = placesByWords().find(name);
        if (place != placesByWords().end()) {
            found = place->second;
            end = i + 1;
        }
    }
    next_ = end;
    return found;
}

/// As many words as the nearest name has; none if two provinces are as near.
std::optional<Province> OrderWords::takeMisspeltName()
{
    auto found = Province::ADR;
    bool isOnly = false;
    int least = std::numeric_limits<int>::max();
    std::size_t end = next_;
    std::string name;
    for (std::size_t i = next_; i < words_.size() && i < next_ + longestPlaceName; ++i) {
        if (words_[i].kind != OrderWord::Kind::Word)
            break;
        name += (i > next_ ? " " : "") + words_[i].text;
        const int tolerance = mistakesAllowed(name);
        for (const auto &[known, province] : placesByWords()) {
            const auto longer = std::max(known.size(), name.size());
            if (known.size() < shortestMisspelt ||
                static_cast<int>(2 * longer - known.size() - name.size()) > tolerance)
                continue;
            const int distance = editDistance(name, known);
            if (distance > tolerance || distance > least)
                continue;
            isOnly = distance < least || (isOnly && found == province);
            found = province;
            least = distance;
            end = i + 1;
        }
    }
    if (!isOnly)
        return std::nullopt;
    next_ = end;
    return found;
}

std::string OrderWords::takeAny()
{
    if (atEnd())
        return {};
    const OrderWord &word = words_[next_++];
    if (word.kind == OrderWord::Kind::Word)
        return word.text;
    return word.kind == OrderWord::Kind::Dash ? "-" : "/";
}

Coast OrderWords::takeCoast()
{
    std::size_t i = next_;
    bool marked = false; // by "/" or "("
    while (i < words_.size() && words_[i].kind != OrderWord::Kind::Word &&
           words_[i].kind != OrderWord::Kind::Dash) {
        marked = true;
        ++i;
    }
    if (i >= words_.size() || words_[i].kind != OrderWord::Kind::Word)
        return Coast::None;
    const bool spelledOut = i + 1 < words_.size() && words_[i + 1].text == "COAST";
    const Coast coast = coastNamed(words_[i].text, marked || spelledOut);
    if (coast != Coast::None)
        next_ = i + (spelledOut ? 2 : 1);
    return coast;
}

std::string OrderWords::rest()
{
    std::string text;
    for (; !atEnd(); ++next_) {
        if (!text.empty() && words_[next_].kind != OrderWord::Kind::Slash)
            text += ' ';
        switch (words_[next_].kind) {
        case OrderWord::Kind::Word:
            text += words_[next_].text;
            break;
        case OrderWord::Kind::Dash:
            text += '-';
            break;
        case OrderWord::Kind::Slash:
            text += '/';
            break;
        case OrderWord::Kind::Parenthesis:
            break;
        }
    }
    return text.empty() ? "the end" : text;
}

} // namespace concert
