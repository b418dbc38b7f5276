// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/conversation_model.h"

#include "ui/powers.h"

#include <QFont>

#include <algorithm>
#include <tuple>

namespace concert {

using namespace Qt::StringLiterals;

namespace {

bool isBefore(const Conversation &a, const Conversation &b)
{
    return std::tie(a.first, a.second) < std::tie(b.first, b.second);
}

} // namespace

int ConversationModel::Entry::unread() const
{
    return static_cast<int>(events.end() - std::upper_bound(events.begin(), events.end(), seen));
}

ConversationModel::ConversationModel(QObject *parent) : QAbstractListModel(parent)
{
    entries_.emplace_back(); // to everybody: always listed
}

void ConversationModel::setLog(const MatchLog *log)
{
    beginResetModel();
    log_ = log;
    playhead_ = -1;
    entries_.assign(1, Entry());
    endResetModel();
}

void ConversationModel::setPlayhead(qsizetype eventIndex)
{
    if (!log_)
        return;
    eventIndex = std::min(eventIndex, log_->size() - 1);
    if (eventIndex < playhead_)
        removeAfter(eventIndex);
    bool changed = eventIndex < playhead_;
    for (qsizetype i = playhead_ + 1; i <= eventIndex; ++i) {
        if (const auto *message = log_->at(i).as<MessageSent>()) {
            add(i, *message);
            changed = true;
        }
    }
    playhead_ = eventIndex;
    if (changed)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void ConversationModel::add(qsizetype event, const MessageSent &message)
{
    const Conversation conversation = Conversation::of(message);
    auto place = std::lower_bound(
        entries_.begin(), entries_.end(), conversation,
        [](const Entry &entry, const Conversation &c) { return isBefore(entry.conversation, c); });
    if (place == entries_.end() || place->conversation != conversation) {
        const int row = static_cast<int>(place - entries_.begin()) + 1; // after "all messages"
        beginInsertRows({}, row, row);
        place = entries_.insert(place, Entry{conversation, {}, -1});
        endInsertRows();
    }
    place->events.push_back(event);
}

void ConversationModel::removeAfter(qsizetype event)
{
    // Conversations stay listed when stepping back: the list does not jump under the reader.
    for (Entry &entry : entries_)
        entry.events.erase(std::upper_bound(entry.events.begin(), entry.events.end(), event),
                           entry.events.end());
}

void ConversationModel::markRead(const std::optional<Conversation> &conversation)
{
    for (Entry &entry : entries_) {
        if (!conversation || entry.conversation == *conversation)
            entry.seen = std::max(entry.seen, playhead_);
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

std::optional<Conversation> ConversationModel::conversationAt(int row) const
{
    if (row < 1 || row >= rowCount())
        return std::nullopt;
    return entries_[static_cast<std::size_t>(row - 1)].conversation;
}

int ConversationModel::rowOf(const std::optional<Conversation> &conversation) const
{
    if (!conversation)
        return 0;
    const auto place = std::find_if(entries_.begin(), entries_.end(), [&](const Entry &entry) {
        return entry.conversation == *conversation;
    });
    return place == entries_.end() ? -1 : static_cast<int>(place - entries_.begin()) + 1;
}

int ConversationModel::unreadCount() const
{
    return unread(0);
}

int ConversationModel::count(int row) const
{
    int sum = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (row == 0 || static_cast<int>(i) == row - 1)
            sum += static_cast<int>(entries_[i].events.size());
    }
    return sum;
}

int ConversationModel::unread(int row) const
{
    int sum = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        if (row == 0 || static_cast<int>(i) == row - 1)
            sum += entries_[i].unread();
    }
    return sum;
}

QString ConversationModel::title(int row) const
{
    const std::optional<Conversation> conversation = conversationAt(row);
    if (!conversation)
        return tr("All messages");
    if (!conversation->first)
        return tr("To everybody");
    return u"%1 – %2"_s.arg(powerDisplayName(*conversation->first),
                            powerDisplayName(*conversation->second));
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(entries_.size()) + 1;
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int news = unread(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return news > 0
                   ? tr("%1: %2 (%3 new)").arg(title(index.row())).arg(count(index.row())).arg(news)
                   : tr("%1: %2").arg(title(index.row())).arg(count(index.row()));
    case Qt::FontRole: {
        QFont font;
        font.setBold(news > 0);
        return font;
    }
    case CountRole:
        return count(index.row());
    case UnreadRole:
        return news;
    default:
        return {};
    }
}

QHash<int, QByteArray> ConversationModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    names.insert({{CountRole, "count"}, {UnreadRole, "unread"}});
    return names;
}

} // namespace concert
