// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_game_check.h"

#include "core/record/saved_game_faults.h"
#include "core/record/text.h"
#include "core/rules/legal_orders.h"
#include "core/rules/order_text.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

const QString waiveKey = u"WAIVE"_s;
constexpr qsizetype longestQuoted = 200; // of an order that is none

QStringList sortedSet(QStringList texts)
{
    texts.removeDuplicates();
    texts.sort();
    return texts;
}

QString unitNamed(UnitType type, Location location)
{
    return toQString(unitText(type, location));
}

QString codesText(const QStringList &codes)
{
    return codes.isEmpty() ? u"as ordered"_s : codes.join(u" and "_s);
}

QString listText(const QStringList &texts)
{
    return texts.isEmpty() ? u"nothing"_s : texts.join(u", "_s);
}

/// The adjudicator asks whose unit or home centre it is; nobody orders for others.
bool isOfAnotherPower(const Position &position, Power power, const Order &order)
{
    const Province place = order.unit.province();
    if (order.kind == OrderKind::Waive)
        return false;
    if (position.phase.type == PhaseType::Retreat) {
        for (const DislodgedUnit &entry : position.dislodged()) {
            if (entry.unit.location.province() == place && entry.unit.type == order.unitType)
                return entry.unit.power != power;
        }
    }
    const std::optional<Power> home = Map::standard().home(place);
    if (order.kind == OrderKind::Build)
        return home && *home != power;
    const std::optional<Unit> unit = position.unitAt(place);
    return unit && unit->power != power;
}

/// By power and unit: the places to retreat to. Who has none is off the board, as in the library.
QMap<std::pair<Power, QString>, QStringList> retreatTable(const Position &position)
{
    QMap<std::pair<Power, QString>, QStringList> table;
    for (const DislodgedUnit &entry : position.dislodged()) {
        QStringList places;
        for (const Location place : entry.retreats)
            places << toQString(locationText(place));
        if (!places.isEmpty())
            table.insert({entry.unit.power, toQString(unitText(entry.unit))}, sortedSet(places));
    }
    return table;
}

/// Nothing was to be done in this phase: nobody can retreat, or has to build or remove.
bool isIdle(const SavedPhase &phase)
{
    if (!phase.phase)
        return false;
    const Position &position = phase.position;
    if (phase.phase->type == PhaseType::Retreat)
        return retreatTable(position).isEmpty() &&
               (phase.hasRetreats || position.dislodged().empty());
    return phase.phase->type == PhaseType::Adjustment && phase.hasCenters &&
           std::ranges::all_of(allPowers,
                               [&position](Power power) { return position.builds(power) == 0; });
}

bool isSameBoard(const Position &one, const Position &other)
{
    for (int i = 0; i < provinceCount; ++i) {
        const auto place = static_cast<Province>(i);
        if (one.unitAt(place) != other.unitAt(place) || one.owner(place) != other.owner(place))
            return false;
    }
    return retreatTable(one) == retreatTable(other);
}

/// A game may be called off, and the library draws it after a hundred years: the phase that was
/// reached is then followed by the same board, and nothing became of orders.
bool isEndedWithoutAdjudication(const SavedPhase &phase, const SavedPhase *next)
{
    return next != nullptr && next->name == u"COMPLETED"_s && phase.results.isEmpty() &&
           phase.hasSoundResults && isSameBoard(phase.position, next->position);
}

/// What a phase is played from is known.
bool canBePlayed(const SavedPhase &phase)
{
    const PhaseType type = phase.phase->type;
    return phase.hasOrders && (type != PhaseType::Adjustment || phase.hasCenters) &&
           (type != PhaseType::Retreat || phase.hasRetreats || phase.position.dislodged().empty());
}

/// Things that one note a game is made of, and the phases where they are so.
enum class GameWide { NoResults, NoOrders, NoRetreats, NoCenters, IdlePhase };
using GameWideNotes = std::map<GameWide, QStringList>;

