// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/set_up.h"

#include "app/command_parser.h"
#include "app/match_options.h"
#include "app/terminal.h"
#include "core/record/jsonl_reader.h"
#include "core/record/text.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

/// Thrown within this file only; setUpFromJson turns it into its answer.
struct BadSetUp {
    QString text;
};

QString powerOfEntry(const QJsonValue &entry, const QString &what)
{
    const auto power = powerFromText(entry[u"power"_s].toString());
    if (!power)
        throw BadSetUp{u"\"%1\" is no power in %2; write \"power\": \"FRANCE\""_s.arg(
            entry[u"power"_s].toString(), what)};
    return powerText(*power);
}

/// Appends to the list that an object has for a key.
void appendTo(QJsonObject *table, const QString &key, const QJsonValue &value)
{
    QJsonArray list = (*table)[key].toArray();
    list << value;
    table->insert(key, list);
}

/// The same in the form of a saved game's state, which has one reader.
QJsonObject stateOfSetUp(const QJsonObject &json)
{
    if (!json[u"units"_s].isArray())
        throw BadSetUp{u"the units are missing; write \"units\": [{\"power\": \"FRANCE\", "
                       "\"type\": \"A\", \"province\": \"PAR\"}]"_s};
    QJsonObject units;
    QJsonObject retreats;
    const QJsonArray entries = json[u"units"_s].toArray();
    for (const QJsonValue &entry : entries) {
        const QString power = powerOfEntry(entry, u"\"units\""_s);
        const QString unit = entry[u"type"_s].toString() % u' ' % entry[u"province"_s].toString();
        if (!entry[u"dislodged"_s].toBool()) {
            appendTo(&units, power, unit);
            continue;
        }
        QJsonObject own = retreats[power].toObject();
        own.insert(unit, entry[u"retreats"_s]);
        retreats.insert(power, own);
    }
    return {{u"name"_s, json[u"phase"_s]},
            {u"units"_s, units},
            {u"retreats"_s, retreats},
            {u"centers"_s, json[u"centers"_s]}};
}

std::map<Power, QStringList> ordersOfSetUp(const QJsonValue &value)
{
    std::map<Power, QStringList> orders;
    if (value.isObject()) {
        const QJsonObject table = value.toObject();
        for (auto it = table.begin(); it != table.end(); ++it) {
            const auto power = powerFromText(it.key());
            if (!power)
                throw BadSetUp{u"\"%1\" in \"orders\" is no power"_s.arg(it.key())};
            orders[*power] = it.value().toVariant().toStringList();
        }
        return orders;
    }
    if (!value.isArray() && !value.isUndefined() && !value.isNull())
        throw BadSetUp{u"the orders are no list; write \"orders\": [{\"power\": \"FRANCE\", "
                       "\"order\": \"A PAR - BUR\"}]"_s};
    const QJsonArray entries = value.toArray();
    for (const QJsonValue &entry : entries) {
        const auto power = powerFromText(powerOfEntry(entry, u"\"orders\""_s));
        if (!entry[u"order"_s].isString())
            throw BadSetUp{u"an order has no text; write \"order\": \"A PAR - BUR\""_s};
        orders[*power] << entry[u"order"_s].toString();
    }
    return orders;
}

QString placeOf(const JsonlReader::Item &item)
{
    const QString id = item.object[u"id"_s].toVariant().toString();
    // In a list the id finds it, in a file with one a line the line does.
    return id.isEmpty() || !item.place.endsWith(u']')
               ? item.place
               : QString(item.place.section(u'[', 0, -2) % u':' % id);
}

int answerFile(const QString &file, RuleSet rules,
               const std::function<QJsonObject(const SetUp &, RuleSet)> &answer)
{
    JsonlReader reader(file);
    StandardOutput out;
    int code = 0;
    while (const auto item = reader.next()) {
        auto setUp = item->problem.isEmpty() ? setUpFromJson(item->object)
                                             : std::variant<SetUp, QString>(item->problem);
        if (const auto *problem = std::get_if<QString>(&setUp)) {
            out.flush();
            StandardError() << placeOf(*item) << ": " << *problem << '\n';
            code = usageExitCode;
            continue;
        }
        const QJsonObject json = answer(std::get<SetUp>(setUp), rules);
        out << QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)) << '\n';
    }
    return code;
}

} // namespace

std::variant<SetUp, QString> setUpFromJson(const QJsonObject &json)
{
    try {
        const QJsonObject state =
            json[u"state"_s].isObject() ? json[u"state"_s].toObject() : stateOfSetUp(json);
        if (!phaseFromText(state[u"name"_s].toString()))
            throw BadSetUp{
                u"\"%1\" is no phase; write \"phase\": \"S1901M\", \"F1901R\" or \"W1901A\""_s.arg(
                    state[u"name"_s].toString())};
        auto position = positionFromState(state);
        if (const auto *problem = std::get_if<QString>(&position))
            return *problem;
        return SetUp{json.contains(u"id"_s) ? json[u"id"_s] : QJsonValue(QString()),
                     std::get<Position>(std::move(position)), ordersOfSetUp(json[u"orders"_s])};
    } catch (const BadSetUp &problem) {
        return problem.text;
    }
}

int answerSetUps(const SetUpCommand &command, const QStringList &arguments)
{
    CommandParser parser(command.name, command.description);
    parser.addPositionalArgument(
        u"file"_s,
        u"JSON: one set-up, a list of them, or one a line; plain or compressed with gzip; "
        "\"-\": standard input. A set-up: {\"id\": …, \"phase\": \"S1901M\", \"units\": "
        "[{\"power\", \"type\", \"province\", \"dislodged\", \"retreats\"}], \"centers\": {POWER: "
        "[…]}, \"orders\": [{\"power\", \"order\"}]}, or with the \"state\" of a saved game."_s,
        u"FILE|-"_s);
    if (command.takesRules)
        parser.addOption({u"rules"_s,
                          u"Where rulebooks differ: library (as saved games are played) or dp2023 "
                          "(DATC v3.0 and the rulebook of 2023)."_s,
                          u"library|dp2023"_s, u"library"_s});
    if (const auto code = parser.start(arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return reportUsage(command.name, {u"name one file with set-ups, or \"-\""_s});
    const QString rulesName = command.takesRules ? parser.value(u"rules"_s) : u"library"_s;
    const auto rules = RuleSet::parse(rulesName.toStdString());
    if (!rules)
        return reportUsage(command.name,
                           {u"--rules is library or dp2023, not \"%1\""_s.arg(rulesName)});
    return answerFile(parser.positionalArguments().first(), *rules, command.answer);
}

} // namespace concert
