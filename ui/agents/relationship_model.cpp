// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/relationship_model.h"

#include "ui/power_chip.h"
#include "ui/powers.h"
#include "ui/relationship_text.h"

#include <algorithm>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

/// The newest memory of each power up to an event, and the one before it. Looked for from the event
/// backwards: it is asked with every step of the playhead, and mostly only a phase has to be read.
using LastMemories = std::array<std::array<const MemoryUpdated *, 2>, powerCount>;

LastMemories lastMemories(const MatchLog &log, qsizetype eventIndex)
{
    LastMemories memories{};
    std::size_t missing = 2 * powerCount;
    for (qsizetype i = std::min(eventIndex, log.size() - 1); i >= 0 && missing > 0; --i) {
        const auto *memory = log.at(i).as<MemoryUpdated>();
        if (!memory)
            continue;
        auto &[now, before] = memories[static_cast<std::size_t>(indexOf(memory->power))];
        const MemoryUpdated *&place = now ? before : now;
        if (!place) {
            place = memory;
            --missing;
        }
    }
    return memories;
}

std::optional<Relationship> towards(const MemoryUpdated *memory, Power other)
{
    if (!memory)
        return std::nullopt;
    const auto found = memory->relationships.find(other);
    return found == memory->relationships.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

void RelationshipModel::setMoment(const MatchLog *log, qsizetype eventIndex)
{
    Matrix cells;
    const LastMemories memories =
        log && eventIndex >= 0 ? lastMemories(*log, eventIndex) : LastMemories{};
    for (const Power row : allPowers) {
        const auto place = static_cast<std::size_t>(indexOf(row));
        for (const Power column : allPowers) {
            if (row != column)
                cells[place][static_cast<std::size_t>(indexOf(column))] = {
                    towards(memories[place][0], column), towards(memories[place][1], column)};
        }
    }
    if (cells == cells_)
        return;
    cells_ = cells;
    Q_EMIT dataChanged(index(0, 0), index(powerCount - 1, powerCount - 1));
}

int RelationshipModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : powerCount;
}

int RelationshipModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : powerCount;
}

QVariant RelationshipModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Cell &cell =
        cells_[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    if (!cell.now)
        return {};
    const int change =
        cell.before ? static_cast<int>(*cell.now) - static_cast<int>(*cell.before) : 0;
    switch (role) {
    case Qt::DisplayRole:
        return relationshipLetter(*cell.now);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        const QString text =
            tr("%1 sees %2 as: %3")
                .arg(powerDisplayName(allPowers[static_cast<std::size_t>(index.row())]),
                     powerDisplayName(allPowers[static_cast<std::size_t>(index.column())]),
                     relationshipText(*cell.now));
        return change == 0 ? text : tr("%1 (before: %2)").arg(text, relationshipText(*cell.before));
    }
    case RelationshipRole:
        return static_cast<int>(*cell.now);
    case ChangeRole:
        return change;
    default:
        return {};
    }
}

QVariant RelationshipModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section < 0 || section >= powerCount)
        return {};
    const Power power = allPowers[static_cast<std::size_t>(section)];
    if (role == Qt::DecorationRole)
        return powerChip(power);
    if (role == Qt::DisplayRole && orientation == Qt::Vertical)
        return powerDisplayName(power);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return powerDisplayName(power);
    return {};
}

QHash<int, QByteArray> RelationshipModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractTableModel::roleNames();
    names.insert({{RelationshipRole, "relationship"}, {ChangeRole, "change"}});
    return names;
}

} // namespace concert