SavedGameFinding gameWideNote(GameWide what, const QStringList &phases)
{
    const auto note = [&phases](const QString &subject, const QString &text) {
        return SavedGameFinding{SavedGameFinding::Kind::Note, phasesText(phases), subject, text};
    };
    switch (what) {
    case GameWide::NoResults:
        return note(u"results"_s, u"the file does not say how the orders fared"_s);
    case GameWide::NoOrders:
        return note(u"phase"_s, u"the file does not tell all that is needed to play this again"_s);
    case GameWide::NoRetreats:
        return note(u"retreats"_s, u"the file does not say who may retreat where"_s);
    case GameWide::NoCenters:
        return note(u"centers"_s, u"the file does not say who owns them"_s);
    case GameWide::IdlePhase:
        break;
    }
    return note(u"phase"_s, u"an old engine recorded this phase though there was nothing to do in "
                            "it (nobody could retreat, or had to build or remove); the game goes "
                            "on as by the rules"_s);
}

/// Compares one phase.
class PhaseCheck {
public:
    PhaseCheck(const SavedPhase &phase, const SavedPhase *next, QList<SavedGameFinding> *findings,
               GameWideNotes *notes)
        : phase_(phase), next_(next), findings_(findings), notes_(notes)
    {}
    void run();

private:
    void add(SavedGameFinding::Kind kind, const QString &subject, const QString &text)
    {
        findings_->append({kind, phase_.name, subject, text});
    }
    void differ(const QString &subject, const QString &text)
    {
        add(SavedGameFinding::Kind::Difference, subject, text);
    }
    void compareNext();
    void compareCalendar();
    void compareUnits();
    void compareRetreats();
    void compareCenters();
    void compareBuilds();
    void compareResults();
    QString orderOf(const QString &unit) const;
    QString orderThatLedTo(const Unit &unit) const;
    QString reasonOf(const QString &unit) const;

    const SavedPhase &phase_;
    const SavedPhase *next_; ///< null: the file ends with this phase
    QList<SavedGameFinding> *findings_;
    GameWideNotes *notes_;
    QList<RefusedOrder> refused_;
    Resolution resolution_;
};

void PhaseCheck::run()
{
    const qsizetype before = findings_->size();
    const TakenOrders taken = takeOrders(phase_.position, phase_.orders);
    for (const RefusedOrder &order : taken.refused) {
        if (order.voidUnit.isEmpty())
            differ(order.text.left(longestQuoted),
                   u"an order that the rules refuse: "_s % order.reason);
    }
    refused_ = taken.refused;
    resolution_ = adjudicate(Map::standard(), phase_.position, taken.orders);
    if (next_ != nullptr)
        compareNext();
    if (!phase_.results.isEmpty() && phase_.hasSoundResults)
        compareResults();
    else if (phase_.hasSoundResults && !resultTable(resolution_, refused_).isEmpty())
        (*notes_)[GameWide::NoResults] << phase_.name;
    const auto isDifference = [](const SavedGameFinding &finding) {
        return finding.kind == SavedGameFinding::Kind::Difference;
    };
    if (std::none_of(findings_->cbegin() + before, findings_->cend(), isDifference))
        return;
    for (const ReferenceFault &fault : referenceFaults(phase_, resolution_, next_))
        add(SavedGameFinding::Kind::Explanation, fault.subject, fault.text);
}

void PhaseCheck::compareNext()
{
    // An old engine stops at phases in which there is nothing to do. Then centers change hands
    // after the retreats, and are compared there.
    const bool stops = next_->phase && next_->phase != resolution_.next.phase &&
                       phase_.position.phase < *next_->phase &&
                       *next_->phase < resolution_.next.phase && isIdle(*next_);
    const bool stopsEarly = stops && next_->phase->type == PhaseType::Retreat;
    if (stops)
        (*notes_)[GameWide::IdlePhase] << next_->name;
    if (!stopsEarly && (!stops || resolution_.next.soloWinner()))
        compareCalendar();
    compareUnits();
    compareRetreats();
    if (!stopsEarly)
        compareCenters();
    if (!stops)
        compareBuilds();
}

