// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/board_text.h"

#include <algorithm>

namespace concert {

namespace {

constexpr std::string_view boardBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(boardBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(boardBlanks) - first + 1);
}

/// Takes the part before the separator off the front of the text; all of it if there is none.
std::string_view takeUntil(std::string_view &text, char separator)
{
    const auto end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    return part;
}

void appendItem(std::string &list, std::string_view item)
{
    if (!list.empty())
        list += ", ";
    list += item;
}

std::string orNone(std::string list)
{
    return list.empty() ? "none" : list;
}

std::string dislodgedText(const DislodgedUnit &entry)
{
    std::string retreats;
    for (const Location location : entry.retreats)
        appendItem(retreats, locationText(location));
    return "*" + unitText(entry.unit) + " (from " +
           std::string(provinceAbbreviation(entry.attackerFrom)) + "; " +
           (retreats.empty() ? "no retreat" : "retreats " + retreats) + ")";
}

std::string powerLine(const Position &position, Power power)
{
    std::string units;
    for (const Unit &unit : position.units(power))
        appendItem(units, unitText(unit));
    for (const DislodgedUnit &entry : position.dislodged()) {
        if (entry.unit.power == power)
            appendItem(units, dislodgedText(entry));
    }
    std::string centers;
    for (const Province province : position.centers(power))
        appendItem(centers, provinceAbbreviation(province));
    return std::string(powerName(power)) + " units: " + orNone(units) +
           "; centers: " + orNone(centers) + "\n";
}

/// An army on land, a fleet at sea or on a coast, named where there are two.
bool canStand(const Unit &unit)
{
    const Map &map = Map::standard();
    const Province province = unit.location.province();
    if (unit.type == UnitType::Army)
        return map.terrain(province) != Terrain::Sea && unit.location.coast() == Coast::None;
    return map.terrain(province) != Terrain::Inland &&
           map.coasts(province).empty() == (unit.location.coast() == Coast::None);
}

/// Reads the lines after "PHASE …" into a position.
class BoardReader {
public:
    explicit BoardReader(Phase phase) { position_.phase = phase; }

    /// False: the line is not of the board any more.
    bool readLine(std::string_view line);
    const std::string &problem() const { return problem_; }
    Position take();

private:
    void readUnits(std::string_view list, Power power);
    void readUnit(std::string_view text, Power power);
    void readDislodged(std::string_view text, std::string_view details, Power power);
    void readCenters(std::string_view list, std::optional<Power> power);
    void fail(std::string sentence)
    {
        if (problem_.empty())
            problem_ = std::move(sentence);
    }

