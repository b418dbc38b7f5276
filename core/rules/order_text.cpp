// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/order_text.h"

#include "core/rules/place_words.h"

#include <algorithm>

namespace concert {

std::string orderText(const Order &order)
{
    if (order.kind == OrderKind::Waive)
        return "WAIVE";
    std::string text = unitText(order.unitType, order.unit);
    switch (order.kind) {
    case OrderKind::Hold:
        return text + " H";
    case OrderKind::Move:
        return text + " - " + locationText(order.target) + (order.viaConvoy ? " VIA" : "");
    case OrderKind::Support:
        text += " S " + unitText(order.auxiliaryType, order.auxiliary);
        if (!order.isSupportHold())
            text += " - " + locationText(order.target);
        return text;
    case OrderKind::Convoy:
        return text + " C " + unitText(order.auxiliaryType, order.auxiliary) + " - " +
               locationText(order.target);
    case OrderKind::Retreat:
        return text + " R " + locationText(order.target);
    case OrderKind::Disband:
        return text + " D";
    case OrderKind::Build:
        return text + " B";
    case OrderKind::Waive:
        break;
    }
    return text;
}

namespace {

/// Reads one order; the members follow the sentence from left to right.
class OrderReader {
public:
    OrderReader(std::string_view text, const Position &position, Power power, RuleSet rules)
        : words_(text), position_(position), power_(power), rules_(rules)
    {}

    ParsedOrder read();

private:
    struct NamedUnit {
        UnitType type;
        Location location; ///< with the coast as it is on the board
        Location written;  ///< as the order has it
    };

    static ParsedOrder problem(std::string text) { return {std::nullopt, std::move(text)}; }
    static ParsedOrder done(const Order &order) { return {order, {}}; }

    std::optional<Unit> dislodgedAt(Province province) const;
    /// The unit a place stands for: the dislodged one of this power in a retreat phase, otherwise
    /// the one that stands there.
    std::optional<Unit> unitMeant(Province province, bool ordered) const;
    std::optional<NamedUnit> readUnit(bool ordered);
    ParsedOrder readVerb(const NamedUnit &unit);
    ParsedOrder readMove(const NamedUnit &unit);
    ParsedOrder readRetreat(const NamedUnit &unit);
    ParsedOrder readSupport(const NamedUnit &unit);
    ParsedOrder readConvoy(const NamedUnit &unit);
    ParsedOrder readBuild();
    ParsedOrder finish(ParsedOrder parsed);
    bool takeTo();
    void takeInPlace(const NamedUnit &unit);
    bool takeVia();
    /// Fills in a fleet's coast where only one can be reached; an army has none.
    Location fittingTarget(const NamedUnit &unit, Location target) const;