/// A game may be called off at any time, so COMPLETED may follow every phase; a win must end it.
/// Without centers nobody knows whether there is an adjustment.
void PhaseCheck::compareCalendar()
{
    if (!phase_.hasCenters && phase_.position.phase.season == Season::Fall)
        return;

    const auto winner = resolution_.next.soloWinner();
    if (next_->name == u"COMPLETED"_s)
        return;
    if (winner) {
        differ(powerText(*winner),
               u"it has won by the rules, but the file goes on with %1"_s.arg(next_->name));
    } else if (next_->phase != resolution_.next.phase) {
        differ(phase_.name, u"the next phase is %1 in the file, %2 by the rules"_s.arg(
                                next_->name, phaseText(resolution_.next.phase)));
    }
}

void PhaseCheck::compareUnits()
{
    for (int i = 0; i < provinceCount; ++i) {
        const auto theirs = next_->position.unitAt(static_cast<Province>(i));
        const auto ours = resolution_.next.unitAt(static_cast<Province>(i));
        if (theirs == ours)
            continue;
        const auto name = [](const std::optional<Unit> &unit) {
            return unit ? powerText(unit->power) % u' ' % toQString(unitText(*unit)) : u"nobody"_s;
        };
        differ(orderThatLedTo(ours ? *ours : *theirs),
               u"then in %1 stands %2 in the file, %3 by the rules"_s.arg(
                   toQString(provinceAbbreviation(static_cast<Province>(i))), name(theirs),
                   name(ours)));
    }
}

void PhaseCheck::compareRetreats()
{
    const auto theirs = retreatTable(next_->position);
    const auto ours = retreatTable(resolution_.next);
    if (!next_->hasRetreats) {
        if (!ours.isEmpty())
            (*notes_)[GameWide::NoRetreats] << next_->name;
        return;
    }
    auto all = theirs;
    all.insert(ours);
    for (const auto &key : all.keys()) {
        const QString subject = orderOf(key.second);
        if (!ours.contains(key) || !theirs.contains(key)) {
            differ(subject, u"%1 %2 must retreat %3"_s.arg(
                                powerText(key.first), key.second,
                                ours.contains(key) ? u"by the rules, not in the file"_s
                                                   : u"in the file, not by the rules"_s));
        } else if (ours[key] != theirs[key]) {
            differ(subject, u"%1 may retreat to %2 in the file, to %3 by the rules"_s.arg(
                                key.second, listText(theirs[key]), listText(ours[key])));
        }
    }
}

void PhaseCheck::compareCenters()
{
    const auto changedHands = [this](Province center) {
        return resolution_.next.owner(center) != phase_.position.owner(center);
    };
    if (!phase_.hasCenters || !next_->hasCenters) {
        if (std::ranges::any_of(Map::standard().supplyCenters(), changedHands))
            (*notes_)[GameWide::NoCenters] << next_->name;
        return;
    }
    for (const Province center : Map::standard().supplyCenters()) {
        const auto theirs = next_->position.owner(center);
        const auto ours = resolution_.next.owner(center);
        const auto name = [](const std::optional<Power> &power) {
            return power ? powerText(*power) : u"nobody"_s;
        };
        if (theirs != ours)
            differ(toQString(provinceAbbreviation(center)),
                   u"the center then belongs to %1 in the file, to %2 by the rules"_s.arg(
                       name(theirs), name(ours)));
    }
}

/// How many a power builds (or removes), and where if it builds: "2 in CON, SMY", "-1".
QString buildsText(const QJsonValue &builds, bool withHomes)
{
    const int count = builds[u"count"_s].toInt();
    const QStringList homes = sortedSet(builds[u"homes"_s].toVariant().toStringList());
    if (count <= 0 || !withHomes || homes.isEmpty())
        return QString::number(count);
    return QString(QString::number(count) % u" in "_s % homes.join(u", "_s));
}

void PhaseCheck::compareBuilds()
{
    if (!phase_.hasCenters || !next_->phase || next_->phase->type != PhaseType::Adjustment)
        return;
    const QJsonObject theirs = next_->state[u"builds"_s].toObject();
    const QJsonObject ours = stateOf(resolution_.next)[u"builds"_s].toObject();
    for (const Power power : allPowers) {
        const QString name = powerText(power);
        if (!theirs[name][u"count"_s].isDouble())
            continue; // it is not told
        const bool withHomes = theirs[name][u"homes"_s].isArray();
        const QString inFile = buildsText(theirs[name], withHomes);
        const QString byRules = buildsText(ours[name], withHomes);
        if (inFile != byRules)
            differ(name, u"its builds are %1 in the file, %2 by the rules"_s.arg(inFile, byRules));
    }
}

