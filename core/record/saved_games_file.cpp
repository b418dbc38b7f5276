// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/saved_games_file.h"

#include "core/record/jsonl_reader.h"
#include "core/record/text.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace concert {

namespace {

constexpr qsizetype longestListed = 80; // of a name out of the file

bool isSavedGame(const JsonlReader::Item &item)
{
    return item.object.contains(u"phases"_s);
}

QString shortText(const QJsonValue &value)
{
    return value.toString().left(longestListed).simplified();
}

/// How many centers each power had when it was last told.
std::array<int, powerCount> lastCenters(const QJsonArray &phases)
{
    std::array<int, powerCount> counts{};
    for (qsizetype i = phases.size() - 1; i >= 0; --i) {
        const QJsonObject centers = phases[i][u"state"_s][u"centers"_s].toObject();
        for (auto it = centers.begin(); it != centers.end(); ++it) {
            if (const auto power = powerFromText(it.key()))
                counts[static_cast<std::size_t>(indexOf(*power))] =
                    static_cast<int>(it.value().toArray().size());
        }
        if (!centers.isEmpty())
            break;
    }
    return counts;
}

/// Without looking at what the game is made of: that is done when it is chosen.
SavedGameEntry entryOf(const JsonlReader::Item &item, int number)
{
    SavedGameEntry entry;
    entry.number = number;
    if (!isSavedGame(item)) {
        entry.problem = item.problem.isEmpty() ? u"this is not a saved game"_s : item.problem;
        return entry;
    }
    const QJsonArray phases = item.object[u"phases"_s].toArray();
    entry.id = shortText(item.object[u"id"_s]);
    entry.map = shortText(item.object[u"map"_s]);
    entry.phases = static_cast<int>(phases.size());
    entry.centers = lastCenters(phases);
    if (!phases.isEmpty()) {
        entry.first = shortText(phases.first()[u"name"_s]);
        entry.last = shortText(phases.last()[u"name"_s]);
        const qint64 began = phases.first()[u"state"_s][u"timestamp"_s].toInteger();
        if (began > 0) // microseconds
            entry.date = QDateTime::fromMSecsSinceEpoch(began / 1000);
    }
    return entry;
}

} // namespace

SavedGameList listSavedGames(const QString &path, FileFrom from)
{
    JsonlReader reader(path, from);
    SavedGameList list;
    bool hasGame = false;
    while (const auto item = reader.next()) {
        if (list.entries.size() == mostGamesListed) {
            list.isWhole = false;
            break;
        }
        hasGame |= isSavedGame(*item);
        // What begins with JSON of another kind is another file.
        if (!hasGame && item->problem.isEmpty())
            return {};
        list.entries << entryOf(*item, static_cast<int>(list.entries.size()) + 1);
    }
    return hasGame ? list : SavedGameList{};
}

std::variant<SavedGame, QString> readSavedGame(const QString &path, int number, FileFrom from)
{
    JsonlReader reader(path, from);
    for (int at = 1; const auto item = reader.next(); ++at) {
        if (at < number)
            continue;
        if (!item->problem.isEmpty())
            return QString(item->place % u": "_s % item->problem);
        return savedGameFromJson(item->object, item->place);
    }
    return u"%1: there is no game number %2"_s.arg(QDir::toNativeSeparators(path)).arg(number);
}

} // namespace concert
