// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/place_words.h"

#include "core/rules/ascii.h"
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
    {"ADR SEA", Province::ADR},
    {"AEGEAN", Province::AEG},
    {"AEG SEA", Province::AEG},
    {"BALTIC", Province::BAL},
    {"BAL SEA", Province::BAL},
    {"BARENTS", Province::BAR},
    {"BAR SEA", Province::BAR},
    {"BLACK", Province::BLA},
    {"BOTHNIA", Province::BOT},
    {"GOB", Province::BOT},
    {"GULF OF BOT", Province::BOT},
    {"GULF BOTHNIA", Province::BOT},
    {"G OF BOTHNIA", Province::BOT},
    {"EMS", Province::EAS},
    {"EMED", Province::EAS},
    {"EAST MED", Province::EAS},
    {"EASTERN MED", Province::EAS},
    {"EAST MEDITERRANEAN", Province::EAS},
    {"EASTERN MEDITERRANEAN SEA", Province::EAS},
    {"EAST MEDITERRANEAN SEA", Province::EAS},
    {"E MED", Province::EAS},
    {"E MEDITERRANEAN", Province::EAS},
    {"ECH", Province::ENG},
    {"CHANNEL", Province::ENG},
    {"ENGLISH CH", Province::ENG},
    {"ENG CH", Province::ENG},
    {"ENG CHANNEL", Province::ENG},
    {"HELGOLAND", Province::HEL},
    {"HELIGOLAND", Province::HEL},
    {"HELIGOLAND BIGHT", Province::HEL},
    {"HGB", Province::HEL},
    {"IONIAN", Province::ION},
    {"ION SEA", Province::ION},
    {"IRISH", Province::IRI},
    {"IRI SEA", Province::IRI},
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
    {"G OF LYON", Province::LYO},
    {"G OF LYONS", Province::LYO},
    {"MID", Province::MAO},
    {"MAT", Province::MAO},
    {"MIDATLANTIC", Province::MAO},
    {"MID ATLANTIC", Province::MAO},
    {"MIDATLANTIC OCEAN", Province::MAO},
    {"MIDDLE ATLANTIC", Province::MAO},
    {"MIDDLE ATLANTIC OCEAN", Province::MAO},
    {"MID ATL OCEAN", Province::MAO},
    {"MARSEILLE", Province::MAR},
    {"NAT", Province::NAO},
    {"NORTH ATLANTIC", Province::NAO},
    {"NORTH ATLANTIC SEA", Province::NAO},
    {"N ATLANTIC", Province::NAO},
    {"N ATL", Province::NAO},
    {"N ATLANTIC OCEAN", Province::NAO},
    {"NORTHSEA", Province::NTH},
    {"NTS", Province::NTH},
    {"N SEA", Province::NTH},
    {"NRG", Province::NWG},
    {"NORWEGIAN", Province::NWG},
    {"NORW SEA", Province::NWG},
    {"NOR", Province::NWY},
    {"NRY", Province::NWY},
    {"NORTHAFRICA", Province::NAF},
    {"NAFR", Province::NAF},
    {"N AFRICA", Province::NAF},
    {"N AFR", Province::NAF},
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
    {"SAINT PETE", Province::STP},
    {"ST P", Province::STP},
    {"TUNISIA", Province::TUN},
    {"TRL", Province::TYR},
    {"TYL", Province::TYR},
    {"TYROL", Province::TYR},
    {"TIROL", Province::TYR},
    {"TIROLIA", Province::TYR},
    {"TYN", Province::TYS},
    {"TYRR", Province::TYS},
    {"TYRR SEA", Province::TYS},
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
    {"W MED", Province::WES},
    {"W MEDITERRANEAN", Province::WES},
};

constexpr std::size_t longestPlaceName = 3;  // "WESTERN MEDITERRANEAN SEA"
constexpr std::size_t shortestBeginning = 4; // "BURG"; shorter ones are no abbreviations in use
constexpr std::size_t shortestMisspelt = 5;  // "BREST"; shorter names are too near to one another

/// By how many letters a name may differ from what was meant.
int mistakesAllowed(std::string_view name)
{
    if (name.size() < shortestMisspelt)
        return 0;
    return name.size() < 8 ? 1 : 2;
}

/// The names on the map in capitals, in the order of Province.
const std::vector<std::string> &namesInCapitals()
{
    static const auto names = [] {
        std::vector<std::string> capitals;
        for (const ProvinceFacts &facts : provinceTable) {
            std::string name(facts.name);
            for (char &c : name)
                c = c == '-' ? ' ' : upperLetter(c);
            capitals.push_back(std::move(name));
        }
        return capitals;
    }();
    return names;
}