void PhaseCheck::compareResults()
{
    const PhaseType type = phase_.position.phase.type;
    const ResultTable theirs = resultTable(phase_.results, type);
    const ResultTable ours = resultTable(resolution_, refused_);
    const QStringList doubtful = unitsOfDisruptedConvoys(resolution_, phase_.results);
    ResultTable all = theirs;
    all.insert(ours);
    for (const QString &unit : all.keys()) {
        const bool isMissing = !theirs.contains(unit);
        // Some writers leave out units of whose orders there is nothing to tell.
        if (theirs.value(unit) == ours.value(unit) && ours.contains(unit) &&
            (!isMissing || type == PhaseType::Movement))
            continue;
        // The library tells of units that could not retreat in the retreat phase, which they did
        // not take part in.
        if (type == PhaseType::Retreat && !ours.contains(unit) &&
            theirs[unit] == QStringList{u"disband"_s})
            continue;
        QString text;
        if (isMissing)
            text = u"no result in the file, %1 by the rules"_s.arg(codesText(ours[unit]));
        else if (!ours.contains(unit))
            text = u"%1 in the file, but no such unit or order by the rules"_s.arg(
                codesText(theirs[unit]));
        else
            text = u"%1 in the file, %2 by the rules"_s.arg(codesText(theirs[unit]),
                                                            codesText(ours[unit]));
        if (doubtful.contains(unit))
            add(SavedGameFinding::Kind::Note, orderOf(unit),
                text % u"; the file takes the convoy for disrupted"_s);
        else
            differ(orderOf(unit), text % reasonOf(unit));
    }
}

/// The order of a unit; the unit itself if it had none.
QString PhaseCheck::orderOf(const QString &unit) const
{
    for (const ResolvedOrder &resolved : resolution_.orders) {
        if (resolved.order.kind != OrderKind::Waive &&
            unitNamed(resolved.order.unitType, resolved.order.unit) == unit)
            return toQString(orderText(resolved.order));
    }
    return unit;
}

/// Where a unit is found that should not be there, or not found: what it may have come by.
QString PhaseCheck::orderThatLedTo(const Unit &unit) const
{
    for (const ResolvedOrder &resolved : resolution_.orders) {
        const bool moves =
            resolved.order.kind == OrderKind::Move || resolved.order.kind == OrderKind::Retreat;
        if (moves && resolved.power == unit.power && resolved.order.unitType == unit.type &&
            resolved.order.target.province() == unit.location.province())
            return toQString(orderText(resolved.order));
    }
    return orderOf(toQString(unitText(unit)));
}

QString PhaseCheck::reasonOf(const QString &unit) const
{
    for (const ResolvedOrder &resolved : resolution_.orders) {
        if (unitNamed(resolved.order.unitType, resolved.order.unit) == unit &&
            !resolved.reason.empty())
            return u" ("_s % toQString(resolved.reason) % u')';
    }
    return {};
}

} // namespace

int SavedGameCheck::differences() const
{
    return static_cast<int>(
        std::count_if(findings.begin(), findings.end(), [](const SavedGameFinding &finding) {
            return finding.kind == SavedGameFinding::Kind::Difference;
        }));
}

SavedGameCheck checkSavedGame(const SavedGame &game)
{
    SavedGameCheck check;
    for (const SavedGameNote &note : game.notes)
        check.findings << SavedGameFinding{SavedGameFinding::Kind::Note, note.place(), note.field,
                                           note.text};
    GameWideNotes notes;
    for (qsizetype i = 0; i < game.phases.size(); ++i) {
        const SavedPhase &phase = game.phases[i];
        const SavedPhase *next = i + 1 < game.phases.size() ? &game.phases[i + 1] : nullptr;
        // The last phase is the current one; a file that ends with a played one has its results.
        if (!phase.phase || (next == nullptr && phase.results.isEmpty()) ||
            isEndedWithoutAdjudication(phase, next))
            continue;
        if (!canBePlayed(phase)) {
            notes[GameWide::NoOrders] << phase.name;
            continue;
        }
        ++check.phases;
        PhaseCheck(phase, next, &check.findings, &notes).run();
    }
    for (const auto &[what, phases] : notes)
        check.findings << gameWideNote(what, phases);
    return check;
}