    OrderWords words_;
    const Position &position_;
    Power power_;
    RuleSet rules_;
    std::string problem_; ///< of readUnit
};

std::optional<Unit> OrderReader::dislodgedAt(Province province) const
{
    const auto &dislodged = position_.dislodged();
    const auto entry = std::ranges::find_if(dislodged, [&](const DislodgedUnit &candidate) {
        return candidate.unit.location.province() == province && candidate.unit.power == power_;
    });
    if (entry == dislodged.end())
        return std::nullopt;
    return entry->unit;
}

std::optional<Unit> OrderReader::unitMeant(Province province, bool ordered) const
{
    if (ordered && position_.phase.type == PhaseType::Retreat) {
        if (const auto unit = dislodgedAt(province))
            return unit;
    }
    return position_.unitAt(province);
}

std::optional<OrderReader::NamedUnit> OrderReader::readUnit(bool ordered)
{
    while (words_.takeWord({"THE", "MOVE", "MOVEMENT", "ATTACK", "ADVANCE", "OF", "BY", "FROM"})) {
    } // "supports the attack of A PAR on BUR"
    words_.takePower();
    std::optional<UnitType> type = words_.takeUnitType();
    words_.takePower(); // "army of France in Paris" is nobody's habit, "A FRENCH PAR" is somebody's
    const std::optional<Location> place = words_.takePlace();
    if (!place) {
        problem_ = "“" + words_.rest() + "” does not begin with a province.";
        return std::nullopt;
    }
    const std::optional<Unit> unit = unitMeant(place->province(), ordered);
    const bool isInland = Map::standard().terrain(place->province()) == Terrain::Inland;
    if (!type && !unit && position_.phase.type == PhaseType::Adjustment && isInland)
        type = UnitType::Army; // to be built
    if (!type) {
        if (!unit) {
            problem_ = "No unit stands in " + std::string(provinceName(place->province())) +
                       ", and the order does not say whether an army or a fleet is meant.";
            return std::nullopt;
        }
        type = unit->type;
    }
    if (*type == UnitType::Army)
        return NamedUnit{*type, place->province(), place->province()};
    // A fleet's coast is a fact of the board: missing or wrong, it is set right (DATC 4.B.5).
    if (unit && unit->type == UnitType::Fleet)
        return NamedUnit{*type, unit->location, *place};
    return NamedUnit{*type, *place, *place};
}

Location OrderReader::fittingTarget(const NamedUnit &unit, Location target) const
{
    if (unit.type == UnitType::Army)
        return target.province();
    const Map &map = Map::standard();
    if (target.coast() != Coast::None || map.coasts(target.province()).empty())
        return target;
    std::optional<Location> only;
    for (const Location coast : map.coasts(target.province())) {
        if (!map.canMove(UnitType::Fleet, unit.location, coast))
            continue;
        if (only)
            return target;
        only = coast;
    }
    return only.value_or(target);
}

bool OrderReader::takeTo()
{
    bool taken = false;
    OrderWords ahead = words_;
    while (ahead.takeWord({"IN"})) { // "supports A PAR in moving to BUR"
    }
    while (ahead.takeDash() ||
           ahead.takeWord({"TO", "INTO", "MOVE", "MOVES", "MOVING", "ATTACK", "ATTACKS",
                           "ATTACKING", "M", "MV", "GOES", "GOING", "ADVANCE", "ADVANCES", "ENTERS",
                           "TAKES", "INVADES"}))
        taken = true;
    if (taken)
        words_ = ahead;
    return taken;
}

/// "holds in place", "stays in Paris".
void OrderReader::takeInPlace(const NamedUnit &unit)
{
    words_.takeWord({"IN", "ITS"});
    if (words_.takeWord({"PLACE", "POSITION", "PUT", "FIRM"}))
        return;
    OrderWords ahead = words_;
    const std::optional<Location> place = ahead.takePlace();
    if (place && place->province() == unit.location.province())
        words_ = ahead;
}

/// "VIA", "by convoy", "via North Sea".
bool OrderReader::takeVia()
{
    if (!words_.takeWord({"VIA", "BY", "USING", "WITH"}))
        return words_.takeWord({"CONVOY", "CONVOYED"});
    words_.takeWord({"A"});
    words_.takeWord({"CONVOY", "SEA", "C"});
    while (words_.takePlace()) // the fleets' seas
        words_.takeDash();
    return true;
}

ParsedOrder OrderReader::read()
{
    if (words_.takePower())
        words_.takeDash(); // "FRANCE - A PAR H"
    if (words_.atEnd())
        return problem("The order is empty.");
    if (words_.takeWord({"WAIVE", "WAIVES", "WAIVED"})) {
        words_.takeWord({"A", "ONE", "THE"});
        words_.takeWord({"BUILD", "BUILDS"});
        return finish(done(Order::waive()));
    }
    if (words_.takeWord({"BUILD", "BUILDS"}))
        return readBuild();
    // "Disband A PAR", "move A PAR to BUR": the verb may come first.
    const bool removes = words_.takeWord({"DISBAND", "DISBANDS", "REMOVE", "REMOVES", "DESTROY"});
    const bool holds = words_.takeWord({"HOLD"});
    const bool retreats = words_.takeWord({"RETREAT"});
    const bool moves = words_.takeWord({"MOVE", "ADVANCE"});
    // A place of a build is empty, so the unit's type can only come from the order.
    const std::optional<NamedUnit> unit = readUnit(true);
    if (!unit)
        return problem(problem_);
    if (removes)
        return finish(done(Order::disband(unit->type, unit->location)));
    if (holds)
        return finish(done(Order::hold(unit->type, unit->location)));
    if (retreats)
        return finish(readRetreat(*unit));
    if (moves) {
        takeTo();
        return finish(readMove(*unit));
    }
    return finish(readVerb(*unit));
}

ParsedOrder OrderReader::finish(ParsedOrder parsed)
{
    if (!parsed.order || words_.atEnd())
        return parsed;
    return problem("“" + words_.rest() + "” after " + orderText(*parsed.order) +
                   " is not understood.");
}

ParsedOrder OrderReader::readBuild()
{
    // "build a fleet in Brest", "BUILD A PAR": a lone "A" is an army, before a type an article.
    const bool letterA = words_.takeWord({"A"});
    words_.takeWord({"AN", "NEW"});
    std::optional<UnitType> type = words_.takeUnitType();
    const std::optional<Location> place = words_.takePlace();
    if (!place)
        return problem("“" + words_.rest() + "” does not begin with a province to build in.");
    if (!type)
        type = words_.takeUnitType(); // "build Paris army"
    if (!type && Map::standard().terrain(place->province()) == Terrain::Inland)
        type = UnitType::Army;
    if (!type && !letterA)
        return problem("The order does not say whether to build an army or a fleet in " +
                       std::string(provinceName(place->province())) + ".");
    type = type.value_or(UnitType::Army);
    const Location where = *type == UnitType::Army ? Location(place->province()) : *place;
    return finish(done(Order::build(*type, where)));
}

ParsedOrder OrderReader::readVerb(const NamedUnit &unit)
{
    if (words_.takeWord({"H", "HOLD", "HOLDS", "HOLDING", "STAND", "STANDS", "STAY", "STAYS"})) {
        takeInPlace(unit);
        return done(Order::hold(unit.type, unit.location));
    }
    if (words_.takeWord({"S", "SUPPORT", "SUPPORTS", "SUPPORTING", "SUP", "SUPP"}))
        return readSupport(unit);
    if (words_.takeWord({"C", "CONVOY", "CONVOYS", "CONVOYING", "CON"}))
        return readConvoy(unit);
    if (words_.takeWord({"R", "RETREAT", "RETREATS", "RETREATING"}))
        return readRetreat(unit);
    if (words_.takeWord({"D", "DISBAND", "DISBANDS", "DISBANDED", "REMOVE", "REMOVED"}))
        return done(Order::disband(unit.type, unit.location));
    if (words_.takeWord({"B", "BUILD", "BUILDS"}))
        return done(Order::build(unit.type, unit.written));
    const bool isRetreat =
        position_.phase.type == PhaseType::Retreat && dislodgedAt(unit.location.province());
    if (takeTo())
        return isRetreat ? readRetreat(unit) : readMove(unit);
    if (takeVia() && takeTo()) { // "by convoy to Norway"
        ParsedOrder parsed = readMove(unit);
        if (parsed.order)
            parsed.order->viaConvoy = true;
        return parsed;
    }
    OrderWords ahead = words_;
    if (ahead.takePlace()) // "A PAR BUR"
        return isRetreat ? readRetreat(unit) : readMove(unit);
    const std::string name = unitText(unit.type, unit.location);
    if (words_.atEnd())
        return problem("The order does not say what " + name + " shall do.");
    return problem("“" + words_.rest() + "” is no order that " + name + " could follow.");
}

ParsedOrder OrderReader::readMove(const NamedUnit &unit)
{
    bool via = words_.takeWord({"VIA", "CONVOY"});
    std::optional<Location> target = words_.takePlace();
    if (!target)
        return problem("“" + words_.rest() + "” does not name the province to move to.");
    // "A LON - NTH - NWY" names the seas on the way.
    while (takeTo()) {
        const std::optional<Location> next = words_.takePlace();
        if (!next)
            return problem("“" + words_.rest() + "” does not name the province to move to.");
        if (unit.type == UnitType::Fleet ||
            Map::standard().terrain(target->province()) != Terrain::Sea)
            return problem("A unit moves to one province only, not to " +
                           std::string(provinceName(target->province())) + " and on to " +
                           std::string(provinceName(next->province())) + ".");
        target = next;
        via = true;
    }
    via = takeVia() || via;
    return done(Order::move(unit.type, unit.location, fittingTarget(unit, *target), via));
}

ParsedOrder OrderReader::readRetreat(const NamedUnit &unit)
{
    takeTo();
    if (words_.takeWord({"DISBAND", "DISBANDS"}))
        return done(Order::disband(unit.type, unit.location));
    const std::optional<Location> target = words_.takePlace();
    if (!target)
        return problem("“" + words_.rest() + "” does not name the province to retreat to.");
    return done(Order::retreat(unit.type, unit.location, fittingTarget(unit, *target)));
}

ParsedOrder OrderReader::readSupport(const NamedUnit &unit)
{
    const std::optional<NamedUnit> other = readUnit(false);
    if (!other)
        return problem("The order does not say whom to support: " + problem_);
    const Order inPlace =
        Order::supportHold(unit.type, unit.location, other->type, other->location);
    const bool hasTo = takeTo();
    if (words_.takeWord({"H", "HOLD", "HOLDS", "HOLDING", "STAND", "STANDS"})) {
        takeInPlace(*other);
        return done(inPlace);
    }
    const std::optional<Location> target = words_.takePlace(); // also "S A PAR BUR"
    if (!hasTo && (!target || target->province() == other->location.province()))
        return done(inPlace);
    if (!target)
        return problem("“" + words_.rest() + "” does not name the province of the supported move.");
    if (words_.takeWord({"VIA", "BY"}))
        words_.takeWord({"CONVOY", "SEA"});
    if (target->province() == other->location.province())
        return problem(unitText(other->type, other->location) + " stands in " +
                       std::string(provinceName(target->province())) + " already.");
    // Support goes to a province, whatever coast the move ends at (DATC 4.B.4): the library takes a
    // coast away that the supported fleet cannot reach.
    const bool keepsCoast = rules_.wrongSupportCoast == RuleSet::WrongSupportCoast::Void ||
                            Map::standard().canMove(UnitType::Fleet, other->location, *target);
    const Location where =
        other->type == UnitType::Fleet && keepsCoast ? *target : Location(target->province());
    return done(Order::supportMove(unit.type, unit.location, other->type, other->location, where));
}

ParsedOrder OrderReader::readConvoy(const NamedUnit &unit)
{
    const std::optional<NamedUnit> army = readUnit(false);
    if (!army)
        return problem("The order does not say whom to convoy: " + problem_);
    if (!takeTo())
        return problem("The order does not say where " + unitText(army->type, army->location) +
                       " is convoyed to.");
    const std::optional<Location> target = words_.takePlace();
    if (!target)
        return problem("“" + words_.rest() + "” does not name the province to convoy to.");
    if (words_.takeWord({"VIA", "BY"}))
        words_.takeWord({"CONVOY", "SEA"});
    Order order = Order::convoy(unit.location, army->location, target->province());
    order.unitType = unit.type;
    order.auxiliaryType = army->type; // told apart so that it can be refused
    return done(order);
}

} // namespace

ParsedOrder parseOrder(std::string_view text, const Position &position, Power power, RuleSet rules)
{
    ParsedOrder parsed = OrderReader(text, position, power, rules).read();
    if (parsed.order || OrderWords(text).atEnd())
        return parsed;
    if (const std::string nearest = nearestLegalOrdersText(text, position, power); !nearest.empty())
        parsed.problem += ' ' + nearest;
    return parsed;
}

} // namespace concert