const std::unordered_map<std::string_view, Province> &placesByWords()
{
    static const auto places = [] {
        const std::vector<std::string> &names = namesInCapitals();
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
    return isAsciiLetter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

Coast coastNamed(std::string_view word, bool aloneIsEnough)
{
    if (word == "NC" || (aloneIsEnough && (word == "N" || word == "NORTH" || word == "NORTHERN")))
        return Coast::North;
    if (word == "EC" || (aloneIsEnough && (word == "E" || word == "EAST" || word == "EASTERN")))
        return Coast::East;
    if (word == "SC" || (aloneIsEnough && (word == "S" || word == "SOUTH" || word == "SOUTHERN")))
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
                if (text[i] != '\'')
                    word += upperLetter(text[i]);
            }
            words_.push_back({OrderWord::Kind::Word, std::move(word)});
        } else {
            if (c == '/')
                words_.push_back({OrderWord::Kind::Slash, {}});
            else if (c == '(' || c == ')')
                words_.push_back({OrderWord::Kind::Parenthesis, std::string(1, c)});
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
    while (takeWord({"THE", "IN", "AT", "OF", "FROM", "ON"})) {
    }
    if (atEnd())
        return std::nullopt;
    const std::size_t begin = next_;
    const Coast coast = takeCoastInFront();
    if (const std::optional<Location> joined = takeJoinedName())
        return joined;
    const std::optional<Name> name = nearestName();
    if (!name) {
        next_ = begin;
        return std::nullopt;
    }
    next_ = name->end;
    return Location(name->province, coast != Coast::None ? coast : takeCoast());
}

/// More words say more; of readings with as many the more certain one.
std::optional<OrderWords::Name> OrderWords::nearestName() const
{
    std::optional<Name> best = knownName();
    const std::optional<Name> others[] = {begunName(), best ? std::nullopt : misspeltName()};
    for (const std::optional<Name> &other : others) {
        if (other && (!best || other->end > best->end))
            best = other;
    }
    return best;
}

/// "the north coast of Spain".
Coast OrderWords::takeCoastInFront()
{
    if (next_ + 2 >= words_.size() || words_[next_ + 1].text != "COAST" ||
        words_[next_ + 2].text != "OF")
        return Coast::None;
    const Coast coast = coastNamed(words_[next_].text, true);
    if (coast != Coast::None) {
        next_ += 3;
        takeWord({"THE"});
    }
    return coast;
}

template <typename Consider>
void OrderWords::forEachBeginning(Consider consider) const
{
    std::string name;
    std::size_t count = 0;
    for (std::size_t i = next_; i < words_.size() && count < longestPlaceName; ++i) {
        if (words_[i].kind == OrderWord::Kind::Dash && count > 0)
            continue;
        if (words_[i].kind != OrderWord::Kind::Word)
            break;
        name += (count > 0 ? " " : "") + words_[i].text;
        ++count;
        consider(name, i + 1);
    }
}

/// "STPSC".
std::optional<Location> OrderWords::takeJoinedName()
{
    const std::string &word = words_[next_].text;
    if (word.size() != 5)
        return std::nullopt;
    const auto joined = parseLocation(word.substr(0, 3) + '/' + word.substr(3));
    if (joined)
        ++next_;
    return joined;
}

/// The longest name that begins here; a dash may stand inside it ("Mid-Atlantic Ocean").
std::optional<OrderWords::Name> OrderWords::knownName() const
{
    std::optional<Name> found;
    forEachBeginning([&found](const std::string &name, std::size_t end) {
        const auto place = placesByWords().find(name);
        if (place != placesByWords().end())
            found = {place->second, end};
    });
    return found;
}

/// "BURG", "NORTH ATL": the most words that begin the name of only one province.
std::optional<OrderWords::Name> OrderWords::begunName() const
{
    std::optional<Name> found;
    forEachBeginning([&found, this](const std::string &name, std::size_t end) {
        constexpr std::size_t shortestLastWord = 3; // "S" and "H" are verbs
        if (name.size() < shortestBeginning || words_[end - 1].text.size() < shortestLastWord)
            return;
        const auto begins = [&name](const std::string &known) { return known.starts_with(name); };
        const std::vector<std::string> &names = namesInCapitals();
        if (std::ranges::count_if(names, begins) == 1)
            found = {static_cast<Province>(std::ranges::find_if(names, begins) - names.begin()),
                     end};
    });
    return found;
}

/// As many words as the nearest name has; none if two provinces are as near.
std::optional<OrderWords::Name> OrderWords::misspeltName() const
{
    std::optional<Name> found;
    bool isOnly = false;
    int least = std::numeric_limits<int>::max();
    forEachBeginning([&](const std::string &name, std::size_t end) {
        const int tolerance = mistakesAllowed(name);
        for (const auto &[known, province] : placesByWords()) {
            const auto longer = std::max(known.size(), name.size());
            if (known.size() < shortestMisspelt || known[1] == ' ' ||
                static_cast<int>(2 * longer - known.size() - name.size()) > tolerance)
                continue;
            const int distance = editDistance(name, known);
            if (distance > tolerance || distance > least)
                continue;
            isOnly = distance < least || (isOnly && found->province == province);
            found = {province, end};
            least = distance;
        }
    });
    return isOnly ? found : std::nullopt;
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

/// "/NC", "(nc)", "SC", "south coast", "-sc".
Coast OrderWords::takeCoast()
{
    std::size_t i = next_;
    bool marked = false; // by "/" or "("
    for (; i < words_.size() && words_[i].kind != OrderWord::Kind::Word; ++i) {
        if (words_[i].kind == OrderWord::Kind::Dash) {
            if (i + 1 >= words_.size() || words_[i + 1].text.size() != 2)
                return Coast::None;
        } else {
            marked = words_[i].text != ")";
        }
    }
    if (i >= words_.size())
        return Coast::None;
    const bool spelledOut = i + 1 < words_.size() && words_[i + 1].text == "COAST";
    const Coast coast = coastNamed(words_[i].text, marked || spelledOut);
    if (coast != Coast::None)
        next_ = i + (spelledOut ? 2 : 1);
    return coast;
}

std::string OrderWords::rest()
{
    constexpr std::size_t longestQuote = 80; // of what may be a novel
    std::string text;
    for (; !atEnd(); ++next_) {
        if (text.size() > longestQuote)
            break;
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
    if (text.size() > longestQuote) {
        std::size_t end = longestQuote;
        while ((static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) // never half a letter
            --end;
        text = text.substr(0, end) + "…";
    }
    return text.empty() ? "the end" : text;
}

} // namespace concert