TakenOrders takeOrders(const Position &position, const std::map<Power, QStringList> &submitted,
                       RuleSet rules)
{
    TakenOrders taken;
    for (const auto &[power, texts] : submitted) {
        for (const QString &text : texts) {
            const ParsedOrder parsed = parseOrder(text.toStdString(), position, power, rules);
            if (!parsed.order) {
                taken.refused << RefusedOrder{text, toQString(parsed.problem), {}};
                continue;
            }
            const bool isMovement = position.phase.type == PhaseType::Movement;
            if (!isMovement && isOfAnotherPower(position, power, *parsed.order)) {
                taken.refused << RefusedOrder{
                    text, u"%1 may not order this"_s.arg(powerText(power)),
                    unitNamed(parsed.order->unitType, parsed.order->unit)};
                continue;
            }
            if (isMovement) {
                const std::string why = whyIllegal(Map::standard(), position, power, *parsed.order);
                if (!why.empty()) {
                    taken.refused << RefusedOrder{text, toQString(why), {}};
                    continue;
                }
                const auto earlier =
                    std::ranges::find(taken.orders, parsed.order->unit, &Order::unit);
                if (earlier != taken.orders.end()) {
                    if (*earlier != *parsed.order)
                        taken.replaced << RefusedOrder{toQString(orderText(*earlier)),
                                                       u"a later order of the same unit holds"_s,
                                                       {}};
                    taken.orders.erase(earlier);
                }
            }
            taken.orders.push_back(*parsed.order);
        }
    }
    return taken;
}

ResultTable resultTable(const Resolution &resolution, const QList<RefusedOrder> &refused)
{
    ResultTable table;
    for (const ResolvedOrder &resolved : resolution.orders) {
        if (resolved.order.kind == OrderKind::Waive)
            continue;
        QStringList &codes = table[unitNamed(resolved.order.unitType, resolved.order.unit)];
        for (const std::string &code : resultCodes(resolved.results))
            codes << toQString(code);
    }
    for (QStringList &codes : table) {
        codes.removeAll(u"disrupted"_s);
        codes = sortedSet(codes);
    }
    for (const RefusedOrder &order : refused) {
        if (!order.voidUnit.isEmpty() && !table.contains(order.voidUnit))
            table.insert(order.voidUnit, {u"void"_s});
    }
    return table;
}

ResultTable resultTable(const QMap<QString, QStringList> &results, PhaseType type)
{
    ResultTable table;
    for (auto it = results.begin(); it != results.end(); ++it) {
        if (it.key() == waiveKey)
            continue;
        QStringList codes = it.value();
        // The library takes units that cannot retreat from the board at once and tells of it in
        // the next phase that is played, be it an adjustment.
        if (type == PhaseType::Adjustment && codes.removeAll(u"disband"_s) > 0 && codes.isEmpty())
            continue;
        codes.removeAll(QString()); // a build or removal that was done
        codes.removeAll(u"disrupted"_s);
        const bool isArmy = it.key().startsWith(u"A "_s); // which has no coast
        table.insert(isArmy ? it.key().left(5) : it.key(), sortedSet(codes));
    }
    return table;
}

QStringList unitsOfDisruptedConvoys(const Resolution &resolution,
                                    const QMap<QString, QStringList> &results)
{
    QSet<Province> armies;
    for (const ResolvedOrder &resolved : resolution.orders) {
        const QString unit = unitNamed(resolved.order.unitType, resolved.order.unit);
        if (resolved.order.kind == OrderKind::Convoy &&
            results.value(unit).contains(u"disrupted"_s))
            armies.insert(resolved.order.auxiliary.province());
    }
    QStringList units;
    for (const ResolvedOrder &resolved : resolution.orders) {
        const Order &order = resolved.order;
        const bool helps = order.kind == OrderKind::Support || order.kind == OrderKind::Convoy;
        if (armies.contains(order.unit.province()) ||
            (helps && armies.contains(order.auxiliary.province())))
            units << unitNamed(order.unitType, order.unit);
    }
    return units;
}

} // namespace concert