    Position position_;
    std::vector<DislodgedUnit> dislodged_;
    std::string problem_;
};

bool BoardReader::readLine(std::string_view line)
{
    std::string_view rest = trimmed(line);
    const std::string_view name = takeUntil(rest, ' ');
    if (name == "NEUTRAL" && rest.starts_with("centers:")) {
        readCenters(rest.substr(8), std::nullopt);
        return true;
    }
    const std::optional<Power> power = parsePower(name);
    if (!power || powerName(*power) != name || !rest.starts_with("units:"))
        return false;
    const auto centers = rest.find("; centers:");
    if (centers == std::string_view::npos) {
        fail("The line of " + std::string(name) + " does not list its centers.");
        return true;
    }
    readUnits(rest.substr(6, centers - 6), *power);
    readCenters(rest.substr(centers + 10), power);
    return true;
}

void BoardReader::readUnits(std::string_view list, Power power)
{
    list = trimmed(list);
    if (list == "none")
        return;
    while (!list.empty()) {
        // A dislodged unit's parenthesis has commas of its own.
        const auto stop = list.find_first_of(",(");
        if (stop != std::string_view::npos && list[stop] == '(') {
            const auto close = list.find(')', stop);
            if (close == std::string_view::npos) {
                fail("A parenthesis is not closed in “" + std::string(list) + "”.");
                return;
            }
            readDislodged(trimmed(list.substr(0, stop)), list.substr(stop + 1, close - stop - 1),
                          power);
            list.remove_prefix(close + 1);
            takeUntil(list, ',');
        } else {
            readUnit(trimmed(takeUntil(list, ',')), power);
        }
        list = trimmed(list);
    }
}

void BoardReader::readUnit(std::string_view text, Power power)
{
    const std::optional<Unit> unit = parseUnit(text, power);
    if (!unit || !canStand(*unit)) {
        fail("“" + std::string(text) + "” is no unit that can stand there.");
        return;
    }
    if (position_.unitAt(unit->location.province())) {
        fail("Two units stand in " + std::string(provinceName(unit->location.province())) + ".");
        return;
    }
    position_.setUnit(*unit);
}

void BoardReader::readDislodged(std::string_view text, std::string_view details, Power power)
{
    const std::optional<Unit> unit =
        text.starts_with('*') ? parseUnit(text.substr(1), power) : std::nullopt;
    if (!unit || !canStand(*unit)) {
        fail("“" + std::string(text) + "” is no dislodged unit.");
        return;
    }
    std::string_view from = trimmed(takeUntil(details, ';'));
    std::string_view retreats = trimmed(details);
    const std::optional<Location> attacker =
        from.starts_with("from ") ? parseLocation(from.substr(5)) : std::nullopt;
    if (!attacker) {
        fail("It is not said where the attack on " + std::string(text.substr(1)) + " came from.");
        return;
    }
    DislodgedUnit entry{*unit, attacker->province(), {}};
    if (retreats != "no retreat") {
        if (!retreats.starts_with("retreats ")) {
            fail("The retreats of " + std::string(text.substr(1)) + " are missing.");
            return;
        }
        retreats.remove_prefix(9);
        while (!retreats.empty()) {
            const std::string_view name = trimmed(takeUntil(retreats, ','));
            const std::optional<Location> place = parseLocation(name);
            if (!place) {
                fail("“" + std::string(name) + "” is no place to retreat to.");
                return;
            }
            entry.retreats.push_back(*place);
        }
    }
    dislodged_.push_back(std::move(entry));
}

void BoardReader::readCenters(std::string_view list, std::optional<Power> power)
{
    list = trimmed(list);
    if (list == "none")
        return;
    while (!list.empty()) {
        const std::string_view name = trimmed(takeUntil(list, ','));
        const std::optional<Location> place = parseLocation(name);
        if (!place || !Map::standard().isSupplyCenter(place->province())) {
            fail("“" + std::string(name) + "” is no supply center.");
            return;
        }
        if (position_.owner(place->province())) {
            fail(std::string(name) + " has two owners.");
            return;
        }
        position_.setOwner(place->province(), power);
    }
}

Position BoardReader::take()
{
    position_.setDislodged(std::move(dislodged_));
    return std::move(position_);
}

} // namespace

std::string boardText(const Position &position)
{
    std::string text = "PHASE " + position.phase.name() + "\n";
    for (const Power power : allPowers) {
        if (!position.isEliminated(power))
            text += powerLine(position, power);
    }
    std::string neutral;
    for (const Province center : Map::standard().supplyCenters()) {
        if (!position.owner(center))
            appendItem(neutral, provinceAbbreviation(center));
    }
    if (!neutral.empty())
        text += "NEUTRAL centers: " + neutral + "\n";
    return text;
}

std::variant<Position, std::string> parseBoardText(std::string_view text)
{
    std::optional<BoardReader> reader;
    while (!text.empty()) {
        const std::string_view line = trimmed(takeUntil(text, '\n'));
        if (reader) {
            if (!reader->readLine(line))
                break;
        } else if (line.starts_with("PHASE ")) {
            if (const auto phase = Phase::parse(trimmed(line.substr(6))))
                reader.emplace(*phase);
        }
    }
    if (!reader)
        return std::string("There is no line “PHASE …” that names a phase.");
    if (!reader->problem().empty())
        return reader->problem();
    return reader->take();
}

std::optional<Unit> parseUnit(std::string_view text, Power power)
{
    text = trimmed(text);
    if (text.size() < 3 || (text[1] != ' ' && text[1] != '\t'))
        return std::nullopt;
    const std::optional<Location> location = parseLocation(trimmed(text.substr(2)));
    if (!location)
        return std::nullopt;
    switch (text[0]) {
    case 'A':
    case 'a':
        return Unit{power, UnitType::Army, *location};
    case 'F':
    case 'f':
        return Unit{power, UnitType::Fleet, *location};
    default:
        return std::nullopt;
    }
}

} // namespace concert
